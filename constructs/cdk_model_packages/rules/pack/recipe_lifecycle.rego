# What a Greengrass recipe's lifecycle runs, and the variables and files that its scripts use.
package cdk_model_packages

import rego.v1

# METADATA
# title: An unpacked archive is in the folder of its name
# description: >-
#   {artifacts:decompressedPath}/NAME exists for an artifact NAME.zip with Unarchive ZIP. Other files are below
#   {artifacts:path}. A script that looks elsewhere fails on the device.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: The folder has the name of the archive minus its extension.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/ComponentManager.java
#   description: The name up to the last dot.
# custom:
#   id: GG-011
#   severity: error
#   confidence: documented
#   fix: Use the archive's name without .zip, give the artifact Unarchive ZIP, or use {artifacts:path} for plain files.
violation contains finding("GG-011", name, ["InlineRecipe"], message) if {
	some [name, place], files in recipe_files
	some file in files
	file.kind == "decompressedPath"
	file.component == ""
	folders := files_of(manifest_folders, name, recipe_place_manifests[[name, place]])
	not folder_is_there(file, folders)
	message := sprintf("%s uses %s, but %s", [place, file.written, folders_told(folders)])
}

violation contains finding("GG-011", name, ["InlineRecipe"], message) if {
	some [name, place], files in recipe_files
	some file in files
	file.kind == "decompressedPath"
	some owner in components_called[file.component]
	folders := files_of(manifest_folders, owner, {index | some [component, index], _ in recipe_manifests; component == owner})
	not folder_is_there(file, folders)
	message := sprintf("%s uses %s, but in %s %s", [place, file.written, owner, folders_told(folders)])
}

folder_is_there(file, folders) if file.name in folders

folder_is_there(file, folders) if {
	not recipe_plain_name(file.name)
	count(folders) > 0
}

folders_told(folders) := "no artifact has Unarchive ZIP" if count(folders) == 0

folders_told(folders) := sprintf("what is unpacked is %s", [words(folders)]) if count(folders) > 0

# METADATA
# title: Artifact folders are read-only
# description: A component's user cannot write below {artifacts:path} and {artifacts:decompressedPath}. The script fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: The folder is read-only; copy files to another location to modify them.
# custom:
#   id: GG-012
#   severity: error
#   confidence: documented
#   fix: Write to {work:path}, which is also the script's working directory.
violation contains finding("GG-012", name, ["InlineRecipe"], message) if {
	some [name, place], script in recipe_scripts
	contains(script.text, "artifacts:")
	script.privileged == false
	regex.match(artifact_write, script.text)
	found := regex.find_n(artifact_write, script.text, 1)
	count(found) > 0
	message := sprintf("%s writes into an artifact folder: %s", [place, one_line(found[0])])
}

artifact_write := replace(concat("|", [
	`>\s*["']?ARTIFACTS`,
	`(?:\s-C|--directory)[\s=]*["']?ARTIFACTS`,
	`\bunzip\b[^;&|\n]*\s-d\s*["']?ARTIFACTS`,
	`\b(?:touch|mkdir|rm|rmdir|tee|mv|gunzip)\s+(?:-\S+\s+)*["']?ARTIFACTS`,
	`\bsed\s+[^;&|\n]*-i[^;&|\n]*ARTIFACTS`,
	`\b(?:cp|mv|ln)\s[^;&|\n]*\S\s+["']?ARTIFACTS[^\s;&|]*["']?\s*(?:$|[;&|\n])`,
	`\b(?:venv|virtualenv)\s+(?:-\S+\s+)*["']?ARTIFACTS`,
	`\bpip3?\s+install\s[^;&|\n]*(?:--target|-t|--prefix)[\s=]+["']?ARTIFACTS`,
	`\b(?:wget|curl)\s[^;&|\n]*\s(?:-O|-P|-o|--output)[\s=]*["']?ARTIFACTS`,
	`-DestinationPath\s+["']?ARTIFACTS`,
	`\bcd\s+["']?ARTIFACTS[^;&|\n]*(?:&&|;|\n)\s*(?:tar\s+-?[a-z]*x[^;&|\n]*|unzip\s[^;&|\n]*|npm\s+(?:i|ci|install)\b|git\s+clone\b|touch\s|mkdir\s)`,
]), "ARTIFACTS", `\{(?:[\w.-]+:)?artifacts:(?:path|decompressedPath)\}`)

