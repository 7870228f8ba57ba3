# For which devices the manifests of a recipe are.
package cdk_model_packages

import rego.v1

# METADATA
# title: The first manifest that matches is used, so the stricter one comes first
# description: >-
#   The core device takes the first manifest whose platform it meets. One that an earlier, wider manifest covers is
#   never used: the device gets the wrong artifacts and scripts. A platform without runtime is for the classic nucleus
#   alone, and so covers none that has one.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Stricter platforms first; a manifest for all platforms is the last.
# - ref: https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/PlatformHelper.java
#   description: The first match of the list; an empty platform matches always.
# - ref: https://github.com/aws-greengrass/aws-greengrass-lite/blob/main/RELEASE_NOTES.md
#   description: A missing platform runtime is handled as classic only (2.3.0).
# custom:
#   id: GG-006
#   severity: error
#   confidence: documented
#   fix: Put manifests with stricter platforms first, and the one without a platform last.
violation contains finding("GG-006", name, ["InlineRecipe"], message) if {
	some [name, later], _ in recipe_platforms
	later > 0
	covering := [earlier |
		some earlier in numbers.range(0, later - 1)
		platform_covers(recipe_platforms[[name, earlier]], recipe_platforms[[name, later]])
	]
	count(covering) > 0
	message := sprintf("Manifests[%d] is never used: Manifests[%d] comes first and matches the same devices", [later, covering[0]])
}

# The platform of each manifest, as sets of labels: {"os": {"linux"}}. What matches everything is left out; what is not
# a list of plain labels keeps its text as the only member.
recipe_platforms[[name, index]] := platform if {
	some [name, index], manifest in recipe_manifests
	given := object.get(manifest, "Platform", {})
	is_object(given)
	asked := object.union(
		{"runtime": platform_classic_only},
		{key: given[key] | some key in object.keys(given); given[key] != null},
	)
	platform := {key: platform_labels(asked[key]) |
		some key in object.keys(asked)
		not platform_wild(asked[key])
	}
}

# Stands for a runtime that is not given: a label that nobody can write.
platform_classic_only := ""

platform_wild(value) if value in ["*", "/.*/"]

platform_wild(value) if value in ["all", "any"]

platform_labels(value) := labels if {
	is_string(value)
	startswith(value, "/")
	regex.match(`^/[A-Za-z0-9_.-]+(\|[A-Za-z0-9_.-]+)*/$`, value)
	labels := {label | some label in split(trim(value, "/"), "|")}
} else := {value}

platform_covers(earlier, later) if {
	every key, labels in earlier {
		wanted := later[key]
		count(wanted - labels) == 0
		not platform_undetermined(labels)
	}
}

platform_undetermined(labels) if {
	some label in labels
	contains(label, "${Unknown")
}

# METADATA
# title: A platform is written as the nucleus reports it
# description: >-
#   The nucleus reports linux, windows and darwin, and amd64, aarch64, arm and x86, in lower case. Other spellings of
#   the same platform match no device: the deployment fails there.
# related_resources:
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/config/PlatformResolver.java
#   description: The values that are detected.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: The common values of os and architecture.
# - ref: https://github.com/awslabs/nx-plugin-for-aws/pull/1265
#   description: arm64 did not match on a device.
# custom:
#   id: GG-007
#   severity: error
#   confidence: documented
#   fix: Write the label in the message, for example aarch64 for ARM64 and amd64 for X86_64.
violation contains finding("GG-007", name, [where], message) if {
	some [name, where, place], platform in component_platforms
	some key in ["os", "architecture"]
	value := platform[key]
	literal(value)
	some label in platform_labels(value)
	not label in platform_known[key]
	right := platform_respelt[key][lower(label)]
	not platform_reachable(key, value)
	message := sprintf("%s.%s is %s; devices report %s", [place, key, value, right])
}

platform_known := {
	"os": {"linux", "windows", "darwin", "all", "any", "*"},
	"architecture": {"amd64", "x86", "arm", "aarch64", "all", "any", "*"},
}

platform_respelt := {
	"os": {
		"linux": "linux", "gnu/linux": "linux", "ubuntu": "linux", "debian": "linux", "raspbian": "linux",
		"amazonlinux": "linux", "yocto": "linux", "windows": "windows", "win": "windows", "win32": "windows",
		"win64": "windows", "darwin": "darwin", "macos": "darwin", "mac": "darwin", "osx": "darwin",
	},
	"architecture": {
		"arm64": "aarch64", "arm_64": "aarch64", "arm64v8": "aarch64", "armv8": "aarch64", "armv8-a": "aarch64",
		"armv8l": "aarch64", "aarch64": "aarch64", "x86_64": "amd64", "x86-64": "amd64", "x64": "amd64",
		"amd64": "amd64", "intel64": "amd64", "arm": "arm", "armv6": "arm", "armv6l": "arm", "armv7": "arm",
		"armv7l": "arm", "armv7-a": "arm", "armhf": "arm", "armel": "arm", "arm32": "arm", "arm32v7": "arm",
		"arm_eabi": "arm", "arm_eabihf": "arm", "x86": "x86", "x86_32": "x86", "i386": "x86", "i486": "x86",
		"i586": "x86", "i686": "x86", "ia32": "x86",
	},
}

# A choice of labels of which a device reports one.
platform_reachable(key, value) if {
	some label in platform_labels(value)
	label in platform_known[key]
}

component_platforms[[name, "InlineRecipe", place]] := manifest.Platform if {
	some [name, index], manifest in recipe_manifests
	is_object(manifest.Platform)
	place := sprintf("Manifests[%d].Platform", [index])
}

