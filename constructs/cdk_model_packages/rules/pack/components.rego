# Greengrass component versions: how they are made, and what they need of each other and of deployments.
package cdk_model_packages

import rego.v1

# METADATA
# title: A component is made from a recipe or from a Lambda function
# description: >-
#   Exactly one of InlineRecipe and LambdaFunction is given. CloudFormation's schema asks for neither; the handler
#   refuses both, and the service refuses none.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateComponentVersion.html
#   description: You must specify either inlineRecipe or lambdaFunction.
# - ref: https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-greengrassv2/blob/main/aws-greengrassv2-componentversion/src/main/java/software/amazon/greengrassv2/componentversion/CreateHandler.java
#   description: Both is an invalid request.
# custom:
#   id: GG-026
#   severity: error
#   confidence: documented
#   fix: Keep InlineRecipe or LambdaFunction.
violation contains finding("GG-026", name, ["LambdaFunction"], message) if {
	some name, component in components
	has(component, "InlineRecipe")
	has(component, "LambdaFunction")
	message := "InlineRecipe and LambdaFunction are both given: a component is made from one of them"
}

violation contains finding("GG-026", name, [], message) if {
	some name, component in components
	not has(component, "InlineRecipe")
	not has(component, "LambdaFunction")
	message := "the component has neither InlineRecipe nor LambdaFunction"
}

# METADATA
# title: Arn, ComponentName and ComponentVersion are not properties to set
# description: The handler refuses a component on which one of its read-only properties is given. The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html
#   description: The three are return values.
# - ref: https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-greengrassv2/blob/main/aws-greengrassv2-componentversion/src/main/java/software/amazon/greengrassv2/componentversion/CreateHandler.java
#   description: Each is an invalid request.
# custom:
#   id: GG-027
#   severity: error
#   confidence: documented
#   fix: Write name and version in the recipe, and remove the property.
violation contains finding("GG-027", name, [key], message) if {
	some name, component in components
	some key in ["Arn", "ComponentName", "ComponentVersion"]
	component[key] != null
	message := sprintf("%s is read-only: it comes from the recipe", [key])
}

# METADATA
# title: A component waits for the upload of its artifacts
# description: >-
#   The service reads the artifacts while it creates the component. A bucket of the same template is empty until
#   something uploads; a component that does not wait for that fails, and the stack rolls back.
# related_resources:
# - ref: https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-greengrassv2/blob/main/aws-greengrassv2-componentversion/src/main/java/software/amazon/greengrassv2/componentversion/CreateHandler.java
#   description: Any state but DEPLOYABLE, REQUESTED and INITIATED aborts.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html
#   description: The specified artifact resource cannot be accessed.
# - ref: https://github.com/awslabs/nx-plugin-for-aws/pull/1265
#   description: An explicit dependency on the upload was needed.
# custom:
#   id: GG-028
#   severity: error
#   confidence: documented
#   fix: Add DependsOn with the resource that uploads, or keep artifacts in a bucket that exists before the stack.
violation contains resource_finding("GG-028", name, message) if {
	some name, _ in components
	some [component, _, _], artifact in artifacts
	component == name
	some uploader in bucket_uploaders[artifact.logical_id]
	count({other | some other in needed_by(name); waits_for_uploader(other, uploader)}) == 0
	message := sprintf("%s fills bucket %s, and the component does not wait for it", [uploader, artifact.logical_id])
}

waits_for_uploader(other, uploader) if other == uploader

waits_for_uploader(other, uploader) if uploader in needed_by(other)

# Custom resources that work on a bucket of this template.
bucket_uploaders[bucket] contains uploader if {
	some uploader, _ in custom_resources
	some bucket in needed_by(uploader)
	buckets[bucket]
}

