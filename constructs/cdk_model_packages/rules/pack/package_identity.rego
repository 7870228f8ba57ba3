# Who a package is: a version of a group, or an unversioned package; what it is made of, and who uses it.
package cdk_model_packages

import rego.v1

# METADATA
# title: A package is versioned or unversioned, not both
# description: >-
#   CreateModelPackage refuses a request with both names: it cannot tell which of the two was meant. The stack rolls
#   back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: ModelPackageName is required for unversioned models and not applicable to versioned ones.
# custom:
#   id: MP-001
#   severity: error
#   confidence: documented
#   fix: Keep ModelPackageGroupName for a version, or ModelPackageName for an unversioned package.
violation contains finding("MP-001", name, ["ModelPackageName"], message) if {
	some name, version in versions
	has(version, "ModelPackageName")
	message := "ModelPackageName and ModelPackageGroupName are both given: a package has one of them"
}

# METADATA
# title: A package has a group or a name
# description: >-
#   The schema requires no property, so that an empty package passes every offline check. CreateModelPackage then
#   answers with a validation error, and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: The group is required for versioned models, the name for unversioned ones.
# - ref: https://github.com/getmoto/moto/pull/7165
#   description: The service's answer to a request with neither.
# custom:
#   id: MP-002
#   severity: error
#   confidence: documented
#   fix: Give ModelPackageGroupName for a version, or ModelPackageName for an unversioned package.
violation contains finding("MP-002", name, [], message) if {
	some name, package_ in packages
	not has(package_, "ModelPackageGroupName")
	not has(package_, "ModelPackageName")
	message := "the package has neither ModelPackageGroupName nor ModelPackageName"
}

# METADATA
# title: A version has no tags
# description: >-
#   A version takes the tags of its group. With tags of its own, CreateModelPackage refuses it: "Tags are not supported
#   in Model Package versions". The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: With ModelPackageGroupName no tag argument can be supplied.
# - ref: https://github.com/aws/aws-cdk/issues/33699
#   description: The deployment fails.
# custom:
#   id: MP-003
#   severity: error
#   confidence: documented
#   fix: Tag the group, and put what belongs to the version into CustomerMetadataProperties.
violation contains finding("MP-003", name, ["Tags"], message) if {
	some name, version in versions
	tags := [tag.Key | some tag in list(version, "Tags"); literal(tag.Key)]
	count(tags) > 0
	message := sprintf("a version of a group is tagged (%v); it has the tags of its group", [words(tags)])
}

# METADATA
# title: No tags reach a version from its stack
# description: >-
#   CloudFormation gives the tags of a stack to every resource that can be tagged, also when the template has none. The
#   service refuses a version with tags, and the stack rolls back.
# related_resources:
# - ref: https://github.com/aws/aws-cdk/issues/33699
#   description: Stack tags make versioned packages fail.
# - ref: https://github.com/aws/aws-cdk/issues/33945
#   description: Leaving out the Tags property does not keep the stack's tags away.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: With ModelPackageGroupName no tag argument can be supplied.
# custom:
#   id: MP-004
#   severity: error
#   confidence: documented
#   needs: stack tags
#   fix: Deploy the versions in a stack without tags, and tag the group and the other resources one by one.
violation contains resource_finding("MP-004", name, message) if {
	some name, _ in versions
	tags := object.keys(review_context.stack_tags)
	count(tags) > 0
	message := sprintf("the stack is tagged (%v), and its tags reach this version of a group", [words(tags)])
}

# METADATA
# title: Only a version has an approval status
# description: >-
#   ModelApprovalStatus does not apply to an unversioned package; CreateModelPackage refuses it. The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: ModelApprovalStatus is optional for versioned models and does not apply to unversioned ones.
# custom:
#   id: MP-005
#   severity: error
#   confidence: documented
#   fix: Remove ModelApprovalStatus, or make the package a version with ModelPackageGroupName.
violation contains finding("MP-005", name, ["ModelApprovalStatus"], message) if {
	some name, package_ in unversioned
	has(package_, "ModelApprovalStatus")
	message := "ModelApprovalStatus is given, and the package is unversioned (ModelPackageName)"
}

