# What a deploy does to what packages and components are made of: buckets, repositories, keys.
package cdk_model_packages

import rego.v1

# METADATA
# title: A bucket with artifacts is not replaced
# description: >-
#   Another name makes another, empty bucket. Objects do not move with it: what refers to an artifact there finds
#   nothing. CloudFormation then deletes the old bucket unless it is retained, which fails while objects are in it.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
#   description: Update requires Replacement, for BucketName; only empty buckets can be deleted.
# custom:
#   id: S3-020
#   severity: warning
#   confidence: documented
#   fix: Keep the bucket; or add the new one beside it, copy the objects, and move the references after that.
violation contains finding("S3-020", name, why.path, message) if {
	some name, change in changed
	change.type == "AWS::S3::Bucket"
	change.action == "replaced"
	not change.collides
	users := changes_stranded(change)
	count(users) > 0
	why := changes_why(change)
	message := sprintf("%v makes a new, empty bucket, and %v refer to objects in it that are in the old one", [
		why.words, words(users),
	])
}

violation contains finding("S3-020", name, why.path, message) if {
	some name, change in changed
	change.type == "AWS::S3::Bucket"
	change.action == "replaced"
	not change.collides
	not change.keeps_old
	count(changes_stranded(change)) == 0
	why := changes_why(change)
	message := sprintf("%v makes a new, empty bucket, and the old one is deleted with what it holds, or fails to be", [
		why.words,
	])
}

violation contains finding("S3-020", name, why.path, message) if {
	some name, change in changed
	change.type == "AWS::S3::Bucket"
	change.action == "replaced"
	not change.collides
	change.keeps_old
	count(changes_stranded(change)) == 0
	not changes_uploads(change)
	not changes_named_as_it_was(change)
	why := changes_why(change)
	message := sprintf("%v makes a new, empty bucket; what is registered refers to the old one, which leaves the stack", [
		why.words,
	])
}

# What names an artifact.
changes_artifact_types := {
	"AWS::SageMaker::ModelPackage", "AWS::SageMaker::Algorithm", "AWS::SageMaker::Model",
	"AWS::GreengrassV2::ComponentVersion",
}

# Who looks for an object in the new bucket, or in the old one that is deleted. An upload of the stack brings objects.
changes_stranded(change) := {user |
	some user, how in change.used_by
	input.resources[user].resourceType in changes_artifact_types
	changes_is_stranded(change, how)
}

changes_is_stranded(change, how) if {
	how == "reference"
	not changes_uploads(change)
}

changes_is_stranded(change, how) if {
	how == "name"
	not change.keeps_old
}

# Who names the old bucket by its name knows that it stays.
changes_named_as_it_was(change) if {
	some _, how in change.used_by
	how != "reference"
}

changes_uploads(change) if {
	some user, _ in change.used_by
	startswith(input.resources[user].resourceType, "Custom::CDKBucketDeployment")
}

# METADATA
# title: A bucket that leaves the stack is retained
# description: >-
#   CloudFormation deletes the bucket, which fails while objects are in it: it stays behind, without its policy. An
#   emptied bucket takes the artifacts of registered packages and published components with it.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
#   description: Only empty buckets can be deleted.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
#   description: Without it the resource is deleted when it is removed from the template.
# custom:
#   id: S3-021
#   severity: warning
#   confidence: documented
#   fix: "Deploy DeletionPolicy: Retain first and remove the bucket after that; or keep it in the template."
violation contains resource_finding("S3-021", name, message) if {
	some name, change in changes
	change.type == "AWS::S3::Bucket"
	change.action == "deleted"
	message := sprintf("the bucket %v is not in the template any more, and is deleted%v", [
		name, changes_users_words(change),
	])
}

default changes_users_words(_) := ""

changes_users_words(change) := sprintf("; %v still refer to it", [words(users)]) if {
	users := changes_stranded(change)
	count(users) > 0
}

# METADATA
# title: A bucket, repository or key stays retained
# description: >-
#   With the policy gone the next replacement or removal deletes what holds artifacts or images, or the key that reads
#   them. This deploy does not show it yet.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
#   description: The default is Delete, for these types.
# custom:
#   id: S3-022
#   severity: warning
#   confidence: documented
#   fix: Keep both policies at Retain.
violation contains resource_finding("S3-022", name, message) if {
	some name, change in changed
	change.type in {"AWS::S3::Bucket", "AWS::ECR::Repository", "AWS::KMS::Key"}
	dropped := changes_dropped_retention(change)
	count(dropped) > 0
	message := sprintf("%v was Retain and is not any more", [concat(" and ", sort(dropped))])
}

