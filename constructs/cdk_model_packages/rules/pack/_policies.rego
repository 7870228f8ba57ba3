# Who may do what: the statements of roles, buckets, repositories and keys in one form, and whether they reach.
#
# Names are compared in one spelling: an ARN without "arn:PARTITION:", the bucket `${B}`, `${B.Arn}` or its literal
# name as "s3:::NAME". `${B}` stays for a resource whose name CloudFormation makes up: it is that one and no other.
# What the template does not determine is `${~}`: it may be anything.
#
# A question has two answers. "may" is true unless the template rules it out, "must" only when the template says so.
# A rule that something is missing asks `not ... may ...`, one that something is forbidden asks `... must ...`.
package cdk_model_packages

import rego.v1

# --- names

pol_region := deploy_region

pol_region := "${AWS.Region}" if not deploy_region

pol_account := deploy_account

pol_account := "${AWS.AccountId}" if not deploy_account

# The types whose names and ARNs stand in policies: property of the name, attribute of the ARN, and the ARN.
pol_types := {
	"AWS::S3::Bucket": {"name": "BucketName", "arn": "Arn", "before": "s3:::"},
	"AWS::ECR::Repository": {
		"name": "RepositoryName", "arn": "Arn",
		"before": sprintf("ecr:%v:%v:repository/", [pol_region, pol_account]),
	},
	"AWS::KMS::Key": {"name": "", "arn": "Arn", "before": sprintf("kms:%v:%v:key/", [pol_region, pol_account])},
	"AWS::IAM::Role": {"name": "RoleName", "arn": "Arn", "before": sprintf("iam::%v:role/", [pol_account])},
	"AWS::IoT::RoleAlias": {
		"name": "RoleAlias", "arn": "RoleAliasArn",
		"before": sprintf("iot:%v:%v:rolealias/", [pol_region, pol_account]),
	},
	"AWS::Logs::LogGroup": {
		"name": "LogGroupName", "arn": "Arn",
		"before": sprintf("logs:%v:%v:log-group:", [pol_region, pol_account]),
	},
}

# What each resource of these types is called.
pol_named[name] := {"type": type, "name": called, "arn": whole, "attribute": how.arn} if {
	some type, how in pol_types
	some name in resources_of_type(type)
	called := pol_own_name(name, object.get(properties(name), how.name, null))
	whole := concat("", [how.before, pol_path(type, name), called])
}

pol_own_name(name, null) := sprintf("${%v}", [name])

pol_own_name(name, given) := called if {
	given != null
	called := pol_determined(text(given))
} else := sprintf("${%v}", [name]) if given != null

# A text of which at most region and account are not known yet.
pol_determined(whole) := whole if not contains(whole, "${")

pol_determined(whole) := filled if {
	contains(whole, "${")
	filled := replace(replace(whole, "${AWS.Region}", pol_region), "${AWS.AccountId}", pol_account)
	not contains(replace(replace(filled, "${AWS.Region}", ""), "${AWS.AccountId}", ""), "${")
}

pol_path("AWS::IAM::Role", name) := trim_prefix(path, "/") if {
	path := object.get(properties(name), "Path", "/")
	is_string(path)
} else := "${~}"

pol_path(type, _) := "" if type != "AWS::IAM::Role"

# What stands for what in a text.
pol_filled := object.union_n([
	{sprintf("${%v.%v}", [name, one.attribute]): one.arn | some name, one in pol_named},
	{sprintf("${%v}", [name]): one.name | some name, one in pol_named},
	{"${AWS.Region}": pol_region, "${AWS.AccountId}": pol_account, "${AWS.Partition}": "aws"},
])

# Names that CloudFormation makes up, or that the template does not tell: each is one and the same name everywhere.
pol_made_up contains one.name if {
	some name, one in pol_named
	one.name == sprintf("${%v}", [name])
}

# Those that the template does not tell may be any name that is written out.
pol_not_told contains one.name if {
	some name, one in pol_named
	one.name in pol_made_up
	property := pol_types[one.type].name
	has(properties(name), property)
}

# A text in the one spelling. A text that begins with a Ref is taken for the ARN: Fn::Join shows it so.
canonical(whole) := concat("", [start, rest]) if {
	startswith(whole, "${")
	end := indexof(whole, "}") + 1
	rest := substring(whole, end, -1)
	not contains(rest, "${")
	start := pol_starts[substring(whole, 0, end)]
} else := pol_soft(strings.replace_n(pol_filled, pol_bare(whole))) if contains(whole, "${")

else := pol_bare(whole)

# What a text can begin with, and what that stands for.
pol_starts[start] := one.arn if {
	some name, one in pol_named
	some start in [sprintf("${%v}", [name]), sprintf("${%v.%v}", [name, one.attribute])]
}

pol_bare(whole) := concat(":", array.slice(parts, 2, count(parts))) if {
	startswith(whole, "arn:")
	parts := split(whole, ":")
} else := concat("", [start, substring(whole, end, -1)]) if {
	startswith(whole, "${")
	end := indexof(whole, "}") + 1
	start := pol_starts[substring(whole, 0, end)]
} else := whole

# What is neither a made-up name nor region or account is not told.
pol_soft(whole) := whole if not contains(replace(replace(whole, "${AWS.Region}", ""), "${AWS.AccountId}", ""), "${")

else := whole if not contains(strings.replace_n(pol_known_names, whole), "${")

else := strings.replace_n(others, whole) if {
	others := {one: "${~}" |
		some part in array.slice(split(whole, "${"), 1, 99)
		one := concat("", ["${", part_of(part, "}", 0), "}"])
		not pol_known_names[one]
		not startswith(one, "${Unknown-")
	}
}

