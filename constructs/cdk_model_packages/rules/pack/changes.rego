# What a deploy does to the registry: versions that are lost or orphaned, names that collide, approvals that carry over.
package cdk_model_packages

import rego.v1

# METADATA
# title: A fixed ModelPackageName changes with the content
# description: >-
#   A change of a create-only property makes a new package before the old one is deleted. Both would have the same name,
#   which is unique in account and region: the update fails and rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html
#   description: Update requires Replacement, for 13 properties.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: The name must have 1 to 63 characters and is unique in an account and region.
# custom:
#   id: LC-001
#   severity: error
#   confidence: inferred
#   fix: Give the new content a new ModelPackageName, for example with a hash of it, or leave the old package as it is.
violation contains finding("LC-001", name, why.path, message) if {
	some name, change in changed
	change.type == changes_package_type
	change.collides
	why := changes_why(change)
	message := sprintf("%v makes a new package, and ModelPackageName is still %v: the name is taken", [
		why.words, change.name,
	])
}

# METADATA
# title: What cannot be updated changes with the logical id
# description: >-
#   The schema does not call these properties create-only, and UpdateModelPackage does not take them. CloudFormation
#   tries an update in place, which fails or leaves the package as it was.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html
#   description: The request has none of these members.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html
#   description: None of them requires a replacement.
# custom:
#   id: LC-003
#   severity: warning
#   confidence: inferred
#   fix: Make it another resource, with another logical id and name, and keep or remove the old one deliberately.
violation contains finding("LC-003", name, [key], message) if {
	some name, change in changed
	change.type == changes_package_type
	change.action == "updated"
	some key, default_ in {
		"ModelPackageName": null,
		"CertifyForMarketplace": "false",
		"SkipModelValidation": "None",
		"ModelPackageVersion": null,
		"ModelPackageStatusDetails": null,
	}
	changes_touches(change, key)
	old := changes_plain(change.before, key, default_)
	new := changes_plain(change.after, key, default_)
	old != new
	message := sprintf("%v changes from %v to %v, but UpdateModelPackage does not take it", [
		key, changes_said(old), changes_said(new),
	])
}

changes_touches(change, key) if {
	some path in change.properties
	part_of(path, ".", 0) == key
}

changes_plain(properties_, key, default_) := lower(sprintf("%v", [value])) if {
	value := object.get(properties_, key, default_)
	is_boolean(value)
}

changes_plain(properties_, key, default_) := value if {
	value := object.get(properties_, key, default_)
	not is_boolean(value)
}

changes_said(value) := "nothing" if value == null

changes_said(value) := sprintf("%v", [value]) if {
	value != null
	not is_object(value)
}

changes_said(value) := "one value" if is_object(value)

# METADATA
# title: Additional inference specifications are added, not removed or rewritten
# description: >-
#   An update of a package can only add additional inference specifications. An entry that is gone from the template,
#   or written anew under its name, stays in the registry as it was, or fails the update.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html
#   description: There is AdditionalInferenceSpecificationsToAdd, and nothing that removes.
# custom:
#   id: LC-004
#   severity: warning
#   confidence: inferred
#   fix: Keep the entry and add one with a new name, or register a new version with the entries that it should have.
violation contains finding("LC-004", name, ["AdditionalInferenceSpecifications"], message) if {
	some name, change in changed
	change.type == changes_package_type
	change.action == "updated"
	changes_touches(change, "AdditionalInferenceSpecifications")
	old := changes_by_name(change.before)
	new := changes_by_name(change.after)
	some entry, content in old
	changes_told(content)
	what := changes_entry_change(content, object.get(new, entry, null))
	message := sprintf("AdditionalInferenceSpecifications: entry %v is %v, which an update cannot do", [entry, what])
}

changes_by_name(properties_) := {name: entries |
	name := properties_.AdditionalInferenceSpecifications[_].Name
	literal(name)
	entries := [entry | entry := properties_.AdditionalInferenceSpecifications[_]; entry.Name == name]
}

