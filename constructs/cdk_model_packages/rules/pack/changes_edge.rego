# What a deploy does at the edge: component versions that collide or go backwards, targets that move, devices that lose
# a component.
package cdk_model_packages

import rego.v1

# METADATA
# title: A changed recipe has a new ComponentVersion
# description: >-
#   A component's name and version cannot be published twice, and any change of the recipe's text publishes it anew.
#   Greengrass answers with a conflict: the update fails and rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html
#   description: A version cannot be edited; each has to be unique.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html
#   description: Update requires Replacement, for InlineRecipe and LambdaFunction.
# custom:
#   id: GG-005
#   severity: error
#   confidence: documented
#   fix: Raise ComponentVersion with every change of the recipe or of an artifact.
violation contains finding("GG-005", name, why.path, message) if {
	some name, change in changed
	change.type == changes_component_type
	change.action == "replaced"
	change.before_component == change.after_component
	why := changes_why(change)
	message := sprintf("%v changes, and it is still version %v of %v, which exists already", [
		why.words, change.after_component.version, change.after_component.name,
	])
}

# METADATA
# title: A component version is published once
# description: >-
#   The component is published under another logical id, in a version that the stack has published already. It is made
#   before the old one is deleted, and also when that is retained: Greengrass answers with a conflict.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html
#   description: A version cannot be edited; each has to be unique.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html
#   description: A logical id is changed without a new resource by a stack refactoring.
# custom:
#   id: GG-060
#   severity: error
#   confidence: documented
#   fix: Keep the logical id, or raise ComponentVersion.
violation contains resource_finding("GG-060", name, message) if {
	some name, change in changes
	change.action == "created"
	some old, gone in changes_gone
	gone.before_component == change.after_component
	message := sprintf("%v %v was published as %v already, and cannot be published again", [
		change.after_component.name, change.after_component.version, old,
	])
}

# METADATA
# title: A component's version goes up
# description: >-
#   Greengrass takes the highest version that fits. Devices that depend on a range stay at the higher version or go back
#   to it, and a number below one that was published is often taken.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/develop-greengrass-components.html
#   description: Versions are semantic versions; each revision has a higher one.
# custom:
#   id: GG-061
#   severity: warning
#   confidence: inferred
#   fix: Publish the older content under a higher version, or deploy the older version that exists already.
violation contains finding("GG-061", name, ["InlineRecipe"], message) if {
	some name, change in changed
	change.type == changes_component_type
	changes_component_backwards(change.before_component, change.after_component)
	message := changes_backwards_message(change.before_component, change.after_component)
}

violation contains finding("GG-061", name, ["InlineRecipe"], message) if {
	some name, change in changes
	change.action == "created"
	some gone in changes_gone
	changes_component_backwards(gone.before_component, change.after_component)
	message := changes_backwards_message(gone.before_component, change.after_component)
}

changes_component_backwards(old, new) if {
	old.name == new.name
	changes_backwards(old.version, new.version)
}

changes_backwards_message(old, new) := sprintf("%v goes back from version %v to %v", [new.name, old.version, new.version])

# METADATA
# title: A component version that leaves the stack is retained
# description: >-
#   CloudFormation deletes the version's recipe and artifacts. Deployments that refer to it fail, also those that were
#   not made by this stack.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteComponent.html
#   description: Deployments that refer to the deleted component version fail.
# custom:
#   id: GG-062
#   severity: warning
#   confidence: documented
#   fix: "Deploy DeletionPolicy: Retain first and remove the component after that; or keep it in the template."
violation contains resource_finding("GG-062", name, message) if {
	some name, change in changes
	change.action == "deleted"
	change.type == changes_component_type
	not changes_goes_on(change)
	message := sprintf("%v is not in the template any more, and is deleted: deployments that name it fail", [
		changes_component_words(name, change),
	])
}

# A component of which the newer template has another version.
changes_goes_on(change) if change.before_component.name in changes_published_names

changes_published_names contains name if {
	some change in changes
	name := change.after_component.name
}

changes_published_names contains name if {
	some recipe in review_context.recipes
	name := recipe.document.ComponentName
}

changes_component_words(name, change) := name if not change.before_component

changes_component_words(_, change) := sprintf("%v %v", [
	change.before_component.name, change.before_component.version,
])

