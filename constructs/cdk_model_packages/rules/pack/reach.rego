# Whether roles reach what they are for: validation its model, data, image and logs; a device its artifacts.
#
# `reach_needs` and `reach_device_needs` say what is needed: `action` on `wanted` (see _policies.rego), `what` it is for
# a message, `text` as the template has it. What is needed and cannot be had is judged once, in `reach_missing`.
package cdk_model_packages

import rego.v1

# --- what validation needs

reach_validations[where] := role if {
	some where, role in validations
	not reach_is_skipped(where)
}

reach_is_skipped([name, path]) if {
	input_path := array.slice(path, 0, count(path) - 2)
	package_inputs[[name, input_path]].SkipModelValidation == "All"
}

reach_needs[[where, "artifact", path]] := need if {
	some where, role in reach_validations
	some [name, path], value in model_archives
	name == where[0]
	"InferenceSpecification" in path
	need := reach_object(role, value, "s3:getobject", "", "the model")
}

reach_needs[[where, "algorithm", index]] := need if {
	some where, role in reach_validations
	input_path := array.slice(where[1], 0, count(where[1]) - 2)
	some index, algorithm in list(package_inputs[[where[0], input_path]].SourceAlgorithmSpecification, "SourceAlgorithms")
	need := reach_object(role, algorithm.ModelDataUrl, "s3:getobject", "", "the model")
}

reach_needs[[where, "input", path]] := need if {
	some [where, path], job in reach_jobs
	source := job.TransformInput.DataSource.S3DataSource
	need := reach_object(reach_validations[where], source.S3Uri, "s3:getobject", reach_more(source), "the sample input")
}

reach_needs[[where, "list", path]] := need if {
	some [where, path], job in reach_jobs
	source := job.TransformInput.DataSource.S3DataSource
	object.get(source, "S3DataType", "S3Prefix") == "S3Prefix"
	need := reach_bucket(reach_validations[where], source.S3Uri, "s3:listbucket", "the sample input")
}

reach_needs[[where, "output", path]] := need if {
	some [where, path], job in reach_jobs
	value := job.TransformOutput.S3OutputPath
	need := reach_object(reach_validations[where], value, "s3:putobject", "/${any}", "the output")
}

# Actions on the repository of an image, and the token, which is not of a repository.
reach_needs[[where, action, path]] := need if {
	some where, role in reach_validations
	some [name, path], image in images
	name == where[0]
	"InferenceSpecification" in path
	wanted := reach_image_repository([name, path], image.text)
	some action in ["ecr:batchgetimage", "ecr:getdownloadurlforlayer", "ecr:getauthorizationtoken"]
	need := {
		"role": role, "action": action, "wanted": reach_of_ecr(action, wanted), "what": "the image",
		"text": image.text, "more": {}, "key": "",
	}
}

# The same for an image of AWS, where the role names the repositories that it may pull from: it has to name that one too.
reach_needs[[where, action, path]] := need if {
	count(reach_naming_repositories) > 0
	some where, role in reach_validations
	reach_naming_repositories[role]
	some [name, path], image in images
	name == where[0]
	"InferenceSpecification" in path
	parts := registry_images[[name, path]]
	reach_is_of_aws(parts)
	wanted := canonical(sprintf("arn:aws:ecr:%v:%v:repository/%v", [parts.region, parts.account, parts.repository]))
	some action in ["ecr:batchgetimage", "ecr:getdownloadurlforlayer"]
	need := {
		"role": role, "action": action, "wanted": wanted, "what": "the image of AWS", "text": image.text, "more": {},
		"key": "",
	}
}

reach_naming_repositories contains role if {
	some role, statements in role_allows
	some statement in statements
	"ecr:batchgetimage" in statement.actions
	not statement.is_not_action
	every resource in statement.resources {
		startswith(resource.text, "ecr:")
	}
}

# The jobs of a validation, by the validation and their own path.
reach_jobs[[where, path]] := transform.job if {
	some where, _ in reach_validations
	some [name, path], transform in transform_jobs
	name == where[0]
}

# A prefix stands for everything that begins with it, a manifest for itself.
reach_more(source) := "${any}" if object.get(source, "S3DataType", "S3Prefix") == "S3Prefix"

else := ""