pol_known_names := object.union({one: "-" | some one in pol_made_up}, {"${AWS.Region}": "-", "${AWS.AccountId}": "-"})

# An ARN for a message.
pol_shown(whole) := sprintf("arn:%v:%v", [pol_partition, whole]) if regex.match(`^[a-z0-9*-]+:[^:]*:[^:]*:`, whole)

else := whole

default pol_partition := "aws"

pol_partition := property_stack_partition if deploy_region

# Actions of a statement, for a message, as they are written.
pol_spelled(statement, actions) := words([written |
	some item in pol_either(statement.raw, "Action", "NotAction", [])
	written := text(item)
	lower(written) in actions
])

pol_text(value) := value if {
	is_string(value)
	not startswith(value, "arn:")
	not contains(value, "${")
} else := whole if {
	whole := canonical(text(value))
} else := "${~}"

pol_list(value) := value if is_array(value)

else := [value]

# --- patterns

# A text with wildcards, ready to be asked. `loose` where region or account are not known.
pol_pattern(whole) := {"text": "*", "kind": "prefix", "prefix": ""} if whole == "*"

else := {"text": whole, "kind": "exact", "prefix": whole} if {
	not regex.match(`[*?]|\$\{(~|AWS)`, whole)
} else := {"text": whole, "kind": "prefix", "prefix": prefix} if {
	prefix := trim_suffix(whole, "*")
	not regex.match(`[*?]|\$\{(~|AWS)`, prefix)
} else := {"text": whole, "kind": "regex", "prefix": prefix, "regex": expression} if {
	not contains(whole, "${AWS.")
	prefix := regex.split(`[*?]|\$\{~\}`, whole)[0]
	expression := pol_expression(whole)
} else := {"text": whole, "kind": "regex", "prefix": prefix, "regex": expression, "loose": loose} if {
	prefix := regex.split(`[*?]|\$\{~\}`, whole)[0]
	expression := pol_expression(whole)
	loose := pol_expression(replace(replace(whole, "${AWS.Region}", "*"), "${AWS.AccountId}", "*"))
}

pol_expression(whole) := concat("", ["(?s)^", wild, "$"]) if {
	escaped := regex.replace(replace(whole, "${~}", "*"), `[.+^$(){}|\[\]\\]`, `\$0`)
	wild := replace(replace(escaped, "*", ".*"), "?", ".")
}

pol_matches(pattern, wanted) if {
	pattern.kind == "prefix"
	startswith(wanted, pattern.prefix)
} else if {
	pattern.kind == "exact"
	pattern.text == wanted
} else if {
	pattern.kind == "regex"
	regex.match(pattern.regex, wanted)
}

# Whether a pattern reaches a text, for all that the template tells. A parameter without a value is the same in both.
pol_may_match(pattern, wanted) if pol_may_match_told(pattern, wanted)

else if {
	review_context.has_names
	in_one := pol_in_one(pol_parameters(pattern.text), pol_parameters(wanted))
	count(in_one) > 0
	untold := pol_pattern(strings.replace_n(in_one, pattern.text))
	pol_may_match_told(untold, strings.replace_n(in_one, wanted))
}

# Parameters that only one of both names: they may be anything.
pol_in_one(some_, others) := {one: "${~}" | some one in (some_ | others) - (some_ & others)}

pol_parameters(whole) := {one |
	some part in array.slice(split(whole, "${Unknown-"), 1, 99)
	one := concat("", ["${Unknown-", part_of(part, "}", 0), "}"])
}

pol_may_match_told(pattern, wanted) if pol_matches(pattern, wanted)

else if regex.match(pattern.loose, wanted)

else if {
	contains(wanted, "${")
	placed := pol_placed(pattern, wanted)
	pol_may_become(pattern, placed)
} else if {
	count(pol_not_told) > 0
	pol_may_be_called(pattern.text, wanted)
}

# One names what the other leaves open.
pol_may_be_called(one, other) if {
	some name in pol_not_told
	contains(one, name)
	not contains(other, name)
	not pol_names_other(other, name)
} else if {
	some name in pol_not_told
	contains(other, name)
	not contains(one, name)
	not pol_names_other(one, name)
}

# A text that refers to another resource of the template is not about this one.
pol_names_other(whole, name) if {
	some other in pol_made_up
	other != name
	contains(whole, other)
}

# A text whose region and account, where they are not known, are those of the pattern.
pol_placed(pattern, wanted) := wanted if not contains(wanted, ":${AWS.")

else := concat(":", array.concat([parts[0], region, account], array.slice(parts, 3, count(parts)))) if {
	given := split(pattern.text, ":")
	parts := split(wanted, ":")
	region := pol_place(parts[1], given[1])
	account := pol_place(parts[2], given[2])
} else := wanted

pol_place(whole, given) := given if startswith(whole, "${AWS.")

else := whole

pol_may_become(pattern, wanted) if pol_matches(pattern, wanted)

else if {
	contains(wanted, "${~}")
	pol_agree(pattern, part_of(wanted, "${~}", 0))
} else if {
	contains(wanted, "${AWS.")
	not contains(pattern.text, "${AWS.")
	pol_agree(pattern, part_of(wanted, "${AWS.", 0))
} else if {
	# Any object below a prefix: a pattern that begins with the prefix is meant for some of them.
	endswith(wanted, "${any}")
	startswith(pattern.prefix, trim_suffix(wanted, "${any}"))
} else if {
	# A wildcard inside the name of a resource whose name is made up.
	pattern.kind != "exact"
	pattern.prefix != pattern.text
	head := part_of(replace(wanted, "${AWS.", "$(AWS."), "${", 0)
	prefix := replace(pattern.prefix, "${AWS.", "$(AWS.")
	startswith(prefix, head)
	rest := substring(prefix, count(head), -1)
	not contains(rest, "/")
	not contains(rest, "${")
}