# METADATA
# title: Only an unversioned package is certified for AWS Marketplace
# description: >-
#   CertifyForMarketplace does not apply to versions; CreateModelPackage refuses it. A listing takes an unversioned
#   package.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: CertifyForMarketplace is optional for unversioned models and does not apply to versioned ones.
# - ref: https://docs.aws.amazon.com/marketplace/latest/userguide/ml-listing-requirements-and-best-practices.html
#   description: A listing takes an ARN of the form model-package/NAME.
# custom:
#   id: MP-006
#   severity: error
#   confidence: documented
#   fix: Remove CertifyForMarketplace, or give ModelPackageName instead of ModelPackageGroupName.
violation contains finding("MP-006", name, ["CertifyForMarketplace"], message) if {
	some name, version in versions
	version.CertifyForMarketplace in {true, "true"}
	message := "CertifyForMarketplace is true, and the package is a version of a group"
}

# METADATA
# title: An unversioned package lists both kinds of instance types
# description: >-
#   For unversioned packages CreateModelPackage requires the instance types for transform jobs and those for endpoints;
#   for versions both are optional. The schema requires neither.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html
#   description: Both lists are required for unversioned models.
# custom:
#   id: MP-007
#   severity: error
#   confidence: documented
#   fix: List at least one instance type in each of the two.
violation contains finding("MP-007", name, ["InferenceSpecification", key], message) if {
	some name, package_ in unversioned
	specification := package_.InferenceSpecification
	is_object(specification)
	not has(specification, "__dynamic")
	not has(specification, "__ref")
	some key in ["SupportedTransformInstanceTypes", "SupportedRealtimeInferenceInstanceTypes"]
	not gives(specification, key)
	message := sprintf("an unversioned package lists no %v", [key])
}

# METADATA
# title: A package has containers or an algorithm, not both
# description: >-
#   InferenceSpecification says which containers the package runs, SourceAlgorithmSpecification says to take those of an
#   algorithm. The two contradict each other.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: Names the two as the two ways to make a package.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html
#   description: The console has the caller choose one.
# custom:
#   id: MP-008
#   severity: error
#   confidence: inferred
#   fix: Keep InferenceSpecification for containers of your own, or SourceAlgorithmSpecification for an algorithm.
violation contains finding("MP-008", name, ["SourceAlgorithmSpecification"], message) if {
	some name, package_ in packages
	has(package_, "InferenceSpecification")
	has(package_, "SourceAlgorithmSpecification")
	message := "InferenceSpecification and SourceAlgorithmSpecification are both given: a package is made of one"
}

# METADATA
# title: A package says what it is made of
# description: >-
#   A package without InferenceSpecification, SourceAlgorithmSpecification and SourceUri holds no model. In
#   CloudFormation InferenceSpecification cannot be added later without a new version.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: Names the ways to make a package.
# - ref: https://github.com/aws/sagemaker-python-sdk/pull/4492
#   description: The SourceUri of a model or package has the registry fill in the specification.
# custom:
#   id: MP-009
#   severity: error
#   confidence: inferred
#   fix: Give InferenceSpecification, SourceAlgorithmSpecification, or (a version) the ARN of a model or package as SourceUri.
violation contains finding("MP-009", name, [], message) if {
	some name, package_ in packages
	every key in ["InferenceSpecification", "SourceAlgorithmSpecification", "SourceUri"] {
		not has(package_, key)
	}
	message := "the package has no InferenceSpecification, SourceAlgorithmSpecification or SourceUri"
}

# METADATA
# title: A copy has no inference specification of its own
# description: >-
#   SourceUri and InferenceSpecification cannot be sent in one request, neither to create nor to update. The stack rolls
#   back.
# related_resources:
# - ref: https://github.com/aws/sagemaker-python-sdk/pull/4492
#   description: The SDK creates with the specification and adds the URI by an update, because both at once are refused.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: SourceUri clones a package or registers a model.
# custom:
#   id: MP-010
#   severity: error
#   confidence: documented
#   fix: Remove SourceUri and keep the specification, or copy the package and remove the specification.
violation contains finding("MP-010", name, ["SourceUri"], message) if {
	some name, package_ in packages
	has(package_, "SourceUri")
	has(package_, "InferenceSpecification")
	message := "SourceUri and InferenceSpecification are both given"
}

