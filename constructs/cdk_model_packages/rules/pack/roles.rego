# Roles: who may assume them, how they are named, and what the policies of a template may never say.
package cdk_model_packages

import rego.v1

# --- trust

# METADATA
# title: The validation role trusts SageMaker
# description: >-
#   SageMaker assumes ValidationRole to create the model and to run the transform job. A role that trusts another
#   principal cannot be assumed: CreateModelPackage is refused, or the package ends in Failed, and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
#   description: Every execution role has the same trust policy, with the principal sagemaker.amazonaws.com.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageValidationSpecification.html
#   description: ValidationRole is the IAM role to be used for the validation of the model package.
# custom:
#   id: VP-012
#   severity: error
#   confidence: documented
#   fix: >-
#     Allow sts:AssumeRole to the principal {"Service": "sagemaker.amazonaws.com"} in the role's trust policy.
violation contains finding("VP-012", where[0], where[1], message) if {
	some where, role in validations
	trust_statements[role]
	count(role_trusting(role, "sagemaker.amazonaws.com")) == 0
	message := sprintf("role %v cannot be assumed by sagemaker.amazonaws.com: it trusts %v", [role, role_trusted(role)])
}

role_trusting(role, service) := found if {
	service == "sagemaker.amazonaws.com"
	found := role_trusting_sagemaker[role]
} else := trusting(role, service)

role_trusting_sagemaker[role] := trusting(role, "sagemaker.amazonaws.com") if some role, _ in trust_statements

# Whom a role trusts, for a message.
role_trusted(role) := found if {
	whos := {word |
		some statement in trust_statements[role]
		statement.effect != "Deny"
		some [kind, who] in statement.principals
		word := role_trusted_word(statement, kind, who)
	}
	found := words(whos)
	found != ""
} else := "nobody"

role_trusted_word(statement, "Service", who) := who if pol_may_act(statement, "sts:assumerole")

role_trusted_word(statement, kind, who) := sprintf("%v as %v", [pol_shown(who), kind]) if {
	kind != "Service"
	pol_may_act(statement, "sts:assumerole")
}

role_trusted_word(statement, _, who) := sprintf("%v for %v", [pol_shown(who), pol_spelled(statement, statement.actions)]) if {
	not pol_may_act(statement, "sts:assumerole")
}

# METADATA
# title: A role that SageMaker is given trusts SageMaker
# description: >-
#   CreateModel tries the execution role at once: "Could not assume role. Please ensure that the role exists and allows
#   principal sagemaker.amazonaws.com to assume the role". The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
#   description: Every execution role has the same trust policy, with the principal sagemaker.amazonaws.com.
# custom:
#   id: IM-016
#   severity: error
#   confidence: documented
#   fix: >-
#     Allow sts:AssumeRole to the principal {"Service": "sagemaker.amazonaws.com"} in the role's trust policy.
violation contains finding("IM-016", name, ["ExecutionRoleArn"], message) if {
	some name, model in models
	role := role_of(model.ExecutionRoleArn)
	trust_statements[role]
	count(role_trusting(role, "sagemaker.amazonaws.com")) == 0
	message := sprintf("role %v cannot be assumed by sagemaker.amazonaws.com: it trusts %v", [role, role_trusted(role)])
}

# METADATA
# title: The conditions of the trust policy let validation in
# description: >-
#   Validation acts as models and transform jobs, not as the package. A trust policy whose conditions do not cover them,
#   or that name another account or region, locks SageMaker out: the validation fails and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html
#   description: >-
#     For Marketplace validation aws:SourceArn stays arn:partition:sagemaker:region:account:*; do not replace it with
#     the ARN of an algorithm or package.
# custom:
#   id: VP-013
#   severity: error
#   confidence: documented
#   fix: >-
#     Use aws:SourceArn with ArnLike and arn:PARTITION:sagemaker:REGION:ACCOUNT:*, and aws:SourceAccount with the
#     account of the stack; no other condition.
violation contains finding("VP-013", where[0], where[1], message) if {
	some where, role in validations
	statements := role_trusting(role, "sagemaker.amazonaws.com")
	count(statements) > 0
	locks := [lock | some statement in statements; lock := role_locks(statement)[0]]
	count(locks) == count(statements)
	message := sprintf("the trust policy of %v locks validation out: %v", [role, locks[0]])
}