# Whether what a pattern begins with goes with what a text begins with.
pol_agree(pattern, head) if startswith(pattern.prefix, head)

else if {
	pattern.kind != "exact"
	startswith(head, pattern.prefix)
}

# Whether a pattern reaches a text in any case.
pol_must_match(pattern, wanted) if {
	not contains(pattern.text, "${~}")
	pol_matches(pattern, wanted)
}

# What an action of a policy, in lower case, stands for.
action_matches(pattern, action) if pattern == action

else if {
	endswith(pattern, "*")
	startswith(action, trim_suffix(pattern, "*"))
} else if {
	regex.match(`[*?]`, trim_suffix(pattern, "*"))
	regex.match(pol_expression(pattern), action)
}

# Whether a resource of a policy reaches an ARN, both as the template has them.
resource_reaches(pattern, wanted) if pol_may_match(pol_pattern(canonical(pattern)), canonical(wanted))

# --- who validates with which role

# `validations[[name, path]]`: the ValidationRole of a package, and the role of this template that it is.
validation_roles[[where[0], path]] := value if {
	some where, package_input in package_inputs
	specification := package_input.ValidationSpecification
	has(specification, "ValidationRole")
	value := specification.ValidationRole
	path := array.concat(where[1], ["ValidationSpecification", "ValidationRole"])
}

validations[where] := role if {
	some where, value in validation_roles
	role := role_of(value)
}

# The roles that validate something.
validating contains role if some _, role in validations

# `given_roles[[name, path]]`: what is given as the role of something that this pack knows.
given_roles[where] := value if some where, value in validation_roles

given_roles[[name, ["ExecutionRoleArn"]]] := model.ExecutionRoleArn if some name, model in models

given_roles[[name, ["RoleArn"]]] := value if {
	some name in resources_of_type("AWS::IoT::RoleAlias")
	value := properties(name).RoleArn
}

# --- devices

role_aliases[name] := properties(name) if some name in resources_of_type("AWS::IoT::RoleAlias")

# Roles that core devices assume: by a role alias, or because they trust its service.
device_roles contains role if {
	some _, alias in role_aliases
	role := role_of(alias.RoleArn)
}

device_roles contains role if {
	some role, statements in trust_statements
	some statement in statements
	["Service", "credentials.iot.amazonaws.com"] in statement.principals
}

# --- statements

pol_document(value) := value if {
	is_object(value)
	not value.__dynamic
	not value.__ref
	value.Statement
}

pol_document(value) := json.unmarshal(value) if {
	is_string(value)
	json.is_valid(value)
}

# Statements of a document in one form; undefined when the template does not tell the document.
pol_statements(value, carrier, path) := found if {
	items := pol_list(pol_document(value).Statement)
	is_object(items[0])
	found := [statement |
		some index, item in items
		statement := pol_statement(item, carrier, array.concat(path, ["Statement", index]))
	]
}

pol_statement(one, carrier, path) := {
	"effect": given.Effect,
	"is_not_action": given.NotAction != null,
	"actions": actions,
	"is_wild": regex.match(`[*?~]`, concat(" ", actions)),
	"is_not_resource": given.NotResource != null,
	"resources": resources,
	"conditions": conditions,
	"principals": principals,
	"is_not_principal": given.NotPrincipal != null,
	"carrier": carrier,
	"path": path,
	"raw": one,
} if {
	not one.__dynamic
	not one.__ref
	given := object.union(pol_statement_defaults, one)
	conditions := pol_conditions(given.Condition)
	principals := pol_principals(one)
	action_items := pol_either(one, "Action", "NotAction", [])
	actions := [action | some item in action_items; whole := pol_text(item); action := lower(whole)]
	resource_items := pol_either(one, "Resource", "NotResource", ["*"])
	resources := [pattern |
		some item in resource_items
		whole := pol_text(item)
		pattern := pol_pattern(whole)
	]
} else := {
	"effect": "${~}", "is_not_action": false, "actions": ["${~}"], "is_wild": true, "is_not_resource": false,
	"resources": [pol_pattern("${~}")], "conditions": [], "principals": [["*", "${~}"]], "is_not_principal": false,
	"carrier": carrier, "path": path, "raw": one,
}

pol_statement_defaults := {
	"Effect": "Allow", "Condition": null, "NotAction": null, "NotResource": null, "NotPrincipal": null,
}

# What a statement lists at a key, or at the key of the opposite.
pol_either(one, key, opposite, otherwise) := found if {
	found := one[key]
	is_array(found)
} else := [found] if {
	found := one[key]
} else := pol_list(found) if {
	found := one[opposite]
} else := otherwise

# [kind, who] for each principal.
pol_principals(one) := [] if {
	keys_ := object.keys(one)
	not "Principal" in keys_
	not "NotPrincipal" in keys_
} else := found if {
	given := object.get(one, "Principal", object.get(one, "NotPrincipal", {}))
	is_object(given)
	not given.__dynamic
	not given.__ref
	found := [principal |
		some kind, whos in given
		items := pol_list(whos)
		some item in items
		who := pol_text(item)
		principal := [kind, who]
	]
} else := [["AWS", "*"]] if object.get(one, "Principal", object.get(one, "NotPrincipal", "")) == "*"

else := [["*", "${~}"]]

# [operator, key, values] for each condition, operator and key in lower case.
pol_conditions(given) := [] if given == null

else := found if {
	is_object(given)
	not given.__dynamic
	found := [condition |
		some operator, pairs in given
		is_object(pairs)
		some key, value in pairs
		items := pol_list(value)
		values := [word | some item in items; word := pol_value(item)]
		condition := [lower(operator), lower(key), values]
	]
} else := [["${~}", "${~}", ["${~}"]]]