one_line(text_) := trim_space(regex.replace(substring(text_, 0, 120), `\s+`, " "))

# METADATA
# title: A lifecycle has Startup or Run, not both
# description: >-
#   Startup is for a background service, Run for a process that ends by itself. The nucleus uses one of them: the other
#   script never runs.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: You can define only one Startup or Run lifecycle.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/README_CONFIG_SCHEMA.md
#   description: The two are mutually exclusive.
# custom:
#   id: GG-017
#   severity: error
#   confidence: documented
#   fix: Keep Startup with Shutdown for a service, or Run for a process.
violation contains finding("GG-017", name, ["InlineRecipe"], message) if {
	some [name, place], lifecycle in recipe_lifecycles
	has(lifecycle.steps, "Startup")
	has(lifecycle.steps, "Run")
	message := sprintf("%s has Startup and Run; a lifecycle has one of them", [place])
}

# METADATA
# title: Selections need a manifest without its own lifecycle
# description: >-
#   Selections choose sections of the global lifecycle. A manifest that has a lifecycle uses that one, and its
#   selections do nothing.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Selection keys are used only if the manifest does not define a lifecycle.
# custom:
#   id: GG-018
#   severity: warning
#   confidence: documented
#   fix: Remove the manifest's Lifecycle, or its Selections.
violation contains finding("GG-018", name, ["InlineRecipe"], message) if {
	some [name, index], manifest in recipe_manifests
	gives(manifest, "Selections")
	gives(manifest, "Lifecycle")
	message := sprintf("Manifests[%d].Selections are ignored: the manifest has its own Lifecycle", [index])
}

# METADATA
# title: A step that unpacks a model has a Timeout
# description: >-
#   Install, Startup and Bootstrap are stopped after 120 seconds. Unpacking a large model takes longer on a device: the
#   component is then broken.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: The default timeout of each step.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/README_CONFIG_SCHEMA.md
#   description: The same defaults.
# custom:
#   id: GG-023
#   severity: warning
#   confidence: documented
#   fix: Give the step a Timeout in seconds, for example 900.
violation contains finding("GG-023", name, ["InlineRecipe"], message) if {
	some [name, place], script in recipe_scripts
	script.step in ["Install", "Startup", "Bootstrap"]
	script.timeout == false
	contains(script.text, "artifacts:")
	regex.match(unpacking, script.text)
	message := sprintf("%s unpacks an archive and is stopped after the default of 120 seconds", [place])
}

unpacking := `(?:^|[\s;&|(])(?:tar\s+(?:[^;&|\n]*\s)?(?:-[a-zA-Z]*x|--extract|x[a-z]*\s)|unzip\s|gunzip\s|7z\s+x\s|Expand-Archive\s)`

# METADATA
# title: Skipif is "onpath NAME" or "exists FILE"
# description: The nucleus knows two checks. With another text the step fails, and the component with it.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: onpath runnable, and exists file.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/lifecyclemanager/GenericExternalService.java
#   description: Another form is an invalid configuration; "!" negates.
# custom:
#   id: GG-024
#   severity: error
#   confidence: documented
#   fix: Write for example "exists /opt/model" or "onpath python3"; put another test into the script.
violation contains finding("GG-024", name, ["InlineRecipe"], message) if {
	some [name, place], step in recipe_step_objects
	given := step.value.Skipif
	literal(given)
	not regex.match(`^\s*!?\s*(exists|onpath) +\S`, given)
	message := sprintf("%s.Skipif is '%s'; it is 'onpath NAME' or 'exists FILE'", [place, given])
}

violation contains finding("GG-024", name, ["InlineRecipe"], message) if {
	some [name, place], step in recipe_step_objects
	step.step == "Bootstrap"
	has(step.value, "Skipif")
	message := sprintf("%s has Skipif, which a Bootstrap step does not have", [place])
}

