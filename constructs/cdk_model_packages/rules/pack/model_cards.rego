# Model cards: JSON text in a package and in requests, an object in AWS::SageMaker::ModelCard.
package cdk_model_packages

import rego.v1

# `card_texts[[name, path]]`: where a card is text, and whether it is a package's own.
card_texts[[where[0], path]] := {"value": given.ModelCard.ModelCardContent, "of_package": true} if {
	some where, given in package_inputs
	has(given.ModelCard, "ModelCardContent")
	path := array.concat(where[1], ["ModelCard", "ModelCardContent"])
}

card_texts[[where[0], path]] := {"value": request.input.Content, "of_package": false} if {
	some where, request in requests
	request.service == "sagemaker"
	request.operation in ["createmodelcard", "updatemodelcard"]
	has(request.input, "Content")
	path := array.concat(where[1], ["Content"])
}

# What these texts hold, where they are JSON.
card_documents[where] := document if {
	some where, card in card_texts
	document := request_json(card.value)
	is_object(document)
}

card_contents[name] := card.Content if {
	some name, card in model_cards
	told(card.Content)
}

# METADATA
# title: A card's text is a JSON object
# description: >-
#   ModelCardContent, and the API's Content, is a JSON document as text, of at most 100000 characters. YAML, or another
#   text, is refused when the package or card is created.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html
#   description: ModelCardContent follows the model package model card schema; at most 100000 characters.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards-apis.html
#   description: The content must be in the model card JSON schema and provided as a string.
# custom:
#   id: MC-001
#   severity: error
#   confidence: documented
#   fix: 'Write the card as one JSON object, for example {"intended_uses":{"risk_rating":"Low"}}.'
violation contains request_finding("MC-001", where, [], message) if {
	some where, card in card_texts
	literal(card.value)
	not card_is_object(card.value)
	message := sprintf("the card is %v: it must be a JSON object", [card_short(card.value)])
}

violation contains request_finding("MC-001", where, [], message) if {
	some where, card in card_texts
	card_requested(where)
	told(card.value)
	message := "the card is an object: the API takes it as JSON text"
}

violation contains request_finding("MC-001", where, [], message) if {
	some where, card in card_texts
	card_requested(where)
	literal(card.value)
	count(card.value) > 100000
	message := sprintf("the card has %v characters: it has at most 100000", [count(card.value)])
}

# AWS's engine tells of a resource what its schema says.
card_requested(where) if not packages[where[0]]

card_is_object(value) if is_object(json.unmarshal(value))

card_short(value) := value if count(value) <= 60

card_short(value) := sprintf("%v...", [substring(value, 0, 60)]) if count(value) > 60

# METADATA
# title: A card's text has one line
# description: >-
#   The API's pattern of the content is .*, which is for one line. Indented JSON does not match it, and the request is
#   refused.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html
#   description: 'ModelCardContent: pattern .*'
# custom:
#   id: MC-002
#   severity: error
#   confidence: inferred
#   fix: Write the JSON without line breaks, as json.dumps does.
violation contains request_finding("MC-002", where, [], message) if {
	some where, card in card_texts
	whole := text(card.value)
	regex.match(`[\n\r\x{85}\x{2028}\x{2029}]`, trim_space(whole))
	card_documents[where]
	message := sprintf("the card has %v lines: the service's pattern is for one", [count(split(trim_space(whole), "\n"))])
}

# METADATA
# title: A package's own card has no package details
# description: >-
#   The schema of the card inside a package leaves model_package_details out: the package is there already. The service
#   refuses the content.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html
#   description: The schema does not include model_package_details.
# custom:
#   id: MC-003
#   severity: error
#   confidence: documented
#   fix: Drop model_package_details, or make an AWS::SageMaker::ModelCard.
violation contains request_finding("MC-003", where, [], message) if {
	some where, document in card_documents
	card_texts[where].of_package
	has(document, "model_package_details")
	message := "the card has model_package_details, which the card inside a package cannot have"
}

