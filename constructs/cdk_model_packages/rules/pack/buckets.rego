# Buckets and keys that packages and components depend on.
package cdk_model_packages

import rego.v1

# What packages and components keep in buckets of this template: bucket, key, and what it is.
bucket_contents contains {"bucket": place.logical_id, "key": place.key, "of": where[0], "what": "the model"} if {
	some where, place in model_places
	place.logical_id
}

bucket_contents contains {"bucket": place.logical_id, "key": place.key, "of": where[0], "what": "an artifact"} if {
	some where, uri in reach_artifacts
	place := s3(uri)
	place.logical_id
}

bucket_contents contains {"bucket": place.logical_id, "key": place.key, "of": where[0], "what": "the sample input"} if {
	some where, sample in validation_data
	sample.what == "input"
	place := sample.place
	place.logical_id
}

# --- policies of buckets

# METADATA
# title: A bucket's policy is about that bucket
# description: >-
#   S3 refuses a policy whose resources are not of the bucket that it is attached to: MalformedPolicy, "Policy has
#   invalid resource". The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
#   description: The resources of a bucket policy are the bucket and its objects.
# - ref: https://repost.aws/knowledge-center/s3-bucket-policy-error-fix
#   description: Policy has invalid resource.
# custom:
#   id: S3-003
#   severity: error
#   confidence: documented
#   fix: Name the ARN of the bucket, and for objects the ARN with /*.
violation contains finding("S3-003", name, array.concat(statement.path, ["Resource"]), message) if {
	some bucket, names in pol_bucket_policy_names
	bucket != "${~}"
	some name in names
	some statement in pol_bucket_policies[name]
	not statement.is_not_resource
	has(statement.raw, "Resource")
	some resource in statement.resources
	startswith(resource.text, "s3:::")
	not bucket_is_meant(resource, bucket)
	message := sprintf("%v is not of the bucket %v", [trim_prefix(resource.text, "s3:::"), bucket])
}

bucket_is_meant(resource, bucket) if pol_may_match(resource, concat("", ["s3:::", bucket]))

bucket_is_meant(resource, bucket) if pol_may_match(resource, concat("", ["s3:::", bucket, "/${~}"]))

# METADATA
# title: Actions and resources of a bucket's policy go together
# description: >-
#   S3 refuses a statement of which no action applies to a resource: MalformedPolicy, "Action does not apply to any
#   resource(s) in statement". The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html
#   description: Object actions are about BUCKET/*, bucket actions about BUCKET.
# - ref: https://repost.aws/knowledge-center/s3-bucket-policy-error-fix
#   description: Action does not apply to any resource(s) in statement.
# custom:
#   id: S3-005
#   severity: error
#   confidence: documented
#   fix: Object actions such as s3:GetObject on BUCKET_ARN/*, bucket actions such as s3:ListBucket on BUCKET_ARN.
violation contains finding("S3-005", name, array.concat(statement.path, ["Resource"]), message) if {
	some name, statements in pol_bucket_policies
	some statement in statements
	some mismatch in bucket_mismatches(statement)
	message := sprintf("%v: the statement names only %v", mismatch)
}

# METADATA
# title: Object actions are allowed on objects, bucket actions on buckets
# description: >-
#   The ARN of a bucket is not that of its objects. IAM accepts such a statement, and it allows nothing: AccessDenied
#   when the model or the data is read.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html
#   description: Bucket operations are about arn:aws:s3:::BUCKET, object operations about arn:aws:s3:::BUCKET/KEY.
# - ref: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
#   description: Which resource each action is about.
# custom:
#   id: IM-018
#   severity: warning
#   confidence: documented
#   fix: Object actions such as s3:GetObject on BUCKET_ARN/*, bucket actions such as s3:ListBucket on BUCKET_ARN.
violation contains finding("IM-018", where[0], array.concat(where[1], ["Resource"]), message) if {
	some where, statement in identity_statements
	some mismatch in bucket_mismatches(statement)
	message := sprintf("%v: the statement names only %v", mismatch)
}