reach_object(role, value, action, more, what) := {
	"role": role, "action": action, "wanted": wanted, "what": what, "text": text(value), "more": {}, "key": key,
} if {
	place := reach_place(value)
	reach_is_told(place.bucket)
	key := reach_key(place)
	end := reach_end(place.key, trim_suffix(more, "${any}"))
	told_part := reach_told(place, end)
	wanted := concat("", [told_part, reach_any(more)])
}

# (What a body of a chain gives has to be defined by what is asked in it: the engine does not go on to the next.)
reach_told(place, end) := concat("", [whole, "/", end]) if {
	not contains(end, "${")
	whole := pol_named[place.logical_id].arn
} else := canonical(concat("", ["arn:aws:s3:::", place.bucket, "/", end]))

reach_any(more) := "" if more == ""

else := "${any}"

# Bucket and key: s3_place(), which is slow, for other forms only.
reach_place(value) := place if {
	place := s3(value)
} else := s3_place(value) if startswith(text(value), "https://")

reach_end(key, more) := "" if key == ""

else := concat("", [trim_suffix(key, "/"), more]) if startswith(more, "/")

else := concat("", [key, more])

reach_bucket(role, value, action, what) := {
	"role": role, "action": action, "wanted": wanted, "what": what, "text": concat("", ["s3://", place.bucket]),
	"more": {"s3:prefix": canonical(place.key)}, "key": "",
} if {
	place := reach_place(value)
	reach_is_told(place.bucket)
	wanted := reach_bucket_arn(place)
}

reach_bucket_arn(place) := whole if {
	whole := pol_named[place.logical_id].arn
} else := canonical(concat("", ["arn:aws:s3:::", place.bucket]))

# A bucket that is told by name. `s3://${Bucket.Arn}` is another mistake (S3-009).
reach_is_told(bucket) if {
	bucket != ""
	not contains(bucket, ".")
	not contains(bucket, ":")
} else if {
	literal(bucket)
	bucket != ""
	not contains(bucket, ":")
} else if {
	contains(bucket, "${AWS.")
	not contains(bucket, ":")
	not regex.match(`\$\{[A-Za-z0-9]+\.[A-Za-z]*(Arn|Name|URL)\}`, bucket)
}

# The key that the objects of a bucket of this template are encrypted with.
default reach_key(_) := ""

reach_key(place) := bucket_keys[place.logical_id]

# The repository of an image that is pulled with permissions: a private one, not of AWS.
reach_repository(image) := found if {
	startswith(image, "${")
	name := trim_suffix(part_of(substring(image, 2, -1), "}", 0), ".RepositoryUri")
	contains(image, ".RepositoryUri}")
	repositories[name]
	found := pol_named[name].arn
} else := reach_repository_arn(ecr_image(image)) if contains(image, ".dkr")

# The same for an image of a package, of which the parts are known already.
reach_image_repository(where, image) := found if {
	found := reach_repository_arn(registry_images[where])
}

else := reach_repository(image) if startswith(image, "${")

reach_repository_arn(parts) := canonical(whole) if {
	not reach_is_of_aws(parts)
	whole := sprintf("arn:aws:ecr:%v:%v:repository/%v", [parts.region, parts.account, parts.repository])
}

reach_is_of_aws(parts) if aws_image_repositories[parts.repository]

reach_is_of_aws(parts) if startswith(parts.repository, "sagemaker-")

# GetAuthorizationToken is not about a repository: only the resource * has it.
reach_of_ecr("ecr:getauthorizationtoken", _) := "*"

reach_of_ecr(action, wanted) := wanted if action != "ecr:getauthorizationtoken"

# --- judged once

reach_missing[id] := need if {
	some id, need in reach_needs
	role_statements[need.role] != []
	access := role_access(need.role, need.more)
	not role_may(need.role, need.action, need.wanted, access)
	not bucket_may(reach_bucket_of(need.wanted), need.role, need.action, need.wanted, access)
	not reach_repository_may(need, access)
}

default reach_bucket_of(_) := ""

reach_bucket_of(wanted) := part_of(trim_prefix(wanted, "s3:::"), "/", 0) if startswith(wanted, "s3:::")

reach_repository_may(need, access) if {
	some name, statements in repository_statements
	pol_named[name].arn == need.wanted
	some statement in statements
	statement.effect != "Deny"
	pol_may_be_role(statement, need.role)
	pol_may_act(statement, need.action)
	not pol_condition_fails(statement, access)
}

