# Greengrass deployments: where they go, what they bring, and how they roll out.
package cdk_model_packages

import rego.v1

# METADATA
# title: A target has one deployment
# description: >-
#   A new deployment to a target replaces the one before. Of two in one template one wins by chance, and the components
#   of the other are removed from the devices.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html
#   description: A target has one deployment; a new one replaces it.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-deployment.html
#   description: Every property but Tags is create-only.
# custom:
#   id: GG-032
#   severity: warning
#   confidence: documented
#   fix: Put the components of both into one deployment.
violation contains finding("GG-032", name, ["TargetArn"], message) if {
	some name, place in deployment_places
	not contains(place, "${Unknown}")
	others := {other | some other, same in deployment_places; same == place; other < name}
	count(others) > 0
	message := sprintf("the target %s has the deployment %s as well", [deployment_targets[name], words(others)])
}

# A target in one spelling: the name of a thing or thing group where the template tells it.
deployment_places[name] := place if {
	some name, _ in deployment_targets
	place := deployment_place(deployments[name].TargetArn)
}

deployment_place(value) := concat("", [how[0], called]) if {
	id := target(value)
	how := deployment_named[input.resources[id].resourceType]
	called := text(properties(id)[how[1]])
} else := arn(value).resource if {
	arn(value).service == "iot"
} else := text(value)

deployment_named := {
	"AWS::IoT::Thing": ["thing/", "ThingName"],
	"AWS::IoT::ThingGroup": ["thinggroup/", "ThingGroupName"],
}

# (What a function may leave undefined is bound in the body: in the head of a table Regorus calls it an error.)
deployment_targets[name] := target_ if {
	some name, deployment in deployments
	has(deployment, "TargetArn")
	target_ := text(deployment.TargetArn)
}

# The parts of the ARNs of things, by deployment and property.
deployment_things[[name, key]] := thing if {
	some name, deployment in deployments
	some key in ["TargetArn", "ParentTargetArn"]
	has(deployment, key)
	thing := arn(deployment[key])
}

# METADATA
# title: A subdeployment goes to a thing group
# description: With ParentTargetArn the deployment is a subdeployment, and CreateDeployment takes thing groups only.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html
#   description: When creating a subdeployment, the target can only be a thing group.
# custom:
#   id: GG-033
#   severity: error
#   confidence: documented
#   fix: Use the ARN of a thing group, or remove ParentTargetArn.
violation contains finding("GG-033", name, ["TargetArn"], message) if {
	some name, deployment in deployments
	has(deployment, "ParentTargetArn")
	thing := deployment_things[[name, "TargetArn"]]
	startswith(thing.resource, "thing/")
	message := sprintf("TargetArn %s is a thing; with ParentTargetArn it is a thing group", [text(deployment.TargetArn)])
}

violation contains finding("GG-033", name, ["TargetArn"], message) if {
	some name, deployment in deployments
	has(deployment, "ParentTargetArn")
	thing := target(deployment.TargetArn)
	input.resources[thing].resourceType == "AWS::IoT::Thing"
	message := sprintf("TargetArn is the thing %s; with ParentTargetArn it is a thing group", [thing])
}

# METADATA
# title: A large deployment needs greengrass:GetDeploymentConfiguration
# description: >-
#   Above 7 KB for a thing, or 31 KB for a thing group, the core fetches the deployment document. A core whose IoT policy
#   does not allow that retries for ever.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html
#   description: Sizes and the permission that is needed.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/device-auth.html
#   description: The action in the core's policy.
# custom:
#   id: GG-036
#   severity: warning
#   confidence: documented
#   fix: Allow greengrass:GetDeploymentConfiguration in the IoT policy of the core, or deploy less configuration.
violation contains finding("GG-036", name, ["Components"], message) if {
	some name, given in deployment_components
	size := count(json.marshal(given))
	limit := deployment_limit(deployment_targets[name])
	size > limit * 1024
	core_policies_lack_configuration
	message := sprintf("the deployment has some %d bytes, above %d KB, and no IoT policy here allows greengrass:GetDeploymentConfiguration", [size, limit])
}

deployment_limit(target_) := 7 if contains(target_, ":thing/")

deployment_limit(target_) := 31 if not contains(target_, ":thing/")

# Policies of cores in this template: those that say something of greengrass.
core_policies_lack_configuration if {
	actions := {action | some _, action in core_policy_actions}
	count(actions) > 0
	every action in actions {
		not lower(action) in {"*", "greengrass:*", "greengrass:get*", "greengrass:getdeploymentconfiguration"}
	}
	some action in actions
	startswith(lower(action), "greengrass:")
}