# METADATA
# title: The component version before a new one can be kept
# description: >-
#   A new version is published and the one before it is deleted. Devices cannot go back to it, and a deployment
#   elsewhere that names it fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteComponent.html
#   description: Deployments that refer to the deleted component version fail.
# custom:
#   id: GG-063
#   severity: info
#   confidence: documented
#   fix: "Give the component DeletionPolicy and UpdateReplacePolicy: Retain, if older versions should stay deployable."
violation contains resource_finding("GG-063", name, message) if {
	some name, change in changes
	change.type == changes_component_type
	changes_is_bumped(change)
	not change.keeps_old
	change.before_component != object.get(change, "after_component", null)
	message := sprintf("%v is deleted once the new version is published", [changes_component_words(name, change)])
}

changes_is_bumped(change) if change.action == "replaced"

changes_is_bumped(change) if {
	change.action == "deleted"
	changes_goes_on(change)
}

# METADATA
# title: A deployment names a component version that stays
# description: >-
#   The deploy deletes a component version that a deployment of the template still names. Devices that get the
#   deployment after that cannot resolve it, and the deployment fails on them.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteComponent.html
#   description: Deployments that refer to the deleted component version fail.
# custom:
#   id: GG-064
#   severity: warning
#   confidence: documented
#   fix: Name the new version in the deployment, or retain the old one.
violation contains finding("GG-064", name, ["Components", component.name, "ComponentVersion"], message) if {
	some change in changes
	change.type == changes_component_type
	change.action in {"replaced", "deleted"}
	not change.keeps_old
	component := change.before_component
	change.before_component != object.get(change, "after_component", null)
	not component in changes_published
	some name, deployment in deployments
	deployment.Components[component.name].ComponentVersion == component.version
	message := sprintf("the deployment names %v %v, which this deploy deletes", [component.name, component.version])
}

changes_published contains published if {
	some change in changes
	change.after_component
	published := change.after_component
}

changes_published contains published if {
	some recipe in review_context.recipes
	document := recipe.document
	is_object(document)
	called := document.ComponentName
	version := document.ComponentVersion
	published := {"name": called, "version": version}
}

# METADATA
# title: A component version stays retained
# description: >-
#   With the policy gone the next replacement or removal deletes the published version, and deployments that name it
#   fail. This deploy does not show it yet.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html
#   description: The default is Delete.
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteComponent.html
#   description: Deployments that refer to the deleted component version fail.
# custom:
#   id: GG-065
#   severity: warning
#   confidence: documented
#   fix: Keep both policies at Retain.
violation contains resource_finding("GG-065", name, message) if {
	some name, change in changed
	change.type == changes_component_type
	dropped := changes_dropped_retention(change)
	count(dropped) > 0
	message := sprintf("%v was Retain and is not any more: the published version is deleted next time", [
		concat(" and ", sort(dropped)),
	])
}

# METADATA
# title: A deployment stays at its target
# description: >-
#   The target is create-only: another one makes another deployment, and deletes the old one. Devices of the old target
#   keep their components and go on running them; no deployment looks after them any more.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteDeployment.html
#   description: Deleting a deployment does not affect the core devices that run it.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-deployment.html
#   description: Update requires Replacement, for TargetArn.
# custom:
#   id: GG-066
#   severity: warning
#   confidence: documented
#   fix: Add a deployment for the new target, and give the old one a deployment that removes what it should not run.
violation contains finding("GG-066", name, ["TargetArn"], message) if {
	some name, change in changed
	change.type == changes_deployment_type
	"TargetArn" in change.properties
	old := change.before.TargetArn
	not changes_has_deployment(old)
	old != change.after.TargetArn
	message := sprintf("TargetArn moves from %v to %v: the devices of the old target go on running what they have", [
		changes_target_words(old), changes_target_words(change.after.TargetArn),
	])
}

violation contains finding("GG-066", name, ["TargetArn"], message) if {
	some name, change in changed
	change.type == changes_deployment_type
	"TargetArn" in change.properties
	change.before.TargetArn == change.after.TargetArn
	not changes_has_deployment(change.before.TargetArn)
	message := sprintf("%v is made anew: the devices of the one before go on running what they have", [
		changes_target_words(change.after.TargetArn),
	])
}

# A deployment that got another logical id and another target.
violation contains resource_finding("GG-066", name, message) if {
	some name, change in changes_gone
	change.type == changes_deployment_type
	change.action == "deleted"
	old := change.before.TargetArn
	changes_told(old)
	not changes_has_deployment(old)
	message := sprintf("the deployment to %v is gone: the devices of that target go on running what they have", [
		changes_target_words(old),
	])
}

changes_has_deployment(target_) if {
	some deployment in deployments
	text(deployment.TargetArn) == replace(target_, "${AWS::", "${AWS.")
	not changes_replaced_target(target_)
}

