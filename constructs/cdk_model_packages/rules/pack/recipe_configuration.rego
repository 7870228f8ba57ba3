# What a recipe depends on, and its default configuration with its access control.
package cdk_model_packages

import rego.v1

# METADATA
# title: A dependency has a version requirement in npm's syntax, and is HARD or SOFT
# description: >-
#   CreateComponentVersion refuses a dependency without VersionRequirement, one that npm could not read, and another
#   DependencyType.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: The npm-style constraint; HARD or SOFT.
# - ref: https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/DependencyProperties.java
#   description: Read as an npm requirement; HARD is the default.
# custom:
#   id: GG-021
#   severity: error
#   confidence: documented
#   fix: Write for example VersionRequirement ^1.2.0 and DependencyType HARD.
violation contains finding("GG-021", name, dependency.path, message) if {
	some [name, _], dependency in recipe_dependencies
	not has(dependency.value, "VersionRequirement")
	message := sprintf("%s has no VersionRequirement", [dependency.place])
}

violation contains finding("GG-021", name, dependency.path, message) if {
	some [name, _], dependency in recipe_dependencies
	given := dependency.value.VersionRequirement
	literal(given)
	not requirement_is_valid(given)
	message := sprintf("%s.VersionRequirement is %s, which is not a version range of npm", [dependency.place, given])
}

violation contains finding("GG-021", name, ["InlineRecipe"], message) if {
	some [name, _], dependency in recipe_dependencies
	dependency.path == ["InlineRecipe"]
	given := dependency.value.DependencyType
	literal(given)
	not upper(given) in ["HARD", "SOFT"]
	message := sprintf("%s.DependencyType is %s; it is HARD or SOFT", [dependency.place, given])
}

violation contains finding("GG-021", name, ["LambdaFunction", "ComponentDependencies", called, "DependencyType"], message) if {
	some [name, called], dependency in recipe_dependencies
	dependency.path != ["InlineRecipe"]
	given := dependency.value.DependencyType
	literal(given)
	not given in ["HARD", "SOFT"]
	message := sprintf("%s.DependencyType is %s; it is HARD or SOFT", [dependency.place, given])
}

violation contains finding("GG-021", name, ["InlineRecipe"], message) if {
	some name, recipe in recipes
	is_object(recipe.document.ComponentDependencies)
	some called, value in recipe.document.ComponentDependencies
	is_string(value)
	not contains(value, "${")
	message := sprintf("ComponentDependencies.%s is the text %s; it is a mapping with VersionRequirement", [called, value])
}

violation contains finding("GG-021", name, ["InlineRecipe"], message) if {
	some name, recipe in recipes
	is_array(recipe.document.ComponentDependencies)
	message := "ComponentDependencies is a list; it maps each component's name to its VersionRequirement"
}

# METADATA
# title: Numbers of the default configuration are written as strings
# description: >-
#   Configuration is JSON, which has one kind of number: 8080 may reach the component as 8080.0.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: It is recommended to define numeric configuration values as strings.
# custom:
#   id: GG-022
#   severity: info
#   confidence: documented
#   fix: Write the number as a string, and let the component parse it.
violation contains finding("GG-022", name, ["InlineRecipe"], message) if {
	some name, defaults in recipe_defaults
	found := array.concat(
		array.concat(
			[sprintf("%s=%v", [a, defaults[a]]) | some a in object.keys(defaults); recipe_whole(defaults[a])],
			[sprintf("%s.%s=%v", [a, b, defaults[a][b]]) |
				some a in object.keys(defaults)
				is_object(defaults[a])
				some b in object.keys(defaults[a])
				recipe_whole(defaults[a][b])
			],
		),
		[sprintf("%s.%s.%s=%v", [a, b, c, defaults[a][b][c]]) |
			some a in object.keys(defaults)
			is_object(defaults[a])
			some b in object.keys(defaults[a])
			is_object(defaults[a][b])
			some c in object.keys(defaults[a][b])
			recipe_whole(defaults[a][b][c])
		],
	)
	count(found) > 0
	message := sprintf("DefaultConfiguration has numbers, which may reach the component as floats: %s", [words(found)])
}

recipe_defaults[name] := configuration.DefaultConfiguration if {
	some name, recipe in recipes
	is_object(recipe.document.ComponentConfiguration)
	configuration := recipe_keys(recipe.document.ComponentConfiguration)
	is_object(configuration.DefaultConfiguration)
}

# A fraction cannot come back as another number; 8080 can as 8080.0.
recipe_whole(value) if {
	is_number(value)
	value == floor(value)
}

# METADATA
# title: Components that are retired are not used
# description: >-
#   SageMaker Edge Manager ended on 2024-04-26 and Lookout for Vision on 2025-10-31. Their components have no service
#   to talk to.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/sagemaker-edge-manager-component.html
#   description: SageMaker Edge Manager is discontinued on April 26, 2024.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/lookout-for-vision-edge-agent-component.html
#   description: The agent that runs models of Lookout for Vision.
# custom:
#   id: GG-031
#   severity: error
#   confidence: documented
#   fix: Run the model with a component of your own, for example with a Neo runtime.
violation contains finding("GG-031", name, dependency.path, message) if {
	some [name, called], dependency in recipe_dependencies
	since := retired_components[called]
	message := sprintf("%s names %s, whose service ended on %s", [dependency.place, called, since])
}