# METADATA
# title: A variable names a direct dependency
# description: >-
#   {component:artifacts:path} is replaced for the components in ComponentDependencies only. Any other stays as text in
#   the script, which then fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: You can specify only direct dependencies.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/KernelConfigResolver.java
#   description: Not interpolated when the target is not a direct dependency.
# custom:
#   id: GG-025
#   severity: error
#   confidence: documented
#   fix: Add the component to ComponentDependencies; for this component itself, leave its name out.
violation contains finding("GG-025", name, ["InlineRecipe"], message) if {
	some [name, place], variables in recipe_variables
	some variable in variables
	variable.component != ""
	variable.namespace in {"artifacts", "configuration", "work"}
	recipe_dependencies_told(name)
	not recipe_dependencies[[name, variable.component]]
	message := sprintf("%s uses %s, but %s is not among the ComponentDependencies", [place, variable.all, variable.component])
}

recipe_dependencies_told(name) if is_object(recipes[name].document.ComponentDependencies)

recipe_dependencies_told(name) if not has(recipes[name].document, "ComponentDependencies")

# METADATA
# title: A lifecycle has the steps that the nucleus knows
# description: >-
#   The nucleus runs Bootstrap, Install, Startup, Run, Shutdown and Recover. A step of another name, such as a misspelt
#   one, never runs, and nothing says so.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: The steps of a lifecycle.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/lifecyclemanager/Lifecycle.java
#   description: The names that are looked up.
# custom:
#   id: GG-042
#   severity: error
#   confidence: documented
#   fix: Correct the step's name.
violation contains finding("GG-042", name, ["InlineRecipe"], message) if {
	some [name, place], lifecycle in recipe_lifecycles
	not has(recipes[name].document, "ComponentType")
	some key in object.keys(lifecycle.steps) - (recipe_steps_known | {"Setenv"})
	not recipe_is_selection(name, lifecycle.own, key)
	message := sprintf("%s.%s is no lifecycle step: it never runs", [place, key])
}

recipe_is_selection(name, false, key) if key in recipe_selections[name]

# Selection keys are written in lower case: what no manifest selects is told by GG-205.
recipe_is_selection(_, false, key) if {
	lower(key) == key
}

# METADATA
# title: A step has a Script
# description: The nucleus reports a step that is a mapping without Script as an error, and the component fails.
# related_resources:
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/lifecyclemanager/GenericExternalService.java
#   description: '"Missing script" is an error.'
# - ref: https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/resources/recipe/recipe_schema.json
#   description: script is required.
# custom:
#   id: GG-043
#   severity: error
#   confidence: documented
#   fix: Give the step a Script, or remove the step.
violation contains finding("GG-043", name, ["InlineRecipe"], message) if {
	some [name, place], step in recipe_step_objects
	not gives(step.value, "Script")
	not has(step.value, "__dynamic")
	not has(step.value, "__ref")
	message := sprintf("%s has no Script", [place])
}

violation contains finding("GG-043", name, ["InlineRecipe"], message) if {
	some [name, place], found in recipe_bodies
	is_array(found.body)
	message := sprintf("%s is a list; a step is one script, with several lines where needed", [place])
}

violation contains finding("GG-043", name, ["InlineRecipe"], message) if {
	some [name, place], step in recipe_step_objects
	is_array(step.value.Script)
	message := sprintf("%s.Script is a list; it is one text, with several lines where needed", [place])
}

# METADATA
# title: A step has the keys that the nucleus knows
# description: >-
#   A step's other keys are ignored. Misspelt ones, such as RequirePrivilege, change nothing on the device. Bootstrap
#   alone has BootstrapOnRollback, too.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Script, RequiresPrivilege, Skipif, Timeout and Setenv.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/lifecyclemanager/KernelAlternatives.java
#   description: bootstrapOnRollback of a component's Bootstrap, when a deployment is rolled back.
# custom:
#   id: GG-044
#   severity: warning
#   confidence: documented
#   fix: Correct the key; there are Script, RequiresPrivilege, Skipif, Timeout, Setenv, and BootstrapOnRollback of Bootstrap.
violation contains finding("GG-044", name, ["InlineRecipe"], message) if {
	some [name, place], step in recipe_step_objects
	unknown := (object.keys(step.value) - recipe_step_keys) - recipe_own_step_keys(step.step)
	count(unknown) > 0
	message := sprintf("%s has no key %s", [place, words(unknown)])
}

recipe_step_keys := {"Script", "RequiresPrivilege", "Skipif", "Timeout", "Setenv", "__dynamic", "__ref", "__kind"}