changes_entry_change(_, new) := "removed" if new == null

changes_entry_change(old, new) := "rewritten" if {
	new != null
	old != new
	changes_told(new)
}

# METADATA
# title: A logical id keeps its resource type
# description: >-
#   CloudFormation refuses an update that gives an existing logical id another resource type. Nothing is deployed.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html
#   description: Update of resource type is not permitted.
# custom:
#   id: LC-020
#   severity: error
#   confidence: documented
#   fix: Give the new resource a logical id of its own.
violation contains resource_finding("LC-020", name, message) if {
	some name, change in changes
	change.action == "replaced"
	change.type != change.before_type
	message := sprintf("%v was %v and is %v: CloudFormation does not change the type of a logical id", [
		name, change.before_type, change.type,
	])
}

# Types whose names CloudFormation or the service keeps unique, so that a second one of the name is refused.
changes_unique_types := {
	"AWS::ECR::Repository", "AWS::IAM::InstanceProfile", "AWS::IAM::ManagedPolicy", "AWS::IAM::Role",
	"AWS::IoT::Policy", "AWS::IoT::RoleAlias", "AWS::IoT::Thing", "AWS::IoT::ThingGroup", "AWS::KMS::Alias",
	"AWS::Lambda::Function", "AWS::Logs::LogGroup", "AWS::S3::Bucket", "AWS::S3::BucketPolicy",
	"AWS::SageMaker::Algorithm", "AWS::SageMaker::Endpoint", "AWS::SageMaker::EndpointConfig", "AWS::SageMaker::Model",
	"AWS::SageMaker::ModelCard", "AWS::SageMaker::ModelPackage", "AWS::SageMaker::ModelPackageGroup",
	"AWS::SageMaker::Pipeline", "AWS::SNS::Topic", "AWS::SQS::Queue", "AWS::StepFunctions::StateMachine",
}

# METADATA
# title: A resource with a fixed name is not replaced under that name
# description: >-
#   CloudFormation makes the replacement before it deletes the old resource. With the same name there cannot be two:
#   the update fails and rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
#   description: A resource with a custom name cannot be updated in a way that requires its replacement.
# custom:
#   id: LC-021
#   severity: error
#   confidence: documented
#   fix: Change the name together with the property, or leave the property as it was.
violation contains finding("LC-021", name, why.path, message) if {
	some name, change in changed
	change.type in changes_unique_types
	not change.type in {changes_package_type, changes_group_type}
	change.collides
	why := changes_why(change)
	message := sprintf("%v makes a new %v, and its name is still %v: the name is taken", [
		why.words, change.type, change.name,
	])
}

# METADATA
# title: A new logical id comes with a new name
# description: >-
#   Under another logical id the same resource is a new one to CloudFormation. It is made before the old one is
#   deleted, and also when the old one is retained, so its name is taken and the update fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html
#   description: A logical id is changed without a new resource by a stack refactoring.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
#   description: Names are unique in an account and region.
# custom:
#   id: LC-022
#   severity: error
#   confidence: documented
#   fix: Keep the logical id, or move the resource with a stack refactoring, or give the new one another name.
violation contains resource_finding("LC-022", name, message) if {
	some name, change in changes
	change.action == "created"
	change.type in changes_unique_types
	change.name != ""
	change.renamed_from
	message := sprintf("%v was %v and has the same name, %v: it is made before the old one is gone, so the name is taken", [
		name, change.renamed_from, change.name,
	])
}