# Of a role that nothing here validates with: no job acts as a package.
violation contains finding("VP-013", role, array.concat(statements[0].path, ["Condition"]), message) if {
	some role, _ in trust_statements
	not role in validating
	statements := role_trusting(role, "sagemaker.amazonaws.com")
	count(statements) > 0
	every statement in statements {
		role_source_is_package(statement)
	}
	message := sprintf("aws:SourceArn of %v covers packages only: SageMaker assumes a role as a model or job", [role])
}

role_source_is_package(statement) if {
	some [operator, key, values] in statement.conditions
	key == "aws:sourcearn"
	pol_plain(operator) in pol_positive
	every value in values {
		regex.match(`^sagemaker:[^:]*:[^:]*:model-package`, value)
	}
}

role_locks(statement) := found if {
	found := [lock |
		some condition in statement.conditions
		some lock in role_lock(condition, statement)
	]
	count(found) > 0
}

role_lock([operator, "aws:sourcearn", values], _) := locks if {
	pol_plain(operator) in pol_positive
	locks := {lock |
		some resource in ["model", "transform-job"]
		not role_source_covers(operator, values, resource)
		lock := sprintf("aws:SourceArn %v does not cover %v/*", [role_shown(values), resource])
	}
}

role_lock([operator, "aws:sourceaccount", values], statement) := {lock} if {
	pol_plain(operator) in pol_positive
	deploy_account
	not pol_value_may(operator, values, deploy_account)
	lock := sprintf("aws:SourceAccount %v is not the stack's account %v", [words(values), deploy_account])
} else := {lock} if {
	pol_plain(operator) in pol_positive
	[account] := values
	regex.match(`^\d{12}$`, account)
	some condition in statement.conditions
	condition[1] == "aws:sourcearn"
	source := condition[2][0]
	other := part_of(source, ":", 2)
	regex.match(`^\d{12}$`, other)
	other != account
	lock := sprintf("aws:SourceAccount is %v, aws:SourceArn is of %v", [account, other])
}

# Keys that no request of the service carries.
role_lock([operator, key, _], _) := {lock} if {
	operator in pol_positive
	key in role_absent_keys
	lock := sprintf("SageMaker sends no %v", [key])
}

role_lock(["bool", "aws:multifactorauthpresent", ["true"]], _) := {"SageMaker has no MFA"}

role_absent_keys := {
	"sts:externalid", "aws:principalorgid", "aws:principalarn", "aws:principalaccount", "aws:username", "aws:userid",
	"aws:sourcevpce", "aws:sourcevpc", "aws:sourceip",
}

# ARNs as a template has them.
role_shown(values) := words([whole |
	some value in values
	whole := role_shown_one(value)
])

role_shown_one(value) := concat("", ["arn:aws:", value]) if contains(value, ":")

role_shown_one(value) := value if not contains(value, ":")

role_source_covers(operator, values, resource) if {
	some value in values
	role_source_may(operator, value, resource)
}

role_source_may(_, value, _) if value in {"${~}", "*"}

role_source_may(operator, value, resource) if {
	role_knows_wildcards(operator)
	parts := split(value, ":")
	role_part_may(parts, 0, "sagemaker")
	role_part_may(parts, 1, pol_region)
	role_part_may(parts, 2, pol_account)
	role_part_may(parts, 3, concat("", [resource, "/${~}"]))
}

role_knows_wildcards(operator) if contains(operator, "like")

role_knows_wildcards(operator) if contains(operator, "arn")

role_part_may(parts, index, wanted) if pol_may_match(pol_pattern(parts[index]), wanted)

# "arn:aws:sagemaker:*" goes on.
role_part_may(parts, index, _) if {
	index >= count(parts)
	endswith(parts[count(parts) - 1], "*")
}