# METADATA
# title: A package's own card tells creator and artifact in its overview
# description: >-
#   In the card inside a package model_overview has model_creator and model_artifact only. AWS's Python SDK writes
#   model_description, model_owner, algorithm_type and problem_type as well; the package's name, id, version and
#   inference environment nobody does.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html
#   description: model_overview is composed of model_creator and model_artifact.
# - ref: https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-core/src/sagemaker/core/shapes/model_card_shapes.py
#   description: Six fields in the SDK.
# custom:
#   id: MC-004
#   severity: warning
#   confidence: documented
#   fix: Drop the field, or make an AWS::SageMaker::ModelCard.
violation contains request_finding("MC-004", where, [], message) if {
	some where, document in card_documents
	card_texts[where].of_package
	some key in ["model_id", "model_name", "model_version", "inference_environment"]
	has(document.model_overview, key)
	message := sprintf("model_overview has %v, which the card inside a package cannot have", [key])
}

# METADATA
# title: A card's text has the schema's keys
# description: >-
#   The JSON schema of a card has snake_case keys and takes no others. AWS::SageMaker::ModelCard has the same ones in
#   PascalCase: a document written for one is refused by the other.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html#model-cards-json-schema
#   description: Version 0.1.0, snake_case keys, additionalProperties false.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-sagemaker-modelcard-content.html
#   description: An object with PascalCase keys.
# custom:
#   id: MC-005
#   severity: error
#   confidence: documented
#   fix: Write the schema's keys, for example intended_uses and risk_rating.
violation contains request_finding("MC-005", where, [], message) if {
	some where, document in card_documents
	some key in object.keys(document)
	not key in card_sections
	message := sprintf("the card has the key %v: %v", [key, card_advice(key, card_sections)])
}

violation contains request_finding("MC-005", part.where, [], message) if {
	some part in card_parts
	some key in object.keys(part.given)
	known := object.keys(part.texts) | object.keys(part.lists) | part.others
	not key in known
	message := sprintf("%v has the key %v: %v", [concat_path(part.path), key, card_advice(key, known)])
}

card_advice(key, known) := sprintf("it is spelled %v", [snake]) if {
	snake := lower(regex.replace(key, `([a-z0-9])([A-Z])`, `${1}_${2}`))
	snake in known
} else := sprintf("the schema has %v", [words(known)])

card_sections := {
	"model_overview", "intended_uses", "business_details", "training_details", "evaluation_details",
	"additional_information", "model_package_details",
}

# Objects of a card that have a closed set of keys: texts with their lengths, lists with their counts, and others.
card_shapes := [
	{
		"path": ["model_overview"],
		"texts": {
			"model_description": 1024, "model_owner": 1024, "model_creator": 1024, "problem_type": 1024,
			"algorithm_type": 1024, "model_id": 1024, "model_name": 1024,
		},
		"lists": {"model_artifact": 15},
		"others": {"model_version", "inference_environment"},
	},
	{"path": ["model_overview", "inference_environment"], "texts": {}, "lists": {"container_image": 15}, "others": set()},
	{
		"path": ["intended_uses"],
		"texts": {
			"purpose_of_model": 2048, "intended_uses": 2048, "factors_affecting_model_efficiency": 2048,
			"explanations_for_risk_rating": 2048,
		},
		"lists": {}, "others": {"risk_rating"},
	},
	{
		"path": ["business_details"],
		"texts": {"business_problem": 2048, "business_stakeholders": 2048, "line_of_business": 2048},
		"lists": {}, "others": set(),
	},
	{
		"path": ["training_details"], "texts": {"training_observations": 1024}, "lists": {},
		"others": {"objective_function", "training_job_details"},
	},
	{
		"path": ["training_details", "training_job_details"],
		"texts": {"training_arn": 1024},
		"lists": {
			"training_datasets": 15, "training_metrics": 50, "user_provided_training_metrics": 50,
			"hyper_parameters": 100, "user_provided_hyper_parameters": 100,
		},
		"others": {"training_environment"},
	},
	{
		"path": ["training_details", "training_job_details", "training_environment"],
		"texts": {}, "lists": {"container_image": 15}, "others": set(),
	},
	{
		"path": ["additional_information"],
		"texts": {"ethical_considerations": 2048, "caveats_and_recommendations": 2048},
		"lists": {}, "others": {"custom_details"},
	},
]

