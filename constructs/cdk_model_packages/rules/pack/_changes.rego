# What all rules about two templates share. `changes[name]` is what a deploy does to a resource: see
# review/changes/facts.py. Without an older template there are none, and the rules that start from them say nothing.
package cdk_model_packages

import rego.v1

changes[name] := change if some name, change in review_context.changes

# Resources that both templates have.
changed[name] := change if {
	some name, change in changes
	change.action in {"updated", "replaced"}
	change.type == change.before_type
}

# Resources that the newer template does not have any more.
changes_gone[name] := change if {
	some name, change in changes
	change.action in {"deleted", "retained"}
}

changes_package_type := "AWS::SageMaker::ModelPackage"

changes_group_type := "AWS::SageMaker::ModelPackageGroup"

changes_component_type := "AWS::GreengrassV2::ComponentVersion"

changes_deployment_type := "AWS::GreengrassV2::Deployment"

# What holds a registry's history: deleted, it cannot be made again.
changes_registry_nouns := {
	"AWS::SageMaker::Algorithm": "algorithm",
	"AWS::SageMaker::ModelCard": "model card",
	"AWS::SageMaker::ModelPackage": "package",
	"AWS::SageMaker::ModelPackageGroup": "model package group",
}

# A package of a group is a version of it.
changes_noun(change) := "version" if changes_is_version(change)

changes_noun(change) := changes_registry_nouns[change.type] if not changes_is_version(change)

changes_is_version(change) if {
	change.type == changes_package_type
	some side in ["before", "after"]
	has(change[side], "ModelPackageGroupName")
}

# The property that a replacement is due to, and in words what that is due to.
changes_why(change) := {"path": split(change.create_only[0], "."), "words": changes_why_words(change)}

changes_why_words(change) := changes_of(own) if {
	own := {part_of(path, ".", 0) | some path in change.create_only; not change.causes[path]}
	count(own) > 0
}

changes_why_words(change) := sprintf("the replacement of %v", [concat(" and ", sort(causes))]) if {
	causes := {cause | some path in change.create_only; cause := change.causes[path]}
	count(causes) > 0
	every path in change.create_only { change.causes[path] }
}

changes_of(keys_) := sprintf("the change of %v", [words(keys_)]) if count(keys_) > 1

else := concat("", keys_)

# Values of facts are plain: references are texts. One with "${Unknown}" is not determined.
changes_told(value) if {
	value != null
	not contains(json.marshal(value), "${Unknown}")
}

changes_true(value) if value == true

changes_true(value) if value == "true"

changes_keeps(value) if value in {"Retain", "RetainExceptOnCreate"}

# A policy that kept the resource, and does not any more.
changes_dropped_retention(change) := {key |
	some key in ["DeletionPolicy", "UpdateReplacePolicy"]
	changes_keeps(change.before_policies[key])
	not changes_keeps(object.get(change.after_policies, key, "Delete"))
}

# A list as it is written, or one value as a list.
changes_list(value) := value if is_array(value)

changes_list(value) := [value] if {
	not is_array(value)
	value != null
}

changes_list(value) := [] if value == null

# A version that goes backwards.
changes_backwards(old, new) if {
	old != new
	semver.is_valid(old)
	semver.is_valid(new)
	semver.compare(new, old) < 0
}
