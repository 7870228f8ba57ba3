# What every policy has to be written like: partitions, versions, principals, the values of conditions.
package cdk_model_packages

import rego.v1

# METADATA
# title: The ARNs of a policy are of the stack's partition
# description: >-
#   An ARN says its partition: aws, aws-cn, aws-us-gov, ... IAM and S3 refuse one of another partition
#   (MalformedPolicyDocument, 'Partition "aws" is not valid for resource'), and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
#   description: The partition is the group of regions in which the resource is.
# - ref: https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/using-govcloud-arns.html
#   description: In GovCloud ARNs begin with arn:aws-us-gov.
# custom:
#   id: IM-026
#   severity: error
#   confidence: inferred
#   needs: region
#   fix: Write arn:${AWS::Partition}:, which is right everywhere.
violation contains finding("IM-026", where[0], path, message) if {
	count(role_other_partitions) > 0
	some where, statement in role_all_statements
	some key in ["Resource", "NotResource"]
	given := statement.raw[key]
	some value in pol_list(given)
	partition := role_other_partition(value)
	path := array.concat(statement.path, [key])
	message := sprintf("%v is in partition %v, the stack (%v) in %v", [
		one_line(text(value)), partition, deploy_region, property_stack_partition,
	])
}

violation contains finding("IM-026", role, ["ManagedPolicyArns", index], message) if {
	count(role_other_partitions) > 0
	some role, given in roles
	some index, value in list_or_empty(given, "ManagedPolicyArns")
	partition := role_other_partition(value)
	message := sprintf("%v is in partition %v, the stack (%v) in %v", [
		one_line(text(value)), partition, deploy_region, property_stack_partition,
	])
}

role_other_partition(value) := partition if {
	whole := text(value)
	startswith(whole, "arn:")
	partition := part_of(whole, ":", 1)
	partition in role_other_partitions
}

# Partitions that the template writes out, and that are not the stack's. Without our own doors: all others.
role_other_partitions := {partition |
	deploy_region
	some partition in role_partitions
	partition != property_stack_partition
}

role_partitions := review_context.partitions if review_context.partitions

else := array.concat(["aws"], [partition | some _, partition in property_partition_prefixes])

# METADATA
# title: A role is passed to the service that assumes it
# description: >-
#   iam:PassedToService names the service that a role may be passed to. One that the role does not trust cannot use it,
#   and for the service that does, CreateModel and the like are AccessDenied: not authorized to perform iam:PassRole.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
#   description: iam:PassedToService is the service principal to which a role can be passed.
# custom:
#   id: IM-027
#   severity: warning
#   confidence: inferred
#   fix: "Name the service that the role trusts, for example iam:PassedToService: sagemaker.amazonaws.com."
violation contains finding("IM-027", where[0], path, message) if {
	some where, statement in role_passing
	some role, _ in trust_statements
	pol_must_reach_one(statement.resources, pol_named[role].arn)
	not contains(pol_named[role].arn, "${~}")
	count(statement.resources) == 1
	some [operator, key, services] in statement.conditions
	key == "iam:passedtoservice"
	operator in {"stringequals", "stringlike"}
	every service in services {
		literal(service)
		not contains(service, "*")
		count(trusting(role, service)) == 0
	}
	path := array.concat(statement.path, ["Condition"])
	message := sprintf("role %v is passed to %v, which it does not trust: it trusts %v", [
		role, words(services), role_trusted(role),
	])
}

# METADATA
# title: A condition compares with a value that its key can have
# description: >-
#   aws:PrincipalOrgID is o-..., aws:SourceAccount twelve digits, aws:PrincipalArn of a role's session the role's ARN. A
#   value of another form is never equal: an Allow lets in nobody, a Deny spares nobody.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#   description: What each global key holds.
# custom:
#   id: IM-028
#   severity: warning
#   confidence: documented
#   fix: "Use the key's own form: an organization's id, an account's number, the role's ARN (arn:aws:iam::ACCOUNT:role/NAME)."
violation contains finding("IM-028", statement.carrier, path, message) if {
	some statement in role_any_statement
	some [operator, key, values] in statement.conditions
	pol_plain(operator) in (pol_positive | pol_negative)
	form := role_condition_forms[key]
	some value in values
	literal(replace(replace(value, "${AWS.AccountId}", "1"), "${AWS.Region}", "r"))
	not contains(value, "~")
	not regex.match(form.is, value)
	path := array.concat(statement.path, ["Condition"])
	message := sprintf("%v is compared with %v: it is %v", [key, pol_shown(value), form.words])
}

