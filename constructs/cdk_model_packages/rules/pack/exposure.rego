# What is open to more than those who need it: permissions, resource policies, buckets.
package cdk_model_packages

import rego.v1

# --- what policies allow

# METADATA
# title: No wildcard for a whole service on every resource
# description: >-
#   Who takes over the role has all of it: every bucket, every model, or the account. The review of such a policy cannot
#   say what it is for.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#   description: Apply least-privilege permissions.
# custom:
#   id: IM-008
#   severity: warning
#   confidence: documented
#   fix: Name the actions that are used, and the ARNs of the resources.
violation contains finding("IM-008", where[0], where[1], message) if {
	some where, wide in exposure_wide
	broad := [action | some action in wide.statement.actions; regex.match(`^(\*|[a-z0-9-]+:\*)$`, action)]
	count(broad) > 0
	some resource in wide.resources
	message := sprintf("allows %v on %v", [words(broad), pol_shown(resource.text)])
}

# METADATA
# title: Allow names what is allowed
# description: >-
#   Allow with NotAction or NotResource gives everything but a few, also what AWS adds tomorrow.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
#   description: NotAction with Allow can grant more than is meant.
# custom:
#   id: IM-014
#   severity: warning
#   confidence: documented
#   fix: Name the actions and resources.
violation contains finding("IM-014", where[0], array.concat(where[1], [key]), message) if {
	some where, statement in identity_statements
	statement.effect == "Allow"
	true in [statement.is_not_action, statement.is_not_resource]
	some key in ["NotAction", "NotResource"]
	has(statement.raw, key)
	message := sprintf("Allow with %v: everything but %v", [key, words(pol_list(statement.raw[key]))])
}

# METADATA
# title: Data, keys and roles are named, not all of them
# description: >-
#   The statement reaches every object, key, secret or role of the account. A validation or a device needs those of its
#   own package.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#   description: Apply least-privilege permissions.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
#   description: Limit s3:GetObject and s3:PutObject to the buckets that the job uses.
# custom:
#   id: IM-013
#   severity: warning
#   confidence: documented
#   fix: Name the ARNs of the objects, keys or roles.
violation contains finding("IM-013", where[0], array.concat(where[1], ["Resource"]), message) if {
	some where, wide in exposure_wide
	not wide.statement.is_not_resource
	some resource in wide.resources
	broad := [action |
		some action in wide.statement.actions
		exposure_is_of_data(action)
	]
	count(broad) > 0
	message := sprintf("%v on %v", [pol_spelled(wide.statement, broad), pol_shown(resource.text)])
}

# What allows something on resources of all kinds: the statement, and those resources of it.
exposure_wide[where] := {"statement": statement, "resources": resources} if {
	some where, statement in identity_statements
	statement.effect == "Allow"
	not statement.is_not_action
	resources := [resource |
		some resource in statement.resources
		resource.kind != "exact"
		exposure_is_all(resource.text)
	]
	count(resources) > 0
	not exposure_is_tied(statement)
}

exposure_is_all(whole) if whole in {"*", "s3:::*", "s3:::*/*"}

else if regex.match(`^[a-z0-9-]+:\*(:\*(:\*)?)?$`, whole)

else if {
	endswith(whole, "*")
	parts := split(whole, ":")
	parts[0] in {"kms", "iam", "secretsmanager", "sagemaker", "ecr", "iot", "greengrass"}
	concat(":", array.slice(parts, 3, count(parts))) in {"*", "key/*", "role/*", "secret:*", "repository/*"}
}

# A condition that leaves only some of the resources.
exposure_is_tied(statement) if {
	some [_, key, _] in statement.conditions
	some prefix in [
		"aws:resource", "s3:resourceaccount", "s3:existingobjecttag", "s3:dataaccesspoint", "kms:viaservice",
		"kms:resourcealiases", "kms:encryptioncontext", "aws:calledvia", "ec2:resourcetag", "sagemaker:resourcetag",
		"iam:resourcetag", "iam:passedtoservice", "secretsmanager:resourcetag", "ecr:resourcetag", "${",
	]
	startswith(key, prefix)
}