card_parts contains part if {
	some where, document in card_documents
	some shape in card_shapes
	given := object.get(document, shape.path, null)
	is_object(given)
	part := object.union(shape, {"where": where, "given": given})
}

card_parts contains part if {
	some where, document in card_documents
	some index, given in list(document, "evaluation_details")
	is_object(given)
	part := {
		"where": where, "given": given, "path": ["evaluation_details", index],
		"texts": {"name": 63, "evaluation_observation": 2096, "evaluation_job_arn": 256},
		"lists": {"datasets": 10},
		"others": {"metadata", "metric_groups"},
	}
}

# METADATA
# title: A risk rating is one of four, and a metric's value is of its type
# description: >-
#   risk_rating is High, Medium, Low or Unknown, in this spelling; an evaluation has a name; the value of a metric is
#   what its type says. The service checks the card against its schema and refuses another content.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html#model-cards-json-schema
#   description: Version 0.1.0.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-sagemaker-modelcard-intendeduses.html
#   description: RiskRating, allowed values.
# custom:
#   id: MC-006
#   severity: error
#   confidence: documented
#   fix: Write a value that the schema takes.
violation contains request_finding("MC-006", where, [], message) if {
	some where, document in card_documents
	rating := document.intended_uses.risk_rating
	card_is_no_rating(rating)
	message := sprintf("risk_rating is %v: it is High, Medium, Low or Unknown", [rating])
}

violation contains finding("MC-006", name, ["Content", "IntendedUses", "RiskRating"], message) if {
	some name, content in card_contents
	rating := content.IntendedUses.RiskRating
	card_is_no_rating(rating)
	message := sprintf("RiskRating is %v: it is High, Medium, Low or Unknown", [rating])
}

violation contains request_finding("MC-006", where, [], message) if {
	some where, document in card_documents
	some index, evaluation in list(document, "evaluation_details")
	is_object(evaluation)
	not has(evaluation, "name")
	message := sprintf("evaluation_details.%v has no name", [index])
}

violation contains request_finding("MC-006", metric.where, metric.path, message) if {
	some metric in card_metrics
	need := card_metric_need(metric)
	message := sprintf("the metric %v is a %v and its value is %v: it must be %v", [metric.name, metric.type, metric.shown, need])
}

violation contains request_finding("MC-006", where, [], message) if {
	some where, document in card_documents
	some index, evaluation in list(document, "evaluation_details")
	some group in list(evaluation, "metric_groups")
	some metric in list(group, "metric_data")
	is_object(metric)
	some key in ["name", "type", "value"]
	not has(metric, key)
	message := sprintf("a metric of evaluation_details.%v has no %v", [index, key])
}

violation contains request_finding("MC-006", metric.where, metric.path, message) if {
	some metric in card_metrics
	card_requested_metric(metric)
	literal(metric.type)
	not metric.type in ["number", "string", "boolean", "linear_graph", "bar_chart", "matrix"]
	message := sprintf("the type of the metric %v is %v, which the schema does not have", [metric.name, metric.type])
}

card_is_no_rating(value) if {
	literal(value)
	not value in ["High", "Medium", "Low", "Unknown"]
}

card_is_no_rating(value) if is_number(value)

card_metrics contains metric if {
	some where, document in card_documents
	some evaluation in list(document, "evaluation_details")
	some group in list(evaluation, "metric_groups")
	some given in list(group, "metric_data")
	metric := {
		"where": where, "path": [], "name": given.name, "type": given.type, "value": given.value,
		"shown": card_short(json.marshal(given.value)),
	}
}

card_metrics contains metric if {
	some name, content in card_contents
	some one, evaluation in list(content, "EvaluationDetails")
	some two, group in list(evaluation, "MetricGroups")
	some three, given in list(group, "MetricData")
	path := ["Content", "EvaluationDetails", one, "MetricGroups", two, "MetricData", three, "Value"]
	metric := {
		"where": [name, []], "path": path, "name": given.Name, "type": given.Type, "value": given.Value,
		"shown": card_short(json.marshal(given.Value)),
	}
}

