# Groups of versions, and the policies that open them to other accounts.
package cdk_model_packages

import rego.v1

# --- policies

# The policy of each group, an object also where it is given as JSON.
group_policies[name] := group.ModelPackageGroupPolicy if {
	some name, group in groups
	has(group.ModelPackageGroupPolicy, "Statement")
}

group_policies[name] := document if {
	some name, group in groups
	whole := text(group.ModelPackageGroupPolicy)
	json.is_valid(whole)
	document := json.unmarshal(whole)
	has(document, "Statement")
}

# The statements of each policy. The path is that of the statement, or of the policy where that is a text; kinds are
# what its resources are: a group, versions, an unversioned package, or what cannot be told.
group_policy_statements contains found if {
	some name, policy in group_policies
	some [below, statement] in group_listed(policy)
	is_object(statement)
	not has(statement, "__dynamic")
	given := {one |
		some one in group_items(object.get(statement, "Action", []))
		is_string(one)
	}
	actions := {lower(one) | some one in given}
	resources := [resource |
		some one in group_items(object.get(statement, "Resource", "*"))
		resource := group_resource(one)
	]
	found := {
		"group": name,
		"path": group_path(name, below),
		"statement": statement,
		"allows": object.get(statement, "Effect", "") == "Allow",
		"given": given,
		"actions": actions,
		"resources": resources,
		"kinds": {resource.kind | some resource in resources},
	}
}

group_listed(policy) := listed if {
	is_array(policy.Statement)
	listed := [[["Statement", index], statement] |
		some index, statement in policy.Statement
	]
}

group_listed(policy) := [[["Statement"], policy.Statement]] if is_object(policy.Statement)

group_path(name, below) := array.concat(["ModelPackageGroupPolicy"], below) if {
	has(groups[name].ModelPackageGroupPolicy, "Statement")
}

group_path(name, _) := ["ModelPackageGroupPolicy"] if not has(groups[name].ModelPackageGroupPolicy, "Statement")

group_key(path, key) := array.concat(path, [key]) if count(path) > 1

group_key(path, _) := path if count(path) == 1

group_items(value) := value if is_array(value)

group_items(value) := [value] if not is_array(value)

# What a resource of a statement is, in which region and account, and of which group ("?": cannot be told).
default group_resource(_) := {"kind": "any", "named": "?", "region": "", "account": ""}

group_resource(value) := {"kind": kind, "named": named, "region": parts.region, "account": parts.account} if {
	parts := arn(value)
	below := split(parts.resource, "/")
	kind := group_kind(below, parts.resource)
	named := group_named(below[1])
}

group_kind(below, _) := "group" if below[0] == "model-package-group"

group_kind(below, resource) := "versions" if {
	below[0] == "model-package"
	group_open(resource, count(below))
}

group_kind(below, resource) := "name" if {
	below[0] == "model-package"
	not group_open(resource, count(below))
}

group_open(_, parts) if parts > 2

group_open(resource, _) if strings.any_suffix_match(resource, ["*", "?", "}"])

group_named(part) := lower(part) if not regex.match(`[*?$]`, part)

group_named(part) := "?" if regex.match(`[*?$]`, part)

# What a policy allows on what, over all its statements.
group_allows[name] contains [action, kind] if {
	some found in group_policy_statements
	found.allows
	name := found.group
	some action in found.actions
	some kind in found.kinds
}

group_allows_on(name, action, kinds) if {
	some kind in kinds
	[action, kind] in group_allows[name]
}

group_allows_on(name, action, kinds) if {
	some [pattern, kind] in group_allows[name]
	kind in kinds
	contains(pattern, "*")
	regex.match(sprintf("^%v$", [replace(pattern, "*", ".*")]), action)
}

group_on_versions := {
	"sagemaker:createmodel", "sagemaker:deletemodelpackage", "sagemaker:describemodelpackage",
	"sagemaker:updatemodelpackage",
}

group_on_groups := {
	"sagemaker:deletemodelpackagegroup", "sagemaker:deletemodelpackagegrouppolicy",
	"sagemaker:describemodelpackagegroup", "sagemaker:getmodelpackagegrouppolicy",
	"sagemaker:putmodelpackagegrouppolicy",
}

