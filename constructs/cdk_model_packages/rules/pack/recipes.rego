# What a Greengrass recipe says: its head, its platforms, its artifacts and what it depends on.
package cdk_model_packages

import rego.v1

# METADATA
# title: RecipeFormatVersion is 2020-01-25
# description: >-
#   The recipe format has one version. CreateComponentVersion refuses a recipe with another one or with none.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: 2020-01-25 is the only choice.
# - ref: https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/RecipeFormatVersion.java
#   description: An enumeration of one value.
# custom:
#   id: GG-001
#   severity: error
#   confidence: documented
#   fix: Write RecipeFormatVersion as the string "2020-01-25".
violation contains finding("GG-001", name, ["InlineRecipe"], message) if {
	some name, recipe in recipes
	version := recipe.document.RecipeFormatVersion
	recipe_determined(version)
	version != "2020-01-25"
	message := sprintf("RecipeFormatVersion is %v; the only version is 2020-01-25", [version])
}

violation contains finding("GG-001", name, ["InlineRecipe"], message) if {
	some name, recipe in recipes
	not has(recipe.document, "RecipeFormatVersion")
	message := "the recipe has no RecipeFormatVersion; it is 2020-01-25"
}

# A value that is what the recipe says: no reference of the template is left in it.
recipe_determined(value) if literal(value)

else if is_number(value)

else if is_boolean(value)

else if is_array(value)

# METADATA
# title: A component's name has letters, digits, ".", "-" and "_", at most 128
# description: CreateComponentVersion refuses the recipe when the name has another character or is longer.
# related_resources:
# - ref: https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/ComponentRecipe.java
#   description: The pattern, and 128 as the length.
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_LambdaFunctionRecipeSource.html
#   description: componentName has at most 128 characters.
# custom:
#   id: GG-002
#   severity: error
#   confidence: documented
#   fix: Use letters, digits, ".", "-" and "_", for example com.example.defects.model.
violation contains finding("GG-002", name, path, message) if {
	some name, [given, path] in component_names_given
	is_string(given)
	not contains(given, "${")
	not regex.match(`^[a-zA-Z0-9_.-]{1,128}$`, given)
	message := sprintf("ComponentName '%s' has characters other than letters, digits, '.', '-' and '_', or is empty", [given])
	count(given) < 129
}

violation contains finding("GG-002", name, path, message) if {
	some name, [given, path] in component_names_given
	literal(given)
	count(given) > 128
	message := sprintf("ComponentName has %d characters; 128 are allowed", [count(given)])
}

violation contains finding("GG-002", name, ["InlineRecipe"], message) if {
	some name, recipe in recipes
	not has(recipe.document, "ComponentName")
	message := "the recipe has no ComponentName"
}

component_names_given[name] := [given, ["InlineRecipe"]] if {
	some name, recipe in recipes
	given := recipe.document.ComponentName
}

component_names_given[name] := [given, ["LambdaFunction", "ComponentName"]] if {
	some name, component in components
	given := component.LambdaFunction.ComponentName
}

# METADATA
# title: The prefix aws.greengrass belongs to AWS
# description: >-
#   A component with the name of a public one replaces it: other components that depend on the public one get yours.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Avoid the prefix; the same name replaces the public component.
# custom:
#   id: GG-003
#   severity: warning
#   confidence: documented
#   fix: Name the component by your own domain, for example com.example.defects.model.
violation contains finding("GG-003", name, path, message) if {
	some name, [given, path] in component_names_given
	is_string(given)
	startswith(lower(given), "aws.greengrass")
	message := sprintf("ComponentName %s begins with aws.greengrass: it hides a public component of that name", [given])
}