# The actions of a statement that none of its resources is about, and what these are.
bucket_mismatches(statement) := found if {
	startswith(statement.resources[0].text, "s3:::")
	not statement.is_not_action
	not statement.is_not_resource
	count(statement.resources) > 0
	every resource in statement.resources {
		startswith(resource.text, "s3:::")
		not contains(resource.text, "${~}")
	}
	found := [mismatch |
		some mismatch in [bucket_mismatch(statement, "objects"), bucket_mismatch(statement, "buckets")]
		mismatch != []
	]
}

default bucket_mismatch(_, _) := []

bucket_mismatch(statement, "buckets") := [pol_spelled(statement, actions), "a bucket, not its objects (/*)"] if {
	actions := [action | some action in statement.actions; action in bucket_object_actions]
	count(actions) > 0
	every resource in statement.resources {
		not contains(resource.text, "/")
		not contains(resource.text, "*")
		not contains(resource.text, "${Unknown-") # a parameter may hold a key as well
	}
}

bucket_mismatch(statement, "objects") := [pol_spelled(statement, actions), "objects, not the bucket itself"] if {
	actions := [action | some action in statement.actions; action in bucket_bucket_actions]
	count(actions) > 0
	every resource in statement.resources {
		contains(resource.text, "/")
		not contains(part_of(resource.text, "/", 0), "*")
	}
}

bucket_object_actions := {
	"s3:getobject", "s3:getobject*", "s3:putobject", "s3:putobject*", "s3:deleteobject", "s3:deleteobject*",
	"s3:getobjectversion", "s3:getobjecttagging", "s3:putobjecttagging", "s3:getobjectacl", "s3:putobjectacl",
	"s3:abortmultipartupload", "s3:listmultipartuploadparts", "s3:restoreobject", "s3:deleteobjectversion",
}

bucket_bucket_actions := {
	"s3:listbucket", "s3:listbucket*", "s3:getbucketlocation", "s3:getbucket*", "s3:listbucketversions",
	"s3:listbucketmultipartuploads", "s3:getbucketpolicy", "s3:putbucketpolicy", "s3:getbucketacl",
	"s3:getbucketversioning", "s3:getlifecycleconfiguration", "s3:getencryptionconfiguration",
}

# --- what happens to the contents

# METADATA
# title: The bucket stays as long as the packages that are kept
# description: >-
#   The packages or components stay when the stack is deleted, their bucket is emptied and deleted with it: what is left
#   names objects that are gone.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
#   description: Without Retain the resource is deleted with the stack.
# custom:
#   id: S3-007
#   severity: warning
#   confidence: inferred
#   fix: Set DeletionPolicy Retain on the bucket, and do not empty it on deletion.
violation contains resource_finding("S3-007", content.bucket, message) if {
	some content in bucket_contents
	content.what != "the sample input"
	input.resources[content.of].deletionPolicy in {"Retain", "RetainExceptOnCreate"}
	not input.resources[content.bucket].deletionPolicy in {"Retain", "RetainExceptOnCreate"}
	bucket_is_emptied(content.bucket)
	message := sprintf(
		"emptied and deleted with the stack, while %v is kept and names %v in it",
		[content.of, content.key],
	)
}

bucket_is_emptied(name) if {
	some id in resources_of_type("Custom::S3AutoDeleteObjects")
	target(properties(id).BucketName) == name
}

# METADATA
# title: The artifact bucket keeps old versions
# description: Without versioning an object that is overwritten or deleted by mistake is gone.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
#   description: Versioning keeps each version of each object.
# custom:
#   id: S3-008
#   severity: info
#   confidence: documented
#   fix: Set VersioningConfiguration.Status to Enabled.
violation contains finding("S3-008", name, ["VersioningConfiguration"], message) if {
	names := {content.bucket | some content in bucket_contents; content.what != "the sample input"}
	some name in names
	not bucket_may_have_versions(buckets[name])
	message := "models or artifacts are kept here without versioning"
}

bucket_may_have_versions(bucket) if {
	has(bucket, "VersioningConfiguration")
	not bucket.VersioningConfiguration.Status == "Suspended"
}