default recipe_own_step_keys(_) := set()

recipe_own_step_keys("Bootstrap") := {"BootstrapOnRollback"}

# METADATA
# title: Timeout is a number of seconds
# description: >-
#   The nucleus reads a Timeout that is no number as 0: the step is stopped at once, and the component fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: The time in seconds.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/util/Coerce.java
#   description: What is no number becomes 0.
# custom:
#   id: GG-045
#   severity: error
#   confidence: documented
#   fix: Write whole seconds, for example 900.
violation contains finding("GG-045", name, ["InlineRecipe"], message) if {
	some [name, place], step in recipe_step_objects
	given := step.value.Timeout
	recipe_determined(given)
	written := sprintf("%v", [given])
	not contains(written, "{")
	not regex.match(`^\s*0*[1-9][0-9]*(\.0)?\s*$`, written)
	message := sprintf("%s.Timeout is %s; it is a whole number of seconds above 0", [place, written])
}

# METADATA
# title: A step that runs as root
# description: >-
#   RequiresPrivilege runs the script as root or administrator. A mistake in it, or in what it downloads, reaches the
#   whole device.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: The script runs as root instead of the component's user.
# custom:
#   id: GG-046
#   severity: info
#   confidence: documented
#   fix: Run as the component's user where that is enough.
violation contains finding("GG-046", name, ["InlineRecipe"], message) if {
	some [name, place], step in recipe_step_objects
	recipe_privileged(step.value)
	message := sprintf("%s runs as root", [place])
}

# METADATA
# title: A recipe variable is one that the nucleus knows
# description: >-
#   The nucleus leaves a variable that it does not know as it is. The script gets {artefacts:path} as text, and fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: The recipe variables.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/KernelConfigResolver.java
#   description: Namespaces and keys that are replaced.
# custom:
#   id: GG-047
#   severity: error
#   confidence: documented
#   fix: Use {artifacts:path}, {artifacts:decompressedPath}, {work:path}, {configuration:/pointer}, {kernel:rootPath} or {iot:thingName}.
violation contains finding("GG-047", name, ["InlineRecipe"], message) if {
	some [name, place], variables in recipe_variables
	some variable in variables
	variable_of_recipe(name, variable)
	not variable_is_known(variable)
	message := sprintf("%s uses %s, which the nucleus does not replace", [place, variable.all])
}

variables_known := {
	"artifacts": {"path", "decompressedPath"},
	"work": {"path"},
	"kernel": {"rootPath"},
	"iot": {"thingName"},
}

variable_is_known(variable) if variable.key in variables_known[variable.namespace]

variable_is_known(variable) if {
	variable.namespace == "configuration"
	regex.match(`^(/.*)?$`, variable.key)
}

# What is meant as a variable: other text in braces is not judged.
variable_of_recipe(_, variable) if {
	variable.component == ""
	variables_known[variable.namespace]
	regex.match(`^[A-Za-z]+$`, variable.key)
}

variable_of_recipe(_, variable) if {
	variable.component == ""
	variable.namespace == "configuration"
	regex.match(`^\S+$`, variable.key)
}

variable_of_recipe(_, variable) if {
	variable.component == ""
	not variables_known[variable.namespace]
	lower(variable.key) in {"path", "decompressedpath", "rootpath", "thingname"}
}

variable_of_recipe(_, variable) if {
	variable.component == ""
	regex.match(`(?i)^conf`, variable.namespace)
	startswith(variable.key, "/")
}

variable_of_recipe(name, variable) if recipe_dependencies[[name, variable.component]]

# METADATA
# title: A script uses files that are artifacts
# description: >-
#   {artifacts:path} holds the artifacts of the manifest, each under the last part of its key. A script that names
#   another file fails on the device.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Artifacts are copied to the folder that the variable exposes.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/S3Downloader.java
#   description: The file name is the last part of the path.
# custom:
#   id: GG-048
#   severity: error
#   confidence: documented
#   fix: Add the file to the manifest's Artifacts, or correct its name.
violation contains finding("GG-048", name, ["InlineRecipe"], message) if {
	some [name, place], files in recipe_files
	some file in files
	file.kind == "path"
	file.component == ""
	recipe_plain_name(file.name)
	there := files_of(manifest_files, name, recipe_place_manifests[[name, place]])
	count(there) > 0
	not file.name in there
	message := sprintf("%s uses %s, which is no artifact; there are %s", [place, file.written, words(there)])
}

