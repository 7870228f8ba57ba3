# Made by tools/generate_rule_catalog.py of the METADATA above each rule. Do not edit.
package cdk_model_packages

import rego.v1

catalog := {
	"AL-001": {
		"id": "AL-001",
		"severity": "ERROR",
		"title": "CloudFormation cannot certify an algorithm",
		"reason": "AWS::SageMaker::Algorithm has CertifyForMarketplace and no ValidationSpecification. Certification runs that validation, so an algorithm that can be listed is not made by the resource type.",
		"fix": "Drop CertifyForMarketplace; to list the algorithm, call CreateAlgorithm with a ValidationSpecification.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-algorithm.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-algorithm.html",
				"says": "The properties; ValidationSpecification is not one of them."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateAlgorithm.html",
				"says": "The API has ValidationSpecification."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "algorithms"
	},
	"AL-002": {
		"id": "AL-002",
		"severity": "ERROR",
		"title": "A listed algorithm has an inference image",
		"reason": "AWS Marketplace lists an algorithm only with both a training and an inference image. Without InferenceSpecification the listing fails at the pricing step.",
		"fix": "Give InferenceSpecification with the image that runs what the algorithm has trained.",
		"source": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-troubleshooting.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-troubleshooting.html",
				"says": "Algorithms that are published must have both components."
			},
			{
				"ref": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-algorithm-images.html",
				"says": "Both images are required."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "algorithms"
	},
	"AL-003": {
		"id": "AL-003",
		"severity": "ERROR",
		"title": "A hyperparameter that is required has no default",
		"reason": "A default value is for jobs that give none. CreateAlgorithm refuses a default of a required hyperparameter.",
		"fix": "Drop DefaultValue, or IsRequired.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterSpecification.html",
				"says": "If a default value is specified, a hyperparameter cannot be required."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "algorithms"
	},
	"AL-004": {
		"id": "AL-004",
		"severity": "ERROR",
		"title": "A hyperparameter's range is that of its type",
		"reason": "Range has one of three specifications, and it must be the one of Type; FreeText has none. CreateAlgorithm refuses another.",
		"fix": "Give the range specification that Type names, or correct Type.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-algo.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-algo.html",
				"says": "The type must correspond to the kind of range."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ParameterRange.html",
				"says": "The three specifications."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "algorithms"
	},
	"AL-005": {
		"id": "AL-005",
		"severity": "ERROR",
		"title": "A tuning objective is a metric of the algorithm",
		"reason": "SupportedTuningJobObjectiveMetrics names metrics that the algorithm emits, which are those of MetricDefinitions. A tuning job cannot find another one.",
		"fix": "Define the metric in MetricDefinitions, or correct its name.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrainingSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrainingSpecification.html",
				"says": "Metrics that the algorithm emits and that can be the objective."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MetricDefinition.html",
				"says": "One of the defined metrics is the objective."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "algorithms"
	},
	"AL-006": {
		"id": "AL-006",
		"severity": "ERROR",
		"title": "A package comes from one algorithm, with one .tar.gz",
		"reason": "SourceAlgorithms has exactly one algorithm. Its ModelDataUrl is one gzip compressed tar archive in a bucket of the algorithm's region, and the algorithm is of the package's region. The package fails otherwise.",
		"fix": "Name one algorithm of this region, and one .tar.gz in a bucket of it.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_SourceAlgorithm.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_SourceAlgorithm.html",
				"says": "One .tar.gz, in the same region as the algorithm."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "algorithms"
	},
	"AL-008": {
		"id": "AL-008",
		"severity": "ERROR",
		"title": "A hyperparameter's bounds and default are of its type and in order",
		"reason": "MinValue, DefaultValue and MaxValue of an Integer are whole numbers and of a Continuous numbers, in this order; the default of a Categorical is one of its Values. Training jobs of the algorithm are refused otherwise, or the algorithm is.",
		"fix": "Correct the value.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterSpecification.html",
				"says": "Type, Range and DefaultValue."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_IntegerParameterRangeSpecification.html",
				"says": "Minimum and maximum integer value allowed."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "algorithms"
	},
	"AL-009": {
		"id": "AL-009",
		"severity": "ERROR",
		"title": "A certified algorithm has a validation",
		"reason": "AWS Marketplace lists an algorithm only when SageMaker has validated it with training and transform jobs. Without ValidationSpecification there is nothing to run, and CertifyForMarketplace is of no use.",
		"fix": "Give ValidationSpecification with a role and a profile.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-algo.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-algo.html",
				"says": "To publish an algorithm, at least one validation profile is required."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateAlgorithm.html",
				"says": "ValidationSpecification."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "algorithms"
	},
	"AL-010": {
		"id": "AL-010",
		"severity": "ERROR",
		"title": "Hyperparameters and channels have names of their own",
		"reason": "The name of a hyperparameter must be unique in the algorithm; a training job names its channels by the names of TrainingChannels. With two of one name CreateAlgorithm refuses the request.",
		"fix": "Rename one.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterSpecification.html",
				"says": "The name must be unique."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "algorithms"
	},
	"AL-011": {
		"id": "AL-011",
		"severity": "WARN",
		"title": "An algorithm with a tuning objective has hyperparameters to tune",
		"reason": "SupportedHyperParameters is required when the algorithm supports automatic model tuning. With objectives and no hyperparameter that IsTunable there is nothing that a tuning job may vary.",
		"fix": "Declare the hyperparameters with IsTunable, or drop SupportedTuningJobObjectiveMetrics.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrainingSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrainingSpecification.html",
				"says": "SupportedHyperParameters is required if the algorithm supports automatic model tuning."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "algorithms"
	},
	"AL-012": {
		"id": "AL-012",
		"severity": "WARN",
		"title": "A free text is not tuned",
		"reason": "A tuning job varies integer, continuous and categorical hyperparameters within a range. A FreeText has no range and cannot be tuned.",
		"fix": "Drop IsTunable, or make the hyperparameter Categorical with its values.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ParameterRanges.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ParameterRanges.html",
				"says": "Tuning has integer, continuous and categorical ranges."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "algorithms"
	},
	"AL-013": {
		"id": "AL-013",
		"severity": "WARN",
		"title": "A metric's expression has a group for the value",
		"reason": "SageMaker reads a metric's value from the group of its regular expression. Without parentheses the expression matches the log and finds no value: the metric stays empty, and a tuning job fails after its first training.",
		"fix": "Put the number in parentheses, for example f1=([0-9.]+).",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-define-metrics-variables.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-define-metrics-variables.html",
				"says": "The expression captures the numeric value of the metric."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "algorithms"
	},
	"CT-001": {
		"id": "CT-001",
		"severity": "ERROR",
		"title": "ModelDataUrl names a .tar.gz",
		"reason": "SageMaker unpacks the artifact as one gzip-compressed tar archive. It cannot load anything else: the validation or the endpoint fails when the model is started.",
		"fix": "Pack the model as model.tar.gz and let ModelDataUrl name that object.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "ModelDataUrl must point to a single gzip compressed tar archive (.tar.gz suffix)."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-batch-code.html",
				"says": "The model artifacts are a single compressed tar archive; otherwise they cannot be loaded."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-002": {
		"id": "CT-002",
		"severity": "ERROR",
		"title": "The model is in a bucket of the package's region",
		"reason": "CreateModelPackage takes a model only from a bucket of its own region. The stack rolls back.",
		"fix": "Copy the model to a bucket of the stack's region, and name that one.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "The model artifacts must be in an S3 bucket that is in the same region as the model package."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-003": {
		"id": "CT-003",
		"severity": "ERROR",
		"title": "A container has ModelDataUrl or ModelDataSource, not both",
		"reason": "Both say where the one model is. CreateModelPackage cannot tell which is meant.",
		"fix": "Keep ModelDataUrl for a .tar.gz, or ModelDataSource for an uncompressed model.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelDataSource.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelDataSource.html",
				"says": "Exactly one of the available data sources is specified."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "The two are alternative locations of the same model."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "containers"
	},
	"CT-004": {
		"id": "CT-004",
		"severity": "ERROR",
		"title": "A package with ModelDataSource is not validated",
		"reason": "Validation runs a batch transform job, and batch transform refuses models with ModelDataSource. The validation fails after the package was created.",
		"fix": "Give the model as a .tar.gz in ModelDataUrl, or remove ValidationSpecification.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
				"says": "ModelDataSource cannot be used with batch transform, serverless endpoints or Marketplace."
			},
			{
				"ref": "https://github.com/aws/sagemaker-python-sdk/issues/4777",
				"says": "CreateTransformJob rejects such models."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-005": {
		"id": "CT-005",
		"severity": "ERROR",
		"title": "A model prefix ends with a slash",
		"reason": "A valid prefix of S3DataType S3Prefix always ends with a slash. Without it the model is not found.",
		"fix": "End S3Uri with \"/\".",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html",
				"says": "A valid key name prefix identified by S3Uri always ends with a forward slash."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-006": {
		"id": "CT-006",
		"severity": "ERROR",
		"title": "A prefix holds an uncompressed model",
		"reason": "The service knows three pairs: S3Object with Gzip, S3Object with None and S3Prefix with None. A prefix of archives is none of them.",
		"fix": "Use CompressionType None for a prefix, or name one archive with S3DataType S3Object.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html",
				"says": "CompressionType describes exactly those three pairs."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "containers"
	},
	"CT-007": {
		"id": "CT-007",
		"severity": "WARN",
		"title": "The keys of an uncompressed model can become files",
		"reason": "Each object below the prefix becomes a file of the container. Folder objects, names that no file can have, and a file and a folder of one name make the model's start fail.",
		"fix": "Rename or remove the object.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html",
				"says": "Lists the forbidden names, the clash of a file and a folder, and warns of folders made in the console."
			}
		],
		"confidence": "documented",
		"needs": "artifact",
		"area": "containers"
	},
	"CT-008": {
		"id": "CT-008",
		"severity": "WARN",
		"title": "AcceptEula is true",
		"reason": "A gated model is loaded only after its licence was accepted: AcceptEula must be explicitly true. False refuses it, and the model cannot be started.",
		"fix": "Read the licence and set AcceptEula to true, or remove ModelAccessConfig.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelAccessConfig.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelAccessConfig.html",
				"says": "The AcceptEula value must be explicitly defined as True in order to accept the EULA."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-009": {
		"id": "CT-009",
		"severity": "ERROR",
		"title": "The image is in ECR, in the package's region",
		"reason": "SageMaker pulls images from Amazon ECR in the region of the model. Any other image cannot be pulled: the validation or the endpoint fails.",
		"fix": "Push the image to an ECR repository of the stack's region, and name that one.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
				"says": "The model artifacts and the image must be in the same region as the model or endpoint."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "Image is an Amazon ECR path."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-010": {
		"id": "CT-010",
		"severity": "ERROR",
		"title": "An image has no spaces",
		"reason": "CloudFormation's pattern is not anchored and lets a space pass; CreateModelPackage refuses it. The stack rolls back.",
		"fix": "Remove the space; a YAML text that is folded over lines gets one at each break.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "Image has the pattern [\\S]+ and at most 255 characters."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-011": {
		"id": "CT-011",
		"severity": "WARN",
		"title": "An image is named by a tag or by a digest",
		"reason": "The two documented forms are registry/repository[:tag] and registry/repository[@digest]. With both, the tag means nothing and may contradict the digest.",
		"fix": "Remove the tag; the digest says it all.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "Both registry/repository[:tag] and registry/repository[@digest] image path formats are supported."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-012": {
		"id": "CT-012",
		"severity": "ERROR",
		"title": "ImageDigest is the digest of Image",
		"reason": "The digest in Image says which image runs, ImageDigest which one is meant. Two digests cannot both be right.",
		"fix": "Give the digest once, or give the same one twice.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "ImageDigest identifies the Docker image; its pattern is that of a sha256 digest."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "containers"
	},
	"CT-013": {
		"id": "CT-013",
		"severity": "WARN",
		"title": "The image of a package does not change",
		"reason": "A package's containers cannot be changed, but an image that is untagged or tagged latest is another one after the next push: what was approved is not what runs.",
		"fix": "Name the image by its digest (@sha256:...), or by a tag that is never pushed again.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "registry/repository[@digest] is supported."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
				"says": "A change of InferenceSpecification replaces the package."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "containers"
	},
	"CT-014": {
		"id": "CT-014",
		"severity": "ERROR",
		"title": "Names of environment variables are identifiers",
		"reason": "CloudFormation lets any name pass; CreateModelPackage refuses it, and the stack rolls back.",
		"fix": "Use letters, digits and underscores, and begin with a letter or an underscore.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "Keys have the pattern [a-zA-Z_][a-zA-Z0-9_]* and at most 1024 characters."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-015": {
		"id": "CT-015",
		"severity": "ERROR",
		"title": "A container has at most 16 environment variables of 1024 characters",
		"reason": "The documentation and CloudFormation's schema say 16 entries and 1024 characters for each value. More is refused when the package is created.",
		"fix": "Put the settings into a file of the model archive.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "Each key and value can have length of up to 1024. We support up to 16 entries in the map."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-016": {
		"id": "CT-016",
		"severity": "ERROR",
		"title": "The environment of all containers is at most 32 KB",
		"reason": "CreateModel, which every validation and deployment calls, takes at most 32 KB of names and values of all containers together. The package is created, and cannot be used.",
		"fix": "Put the settings into files of the model archives.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
				"says": "The maps of several containers of a CreateModel request, combined, have at most 32 KB."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-017": {
		"id": "CT-017",
		"severity": "ERROR",
		"title": "All containers of a pipeline have a host name, or none has, and each its own",
		"reason": "CreateModel refuses a pipeline of which only some containers have a host name, and a name that two containers share cannot identify either.",
		"fix": "Give each container a ContainerHostname of its own, or remove all of them.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
				"says": "If you specify ContainerHostname for any container of a pipeline, you must for all of them."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-018": {
		"id": "CT-018",
		"severity": "WARN",
		"title": "A package's container has no AdditionalS3DataSource",
		"reason": "AdditionalS3DataSource is in the API's shape of a container, and the service answers that it is not allowed in InferenceSpecification.",
		"fix": "Put the data into the model archive, and drop AdditionalS3DataSource.",
		"source": "https://github.com/boto/boto3/issues/4510",
		"sources": [
			{
				"ref": "https://github.com/boto/boto3/issues/4510",
				"says": "ValidationException: not allowed in InferenceSpecification."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "Documented as usable."
			}
		],
		"confidence": "folklore",
		"needs": "template",
		"area": "package_requests"
	},
	"CT-019": {
		"id": "CT-019",
		"severity": "ERROR",
		"title": "DataInputConfig is JSON",
		"reason": "The names and shapes of the model's inputs are read as JSON. What is not JSON fails when the model is compiled or benchmarked.",
		"fix": "Write it as JSON with double quotes, for example {\"input0\": [1, 3, 224, 224]}.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelInput.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelInput.html",
				"says": "The input configuration object for the model."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html",
				"says": "DataInputConfig is in JSON; its form depends on the framework."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-020": {
		"id": "CT-020",
		"severity": "ERROR",
		"title": "S3DataType S3Object names an object",
		"reason": "S3Object names one object. A bucket or a prefix is none: the model is not found when it is started.",
		"fix": "Name the object, or use S3DataType S3Prefix.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html",
				"says": "With S3Object, S3Uri identifies an object that is the ML model data to deploy."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "containers"
	},
	"CT-021": {
		"id": "CT-021",
		"severity": "WARN",
		"title": "An archive is declared as one",
		"reason": "With CompressionType None the archive itself is the model: the container finds model.tar.gz in /opt/ml/model, not its content. With Gzip, SageMaker unpacks it as a tar archive, which a ZIP is not.",
		"fix": "Use CompressionType Gzip for a .tar.gz, and None for what is not compressed.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html",
				"says": "Gzip with S3Object is decompressed and untarred, None is an uncompressed model."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-022": {
		"id": "CT-022",
		"severity": "ERROR",
		"title": "The model is in S3",
		"reason": "An https:// location passes the service's pattern, but SageMaker reads models from S3 only: the model cannot be downloaded when it is started.",
		"fix": "Copy the model to a bucket of the stack's region and name it as s3://BUCKET/KEY.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "ModelDataUrl is the Amazon S3 path where the model artifacts are stored."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-023": {
		"id": "CT-023",
		"severity": "INFO",
		"title": "Locations are written as s3://",
		"reason": "The https:// form of an S3 location passes, but the documentation describes s3:// only, and neither policies nor reviews recognise the bucket in it.",
		"fix": "Write s3://BUCKET/KEY.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "ModelDataUrl is the Amazon S3 path where the model artifacts are stored."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "containers"
	},
	"CT-024": {
		"id": "CT-024",
		"severity": "WARN",
		"title": "No secrets in the environment",
		"reason": "The environment of a container is stored in the template and in the package, and everyone who may describe the package reads it.",
		"fix": "Remove it, change the secret, and let the container use its role or read it from Secrets Manager.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
				"says": "Don't include any sensitive data in your environment variables."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackage.html",
				"says": "The answer has the containers with their Environment."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-025": {
		"id": "CT-025",
		"severity": "ERROR",
		"title": "AWS's own image is named with the account of its region",
		"reason": "AWS keeps its images in another account in some regions. An image of the wrong account does not exist there: the validation or the endpoint cannot pull it.",
		"fix": "Take the account that AWS's list of registry paths names for the region.",
		"source": "https://github.com/aws/sagemaker-python-sdk/tree/master/src/sagemaker/image_uri_config",
		"sources": [
			{
				"ref": "https://github.com/aws/sagemaker-python-sdk/tree/master/src/sagemaker/image_uri_config",
				"says": "The account of each image, by region."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg-ecr-paths/sagemaker-algo-docker-registry-paths.html",
				"says": "The registry paths by region."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-026": {
		"id": "CT-026",
		"severity": "WARN",
		"title": "An inference container is made for inference",
		"reason": "AWS's training images have no server: SageMaker starts the container with \"serve\", and the validation or the endpoint fails. Nor does an inference image train.",
		"fix": "Name the inference image, for example pytorch-inference in place of pytorch-training.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html",
				"says": "SageMaker runs the container as \"docker run image serve\"."
			},
			{
				"ref": "https://github.com/aws/deep-learning-containers/blob/master/available_images.md",
				"says": "Images for training and for inference are in repositories of their own."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "containers"
	},
	"CT-027": {
		"id": "CT-027",
		"severity": "WARN",
		"title": "Transform types are listed for a model that batch transform takes",
		"reason": "Batch transform refuses models with ModelDataSource: whoever takes the listed types for a transform job sees it fail.",
		"fix": "Remove SupportedTransformInstanceTypes, or give the model as a .tar.gz in ModelDataUrl.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
				"says": "ModelDataSource cannot be used with batch transform."
			},
			{
				"ref": "https://github.com/aws/sagemaker-python-sdk/issues/5160",
				"says": "It was still refused in May 2025."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "containers"
	},
	"CT-028": {
		"id": "CT-028",
		"severity": "WARN",
		"title": "Supported content types are media types",
		"reason": "What is listed goes into the header of each request: \"csv\" is not a media type, text/csv is. CloudFormation checks only the types of the responses.",
		"fix": "Write type/subtype, for example text/csv, application/json or image/png.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
				"says": "SupportedContentTypes are the supported MIME types for the input data."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"CT-029": {
		"id": "CT-029",
		"severity": "WARN",
		"title": "Framework and version are those of the image",
		"reason": "Inference Recommender and readers go by Framework and FrameworkVersion. AWS's image says another one in its name.",
		"fix": "Name the framework and the version of the image.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "The machine learning framework of the container image, and its version."
			},
			{
				"ref": "https://github.com/aws/deep-learning-containers/blob/master/available_images.md",
				"says": "The names of the images begin with the framework, their tags with its version."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "containers"
	},
	"CT-030": {
		"id": "CT-030",
		"severity": "WARN",
		"title": "A region in the environment is that of the package",
		"reason": "The container runs in the region of the package. Clients that go by AWS_REGION or SAGEMAKER_REGION look for buckets, endpoints and secrets in the other one.",
		"fix": "Remove the variable, or give it the stack's region.",
		"source": "https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html",
				"says": "AWS_REGION is the region to which requests are sent."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
				"says": "Model and image are in the region of the model or endpoint that is created."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "containers"
	},
	"CT-031": {
		"id": "CT-031",
		"severity": "ERROR",
		"title": "An image has a name that ECR takes",
		"reason": "Repositories of ECR have lower-case names, a tag has at most 128 characters, a digest is sha256: and 64 hexadecimal digits. An image of another name does not exist: the validation or the endpoint cannot pull it.",
		"fix": "Copy the name from the repository, for example ACCOUNT.dkr.ecr.REGION.amazonaws.com/defect-detector:1.0.",
		"source": "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html",
				"says": "The pattern of repositoryName."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "registry/repository[:tag] and registry/repository[@digest]."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "containers"
	},
	"ECR-001": {
		"id": "ECR-001",
		"severity": "WARN",
		"title": "The image repository is not open to everybody",
		"reason": "Any account can pull the image, and with more than read permissions replace what a tag stands for.",
		"fix": "Name the accounts, or add a condition aws:PrincipalOrgID.",
		"source": "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
				"says": "Who may do what with a repository."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "exposure"
	},
	"ECR-002": {
		"id": "ECR-002",
		"severity": "WARN",
		"title": "Images of packages do not expire",
		"reason": "The repository's lifecycle policy deletes images with tags, by age or number: the one that a package or component names will be among them. The package stays in the registry and can no longer be deployed.",
		"fix": "Let the rule select untagged images only, or tags that packages do not use.",
		"source": "https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html",
				"says": "tagStatus any and tagged select images with tags; any, when it is the only rule, all of them."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "buckets"
	},
	"ECR-003": {
		"id": "ECR-003",
		"severity": "ERROR",
		"title": "An image is a registry, a repository and a tag or digest",
		"reason": "The ARN of a repository or its name alone is not an image: the registry is missing. The service refuses the request, or pulls from another registry than is meant.",
		"fix": "Write {\"Fn::Sub\": \"${REPOSITORY.RepositoryUri}:TAG\"}.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html",
				"says": "Ref returns the repository's name; Fn::GetAtt RepositoryUri the registry and the name."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "Image is the ECR path, registry/repository[:tag] or registry/repository[@digest]."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "references"
	},
	"GG-001": {
		"id": "GG-001",
		"severity": "ERROR",
		"title": "RecipeFormatVersion is 2020-01-25",
		"reason": "The recipe format has one version. CreateComponentVersion refuses a recipe with another one or with none.",
		"fix": "Write RecipeFormatVersion as the string \"2020-01-25\".",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "2020-01-25 is the only choice."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/RecipeFormatVersion.java",
				"says": "An enumeration of one value."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-002": {
		"id": "GG-002",
		"severity": "ERROR",
		"title": "A component's name has letters, digits, \".\", \"-\" and \"_\", at most 128",
		"reason": "CreateComponentVersion refuses the recipe when the name has another character or is longer.",
		"fix": "Use letters, digits, \".\", \"-\" and \"_\", for example com.example.defects.model.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/ComponentRecipe.java",
		"sources": [
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/ComponentRecipe.java",
				"says": "The pattern, and 128 as the length."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_LambdaFunctionRecipeSource.html",
				"says": "componentName has at most 128 characters."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-003": {
		"id": "GG-003",
		"severity": "WARN",
		"title": "The prefix aws.greengrass belongs to AWS",
		"reason": "A component with the name of a public one replaces it: other components that depend on the public one get yours.",
		"fix": "Name the component by your own domain, for example com.example.defects.model.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "Avoid the prefix; the same name replaces the public component."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-004": {
		"id": "GG-004",
		"severity": "ERROR",
		"title": "A component's version is a semantic version",
		"reason": "CreateComponentVersion refuses a version that is not major.minor.patch, has a number above 999999, or has more than 64 characters. A suffix such as -rc.1 is allowed.",
		"fix": "Write major.minor.patch, for example 1.0.0, as a string.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "AWS IoT Greengrass uses semantic versions for components."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/ComponentRecipe.java",
				"says": "Six digits each, 64 characters together."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-005": {
		"id": "GG-005",
		"severity": "ERROR",
		"title": "A changed recipe has a new ComponentVersion",
		"reason": "A component's name and version cannot be published twice, and any change of the recipe's text publishes it anew. Greengrass answers with a conflict: the update fails and rolls back.",
		"fix": "Raise ComponentVersion with every change of the recipe or of an artifact.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html",
				"says": "A version cannot be edited; each has to be unique."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html",
				"says": "Update requires Replacement, for InlineRecipe and LambdaFunction."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_edge"
	},
	"GG-006": {
		"id": "GG-006",
		"severity": "ERROR",
		"title": "The first manifest that matches is used, so the stricter one comes first",
		"reason": "The core device takes the first manifest whose platform it meets. One that an earlier, wider manifest covers is never used: the device gets the wrong artifacts and scripts.",
		"fix": "Put manifests with stricter platforms first, and the one without a platform last.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "Stricter platforms first; a manifest for all platforms is the last."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/PlatformHelper.java",
				"says": "The first match of the list; an empty platform matches always."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-007": {
		"id": "GG-007",
		"severity": "ERROR",
		"title": "A platform is written as the nucleus reports it",
		"reason": "The nucleus reports linux, windows and darwin, and amd64, aarch64, arm and x86, in lower case. Other spellings of the same platform match no device: the deployment fails there.",
		"fix": "Write the label in the message, for example aarch64 for ARM64 and amd64 for X86_64.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/config/PlatformResolver.java",
		"sources": [
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/config/PlatformResolver.java",
				"says": "The values that are detected."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "The common values of os and architecture."
			},
			{
				"ref": "https://github.com/awslabs/nx-plugin-for-aws/pull/1265",
				"says": "arm64 did not match on a device."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-008": {
		"id": "GG-008",
		"severity": "ERROR",
		"title": "A platform's value is a label, \"*\" or /regex/",
		"reason": "A value that begins with another sign than a letter or a digit, such as a regular expression without both slashes, matches no device. A list is not read at all.",
		"fix": "Write a label, \"*\", or a regular expression between slashes such as /amd64|aarch64/.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "An exact value, \"*\", or a regular expression between slashes."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/PlatformHelper.java",
				"says": "Labels that do not begin with a letter or digit are no match."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-009": {
		"id": "GG-009",
		"severity": "ERROR",
		"title": "The artifacts of a manifest have different file names",
		"reason": "All artifacts of a manifest land in one folder, under the last part of their key. Two of the same name overwrite each other.",
		"fix": "Upload one of them under another file name.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "Each artifact must have a unique file name within each manifest."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/S3Downloader.java",
				"says": "The file name is the last part of the path."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-010": {
		"id": "GG-010",
		"severity": "ERROR",
		"title": "Unarchive is NONE or ZIP",
		"reason": "The nucleus unpacks ZIP archives only. The recipe with another value is refused; a file that is no ZIP fails to unpack on the device, and the deployment with it.",
		"fix": "Upload a ZIP archive with Unarchive ZIP, or leave Unarchive out and unpack in a lifecycle script.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "NONE and ZIP."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/Unarchive.java",
				"says": "Two values."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/Unarchiver.java",
				"says": "Reads ZIP files only."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-011": {
		"id": "GG-011",
		"severity": "ERROR",
		"title": "An unpacked archive is in the folder of its name",
		"reason": "{artifacts:decompressedPath}/NAME exists for an artifact NAME.zip with Unarchive ZIP. Other files are below {artifacts:path}. A script that looks elsewhere fails on the device.",
		"fix": "Use the archive's name without .zip, give the artifact Unarchive ZIP, or use {artifacts:path} for plain files.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "The folder has the name of the archive minus its extension."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/ComponentManager.java",
				"says": "The name up to the last dot."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-012": {
		"id": "GG-012",
		"severity": "ERROR",
		"title": "Artifact folders are read-only",
		"reason": "A component's user cannot write below {artifacts:path} and {artifacts:decompressedPath}. The script fails.",
		"fix": "Write to {work:path}, which is also the script's working directory.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "The folder is read-only; copy files to another location to modify them."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-013": {
		"id": "GG-013",
		"severity": "ERROR",
		"title": "An artifact's URI is s3://bucket/key, docker: or greengrass:",
		"reason": "The nucleus knows three schemes. CreateComponentVersion or the device refuses an https address, a bucket without a key, and an image that is not docker:registry/name with a tag or a digest.",
		"fix": "Write s3://bucket/key, docker:registry/image:tag or docker:registry/image@digest.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/ArtifactDownloaderFactory.java",
		"sources": [
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/ArtifactDownloaderFactory.java",
				"says": "The schemes that are supported."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/S3Downloader.java",
				"says": "s3:// with a bucket and a key."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/plugins/docker/DockerImageArtifactParser.java",
				"says": "What an image may look like."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-014": {
		"id": "GG-014",
		"severity": "ERROR",
		"title": "Artifacts are in the region of the component",
		"reason": "CreateComponentVersion does not read artifacts from another region: it answers that the artifact cannot be accessed, and the stack rolls back.",
		"fix": "Keep the artifact in a bucket of the region in which the component is created.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html",
				"says": "Cross-region requests for component artifacts are not supported."
			},
			{
				"ref": "https://github.com/aws/aws-cli/issues/6261",
				"says": "The bucket's region was the cause."
			}
		],
		"confidence": "documented",
		"needs": "region",
		"area": "recipes"
	},
	"GG-015": {
		"id": "GG-015",
		"severity": "WARN",
		"title": "An artifact's key does not name what changes",
		"reason": "The service stores an artifact's digest when the component is created. Once the object under the key is replaced, every device refuses it and deployments fail.",
		"fix": "Put the component's name and version, or a hash of the content, into the key.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html",
				"says": "Artifacts cannot be modified; put the component's name and version into the path."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html",
				"says": "The checksum of an artifact that does not match."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-016": {
		"id": "GG-016",
		"severity": "WARN",
		"title": "Digest and Algorithm are not given",
		"reason": "The service computes both when the component is created, and replaces what the recipe says.",
		"fix": "Leave Digest and Algorithm out.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "Read-only; a value is replaced."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-017": {
		"id": "GG-017",
		"severity": "ERROR",
		"title": "A lifecycle has Startup or Run, not both",
		"reason": "Startup is for a background service, Run for a process that ends by itself. The nucleus uses one of them: the other script never runs.",
		"fix": "Keep Startup with Shutdown for a service, or Run for a process.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "You can define only one Startup or Run lifecycle."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/README_CONFIG_SCHEMA.md",
				"says": "The two are mutually exclusive."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-018": {
		"id": "GG-018",
		"severity": "WARN",
		"title": "Selections need a manifest without its own lifecycle",
		"reason": "Selections choose sections of the global lifecycle. A manifest that has a lifecycle uses that one, and its selections do nothing.",
		"fix": "Remove the manifest's Lifecycle, or its Selections.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "Selection keys are used only if the manifest does not define a lifecycle."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-019": {
		"id": "GG-019",
		"severity": "WARN",
		"title": "An artifact that another component reads has Permission.Read ALL",
		"reason": "An artifact is readable by its own component's user. A component that runs as another user cannot read it, and fails when it starts.",
		"fix": "Give the artifact Permission Read ALL.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "To let other components access the artifact, specify ALL; the default is OWNER."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-020": {
		"id": "GG-020",
		"severity": "ERROR",
		"title": "A recipe has at most 16,000 bytes",
		"reason": "CreateComponentVersion refuses a larger recipe. Scripts and data belong into artifacts.",
		"fix": "Write JSON without spaces, and move scripts and data into artifacts.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-gdk-cli/blob/main/gdk/common/consts.py",
		"sources": [
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-gdk-cli/blob/main/gdk/common/consts.py",
				"says": "MAX_RECIPE_FILE_SIZE_BYTES is 16000."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-gdk-cli/issues/235",
				"says": "The permissible limit is 16 KB."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-021": {
		"id": "GG-021",
		"severity": "ERROR",
		"title": "A dependency has a version requirement in npm's syntax, and is HARD or SOFT",
		"reason": "CreateComponentVersion refuses a dependency without VersionRequirement, one that npm could not read, and another DependencyType.",
		"fix": "Write for example VersionRequirement ^1.2.0 and DependencyType HARD.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "The npm-style constraint; HARD or SOFT."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/DependencyProperties.java",
				"says": "Read as an npm requirement; HARD is the default."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-022": {
		"id": "GG-022",
		"severity": "WARN",
		"title": "Numbers of the default configuration are written as strings",
		"reason": "Configuration is JSON, which has one kind of number: 8080 may reach the component as 8080.0.",
		"fix": "Write the number as a string, and let the component parse it.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "It is recommended to define numeric configuration values as strings."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-023": {
		"id": "GG-023",
		"severity": "WARN",
		"title": "A step that unpacks a model has a Timeout",
		"reason": "Install, Startup and Bootstrap are stopped after 120 seconds. Unpacking a large model takes longer on a device: the component is then broken.",
		"fix": "Give the step a Timeout in seconds, for example 900.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "The default timeout of each step."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/README_CONFIG_SCHEMA.md",
				"says": "The same defaults."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-024": {
		"id": "GG-024",
		"severity": "ERROR",
		"title": "Skipif is \"onpath NAME\" or \"exists FILE\"",
		"reason": "The nucleus knows two checks. With another text the step fails, and the component with it.",
		"fix": "Write for example \"exists /opt/model\" or \"onpath python3\"; put another test into the script.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "onpath runnable, and exists file."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/lifecyclemanager/GenericExternalService.java",
				"says": "Another form is an invalid configuration; \"!\" negates."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-025": {
		"id": "GG-025",
		"severity": "ERROR",
		"title": "A variable names a direct dependency",
		"reason": "{component:artifacts:path} is replaced for the components in ComponentDependencies only. Any other stays as text in the script, which then fails.",
		"fix": "Add the component to ComponentDependencies; for this component itself, leave its name out.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "You can specify only direct dependencies."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/KernelConfigResolver.java",
				"says": "Not interpolated when the target is not a direct dependency."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-026": {
		"id": "GG-026",
		"severity": "ERROR",
		"title": "A component is made from a recipe or from a Lambda function",
		"reason": "Exactly one of InlineRecipe and LambdaFunction is given. CloudFormation's schema asks for neither; the handler refuses both, and the service refuses none.",
		"fix": "Keep InlineRecipe or LambdaFunction.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateComponentVersion.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateComponentVersion.html",
				"says": "You must specify either inlineRecipe or lambdaFunction."
			},
			{
				"ref": "https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-greengrassv2/blob/main/aws-greengrassv2-componentversion/src/main/java/software/amazon/greengrassv2/componentversion/CreateHandler.java",
				"says": "Both is an invalid request."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "components"
	},
	"GG-027": {
		"id": "GG-027",
		"severity": "ERROR",
		"title": "Arn, ComponentName and ComponentVersion are not properties to set",
		"reason": "The handler refuses a component on which one of its read-only properties is given. The stack rolls back.",
		"fix": "Write name and version in the recipe, and remove the property.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html",
				"says": "The three are return values."
			},
			{
				"ref": "https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-greengrassv2/blob/main/aws-greengrassv2-componentversion/src/main/java/software/amazon/greengrassv2/componentversion/CreateHandler.java",
				"says": "Each is an invalid request."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "components"
	},
	"GG-028": {
		"id": "GG-028",
		"severity": "ERROR",
		"title": "A component waits for the upload of its artifacts",
		"reason": "The service reads the artifacts while it creates the component. A bucket of the same template is empty until something uploads; a component that does not wait for that fails, and the stack rolls back.",
		"fix": "Add DependsOn with the resource that uploads, or keep artifacts in a bucket that exists before the stack.",
		"source": "https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-greengrassv2/blob/main/aws-greengrassv2-componentversion/src/main/java/software/amazon/greengrassv2/componentversion/CreateHandler.java",
		"sources": [
			{
				"ref": "https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-greengrassv2/blob/main/aws-greengrassv2-componentversion/src/main/java/software/amazon/greengrassv2/componentversion/CreateHandler.java",
				"says": "Any state but DEPLOYABLE, REQUESTED and INITIATED aborts."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html",
				"says": "The specified artifact resource cannot be accessed."
			},
			{
				"ref": "https://github.com/awslabs/nx-plugin-for-aws/pull/1265",
				"says": "An explicit dependency on the upload was needed."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "components"
	},
	"GG-029": {
		"id": "GG-029",
		"severity": "ERROR",
		"title": "Docker images need the Docker application manager",
		"reason": "The device downloads docker: artifacts with aws.greengrass.DockerApplicationManager, and those of private ECR repositories with the credentials of aws.greengrass.TokenExchangeService. Without them the deployment fails.",
		"fix": "Add the component to ComponentDependencies, for example with VersionRequirement ~2.0.0.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/ArtifactDownloaderFactory.java",
		"sources": [
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/ArtifactDownloaderFactory.java",
				"says": "Deployments with docker artifacts must include the components."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/run-docker-container.html",
				"says": "The dependencies of a component that runs a container."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "components"
	},
	"GG-030": {
		"id": "GG-030",
		"severity": "WARN",
		"title": "A component that calls AWS needs the token exchange service",
		"reason": "The AWS CLI and SDKs get credentials on a device from aws.greengrass.TokenExchangeService. Without it the script has none.",
		"fix": "Add aws.greengrass.TokenExchangeService to ComponentDependencies, for example with VersionRequirement ^2.0.0.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/interact-with-aws-services.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/interact-with-aws-services.html",
				"says": "Define the component as a dependency, to get the address of the credentials."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "components"
	},
	"GG-031": {
		"id": "GG-031",
		"severity": "ERROR",
		"title": "Components that are retired are not used",
		"reason": "SageMaker Edge Manager ended on 2024-04-26 and Lookout for Vision on 2025-10-31. Their components have no service to talk to.",
		"fix": "Run the model with a component of your own, for example with a Neo runtime.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/sagemaker-edge-manager-component.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/sagemaker-edge-manager-component.html",
				"says": "SageMaker Edge Manager is discontinued on April 26, 2024."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/lookout-for-vision-edge-agent-component.html",
				"says": "The agent that runs models of Lookout for Vision."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-032": {
		"id": "GG-032",
		"severity": "WARN",
		"title": "A target has one deployment",
		"reason": "A new deployment to a target replaces the one before. Of two in one template one wins by chance, and the components of the other are removed from the devices.",
		"fix": "Put the components of both into one deployment.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html",
				"says": "A target has one deployment; a new one replaces it."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-deployment.html",
				"says": "Every property but Tags is create-only."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "deployments"
	},
	"GG-033": {
		"id": "GG-033",
		"severity": "ERROR",
		"title": "A subdeployment goes to a thing group",
		"reason": "With ParentTargetArn the deployment is a subdeployment, and CreateDeployment takes thing groups only.",
		"fix": "Use the ARN of a thing group, or remove ParentTargetArn.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html",
				"says": "When creating a subdeployment, the target can only be a thing group."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "deployments"
	},
	"GG-034": {
		"id": "GG-034",
		"severity": "WARN",
		"title": "A component has at most 50 tags",
		"reason": "The API allows 200 tags, CloudFormation 50. It refuses a component with more.",
		"fix": "Keep at most 50 tags.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html",
				"says": "Tags are a map."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateComponentVersion.html",
				"says": "The API's limit of 200."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "components"
	},
	"GG-036": {
		"id": "GG-036",
		"severity": "WARN",
		"title": "A large deployment needs greengrass:GetDeploymentConfiguration",
		"reason": "Above 7 KB for a thing, or 31 KB for a thing group, the core fetches the deployment document. A core whose IoT policy does not allow that retries for ever.",
		"fix": "Allow greengrass:GetDeploymentConfiguration in the IoT policy of the core, or deploy less configuration.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html",
				"says": "Sizes and the permission that is needed."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-auth.html",
				"says": "The action in the core's policy."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "deployments"
	},
	"GG-037": {
		"id": "GG-037",
		"severity": "ERROR",
		"title": "Devices can read the artifacts of the components",
		"reason": "A core device downloads artifacts with the token exchange role: it asks for the bucket's region and reads the object. The role that Greengrass makes by default may do neither. The deployment fails on every device, with 403.",
		"fix": "Allow the device role s3:GetObject on the artifacts (BUCKET_ARN/PREFIX/*) and s3:GetBucketLocation on the bucket's ARN.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-service-role.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-service-role.html",
				"says": "Allow s3:GetObject on the artifacts; the default role does not."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html",
				"says": "403 when the role has no s3:GetBucketLocation."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "reach"
	},
	"GG-038": {
		"id": "GG-038",
		"severity": "WARN",
		"title": "Recipe keys and values are written as in the documentation",
		"reason": "The tools disagree on case: the GDK and the nucleus accept any, the schema of the recipe library does not. What passes one check fails another.",
		"fix": "Write the key or value as the message says.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "Keys in PascalCase; lifecycle keys begin with a capital letter."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/resources/recipe/recipe_schema.json",
				"says": "Values such as ZIP and NONE in upper case."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-039": {
		"id": "GG-039",
		"severity": "ERROR",
		"title": "A recipe is a JSON or YAML mapping",
		"reason": "CreateComponentVersion refuses a recipe that it cannot parse, or that is a list or a text.",
		"fix": "Correct the recipe where the message says, or write it with a JSON serializer.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "Recipes are written in JSON or YAML."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateComponentVersion.html",
				"says": "inlineRecipe is the recipe."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-040": {
		"id": "GG-040",
		"severity": "WARN",
		"title": "A recipe has only the keys of the format",
		"reason": "A key at the top of a recipe that the format does not have is ignored by the nucleus and refused by the GDK. It is most often a misspelt one, and what it says is lost.",
		"fix": "Correct the key or remove it.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/resources/recipe/recipe_schema.json",
		"sources": [
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/resources/recipe/recipe_schema.json",
				"says": "additionalProperties is false at the top."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/converter/RecipeLoader.java",
				"says": "Unknown properties are not a failure on the device."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-041": {
		"id": "GG-041",
		"severity": "ERROR",
		"title": "A recipe has at least one manifest",
		"reason": "The device takes lifecycle and artifacts from the first manifest that matches. A recipe without manifests cannot be loaded: the deployment fails on every device.",
		"fix": "Add a manifest; one without Platform matches every device.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/converter/RecipeLoader.java",
		"sources": [
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/converter/RecipeLoader.java",
				"says": "RECIPE_MISSING_MANIFEST."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/resources/recipe/recipe_schema.json",
				"says": "manifests is required."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-042": {
		"id": "GG-042",
		"severity": "ERROR",
		"title": "A lifecycle has the steps that the nucleus knows",
		"reason": "The nucleus runs Bootstrap, Install, Startup, Run, Shutdown and Recover. A step of another name, such as a misspelt one, never runs, and nothing says so.",
		"fix": "Correct the step's name.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "The steps of a lifecycle."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/lifecyclemanager/Lifecycle.java",
				"says": "The names that are looked up."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-043": {
		"id": "GG-043",
		"severity": "ERROR",
		"title": "A step has a Script",
		"reason": "The nucleus reports a step that is a mapping without Script as an error, and the component fails.",
		"fix": "Give the step a Script, or remove the step.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/lifecyclemanager/GenericExternalService.java",
		"sources": [
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/lifecyclemanager/GenericExternalService.java",
				"says": "\"Missing script\" is an error."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/resources/recipe/recipe_schema.json",
				"says": "script is required."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-044": {
		"id": "GG-044",
		"severity": "WARN",
		"title": "A step has the keys that the nucleus knows",
		"reason": "A step's other keys are ignored. Misspelt ones, such as RequirePrivilege, change nothing on the device.",
		"fix": "Correct the key; there are Script, RequiresPrivilege, Skipif, Timeout and Setenv.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "Script, RequiresPrivilege, Skipif, Timeout and Setenv."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-045": {
		"id": "GG-045",
		"severity": "ERROR",
		"title": "Timeout is a number of seconds",
		"reason": "The nucleus reads a Timeout that is no number as 0: the step is stopped at once, and the component fails.",
		"fix": "Write whole seconds, for example 900.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "The time in seconds."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/util/Coerce.java",
				"says": "What is no number becomes 0."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-046": {
		"id": "GG-046",
		"severity": "INFO",
		"title": "A step that runs as root",
		"reason": "RequiresPrivilege runs the script as root or administrator. A mistake in it, or in what it downloads, reaches the whole device.",
		"fix": "Run as the component's user where that is enough.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "The script runs as root instead of the component's user."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-047": {
		"id": "GG-047",
		"severity": "ERROR",
		"title": "A recipe variable is one that the nucleus knows",
		"reason": "The nucleus leaves a variable that it does not know as it is. The script gets {artefacts:path} as text, and fails.",
		"fix": "Use {artifacts:path}, {artifacts:decompressedPath}, {work:path}, {configuration:/pointer}, {kernel:rootPath} or {iot:thingName}.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "The recipe variables."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/KernelConfigResolver.java",
				"says": "Namespaces and keys that are replaced."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-048": {
		"id": "GG-048",
		"severity": "ERROR",
		"title": "A script uses files that are artifacts",
		"reason": "{artifacts:path} holds the artifacts of the manifest, each under the last part of its key. A script that names another file fails on the device.",
		"fix": "Add the file to the manifest's Artifacts, or correct its name.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "Artifacts are copied to the folder that the variable exposes."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/S3Downloader.java",
				"says": "The file name is the last part of the path."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-049": {
		"id": "GG-049",
		"severity": "WARN",
		"title": "A script that uses artifacts needs some",
		"reason": "The manifest has no artifacts, but its script names a file of theirs. That works in a local deployment, where files are put beside the recipe, and not with a component of the cloud.",
		"fix": "Upload the file and add its URI to the manifest's Artifacts.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html",
				"says": "Add each artifact's URI to the recipe before the component is created."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-050": {
		"id": "GG-050",
		"severity": "WARN",
		"title": "A component's requirement fits the version of this template",
		"reason": "The template makes the dependency in a version that the requirement excludes. Devices get another version, or none, and then the deployment fails.",
		"fix": "Change the requirement, or the version of the dependency.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "VersionRequirement defines the compatible versions of the dependency."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/manage-deployments.html",
				"says": "How versions of dependencies are resolved."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "components"
	},
	"GG-051": {
		"id": "GG-051",
		"severity": "ERROR",
		"title": "A deployment's versions meet its components' requirements",
		"reason": "The deployment fixes a dependency to a version that one of its components excludes. Devices cannot resolve that, and the deployment fails.",
		"fix": "Deploy a version that the requirement allows, or change the requirement.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "VersionRequirement defines the compatible versions."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/deployment/errorcode/DeploymentErrorCode.java",
				"says": "COMPONENT_VERSION_REQUIREMENTS_NOT_MET."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "deployments"
	},
	"GG-052": {
		"id": "GG-052",
		"severity": "WARN",
		"title": "A deployment brings the version that this template makes",
		"reason": "The template makes a component in one version and deploys another. Devices stay on an older version, or the deployment fails because there is none.",
		"fix": "Use Fn::GetAtt ComponentVersion of the component.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html",
				"says": "Fn::GetAtt ComponentVersion gives the version."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "deployments"
	},
	"GG-053": {
		"id": "GG-053",
		"severity": "WARN",
		"title": "A deployment waits for its components",
		"reason": "CloudFormation makes resources that do not refer to each other at the same time. A deployment that only writes a component's name may start before the component is deployable, and fails.",
		"fix": "Use Fn::GetAtt ComponentVersion of the component, or add DependsOn.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
				"says": "Resources without references are created in parallel."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html",
				"says": "ResourceNotFoundException."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "deployments"
	},
	"GG-054": {
		"id": "GG-054",
		"severity": "ERROR",
		"title": "A deployment says the version of each component",
		"reason": "CreateDeployment requires one version of each component, a semantic version and no range. CloudFormation's schema does not ask for it.",
		"fix": "Write ComponentVersion, for example 1.0.0, or Fn::GetAtt ComponentVersion of a component.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html",
				"says": "componentVersion is required."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-greengrassv2-deployment-componentdeploymentspecification.html",
				"says": "ComponentVersion, ConfigurationUpdate and RunWith."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "deployments"
	},
	"GG-055": {
		"id": "GG-055",
		"severity": "ERROR",
		"title": "A configuration update is JSON in a text, and JSON pointers",
		"reason": "Merge is an object that is written as a JSON text. Reset is a list of JSON pointers, each beginning with a slash. The service refuses others.",
		"fix": "Write the object with a JSON serializer, for example Fn::ToJsonString, and pointers as /key/below.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentConfigurationUpdate.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentConfigurationUpdate.html",
				"says": "merge is a serialized JSON string; pointers start with a slash."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/update-component-configurations.html",
				"says": "An empty text resets everything."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "deployments"
	},
	"GG-056": {
		"id": "GG-056",
		"severity": "ERROR",
		"title": "A deployment goes to things of its own region and account",
		"reason": "A deployment is made in the stack's region and account. Things and thing groups of another one are not found.",
		"fix": "Use ${AWS::Region} and ${AWS::AccountId} in the ARN, or deploy the stack where the things are.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html",
				"says": "targetArn, and ResourceNotFoundException."
			}
		],
		"confidence": "inferred",
		"needs": "region",
		"area": "deployments"
	},
	"GG-057": {
		"id": "GG-057",
		"severity": "ERROR",
		"title": "A device has 1 to 10,080 minutes for a deployment",
		"reason": "The service refuses another timeout. CloudFormation's schema allows any number.",
		"fix": "Give 1 to 10080 minutes.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_IoTJobTimeoutConfig.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_IoTJobTimeoutConfig.html",
				"says": "Between 1 minute and 7 days."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "deployments"
	},
	"GG-058": {
		"id": "GG-058",
		"severity": "WARN",
		"title": "A rollout's rates fit together",
		"reason": "The rollout begins at the base rate and grows up to the maximum. A base rate above it never applies. Factors have one digit after the point, percentages two.",
		"fix": "Keep BaseRatePerMinute at or below MaximumPerMinute, and shorten the number.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_IoTJobExponentialRolloutRate.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_IoTJobExponentialRolloutRate.html",
				"says": "The base rate, and a factor with one digit."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_IoTJobExecutionsRolloutConfig.html",
				"says": "The maximum per minute."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_IoTJobAbortCriteria.html",
				"says": "A threshold with two digits."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "deployments"
	},
	"GG-059": {
		"id": "GG-059",
		"severity": "ERROR",
		"title": "A Lambda function is named with a version",
		"reason": "A component is made from one version of a function. The service refuses an ARN without a version, $LATEST and aliases.",
		"fix": "Publish a version of the function and use its ARN, for example the Ref of an AWS::Lambda::Version.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_LambdaFunctionRecipeSource.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_LambdaFunctionRecipeSource.html",
				"says": "The ARN must include the version; aliases such as $LATEST cannot be used."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "components"
	},
	"GG-060": {
		"id": "GG-060",
		"severity": "ERROR",
		"title": "A component version is published once",
		"reason": "The component is published under another logical id, in a version that the stack has published already. It is made before the old one is deleted, and also when that is retained: Greengrass answers with a conflict.",
		"fix": "Keep the logical id, or raise ComponentVersion.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html",
				"says": "A version cannot be edited; each has to be unique."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html",
				"says": "A logical id is changed without a new resource by a stack refactoring."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_edge"
	},
	"GG-061": {
		"id": "GG-061",
		"severity": "WARN",
		"title": "A component's version goes up",
		"reason": "Greengrass takes the highest version that fits. Devices that depend on a range stay at the higher version or go back to it, and a number below one that was published is often taken.",
		"fix": "Publish the older content under a higher version, or deploy the older version that exists already.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/develop-greengrass-components.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/develop-greengrass-components.html",
				"says": "Versions are semantic versions; each revision has a higher one."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes_edge"
	},
	"GG-062": {
		"id": "GG-062",
		"severity": "WARN",
		"title": "A component version that leaves the stack is retained",
		"reason": "CloudFormation deletes the version's recipe and artifacts. Deployments that refer to it fail, also those that were not made by this stack.",
		"fix": "Deploy DeletionPolicy: Retain first and remove the component after that; or keep it in the template.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteComponent.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteComponent.html",
				"says": "Deployments that refer to the deleted component version fail."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_edge"
	},
	"GG-063": {
		"id": "GG-063",
		"severity": "INFO",
		"title": "The component version before a new one can be kept",
		"reason": "A new version is published and the one before it is deleted. Devices cannot go back to it, and a deployment elsewhere that names it fails.",
		"fix": "Give the component DeletionPolicy and UpdateReplacePolicy: Retain, if older versions should stay deployable.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteComponent.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteComponent.html",
				"says": "Deployments that refer to the deleted component version fail."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_edge"
	},
	"GG-064": {
		"id": "GG-064",
		"severity": "WARN",
		"title": "A deployment names a component version that stays",
		"reason": "The deploy deletes a component version that a deployment of the template still names. Devices that get the deployment after that cannot resolve it, and the deployment fails on them.",
		"fix": "Name the new version in the deployment, or retain the old one.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteComponent.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteComponent.html",
				"says": "Deployments that refer to the deleted component version fail."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_edge"
	},
	"GG-065": {
		"id": "GG-065",
		"severity": "WARN",
		"title": "A component version stays retained",
		"reason": "With the policy gone the next replacement or removal deletes the published version, and deployments that name it fail. This deploy does not show it yet.",
		"fix": "Keep both policies at Retain.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html",
				"says": "The default is Delete."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteComponent.html",
				"says": "Deployments that refer to the deleted component version fail."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_edge"
	},
	"GG-066": {
		"id": "GG-066",
		"severity": "WARN",
		"title": "A deployment stays at its target",
		"reason": "The target is create-only: another one makes another deployment, and deletes the old one. Devices of the old target keep their components and go on running them; no deployment looks after them any more.",
		"fix": "Add a deployment for the new target, and give the old one a deployment that removes what it should not run.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteDeployment.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteDeployment.html",
				"says": "Deleting a deployment does not affect the core devices that run it."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-deployment.html",
				"says": "Update requires Replacement, for TargetArn."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_edge"
	},
	"GG-067": {
		"id": "GG-067",
		"severity": "WARN",
		"title": "A deployment does not go back to an older component version",
		"reason": "Devices install the older version. What the newer one has written, and configuration that was merged for it, is still there.",
		"fix": "Name the version that the devices run or a higher one; publish older content under a higher version.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html",
				"says": "The version of the component that the target runs."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes_edge"
	},
	"GG-068": {
		"id": "GG-068",
		"severity": "WARN",
		"title": "A deployment keeps the components that the target runs",
		"reason": "A deployment lists all that its target runs. A component that it does not name any more is removed from the devices.",
		"fix": "Name the component in the deployment as before.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/create-deployments.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/create-deployments.html",
				"says": "A revised deployment replaces the one before; components that it does not include are removed."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_edge"
	},
	"GG-069": {
		"id": "GG-069",
		"severity": "WARN",
		"title": "A deployment stays as careful as it was",
		"reason": "Without it a deployment that fails leaves devices in between, goes on over the whole fleet, or interrupts components that are at work.",
		"fix": "Keep it.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeploymentPolicies.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeploymentPolicies.html",
				"says": "What a failed deployment does, and whether components are asked before an update."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeploymentIoTJobConfiguration.html",
				"says": "How fast a deployment goes over a fleet, and when it is stopped."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_edge"
	},
	"GG-070": {
		"id": "GG-070",
		"severity": "ERROR",
		"title": "Devices can pull the images of the components",
		"reason": "A Docker artifact in a private ECR repository is pulled with the token exchange role. Without these permissions the component cannot be installed on any device.",
		"fix": "Allow the device role ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on the repository, and ecr:GetAuthorizationToken on *.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/run-docker-container.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/run-docker-container.html",
				"says": "The device role allows ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "reach"
	},
	"GG-071": {
		"id": "GG-071",
		"severity": "WARN",
		"title": "Devices cannot change what they run",
		"reason": "A device, or who takes its certificate, could replace or delete the artifacts that every other device downloads.",
		"fix": "Limit the device role to s3:GetObject on the artifacts.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/security-best-practices.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/security-best-practices.html",
				"says": "Grant only the minimum permissions to devices."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "reach"
	},
	"GG-072": {
		"id": "GG-072",
		"severity": "ERROR",
		"title": "The device role trusts the credentials provider",
		"reason": "Devices get the role's credentials from AWS IoT, whose principal is credentials.iot.amazonaws.com. A role that trusts another one, such as iot.amazonaws.com or greengrass.amazonaws.com, gives none: no artifact can be downloaded.",
		"fix": "Allow sts:AssumeRole to the principal {\"Service\": \"credentials.iot.amazonaws.com\"} in the role's trust policy.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-service-role.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-service-role.html",
				"says": "The trust policy names the principal credentials.iot.amazonaws.com."
			},
			{
				"ref": "https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html",
				"says": "The role of a role alias trusts credentials.iot.amazonaws.com."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "reach"
	},
	"GG-073": {
		"id": "GG-073",
		"severity": "ERROR",
		"title": "The URI of an artifact names a bucket or an image",
		"reason": "s3:// is followed by the name of a bucket, docker: by a registry and repository. With an ARN instead Greengrass cannot find the artifact: the component version ends in FAILED, and the stack rolls back.",
		"fix": "Write s3://${BUCKET}/KEY, or docker:${REPOSITORY.RepositoryUri}:TAG, in an Fn::Sub.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "An artifact's URI is s3://BUCKET/KEY."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html",
				"says": "Ref returns the bucket's name; Fn::GetAtt Arn its ARN, DomainName its host."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "references"
	},
	"GG-074": {
		"id": "GG-074",
		"severity": "ERROR",
		"title": "A deployment's target is given by its ARN",
		"reason": "Ref gives the name of a thing or thing group. CreateDeployment asks for the ARN and refuses the name; the stack rolls back. The template passes every check of form, since the value is not known before the deployment.",
		"fix": "Use {\"Fn::GetAtt\": [\"GROUP\", \"Arn\"]}.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html",
				"says": "targetArn is the ARN of the target IoT thing or thing group."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iot-thinggroup.html",
				"says": "Ref returns the thing group's name; Fn::GetAtt Arn its ARN."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "references"
	},
	"GG-075": {
		"id": "GG-075",
		"severity": "WARN",
		"title": "Devices may use the role alias",
		"reason": "A core device gets the credentials of the token exchange role with its certificate, by the role alias. Without iot:AssumeRoleWithCertificate on the alias it gets none: no artifact in S3 or ECR can be downloaded.",
		"fix": "Allow iot:AssumeRoleWithCertificate on the ARN of the role alias (Fn::GetAtt RoleAliasArn).",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-auth.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-auth.html",
				"says": "iot:AssumeRoleWithCertificate, on the ARN of the role alias, is part of the policy of a core device."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "devices"
	},
	"GG-076": {
		"id": "GG-076",
		"severity": "WARN",
		"title": "A core device may ask for its components",
		"reason": "Without these permissions the core cannot resolve the components of a deployment or download their artifacts: the deployment fails on the device.",
		"fix": "Allow greengrass:GetComponentVersionArtifact and greengrass:ResolveComponentCandidates.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-auth.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-auth.html",
				"says": "The minimal policy of a core device has greengrass:GetComponentVersionArtifact and greengrass:ResolveComponentCandidates."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "devices"
	},
	"GG-077": {
		"id": "GG-077",
		"severity": "WARN",
		"title": "The policy of devices is limited",
		"reason": "With iot:* or greengrass:* on every resource a device can act as any other one, and change what the others run.",
		"fix": "Name the actions of the minimal policy of a core device, and topics and clients by the thing's name.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-auth.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-auth.html",
				"says": "The minimal policy of a core device."
			},
			{
				"ref": "https://docs.aws.amazon.com/iot/latest/developerguide/security-best-practices.html",
				"says": "Policies follow the principle of least privilege."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "devices"
	},
	"GG-078": {
		"id": "GG-078",
		"severity": "ERROR",
		"title": "A deployment names the version of a component, not its ARN",
		"reason": "ComponentVersion is a number such as 1.0.0. Ref of a component version gives its ARN, which CreateDeployment refuses; the stack rolls back.",
		"fix": "Use {\"Fn::GetAtt\": [\"COMPONENT\", \"ComponentVersion\"]}.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html",
				"says": "componentVersion is the version of the component."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html",
				"says": "Ref returns the ARN of the component version; Fn::GetAtt ComponentVersion its version."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "references"
	},
	"GG-090": {
		"id": "GG-090",
		"severity": "WARN",
		"title": "A component does not start to run as root",
		"reason": "A lifecycle step runs with root's rights on every device that gets the new version, and did not before.",
		"fix": "Let the step run as the component's user, and give that user what the step needs.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "RequiresPrivilege runs a lifecycle script with root permissions."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_edge"
	},
	"GG-091": {
		"id": "GG-091",
		"severity": "WARN",
		"title": "A component does not get access to every topic or operation",
		"reason": "The accessControl of the recipe's default configuration lets the component use any resource or operation of a service on the device, or of AWS IoT Core, which it could not before.",
		"fix": "Name the operations and resources that the component uses.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/interprocess-communication.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/interprocess-communication.html",
				"says": "Authorization policies name the operations and resources; * stands for all."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes_edge"
	},
	"GG-201": {
		"id": "GG-201",
		"severity": "ERROR",
		"title": "Local topics have no wildcards",
		"reason": "An event source of type PUB_SUB is refused when its topic has + or #; those are for IOT_CORE.",
		"fix": "Name one local topic, or use the type IOT_CORE.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_LambdaEventSource.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_LambdaEventSource.html",
				"says": "PUB_SUB does not support MQTT wildcards in the topic."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "components"
	},
	"GG-202": {
		"id": "GG-202",
		"severity": "WARN",
		"title": "A recipe holds no secrets",
		"reason": "Everyone who may read the component reads its recipe, and a version cannot be edited. A password or key in it is known for ever.",
		"fix": "Use the secret manager component, or the token exchange service for AWS credentials; replace what was published.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/security-best-practices.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/security-best-practices.html",
				"says": "Do not hardcode credentials in components."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/secret-manager-component.html",
				"says": "Secrets are deployed by the secret manager component."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-203": {
		"id": "GG-203",
		"severity": "ERROR",
		"title": "Components do not depend on each other in a circle",
		"reason": "A device cannot order components that wait for each other. The deployment fails.",
		"fix": "Remove one of the dependencies; what both need goes into a third component.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/deployment/errorcode/DeploymentErrorCode.java",
		"sources": [
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/deployment/errorcode/DeploymentErrorCode.java",
				"says": "COMPONENT_CIRCULAR_DEPENDENCY_ERROR."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "A component waits for its dependencies to start."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "components"
	},
	"GG-204": {
		"id": "GG-204",
		"severity": "ERROR",
		"title": "A version of a component is made once",
		"reason": "A component's name and version exist once in an account and region. The second resource with both fails with AlreadyExists.",
		"fix": "Give the second one another name or version.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html",
				"says": "A version is unique and cannot be edited."
			},
			{
				"ref": "https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-greengrassv2/blob/main/aws-greengrassv2-componentversion/src/main/java/software/amazon/greengrassv2/componentversion/CreateHandler.java",
				"says": "A conflict is AlreadyExists."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "components"
	},
	"GG-205": {
		"id": "GG-205",
		"severity": "WARN",
		"title": "Selections and the global lifecycle fit",
		"reason": "A section of the global lifecycle runs for manifests that select it and have no lifecycle of their own. One that nobody selects never runs, and a selection without a section runs nothing.",
		"fix": "Make the manifest's Selections and the keys of the global Lifecycle the same.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "How selections choose sections of the global lifecycle."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/converter/RecipeLoader.java",
				"says": "A manifest's own lifecycle wins; what is filtered out is ignored."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-206": {
		"id": "GG-206",
		"severity": "WARN",
		"title": "A Docker image is named by a version tag or a digest",
		"reason": "Without a tag, or with latest, devices get whatever the repository holds on the day of the deployment: the same component version runs different code.",
		"fix": "Name the image by a version tag, or by its digest.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/plugins/docker/DockerImageArtifactParser.java",
		"sources": [
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/plugins/docker/DockerImageArtifactParser.java",
				"says": "Warns that an image version is not present; a tag or digest keeps the component immutable."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-207": {
		"id": "GG-207",
		"severity": "WARN",
		"title": "A platform that the nucleus does not detect needs platformOverride",
		"reason": "The nucleus reports three operating systems and four architectures. Another label matches only devices whose nucleus is configured to report it; on the others the deployment fails.",
		"fix": "Use a label that is detected, or set platformOverride in the nucleus' configuration on those devices.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/config/PlatformResolver.java",
		"sources": [
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/config/PlatformResolver.java",
				"says": "The values that are detected, and platformOverride."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/greengrass-nucleus-component.html",
				"says": "The platform overrides parameter."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "recipes"
	},
	"GG-208": {
		"id": "GG-208",
		"severity": "WARN",
		"title": "ComponentType and ComponentSource are left to the service",
		"reason": "The service sets the type. A plugin runs inside the nucleus' JVM and restarts it; a Lambda component is made from LambdaFunction and not from a recipe.",
		"fix": "Leave ComponentType and ComponentSource out.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "It is not recommended to specify the type or the source in a recipe."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-209": {
		"id": "GG-209",
		"severity": "ERROR",
		"title": "Permission has Read and Execute, each NONE, OWNER or ALL",
		"reason": "CreateComponentVersion refuses another value. There is no write permission.",
		"fix": "Write for example Permission Read ALL.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "Read and Execute; you cannot set the write permission."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/resources/recipe/recipe_schema.json",
				"says": "NONE, OWNER and ALL."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-210": {
		"id": "GG-210",
		"severity": "ERROR",
		"title": "An artifact that a script starts has Permission.Execute",
		"reason": "Artifacts are not executable by default. A script that starts one as a command gets \"Permission denied\".",
		"fix": "Give the artifact Permission Execute OWNER, or start it with its interpreter, for example bash.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "Execute defaults to NONE, the file is not runnable."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-211": {
		"id": "GG-211",
		"severity": "WARN",
		"title": "A configuration variable points to a value that is there",
		"reason": "{configuration:/Key} is replaced when the component's configuration has the key. Without a default, or a deployment that sets it, it stays as text in the script.",
		"fix": "Add a default to ComponentConfiguration.DefaultConfiguration, or correct the pointer.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "Where the pointer finds no node, the variable is not replaced."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipe_lifecycle"
	},
	"GG-212": {
		"id": "GG-212",
		"severity": "WARN",
		"title": "An IPC policy names operations of its service",
		"reason": "The nucleus knows which operations a service has. A policy with another one is refused when it is loaded, and the component is not authorized at run time.",
		"fix": "Use an operation of the service, for example aws.greengrass#PublishToIoTCore of aws.greengrass.ipc.mqttproxy.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/interprocess-communication.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/interprocess-communication.html",
				"says": "accessControl, its services and operations."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/authorization/AuthorizationHandler.java",
				"says": "The operations that are registered."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-213": {
		"id": "GG-213",
		"severity": "WARN",
		"title": "The ID of an IPC policy is used once",
		"reason": "Policy IDs are shared by all components of a device. With two of the same ID it is not told which one counts.",
		"fix": "Build the ID of component, service and a number, for example com.example.HelloWorld:pubsub:1.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/interprocess-communication.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/interprocess-communication.html",
				"says": "A policy ID must be unique among all components."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-214": {
		"id": "GG-214",
		"severity": "ERROR",
		"title": "An ECR image is in the region of the device",
		"reason": "Greengrass pulls images from private repositories of the core device's own region. From another one the download fails on the device.",
		"fix": "Replicate the image into the device's region and name that repository.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/run-docker-container.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/run-docker-container.html",
				"says": "The private repository must be in the same AWS Region as the core device."
			}
		],
		"confidence": "documented",
		"needs": "region",
		"area": "recipes"
	},
	"GG-215": {
		"id": "GG-215",
		"severity": "WARN",
		"title": "A bucket whose name says another region",
		"reason": "Artifacts must be in the component's region. The GDK and the CDK put the region into a bucket's name; this one says another.",
		"fix": "Keep the artifact in a bucket of the component's region.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html",
				"says": "The GDK's bucket is called bucket-region-accountId."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html",
				"says": "Cross-region requests for component artifacts are not supported."
			}
		],
		"confidence": "inferred",
		"needs": "region",
		"area": "recipes"
	},
	"GG-216": {
		"id": "GG-216",
		"severity": "ERROR",
		"title": "The placeholders of the GDK are filled in before a recipe is deployed",
		"reason": "The GDK replaces {COMPONENT_NAME}, NEXT_PATCH and s3://BUCKET_NAME/... when it builds and publishes. CloudFormation does not: the artifact is not found, and the component fails.",
		"fix": "Deploy the recipe that gdk component publish wrote, or write bucket, name and version out.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/gdk-cli-configuration-file.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/gdk-cli-configuration-file.html",
				"says": "What the GDK replaces."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-gdk-cli/blob/main/gdk/commands/component/transformer/BuildRecipeTransformer.py",
				"says": "s3://BUCKET_NAME/COMPONENT_NAME/COMPONENT_VERSION."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-217": {
		"id": "GG-217",
		"severity": "WARN",
		"title": "An artifact's bucket keeps its objects",
		"reason": "Devices download artifacts whenever the component is deployed to them. When a lifecycle rule of the bucket deletes them, later deployments fail with 404.",
		"fix": "Exclude the artifacts' prefix from the rule, or keep artifacts in another bucket.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html",
				"says": "Artifacts of previous versions are kept in the bucket."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html",
				"says": "ExpirationInDays deletes objects."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "recipes"
	},
	"GG-218": {
		"id": "GG-218",
		"severity": "INFO",
		"title": "A deployment without components removes all",
		"reason": "A deployment replaces the one before. Components that it does not name are removed from the target's devices.",
		"fix": "Name the components that stay on the devices.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/create-deployments.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/create-deployments.html",
				"says": "CreateDeployment can uninstall components from core devices."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "deployments"
	},
	"GG-219": {
		"id": "GG-219",
		"severity": "WARN",
		"title": "RunWith names a user and limits that a process can live with",
		"reason": "PosixUser is user or user:group; with another form the device cannot start the component. Memory is in kilobytes: a number that was meant as megabytes stops the process.",
		"fix": "Write user:group, and Memory in kilobytes, for example 524288 for 512 MB.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentRunWith.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentRunWith.html",
				"says": "User and group separated by a colon."
			},
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_SystemResourceLimits.html",
				"says": "Memory in kilobytes."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "deployments"
	},
	"GG-220": {
		"id": "GG-220",
		"severity": "INFO",
		"title": "A component that runs as root",
		"reason": "Every script of the component runs as root. A mistake in it reaches the whole device.",
		"fix": "Run as a user of its own, for example ggc_user:ggc_group.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/security-best-practices.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/security-best-practices.html",
				"says": "Components get the minimum permissions."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "deployments"
	},
	"GG-221": {
		"id": "GG-221",
		"severity": "INFO",
		"title": "A failed deployment that is not rolled back",
		"reason": "With DO_NOTHING a device keeps what a failed deployment left, which may not work.",
		"fix": "Use ROLLBACK, the default.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/create-deployments.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/create-deployments.html",
				"says": "DO_NOTHING can result in broken components."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "deployments"
	},
	"GG-222": {
		"id": "GG-222",
		"severity": "WARN",
		"title": "Container parameters need a container",
		"reason": "With the isolation mode NoContainer the function runs as a process, and the container's parameters do nothing.",
		"fix": "Remove ContainerParams, or use the isolation mode GreengrassContainer.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_LambdaLinuxProcessParams.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_LambdaLinuxProcessParams.html",
				"says": "containerParams are those of the container in which the function runs."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "components"
	},
	"GG-223": {
		"id": "GG-223",
		"severity": "INFO",
		"title": "A timeout for components that are not asked",
		"reason": "With SKIP_NOTIFY_COMPONENTS no component is notified, and TimeoutInSeconds does nothing.",
		"fix": "Remove TimeoutInSeconds, or use NOTIFY_COMPONENTS.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeploymentComponentUpdatePolicy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeploymentComponentUpdatePolicy.html",
				"says": "The timeout is the time to report after a notification."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "deployments"
	},
	"GG-224": {
		"id": "GG-224",
		"severity": "INFO",
		"title": "Something fills the bucket before the component is created",
		"reason": "The service reads the artifacts while it creates the component. A bucket of the same template is empty in a first deploy: put the artifacts there between two deploys, or let the template upload them.",
		"fix": "Deploy the bucket first and upload, or add an upload and DependsOn with it.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html",
				"says": "The specified artifact resource cannot be accessed."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "components"
	},
	"GG-225": {
		"id": "GG-225",
		"severity": "ERROR",
		"title": "A platform is told by the attributes that devices report",
		"reason": "A device reports os, architecture and architecture.detail. A manifest that asks for another attribute fits no device, unless the nucleus is configured to report it, and the deployment fails.",
		"fix": "Write the attribute in the message.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html",
				"says": "The attributes of a platform; others come from platformOverride of the nucleus."
			},
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/config/PlatformResolver.java",
				"says": "What the nucleus detects."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "recipes"
	},
	"GG-226": {
		"id": "GG-226",
		"severity": "ERROR",
		"title": "A component is deployed in a version of its own",
		"reason": "The version is taken from another component of the template. The deployment asks for a version that the component does not have, and fails, or asks by accident for one that it has.",
		"fix": "Take ComponentVersion from the component of that name.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html",
				"says": "The version of the component."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "deployments"
	},
	"IM-001": {
		"id": "IM-001",
		"severity": "WARN",
		"title": "PassRole is limited",
		"reason": "Who may pass any role to any service has the permissions of every role in the account. For a package it is one role, to one service.",
		"fix": "Name the ARN of the role in Resource, and add StringEquals iam:PassedToService sagemaker.amazonaws.com.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
				"says": "Limit iam:PassRole to the roles that are meant, and the services by iam:PassedToService."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
				"says": "iam:PassRole with the condition iam:PassedToService sagemaker.amazonaws.com."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "roles"
	},
	"IM-002": {
		"id": "IM-002",
		"severity": "WARN",
		"title": "SageMaker ARNs in policies have the name as it is",
		"reason": "A policy that names a package in lower case stops to match when the service authorises with the original case, and it has done so since 2023.",
		"fix": "Use lower-case names, or name both spellings in the policy.",
		"source": "https://github.com/awslabs/service-workbench-on-aws/issues/1176",
		"sources": [
			{
				"ref": "https://github.com/awslabs/service-workbench-on-aws/issues/1176",
				"says": "Policies with lower-case names stopped matching in April 2023."
			},
			{
				"ref": "https://github.com/aws-samples/ml-edge-getting-started/issues/18",
				"says": "The denied ARN shows the original case."
			}
		],
		"confidence": "folklore",
		"needs": "template",
		"area": "roles"
	},
	"IM-003": {
		"id": "IM-003",
		"severity": "WARN",
		"title": "The validation role writes logs",
		"reason": "Without logs:CreateLogStream and logs:PutLogEvents the transform job writes no log: a validation that fails does not say why.",
		"fix": "Allow logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents on arn:PARTITION:logs:REGION:ACCOUNT:log-group:/aws/sagemaker/*.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
				"says": "The role of CreateModel has CreateLogGroup, CreateLogStream and PutLogEvents."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "reach"
	},
	"IM-004": {
		"id": "IM-004",
		"severity": "ERROR",
		"title": "A role is given by its ARN",
		"reason": "Ref gives the name of a role, RoleId its id; the service asks for the ARN and refuses the request. The template passes every check of form, since the value is not known before the deployment.",
		"fix": "Use {\"Fn::GetAtt\": [\"ROLE\", \"Arn\"]}.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html",
				"says": "Ref returns the name of the role; Fn::GetAtt Arn returns its ARN."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "roles"
	},
	"IM-005": {
		"id": "IM-005",
		"severity": "ERROR",
		"title": "A role is of the stack's account",
		"reason": "A role can be passed to a service only inside its own account. The request of another account's role is refused, and the stack rolls back.",
		"fix": "Give a role of the account that the stack is deployed to.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
				"says": "To pass a role it has to be in the account of the caller."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "roles"
	},
	"IM-006": {
		"id": "IM-006",
		"severity": "ERROR",
		"title": "The resources of a policy are ARNs",
		"reason": "IAM refuses the policy: \"Resource must be in ARN format or *\". A bucket's name, its domain name or an s3:// URI is no ARN. The template passes every check of form, since the value is not known before the deployment.",
		"fix": "Use Fn::GetAtt ... Arn, and for objects Fn::Sub \"${BUCKET.Arn}/*\".",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html",
				"says": "Resources are given by ARN, or all of them by *."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html",
				"says": "Ref returns the bucket's name; Fn::GetAtt Arn its ARN, DomainName its host."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "roles"
	},
	"IM-007": {
		"id": "IM-007",
		"severity": "ERROR",
		"title": "Policies and roles are attached by what IAM asks for",
		"reason": "Roles of a policy are names, ManagedPolicyArns and PermissionsBoundary are ARNs of managed policies. IAM refuses the other one, and the stack rolls back.",
		"fix": "Use {\"Ref\": \"ROLE\"} in Roles, {\"Ref\": \"POLICY\"} of an AWS::IAM::ManagedPolicy in ManagedPolicyArns.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html",
				"says": "Roles are the names of the roles to associate the policy with."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html",
				"says": "ManagedPolicyArns are the ARNs of the managed policies to attach."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "roles"
	},
	"IM-008": {
		"id": "IM-008",
		"severity": "WARN",
		"title": "No wildcard for a whole service on every resource",
		"reason": "Who takes over the role has all of it: every bucket, every model, or the account. The review of such a policy cannot say what it is for.",
		"fix": "Name the actions that are used, and the ARNs of the resources.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
				"says": "Apply least-privilege permissions."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "exposure"
	},
	"IM-009": {
		"id": "IM-009",
		"severity": "WARN",
		"title": "Validation and devices do not have all of S3, not even of one bucket",
		"reason": "s3:* on a bucket is also its policy, its deletion and the deletion of the model. A validation reads the model and writes its output; a device reads.",
		"fix": "Name the actions, s3:GetObject, s3:ListBucket and s3:PutObject, each with its own resource.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
				"says": "Apply least-privilege permissions."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "exposure"
	},
	"IM-010": {
		"id": "IM-010",
		"severity": "WARN",
		"title": "Validation and devices have no policy for whole services",
		"reason": "Managed policies such as AmazonSageMakerFullAccess give far more than a validation or a device uses, and at the same time too little: their S3 permissions depend on \"sagemaker\" in the bucket's name.",
		"fix": "Replace it by a policy for the model, the sample input, the output and the image.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol.html",
				"says": "What AmazonSageMakerFullAccess allows."
			},
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
				"says": "Apply least-privilege permissions."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "exposure"
	},
	"IM-011": {
		"id": "IM-011",
		"severity": "WARN",
		"title": "Who may assume a role is limited",
		"reason": "A trust policy that names everybody, or the whole of another account without a condition, lets callers use the role who have nothing to do with it: they read the models and the validation data.",
		"fix": "Name the service or role that is meant; for another account add a condition, such as sts:ExternalId or aws:PrincipalOrgID.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
				"says": "Do not use a wildcard in the Principal element of a role's trust policy, unless a condition limits it."
			},
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html",
				"says": "An external id protects a role that another account assumes."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "roles"
	},
	"IM-012": {
		"id": "IM-012",
		"severity": "INFO",
		"title": "The trust policy says for whom the service acts",
		"reason": "Without aws:SourceAccount or aws:SourceArn the service can be made to use the role for somebody else (the confused deputy).",
		"fix": "Add StringEquals aws:SourceAccount with the account, and ArnLike aws:SourceArn with arn:PARTITION:sagemaker:REGION:ACCOUNT:*.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html",
				"says": "Use aws:SourceArn and aws:SourceAccount in the trust policies of roles for SageMaker."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "roles"
	},
	"IM-013": {
		"id": "IM-013",
		"severity": "WARN",
		"title": "Data, keys and roles are named, not all of them",
		"reason": "The statement reaches every object, key, secret or role of the account. A validation or a device needs those of its own package.",
		"fix": "Name the ARNs of the objects, keys or roles.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
				"says": "Apply least-privilege permissions."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
				"says": "Limit s3:GetObject and s3:PutObject to the buckets that the job uses."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "exposure"
	},
	"IM-014": {
		"id": "IM-014",
		"severity": "WARN",
		"title": "Allow names what is allowed",
		"reason": "Allow with NotAction or NotResource gives everything but a few, also what AWS adds tomorrow.",
		"fix": "Name the actions and resources.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
				"says": "NotAction with Allow can grant more than is meant."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "exposure"
	},
	"IM-015": {
		"id": "IM-015",
		"severity": "ERROR",
		"title": "A trust policy is one that IAM accepts",
		"reason": "IAM refuses the role with MalformedPolicyDocument: a trust policy has no Resource, its actions are those of STS, and a service principal has to exist. The stack rolls back.",
		"fix": "Give Effect, Principal, Action sts:AssumeRole and, where needed, Condition; write SERVICE.amazonaws.com.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
				"says": "A service principal is SERVICE.amazonaws.com."
			},
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/roles-managingrole-editing-console.html",
				"says": "A trust policy allows sts:AssumeRole, or one of its kind, to a principal; the resource is the role itself."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "roles"
	},
	"IM-016": {
		"id": "IM-016",
		"severity": "ERROR",
		"title": "A role that SageMaker is given trusts SageMaker",
		"reason": "CreateModel tries the execution role at once: \"Could not assume role. Please ensure that the role exists and allows principal sagemaker.amazonaws.com to assume the role\". The stack rolls back.",
		"fix": "Allow sts:AssumeRole to the principal {\"Service\": \"sagemaker.amazonaws.com\"} in the role's trust policy.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
				"says": "Every execution role has the same trust policy, with the principal sagemaker.amazonaws.com."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "roles"
	},
	"IM-017": {
		"id": "IM-017",
		"severity": "WARN",
		"title": "The group is shared with those that are meant",
		"reason": "A group policy whose principal is * without a condition lets any account read, or register, the packages of the group.",
		"fix": "Name the accounts, or add a condition aws:PrincipalOrgID.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html",
				"says": "Register a model version from a different account, by a policy that names it."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "exposure"
	},
	"IM-018": {
		"id": "IM-018",
		"severity": "WARN",
		"title": "Object actions are allowed on objects, bucket actions on buckets",
		"reason": "The ARN of a bucket is not that of its objects. IAM accepts such a statement, and it allows nothing: AccessDenied when the model or the data is read.",
		"fix": "Object actions such as s3:GetObject on BUCKET_ARN/*, bucket actions such as s3:ListBucket on BUCKET_ARN.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html",
				"says": "Bucket operations are about arn:aws:s3:::BUCKET, object operations about arn:aws:s3:::BUCKET/KEY."
			},
			{
				"ref": "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html",
				"says": "Which resource each action is about."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "buckets"
	},
	"IM-019": {
		"id": "IM-019",
		"severity": "INFO",
		"title": "The validation role has permissions",
		"reason": "Nothing in the template gives ValidationRole a permission, and the package is validated with it while the stack is made: the job cannot read the model, the package ends in Failed and the stack rolls back.",
		"fix": "Add a policy that reaches the model, the sample input, the output and the image.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
				"says": "What the role of CreateModel has to allow, ECR and S3 among them."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "reach"
	},
	"IM-020": {
		"id": "IM-020",
		"severity": "INFO",
		"title": "PassRole says to which service",
		"reason": "Without iam:PassedToService the role can be given to any service that it trusts.",
		"fix": "Add StringEquals iam:PassedToService sagemaker.amazonaws.com.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
				"says": "Limit the services by iam:PassedToService."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "roles"
	},
	"IM-021": {
		"id": "IM-021",
		"severity": "WARN",
		"title": "The validation role may be passed to SageMaker",
		"reason": "CreateModelPackage with a validation specification needs iam:PassRole for sagemaker.amazonaws.com. A statement that allows it for other services only does not help: AccessDenied.",
		"fix": "Set iam:PassedToService to sagemaker.amazonaws.com.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
				"says": "iam:PassRole with the condition iam:PassedToService sagemaker.amazonaws.com."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "roles"
	},
	"IM-022": {
		"id": "IM-022",
		"severity": "WARN",
		"title": "Others may read a shared resource, not rewrite it",
		"reason": "A wildcard of a whole service in a resource's policy gives another account also the deletion and the policy itself.",
		"fix": "Name the actions that the other account needs.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
				"says": "Apply least-privilege permissions."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "exposure"
	},
	"IM-023": {
		"id": "IM-023",
		"severity": "ERROR",
		"title": "A group is given by its name or ARN",
		"reason": "A package's ModelPackageGroupName is a group: another resource, such as a package or a role, is not found, or refused by its form.",
		"fix": "Use {\"Fn::GetAtt\": [\"GROUP\", \"ModelPackageGroupArn\"]}, or the name.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "ModelPackageGroupName is the name or ARN of the model package group."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "references"
	},
	"IM-024": {
		"id": "IM-024",
		"severity": "ERROR",
		"title": "The permissions of the validation are those of its role",
		"reason": "A role of the template may read the model, but it is not the ValidationRole, and the ValidationRole may do nothing: its policy is attached to another role. The job cannot read the model, the package ends in Failed and the stack rolls back.",
		"fix": "Attach the policy to the ValidationRole, or name the other role there.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageValidationSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageValidationSpecification.html",
				"says": "The role that the validation runs as."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "reach"
	},
	"IM-025": {
		"id": "IM-025",
		"severity": "WARN",
		"title": "A pipeline's role names the repositories that may assume it",
		"reason": "GitHub issues tokens for every repository on it. A trust policy that does not compare the token's sub lets a workflow of anybody assume the role.",
		"fix": "Add a condition on token.actions.githubusercontent.com:sub, for example repo:ORGANIZATION/REPOSITORY:*.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html",
				"says": "Limit which GitHub organizations, repositories and branches can assume the role by the sub condition."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "roles"
	},
	"IM-040": {
		"id": "IM-040",
		"severity": "WARN",
		"title": "A policy does not gain wildcard actions",
		"reason": "The statement allows all actions of a service, or all that begin alike, and did not before: also those that delete, share, or change permissions, and those that AWS adds later.",
		"fix": "Name the actions that are needed.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
				"says": "Grant least privilege."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_permissions"
	},
	"IM-041": {
		"id": "IM-041",
		"severity": "WARN",
		"title": "A policy does not reach further than it did",
		"reason": "The statement is about everything, or about more than the one before it: a whole bucket in place of a prefix, every bucket in place of one.",
		"fix": "Name the buckets, prefixes, groups or repositories that are needed.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
				"says": "Grant least privilege."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_permissions"
	},
	"IM-042": {
		"id": "IM-042",
		"severity": "WARN",
		"title": "A policy does not let in somebody new",
		"reason": "Another account, service or role can use what the policy protects, or take on the role, from this deploy on.",
		"fix": "Add a principal only if it is meant, as narrow as it can be, and with a condition on its account or organization.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
				"says": "Who a principal is; an account stands for everyone in it who is allowed to."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_permissions"
	},
	"IM-043": {
		"id": "IM-043",
		"severity": "WARN",
		"title": "A policy goes on asking for its conditions",
		"reason": "The statement allowed the same only under a condition that is gone, or that asks for less. A condition on the source account is what keeps other accounts from using the role through a service.",
		"fix": "Keep the condition.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
				"says": "Conditions on the source account and ARN keep a service from being used by others."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_permissions"
	},
	"IM-044": {
		"id": "IM-044",
		"severity": "WARN",
		"title": "What was denied stays denied",
		"reason": "A statement that forbade something is gone or forbids less. What other policies allow is not held back any more.",
		"fix": "Keep the statement.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
				"says": "An explicit Deny overrides every Allow."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_permissions"
	},
	"IM-045": {
		"id": "IM-045",
		"severity": "WARN",
		"title": "A policy does not gain what changes or deletes",
		"reason": "The role could look at the resource; now it can write to it, delete it, or change who may use it. An artifact or image that was validated can be exchanged by whoever has the role.",
		"fix": "Name only what is needed, on a prefix or resource of its own.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
				"says": "Grant least privilege."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes_permissions"
	},
	"IM-046": {
		"id": "IM-046",
		"severity": "WARN",
		"title": "A role does not get one of AWS's broad policies",
		"reason": "Policies such as AmazonSageMakerFullAccess or AdministratorAccess allow far more than a package, its validation or a device needs, on every resource of the account.",
		"fix": "Give the role a policy of its own that names what it needs.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
				"says": "Get started with AWS managed policies and move toward least privilege."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_permissions"
	},
	"IM-047": {
		"id": "IM-047",
		"severity": "WARN",
		"title": "A role keeps its permissions boundary",
		"reason": "Without the boundary everything that the role's policies allow is allowed; some of it was held back.",
		"fix": "Keep PermissionsBoundary.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
				"says": "A boundary sets the most that a role's policies can allow."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_permissions"
	},
	"IM-048": {
		"id": "IM-048",
		"severity": "INFO",
		"title": "A policy allows more than it did",
		"reason": "The statement allows something new on a resource of its own. Nothing else is known to be wrong with it.",
		"fix": "Nothing, if it is meant.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
				"says": "Grant least privilege."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_permissions"
	},
	"IT-001": {
		"id": "IT-001",
		"severity": "ERROR",
		"title": "Transform types are types that batch transform has",
		"reason": "CloudFormation takes any text; CreateModelPackage takes the instance types of batch transform only, which are fewer than those of endpoints. The stack rolls back.",
		"fix": "Use a type of batch transform, for example ml.m5.large or ml.g4dn.xlarge.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
				"says": "SupportedTransformInstanceTypes lists its valid values."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "instance_types"
	},
	"IT-002": {
		"id": "IT-002",
		"severity": "ERROR",
		"title": "Realtime types are types that endpoints have",
		"reason": "CloudFormation takes any text; CreateModelPackage takes the instance types of endpoints only. The stack rolls back.",
		"fix": "Use a type of endpoints, for example ml.m5.large.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
				"says": "SupportedRealtimeInferenceInstanceTypes lists its valid values."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "instance_types"
	},
	"IT-003": {
		"id": "IT-003",
		"severity": "WARN",
		"title": "The validation runs on a type that the service's own list has",
		"reason": "The pricing data has r5, t3 and g6f for batch transform in some regions, the service's model has them nowhere. The validation job may be refused.",
		"fix": "Use a type that both know, for example ml.m5.large.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html",
				"says": "InstanceType lists its valid values."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "instance_types"
	},
	"IT-004": {
		"id": "IT-004",
		"severity": "ERROR",
		"title": "The validation runs on a type that the package supports",
		"reason": "The validation job is a transform job of this package. Its type has to be one of SupportedTransformInstanceTypes.",
		"fix": "Add the type to SupportedTransformInstanceTypes, or validate on one that is listed.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
				"says": "SupportedTransformInstanceTypes are those on which a transformation job can be run."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html",
				"says": "For the validation, choose a type that the package supports for batch transform."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "instance_types"
	},
	"IT-005": {
		"id": "IT-005",
		"severity": "ERROR",
		"title": "No volume key for types with local storage",
		"reason": "Types with local NVMe storage are encrypted by their hardware, and refuse a VolumeKmsKeyId. The validation job cannot be created.",
		"fix": "Remove VolumeKmsKeyId, or use a type without local storage, for example ml.m5.large.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html",
				"says": "You can't request a VolumeKmsKeyId when using an instance type with local storage."
			},
			{
				"ref": "https://github.com/aws/sagemaker-python-sdk/issues/3677",
				"says": "The service's error for NVMe types."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "instance_types"
	},
	"IT-006": {
		"id": "IT-006",
		"severity": "ERROR",
		"title": "A validation runs on at most 100 instances",
		"reason": "CloudFormation knows only the minimum; CreateModelPackage takes 1 to 100. The stack rolls back.",
		"fix": "Use 1 to 100 instances; one is enough for most samples.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html",
				"says": "The default value of InstanceCount is 1, and the maximum is 100."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "instance_types"
	},
	"IT-008": {
		"id": "IT-008",
		"severity": "WARN",
		"title": "An image for GPUs has a type with one",
		"reason": "The image's name says that it is built for GPUs, and no listed instance type has one. The model runs on the CPU, many times slower, or does not start for want of a driver.",
		"fix": "List a GPU type, for example ml.g5.xlarge, or use the CPU image.",
		"source": "https://github.com/aws/deep-learning-containers/blob/master/available_images.md",
		"sources": [
			{
				"ref": "https://github.com/aws/deep-learning-containers/blob/master/available_images.md",
				"says": "Images are built for CPU or for GPU, and their tags say so."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
				"says": "The instance types on which the package can be run."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "instance_types"
	},
	"IT-009": {
		"id": "IT-009",
		"severity": "WARN",
		"title": "An image for CPUs has a type without an accelerator",
		"reason": "The image's name says that it is built for CPUs, and every listed instance type has an accelerator, which is paid for and not used.",
		"fix": "List a type without an accelerator, for example ml.m5.large, or use the image for it.",
		"source": "https://github.com/aws/deep-learning-containers/blob/master/available_images.md",
		"sources": [
			{
				"ref": "https://github.com/aws/deep-learning-containers/blob/master/available_images.md",
				"says": "Images are built for CPU or for GPU, and their tags say so."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "instance_types"
	},
	"IT-010": {
		"id": "IT-010",
		"severity": "ERROR",
		"title": "Image and instance types have one processor architecture",
		"reason": "An image for ARM does not start on x86 types, nor one of AWS's x86 images on Graviton: the container ends with \"exec format error\". Batch transform has no ARM types at all.",
		"fix": "Use an image that is built for the listed types; those with a g after the digit (c7g, m8g) are ARM.",
		"source": "https://aws.amazon.com/blogs/machine-learning/run-machine-learning-inference-workloads-on-aws-graviton-based-instances-with-amazon-sagemaker/",
		"sources": [
			{
				"ref": "https://aws.amazon.com/blogs/machine-learning/run-machine-learning-inference-workloads-on-aws-graviton-based-instances-with-amazon-sagemaker/",
				"says": "Graviton takes AWS's containers for it, or containers of your own for Arm."
			},
			{
				"ref": "https://github.com/aws/deep-learning-containers/blob/master/available_images.md",
				"says": "Graviton has images of its own."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "instance_types"
	},
	"IT-011": {
		"id": "IT-011",
		"severity": "WARN",
		"title": "A Neuron image runs on Inferentia or Trainium",
		"reason": "AWS's Neuron images load a model that was compiled for the accelerator. On other types the model does not load.",
		"fix": "List inf and trn types only, for example ml.inf2.xlarge.",
		"source": "https://awsdocs-neuron.readthedocs-hosted.com/en/latest/containers/index.html",
		"sources": [
			{
				"ref": "https://awsdocs-neuron.readthedocs-hosted.com/en/latest/containers/index.html",
				"says": "Neuron containers run on instances with Inferentia and Trainium."
			},
			{
				"ref": "https://github.com/aws/deep-learning-containers/blob/master/available_images.md",
				"says": "Neuron has images of its own."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "instance_types"
	},
	"IT-012": {
		"id": "IT-012",
		"severity": "INFO",
		"title": "An instance type is listed once",
		"reason": "A type that is listed twice says nothing more; usually another one was meant.",
		"fix": "Remove one, or write the type that was meant.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
				"says": "The types on which the package can be run."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "instance_types"
	},
	"IT-013": {
		"id": "IT-013",
		"severity": "WARN",
		"title": "An image for GPUs is validated on a GPU",
		"reason": "The image's name says that it is built for GPUs, and the validation runs on a type without one. It takes many times longer, or the model does not load.",
		"fix": "Validate on a GPU type that the package lists, for example ml.g4dn.xlarge.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html",
				"says": "The type on which the job runs."
			},
			{
				"ref": "https://github.com/aws/deep-learning-containers/blob/master/available_images.md",
				"says": "Images are built for CPU or for GPU, and their tags say so."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "instance_types"
	},
	"KMS-001": {
		"id": "KMS-001",
		"severity": "ERROR",
		"title": "The validation role may use the keys of its data",
		"reason": "Objects of a bucket with a customer managed key are read with kms:Decrypt and written with kms:GenerateDataKey, by the role that reads and writes them. It needs both the role's policy and a key policy that lets it: otherwise the job fails with AccessDenied, although the S3 permissions are there.",
		"fix": "Allow the role kms:Decrypt and kms:GenerateDataKey on the key, in its policy or in the key's.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
				"says": "To read an encrypted object kms:Decrypt is needed, to write one kms:GenerateDataKey."
			},
			{
				"ref": "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
				"says": "IAM policies allow the use of a key only if the key policy lets them."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "reach"
	},
	"KMS-002": {
		"id": "KMS-002",
		"severity": "ERROR",
		"title": "Devices may use the key of the artifacts",
		"reason": "Artifacts in a bucket with a customer managed key are read with kms:Decrypt by the token exchange role. Without it the download fails with AccessDenied on every device.",
		"fix": "Allow the device role kms:Decrypt on the key, in its policy or in the key's.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
				"says": "To read an encrypted object kms:Decrypt is needed."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "reach"
	},
	"KMS-003": {
		"id": "KMS-003",
		"severity": "WARN",
		"title": "The key is not open to everybody",
		"reason": "A key policy whose principal is * without a condition lets any account use the key: what it encrypts is as good as plain.",
		"fix": "Name the principals, or add a condition such as kms:CallerAccount.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html",
				"says": "Do not use a wildcard as the principal, unless a condition limits it."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "exposure"
	},
	"KMS-004": {
		"id": "KMS-004",
		"severity": "ERROR",
		"title": "The key for S3 is a symmetric encryption key",
		"reason": "S3 encrypts with symmetric encryption keys only. With another KeySpec or KeyUsage every upload to the bucket fails.",
		"fix": "Leave KeySpec and KeyUsage out (SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT).",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
				"says": "S3 supports symmetric encryption KMS keys, not asymmetric ones."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "buckets"
	},
	"KMS-005": {
		"id": "KMS-005",
		"severity": "ERROR",
		"title": "The key in use is enabled",
		"reason": "What is encrypted with a disabled key can be neither read nor written: the validation, the package and the devices get KMS.DisabledException.",
		"fix": "Set Enabled to true, or leave it out.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html",
				"says": "A disabled key cannot be used in cryptographic operations."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "buckets"
	},
	"KMS-006": {
		"id": "KMS-006",
		"severity": "ERROR",
		"title": "Somebody can change the key's policy",
		"reason": "KMS refuses a key policy after which nobody in the account could change it: MalformedPolicyDocumentException, \"The new key policy will not allow you to update the key policy in the future\". The stack rolls back.",
		"fix": "Allow kms:* to the account, arn:PARTITION:iam::ACCOUNT:root, on *.",
		"source": "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html",
				"says": "The key policy must allow the calling principal to make a subsequent PutKeyPolicy request."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "buckets"
	},
	"KMS-007": {
		"id": "KMS-007",
		"severity": "ERROR",
		"title": "A resource of another account's key is in one region with it",
		"reason": "A key is used in its own region only; one of another region is not found.",
		"fix": "Give a key of the stack's region.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html",
				"says": "KmsKeyId is a key id, an alias, or the ARN of either."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "buckets"
	},
	"LC-001": {
		"id": "LC-001",
		"severity": "ERROR",
		"title": "A fixed ModelPackageName changes with the content",
		"reason": "A change of a create-only property makes a new package before the old one is deleted. Both would have the same name, which is unique in account and region: the update fails and rolls back.",
		"fix": "Give the new content a new ModelPackageName, for example with a hash of it, or leave the old package as it is.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
				"says": "Update requires Replacement, for 13 properties."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "The name must have 1 to 63 characters and is unique in an account and region."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes"
	},
	"LC-002": {
		"id": "LC-002",
		"severity": "INFO",
		"title": "A version is kept when it is replaced or deleted",
		"reason": "Nearly every change of a version is a replacement: CloudFormation registers version N+1 and then deletes version N, with its approval history, although models may be made of it.",
		"fix": "Give the version DeletionPolicy: Retain and UpdateReplacePolicy: Retain.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
				"says": "Which properties are updated by replacement."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html",
				"says": "Without it the replaced resource is deleted."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "lifecycle"
	},
	"LC-003": {
		"id": "LC-003",
		"severity": "WARN",
		"title": "What cannot be updated changes with the logical id",
		"reason": "The schema does not call these properties create-only, and UpdateModelPackage does not take them. CloudFormation tries an update in place, which fails or leaves the package as it was.",
		"fix": "Make it another resource, with another logical id and name, and keep or remove the old one deliberately.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html",
				"says": "The request has none of these members."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
				"says": "None of them requires a replacement."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes"
	},
	"LC-004": {
		"id": "LC-004",
		"severity": "WARN",
		"title": "Additional inference specifications are added, not removed or rewritten",
		"reason": "An update of a package can only add additional inference specifications. An entry that is gone from the template, or written anew under its name, stays in the registry as it was, or fails the update.",
		"fix": "Keep the entry and add one with a new name, or register a new version with the entries that it should have.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html",
				"says": "There is AdditionalInferenceSpecificationsToAdd, and nothing that removes."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes"
	},
	"LC-005": {
		"id": "LC-005",
		"severity": "ERROR",
		"title": "A version comes after its group",
		"reason": "A group that is named by text is no dependency: CloudFormation makes both at the same time, and CreateModelPackage does not find the group yet. It depends on chance whether the stack rolls back.",
		"fix": "Refer to the group by Ref, or add it to DependsOn.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
				"says": "Resources that do not depend on each other are created in parallel."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html",
				"says": "Ref is the ARN, which ModelPackageGroupName takes."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "lifecycle"
	},
	"LC-006": {
		"id": "LC-006",
		"severity": "ERROR",
		"title": "A package comes after what it is validated and made with",
		"reason": "The service reads artifact and image, and starts the validation, while it makes the package. A policy that is attached to the role, or an upload, is a resource of its own: without a dependency on it the validation job is denied or finds no data, and the package fails after its image is pulled and an instance has started.",
		"fix": "Add the policy or the upload to the package's DependsOn.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
				"says": "Resources that do not depend on each other are created in parallel; a role's policy needs DependsOn."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
				"says": "The resource, whose create handler reads S3 and ECR."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "lifecycle"
	},
	"LC-007": {
		"id": "LC-007",
		"severity": "ERROR",
		"title": "What is named by text is made before",
		"reason": "A package, algorithm or model of the same template that is named by text is no dependency: CloudFormation makes both at the same time, and the service does not find it yet. It depends on chance whether the stack rolls back.",
		"fix": "Refer to the resource by Ref or Fn::GetAtt, or add it to DependsOn.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html",
				"says": "Resources that do not depend on each other are created in parallel."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
				"says": "ModelPackageName is the name or ARN of a package."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "lifecycle"
	},
	"LC-008": {
		"id": "LC-008",
		"severity": "INFO",
		"title": "Something fills the bucket or repository that a package reads",
		"reason": "The template makes the bucket or repository and the package that reads from it, and nothing that the package depends on puts anything there. At the first deployment it is empty, and the package fails.",
		"fix": "Make bucket and repository in a stack of their own, or upload in this one and have the package depend on that.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
				"says": "The create handler reads S3 and ECR."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "lifecycle"
	},
	"LC-020": {
		"id": "LC-020",
		"severity": "ERROR",
		"title": "A logical id keeps its resource type",
		"reason": "CloudFormation refuses an update that gives an existing logical id another resource type. Nothing is deployed.",
		"fix": "Give the new resource a logical id of its own.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html",
				"says": "Update of resource type is not permitted."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes"
	},
	"LC-021": {
		"id": "LC-021",
		"severity": "ERROR",
		"title": "A resource with a fixed name is not replaced under that name",
		"reason": "CloudFormation makes the replacement before it deletes the old resource. With the same name there cannot be two: the update fails and rolls back.",
		"fix": "Change the name together with the property, or leave the property as it was.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html",
				"says": "A resource with a custom name cannot be updated in a way that requires its replacement."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes"
	},
	"LC-022": {
		"id": "LC-022",
		"severity": "ERROR",
		"title": "A new logical id comes with a new name",
		"reason": "Under another logical id the same resource is a new one to CloudFormation. It is made before the old one is deleted, and also when the old one is retained, so its name is taken and the update fails.",
		"fix": "Keep the logical id, or move the resource with a stack refactoring, or give the new one another name.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html",
				"says": "A logical id is changed without a new resource by a stack refactoring."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html",
				"says": "Names are unique in an account and region."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes"
	},
	"LC-023": {
		"id": "LC-023",
		"severity": "WARN",
		"title": "A replaced package is retained",
		"reason": "A change of a create-only property makes a new version, and CloudFormation then deletes the one before it, with its approval, its validation and its history. What deploys that version by its ARN stops working.",
		"fix": "Give it UpdateReplacePolicy: Retain, or add the new version beside the old one under a logical id of its own.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html",
				"says": "Without it the old physical resource is deleted after a replacement."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
				"says": "Update requires Replacement, for 13 properties."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes"
	},
	"LC-024": {
		"id": "LC-024",
		"severity": "INFO",
		"title": "A replaced package leaves the stack",
		"reason": "The new content becomes a new version. The one before it stays in the registry, and no stack looks after it any more.",
		"fix": "Nothing, if that is meant. Delete or archive the old version when nothing deploys it any more.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html",
				"says": "Retain keeps the old physical resource, outside of the stack."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes"
	},
	"LC-025": {
		"id": "LC-025",
		"severity": "WARN",
		"title": "What is removed from the template is retained in the registry",
		"reason": "CloudFormation deletes a package, group, algorithm or model card that the template does not have any more. Its approval and history are lost. A group that has versions cannot be deleted: it stays behind, and the stack reports a failed deletion.",
		"fix": "Deploy DeletionPolicy: Retain first and remove the resource after that; or keep it in the template.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
				"says": "Without it the resource is deleted when it is removed from the template."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroup.html",
				"says": "ConflictException, for a group that is in use."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes"
	},
	"LC-026": {
		"id": "LC-026",
		"severity": "WARN",
		"title": "A group that gets another name is retained",
		"reason": "Another name makes another, empty group. Versions do not move with it. CloudFormation then deletes the old group, which the service refuses while versions are in it; without versions its history is lost.",
		"fix": "Keep the name; or add the new group beside the old one, and give the old one UpdateReplacePolicy: Retain.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html",
				"says": "Update requires Replacement, for ModelPackageGroupName."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroup.html",
				"says": "ConflictException, for a group that is in use."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes"
	},
	"LC-027": {
		"id": "LC-027",
		"severity": "INFO",
		"title": "A group that gets another name starts empty",
		"reason": "Another name makes another, empty group. The versions of the old one stay there, with their approvals. Rules, shares and policies that name the old group do not see the new one.",
		"fix": "Nothing, if that is meant. Point consumers of the old group to the new one.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html",
				"says": "Update requires Replacement, for ModelPackageGroupName."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes"
	},
	"LC-028": {
		"id": "LC-028",
		"severity": "WARN",
		"title": "A registry resource stays retained",
		"reason": "With the policy gone the next replacement or removal deletes the version, group, algorithm or card from the registry, with approval and history. This deploy does not show it yet.",
		"fix": "Keep both policies at Retain.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
				"says": "The default is Delete."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html",
				"says": "The default is Delete."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes"
	},
	"LC-029": {
		"id": "LC-029",
		"severity": "WARN",
		"title": "New content is not approved by the same deploy",
		"reason": "The deploy registers a new version with the changed content, and registers it as approved. The version that was looked at is another one. Rules on approval events deploy the new one at once.",
		"fix": "Register the new content as PendingManualApproval, and approve that version in a deploy of its own.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html",
				"says": "Approval starts the deployment of a version."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
				"says": "Update requires Replacement, for 13 properties."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes"
	},
	"LC-030": {
		"id": "LC-030",
		"severity": "WARN",
		"title": "A rejection is taken back with a reason",
		"reason": "A version that was rejected becomes approved, and its description still gives the reason of the rejection, or none. Rules on approval events deploy it at once.",
		"fix": "Register a new version; or say in ApprovalDescription why the rejected one is approved now.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html",
				"says": "Approval starts the deployment of a version."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes"
	},
	"LC-031": {
		"id": "LC-031",
		"severity": "INFO",
		"title": "A replaced package has to be approved again",
		"reason": "The version before it was approved; the new one is not. Consumers that take the latest approved version go on with the old one, or with none where it is deleted.",
		"fix": "Nothing, if that is meant. Approve the new version when it has been looked at.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html",
				"says": "Each version has an approval status of its own."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes"
	},
	"LC-032": {
		"id": "LC-032",
		"severity": "WARN",
		"title": "An approval is not carried over to other content",
		"reason": "The content changes, so a new version is registered, and it is approved from the start with the description that was written about the version before it.",
		"fix": "Register the new content as PendingManualApproval, or write an ApprovalDescription that is about it.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html",
				"says": "Each version has an approval status of its own; approval starts its deployment."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes"
	},
	"LC-033": {
		"id": "LC-033",
		"severity": "WARN",
		"title": "A package goes on being validated",
		"reason": "Without its validation profiles, or with SkipModelValidation, SageMaker accepts the package without having run it. That it does not start or does not answer shows when it is deployed. Marketplace lists only validated packages.",
		"fix": "Keep the validation; give it a smaller sample or instance where it costs too much.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "ValidationSpecification gives the transform jobs that SageMaker runs; SkipModelValidation skips them."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes"
	},
	"LC-034": {
		"id": "LC-034",
		"severity": "WARN",
		"title": "An image that was pinned stays pinned",
		"reason": "The package named the image by its digest and names it by a tag now. What the tag points to can be another image when the package is deployed than when it was validated and approved.",
		"fix": "Name the image by its digest, repository@sha256:..., or keep ImageDigest.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "Image takes repository:tag or repository@digest."
			},
			{
				"ref": "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
				"says": "A tag can be overwritten unless tags are immutable."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes"
	},
	"LC-035": {
		"id": "LC-035",
		"severity": "WARN",
		"title": "What was encrypted with a key stays so",
		"reason": "Without the key the package, the model card or the output of its validation is kept with the service's own key: who may read it is not a question of the key's policy any more.",
		"fix": "Keep the key.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageSecurityConfig.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageSecurityConfig.html",
				"says": "The KMS key that encrypts the model package information."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html",
				"says": "Without KmsKeyId the default key of the role's account is used."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes"
	},
	"LC-036": {
		"id": "LC-036",
		"severity": "WARN",
		"title": "A key that something was encrypted with is kept",
		"reason": "A key that is removed from the template is scheduled for deletion. After the waiting time nothing that it encrypted can be read: packages, cards, artifacts and images.",
		"fix": "Deploy DeletionPolicy: Retain first; keep the key for as long as something is encrypted with it.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
				"says": "After a key is deleted, what it encrypted cannot be decrypted any more."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_storage"
	},
	"LC-037": {
		"id": "LC-037",
		"severity": "WARN",
		"title": "A repository with images is not replaced or removed",
		"reason": "Another name or encryption makes another, empty repository. Images do not move with it: a package that names one there is refused, and packages that are registered cannot be started once the old repository is gone.",
		"fix": "Keep the repository; or add the new one beside it, copy the images, and move the references after that.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html",
				"says": "Update requires Replacement, for RepositoryName and EncryptionConfiguration."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_storage"
	},
	"LC-038": {
		"id": "LC-038",
		"severity": "WARN",
		"title": "Image tags stay immutable",
		"reason": "With mutable tags a push replaces the image that a registered package names by its tag. What was validated and approved is then not what is deployed.",
		"fix": "Keep ImageTagMutability: IMMUTABLE, or name images by their digest.",
		"source": "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
				"says": "Immutable tags cannot be overwritten."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_storage"
	},
	"LC-039": {
		"id": "LC-039",
		"severity": "WARN",
		"title": "A model goes on without network",
		"reason": "With network isolation off the container can send what it reads anywhere. Marketplace packages are always isolated.",
		"fix": "Keep EnableNetworkIsolation true.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html",
				"says": "EnableNetworkIsolation isolates the model container; no network calls can be made to or from it."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes"
	},
	"LC-040": {
		"id": "LC-040",
		"severity": "WARN",
		"title": "An approval is not reset",
		"reason": "The version was approved and is pending again, without new content. Consumers that take the latest approved version go back to an older one, or find none.",
		"fix": "Keep Approved; or reject the version, with a reason in ApprovalDescription.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html",
				"says": "From Approved to another status, the version is rolled back or not deployed any more."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes"
	},
	"LC-041": {
		"id": "LC-041",
		"severity": "WARN",
		"title": "An export is kept for as long as something imports it",
		"reason": "CloudFormation refuses to delete an export that another stack imports: the whole update is rolled back.",
		"fix": "Deploy the importing stacks without the import first, and remove the export after that.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html",
				"says": "An output that another stack references cannot be deleted or modified."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes"
	},
	"LC-042": {
		"id": "LC-042",
		"severity": "WARN",
		"title": "A rule for approved versions stays one",
		"reason": "EventBridge tells every change of a version's state. Without the filter on Approved the rule acts on versions that are pending or were rejected as well: they are deployed.",
		"fix": "Keep detail.ModelApprovalStatus with Approved alone, and make another rule for other states.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html",
				"says": "SageMaker Model Package State Change, with ModelApprovalStatus in its detail."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes"
	},
	"LC-043": {
		"id": "LC-043",
		"severity": "WARN",
		"title": "A group that is shared stays shared",
		"reason": "The group's policy is removed. Accounts that it named can neither read nor deploy the group's versions from the deploy on; what they have deployed keeps running until it has to load the model again.",
		"fix": "Keep ModelPackageGroupPolicy, or tell the accounts that used it.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroupPolicy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroupPolicy.html",
				"says": "Deletes the resource policy of a group."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes"
	},
	"LV-001": {
		"id": "LV-001",
		"severity": "ERROR",
		"title": "A packaging job has a target device or a target platform",
		"reason": "With TargetDevice a TargetPlatform cannot be specified, and one of them is needed: StartModelPackagingJob refused both or neither.",
		"fix": "Give TargetDevice jetson_xavier, or TargetPlatform.",
		"source": "https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/package-settings.md",
		"sources": [
			{
				"ref": "https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/package-settings.md",
				"says": "Choose a target device or a target platform."
			},
			{
				"ref": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_GreengrassConfiguration.html",
				"says": "If you specify TargetDevice you can't specify TargetPlatform."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "lookout_vision"
	},
	"LV-002": {
		"id": "LV-002",
		"severity": "ERROR",
		"title": "A packaging job for a device has no compiler options",
		"reason": "CompilerOptions belongs to TargetPlatform; with TargetDevice StartModelPackagingJob refused it. SageMaker Neo, by contrast, takes the pair.",
		"fix": "Drop CompilerOptions, or describe the device by TargetPlatform.",
		"source": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_GreengrassConfiguration.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_GreengrassConfiguration.html",
				"says": "Don't specify CompilerOptions together with TargetDevice."
			},
			{
				"ref": "https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/package-settings.md",
				"says": "A target device needs no compiler options."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "lookout_vision"
	},
	"LV-003": {
		"id": "LV-003",
		"severity": "ERROR",
		"title": "A packaging job for NVIDIA says which GPU, TensorRT and CUDA",
		"reason": "Accelerator NVIDIA requires gpu-code, trt-ver as x.y.z and cuda-ver as x.y in CompilerOptions. Without them the job failed.",
		"fix": "Write {\"gpu-code\": \"sm_75\", \"trt-ver\": \"7.1.3\", \"cuda-ver\": \"10.2\"}.",
		"source": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_TargetPlatform.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_TargetPlatform.html",
				"says": "NVIDIA needs gpu-code, trt-ver and cuda-ver."
			},
			{
				"ref": "https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/package-settings.md",
				"says": "The forms of the versions."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "lookout_vision"
	},
	"LV-004": {
		"id": "LV-004",
		"severity": "ERROR",
		"title": "A packaging job for the CPU has no accelerator",
		"reason": "NVIDIA is the only accelerator. The texts speak of CPU accelerators; a job for the CPU leaves Accelerator out, and mcpu is core-avx2 unless the options say otherwise.",
		"fix": "Drop Accelerator.",
		"source": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_TargetPlatform.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_TargetPlatform.html",
				"says": "Accelerator, valid value NVIDIA; unset means CPU."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "lookout_vision"
	},
	"LV-005": {
		"id": "LV-005",
		"severity": "ERROR",
		"title": "A packaging job is for Linux on ARM64 or X86_64",
		"reason": "Os is LINUX and Arch is ARM64 or X86_64, in this spelling. The API's text writes ARM_64 and the guide's tables Aarch64; both are refused.",
		"fix": "Write LINUX, and ARM64 or X86_64.",
		"source": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_TargetPlatform.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_TargetPlatform.html",
				"says": "Valid values of Os and Arch."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "lookout_vision"
	},
	"LV-006": {
		"id": "LV-006",
		"severity": "ERROR",
		"title": "Compiler options of a packaging job are JSON",
		"reason": "CompilerOptions is JSON of 3 to 1024 characters. The guide's first edition printed single quotes, which is not JSON; a later one has double quotes.",
		"fix": "Write JSON with double quotes.",
		"source": "https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/package-job-sdk.md",
		"sources": [
			{
				"ref": "https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/package-job-sdk.md",
				"says": "Double quotes."
			},
			{
				"ref": "https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/package-settings.md",
				"says": "Options are specified in JSON format."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "lookout_vision"
	},
	"LV-007": {
		"id": "LV-007",
		"severity": "ERROR",
		"title": "GPU, TensorRT and CUDA of a packaging job go together",
		"reason": "On X86_64 a gpu-code below sm_80 goes with CUDA 10.2 and TensorRT from 7.1.3 to below 8.0.0, and sm_80 with CUDA 11.2 and TensorRT 8.2.0. A Jetson Xavier (sm_72 on ARM64) goes with CUDA 10.2 and TensorRT 7.1.3 or 8.2.1. With other versions the component does not start on the device.",
		"fix": "Take the versions of the guide's table for this GPU.",
		"source": "https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/models-devices-setup-requirements.md",
		"sources": [
			{
				"ref": "https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/models-devices-setup-requirements.md",
				"says": "Tested devices and required software."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "lookout_vision"
	},
	"LV-008": {
		"id": "LV-008",
		"severity": "ERROR",
		"title": "A component version of a packaging job is three numbers",
		"reason": "ComponentVersion is three numbers of at most six digits, without a suffix. Left out it becomes the model's version and .0.0.",
		"fix": "Write like 1.0.0.",
		"source": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_GreengrassConfiguration.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_GreengrassConfiguration.html",
				"says": "ComponentVersion: pattern ^([0-9]{1,6})\\.([0-9]{1,6})\\.([0-9]{1,6})$"
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "lookout_vision"
	},
	"LV-009": {
		"id": "LV-009",
		"severity": "ERROR",
		"title": "A packaging job writes to a bucket of its region, below a plain prefix",
		"reason": "The bucket is of the account and region in which Greengrass is used, and the prefix does not begin with a slash. Otherwise the request is refused, or the component cannot be made.",
		"fix": "Name a bucket of the region, and a prefix without leading slash.",
		"source": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_S3Location.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_S3Location.html",
				"says": "The same region and account as Greengrass; the prefix's pattern."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "lookout_vision"
	},
	"LV-010": {
		"id": "LV-010",
		"severity": "ERROR",
		"title": "Lookout for Vision is gone",
		"reason": "The service ended on 2025-10-31, and its API is no longer in the SDKs. A project cannot be created and a request fails; the stack rolls back. No tool tells: the resource type is still known.",
		"fix": "Compile the model with SageMaker Neo, and package it as a Greengrass component of your own.",
		"source": "https://github.com/aws/aws-cli/pull/9802",
		"sources": [
			{
				"ref": "https://github.com/aws/aws-cli/pull/9802",
				"says": "The client was removed."
			},
			{
				"ref": "https://aws.amazon.com/blogs/machine-learning/exploring-alternatives-and-seamlessly-migrating-data-from-amazon-lookout-for-vision/",
				"says": "End of the service, and what to use instead."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "lookout_vision"
	},
	"LV-011": {
		"id": "LV-011",
		"severity": "WARN",
		"title": "The Lookout for Vision edge agent runs models that nobody can make any more",
		"reason": "aws.iot.lookoutvision.EdgeAgent serves models that Lookout for Vision packaged. The service ended on 2025-10-31: there are no new models for it, and no fixes.",
		"fix": "Serve the model by a component of your own.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/lookout-for-vision-edge-agent-component.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/greengrass/v2/developerguide/lookout-for-vision-edge-agent-component.html",
				"says": "The component, and the models that it serves."
			},
			{
				"ref": "https://aws.amazon.com/blogs/machine-learning/exploring-alternatives-and-seamlessly-migrating-data-from-amazon-lookout-for-vision/",
				"says": "End of the service."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "lookout_vision"
	},
	"MC-001": {
		"id": "MC-001",
		"severity": "ERROR",
		"title": "A card's text is a JSON object",
		"reason": "ModelCardContent, and the API's Content, is a JSON document as text, of at most 100000 characters. YAML, or another text, is refused when the package or card is created.",
		"fix": "Write the card as one JSON object, for example {\"intended_uses\":{\"risk_rating\":\"Low\"}}.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html",
				"says": "ModelCardContent follows the model package model card schema; at most 100000 characters."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards-apis.html",
				"says": "The content must be in the model card JSON schema and provided as a string."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "model_cards"
	},
	"MC-002": {
		"id": "MC-002",
		"severity": "ERROR",
		"title": "A card's text has one line",
		"reason": "The API's pattern of the content is .*, which is for one line. Indented JSON does not match it, and the request is refused.",
		"fix": "Write the JSON without line breaks, as json.dumps does.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html",
				"says": "ModelCardContent: pattern .*"
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "model_cards"
	},
	"MC-003": {
		"id": "MC-003",
		"severity": "ERROR",
		"title": "A package's own card has no package details",
		"reason": "The schema of the card inside a package leaves model_package_details out: the package is there already. The service refuses the content.",
		"fix": "Drop model_package_details, or make an AWS::SageMaker::ModelCard.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html",
				"says": "The schema does not include model_package_details."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "model_cards"
	},
	"MC-004": {
		"id": "MC-004",
		"severity": "WARN",
		"title": "A package's own card tells creator and artifact in its overview",
		"reason": "In the card inside a package model_overview has model_creator and model_artifact only. AWS's Python SDK writes model_description, model_owner, algorithm_type and problem_type as well; the package's name, id, version and inference environment nobody does.",
		"fix": "Drop the field, or make an AWS::SageMaker::ModelCard.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html",
				"says": "model_overview is composed of model_creator and model_artifact."
			},
			{
				"ref": "https://github.com/aws/sagemaker-python-sdk/blob/master/sagemaker-core/src/sagemaker/core/shapes/model_card_shapes.py",
				"says": "Six fields in the SDK."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "model_cards"
	},
	"MC-005": {
		"id": "MC-005",
		"severity": "ERROR",
		"title": "A card's text has the schema's keys",
		"reason": "The JSON schema of a card has snake_case keys and takes no others. AWS::SageMaker::ModelCard has the same ones in PascalCase: a document written for one is refused by the other.",
		"fix": "Write the schema's keys, for example intended_uses and risk_rating.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html#model-cards-json-schema",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html#model-cards-json-schema",
				"says": "Version 0.1.0, snake_case keys, additionalProperties false."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-sagemaker-modelcard-content.html",
				"says": "An object with PascalCase keys."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "model_cards"
	},
	"MC-006": {
		"id": "MC-006",
		"severity": "ERROR",
		"title": "A risk rating is one of four, and a metric's value is of its type",
		"reason": "risk_rating is High, Medium, Low or Unknown, in this spelling; an evaluation has a name; the value of a metric is what its type says. The service checks the card against its schema and refuses another content.",
		"fix": "Write a value that the schema takes.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html#model-cards-json-schema",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html#model-cards-json-schema",
				"says": "Version 0.1.0."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-sagemaker-modelcard-intendeduses.html",
				"says": "RiskRating, allowed values."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "model_cards"
	},
	"MC-007": {
		"id": "MC-007",
		"severity": "WARN",
		"title": "An archived card cannot be changed any more",
		"reason": "Archived is final: later updates of the content are refused with \"Model Card is in Archived state\". A stack that still changes the card fails from then on.",
		"fix": "Deploy the card as Draft, PendingReview or Approved, and archive it when its content is final.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html",
				"says": "No more updates can be made to the content."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "model_cards"
	},
	"MC-008": {
		"id": "MC-008",
		"severity": "WARN",
		"title": "Only a version holds a card",
		"reason": "The card inside a package is that of a model version. A package without a group has none; its card is a resource of its own.",
		"fix": "Make an AWS::SageMaker::ModelCard with Content.ModelPackageDetails instead.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "ModelCard: view the details of a model version."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "model_cards"
	},
	"MC-009": {
		"id": "MC-009",
		"severity": "WARN",
		"title": "An archived model card is not rewritten",
		"reason": "ModelCard and SourceUri replace the package where the service cannot change them in place. An archived card takes no more content, and an update cannot take a card or a source away: a versioned package becomes a new version.",
		"fix": "Leave the archived card as it is, and give the new content to a new version.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html",
				"says": "Archived, no more updates can be made to the model card content."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
				"says": "Update requires Some interruptions or Replacement, for ModelCard and SourceUri."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes"
	},
	"MC-010": {
		"id": "MC-010",
		"severity": "ERROR",
		"title": "A card's values have the schema's kinds and lengths",
		"reason": "The parts of a card are objects, their texts and lists have limits (for example 1024 characters of model_description, 2048 of intended_uses, 15 model artifacts, 50 metrics). AWS's engine sees a text only; the service checks what is in it, and refuses the card.",
		"fix": "Correct the value, or shorten it.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html#model-cards-json-schema",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html#model-cards-json-schema",
				"says": "Version 0.1.0, maxLength and maxItems."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "model_cards"
	},
	"MC-011": {
		"id": "MC-011",
		"severity": "ERROR",
		"title": "A card's status is one of four",
		"reason": "ModelCardStatus is Draft, PendingReview, Approved or Archived, in this spelling. Another one is refused.",
		"fix": "Write Draft, PendingReview, Approved or Archived.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html",
				"says": "ModelCardStatus, valid values."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "model_cards"
	},
	"MK-001": {
		"id": "MK-001",
		"severity": "ERROR",
		"title": "A certified package has a validation",
		"reason": "AWS Marketplace lists a package only when SageMaker has validated it. CertifyForMarketplace without a ValidationSpecification that has a profile cannot succeed.",
		"fix": "Give ValidationSpecification with a role and a profile, or drop CertifyForMarketplace.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html",
				"says": "To publish, at least one validation profile is required."
			},
			{
				"ref": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-creating-your-amazon-sagemaker-resource.html",
				"says": "Choosing to publish requires the validation."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "marketplace"
	},
	"MK-002": {
		"id": "MK-002",
		"severity": "ERROR",
		"title": "A listed package's image is in a repository of the publishing account",
		"reason": "Validation does not support images of another account: it ends with \"Access denied for registry\". AWS Marketplace publishes only images in Amazon ECR repositories that the seller's account owns.",
		"fix": "Push the image to a repository of the account that publishes.",
		"source": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-troubleshooting.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-troubleshooting.html",
				"says": "Access denied for registry; validation does not support cross-account images."
			},
			{
				"ref": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html",
				"says": "Images must be in repositories owned by the account of the seller."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "marketplace"
	},
	"MK-003": {
		"id": "MK-003",
		"severity": "ERROR",
		"title": "A listed package is made in a region that is enabled by default",
		"reason": "AWS Marketplace publishes from regions that are opted in by default. A package of an opt-in region is refused when it is listed, and everything has to be copied and validated again.",
		"fix": "Make the package, its image and its data in a region that is enabled by default, for example us-east-2.",
		"source": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html",
				"says": "Supported AWS Regions for publishing."
			},
			{
				"ref": "https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html",
				"says": "Which regions are enabled by default."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "marketplace"
	},
	"MK-004": {
		"id": "MK-004",
		"severity": "ERROR",
		"title": "A listed package has a model by URL",
		"reason": "ModelDataSource cannot be used with AWS Marketplace. A listed container has ModelDataUrl, one .tar.gz, or its model inside the image.",
		"fix": "Pack the model as .tar.gz and name it by ModelDataUrl.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
				"says": "ModelDataSource is not available for models of AWS Marketplace."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "marketplace"
	},
	"MK-005": {
		"id": "MK-005",
		"severity": "ERROR",
		"title": "A listed package is the seller's own",
		"reason": "Packages of a built-in algorithm, of AWS's framework images or of an algorithm from AWS Marketplace cannot be published. The model may be reused; the inference image must be the seller's own.",
		"fix": "Build an inference image of your own, push it to your account, and use it with the model.",
		"source": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html",
				"says": "Publishing model packages from built-in algorithms or AWS Marketplace."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "marketplace"
	},
	"MK-006": {
		"id": "MK-006",
		"severity": "WARN",
		"title": "A listed container needs no network",
		"reason": "Containers of AWS Marketplace run without network, for the validation and at the buyer's: calls to the internet and to AWS services fail. A variable with an address points to one.",
		"fix": "Put what the container needs into the image or the model archive.",
		"source": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html",
				"says": "Network isolation; calls to AWS services fail as well."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html",
				"says": "Network isolation is required for Marketplace resources."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "marketplace"
	},
	"MK-007": {
		"id": "MK-007",
		"severity": "WARN",
		"title": "A listed image is scanned",
		"reason": "Certification reads the ECR scan of the image, and a Critical or High finding has to be fixed first. Where no scan can be started it ends with \"Not Started\" and \"No scan scheduled\". Scanning on push tells it before.",
		"fix": "Set ImageScanningConfiguration: {ScanOnPush: true} on the repository.",
		"source": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-uploading-your-images.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-uploading-your-images.html",
				"says": "Scan your uploaded image."
			},
			{
				"ref": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-troubleshooting.html",
				"says": "No scan scheduled is cured by starting a scan."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "marketplace"
	},
	"MK-008": {
		"id": "MK-008",
		"severity": "INFO",
		"title": "Buyers see what a listed package is validated with",
		"reason": "Input, output and logs of the validation stay a part of the product and are shown to buyers. Only a person can tell whether the samples may be public.",
		"fix": "Provide only samples that may be public.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageValidationProfile.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageValidationProfile.html",
				"says": "The data is made available to buyers."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html",
				"says": "Provide only data that you want to expose publicly."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "marketplace"
	},
	"MP-001": {
		"id": "MP-001",
		"severity": "ERROR",
		"title": "A package is versioned or unversioned, not both",
		"reason": "CreateModelPackage refuses a request with both names: it cannot tell which of the two was meant. The stack rolls back.",
		"fix": "Keep ModelPackageGroupName for a version, or ModelPackageName for an unversioned package.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "ModelPackageName is required for unversioned models and not applicable to versioned ones."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-002": {
		"id": "MP-002",
		"severity": "ERROR",
		"title": "A package has a group or a name",
		"reason": "The schema requires no property, so that an empty package passes every offline check. CreateModelPackage then answers with a validation error, and the stack rolls back.",
		"fix": "Give ModelPackageGroupName for a version, or ModelPackageName for an unversioned package.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "The group is required for versioned models, the name for unversioned ones."
			},
			{
				"ref": "https://github.com/getmoto/moto/pull/7165",
				"says": "The service's answer to a request with neither."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-003": {
		"id": "MP-003",
		"severity": "ERROR",
		"title": "A version has no tags",
		"reason": "A version takes the tags of its group. With tags of its own, CreateModelPackage refuses it: \"Tags are not supported in Model Package versions\". The stack rolls back.",
		"fix": "Tag the group, and put what belongs to the version into CustomerMetadataProperties.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "With ModelPackageGroupName no tag argument can be supplied."
			},
			{
				"ref": "https://github.com/aws/aws-cdk/issues/33699",
				"says": "The deployment fails."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-004": {
		"id": "MP-004",
		"severity": "ERROR",
		"title": "No tags reach a version from its stack",
		"reason": "CloudFormation gives the tags of a stack to every resource that can be tagged, also when the template has none. The service refuses a version with tags, and the stack rolls back.",
		"fix": "Deploy the versions in a stack without tags, and tag the group and the other resources one by one.",
		"source": "https://github.com/aws/aws-cdk/issues/33699",
		"sources": [
			{
				"ref": "https://github.com/aws/aws-cdk/issues/33699",
				"says": "Stack tags make versioned packages fail."
			},
			{
				"ref": "https://github.com/aws/aws-cdk/issues/33945",
				"says": "Leaving out the Tags property does not keep the stack's tags away."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "With ModelPackageGroupName no tag argument can be supplied."
			}
		],
		"confidence": "documented",
		"needs": "stack tags",
		"area": "package_identity"
	},
	"MP-005": {
		"id": "MP-005",
		"severity": "ERROR",
		"title": "Only a version has an approval status",
		"reason": "ModelApprovalStatus does not apply to an unversioned package; CreateModelPackage refuses it. The stack rolls back.",
		"fix": "Remove ModelApprovalStatus, or make the package a version with ModelPackageGroupName.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "ModelApprovalStatus is optional for versioned models and does not apply to unversioned ones."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-006": {
		"id": "MP-006",
		"severity": "ERROR",
		"title": "Only an unversioned package is certified for AWS Marketplace",
		"reason": "CertifyForMarketplace does not apply to versions; CreateModelPackage refuses it. A listing takes an unversioned package.",
		"fix": "Remove CertifyForMarketplace, or give ModelPackageName instead of ModelPackageGroupName.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "CertifyForMarketplace is optional for unversioned models and does not apply to versioned ones."
			},
			{
				"ref": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-listing-requirements-and-best-practices.html",
				"says": "A listing takes an ARN of the form model-package/NAME."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-007": {
		"id": "MP-007",
		"severity": "ERROR",
		"title": "An unversioned package lists both kinds of instance types",
		"reason": "For unversioned packages CreateModelPackage requires the instance types for transform jobs and those for endpoints; for versions both are optional. The schema requires neither.",
		"fix": "List at least one instance type in each of the two.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
				"says": "Both lists are required for unversioned models."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-008": {
		"id": "MP-008",
		"severity": "ERROR",
		"title": "A package has containers or an algorithm, not both",
		"reason": "InferenceSpecification says which containers the package runs, SourceAlgorithmSpecification says to take those of an algorithm. The two contradict each other.",
		"fix": "Keep InferenceSpecification for containers of your own, or SourceAlgorithmSpecification for an algorithm.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "Names the two as the two ways to make a package."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html",
				"says": "The console has the caller choose one."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-009": {
		"id": "MP-009",
		"severity": "ERROR",
		"title": "A package says what it is made of",
		"reason": "A package without InferenceSpecification, SourceAlgorithmSpecification and SourceUri holds no model. In CloudFormation InferenceSpecification cannot be added later without a new version.",
		"fix": "Give InferenceSpecification, SourceAlgorithmSpecification, or (a version) the ARN of a model or package as SourceUri.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "Names the ways to make a package."
			},
			{
				"ref": "https://github.com/aws/sagemaker-python-sdk/pull/4492",
				"says": "The SourceUri of a model or package has the registry fill in the specification."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-010": {
		"id": "MP-010",
		"severity": "ERROR",
		"title": "A copy has no inference specification of its own",
		"reason": "SourceUri and InferenceSpecification cannot be sent in one request, neither to create nor to update. The stack rolls back.",
		"fix": "Remove SourceUri and keep the specification, or copy the package and remove the specification.",
		"source": "https://github.com/aws/sagemaker-python-sdk/pull/4492",
		"sources": [
			{
				"ref": "https://github.com/aws/sagemaker-python-sdk/pull/4492",
				"says": "The SDK creates with the specification and adds the URI by an update, because both at once are refused."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "SourceUri clones a package or registers a model."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-011": {
		"id": "MP-011",
		"severity": "ERROR",
		"title": "Only a version can be a copy",
		"reason": "An unversioned package takes no SourceUri; the request is refused.",
		"fix": "Give InferenceSpecification instead, or make the package a version with ModelPackageGroupName.",
		"source": "https://github.com/aws/sagemaker-python-sdk/pull/4492",
		"sources": [
			{
				"ref": "https://github.com/aws/sagemaker-python-sdk/pull/4492",
				"says": "The SDK refuses source_uri for an unversioned package."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "SourceUri clones a package or registers a model."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-012": {
		"id": "MP-012",
		"severity": "WARN",
		"title": "A package is copied from a package or a model",
		"reason": "Only the ARN of a package or of a model has the registry fill in the specification. Any other SourceUri is kept as a label: the version holds no container, and nothing can be deployed from it.",
		"fix": "Give InferenceSpecification with the image and the artifact, or the ARN of a package or model as SourceUri.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "A package's ARN to clone it, a model's ARN to register it."
			},
			{
				"ref": "https://github.com/aws/sagemaker-python-sdk/pull/4492",
				"says": "Only these two forms of ARN fill in the specification."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-013": {
		"id": "MP-013",
		"severity": "ERROR",
		"title": "An unversioned package has ModelDataUrl, no ModelDataSource",
		"reason": "ModelDataSource (an uncompressed or structured artifact) is not accepted in unversioned packages, nor on AWS Marketplace. The request is refused.",
		"fix": "Pack the artifact as one model.tar.gz, and name it by ModelDataUrl.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
				"says": "ModelDataSource cannot be used with SageMaker Marketplace."
			},
			{
				"ref": "https://github.com/aws/sagemaker-python-sdk/pull/4492",
				"says": "The SDK refuses ModelDataSource for an unversioned package."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-014": {
		"id": "MP-014",
		"severity": "WARN",
		"title": "A model is made of an approved version",
		"reason": "A version can be deployed only when its ModelApprovalStatus is Approved; left out, it waits for a manual approval. The model that is made of it in the same stack fails, or the approval is passed by.",
		"fix": "Approve the version in the template, or add the model when the version is approved.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "For versioned models the status must be Approved to deploy the model."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html",
				"says": "A version waits for approval before it is deployed."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-015": {
		"id": "MP-015",
		"severity": "ERROR",
		"title": "A version's group is a model package group, in its region",
		"reason": "ModelPackageGroupName takes the ARN of any resource as far as its pattern goes; CreateModelPackage takes only that of a model package group, in the region of the request.",
		"fix": "Give the group's name, or arn:PARTITION:sagemaker:REGION:ACCOUNT:model-package-group/NAME of the stack's region.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "The name or ARN of the model package group."
			},
			{
				"ref": "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html",
				"says": "The forms of the ARNs."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-016": {
		"id": "MP-016",
		"severity": "ERROR",
		"title": "What the service answers is no input",
		"reason": "ARN, times and status of a package are read-only. The CDK and older references offer some of them as properties; CloudFormation refuses a template that sets one.",
		"fix": "Remove the property; read it with Fn::GetAtt where it is needed.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
				"says": "They are return values."
			},
			{
				"ref": "https://github.com/aws-cloudformation/cloudformation-cli/blob/master/src/rpdk/core/data/schema/provider.definition.schema.v1.json",
				"says": "A read-only property cannot be specified by the customer."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-017": {
		"id": "MP-017",
		"severity": "ERROR",
		"title": "Number and status details of a version are no input",
		"reason": "The service numbers versions and reports on them. CloudFormation's schema lets both be given, and no API call takes them: the deployment fails, or drifts for ever.",
		"fix": "Remove the property; the version's number is the last part of its ARN.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "The request has neither of them."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackage.html",
				"says": "Both are in the response."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-019": {
		"id": "MP-019",
		"severity": "ERROR",
		"title": "Only a version has an approval description",
		"reason": "ApprovalDescription reaches the service through UpdateModelPackage, which updates versions only. On an unversioned package the call is refused after the package is made.",
		"fix": "Remove ApprovalDescription, or make the package a version with ModelPackageGroupName.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html",
				"says": "Updates a versioned model; has ApprovalDescription."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "The request has no ApprovalDescription."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-020": {
		"id": "MP-020",
		"severity": "WARN",
		"title": "Additional inference specifications are given at creation, not added",
		"reason": "AdditionalInferenceSpecificationsToAdd is an input of UpdateModelPackage alone, and is never read back: drift of it stays unseen. An unversioned package cannot be updated at all.",
		"fix": "List all of them in AdditionalInferenceSpecifications.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html",
				"says": "Only the update has it."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
				"says": "The property is write-only."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-021": {
		"id": "MP-021",
		"severity": "ERROR",
		"title": "A package has at most 15 additional inference specifications",
		"reason": "Each of the two lists may have 15 entries by itself; the service counts them together, and refuses the update that goes beyond.",
		"fix": "Keep 15 or fewer in the two lists together.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html",
				"says": "The total number cannot exceed 15."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-022": {
		"id": "MP-022",
		"severity": "ERROR",
		"title": "Additional inference specifications have different names",
		"reason": "The name identifies the specification within its package; a second one of the same name is refused.",
		"fix": "Give each specification a name of its own.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AdditionalInferenceSpecificationDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AdditionalInferenceSpecificationDefinition.html",
				"says": "The name must be unique within the list of a model package."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-023": {
		"id": "MP-023",
		"severity": "ERROR",
		"title": "Customer metadata keeps the service's limits",
		"reason": "1 to 50 entries, keys of at most 128 and values of 1 to 256 letters, digits, spaces and _.:/=+-@. The registry's schema is not enforced before the service refuses the request.",
		"fix": "Shorten the entry, and keep to letters, digits, spaces and _.:/=+-@.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "CustomerMetadataProperties with the limits of entries, keys and values."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-024": {
		"id": "MP-024",
		"severity": "WARN",
		"title": "Customer metadata belongs to versions",
		"reason": "CustomerMetadataProperties are associated with the versions of a group, and changed by UpdateModelPackage, which updates versions only. Unversioned packages have tags.",
		"fix": "Use Tags on an unversioned package.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "The metadata properties associated with the model package versions."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-025": {
		"id": "MP-025",
		"severity": "ERROR",
		"title": "Tag keys do not start with aws:",
		"reason": "The prefix aws: is AWS's own, in any case of letters. A tag with it is refused, and the stack rolls back.",
		"fix": "Rename the key, without aws:.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-sagemaker-modelpackage-tag.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-sagemaker-modelpackage-tag.html",
				"says": "The key cannot be prefixed with aws:."
			},
			{
				"ref": "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
				"says": "The prefix is reserved in upper and lower case."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-026": {
		"id": "MP-026",
		"severity": "WARN",
		"title": "No constant client token",
		"reason": "The token tells a repeated request from a new one. With a constant token the replacement of a package looks like a repetition of the first request: no new version comes of it, or the request is refused.",
		"fix": "Remove ClientToken; CloudFormation and the SDK make one for each request.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "The token guarantees that the call is idempotent."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
				"says": "A change of ClientToken replaces the package."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-027": {
		"id": "MP-027",
		"severity": "ERROR",
		"title": "Descriptions and metadata have one line",
		"reason": "The service matches these texts as a whole, and a line break or another control character is in none of the patterns. The schema's patterns are not anchored, so that they pass offline. A YAML block (| or >) ends in a line break.",
		"fix": "Write the text in one line; in YAML as a plain or quoted text, or with >-.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "Patterns of ModelPackageDescription (letters, marks, separators, symbols, numbers, punctuation) and of the metadata (.*)."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackageGroup.html",
				"says": "Pattern of ModelPackageGroupDescription."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-028": {
		"id": "MP-028",
		"severity": "ERROR",
		"title": "Framework version and host name match their pattern as a whole",
		"reason": "The schema's patterns have no closing anchor, so that a value passes offline of which only a part matches. The service matches the whole value and refuses it: a framework version has one digit before its first point.",
		"fix": "Give a version like 2.1.0 (one digit, a point, then letters, digits, points and hyphens), and a host name of letters, digits and single hyphens.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "Patterns of FrameworkVersion and ContainerHostname."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-029": {
		"id": "MP-029",
		"severity": "ERROR",
		"title": "SamplePayloadUrl names one .tar.gz",
		"reason": "The sample payload is one gzip-compressed tar archive. Load tests of Inference Recommender unpack it and fail on anything else.",
		"fix": "Pack the samples as one .tar.gz and name that.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "The path must point to a single gzip compressed tar archive (.tar.gz suffix)."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-030": {
		"id": "MP-030",
		"severity": "WARN",
		"title": "Task is one that Inference Recommender knows",
		"reason": "The property takes any text. Inference Recommender knows eight tasks, and finds no benchmark for a version with another one.",
		"fix": "Use OTHER when none of the listed tasks fits.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "Lists the tasks, and says to use OTHER where none fits."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-031": {
		"id": "MP-031",
		"severity": "ERROR",
		"title": "What a package refers to is in its partition",
		"reason": "No request crosses partitions (aws, aws-cn, aws-us-gov, ...): an image, role, key or source of another one than the stack's cannot be reached, and the package is refused.",
		"fix": "Refer to resources of the stack's partition; write arn:${AWS::Partition}: and ${AWS::URLSuffix} where a template serves several.",
		"source": "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html",
				"says": "Partitions are isolated from each other."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "The ARNs that a package holds."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-033": {
		"id": "MP-033",
		"severity": "ERROR",
		"title": "A group's name is 1 to 63 letters, digits and hyphens",
		"reason": "The registry schema's pattern is not anchored, so that names pass offline which CreateModelPackage refuses: with a version number, an underscore, or more than 63 characters.",
		"fix": "Give the name of the group, without a version.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "Pattern of ModelPackageGroupName, matched against the whole value."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-034": {
		"id": "MP-034",
		"severity": "ERROR",
		"title": "Approval and validation are said in the service's words",
		"reason": "Values are compared letter by letter: APPROVED is not Approved. Older references print them in upper case. The request is refused.",
		"fix": "Write the value as the service does.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "The valid values of ModelApprovalStatus and SkipModelValidation."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-035": {
		"id": "MP-035",
		"severity": "WARN",
		"title": "A rule on package events can match one",
		"reason": "EventBridge compares letter by letter. A rule with another detail type, field or value than those of the event never fires, and nobody is told: the approved version is not deployed.",
		"fix": "Match source aws.sagemaker, detail-type SageMaker Model Package State Change, and fields as DescribeModelPackage writes them.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html",
				"says": "Model package state change, with an event."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackage.html",
				"says": "The fields and their values."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "lifecycle"
	},
	"MP-036": {
		"id": "MP-036",
		"severity": "ERROR",
		"title": "A model is made of a package, not of a group",
		"reason": "ModelPackageName of a container takes a package or one version of a group. Ref of a group is the group's ARN, which passes the pattern, and CreateModel does not find such a package.",
		"fix": "Refer to the version, by Ref of its AWS::SageMaker::ModelPackage or by its ARN (model-package/GROUP/VERSION).",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
				"says": "The name or ARN of the model package to use."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-037": {
		"id": "MP-037",
		"severity": "ERROR",
		"title": "Unversioned packages have different names",
		"reason": "The name of an unversioned package is unique in the account and region. The second package of a name is refused, and the stack rolls back.",
		"fix": "Give each package a name of its own, or make them versions of one group.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html",
				"says": "The name must be unique in the account and region."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_identity"
	},
	"MP-038": {
		"id": "MP-038",
		"severity": "WARN",
		"title": "An approval description goes with an approval status",
		"reason": "ApprovalDescription describes the approval status. Without a status the version waits for approval, and the text stands beside a decision that nobody has made.",
		"fix": "Give ModelApprovalStatus as well, or remove ApprovalDescription.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html",
				"says": "A description for the approval status of the model."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-039": {
		"id": "MP-039",
		"severity": "WARN",
		"title": "A metric or baseline is one file of a named type",
		"reason": "ModelMetrics and DriftCheckBaselines name single files. SageMaker Studio and Model Monitor read them by their URI and content type; a prefix, or a type that is none, is accepted and shows nothing.",
		"fix": "Name the file itself, with a content type such as application/json.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MetricsSource.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MetricsSource.html",
				"says": "Content type and S3 URI of the metric source."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_FileSource.html",
				"says": "Content type and S3 URI of the file source."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "package_properties"
	},
	"MP-040": {
		"id": "MP-040",
		"severity": "ERROR",
		"title": "A model names an inference specification that the version has",
		"reason": "InferenceSpecificationName picks one of the additional inference specifications of the version. CreateModel refuses a name that the version does not have.",
		"fix": "Name one of the version's AdditionalInferenceSpecifications, or leave InferenceSpecificationName out.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html",
				"says": "The inference specification name in the model package version."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AdditionalInferenceSpecificationDefinition.html",
				"says": "A unique name to identify the additional inference specification."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "package_identity"
	},
	"MPG-001": {
		"id": "MPG-001",
		"severity": "ERROR",
		"title": "A group's policy has at most 20480 characters",
		"reason": "The policy is sent as JSON of 1 to 20480 characters; the schema takes an object of any size. PutModelPackageGroupPolicy refuses a longer one, and the stack rolls back.",
		"fix": "Share with an organization or an organizational unit instead of single accounts, and merge statements.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PutModelPackageGroupPolicy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PutModelPackageGroupPolicy.html",
				"says": "Length of ResourcePolicy."
			},
			{
				"ref": "https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-sagemaker/blob/4cae136f8c5fdee83938e5f00a11c7cade01f8f7/aws-sagemaker-modelpackagegroup/src/main/java/software/amazon/sagemaker/modelpackagegroup/Translator.java",
				"says": "An object is serialised without spaces."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "groups"
	},
	"MPG-002": {
		"id": "MPG-002",
		"severity": "ERROR",
		"title": "Other accounts register on the versions, not on the group",
		"reason": "sagemaker:CreateModelPackage is authorised on model-package/GROUP/*. Allowed on the group's ARN alone, the other account's registration is denied.",
		"fix": "Allow sagemaker:CreateModelPackage on arn:...:model-package/GROUP/*.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html",
				"says": "The policy for registration from a different account."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "groups"
	},
	"MPG-003": {
		"id": "MPG-003",
		"severity": "ERROR",
		"title": "A group description changes with the group's name",
		"reason": "Name and description are create-only. A new description makes a new group under the name that the old one still has, so the update fails and rolls back.",
		"fix": "Leave the description as it was; tags and the resource policy can be changed in place.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html",
				"says": "Update requires Replacement, for ModelPackageGroupName and ModelPackageGroupDescription."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html",
				"says": "A resource with a custom name cannot be updated in a way that requires its replacement."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "changes"
	},
	"MPG-004": {
		"id": "MPG-004",
		"severity": "WARN",
		"title": "A group goes after its versions",
		"reason": "Without a dependency CloudFormation deletes group and versions at the same time. DeleteModelPackageGroup refuses a group that still has versions, and the stack ends in DELETE_FAILED.",
		"fix": "Have each version refer to the group by Ref or DependsOn, or retain both.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroup.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroup.html",
				"says": "Declares a ConflictException."
			},
			{
				"ref": "https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-sagemaker/blob/4cae136f8c5fdee83938e5f00a11c7cade01f8f7/aws-sagemaker-modelpackagegroup/src/main/java/software/amazon/sagemaker/modelpackagegroup/DeleteHandler.java",
				"says": "Deletes the group only, never its versions."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "lifecycle"
	},
	"MPG-012": {
		"id": "MPG-012",
		"severity": "WARN",
		"title": "A group's policy has one writer",
		"reason": "PutModelPackageGroupPolicy replaces the whole policy. Of two resources that put one on the same group, the last writer wins: who the other one let in is locked out, and a deletion removes both.",
		"fix": "Put all statements into one policy, on the group's own resource where this stack makes it.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PutModelPackageGroupPolicy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PutModelPackageGroupPolicy.html",
				"says": "One resource policy for the model group."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "groups"
	},
	"MPG-013": {
		"id": "MPG-013",
		"severity": "ERROR",
		"title": "What the service answers on a group is no input",
		"reason": "ARN, time and status of a group are read-only; CloudFormation refuses a template that sets one.",
		"fix": "Remove the property; read it with Fn::GetAtt where it is needed.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html",
				"says": "They are return values."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "groups"
	},
	"MPG-014": {
		"id": "MPG-014",
		"severity": "WARN",
		"title": "A policy allows actions on what they act on",
		"reason": "Actions on versions are authorised on model-package/GROUP/*, actions on the group on model-package-group/GROUP. On the other one a statement allows nothing, and the other account is denied.",
		"fix": "Give the group's ARN for actions on the group, and model-package/GROUP/* for those on its versions.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html",
				"says": "The policy for deployment from a different account, one statement for the group and one for the versions."
			},
			{
				"ref": "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html",
				"says": "The resource types of each action."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "groups"
	},
	"MPG-015": {
		"id": "MPG-015",
		"severity": "WARN",
		"title": "A group's policy is about this group",
		"reason": "The policy of a group is asked only about this group and its versions. A statement on another group, region or account allows nothing.",
		"fix": "Name this group, in the region and account of the stack.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html",
				"says": "Both statements name the group that the policy is put on."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "groups"
	},
	"MPG-016": {
		"id": "MPG-016",
		"severity": "ERROR",
		"title": "A group's policy is a resource policy",
		"reason": "PutModelPackageGroupPolicy refuses what is no JSON policy: a resource policy has statements, each with Effect (Allow or Deny), Principal and Action. The stack rolls back.",
		"fix": "Give each statement Effect, Principal, Action and Resource.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
				"says": "A resource-based policy must have a Principal element."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PutModelPackageGroupPolicy.html",
				"says": "The resource policy of the model group."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "groups"
	},
	"MPG-017": {
		"id": "MPG-017",
		"severity": "WARN",
		"title": "A group's policy allows what can be done with a group",
		"reason": "The policy decides on requests about the group and its versions. Buckets, repositories and keys have policies of their own, and endpoints or jobs belong to the caller: allowed here, such actions stay denied.",
		"fix": "Move the action to the policy of the bucket, repository or key, or to a role of the other account.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html",
				"says": "Group, repository and bucket each get their own policy."
			},
			{
				"ref": "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html",
				"says": "The resource types of each action."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "groups"
	},
	"MPG-018": {
		"id": "MPG-018",
		"severity": "ERROR",
		"title": "Groups have different names",
		"reason": "A group's name is unique in the account and region. The second group of a name is refused as existing already, and the stack rolls back.",
		"fix": "Give each group a name of its own, or make one group.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackageGroup.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackageGroup.html",
				"says": "The name of the model group, by which all calls find it."
			},
			{
				"ref": "https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-sagemaker/blob/4cae136f8c5fdee83938e5f00a11c7cade01f8f7/aws-sagemaker-modelpackagegroup/src/main/java/software/amazon/sagemaker/modelpackagegroup/ExceptionMapper.java",
				"says": "\"Already exists\" fails the creation."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "groups"
	},
	"MPG-019": {
		"id": "MPG-019",
		"severity": "WARN",
		"title": "Ref of a group or package is its ARN, not its name",
		"reason": "Ref of a model package group and of a model package gives the whole ARN. Put into an ARN in place of the name it makes one that matches nothing, so that what a policy is to allow stays denied.",
		"fix": "Use the reference alone where the ARN is meant, and write the name where only the name is.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html",
				"says": "Return values, Ref."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
				"says": "Return values, Ref."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "groups"
	},
	"MPG-020": {
		"id": "MPG-020",
		"severity": "INFO",
		"title": "A group is kept when a version of it is",
		"reason": "When the stack is deleted, the version stays and the group is to go. The service does not delete a group that has versions: the stack ends in DELETE_FAILED, until the group is retained by hand.",
		"fix": "Give the group DeletionPolicy: Retain as well.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroup.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroup.html",
				"says": "Declares a ConflictException."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
				"says": "Without DeletionPolicy the resource is deleted."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "lifecycle"
	},
	"NC-001": {
		"id": "NC-001",
		"severity": "ERROR",
		"title": "A compilation has a target device or a target platform",
		"reason": "TargetDevice and TargetPlatform are mutually exclusive, and one of them is needed: with both or neither CreateCompilationJob refuses the request.",
		"fix": "Give TargetDevice for a device that Neo knows by name, else TargetPlatform.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html",
				"says": "Mutually exclusive; choose one of the two."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-002": {
		"id": "NC-002",
		"severity": "ERROR",
		"title": "A compilation reads a model by its location or by its package version",
		"reason": "CreateCompilationJob answers with an exception when InputConfig and ModelPackageVersionArn are both given, and has nothing to compile when neither is.",
		"fix": "Keep InputConfig for an archive in S3, or ModelPackageVersionArn for a version of a group.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html",
				"says": "Provide either; the presence of both returns an exception."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-003": {
		"id": "NC-003",
		"severity": "ERROR",
		"title": "A compiled package is a version of a group",
		"reason": "ModelPackageVersionArn is the ARN of a versioned package, model-package/GROUP/NUMBER. The ARN of an unversioned package or of a group names no version, and the request is refused.",
		"fix": "Name a version, arn:...:model-package/GROUP/NUMBER, or reference a package that has a group.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html",
				"says": "The ARN of a versioned model package."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-004": {
		"id": "NC-004",
		"severity": "ERROR",
		"title": "A compilation for an NVIDIA accelerator says which GPU, TensorRT and CUDA",
		"reason": "Accelerator NVIDIA requires CompilerOptions with gpu-code, trt-ver as x.y.z and cuda-ver as x.y. Without them the job is refused or fails.",
		"fix": "Write CompilerOptions such as {\"gpu-code\": \"sm_72\", \"trt-ver\": \"6.0.1\", \"cuda-ver\": \"10.1\"}.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TargetPlatform.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TargetPlatform.html",
				"says": "NVIDIA also requires the gpu-code, trt-ver and cuda-ver compiler options."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html",
				"says": "Compiler options are required for NVIDIA accelerators; the forms of the versions."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-005": {
		"id": "NC-005",
		"severity": "ERROR",
		"title": "Neo compiles for the operating system, architecture and accelerator",
		"reason": "Neo has a compiler for some combinations only: NVIDIA on LINUX with X86_64 or ARM64; INTEL_GRAPHICS on LINUX with X86_64 and on ANDROID with X86_64 or X86; MALI on LINUX with ARM64, ARM_EABIHF or ARM_EABI and on ANDROID with ARM64 or ARM_EABI; without accelerator neither LINUX with X86 nor ANDROID with ARM_EABIHF. Another one is refused.",
		"fix": "Choose a combination of the guide's tables, or drop the accelerator and compile for the CPU.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/neo-supported-devices-edge-devices.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/neo-supported-devices-edge-devices.html",
				"says": "The tables of systems and chip architectures."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-006": {
		"id": "NC-006",
		"severity": "ERROR",
		"title": "An Android API level is 21 to 29, and for Android",
		"reason": "The compiler option ANDROID_PLATFORM is an API level from 21 to 29 of an ANDROID target. Another level, or another operating system, fails the compilation.",
		"fix": "Write a level from 21 to 29; drop the option where the target is not ANDROID.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html",
				"says": "Available levels range from 21 to 29."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-007": {
		"id": "NC-007",
		"severity": "WARN",
		"title": "ml_trn1 and ml_inf2 have a region of their own",
		"reason": "Neo compiles for ml_trn1 in us-east-1 only and for ml_inf2 in us-east-2 only. Elsewhere the job is refused.",
		"fix": "Deploy the job in that region, or compile with the Neuron SDK.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html",
				"says": "TargetDevice, where the two are available."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-008": {
		"id": "NC-008",
		"severity": "ERROR",
		"title": "A compilation reads one .tar.gz of its region",
		"reason": "InputConfig.S3Uri names one gzip compressed tar archive in a bucket of the job's region. The job fails with \"Unable to untar input model\" or \"Bucket is in region ... which is different\".",
		"fix": "Pack the model as .tar.gz, in a bucket of the region where the job runs, and name that object.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html",
				"says": "A single gzip compressed tar archive (.tar.gz suffix)."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/neo-troubleshooting-compilation.html",
				"says": "Errors of a bucket in another region and of archives that cannot be unpacked."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-009": {
		"id": "NC-009",
		"severity": "ERROR",
		"title": "A framework version is given for MXNet, PyTorch, TensorFlow and TensorFlow Lite only",
		"reason": "InputConfig.FrameworkVersion is supported for these four frameworks. With another one CreateCompilationJob refuses the request.",
		"fix": "Drop FrameworkVersion.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html",
				"says": "Only supported for MXNet, PyTorch, TensorFlow and TensorFlow Lite."
			},
			{
				"ref": "https://github.com/aws/amazon-sagemaker-examples/issues/3239",
				"says": "The service refused the field."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-010": {
		"id": "NC-010",
		"severity": "ERROR",
		"title": "A compilation is told the names and shapes of the inputs",
		"reason": "DataInputConfig is JSON that maps each input's name to its shape; only PyTorch takes a list of shapes, and only XGBoost none. The job fails when it cannot read the shapes.",
		"fix": "Write JSON with names and shapes, for example {\"input\": [1, 224, 224, 3]}.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html",
				"says": "The forms of each framework."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/neo-compilation-preparing-model.html",
				"says": "What input data shapes Neo expects."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-011": {
		"id": "NC-011",
		"severity": "WARN",
		"title": "Compiler options are JSON with double quotes",
		"reason": "CompilerOptions is text in JSON format. AWS's own pages print Python's single quotes, which no JSON reader takes. For ml_inf1 it is one JSON string of flags instead of an object.",
		"fix": "Write {\"gpu-code\": \"sm_72\"} with double quotes; for ml_inf1 a quoted string, \"\\\"--verbose 1\\\"\".",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html",
				"says": "Compiler options in JSON format; a JSON string of flags for ml_inf1."
			},
			{
				"ref": "https://github.com/aws/sagemaker-python-sdk/issues/1752",
				"says": "AWS's SDK takes a dict and writes JSON."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-012": {
		"id": "NC-012",
		"severity": "WARN",
		"title": "Compiler options are spelled as Neo knows them",
		"reason": "Neo knows gpu-code, trt-ver, cuda-ver, mcpu, mattr, dtype, ANDROID_PLATFORM, class_labels, signature_def_key and output_names. A key in another spelling is not read, and what it should set is missing. AWS prints gpu_code in a heading and, with JETPACK_VERSION, for jetson_nano.",
		"fix": "Write the option as the API reference does.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html",
				"says": "The options of each target."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/neo-supported-devices-edge-devices.html",
				"says": "Examples of each device."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-013": {
		"id": "NC-013",
		"severity": "ERROR",
		"title": "The framework fits the target",
		"reason": "TensorFlow Lite models are compiled for edge devices only, and Core ML models come from TensorFlow or PyTorch. The job fails otherwise.",
		"fix": "Compile for an edge device, or from a framework that the target takes.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html",
				"says": "The Core ML converter supports TensorFlow and PyTorch models."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/neo-supported-devices-edge-frameworks.html",
				"says": "TensorFlow Lite is among the edge frameworks; the cloud instances do not have it."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-014": {
		"id": "NC-014",
		"severity": "ERROR",
		"title": "Greengrass does not unpack a .tar.gz",
		"reason": "SageMaker and Neo write .tar.gz archives. With Unarchive ZIP the nucleus cannot open them and the deployment fails; it has no other kind of archive.",
		"fix": "Repackage the model as a ZIP archive, or leave Unarchive out and unpack it into {work:path} in the Install step.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/Unarchiver.java",
		"sources": [
			{
				"ref": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/Unarchiver.java",
				"says": "Reads ZIP files only."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/neo-getting-started-edge-step1.html",
				"says": "The compiled model is model-target.tar.gz."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "recipes"
	},
	"NC-015": {
		"id": "NC-015",
		"severity": "ERROR",
		"title": "What a compilation names is among the API's choices",
		"reason": "Framework, TargetDevice, Os, Arch and Accelerator are closed lists, in a spelling of their own (PYTORCH, rasp4b, ARM64). CreateCompilationJob refuses another text; no tool checks it before, because the request is a text.",
		"fix": "Write one of the valid values, in their spelling.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html",
				"says": "Valid values of TargetDevice."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html",
				"says": "Valid values of Framework."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TargetPlatform.html",
				"says": "Valid values of Os, Arch and Accelerator."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-016": {
		"id": "NC-016",
		"severity": "ERROR",
		"title": "A compilation has what the API requires",
		"reason": "CreateCompilationJob requires CompilationJobName, RoleArn, OutputConfig with S3OutputLocation, StoppingCondition, in InputConfig an S3Uri and a Framework, in TargetPlatform an Os and an Arch. The call fails without one.",
		"fix": "Give it.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html",
				"says": "Required members."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-017": {
		"id": "NC-017",
		"severity": "ERROR",
		"title": "A compilation's locations are URIs",
		"reason": "S3Uri and S3OutputLocation begin with s3:// (or https://). A bucket's name or a path alone does not match the API's pattern, and the request is refused.",
		"fix": "Write s3://BUCKET/KEY.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html",
				"says": "S3OutputLocation: pattern (https|s3)://([^/]+)/?(.*)."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-018": {
		"id": "NC-018",
		"severity": "WARN",
		"title": "What runs again compiles under another name",
		"reason": "A compilation job's name is unique in the account and region. A state machine or schedule with a constant name compiles once; every later run is refused with ResourceInUse.",
		"fix": "Make the name of the execution, for example with States.Format and $$.Execution.Name.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html",
				"says": "The name must be unique within the Region and within the account."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-019": {
		"id": "NC-019",
		"severity": "WARN",
		"title": "AWS Inferentia and Trainium take MXNet, PyTorch and TensorFlow",
		"reason": "Neo compiles for ml_inf1, ml_inf2 and ml_trn1 from these frameworks only. The job fails for another one.",
		"fix": "Export the model for PyTorch or TensorFlow, or choose another target.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/neo-supported-cloud.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/neo-supported-cloud.html",
				"says": "AWS Inferentia, supported frameworks."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-020": {
		"id": "NC-020",
		"severity": "ERROR",
		"title": "The role of a compilation trusts SageMaker",
		"reason": "SageMaker assumes RoleArn to read the model and to write what it has compiled. A role that does not trust sagemaker.amazonaws.com cannot be assumed, and CreateCompilationJob refuses the request.",
		"fix": "Allow sts:AssumeRole to the principal {\"Service\": \"sagemaker.amazonaws.com\"} in the role's trust policy.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html",
				"says": "RoleArn enables SageMaker to perform tasks on your behalf."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
				"says": "Every execution role has the same trust policy, with the principal sagemaker.amazonaws.com."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"NC-021": {
		"id": "NC-021",
		"severity": "ERROR",
		"title": "The role of a compilation reads the model and writes the result",
		"reason": "The job reads InputConfig.S3Uri and writes below S3OutputLocation with the permissions of RoleArn. Without s3:GetObject or s3:PutObject it fails after it has started.",
		"fix": "Allow s3:GetObject on the archive and s3:PutObject on the output prefix (BUCKET_ARN/PREFIX/*).",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html",
				"says": "SageMaker needs permission to read input data and to write model artifacts."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "compilation"
	},
	"S3-001": {
		"id": "S3-001",
		"severity": "ERROR",
		"title": "The bucket's policy lets validation and devices in",
		"reason": "An explicit Deny wins over every Allow. Validation jobs and devices do not come through the account's VPC endpoints or addresses, and not as the roles that the policy excepts: they get AccessDenied.",
		"fix": "Except the role from the Deny, for example by ArnNotLike aws:PrincipalArn with the role's ARN.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
				"says": "An explicit deny in any policy overrides an allow."
			},
			{
				"ref": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies-vpc-endpoint.html",
				"says": "A policy that denies requests from outside a VPC endpoint."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "reach"
	},
	"S3-002": {
		"id": "S3-002",
		"severity": "ERROR",
		"title": "The output can be encrypted as the bucket's policy asks",
		"reason": "The policy denies objects that are not encrypted in the way, or with the key, that it names. The transform job uses what TransformOutput says; the results of the validation cannot be written.",
		"fix": "Let the policy ask for aws:kms, and give TransformOutput.KmsKeyId the key that it names.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html",
				"says": "If the bucket's policy only allows encrypted uploads, set s3:x-amz-server-side-encryption in it to aws:kms."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "reach"
	},
	"S3-003": {
		"id": "S3-003",
		"severity": "ERROR",
		"title": "A bucket's policy is about that bucket",
		"reason": "S3 refuses a policy whose resources are not of the bucket that it is attached to: MalformedPolicy, \"Policy has invalid resource\". The stack rolls back.",
		"fix": "Name the ARN of the bucket, and for objects the ARN with /*.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html",
				"says": "The resources of a bucket policy are the bucket and its objects."
			},
			{
				"ref": "https://repost.aws/knowledge-center/s3-bucket-policy-error-fix",
				"says": "Policy has invalid resource."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "buckets"
	},
	"S3-004": {
		"id": "S3-004",
		"severity": "WARN",
		"title": "The artifact bucket is not open to everybody",
		"reason": "Anybody can read, or change, what the packages and devices run: models are what an account has most of its value in, and S3 refuses such a policy where public access is blocked.",
		"fix": "Name the principals, or add a condition such as aws:PrincipalOrgID; leave AccessControl out and set all four of PublicAccessBlockConfiguration to true.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
				"says": "What counts as public, and how it is blocked."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "exposure"
	},
	"S3-005": {
		"id": "S3-005",
		"severity": "ERROR",
		"title": "Actions and resources of a bucket's policy go together",
		"reason": "S3 refuses a statement of which no action applies to a resource: MalformedPolicy, \"Action does not apply to any resource(s) in statement\". The stack rolls back.",
		"fix": "Object actions such as s3:GetObject on BUCKET_ARN/*, bucket actions such as s3:ListBucket on BUCKET_ARN.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html",
				"says": "Object actions are about BUCKET/*, bucket actions about BUCKET."
			},
			{
				"ref": "https://repost.aws/knowledge-center/s3-bucket-policy-error-fix",
				"says": "Action does not apply to any resource(s) in statement."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "buckets"
	},
	"S3-006": {
		"id": "S3-006",
		"severity": "WARN",
		"title": "Models and artifacts do not expire",
		"reason": "A lifecycle rule deletes, or moves to an archive, objects that packages and components name. The package stays in the registry and can no longer be deployed; a device that installs the component anew fails.",
		"fix": "Limit the rule to another prefix, or remove it.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html",
				"says": "S3 removes expired objects; with versioning it adds a delete marker."
			},
			{
				"ref": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html",
				"says": "Archived objects have to be restored before they can be read."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "buckets"
	},
	"S3-007": {
		"id": "S3-007",
		"severity": "WARN",
		"title": "The bucket stays as long as the packages that are kept",
		"reason": "The packages or components stay when the stack is deleted, their bucket is emptied and deleted with it: what is left names objects that are gone.",
		"fix": "Set DeletionPolicy Retain on the bucket, and do not empty it on deletion.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
				"says": "Without Retain the resource is deleted with the stack."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "buckets"
	},
	"S3-008": {
		"id": "S3-008",
		"severity": "INFO",
		"title": "The artifact bucket keeps old versions",
		"reason": "Without versioning an object that is overwritten or deleted by mistake is gone.",
		"fix": "Set VersioningConfiguration.Status to Enabled.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
				"says": "Versioning keeps each version of each object."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "buckets"
	},
	"S3-009": {
		"id": "S3-009",
		"severity": "ERROR",
		"title": "An S3 URI is made of the bucket's name",
		"reason": "s3:// is followed by the name of the bucket. With its ARN or its domain name, or without s3://, the service finds no such bucket: the request is refused, or the job fails after it has started.",
		"fix": "Write {\"Fn::Sub\": \"s3://${BUCKET}/KEY\"}.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html",
				"says": "Ref returns the bucket's name; Fn::GetAtt Arn its ARN, DomainName its host."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "ModelDataUrl is an S3 path."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "references"
	},
	"S3-010": {
		"id": "S3-010",
		"severity": "ERROR",
		"title": "A bucket is given by its name",
		"reason": "The property takes the name of a bucket; with its ARN S3 refuses the request, and the stack rolls back.",
		"fix": "Use {\"Ref\": \"BUCKET\"}.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html",
				"says": "Bucket is the name of the bucket to which the policy applies."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "references"
	},
	"S3-020": {
		"id": "S3-020",
		"severity": "WARN",
		"title": "A bucket with artifacts is not replaced",
		"reason": "Another name makes another, empty bucket. Objects do not move with it: what refers to an artifact there finds nothing. CloudFormation then deletes the old bucket unless it is retained, which fails while objects are in it.",
		"fix": "Keep the bucket; or add the new one beside it, copy the objects, and move the references after that.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html",
				"says": "Update requires Replacement, for BucketName; only empty buckets can be deleted."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_storage"
	},
	"S3-021": {
		"id": "S3-021",
		"severity": "WARN",
		"title": "A bucket that leaves the stack is retained",
		"reason": "CloudFormation deletes the bucket, which fails while objects are in it: it stays behind, without its policy. An emptied bucket takes the artifacts of registered packages and published components with it.",
		"fix": "Deploy DeletionPolicy: Retain first and remove the bucket after that; or keep it in the template.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html",
				"says": "Only empty buckets can be deleted."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
				"says": "Without it the resource is deleted when it is removed from the template."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_storage"
	},
	"S3-022": {
		"id": "S3-022",
		"severity": "WARN",
		"title": "A bucket, repository or key stays retained",
		"reason": "With the policy gone the next replacement or removal deletes what holds artifacts or images, or the key that reads them. This deploy does not show it yet.",
		"fix": "Keep both policies at Retain.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
				"says": "The default is Delete, for these types."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_storage"
	},
	"S3-023": {
		"id": "S3-023",
		"severity": "WARN",
		"title": "A bucket stays closed to the public",
		"reason": "With public access blocked no policy or ACL can open the bucket. Without it one statement is enough to publish models and samples.",
		"fix": "Keep all four settings true.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
				"says": "What each of the four settings blocks."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_storage"
	},
	"S3-024": {
		"id": "S3-024",
		"severity": "WARN",
		"title": "A bucket stays encrypted with its key",
		"reason": "With S3's own key everyone who may read an object can decrypt it. With a KMS key the key's policy has a say, and its use is logged.",
		"fix": "Keep SSEAlgorithm and KMSMasterKeyID.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
				"says": "SSE-KMS adds the key's policy and an audit trail."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_storage"
	},
	"S3-025": {
		"id": "S3-025",
		"severity": "WARN",
		"title": "A bucket goes on keeping versions",
		"reason": "Without versioning an upload under the same key replaces the artifact that a registered package refers to, and a deleted one cannot be brought back.",
		"fix": "Keep VersioningConfiguration at Status: Enabled.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
				"says": "Versioning keeps what was overwritten or deleted."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "changes_storage"
	},
	"SC-001": {
		"id": "SC-001",
		"severity": "ERROR",
		"title": "The key that encrypts a package is of its region",
		"reason": "A KMS key encrypts in its own region only. A package, card or compilation with a key of another region is refused when it is created.",
		"fix": "Name a key of the region where the stack is deployed; a change of the key makes a new package.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html",
				"says": "A KMS key is used in the region in which it was created."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageSecurityConfig.html",
				"says": "The key that encrypts the package's information."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "security_config"
	},
	"SC-002": {
		"id": "SC-002",
		"severity": "WARN",
		"title": "Who reads an encrypted package can decrypt it",
		"reason": "DescribeModelPackage calls kms:Decrypt on a package with a key of your own. A role that may describe the package and not use the key is denied, unless it asks for IncludedData MetadataOnly. No policy can name an alias: it names the key.",
		"fix": "Allow kms:Decrypt on the key to the role, or ask for MetadataOnly.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackage.html",
				"says": "Decrypt is called; MetadataOnly avoids it."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "security_config"
	},
	"SC-003": {
		"id": "SC-003",
		"severity": "ERROR",
		"title": "A key that encrypts is symmetric",
		"reason": "Services that use KMS encrypt with symmetric keys only. An asymmetric key, or one for signatures or codes, is refused with InvalidKeyUsageException.",
		"fix": "Use a key with KeySpec SYMMETRIC_DEFAULT and KeyUsage ENCRYPT_DECRYPT, the defaults.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/symmetric-asymmetric.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/kms/latest/developerguide/symmetric-asymmetric.html",
				"says": "AWS services that are integrated with AWS KMS use only symmetric encryption KMS keys."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "security_config"
	},
	"SC-004": {
		"id": "SC-004",
		"severity": "ERROR",
		"title": "A key that encrypts is enabled",
		"reason": "With a key that is disabled nothing can be encrypted or read: creation of the package, the card or the results fails with DisabledException.",
		"fix": "Remove Enabled: false from the key.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html",
				"says": "A disabled key cannot be used in cryptographic operations."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "security_config"
	},
	"SC-005": {
		"id": "SC-005",
		"severity": "ERROR",
		"title": "A key's policy lets someone encrypt",
		"reason": "A key's policy is the only way to the key: without a statement that allows kms:GenerateDataKey to anyone, neither who deploys nor a service can use it, and IAM policies do not help. The package or job fails with AccessDeniedException.",
		"fix": "Allow kms:* to the account (\"arn:aws:iam::ACCOUNT:root\"), so that IAM policies decide, or name who uses the key.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
				"says": "No principal has any permission to a key unless it is explicitly allowed in the key policy."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html",
				"says": "The create handler uses kms:CreateGrant, kms:DescribeKey, kms:GenerateDataKey and kms:Decrypt."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "security_config"
	},
	"SC-006": {
		"id": "SC-006",
		"severity": "INFO",
		"title": "The key of what is kept is kept",
		"reason": "A package or card that stays when the stack is deleted cannot be read without its key. CloudFormation schedules a key without DeletionPolicy Retain for deletion.",
		"fix": "Give the key DeletionPolicy: Retain and UpdateReplacePolicy: Retain.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html",
				"says": "After a key is deleted, what was encrypted with it is unrecoverable."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html",
				"says": "By default a resource is deleted."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "security_config"
	},
	"SC-007": {
		"id": "SC-007",
		"severity": "ERROR",
		"title": "A key is named as KMS knows it",
		"reason": "A key is named by its id, its ARN, alias/NAME or the alias's ARN. Another text, such as an alias without alias/ or an ARN of another service, is not found when the package is created.",
		"fix": "Write the key's id or ARN, or alias/NAME.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id",
				"says": "Key identifiers."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html",
				"says": "The four forms of KmsKeyId."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "security_config"
	},
	"VP-002": {
		"id": "VP-002",
		"severity": "WARN",
		"title": "MultiRecord needs a SplitType",
		"reason": "Without a SplitType each object is one payload, and there is nothing to batch. The documentation asks for a SplitType of Line, RecordIO or TFRecord.",
		"fix": "Set SplitType, or use BatchStrategy SingleRecord.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html",
				"says": "To enable the batch strategy, SplitType must be Line, RecordIO or TFRecord."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html",
				"says": "With SplitType None, request payloads contain the entire contents of an input object."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-003": {
		"id": "VP-003",
		"severity": "ERROR",
		"title": "MaxPayloadInMB is at most 100",
		"reason": "CloudFormation knows no maximum; the service refuses more than 100.",
		"fix": "Split the samples so that a payload of at most 100 MB is enough.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html",
				"says": "The value of MaxPayloadInMB cannot be greater than 100 MB."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-004": {
		"id": "VP-004",
		"severity": "ERROR",
		"title": "Payloads in flight are at most 100 MB",
		"reason": "MaxConcurrentTransforms times MaxPayloadInMB may not exceed 100. The service refuses the job.",
		"fix": "Lower one of the two.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html",
				"says": "MaxConcurrentTransforms * MaxPayloadInMB also cannot exceed 100 MB."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html",
				"says": "The same limit."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-005": {
		"id": "VP-005",
		"severity": "WARN",
		"title": "MaxConcurrentTransforms fits the default payload",
		"reason": "MaxPayloadInMB is 6 when it is not given, so that more than 16 requests exceed the 100 MB in flight, unless the container asks for a smaller payload.",
		"fix": "Give MaxPayloadInMB as well, at most 100 divided by MaxConcurrentTransforms.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html",
				"says": "The default value of MaxPayloadInMB is 6 MB."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-006": {
		"id": "VP-006",
		"severity": "WARN",
		"title": "An unlimited payload needs a server that takes chunks",
		"reason": "MaxPayloadInMB 0 sends the data in HTTP chunks. Built-in algorithms and many servers do not take them: each request fails.",
		"fix": "Set MaxPayloadInMB to what a record needs, 6 by default.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html",
				"says": "For large payloads, 0 uses HTTP chunked encoding; built-in algorithms do not support it."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-007": {
		"id": "VP-007",
		"severity": "WARN",
		"title": "AssembleWith Line goes with a SplitType",
		"reason": "AssembleWith Line adds a newline after each record. Without a SplitType a whole object is one record, and nothing is assembled.",
		"fix": "Set SplitType to Line, or remove AssembleWith.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html",
				"says": "With SplitType Line you can set AssembleWith to Line."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html",
				"says": "Line adds a newline character at the end of every transformed record."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-008": {
		"id": "VP-008",
		"severity": "ERROR",
		"title": "Transform input is a prefix or a manifest",
		"reason": "CloudFormation's schema has AugmentedManifestFile, which batch transform does not take. The job is refused.",
		"fix": "Use S3Prefix or ManifestFile.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html",
				"says": "ManifestFile and S3Prefix are compatible, AugmentedManifestFile is not."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-009": {
		"id": "VP-009",
		"severity": "WARN",
		"title": "ManifestFile names one object",
		"reason": "The location of a ManifestFile is the manifest itself. A prefix is none, and the job finds no input.",
		"fix": "Name the manifest, for example s3://BUCKET/val.manifest, or use S3Prefix.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html",
				"says": "With ManifestFile, S3Uri identifies an object that is a manifest file."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-010": {
		"id": "VP-010",
		"severity": "WARN",
		"title": "The sample's content type is one that the package supports",
		"reason": "ContentType is handed to the container unchecked. One that the package does not claim to support shows that the samples or the claim are wrong, and most containers refuse it.",
		"fix": "Add it to SupportedContentTypes, or change ContentType to what the samples are.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
				"says": "SupportedContentTypes are the supported MIME types for the input data."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html",
				"says": "ContentType is used with each HTTP call."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-011": {
		"id": "VP-011",
		"severity": "WARN",
		"title": "The answer that is asked for is one that the package supports",
		"reason": "Accept goes to the container with each request. One that the package does not claim to answer with is refused by most containers.",
		"fix": "Add it to SupportedResponseMIMETypes, or change Accept.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html",
				"says": "SupportedResponseMIMETypes are the supported MIME types for the output data."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-012": {
		"id": "VP-012",
		"severity": "ERROR",
		"title": "The validation role trusts SageMaker",
		"reason": "SageMaker assumes ValidationRole to create the model and to run the transform job. A role that trusts another principal cannot be assumed: CreateModelPackage is refused, or the package ends in Failed, and the stack rolls back.",
		"fix": "Allow sts:AssumeRole to the principal {\"Service\": \"sagemaker.amazonaws.com\"} in the role's trust policy.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
				"says": "Every execution role has the same trust policy, with the principal sagemaker.amazonaws.com."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageValidationSpecification.html",
				"says": "ValidationRole is the IAM role to be used for the validation of the model package."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "roles"
	},
	"VP-013": {
		"id": "VP-013",
		"severity": "ERROR",
		"title": "The conditions of the trust policy let validation in",
		"reason": "Validation acts as models and transform jobs, not as the package. A trust policy whose conditions do not cover them, or that name another account or region, locks SageMaker out: the validation fails and the stack rolls back.",
		"fix": "Use aws:SourceArn with ArnLike and arn:PARTITION:sagemaker:REGION:ACCOUNT:*, and aws:SourceAccount with the account of the stack; no other condition.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html",
				"says": "For Marketplace validation aws:SourceArn stays arn:partition:sagemaker:region:account:*; do not replace it with the ARN of an algorithm or package."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "roles"
	},
	"VP-014": {
		"id": "VP-014",
		"severity": "ERROR",
		"title": "The validation role reaches the model, the data and the image",
		"reason": "The transform job reads the model and the sample input, lists the input's prefix, pulls the image and writes the output with ValidationRole's permissions. One that is missing fails the job, often after the instances have started: the package ends in Failed and the stack rolls back, minutes to hours later.",
		"fix": "Allow s3:GetObject on the model and the input objects (BUCKET_ARN/PREFIX*), s3:ListBucket on the input bucket's own ARN, s3:PutObject on OUTPUT/*, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on the repository, and ecr:GetAuthorizationToken on *.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html",
				"says": "What the role of CreateModel has to allow, ECR and S3 among them."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html",
				"says": "The results are written to S3OutputPath."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "reach"
	},
	"VP-015": {
		"id": "VP-015",
		"severity": "ERROR",
		"title": "The environment of a validation job is one that the API takes",
		"reason": "At most 16 variables, whose names are identifiers of at most 1024 characters; CloudFormation takes values of at most 1024. More is refused and the stack rolls back.",
		"fix": "Use fewer and shorter variables, named with letters, digits and underscores.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformJobDefinition.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformJobDefinition.html",
				"says": "Up to 16 entries; keys have the pattern [a-zA-Z_][a-zA-Z0-9_]{0,1023}."
			},
			{
				"ref": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-sagemaker-modelpackage-transformjobdefinition.html",
				"says": "CloudFormation's limits of the same map."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-016": {
		"id": "VP-016",
		"severity": "WARN",
		"title": "A validation is not skipped",
		"reason": "SkipModelValidation All leaves out the validation that the package describes, and a package is certified only after a validation.",
		"fix": "Remove SkipModelValidation, or what it contradicts.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "SkipModelValidation indicates if you want to skip model validation."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html",
				"says": "A listing needs a package whose validation succeeded."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-017": {
		"id": "VP-017",
		"severity": "WARN",
		"title": "Several instances need several objects",
		"reason": "Batch transform distributes objects by key and never splits one between instances: with a single object all but one instance are started, paid for and idle.",
		"fix": "Use one instance, or split the sample into several objects below a prefix.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html",
				"says": "If you have one input file but initialize multiple instances, only one processes it; the rest are idle."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-018": {
		"id": "VP-018",
		"severity": "ERROR",
		"title": "The validation's buckets are in the package's region",
		"reason": "The job reads its samples and writes its results in the region of the package. A bucket of another region makes it fail after the stack has waited for it.",
		"fix": "Use a bucket of the stack's region.",
		"source": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html",
				"says": "Test data and artifacts must be in the region of the package."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html",
				"says": "The same for the model."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-019": {
		"id": "VP-019",
		"severity": "WARN",
		"title": "A key is named or left out",
		"reason": "AWS's samples give an empty text for \"no key\". The API takes it, CloudFormation's schema does not say that it means the same: leave the property out.",
		"fix": "Remove the property.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html",
				"says": "The four forms of VolumeKmsKeyId; an empty text is none of them."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html",
				"says": "The four forms of KmsKeyId."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-020": {
		"id": "VP-020",
		"severity": "WARN",
		"title": "MultiRecord is risky in a pipeline of containers",
		"reason": "A pipeline of scikit-learn and XGBoost has been reported to fail with MultiRecord and to work with SingleRecord.",
		"fix": "Use BatchStrategy SingleRecord, or try it with the containers first.",
		"source": "https://github.com/aws/sagemaker-python-sdk/issues/4042",
		"sources": [
			{
				"ref": "https://github.com/aws/sagemaker-python-sdk/issues/4042",
				"says": "The report, still open."
			}
		],
		"confidence": "folklore",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-021": {
		"id": "VP-021",
		"severity": "INFO",
		"title": "The unpacked model fits the volume",
		"reason": "Batch transform's volume has 30 GB and cannot be enlarged. A model that unpacks to more fails with an internal error.",
		"fix": "Make the model smaller, or use a type with local storage, for example ml.g4dn.xlarge.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform-storage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform-storage.html",
				"says": "The volume is fixed at 30 GB; a large model may give an InternalServerError."
			}
		],
		"confidence": "documented",
		"needs": "artifact",
		"area": "validation_profiles"
	},
	"VP-023": {
		"id": "VP-023",
		"severity": "WARN",
		"title": "Binary samples are not split at newlines",
		"reason": "SplitType Line cuts an object at each newline byte. In an image these are anywhere: the container gets fragments, and the validation fails. SingleRecord without a SplitType sends whole objects.",
		"fix": "Remove SplitType, or use RecordIO or TFRecord for data in that form.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html",
				"says": "Line splits records on a newline character boundary."
			},
			{
				"ref": "https://github.com/aws/amazon-sagemaker-examples",
				"says": "AWS's samples validate image models with SingleRecord and no SplitType."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-024": {
		"id": "VP-024",
		"severity": "WARN",
		"title": "MultiRecord needs a limit of the payload",
		"reason": "MultiRecord fills a payload up to MaxPayloadInMB. With 0 there is no limit, and a whole object becomes one request.",
		"fix": "Set MaxPayloadInMB, 6 by default.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html",
				"says": "MultiRecord fits as many records as MaxPayloadInMB allows; 0 removes the limit."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-025": {
		"id": "VP-025",
		"severity": "ERROR",
		"title": "The samples do not hold the model",
		"reason": "S3Prefix takes every object whose key begins with the input, the model archive below it too: it is sent to the container as a record, and the validation fails.",
		"fix": "Keep samples and model below prefixes of their own.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html",
				"says": "SageMaker uses all objects with the specified key name prefix."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-026": {
		"id": "VP-026",
		"severity": "WARN",
		"title": "Results are not written below the samples",
		"reason": "S3Prefix takes every object whose key begins with the input. Results below it are samples of the next validation, which then fails on them.",
		"fix": "Write to a prefix that does not begin with the input's; end the input with \"/\".",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html",
				"says": "SageMaker uses all objects with the specified key name prefix."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html",
				"says": "Results are stored as .out objects below S3OutputPath."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-027": {
		"id": "VP-027",
		"severity": "INFO",
		"title": "A prefix of samples ends with a slash",
		"reason": "A prefix is a beginning of keys, not a folder: without a slash, val also takes val-old/ and validation.csv.",
		"fix": "End the prefix with \"/\".",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html",
				"says": "SageMaker uses all objects with the specified key name prefix."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-028": {
		"id": "VP-028",
		"severity": "WARN",
		"title": "The output is a prefix",
		"reason": "Results are stored below S3OutputPath, one object for each of the input with .out at its end. A file name becomes a folder.",
		"fix": "Name a prefix, for example s3://BUCKET/validation/out/.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html",
				"says": "S3OutputPath is a location such as s3://bucket-name/key-name-prefix."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-030": {
		"id": "VP-030",
		"severity": "WARN",
		"title": "The way of splitting fits the samples",
		"reason": "RecordIO and TFRecord are binary formats. A text is not in one: its first bytes are read as a length, and the validation fails.",
		"fix": "Use SplitType Line for text.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html",
				"says": "Line is for newlines, RecordIO and TFRecord are record-oriented binary formats."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-031": {
		"id": "VP-031",
		"severity": "WARN",
		"title": "Compressed samples are declared as such",
		"reason": "CompressionType Gzip makes SageMaker unpack the samples. Without it the container gets the packed bytes; with it, an object that is not packed cannot be read.",
		"fix": "Set CompressionType to Gzip for .gz objects, and only for them.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html",
				"says": "If your transform data is compressed, specify the compression type; the default is None."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-032": {
		"id": "VP-032",
		"severity": "INFO",
		"title": "The samples have a content type",
		"reason": "Without ContentType the container is not told what it gets. Many servers then refuse the request, or guess.",
		"fix": "Set ContentType to one of SupportedContentTypes.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html",
				"says": "SageMaker uses the MIME type with each HTTP call."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-033": {
		"id": "VP-033",
		"severity": "WARN",
		"title": "The content type is that of the sample",
		"reason": "The sample's name says an image and ContentType a text, or the other way round. The container reads what it is told, and the validation fails.",
		"fix": "Name the sample that fits ContentType, or change ContentType.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html",
				"says": "ContentType is the MIME type of the data."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "validation_profiles"
	},
	"VP-034": {
		"id": "VP-034",
		"severity": "ERROR",
		"title": "The validation's keys are of the region that the package names",
		"reason": "A KMS key encrypts in its own region only, and image, group and buckets of the package say another one. Wherever the stack is deployed, one of them is wrong. (Where the region is known, KMS-007 compares with it.)",
		"fix": "Name a key, an image and buckets of the stack's region.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html",
				"says": "A KMS key never leaves the region in which it was created."
			},
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html",
				"says": "The key that encrypts the results."
			}
		],
		"confidence": "inferred",
		"needs": "template",
		"area": "validation_profiles"
	}
}