exposure_is_of_data(action) if action in exposure_sensitive

else if {
	action != "*"
	not endswith(action, ":*")
	regex.match(`[*?]`, action)
	some sensitive in exposure_sensitive
	action_matches(action, sensitive)
}

# Each can be allowed on some resources alone; greengrass:CreateDeployment, for example, cannot.
exposure_sensitive := {
	"s3:getobject", "s3:putobject", "s3:deleteobject", "s3:putbucketpolicy", "s3:deletebucket", "kms:decrypt",
	"kms:putkeypolicy", "kms:creategrant", "sts:assumerole", "secretsmanager:getsecretvalue", "ssm:getparameter",
	"iam:createrole", "iam:putrolepolicy", "iam:attachrolepolicy", "iam:createaccesskey", "iam:updateassumerolepolicy",
	"iam:createpolicyversion",
	"lambda:invokefunction", "dynamodb:getitem", "ecr:putimage", "ecr:setrepositorypolicy",
	"sagemaker:deletemodelpackage", "sagemaker:updatemodelpackage", "sagemaker:putmodelpackagegrouppolicy",
	"greengrass:deletecomponent",
}

# METADATA
# title: Validation and devices have no policy for whole services
# description: >-
#   Managed policies such as AmazonSageMakerFullAccess give far more than a validation or a device uses, and at the same
#   time too little: their S3 permissions depend on "sagemaker" in the bucket's name.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol.html
#   description: What AmazonSageMakerFullAccess allows.
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#   description: Apply least-privilege permissions.
# custom:
#   id: IM-010
#   severity: warning
#   confidence: documented
#   fix: Replace it by a policy for the model, the sample input, the output and the image.
violation contains finding("IM-010", role, ["ManagedPolicyArns", index], message) if {
	some role, given in roles
	some index, value in list(given, "ManagedPolicyArns")
	name := pol_of_aws(value)
	use := exposure_use(role, name)
	message := sprintf("%v on %v", [name, use])
}

exposure_use(_, name) := "a role" if name in {"AdministratorAccess", "IAMFullAccess", "PowerUserAccess"}

exposure_use(role, name) := "a role that validates a package" if {
	exposure_is_broad(name)
	role in validating
}

exposure_use(role, name) := "a role of devices" if {
	exposure_is_broad(name)
	not role in validating
	role in device_roles
}

exposure_use(role, name) := "a role that SageMaker assumes" if {
	exposure_is_broad(name)
	not role in validating
	not role in device_roles
	some statement in trust_statements[role]
	["Service", "sagemaker.amazonaws.com"] in statement.principals
}

exposure_is_broad(name) if {
	endswith(name, "FullAccess")
	not name in {"IAMFullAccess", "CloudWatchLogsFullAccess", "CloudWatchFullAccess"}
}

exposure_is_broad("ReadOnlyAccess") := true

# METADATA
# title: Validation and devices do not have all of S3, not even of one bucket
# description: >-
#   s3:* on a bucket is also its policy, its deletion and the deletion of the model. A validation reads the model and
#   writes its output; a device reads.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#   description: Apply least-privilege permissions.
# custom:
#   id: IM-009
#   severity: warning
#   confidence: documented
#   fix: Name the actions, s3:GetObject, s3:ListBucket and s3:PutObject, each with its own resource.
violation contains finding("IM-009", statement.carrier, array.concat(statement.path, ["Action"]), message) if {
	some role in (validating | device_roles)
	some statement in role_statements[role]
	statement.effect == "Allow"
	not statement.is_not_action
	statement.raw != {}
	broad := [action | some action in statement.actions; action in exposure_services]
	count(broad) > 0
	not exposure_on_all(statement)
	message := sprintf("role %v, which %v, may %v", [role, exposure_does(role), words(broad)])
}

