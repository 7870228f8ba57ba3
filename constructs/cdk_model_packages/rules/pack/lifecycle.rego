# What comes when: dependencies between resources, what is kept when they go, and who is told of it.
package cdk_model_packages

import rego.v1

# --- what comes before

# All that is made before a package or model, up to six references away.
lifecycle_before[name] := reached if {
	some name in lifecycle_dependents
	one := object.get(lifecycle_direct, name, set())
	two := lifecycle_further(one)
	three := lifecycle_further(two)
	reached := lifecycle_further(lifecycle_further(lifecycle_further(three)))
}

lifecycle_dependents contains name if some name, _ in packages

lifecycle_dependents contains name if some name, _ in models

lifecycle_direct[name] contains reference.target if {
	some name, resource in input.resources
	some reference in resource.outgoingRefs
}

lifecycle_further(names) := all if {
	added := {other |
		some name in names
		some other in lifecycle_direct[name]
	}
	all := names | added
}

# The name in an ARN of the stack's own account and region.
lifecycle_own_arn(value) := found.resource if {
	found := arn(value)
	found.service == "sagemaker"
	found.region in lifecycle_regions
	found.account in lifecycle_accounts
}

lifecycle_regions contains "${AWS.Region}"

lifecycle_regions contains deploy_region

lifecycle_accounts contains "${AWS.AccountId}"

lifecycle_accounts contains deploy_account

# The group of this stack that a version belongs to, named by text: a name or an ARN.
lifecycle_group_by_text contains [name, group] if {
	some name, version in versions
	some group in groups_named[lifecycle_group_name(version.ModelPackageGroupName)]
}

lifecycle_group_name(value) := whole if {
	whole := text(value)
	not startswith(whole, "arn:")
} else := trim_prefix(resource, "model-package-group/") if {
	resource := lifecycle_own_arn(value)
	startswith(resource, "model-package-group/")
}

lifecycle_group contains [name, group] if {
	some name, version in versions
	group := target(version.ModelPackageGroupName)
	groups[group]
}

lifecycle_group contains [name, group] if some [name, group] in lifecycle_group_by_text

# METADATA
# title: A version comes after its group
# description: >-
#   A group that is named by text is no dependency: CloudFormation makes both at the same time, and CreateModelPackage
#   does not find the group yet. It depends on chance whether the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
#   description: Resources that do not depend on each other are created in parallel.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html
#   description: Ref is the ARN, which ModelPackageGroupName takes.
# custom:
#   id: LC-005
#   severity: error
#   confidence: inferred
#   fix: Refer to the group by Ref, or add it to DependsOn.
violation contains finding("LC-005", name, ["ModelPackageGroupName"], message) if {
	some [name, group] in lifecycle_unordered
	message := sprintf("the group %v is made by this template (%v), and the version does not depend on it", [
		identity_shown(group_name(group)), group,
	])
}

lifecycle_unordered contains [name, group] if {
	some [name, group] in lifecycle_group_by_text
	not group in lifecycle_before[name]
}

# METADATA
# title: A group goes after its versions
# description: >-
#   Without a dependency CloudFormation deletes group and versions at the same time. DeleteModelPackageGroup refuses a
#   group that still has versions, and the stack ends in DELETE_FAILED.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroup.html
#   description: Declares a ConflictException.
# - ref: https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-sagemaker/blob/4cae136f8c5fdee83938e5f00a11c7cade01f8f7/aws-sagemaker-modelpackagegroup/src/main/java/software/amazon/sagemaker/modelpackagegroup/DeleteHandler.java
#   description: Deletes the group only, never its versions.
# custom:
#   id: MPG-004
#   severity: warning
#   confidence: inferred
#   fix: Have each version refer to the group by Ref or DependsOn, or retain both.
violation contains resource_finding("MPG-004", group, message) if {
	some [name, group] in lifecycle_unordered
	not lifecycle_retained(group)
	message := sprintf("nothing has the group deleted after its version %v, which names it by text", [name])
}

lifecycle_retained(name) if input.resources[name].deletionPolicy in {"Retain", "RetainExceptOnCreate"}