core_policy_actions[[name, index, number]] := action if {
	some name in resources_of_type("AWS::IoT::Policy")
	some index, statement in list(object.get(properties(name), "PolicyDocument", {}), "Statement")
	statement.Effect == "Allow"
	some number, action in policy_action_list(statement.Action)
	is_string(action)
}

policy_action_list(given) := given if is_array(given)

policy_action_list(given) := [given] if is_string(given)

# METADATA
# title: A deployment's versions meet its components' requirements
# description: >-
#   The deployment fixes a dependency to a version that one of its components excludes. Devices cannot resolve that, and
#   the deployment fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: VersionRequirement defines the compatible versions.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/deployment/errorcode/DeploymentErrorCode.java
#   description: COMPONENT_VERSION_REQUIREMENTS_NOT_MET.
# custom:
#   id: GG-051
#   severity: error
#   confidence: documented
#   fix: Deploy a version that the requirement allows, or change the requirement.
violation contains finding("GG-051", name, ["Components", dependency, "ComponentVersion"], message) if {
	some [name, called], version in deployed_versions
	some owner in components_called[called]
	component_identity[owner].version == version
	some [component, dependency], found in recipe_dependencies
	component == owner
	fixed := deployed_versions[[name, dependency]]
	requirement := found.value.VersionRequirement
	literal(requirement)
	version_meets(fixed, requirement) == false
	message := sprintf("the deployment brings %s %s, but %s requires %s", [dependency, fixed, called, requirement])
}

# The versions that a deployment fixes: written out, or those of components of this template.
deployed_versions[[name, called]] := version if {
	some name, given in deployment_components
	some called, specification in given
	version := deployed_version(specification.ComponentVersion)
}

deployed_version(given) := given if literal(given)

deployed_version(given) := component_identity[given.__ref].version if given.__kind == "getatt:ComponentVersion"

# METADATA
# title: A deployment brings the version that this template makes
# description: >-
#   The template makes a component in one version and deploys another. Devices stay on an older version, or the
#   deployment fails because there is none.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html
#   description: Fn::GetAtt ComponentVersion gives the version.
# custom:
#   id: GG-052
#   severity: warning
#   confidence: inferred
#   fix: Use Fn::GetAtt ComponentVersion of the component.
violation contains finding("GG-052", name, ["Components", called, "ComponentVersion"], message) if {
	some name, given in deployment_components
	some called, specification in given
	version := specification.ComponentVersion
	literal(version)
	made := {component_identity[owner].version | some owner in components_called[called]}
	count(made) > 0
	not version in made
	message := sprintf("the deployment brings %s %s, but this template makes %s", [called, version, words(made)])
}

# METADATA
# title: A deployment waits for its components
# description: >-
#   CloudFormation makes resources that do not refer to each other at the same time. A deployment that only writes a
#   component's name may start before the component is deployable, and fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html
#   description: Resources without references are created in parallel.
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html
#   description: ResourceNotFoundException.
# custom:
#   id: GG-053
#   severity: warning
#   confidence: inferred
#   fix: Use Fn::GetAtt ComponentVersion of the component, or add DependsOn.
violation contains finding("GG-053", name, ["Components", called], message) if {
	some name, given in deployment_components
	some called, specification in given
	owners := {owner |
		some owner in components_called[called]
		component_identity[owner].version == deployed_version(specification.ComponentVersion)
	}
	count(owners) > 0
	needed := needed_by(name)
	count(owners & needed) == 0
	every other in needed {
		count(owners & needed_by(other)) == 0
	}
	message := sprintf("the deployment brings %s of %s, but does not wait for it", [called, words(owners)])
}

# METADATA
# title: A deployment says the version of each component
# description: >-
#   CreateDeployment requires one version of each component, a semantic version and no range. CloudFormation's schema
#   does not ask for it.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html
#   description: componentVersion is required.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-greengrassv2-deployment-componentdeploymentspecification.html
#   description: ComponentVersion, ConfigurationUpdate and RunWith.
# custom:
#   id: GG-054
#   severity: error
#   confidence: documented
#   fix: Write ComponentVersion, for example 1.0.0, or Fn::GetAtt ComponentVersion of a component.
violation contains finding("GG-054", name, ["Components", called], message) if {
	some name, given in deployment_components
	some called, specification in given
	is_object(specification)
	not has(specification, "__dynamic")
	not has(specification, "__ref")
	not has(specification, "ComponentVersion")
	message := sprintf("%s has no ComponentVersion", [called])
}