# METADATA
# title: A trust policy is one that IAM accepts
# description: >-
#   IAM refuses the role with MalformedPolicyDocument: a trust policy has no Resource, its actions are those of STS, and
#   a service principal has to exist. The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   description: A service principal is SERVICE.amazonaws.com.
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/roles-managingrole-editing-console.html
#   description: >-
#     A trust policy allows sts:AssumeRole, or one of its kind, to a principal; the resource is the role itself.
# custom:
#   id: IM-015
#   severity: error
#   confidence: documented
#   fix: Give Effect, Principal, Action sts:AssumeRole and, where needed, Condition; write SERVICE.amazonaws.com.
violation contains finding("IM-015", role, path, message) if {
	some role, statements in trust_statements
	some statement in statements
	some key in ["Resource", "NotResource"]
	has(statement.raw, key)
	path := array.concat(statement.path, [key])
	message := sprintf("%v in a trust policy: the resource is the role itself", [key])
}

violation contains finding("IM-015", role, path, message) if {
	some role, statements in trust_statements
	some statement in statements
	not statement.is_not_action
	some action in statement.actions
	not startswith(action, "sts:")
	not startswith(action, "*")
	not contains(action, "${")
	path := array.concat(statement.path, ["Action"])
	message := sprintf("action %v in a trust policy: it is to allow sts:AssumeRole", [pol_spelled(statement, {action})])
}

violation contains finding("IM-015", role, path, message) if {
	some role, statements in trust_statements
	some statement in statements
	some [kind, who] in statement.principals
	kind == "Service"
	not role_service_may_be(who)
	path := array.concat(statement.path, ["Principal", "Service"])
	message := sprintf("%v is not a service principal", [who])
}

violation contains finding("IM-015", role, path, message) if {
	some role, statements in trust_statements
	some statement in statements
	some [kind, who] in statement.principals
	kind == "AWS"
	regex.match(`^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$`, who)
	path := array.concat(statement.path, ["Principal", "AWS"])
	message := sprintf("%v is a service: it belongs under Principal.Service, not Principal.AWS", [who])
}

role_service_may_be(who) if contains(who, "${")

role_service_may_be(who) if who == "*"

role_service_may_be(who) if {
	strings.any_suffix_match(who, [
		".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".amazon.com", ".aws.internal", ".c2s.ic.gov",
		".sc2s.sgov.gov", ".csp.hci.ic.gov", ".cloud.adc-e.uk",
	])
	not startswith(who, "sagemaker.amazon.")
}

# METADATA
# title: Who may assume a role is limited
# description: >-
#   A trust policy that names everybody, or the whole of another account without a condition, lets callers use the role
#   who have nothing to do with it: they read the models and the validation data.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#   description: >-
#     Do not use a wildcard in the Principal element of a role's trust policy, unless a condition limits it.
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html
#   description: An external id protects a role that another account assumes.
# custom:
#   id: IM-011
#   severity: warning
#   confidence: documented
#   fix: >-
#     Name the service or role that is meant; for another account add a condition, such as sts:ExternalId or
#     aws:PrincipalOrgID.
violation contains finding("IM-011", role, path, message) if {
	some role, statements in trust_statements
	some statement in statements
	statement.effect == "Allow"
	not statement.is_not_principal
	["AWS", "*"] in statement.principals
	not role_limits(statement)
	path := array.concat(statement.path, ["Principal"])
	message := "everybody may assume the role: its Principal is *, without a condition"
}

violation contains finding("IM-011", role, path, message) if {
	some role, statements in trust_statements
	some statement in statements
	statement.effect == "Allow"
	deploy_account
	some [kind, who] in statement.principals
	kind == "AWS"
	account := role_root_of(who)
	account != deploy_account
	count(statement.conditions) == 0
	path := array.concat(statement.path, ["Principal"])
	message := sprintf("everybody in account %v may assume the role, without a condition", [account])
}