# AWS's engine tells of the object what its schema says: unknown types, and graphs of another form.
card_requested_metric(metric) if not model_cards[metric.where[0]]

card_metric_need(metric) := "a number" if {
	metric.type == "number"
	card_is_value(metric.value)
	not is_number(metric.value)
}

card_metric_need(metric) := "true or false" if {
	metric.type == "boolean"
	card_is_value(metric.value)
	not is_boolean(metric.value)
}

card_metric_need(metric) := "a text of at most 63 characters" if {
	metric.type == "string"
	card_is_value(metric.value)
	not is_string(metric.value)
}

card_metric_need(metric) := "a text of at most 63 characters" if {
	metric.type == "string"
	literal(metric.value)
	count(metric.value) > 63
}

card_metric_need(metric) := "a list of numbers" if {
	card_requested_metric(metric)
	metric.type == "bar_chart"
	card_is_value(metric.value)
	not card_are_numbers(metric.value)
}

card_metric_need(metric) := "a list of pairs of numbers" if {
	card_requested_metric(metric)
	metric.type == "linear_graph"
	card_is_value(metric.value)
	not card_are_pairs(metric.value)
}

card_metric_need(metric) := "1 to 20 rows of 1 to 20 numbers" if {
	card_requested_metric(metric)
	metric.type == "matrix"
	card_is_value(metric.value)
	not card_is_matrix(metric.value)
}

# A value with nothing in it that is still to be filled in.
card_is_value(value) if literal(value)

card_is_value(value) if is_number(value)

card_is_value(value) if is_boolean(value)

card_is_value(value) if {
	is_array(value)
	not contains(json.marshal(value), "${")
	not contains(json.marshal(value), "__")
}

card_are_numbers(value) if {
	is_array(value)
	count(value) > 0
	every one in value { is_number(one) }
}

card_are_pairs(value) if {
	is_array(value)
	count(value) > 0
	every one in value {
		card_are_numbers(one)
		count(one) == 2
	}
}

card_is_matrix(value) if {
	is_array(value)
	count(value) in numbers.range(1, 20)
	every one in value {
		card_are_numbers(one)
		count(one) <= 20
	}
}

# METADATA
# title: An archived card cannot be changed any more
# description: >-
#   Archived is final: later updates of the content are refused with "Model Card is in Archived state". A stack that
#   still changes the card fails from then on.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html
#   description: No more updates can be made to the content.
# custom:
#   id: MC-007
#   severity: warning
#   confidence: documented
#   fix: Deploy the card as Draft, PendingReview or Approved, and archive it when its content is final.
violation contains request_finding("MC-007", where, ["ModelCard", "ModelCardStatus"], message) if {
	some where, given in package_inputs
	given.ModelCard.ModelCardStatus == "Archived"
	message := "the card is Archived: no later deployment can change its content"
}

violation contains finding("MC-007", name, ["ModelCardStatus"], message) if {
	some name, card in model_cards
	card.ModelCardStatus == "Archived"
	not card_is_left_alone(name)
	message := "the card is Archived: no later deployment can change its content"
}

# Compared with what is deployed, its content stays as it is.
card_is_left_alone(name) if {
	review_context.changes
	not review_context.changes[name]
} else if {
	change := review_context.changes[name]
	change.action == "updated"
	not card_content_changes(change)
}

card_content_changes(change) if {
	some path in change.properties
	part_of(path, ".", 0) == "Content"
}

# METADATA
# title: Only a version holds a card
# description: >-
#   The card inside a package is that of a model version. A package without a group has none; its card is a resource of
#   its own.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: 'ModelCard: view the details of a model version.'
# custom:
#   id: MC-008
#   severity: warning
#   confidence: inferred
#   fix: Make an AWS::SageMaker::ModelCard with Content.ModelPackageDetails instead.
violation contains request_finding("MC-008", where, ["ModelCard"], message) if {
	some where, given in package_inputs
	has(given, "ModelCard")
	has(given, "ModelPackageName")
	not has(given, "ModelPackageGroupName")
	message := "ModelCard is given, and the package has no group: only a version holds a card"
}

