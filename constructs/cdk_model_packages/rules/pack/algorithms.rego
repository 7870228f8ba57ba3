# Algorithms, as resources and as requests: CreateAlgorithm has more than the resource.
package cdk_model_packages

import rego.v1

algorithm_definitions[[name, []]] := definition if some name, definition in algorithms

algorithm_definitions[where] := request.input if {
	some where, request in requests
	request.service == "sagemaker"
	request.operation == "createalgorithm"
	told(request.input)
}

algorithm_trainings[where] := definition.TrainingSpecification if {
	some where, definition in algorithm_definitions
	told(definition.TrainingSpecification)
}

algorithm_parameters[[where, index]] := parameter if {
	some where, training in algorithm_trainings
	some index, parameter in list(training, "SupportedHyperParameters")
	told(parameter)
}

algorithm_parameter_path(key) := ["TrainingSpecification", "SupportedHyperParameters", key[1]]

algorithm_certified(definition) if definition.CertifyForMarketplace in [true, "true"]

algorithm_requested contains where if {
	some where, _ in algorithm_definitions
	count(where[1]) > 0
}

# METADATA
# title: CloudFormation cannot certify an algorithm
# description: >-
#   AWS::SageMaker::Algorithm has CertifyForMarketplace and no ValidationSpecification. Certification runs that
#   validation, so an algorithm that can be listed is not made by the resource type.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-algorithm.html
#   description: The properties; ValidationSpecification is not one of them.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateAlgorithm.html
#   description: The API has ValidationSpecification.
# custom:
#   id: AL-001
#   severity: error
#   confidence: inferred
#   fix: Drop CertifyForMarketplace; to list the algorithm, call CreateAlgorithm with a ValidationSpecification.
violation contains finding("AL-001", name, ["CertifyForMarketplace"], message) if {
	some name, algorithm in algorithms
	algorithm_certified(algorithm)
	message := "CertifyForMarketplace is true: the resource type has no ValidationSpecification, which certification needs"
}

# METADATA
# title: A listed algorithm has an inference image
# description: >-
#   AWS Marketplace lists an algorithm only with both a training and an inference image. Without InferenceSpecification
#   the listing fails at the pricing step.
# related_resources:
# - ref: https://docs.aws.amazon.com/marketplace/latest/userguide/ml-troubleshooting.html
#   description: Algorithms that are published must have both components.
# - ref: https://docs.aws.amazon.com/marketplace/latest/userguide/ml-algorithm-images.html
#   description: Both images are required.
# custom:
#   id: AL-002
#   severity: error
#   confidence: documented
#   fix: Give InferenceSpecification with the image that runs what the algorithm has trained.
violation contains request_finding("AL-002", where, ["CertifyForMarketplace"], message) if {
	some where, definition in algorithm_definitions
	algorithm_certified(definition)
	not has(definition, "InferenceSpecification")
	message := "CertifyForMarketplace is true and there is no InferenceSpecification: a listed algorithm has both images"
}

# METADATA
# title: A hyperparameter that is required has no default
# description: A default value is for jobs that give none. CreateAlgorithm refuses a default of a required hyperparameter.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterSpecification.html
#   description: If a default value is specified, a hyperparameter cannot be required.
# custom:
#   id: AL-003
#   severity: error
#   confidence: documented
#   fix: Drop DefaultValue, or IsRequired.
violation contains request_finding("AL-003", key[0], path, message) if {
	some key, parameter in algorithm_parameters
	parameter.IsRequired in [true, "true"]
	has(parameter, "DefaultValue")
	path := array.concat(algorithm_parameter_path(key), ["DefaultValue"])
	message := sprintf("%v is required and has the default %v: it has one of them", [parameter.Name, text(parameter.DefaultValue)])
}