# A target that keeps its reference, but is made anew itself.
changes_replaced_target(target_) if {
	some name, change in changes
	change.action == "replaced"
	startswith(target_, sprintf("${%v", [name]))
}

changes_target_words(arn_) := regex.replace(arn_, `^arn:.*:(thing(group)?/)`, "$1")

# METADATA
# title: A deployment does not go back to an older component version
# description: >-
#   Devices install the older version. What the newer one has written, and configuration that was merged for it, is
#   still there.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html
#   description: The version of the component that the target runs.
# custom:
#   id: GG-067
#   severity: warning
#   confidence: inferred
#   fix: Name the version that the devices run or a higher one; publish older content under a higher version.
violation contains finding("GG-067", name, ["Components", component, "ComponentVersion"], message) if {
	some name, change in changed
	change.type == changes_deployment_type
	some component
	new := change.after.Components[component]
	old := change.before.Components[component]
	changes_backwards(old.ComponentVersion, new.ComponentVersion)
	message := sprintf("%v goes back from version %v to %v on the target", [
		component, old.ComponentVersion, new.ComponentVersion,
	])
}

# METADATA
# title: A deployment keeps the components that the target runs
# description: >-
#   A deployment lists all that its target runs. A component that it does not name any more is removed from the devices.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/create-deployments.html
#   description: A revised deployment replaces the one before; components that it does not include are removed.
# custom:
#   id: GG-068
#   severity: warning
#   confidence: documented
#   fix: Name the component in the deployment as before.
violation contains finding("GG-068", name, ["Components"], message) if {
	some name, change in changed
	change.type == changes_deployment_type
	after := object.get(change.after, "Components", {})
	is_object(after)
	some component
	change.before.Components[component]
	not has(after, component)
	not changes_renamed_component(component, after)
	message := sprintf("Components does not name %v any more: devices of the target remove it", [component])
}

# The component got another name, and the deployment names it by that.
changes_renamed_component(component, after) if {
	some change in changed
	change.before_component.name == component
	change.after_component.name != component
	has(after, change.after_component.name)
}

# METADATA
# title: A deployment stays as careful as it was
# description: >-
#   Without it a deployment that fails leaves devices in between, goes on over the whole fleet, or interrupts components
#   that are at work.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeploymentPolicies.html
#   description: What a failed deployment does, and whether components are asked before an update.
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeploymentIoTJobConfiguration.html
#   description: How fast a deployment goes over a fleet, and when it is stopped.
# custom:
#   id: GG-069
#   severity: warning
#   confidence: documented
#   fix: Keep it.
violation contains finding("GG-069", name, path, message) if {
	some name, change in changed
	change.type == changes_deployment_type
	some path, values in {
		["DeploymentPolicies", "FailureHandlingPolicy"]: ["ROLLBACK", "DO_NOTHING"],
		["DeploymentPolicies", "ComponentUpdatePolicy", "Action"]: ["NOTIFY_COMPONENTS", "SKIP_NOTIFY_COMPONENTS"],
	}
	object.get(change.before, path, values[0]) == values[0]
	object.get(change.after, path, values[0]) == values[1]
	message := sprintf("%v was %v and is %v", [path[count(path) - 1], values[0], values[1]])
}

violation contains finding("GG-069", name, path, message) if {
	some name, change in changed
	change.type == changes_deployment_type
	some path in [["IotJobConfiguration", "AbortConfig"], ["IotJobConfiguration", "JobExecutionsRolloutConfig"]]
	object.get(change.before, path, null) != null
	object.get(change.after, path, null) == null
	message := sprintf("%v is gone", [path[1]])
}

# METADATA
# title: A component does not start to run as root
# description: >-
#   A lifecycle step runs with root's rights on every device that gets the new version, and did not before.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: RequiresPrivilege runs a lifecycle script with root permissions.
# custom:
#   id: GG-090
#   severity: warning
#   confidence: documented
#   fix: Let the step run as the component's user, and give that user what the step needs.
violation contains finding("GG-090", name, ["InlineRecipe"], message) if {
	some name, change in changed
	change.type == changes_component_type
	is_object(change.before_recipe)
	some step in changes_privileged(change.after_recipe)
	not step in changes_privileged(change.before_recipe)
	message := sprintf("Lifecycle.%v requires privilege: it did not before", [step])
}

changes_privileged(recipe) := {step |
	some lifecycle in changes_lifecycles(recipe)
	some step
	changes_true(lifecycle[step].RequiresPrivilege)
}