# METADATA
# title: A group's policy has at most 20480 characters
# description: >-
#   The policy is sent as JSON of 1 to 20480 characters; the schema takes an object of any size.
#   PutModelPackageGroupPolicy refuses a longer one, and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PutModelPackageGroupPolicy.html
#   description: Length of ResourcePolicy.
# - ref: https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-sagemaker/blob/4cae136f8c5fdee83938e5f00a11c7cade01f8f7/aws-sagemaker-modelpackagegroup/src/main/java/software/amazon/sagemaker/modelpackagegroup/Translator.java
#   description: An object is serialised without spaces.
# custom:
#   id: MPG-001
#   severity: error
#   confidence: documented
#   fix: Share with an organization or an organizational unit instead of single accounts, and merge statements.
violation contains finding("MPG-001", name, ["ModelPackageGroupPolicy"], message) if {
	some name, group in groups
	whole := group_json(group.ModelPackageGroupPolicy)
	count(whole) > 20480
	known := regex.replace(
		regex.replace(whole, `\{"__(dynamic|kind)":"(\\.|[^"\\])*"(,"__[a-z_]+":"(\\.|[^"\\])*")*\}`, `""`),
		`\$\{[^}]*\}`, "",
	)
	count(known) > 20480
	message := sprintf("the policy has %d characters as JSON; at most 20480 are taken", [count(known)])
}

group_json(policy) := json.marshal(policy) if has(policy, "Statement")

group_json(policy) := text(policy) if not has(policy, "Statement")

# METADATA
# title: Other accounts register on the versions, not on the group
# description: >-
#   sagemaker:CreateModelPackage is authorised on model-package/GROUP/*. Allowed on the group's ARN alone, the other
#   account's registration is denied.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html
#   description: The policy for registration from a different account.
# custom:
#   id: MPG-002
#   severity: error
#   confidence: documented
#   fix: "Allow sagemaker:CreateModelPackage on arn:...:model-package/GROUP/*."
violation contains finding("MPG-002", found.group, group_key(found.path, "Resource"), message) if {
	some found in group_policy_statements
	found.allows
	"sagemaker:createmodelpackage" in found.actions
	"group" in found.kinds
	not group_allows_on(found.group, "sagemaker:createmodelpackage", {"versions", "any"})
	message := "sagemaker:CreateModelPackage is allowed on the group and not on its versions (model-package/GROUP/*)"
}

# METADATA
# title: A group's policy has one writer
# description: >-
#   PutModelPackageGroupPolicy replaces the whole policy. Of two resources that put one on the same group, the last
#   writer wins: who the other one let in is locked out, and a deletion removes both.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PutModelPackageGroupPolicy.html
#   description: One resource policy for the model group.
# custom:
#   id: MPG-012
#   severity: warning
#   confidence: documented
#   fix: Put all statements into one policy, on the group's own resource where this stack makes it.
violation contains resource_finding("MPG-012", name, message) if {
	some group, writers in group_writers
	some name in writers
	not groups[name]
	others := {other | some other in writers; group_first(other, name)}
	count(others) > 0
	message := sprintf("it replaces the policy of group %v, which %v puts as well", [identity_shown(group), words(others)])
}

# The group's own resource is first, then calls by logical id.
group_first(other, name) if {
	groups[other]
	other != name
}

group_first(other, name) if {
	not groups[other]
	other < name
}

group_writers[group] contains name if {
	some name, own in groups
	has(own, "ModelPackageGroupPolicy")
	group := group_name(name)
}

group_writers[group] contains name if {
	some type in ["Custom::AWS", "AWS::CloudFormation::CustomResource"]
	some name in resources_of_type(type)
	some event in ["Create", "Update"]
	call := text(properties(name)[event])
	regex.match(`(?i)"action" *: *"put-?model-?package-?group-?policy(command)?"`, call)
	named := regex.find_all_string_submatch_n(`"ModelPackageGroupName" *: *"([^"]+)"`, call, 1)[0][1]
	group := group_called(named)
}

# A group's name as a text that can be compared; of what the template does not determine there is none.
group_name(name) := own if {
	own := text(groups[name].ModelPackageGroupName)
	not contains(own, "${Unknown")
}

group_called(named) := named if {
	not startswith(named, "${")
	not startswith(named, "arn:")
	not contains(named, "${Unknown")
}

group_called(named) := group_name(target(named)) if startswith(named, "${")

group_called(named) := named if {
	startswith(named, "${AWS.")
	not contains(named, "${Unknown")
}

group_called(named) := trim_prefix(arn(named).resource, "model-package-group/") if startswith(named, "arn:")

# METADATA
# title: What the service answers on a group is no input
# description: >-
#   ARN, time and status of a group are read-only; CloudFormation refuses a template that sets one.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html
#   description: They are return values.
# custom:
#   id: MPG-013
#   severity: error
#   confidence: documented
#   fix: Remove the property; read it with Fn::GetAtt where it is needed.
violation contains finding("MPG-013", name, [key], message) if {
	some name, group in groups
	some key in ["CreationTime", "ModelPackageGroupArn", "ModelPackageGroupStatus"]
	group[key] != null
	message := sprintf("%v is set by the service and cannot be given", [key])
}