# --- keys

# METADATA
# title: The key for S3 is a symmetric encryption key
# description: >-
#   S3 encrypts with symmetric encryption keys only. With another KeySpec or KeyUsage every upload to the bucket fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
#   description: S3 supports symmetric encryption KMS keys, not asymmetric ones.
# custom:
#   id: KMS-004
#   severity: error
#   confidence: documented
#   fix: Leave KeySpec and KeyUsage out (SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT).
violation contains finding("KMS-004", key, [property], message) if {
	some [bucket, key] in key_uses
	some [property, wanted] in [["KeySpec", "SYMMETRIC_DEFAULT"], ["KeyUsage", "ENCRYPT_DECRYPT"]]
	value := keys[key][property]
	is_string(value)
	value != wanted
	message := sprintf("%v %v, and %v is encrypted with it", [property, value, bucket])
}

# METADATA
# title: The key in use is enabled
# description: >-
#   What is encrypted with a disabled key can be neither read nor written: the validation, the package and the devices
#   get KMS.DisabledException.
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html
#   description: A disabled key cannot be used in cryptographic operations.
# custom:
#   id: KMS-005
#   severity: error
#   confidence: documented
#   fix: Set Enabled to true, or leave it out.
violation contains finding("KMS-005", key, ["Enabled"], message) if {
	some [bucket, key] in key_uses
	keys[key].Enabled in {false, "false"}
	message := sprintf("the key is disabled, and %v is encrypted with it", [bucket])
}

# What is encrypted with which key of this template.
key_uses contains [bucket, key] if some bucket, key in bucket_keys

key_uses contains [where[0], key] if {
	some where, transform in transform_jobs
	key := key_of(transform.job.TransformOutput.KmsKeyId)
}

key_uses contains [where[0], key] if {
	some where, transform in transform_jobs
	key := key_of(transform.job.TransformResources.VolumeKmsKeyId)
}

key_uses contains [name, key] if {
	some name, package_ in packages
	key := key_of(package_.SecurityConfig.KmsKeyId)
}

# METADATA
# title: Somebody can change the key's policy
# description: >-
#   KMS refuses a key policy after which nobody in the account could change it: MalformedPolicyDocumentException, "The
#   new key policy will not allow you to update the key policy in the future". The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
#   description: The key policy must allow the calling principal to make a subsequent PutKeyPolicy request.
# custom:
#   id: KMS-006
#   severity: error
#   confidence: documented
#   fix: Allow kms:* to the account, arn:PARTITION:iam::ACCOUNT:root, on *.
violation contains finding("KMS-006", name, ["KeyPolicy"], message) if {
	some name, statements in key_statements
	not keys[name].BypassPolicyLockoutSafetyCheck in {true, "true"}
	not key_can_be_changed(statements)
	message := "nobody may kms:PutKeyPolicy: KMS refuses such a policy"
}

key_can_be_changed(statements) if {
	some statement in statements
	statement.effect != "Deny"
	pol_may_act(statement, "kms:putkeypolicy")
	key_is_for_people(statement)
}

key_is_for_people(statement) if statement.is_not_principal

key_is_for_people(statement) if {
	some [kind, _] in statement.principals
	kind in {"AWS", "*"}
}

# METADATA
# title: A resource of another account's key is in one region with it
# description: A key is used in its own region only; one of another region is not found.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html
#   description: KmsKeyId is a key id, an alias, or the ARN of either.
# custom:
#   id: KMS-007
#   severity: error
#   confidence: inferred
#   fix: Give a key of the stack's region.
violation contains finding("KMS-007", where[0], path, message) if {
	some where, transform in transform_jobs
	some [block, property] in [["TransformOutput", "KmsKeyId"], ["TransformResources", "VolumeKmsKeyId"]]
	parts := arn(transform.job[block][property])
	parts.service == "kms"
	deploy_region
	regex.match(`^[a-z0-9-]+$`, parts.region)
	parts.region != deploy_region
	path := array.concat(where[1], [block, property])
	message := sprintf("key of %v, the stack is in %v", [parts.region, deploy_region])
}