# METADATA
# title: A hyperparameter's range is that of its type
# description: >-
#   Range has one of three specifications, and it must be the one of Type; FreeText has none. CreateAlgorithm refuses
#   another.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-algo.html
#   description: The type must correspond to the kind of range.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ParameterRange.html
#   description: The three specifications.
# custom:
#   id: AL-004
#   severity: error
#   confidence: documented
#   fix: Give the range specification that Type names, or correct Type.
violation contains request_finding("AL-004", key[0], path, message) if {
	some key, parameter in algorithm_parameters
	own := algorithm_ranges[parameter.Type]
	told(parameter.Range)
	some given in object.keys(parameter.Range)
	has(parameter.Range, given)
	given in {range | some range in algorithm_ranges}
	given != own
	path := array.concat(algorithm_parameter_path(key), ["Range", given])
	message := sprintf("%v is %v and has a %v: the range must be that of the type", [parameter.Name, parameter.Type, given])
}

algorithm_ranges := {
	"Integer": "IntegerParameterRangeSpecification",
	"Continuous": "ContinuousParameterRangeSpecification",
	"Categorical": "CategoricalParameterRangeSpecification",
	"FreeText": "none",
}

# METADATA
# title: A tuning objective is a metric of the algorithm
# description: >-
#   SupportedTuningJobObjectiveMetrics names metrics that the algorithm emits, which are those of MetricDefinitions. A
#   tuning job cannot find another one.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrainingSpecification.html
#   description: Metrics that the algorithm emits and that can be the objective.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MetricDefinition.html
#   description: One of the defined metrics is the objective.
# custom:
#   id: AL-005
#   severity: error
#   confidence: inferred
#   fix: Define the metric in MetricDefinitions, or correct its name.
violation contains request_finding("AL-005", where, path, message) if {
	some where, training in algorithm_trainings
	some index, objective in list(training, "SupportedTuningJobObjectiveMetrics")
	literal(objective.MetricName)
	defined := list_or_empty(training, "MetricDefinitions")
	every metric in defined { literal(metric.Name) }
	not objective.MetricName in {metric.Name | some metric in defined}
	path := ["TrainingSpecification", "SupportedTuningJobObjectiveMetrics", index, "MetricName"]
	message := sprintf("the objective %v is not among MetricDefinitions (%v)", [objective.MetricName, algorithm_names(defined)])
}

algorithm_names(items) := words(names) if {
	count(items) > 0
	names := {item.Name | some item in items}
}

algorithm_names([]) := "there are none"

# METADATA
# title: A package comes from one algorithm, with one .tar.gz
# description: >-
#   SourceAlgorithms has exactly one algorithm. Its ModelDataUrl is one gzip compressed tar archive in a bucket of the
#   algorithm's region, and the algorithm is of the package's region. The package fails otherwise.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_SourceAlgorithm.html
#   description: One .tar.gz, in the same region as the algorithm.
# custom:
#   id: AL-006
#   severity: error
#   confidence: documented
#   fix: Name one algorithm of this region, and one .tar.gz in a bucket of it.
violation contains finding("AL-006", source.name, path, message) if {
	some source in algorithm_sources
	uri := text(source.given.ModelDataUrl)
	not endswith(uri, ".tar.gz")
	not endswith(uri, "}")
	path := ["SourceAlgorithmSpecification", "SourceAlgorithms", source.index, "ModelDataUrl"]
	message := sprintf("ModelDataUrl is %v: what an algorithm has trained is one .tar.gz", [uri])
}

violation contains finding("AL-006", source.name, path, message) if {
	some source in algorithm_sources
	bucket := s3(source.given.ModelDataUrl).bucket
	other := bucket_region(bucket)
	region := algorithm_region(source.given)
	other != region
	path := ["SourceAlgorithmSpecification", "SourceAlgorithms", source.index, "ModelDataUrl"]
	message := sprintf("the bucket %v is in %v, and the algorithm in %v: they must be in one region", [bucket, other, region])
}

violation contains finding("AL-006", source.name, path, message) if {
	some source in algorithm_sources
	owner := arn(source.given.AlgorithmName)
	regex.match(`^[a-z]{2,}(-[a-z]+)+-[0-9]$`, owner.region)
	owner.region != deploy_region
	path := ["SourceAlgorithmSpecification", "SourceAlgorithms", source.index, "AlgorithmName"]
	message := sprintf("the algorithm is in %v, and the package in %v: they must be in one region", [owner.region, deploy_region])
}