violation contains finding("IM-011", role, path, "Allow with NotPrincipal: everybody else may assume the role") if {
	some role, statements in trust_statements
	some statement in statements
	statement.effect == "Allow"
	statement.is_not_principal
	path := array.concat(statement.path, ["NotPrincipal"])
}

role_root_of(who) := regex.find_all_string_submatch_n(`^(?:iam::)?(\d{12})(?::root)?$`, who, 1)[0][1]

# Conditions that say who is meant. Others, such as on time or TLS, let everybody in.
role_limits(statement) if {
	some [operator, key, values] in statement.conditions
	pol_plain(operator) in pol_positive
	some prefix in [
		"aws:principal", "aws:source", "aws:userid", "aws:username", "sts:externalid", "aws:calledvia", "kms:calleraccount",
		"aws:viaawsservice", "s3:dataaccesspoint", "aws:vpce", "aws:federatedprovider", "${",
	]
	startswith(key, prefix)
	not role_is_anybody(values)
}

# Also a role of any account that is called so: everybody may make one.
role_is_anybody(values) if {
	some value in values
	regex.match(`^(\*|iam::\*:.*)$`, value)
}

# METADATA
# title: The trust policy says for whom the service acts
# description: >-
#   Without aws:SourceAccount or aws:SourceArn the service can be made to use the role for somebody else (the confused
#   deputy).
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html
#   description: Use aws:SourceArn and aws:SourceAccount in the trust policies of roles for SageMaker.
# custom:
#   id: IM-012
#   severity: info
#   confidence: documented
#   fix: >-
#     Add StringEquals aws:SourceAccount with the account, and ArnLike aws:SourceArn with
#     arn:PARTITION:sagemaker:REGION:ACCOUNT:*.
violation contains finding("IM-012", role, path, message) if {
	some role in validating
	some statement in role_trusting(role, "sagemaker.amazonaws.com")
	count(statement.conditions) == 0
	["Service", "sagemaker.amazonaws.com"] in statement.principals
	path := array.concat(statement.path, ["Condition"])
	message := "SageMaker may use the role for any account: neither aws:SourceAccount nor aws:SourceArn is asked for"
}

# --- how roles and policies are named

# METADATA
# title: A role is given by its ARN
# description: >-
#   Ref gives the name of a role, RoleId its id; the service asks for the ARN and refuses the request. The template
#   passes every check of form, since the value is not known before the deployment.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
#   description: Ref returns the name of the role; Fn::GetAtt Arn returns its ARN.
# custom:
#   id: IM-004
#   severity: error
#   confidence: documented
#   fix: >-
#     Use {"Fn::GetAtt": ["ROLE", "Arn"]}.
violation contains finding("IM-004", where[0], where[1], message) if {
	some where, value in given_roles
	name := value.__ref
	roles[name]
	value.__kind != "getatt:Arn"
	what := role_attributes[value.__kind]
	message := sprintf("%v of role %v is not its ARN but its %v", [what[0], name, what[1]])
}

violation contains finding("IM-004", where[0], where[1], message) if {
	some where, value in given_roles
	name := value.__ref
	type := input.resources[name].resourceType
	type != "AWS::IAM::Role"
	startswith(type, "AWS::")
	type in role_wrong_types
	message := sprintf("%v is an %v, not a role", [name, type])
}

violation contains finding("IM-004", where[0], where[1], message) if {
	some where, value in given_roles
	not value.__ref
	whole := text(value)
	contains(whole, "role/${")
	name := trim_suffix(part_of(part_of(whole, "role/${", 1), "}", 0), ".Arn")
	contains(whole, sprintf("${%v.Arn}", [name]))
	roles[name]
	message := sprintf("an ARN inside an ARN: role/${%v.Arn}", [name])
}

role_attributes := {
	"resource": ["Ref", "name"], "getatt:RoleId": ["RoleId", "id"], "getatt:RoleName": ["RoleName", "name"],
}