# METADATA
# title: A policy allows actions on what they act on
# description: >-
#   Actions on versions are authorised on model-package/GROUP/*, actions on the group on model-package-group/GROUP. On
#   the other one a statement allows nothing, and the other account is denied.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html
#   description: The policy for deployment from a different account, one statement for the group and one for the versions.
# - ref: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
#   description: The resource types of each action.
# custom:
#   id: MPG-014
#   severity: warning
#   confidence: documented
#   fix: Give the group's ARN for actions on the group, and model-package/GROUP/* for those on its versions.
violation contains finding("MPG-014", found.group, group_key(found.path, "Resource"), message) if {
	some found in group_policy_statements
	found.allows
	actions := {given |
		some given in found.given
		action := lower(given)
		action in group_on_versions
		not group_allows_on(found.group, action, {"versions", "any"})
	}
	count(actions) > 0
	message := sprintf("no version is in the Resource of %v; versions are model-package/GROUP/*", [words(actions)])
}

violation contains finding("MPG-014", found.group, group_key(found.path, "Resource"), message) if {
	some found in group_policy_statements
	found.allows
	"sagemaker:createmodelpackage" in found.actions
	found.kinds == {"name"}
	not group_allows_on(found.group, "sagemaker:createmodelpackage", {"versions", "group", "any"})
	message := "no version is in the Resource of sagemaker:CreateModelPackage; versions are model-package/GROUP/*"
}

violation contains finding("MPG-014", found.group, group_key(found.path, "Resource"), message) if {
	some found in group_policy_statements
	found.allows
	actions := {given |
		some given in found.given
		action := lower(given)
		action in group_on_groups
		not group_allows_on(found.group, action, {"group", "any"})
	}
	count(actions) > 0
	message := sprintf("the group is not in the Resource of %v; it is model-package-group/GROUP", [words(actions)])
}

# METADATA
# title: A group's policy is about this group
# description: >-
#   The policy of a group is asked only about this group and its versions. A statement on another group, region or
#   account allows nothing.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html
#   description: Both statements name the group that the policy is put on.
# custom:
#   id: MPG-015
#   severity: warning
#   confidence: inferred
#   fix: Name this group, in the region and account of the stack.
violation contains finding("MPG-015", found.group, group_key(found.path, "Resource"), message) if {
	some found in group_policy_statements
	count(found.resources) > 0
	name := group_name(found.group)
	literal(name)
	named := {resource.named | some resource in found.resources}
	not lower(name) in named
	not "?" in named
	message := sprintf("the statement is about group %v; the policy is that of %v", [words(named), name])
}

violation contains finding("MPG-015", found.group, group_key(found.path, "Resource"), message) if {
	some found in group_policy_statements
	some resource in found.resources
	some [part, own] in group_home
	there := resource[part]
	there != own
	regex.match(`^[a-z0-9-]+$`, there)
	message := sprintf("the statement is about %v %v; the group is in %v", [part, there, own])
}

group_home contains ["region", deploy_region]

group_home contains ["account", deploy_account]

# METADATA
# title: A group's policy is a resource policy
# description: >-
#   PutModelPackageGroupPolicy refuses what is no JSON policy: a resource policy has statements, each with Effect
#   (Allow or Deny), Principal and Action. The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   description: A resource-based policy must have a Principal element.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PutModelPackageGroupPolicy.html
#   description: The resource policy of the model group.
# custom:
#   id: MPG-016
#   severity: error
#   confidence: documented
#   fix: Give each statement Effect, Principal, Action and Resource.
violation contains finding("MPG-016", name, ["ModelPackageGroupPolicy"], message) if {
	some name, group in groups
	literal(group.ModelPackageGroupPolicy)
	not json.is_valid(group.ModelPackageGroupPolicy)
	message := "ModelPackageGroupPolicy is a text that is no JSON"
}

violation contains finding("MPG-016", name, ["ModelPackageGroupPolicy"], message) if {
	some name, group in groups
	policy := group.ModelPackageGroupPolicy
	literal(policy)
	json.is_valid(policy)
	not has(json.unmarshal(policy), "Statement")
	message := "ModelPackageGroupPolicy has no Statement"
}

violation contains finding("MPG-016", name, ["ModelPackageGroupPolicy"], message) if {
	some name, group in groups
	policy := group.ModelPackageGroupPolicy
	is_object(policy)
	not has(policy, "Statement")
	not has(policy, "__dynamic")
	not has(policy, "__kind")
	message := "ModelPackageGroupPolicy has no Statement"
}