# METADATA
# title: A component's version is a semantic version
# description: >-
#   CreateComponentVersion refuses a version that is not major.minor.patch, has a number above 999999, or has more
#   than 64 characters. A suffix such as -rc.1 is allowed.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: AWS IoT Greengrass uses semantic versions for components.
# - ref: https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/ComponentRecipe.java
#   description: Six digits each, 64 characters together.
# custom:
#   id: GG-004
#   severity: error
#   confidence: documented
#   fix: Write major.minor.patch, for example 1.0.0, as a string.
violation contains finding("GG-004", name, path, message) if {
	some name, [version, path] in component_versions_given
	recipe_determined(version)
	some fault in version_faults(version)
	message := sprintf("ComponentVersion %v %s", [version, fault])
}

violation contains finding("GG-004", name, ["InlineRecipe"], message) if {
	some name, recipe in recipes
	not has(recipe.document, "ComponentVersion")
	message := "the recipe has no ComponentVersion"
}

component_versions_given[name] := [given, ["InlineRecipe"]] if {
	some name, recipe in recipes
	given := recipe.document.ComponentVersion
}

component_versions_given[name] := [given, ["LambdaFunction", "ComponentVersion"]] if {
	some name, component in components
	given := component.LambdaFunction.ComponentVersion
}

version_faults(version) := {"is a number, not a text of three: write \"1.0.0\""} if not is_string(version)

version_faults(version) := {"is not major.minor.patch"} if {
	is_string(version)
	not regex.match(version_pattern, version)
}

version_faults(version) := found if {
	regex.match(version_pattern, version)
	long := {"has more than 64 characters" | count(version) > 64}
	high := {"has a number above 999999" | regex.match(`^[0-9.]*[0-9]{7,}`, version)}
	found := long | high
}

# METADATA
# title: The first manifest that matches is used, so the stricter one comes first
# description: >-
#   The core device takes the first manifest whose platform it meets. One that an earlier, wider manifest covers is
#   never used: the device gets the wrong artifacts and scripts.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Stricter platforms first; a manifest for all platforms is the last.
# - ref: https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/PlatformHelper.java
#   description: The first match of the list; an empty platform matches always.
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
	platform := {key: platform_labels(given[key]) |
		some key in object.keys(given)
		not platform_wild(given[key])
	}
}

platform_wild(value) if value in ["*", "/.*/", null]

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
# title: The artifacts of a manifest have different file names
# description: >-
#   All artifacts of a manifest land in one folder, under the last part of their key. Two of the same name overwrite
#   each other.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Each artifact must have a unique file name within each manifest.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/S3Downloader.java
#   description: The file name is the last part of the path.
# custom:
#   id: GG-009
#   severity: error
#   confidence: documented
#   fix: Upload one of them under another file name.
violation contains finding("GG-009", name, ["InlineRecipe"], message) if {
	some [name, index, number], artifact in artifacts
	number > 0
	artifact.scheme != "docker"
	artifact.name != ""
	not contains(artifact.name, "${Unknown}")
	same := [earlier |
		some earlier in numbers.range(0, number - 1)
		other := artifacts[[name, index, earlier]]
		other.name == artifact.name
	]
	count(same) > 0
	message := sprintf("%s.URI has the file name %s, which Artifacts[%d] has as well", [artifact.place, artifact.name, same[0]])
}

# METADATA
# title: Unarchive is NONE or ZIP
# description: >-
#   The nucleus unpacks ZIP archives only. The recipe with another value is refused; a file that is no ZIP fails to
#   unpack on the device, and the deployment with it.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: NONE and ZIP.
# - ref: https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/Unarchive.java
#   description: Two values.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/Unarchiver.java
#   description: Reads ZIP files only.
# custom:
#   id: GG-010
#   severity: error
#   confidence: documented
#   fix: Upload a ZIP archive with Unarchive ZIP, or leave Unarchive out and unpack in a lifecycle script.
violation contains finding("GG-010", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	given := artifact.artifact.Unarchive
	recipe_determined(given)
	not upper(sprintf("%v", [given])) in ["NONE", "ZIP"]
	message := sprintf("%s.Unarchive is %v; Greengrass knows NONE and ZIP", [artifact.place, given])
}