exposure_services := {"s3:*", "ecr:*", "kms:*", "sagemaker:*", "greengrass:*", "iot:*", "iam:*"}

exposure_on_all(statement) if {
	some resource in statement.resources
	exposure_is_all(resource.text)
}

exposure_does(role) := "validates a package" if role in validating

exposure_does(role) := "devices assume" if not role in validating

# --- resource policies

# A statement that lets everybody in, in any account.
exposure_is_open(statement) if {
	statement.effect == "Allow"
	not statement.is_not_principal
	["AWS", "*"] in statement.principals
	not role_limits(statement)
	not exposure_is_of_place(statement)
}

exposure_actions(statement) := pol_spelled(statement, statement.actions) if not statement.is_not_action

exposure_actions(statement) := sprintf("all but %v", [pol_spelled(statement, statement.actions)]) if {
	statement.is_not_action
}

# Conditions on where a call comes from, or that it is from this account.
exposure_is_of_place(statement) if {
	some [_, key, _] in statement.conditions
	some prefix in ["aws:sourcevp", "aws:sourceip", "aws:vpc", "kms:calleraccount", "aws:resourceorgid"]
	startswith(key, prefix)
}

# METADATA
# title: The artifact bucket is not open to everybody
# description: >-
#   Anybody can read, or change, what the packages and devices run: models are what an account has most of its value in,
#   and S3 refuses such a policy where public access is blocked.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
#   description: What counts as public, and how it is blocked.
# custom:
#   id: S3-004
#   severity: warning
#   confidence: documented
#   fix: >-
#     Name the principals, or add a condition such as aws:PrincipalOrgID; leave AccessControl out and set all four of
#     PublicAccessBlockConfiguration to true.
violation contains finding("S3-004", statement.carrier, array.concat(statement.path, ["Principal"]), message) if {
	some _, statements in pol_bucket_policies
	some statement in statements
	exposure_is_open(statement)
	not exposure_is_blocked(statement) # S3-013 says so
	message := sprintf("everybody may %v: the Principal is *, without a condition", [exposure_actions(statement)])
}

violation contains finding("S3-004", statement.carrier, array.concat(statement.path, ["NotPrincipal"]), message) if {
	some _, statements in pol_bucket_policies
	some statement in statements
	statement.effect == "Allow"
	statement.is_not_principal
	message := sprintf("Allow with NotPrincipal: everybody else may %v", [exposure_actions(statement)])
}

violation contains finding("S3-004", name, ["AccessControl"], message) if {
	some name, bucket in buckets
	bucket.AccessControl in {"PublicRead", "PublicReadWrite", "AuthenticatedRead"}
	message := sprintf("AccessControl %v opens the bucket to everybody", [bucket.AccessControl])
}

violation contains finding("S3-004", name, ["PublicAccessBlockConfiguration", key], message) if {
	some name, bucket in buckets
	some key in ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"]
	bucket.PublicAccessBlockConfiguration[key] in {false, "false"}
	message := sprintf("%v is false: the bucket can be opened to everybody", [key])
}

# METADATA
# title: A bucket that blocks public policies has none
# description: >-
#   With BlockPublicPolicy S3 refuses a policy that lets everybody in: AccessDenied; the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
#   description: S3 rejects calls to PutBucketPolicy if the policy allows public access.
# custom:
#   id: S3-013
#   severity: error
#   confidence: documented
#   fix: Name the principals, or add a condition such as aws:PrincipalOrgID.
violation contains finding("S3-013", statement.carrier, array.concat(statement.path, ["Principal"]), message) if {
	some _, statements in pol_bucket_policies
	some statement in statements
	exposure_is_open(statement)
	exposure_is_blocked(statement)
	message := sprintf("everybody may %v, and the bucket has BlockPublicPolicy: S3 refuses the policy", [
		exposure_actions(statement),
	])
}