# METADATA
# title: A bucket stays closed to the public
# description: >-
#   With public access blocked no policy or ACL can open the bucket. Without it one statement is enough to publish
#   models and samples.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
#   description: What each of the four settings blocks.
# custom:
#   id: S3-023
#   severity: warning
#   confidence: documented
#   fix: Keep all four settings true.
violation contains finding("S3-023", name, ["PublicAccessBlockConfiguration"], message) if {
	some name, change in changed
	change.type == "AWS::S3::Bucket"
	old := object.get(change.before, "PublicAccessBlockConfiguration", {})
	new := object.get(change.after, "PublicAccessBlockConfiguration", {})
	changes_told(new)
	opened := {key |
		some key in ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"]
		changes_true(old[key])
		not changes_true(object.get(new, key, false))
	}
	count(opened) > 0
	message := sprintf("%v: true before, not any more", [concat(", ", sort(opened))])
}

# METADATA
# title: A bucket stays encrypted with its key
# description: >-
#   With S3's own key everyone who may read an object can decrypt it. With a KMS key the key's policy has a say, and its
#   use is logged.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
#   description: SSE-KMS adds the key's policy and an audit trail.
# custom:
#   id: S3-024
#   severity: warning
#   confidence: documented
#   fix: Keep SSEAlgorithm and KMSMasterKeyID.
violation contains finding("S3-024", name, ["BucketEncryption"], message) if {
	some name, change in changed
	change.type == "AWS::S3::Bucket"
	changes_touches(change, "BucketEncryption")
	old := changes_encryption(change.before)
	new := changes_encryption(change.after)
	startswith(old, "aws:kms")
	new == "AES256"
	message := sprintf("the bucket was encrypted with %v and is with S3's own key now", [old])
}

default changes_encryption(_) := "AES256"

changes_encryption(bucket) := object.get(
	bucket.BucketEncryption.ServerSideEncryptionConfiguration[0], ["ServerSideEncryptionByDefault", "SSEAlgorithm"], "AES256",
)

# METADATA
# title: A bucket goes on keeping versions
# description: >-
#   Without versioning an upload under the same key replaces the artifact that a registered package refers to, and a
#   deleted one cannot be brought back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
#   description: Versioning keeps what was overwritten or deleted.
# custom:
#   id: S3-025
#   severity: warning
#   confidence: documented
#   fix: "Keep VersioningConfiguration at Status: Enabled."
violation contains finding("S3-025", name, ["VersioningConfiguration"], message) if {
	some name, change in changed
	change.type == "AWS::S3::Bucket"
	change.before.VersioningConfiguration.Status == "Enabled"
	new := object.get(change.after, ["VersioningConfiguration", "Status"], "Suspended")
	new == "Suspended"
	message := "versioning was Enabled and is not any more"
}

# METADATA
# title: A key that something was encrypted with is kept
# description: >-
#   A key that is removed from the template is scheduled for deletion. After the waiting time nothing that it encrypted
#   can be read: packages, cards, artifacts and images.
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
#   description: After a key is deleted, what it encrypted cannot be decrypted any more.
# custom:
#   id: LC-036
#   severity: warning
#   confidence: documented
#   fix: "Deploy DeletionPolicy: Retain first; keep the key for as long as something is encrypted with it."
violation contains resource_finding("LC-036", name, message) if {
	some name, change in changes
	change.type == "AWS::KMS::Key"
	change.action == "deleted"
	message := sprintf("the key %v is not in the template any more, and is scheduled for deletion", [name])
}

violation contains finding("LC-036", name, ["Enabled"], message) if {
	some name, change in changed
	change.type == "AWS::KMS::Key"
	changes_true(object.get(change.before, "Enabled", true))
	object.get(change.after, "Enabled", true) in {false, "false"}
	message := "the key is disabled now: what it encrypted cannot be read"
}

# METADATA
# title: A repository with images is not replaced or removed
# description: >-
#   Another name or encryption makes another, empty repository. Images do not move with it: a package that names one
#   there is refused, and packages that are registered cannot be started once the old repository is gone.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html
#   description: Update requires Replacement, for RepositoryName and EncryptionConfiguration.
# custom:
#   id: LC-037
#   severity: warning
#   confidence: documented
#   fix: Keep the repository; or add the new one beside it, copy the images, and move the references after that.
violation contains finding("LC-037", name, why.path, message) if {
	some name, change in changed
	change.type == "AWS::ECR::Repository"
	change.action == "replaced"
	not change.collides
	why := changes_why(change)
	message := sprintf("%v makes a new, empty repository; %v", [why.words, changes_old_words(change)])
}

violation contains resource_finding("LC-037", name, message) if {
	some name, change in changes
	change.type == "AWS::ECR::Repository"
	change.action == "deleted"
	message := sprintf("the repository %v is not in the template any more, and is deleted", [name])
}