reach_repository_may(need, _) if {
	some name, repository in repositories
	has(repository, "RepositoryPolicyText")
	not repository_statements[name]
	pol_named[name].arn == need.wanted
}

# How an action is written.
reach_spelt := {
	"s3:getobject": "s3:GetObject", "s3:listbucket": "s3:ListBucket", "s3:putobject": "s3:PutObject",
	"s3:getbucketlocation": "s3:GetBucketLocation", "ecr:batchgetimage": "ecr:BatchGetImage",
	"ecr:getdownloadurlforlayer": "ecr:GetDownloadUrlForLayer", "ecr:getauthorizationtoken": "ecr:GetAuthorizationToken",
	"kms:decrypt": "kms:Decrypt", "kms:generatedatakey": "kms:GenerateDataKey",
}

# METADATA
# title: The validation role reaches the model, the data and the image
# description: >-
#   The transform job reads the model and the sample input, lists the input's prefix, pulls the image and writes the
#   output with ValidationRole's permissions. One that is missing fails the job, often after the instances have started:
#   the package ends in Failed and the stack rolls back, minutes to hours later.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
#   description: What the role of CreateModel has to allow, ECR and S3 among them.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html
#   description: The results are written to S3OutputPath.
# custom:
#   id: VP-014
#   severity: error
#   confidence: inferred
#   fix: >-
#     Allow s3:GetObject on the model and the input objects (BUCKET_ARN/PREFIX*), s3:ListBucket on the input bucket's
#     own ARN, s3:PutObject on OUTPUT/*, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on the repository, and
#     ecr:GetAuthorizationToken on *. Where the message names a statement that denies it, or a boundary, narrow that.
violation contains finding("VP-014", where[0], where[1], message) if {
	some [where, _, _], need in reach_missing
	actions := {reach_spelt[other.action] |
		some [other_where, _, _], other in reach_missing
		other_where == where
		other.wanted == need.wanted
		other.text == need.text
	}
	message := sprintf(
		"role %v has no %v on %v, %v%v",
		[need.role, words(actions), need.text, need.what, reach_hint(need)],
	)
}

# What a statement that comes near is about.
reach_hint(need) := sprintf(": the statement in %v is about the bucket, not its objects (/*)", [statement.carrier]) if {
	startswith(need.wanted, "s3:::")
	contains(need.wanted, "/")
	bucket := part_of(need.wanted, "/", 0)
	some statement in role_statements[need.role]
	pol_may_act(statement, need.action)
	some resource in statement.resources
	resource.text == bucket
} else := sprintf(": the statement in %v is about the objects, not the bucket itself", [statement.carrier]) if {
	need.action in {"s3:listbucket", "s3:getbucketlocation"}
	some statement in role_statements[need.role]
	statement.effect == "Allow"
	pol_may_act(statement, need.action)
	some resource in statement.resources
	startswith(resource.text, concat("", [need.wanted, "/"]))
} else := ": it is not about a repository, and is allowed on the resource * only" if {
	need.action == "ecr:getauthorizationtoken"
	some statement in role_statements[need.role]
	pol_may_act(statement, need.action)
} else := ""

violation contains finding("VP-014", where[0], where[1], message) if {
	count(role_denies) > 0
	some [where, _, _], need in reach_needs
	access := role_access(need.role, need.more)
	some statement in role_denials(need.role, need.action, need.wanted, access)
	message := sprintf(
		"role %v is denied %v on %v, %v, by the statement in %v",
		[need.role, reach_spelt[need.action], need.text, need.what, statement.carrier],
	)
}

violation contains finding("VP-014", where[0], where[1], message) if {
	count(reach_bounded) > 0
	some [where, _, _], need in reach_needs
	need.role in reach_bounded
	access := role_access(need.role, need.more)
	boundary_forbids(need.role, need.action, need.wanted, access)
	message := sprintf(
		"the permissions boundary of role %v does not allow %v on %v, %v",
		[need.role, reach_spelt[need.action], need.text, need.what],
	)
}

reach_bounded contains role if {
	some role in validating
	has(roles[role], "PermissionsBoundary")
}