role_wrong_types := {
	"AWS::IAM::Policy", "AWS::IAM::ManagedPolicy", "AWS::IAM::User", "AWS::IAM::Group", "AWS::IAM::InstanceProfile",
	"AWS::IAM::RolePolicy", "AWS::IoT::RoleAlias", "AWS::S3::Bucket", "AWS::KMS::Key", "AWS::ECR::Repository",
	"AWS::SageMaker::ModelPackageGroup", "AWS::IoT::Policy",
}

# METADATA
# title: A role is of the stack's account
# description: >-
#   A role can be passed to a service only inside its own account. The request of another account's role is refused, and
#   the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#   description: To pass a role it has to be in the account of the caller.
# custom:
#   id: IM-005
#   severity: error
#   confidence: documented
#   fix: Give a role of the account that the stack is deployed to.
violation contains finding("IM-005", where[0], where[1], message) if {
	some where, value in given_roles
	is_string(value)
	parts := arn(value)
	parts.service == "iam"
	regex.match(`^\d{12}$`, parts.account)
	deploy_account
	parts.account != deploy_account
	message := sprintf("role %v is of account %v, the stack of %v", [parts.resource, parts.account, deploy_account])
}

# METADATA
# title: The resources of a policy are ARNs
# description: >-
#   IAM refuses the policy: "Resource must be in ARN format or *". A bucket's name, its domain name or an s3:// URI is
#   no ARN. The template passes every check of form, since the value is not known before the deployment.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#   description: Resources are given by ARN, or all of them by *.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
#   description: Ref returns the bucket's name; Fn::GetAtt Arn its ARN, DomainName its host.
# custom:
#   id: IM-006
#   severity: error
#   confidence: documented
#   fix: Use Fn::GetAtt ... Arn, and for objects Fn::Sub "${BUCKET.Arn}/*".
violation contains finding("IM-006", where[0], path, message) if {
	some where, statement in role_all_statements
	some key in ["Resource", "NotResource"]
	given := statement.raw[key]
	some value in pol_list(given)
	is_object(value)
	wrong := role_no_arn(value)
	path := array.concat(statement.path, [key])
	message := sprintf("%v %v: %v", [key, wrong[0], wrong[1]])
}

role_all_statements[where] := statement if some where, statement in identity_statements

role_all_statements[[statement.carrier, statement.path]] := statement if {
	some _, statements in pol_bucket_policies
	some statement in statements
}

role_all_statements[[statement.carrier, statement.path]] := statement if {
	some _, statements in iot_policies
	some statement in statements
}

role_no_arn(value) := [text(value), sprintf("Ref gives %v of %v, not its ARN", [what, value.__ref])] if {
	value.__kind == "resource"
	what := role_ref_gives[input.resources[value.__ref].resourceType]
}

role_no_arn(value) := [text(value), "not an ARN"] if {
	value.__kind in {
		"getatt:DomainName", "getatt:RegionalDomainName", "getatt:WebsiteURL", "getatt:RepositoryUri", "getatt:RoleId",
	}
}

role_no_arn(value) := [whole, "not an ARN"] if {
	startswith(value.__dynamic, "Sub:")
	whole := text(value)
	regex.match(`^(s3|https?)://`, whole)
}

role_no_arn(value) := [whole, sprintf("Ref gives %v of %v, not its ARN", [what, name])] if {
	startswith(value.__dynamic, "Sub:")
	whole := text(value)
	startswith(whole, "${")
	name := part_of(substring(whole, 2, -1), "}", 0)
	what := role_ref_gives[input.resources[name].resourceType]
}

role_no_arn(value) := [whole, "an ARN inside an ARN"] if {
	startswith(value.__dynamic, "Sub:")
	whole := text(value)
	regex.match(`^arn:.*\$\{[A-Za-z0-9]+\.(Arn|ModelPackageGroupArn|RoleAliasArn)\}`, whole)
}

role_ref_gives := {
	"AWS::S3::Bucket": "the name", "AWS::ECR::Repository": "the name", "AWS::KMS::Key": "the id",
	"AWS::IAM::Role": "the name", "AWS::Logs::LogGroup": "the name", "AWS::IoT::RoleAlias": "the name",
	"AWS::Lambda::Function": "the name", "AWS::DynamoDB::Table": "the name",
}

