# What a bucket is set to: ownership, lifecycle, replication, notifications, keys.
package cdk_model_packages

import rego.v1

# METADATA
# title: Models and artifacts do not expire
# description: >-
#   A lifecycle rule deletes, or moves to an archive, objects that packages and components name. The package stays in
#   the registry and can no longer be deployed; a device that installs the component anew fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html
#   description: S3 removes expired objects; with versioning it adds a delete marker.
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
#   description: Archived objects have to be restored before they can be read.
# custom:
#   id: S3-006
#   severity: warning
#   confidence: inferred
#   fix: Limit the rule to another prefix, or remove it.
violation contains finding("S3-006", content.bucket, path, message) if {
	some content in bucket_contents
	some index, rule in list(buckets[content.bucket].LifecycleConfiguration, "Rules")
	rule.Status == "Enabled"
	how := bucket_removal(rule)
	bucket_rule_covers(rule, content.key)
	path := ["LifecycleConfiguration", "Rules", index]
	message := sprintf("%v %v, %v of %v", [how, content.key, content.what, content.of])
}

bucket_removal(rule) := sprintf("deletes after %v days", [rule.ExpirationInDays]) if has(rule, "ExpirationInDays")

bucket_removal(rule) := sprintf("deletes on %v", [rule.ExpirationDate]) if {
	has(rule, "ExpirationDate")
	not has(rule, "ExpirationInDays")
}

bucket_removal(rule) := sprintf("archives in %v", [storage]) if {
	not has(rule, "ExpirationInDays")
	not has(rule, "ExpirationDate")
	some transition in array.concat(list_or_empty(rule, "Transitions"), [object.get(rule, "Transition", {})])
	storage := transition.StorageClass
	storage in {"GLACIER", "DEEP_ARCHIVE"}
}

# Whether a rule is certainly about a key. One that asks for tags or sizes is not.
bucket_rule_covers(rule, key) if {
	not has(rule, "TagFilters")
	not has(rule, "ObjectSizeGreaterThan")
	not has(rule, "ObjectSizeLessThan")
	prefix := object.get(rule, "Prefix", "")
	literal(prefix)
	startswith(key, prefix)
}

# METADATA
# title: A bucket without access control lists has none
# description: >-
#   BucketOwnerEnforced switches access control lists off. S3 refuses a bucket that has one beside it:
#   InvalidBucketAclWithObjectOwnership; the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
#   description: A request that sets another ACL than bucket-owner-full-control or private fails.
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
#   description: The log delivery of such a bucket is allowed by its policy, for logging.s3.amazonaws.com.
# custom:
#   id: S3-011
#   severity: error
#   confidence: documented
#   fix: Remove AccessControl, and allow in the bucket's policy what it was for.
violation contains finding("S3-011", name, ["AccessControl"], message) if {
	some name, bucket in buckets
	given := bucket.AccessControl
	literal(given)
	not given in {"Private", "BucketOwnerFullControl"}
	list(bucket.OwnershipControls, "Rules")[0].ObjectOwnership == "BucketOwnerEnforced"
	message := sprintf("AccessControl %v beside ObjectOwnership BucketOwnerEnforced: S3 refuses the bucket", [given])
}

# METADATA
# title: A bucket that is replicated keeps versions
# description: >-
#   S3 replicates versions of objects. It refuses the configuration on a bucket without versioning: InvalidRequest,
#   "Versioning must be 'Enabled' on the bucket to apply a replication configuration"; the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html
#   description: Both source and destination buckets must have versioning enabled.
# custom:
#   id: S3-012
#   severity: error
#   confidence: documented
#   fix: "Give the bucket VersioningConfiguration with Status: Enabled."
violation contains finding("S3-012", name, ["ReplicationConfiguration"], message) if {
	some name, bucket in buckets
	has(bucket, "ReplicationConfiguration")
	not has(bucket, "VersioningConfiguration")
	message := "replicated without VersioningConfiguration: S3 refuses it"
}

violation contains finding("S3-012", name, ["VersioningConfiguration", "Status"], message) if {
	some name, bucket in buckets
	has(bucket, "ReplicationConfiguration")
	status := bucket.VersioningConfiguration.Status
	literal(status)
	status != "Enabled"
	message := sprintf("versioning is %v, and the bucket is replicated: S3 refuses it", [status])
}

