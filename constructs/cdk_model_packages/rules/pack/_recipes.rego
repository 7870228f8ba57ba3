# Greengrass recipes, as the rules read them. What other files may use:
#
#   recipes[component] := {"document": {...}, "format": "json"|"yaml"|"object"}
#       the recipe, its keys in PascalCase down to artifacts, lifecycle steps and dependencies.
#   artifacts[[component, manifest, artifact]] := {"uri", "place", "name", "artifact"} and, where the URI tells it,
#       "scheme" ("s3", "docker", "greengrass"), "bucket", "key", "logical_id" (a bucket of this template), "image".
#       `name` is the file name on the device; the finding's path is ["InlineRecipe"] (in "path").
#   recipe_scripts[[component, place]] := {"text", "step", "manifests": {0, ...}, "privileged", "timeout", "windows"}
#   component_identity[component] := {"name", "version"}: of a recipe or of a Lambda function, where they are literal.
#   recipe_dependencies[[component, dependency]] := {"place", "path", "value": {"VersionRequirement", ...}}
#   version_meets(version, requirement): true or false; undefined where it cannot be told.
#
# Texts keep references as "${Bucket}", and "${Unknown}" where the template does not determine a part.
package cdk_model_packages

import rego.v1

# --- the recipe

recipe_read[name] := read if {
	some name, _ in components
	read := review_context.recipes[name]
}

# Without our own doors nothing parses YAML: only JSON is read.
recipe_read[name] := {"format": "json", "document": json.unmarshal(whole)} if {
	some name, component in components
	not review_context.recipes[name]
	has(component, "InlineRecipe")
	whole := text(component.InlineRecipe)
	json.is_valid(whole)
}

recipe_read[name] := {"format": "object", "document": component.InlineRecipe} if {
	some name, component in components
	not review_context.recipes[name]
	is_object(component.InlineRecipe)
	not component.InlineRecipe.__dynamic
	not component.InlineRecipe.__ref
}

recipes[name] := {"format": read.format, "document": document} if {
	some name, read in recipe_read
	is_object(read.document)
	not read.document.__dynamic
	not read.document.__ref
	document := recipe_keys(read.document)
}

# (Written out: the engine makes it anew for every template.)
recipe_key_names := {
	"recipeformatversion": "RecipeFormatVersion", "componentname": "ComponentName",
	"componentversion": "ComponentVersion", "componentdescription": "ComponentDescription",
	"componentpublisher": "ComponentPublisher", "componentconfiguration": "ComponentConfiguration",
	"defaultconfiguration": "DefaultConfiguration", "componentdependencies": "ComponentDependencies",
	"componenttype": "ComponentType", "componentsource": "ComponentSource", "manifests": "Manifests",
	"name": "Name", "platform": "Platform", "lifecycle": "Lifecycle", "selections": "Selections",
	"artifacts": "Artifacts", "uri": "URI", "unarchive": "Unarchive", "permission": "Permission", "read": "Read",
	"execute": "Execute", "digest": "Digest", "algorithm": "Algorithm",
	"versionrequirement": "VersionRequirement", "dependencytype": "DependencyType", "setenv": "Setenv",
	"bootstrap": "Bootstrap", "install": "Install", "startup": "Startup", "run": "Run", "shutdown": "Shutdown",
	"recover": "Recover", "uninstall": "Uninstall", "script": "Script", "requiresprivilege": "RequiresPrivilege",
	"skipif": "Skipif", "timeout": "Timeout", "bootstraponrollback": "BootstrapOnRollback",
}

recipe_key_written := {key | some _, key in recipe_key_names}

# The keys of one mapping in PascalCase. Where two differ by case only, the first of the alphabet counts.
recipe_keys(object_) := object_ if not recipe_rewritten(object_)

else := found if {
	written_ := object.keys(object_)
	all_ := {lower(one) | some one in written_}
	found := {key: object_[written] |
		some lowered in all_
		written := min({one | some one in written_; lower(one) == lowered})
		key := object.get(recipe_key_names, lowered, written)
	}
}

recipe_rewritten(object_) if {
	is_object(object_)
	some key in object.keys(object_)
	not key in recipe_key_written
	recipe_key_names[lower(key)] != key
}

# --- its parts

recipe_manifests[[name, index]] := recipe_keys(manifest) if {
	some name, recipe in recipes
	some index, manifest in list(recipe.document, "Manifests")
	is_object(manifest)
}

