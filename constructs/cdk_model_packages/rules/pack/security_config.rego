# Keys that packages, cards and compilations are encrypted with.
package cdk_model_packages

import rego.v1

# `security_configs[[name, path]]`: the key of a package or card, by where it is named.
security_configs[[where[0], path]] := given.SecurityConfig.KmsKeyId if {
	some where, given in package_inputs
	has(given.SecurityConfig, "KmsKeyId")
	path := array.concat(where[1], ["SecurityConfig", "KmsKeyId"])
}

security_configs[[name, ["SecurityConfig", "KmsKeyId"]]] := card.SecurityConfig.KmsKeyId if {
	some name, card in model_cards
	has(card.SecurityConfig, "KmsKeyId")
}

# `security_keys[[name, path]]`: those, and the keys of jobs.
security_keys[where] := value if some where, value in security_configs

security_keys[[where[0], path]] := output.KmsKeyId if {
	some where, output in compile_outputs
	has(output, "KmsKeyId")
	path := array.concat(where[1], ["OutputConfig", "KmsKeyId"])
}

security_keys[[where[0], path]] := value if {
	some where, transform in transform_jobs
	some property in [["TransformOutput", "KmsKeyId"], ["TransformResources", "VolumeKmsKeyId"]]
	value := object.get(transform.job, property, null)
	value != null
	path := array.concat(where[1], property)
}

# Those that are keys of this template.
security_own_keys[where] := key if {
	some where, value in security_keys
	key := key_of(value)
}

# METADATA
# title: The key that encrypts a package is of its region
# description: >-
#   A KMS key encrypts in its own region only. A package, card or compilation with a key of another region is refused
#   when it is created.
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html
#   description: A KMS key is used in the region in which it was created.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageSecurityConfig.html
#   description: The key that encrypts the package's information.
# custom:
#   id: SC-001
#   severity: error
#   confidence: inferred
#   fix: Name a key of the region where the stack is deployed; a change of the key makes a new package.
violation contains request_finding("SC-001", where, [], message) if {
	some where, value in security_configs
	region := arn(value).region
	region in known_regions
	here := security_home(where)
	region != here.region
	message := sprintf("the key is in %v, but %v", [region, here.why])
}

violation contains request_finding("SC-001", where, [], message) if {
	some where, output in compile_outputs
	region := arn(output.KmsKeyId).region
	region in known_regions
	here := request_region(requests[where])
	region != here
	message := sprintf("OutputConfig.KmsKeyId is a key of %v, and the job runs in %v", [region, here])
}

security_home(where) := home[where[0]]

security_home(where) := {"region": deploy_region, "why": sprintf("the stack is in %v", [deploy_region])} if {
	not home[where[0]]
}

# METADATA
# title: Who reads an encrypted package can decrypt it
# description: >-
#   DescribeModelPackage calls kms:Decrypt on a package with a key of your own. A role that may describe the package
#   and not use the key is denied, unless it asks for IncludedData MetadataOnly. No policy can name an alias: it names
#   the key.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackage.html
#   description: Decrypt is called; MetadataOnly avoids it.
# custom:
#   id: SC-002
#   severity: warning
#   confidence: documented
#   fix: Allow kms:Decrypt on the key to the role, or ask for MetadataOnly.
violation contains resource_finding("SC-002", role, message) if {
	some where, value in security_configs
	packages[where[0]]
	security_is_told(value)
	some role, _ in roles
	security_reads(role, where[0])
	not security_decrypts(role, value)
	message := sprintf("%v may describe the package %v, and not decrypt with its key: kms:Decrypt is not allowed", [role, where[0]])
}

security_is_told(value) if literal(value)

security_is_told(value) if key_of(value)

security_reads(role, name) if {
	some statement in role_statements[role]
	statement.effect == "Allow"
	not statement.is_not_action
	some action in statement.actions
	startswith(action, "sagemaker:describe")
	action_matches(action, "sagemaker:describemodelpackage")
	not statement.is_not_resource
	some resource in pol_list(statement.raw.Resource)
	security_is_of(text(resource), name)
}

security_is_of("*", _) := true

security_is_of(whole, _) if endswith(whole, ":model-package/*")

security_is_of(whole, name) if contains(whole, sprintf("${%v.", [name]))

security_is_of(whole, name) if contains(whole, sprintf("${%v}", [name]))

security_is_of(whole, name) if {
	group := packages[name].ModelPackageGroupName
	literal(group)
	contains(whole, sprintf(":model-package/%v/", [group]))
}

security_decrypts(role, value) if {
	key := key_of(value)
	has(keys[key], "KeyPolicy")
	not key_statements[key]
}

security_decrypts(role, value) if {
	some statement in key_statements[key_of(value)]
	statement.effect != "Deny"
	pol_may_act(statement, "kms:decrypt")
	security_names(statement, role)
}

security_decrypts(role, value) if {
	key := key_of(value)
	key_leaves_to_iam(key, "kms:decrypt")
	role_may(role, "kms:decrypt", pol_named[key].arn, role_access(role, {}))
}

security_decrypts(role, value) if {
	not key_of(value)
	not role_is_known[role]
}

security_decrypts(role, value) if {
	not key_of(value)
	some statement in role_statements[role]
	statement.effect != "Deny"
	pol_may_act(statement, "kms:decrypt")
	security_reaches(statement, value)
}