# METADATA
# title: The owner of a bucket owns what others upload
# description: >-
#   With ObjectWriter an object belongs to the account that uploaded it. The bucket's policy and the roles of its own
#   account cannot give access to it: the validation role gets AccessDenied on every model.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
#   description: With ObjectWriter the account that uploads an object owns it.
# custom:
#   id: S3-014
#   severity: warning
#   confidence: documented
#   fix: Use ObjectOwnership BucketOwnerEnforced.
violation contains finding("S3-014", name, ["OwnershipControls", "Rules", 0, "ObjectOwnership"], message) if {
	some name, bucket in buckets
	list(bucket.OwnershipControls, "Rules")[0].ObjectOwnership == "ObjectWriter"
	some statement in bucket_statements[pol_named[name].name]
	statement.effect == "Allow"
	pol_may_act(statement, "s3:putobject")
	some who in bucket_other_accounts(statement)
	not contains(json.marshal(statement.conditions), "s3:x-amz-acl")
	message := sprintf("ObjectWriter: what account %v uploads belongs to that account", [who])
}

bucket_other_accounts(statement) := {account |
	some [kind, who] in statement.principals
	kind == "AWS"
	account := bucket_account_of(who)
	literal(account)
	account != pol_account
}

bucket_account_of(who) := who if regex.match(`^[0-9]{12}$`, who)

bucket_account_of(who) := part_of(who, ":", 2) if regex.match(`^iam::[0-9]{12}:root$`, who)

# One role by its number may be of the stack's own account, where nobody tells which that is.
bucket_account_of(who) := part_of(who, ":", 2) if {
	deploy_account
	regex.match(`^iam::[0-9]{12}:(role|user)/`, who)
}

# METADATA
# title: Who is notified of a bucket's objects lets S3 in
# description: >-
#   S3 sends a test message when the notification is set up: "Unable to validate the following destination
#   configurations". The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
#   description: The policy of a queue or topic has to allow s3.amazonaws.com.
# custom:
#   id: S3-015
#   severity: error
#   confidence: documented
#   fix: Allow s3.amazonaws.com sqs:SendMessage (or sns:Publish) in the policy, and let the bucket depend on it.
violation contains finding("S3-015", name, path, message) if {
	some [name, path], goal in bucket_notified
	how := bucket_notified_how[input.resources[goal].resourceType]
	statements := [statement |
		some policy in resources_of_type(how.policy)
		some of in list_or_empty(properties(policy), how.of)
		target(of) == goal
		some statement in pol_statements(properties(policy).PolicyDocument, policy, ["PolicyDocument"])
	]
	not bucket_goal_is_untold(how)
	allowing := [statement |
		some statement in statements
		statement.effect != "Deny"
		pol_may_act(statement, how.action)
		pol_may_be_service(statement, "s3.amazonaws.com")
	]
	allowing == []
	message := sprintf("no policy of %v lets s3.amazonaws.com in", [goal])
}

# A policy that may be of any queue or topic, or say anything.
bucket_goal_is_untold(how) if {
	some policy in resources_of_type(how.policy)
	not bucket_policy_is_told(properties(policy), how)
}

bucket_policy_is_told(policy, how) if {
	pol_statements(policy.PolicyDocument, "", [])
	every of in policy[how.of] { target(of) }
}

bucket_notified[[name, ["NotificationConfiguration", key, index]]] := goal if {
	some name, bucket in buckets
	some key, arn_ in {"QueueConfigurations": "Queue", "TopicConfigurations": "Topic"}
	some index, one in list(bucket.NotificationConfiguration, key)
	goal := target(one[arn_])
}

bucket_notified_how := {
	"AWS::SQS::Queue": {"policy": "AWS::SQS::QueuePolicy", "of": "Queues", "action": "sqs:sendmessage"},
	"AWS::SNS::Topic": {"policy": "AWS::SNS::TopicPolicy", "of": "Topics", "action": "sns:publish"},
}