# METADATA
# title: Something fills the bucket before the component is created
# description: >-
#   The service reads the artifacts while it creates the component. A bucket of the same template is empty in a first
#   deploy: put the artifacts there between two deploys, or let the template upload them.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html
#   description: The specified artifact resource cannot be accessed.
# custom:
#   id: GG-224
#   severity: info
#   confidence: inferred
#   fix: Deploy the bucket first and upload, or add an upload and DependsOn with it.
violation contains resource_finding("GG-224", name, message) if {
	some name, _ in components
	from := {artifact.logical_id | some [component, _, _], artifact in artifacts; component == name; artifact.logical_id}
	count(from) > 0
	every other in needed_by(name) {
		upload_is_no_work_of[input.resources[other].resourceType]
	}
	count({one | some one in from; bucket_uploaders[one]}) == 0
	count({one | some one in from; one in lifecycle_added}) == 0 # LC-045 says so
	message := sprintf("the artifacts are in bucket %s of this template, and nothing in it uploads them", [words(from)])
}

# What a resource refers to or depends on.
needed_by(name) := {reference.target | some reference in input.resources[name].outgoingRefs} | {other | some other in input.resources[name].dependsOn}

upload_is_no_work_of := {
	"AWS::S3::Bucket", "AWS::S3::BucketPolicy", "AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy",
	"AWS::IAM::RolePolicy", "AWS::KMS::Key", "AWS::KMS::Alias", "AWS::KMS::ReplicaKey",
}

# METADATA
# title: Docker images need the Docker application manager
# description: >-
#   The device downloads docker: artifacts with aws.greengrass.DockerApplicationManager, and those of private ECR
#   repositories with the credentials of aws.greengrass.TokenExchangeService. Without them the deployment fails.
# related_resources:
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/ArtifactDownloaderFactory.java
#   description: Deployments with docker artifacts must include the components.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/run-docker-container.html
#   description: The dependencies of a component that runs a container.
# custom:
#   id: GG-029
#   severity: error
#   confidence: documented
#   fix: Add the component to ComponentDependencies, for example with VersionRequirement ~2.0.0.
violation contains finding("GG-029", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	artifact.scheme == "docker"
	component_lacks(name, "aws.greengrass.DockerApplicationManager")
	message := sprintf("%s.URI is a Docker image, but the component does not depend on aws.greengrass.DockerApplicationManager", [artifact.place])
}

violation contains finding("GG-029", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	contains(artifact.image, ".dkr")
	ecr_image(artifact.image)
	component_lacks(name, "aws.greengrass.TokenExchangeService")
	message := sprintf("%s.URI is an image of a private ECR repository, but the component does not depend on aws.greengrass.TokenExchangeService", [artifact.place])
}

# The component comes to a device without the other: neither it depends on it, nor a deployment of this template that
# brings it. What a dependency outside of this template depends on is not known.
component_lacks(name, other) if {
	recipe_dependencies_told(name)
	not recipe_dependencies[[name, other]]
	not component_deployed_with(name, other)
	every dependency in component_dependencies(name) {
		component_brings_nothing(dependency, other)
	}
}

component_dependencies(name) := {called | some [component, called], _ in recipe_dependencies; component == name}

component_deployed_with(name, other) if {
	some _, given in deployment_components
	has(given, recipes[name].document.ComponentName)
	has(given, other)
}

component_brings_nothing(dependency, _) if startswith(dependency, "aws.greengrass.")

component_brings_nothing(dependency, other) if {
	owners := components_called[dependency]
	count(owners) > 0
	bringing := {owner | some owner in owners; recipe_dependencies[[owner, other]]}
	count(bringing) == 0
}

# METADATA
# title: A component that calls AWS needs the token exchange service
# description: >-
#   The AWS CLI and SDKs get credentials on a device from aws.greengrass.TokenExchangeService. Without it the script has
#   none.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/interact-with-aws-services.html
#   description: Define the component as a dependency, to get the address of the credentials.
# custom:
#   id: GG-030
#   severity: warning
#   confidence: documented
#   fix: Add aws.greengrass.TokenExchangeService to ComponentDependencies, for example with VersionRequirement ^2.0.0.
violation contains finding("GG-030", name, ["InlineRecipe"], message) if {
	some [name, place], script in recipe_scripts
	regex.match(aws_call, script.text)
	found := regex.find_n(aws_call, script.text, 1)
	count(found) > 0
	component_lacks(name, "aws.greengrass.TokenExchangeService")
	message := sprintf("%s calls AWS (%s), but the component does not depend on aws.greengrass.TokenExchangeService", [place, one_line(found[0])])
}