# METADATA
# title: The validation role has permissions
# description: >-
#   Nothing in the template gives ValidationRole a permission, and the package is validated with it while the stack is
#   made: the job cannot read the model, the package ends in Failed and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
#   description: What the role of CreateModel has to allow, ECR and S3 among them.
# custom:
#   id: IM-019
#   severity: info
#   confidence: inferred
#   fix: Add a policy that reaches the model, the sample input, the output and the image.
violation contains finding("IM-019", where[0], where[1], message) if {
	some where, role in reach_validations
	role_is_known[role]
	count(role_statements[role]) == 0
	not pol_bucket_policy_names["${~}"]
	not reach_bucket_policy_names_role(role)
	message := sprintf("role %v has no permission at all: no policy of the template is attached to it", [role])
}

reach_bucket_policy_names_role(role) if {
	some _, statements in bucket_statements
	some statement in statements
	statement.effect != "Deny"
	pol_may_be_role(statement, role)
}

# METADATA
# title: The validation role writes logs
# description: >-
#   Without logs:CreateLogStream and logs:PutLogEvents the transform job writes no log: a validation that fails does not
#   say why.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
#   description: The role of CreateModel has CreateLogGroup, CreateLogStream and PutLogEvents.
# custom:
#   id: IM-003
#   severity: warning
#   confidence: documented
#   fix: >-
#     Allow logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents on
#     arn:PARTITION:logs:REGION:ACCOUNT:log-group:/aws/sagemaker/*.
violation contains finding("IM-003", where[0], where[1], message) if {
	some where, role in reach_validations
	count(role_statements[role]) > 0
	access := role_access(role, {})
	wanted := sprintf("logs:%v:%v:log-group:/aws/sagemaker/TransformJobs:log-stream:${any}", [pol_region, pol_account])
	missing := {spelt |
		some spelt in ["logs:CreateLogStream", "logs:PutLogEvents"]
		not role_may(role, lower(spelt), wanted, access)
	}
	count(missing) > 0
	message := sprintf("role %v has no %v on log-group:/aws/sagemaker/TransformJobs", [role, words(missing)])
}

# --- what a bucket forbids

# METADATA
# title: The bucket's policy lets validation and devices in
# description: >-
#   An explicit Deny wins over every Allow. Validation jobs and devices do not come through the account's VPC endpoints
#   or addresses, and not as the roles that the policy excepts: they get AccessDenied.
# related_resources:
# - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
#   description: An explicit deny in any policy overrides an allow.
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html
#   description: A policy that denies requests from outside a VPC endpoint.
# custom:
#   id: S3-001
#   severity: error
#   confidence: inferred
#   fix: Except the role from the Deny, for example by ArnNotLike aws:PrincipalArn with the role's ARN.
violation contains finding("S3-001", denial[0], denial[1], message) if {
	some denial in reach_denials
	actions := {reach_spelt[other[3]] |
		some other in reach_denials
		array.slice(other, 0, 3) == array.slice(denial, 0, 3)
	}
	message := sprintf("denies role %v %v, which %v needs", [denial[2], words(actions), denial[4]])
}

# Policy, path of the statement, role, action and who needs it.
reach_denials contains [statement.carrier, statement.path, need.role, need.action, where[0]] if {
	count(bucket_statements) > 0
	some [where, _, _], need in reach_needs
	startswith(need.wanted, "s3:::")
	access := role_access(need.role, need.more)
	some statement in bucket_denials(reach_bucket_of(need.wanted), need.role, need.action, need.wanted, access)
}

reach_denials contains [statement.carrier, statement.path, role, need.action, name] if {
	count(bucket_statements) > 0
	some [name, _, _], need in reach_device_needs
	startswith(need.wanted, "s3:::")
	some role in device_roles
	access := role_access(role, {})
	some statement in bucket_denials(reach_bucket_of(need.wanted), role, need.action, need.wanted, access)
}

# METADATA
# title: The output can be encrypted as the bucket's policy asks
# description: >-
#   The policy denies objects that are not encrypted in the way, or with the key, that it names. The transform job uses
#   what TransformOutput says; the results of the validation cannot be written.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html
#   description: >-
#     If the bucket's policy only allows encrypted uploads, set s3:x-amz-server-side-encryption in it to aws:kms.
# custom:
#   id: S3-002
#   severity: error
#   confidence: documented
#   fix: Let the policy ask for aws:kms, and give TransformOutput.KmsKeyId the key that it names.
violation contains finding("S3-002", statement.carrier, statement.path, message) if {
	count(bucket_statements) > 0
	some [where, kind, path], need in reach_needs
	kind == "output"
	job := reach_jobs[[where, path]]
	some statement in bucket_statements[reach_bucket_of(need.wanted)]
	statement.effect == "Deny"
	pol_must_be_role(statement, need.role)
	pol_must_be_about(statement, "s3:putobject", need.wanted)
	asked := [condition | some condition in statement.conditions; not reach_asks_for_header(condition)]
	count(asked) == 1
	wrong := reach_wrong_encryption(asked[0], job.TransformOutput, count(asked) < count(statement.conditions))
	message := sprintf("denies the output of %v: %v", [where[0], wrong])
}