artifacts[[name, index, number]] := object.union(
	{"artifact": artifact, "place": place, "path": ["InlineRecipe"]}, artifact_location(artifact),
) if {
	some [name, index], manifest in recipe_manifests
	some number, one in list(manifest, "Artifacts")
	is_object(one)
	artifact := recipe_keys(one)
	place := sprintf("Manifests[%d].Artifacts[%d]", [index, number])
}

default artifact_location(_) := {}

artifact_location(artifact) := object.union(
	{"uri": artifact.URI, "scheme": scheme, "name": name},
	artifact_target(scheme, artifact.URI),
) if {
	is_string(artifact.URI)
	scheme := lower(part_of(artifact.URI, ":", 0))
	parts := split(artifact.URI, "/")
	name := parts[count(parts) - 1]
}

default artifact_target(_, _) := {}

artifact_target("s3", uri) := object.union({"bucket": parts[0], "key": key}, bucket_of_template(parts[0])) if {
	startswith(lower(uri), "s3://")
	parts := split(substring(uri, 5, -1), "/")
	key := concat("/", array.slice(parts, 1, count(parts)))
	key != ""
}

artifact_target("docker", uri) := {"image": substring(uri, 7, -1)}

# What of an artifact the template determines: its file name, and so whether a script means it.
artifact_name_known(artifact) if {
	literal(artifact.name)
	artifact.uri != artifact.name
}

recipe_dependencies[[name, dependency]] := {
	"value": recipe_keys(value), "path": ["InlineRecipe"], "place": sprintf("ComponentDependencies.%s", [dependency]),
} if {
	some name, recipe in recipes
	is_object(recipe.document.ComponentDependencies)
	some dependency, value in recipe.document.ComponentDependencies
	is_object(value)
}

recipe_dependencies[[name, dependency]] := {
	"value": value, "path": ["LambdaFunction", "ComponentDependencies", dependency], "place": dependency,
} if {
	some name, component in components
	given := component.LambdaFunction.ComponentDependencies
	is_object(given)
	not given.__dynamic
	some dependency, value in given
	is_object(value)
	not value.__dynamic
}

# --- lifecycles

recipe_steps_known := {"Bootstrap", "Install", "Startup", "Run", "Shutdown", "Recover", "Uninstall"}

# A manifest has a lifecycle of its own when there is something in it.
recipe_own_lifecycles[name] := own if {
	some name, _ in recipes
	own := {index | some [component, index], manifest in recipe_manifests; component == name; gives(manifest, "Lifecycle")}
}

recipe_selections[name] := selections if {
	some name, _ in recipes
	given := {key |
		some [component, _], manifest in recipe_manifests
		component == name
		some key in recipe_selection_list(manifest)
		is_string(key)
	}
	selections := {"all"} | given
}

default recipe_selection_list(_) := []

recipe_selection_list(manifest) := manifest.Selections if is_array(manifest.Selections)

recipe_selection_list(manifest) := [manifest.Selections] if is_string(manifest.Selections)

# Where steps are: in a manifest, in the global lifecycle, and below a selection key of that.
recipe_lifecycles[[name, place]] := {"steps": recipe_keys(manifest.Lifecycle), "manifests": {index}, "own": true} if {
	some [name, index], manifest in recipe_manifests
	is_object(manifest.Lifecycle)
	place := sprintf("Manifests[%d].Lifecycle", [index])
}

recipe_lifecycles[[name, "Lifecycle"]] := {
	"steps": recipe_keys(recipe.document.Lifecycle), "manifests": recipe_shared_manifests[name], "own": false,
} if {
	some name, recipe in recipes
	is_object(recipe.document.Lifecycle)
}

recipe_lifecycles[[name, place]] := {
	"steps": recipe_keys(steps), "manifests": recipe_shared_manifests[name], "own": false,
} if {
	some name, recipe in recipes
	is_object(recipe.document.Lifecycle)
	some key, steps in recipe.document.Lifecycle
	recipe_selections[name][key]
	is_object(steps)
	place := sprintf("Lifecycle.%s", [key])
}

# The manifests to which the global lifecycle applies.
recipe_shared_manifests[name] := shared if {
	some name, _ in recipes
	all_ := {index | some [component, index], _ in recipe_manifests; component == name}
	shared := all_ - recipe_own_lifecycles[name]
}

# A step's body: a script, or a mapping; below selection keys there may be several.
recipe_bodies[[name, place]] := {
	"step": step, "body": body, "manifests": lifecycle.manifests, "own": lifecycle.own,
} if {
	some [name, parent], lifecycle in recipe_lifecycles
	some step in recipe_steps_known
	body := lifecycle.steps[step]
	not recipe_is_selected(name, lifecycle.own, body)
	place := sprintf("%s.%s", [parent, step])
}

