# Models that are made of packages, and the endpoints that run them.
package cdk_model_packages

import rego.v1

# METADATA
# title: A model is made of a package, not of a group
# description: >-
#   ModelPackageName of a container takes a package or one version of a group. Ref of a group is the group's ARN, which
#   passes the pattern, and CreateModel does not find such a package.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
#   description: The name or ARN of the model package to use.
# custom:
#   id: MP-036
#   severity: error
#   confidence: documented
#   fix: Refer to the version, by Ref of its AWS::SageMaker::ModelPackage or by its ARN (model-package/GROUP/VERSION).
violation contains finding("MP-036", model, array.concat(path, ["ModelPackageName"]), message) if {
	some [model, path, container] in identity_model_containers
	group := target(container.ModelPackageName)
	groups[group]
	message := sprintf("ModelPackageName refers to %v, a group; a model is made of one version", [group])
}

violation contains finding("MP-036", model, array.concat(path, ["ModelPackageName"]), message) if {
	some [model, path, container] in identity_model_containers
	startswith(arn(container.ModelPackageName).resource, "model-package-group/")
	message := "ModelPackageName is the ARN of a group; a model is made of one version"
}

# METADATA
# title: A model names an inference specification that the version has
# description: >-
#   InferenceSpecificationName picks one of the additional inference specifications of the version. CreateModel refuses
#   a name that the version does not have.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
#   description: The inference specification name in the model package version.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AdditionalInferenceSpecificationDefinition.html
#   description: A unique name to identify the additional inference specification.
# custom:
#   id: MP-040
#   severity: error
#   confidence: inferred
#   fix: Name one of the version's AdditionalInferenceSpecifications, or leave InferenceSpecificationName out.
violation contains finding("MP-040", model, array.concat(path, ["InferenceSpecificationName"]), message) if {
	some [model, path, container] in identity_model_containers
	wanted := container.InferenceSpecificationName
	literal(wanted)
	name := target(container.ModelPackageName)
	package_ := packages[name]
	not has(package_, "SourceUri")
	not has(package_, "AdditionalInferenceSpecificationsToAdd")
	given := object.get(package_, "AdditionalInferenceSpecifications", [])
	is_array(given)
	every specification in given {
		literal(specification.Name)
		specification.Name != wanted
	}
	message := sprintf("%v has no additional inference specification %v", [name, wanted])
}

# METADATA
# title: A container of a model is a package, or an image with its data
# description: >-
#   With ModelPackageName image and model come from the package. CreateModel refuses a container that names others beside
#   it, and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
#   description: The name or ARN of the model package to use to create the model.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-sagemaker-model-containerdefinition.html
#   description: Image and ModelPackageName of a container.
# custom:
#   id: MP-042
#   severity: warning
#   confidence: inferred
#   fix: Leave Image, ModelDataUrl and ModelDataSource out, or ModelPackageName.
violation contains finding("MP-042", model, path, message) if {
	some [model, path, container] in identity_model_containers
	beside := {key | some key in ["Image", "ModelDataUrl", "ModelDataSource"]; has(container, key)}
	count(beside) > 0
	message := sprintf("ModelPackageName beside %v: image and model are those of the package", [words(beside)])
}

# METADATA
# title: A model of an AWS Marketplace product runs without network
# description: >-
#   A subscribed product is a package of its seller's that runs in network isolation only. CreateModel refuses the model
#   without it, and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
#   description: Network isolation is required to run models using resources from AWS Marketplace.
# custom:
#   id: MP-043
#   severity: warning
#   confidence: documented
#   fix: "Give the model EnableNetworkIsolation: true."
violation contains finding("MP-043", model, ["EnableNetworkIsolation"], message) if {
	some [model, _, container] in identity_model_containers
	identity_is_product(container.ModelPackageName)
	object.get(models[model], "EnableNetworkIsolation", false) in {false, "false"}
	message := sprintf("the model is made of %v without EnableNetworkIsolation", [
		arn(container.ModelPackageName).resource,
	])
}