# METADATA
# title: Policies and roles are attached by what IAM asks for
# description: >-
#   Roles of a policy are names, ManagedPolicyArns and PermissionsBoundary are ARNs of managed policies. IAM refuses the
#   other one, and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
#   description: Roles are the names of the roles to associate the policy with.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html
#   description: ManagedPolicyArns are the ARNs of the managed policies to attach.
# custom:
#   id: IM-007
#   severity: error
#   confidence: documented
#   fix: >-
#     Use {"Ref": "ROLE"} in Roles, {"Ref": "POLICY"} of an AWS::IAM::ManagedPolicy in ManagedPolicyArns.
violation contains finding("IM-007", name, [property], message) if {
	some name, values in pol_policy_roles
	some value in values
	value.__kind == "getatt:Arn"
	roles[value.__ref]
	property := role_property_of_roles(pol_policies[name])
	message := sprintf("%v has the ARN of role %v: it takes names", [property, value.__ref])
}

violation contains finding("IM-007", name, [property], message) if {
	some name, values in pol_policy_roles
	some value in values
	whole := text(value)
	startswith(whole, "arn:")
	property := role_property_of_roles(pol_policies[name])
	message := sprintf("%v has an ARN, %v: it takes names", [property, whole])
}

violation contains finding("IM-007", name, [property], message) if {
	some name, role in roles
	some property in ["ManagedPolicyArns", "PermissionsBoundary"]
	items := pol_list(object.get(role, property, []))
	some value in items
	type := input.resources[value.__ref].resourceType
	type in {"AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::Role", "AWS::IAM::UserPolicy"}
	message := sprintf("%v is an %v: %v takes managed policies", [value.__ref, type, property])
}

role_property_of_roles(policy) := "RoleName" if has(policy, "RoleName")

else := "Roles"

# METADATA
# title: PassRole is limited
# description: >-
#   Who may pass any role to any service has the permissions of every role in the account. For a package it is one role,
#   to one service.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#   description: Limit iam:PassRole to the roles that are meant, and the services by iam:PassedToService.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
#   description: iam:PassRole with the condition iam:PassedToService sagemaker.amazonaws.com.
# custom:
#   id: IM-001
#   severity: warning
#   confidence: documented
#   fix: >-
#     Name the ARN of the role in Resource, and add StringEquals iam:PassedToService sagemaker.amazonaws.com.
violation contains finding("IM-001", where[0], path, message) if {
	some where, statement in role_passing
	not statement.is_not_action
	some action in statement.actions
	action != "*"
	not action == "iam:*"
	action_matches(action, "iam:passrole")
	some resource in statement.resources
	role_is_every(resource.text)
	not role_is_passed_to(statement)
	path := array.concat(statement.path, ["Resource"])
	message := sprintf("%v on %v to any service: every role of the account can be passed", [
		pol_spelled(statement, {action}), pol_shown(resource.text),
	])
}

# Statements that may be about iam:PassRole.
role_passing[where] := statement if {
	some where, statement in identity_statements
	statement.effect == "Allow"
	"iam:passrole" in statement.actions
}

role_passing[where] := statement if {
	some where, statement in identity_statements
	statement.is_wild
	statement.effect == "Allow"
}

role_is_every("*") := true

role_is_every(whole) if regex.match(`^iam::[^:]*:(\*|role/\*)$`, whole)

role_is_passed_to(statement) if {
	some [_, key, _] in statement.conditions
	key in {"iam:passedtoservice", "iam:associatedresourcearn", "${~}"}
}

# METADATA
# title: PassRole says to which service
# description: Without iam:PassedToService the role can be given to any service that it trusts.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
#   description: Limit the services by iam:PassedToService.
# custom:
#   id: IM-020
#   severity: info
#   confidence: documented
#   fix: Add StringEquals iam:PassedToService sagemaker.amazonaws.com.
violation contains finding("IM-020", where[0], statement.path, message) if {
	some where, statement in role_passing
	not statement.is_not_action
	"iam:passrole" in statement.actions
	not role_is_passed_to(statement)
	not role_reaches_every(statement)
	message := "iam:PassRole without iam:PassedToService"
}