changes_old_words(change) := "the images stay in the old one" if change.keeps_old

changes_old_words(change) := "the old one is deleted with its images, or fails to be" if not change.keeps_old

# METADATA
# title: Image tags stay immutable
# description: >-
#   With mutable tags a push replaces the image that a registered package names by its tag. What was validated and
#   approved is then not what is deployed.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
#   description: Immutable tags cannot be overwritten.
# custom:
#   id: LC-038
#   severity: warning
#   confidence: documented
#   fix: "Keep ImageTagMutability: IMMUTABLE, or name images by their digest."
violation contains finding("LC-038", name, ["ImageTagMutability"], message) if {
	some name, change in changed
	change.type == "AWS::ECR::Repository"
	startswith(change.before.ImageTagMutability, "IMMUTABLE")
	new := object.get(change.after, "ImageTagMutability", "MUTABLE")
	startswith(new, "MUTABLE")
	message := sprintf("ImageTagMutability was %v and is %v", [change.before.ImageTagMutability, new])
}

# METADATA
# title: What a key is made for does not change
# description: >-
#   CloudFormation fails an update that changes KeySpec, KeyUsage, Origin or MultiRegion of a key that exists, whatever
#   its policies say: a key that is replaced would leave behind what it encrypted. The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html
#   description: The update request fails, regardless of the value of UpdateReplacePolicy.
# custom:
#   id: KMS-011
#   severity: error
#   confidence: documented
#   fix: Make another key under another logical id, and keep this one for what it encrypted.
violation contains finding("KMS-011", name, [property], message) if {
	some name, change in changed
	change.type == "AWS::KMS::Key"
	some property, default_ in changes_key_defaults
	old := sprintf("%v", [object.get(change.before, property, default_)])
	new := sprintf("%v", [object.get(change.after, property, default_)])
	changes_told(old)
	changes_told(new)
	old != new
	message := sprintf("%v was %v and is %v: the update fails", [property, old, new])
}

changes_key_defaults := {
	"KeySpec": "SYMMETRIC_DEFAULT", "KeyUsage": "ENCRYPT_DECRYPT", "Origin": "AWS_KMS", "MultiRegion": "false",
}

# METADATA
# title: A repository goes on keeping tagged images
# description: >-
#   The new lifecycle policy deletes images with tags, by age or number; the old one did not. Packages in the registry and
#   components on devices name such images, and can no longer be deployed.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
#   description: tagStatus any and tagged select images with tags.
# custom:
#   id: LC-044
#   severity: warning
#   confidence: inferred
#   fix: Let the rule select untagged images only, or tags that packages do not use.
violation contains finding("LC-044", name, ["LifecyclePolicy", "LifecyclePolicyText"], message) if {
	some name, change in changed
	change.type == "AWS::ECR::Repository"
	some rule in changes_image_rules(change.after)
	changes_takes_tagged(rule)
	not changes_took_tagged(change)
	message := sprintf("rule %v now deletes images with tags (%v, %v)", [
		rule.rulePriority, rule.selection.tagStatus, rule.selection.countType,
	])
}

default changes_image_rules(_) := []

changes_image_rules(repository) := found if {
	whole := repository.LifecyclePolicy.LifecyclePolicyText
	json.is_valid(whole)
	found := json.unmarshal(whole).rules
	is_array(found)
}

changes_takes_tagged(rule) if {
	rule.action.type == "expire"
	rule.selection.tagStatus in {"any", "tagged"}
	not contains(json.marshal(rule.selection), "${")
}

# Also one that is not told may have.
changes_took_tagged(change) if {
	some rule in changes_image_rules(change.before)
	changes_takes_tagged(rule)
}

changes_took_tagged(change) if {
	has(change.before, "LifecyclePolicy")
	changes_image_rules(change.before) == []
}

# METADATA
# title: A bucket goes on keeping its objects
# description: >-
#   The new lifecycle rule deletes all objects of the bucket after a while; before, none did. What packages and components
#   name is gone then: they stay in the registry and can no longer be deployed.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html
#   description: S3 removes expired objects; with versioning it adds a delete marker.
# custom:
#   id: S3-026
#   severity: warning
#   confidence: inferred
#   fix: Limit the rule to a prefix of what may go.
violation contains finding("S3-026", name, ["LifecycleConfiguration", "Rules", index], message) if {
	some name, change in changed
	change.type == "AWS::S3::Bucket"
	some index, rule in list(change.after.LifecycleConfiguration, "Rules")
	changes_takes_all(rule)
	not changes_took_all(change)
	not changes_holds_logs(name)
	message := sprintf("rule %v now %v all objects", [object.get(rule, "Id", index), bucket_removal(rule)])
}