# A value of a condition as text, an ARN in the one spelling.
pol_value(value) := "true" if value == true

else := "false" if value == false

else := pol_text(value)

# Whether a statement is about an action on something.
pol_may_be_about(statement, action, wanted) if {
	pol_may_act(statement, action)
	pol_may_reach(statement, wanted)
}

pol_may_act(statement, action) if {
	action in statement.actions
	not statement.is_not_action
} else if {
	statement.is_wild
	not statement.is_not_action
	some pattern in statement.actions
	pol_may_be_action(pattern, action)
} else if {
	statement.is_not_action
	not pol_listed(statement.actions, action)
}

pol_may_be_action(pattern, action) if pattern == "${~}"

else if action_matches(pattern, action)

pol_listed(actions, action) if {
	some pattern in actions
	action_matches(pattern, action)
}

pol_may_reach(statement, wanted) if {
	not statement.is_not_resource
	some pattern in statement.resources
	pol_may_match(pattern, wanted)
} else if {
	statement.is_not_resource
	not pol_must_reach_one(statement.resources, wanted)
}

pol_must_reach_one(patterns, wanted) if {
	some pattern in patterns
	pol_must_match(pattern, wanted)
}

pol_must_be_about(statement, action, wanted) if {
	pol_must_act(statement, action)
	pol_must_reach(statement, wanted)
}

pol_must_act(statement, action) if {
	not statement.is_not_action
	pol_listed(statement.actions, action)
} else if {
	statement.is_not_action
	not pol_listed(statement.actions, action)
	not "${~}" in statement.actions
}

pol_must_reach(statement, wanted) if {
	not statement.is_not_resource
	pol_must_reach_one(statement.resources, wanted)
}

pol_must_reach(statement, wanted) if {
	statement.is_not_resource
	not pol_may_reach_one(statement.resources, wanted)
}

pol_may_reach_one(patterns, wanted) if {
	some pattern in patterns
	pol_may_match(pattern, wanted)
}

# --- conditions

# What a condition says of an access that a service makes in a role's name, from outside the account's network:
# `false` or `true` where that is certain. `access` has role, region, account, prefix and service where they matter.
pol_condition_fails(statement, access) if {
	statement.conditions != []
	some condition in statement.conditions
	pol_fails(condition, access)
}

pol_condition_holds(statement, access) if {
	every condition in statement.conditions {
		pol_holds(condition, access)
	}
}

pol_network_keys := {
	"aws:sourcevpce", "aws:sourcevpc", "aws:sourceip", "aws:vpcsourceip", "aws:sourcevpcarn", "aws:vpceaccount",
	"aws:vpceorgid", "aws:vpceorgpaths",
}

pol_positive := {"stringequals", "stringlike", "stringequalsignorecase", "arnequals", "arnlike", "ipaddress"}

pol_negative := {
	"stringnotequals", "stringnotlike", "stringnotequalsignorecase", "arnnotequals", "arnnotlike", "notipaddress",
}

pol_fails([operator, key, values], _) if {
	operator in pol_positive
	key in pol_network_keys
	not pol_everywhere(values)
}

pol_fails(["bool", "aws:securetransport", ["false"]], _) := true

pol_fails([operator, "aws:multifactorauthpresent", ["true"]], _) if operator == "bool"

pol_fails(["null", key, ["false"]], _) if key in pol_network_keys

pol_fails([operator, key, values], access) if {
	pol_plain(operator) in pol_positive
	known := access.keys[key]
	pol_is_told(key, known)
	not pol_value_may(operator, values, known)
}

pol_fails([operator, key, values], access) if {
	pol_plain(operator) in pol_negative
	known := access.keys[key]
	pol_value_must(operator, values, known)
}

pol_holds([operator, key, values], _) if {
	pol_plain(operator) in pol_negative
	key in pol_network_keys
	not pol_everywhere(values)
}

pol_holds(["bool", "aws:securetransport", ["true"]], _) := true

pol_holds(["boolifexists", "aws:securetransport", ["true"]], _) := true

pol_holds([operator, "aws:multifactorauthpresent", ["false"]], _) if operator == "boolifexists"

pol_holds(["null", key, ["true"]], _) if key in pol_network_keys

pol_holds([operator, key, values], access) if {
	pol_plain(operator) in pol_negative
	known := access.keys[key]
	not contains(known, "${")
	not pol_value_may(operator, values, known)
}

pol_holds([operator, key, values], access) if {
	pol_plain(operator) in pol_positive
	known := access.keys[key]
	pol_value_must(operator, values, known)
}

# A role whose name is made up is none of those that are told by name.
pol_holds([operator, "aws:principalarn", values], access) if {
	pol_plain(operator) in pol_negative
	contains(access.role, "${")
	not pol_value_may(operator, values, access.role)
}

# A service is told also where its region is not.
pol_is_told(key, known) if not contains(known, "${")

else if key == "kms:viaservice"

pol_plain(operator) := trim_prefix(trim_suffix(operator, "ifexists"), "foranyvalue:")

pol_everywhere(values) if {
	some value in values
	value in {"*", "0.0.0.0/0", "::/0", "${~}"}
}

# Only the operators with Like, and those of ARNs, know wildcards.
pol_value_may(_, values, known) if {
	some value in values
	pol_may_match(pol_pattern(value), known)
}

pol_value_must(operator, values, known) if {
	some value in values
	not contains(value, "${~}")
	pol_value_pattern(operator, value, known)
}

pol_value_pattern(operator, value, known) if {
	contains(operator, "like")
	pol_matches(pol_pattern(value), known)
}

pol_value_pattern(operator, value, known) if {
	contains(operator, "arn")
	pol_matches(pol_pattern(value), known)
}