violation contains finding("GG-010", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	artifact_unarchive(artifact) == "ZIP"
	regex.match(`(?i)\.(py|sh|json|ya?ml|txt|onnx|tflite|bat|ps1|js|csv|md|png|jpe?g)$`, artifact.name)
	message := sprintf("%s is unpacked as a ZIP archive, but its URI ends in %s", [artifact.place, artifact.name])
}

# METADATA
# title: Greengrass does not unpack a .tar.gz
# description: >-
#   SageMaker and Neo write .tar.gz archives. With Unarchive ZIP the nucleus cannot open them and the deployment fails;
#   it has no other kind of archive.
# related_resources:
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/Unarchiver.java
#   description: Reads ZIP files only.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/neo-getting-started-edge-step1.html
#   description: The compiled model is model-target.tar.gz.
# custom:
#   id: NC-014
#   severity: error
#   confidence: inferred
#   fix: Repackage the model as a ZIP archive, or leave Unarchive out and unpack it into {work:path} in the Install step.
violation contains finding("NC-014", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	artifact_unarchive(artifact) == "ZIP"
	regex.match(`(?i)\.(tar(\.[a-z0-9]+)?|tgz|tbz2?|txz|gz|bz2|xz|zst|7z|rar)$`, artifact.name)
	message := sprintf("%s.Unarchive is ZIP, but %s is not a ZIP archive", [artifact.place, artifact.name])
}

# METADATA
# title: 'An artifact''s URI is s3://bucket/key, docker: or greengrass:'
# description: >-
#   The nucleus knows three schemes. CreateComponentVersion or the device refuses an https address, a bucket without a
#   key, and an image that is not docker:registry/name with a tag or a digest.
# related_resources:
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/ArtifactDownloaderFactory.java
#   description: The schemes that are supported.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/S3Downloader.java
#   description: s3:// with a bucket and a key.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/plugins/docker/DockerImageArtifactParser.java
#   description: What an image may look like.
# custom:
#   id: GG-013
#   severity: error
#   confidence: documented
#   fix: Write s3://bucket/key, docker:registry/image:tag or docker:registry/image@digest.
violation contains finding("GG-013", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	not startswith(artifact.uri, "${")
	not artifact.scheme in ["s3", "docker", "greengrass"]
	message := sprintf("%s.URI is %s; it begins with s3://, docker: or greengrass:", [artifact.place, artifact.uri])
}

violation contains finding("GG-013", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	artifact.scheme == "s3"
	literal(artifact.uri)
	not regex.match(`^s3://[^/\s]+/\S.*[^/]$|^s3://[^/\s]+/[^/\s]$`, artifact.uri)
	message := sprintf("%s.URI is %s; it names an object, s3://bucket/key", [artifact.place, artifact.uri])
}

violation contains finding("GG-013", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	literal(artifact.image)
	not docker_image_is_valid(artifact.image)
	message := sprintf("%s.URI is %s; an image is docker:registry/name:tag or docker:registry/name@digest", [artifact.place, artifact.uri])
}

violation contains finding("GG-013", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	not has(artifact.artifact, "URI")
	message := sprintf("%s has no URI", [artifact.place])
}

docker_image_is_valid(image) if {
	regex.match(
		concat("", [
			`^([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*(:[0-9]+)?/)?`,
			`[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*`,
			`(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?$`,
		]),
		image,
	)
}

# METADATA
# title: Artifacts are in the region of the component
# description: >-
#   CreateComponentVersion does not read artifacts from another region: it answers that the artifact cannot be
#   accessed, and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html
#   description: Cross-region requests for component artifacts are not supported.
# - ref: https://github.com/aws/aws-cli/issues/6261
#   description: The bucket's region was the cause.
# custom:
#   id: GG-014
#   severity: error
#   confidence: documented
#   needs: region
#   fix: Keep the artifact in a bucket of the region in which the component is created.
violation contains finding("GG-014", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	literal(artifact.bucket)
	not artifact.logical_id
	region := review_context.bucket_regions[artifact.bucket]
	is_string(deploy_region)
	region != deploy_region
	message := sprintf("%s.URI is in bucket %s of %s; the component is created in %s", [artifact.place, artifact.bucket, region, deploy_region])
}