recipe_bodies[[name, place]] := {
	"step": step, "body": body, "manifests": lifecycle.manifests, "own": false,
} if {
	some [name, parent], lifecycle in recipe_lifecycles
	lifecycle.own == false
	some step in recipe_steps_known
	is_object(lifecycle.steps[step])
	some key, body in lifecycle.steps[step]
	recipe_selections[name][key]
	place := sprintf("%s.%s.%s", [parent, step, key])
}

recipe_is_selected(name, false, body) if {
	is_object(body)
	some key in recipe_selections[name]
	has(body, key)
}

recipe_step_objects[[name, place]] := object.union(found, {"value": recipe_keys(found.body)}) if {
	some [name, place], found in recipe_bodies
	is_object(found.body)
}

recipe_scripts[[name, place]] := {
	"text": found.body, "step": found.step, "manifests": found.manifests, "privileged": false, "timeout": false,
	"windows": recipe_on_windows(name, found.manifests),
} if {
	some [name, place], found in recipe_bodies
	is_string(found.body)
}

recipe_scripts[[name, place]] := {
	"text": found.value.Script, "step": found.step, "manifests": found.manifests,
	"privileged": recipe_privileged(found.value), "timeout": recipe_has(found.value, "Timeout"), "windows": recipe_on_windows(name, found.manifests),
} if {
	some [name, parent], found in recipe_step_objects
	is_string(found.value.Script)
	place := sprintf("%s.Script", [parent])
}

recipe_scripts[[name, place]] := {
	"text": script, "step": found.step, "manifests": found.manifests,
	"privileged": recipe_privileged(found.value), "timeout": recipe_has(found.value, "Timeout"), "windows": recipe_on_windows(name, found.manifests),
} if {
	some [name, parent], found in recipe_step_objects
	found.own == false
	is_object(found.value.Script)
	some key, script in found.value.Script
	is_string(script)
	place := sprintf("%s.Script.%s", [parent, key])
}

default recipe_has(_, _) := false

recipe_has(object_, key) if has(object_, key)

default recipe_privileged(_) := false

recipe_privileged(step) if lower(sprintf("%v", [step.RequiresPrivilege])) == "true"

default recipe_on_windows(_, _) := false

recipe_on_windows(name, indices) if {
	some index in indices
	manifest := recipe_manifests[[name, index]]
	is_object(manifest.Platform)
	is_string(manifest.Platform.os)
	contains(manifest.Platform.os, "windows")
}

# All texts of a lifecycle in which variables are replaced: scripts, and environment variables.
recipe_texts[[name, place]] := {"text": script.text, "manifests": script.manifests} if {
	some [name, place], script in recipe_scripts
}

recipe_texts[[name, place]] := {"text": value, "manifests": lifecycle.manifests} if {
	some [name, parent], lifecycle in recipe_lifecycles
	is_object(lifecycle.steps.Setenv)
	some variable, value in lifecycle.steps.Setenv
	is_string(value)
	place := sprintf("%s.Setenv.%s", [parent, variable])
}

recipe_texts[[name, place]] := {"text": value, "manifests": found.manifests} if {
	some [name, parent], found in recipe_step_objects
	is_object(found.value.Setenv)
	some variable, value in found.value.Setenv
	is_string(value)
	place := sprintf("%s.Setenv.%s", [parent, variable])
}

recipe_place_manifests[[name, place]] := one.manifests if some [name, place], one in recipe_texts

# The scripts that run as root. (A missing entry of a table with list keys has no members: Regorus calls that an error.)
recipe_root_scripts contains [name, place] if {
	some [name, place], script in recipe_scripts
	script.privileged == true
}

# The recipe variables of a text, {namespace:key} and {component:namespace:key}, each with what follows it up to the
# next brace. "${NAME:-default}" is the shell's. (Split, as regex.match is the only function whose patterns are kept.)
recipe_variables[[name, place]] := found if {
	some [name, place], one in recipe_texts
	contains(one.text, ":")
	pieces := split(one.text, "{")
	found := [variable |
		some number in numbers.range(1, count(pieces) - 1)
		number > 0
		not endswith(pieces[number - 1], "$")
		parts := split(pieces[number], "}")
		count(parts) > 1
		regex.match(`^([A-Za-z0-9_.-]+:)?[A-Za-z0-9_.-]+:[^:]*$`, parts[0])
		words_ := split(parts[0], ":")
		length := count(words_)
		variable := {
			"all": sprintf("{%s}", [parts[0]]),
			"component": concat("", array.slice(words_, 0, length - 2)),
			"namespace": words_[length - 2],
			"key": words_[length - 1],
			"rest": concat("}", array.slice(parts, 1, count(parts))),
			"last": number == count(pieces) - 1,
		}
	]
	count(found) > 0
}