violation contains finding("GG-054", name, ["Components", called, "ComponentVersion"], message) if {
	some name, given in deployment_components
	some called, specification in given
	recipe_determined(specification.ComponentVersion)
	some fault in version_faults(specification.ComponentVersion)
	message := sprintf("%s has the version %v, which %s", [called, specification.ComponentVersion, fault])
}

violation contains finding("GG-054", name, ["Components", called], message) if {
	some name, given in deployment_components
	some called, specification in given
	is_object(specification)
	unknown := object.keys(specification) - {"ComponentVersion", "ConfigurationUpdate", "RunWith", "__dynamic", "__ref", "__kind"}
	count(unknown) > 0
	message := sprintf("%s has no property %s", [called, words(unknown)])
}

# METADATA
# title: A configuration update is JSON in a text, and JSON pointers
# description: >-
#   Merge is an object that is written as a JSON text. Reset is a list of JSON pointers, each beginning with a slash. The
#   service refuses others.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentConfigurationUpdate.html
#   description: merge is a serialized JSON string; pointers start with a slash.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/update-component-configurations.html
#   description: An empty text resets everything.
# custom:
#   id: GG-055
#   severity: error
#   confidence: documented
#   fix: Write the object with a JSON serializer, for example Fn::ToJsonString, and pointers as /key/below.
violation contains finding("GG-055", name, ["Components", called, "ConfigurationUpdate", "Merge"], message) if {
	some [name, called], update in deployed_updates
	is_string(update.Merge)
	not json.is_valid(update.Merge)
	not regex.match(`\$\{[^}]*\}`, update.Merge)
	message := sprintf("Merge of %s is not JSON: %s", [called, one_line(update.Merge)])
}

violation contains finding("GG-055", name, ["Components", called, "ConfigurationUpdate", "Merge"], message) if {
	some [name, called], update in deployed_updates
	is_string(update.Merge)
	json.is_valid(update.Merge)
	not is_object(json.unmarshal(update.Merge))
	message := sprintf("Merge of %s is %s; it is a JSON object", [called, one_line(update.Merge)])
}

violation contains finding("GG-055", name, ["Components", called, "ConfigurationUpdate", "Merge"], message) if {
	some [name, called], update in deployed_updates
	is_object(update.Merge)
	not has(update.Merge, "__dynamic")
	not has(update.Merge, "__ref")
	message := sprintf("Merge of %s is a mapping; it is a text that holds JSON", [called])
}

violation contains finding("GG-055", name, ["Components", called, "ConfigurationUpdate", "Reset", index], message) if {
	some [name, called], update in deployed_updates
	some index, pointer in list(update, "Reset")
	literal(pointer)
	not regex.match(`^(/.*)?$`, pointer)
	message := sprintf("Reset of %s has %s; a JSON pointer begins with /", [called, pointer])
}

deployed_updates[[name, called]] := specification.ConfigurationUpdate if {
	some name, given in deployment_components
	some called, specification in given
	is_object(specification.ConfigurationUpdate)
}

# METADATA
# title: A deployment goes to things of its own region and account
# description: >-
#   A deployment is made in the stack's region and account. Things and thing groups of another one are not found.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html
#   description: targetArn, and ResourceNotFoundException.
# custom:
#   id: GG-056
#   severity: error
#   confidence: inferred
#   needs: region
#   fix: Use ${AWS::Region} and ${AWS::AccountId} in the ARN, or deploy the stack where the things are.
violation contains finding("GG-056", name, [key], message) if {
	some [name, key], thing in deployment_things
	some [part, here] in [["region", deploy_region_known], ["account", deploy_account_known]]
	is_string(here)
	here != ""
	thing[part] != ""
	not contains(thing[part], "${")
	thing[part] != here
	message := sprintf("%s has the %s %s; the stack is in %s", [key, part, thing[part], here])
}

violation contains finding("GG-056", name, ["ParentTargetArn"], message) if {
	some name, _ in deployments
	parent := deployment_things[[name, "ParentTargetArn"]]
	thing := deployment_things[[name, "TargetArn"]]
	some part in ["region", "account"]
	not contains(parent[part], "${")
	not contains(thing[part], "${")
	parent[part] != thing[part]
	message := sprintf("ParentTargetArn has the %s %s, TargetArn %s", [part, parent[part], thing[part]])
}

violation contains finding("GG-056", name, ["TargetArn"], message) if {
	deploy_region_known == ""
	some name, own in deployment_regions
	others := {other | some other, region in deployment_regions; other < name; region != own}
	count(others) > 0
	message := sprintf("TargetArn is in %s, but that of %s is not: a stack has one region", [own, words(others)])
}

default deploy_region_known := ""

deploy_region_known := deploy_region if not contains(deploy_region, "${")

