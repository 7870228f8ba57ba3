# References that give something else than what the property asks for: a name for an ARN, an ARN inside a URI.
#
# Such a template passes every check of form: the value is not known before the deployment.
package cdk_model_packages

import rego.v1

# --- S3

# `reference_uris[[name, path]]`: the values that have to be S3 URIs.
reference_uris[where] := value if some where, value in model_archives

reference_uris[[where[0], path]] := source.S3Uri if {
	some where, source in model_sources
	path := array.concat(where[1], ["S3Uri"])
}

reference_uris[[where[0], path]] := value if {
	some where, transform in transform_jobs
	value := transform.job.TransformInput.DataSource.S3DataSource.S3Uri
	path := array.concat(where[1], ["TransformInput", "DataSource", "S3DataSource", "S3Uri"])
}

reference_uris[[where[0], path]] := value if {
	some where, transform in transform_jobs
	value := transform.job.TransformOutput.S3OutputPath
	path := array.concat(where[1], ["TransformOutput", "S3OutputPath"])
}

reference_uris[[where[0], path]] := value if {
	some where, package_input in package_inputs
	has(package_input, "SamplePayloadUrl")
	value := package_input.SamplePayloadUrl
	path := array.concat(where[1], ["SamplePayloadUrl"])
}

reference_uris[[where[0], path]] := value if {
	some where, package_input in package_inputs
	some index, algorithm in list(package_input.SourceAlgorithmSpecification, "SourceAlgorithms")
	value := algorithm.ModelDataUrl
	path := array.concat(where[1], ["SourceAlgorithmSpecification", "SourceAlgorithms", index, "ModelDataUrl"])
}

# Metrics and baselines: two levels above the S3Uri.
reference_uris[[name, [property, block, metric, "S3Uri"]]] := value if {
	some name, package_ in packages
	some property in ["ModelMetrics", "DriftCheckBaselines"]
	blocks := package_[property]
	is_object(blocks)
	some block, one in blocks
	is_object(one)
	some metric, source in one
	value := source.S3Uri
}

reference_uris[[name, path]] := value if {
	some name, model in models
	some index, container in array.concat([object.get(model, "PrimaryContainer", {})], list_or_empty(model, "Containers"))
	value := container.ModelDataUrl
	path := reference_model_path(index)
}

reference_model_path(0) := ["PrimaryContainer", "ModelDataUrl"]

reference_model_path(index) := ["Containers", index - 1, "ModelDataUrl"] if index > 0

# METADATA
# title: An S3 URI is made of the bucket's name
# description: >-
#   s3:// is followed by the name of the bucket. With its ARN or its domain name, or without s3://, the service finds no
#   such bucket: the request is refused, or the job fails after it has started.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
#   description: Ref returns the bucket's name; Fn::GetAtt Arn its ARN, DomainName its host.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: ModelDataUrl is an S3 path.
# custom:
#   id: S3-009
#   severity: error
#   confidence: documented
#   fix: >-
#     Write {"Fn::Sub": "s3://${BUCKET}/KEY"}.
violation contains finding("S3-009", where[0], where[1], message) if {
	some where, value in reference_uris
	wrong := reference_not_uri(value)
	message := sprintf("%v: %v", [text(value), wrong])
}

reference_not_uri(value) := reference_wrong_uri(value, text(value))

reference_wrong_uri(value, whole) := wrong if {
	startswith(whole, "s3://")
	bucket := part_of(whole, "/", 2)
	not bucket_references[bucket]
	wrong := reference_not_bucket(bucket)
} else := wrong if {
	# The whole value is a reference to a bucket, or begins with one. Fn::Join in the engine's own form hides attributes.
	startswith(whole, "${")
	not reference_is_join(value)
	name := part_of(part_of(substring(whole, 2, -1), "}", 0), ".", 0)
	buckets[name]
	wrong := "an S3 URI begins with s3://"
} else := "an ARN, not an S3 URI" if startswith(whole, "arn:")

# The engine alone shows Fn::Join without the attributes of what is joined: "${Bucket}" may be its ARN. Our doors carry
# it out.
reference_is_join(value) if startswith(value.__dynamic, "Join:")

reference_not_bucket(bucket) := "an ARN where the bucket's name belongs" if startswith(bucket, "arn:")

reference_not_bucket(bucket) := wrong if {
	startswith(bucket, "${")
	parts := split(trim_suffix(substring(bucket, 2, -1), "}"), ".")
	buckets[parts[0]]
	count(parts) > 1
	wrong := sprintf("%v is not the bucket's name", [parts[1]])
}

reference_not_bucket(bucket) := "the host of a bucket where its name belongs" if {
	regex.match(`\.s3[.-][a-z0-9.-]*amazonaws\.com`, bucket)
}