# The bucket of a statement refuses what opens it.
exposure_is_blocked(statement) if {
	bucket := target(properties(statement.carrier).Bucket)
	buckets[bucket].PublicAccessBlockConfiguration.BlockPublicPolicy in {true, "true"}
}

# METADATA
# title: The image repository is not open to everybody
# description: >-
#   Any account can pull the image, and with more than read permissions replace what a tag stands for.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
#   description: Who may do what with a repository.
# custom:
#   id: ECR-001
#   severity: warning
#   confidence: documented
#   fix: Name the accounts, or add a condition aws:PrincipalOrgID.
violation contains finding("ECR-001", name, array.concat(statement.path, ["Principal"]), message) if {
	some name, statements in repository_statements
	some statement in statements
	exposure_is_open(statement)
	message := sprintf("everybody may %v: the Principal is *, without a condition", [exposure_actions(statement)])
}

# METADATA
# title: The key is not open to everybody
# description: >-
#   A key policy whose principal is * without a condition lets any account use the key: what it encrypts is as good as
#   plain.
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
#   description: Do not use a wildcard as the principal, unless a condition limits it.
# custom:
#   id: KMS-003
#   severity: warning
#   confidence: documented
#   fix: Name the principals, or add a condition such as kms:CallerAccount.
violation contains finding("KMS-003", name, array.concat(statement.path, ["Principal"]), message) if {
	some name, statements in key_statements
	some statement in statements
	exposure_is_open(statement)
	message := sprintf("everybody may %v: the Principal is *, without a condition", [exposure_actions(statement)])
}

# METADATA
# title: The group is shared with those that are meant
# description: >-
#   A group policy whose principal is * without a condition lets any account read, or register, the packages of the
#   group.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html
#   description: Register a model version from a different account, by a policy that names it.
# custom:
#   id: IM-017
#   severity: warning
#   confidence: documented
#   fix: Name the accounts, or add a condition aws:PrincipalOrgID.
violation contains finding("IM-017", name, array.concat(statement.path, ["Principal"]), message) if {
	some name, statements in group_statements
	some statement in statements
	exposure_is_open(statement)
	message := sprintf("everybody may %v: the Principal is *, without a condition", [exposure_actions(statement)])
}

group_statements[name] := found if {
	some name, group in groups
	found := pol_statements(group.ModelPackageGroupPolicy, name, ["ModelPackageGroupPolicy"])
}

# METADATA
# title: Others may read a shared resource, not rewrite it
# description: >-
#   A wildcard of a whole service in a resource's policy gives another account also the deletion and the policy itself.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html
#   description: Apply least-privilege permissions.
# custom:
#   id: IM-022
#   severity: warning
#   confidence: documented
#   fix: Name the actions that the other account needs.
violation contains finding("IM-022", statement.carrier, array.concat(statement.path, ["Action"]), message) if {
	some statement in exposure_resource_statements
	statement.effect == "Allow"
	not statement.is_not_action
	broad := [action | some action in statement.actions; action in {"*", "s3:*", "ecr:*", "sagemaker:*"}]
	count(broad) > 0
	not exposure_is_own(statement)
	not exposure_is_open(statement)
	whos := [who | some [_, given] in statement.principals; who := pol_shown(given)]
	message := sprintf("gives %v to %v", [words(broad), words(whos)])
}

exposure_resource_statements contains statement if {
	some of_type in [group_statements, repository_statements, pol_bucket_policies]
	some _, statements in of_type
	some statement in statements
}

exposure_is_own(statement) if {
	some [kind, who] in statement.principals
	exposure_is_own_principal(kind, who)
}

exposure_is_own_principal("Service", _) := true

exposure_is_own_principal("*", _) := true

exposure_is_own_principal("AWS", who) if contains(who, pol_account)

exposure_is_own_principal("AWS", who) if contains(who, "${")

exposure_is_own_principal("AWS", _) if not deploy_account
