# ECR repositories whose images packages and components run.
package cdk_model_packages

import rego.v1

# METADATA
# title: Images of packages do not expire
# description: >-
#   The repository's lifecycle policy deletes images with tags, by age or number: the one that a package or component
#   names will be among them. The package stays in the registry and can no longer be deployed.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
#   description: tagStatus any and tagged select images with tags; any, when it is the only rule, all of them.
# custom:
#   id: ECR-002
#   severity: warning
#   confidence: inferred
#   fix: Let the rule select untagged images only, or tags that packages do not use.
violation contains finding("ECR-002", name, ["LifecyclePolicy", "LifecyclePolicyText"], message) if {
	some [name, tag, of] in repository_tags
	whole := repositories[name].LifecyclePolicy.LifecyclePolicyText
	is_string(whole)
	json.is_valid(whole)
	some rule in json.unmarshal(whole).rules
	rule.action.type == "expire"
	repository_selects(rule.selection, tag)
	message := sprintf(
		"expires tag %v, which %v uses: rule %v selects %v by %v",
		[tag, of, rule.rulePriority, rule.selection.tagStatus, rule.selection.countType],
	)
}

# Tags of this template's repositories that packages or components use, and by whom.
repository_tags contains [found[0], found[1], where[0]] if {
	count(repositories) > 0
	some where, image in images
	found := repository_of_image(image.text)
}

repository_tags contains [found[0], found[1], where[0]] if {
	count(repositories) > 0
	some where, uri in reach_artifacts
	startswith(uri, "docker:")
	found := repository_of_image(trim_prefix(uri, "docker:"))
}

repository_of_image(image) := [names[0], tag] if {
	not contains(image, "@")
	parts := split(image, "/")
	last := split(parts[count(parts) - 1], ":")
	tag := last[1]
	not contains(tag, "${")
	names := [name |
		some name, repository in repositories
		repository_is_called(name, repository, image, last[0])
	]
}

repository_is_called(name, _, image, _) if startswith(image, sprintf("${%v.RepositoryUri}", [name]))

repository_is_called(name, _, image, last) if {
	contains(image, ".dkr.ecr.")
	last == sprintf("${%v}", [name])
}

repository_is_called(_, repository, image, _) if {
	literal(repository.RepositoryName)
	parts := ecr_image(image)
	parts.repository == repository.RepositoryName
	not repository_is_elsewhere(parts)
}

repository_is_elsewhere(parts) if {
	regex.match(`^\d{12}$`, parts.account)
	deploy_account != parts.account
}

repository_is_elsewhere(parts) if {
	not contains(parts.region, "${")
	deploy_region != parts.region
}

repository_selects(selection, _) if selection.tagStatus == "any"

repository_selects(selection, tag) if {
	selection.tagStatus == "tagged"
	some prefix in selection.tagPrefixList
	startswith(tag, prefix)
}

repository_selects(selection, tag) if {
	selection.tagStatus == "tagged"
	some pattern in selection.tagPatternList
	pol_matches(pol_pattern(pattern), tag)
}

# METADATA
# title: A lifecycle policy is one that ECR takes
# description: >-
#   ECR refuses a policy whose rules contradict its grammar, and the stack rolls back: priorities are used once, a rule
#   for any image comes last, tagged images are selected by prefixes or patterns, images by age need a unit.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
#   description: A rule with tagStatus any must have the highest value for rulePriority; what each tagStatus asks for.
# custom:
#   id: ECR-004
#   severity: error
#   confidence: documented
#   fix: Give the rule for any image the highest rulePriority, each rule one of its own, and what its selection asks for.
violation contains finding("ECR-004", name, ["LifecyclePolicy", "LifecyclePolicyText"], message) if {
	some name, rules in repository_rules
	some rule in rules
	rule.selection.tagStatus == "any"
	some other in rules
	other.rulePriority > rule.rulePriority
	message := sprintf("rule %v is for any image, and rule %v comes after it", [rule.rulePriority, other.rulePriority])
}

violation contains finding("ECR-004", name, ["LifecyclePolicy", "LifecyclePolicyText"], message) if {
	some name, rules in repository_rules
	some index, rule in rules
	some other_index, other in rules
	index < other_index
	rule.rulePriority == other.rulePriority
	message := sprintf("rulePriority %v is there twice", [rule.rulePriority])
}

violation contains finding("ECR-004", name, ["LifecyclePolicy", "LifecyclePolicyText"], message) if {
	some name, rules in repository_rules
	some rule in rules
	wrong := repository_wrong_selection(rule.selection)
	message := sprintf("rule %v: %v", [rule.rulePriority, wrong])
}