# METADATA
# title: A group is kept when a version of it is
# description: >-
#   When the stack is deleted, the version stays and the group is to go. The service does not delete a group that has
#   versions: the stack ends in DELETE_FAILED, until the group is retained by hand.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroup.html
#   description: Declares a ConflictException.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
#   description: Without DeletionPolicy the resource is deleted.
# custom:
#   id: MPG-020
#   severity: info
#   confidence: inferred
#   fix: "Give the group DeletionPolicy: Retain as well."
violation contains resource_finding("MPG-020", group, message) if {
	some [name, group] in lifecycle_group
	lifecycle_retained(name)
	not lifecycle_retained(group)
	message := sprintf("the group is deleted with the stack, and its version %v is retained", [name])
}

# METADATA
# title: A version is kept when it is replaced or deleted
# description: >-
#   Nearly every change of a version is a replacement: CloudFormation registers version N+1 and then deletes version N,
#   with its approval history, although models may be made of it.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html
#   description: Which properties are updated by replacement.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html
#   description: Without it the replaced resource is deleted.
# custom:
#   id: LC-002
#   severity: info
#   confidence: inferred
#   fix: "Give the version DeletionPolicy: Retain and UpdateReplacePolicy: Retain."
violation contains resource_finding("LC-002", name, message) if {
	some name, _ in versions
	resource := input.resources[name]
	missing := [attribute |
		some [attribute, value] in [
			["DeletionPolicy", resource.deletionPolicy],
			["UpdateReplacePolicy", resource.updateReplacePolicy],
		]
		value in {null, "Delete"}
	]
	count(missing) > 0
	[resource.deletionPolicy, resource.updateReplacePolicy] != ["Delete", "Delete"] # that is a decision
	when := concat(" or ", sort({lifecycle_end_of[attribute] | some attribute in missing}))
	message := sprintf("the version is deleted when it is %v: no %v: Retain", [when, concat(", no ", missing)])
}

lifecycle_end_of := {"DeletionPolicy": "removed", "UpdateReplacePolicy": "replaced"}

# METADATA
# title: A package comes after what it is validated and made with
# description: >-
#   The service reads artifact and image, and starts the validation, while it makes the package. A policy that is
#   attached to the role, or an upload, is a resource of its own: without a dependency on it the validation job is
#   denied or finds no data, and the package fails after its image is pulled and an instance has started.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
#   description: Resources that do not depend on each other are created in parallel; a role's policy needs DependsOn.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html
#   description: The resource, whose create handler reads S3 and ECR.
# custom:
#   id: LC-006
#   severity: error
#   confidence: inferred
#   fix: Add the policy or the upload to the package's DependsOn.
violation contains resource_finding("LC-006", name, message) if {
	some [name, role] in lifecycle_role
	some policy in lifecycle_policies[role]
	not policy in lifecycle_before[name]
	message := sprintf("the package does not depend on %v, the policy of its validation role %v", [policy, role])
}

violation contains finding("LC-006", name, ["ValidationSpecification", "ValidationRole"], message) if {
	some [name, role] in lifecycle_role
	not role in lifecycle_before[name]
	message := sprintf("the validation role is named by text: the package does not depend on %v, which makes it", [role])
}

violation contains finding("LC-006", name, path, message) if {
	some upload in resources_of_type("Custom::CDKBucketDeployment")
	destination := properties(upload)
	some [name, path, location] in lifecycle_locations
	lifecycle_same_bucket(location, destination.DestinationBucketName)
	prefix := text(object.get(destination, "DestinationBucketKeyPrefix", ""))
	startswith(location.key, prefix)
	not upload in lifecycle_before[name]
	message := sprintf("the package does not depend on %v, which uploads to its bucket", [upload])
}

violation contains finding("LC-006", name, path, message) if {
	some upload in resources_of_type("Custom::CDKECRDeployment")
	copied := trim_prefix(text(properties(upload).DestImage), "docker://")
	some [name, place, container] in property_containers
	text(container.Image) == copied
	not contains(copied, "${Unknown")
	not upload in lifecycle_before[name]
	path := array.concat(place, ["Image"])
	message := sprintf("the package does not depend on %v, which copies its image", [upload])
}