algorithm_sources contains source if {
	some name, package_ in packages
	some index, given in list(package_.SourceAlgorithmSpecification, "SourceAlgorithms")
	told(given)
	source := {"name": name, "index": index, "given": given}
}

algorithm_region(source) := arn(source.AlgorithmName).region if startswith(text(source.AlgorithmName), "arn:")

algorithm_region(source) := deploy_region if not startswith(text(source.AlgorithmName), "arn:")

# METADATA
# title: A hyperparameter's bounds and default are of its type and in order
# description: >-
#   MinValue, DefaultValue and MaxValue of an Integer are whole numbers and of a Continuous numbers, in this order; the
#   default of a Categorical is one of its Values. Training jobs of the algorithm are refused otherwise, or the
#   algorithm is.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterSpecification.html
#   description: Type, Range and DefaultValue.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_IntegerParameterRangeSpecification.html
#   description: Minimum and maximum integer value allowed.
# custom:
#   id: AL-008
#   severity: error
#   confidence: inferred
#   fix: Correct the value.
violation contains request_finding("AL-008", value.key[0], value.path, message) if {
	some value in algorithm_bounds
	not algorithm_is_a(value.type, value.text)
	message := sprintf("%v of %v is %v, and the type is %v", [value.what, value.name, value.text, value.type])
}

violation contains request_finding("AL-008", less.key[0], less.path, message) if {
	some less in algorithm_bounds
	some more in algorithm_bounds
	less.key == more.key
	less.rank < more.rank
	to_number(less.text) > to_number(more.text)
	message := sprintf("%v of %v is %v, more than %v %v", [less.what, less.name, less.text, more.what, more.text])
}

violation contains request_finding("AL-008", key[0], path, message) if {
	some key, parameter in algorithm_parameters
	parameter.Type == "Categorical"
	literal(parameter.DefaultValue)
	values := parameter.Range.CategoricalParameterRangeSpecification.Values
	is_array(values)
	every value in values { literal(value) }
	not parameter.DefaultValue in values
	path := array.concat(algorithm_parameter_path(key), ["DefaultValue"])
	message := sprintf("DefaultValue of %v is %v, which is none of %v", [parameter.Name, parameter.DefaultValue, words(values)])
}

algorithm_bounds contains bound if {
	some key, parameter in algorithm_parameters
	parameter.Type in ["Integer", "Continuous"]
	some rank, path in [
		["Range", algorithm_ranges[parameter.Type], "MinValue"],
		["DefaultValue"],
		["Range", algorithm_ranges[parameter.Type], "MaxValue"],
	]
	value := object.get(parameter, path, null)
	literal(value)
	bound := {
		"key": key, "path": array.concat(algorithm_parameter_path(key), path), "rank": rank, "text": value,
		"what": path[count(path) - 1], "type": parameter.Type, "name": object.get(parameter, "Name", "the hyperparameter"),
	}
}

algorithm_is_a("Integer", value) if regex.match(`^[+-]?[0-9]+$`, value)

algorithm_is_a("Continuous", value) if {
	regex.match(`^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$`, value)
}

# METADATA
# title: A certified algorithm has a validation
# description: >-
#   AWS Marketplace lists an algorithm only when SageMaker has validated it with training and transform jobs. Without
#   ValidationSpecification there is nothing to run, and CertifyForMarketplace is of no use.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-algo.html
#   description: To publish an algorithm, at least one validation profile is required.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateAlgorithm.html
#   description: ValidationSpecification.
# custom:
#   id: AL-009
#   severity: error
#   confidence: documented
#   fix: Give ValidationSpecification with a role and a profile.
violation contains request_finding("AL-009", where, ["CertifyForMarketplace"], message) if {
	some where in algorithm_requested
	definition := algorithm_definitions[where]
	algorithm_certified(definition)
	not has(definition, "ValidationSpecification")
	message := "CertifyForMarketplace is true and there is no ValidationSpecification: certification runs it"
}