role_condition_forms := {
	"aws:principalorgid": {"is": `^(o-[A-Za-z0-9]+|.*[*?].*)$`, "words": "the id of an organization, o-..."},
	"aws:resourceorgid": {"is": `^(o-[A-Za-z0-9]+|.*[*?].*)$`, "words": "the id of an organization, o-..."},
	"aws:sourceorgid": {"is": `^(o-[A-Za-z0-9]+|.*[*?].*)$`, "words": "the id of an organization, o-..."},
	"aws:principalorgpaths": {"is": `^(o-[A-Za-z0-9]+/.*|\*.*)$`, "words": "a path, o-.../r-.../ou-.../"},
	"aws:sourceaccount": {"is": `^([0-9]{12}|1?\$\{AWS.AccountId\}|.*[*?].*)$`, "words": "the number of an account"},
	"aws:principalaccount": {"is": `^([0-9]{12}|\$\{AWS.AccountId\}|.*[*?].*)$`, "words": "the number of an account"},
	"aws:sourcevpce": {"is": `^(vpce-.*|.*[*?].*)$`, "words": "the id of an endpoint, vpce-..."},
	"aws:sourcevpc": {"is": `^(vpc-.*|.*[*?].*)$`, "words": "the id of a VPC, vpc-..."},
	"aws:principalarn": {"is": `^(iam:|[*?]|sts:[^:]*:[^:]*:federated-user)`, "words": "for a session the ARN of its role"},
}

role_any_statement contains statement if some _, statement in role_all_statements

role_any_statement contains statement if {
	some of_type in [key_statements, group_statements, repository_statements, trust_statements]
	some _, statements in of_type
	some statement in statements
}

# METADATA
# title: A policy with variables is of version 2012-10-17
# description: >-
#   In a policy of version 2008-10-17, which is also what a policy without Version has, ${aws:username} and the like are
#   plain text. No resource is called so: the statement allows nothing.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
#   description: Policy variables need version 2012-10-17.
# custom:
#   id: IM-029
#   severity: error
#   confidence: documented
#   fix: "Write Version: '2012-10-17'."
violation contains finding("IM-029", name, path, message) if {
	some [name, path], document in role_documents
	version := object.get(document, "Version", "2008-10-17")
	version == "2008-10-17"
	written := json.marshal(document.Statement)
	found := regex.find_n(`\$\{!?(aws|s3|iam|saml|sts|ec2|cognito-identity|iot|graph|accounts)[:.][A-Za-z/:-]+\}`, written, 1)
	variables := [one | some one in found; not startswith(one, "${aws.")]
	count(variables) > 0
	message := sprintf("%v in a policy of version 2008-10-17 is plain text", [replace(variables[0], "!", "")])
}

role_documents[[name, ["PolicyDocument"]]] := document if {
	some type in [
		"AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::ManagedPolicy", "AWS::S3::BucketPolicy",
	]
	some name in resources_of_type(type)
	document := properties(name).PolicyDocument
	is_object(document)
}

role_documents[[name, ["Policies", index, "PolicyDocument"]]] := document if {
	some name, role in roles
	some index, policy in list(role, "Policies")
	document := policy.PolicyDocument
	is_object(document)
}

# METADATA
# title: A principal is named in full
# description: >-
#   A principal is an account, a role or a user, or all of them. An ARN with a wildcard in it is none: S3, KMS and ECR
#   refuse the policy ("Invalid principal in policy"), and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   description: A wildcard cannot match a part of a principal name or ARN.
# custom:
#   id: IM-030
#   severity: error
#   confidence: documented
#   fix: Name the account (arn:aws:iam::ACCOUNT:root), and limit it by a condition on aws:PrincipalArn, which takes wildcards.
violation contains finding("IM-030", statement.carrier, array.concat(statement.path, ["Principal"]), message) if {
	some statement in role_any_statement
	some [kind, who] in statement.principals
	kind == "AWS"
	startswith(who, "iam:")
	regex.match(`[*?]`, who)
	message := sprintf("%v has a wildcard: a principal is named in full", [pol_shown(who)])
}

# METADATA
# title: A policy asks for TLS, it does not forbid it
# description: >-
#   A Deny with aws:SecureTransport true denies every request that uses TLS. SageMaker, Greengrass and the SDKs use nothing
#   else: nobody can read or write, the owner included.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html
#   description: Deny where aws:SecureTransport is false.
# custom:
#   id: S3-018
#   severity: error
#   confidence: documented
#   fix: "Deny where aws:SecureTransport is false."
violation contains finding("S3-018", statement.carrier, array.concat(statement.path, ["Condition"]), message) if {
	some of_type in [pol_bucket_policies, repository_statements, key_statements, group_statements]
	some _, statements in of_type
	some statement in statements
	statement.effect == "Deny"
	["AWS", "*"] in statement.principals
	statement.conditions == [["bool", "aws:securetransport", ["true"]]]
	message := "denies every request that uses TLS"
}

# METADATA
# title: A bucket lets in the role, not SageMaker's service
# description: >-
#   SageMaker reads and writes S3 with the role that it is given, never as the service sagemaker.amazonaws.com. The
#   statement allows nothing that a job, model or package needs.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
#   description: SageMaker performs operations on your behalf with the permissions of the role.
# custom:
#   id: S3-019
#   severity: warning
#   confidence: inferred
#   fix: Name the role (Fn::GetAtt Arn) as principal, or allow it in the role's own policy.
violation contains finding("S3-019", statement.carrier, array.concat(statement.path, ["Principal"]), message) if {
	some _, statements in pol_bucket_policies
	some statement in statements
	statement.effect == "Allow"
	statement.principals == [["Service", "sagemaker.amazonaws.com"]]
	some action in ["s3:getobject", "s3:putobject", "s3:listbucket"]
	pol_may_act(statement, action)
	message := "the principal is sagemaker.amazonaws.com: SageMaker comes as the role that it is given"
}