# METADATA
# title: Replication takes what is encrypted as well
# description: >-
#   S3 does not replicate objects that are encrypted with a key of KMS unless the rule says so. The bucket encrypts all of
#   its objects with one: nothing arrives, and nobody is told.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html
#   description: By default objects that are encrypted with SSE-KMS are not replicated.
# custom:
#   id: S3-016
#   severity: warning
#   confidence: documented
#   fix: "Give the rule SourceSelectionCriteria: {SseKmsEncryptedObjects: {Status: Enabled}}."
violation contains finding("S3-016", name, ["ReplicationConfiguration", "Rules", index], message) if {
	some name, bucket in buckets
	encryption := list(bucket.BucketEncryption, "ServerSideEncryptionConfiguration")[0].ServerSideEncryptionByDefault
	encryption.SSEAlgorithm == "aws:kms"
	some index, rule in list(bucket.ReplicationConfiguration, "Rules")
	rule.Status == "Enabled"
	object.get(rule, ["SourceSelectionCriteria", "SseKmsEncryptedObjects", "Status"], "Disabled") == "Disabled"
	message := "the bucket encrypts with KMS, and the rule does not replicate what is so encrypted"
}

# METADATA
# title: What a bucket holds models under is not archived or deleted
# description: >-
#   The prefix says that it holds models. Archived objects cannot be read without a restore (InvalidObjectState), deleted
#   ones not at all: packages in the registry can no longer be deployed.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
#   description: Archived objects have to be restored before they can be read.
# custom:
#   id: S3-017
#   severity: warning
#   confidence: inferred
#   fix: Limit the rule to another prefix, or use a storage class that can be read at once, such as INTELLIGENT_TIERING.
violation contains finding("S3-017", name, ["LifecycleConfiguration", "Rules", index], message) if {
	some name, bucket in buckets
	some index, rule in list(bucket.LifecycleConfiguration, "Rules")
	rule.Status == "Enabled"
	prefix := rule.Prefix
	literal(prefix)
	regex.match(`(?i)^(models?|artifacts?|packages?|releases?|registry|components?)/`, prefix)
	not regex.match(`(?i)/(te?mp|scratch|staging|work|cache|logs?|old|archive|candidates?|experiments?)\b`, prefix)
	bucket_rule_covers(rule, prefix)
	how := bucket_removal(rule)
	not bucket_is_told_by_content(name, rule)
	message := sprintf("%v what is below %v", [how, prefix])
}

# S3-006 names what is lost.
bucket_is_told_by_content(name, rule) if {
	some content in bucket_contents
	content.bucket == name
	bucket_rule_covers(rule, content.key)
}

# METADATA
# title: A bucket key is asked for by the bucket
# description: >-
#   With BucketKeyEnabled the encryption context aws:s3:arn is the ARN of the bucket, not of the object. A condition on
#   objects never holds: AccessDenied when a model is read.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
#   description: With an S3 Bucket Key the encryption context is the bucket ARN and not the object ARN.
# custom:
#   id: KMS-012
#   severity: warning
#   confidence: documented
#   fix: Compare kms:EncryptionContext:aws:s3:arn with the bucket's ARN.
violation contains finding("KMS-012", statement.carrier, array.concat(statement.path, ["Condition"]), message) if {
	count(bucket_keyed) > 0
	some of_type in [role_statements, key_statements]
	some _, statements in of_type
	some statement in statements
	statement.effect == "Allow"
	some [operator, key, values] in statement.conditions
	key == "kms:encryptioncontext:aws:s3:arn"
	pol_plain(operator) in pol_positive
	some bucket in bucket_keyed
	bucket_asks_for_objects(values, bucket)
	message := sprintf("asks for objects of %v, which has a bucket key: the context is the bucket's ARN", [bucket])
}

bucket_keyed contains name if {
	some name, bucket in buckets
	list(bucket.BucketEncryption, "ServerSideEncryptionConfiguration")[0].BucketKeyEnabled in {true, "true"}
}

# All of the values are about objects of this bucket.
bucket_asks_for_objects(values, bucket) if {
	every value in values {
		startswith(value, concat("", [pol_named[bucket].arn, "/"]))
	}
}