# METADATA
# title: Hyperparameters and channels have names of their own
# description: >-
#   The name of a hyperparameter must be unique in the algorithm; a training job names its channels by the names of
#   TrainingChannels. With two of one name CreateAlgorithm refuses the request.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterSpecification.html
#   description: The name must be unique.
# custom:
#   id: AL-010
#   severity: error
#   confidence: documented
#   fix: Rename one.
violation contains request_finding("AL-010", where, path, message) if {
	some where, training in algorithm_trainings
	some property in ["SupportedHyperParameters", "TrainingChannels"]
	items := list_or_empty(training, property)
	names := [item.Name | some item in items; literal(item.Name)]
	count({name | some name in names}) < count(names)
	some index, item in items
	some before in numbers.range(0, index - 1)
	before < index
	literal(item.Name)
	items[before].Name == item.Name
	path := ["TrainingSpecification", property, index, "Name"]
	message := sprintf("the name %v is given twice in %v", [item.Name, property])
}

# METADATA
# title: An algorithm with a tuning objective has hyperparameters to tune
# description: >-
#   SupportedHyperParameters is required when the algorithm supports automatic model tuning. With objectives and no
#   hyperparameter that IsTunable there is nothing that a tuning job may vary.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrainingSpecification.html
#   description: SupportedHyperParameters is required if the algorithm supports automatic model tuning.
# custom:
#   id: AL-011
#   severity: warning
#   confidence: documented
#   fix: Declare the hyperparameters with IsTunable, or drop SupportedTuningJobObjectiveMetrics.
violation contains request_finding("AL-011", where, path, message) if {
	some where, training in algorithm_trainings
	count(list_or_empty(training, "SupportedTuningJobObjectiveMetrics")) > 0
	parameters := list_or_empty(training, "SupportedHyperParameters")
	every parameter in parameters { algorithm_not_tunable(parameter) }
	path := ["TrainingSpecification", "SupportedTuningJobObjectiveMetrics"]
	message := "there are tuning objectives, and no hyperparameter with IsTunable: a tuning job has nothing to vary"
}

algorithm_not_tunable(parameter) if {
	told(parameter)
	not has(parameter, "IsTunable")
}

algorithm_not_tunable(parameter) if parameter.IsTunable in [false, "false"]

# METADATA
# title: A free text is not tuned
# description: >-
#   A tuning job varies integer, continuous and categorical hyperparameters within a range. A FreeText has no range and
#   cannot be tuned.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ParameterRanges.html
#   description: Tuning has integer, continuous and categorical ranges.
# custom:
#   id: AL-012
#   severity: warning
#   confidence: inferred
#   fix: Drop IsTunable, or make the hyperparameter Categorical with its values.
violation contains request_finding("AL-012", key[0], path, message) if {
	some key, parameter in algorithm_parameters
	parameter.Type == "FreeText"
	parameter.IsTunable in [true, "true"]
	path := array.concat(algorithm_parameter_path(key), ["IsTunable"])
	message := sprintf("%v is FreeText and IsTunable: a tuning job cannot vary a text", [parameter.Name])
}

# METADATA
# title: A metric's expression has a group for the value
# description: >-
#   SageMaker reads a metric's value from the group of its regular expression. Without parentheses the expression
#   matches the log and finds no value: the metric stays empty, and a tuning job fails after its first training.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-define-metrics-variables.html
#   description: The expression captures the numeric value of the metric.
# custom:
#   id: AL-013
#   severity: warning
#   confidence: documented
#   fix: 'Put the number in parentheses, for example f1=([0-9.]+).'
violation contains request_finding("AL-013", where, path, message) if {
	some where, training in algorithm_trainings
	some index, metric in list(training, "MetricDefinitions")
	literal(metric.Regex)
	not contains(metric.Regex, "(")
	path := ["TrainingSpecification", "MetricDefinitions", index, "Regex"]
	message := sprintf("the expression of %v is %v: it has no group for the value", [text(metric.Name), metric.Regex])
}