repository_wrong_selection(selection) := "tagged images without tagPrefixList or tagPatternList" if {
	selection.tagStatus == "tagged"
	not gives(selection, "tagPrefixList")
	not gives(selection, "tagPatternList")
} else := "tagPrefixList and tagPatternList together" if {
	gives(selection, "tagPrefixList")
	gives(selection, "tagPatternList")
} else := sprintf("tags beside tagStatus %v", [selection.tagStatus]) if {
	selection.tagStatus in {"any", "untagged"}
	repository_selects_tags(selection)
} else := "sinceImagePushed without countUnit days" if {
	selection.countType == "sinceImagePushed"
	object.get(selection, "countUnit", "") != "days"
} else := "countUnit beside imageCountMoreThan" if {
	selection.countType == "imageCountMoreThan"
	has(selection, "countUnit")
}

repository_selects_tags(selection) if gives(selection, "tagPrefixList")

else if gives(selection, "tagPatternList")

# The rules of lifecycle policies, where the template tells them.
repository_rules[name] := rules if {
	some name, repository in repositories
	whole := repository.LifecyclePolicy.LifecyclePolicyText
	is_string(whole)
	json.is_valid(whole)
	document := json.unmarshal(whole)
	rules := document.rules
	is_array(rules)
	every rule in rules {
		is_object(rule)
		is_number(rule.rulePriority)
		is_object(rule.selection)
	}
}

# METADATA
# title: A repository's policy names no resource
# description: >-
#   The policy of a repository is about that repository. ECR refuses a statement with Resource: "Invalid parameter at
#   'PolicyText' failed to satisfy constraint: 'Invalid repository policy provided'"; the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
#   description: The examples have no Resource.
# - ref: https://github.com/aws/aws-cdk/issues/24314
#   description: A Resource in the policy fails the deployment.
# custom:
#   id: ECR-005
#   severity: error
#   confidence: inferred
#   fix: Remove Resource.
violation contains finding("ECR-005", name, ["RepositoryPolicyText"], message) if {
	some name, repository in repositories
	document := pol_document(repository.RepositoryPolicyText)
	some statement in pol_list(document.Statement)
	is_object(statement)
	some key in ["Resource", "NotResource"]
	has(statement, key)
	message := sprintf("a statement has %v, which ECR refuses", [key])
}

# METADATA
# title: Who may pull an image may pull all of it
# description: >-
#   A pull asks for the manifest (ecr:BatchGetImage) and for the layers (ecr:GetDownloadUrlForLayer). With one of the two
#   SageMaker in the other account fails when it makes the model: the repository does not grant the rest.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
#   description: Pulling needs BatchGetImage and GetDownloadUrlForLayer.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy-xaccount.html
#   description: The actions on the repository for another account.
# custom:
#   id: ECR-006
#   severity: warning
#   confidence: documented
#   fix: Allow ecr:BatchGetImage and ecr:GetDownloadUrlForLayer.
violation contains finding("ECR-006", name, array.concat(statement.path, ["Action"]), message) if {
	some name, statements in repository_statements
	some statement in statements
	statement.effect == "Allow"
	not statement.is_not_action
	not contains(json.marshal(statement.principals), "~")
	some [one, other] in [
		["ecr:batchgetimage", "ecr:getdownloadurlforlayer"], ["ecr:getdownloadurlforlayer", "ecr:batchgetimage"],
	]
	pol_listed(statement.actions, one)
	not repository_gives(statements, other, statement.principals)
	message := sprintf("allows %v without %v: the image cannot be pulled", [reach_spelt[one], reach_spelt[other]])
}

# Whether a statement gives an action to one of those, or may.
repository_gives(statements, action, principals) if {
	some statement in statements
	pol_may_act(statement, action)
	some principal in array.concat(principals, [["AWS", "*"], ["*", "*"], ["*", "${~}"]])
	principal in statement.principals
}

# METADATA
# title: Tags of a repository of images stay as they are
# description: >-
#   With mutable tags a push replaces the image behind a package that is approved, without a new version or approval.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
#   description: Immutable tags cannot be overwritten.
# custom:
#   id: ECR-007
#   severity: warning
#   confidence: documented
#   fix: "Set ImageTagMutability: IMMUTABLE, or name images by their digest."
violation contains finding("ECR-007", name, ["ImageTagMutability"], message) if {
	some name, repository in repositories
	repository.ImageTagMutability == "MUTABLE"
	used := [image | some _, image in images; container_is_of_repository(image.text, name, repository)]
	not repository_is_pinned(used)
	message := "tags are MUTABLE: a push replaces the image of every package that names it by a tag"
}

repository_is_pinned(used) if {
	count(used) > 0
	every image in used {
		repository_is_digest(image)
	}
}

repository_is_digest(image) if startswith(image.digest, "sha256:")

repository_is_digest(image) if contains(image.text, "@sha256:")