# A bucket that others log into.
changes_holds_logs(name) if {
	some _, bucket in buckets
	target(bucket.LoggingConfiguration.DestinationBucketName) == name
}

changes_holds_logs(name) if buckets[name].AccessControl == "LogDeliveryWrite"

changes_holds_logs(name) if {
	some statement in bucket_statements[pol_named[name].name]
	some [_, who] in statement.principals
	who in {"logging.s3.amazonaws.com", "delivery.logs.amazonaws.com", "cloudtrail.amazonaws.com"}
}

changes_holds_logs(name) if regex.match(`(?i)logs?([A-Z0-9-]|bucket|$)|accesslog`, name)

changes_takes_all(rule) if {
	rule.Status == "Enabled"
	bucket_removal(rule)
	bucket_rule_covers(rule, "")
}

changes_took_all(change) if {
	some rule in list(change.before.LifecycleConfiguration, "Rules")
	changes_takes_all(rule)
}

changes_took_all(change) if {
	has(change.before, "LifecycleConfiguration")
	not is_array(change.before.LifecycleConfiguration.Rules)
}

# METADATA
# title: A bucket goes on being copied
# description: >-
#   The replication of the bucket is removed. What is uploaded from now on exists once; the other region or account that
#   deploys from the copy does not get it.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
#   description: What replication is for.
# custom:
#   id: S3-027
#   severity: warning
#   confidence: inferred
#   fix: Keep ReplicationConfiguration.
violation contains finding("S3-027", name, ["ReplicationConfiguration"], message) if {
	some name, change in changed
	change.type == "AWS::S3::Bucket"
	has(change.before, "ReplicationConfiguration")
	not has(change.after, "ReplicationConfiguration")
	message := "the bucket was replicated and is not any more"
}

# METADATA
# title: A bucket that is new has what is read from it
# description: >-
#   This deploy makes the bucket and what reads from it, and nothing in the template fills it in between. The bucket is
#   empty when the package or component is made: it fails, and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html
#   description: The create handler reads S3 and ECR.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/create-components.html
#   description: The service computes the digest of each artifact when the component is made.
# custom:
#   id: LC-045
#   severity: error
#   confidence: inferred
#   fix: Deploy the bucket first and upload to it, or upload in this template and depend on that.
violation contains finding("LC-045", name, path, message) if {
	some [name, path, location] in lifecycle_locations
	changes_is_made(name)
	location.logical_id in review_context.added
	not lifecycle_filled[name]
	not bucket_uploaders[location.logical_id]
	message := sprintf("the bucket %v is new as well, and nothing fills it", [location.logical_id])
}

violation contains finding("LC-045", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	changes_is_made(name)
	artifact.logical_id in review_context.added
	every other in needed_by(name) {
		upload_is_no_work_of[input.resources[other].resourceType]
	}
	not bucket_uploaders[artifact.logical_id]
	message := sprintf("the bucket %v is new as well, and nothing fills it", [artifact.logical_id])
}

changes_is_made(name) if name in review_context.added

changes_is_made(name) if changes[name].action == "replaced"

# METADATA
# title: Who reads a bucket keeps the key of what is in it
# description: >-
#   The bucket gets another key. Objects that are there stay encrypted with the old one, and a role that reads them loses
#   Decrypt on it: AccessDenied on every model and artifact that is registered already.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html
#   description: Changing the default encryption does not change objects that are there.
# custom:
#   id: S3-029
#   severity: warning
#   confidence: documented
#   fix: Allow the role kms:Decrypt on both keys.
violation contains finding("S3-029", name, ["BucketEncryption"], message) if {
	some name, change in changed
	change.type == "AWS::S3::Bucket"
	old := changes_bucket_key(change.before)
	new := changes_bucket_key(change.after)
	old != new
	some role, _ in role_statements
	access := role_access(role, {"kms:viaservice": sprintf("s3.%v.amazonaws.com", [pol_region])})
	role_may(role, "s3:getobject", concat("", [pol_named[name].arn, "/${any}"]), access)
	key_may(new, role, "kms:decrypt", access)
	not key_may(old, role, "kms:decrypt", access)
	message := sprintf("role %v has kms:Decrypt on %v, and not on %v, which encrypts what is there", [role, new, old])
}

# A key of the template.
changes_bucket_key(bucket) := key if {
	given := bucket.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID
	regex.match(`^\$\{[A-Za-z0-9]+(\.[A-Za-z]+)?\}$`, given)
	key := part_of(trim_suffix(substring(given, 2, -1), "}"), ".", 0)
	keys[key]
}