# The account as such is not the role: it leaves it to IAM.
security_names(statement, _) if statement.is_not_principal

security_names(statement, role) if {
	some [kind, who] in statement.principals
	kind in {"AWS", "*"}
	not pol_is_root(who)
	pol_may_be_who(who, role)
}

security_reaches(_, value) if not contains(value, ":key/")

security_reaches(statement, value) if pol_may_reach(statement, canonical(value))

# METADATA
# title: A key that encrypts is symmetric
# description: >-
#   Services that use KMS encrypt with symmetric keys only. An asymmetric key, or one for signatures or codes, is refused
#   with InvalidKeyUsageException.
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/symmetric-asymmetric.html
#   description: AWS services that are integrated with AWS KMS use only symmetric encryption KMS keys.
# custom:
#   id: SC-003
#   severity: error
#   confidence: documented
#   fix: Use a key with KeySpec SYMMETRIC_DEFAULT and KeyUsage ENCRYPT_DECRYPT, the defaults.
violation contains request_finding("SC-003", where, [], message) if {
	some where, key in security_own_keys
	some property, needed in {"KeySpec": "SYMMETRIC_DEFAULT", "KeyUsage": "ENCRYPT_DECRYPT"}
	given := keys[key][property]
	literal(given)
	given != needed
	message := sprintf("the key %v has %v %v: services encrypt with %v", [key, property, given, needed])
}

# METADATA
# title: A key that encrypts is enabled
# description: >-
#   With a key that is disabled nothing can be encrypted or read: creation of the package, the card or the results fails
#   with DisabledException.
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
#   description: A disabled key cannot be used in cryptographic operations.
# custom:
#   id: SC-004
#   severity: error
#   confidence: documented
#   fix: 'Remove Enabled: false from the key.'
violation contains request_finding("SC-004", where, [], message) if {
	some where, key in security_own_keys
	keys[key].Enabled in [false, "false"]
	message := sprintf("the key %v is disabled: nothing can be encrypted with it", [key])
}

# METADATA
# title: A key's policy lets someone encrypt
# description: >-
#   A key's policy is the only way to the key: without a statement that allows kms:GenerateDataKey to anyone, neither
#   who deploys nor a service can use it, and IAM policies do not help. The package or job fails with
#   AccessDeniedException.
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
#   description: No principal has any permission to a key unless it is explicitly allowed in the key policy.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html
#   description: The create handler uses kms:CreateGrant, kms:DescribeKey, kms:GenerateDataKey and kms:Decrypt.
# custom:
#   id: SC-005
#   severity: error
#   confidence: documented
#   fix: 'Allow kms:* to the account ("arn:aws:iam::ACCOUNT:root"), so that IAM policies decide, or name who uses the key.'
violation contains request_finding("SC-005", where, [], message) if {
	some where, key in security_own_keys
	statements := key_statements[key]
	every statement in statements { not security_lets_use(statement) }
	message := sprintf("the policy of the key %v allows kms:GenerateDataKey to nobody: it cannot encrypt", [key])
}

security_lets_use(statement) if {
	statement.effect != "Deny"
	pol_may_act(statement, "kms:generatedatakey")
}

# METADATA
# title: The key of what is kept is kept
# description: >-
#   A package or card that stays when the stack is deleted cannot be read without its key. CloudFormation schedules a key
#   without DeletionPolicy Retain for deletion.
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
#   description: After a key is deleted, what was encrypted with it is unrecoverable.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
#   description: By default a resource is deleted.
# custom:
#   id: SC-006
#   severity: info
#   confidence: documented
#   fix: 'Give the key DeletionPolicy: Retain and UpdateReplacePolicy: Retain.'
violation contains resource_finding("SC-006", key, message) if {
	some where, value in security_configs
	key := key_of(value)
	input.resources[where[0]].deletionPolicy in ["Retain", "RetainExceptOnCreate"]
	not security_is_kept(key)
	message := sprintf("%v stays when the stack is deleted, and its key %v does not: it can then not be read", [where[0], key])
}

security_is_kept(key) if not input.resources[key].deletionPolicy in [null, "Delete"]

# METADATA
# title: A key is named as KMS knows it
# description: >-
#   A key is named by its id, its ARN, alias/NAME or the alias's ARN. Another text, such as an alias without alias/ or an
#   ARN of another service, is not found when the package is created.
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id
#   description: Key identifiers.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html
#   description: The four forms of KmsKeyId.
# custom:
#   id: SC-007
#   severity: error
#   confidence: documented
#   fix: Write the key's id or ARN, or alias/NAME.
violation contains request_finding("SC-007", where, [], message) if {
	some where, value in security_keys
	literal(value)
	value != ""
	not regex.match(concat("", [
		`^(arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:)?`,
		`(alias/[A-Za-z0-9/_-]+|(key/)?([0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}|mrk-[0-9a-f]{32}))$`,
	]), value)
	message := sprintf("%v is no key: a key is an id, an ARN, or alias/NAME", [value])
}

violation contains request_finding("SC-007", where, [], message) if {
	some where, value in security_keys
	name := target(value)
	type := input.resources[name].resourceType
	startswith(type, "AWS::")
	not type in ["AWS::KMS::Key", "AWS::KMS::Alias", "AWS::KMS::ReplicaKey", "AWS::CloudFormation::Stack", "AWS::SSM::Parameter"]
	message := sprintf("%v is a %v, and no key", [name, type])
}