# METADATA
# title: An artifact's key does not name what changes
# description: >-
#   The service stores an artifact's digest when the component is created. Once the object under the key is replaced,
#   every device refuses it and deployments fail.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html
#   description: Artifacts cannot be modified; put the component's name and version into the path.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html
#   description: The checksum of an artifact that does not match.
# custom:
#   id: GG-015
#   severity: warning
#   confidence: documented
#   fix: Put the component's name and version, or a hash of the content, into the key.
violation contains finding("GG-015", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	regex.match(`(?i)(^|[/_.-])(latest|current|newest|head|snapshot|main|master)([/_.-]|$)`, artifact.key)
	message := sprintf("%s.URI has the key %s: when that object is replaced, devices refuse it", [artifact.place, artifact.key])
}

# METADATA
# title: Digest and Algorithm are not given
# description: The service computes both when the component is created, and replaces what the recipe says.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Read-only; a value is replaced.
# custom:
#   id: GG-016
#   severity: warning
#   confidence: documented
#   fix: Leave Digest and Algorithm out.
violation contains finding("GG-016", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	given := [key | some key in ["Algorithm", "Digest"]; has(artifact.artifact, key)]
	count(given) > 0
	message := sprintf("%s gives %s, which the service replaces", [artifact.place, words(given)])
}

# METADATA
# title: An artifact that another component reads has Permission.Read ALL
# description: >-
#   An artifact is readable by its own component's user. A component that runs as another user cannot read it, and
#   fails when it starts.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: To let other components access the artifact, specify ALL; the default is OWNER.
# custom:
#   id: GG-019
#   severity: warning
#   confidence: documented
#   fix: Give the artifact Permission Read ALL.
violation contains finding("GG-019", owner, artifact.path, message) if {
	some [reader, place], files in recipe_files
	some file in files
	file.component != ""
	some owner in components_called[file.component]
	owner != reader
	not recipe_root_scripts[[reader, place]]
	some [component, _, _], artifact in artifacts
	component == owner
	artifact_is_meant(artifact, file)
	not artifact_is_open(artifact)
	message := sprintf("%s is read by %s (%s), but its Permission.Read is not ALL", [artifact.place, reader, place])
}

artifact_is_meant(artifact, file) if {
	file.kind == "path"
	file.name == artifact.name
}

artifact_is_meant(artifact, file) if {
	file.kind == "decompressedPath"
	artifact_unarchive(artifact) == "ZIP"
	file.name == artifact_folder(artifact.name)
}

artifact_is_meant(_, file) if {
	not recipe_plain_name(file.name)
	file.kind == "path"
}

artifact_is_meant(artifact, file) if {
	not recipe_plain_name(file.name)
	artifact_unarchive(artifact) == "ZIP"
}

artifact_is_open(artifact) if {
	is_object(artifact.artifact.Permission)
	permission := recipe_keys(artifact.artifact.Permission)
	some key in ["Read", "Execute"]
	not permission[key] in ["NONE", "OWNER", "none", "owner", "None", "Owner"]
	has(permission, key)
}

# METADATA
# title: A recipe has at most 16,000 bytes
# description: CreateComponentVersion refuses a larger recipe. Scripts and data belong into artifacts.
# related_resources:
# - ref: https://github.com/aws-greengrass/aws-greengrass-gdk-cli/blob/main/gdk/common/consts.py
#   description: MAX_RECIPE_FILE_SIZE_BYTES is 16000.
# - ref: https://github.com/aws-greengrass/aws-greengrass-gdk-cli/issues/235
#   description: The permissible limit is 16 KB.
# custom:
#   id: GG-020
#   severity: error
#   confidence: documented
#   fix: Write JSON without spaces, and move scripts and data into artifacts.
violation contains finding("GG-020", name, ["InlineRecipe"], message) if {
	some name, read in recipe_read
	bytes := recipe_bytes(name, read)
	bytes > 16000
	message := sprintf("the recipe has %d bytes; 16000 are allowed", [bytes])
}