default deploy_account_known := ""

deploy_account_known := deploy_account if not contains(deploy_account, "${")

deployment_regions[name] := region if {
	some name, _ in deployments
	thing := deployment_things[[name, "TargetArn"]]
	region := thing.region
	regex.match(`^[a-z0-9-]+$`, region)
}

# METADATA
# title: A device has 1 to 10,080 minutes for a deployment
# description: The service refuses another timeout. CloudFormation's schema allows any number.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_IoTJobTimeoutConfig.html
#   description: Between 1 minute and 7 days.
# custom:
#   id: GG-057
#   severity: error
#   confidence: documented
#   fix: Give 1 to 10080 minutes.
violation contains finding("GG-057", name, ["IotJobConfiguration", "TimeoutConfig", "InProgressTimeoutInMinutes"], message) if {
	some name, deployment in deployments
	given := deployment.IotJobConfiguration.TimeoutConfig.InProgressTimeoutInMinutes
	is_number(given)
	not minutes_are_valid(given)
	message := sprintf("InProgressTimeoutInMinutes is %v; it is 1 to 10080", [given])
}

minutes_are_valid(given) if {
	given >= 1
	given <= 10080
}

# METADATA
# title: A rollout's rates fit together
# description: >-
#   The rollout begins at the base rate and grows up to the maximum. A base rate above it never applies. Factors have one
#   digit after the point, percentages two.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_IoTJobExponentialRolloutRate.html
#   description: The base rate, and a factor with one digit.
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_IoTJobExecutionsRolloutConfig.html
#   description: The maximum per minute.
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_IoTJobAbortCriteria.html
#   description: A threshold with two digits.
# custom:
#   id: GG-058
#   severity: warning
#   confidence: inferred
#   fix: Keep BaseRatePerMinute at or below MaximumPerMinute, and shorten the number.
violation contains finding("GG-058", name, ["IotJobConfiguration", "JobExecutionsRolloutConfig", "ExponentialRate", "BaseRatePerMinute"], message) if {
	some name, deployment in deployments
	rollout := deployment.IotJobConfiguration.JobExecutionsRolloutConfig
	base := rollout.ExponentialRate.BaseRatePerMinute
	is_number(base)
	is_number(rollout.MaximumPerMinute)
	base > rollout.MaximumPerMinute
	message := sprintf("BaseRatePerMinute is %v, above MaximumPerMinute %v", [base, rollout.MaximumPerMinute])
}

violation contains finding("GG-058", name, ["IotJobConfiguration", "JobExecutionsRolloutConfig", "ExponentialRate", "IncrementFactor"], message) if {
	some name, deployment in deployments
	given := deployment.IotJobConfiguration.JobExecutionsRolloutConfig.ExponentialRate.IncrementFactor
	is_number(given)
	regex.match(`\.[0-9]{2,}$`, sprintf("%v", [given]))
	message := sprintf("IncrementFactor is %v; it has at most one digit after the point", [given])
}

violation contains finding("GG-058", name, ["IotJobConfiguration", "AbortConfig", "CriteriaList", index, "ThresholdPercentage"], message) if {
	some name, deployment in deployments
	some index, criterion in list(at(deployment, ["IotJobConfiguration", "AbortConfig"], {}), "CriteriaList")
	given := criterion.ThresholdPercentage
	is_number(given)
	regex.match(`\.[0-9]{3,}$`, sprintf("%v", [given]))
	message := sprintf("ThresholdPercentage is %v; it has at most two digits after the point", [given])
}

# METADATA
# title: A deployment without components removes all
# description: >-
#   A deployment replaces the one before. Components that it does not name are removed from the target's devices.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/create-deployments.html
#   description: CreateDeployment can uninstall components from core devices.
# custom:
#   id: GG-218
#   severity: info
#   confidence: documented
#   fix: Name the components that stay on the devices.
violation contains finding("GG-218", name, ["Components"], message) if {
	some name, deployment in deployments
	not gives(deployment, "Components")
	message := "the deployment has no components: it removes those that earlier deployments brought to the target"
}

# METADATA
# title: RunWith names a user and limits that a process can live with
# description: >-
#   PosixUser is user or user:group; with another form the device cannot start the component. Memory is in kilobytes: a
#   number that was meant as megabytes stops the process.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentRunWith.html
#   description: User and group separated by a colon.
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_SystemResourceLimits.html
#   description: Memory in kilobytes.
# custom:
#   id: GG-219
#   severity: warning
#   confidence: inferred
#   fix: Write user:group, and Memory in kilobytes, for example 524288 for 512 MB.
violation contains finding("GG-219", name, ["Components", called, "RunWith", "PosixUser"], message) if {
	some [name, called], run in deployed_users
	literal(run.PosixUser)
	not regex.match(`^[^:\s]+(:[^:\s]+)?$`, run.PosixUser)
	message := sprintf("PosixUser of %s is '%s'; it is user or user:group", [called, run.PosixUser])
}