# The role of the template that a package is validated with.
lifecycle_role contains [name, role] if {
	some name, package_ in packages
	not package_.SkipModelValidation == "All"
	role := target(package_.ValidationSpecification.ValidationRole)
	roles[role]
}

lifecycle_role contains [name, role] if {
	some name, package_ in packages
	not package_.SkipModelValidation == "All"
	found := arn(package_.ValidationSpecification.ValidationRole)
	found.service == "iam"
	found.account in lifecycle_accounts
	parts := split(found.resource, "/")
	some role, own in roles
	literal(own.RoleName)
	own.RoleName == parts[count(parts) - 1]
}

# Policies that are attached to a role by resources of their own, and say something about what a validation needs.
lifecycle_policies[role] contains policy if {
	some type in ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"]
	some policy in resources_of_type(type)
	some attached in list(properties(policy), "Roles")
	role := lifecycle_attached(attached)
	lifecycle_needed(policy)
}

lifecycle_policies[role] contains policy if {
	some policy in resources_of_type("AWS::IAM::RolePolicy")
	role := lifecycle_attached(properties(policy).RoleName)
	lifecycle_needed(policy)
}

lifecycle_attached(value) := target(value) if roles[target(value)]

lifecycle_attached(value) := role if {
	literal(value)
	some role, own in roles
	own.RoleName == value
}

lifecycle_needed(policy) if {
	some statement in group_items(properties(policy).PolicyDocument.Statement)
	statement.Effect == "Allow"
	some action in group_items(statement.Action)
	strings.any_prefix_match(action, ["*", "s3:", "ecr:", "kms:", "logs:"])
}

# All that a package reads from S3.
lifecycle_locations contains [name, path, location] if {
	some [name, place, container] in property_containers
	path := array.concat(place, ["ModelDataUrl"])
	location := s3(container.ModelDataUrl)
}

lifecycle_locations contains [name, path, location] if {
	some [name, place, container] in property_containers
	path := array.concat(place, ["ModelDataSource", "S3DataSource", "S3Uri"])
	location := s3(container.ModelDataSource.S3DataSource.S3Uri)
}

lifecycle_locations contains [name, path, location] if {
	some name, package_ in packages
	some index, source in list(package_.SourceAlgorithmSpecification, "SourceAlgorithms")
	path := ["SourceAlgorithmSpecification", "SourceAlgorithms", index, "ModelDataUrl"]
	location := s3(source.ModelDataUrl)
}

lifecycle_locations contains [name, path, location] if {
	some name, package_ in packages
	some index, profile in list(package_.ValidationSpecification, "ValidationProfiles")
	below := ["TransformJobDefinition", "TransformInput", "DataSource", "S3DataSource", "S3Uri"]
	path := array.concat(["ValidationSpecification", "ValidationProfiles", index], below)
	location := s3(at(profile, below, null))
}

lifecycle_same_bucket(location, bucket) if location.logical_id == target(bucket)

lifecycle_same_bucket(location, bucket) if {
	literal(bucket)
	location.bucket == bucket
}

# METADATA
# title: What is named by text is made before
# description: >-
#   A package, algorithm or model of the same template that is named by text is no dependency: CloudFormation makes both
#   at the same time, and the service does not find it yet. It depends on chance whether the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
#   description: Resources that do not depend on each other are created in parallel.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
#   description: ModelPackageName is the name or ARN of a package.
# custom:
#   id: LC-007
#   severity: error
#   confidence: inferred
#   fix: Refer to the resource by Ref or Fn::GetAtt, or add it to DependsOn.
violation contains finding("LC-007", name, path, message) if {
	some [name, path, other] in lifecycle_by_text
	other != name
	not other in lifecycle_before[name]
	message := sprintf("%v is made by this template and named by text: %v does not depend on it", [other, name])
}

violation contains finding("LC-007", model, array.concat(path, ["ModelPackageName"]), message) if {
	some [model, path, container] in identity_model_containers
	[group, _] := split(lifecycle_package_name(container.ModelPackageName), "/")
	made := {name |
		some [name, own] in lifecycle_group
		group_name(own) == group
	}
	count(made) > 0
	count(made & lifecycle_before[model]) == 0
	message := sprintf("a version of %v is named by text: the model depends on none of this template (%v)", [
		group, words(made),
	])
}