# The condition that a header is there at all.
reach_asks_for_header(["null", key, ["false"]]) if startswith(key, "s3:x-amz-server-side-encryption")

# `if_given`: the statement is about requests that have the header.
reach_wrong_encryption([operator, "s3:x-amz-server-side-encryption", ["AES256"]], _, _) := wrong if {
	operator == "stringnotequals"
	wrong := "it is encrypted with aws:kms, the policy asks for AES256"
}

reach_wrong_encryption([operator, key, [asked]], output, if_given) := wrong if {
	key == "s3:x-amz-server-side-encryption-aws-kms-key-id"
	operator in {"stringnotequals", "arnnotequals", "stringnotlike", "arnnotlike"}
	not if_given
	not has(output, "KmsKeyId")
	wrong := sprintf("TransformOutput has no KmsKeyId, the policy asks for %v", [pol_shown(asked)])
} else := wrong if {
	key == "s3:x-amz-server-side-encryption-aws-kms-key-id"
	trim_suffix(operator, "ifexists") in {"stringnotequals", "arnnotequals", "stringnotlike", "arnnotlike"}
	used := reach_key_arn(output.KmsKeyId)
	not contains(used, "${~}")
	not pol_may_match(pol_pattern(asked), used)
	wrong := sprintf("TransformOutput.KmsKeyId is %v, the policy asks for %v", [pol_shown(used), pol_shown(asked)])
}

reach_key_arn(value) := found if {
	name := key_of(value)
	found := pol_named[name].arn
} else := canonical(text(value)) if contains(text(value), ":key/")

# --- what the role of a model needs

# METADATA
# title: The execution role of a model reaches its data and image
# description: >-
#   SageMaker fetches model and image with the execution role, when the model is made and whenever an endpoint gets another
#   instance: "Could not access model data", or the endpoint fails, also one that has run for months.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
#   description: What the role of CreateModel has to allow, ECR and S3 among them.
# custom:
#   id: MP-045
#   severity: error
#   confidence: documented
#   fix: >-
#     Allow s3:GetObject on the model, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on the repository, and
#     ecr:GetAuthorizationToken on *.
violation contains finding("MP-045", model, ["ExecutionRoleArn"], message) if {
	some [model, _, _], need in reach_model_missing
	actions := {reach_spelt[other.action] |
		some [other_model, _, _], other in reach_model_missing
		other_model == model
		other.text == need.text
	}
	message := sprintf("role %v has no %v on %v, %v%v", [need.role, words(actions), need.text, need.what, reach_hint(need)])
}

reach_model_missing[id] := need if {
	some id, need in reach_model_needs
	role_statements[need.role] != []
	access := role_access(need.role, need.more)
	not role_may(need.role, need.action, need.wanted, access)
	not bucket_may(reach_bucket_of(need.wanted), need.role, need.action, need.wanted, access)
	not reach_repository_may(need, access)
}

reach_model_roles[model] := role if {
	some model, given in models
	role := role_of(given.ExecutionRoleArn)
}

reach_model_containers contains [name, ["PrimaryContainer"], container] if {
	some name, _ in reach_model_roles
	container := models[name].PrimaryContainer
	is_object(container)
}

reach_model_containers contains [name, ["Containers", index], container] if {
	some name, _ in reach_model_roles
	some index, container in list(models[name], "Containers")
}

reach_model_needs[[model, "model", path]] := need if {
	some [model, path, container] in reach_model_containers
	need := reach_object(reach_model_roles[model], container.ModelDataUrl, "s3:getobject", "", "the model")
}