violation contains finding("GG-048", name, ["InlineRecipe"], message) if {
	some [name, place], files in recipe_files
	some file in files
	file.kind == "path"
	recipe_plain_name(file.name)
	some owner in components_called[file.component]
	there := files_of(manifest_files, owner, {index | some [component, index], _ in recipe_manifests; component == owner})
	not file.name in there
	message := sprintf("%s uses %s, which is no artifact of %s", [place, file.written, owner])
}

# METADATA
# title: A script that uses artifacts needs some
# description: >-
#   The manifest has no artifacts, but its script names a file of theirs. That works in a local deployment, where files
#   are put beside the recipe, and not with a component of the cloud.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html
#   description: Add each artifact's URI to the recipe before the component is created.
# custom:
#   id: GG-049
#   severity: warning
#   confidence: documented
#   fix: Upload the file and add its URI to the manifest's Artifacts.
violation contains finding("GG-049", name, ["InlineRecipe"], message) if {
	some [name, place], files in recipe_files
	some file in files
	file.kind == "path"
	file.component == ""
	recipe_plain_name(file.name)
	there := files_of(manifest_files, name, recipe_place_manifests[[name, place]])
	count(there) == 0
	message := sprintf("%s uses %s, but the manifest has no artifacts", [place, file.written])
}

# METADATA
# title: A recipe holds no secrets
# description: >-
#   Everyone who may read the component reads its recipe, and a version cannot be edited. A password or key in it is
#   known for ever.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/security-best-practices.html
#   description: Do not hardcode credentials in components.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/secret-manager-component.html
#   description: Secrets are deployed by the secret manager component.
# custom:
#   id: GG-202
#   severity: warning
#   confidence: documented
#   fix: Use the secret manager component, or the token exchange service for AWS credentials; replace what was published.
violation contains finding("GG-202", name, ["InlineRecipe"], message) if {
	some [name, place], one in recipe_texts
	regex.match(
		concat("|", [
			`\b(AKIA|ASIA)[0-9A-Z]{16}\b`,
			`-----BEGIN [A-Z ]*PRIVATE KEY-----`,
			`(?i)(password|passwd|secret_access_key|secret_?key|api_?key)["']?\s*[=:]\s*["']?[A-Za-z0-9/+_!@#%^*.-]{6,}`,
			`(?i)--(password|passwd|api-key|token)[\s=]+["']?[A-Za-z0-9/+_!@#%^*.-]{6,}`,
		]),
		one.text,
	)
	message := sprintf("%s holds what looks like a password or key", [place])
}

violation contains finding("GG-202", name, ["InlineRecipe"], message) if {
	some [name, place], value in recipe_named_texts
	regex.match(`(?i)(password|passwd|secret|secret_?access_?key|api_?key|auth_?token|private_?key)$`, place)
	regex.match(`^[^\s{$]{6,}$`, value)
	not regex.match(`(?i)^(arn:|/|https?:|file:|none$|null$|change_?me|<)`, value)
	message := sprintf("%s holds what looks like a password or key", [place])
}

violation contains finding("GG-202", name, ["InlineRecipe"], message) if {
	some [name, place], value in recipe_named_texts
	not contains(value, "{")
	parts := split(place, ".")
	key := parts[count(parts) - 1]
	looks_secret(key, value)
	message := sprintf("%s holds what looks like a password or key", [place])
}

violation contains finding("GG-202", name, ["InlineRecipe"], message) if {
	some [name, place], value in recipe_named_texts
	regex.match(`\b(AKIA|ASIA)[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY-----`, value)
	not recipe_texts[[name, place]]
	message := sprintf("%s holds what looks like a password or key", [place])
}

# Environment variables, and two levels of the default configuration.
recipe_named_texts[[name, place]] := one.text if {
	some [name, place], one in recipe_texts
	contains(place, ".Setenv.")
}

recipe_named_texts[[name, place]] := value if {
	some name, defaults in recipe_defaults
	some key, value in defaults
	is_string(value)
	place := sprintf("DefaultConfiguration.%s", [key])
}