violation contains finding("GG-219", name, ["Components", called, "RunWith", "SystemResourceLimits", "Memory"], message) if {
	some [name, called], run in deployed_users
	given := run.SystemResourceLimits.Memory
	is_number(given)
	given < 8192
	message := sprintf("Memory of %s is %v, in kilobytes: less than 8 MB", [called, given])
}

deployed_users[[name, called]] := specification.RunWith if {
	some name, given in deployment_components
	some called, specification in given
	is_object(specification.RunWith)
}

# METADATA
# title: A component that runs as root
# description: Every script of the component runs as root. A mistake in it reaches the whole device.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/security-best-practices.html
#   description: Components get the minimum permissions.
# custom:
#   id: GG-220
#   severity: info
#   confidence: documented
#   fix: Run as a user of its own, for example ggc_user:ggc_group.
violation contains finding("GG-220", name, ["Components", called, "RunWith", "PosixUser"], message) if {
	some [name, called], run in deployed_users
	is_string(run.PosixUser)
	regex.match(`^(root|0)(:|$)`, run.PosixUser)
	message := sprintf("%s runs as %s", [called, run.PosixUser])
}

# METADATA
# title: A failed deployment that is not rolled back
# description: With DO_NOTHING a device keeps what a failed deployment left, which may not work.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/create-deployments.html
#   description: DO_NOTHING can result in broken components.
# custom:
#   id: GG-221
#   severity: info
#   confidence: documented
#   fix: Use ROLLBACK, the default.
violation contains finding("GG-221", name, ["DeploymentPolicies", "FailureHandlingPolicy"], message) if {
	some name, deployment in deployments
	deployment.DeploymentPolicies.FailureHandlingPolicy == "DO_NOTHING"
	message := "FailureHandlingPolicy is DO_NOTHING: devices on which the deployment fails stay as it left them"
}

# METADATA
# title: A timeout for components that are not asked
# description: With SKIP_NOTIFY_COMPONENTS no component is notified, and TimeoutInSeconds does nothing.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeploymentComponentUpdatePolicy.html
#   description: The timeout is the time to report after a notification.
# custom:
#   id: GG-223
#   severity: info
#   confidence: documented
#   fix: Remove TimeoutInSeconds, or use NOTIFY_COMPONENTS.
violation contains finding("GG-223", name, ["DeploymentPolicies", "ComponentUpdatePolicy", "TimeoutInSeconds"], message) if {
	some name, deployment in deployments
	policy := deployment.DeploymentPolicies.ComponentUpdatePolicy
	policy.Action == "SKIP_NOTIFY_COMPONENTS"
	has(policy, "TimeoutInSeconds")
	message := "TimeoutInSeconds does nothing: with SKIP_NOTIFY_COMPONENTS no component is asked"
}

# METADATA
# title: A component is deployed in a version of its own
# description: >-
#   The version is taken from another component of the template. The deployment asks for a version that the component
#   does not have, and fails, or asks by accident for one that it has.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html
#   description: The version of the component.
# custom:
#   id: GG-226
#   severity: error
#   confidence: inferred
#   fix: Take ComponentVersion from the component of that name.
violation contains finding("GG-226", name, ["Components", called, "ComponentVersion"], message) if {
	some name, deployment in deployments
	is_object(deployment.Components)
	some called, wanted in deployment.Components
	is_object(wanted)
	source := target(wanted.ComponentVersion)
	own := recipes[source].document.ComponentName
	literal(own)
	own != called
	message := sprintf("ComponentVersion of %s is that of %s, which is %s", [called, source, own])
}

# METADATA
# title: The components of a deployment are a mapping by name
# description: >-
#   Components maps the name of each component to its version. A list, as the API of version 1 and the console show it, is
#   refused by CloudFormation before anything is made.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-deployment.html
#   description: Components is an object of ComponentDeploymentSpecification.
# custom:
#   id: GG-083
#   severity: error
#   confidence: documented
#   fix: "Write NAME: {ComponentVersion: 1.0.0} for each component."
violation contains finding("GG-083", name, ["Components"], message) if {
	some name, deployment in deployments
	is_array(deployment.Components)
	message := sprintf("Components is a list of %d; it is a mapping by the names of the components", [count(deployment.Components)])
}