recipe_bytes(_, read) := read.bytes

recipe_bytes(name, read) := count(components[name].InlineRecipe) if {
	not read.bytes
	literal(components[name].InlineRecipe)
}

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
# title: Recipe keys and values are written as in the documentation
# description: >-
#   The tools disagree on case: the GDK and the nucleus accept any, the schema of the recipe library does not. What
#   passes one check fails another.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Keys in PascalCase; lifecycle keys begin with a capital letter.
# - ref: https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/resources/recipe/recipe_schema.json
#   description: Values such as ZIP and NONE in upper case.
# custom:
#   id: GG-038
#   severity: info
#   confidence: documented
#   fix: Write the key or value as the message says.
violation contains finding("GG-038", name, ["InlineRecipe"], message) if {
	some name, [place, written, right] in recipe_miswritten
	message := sprintf("%s%s is written %s in the documentation", [place, written, right])
}

violation contains finding("GG-038", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	given := artifact.artifact.Unarchive
	given != upper(given)
	upper(given) in ["NONE", "ZIP"]
	message := sprintf("%s.Unarchive %s is written %s in the documentation", [artifact.place, given, upper(given)])
}

violation contains finding("GG-038", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	is_object(artifact.artifact.Permission)
	some key, given in artifact.artifact.Permission
	given != upper(given)
	upper(given) in ["NONE", "OWNER", "ALL"]
	message := sprintf("%s.Permission.%s %s is written %s in the documentation", [artifact.place, key, given, upper(given)])
}

violation contains finding("GG-038", name, ["InlineRecipe"], message) if {
	some [name, _], dependency in recipe_dependencies
	dependency.path == ["InlineRecipe"]
	given := dependency.value.DependencyType
	given != upper(given)
	upper(given) in ["HARD", "SOFT"]
	message := sprintf("%s.DependencyType %s is written %s in the documentation", [dependency.place, given, upper(given)])
}

# The first key of each recipe that is written otherwise, with its place.
recipe_miswritten[name] := found[0] if {
	some name, read in recipe_read
	is_object(read.document)
	recipes[name]
	found := array.concat(
		array.concat(recipe_miswritten_keys("", read.document), recipe_miswritten_manifests(name, read.document)),
		recipe_miswritten_steps(name),
	)
	count(found) > 0
}

recipe_miswritten_keys(place, object_) := [[place, key, right] |
	some key in object.keys(object_)
	not key in recipe_key_written
	right := recipe_key_names[lower(key)]
]

recipe_miswritten_manifests(_, document) := [found |
	some key in ["Manifests", "manifests"]
	some index, manifest in list(document, key)
	is_object(manifest)
	some found in recipe_miswritten_keys(sprintf("%s[%d].", [key, index]), manifest)
]

recipe_miswritten_steps(name) := [found |
	some [component, place], lifecycle in recipe_lifecycles_written
	component == name
	some found in recipe_miswritten_keys(sprintf("%s.", [place]), lifecycle)
	found[2] in recipe_steps_known | {"Setenv"}
]

recipe_lifecycles_written[[name, place]] := manifest.Lifecycle if {
	some [name, index], manifest in recipe_manifests
	is_object(manifest.Lifecycle)
	place := sprintf("Manifests[%d].Lifecycle", [index])
}

recipe_lifecycles_written[[name, "Lifecycle"]] := recipe.document.Lifecycle if {
	some name, recipe in recipes
	is_object(recipe.document.Lifecycle)
	not recipe_selected_by_case(name, recipe.document.Lifecycle)
}

# Selection keys in lower case may look like steps.
recipe_selected_by_case(name, lifecycle) if {
	some key in object.keys(lifecycle)
	key in recipe_selections[name]
}