violation contains finding("MPG-016", found.group, found.path, message) if {
	some found in group_policy_statements
	some key in ["Action", "Effect", "Principal"]
	not has(found.statement, key)
	not has(found.statement, sprintf("Not%v", [key]))
	message := sprintf("a statement of the group's policy has no %v", [key])
}

violation contains finding("MPG-016", found.group, group_key(found.path, "Effect"), message) if {
	some found in group_policy_statements
	literal(found.statement.Effect)
	not found.statement.Effect in {"Allow", "Deny"}
	message := sprintf("Effect %v is neither Allow nor Deny", [found.statement.Effect])
}

# METADATA
# title: A group's policy allows what can be done with a group
# description: >-
#   The policy decides on requests about the group and its versions. Buckets, repositories and keys have policies of
#   their own, and endpoints or jobs belong to the caller: allowed here, such actions stay denied.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html
#   description: Group, repository and bucket each get their own policy.
# - ref: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
#   description: The resource types of each action.
# custom:
#   id: MPG-017
#   severity: warning
#   confidence: documented
#   fix: Move the action to the policy of the bucket, repository or key, or to a role of the other account.
violation contains finding("MPG-017", found.group, group_key(found.path, "Action"), message) if {
	some found in group_policy_statements
	found.allows
	actions := {action |
		some action in found.given
		action != "*"
		not startswith(lower(action), "sagemaker:")
	}
	count(actions) > 0
	message := sprintf("%v cannot be allowed by the policy of a group", [words(actions)])
}

violation contains finding("MPG-017", found.group, group_key(found.path, "Action"), message) if {
	some found in group_policy_statements
	found.allows
	actions := {action |
		some action in found.given
		regex.match(`^sagemaker:[a-z]*(endpoint|job|notebook|pipeline|trial|experiment|featuregroup|domain|userprofile)`, lower(action))
	}
	count(actions) > 0
	message := sprintf("%v cannot be allowed by the policy of a group", [words(actions)])
}

# METADATA
# title: Groups have different names
# description: >-
#   A group's name is unique in the account and region. The second group of a name is refused as existing already, and
#   the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackageGroup.html
#   description: The name of the model group, by which all calls find it.
# - ref: https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-sagemaker/blob/4cae136f8c5fdee83938e5f00a11c7cade01f8f7/aws-sagemaker-modelpackagegroup/src/main/java/software/amazon/sagemaker/modelpackagegroup/ExceptionMapper.java
#   description: '"Already exists" fails the creation.'
# custom:
#   id: MPG-018
#   severity: error
#   confidence: documented
#   fix: Give each group a name of its own, or make one group.
violation contains finding("MPG-018", name, ["ModelPackageGroupName"], message) if {
	some own, names in groups_named
	count(names) > 1
	some name in names
	message := sprintf("the name %v is that of %v as well", [identity_shown(own), words(names - {name})])
}

groups_named[own] contains name if {
	some name, _ in groups
	own := group_name(name)
}

# METADATA
# title: Ref of a group or package is its ARN, not its name
# description: >-
#   Ref of a model package group and of a model package gives the whole ARN. Put into an ARN in place of the name it
#   makes one that matches nothing, so that what a policy is to allow stays denied.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html
#   description: Return values, Ref.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html
#   description: Return values, Ref.
# custom:
#   id: MPG-019
#   severity: warning
#   confidence: documented
#   fix: Use the reference alone where the ARN is meant, and write the name where only the name is.
violation contains finding("MPG-019", source, keys, message) if {
	some name in group_referenced
	some reference in input.resources[name].incomingRefs
	reference.kind != "DependsOn"
	source := reference.source
	path := part_of(reference.sourcePath, ".Fn::", 0)
	keys := [key |
		some part in array.slice(split(path, "."), 1, 20)
		key := group_part(part)
	]
	value := object.get(properties(source), keys, null)
	contains(value.__dynamic, "model-package")
	whole := text(value)
	regex.match(sprintf(`:model-package(-group)?/\$\{%v(\.ModelPackage(Group)?Arn)?\}`, [name]), whole)
	message := sprintf("an ARN holds the ARN of %v in place of a name: %v", [name, identity_shown(whole)])
}

group_referenced contains name if some name, _ in groups

group_referenced contains name if some name, _ in packages

group_part(part) := to_number(part) if regex.match(`^[0-9]+$`, part)

group_part(part) := part if not regex.match(`^[0-9]+$`, part)