pol_value_pattern(_, value, known) if value == known

# --- roles

# The role of this template that a value names: by reference, or by the ARN of its literal name.
role_of(value) := name if {
	name := target(value)
	roles[name]
}

role_of(value) := names[0] if {
	not value.__ref
	whole := text(value)
	startswith(whole, "arn:")
	own := canonical(whole)
	names := [name | some name, _ in roles; pol_named[name].arn == own]
}

# --- what is attached to a role

pol_policies[name] := properties(name) if {
	some type in ["AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::ManagedPolicy"]
	some name in resources_of_type(type)
}

pol_policy_statements[name] := found if {
	some name, policy in pol_policies
	found := pol_statements(policy.PolicyDocument, name, ["PolicyDocument"])
}

pol_policy_roles[name] := values if {
	some name, policy in pol_policies
	not has(policy, "RoleName")
	values := pol_list(object.get(policy, "Roles", []))
}

pol_policy_roles[name] := [policy.RoleName] if {
	some name, policy in pol_policies
	has(policy, "RoleName")
}

# Separate resources that give a role its permissions: what uses the role has to wait for them.
role_policies[role] contains name if {
	some name, values in pol_policy_roles
	some value in values
	role := pol_role_called(value)
}

role_policies[role] contains name if {
	some role, given in roles
	some value in list(given, "ManagedPolicyArns")
	name := pol_policy_called(value)
}

pol_role_called(value) := name if {
	name := target(value)
	roles[name]
}

pol_role_called(value) := names[0] if {
	literal(value)
	names := [name | some name, role in roles; role.RoleName == value]
}

pol_policy_called(value) := name if {
	name := target(value)
	pol_policies[name]
}

pol_policy_called(value) := names[0] if {
	not value.__ref
	own := concat("", ["/", part_of(text(value), ":policy/", 1)])
	names := [name |
		some name, policy in pol_policies
		literal(policy.ManagedPolicyName)
		endswith(own, concat("", ["/", policy.ManagedPolicyName]))
	]
}

# The name of a policy of AWS.
pol_of_aws(value) := name if {
	found := split(text(value), ":iam::aws:policy/")
	parts := split(found[1], "/")
	name := parts[count(parts) - 1]
}

pol_inline[role] := all_found if {
	some role, given in roles
	items := list_or_empty(given, "Policies")
	all_found := [found |
		some index, policy in items
		found := pol_statements(policy.PolicyDocument, role, ["Policies", index, "PolicyDocument"])
	]
}

pol_inline_all[role] := statements if {
	some role, all_found in pol_inline
	statements := [statement |
		some found in all_found
		some statement in found
	]
}

# What policies say of a role, as far as the template tells.
role_statements[role] := array.concat(array.concat(own, attached), managed) if {
	some role, own in pol_inline_all
	attached := [statement |
		some name in role_policies[role]
		some statement in pol_policy_statements[name]
	]
	managed := pol_managed[role]
}

pol_managed[role] := statements if {
	some role, given in roles
	items := list_or_empty(given, "ManagedPolicyArns")
	statements := [statement |
		some index, value in items
		name := pol_of_aws(value)
		some one in aws_managed_policies[name]
		statement := object.union(one, {"carrier": role, "path": ["ManagedPolicyArns", index]})
	]
}

# The template tells everything that a role may do.
role_is_known contains role if {
	some role, given in roles
	count(object.get(given, "Policies", [])) == count(pol_inline[role])
	is_array(object.get(given, "ManagedPolicyArns", []))
	not pol_has_unknown_policy(given)
	not pol_has_untold_policy(role)
	not pol_floats(given)
}

pol_has_unknown_policy(given) if {
	some value in list(given, "ManagedPolicyArns")
	not pol_policy_called(value)
	not aws_managed_policies[pol_of_aws(value)]
}

pol_has_untold_policy(role) if {
	some name in role_policies[role]
	not pol_policy_statements[name]
}

# A policy that may be attached to any role, or to this one by a name that is not told.
pol_floats(_) if pol_some_float

pol_floats(given) if {
	has(given, "RoleName")
	not literal(given.RoleName)
	some _, values in pol_policy_roles
	some value in values
	not value.__ref
}

pol_some_float if {
	some _, values in pol_policy_roles
	some value in values
	not value.__ref
	not literal(value)
}

# What policies of AWS say, as far as packages, validation and devices are concerned.
aws_managed_policies[name] := statements if {
	some name in pol_of_aws_names
	ones := pol_of_aws_statements[name]
	statements := [statement |
		some one in ones
		resources := [pattern | some on in one.on; pattern := pol_pattern(on)]
		statement := {
			"effect": "Allow", "is_not_action": object.get(one, "but", false), "actions": one.actions,
			"is_wild": true, "is_not_resource": false, "resources": resources, "conditions": object.get(one, "if", []),
			"principals": [], "is_not_principal": false, "raw": {}, "policy": name,
		}
	]
}

# Only those that the template names.
pol_of_aws_names contains name if {
	some _, given in roles
	some value in list(given, "ManagedPolicyArns")
	name := pol_of_aws(value)
}

pol_of_aws_names contains name if {
	some _, given in roles
	name := pol_of_aws(given.PermissionsBoundary)
}

pol_buckets_of_sagemaker := ["s3:::*SageMaker*", "s3:::*Sagemaker*", "s3:::*sagemaker*"]

pol_ecr_read := [
	"ecr:getauthorizationtoken", "ecr:batchchecklayeravailability", "ecr:getdownloadurlforlayer", "ecr:batchgetimage",
	"ecr:describeimages", "ecr:describerepositories", "ecr:listimages",
]