# A package of the template: the model is that of its containers.
reach_model_needs[[model, "package", archive]] := need if {
	some [model, _, container] in reach_model_containers
	some [name, archive], value in model_archives
	name == target(container.ModelPackageName)
	"InferenceSpecification" in archive
	need := reach_object(reach_model_roles[model], value, "s3:getobject", "", "the model of its package")
}

reach_model_needs[[model, action, path]] := need if {
	some [model, path, container] in reach_model_containers
	image := text(container.Image)
	wanted := reach_repository(image)
	some action in ["ecr:batchgetimage", "ecr:getdownloadurlforlayer", "ecr:getauthorizationtoken"]
	need := {
		"role": reach_model_roles[model], "action": action, "wanted": reach_of_ecr(action, wanted), "what": "the image",
		"text": image, "more": {}, "key": "",
	}
}

# --- keys

# METADATA
# title: The validation role may use the keys of its data
# description: >-
#   Objects of a bucket with a customer managed key are read with kms:Decrypt and written with kms:GenerateDataKey, by
#   the role that reads and writes them. It needs both the role's policy and a key policy that lets it: otherwise the
#   job fails with AccessDenied, although the S3 permissions are there. For a key of the instances' volumes SageMaker
#   makes a grant in the role's name.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
#   description: kms:CreateGrant, where a key is named for the storage volume.
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
#   description: To read an encrypted object kms:Decrypt is needed, to write one kms:GenerateDataKey.
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
#   description: IAM policies allow the use of a key only if the key policy lets them.
# custom:
#   id: KMS-001
#   severity: error
#   confidence: documented
#   fix: Allow the role kms:Decrypt and kms:GenerateDataKey on the key, in its policy or in the key's.
violation contains finding("KMS-001", where[0], where[1], message) if {
	some [where, _, _], need in reach_needs
	need.key != ""
	some action in reach_key_actions[need.action]
	access := role_access(need.role, {"kms:viaservice": sprintf("s3.%v.amazonaws.com", [pol_region])})
	reach_key_refused(need.key, need.role, action, access)
	bucket := part_of(substring(need.text, 5, -1), "/", 0)
	message := sprintf(
		"role %v has no %v on key %v, which encrypts bucket %v",
		[need.role, reach_spelt[action], need.key, bucket],
	)
}

violation contains finding("KMS-001", where[0], where[1], message) if {
	some [where, path], job in reach_jobs
	key := key_of(job.TransformOutput.KmsKeyId)
	role := reach_validations[where]
	access := role_access(role, {"kms:viaservice": sprintf("s3.%v.amazonaws.com", [pol_region])})
	reach_key_refused(key, role, "kms:generatedatakey", access)
	message := sprintf(
		"role %v has no kms:GenerateDataKey on key %v, with which the output is to be encrypted",
		[role, key],
	)
}

violation contains finding("KMS-001", where[0], where[1], message) if {
	some [where, path], job in reach_jobs
	key := key_of(job.TransformResources.VolumeKmsKeyId)
	role := reach_validations[where]
	access := role_access(role, {"kms:viaservice": sprintf("sagemaker.%v.amazonaws.com", [pol_region])})
	reach_key_refused(key, role, "kms:creategrant", access)
	message := sprintf(
		"role %v has no kms:CreateGrant on key %v, with which the instances' volumes are to be encrypted",
		[role, key],
	)
}

reach_key_actions := {"s3:getobject": ["kms:decrypt"], "s3:putobject": ["kms:generatedatakey"]}

reach_key_refused(key, role, action, access) if {
	role_is_known[role]
	count(role_statements[role]) > 0
	not key_may(key, role, action, access)
}

# --- what a device needs

reach_device_needs[[name, "artifact", index]] := need if {
	count(device_roles) > 0
	some [name, index], uri in reach_artifacts
	startswith(uri, "s3://")
	need := reach_object("", uri, "s3:getobject", "", "an artifact")
}

reach_device_needs[[name, "location", index]] := need if {
	count(device_roles) > 0
	some [name, index], uri in reach_artifacts
	startswith(uri, "s3://")
	need := reach_bucket("", uri, "s3:getbucketlocation", "the bucket of an artifact")
}

reach_device_needs[[name, action, index]] := need if {
	count(device_roles) > 0
	some [name, index], uri in reach_artifacts
	startswith(uri, "docker:")
	image := trim_prefix(uri, "docker:")
	wanted := reach_repository(image)
	some action in ["ecr:batchgetimage", "ecr:getdownloadurlforlayer", "ecr:getauthorizationtoken"]
	need := {
		"role": "", "action": action, "wanted": reach_of_ecr(action, wanted), "what": "a Docker artifact",
		"text": uri, "more": {}, "key": "",
	}
}