# METADATA
# title: A replaced package is retained
# description: >-
#   A change of a create-only property makes a new version, and CloudFormation then deletes the one before it, with its
#   approval, its validation and its history. What deploys that version by its ARN stops working.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html
#   description: Without it the old physical resource is deleted after a replacement.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html
#   description: Update requires Replacement, for 13 properties.
# custom:
#   id: LC-023
#   severity: warning
#   confidence: documented
#   fix: "Give it UpdateReplacePolicy: Retain, or add the new version beside the old one under a logical id of its own."
violation contains finding("LC-023", name, why.path, message) if {
	some name, change in changed
	noun := changes_noun(change)
	change.type != changes_group_type
	change.action == "replaced"
	not change.collides
	not change.keeps_old
	why := changes_why(change)
	message := sprintf("%v makes a new %v, and the one before it is deleted from the registry%v", [
		why.words, noun, changes_status_words(change),
	])
}

default changes_status_words(_) := ""

changes_status_words(change) := " although it was approved" if change.before.ModelApprovalStatus == "Approved"

# METADATA
# title: A replaced package leaves the stack
# description: >-
#   The new content becomes a new version. The one before it stays in the registry, and no stack looks after it any
#   more.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html
#   description: Retain keeps the old physical resource, outside of the stack.
# custom:
#   id: LC-024
#   severity: info
#   confidence: documented
#   fix: Nothing, if that is meant. Delete or archive the old version when nothing deploys it any more.
violation contains finding("LC-024", name, why.path, message) if {
	some name, change in changed
	noun := changes_noun(change)
	change.type != changes_group_type
	change.action == "replaced"
	not change.collides
	change.keeps_old
	why := changes_why(change)
	message := sprintf("%v makes a new %v; the one before it stays in the registry, outside of the stack", [
		why.words, noun,
	])
}

# METADATA
# title: What is removed from the template is retained in the registry
# description: >-
#   CloudFormation deletes a package, group, algorithm or model card that the template does not have any more. Its
#   approval and history are lost. A group that has versions cannot be deleted: it stays behind, and the stack reports
#   a failed deletion.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
#   description: Without it the resource is deleted when it is removed from the template.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroup.html
#   description: ConflictException, for a group that is in use.
# custom:
#   id: LC-025
#   severity: warning
#   confidence: documented
#   fix: "Deploy DeletionPolicy: Retain first and remove the resource after that; or keep it in the template."
violation contains resource_finding("LC-025", name, message) if {
	some name, change in changes
	change.action == "deleted"
	noun := changes_noun(change)
	message := sprintf("the %v %v is not in the template any more, and is deleted%v", [
		noun, name, changes_deleted_words(change),
	])
}

default changes_deleted_words(_) := ""

changes_deleted_words(change) := sprintf("; %v is a new one, without its approval and history", [change.renamed_to]) if {
	change.type == changes_package_type
	change.renamed_to
}

changes_deleted_words(change) := sprintf(", with versions in it: %v", [words(object.keys(members))]) if {
	change.type == changes_group_type
	members := changes_members(change)
	count(members) > 0
}

# The versions of a group in the older template.
changes_members(change) := object.filter(change.used_before, {member | some member in object.keys(change.used_before); changes_is_package(member)})

changes_is_package(name) if packages[name]

changes_is_package(name) if changes[name].type == changes_package_type

# METADATA
# title: A group description changes with the group's name
# description: >-
#   Name and description are create-only. A new description makes a new group under the name that the old one still has,
#   so the update fails and rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html
#   description: Update requires Replacement, for ModelPackageGroupName and ModelPackageGroupDescription.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
#   description: A resource with a custom name cannot be updated in a way that requires its replacement.
# custom:
#   id: MPG-003
#   severity: error
#   confidence: inferred
#   fix: Leave the description as it was; tags and the resource policy can be changed in place.
violation contains finding("MPG-003", name, why.path, message) if {
	some name, change in changed
	change.type == changes_group_type
	change.collides
	why := changes_why(change)
	message := sprintf("%v makes a new group, and ModelPackageGroupName is still %v: the name is taken", [
		why.words, change.name,
	])
}