reference_not_bucket(bucket) := wrong if {
	startswith(bucket, "${")
	name := trim_suffix(substring(bucket, 2, -1), "}")
	type := input.resources[name].resourceType
	type in {
		"AWS::S3::BucketPolicy", "AWS::ECR::Repository", "AWS::IAM::Role", "AWS::KMS::Key", "AWS::S3::AccessPoint",
		"AWS::SageMaker::ModelPackageGroup",
	}
	wrong := sprintf("%v is an %v, not a bucket", [name, type])
}

# METADATA
# title: An image is a registry, a repository and a tag or digest
# description: >-
#   The ARN of a repository or its name alone is not an image: the registry is missing. The service refuses the request,
#   or pulls from another registry than is meant.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html
#   description: Ref returns the repository's name; Fn::GetAtt RepositoryUri the registry and the name.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: Image is the ECR path, registry/repository[:tag] or registry/repository[@digest].
# custom:
#   id: ECR-003
#   severity: error
#   confidence: documented
#   fix: >-
#     Write {"Fn::Sub": "${REPOSITORY.RepositoryUri}:TAG"}.
violation contains finding("ECR-003", where[0], where[1], message) if {
	some where, image in images
	wrong := reference_not_image(image.text)
	not reference_is_join(containers[[where[0], array.slice(where[1], 0, count(where[1]) - 1)]].Image)
	message := sprintf("%v: %v", [image.text, wrong])
}

reference_not_image(image) := wrong if {
	startswith(image, "${")
	parts := split(part_of(substring(image, 2, -1), "}", 0), ".")
	repositories[parts[0]]
	wrong := reference_not_repository(parts)
}

reference_not_image(image) := "an ARN, not an image" if startswith(image, "arn:")

reference_not_image(image) := "RepositoryUri is the registry, too: it stands alone" if {
	contains(image, ".dkr.ecr.")
	regex.match(`/\$\{[A-Za-z0-9]+\.RepositoryUri\}`, image)
}

reference_not_image(image) := "the ARN where the repository's name belongs" if {
	contains(image, ".dkr.ecr.")
	regex.match(`/\$\{[A-Za-z0-9]+\.Arn\}`, image)
}

reference_not_repository([_, "Arn"]) := "Arn is the repository's ARN, not its URI"

reference_not_repository([_]) := "Ref is the repository's name, the registry is missing"

# --- Greengrass

# METADATA
# title: The URI of an artifact names a bucket or an image
# description: >-
#   s3:// is followed by the name of a bucket, docker: by a registry and repository. With an ARN instead Greengrass
#   cannot find the artifact: the component version ends in FAILED, and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: An artifact's URI is s3://BUCKET/KEY.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
#   description: Ref returns the bucket's name; Fn::GetAtt Arn its ARN, DomainName its host.
# custom:
#   id: GG-073
#   severity: error
#   confidence: documented
#   fix: Write s3://${BUCKET}/KEY, or docker:${REPOSITORY.RepositoryUri}:TAG, in an Fn::Sub.
violation contains finding("GG-073", name, ["InlineRecipe"], message) if {
	some [name, _], uri in reach_artifacts
	wrong := reference_not_artifact(uri)
	not reference_is_join(components[name].InlineRecipe)
	message := sprintf("artifact %v: %v", [uri, wrong])
}

reference_not_artifact(uri) := wrong if {
	startswith(uri, "s3://")
	wrong := reference_not_bucket(part_of(substring(uri, 5, -1), "/", 0))
}

reference_not_artifact(uri) := wrong if {
	startswith(uri, "docker:")
	wrong := reference_not_image(trim_prefix(uri, "docker:"))
}

reference_not_artifact(uri) := "an artifact in S3 begins with s3://" if {
	startswith(uri, "${")
	buckets[part_of(part_of(substring(uri, 2, -1), "}", 0), ".", 0)]
}

reference_not_artifact(uri) := "an ARN, not a URI" if startswith(uri, "arn:")

# METADATA
# title: A deployment's target is given by its ARN
# description: >-
#   Ref gives the name of a thing or thing group. CreateDeployment asks for the ARN and refuses the name; the stack
#   rolls back. The template passes every check of form, since the value is not known before the deployment.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html
#   description: targetArn is the ARN of the target IoT thing or thing group.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iot-thinggroup.html
#   description: Ref returns the thing group's name; Fn::GetAtt Arn its ARN.
# custom:
#   id: GG-074
#   severity: error
#   confidence: documented
#   fix: >-
#     Use {"Fn::GetAtt": ["GROUP", "Arn"]}.
violation contains finding("GG-074", name, [property], message) if {
	some name, deployment in deployments
	some property in ["TargetArn", "ParentTargetArn"]
	value := deployment[property]
	type := input.resources[value.__ref].resourceType
	type in {"AWS::IoT::Thing", "AWS::IoT::ThingGroup"}
	value.__kind != "getatt:Arn"
	message := sprintf("%v of %v is not its ARN", [reference_attribute(value), value.__ref])
}