recipe_named_texts[[name, place]] := value if {
	some name, defaults in recipe_defaults
	some key, inner in defaults
	is_object(inner)
	some below, value in inner
	is_string(value)
	place := sprintf("DefaultConfiguration.%s.%s", [key, below])
}

# METADATA
# title: Selections and the global lifecycle fit
# description: >-
#   A section of the global lifecycle runs for manifests that select it and have no lifecycle of their own. One that
#   nobody selects never runs, and a selection without a section runs nothing.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: How selections choose sections of the global lifecycle.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/converter/RecipeLoader.java
#   description: A manifest's own lifecycle wins; what is filtered out is ignored.
# custom:
#   id: GG-205
#   severity: warning
#   confidence: documented
#   fix: Make the manifest's Selections and the keys of the global Lifecycle the same.
violation contains finding("GG-205", name, ["InlineRecipe"], message) if {
	some [name, index], manifest in recipe_manifests
	not gives(manifest, "Lifecycle")
	some key in recipe_selection_list(manifest)
	key != "all"
	is_object(recipes[name].document.Lifecycle)
	not key in recipe_sections[name]
	message := sprintf("Manifests[%d].Selections names %s, which the global Lifecycle does not have", [index, key])
}

violation contains finding("GG-205", name, ["InlineRecipe"], message) if {
	some [name, index], manifest in recipe_manifests
	gives(manifest, "Selections")
	not gives(manifest, "Lifecycle")
	not gives(recipes[name].document, "Lifecycle")
	message := sprintf("Manifests[%d] has Selections, but the recipe has no global Lifecycle", [index])
}

violation contains finding("GG-205", name, ["InlineRecipe"], message) if {
	some [name, place], lifecycle in recipe_lifecycles
	place == "Lifecycle"
	some key in object.keys(lifecycle.steps) - recipe_selections[name]
	lower(key) == key
	message := sprintf("Lifecycle.%s never runs: no manifest selects it", [key])
}

violation contains finding("GG-205", name, ["InlineRecipe"], message) if {
	some name, recipe in recipes
	gives(recipe.document, "Lifecycle")
	count(recipe_own_lifecycles[name]) > 0
	count(recipe_shared_manifests[name]) == 0
	message := "the global Lifecycle never runs: every manifest has its own"
}

# All keys of the global lifecycle, down to a step's script.
recipe_sections[name] := sections if {
	some [name, place], found in recipe_lifecycles
	place == "Lifecycle"
	lifecycle := found.steps
	sections := {key |
		some a in object.keys(lifecycle)
		some key in recipe_sections_below(a, lifecycle[a])
	}
}

recipe_sections_below(key, value) := {key} if not is_object(value)

recipe_sections_below(key, value) := ({key} | object.keys(value)) | deeper if {
	is_object(value)
	deeper := {below |
		some b in object.keys(value)
		is_object(value[b])
		some below in object.keys(value[b]) | {c | some d in object.keys(value[b]); is_object(value[b][d]); some c in object.keys(value[b][d])}
	}
}

# METADATA
# title: An artifact that a script starts has Permission.Execute
# description: >-
#   Artifacts are not executable by default. A script that starts one as a command gets "Permission denied".
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Execute defaults to NONE, the file is not runnable.
# custom:
#   id: GG-210
#   severity: error
#   confidence: documented
#   fix: Give the artifact Permission Execute OWNER, or start it with its interpreter, for example bash.
violation contains finding("GG-210", name, artifact.path, message) if {
	some [name, place], script in recipe_scripts
	script.windows == false
	contains(script.text, "{artifacts:")
	regex.match(artifact_start, script.text)
	found := regex.find_all_string_submatch_n(artifact_start, script.text, -1)
	some match in found
	some [component, index, _], artifact in artifacts
	component == name
	script.manifests[index]
	artifact_is_started(artifact, match[1], match[2])
	not artifact_is_executable(artifact)
	not recipe_changes_modes(name)
	message := sprintf("%s starts %s, but %s has no Permission.Execute", [place, one_line(match[0]), artifact.place])
}

artifact_start := `(?:^|\n|&&|;|\|\|?|\b(?:exec|sudo|nohup)\s)[ \t]*["']?\{artifacts:(path|decompressedPath)\}/([A-Za-z0-9_.+-]+)`