# METADATA
# title: A recipe is a JSON or YAML mapping
# description: CreateComponentVersion refuses a recipe that it cannot parse, or that is a list or a text.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Recipes are written in JSON or YAML.
# - ref: https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateComponentVersion.html
#   description: inlineRecipe is the recipe.
# custom:
#   id: GG-039
#   severity: error
#   confidence: documented
#   fix: Correct the recipe where the message says, or write it with a JSON serializer.
violation contains finding("GG-039", name, ["InlineRecipe"], message) if {
	some name, read in recipe_read
	is_string(read.error)
	message := sprintf("the recipe cannot be read: %s", [regex.replace(read.error, `\s+`, " ")])
}

violation contains finding("GG-039", name, ["InlineRecipe"], message) if {
	some name, read in recipe_read
	has(read, "document")
	not read.document.__dynamic
	not is_object(read.document)
	not is_string(read.document)
	message := "the recipe is not a mapping of keys to values"
}

violation contains finding("GG-039", name, ["InlineRecipe"], message) if {
	some name, read in recipe_read
	is_string(read.document)
	not contains(read.document, "${")
	message := "the recipe is a text, not a mapping of keys to values"
}

violation contains finding("GG-039", name, ["InlineRecipe"], message) if {
	some name, component in components
	not recipe_read[name]
	literal(component.InlineRecipe)
	startswith(trim_space(component.InlineRecipe), "{")
	not json.is_valid(component.InlineRecipe)
	message := "the recipe begins as JSON but is not valid JSON"
}

# METADATA
# title: A recipe has only the keys of the format
# description: >-
#   A key at the top of a recipe that the format does not have is ignored by the nucleus and refused by the GDK. It is
#   most often a misspelt one, and what it says is lost.
# related_resources:
# - ref: https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/resources/recipe/recipe_schema.json
#   description: additionalProperties is false at the top.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/converter/RecipeLoader.java
#   description: Unknown properties are not a failure on the device.
# custom:
#   id: GG-040
#   severity: warning
#   confidence: documented
#   fix: Correct the key or remove it.
violation contains finding("GG-040", name, ["InlineRecipe"], message) if {
	some name, recipe in recipes
	unknown := object.keys(recipe.document) - recipe_top_keys
	count(unknown) > 0
	message := sprintf("the recipe has no key %s", [words(unknown)])
}

violation contains finding("GG-040", name, ["InlineRecipe"], message) if {
	some [name, index], manifest in recipe_manifests
	unknown := object.keys(manifest) - {"Name", "Platform", "Lifecycle", "Selections", "Artifacts"}
	count(unknown) > 0
	message := sprintf("Manifests[%d] has no key %s", [index, words(unknown)])
}

violation contains finding("GG-040", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	unknown := object.keys(artifact.artifact) - {"URI", "Unarchive", "Permission", "Digest", "Algorithm"}
	count(unknown) > 0
	message := sprintf("%s has no key %s", [artifact.place, words(unknown)])
}

violation contains finding("GG-040", name, ["InlineRecipe"], message) if {
	some [name, _], dependency in recipe_dependencies
	dependency.path == ["InlineRecipe"]
	unknown := object.keys(dependency.value) - {"VersionRequirement", "DependencyType"}
	count(unknown) > 0
	message := sprintf("%s has no key %s", [dependency.place, words(unknown)])
}