component_platforms[[name, "LambdaFunction", place]] := platform.Attributes if {
	some name, component in components
	some index, platform in list(component.LambdaFunction, "ComponentPlatforms")
	is_object(platform.Attributes)
	not platform.Attributes.__dynamic
	place := sprintf("ComponentPlatforms[%d].Attributes", [index])
}

# METADATA
# title: A platform's value is a label, "*" or /regex/
# description: >-
#   A value that begins with another sign than a letter or a digit, such as a regular expression without both slashes,
#   matches no device. A list is not read at all.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: An exact value, "*", or a regular expression between slashes.
# - ref: https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/PlatformHelper.java
#   description: Labels that do not begin with a letter or digit are no match.
# custom:
#   id: GG-008
#   severity: error
#   confidence: documented
#   fix: Write a label, "*", or a regular expression between slashes such as /amd64|aarch64/.
violation contains finding("GG-008", name, [where], message) if {
	some [name, where, place], platform in component_platforms
	some key, value in platform
	literal(value)
	not regex.match(`^([A-Za-z0-9].*|\*|/.*/)$`, value)
	message := sprintf("%s.%s is '%s'; a value is a label, '*' or a /regex/ between two slashes", [place, key, value])
}

violation contains finding("GG-008", name, [where], message) if {
	some [name, where, place], platform in component_platforms
	some key, value in platform
	literal(value)
	regex.match(`^[A-Za-z0-9][^/]*\|`, value)
	message := sprintf("%s.%s is '%s': a choice is a /regex/ between two slashes, this is one label", [place, key, value])
}

violation contains finding("GG-008", name, [where], message) if {
	some [name, where, place], platform in component_platforms
	some key, value in platform
	is_array(value)
	message := sprintf("%s.%s is a list; a choice is written /%s/", [place, key, concat("|", [one | some one in value; is_string(one)])])
}

# METADATA
# title: A recipe has at least one manifest
# description: >-
#   The device takes lifecycle and artifacts from the first manifest that matches. A recipe without manifests cannot be
#   loaded: the deployment fails on every device.
# related_resources:
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/converter/RecipeLoader.java
#   description: RECIPE_MISSING_MANIFEST.
# - ref: https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/resources/recipe/recipe_schema.json
#   description: manifests is required.
# custom:
#   id: GG-041
#   severity: error
#   confidence: documented
#   fix: Add a manifest; one without Platform matches every device.
violation contains finding("GG-041", name, ["InlineRecipe"], message) if {
	some name, recipe in recipes
	not gives(recipe.document, "Manifests")
	message := "the recipe has no manifest: no device can load the component"
}

violation contains finding("GG-041", name, ["InlineRecipe"], message) if {
	some name, recipe in recipes
	is_object(recipe.document.Manifests)
	message := "Manifests is a mapping; it is a list of manifests"
}

# METADATA
# title: A platform that the nucleus does not detect needs platformOverride
# description: >-
#   The nucleus reports three operating systems and four architectures. Another label matches only devices whose
#   nucleus is configured to report it; on the others the deployment fails.
# related_resources:
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/config/PlatformResolver.java
#   description: The values that are detected, and platformOverride.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/greengrass-nucleus-component.html
#   description: The platform overrides parameter.
# custom:
#   id: GG-207
#   severity: warning
#   confidence: inferred
#   fix: Use a label that is detected, or set platformOverride in the nucleus' configuration on those devices.
violation contains finding("GG-207", name, [where], message) if {
	some [name, where, place], platform in component_platforms
	some key, value in platform
	known := platform_detected[key]
	literal(value)
	regex.match(`^(/[A-Za-z0-9_.|-]+/|[A-Za-z0-9][A-Za-z0-9_.-]*)$`, value)
	labels := platform_labels(value)
	count(labels & known) == 0
	respelt := [label | some label in labels; platform_respelt[key][lower(label)]]
	count(respelt) == 0
	message := sprintf("%s.%s is %s, which no device reports by itself", [place, key, value])
}

platform_detected := object.union(platform_known, {
	"architecture.detail": {"armv6l", "armv7l", "armv8l", "armv6b", "armv7b", "armv8b", "*"},
})

# METADATA
# title: A platform is told by the attributes that devices report
# description: >-
#   A device reports os, architecture and architecture.detail, and a nucleus lite its runtime, in lower case. A manifest
#   that asks for another attribute fits no device, unless the nucleus is configured to report it, and the deployment
#   fails. Attributes are the only keys of a recipe whose case counts.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: The attributes of a platform; others come from platformOverride of the nucleus.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/config/PlatformResolver.java
#   description: What the nucleus detects.
# custom:
#   id: GG-225
#   severity: error
#   confidence: documented
#   fix: Write the attribute in the message.
violation contains finding("GG-225", name, [where], message) if {
	some [name, where, place], platform in component_platforms
	some key in object.keys(platform)
	right := platform_key_respelt[lower(key)]
	key != right
	not platform_is_overridden
	message := sprintf("%s.%s is reported by no device; the attribute is %s", [place, key, right])
}

platform_key_respelt := {
	"os": "os", "operatingsystem": "os", "operating_system": "os", "system": "os", "architecture": "architecture",
	"architectures": "architecture", "arch": "architecture", "cpu": "architecture", "machine": "architecture",
	"cpuarchitecture": "architecture", "architecture.detail": "architecture.detail",
	"architecturedetail": "architecture.detail", "architecture_detail": "architecture.detail", "runtime": "runtime",
}

# A deployment of the template configures the nucleus to report attributes of its own.
platform_is_overridden if {
	some _, deployment in deployments
	contains(json.marshal(deployment), "platformOverride")
}