# A package without a version, of another account: one account shares versions with another, and products are listed.
identity_is_product(value) if {
	given := arn(value)
	literal(given.resource)
	regex.match(`^model-package/[^/]+$`, given.resource)
	identity_is_of_another(given)
}

identity_is_of_another(given) if {
	literal(given.account)
	given.account != deploy_account
}

# How the Marketplace names them, where the account is not known.
identity_is_of_another(given) if regex.match(`-[0-9a-f]{32}$`, given.resource)

# METADATA
# title: A serverless endpoint has what serverless endpoints can do
# description: >-
#   CreateEndpointConfig refuses a serverless variant of a model with a VPC, with network isolation, of a pipeline or of
#   an AWS Marketplace product, one beside other variants, and data capture. The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html
#   description: Features that are not supported.
# custom:
#   id: MP-044
#   severity: error
#   confidence: documented
#   fix: Give the variant InstanceType and InitialInstanceCount, or remove what serverless endpoints do not support.
violation contains finding("MP-044", name, ["ProductionVariants", index, "ServerlessConfig"], message) if {
	some name in resources_of_type("AWS::SageMaker::EndpointConfig")
	some index, variant in list(properties(name), "ProductionVariants")
	has(variant, "ServerlessConfig")
	found := {word | some word in identity_not_serverless[name]} | {word |
		some word in identity_not_serverless[target(variant.ModelName)]
	}
	count(found) > 0
	message := sprintf("serverless, with %v", [words(found)])
}

identity_not_serverless[name] contains "VpcConfig of the model" if {
	some name, model in models
	gives(model, "VpcConfig")
}

identity_not_serverless[name] contains "EnableNetworkIsolation of the model" if {
	some name, model in models
	model.EnableNetworkIsolation in {true, "true"}
}

identity_not_serverless[name] contains "several containers" if {
	some name, model in models
	count(list(model, "Containers")) > 1
}

identity_not_serverless[name] contains "a product of AWS Marketplace" if {
	some [name, _, container] in identity_model_containers
	identity_is_product(container.ModelPackageName)
}

identity_not_serverless[name] contains "several variants" if {
	some name in resources_of_type("AWS::SageMaker::EndpointConfig")
	count(list(properties(name), "ProductionVariants")) > 1
}

identity_not_serverless[name] contains "DataCaptureConfig" if {
	some name in resources_of_type("AWS::SageMaker::EndpointConfig")
	gives(properties(name), "DataCaptureConfig")
	object.get(properties(name).DataCaptureConfig, "EnableCapture", true) != false
}

# METADATA
# title: An endpoint runs on a type that the package supports
# description: >-
#   SupportedRealtimeInferenceInstanceTypes is the list of types that the package was made for. An endpoint on another
#   one is refused for products of the Marketplace, and is a try for one's own: a smaller memory, another processor.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html
#   description: A list of the instance types that are used to generate inferences in real-time.
# custom:
#   id: IT-014
#   severity: warning
#   confidence: inferred
#   fix: Use a type of the list, or add the type to SupportedRealtimeInferenceInstanceTypes.
violation contains finding("IT-014", name, ["ProductionVariants", index, "InstanceType"], message) if {
	some name in resources_of_type("AWS::SageMaker::EndpointConfig")
	some index, variant in list(properties(name), "ProductionVariants")
	given := variant.InstanceType
	literal(given)
	package_name := instance_package_of(target(variant.ModelName))
	supported := list(packages[package_name].InferenceSpecification, "SupportedRealtimeInferenceInstanceTypes")
	count(supported) > 0
	every type in supported { literal(type) }
	not given in supported
	message := sprintf("%v is not a realtime type of %v, which has %v", [given, package_name, words(supported)])
}

# The one package that a model is made of, by its own specification.
instance_package_of(model) := name if {
	containers := [container |
		some [own, _, container] in identity_model_containers
		own == model
		not has(container, "InferenceSpecificationName")
	]
	count(containers) == 1
	name := target(containers[0].ModelPackageName)
	packages[name]
}