pol_logs_write := ["logs:createloggroup", "logs:createlogstream", "logs:putlogevents"]

pol_of_aws_statements := {
	"AdministratorAccess": [{"actions": ["*"], "on": ["*"]}],
	"PowerUserAccess": [{"but": true, "actions": ["iam:*", "organizations:*", "account:*"], "on": ["*"]}],
	"IAMFullAccess": [{"actions": ["iam:*", "organizations:describe*"], "on": ["*"]}],
	"ReadOnlyAccess": [{
		"actions": ["s3:get*", "s3:list*", "ecr:get*", "ecr:batchget*", "ecr:batchcheck*", "ecr:describe*", "ecr:list*",
			"logs:describe*", "logs:get*", "kms:describe*", "kms:get*", "kms:list*"],
		"on": ["*"],
	}],
	"ViewOnlyAccess": [{
		"actions": ["s3:listallmybuckets", "s3:listbucket", "ecr:describe*", "ecr:listimages", "logs:describe*",
			"kms:list*"],
		"on": ["*"],
	}],
	"AmazonSageMakerFullAccess": [
		{
			"actions": array.concat(array.concat(pol_ecr_read, pol_logs_write), ["cloudwatch:putmetricdata", "kms:describekey",
				"ecr:createrepository", "logs:describe*"]),
			"on": ["*"],
		},
		{"actions": ["sagemaker:*"], "on": ["*"]},
		{
			"actions": ["s3:getobject", "s3:putobject", "s3:deleteobject", "s3:abortmultipartupload"],
			"on": array.concat(pol_buckets_of_sagemaker, ["s3:::*aws-glue*"]),
		},
		{
			"actions": ["s3:getobject"],
			"on": ["s3:::*"], "if": [["stringequals", "s3:existingobjecttag/sagemaker", ["true"]]],
		},
		{
			"actions": ["s3:createbucket", "s3:getbucketlocation", "s3:listbucket", "s3:listallmybuckets", "s3:getbucketcors",
				"s3:putbucketcors"],
			"on": ["*"],
		},
		{
			"actions": ["iam:passrole"],
			"on": ["iam::*:role/*"], "if": [["stringequals", "iam:passedtoservice", ["sagemaker.amazonaws.com"]]],
		},
	],
	"AmazonSageMakerReadOnly": [{
		"actions": ["sagemaker:describe*", "sagemaker:list*", "sagemaker:search", "ecr:describe*"],
		"on": ["*"],
	}],
	"AmazonSageMakerModelRegistryFullAccess": [
		{
			"actions": ["s3:listbucket", "s3:listallmybuckets", "ecr:batchgetimage", "ecr:describeimages",
				"sagemaker:createmodelpackage", "sagemaker:createmodel", "sagemaker:describemodelpackage"],
			"on": ["*"],
		},
		{"actions": ["s3:getobject"], "on": pol_buckets_of_sagemaker},
	],
	"AmazonS3FullAccess": [{"actions": ["s3:*"], "on": ["*"]}],
	"AmazonS3ReadOnlyAccess": [{"actions": ["s3:get*", "s3:list*", "s3:describe*"], "on": ["*"]}],
	"AmazonEC2ContainerRegistryFullAccess": [{"actions": ["ecr:*"], "on": ["*"]}],
	"AmazonEC2ContainerRegistryPowerUser": [{
		"actions": array.concat(pol_ecr_read, ["ecr:initiatelayerupload", "ecr:uploadlayerpart", "ecr:completelayerupload",
			"ecr:putimage"]),
		"on": ["*"],
	}],
	"AmazonEC2ContainerRegistryReadOnly": [{"actions": pol_ecr_read, "on": ["*"]}],
	"AmazonEC2ContainerRegistryPullOnly": [{
		"actions": ["ecr:getauthorizationtoken", "ecr:batchgetimage", "ecr:getdownloadurlforlayer",
			"ecr:batchimportupstreamimage"],
		"on": ["*"],
	}],
	"AmazonElasticContainerRegistryPublicReadOnly": [{
		"actions": ["ecr-public:get*", "ecr-public:describe*"],
		"on": ["*"],
	}],
	"CloudWatchFullAccess": [{"actions": ["cloudwatch:*", "logs:*"], "on": ["*"]}],
	"CloudWatchLogsFullAccess": [{"actions": ["logs:*"], "on": ["*"]}],
	"CloudWatchLogsReadOnlyAccess": [{
		"actions": ["logs:describe*", "logs:get*", "logs:list*", "logs:filterlogevents"],
		"on": ["*"],
	}],
	"CloudWatchAgentServerPolicy": [{
		"actions": array.concat(pol_logs_write, ["cloudwatch:putmetricdata", "logs:describelogstreams"]),
		"on": ["*"],
	}],
	"AWSLambdaBasicExecutionRole": [{"actions": pol_logs_write, "on": ["*"]}],
	"AWSIoTFullAccess": [{"actions": ["iot:*"], "on": ["*"]}],
	"AWSIoTThingsRegistration": [{
		"actions": ["iot:attachpolicy", "iot:creatething", "iot:createpolicy", "iot:describething", "iot:registerthing"],
		"on": ["*"],
	}],
	"AWSGreengrassFullAccess": [{"actions": ["greengrass:*"], "on": ["*"]}],
	"AWSGreengrassReadOnlyAccess": [{"actions": ["greengrass:get*", "greengrass:list*"], "on": ["*"]}],
	"AWSGreengrassResourceAccessRolePolicy": [
		{
			"actions": ["s3:getobject"],
			"on": array.concat(pol_buckets_of_sagemaker, ["s3:::*Greengrass*", "s3:::*GreenGrass*", "s3:::*greengrass*"]),
		},
		{"actions": ["s3:getbucketlocation"], "on": ["*"]},
	],
}