lifecycle_by_text contains [model, array.concat(path, ["ModelPackageName"]), other] if {
	some [model, path, container] in identity_model_containers
	some other in identity_named[lifecycle_package_name(container.ModelPackageName)]
}

lifecycle_by_text contains [name, ["SourceAlgorithmSpecification", "SourceAlgorithms", index, "AlgorithmName"], other] if {
	some name, package_ in packages
	some index, source in list(package_.SourceAlgorithmSpecification, "SourceAlgorithms")
	some other, algorithm in algorithms
	literal(algorithm.AlgorithmName)
	algorithm.AlgorithmName == lifecycle_named("algorithm", source.AlgorithmName)
}

lifecycle_by_text contains [name, ["SourceUri"], other] if {
	some name, package_ in packages
	some other, model in models
	literal(model.ModelName)
	lower(lifecycle_own_arn(package_.SourceUri)) == sprintf("model/%v", [lower(model.ModelName)])
}

lifecycle_package_name(value) := lifecycle_named("model-package", value)

lifecycle_named(_, value) := value if {
	literal(value)
	not startswith(value, "arn:")
}

lifecycle_named(kind, value) := trim_prefix(resource, sprintf("%v/", [kind])) if {
	resource := lifecycle_own_arn(value)
	startswith(resource, sprintf("%v/", [kind]))
}

# METADATA
# title: Something fills the bucket or repository that a package reads
# description: >-
#   The template makes the bucket or repository and the package that reads from it, and nothing that the package depends
#   on puts anything there. At the first deployment it is empty, and the package fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html
#   description: The create handler reads S3 and ECR.
# custom:
#   id: LC-008
#   severity: info
#   confidence: inferred
#   fix: Make bucket and repository in a stack of their own, or upload in this one and have the package depend on that.
violation contains finding("LC-008", name, path, message) if {
	some [name, path, location] in lifecycle_locations
	input.resources[location.logical_id]
	not location.logical_id in lifecycle_added # LC-045 says so
	not lifecycle_filled[name]
	message := sprintf("the bucket %v is made here, and nothing that the package depends on fills it", [location.logical_id])
}

violation contains finding("LC-008", name, path, message) if {
	some [name, place, container] in property_containers
	shown := text(container.Image)
	some repository, _ in repositories
	contains(shown, sprintf("/${%v}", [repository]))
	not lifecycle_filled[name]
	path := array.concat(place, ["Image"])
	message := sprintf("the repository %v is made here, and nothing that the package depends on fills it", [repository])
}

# What this deploy makes, where an older template tells.
lifecycle_added := object.get(review_context, "added", [])

# Packages after a custom resource, which may do anything.
lifecycle_filled contains name if {
	some name, before in lifecycle_before
	some other in before
	strings.any_prefix_match(input.resources[other].resourceType, ["Custom::", "AWS::CloudFormation::CustomResource"])
}

# --- events

# METADATA
# title: A rule on package events can match one
# description: >-
#   EventBridge compares letter by letter. A rule with another detail type, field or value than those of the event never
#   fires, and nobody is told: the approved version is not deployed.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
#   description: Model package state change, with an event.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackage.html
#   description: The fields and their values.
# custom:
#   id: MP-035
#   severity: warning
#   confidence: documented
#   fix: "Match source aws.sagemaker, detail-type SageMaker Model Package State Change, and fields as DescribeModelPackage writes them."
violation contains finding("MP-035", name, ["EventPattern", "detail-type"], message) if {
	some name, pattern in lifecycle_patterns
	some type in list(pattern, "detail-type")
	literal(type)
	regex.match(`(?i)model[ _-]?package`, type)
	not contains(lower(type), "group")
	type != lifecycle_event
	message := sprintf("no event has the detail type %v; it is %v", [type, lifecycle_event])
}