# METADATA
# title: A group that gets another name is retained
# description: >-
#   Another name makes another, empty group. Versions do not move with it. CloudFormation then deletes the old group,
#   which the service refuses while versions are in it; without versions its history is lost.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html
#   description: Update requires Replacement, for ModelPackageGroupName.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroup.html
#   description: ConflictException, for a group that is in use.
# custom:
#   id: LC-026
#   severity: warning
#   confidence: inferred
#   fix: "Keep the name; or add the new group beside the old one, and give the old one UpdateReplacePolicy: Retain."
violation contains finding("LC-026", name, why.path, message) if {
	some name, change in changed
	change.type == changes_group_type
	change.action == "replaced"
	not change.collides
	not change.keeps_old
	why := changes_why(change)
	message := sprintf("%v makes a new, empty group, and the old one is deleted: its versions do not move", [why.words])
}

# METADATA
# title: A group that gets another name starts empty
# description: >-
#   Another name makes another, empty group. The versions of the old one stay there, with their approvals. Rules, shares
#   and policies that name the old group do not see the new one.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html
#   description: Update requires Replacement, for ModelPackageGroupName.
# custom:
#   id: LC-027
#   severity: warning
#   confidence: documented
#   fix: Keep the name; or make the new group beside the old one, and point its consumers to it.
violation contains finding("LC-027", name, why.path, message) if {
	some name, change in changed
	change.type == changes_group_type
	change.action == "replaced"
	not change.collides
	change.keeps_old
	why := changes_why(change)
	message := sprintf("%v makes a new, empty group; the versions stay in the old one, outside of the stack", [why.words])
}

# METADATA
# title: A registry resource stays retained
# description: >-
#   With the policy gone the next replacement or removal deletes the version, group, algorithm or card from the
#   registry, with approval and history. This deploy does not show it yet.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
#   description: The default is Delete.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html
#   description: The default is Delete.
# custom:
#   id: LC-028
#   severity: warning
#   confidence: documented
#   fix: Keep both policies at Retain.
violation contains resource_finding("LC-028", name, message) if {
	some name, change in changed
	noun := changes_noun(change)
	dropped := changes_dropped_retention(change)
	count(dropped) > 0
	not changes_deletes_now(change, dropped) # LC-023 says so
	message := sprintf("%v was Retain and is not any more: the %v is deleted from the registry next time", [
		concat(" and ", sort(dropped)), noun,
	])
}

changes_deletes_now(change, dropped) if {
	change.action == "replaced"
	"UpdateReplacePolicy" in dropped
}

# METADATA
# title: New content is not approved by the same deploy
# description: >-
#   The deploy registers a new version with the changed content, and registers it as approved. The version that was
#   looked at is another one. Rules on approval events deploy the new one at once.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html
#   description: Approval starts the deployment of a version.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html
#   description: Update requires Replacement, for 13 properties.
# custom:
#   id: LC-029
#   severity: warning
#   confidence: inferred
#   fix: Register the new content as PendingManualApproval, and approve that version in a deploy of its own.
violation contains finding("LC-029", name, ["ModelApprovalStatus"], message) if {
	some name, change in changed
	change.type == changes_package_type
	change.action == "replaced"
	change.after.ModelApprovalStatus == "Approved"
	old := object.get(change.before, "ModelApprovalStatus", "PendingManualApproval")
	old in {"PendingManualApproval", "Rejected"}
	message := sprintf("ModelApprovalStatus goes from %v to Approved together with %v: nobody has seen the version that it approves", [
		old, changes_why_words(change),
	])
}

# METADATA
# title: A rejection is taken back with a reason
# description: >-
#   A version that was rejected becomes approved, and its description still gives the reason of the rejection, or
#   none. Rules on approval events deploy it at once.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html
#   description: Approval starts the deployment of a version.
# custom:
#   id: LC-030
#   severity: warning
#   confidence: inferred
#   fix: Register a new version; or say in ApprovalDescription why the rejected one is approved now.
violation contains finding("LC-030", name, ["ModelApprovalStatus"], message) if {
	some name, change in changed
	change.type == changes_package_type
	change.action == "updated"
	change.before.ModelApprovalStatus == "Rejected"
	change.after.ModelApprovalStatus == "Approved"
	not changes_touches(change, "ApprovalDescription")
	message := "ModelApprovalStatus goes from Rejected to Approved, and ApprovalDescription does not say why"
}