# METADATA
# title: Only a version can be a copy
# description: An unversioned package takes no SourceUri; the request is refused.
# related_resources:
# - ref: https://github.com/aws/sagemaker-python-sdk/pull/4492
#   description: The SDK refuses source_uri for an unversioned package.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: SourceUri clones a package or registers a model.
# custom:
#   id: MP-011
#   severity: error
#   confidence: documented
#   fix: Give InferenceSpecification instead, or make the package a version with ModelPackageGroupName.
violation contains finding("MP-011", name, ["SourceUri"], message) if {
	some name, package_ in unversioned
	has(package_, "SourceUri")
	message := "SourceUri is given, and the package is unversioned (ModelPackageName)"
}

# METADATA
# title: A package is copied from a package or a model
# description: >-
#   Only the ARN of a package or of a model has the registry fill in the specification. Any other SourceUri is kept as a
#   label: the version holds no container, and nothing can be deployed from it.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: A package's ARN to clone it, a model's ARN to register it.
# - ref: https://github.com/aws/sagemaker-python-sdk/pull/4492
#   description: Only these two forms of ARN fill in the specification.
# custom:
#   id: MP-012
#   severity: warning
#   confidence: documented
#   fix: Give InferenceSpecification with the image and the artifact, or the ARN of a package or model as SourceUri.
violation contains finding("MP-012", name, ["SourceUri"], message) if {
	some name, version in versions
	not has(version, "InferenceSpecification")
	not has(version, "SourceAlgorithmSpecification")
	shown := identity_label(version.SourceUri)
	message := sprintf("SourceUri is %v: only the ARN of a package or model fills in what the version is made of", [
		identity_shown(shown),
	])
}

identity_label(uri) := shown if {
	shown := text(uri)
	not startswith(shown, "arn:")
	not startswith(shown, "${")
}

identity_label(uri) := shown if {
	shown := text(uri)
	parts := arn(uri)
	not contains(parts.service, "$")
	not identity_copied(parts)
}

identity_label(uri) := sprintf("%v (%v)", [target(uri), type]) if {
	type := input.resources[target(uri)].resourceType
	startswith(type, "AWS::SageMaker::")
	not type in {"AWS::SageMaker::ModelPackage", "AWS::SageMaker::Model"}
}

identity_copied(parts) if {
	parts.service == "sagemaker"
	regex.match(`^(model-package/|model/|\$|$)`, parts.resource)
}

# METADATA
# title: A model is made of an approved version
# description: >-
#   A version can be deployed only when its ModelApprovalStatus is Approved; left out, it waits for a manual approval.
#   The model that is made of it in the same stack fails, or the approval is passed by.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: For versioned models the status must be Approved to deploy the model.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html
#   description: A version waits for approval before it is deployed.
# custom:
#   id: MP-014
#   severity: warning
#   confidence: documented
#   fix: Approve the version in the template, or add the model when the version is approved.
violation contains finding("MP-014", model, array.concat(path, ["ModelPackageName"]), message) if {
	some [model, path, container] in identity_model_containers
	name := target(container.ModelPackageName)
	status := identity_approval(versions[name])
	status != "Approved"
	message := sprintf("the model is made of %v, whose ModelApprovalStatus is %v", [name, status])
}

identity_approval(version) := version.ModelApprovalStatus if literal(version.ModelApprovalStatus)

identity_approval(version) := "PendingManualApproval (left out)" if not has(version, "ModelApprovalStatus")

identity_model_containers contains [name, ["PrimaryContainer"], model.PrimaryContainer] if {
	some name, model in models
	has(model.PrimaryContainer, "ModelPackageName")
}

identity_model_containers contains [name, ["Containers", index], container] if {
	some name, model in models
	some index, container in list(model, "Containers")
	has(container, "ModelPackageName")
}