# Of a group there is nothing that is approved.
violation contains finding("MP-035", name, ["EventPattern", "detail-type"], message) if {
	some name, pattern in lifecycle_patterns
	some type in list(pattern, "detail-type")
	literal(type)
	regex.match(`(?i)model[ _-]?package[ _-]?group`, type)
	some key in ["ModelApprovalStatus", "ModelPackageStatus", "ModelPackageVersion", "ModelPackageArn"]
	has(pattern.detail, key)
	message := sprintf("no event of the detail type %v has %v; it is %v", [type, key, lifecycle_event])
}

violation contains finding("MP-035", name, ["EventPattern", "source"], message) if {
	some name, pattern in lifecycle_package_patterns
	sources := list_or_empty(pattern, "source")
	count(sources) > 0
	every source in sources {
		literal(source)
		source != "aws.sagemaker"
	}
	message := sprintf("package events have the source aws.sagemaker, not %v", [words(sources)])
}

violation contains finding("MP-035", name, ["EventPattern", "detail", key], message) if {
	some name, pattern in lifecycle_package_patterns
	is_object(pattern.detail)
	some key, _ in pattern.detail
	not startswith(key, "$")
	not key in lifecycle_fields
	message := sprintf("the detail of a package event has no field %v", [key])
}

violation contains finding("MP-035", name, ["EventPattern", "detail", key], message) if {
	some name, pattern in lifecycle_package_patterns
	some key, allowed in lifecycle_values
	some value in list(pattern.detail, key)
	literal(value)
	not value in allowed
	message := sprintf("%v of a package event is never %v; it is one of %v", [key, value, words(allowed)])
}

violation contains finding("MP-035", name, ["EventPattern", "detail", "ModelPackageVersion"], message) if {
	some name, pattern in lifecycle_package_patterns
	some value in list(pattern.detail, "ModelPackageVersion")
	literal(value)
	message := sprintf("ModelPackageVersion of a package event is a number, not the text %v", [value])
}

violation contains finding("MP-035", name, ["EventPattern", "detail", "ModelPackageGroupName"], message) if {
	some name, pattern in lifecycle_package_patterns
	some value in list(pattern.detail, "ModelPackageGroupName")
	shown := lifecycle_shown_arn(value)
	message := sprintf("ModelPackageGroupName of a package event is a name, and %v is an ARN", [shown])
}

lifecycle_shown_arn(value) := text(value) if startswith(text(value), "arn:")

lifecycle_shown_arn(value) := sprintf("Ref of %v", [target(value)]) if groups[target(value)]

lifecycle_event := "SageMaker Model Package State Change"

lifecycle_patterns[name] := pattern if {
	some name in resources_of_type("AWS::Events::Rule")
	pattern := lifecycle_pattern(properties(name).EventPattern)
}

lifecycle_pattern(pattern) := pattern if {
	is_object(pattern)
	not has(pattern, "__dynamic")
}

lifecycle_pattern(pattern) := json.unmarshal(text(pattern)) if json.is_valid(text(pattern))

lifecycle_package_patterns[name] := pattern if {
	some name, pattern in lifecycle_patterns
	lifecycle_event in list_or_empty(pattern, "detail-type")
}

lifecycle_values := {
	"ModelApprovalStatus": {"Approved", "PendingManualApproval", "Rejected"},
	"ModelPackageStatus": {"Completed", "Deleting", "Failed", "InProgress", "Pending"},
}

lifecycle_fields := {
	"AdditionalInferenceSpecifications", "ApprovalDescription", "CertifyForMarketplace", "CreatedBy", "CreationTime",
	"CustomerMetadataProperties", "Domain", "DriftCheckBaselines", "InferenceSpecification", "LastModifiedBy",
	"LastModifiedTime", "ManagedStorageType", "MetadataProperties", "ModelApprovalStatus", "ModelCard",
	"ModelLifeCycle", "ModelMetrics", "ModelPackageArn", "ModelPackageDescription", "ModelPackageGroupName",
	"ModelPackageName", "ModelPackageRegistrationType", "ModelPackageStatus", "ModelPackageStatusDetails",
	"ModelPackageVersion", "SamplePayloadUrl", "SecurityConfig", "SkipModelValidation",
	"SourceAlgorithmSpecification", "SourceUri", "Tags", "Task", "ValidationSpecification",
}
