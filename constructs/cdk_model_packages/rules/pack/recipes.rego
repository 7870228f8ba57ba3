# What a Greengrass recipe says of itself: its format, name, version, size and keys.
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