aws_call := `(?:^|[\s;&|(])aws\s+(?:--\S+\s+\S+\s+)*(?:s3|s3api|iot|iot-data|sagemaker|sagemaker-runtime|dynamodb|sns|sqs|kinesis|firehose|secretsmanager|ssm|sts|logs|cloudwatch|lambda|ecr|kms|greengrassv2|events|rekognition|bedrock-runtime)\s+[a-z]|\bboto3\.(?:client|resource|Session)\b`

# METADATA
# title: A component has at most 50 tags
# description: The API allows 200 tags, CloudFormation 50. It refuses a component with more.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html
#   description: Tags are a map.
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateComponentVersion.html
#   description: The API's limit of 200.
# custom:
#   id: GG-034
#   severity: warning
#   confidence: documented
#   fix: Keep at most 50 tags.
violation contains finding("GG-034", name, ["Tags"], message) if {
	some name, component in components
	is_object(component.Tags)
	count(component.Tags) > 50
	message := sprintf("there are %d tags; CloudFormation allows 50", [count(component.Tags)])
}

# METADATA
# title: A component's requirement fits the version of this template
# description: >-
#   The template makes the dependency in a version that the requirement excludes. Devices get another version, or none,
#   and then the deployment fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: VersionRequirement defines the compatible versions of the dependency.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/manage-deployments.html
#   description: How versions of dependencies are resolved.
# custom:
#   id: GG-050
#   severity: warning
#   confidence: inferred
#   fix: Change the requirement, or the version of the dependency.
violation contains finding("GG-050", name, dependency.path, message) if {
	some [name, called], dependency in recipe_dependencies
	owners := components_called[called]
	requirement := dependency.value.VersionRequirement
	literal(requirement)
	every owner in owners {
		version_meets(component_identity[owner].version, requirement) == false
	}
	made := {component_identity[owner].version | some owner in owners}
	message := sprintf("%s.VersionRequirement is %s, but this template makes %s %s", [dependency.place, requirement, called, words(made)])
}

# METADATA
# title: A Lambda function is named with a version
# description: >-
#   A component is made from one version of a function. The service refuses an ARN without a version, $LATEST and
#   aliases.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_LambdaFunctionRecipeSource.html
#   description: The ARN must include the version; aliases such as $LATEST cannot be used.
# custom:
#   id: GG-059
#   severity: error
#   confidence: documented
#   fix: Publish a version of the function and use its ARN, for example the Ref of an AWS::Lambda::Version.
violation contains finding("GG-059", name, ["LambdaFunction", "LambdaArn"], message) if {
	some name, component in components
	given := component.LambdaFunction.LambdaArn
	given != null
	function := arn(given)
	function.service == "lambda"
	not contains(function.resource, "${")
	not regex.match(`^function:[^:]+:[0-9]+$`, function.resource)
	message := sprintf("LambdaArn is %s; it ends in the number of a version", [text(given)])
}

violation contains finding("GG-059", name, ["LambdaFunction", "LambdaArn"], message) if {
	some name, component in components
	given := component.LambdaFunction.LambdaArn
	kind := lambda_without_version[input.resources[given.__ref].resourceType]
	message := sprintf("LambdaArn is that of %s, %s; it is the ARN of a version", [given.__ref, kind])
}

violation contains finding("GG-059", name, ["LambdaFunction"], message) if {
	some name, component in components
	is_object(component.LambdaFunction)
	not has(component.LambdaFunction, "__dynamic")
	not has(component.LambdaFunction, "LambdaArn")
	message := "LambdaFunction has no LambdaArn"
}

lambda_without_version := {"AWS::Lambda::Function": "a function", "AWS::Lambda::Alias": "an alias"}