recipe_top_keys := {
	"RecipeFormatVersion", "ComponentName", "ComponentVersion", "ComponentDescription", "ComponentPublisher",
	"ComponentConfiguration", "ComponentDependencies", "ComponentType", "ComponentSource", "Manifests", "Lifecycle",
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
# title: ComponentType and ComponentSource are left to the service
# description: >-
#   The service sets the type. A plugin runs inside the nucleus' JVM and restarts it; a Lambda component is made from
#   LambdaFunction and not from a recipe.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: It is not recommended to specify the type or the source in a recipe.
# custom:
#   id: GG-208
#   severity: warning
#   confidence: documented
#   fix: Leave ComponentType and ComponentSource out.
violation contains finding("GG-208", name, ["InlineRecipe"], message) if {
	some name, recipe in recipes
	given := recipe.document.ComponentType
	literal(given)
	given != "aws.greengrass.generic"
	message := sprintf("ComponentType is %s; the service sets the type, aws.greengrass.generic for a recipe", [given])
}

violation contains finding("GG-208", name, ["InlineRecipe"], message) if {
	some name, recipe in recipes
	has(recipe.document, "ComponentSource")
	message := "ComponentSource is given; the service sets it for components that are made from a Lambda function"
}

# METADATA
# title: Permission has Read and Execute, each NONE, OWNER or ALL
# description: CreateComponentVersion refuses another value. There is no write permission.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Read and Execute; you cannot set the write permission.
# - ref: https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/resources/recipe/recipe_schema.json
#   description: NONE, OWNER and ALL.
# custom:
#   id: GG-209
#   severity: error
#   confidence: documented
#   fix: Write for example Permission Read ALL.
violation contains finding("GG-209", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	is_object(artifact.artifact.Permission)
	permission := recipe_keys(artifact.artifact.Permission)
	some key in ["Read", "Execute"]
	given := permission[key]
	recipe_determined(given)
	not upper(sprintf("%v", [given])) in ["NONE", "OWNER", "ALL"]
	message := sprintf("%s.Permission.%s is %v; it is NONE, OWNER or ALL", [artifact.place, key, given])
}

violation contains finding("GG-209", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	is_object(artifact.artifact.Permission)
	unknown := object.keys(recipe_keys(artifact.artifact.Permission)) - {"Read", "Execute"}
	count(unknown) > 0
	message := sprintf("%s.Permission has no %s; there are Read and Execute", [artifact.place, words(unknown)])
}

violation contains finding("GG-209", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	literal(artifact.artifact.Permission)
	message := sprintf("%s.Permission is the text %s; it is a mapping with Read and Execute", [artifact.place, artifact.artifact.Permission])
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
# title: An ECR image is in the region of the device
# description: >-
#   Greengrass pulls images from private repositories of the core device's own region. From another one the download
#   fails on the device.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/run-docker-container.html
#   description: The private repository must be in the same AWS Region as the core device.
# custom:
#   id: GG-214
#   severity: error
#   confidence: documented
#   needs: region
#   fix: Replicate the image into the device's region and name that repository.
violation contains finding("GG-214", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	contains(artifact.image, ".dkr")
	region := ecr_image(artifact.image).region
	not contains(region, "${")
	region != greengrass_region
	message := sprintf("%s.URI is an image of %s; the devices are in %s", [artifact.place, region, greengrass_region])
}

# METADATA
# title: A bucket whose name says another region
# description: >-
#   Artifacts must be in the component's region. The GDK and the CDK put the region into a bucket's name; this one says
#   another.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html
#   description: The GDK's bucket is called bucket-region-accountId.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html
#   description: Cross-region requests for component artifacts are not supported.
# custom:
#   id: GG-215
#   severity: warning
#   confidence: inferred
#   needs: region
#   fix: Keep the artifact in a bucket of the component's region.
violation contains finding("GG-215", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	literal(artifact.bucket)
	not artifact.logical_id
	not review_context.bucket_regions[artifact.bucket]
	regex.match(recipe_bucket_region, artifact.bucket)
	found := regex.find_all_string_submatch_n(recipe_bucket_region, artifact.bucket, -1)
	count(found) == 1
	found[0][1] != greengrass_region
	message := sprintf("%s.URI is in bucket %s; the component is created in %s", [artifact.place, artifact.bucket, greengrass_region])
}

violation contains finding("GG-215", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	not artifact.logical_id
	not review_context.bucket_regions[artifact.bucket]
	code := region_code_elsewhere(artifact.bucket)
	message := sprintf("%s.URI is in bucket %s, which says %s; the component is created in %s", [
		artifact.place, artifact.bucket, code, deploy_region,
	])
}

recipe_bucket_region := `(?:^|[.-])((?:us|eu|ap|sa|ca|me|af|il|mx|cn)-(?:gov-)?(?:north|south|east|west|central|northeast|southeast|northwest|southwest)-[1-9])(?:[.-]|$)`

# METADATA
# title: The placeholders of the GDK are filled in before a recipe is deployed
# description: >-
#   The GDK replaces {COMPONENT_NAME}, NEXT_PATCH and s3://BUCKET_NAME/... when it builds and publishes. CloudFormation
#   does not: the artifact is not found, and the component fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/gdk-cli-configuration-file.html
#   description: What the GDK replaces.
# - ref: https://github.com/aws-greengrass/aws-greengrass-gdk-cli/blob/main/gdk/commands/component/transformer/BuildRecipeTransformer.py
#   description: s3://BUCKET_NAME/COMPONENT_NAME/COMPONENT_VERSION.
# custom:
#   id: GG-216
#   severity: error
#   confidence: documented
#   fix: Deploy the recipe that gdk component publish wrote, or write bucket, name and version out.
violation contains finding("GG-216", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	regex.match(`^s3://\{?(BUCKET_NAME|COMPONENT_NAME)\}?/|\{(BUCKET_NAME|COMPONENT_NAME|COMPONENT_VERSION)\}|/COMPONENT_VERSION/`, artifact.uri)
	not contains(artifact.uri, "${")
	message := sprintf("%s.URI is %s: its placeholders are those of the GDK", [artifact.place, artifact.uri])
}

# METADATA
# title: An artifact's bucket keeps its objects
# description: >-
#   Devices download artifacts whenever the component is deployed to them. When a lifecycle rule of the bucket deletes
#   them, later deployments fail with 404.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html
#   description: Artifacts of previous versions are kept in the bucket.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html
#   description: ExpirationInDays deletes objects.
# custom:
#   id: GG-217
#   severity: warning
#   confidence: inferred
#   fix: Exclude the artifacts' prefix from the rule, or keep artifacts in another bucket.
violation contains finding("GG-217", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	some rule in list(at(buckets[artifact.logical_id], ["LifecycleConfiguration"], {}), "Rules")
	rule.Status == "Enabled"
	is_number(rule.ExpirationInDays)
	not has(rule, "TagFilters")
	prefix := object.get(rule, "Prefix", "")
	is_string(prefix)
	startswith(artifact.key, prefix)
	message := sprintf("%s.URI is in bucket %s, which deletes it after %v days", [artifact.place, artifact.logical_id, rule.ExpirationInDays])
}

# METADATA
# title: A Docker image is named by a version tag or a digest
# description: >-
#   Without a tag, or with latest, devices get whatever the repository holds on the day of the deployment: the same
#   component version runs different code.
# related_resources:
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/plugins/docker/DockerImageArtifactParser.java
#   description: Warns that an image version is not present; a tag or digest keeps the component immutable.
# custom:
#   id: GG-206
#   severity: warning
#   confidence: documented
#   fix: Name the image by a version tag, or by its digest.
violation contains finding("GG-206", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	literal(artifact.image)
	docker_image_is_valid(artifact.image)
	regex.match(`^([^/]*/)*[^/:@]+(:latest)?$`, artifact.image)
	message := sprintf("%s.URI is %s, which names no version of the image", [artifact.place, artifact.uri])
}

# METADATA
# title: A platform is told by the attributes that devices report
# description: >-
#   A device reports os, architecture and architecture.detail. A manifest that asks for another attribute fits no device,
#   unless the nucleus is configured to report it, and the deployment fails.
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
	"arch": "architecture", "cpu": "architecture", "machine": "architecture", "cpuarchitecture": "architecture",
	"architectures": "architecture", "operatingsystem": "os", "operating_system": "os", "system": "os",
	"architecturedetail": "architecture.detail", "architecture_detail": "architecture.detail",
}

# A deployment of the template configures the nucleus to report attributes of its own.
platform_is_overridden if {
	some _, deployment in deployments
	contains(json.marshal(deployment), "platformOverride")
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
