# What a deploy lets somebody do that they could not before. `gained` of a change tells what a statement adds to what
# the same role or resource allowed: see review/changes/grants.py.
package cdk_model_packages

import rego.v1

# METADATA
# title: A policy does not gain wildcard actions
# description: >-
#   The statement allows all actions of a service, or all that begin alike, and did not before: also those that delete,
#   share, or change permissions, and those that AWS adds later.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#   description: Grant least privilege.
# custom:
#   id: IM-040
#   severity: warning
#   confidence: documented
#   fix: Name the actions that are needed.
violation contains finding("IM-040", carrier, grant.path, message) if {
	some carrier, grant in changes_gains[_]
	wild := {action | some action in changes_gained_actions(grant); contains(action, "*")}
	count(wild) > 0
	message := sprintf("%v gains %v on %v", [grant.subject, words(wild), changes_some(grant.resources)])
}

# METADATA
# title: A policy does not reach further than it did
# description: >-
#   The statement is about everything, or about more than the one before it: a whole bucket in place of a prefix, every
#   bucket in place of one.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#   description: Grant least privilege.
# custom:
#   id: IM-041
#   severity: warning
#   confidence: documented
#   fix: Name the buckets, prefixes, groups or repositories that are needed.
violation contains finding("IM-041", carrier, grant.path, message) if {
	some carrier, grant in changes_gains[_]
	some new, old in grant.wider
	message := sprintf("%v reaches %v now: before it was %v", [grant.subject, new, old])
}

violation contains finding("IM-041", carrier, grant.path, message) if {
	some carrier, grant in changes_gains[_]
	grant.kind == "identity"
	some new in grant.new_resources
	changes_is_everything(new)
	not grant.wider[new]
	scoped := {action | some action in grant.actions; not changes_has_no_resource(action)}
	count(scoped) > 0
	message := sprintf("%v gains %v on %v", [grant.subject, changes_some(scoped), new])
}

changes_is_everything(arn_) if arn_ == "*"

changes_is_everything(arn_) if regex.match(`^arn:[^:]*:[^:]*:[^:]*:[^:]*:\*`, arn_)

# Actions that can only be allowed on everything.
changes_has_no_resource(action) if {
	lower(action) in {
		"cloudwatch:putmetricdata", "ecr:getauthorizationtoken", "s3:listallmybuckets", "sts:getcalleridentity",
		"logs:describeloggroups", "sagemaker:listmodelpackagegroups", "sagemaker:search", "xray:puttracesegments",
		"xray:puttelemetryrecords", "greengrass:createdeployment", "states:liststatemachines",
	}
}

changes_has_no_resource(action) if regex.match(`(?i)^ec2:(describe|createnetworkinterface)`, action)

changes_has_no_resource(action) if regex.match(`(?i)^(iot|greengrass|sagemaker|cloudformation|kms):(list|describe)[a-z]*s$`, action)

# METADATA
# title: A policy does not let in somebody new
# description: >-
#   Another account, service or role can use what the policy protects, or take on the role, from this deploy on.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   description: Who a principal is; an account stands for everyone in it who is allowed to.
# custom:
#   id: IM-042
#   severity: warning
#   confidence: documented
#   fix: Add a principal only if it is meant, as narrow as it can be, and with a condition on its account or organization.
violation contains finding("IM-042", carrier, grant.path, message) if {
	some carrier, grant in changes_gains[_]
	count(grant.new_principals) > 0
	message := sprintf("%v lets %v do %v", [grant.subject, words(grant.new_principals), changes_some(grant.actions)])
}

# METADATA
# title: A policy goes on asking for its conditions
# description: >-
#   The statement allowed the same only under a condition that is gone, or that asks for less. A condition on the source
#   account is what keeps other accounts from using the role through a service.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
#   description: Conditions on the source account and ARN keep a service from being used by others.
# custom:
#   id: IM-043
#   severity: warning
#   confidence: documented
#   fix: Keep the condition.
violation contains finding("IM-043", carrier, grant.path, message) if {
	some carrier, grant in changes_gains[_]
	count(grant.loosened) > 0
	message := sprintf("%v allows %v without asking for %v as before", [
		grant.subject, changes_some(grant.actions), words(grant.loosened),
	])
}

# METADATA
# title: What was denied stays denied
# description: >-
#   A statement that forbade something is gone or forbids less. What other policies allow is not held back any more.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
#   description: An explicit Deny overrides every Allow.
# custom:
#   id: IM-044
#   severity: warning
#   confidence: documented
#   fix: Keep the statement.
violation contains resource_finding("IM-044", carrier, message) if {
	some carrier, change in changes
	some grant in change.gained
	grant.effect == "Deny"
	message := sprintf("%v does not deny %v any more", [grant.subject, changes_some(grant.actions)])
}

# METADATA
# title: A policy does not gain what changes or deletes
# description: >-
#   The role could look at the resource; now it can write to it, delete it, or change who may use it. An artifact or
#   image that was validated can be exchanged by whoever has the role.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#   description: Grant least privilege.
# custom:
#   id: IM-045
#   severity: warning
#   confidence: inferred
#   fix: Name only what is needed, on a prefix or resource of its own.
violation contains finding("IM-045", carrier, grant.path, message) if {
	some carrier, grant in changes_gains[_]
	harmful := changes_harmful(grant)
	count(harmful) > 0
	message := sprintf("%v gains %v on %v", [grant.subject, words(harmful), changes_some(grant.resources)])
}

