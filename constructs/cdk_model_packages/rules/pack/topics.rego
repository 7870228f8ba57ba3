# Who is told of a package's events: rules of EventBridge and the topics that they write to.
package cdk_model_packages

import rego.v1

# METADATA
# title: EventBridge may use the key of the topic that it writes to
# description: >-
#   A message to a topic with a key needs kms:Decrypt and kms:GenerateDataKey for events.amazonaws.com, in the policy of a
#   customer managed key. Without, and with the key alias/aws/sns, whose policy nobody can change, no message arrives, and
#   nobody is told: the approval is never seen.
# related_resources:
# - ref: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
#   description: Event sources need permission on a customer managed key.
# - ref: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html
#   description: The key policy for rules with encrypted targets.
# custom:
#   id: KMS-010
#   severity: warning
#   confidence: documented
#   fix: Use a customer managed key, and allow events.amazonaws.com kms:Decrypt and kms:GenerateDataKey* in its policy.
violation contains finding("KMS-010", topic, ["KmsMasterKeyId"], message) if {
	some topic, rule in topics_of_events
	key := key_of(properties(topic).KmsMasterKeyId)
	statements := key_statements[key]
	access := {"role": "", "keys": {}}
	some action in ["kms:decrypt", "kms:generatedatakey"]
	allowing := [statement |
		some statement in statements
		statement.effect != "Deny"
		pol_may_act(statement, action)
		topics_may_be_events(statement)
		not pol_condition_fails(statement, access)
	]
	allowing == []
	message := sprintf("key %v does not let events.amazonaws.com in, and rule %v writes to the topic", [key, rule])
}

violation contains finding("KMS-010", topic, ["KmsMasterKeyId"], message) if {
	some topic, rule in topics_of_events
	given := properties(topic).KmsMasterKeyId
	literal(given)
	endswith(given, "alias/aws/sns")
	message := sprintf("EventBridge may not use alias/aws/sns, and rule %v writes to the topic", [rule])
}

topics_may_be_events(statement) if pol_may_be_service(statement, "events.amazonaws.com")

# The topics that rules write to, and one such rule.
topics_of_events[topic] := min(rules_) if {
	some topic in resources_of_type("AWS::SNS::Topic")
	has(properties(topic), "KmsMasterKeyId")
	rules_ := {name |
		some name in resources_of_type("AWS::Events::Rule")
		some goal in list(properties(name), "Targets")
		target(goal.Arn) == topic
	}
	count(rules_) > 0
}

# METADATA
# title: A function's URL asks who calls
# description: >-
#   With AuthType NONE everybody on the internet can call the function: whatever it approves, registers or deploys.
# related_resources:
# - ref: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
#   description: With NONE Lambda does not perform any authentication.
# custom:
#   id: IM-031
#   severity: warning
#   confidence: documented
#   fix: "Use AuthType: AWS_IAM, and allow lambda:InvokeFunctionUrl to those who call."
violation contains finding("IM-031", name, ["AuthType"], message) if {
	some name in resources_of_type("AWS::Lambda::Url")
	properties(name).AuthType == "NONE"
	topics_is_about_models
	message := "AuthType is NONE: everybody can call the function"
}

# A template that has packages, or a role that acts on them.
topics_is_about_models if count(groups) + count(packages) + count(models) + count(components) > 0

topics_is_about_models if {
	some _, statements in role_statements
	some statement in statements
	some action in statement.actions
	regex.match(`^(sagemaker|greengrass):`, action)
}

# METADATA
# title: A bucket tells EventBridge of what rules wait for
# description: >-
#   S3 sends events of a bucket to EventBridge only when the bucket says so. A rule on Object Created never fires
#   otherwise: the new model is not registered, and nobody is told.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html
#   description: Enable EventBridge for the bucket.
# custom:
#   id: S3-028
#   severity: warning
#   confidence: documented
#   fix: "Give the bucket NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}}."
violation contains finding("S3-028", bucket, ["NotificationConfiguration"], message) if {
	some rule in resources_of_type("AWS::Events::Rule")
	pattern := properties(rule).EventPattern
	"aws.s3" in list(pattern, "source")
	some word in list(pattern, "detail-type")
	startswith(word, "Object ")
	some named in list(pattern.detail.bucket, "name")
	bucket := topics_bucket(named)
	topics_are_silent(buckets[bucket])
	message := sprintf("rule %v waits for %v events, which the bucket does not send to EventBridge", [rule, word])
}

topics_bucket(value) := id if {
	id := target(value)
	buckets[id]
} else := bucket_ids[value]

topics_are_silent(bucket) if not has(bucket, "NotificationConfiguration")

topics_are_silent(bucket) if {
	given := bucket.NotificationConfiguration
	is_object(given)
	not has(given, "__dynamic")
	not has(given, "__ref")
	not has(given, "EventBridgeConfiguration")
}

topics_are_silent(bucket) if bucket.NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled in {false, "false"}