# The first name below a folder of artifacts in a text: [{"component", "kind": "path" or "decompressedPath", "name"}].
# A name that goes on with a variable is not plain.
recipe_files[[name, place]] := found if {
	some [name, place], variables in recipe_variables
	found := [{
		"component": variable.component, "kind": variable.key, "name": below,
		"written": concat("", [variable.all, separator, below]),
	} |
		some variable in variables
		variable.namespace == "artifacts"
		variable.key in ["path", "decompressedPath"]
		separator := file_separator(variable.rest)
		below := file_below(variable, separator)
	]
	count(found) > 0
}

default file_separator(_) := ""

file_separator("/") := "/"

file_separator(rest) := "/" if {
	startswith(rest, "/")
	rest != "/"
}

file_separator(rest) := "\\" if startswith(rest, "\\")

default file_below(_, _) := ""

file_below(variable, separator) := sprintf("%s%s", [first, going_on]) if {
	separator != ""
	ended := split(strings.replace_n(file_ends, trim_left(variable.rest, "/\\")), "\n")
	first := ended[0]
	going_on := file_goes_on(variable.last, count(ended))
}

file_goes_on(true, _) := ""

file_goes_on(false, 1) := "{"

file_goes_on(false, parts) := "" if parts > 1

file_ends := {mark: "\n" | some mark in [" ", "\t", "\r", "/", "\\", "\"", "'", ";", "|", "&", "<", ">", "(", ")"]}

# A file name that is written out: no wildcard and no variable.
recipe_plain_name(name) if {
	name != ""
	regex.match(`^[A-Za-z0-9_.+@-]+$`, name)
}

# The file names of a manifest's artifacts; undefined where the template does not determine one of them.
manifest_files[[name, index]] := files if {
	some [name, index], _ in recipe_manifests
	own := [artifact |
		some [component, manifest, _], artifact in artifacts
		component == name
		manifest == index
		object.get(artifact, "scheme", "") != "docker"
	]
	every artifact in own {
		artifact_name_known(artifact)
	}
	files := {artifact.name | some artifact in own}
}

# The same for folders that are unpacked.
manifest_folders[[name, index]] := folders if {
	some [name, index], _ in manifest_files
	folders := {artifact_folder(artifact.name) |
		some [component, manifest, _], artifact in artifacts
		component == name
		manifest == index
		artifact_unarchive(artifact) == "ZIP"
	}
}

# All of several manifests together; undefined unless all are known.
files_of(table, name, indices) := union(all_) if {
	count(indices) > 0
	all_ := {table[[name, index]] | some index in indices}
	every index in indices {
		is_set(table[[name, index]])
	}
}

# The folder into which an archive is unpacked: its name without the last extension.
artifact_folder(name) := name if indexof(name, ".") <= 0

artifact_folder(name) := concat(".", array.slice(parts, 0, count(parts) - 1)) if {
	indexof(name, ".") > 0
	parts := split(name, ".")
}

artifact_unarchive(artifact) := upper(artifact.artifact.Unarchive) if is_string(artifact.artifact.Unarchive)

artifact_unarchive(artifact) := "NONE" if not has(artifact.artifact, "Unarchive")

# --- who a component is

component_identity[name] := {"name": document.ComponentName, "version": document.ComponentVersion} if {
	document := recipes[name].document
	literal(document.ComponentName)
	literal(document.ComponentVersion)
}

component_identity[name] := {"name": lambda.ComponentName, "version": lambda.ComponentVersion} if {
	some name, component in components
	lambda := component.LambdaFunction
	literal(lambda.ComponentName)
	literal(lambda.ComponentVersion)
}

# The components of this template by their Greengrass name.
components_called[called] contains name if {
	some name, identity in component_identity
	called := identity.name
}

# The components that a deployment of this template brings, where the template tells all of them.
deployment_components[name] := found if {
	some name, deployment in deployments
	found := object.get(deployment, "Components", {})
	is_object(found)
	not found.__dynamic
	not found.__ref
}

# --- versions

version_pattern := concat("", [
	`^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)`,
	`(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?(\+[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$`,
])

version_numbers(version) := [to_number(parts[0]), to_number(parts[1]), to_number(parts[2])] if {
	regex.match(`^[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9}$`, version)
	parts := split(version, ".")
}