# The URIs of the artifacts of components.
reach_artifacts[[name, [manifest_index, index]]] := uri if {
	some [name, manifest_index, index], artifact in artifacts
	uri := text(artifact.uri)
}

# METADATA
# title: Devices can read the artifacts of the components
# description: >-
#   A core device downloads artifacts with the token exchange role: it asks for the bucket's region and reads the
#   object. The role that Greengrass makes by default may do neither. The deployment fails on every device, with 403.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/device-service-role.html
#   description: Allow s3:GetObject on the artifacts; the default role does not.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html
#   description: 403 when the role has no s3:GetBucketLocation.
# custom:
#   id: GG-037
#   severity: error
#   confidence: documented
#   fix: >-
#     Allow the device role s3:GetObject on the artifacts (BUCKET_ARN/PREFIX/*) and s3:GetBucketLocation on the bucket's
#     ARN.
violation contains finding("GG-037", role, reach_role_path(role), message) if {
	some [name, kind, _], need in reach_device_needs
	kind in {"artifact", "location"}
	reach_no_device_may(need)
	some role in device_roles
	message := sprintf(
		"role %v has no %v on %v, %v of component %v%v",
		[role, reach_spelt[need.action], need.text, need.what, name, reach_hint(object.union(need, {"role": role}))],
	)
}

reach_role_path(role) := ["Policies"] if has(roles[role], "Policies")

else := []

reach_no_device_may(need) if {
	every role in device_roles {
		access := role_access(role, {})
		reach_device_may_not(role, need, access)
	}
}

reach_device_may_not(role, need, access) if {
	not role_may(role, need.action, need.wanted, access)
	not bucket_may(reach_bucket_of(need.wanted), role, need.action, need.wanted, access)
	not reach_repository_may(object.union(need, {"role": role}), access)
}

reach_device_may_not(role, need, access) if count(role_denials(role, need.action, need.wanted, access)) > 0

# METADATA
# title: Devices can pull the images of the components
# description: >-
#   A Docker artifact in a private ECR repository is pulled with the token exchange role. Without these permissions the
#   component cannot be installed on any device.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/run-docker-container.html
#   description: >-
#     The device role allows ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer.
# custom:
#   id: GG-070
#   severity: error
#   confidence: documented
#   fix: >-
#     Allow the device role ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on the repository, and
#     ecr:GetAuthorizationToken on *.
violation contains finding("GG-070", role, reach_role_path(role), message) if {
	some [name, kind, _], need in reach_device_needs
	startswith(kind, "ecr:")
	reach_no_device_may(need)
	some role in device_roles
	message := sprintf(
		"role %v has no %v on %v, %v of component %v%v",
		[role, reach_spelt[need.action], need.text, need.what, name, reach_hint(object.union(need, {"role": role}))],
	)
}

# METADATA
# title: Devices may use the key of the artifacts
# description: >-
#   Artifacts in a bucket with a customer managed key are read with kms:Decrypt by the token exchange role. Without it
#   the download fails with AccessDenied on every device.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
#   description: To read an encrypted object kms:Decrypt is needed.
# custom:
#   id: KMS-002
#   severity: error
#   confidence: documented
#   fix: Allow the device role kms:Decrypt on the key, in its policy or in the key's.
violation contains finding("KMS-002", role, reach_role_path(role), message) if {
	some [name, kind, _], need in reach_device_needs
	kind == "artifact"
	need.key != ""
	some role in device_roles
	access := role_access(role, {"kms:viaservice": sprintf("s3.%v.amazonaws.com", [pol_region])})
	reach_key_refused(need.key, role, "kms:decrypt", access)
	message := sprintf(
		"role %v has no kms:Decrypt on key %v, which encrypts %v, an artifact of component %v",
		[role, need.key, need.text, name],
	)
}