artifact_is_started(artifact, "path", name) if artifact.name == name

artifact_is_started(artifact, "decompressedPath", name) if {
	artifact_unarchive(artifact) == "ZIP"
	artifact_folder(artifact.name) == name
}

artifact_is_executable(artifact) if {
	is_object(artifact.artifact.Permission)
	given := recipe_keys(artifact.artifact.Permission).Execute
	not upper(given) == "NONE"
}

recipe_changes_modes(name) if {
	some [component, _], script in recipe_scripts
	component == name
	contains(script.text, "chmod")
}

# METADATA
# title: A configuration variable points to a value that is there
# description: >-
#   {configuration:/Key} is replaced when the component's configuration has the key. Without a default, or a deployment
#   that sets it, it stays as text in the script.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Where the pointer finds no node, the variable is not replaced.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/config/CaseInsensitiveString.java
#   description: Keys of a configuration are compared without their case.
# custom:
#   id: GG-211
#   severity: warning
#   confidence: documented
#   fix: Add a default to ComponentConfiguration.DefaultConfiguration, or correct the pointer.
violation contains finding("GG-211", name, ["InlineRecipe"], message) if {
	some [name, place], variables in recipe_variables
	some variable in variables
	variable.component == ""
	variable.namespace == "configuration"
	regex.match(`^/[^{$]+$`, variable.key)
	defaults := lower_case(recipe_defaults_told(name))
	parts := [replace(replace(part, "~1", "/"), "~0", "~") | some part in split(substring(lower(variable.key), 1, -1), "/")]
	object.get(defaults, parts, "__missing") == "__missing"
	not pointer_meets_list(defaults, parts)
	not deployment_merges(recipes[name].document.ComponentName, parts)
	message := sprintf("%s uses %s, which DefaultConfiguration does not have", [place, variable.all])
}

recipe_defaults_told(name) := recipe_defaults[name]

recipe_defaults_told(name) := {} if not has(recipes[name].document, "ComponentConfiguration")

pointer_meets_list(defaults, parts) if {
	some length in numbers.range(1, count(parts))
	is_array(object.get(defaults, array.slice(parts, 0, length), null))
}

# The nucleus does not tell keys by case.
lower_case(value) := json.unmarshal(lower(json.marshal(value)))

# A deployment of this template that gives the component such a value, or one that is not told.
deployment_merges(called, parts) if {
	some _, given in deployment_components
	merged := given[called].ConfigurationUpdate.Merge
	deployment_merge_may_have(merged, parts)
}

deployment_merge_may_have(merged, parts) if {
	literal(merged)
	json.is_valid(merged)
	found := lower_case(json.unmarshal(merged))
	object.get(found, parts, "__missing") != "__missing"
} else if {
	not literal(merged)
} else if not json.is_valid(merged)

# METADATA
# title: What needs root runs with RequiresPrivilege
# description: >-
#   A step runs as the component's user (ggc_user), who may neither install packages nor load drivers.
#   The command fails, and the component is BROKEN on every device.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: RequiresPrivilege runs the script as root instead of as the system user that is configured.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/configure-greengrass-core-v2.html
#   description: The system user runs components without elevated privileges.
# custom:
#   id: GG-227
#   severity: warning
#   confidence: inferred
#   fix: "Give the step RequiresPrivilege: true; or bring what is needed as an artifact, in a folder of the component."
violation contains finding("GG-227", name, ["InlineRecipe"], message) if {
	some [name, place], script in recipe_scripts
	not script.privileged
	recipe_on_linux(name, script.manifests)
	not recipe_runs_as_root
	some line in split(script.text, "\n")
	regex.match(recipe_root_commands, line)
	message := sprintf("%s runs %s without RequiresPrivilege: the component's user may not", [place, one_line(trim_space(line))])
}

# At the start of a command: `sudo apt-get` and `echo apt-get` are none.
recipe_root_commands := concat("", [
	`(^|[;&|(]|\b(then|do|else)\s)\s*([A-Za-z_]+=\S*\s+)*(`,
	`(apt-get|apt|yum|dnf|zypper)\s+(-\S+\s+)*(install|update|upgrade|remove)|apk\s+(-\S+\s+)*(add|del)|`,
	`(modprobe|insmod|useradd|usermod|groupadd)\s)`,
])