violation contains finding("GG-074", name, [property], message) if {
	some name, deployment in deployments
	some property in ["TargetArn", "ParentTargetArn"]
	value := deployment[property]
	type := input.resources[value.__ref].resourceType
	type in {
		"AWS::IoT::Policy", "AWS::IoT::RoleAlias", "AWS::IoT::Certificate", "AWS::IoT::ThingType",
		"AWS::GreengrassV2::ComponentVersion", "AWS::GreengrassV2::Deployment", "AWS::IAM::Role", "AWS::S3::Bucket",
	}
	message := sprintf("%v is an %v, not a thing or thing group", [value.__ref, type])
}

violation contains finding("GG-074", name, [property], message) if {
	some name, deployment in deployments
	some property in ["TargetArn", "ParentTargetArn"]
	given := arn(deployment[property])
	not contains(given.service, "${")
	not reference_is_thing(given)
	message := sprintf("%v of %v is not the ARN of a thing or thing group (iot, thing/ or thinggroup/)", [
		part_of(given.resource, "/", 0), given.service,
	])
}

reference_is_thing({"service": "iot", "resource": resource}) if {
	some start in ["thing/", "thinggroup/", "${"]
	startswith(resource, start)
}

reference_attribute(value) := "Ref" if value.__kind == "resource"

reference_attribute(value) := trim_prefix(value.__kind, "getatt:") if value.__kind != "resource"

# METADATA
# title: A deployment names the version of a component, not its ARN
# description: >-
#   ComponentVersion is a number such as 1.0.0. Ref of a component version gives its ARN, which CreateDeployment refuses;
#   the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html
#   description: componentVersion is the version of the component.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html
#   description: Ref returns the ARN of the component version; Fn::GetAtt ComponentVersion its version.
# custom:
#   id: GG-078
#   severity: error
#   confidence: documented
#   fix: >-
#     Use {"Fn::GetAtt": ["COMPONENT", "ComponentVersion"]}.
violation contains finding("GG-078", name, ["Components", called, "ComponentVersion"], message) if {
	some name, deployment in deployments
	is_object(deployment.Components)
	some called, specification in deployment.Components
	value := specification.ComponentVersion
	components[value.__ref]
	value.__kind != "getatt:ComponentVersion"
	message := sprintf("%v of %v is not its version", [reference_attribute(value), value.__ref])
}

# --- packages

# METADATA
# title: A group is given by its name or ARN
# description: >-
#   A package's ModelPackageGroupName is a group: another resource, such as a package or a role, is not found, or
#   refused by its form.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: ModelPackageGroupName is the name or ARN of the model package group.
# custom:
#   id: IM-023
#   severity: error
#   confidence: documented
#   fix: >-
#     Use {"Fn::GetAtt": ["GROUP", "ModelPackageGroupArn"]}, or the name.
violation contains finding("IM-023", name, ["ModelPackageGroupName"], message) if {
	some name, version in versions
	value := version.ModelPackageGroupName
	type := input.resources[value.__ref].resourceType
	reference_is_no_group(type)
	message := sprintf("%v is an %v, not a model package group", [value.__ref, type])
}

reference_is_no_group(type) if {
	type != "AWS::SageMaker::ModelPackageGroup"
	some prefix in ["AWS::SageMaker::", "AWS::IAM::", "AWS::S3::", "AWS::ECR::", "AWS::KMS::", "AWS::GreengrassV2::"]
	startswith(type, prefix)
}

violation contains finding("IM-023", name, ["ModelPackageGroupName"], message) if {
	some name, version in versions
	value := version.ModelPackageGroupName
	value.__kind in {"getatt:ModelPackageGroupStatus", "getatt:CreationTime"}
	groups[value.__ref]
	message := sprintf("%v of %v is neither its name nor its ARN", [reference_attribute(value), value.__ref])
}

# --- buckets

# METADATA
# title: A bucket is given by its name
# description: >-
#   The property takes the name of a bucket; with its ARN S3 refuses the request, and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html
#   description: Bucket is the name of the bucket to which the policy applies.
# custom:
#   id: S3-010
#   severity: error
#   confidence: documented
#   fix: >-
#     Use {"Ref": "BUCKET"}.
violation contains finding("S3-010", name, ["Bucket"], message) if {
	some name in resources_of_type("AWS::S3::BucketPolicy")
	value := properties(name).Bucket
	buckets[value.__ref]
	value.__kind != "resource"
	message := sprintf("%v of %v is not its name", [reference_attribute(value), value.__ref])
}
