# Requests to a service's API that a template holds: what CDK's AwsCustomResource, a state machine, a schedule or a
# pipeline will send.
#
# `requests[[name, path]]` has `service` and `operation` in lower case ("sagemaker", "createcompilationjob") and
# `input`; `region` where it is sent to another one than the stack's, `repeats` when the same input is sent again and
# again. `path` is where the input is, below the resource's Properties; it goes on inside a property that is text.
# What is filled in when the request is sent is `{"__dynamic": ...}`: also the whole input, where it is not told.
package cdk_model_packages

import rego.v1

# A finding about a request. `where` is its key in `requests`, `path` a list of keys below its input.
request_finding(id, where, path, message) := finding(id, where[0], array.concat(where[1], path), message)

# An object of which the template tells the keys: what is not among them is not given.
told(value) if {
	is_object(value)
	not value.__dynamic
	not value.__ref
	not value["Fn::Transform"]
}

# A list or mapping at a key, or an empty one: `some` refuses everything else.
default parts_of(_, _) := []

parts_of(object_, key) := found if {
	is_object(object_)
	found := object.get(object_, key, [])
	is_array(found)
}

parts_of(object_, key) := found if {
	is_object(object_)
	found := object.get(object_, key, [])
	is_object(found)
}

# What is done by a call of the SDK, when a stack is created, updated or deleted.
requests[[name, path]] := request if {
	some name, resource in custom_resources
	some property in ["Create", "Update", "Delete"]
	value := resource.properties[property]
	not request_told_before(property, value, resource.properties)
	call := request_json(value)
	is_string(call.service)
	is_string(call.action)
	path := [property, "parameters"]
	request := {
		"service": request_service(call.service),
		"operation": trim_suffix(lower(call.action), "command"),
		"input": object.get(call, "parameters", {}),
		"region": object.get(call, "region", null),
		"repeats": false,
	}
}

# What a task of a state machine calls.
requests[[where[0], path]] := request if {
	some where, state in request_states
	state.Type == "Task"
	parts := split(text(state.Resource), ":")
	parts[2] == "states"
	call := request_task(array.slice(parts, 5, 8))
	property := request_input_property(state)
	path := array.concat(where[1], [property])
	given := object.get(state, property, {"__dynamic": "the state's input"})
	request := object.union(call, {"input": given, "region": null, "repeats": true})
}

# What a schedule calls.
requests[[name, ["Target", "Input"]]] := request if {
	some name in resources_of_type("AWS::Scheduler::Schedule")
	schedule_target := properties(name).Target
	parts := split(text(schedule_target.Arn), ":")
	array.slice(parts, 2, 6) == ["scheduler", "", "", "aws-sdk"]
	request := {
		"service": request_service(parts[6]),
		"operation": lower(parts[7]),
		"input": request_schedule_input(schedule_target),
		"region": null,
		"repeats": request_schedule_repeats(properties(name)),
	}
}

# What a step of a pipeline registers.
requests[[name, path]] := request if {
	some name in resources_of_type("AWS::SageMaker::Pipeline")
	definition := request_pipeline(properties(name).PipelineDefinition.PipelineDefinitionBody)
	some index, step in parts_of(definition, "Steps")
	operation := {"RegisterModel": "createmodelpackage", "Transform": "createtransformjob"}[step.Type]
	path := ["PipelineDefinition", "PipelineDefinitionBody", "Steps", index, "Arguments"]
	request := {
		"service": "sagemaker", "operation": operation, "input": step.Arguments, "region": null, "repeats": true,
	}
}

# Where a request is sent to.
request_region(request) := request.region if is_string(request.region)

request_region(request) := deploy_region if not has(request, "region")

# --- texts

# What a text holds; also where a placeholder stands for something other than text.
request_json(value) := json.unmarshal(whole) if {
	whole := request_text(value)
	json.is_valid(whole)
}

request_json(value) := json.unmarshal(quoted) if {
	whole := request_text(value)
	not json.is_valid(whole)
	quoted := regex.replace(whole, `([:,\[]\s*)(\$\{[^}"]*\})`, `${1}"${2}"`)
	json.is_valid(quoted)
}

request_text(value) := whole if {
	whole := text(value)
	contains(whole, "{")
}

# --- custom resources

custom_resources[name] := resource if {
	some name, resource in input.resources
	startswith(resource.resourceType, "Custom::")
}

custom_resources[name] := input.resources[name] if {
	some name in resources_of_type("AWS::CloudFormation::CustomResource")
}

# An update that is what the creation is, is told once.
request_told_before("Update", value, given) if given.Create == value