# METADATA
# title: Local topics have no wildcards
# description: 'An event source of type PUB_SUB is refused when its topic has + or #; those are for IOT_CORE.'
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_LambdaEventSource.html
#   description: PUB_SUB does not support MQTT wildcards in the topic.
# custom:
#   id: GG-201
#   severity: error
#   confidence: documented
#   fix: Name one local topic, or use the type IOT_CORE.
violation contains finding("GG-201", name, ["LambdaFunction", "ComponentLambdaParameters", "EventSources", index, "Topic"], message) if {
	some name, component in components
	some index, source in list(at(component, ["LambdaFunction", "ComponentLambdaParameters"], {}), "EventSources")
	source.Type == "PUB_SUB"
	is_string(source.Topic)
	regex.match(`[+#]`, source.Topic)
	message := sprintf("the topic %s has a wildcard, which PUB_SUB does not support", [source.Topic])
}

# METADATA
# title: Components do not depend on each other in a circle
# description: A device cannot order components that wait for each other. The deployment fails.
# related_resources:
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/deployment/errorcode/DeploymentErrorCode.java
#   description: COMPONENT_CIRCULAR_DEPENDENCY_ERROR.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: A component waits for its dependencies to start.
# custom:
#   id: GG-203
#   severity: error
#   confidence: documented
#   fix: Remove one of the dependencies; what both need goes into a third component.
violation contains finding("GG-203", name, ["InlineRecipe"], message) if {
	some name, own in component_edges
	called := component_identity[name].name
	circle := component_circle(called, own)
	message := sprintf("the component depends on itself: %s", [concat(" -> ", circle)])
}

# What a component depends on, and those edges again by the Greengrass name.
component_edges[name] := component_dependencies(name) if some name, _ in component_identity

component_edges_of[called] contains dependency if {
	some called, owners in components_called
	some owner in owners
	some dependency in component_edges[owner]
}

component_circle(called, own) := [called, called] if own[called]

component_circle(called, own) := [called, one, called] if {
	not own[called]
	found := [one | some one in own; component_edges_of[one][called]]
	count(found) > 0
	one := found[0]
}

component_circle(called, own) := [called, found[0][0], found[0][1], called] if {
	not own[called]
	direct := [one | some one in own; component_edges_of[one][called]]
	count(direct) == 0
	found := [[one, two] | some one in own; some two in component_edges_of[one]; component_edges_of[two][called]]
	count(found) > 0
}

# METADATA
# title: A version of a component is made once
# description: >-
#   A component's name and version exist once in an account and region. The second resource with both fails with
#   AlreadyExists.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html
#   description: A version is unique and cannot be edited.
# - ref: https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-greengrassv2/blob/main/aws-greengrassv2-componentversion/src/main/java/software/amazon/greengrassv2/componentversion/CreateHandler.java
#   description: A conflict is AlreadyExists.
# custom:
#   id: GG-204
#   severity: error
#   confidence: documented
#   fix: Give the second one another name or version.
violation contains finding("GG-204", name, path, message) if {
	some name, identity in component_identity
	not regex.match(`^$`, identity.name)
	others := {other |
		some other in components_called[identity.name]
		other < name
		component_identity[other].version == identity.version
	}
	count(others) > 0
	path := component_versions_given[name][1]
	message := sprintf("%s %s is made by %s as well", [identity.name, identity.version, words(others)])
}

# METADATA
# title: Container parameters need a container
# description: With the isolation mode NoContainer the function runs as a process, and the container's parameters do nothing.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_LambdaLinuxProcessParams.html
#   description: containerParams are those of the container in which the function runs.
# custom:
#   id: GG-222
#   severity: warning
#   confidence: documented
#   fix: Remove ContainerParams, or use the isolation mode GreengrassContainer.
violation contains finding("GG-222", name, ["LambdaFunction", "ComponentLambdaParameters", "LinuxProcessParams", "ContainerParams"], message) if {
	some name, component in components
	parameters := at(component, ["LambdaFunction", "ComponentLambdaParameters", "LinuxProcessParams"], {})
	parameters.IsolationMode == "NoContainer"
	gives(parameters, "ContainerParams")
	message := "ContainerParams are ignored: IsolationMode is NoContainer"
}