# Every statement of the template that gives a role, user or group something, once.
identity_statements[[statement.carrier, statement.path]] := statement if {
	some _, found in pol_inline_all
	some statement in found
}

identity_statements[[statement.carrier, statement.path]] := statement if {
	some name, found in pol_policy_statements
	not name in pol_boundaries
	some statement in found
}

# Policies that only limit: what they say gives nobody anything.
pol_boundaries contains name if {
	some type in ["AWS::IAM::Role", "AWS::IAM::User"]
	some carrier in resources_of_type(type)
	name := pol_policy_called(properties(carrier).PermissionsBoundary)
}

identity_statements[[statement.carrier, statement.path]] := statement if {
	some type in ["AWS::IAM::User", "AWS::IAM::Group"]
	some name in resources_of_type(type)
	some index, policy in list(properties(name), "Policies")
	some statement in pol_statements(policy.PolicyDocument, name, ["Policies", index, "PolicyDocument"])
}

identity_statements[[statement.carrier, statement.path]] := statement if {
	some type in ["AWS::IAM::UserPolicy", "AWS::IAM::GroupPolicy"]
	some name in resources_of_type(type)
	some statement in pol_statements(properties(name).PolicyDocument, name, ["PolicyDocument"])
}

# --- trust

trust_statements[role] := found if {
	some role, given in roles
	found := pol_statements(given.AssumeRolePolicyDocument, role, ["AssumeRolePolicyDocument"])
}

# The statements that let a service assume a role, as far as their principal and action are concerned.
trusting(role, service) := [statement |
	some statement in trust_statements[role]
	statement.effect != "Deny"
	pol_may_act(statement, "sts:assumerole")
	pol_may_be_service(statement, service)
]

pol_may_be_service(statement, service) if {
	not statement.is_not_principal
	some [kind, who] in statement.principals
	pol_is_service(kind, who, service)
}

pol_may_be_service(statement, _) if statement.is_not_principal

pol_is_service("Service", who, service) if {
	some other in [service, "*", "${~}", concat("", [trim_suffix(service, "amazonaws.com"), "${~}"])]
	who == other
}

# In China some services have a principal of their own.
pol_is_service("Service", who, service) if {
	who == concat("", [service, ".cn"])
	not pol_is_not_china
}

pol_is_service("*", _, _) := true

pol_is_service("AWS", "*", _) := true

pol_is_not_china if not startswith(deploy_region, "cn-")

# --- resource policies

# Statements of the policies of buckets, by the bucket's name as policies have it.
bucket_statements[bucket] := statements if {
	some bucket, names in pol_bucket_policy_names
	statements := [statement |
		some name in names
		some statement in pol_bucket_policies[name]
	]
}

pol_bucket_policy_names[bucket] contains name if {
	some name in resources_of_type("AWS::S3::BucketPolicy")
	bucket := pol_bucket_of_policy(name)
}

pol_bucket_policies[name] := found if {
	some name in resources_of_type("AWS::S3::BucketPolicy")
	found := pol_statements(properties(name).PolicyDocument, name, ["PolicyDocument"])
}

# S3 takes statements about the policy's own bucket only: where it is not told, they tell it.
pol_bucket_of_policy(name) := bucket if {
	bucket := pol_bucket_name(properties(name).Bucket)
	bucket != "${~}"
} else := bucket if {
	told := {part_of(trim_prefix(resource.text, "s3:::"), "/", 0) |
		some statement in pol_bucket_policies[name]
		some resource in statement.resources
		startswith(resource.text, "s3:::")
	}
	count(told) == 1
	some bucket in told
	not regex.match(`[*?~]`, bucket)
} else := "${~}"

# The name of a bucket in the one spelling, from its name or its ARN.
pol_bucket_name(value) := name if {
	name := trim_prefix(canonical(text(value)), "s3:::")
} else := "${~}"

# A policy of a bucket that the template does not tell: it may allow anything.
bucket_policy_is_unknown(bucket) if {
	some name in pol_bucket_policy_names[bucket]
	not pol_bucket_policies[name]
}

bucket_policy_is_unknown(_) if pol_bucket_policy_names["${~}"]

key_statements[name] := found if {
	some name, key in keys
	found := pol_statements(key.KeyPolicy, name, ["KeyPolicy"])
}

repository_statements[name] := found if {
	some name, repository in repositories
	found := pol_statements(repository.RepositoryPolicyText, name, ["RepositoryPolicyText"])
}

# Whether a statement of a resource's policy names a role, or everyone.
pol_may_be_role(statement, role) if {
	not statement.is_not_principal
	some [kind, who] in statement.principals
	kind in {"AWS", "*"}
	pol_may_be_who(who, role)
}

pol_may_be_role(statement, _) if statement.is_not_principal

pol_may_be_who(who, _) if who in {"*", "${~}"}

pol_may_be_who(who, role) if {
	startswith(who, "iam::")
	pol_may_match(pol_pattern(who), pol_named[role].arn)
}

pol_may_be_who(who, role) if {
	startswith(who, "sts::")
	contains(who, concat("", [":assumed-role/", pol_named[role].name]))
}

pol_may_be_who(who, _) if startswith(who, "${~}")

# Whether a statement that forbids certainly means a role.
pol_must_be_role(statement, role) if {
	not statement.is_not_principal
	some [kind, who] in statement.principals
	kind == "AWS"
	pol_must_be_who(who, role)
}

pol_must_be_role(statement, role) if {
	statement.is_not_principal
	every principal in statement.principals {
		not pol_may_be_excepted(principal, role)
	}
}

pol_must_be_who("*", _) := true

pol_must_be_who(who, role) if who == pol_named[role].arn