violation contains finding("GG-031", name, ["Components", called], message) if {
	some name, given in deployment_components
	some called, since in retired_components
	has(given, called)
	message := sprintf("the deployment brings %s, whose service ended on %s", [called, since])
}

retired_components := {
	"aws.iot.lookoutvision.EdgeAgent": "2025-10-31",
	"aws.greengrass.SageMakerEdgeManager": "2024-04-26",
}

# METADATA
# title: An IPC policy names operations of its service
# description: >-
#   The nucleus knows which operations a service has. A policy with another one is refused when it is loaded, and the
#   component is not authorized at run time.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/interprocess-communication.html
#   description: accessControl, its services and operations.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/authorization/AuthorizationHandler.java
#   description: The operations that are registered.
# custom:
#   id: GG-212
#   severity: warning
#   confidence: documented
#   fix: Use an operation of the service, for example aws.greengrass#PublishToIoTCore of aws.greengrass.ipc.mqttproxy.
violation contains finding("GG-212", name, ["InlineRecipe"], message) if {
	some [name, service, policy], found in recipe_ipc_policies
	known := ipc_operations[service]
	some operation in list(found, "operations")
	literal(operation)
	not operation in known
	message := sprintf("accessControl.%s.%s names %s, which %s does not have", [service, policy, operation, service])
}

violation contains finding("GG-212", name, ["InlineRecipe"], message) if {
	some [name, service, policy], found in recipe_ipc_policies
	ipc_operations[service]
	not gives(found, "operations")
	message := sprintf("accessControl.%s.%s has no operations", [service, policy])
}

recipe_ipc_policies[[name, service, policy]] := found if {
	some name, defaults in recipe_defaults
	is_object(defaults.accessControl)
	some service, policies in defaults.accessControl
	is_object(policies)
	some policy, found in policies
	is_object(found)
}

ipc_operations := {
	"aws.greengrass.ipc.pubsub": {"*", "aws.greengrass#PublishToTopic", "aws.greengrass#SubscribeToTopic"},
	"aws.greengrass.ipc.mqttproxy": {"*", "aws.greengrass#PublishToIoTCore", "aws.greengrass#SubscribeToIoTCore"},
	"aws.greengrass.ipc.lifecycle": {"*", "aws.greengrass#PauseComponent", "aws.greengrass#ResumeComponent"},
	"aws.greengrass.SecretManager": {"*", "aws.greengrass#GetSecretValue"},
	"aws.greengrass.ShadowManager": {
		"*", "aws.greengrass#GetThingShadow", "aws.greengrass#UpdateThingShadow", "aws.greengrass#DeleteThingShadow",
		"aws.greengrass#ListNamedShadowsForThing",
	},
}

# METADATA
# title: The ID of an IPC policy is used once
# description: >-
#   Policy IDs are shared by all components of a device. With two of the same ID it is not told which one counts.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/interprocess-communication.html
#   description: A policy ID must be unique among all components.
# custom:
#   id: GG-213
#   severity: warning
#   confidence: documented
#   fix: Build the ID of component, service and a number, for example com.example.HelloWorld:pubsub:1.
violation contains finding("GG-213", name, ["InlineRecipe"], message) if {
	some [name, _, policy], _ in recipe_ipc_policies
	others := {other |
		some [other, _, same], _ in recipe_ipc_policies
		same == policy
		other < name
		component_names_given[other][0] != component_names_given[name][0]
	}
	count(others) > 0
	message := sprintf("accessControl has the policy %s, which %s has as well", [policy, words(others)])
}

# METADATA
# title: A component may use the topics that it is configured with
# description: >-
#   The access control of the component lists other topics than its configuration names: the nucleus refuses what it
#   publishes or subscribes to, and the component runs without an effect.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/ipc-iot-core-mqtt.html
#   description: The authorization policy lists the topics, with the wildcards of MQTT.
# custom:
#   id: GG-231
#   severity: warning
#   confidence: inferred
#   fix: Add the topic to the policy's resources, or configure one of those.
violation contains finding("GG-231", name, ["InlineRecipe"], message) if {
	some name, defaults in recipe_defaults
	some key, topic in defaults
	regex.match(`(?i)topic(name)?$`, key)
	literal(topic)
	regex.match(`^[A-Za-z0-9_/-]+$`, topic)
	allowed := {resource |
		some service in ["aws.greengrass.ipc.mqttproxy", "aws.greengrass.ipc.pubsub"]
		some _, policy in defaults.accessControl[service]
		some resource in list(policy, "resources")
		is_string(resource)
	}
	count(allowed) > 0
	every resource in allowed {
		literal(resource)
		not recipe_topic_covers(resource, topic)
	}
	message := sprintf("DefaultConfiguration.%s is %s, accessControl lists %s", [key, topic, words(allowed)])
}

# `*` is anything, `#` and `+` are those of MQTT.
recipe_topic_covers(resource, topic) if {
	escaped := regex.replace(resource, `[.^$(){}|\[\]\\?]`, `\$0`)
	whole := replace(replace(replace(escaped, "*", ".*"), "+", "[^/]+"), "/#", "(/.*)?")
	regex.match(concat("", ["^", replace(whole, "#", ".*"), "$"]), topic)
}