# METADATA
# title: A replaced package has to be approved again
# description: >-
#   The version before it was approved; the new one is not. Consumers that take the latest approved version go on with
#   the old one, or with none where it is deleted.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html
#   description: Each version has an approval status of its own.
# custom:
#   id: LC-031
#   severity: info
#   confidence: documented
#   fix: Nothing, if that is meant. Approve the new version when it has been looked at.
violation contains finding("LC-031", name, ["ModelApprovalStatus"], message) if {
	some name, change in changed
	change.type == changes_package_type
	change.action == "replaced"
	change.before.ModelApprovalStatus == "Approved"
	new := object.get(change.after, "ModelApprovalStatus", "PendingManualApproval")
	new in {"PendingManualApproval", "Rejected"}
	message := sprintf("the version before it was Approved; the new one is %v", [new])
}

# METADATA
# title: An approval is not carried over to other content
# description: >-
#   The content changes, so a new version is registered, and it is approved from the start with the description that
#   was written about the version before it.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html
#   description: Each version has an approval status of its own; approval starts its deployment.
# custom:
#   id: LC-032
#   severity: warning
#   confidence: inferred
#   fix: Register the new content as PendingManualApproval, or write an ApprovalDescription that is about it.
violation contains finding("LC-032", name, ["ApprovalDescription"], message) if {
	some name, change in changed
	change.type == changes_package_type
	change.action == "replaced"
	change.before.ModelApprovalStatus == "Approved"
	change.after.ModelApprovalStatus == "Approved"
	changes_told(object.get(change.after, "ApprovalDescription", null))
	change.before.ApprovalDescription == change.after.ApprovalDescription
	message := sprintf("%v makes a new version, which is Approved with the description of the one before it", [
		changes_why_words(change),
	])
}

# METADATA
# title: A package goes on being validated
# description: >-
#   Without its validation profiles, or with SkipModelValidation, SageMaker accepts the package without having run it.
#   That it does not start or does not answer shows when it is deployed. Marketplace lists only validated packages.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: ValidationSpecification gives the transform jobs that SageMaker runs; SkipModelValidation skips them.
# custom:
#   id: LC-033
#   severity: warning
#   confidence: inferred
#   fix: Keep the validation; give it a smaller sample or instance where it costs too much.
violation contains finding("LC-033", name, ["ValidationSpecification"], message) if {
	some name, change in changed
	change.type in {changes_package_type, "AWS::SageMaker::Algorithm"}
	has(change.before, "ValidationSpecification")
	not has(change.after, "ValidationSpecification")
	message := "ValidationSpecification is gone: the package is accepted without having run"
}

violation contains finding("LC-033", name, ["SkipModelValidation"], message) if {
	some name, change in changed
	change.type == changes_package_type
	change.after.SkipModelValidation == "All"
	object.get(change.before, "SkipModelValidation", "None") == "None"
	message := "SkipModelValidation is All now: the package is accepted without having run"
}

# METADATA
# title: An image that was pinned stays pinned
# description: >-
#   The package named the image by its digest and names it by a tag now. What the tag points to can be another image
#   when the package is deployed than when it was validated and approved.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: Image takes repository:tag or repository@digest.
# - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
#   description: A tag can be overwritten unless tags are immutable.
# custom:
#   id: LC-034
#   severity: warning
#   confidence: inferred
#   fix: Name the image by its digest, repository@sha256:..., or keep ImageDigest.
violation contains finding("LC-034", name, ["InferenceSpecification", "Containers", index, "Image"], message) if {
	some name, change in changed
	change.type in {changes_package_type, "AWS::SageMaker::Algorithm"}
	some index
	container := change.after.InferenceSpecification.Containers[index]
	changes_pinned(change.before.InferenceSpecification.Containers[index])
	changes_told(container.Image)
	not changes_pinned(container)
	message := sprintf("Image %v has no digest; the one before it had", [container.Image])
}