pol_must_be_who(who, _) if who == concat("", ["iam::", pol_account, ":root"])

pol_may_be_excepted([kind, who], role) if {
	kind in {"AWS", "*"}
	pol_may_be_who(who, role)
}

pol_may_be_excepted(["*", _], _) := true

# --- does it reach

# Whether a role may do something, by its own policies.
role_may(role, action, wanted, access) if not role_is_known[role]

else if {
	some statement in role_allows[role]
	action in statement.actions
	not statement.is_not_action
	pol_may_reach(statement, wanted)
	not pol_condition_fails(statement, access)
} else if {
	some statement in role_allows[role]
	pol_may_act(statement, action)
	pol_may_reach(statement, wanted)
	not pol_condition_fails(statement, access)
}

role_allows[role] := found if {
	some role, statements in role_statements
	found := [statement | some statement in statements; statement.effect != "Deny"]
}

role_denies[role] := found if {
	some role, statements in role_statements
	found := [statement | some statement in statements; statement.effect == "Deny"]
	count(found) > 0
}

# What certainly forbids it to a role: the statement.
role_denials(role, action, wanted, access) := [statement |
	some statement in role_denies[role]
	pol_must_be_about(statement, action, wanted)
	pol_condition_holds(statement, access)
]

# Whether a policy of the bucket gives it to a role.
bucket_may(bucket, _, _, _, _) if bucket_policy_is_unknown(bucket)

bucket_may(bucket, role, action, wanted, access) if {
	some statement in bucket_statements[bucket]
	statement.effect != "Deny"
	pol_may_be_role(statement, role)
	pol_may_be_about(statement, action, wanted)
	not pol_condition_fails(statement, access)
}

bucket_denials(bucket, role, action, wanted, access) := [statement |
	some statement in bucket_statements[bucket]
	statement.effect == "Deny"
	pol_must_be_role(statement, role)
	pol_must_be_about(statement, action, wanted)
	pol_condition_holds(statement, access)
]

# The boundary of a role does not let it do something.
boundary_forbids(role, action, wanted, access) if {
	boundary := roles[role].PermissionsBoundary
	statements := pol_boundary(boundary)
	not pol_some_allow(statements, action, wanted, access)
}

pol_boundary(value) := found if {
	name := pol_policy_called(value)
	found := pol_policy_statements[name]
} else := found if {
	name := pol_of_aws(value)
	found := aws_managed_policies[name]
}

pol_some_allow(statements, action, wanted, access) if {
	some statement in statements
	statement.effect != "Deny"
	pol_may_be_about(statement, action, wanted)
	not pol_condition_fails(statement, access)
}

# What is known of an access that a service makes in a role's name.
role_access(role, more) := access if {
	more == {}
	access := role_accesses[role]
} else := role_access_of(role, more)

role_accesses[role] := role_access_of(role, {}) if some role, _ in roles

role_access_of(role, more) := {
	"role": pol_named[role].arn,
	"keys": object.union({
		"aws:principalarn": pol_named[role].arn, "aws:principalaccount": pol_account,
		"aws:requestedregion": pol_region, "aws:principaltype": "AssumedRole",
	}, object.union(pol_tags[role], more)),
}

# The tags of a role, as conditions know them.
pol_tags[role] := tags if {
	some role, given in roles
	tags := {concat("", ["aws:principaltag/", lower(tag.Key)]): tag.Value |
		some tag in list_or_empty(given, "Tags")
		literal(tag.Key)
		literal(tag.Value)
	}
}

# --- whose key a bucket's objects are encrypted with

bucket_keys[name] := key if {
	some name, bucket in buckets
	rule := list_or_empty(bucket.BucketEncryption, "ServerSideEncryptionConfiguration")[0]
	key := key_of(rule.ServerSideEncryptionByDefault.KMSMasterKeyID)
}

# The key of this template that a value names: by its id, its ARN, or an alias of the template.
key_of(value) := name if {
	name := target(value)
	keys[name]
}

key_of(value) := name if {
	name := key_aliases[target(value)].key
	keys[name]
}

key_of(value) := name if {
	whole := text(value)
	contains(whole, "key/${")
	name := part_of(part_of(whole, "key/${", 1), "}", 0)
	keys[name]
}

key_of(value) := names[0] if {
	literal(value)
	contains(value, "alias/")
	names := [alias.key | some _, alias in key_aliases; endswith(value, alias.name)]
}

key_aliases[id] := {"name": name, "key": key} if {
	some id in resources_of_type("AWS::KMS::Alias")
	alias := properties(id)
	name := alias.AliasName
	is_string(name)
	key := target(alias.TargetKeyId)
	keys[key]
}

# Whether a key lets a role use it: by the key's policy, or by the role's where the key's policy leaves it to IAM.
key_may(key, _, _, _) if {
	has(keys[key], "KeyPolicy")
	not key_statements[key]
}

key_may(key, role, action, access) if {
	some statement in key_statements[key]
	statement.effect != "Deny"
	pol_may_be_role(statement, role)
	pol_may_act(statement, action)
	not pol_condition_fails(statement, access)
}

key_may(key, role, action, access) if {
	key_leaves_to_iam(key, action)
	role_may(role, action, pol_named[key].arn, access)
}

key_leaves_to_iam(key, _) if not has(keys[key], "KeyPolicy")

key_leaves_to_iam(key, action) if {
	some statement in key_statements[key]
	statement.effect != "Deny"
	pol_may_act(statement, action)
	some [kind, who] in statement.principals
	kind == "AWS"
	pol_is_root(who)
}

pol_is_root(who) if regex.match(`^iam::[^:]*:root$`, who)

pol_is_root(who) if regex.match(`^(\d{12}|\$\{[^}]*\})$`, who)