# Where a recipe says nothing of the platform, nothing is told of its users either.
recipe_on_linux(name, indices) if {
	some index in indices
	recipe_manifests[[name, index]].Platform.os == "linux"
}

# A deployment may name the user, who may be root.
recipe_runs_as_root if {
	some _, given in deployment_components
	some _, specification in given
	user := object.get(specification, ["RunWith", "PosixUser"], "")
	not recipe_is_plain_user(user)
}

recipe_is_plain_user(user) if {
	literal(user)
	not startswith(user, "root")
	not regex.match(`^0(:|$)`, user)
}

# METADATA
# title: A variable of the shell is written as the shell reads it
# description: >-
#   ${!NAME} is how Fn::Sub leaves ${NAME} alone. In a recipe that is plain text the ! stays: sh ends with "Bad
#   substitution", bash looks up another variable. The step fails on every device.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html
#   description: To write ${} literally, add an exclamation mark after the open curly brace.
# custom:
#   id: GG-228
#   severity: warning
#   confidence: inferred
#   fix: "Write ${NAME}, or put the recipe into Fn::Sub."
violation contains finding("GG-228", name, ["InlineRecipe"], message) if {
	some name, component in components
	is_string(component.InlineRecipe)
	some [own, place], script in recipe_scripts
	own == name
	some found in regex.find_n(`\$\{![A-Za-z_][A-Za-z0-9_]*\}`, script.text, 1)
	message := sprintf("%s has %s, which is not in Fn::Sub: the ! stays", [place, found])
}

# METADATA
# title: Startup comes to an end
# description: >-
#   Greengrass waits for the end of Startup (120 s unless Timeout says more), and takes a server that goes on running for
#   one that hangs: the component is stopped, started again, and BROKEN.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Startup is for background processes; its script has to exit with success.
# custom:
#   id: GG-229
#   severity: warning
#   confidence: documented
#   fix: Use Run for a program that goes on running.
violation contains finding("GG-229", name, ["InlineRecipe"], message) if {
	some [name, place], script in recipe_scripts
	script.step == "Startup"
	lines := [line | some raw in split(script.text, "\n"); line := trim_space(raw); line != ""]
	last := lines[count(lines) - 1]
	regex.match(
		`^(exec\s+)?(\S*/)?(uvicorn|gunicorn|hypercorn|waitress-serve|tritonserver|node\s+\S*server\S*|(python[0-9.]*|py)\s.*\b(http\.server|uvicorn|\S*(server|serve|app|daemon)\.py))`,
		last,
	)
	not regex.match(`&\s*$|\s(--daemon|--daemonize|-D)(\s|$)`, last)
	message := sprintf("%s goes on running (%s); Startup has to end", [place, one_line(last)])
}

# METADATA
# title: A script starts the image that is downloaded
# description: >-
#   The artifact brings one version of the image, the script starts another: docker run pulls that one without
#   permission, and fails, or starts the version before.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/run-docker-container.html
#   description: The image of the artifact is the one that the script runs.
# custom:
#   id: GG-230
#   severity: warning
#   confidence: inferred
#   fix: Name the same tag in the artifact and in the script.
violation contains finding("GG-230", name, ["InlineRecipe"], message) if {
	some [name, place], script in recipe_scripts
	contains(script.text, "docker ")
	some [own, index, _], artifact in artifacts
	own == name
	index in script.manifests
	artifact.scheme == "docker"
	image := trim_prefix(artifact.uri, "docker:")
	parts := regex.find_all_string_submatch_n(`^(.+):([A-Za-z0-9_][A-Za-z0-9_.-]*)$`, image, 1)
	[_, repository, tag] := parts[0]
	some command in regex.find_n(`docker\s+(container\s+)?(run|create)\s[^\n;&|]*`, script.text, -1)
	some started in regex.split(`\s+`, command)
	startswith(started, concat("", [repository, ":"]))
	other := trim_prefix(started, concat("", [repository, ":"]))
	regex.match(`^[A-Za-z0-9_][A-Za-z0-9_.-]*$`, other)
	other != tag
	message := sprintf("%s starts tag %s, the artifact is tag %s", [place, other, tag])
}