role_reaches_every(statement) if {
	some resource in statement.resources
	role_is_every(resource.text)
}

# METADATA
# title: The validation role may be passed to SageMaker
# description: >-
#   CreateModelPackage with a validation specification needs iam:PassRole for sagemaker.amazonaws.com. A statement that
#   allows it for other services only does not help: AccessDenied.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
#   description: iam:PassRole with the condition iam:PassedToService sagemaker.amazonaws.com.
# custom:
#   id: IM-021
#   severity: warning
#   confidence: documented
#   fix: Set iam:PassedToService to sagemaker.amazonaws.com.
violation contains finding("IM-021", where[0], statement.path, message) if {
	count(validating) > 0
	some where, statement in role_passing
	"iam:passrole" in statement.actions
	some [operator, key, values] in statement.conditions
	key == "iam:passedtoservice"
	pol_plain(operator) in pol_positive
	not pol_value_may(operator, values, "sagemaker.amazonaws.com")
	some role in validating
	pol_must_reach(statement, pol_named[role].arn)
	not role_is_every(statement.resources[0].text)
	message := sprintf("validation role %v may be passed to %v, not to sagemaker.amazonaws.com", [role, words(values)])
}

# METADATA
# title: SageMaker ARNs in policies have the name as it is
# description: >-
#   A policy that names a package in lower case stops to match when the service authorises with the original case, and
#   it has done so since 2023.
# related_resources:
# - ref: https://github.com/awslabs/service-workbench-on-aws/issues/1176
#   description: Policies with lower-case names stopped matching in April 2023.
# - ref: https://github.com/aws-samples/ml-edge-getting-started/issues/18
#   description: The denied ARN shows the original case.
# custom:
#   id: IM-002
#   severity: warning
#   confidence: folklore
#   fix: Use lower-case names, or name both spellings in the policy.
violation contains finding("IM-002", where[0], path, message) if {
	some group in role_cased_groups
	some where, statement in identity_statements
	some resource in statement.resources
	role_names_lower(resource.text, group)
	not role_names_original(statement, group)
	path := array.concat(statement.path, ["Resource"])
	message := sprintf("%v does not match the packages of %v", [pol_shown(resource.text), group])
}

role_cased_groups contains group if {
	some type in [groups, packages]
	some _, one in type
	some property in ["ModelPackageGroupName", "ModelPackageName"]
	group := one[property]
	literal(group)
	lower(group) != group
	not startswith(group, "arn:")
}

role_names_lower(whole, group) if {
	startswith(whole, "sagemaker:")
	parts := split(part_of(whole, ":", 3), "/")
	parts[0] in {"model-package", "model-package-group"}
	parts[1] == lower(group)
}

role_names_original(statement, group) if {
	some resource in statement.resources
	contains(resource.text, concat("", ["/", group]))
}

# METADATA
# title: A pipeline's role names the repositories that may assume it
# description: >-
#   GitHub issues tokens for every repository on it. A trust policy that does not compare the token's sub lets a workflow
#   of anybody assume the role.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
#   description: Limit which GitHub organizations, repositories and branches can assume the role by the sub condition.
# custom:
#   id: IM-025
#   severity: warning
#   confidence: documented
#   fix: "Add a condition on token.actions.githubusercontent.com:sub, for example repo:ORGANIZATION/REPOSITORY:*."
violation contains finding("IM-025", role, path, message) if {
	some role, statements in trust_statements
	some statement in statements
	statement.effect == "Allow"
	some [kind, who] in statement.principals
	kind == "Federated"
	contains(who, "token.actions.githubusercontent.com")
	count({key | some [_, key, values] in statement.conditions; endswith(key, ":sub"); not values == ["*"]}) == 0
	path := array.concat(statement.path, ["Condition"])
	message := "every repository on GitHub may assume the role: no condition compares token.actions.githubusercontent.com:sub"
}
