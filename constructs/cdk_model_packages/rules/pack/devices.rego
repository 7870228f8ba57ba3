# What core devices need of AWS IoT: the policy of their certificates, and the role alias.
package cdk_model_packages

import rego.v1

iot_policies[name] := found if {
	some name in resources_of_type("AWS::IoT::Policy")
	found := pol_statements(properties(name).PolicyDocument, name, ["PolicyDocument"])
}

# Policies of core devices: those that speak of Greengrass or of role aliases.
core_policies contains name if {
	some name, statements in iot_policies
	some statement in statements
	statement.effect != "Deny"
	some action in statement.actions
	device_action_of_core(action)
}

device_action_of_core(action) if startswith(action, "greengrass:")

device_action_of_core(action) if action == "iot:assumerolewithcertificate"

# METADATA
# title: Devices may use the role alias
# description: >-
#   A core device gets the credentials of the token exchange role with its certificate, by the role alias. Without
#   iot:AssumeRoleWithCertificate on the alias it gets none: no artifact in S3 or ECR can be downloaded.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/device-auth.html
#   description: iot:AssumeRoleWithCertificate, on the ARN of the role alias, is part of the policy of a core device.
# custom:
#   id: GG-075
#   severity: warning
#   confidence: documented
#   fix: Allow iot:AssumeRoleWithCertificate on the ARN of the role alias (Fn::GetAtt RoleAliasArn).
violation contains finding("GG-075", policy, ["PolicyDocument"], message) if {
	count(core_policies) > 0
	some alias, _ in role_aliases
	not device_alias_reached(alias)
	not device_policy_untold
	some policy in core_policies
	message := sprintf("no iot:AssumeRoleWithCertificate on role alias %v%v", [alias, device_alias_hint(policy)])
}

device_alias_reached(alias) if {
	some _, statements in iot_policies
	some statement in statements
	statement.effect != "Deny"
	pol_may_be_about(statement, "iot:assumerolewithcertificate", pol_named[alias].arn)
}

device_policy_untold if {
	some name in resources_of_type("AWS::IoT::Policy")
	not iot_policies[name]
}

device_alias_hint(policy) := ": the statement names a role, not the alias" if {
	some statement in iot_policies[policy]
	pol_may_act(statement, "iot:assumerolewithcertificate")
	some resource in statement.resources
	startswith(resource.text, "iam:")
} else := ""

# METADATA
# title: A core device may ask for its components
# description: >-
#   Without these permissions the core cannot resolve the components of a deployment or download their artifacts: the
#   deployment fails on the device.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/device-auth.html
#   description: >-
#     The minimal policy of a core device has greengrass:GetComponentVersionArtifact and
#     greengrass:ResolveComponentCandidates.
# custom:
#   id: GG-076
#   severity: warning
#   confidence: documented
#   fix: Allow greengrass:GetComponentVersionArtifact and greengrass:ResolveComponentCandidates.
violation contains finding("GG-076", policy, ["PolicyDocument"], message) if {
	not device_policy_untold
	some policy in core_policies
	device_connects
	missing := {spelt |
		some spelt in ["greengrass:GetComponentVersionArtifact", "greengrass:ResolveComponentCandidates"]
		not device_may_act(lower(spelt))
	}
	count(missing) > 0
	message := sprintf("no %v", [words(missing)])
}

# The template has the whole of what a core may do, not only the policy for its credentials.
device_connects if device_may_act("iot:connect")

device_may_act(action) if {
	some _, statements in iot_policies
	some statement in statements
	statement.effect != "Deny"
	pol_may_act(statement, action)
}

# METADATA
# title: The policy of devices is limited
# description: >-
#   With iot:* or greengrass:* on every resource a device can act as any other one, and change what the others run.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/device-auth.html
#   description: The minimal policy of a core device.
# - ref: https://docs.aws.amazon.com/iot/latest/developerguide/security-best-practices.html
#   description: Policies follow the principle of least privilege.
# custom:
#   id: GG-077
#   severity: warning
#   confidence: documented
#   fix: Name the actions of the minimal policy of a core device, and topics and clients by the thing's name.
violation contains finding("GG-077", policy, array.concat(statement.path, ["Action"]), message) if {
	some policy, statements in iot_policies
	some statement in statements
	statement.effect == "Allow"
	not statement.is_not_action
	broad := [action | some action in statement.actions; action in {"*", "iot:*", "greengrass:*"}]
	count(broad) > 0
	exposure_on_all(statement)
	message := sprintf("every device may %v on every resource", [words(broad)])
}