changes_harmful(grant) := {action |
	count(object.get(grant, "new_principals", [])) == 0
	some action in object.get(grant, "reached_actions", [])
	not contains(action, "*")
	not changes_reads(action)
} | {action |
	count(object.get(grant, "new_principals", [])) == 0
	some action in object.get(grant, "new_actions", [])
	not contains(action, "*")
	regex.match(`(?i):(delete|batchdelete|attach|detach|createaccesskey|createpolicyversion|put[a-z]*policy|set[a-z]*policy|schedulekeydeletion|disablekey|updateassumerolepolicy)`, action)
}

changes_reads(action) if {
	regex.match(`(?i):(get|list|describe|head|batchget|batchcheck|search|view|select|lookup|read|subscribe|connect|receive|decrypt|poll)`, action)
}

# METADATA
# title: A role does not get one of AWS's broad policies
# description: >-
#   Policies such as AmazonSageMakerFullAccess or AdministratorAccess allow far more than a package, its validation or a
#   device needs, on every resource of the account.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#   description: Get started with AWS managed policies and move toward least privilege.
# custom:
#   id: IM-046
#   severity: warning
#   confidence: documented
#   fix: Give the role a policy of its own that names what it needs.
violation contains finding("IM-046", name, ["ManagedPolicyArns"], message) if {
	some name, change in changed
	startswith(change.type, "AWS::IAM::")
	some arn_ in changes_new_policies(change)
	regex.match(`(FullAccess|AdministratorAccess|PowerUserAccess|Administrator)`, arn_)
	message := sprintf("%v gains %v", [name, regex.replace(arn_, `^.*policy/`, "")])
}

changes_new_policies(change) := {arn_ |
	some arn_ in changes_list(object.get(change.after, "ManagedPolicyArns", []))
	is_string(arn_)
	not arn_ in changes_list(object.get(change.before, "ManagedPolicyArns", []))
}

# METADATA
# title: A role keeps its permissions boundary
# description: >-
#   Without the boundary everything that the role's policies allow is allowed; some of it was held back.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
#   description: A boundary sets the most that a role's policies can allow.
# custom:
#   id: IM-047
#   severity: warning
#   confidence: documented
#   fix: Keep PermissionsBoundary.
violation contains finding("IM-047", name, ["PermissionsBoundary"], message) if {
	some name, change in changed
	has(change.before, "PermissionsBoundary")
	not has(change.after, "PermissionsBoundary")
	startswith(change.type, "AWS::IAM::")
	message := sprintf("PermissionsBoundary is gone: it was %v", [change.before.PermissionsBoundary])
}

# METADATA
# title: A policy allows more than it did
# description: >-
#   The statement allows something new on a resource of its own. Nothing else is known to be wrong with it.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#   description: Grant least privilege.
# custom:
#   id: IM-048
#   severity: info
#   confidence: documented
#   fix: Nothing, if it is meant.
violation contains finding("IM-048", carrier, grant.path, message) if {
	some carrier, grant in changes_gains[_]
	actions := changes_gained_actions(grant)
	count(actions) + count(object.get(grant, "new_resources", [])) > 0
	count(object.get(grant, "new_principals", [])) == 0
	count(changes_harmful(grant)) == 0
	every action in actions { not contains(action, "*") }
	count(object.get(grant, "wider", {})) == 0
	every new in object.get(grant, "new_resources", []) { not changes_is_everything(new) }
	message := sprintf("%v gains %v on %v", [
		grant.subject, changes_some(changes_of_gain(grant, actions)), changes_some(grant.resources),
	])
}

changes_of_gain(grant, actions) := actions if count(actions) > 0

changes_of_gain(grant, actions) := grant.actions if count(actions) == 0

# What each statement allows that was not allowed: one mapping of its carrier to it, for each.
changes_gains contains {carrier: grant} if {
	some carrier, change in changes
	some grant in change.gained
	grant.effect == "Allow"
}

changes_gained_actions(grant) := {action | some action in object.get(grant, "new_actions", [])} |
	{action | some action in object.get(grant, "reached_actions", [])}

# Some of a long list.
changes_some(items) := words(items) if count(items) < 5

changes_some(items) := sprintf("%v and %v more", [concat(", ", array.slice(sorted, 0, 3)), count(items) - 3]) if {
	count(items) >= 5
	sorted := sort([item | some item in items])
}

# METADATA
# title: A policy names a role by the name that it has
# description: >-
#   The role gets another name, and a policy still names it by the old one. It is gone: a key's or bucket's policy is then
#   refused or lets in nobody, and what the role did is AccessDenied.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   description: A principal that was deleted is no longer the one with the same name.
# custom:
#   id: IM-049
#   severity: warning
#   confidence: inferred
#   fix: Refer to the role by Fn::GetAtt Arn, or change the name in the policy as well.
violation contains finding("IM-049", statement.carrier, statement.path, message) if {
	some name, change in changed
	change.type == "AWS::IAM::Role"
	old := change.before.RoleName
	changes_told(old)
	old != object.get(change.after, "RoleName", "")
	some statement in changes_resource_statements
	some [_, who] in statement.principals
	endswith(who, concat("", [":role/", old]))
	message := sprintf("names role %v, which %v is not called any more", [old, name])
}

changes_resource_statements contains statement if {
	some of_type in [key_statements, group_statements, repository_statements, pol_bucket_policies]
	some _, statements in of_type
	some statement in statements
}