changes_pinned(container) if contains(container.Image, "@sha256:")

changes_pinned(container) if has(container, "ImageDigest")

# METADATA
# title: What was encrypted with a key stays so
# description: >-
#   Without the key the package, the model card or the output of its validation is kept with the service's own key:
#   who may read it is not a question of the key's policy any more.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageSecurityConfig.html
#   description: The KMS key that encrypts the model package information.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html
#   description: Without KmsKeyId the default key of the role's account is used.
# custom:
#   id: LC-035
#   severity: warning
#   confidence: documented
#   fix: Keep the key.
violation contains finding("LC-035", name, path, message) if {
	some name, change in changed
	change.type in {changes_package_type, "AWS::SageMaker::ModelCard", "AWS::ECR::Repository"}
	some path in [["SecurityConfig", "KmsKeyId"], ["EncryptionConfiguration", "KmsKey"]]
	object.get(change.before, path, null) != null
	object.get(change.after, path, null) == null
	message := sprintf("%v is gone: it was %v", [concat(".", path), object.get(change.before, path, null)])
}

violation contains finding("LC-035", name, array.concat(["ValidationSpecification", "ValidationProfiles", index, "TransformJobDefinition"], path), message) if {
	some name, change in changed
	change.type in {changes_package_type, "AWS::SageMaker::Algorithm"}
	some index
	profile := change.after.ValidationSpecification.ValidationProfiles[index]
	old := change.before.ValidationSpecification.ValidationProfiles[index]
	some path in [["TransformOutput", "KmsKeyId"], ["TransformResources", "VolumeKmsKeyId"]]
	key := object.get(old.TransformJobDefinition, path, null)
	key != null
	object.get(profile.TransformJobDefinition, path, null) == null
	message := sprintf("%v is gone: it was %v", [concat(".", path), key])
}

# METADATA
# title: A model goes on without network
# description: >-
#   With network isolation off the container can send what it reads anywhere. Marketplace packages are always isolated.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html
#   description: EnableNetworkIsolation isolates the model container; no network calls can be made to or from it.
# custom:
#   id: LC-039
#   severity: warning
#   confidence: documented
#   fix: Keep EnableNetworkIsolation true.
violation contains finding("LC-039", name, ["EnableNetworkIsolation"], message) if {
	some name, change in changed
	change.type == "AWS::SageMaker::Model"
	changes_true(change.before.EnableNetworkIsolation)
	changes_touches(change, "EnableNetworkIsolation")
	not changes_true(object.get(change.after, "EnableNetworkIsolation", false))
	message := "EnableNetworkIsolation was true and is not any more"
}

# METADATA
# title: An archived model card is not rewritten
# description: >-
#   ModelCard and SourceUri replace the package where the service cannot change them in place. An archived card takes no
#   more content, and an update cannot take a card or a source away: a versioned package becomes a new version.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html
#   description: Archived, no more updates can be made to the model card content.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html
#   description: Update requires Some interruptions or Replacement, for ModelCard and SourceUri.
# custom:
#   id: MC-009
#   severity: warning
#   confidence: documented
#   fix: Leave the archived card as it is, and give the new content to a new version.
violation contains finding("MC-009", name, ["ModelCard"], message) if {
	some name, change in changed
	change.type == changes_package_type
	change.action == "updated"
	change.before.ModelCard.ModelCardStatus == "Archived"
	changes_told(change.before.ModelCard)
	changes_told(object.get(change.after, "ModelCard", null))
	change.before.ModelCard.ModelCardContent != change.after.ModelCard.ModelCardContent
	message := "ModelCardContent changes although the card is Archived: the package is replaced, or the update fails"
}