request_service(name) := replace(trim_prefix(lower(name), "@aws-sdk/client-"), "-", "")

# --- state machines

request_machines[name] := {"property": "DefinitionString", "document": request_states_filled(name, whole)} if {
	some name in request_machine_names
	whole := text(properties(name).DefinitionString)
}

request_machines[name] := {"property": "Definition", "document": request_states_filled(name, json.marshal(whole))} if {
	some name in request_machine_names
	not has(properties(name), "DefinitionString")
	whole := properties(name).Definition
	told(whole)
}

request_machine_names contains name if some name in resources_of_type("AWS::StepFunctions::StateMachine")

request_machine_names contains name if some name in resources_of_type("AWS::Serverless::StateMachine")

# The definition, its substitutions made, and what is filled in when it runs marked: keys that end in ".$", and
# values that are JSONata.
request_states_filled(name, whole) := json.unmarshal(marked) if {
	contains(whole, ":states:")
	filled := strings.replace_n(request_substitutions(name), whole)
	valid := request_valid(filled)
	paths := regex.replace(valid, `"([^"\\]*)\.\$":"((?:[^"\\]|\\.)*)"`, `"${1}":{"__dynamic":"${2}"}`)
	marked := regex.replace(paths, `([:,\[])"(\{%(?:[^"\\]|\\.)*)"`, `${1}{"__dynamic":"${2}"}`)
}

# In one spelling, without spaces between the parts.
request_valid(whole) := json.marshal(json.unmarshal(whole)) if json.is_valid(whole)

request_substitutions(name) := {key: value |
	some word, given in parts_of(properties(name), "DefinitionSubstitutions")
	is_string(word)
	key := sprintf("${%v}", [word])
	value := trim_suffix(trim_prefix(json.marshal(text(given)), `"`), `"`)
}

request_states[where] := state if some where, state in request_states_1

request_states[where] := state if some where, state in request_states_2

request_states[where] := state if some where, state in request_states_3

request_states_1[[name, path]] := state if {
	some name, machine in request_machines
	some key, state in parts_of(machine.document, "States")
	path := [machine.property, "States", key]
}

request_states_2[[where[0], path]] := state if {
	some where, outer in request_states_1
	some inner in request_scopes(outer)
	some key, state in parts_of(inner.scope, "States")
	path := array.concat(where[1], array.concat(inner.path, ["States", key]))
}

request_states_3[[where[0], path]] := state if {
	some where, outer in request_states_2
	some inner in request_scopes(outer)
	some key, state in parts_of(inner.scope, "States")
	path := array.concat(where[1], array.concat(inner.path, ["States", key]))
}

# The state machines inside a state.
request_scopes(state) := array.concat(
	[{"path": ["Branches", index], "scope": scope} | some index, scope in parts_of(state, "Branches")],
	[{"path": [key], "scope": scope} |
		some key in ["ItemProcessor", "Iterator"]
		scope := state[key]
	],
)

# "aws-sdk:sagemaker:createCompilationJob", or "sagemaker:createTransformJob.sync".
request_task(parts) := {"service": request_service(parts[1]), "operation": request_operation(parts[2])} if {
	parts[0] == "aws-sdk"
}

request_task(parts) := {"service": request_service(parts[0]), "operation": request_operation(parts[1])} if {
	parts[0] != "aws-sdk"
}

request_operation(name) := lower(part_of(name, ".", 0))

request_input_property(state) := "Arguments" if has(state, "Arguments")

else := "Parameters"

# --- schedules

default request_schedule_repeats(_) := false

request_schedule_repeats(schedule) if regex.match(`^(rate|cron)\(`, text(schedule.ScheduleExpression))

default request_schedule_input(_) := {"__dynamic": "the schedule's input"}

request_schedule_input(schedule_target) := json.unmarshal(marked) if {
	valid := request_valid(text(schedule_target.Input))
	marked := regex.replace(valid, `([:,\[])"([^"\\]*<aws\.scheduler\.[^"\\]*)"`, `${1}{"__dynamic":"${2}"}`)
}

# --- pipelines

request_pipeline(value) := json.unmarshal(marked) if {
	valid := request_valid(text(value))
	marked := regex.replace(valid, `\{"(Get|Std:Join|Std:JsonGet)":`, `{"__dynamic":"${1}","${1}":`)
}

# --- options

# What a text of options holds, also with Python's quotes instead of JSON's.
request_options(value) := json.unmarshal(value) if json.is_valid(value)

request_options(value) := json.unmarshal(replace(value, "'", `"`)) if {
	not json.is_valid(value)
	json.is_valid(replace(value, "'", `"`))
}