# METADATA
# title: A version's group is a model package group, in its region
# description: >-
#   ModelPackageGroupName takes the ARN of any resource as far as its pattern goes; CreateModelPackage takes only that of
#   a model package group, in the region of the request.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: The name or ARN of the model package group.
# - ref: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
#   description: The forms of the ARNs.
# custom:
#   id: MP-015
#   severity: error
#   confidence: inferred
#   fix: "Give the group's name, or arn:PARTITION:sagemaker:REGION:ACCOUNT:model-package-group/NAME of the stack's region."
violation contains finding("MP-015", name, ["ModelPackageGroupName"], message) if {
	some name, version in versions
	parts := arn(version.ModelPackageGroupName)
	not regex.match(`^(model-package-group/|\$)`, parts.resource)
	message := sprintf("ModelPackageGroupName is the ARN of %v, not of a model-package-group", [parts.resource])
}

violation contains finding("MP-015", name, ["ModelPackageGroupName"], message) if {
	some name, version in versions
	parts := arn(version.ModelPackageGroupName)
	literal(parts.region)
	parts.region != deploy_region
	message := sprintf("the group is in %v, the stack in %v", [parts.region, deploy_region])
}

violation contains finding("MP-015", name, ["ModelPackageGroupName"], message) if {
	some name, version in versions
	group := target(version.ModelPackageGroupName)
	type := input.resources[group].resourceType
	identity_no_group(type)
	message := sprintf("ModelPackageGroupName refers to %v, which is of type %v", [group, type])
}

# Parameters, stacks and custom resources may hold a group's name.
identity_no_group(type) if {
	startswith(type, "AWS::")
	not type in {"AWS::SageMaker::ModelPackageGroup", "AWS::SSM::Parameter"}
	not strings.any_prefix_match(type, ["AWS::CloudFormation::", "AWS::ServiceCatalog::"])
}

violation contains finding("MP-015", name, ["ModelPackageGroupName"], message) if {
	some name, version in versions
	group := version.ModelPackageGroupName
	groups[group.__ref]
	attribute := trim_prefix(group.__kind, "getatt:")
	attribute in {"CreationTime", "ModelPackageGroupStatus"}
	message := sprintf("ModelPackageGroupName is the %v of %v", [attribute, group.__ref])
}

# METADATA
# title: A group's name is 1 to 63 letters, digits and hyphens
# description: >-
#   The registry schema's pattern is not anchored, so that names pass offline which CreateModelPackage refuses: with a
#   version number, an underscore, or more than 63 characters.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: Pattern of ModelPackageGroupName, matched against the whole value.
# custom:
#   id: MP-033
#   severity: error
#   confidence: documented
#   fix: Give the name of the group, without a version.
violation contains finding("MP-033", name, ["ModelPackageGroupName"], message) if {
	some name, version in versions
	group := version.ModelPackageGroupName
	literal(group)
	whole := regex.replace(group, `^arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:[0-9]{12}:model-package-group/`, "")
	not startswith(whole, "arn:") # another resource's
	not regex.match(`^[a-zA-Z0-9][a-zA-Z0-9-]{0,62}$`, whole)
	message := sprintf("ModelPackageGroupName %v is not the name of a group", [identity_short(group)])
}

# A text with the names of pseudo parameters as they are written.
identity_shown(value) := replace(value, "${AWS.", "${AWS::")

identity_short(value) := value if count(value) <= 80

identity_short(value) := sprintf("%v... (%d characters)", [substring(value, 0, 60), count(value)]) if count(value) > 80

# METADATA
# title: Unversioned packages have different names
# description: >-
#   The name of an unversioned package is unique in the account and region. The second package of a name is refused, and
#   the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html
#   description: The name must be unique in the account and region.
# custom:
#   id: MP-037
#   severity: error
#   confidence: documented
#   fix: Give each package a name of its own, or make them versions of one group.
violation contains finding("MP-037", name, ["ModelPackageName"], message) if {
	some name, package_ in unversioned
	own := package_.ModelPackageName
	literal(own)
	others := identity_named[own] - {name}
	count(others) > 0
	message := sprintf("ModelPackageName %v is that of %v as well", [own, words(others)])
}

identity_named[own] contains name if {
	some name, package_ in unversioned
	own := package_.ModelPackageName
	literal(own)
}