# A version requirement in npm's syntax, as node and the recipe library of Greengrass read it.
requirement_is_valid(requirement) if {
	every one in split(requirement, "||") {
		requirement_range_is_valid(trim_space(one))
	}
}

requirement_range_is_valid(one) if one == ""

requirement_range_is_valid(one) if {
	one != ""
	regex.match(requirement_hyphen, one)
}

requirement_range_is_valid(one) if {
	one != ""
	regex.match(requirement_comparators, one)
}

requirement_partial := concat("", [
	`[=v]*\s*(?:[0-9]{1,9}|[xX*])(?:\.(?:[0-9]{1,9}|[xX*])(?:\.(?:[0-9]{1,9}|[xX*])`,
	`(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?)?)?`,
])

requirement_hyphen := sprintf(`^%s\s+-\s+%s$`, [requirement_partial, requirement_partial])

requirement_comparators := sprintf(`^(?:latest|(?:(?:\^|~>?|>=|<=|>|<)?\s*%s)(?:\s+(?:\^|~>?|>=|<=|>|<)?\s*%s|(?:\^|~>?|>=|<=|>|<)\s*%s)*)$`, [
	requirement_partial, requirement_partial, requirement_partial,
])

# Told for numeric versions only: what npm makes of a prerelease is another story.
version_meets(version, requirement) := met if {
	numbers_ := version_numbers(version)
	requirement_is_valid(requirement)
	not contains(requirement, "latest")
	not regex.match(`[0-9xX*][-+][0-9A-Za-z]`, requirement)
	met := version_in_ranges(numbers_, requirement)
}

default version_in_ranges(_, _) := false

version_in_ranges(numbers_, requirement) if {
	some one in split(requirement, "||")
	version_in_range(numbers_, trim_space(one))
}

version_in_range(_, range) if range == ""

version_in_range(numbers_, range) if {
	bounds := [[found[1], version_partial(found[2])] |
		some found in regex.find_all_string_submatch_n(
			`(\^|~>?|>=|<=|>|<|)\s*[=v]*\s*([0-9xX*][0-9xX*.]*)`, requirement_without_hyphen(range), -1,
		)
	]
	count(bounds) > 0
	every bound in bounds {
		version_within(numbers_, bound[0], bound[1])
	}
}

requirement_without_hyphen(range) := regex.replace(range, `^(\S+)\s+-\s+(\S+)$`, ">=$1 <=$2")

# The numbers before the first wildcard.
version_partial(partial) := [to_number(part) | some part in split(regex.replace(partial, `(^|\.)[xX*].*$`, ""), "."); part != ""]

version_from(partial) := array.slice(array.concat(partial, [0, 0, 0]), 0, 3)

# The first version after all those that begin with these numbers.
version_after([]) := [1000000000, 0, 0]

version_after([major]) := [major + 1, 0, 0]

version_after([major, minor]) := [major, minor + 1, 0]

version_after([major, minor, patch]) := [major, minor, patch + 1]

version_within(numbers_, "", partial) if {
	numbers_ >= version_from(partial)
	numbers_ < version_after(partial)
}

version_within(numbers_, ">=", partial) if numbers_ >= version_from(partial)

version_within(numbers_, ">", partial) if numbers_ >= version_after(partial)

version_within(numbers_, "<", partial) if numbers_ < version_from(partial)

version_within(numbers_, "<=", partial) if numbers_ < version_after(partial)

version_within(numbers_, operator, partial) if {
	operator in ["~", "~>"]
	numbers_ >= version_from(partial)
	numbers_ < version_after(array.slice(partial, 0, min([count(partial), 2])))
}

version_within(numbers_, "^", partial) if {
	numbers_ >= version_from(partial)
	numbers_ < version_after(array.slice(partial, 0, version_caret(partial)))
}

# How many numbers of a caret range are fixed: up to the first that is not zero.
version_caret(partial) := min([count(partial), zeros + 1]) if {
	zeros := count([i | some i, _ in partial; every one in array.slice(partial, 0, i + 1) { one == 0 }])
}

# --- where the components live

# The region that the stack is said to be in, or that all targets of its deployments are in.
greengrass_region := deploy_region

greengrass_region := region if {
	not deploy_region
	regions := {found |
		some _, deployment in deployments
		has(deployment, "TargetArn")
		found := arn(deployment.TargetArn).region
		regex.match(`^[a-z]{2}(-[a-z]+)+-[0-9]$`, found)
	}
	count(regions) == 1
	some region in regions
}