# --- another account

# METADATA
# title: What another account reads is encrypted with a key that it can use
# description: >-
#   The policy of an AWS managed key such as aws/s3 cannot be changed, and lets its own account only: another account
#   that the bucket's policy lets in gets AccessDenied from KMS for each object.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
#   description: To share objects across accounts, a customer managed key is needed.
# - ref: https://repost.aws/knowledge-center/cross-account-access-denied-error-s3
#   description: Objects that an AWS managed key encrypts cannot be read from another account.
# custom:
#   id: KMS-008
#   severity: warning
#   confidence: documented
#   fix: Encrypt the bucket with a customer managed key whose policy lets the account kms:Decrypt.
violation contains finding("KMS-008", name, ["BucketEncryption"], message) if {
	some [name, account] in bucket_readers
	rule := list(buckets[name].BucketEncryption, "ServerSideEncryptionConfiguration")[0].ServerSideEncryptionByDefault
	startswith(rule.SSEAlgorithm, "aws:kms")
	bucket_key_is_of_aws(rule)
	message := sprintf("account %v may read here, and cannot use an AWS managed key", [account])
}

bucket_key_is_of_aws(rule) if not has(rule, "KMSMasterKeyID")

bucket_key_is_of_aws(rule) if endswith(text(rule.KMSMasterKeyID), "alias/aws/s3")

# METADATA
# title: The key lets in whom the bucket lets in
# description: >-
#   Another account needs the bucket's policy, the key's policy and its own. Where the key's policy does not name it,
#   it gets AccessDenied from KMS for each object.
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
#   description: The key policy gives the other account the permission to use the key.
# - ref: https://repost.aws/knowledge-center/cross-account-access-denied-error-s3
#   description: The key policy has to allow kms:Decrypt to the other account.
# custom:
#   id: KMS-009
#   severity: warning
#   confidence: documented
#   fix: Allow kms:Decrypt to the account in the key's policy.
violation contains finding("KMS-009", key, ["KeyPolicy"], message) if {
	some [name, account] in bucket_readers
	key := bucket_keys[name]
	statements := key_statements[key]
	not key_lets_in(statements, account)
	message := sprintf("account %v may read bucket %v, and has no kms:Decrypt on the key that encrypts it", [account, name])
}

key_lets_in(statements, account) if {
	some statement in statements
	statement.effect != "Deny"
	pol_may_act(statement, "kms:decrypt")
	key_names_account(statement, account)
}

key_names_account(statement, account) if statement.is_not_principal

else if {
	some [kind, who] in statement.principals
	kind in {"AWS", "*"}
	key_may_mean_account(who, account)
}

key_may_mean_account(who, account) if who == "*"

else if contains(who, "${~}")

else if contains(who, account)

# The buckets of this template that another account may read, and that account.
bucket_readers contains [name, account] if {
	some name, bucket in buckets
	has(bucket, "BucketEncryption")
	some statement in bucket_statements[pol_named[name].name]
	statement.effect == "Allow"
	pol_may_act(statement, "s3:getobject")
	some [kind, who] in statement.principals
	kind == "AWS"
	account := principal_account(who)
	account_is_another(account)
}

principal_account(who) := part_of(who, ":", 2) if {
	regex.match(`^iam::[0-9]{12}:`, who)
} else := who if regex.match(`^[0-9]{12}$`, who)

# An account that is not the stack's: known, or named by number where the stack's own is AWS::AccountId.
account_is_another(account) if {
	deploy_account
	deploy_account != account
} else if {
	not deploy_account
	bucket_own_account_by_reference
}

bucket_own_account_by_reference if {
	some name in object.keys(roles)
	contains(json.marshal(roles[name]), "AWS::AccountId")
} else if {
	some name in object.keys(keys)
	contains(json.marshal(keys[name]), "AWS::AccountId")
} else if {
	some _, statements in pol_bucket_policies
	contains(json.marshal(statements), "AWS.AccountId")
}