# One device in place of all others.
violation contains finding("GG-077", policy, array.concat(statement.path, ["Resource"]), message) if {
	some policy, statements in iot_policies
	some statement in statements
	statement.effect == "Allow"
	"iot:connect" in statement.actions
	not device_names_itself(statement)
	some resource in statement.resources
	regex.match(`^iot:[^:]*:[^:]*:client/\*$`, resource.text)
	message := "every device may connect as every other one: client/*"
}

device_names_itself(statement) if {
	some [_, key, _] in statement.conditions
	startswith(key, "iot:connection.thing.")
}

# METADATA
# title: The nucleus names the role alias of the devices
# description: >-
#   iotRoleAlias is the alias that core devices ask for credentials with. One that is not there, or that their policy does
#   not allow, gets none: artifacts in S3 and ECR cannot be downloaded any more.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/greengrass-nucleus-component.html
#   description: iotRoleAlias is the IoT role alias that points to the token exchange role.
# custom:
#   id: GG-080
#   severity: warning
#   confidence: inferred
#   fix: Name the alias that the template makes, or leave iotRoleAlias out and devices keep the one that they have.
violation contains finding("GG-080", name, path, message) if {
	some [name, called], update in deployed_updates
	called == "aws.greengrass.Nucleus"
	given := json.unmarshal(text(update.Merge)).iotRoleAlias
	literal(given)
	own := {pol_named[alias].name | some alias, _ in role_aliases}
	count(own) > 0
	not given in own
	not device_alias_unnamed(own)
	path := ["Components", called, "ConfigurationUpdate", "Merge"]
	message := sprintf("iotRoleAlias is %v, the template makes %v", [given, words(own)])
}

device_alias_unnamed(names) if {
	some name in names
	contains(name, "${")
}

# METADATA
# title: The credentials of a role alias last as long as the role's sessions
# description: >-
#   A role alias cannot hand out credentials that last longer than a session of its role: one hour unless the role says
#   another MaxSessionDuration. Devices that ask get none.
# related_resources:
# - ref: https://docs.aws.amazon.com/iot/latest/apireference/API_CreateRoleAlias.html
#   description: credentialDurationSeconds is at most the maximum session duration of the role.
# - ref: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
#   description: MaxSessionDuration is one hour by default.
# custom:
#   id: GG-081
#   severity: warning
#   confidence: documented
#   fix: Give the role a MaxSessionDuration of that many seconds, or the alias fewer.
violation contains finding("GG-081", alias, ["CredentialDurationSeconds"], message) if {
	some alias, given in role_aliases
	seconds := number_of(given.CredentialDurationSeconds)
	role := role_of(given.RoleArn)
	longest := number_of(object.get(roles[role], "MaxSessionDuration", 3600))
	seconds > longest
	message := sprintf("credentials for %v s, a session of role %v lasts %v s", [seconds, role, longest])
}

# METADATA
# title: The policy of devices names topics and topic filters as IoT asks for them
# description: >-
#   iot:Subscribe is allowed on topicfilter/, iot:Publish and iot:Receive on topic/, iot:Connect on client/. On another
#   resource the statement allows nothing: the device is disconnected, and gets no deployment.
# related_resources:
# - ref: https://docs.aws.amazon.com/iot/latest/developerguide/iot-action-resources.html
#   description: The resource of each action.
# custom:
#   id: GG-082
#   severity: warning
#   confidence: documented
#   fix: Name arn:PARTITION:iot:REGION:ACCOUNT:topicfilter/... for iot:Subscribe, topic/... for Publish and Receive, client/... for Connect.
violation contains finding("GG-082", policy, array.concat(statement.path, ["Resource"]), message) if {
	some policy, statements in iot_policies
	some statement in statements
	statement.effect == "Allow"
	not statement.is_not_resource
	some action, type in device_resource_types
	action in statement.actions
	every resource in statement.resources {
		device_is_of_another(resource.text, type)
	}
	message := sprintf("%v is about %v, and no resource is one", [device_spelt[action], type])
}

device_resource_types := {
	"iot:subscribe": "topicfilter/", "iot:publish": "topic/", "iot:receive": "topic/", "iot:connect": "client/",
}

device_spelt := {
	"iot:subscribe": "iot:Subscribe", "iot:publish": "iot:Publish", "iot:receive": "iot:Receive",
	"iot:connect": "iot:Connect",
}

device_is_of_another(whole, type) if {
	startswith(whole, "iot:")
	resource := part_of(whole, ":", 3)
	some other in ["topicfilter/", "topic/", "client/", "thing/", "thinggroup/"]
	other != type
	startswith(resource, other)
}