# METADATA
# title: Devices cannot change what they run
# description: >-
#   A device, or who takes its certificate, could replace or delete the artifacts that every other device downloads.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/security-best-practices.html
#   description: Grant only the minimum permissions to devices.
# custom:
#   id: GG-071
#   severity: warning
#   confidence: inferred
#   fix: Limit the device role to s3:GetObject on the artifacts.
violation contains finding("GG-071", statement.carrier, array.concat(statement.path, ["Action"]), message) if {
	some [name, kind, _], need in reach_device_needs
	kind == "artifact"
	some role in device_roles
	some statement in role_statements[role]
	statement.effect == "Allow"
	statement.raw != {}
	acts := {spelt |
		some spelt in ["s3:PutObject", "s3:DeleteObject"]
		pol_must_act(statement, lower(spelt))
	}
	count(acts) > 0
	pol_must_reach(statement, need.wanted)
	message := sprintf(
		"device role %v may %v artifact %v of component %v",
		[role, concat(" and ", sort([act | some act in acts])), need.text, name],
	)
}

# METADATA
# title: The device role trusts the credentials provider
# description: >-
#   Devices get the role's credentials from AWS IoT, whose principal is credentials.iot.amazonaws.com. A role that
#   trusts another one, such as iot.amazonaws.com or greengrass.amazonaws.com, gives none: no artifact can be
#   downloaded.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/device-service-role.html
#   description: The trust policy names the principal credentials.iot.amazonaws.com.
# - ref: https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
#   description: The role of a role alias trusts credentials.iot.amazonaws.com.
# custom:
#   id: GG-072
#   severity: error
#   confidence: documented
#   fix: >-
#     Allow sts:AssumeRole to the principal {"Service": "credentials.iot.amazonaws.com"} in the role's trust policy.
violation contains finding("GG-072", name, ["RoleArn"], message) if {
	some name, alias in role_aliases
	role := role_of(alias.RoleArn)
	trust_statements[role]
	count(role_trusting(role, "credentials.iot.amazonaws.com")) == 0
	message := sprintf(
		"role %v cannot be assumed by credentials.iot.amazonaws.com: it trusts %v",
		[role, role_trusted(role)],
	)
}

violation contains finding("GG-072", name, ["RoleArn"], message) if {
	some name, alias in role_aliases
	role := role_of(alias.RoleArn)
	statements := role_trusting(role, "credentials.iot.amazonaws.com")
	count(statements) > 0
	locks := [lock | some statement in statements; lock := reach_device_locks(statement)[0]]
	count(locks) == count(statements)
	message := sprintf("the trust policy of %v locks devices out: %v", [role, locks[0]])
}

reach_device_locks(statement) := found if {
	found := [lock |
		some condition in statement.conditions
		some lock in reach_device_lock(condition)
	]
	count(found) > 0
}

reach_device_lock([operator, "aws:sourceaccount", values]) := {lock} if {
	pol_plain(operator) in pol_positive
	deploy_account
	not pol_value_may(operator, values, deploy_account)
	lock := sprintf("aws:SourceAccount %v is not the stack's account %v", [words(values), deploy_account])
}

reach_device_lock([operator, "aws:sourcearn", values]) := {lock} if {
	pol_plain(operator) in pol_positive
	not pol_value_may(operator, values, "iot:${~}")
	lock := sprintf("aws:SourceArn %v is of another service than AWS IoT", [words(values)])
}

reach_device_lock([operator, key, _]) := {lock} if {
	operator in pol_positive
	key in role_absent_keys
	lock := sprintf("AWS IoT sends no %v", [key])
}

# METADATA
# title: The permissions of the validation are those of its role
# description: >-
#   A role of the template may read the model, but it is not the ValidationRole, and the ValidationRole may do nothing:
#   its policy is attached to another role. The job cannot read the model, the package ends in Failed and the stack rolls
#   back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageValidationSpecification.html
#   description: The role that the validation runs as.
# custom:
#   id: IM-024
#   severity: error
#   confidence: inferred
#   fix: Attach the policy to the ValidationRole, or name the other role there.
violation contains finding("IM-024", where[0], where[1], message) if {
	some where, role in reach_validations
	role_is_known[role]
	count(role_statements[role]) == 0
	not reach_bucket_policy_names_role(role)
	some [same, "artifact", _], need in reach_needs
	same == where
	others := {other |
		some other, statements in role_allows
		other != role
		some statement in statements
		pol_may_act(statement, need.action)
		pol_may_reach(statement, need.wanted)
	}
	count(others) > 0
	message := sprintf("role %v has no permission; %v may read the model, which the validation does not run as", [role, words(others)])
}