changes_lifecycles(recipe) := array.concat(
	[lifecycle | lifecycle := recipe.Manifests[_].Lifecycle; is_object(lifecycle)],
	[lifecycle | lifecycle := recipe.Lifecycle; is_object(lifecycle)],
)

# METADATA
# title: A component does not get access to every topic or operation
# description: >-
#   The accessControl of the recipe's default configuration lets the component use any resource or operation of a
#   service on the device, or of AWS IoT Core, which it could not before.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/interprocess-communication.html
#   description: Authorization policies name the operations and resources; * stands for all.
# custom:
#   id: GG-091
#   severity: warning
#   confidence: inferred
#   fix: Name the operations and resources that the component uses.
violation contains finding("GG-091", name, ["InlineRecipe"], message) if {
	some name, change in changed
	change.type == changes_component_type
	is_object(change.before_recipe)
	some grant in changes_open_grants(change.after_recipe)
	not grant in changes_open_grants(change.before_recipe)
	message := sprintf("accessControl of %v: %v is * and was not before", [grant[0], grant[1]])
}

changes_open_grants(recipe) := {[service, key] |
	some service
	policy := recipe.ComponentConfiguration.DefaultConfiguration.accessControl[service][_]
	some key in ["operations", "resources"]
	"*" in policy[key]
}

# METADATA
# title: A role alias that devices know keeps its name
# description: >-
#   Core devices name the alias in their own configuration (iotRoleAlias). With another name they get no credentials any
#   more: no artifact, no log, and no deployment that could tell them the new name where it needs an artifact.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/greengrass-nucleus-component.html
#   description: iotRoleAlias is the alias that a core device uses to get credentials.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iot-rolealias.html
#   description: Update requires Replacement, for RoleAlias.
# custom:
#   id: GG-079
#   severity: warning
#   confidence: inferred
#   fix: Keep the name, or make the new alias beside the old one and configure the devices before that goes.
violation contains finding("GG-079", name, ["RoleAlias"], message) if {
	some name, change in changed
	change.type == "AWS::IoT::RoleAlias"
	change.action == "replaced"
	"RoleAlias" in change.create_only
	not change.keeps_old
	message := sprintf("the alias %v is made anew as %v, and devices that name it get no credentials", [
		object.get(change.before, "RoleAlias", "before"), object.get(change.after, "RoleAlias", "another"),
	])
}

# METADATA
# title: A policy that certificates have keeps its name
# description: >-
#   Another name makes another policy, which no certificate has. The old one cannot be deleted while certificates have it,
#   and if it is retained, the devices keep what it says.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iot-policy.html
#   description: Update requires Replacement, for PolicyName.
# - ref: https://docs.aws.amazon.com/iot/latest/apireference/API_DeletePolicy.html
#   description: A policy cannot be deleted if it is attached to any certificate.
# custom:
#   id: GG-084
#   severity: warning
#   confidence: documented
#   fix: Keep the name, or attach the new policy to the certificates before the old one goes.
violation contains finding("GG-084", name, ["PolicyName"], message) if {
	some name, change in changed
	change.type == "AWS::IoT::Policy"
	change.action == "replaced"
	"PolicyName" in change.create_only
	message := sprintf("the policy %v is made anew as %v, which no certificate has", [
		object.get(change.before, "PolicyName", "before"), object.get(change.after, "PolicyName", "another"),
	])
}

# METADATA
# title: A component goes on running on the platforms that it ran on
# description: >-
#   The new version has no manifest for a platform that the one before had. A deployment to devices of that platform
#   fails, or stays at the old version and holds the others up.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: A device runs the first manifest whose platform it has; without one the component cannot be deployed.
# custom:
#   id: GG-085
#   severity: warning
#   confidence: inferred
#   fix: Keep a manifest for the platform, or take its devices out of the deployment first.
violation contains finding("GG-085", name, ["InlineRecipe"], message) if {
	some name, change in changed
	change.type == changes_component_type
	before := changes_systems(change.before_recipe)
	after := changes_systems(change.after_recipe)
	count(after) > 0
	not "*" in after
	every system in (before | after) { regex.match(`^(\*|[a-z]+)$`, system) }
	gone := before - after
	count(gone) > 0
	named := {word | some system in gone; word := replace(system, "*", "other systems")}
	message := sprintf("no manifest for %v any more, which the version before ran on", [words(named)])
}

# Operating systems that the manifests of a recipe name; "*" for one that names none.
changes_systems(recipe) := {system |
	some manifest in recipe.Manifests
	system := object.get(manifest, ["Platform", "os"], "*")
	is_string(system)
}