violation contains finding("MC-009", name, [key], message) if {
	some name, change in changed
	change.type == changes_package_type
	change.action == "updated"
	some key in ["ModelCard", "SourceUri"]
	has(change.before, key)
	not has(change.after, key)
	message := sprintf("%v is gone, which an update cannot do: the package is replaced", [key])
}

# METADATA
# title: An approval is not reset
# description: >-
#   The version was approved and is pending again, without new content. Consumers that take the latest approved version
#   go back to an older one, or find none.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html
#   description: From Approved to another status, the version is rolled back or not deployed any more.
# custom:
#   id: LC-040
#   severity: warning
#   confidence: inferred
#   fix: Keep Approved; or reject the version, with a reason in ApprovalDescription.
violation contains finding("LC-040", name, ["ModelApprovalStatus"], message) if {
	some name, change in changed
	change.type == changes_package_type
	change.action == "updated"
	change.before.ModelApprovalStatus == "Approved"
	object.get(change.after, "ModelApprovalStatus", "PendingManualApproval") == "PendingManualApproval"
	message := "ModelApprovalStatus goes from Approved back to PendingManualApproval"
}

# METADATA
# title: An export is kept for as long as something imports it
# description: >-
#   CloudFormation refuses to delete an export that another stack imports: the whole update is rolled back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html
#   description: An output that another stack references cannot be deleted or modified.
# custom:
#   id: LC-041
#   severity: warning
#   confidence: documented
#   fix: Deploy the importing stacks without the import first, and remove the export after that.
violation contains resource_finding("LC-041", name, message) if {
	some name, gone in review_context.gone_exports
	message := sprintf("export %v is gone: a stack that imports it holds the update up", [words(gone)])
}

# METADATA
# title: A rule for approved versions stays one
# description: >-
#   EventBridge tells every change of a version's state. Without the filter on Approved the rule acts on versions that
#   are pending or were rejected as well: they are deployed.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
#   description: SageMaker Model Package State Change, with ModelApprovalStatus in its detail.
# custom:
#   id: LC-042
#   severity: warning
#   confidence: inferred
#   fix: Keep detail.ModelApprovalStatus with Approved alone, and make another rule for other states.
violation contains finding("LC-042", name, ["EventPattern"], message) if {
	some name, change in changed
	change.type == "AWS::Events::Rule"
	"aws.sagemaker" in change.after.EventPattern.source
	change.before.EventPattern.detail.ModelApprovalStatus == ["Approved"]
	changes_told(change.after.EventPattern)
	new := object.get(change.after.EventPattern, ["detail", "ModelApprovalStatus"], [])
	is_array(new)
	{state | state := new[_]} != {"Approved"}
	message := sprintf("the rule acted on Approved alone, and acts on %v now", [changes_states(new)])
}

changes_states(new) := words(new) if count(new) > 0

changes_states(new) := "every state" if count(new) == 0

# METADATA
# title: A group that is shared stays shared
# description: >-
#   The group's policy is removed. Accounts that it named can neither read nor deploy the group's versions from the deploy
#   on; what they have deployed keeps running until it has to load the model again.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroupPolicy.html
#   description: Deletes the resource policy of a group.
# custom:
#   id: LC-043
#   severity: warning
#   confidence: documented
#   fix: Keep ModelPackageGroupPolicy, or tell the accounts that used it.
violation contains finding("LC-043", name, ["ModelPackageGroupPolicy"], message) if {
	some name, change in changed
	change.type == changes_group_type
	has(change.before, "ModelPackageGroupPolicy")
	not has(change.after, "ModelPackageGroupPolicy")
	message := "ModelPackageGroupPolicy is gone: the accounts that it named lose the group"
}