# METADATA
# title: A card's values have the schema's kinds and lengths
# description: >-
#   The parts of a card are objects, their texts and lists have limits (for example 1024 characters of
#   model_description, 2048 of intended_uses, 15 model artifacts, 50 metrics). AWS's engine sees a text only; the
#   service checks what is in it, and refuses the card.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html#model-cards-json-schema
#   description: Version 0.1.0, maxLength and maxItems.
# custom:
#   id: MC-010
#   severity: error
#   confidence: documented
#   fix: Correct the value, or shorten it.
violation contains request_finding("MC-010", where, [], message) if {
	some where, document in card_documents
	some key, value in document
	key in card_sections
	key != "evaluation_details"
	not is_object(value)
	value != null
	message := sprintf("%v is %v: it must be an object", [key, card_short(json.marshal(value))])
}

violation contains request_finding("MC-010", where, [], message) if {
	some where, document in card_documents
	has(document, "evaluation_details")
	not is_array(document.evaluation_details)
	message := "evaluation_details must be a list of evaluations"
}

violation contains request_finding("MC-010", part.where, [], message) if {
	some part in card_parts
	some key, most in part.texts
	value := part.given[key]
	literal(value)
	count(value) > most
	message := sprintf("%v.%v has %v characters: it has at most %v", [concat_path(part.path), key, count(value), most])
}

violation contains request_finding("MC-010", part.where, [], message) if {
	some part in card_parts
	some key in object.keys(part.texts)
	has(part.given, key)
	not is_string(part.given[key])
	message := sprintf("%v.%v is %v: it must be a text", [concat_path(part.path), key, card_short(json.marshal(part.given[key]))])
}

violation contains request_finding("MC-010", part.where, [], message) if {
	some part in card_parts
	some key, most in part.lists
	value := part.given[key]
	is_array(value)
	count(value) > most
	message := sprintf("%v.%v has %v items: it has at most %v", [concat_path(part.path), key, count(value), most])
}

violation contains request_finding("MC-010", part.where, [], message) if {
	some part in card_parts
	some key in object.keys(part.lists)
	has(part.given, key)
	not is_array(part.given[key])
	message := sprintf("%v.%v is %v: it must be a list", [concat_path(part.path), key, card_short(json.marshal(part.given[key]))])
}

violation contains request_finding("MC-010", part.where, [], message) if {
	some part in card_parts
	some key in ["custom_details", "metadata"]
	some entry, value in parts_of(part.given, key)
	not is_string(value)
	message := sprintf("%v.%v is %v: it must be a text", [key, entry, card_short(json.marshal(value))])
}

violation contains finding("MC-010", name, ["Content", "TrainingDetails", "TrainingJobDetails", key], message) if {
	some name, content in card_contents
	details := content.TrainingDetails.TrainingJobDetails
	some key, most in {
		"TrainingMetrics": 50, "UserProvidedTrainingMetrics": 50, "HyperParameters": 100,
		"UserProvidedHyperParameters": 100,
	}
	items := list_or_empty(details, key)
	count(items) > most
	message := sprintf("%v has %v items: it has at most %v", [key, count(items), most])
}

# METADATA
# title: A card's status is one of four
# description: ModelCardStatus is Draft, PendingReview, Approved or Archived, in this spelling. Another one is refused.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html
#   description: ModelCardStatus, valid values.
# custom:
#   id: MC-011
#   severity: error
#   confidence: documented
#   fix: Write Draft, PendingReview, Approved or Archived.
violation contains request_finding("MC-011", where, ["ModelCard", "ModelCardStatus"], message) if {
	some where, given in package_inputs
	card_is_no_status(given.ModelCard.ModelCardStatus)
	message := sprintf("ModelCardStatus is %v: it is Draft, PendingReview, Approved or Archived", [given.ModelCard.ModelCardStatus])
}

violation contains finding("MC-011", name, ["ModelCardStatus"], message) if {
	some name, card in model_cards
	card_is_no_status(card.ModelCardStatus)
	message := sprintf("ModelCardStatus is %v: it is Draft, PendingReview, Approved or Archived", [card.ModelCardStatus])
}

card_is_no_status(value) if {
	literal(value)
	not value in ["Draft", "PendingReview", "Approved", "Archived"]
}
