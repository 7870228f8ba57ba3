# Made by tools/generate_rule_catalog.py of the METADATA above each rule. Do not edit.
package cdk_model_packages

import rego.v1

catalog := {
	"AL-001": {
		"severity": "ERROR",
		"fix": "Drop CertifyForMarketplace; to list the algorithm, call CreateAlgorithm with a ValidationSpecification.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-algorithm.html"
	},
	"AL-002": {
		"severity": "ERROR",
		"fix": "Give InferenceSpecification with the image that runs what the algorithm has trained.",
		"source": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-troubleshooting.html"
	},
	"AL-003": {
		"severity": "ERROR",
		"fix": "Drop DefaultValue, or IsRequired.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterSpecification.html"
	},
	"AL-004": {
		"severity": "ERROR",
		"fix": "Give the range specification that Type names, or correct Type.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-algo.html"
	},
	"AL-005": {
		"severity": "ERROR",
		"fix": "Define the metric in MetricDefinitions, or correct its name.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrainingSpecification.html"
	},
	"AL-006": {
		"severity": "ERROR",
		"fix": "Name one algorithm of this region, and one .tar.gz in a bucket of it.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_SourceAlgorithm.html"
	},
	"AL-008": {
		"severity": "ERROR",
		"fix": "Correct the value.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterSpecification.html"
	},
	"AL-009": {
		"severity": "ERROR",
		"fix": "Give ValidationSpecification with a role and a profile.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-algo.html"
	},
	"AL-010": {
		"severity": "ERROR",
		"fix": "Rename one.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_HyperParameterSpecification.html"
	},
	"AL-011": {
		"severity": "WARN",
		"fix": "Declare the hyperparameters with IsTunable, or drop SupportedTuningJobObjectiveMetrics.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TrainingSpecification.html"
	},
	"AL-012": {
		"severity": "WARN",
		"fix": "Drop IsTunable, or make the hyperparameter Categorical with its values.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ParameterRanges.html"
	},
	"AL-013": {
		"severity": "WARN",
		"fix": "Put the number in parentheses, for example f1=([0-9.]+).",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-define-metrics-variables.html"
	},
	"CF-001": {
		"severity": "ERROR",
		"fix": "Add the key to the mapping, or give Fn::FindInMap a DefaultValue.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html"
	},
	"CF-002": {
		"severity": "ERROR",
		"fix": "Write the plain value, or build the text where it is used, with Fn::Sub around Fn::FindInMap.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html"
	},
	"CF-003": {
		"severity": "WARN",
		"fix": "Correct the value, or add it to AllowedValues.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html"
	},
	"CT-001": {
		"severity": "ERROR",
		"fix": "Pack the model as model.tar.gz and let ModelDataUrl name that object.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html"
	},
	"CT-002": {
		"severity": "ERROR",
		"fix": "Copy the model to a bucket of the stack's region, and name that one.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html"
	},
	"CT-003": {
		"severity": "ERROR",
		"fix": "Keep ModelDataUrl for a .tar.gz, or ModelDataSource for an uncompressed model.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelDataSource.html"
	},
	"CT-004": {
		"severity": "ERROR",
		"fix": "Give the model as a .tar.gz in ModelDataUrl, or remove ValidationSpecification.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html"
	},
	"CT-005": {
		"severity": "ERROR",
		"fix": "End S3Uri with \"/\".",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html"
	},
	"CT-006": {
		"severity": "ERROR",
		"fix": "Use CompressionType None for a prefix, or name one archive with S3DataType S3Object.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html"
	},
	"CT-007": {
		"severity": "WARN",
		"fix": "Rename or remove the object.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html"
	},
	"CT-008": {
		"severity": "WARN",
		"fix": "Read the licence and set AcceptEula to true, or remove ModelAccessConfig.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelAccessConfig.html"
	},
	"CT-009": {
		"severity": "ERROR",
		"fix": "Push the image to an ECR repository of the stack's region, and name that one.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html"
	},
	"CT-010": {
		"severity": "ERROR",
		"fix": "Remove the space; a YAML text that is folded over lines gets one at each break.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html"
	},
	"CT-011": {
		"severity": "WARN",
		"fix": "Remove the tag; the digest says it all.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html"
	},
	"CT-012": {
		"severity": "ERROR",
		"fix": "Give the digest once, or give the same one twice.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html"
	},
	"CT-013": {
		"severity": "WARN",
		"fix": "Name the image by its digest (@sha256:...), or by a tag that is never pushed again.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html"
	},
	"CT-014": {
		"severity": "ERROR",
		"fix": "Use letters, digits and underscores, and begin with a letter or an underscore.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html"
	},
	"CT-015": {
		"severity": "ERROR",
		"fix": "Put the settings into a file of the model archive.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html"
	},
	"CT-016": {
		"severity": "ERROR",
		"fix": "Put the settings into files of the model archives.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html"
	},
	"CT-017": {
		"severity": "ERROR",
		"fix": "Give each container a ContainerHostname of its own, or remove all of them.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html"
	},
	"CT-018": {
		"severity": "WARN",
		"fix": "Put the data into the model archive, and drop AdditionalS3DataSource.",
		"source": "https://github.com/boto/boto3/issues/4510"
	},
	"CT-019": {
		"severity": "ERROR",
		"fix": "Write it as JSON with double quotes, for example {\"input0\": [1, 3, 224, 224]}.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelInput.html"
	},
	"CT-020": {
		"severity": "ERROR",
		"fix": "Name the object, or use S3DataType S3Prefix.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html"
	},
	"CT-021": {
		"severity": "WARN",
		"fix": "Use CompressionType Gzip for a .tar.gz, and None for what is not compressed.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html"
	},
	"CT-022": {
		"severity": "ERROR",
		"fix": "Copy the model to a bucket of the stack's region and name it as s3://BUCKET/KEY.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html"
	},
	"CT-023": {
		"severity": "INFO",
		"fix": "Write s3://BUCKET/KEY.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html"
	},
	"CT-024": {
		"severity": "WARN",
		"fix": "Remove it, change the secret, and let the container use its role or read it from Secrets Manager.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html"
	},
	"CT-025": {
		"severity": "ERROR",
		"fix": "Take the account that AWS's list of registry paths names for the region.",
		"source": "https://github.com/aws/sagemaker-python-sdk/tree/master/src/sagemaker/image_uri_config"
	},
	"CT-026": {
		"severity": "WARN",
		"fix": "Name the inference image, for example pytorch-inference in place of pytorch-training.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html"
	},
	"CT-027": {
		"severity": "WARN",
		"fix": "Remove SupportedTransformInstanceTypes, or give the model as a .tar.gz in ModelDataUrl.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html"
	},
	"CT-028": {
		"severity": "WARN",
		"fix": "Write type/subtype, for example text/csv, application/json or image/png.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html"
	},
	"CT-029": {
		"severity": "WARN",
		"fix": "Name the framework and the version of the image.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html"
	},
	"CT-030": {
		"severity": "WARN",
		"fix": "Remove the variable, or give it the stack's region.",
		"source": "https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html"
	},
	"CT-031": {
		"severity": "ERROR",
		"fix": "Copy the name from the repository, for example ACCOUNT.dkr.ecr.REGION.amazonaws.com/defect-detector:1.0.",
		"source": "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html"
	},
	"CT-032": {
		"severity": "WARN",
		"fix": "Name the bucket of the stack's region; a mapping by region may have the wrong one.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html"
	},
	"CT-033": {
		"severity": "WARN",
		"fix": "Give the container the name of the secret, and let its role read it.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html"
	},
	"ECR-001": {
		"severity": "WARN",
		"fix": "Name the accounts, or add a condition aws:PrincipalOrgID.",
		"source": "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html"
	},
	"ECR-002": {
		"severity": "WARN",
		"fix": "Let the rule select untagged images only, or tags that packages do not use.",
		"source": "https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html"
	},
	"ECR-003": {
		"severity": "ERROR",
		"fix": "Write {\"Fn::Sub\": \"${REPOSITORY.RepositoryUri}:TAG\"}.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html"
	},
	"ECR-004": {
		"severity": "ERROR",
		"fix": "Give the rule for any image the highest rulePriority, each rule one of its own, and what its selection asks for.",
		"source": "https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html"
	},
	"ECR-005": {
		"severity": "ERROR",
		"fix": "Remove Resource.",
		"source": "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html"
	},
	"ECR-006": {
		"severity": "WARN",
		"fix": "Allow ecr:BatchGetImage and ecr:GetDownloadUrlForLayer.",
		"source": "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html"
	},
	"ECR-007": {
		"severity": "WARN",
		"fix": "Set ImageTagMutability: IMMUTABLE, or name images by their digest.",
		"source": "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html"
	},
	"GG-001": {
		"severity": "ERROR",
		"fix": "Write RecipeFormatVersion as the string \"2020-01-25\".",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-002": {
		"severity": "ERROR",
		"fix": "Use letters, digits, \".\", \"-\" and \"_\", for example com.example.defects.model.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/ComponentRecipe.java"
	},
	"GG-003": {
		"severity": "WARN",
		"fix": "Name the component by your own domain, for example com.example.defects.model.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-004": {
		"severity": "ERROR",
		"fix": "Write major.minor.patch, for example 1.0.0, as a string.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-005": {
		"severity": "ERROR",
		"fix": "Raise ComponentVersion with every change of the recipe or of an artifact.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html"
	},
	"GG-006": {
		"severity": "ERROR",
		"fix": "Put manifests with stricter platforms first, and the one without a platform last.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-007": {
		"severity": "ERROR",
		"fix": "Write the label in the message, for example aarch64 for ARM64 and amd64 for X86_64.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/config/PlatformResolver.java"
	},
	"GG-008": {
		"severity": "ERROR",
		"fix": "Write a label, \"*\", or a regular expression between slashes such as /amd64|aarch64/.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-009": {
		"severity": "ERROR",
		"fix": "Upload one of them under another file name.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-010": {
		"severity": "ERROR",
		"fix": "Upload a ZIP archive with Unarchive ZIP, or leave Unarchive out and unpack in a lifecycle script.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-011": {
		"severity": "ERROR",
		"fix": "Use the archive's name without .zip, give the artifact Unarchive ZIP, or use {artifacts:path} for plain files.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-012": {
		"severity": "ERROR",
		"fix": "Write to {work:path}, which is also the script's working directory.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-013": {
		"severity": "ERROR",
		"fix": "Write s3://bucket/key, docker:registry/image:tag or docker:registry/image@digest.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/ArtifactDownloaderFactory.java"
	},
	"GG-014": {
		"severity": "ERROR",
		"fix": "Keep the artifact in a bucket of the region in which the component is created.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html"
	},
	"GG-015": {
		"severity": "WARN",
		"fix": "Put the component's name and version, or a hash of the content, into the key.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html"
	},
	"GG-016": {
		"severity": "WARN",
		"fix": "Leave Digest and Algorithm out.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-017": {
		"severity": "ERROR",
		"fix": "Keep Startup with Shutdown for a service, or Run for a process.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-018": {
		"severity": "WARN",
		"fix": "Remove the manifest's Lifecycle, or its Selections.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-019": {
		"severity": "WARN",
		"fix": "Give the artifact Permission Read ALL.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-020": {
		"severity": "ERROR",
		"fix": "Write JSON without spaces, and move scripts and data into artifacts.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-gdk-cli/blob/main/gdk/common/consts.py"
	},
	"GG-021": {
		"severity": "ERROR",
		"fix": "Write for example VersionRequirement ^1.2.0 and DependencyType HARD.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-022": {
		"severity": "INFO",
		"fix": "Write the number as a string, and let the component parse it.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-023": {
		"severity": "WARN",
		"fix": "Give the step a Timeout in seconds, for example 900.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-024": {
		"severity": "ERROR",
		"fix": "Write for example \"exists /opt/model\" or \"onpath python3\"; put another test into the script.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-025": {
		"severity": "ERROR",
		"fix": "Add the component to ComponentDependencies; for this component itself, leave its name out.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-026": {
		"severity": "ERROR",
		"fix": "Keep InlineRecipe or LambdaFunction.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateComponentVersion.html"
	},
	"GG-027": {
		"severity": "ERROR",
		"fix": "Write name and version in the recipe, and remove the property.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html"
	},
	"GG-028": {
		"severity": "ERROR",
		"fix": "Add DependsOn with the resource that uploads, or keep artifacts in a bucket that exists before the stack.",
		"source": "https://github.com/aws-cloudformation/aws-cloudformation-resource-providers-greengrassv2/blob/main/aws-greengrassv2-componentversion/src/main/java/software/amazon/greengrassv2/componentversion/CreateHandler.java"
	},
	"GG-029": {
		"severity": "ERROR",
		"fix": "Add the component to ComponentDependencies, for example with VersionRequirement ~2.0.0.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/ArtifactDownloaderFactory.java"
	},
	"GG-030": {
		"severity": "WARN",
		"fix": "Add aws.greengrass.TokenExchangeService to ComponentDependencies, for example with VersionRequirement ^2.0.0.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/interact-with-aws-services.html"
	},
	"GG-031": {
		"severity": "ERROR",
		"fix": "Run the model with a component of your own, for example with a Neo runtime.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/sagemaker-edge-manager-component.html"
	},
	"GG-032": {
		"severity": "WARN",
		"fix": "Put the components of both into one deployment.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html"
	},
	"GG-033": {
		"severity": "ERROR",
		"fix": "Use the ARN of a thing group, or remove ParentTargetArn.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html"
	},
	"GG-034": {
		"severity": "WARN",
		"fix": "Keep at most 50 tags.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html"
	},
	"GG-036": {
		"severity": "WARN",
		"fix": "Allow greengrass:GetDeploymentConfiguration in the IoT policy of the core, or deploy less configuration.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html"
	},
	"GG-037": {
		"severity": "ERROR",
		"fix": "Allow the device role s3:GetObject on the artifacts (BUCKET_ARN/PREFIX/*) and s3:GetBucketLocation on the bucket's ARN.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-service-role.html"
	},
	"GG-038": {
		"severity": "INFO",
		"fix": "Write the key or value as the message says.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-039": {
		"severity": "ERROR",
		"fix": "Correct the recipe where the message says, or write it with a JSON serializer.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-040": {
		"severity": "WARN",
		"fix": "Correct the key or remove it.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/resources/recipe/recipe_schema.json"
	},
	"GG-041": {
		"severity": "ERROR",
		"fix": "Add a manifest; one without Platform matches every device.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/converter/RecipeLoader.java"
	},
	"GG-042": {
		"severity": "ERROR",
		"fix": "Correct the step's name.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-043": {
		"severity": "ERROR",
		"fix": "Give the step a Script, or remove the step.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/lifecyclemanager/GenericExternalService.java"
	},
	"GG-044": {
		"severity": "WARN",
		"fix": "Correct the key; there are Script, RequiresPrivilege, Skipif, Timeout, Setenv, and BootstrapOnRollback of Bootstrap.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-045": {
		"severity": "ERROR",
		"fix": "Write whole seconds, for example 900.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-046": {
		"severity": "INFO",
		"fix": "Run as the component's user where that is enough.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-047": {
		"severity": "ERROR",
		"fix": "Use {artifacts:path}, {artifacts:decompressedPath}, {work:path}, {configuration:/pointer}, {kernel:rootPath} or {iot:thingName}.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-048": {
		"severity": "ERROR",
		"fix": "Add the file to the manifest's Artifacts, or correct its name.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-049": {
		"severity": "WARN",
		"fix": "Upload the file and add its URI to the manifest's Artifacts.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html"
	},
	"GG-050": {
		"severity": "WARN",
		"fix": "Change the requirement, or the version of the dependency.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-051": {
		"severity": "ERROR",
		"fix": "Deploy a version that the requirement allows, or change the requirement.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-052": {
		"severity": "WARN",
		"fix": "Use Fn::GetAtt ComponentVersion of the component.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-componentversion.html"
	},
	"GG-053": {
		"severity": "WARN",
		"fix": "Use Fn::GetAtt ComponentVersion of the component, or add DependsOn.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html"
	},
	"GG-054": {
		"severity": "ERROR",
		"fix": "Write ComponentVersion, for example 1.0.0, or Fn::GetAtt ComponentVersion of a component.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html"
	},
	"GG-055": {
		"severity": "ERROR",
		"fix": "Write the object with a JSON serializer, for example Fn::ToJsonString, and pointers as /key/below.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentConfigurationUpdate.html"
	},
	"GG-056": {
		"severity": "ERROR",
		"fix": "Use ${AWS::Region} and ${AWS::AccountId} in the ARN, or deploy the stack where the things are.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html"
	},
	"GG-057": {
		"severity": "ERROR",
		"fix": "Give 1 to 10080 minutes.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_IoTJobTimeoutConfig.html"
	},
	"GG-058": {
		"severity": "WARN",
		"fix": "Keep BaseRatePerMinute at or below MaximumPerMinute, and shorten the number.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_IoTJobExponentialRolloutRate.html"
	},
	"GG-059": {
		"severity": "ERROR",
		"fix": "Publish a version of the function and use its ARN, for example the Ref of an AWS::Lambda::Version.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_LambdaFunctionRecipeSource.html"
	},
	"GG-060": {
		"severity": "ERROR",
		"fix": "Keep the logical id, or raise ComponentVersion.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html"
	},
	"GG-061": {
		"severity": "WARN",
		"fix": "Publish the older content under a higher version, or deploy the older version that exists already.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/develop-greengrass-components.html"
	},
	"GG-062": {
		"severity": "WARN",
		"fix": "Deploy DeletionPolicy: Retain first and remove the component after that; or keep it in the template.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteComponent.html"
	},
	"GG-063": {
		"severity": "INFO",
		"fix": "Give the component DeletionPolicy and UpdateReplacePolicy: Retain, if older versions should stay deployable.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteComponent.html"
	},
	"GG-064": {
		"severity": "WARN",
		"fix": "Name the new version in the deployment, or retain the old one.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteComponent.html"
	},
	"GG-065": {
		"severity": "WARN",
		"fix": "Keep both policies at Retain.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html"
	},
	"GG-066": {
		"severity": "WARN",
		"fix": "Add a deployment for the new target, and give the old one a deployment that removes what it should not run.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeleteDeployment.html"
	},
	"GG-067": {
		"severity": "WARN",
		"fix": "Name the version that the devices run or a higher one; publish older content under a higher version.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html"
	},
	"GG-068": {
		"severity": "WARN",
		"fix": "Name the component in the deployment as before.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/create-deployments.html"
	},
	"GG-069": {
		"severity": "WARN",
		"fix": "Keep it.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeploymentPolicies.html"
	},
	"GG-070": {
		"severity": "ERROR",
		"fix": "Allow the device role ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on the repository, and ecr:GetAuthorizationToken on *.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/run-docker-container.html"
	},
	"GG-071": {
		"severity": "WARN",
		"fix": "Limit the device role to s3:GetObject on the artifacts.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/security-best-practices.html"
	},
	"GG-072": {
		"severity": "ERROR",
		"fix": "Allow sts:AssumeRole to the principal {\"Service\": \"credentials.iot.amazonaws.com\"} in the role's trust policy.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-service-role.html"
	},
	"GG-073": {
		"severity": "ERROR",
		"fix": "Write s3://${BUCKET}/KEY, or docker:${REPOSITORY.RepositoryUri}:TAG, in an Fn::Sub.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-074": {
		"severity": "ERROR",
		"fix": "Use {\"Fn::GetAtt\": [\"GROUP\", \"Arn\"]}.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_CreateDeployment.html"
	},
	"GG-075": {
		"severity": "WARN",
		"fix": "Allow iot:AssumeRoleWithCertificate on the ARN of the role alias (Fn::GetAtt RoleAliasArn).",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-auth.html"
	},
	"GG-076": {
		"severity": "WARN",
		"fix": "Allow greengrass:GetComponentVersionArtifact and greengrass:ResolveComponentCandidates.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-auth.html"
	},
	"GG-077": {
		"severity": "WARN",
		"fix": "Name the actions of the minimal policy of a core device, and topics and clients by the thing's name.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/device-auth.html"
	},
	"GG-078": {
		"severity": "ERROR",
		"fix": "Use {\"Fn::GetAtt\": [\"COMPONENT\", \"ComponentVersion\"]}.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html"
	},
	"GG-079": {
		"severity": "WARN",
		"fix": "Keep the name, or make the new alias beside the old one and configure the devices before that goes.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/greengrass-nucleus-component.html"
	},
	"GG-080": {
		"severity": "WARN",
		"fix": "Name the alias that the template makes, or leave iotRoleAlias out and devices keep the one that they have.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/greengrass-nucleus-component.html"
	},
	"GG-081": {
		"severity": "WARN",
		"fix": "Give the role a MaxSessionDuration of that many seconds, or the alias fewer.",
		"source": "https://docs.aws.amazon.com/iot/latest/apireference/API_CreateRoleAlias.html"
	},
	"GG-082": {
		"severity": "WARN",
		"fix": "Name arn:PARTITION:iot:REGION:ACCOUNT:topicfilter/... for iot:Subscribe, topic/... for Publish and Receive, client/... for Connect.",
		"source": "https://docs.aws.amazon.com/iot/latest/developerguide/iot-action-resources.html"
	},
	"GG-083": {
		"severity": "ERROR",
		"fix": "Write NAME: {ComponentVersion: 1.0.0} for each component.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-greengrassv2-deployment.html"
	},
	"GG-084": {
		"severity": "WARN",
		"fix": "Keep the name, or attach the new policy to the certificates before the old one goes.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iot-policy.html"
	},
	"GG-085": {
		"severity": "WARN",
		"fix": "Keep a manifest for the platform, or take its devices out of the deployment first.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-090": {
		"severity": "WARN",
		"fix": "Let the step run as the component's user, and give that user what the step needs.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-091": {
		"severity": "WARN",
		"fix": "Name the operations and resources that the component uses.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/interprocess-communication.html"
	},
	"GG-201": {
		"severity": "ERROR",
		"fix": "Name one local topic, or use the type IOT_CORE.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_LambdaEventSource.html"
	},
	"GG-202": {
		"severity": "WARN",
		"fix": "Use the secret manager component, or the token exchange service for AWS credentials; replace what was published.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/security-best-practices.html"
	},
	"GG-203": {
		"severity": "ERROR",
		"fix": "Remove one of the dependencies; what both need goes into a third component.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/deployment/errorcode/DeploymentErrorCode.java"
	},
	"GG-204": {
		"severity": "ERROR",
		"fix": "Give the second one another name or version.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html"
	},
	"GG-205": {
		"severity": "WARN",
		"fix": "Make the manifest's Selections and the keys of the global Lifecycle the same.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-206": {
		"severity": "WARN",
		"fix": "Name the image by a version tag, or by its digest.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/plugins/docker/DockerImageArtifactParser.java"
	},
	"GG-207": {
		"severity": "WARN",
		"fix": "Use a label that is detected, or set platformOverride in the nucleus' configuration on those devices.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/config/PlatformResolver.java"
	},
	"GG-208": {
		"severity": "WARN",
		"fix": "Leave ComponentType and ComponentSource out.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-209": {
		"severity": "ERROR",
		"fix": "Write for example Permission Read ALL.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-210": {
		"severity": "ERROR",
		"fix": "Give the artifact Permission Execute OWNER, or start it with its interpreter, for example bash.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-211": {
		"severity": "WARN",
		"fix": "Add a default to ComponentConfiguration.DefaultConfiguration, or correct the pointer.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-212": {
		"severity": "WARN",
		"fix": "Use an operation of the service, for example aws.greengrass#PublishToIoTCore of aws.greengrass.ipc.mqttproxy.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/interprocess-communication.html"
	},
	"GG-213": {
		"severity": "WARN",
		"fix": "Build the ID of component, service and a number, for example com.example.HelloWorld:pubsub:1.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/interprocess-communication.html"
	},
	"GG-214": {
		"severity": "ERROR",
		"fix": "Replicate the image into the device's region and name that repository.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/run-docker-container.html"
	},
	"GG-215": {
		"severity": "WARN",
		"fix": "Keep the artifact in a bucket of the component's region.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html"
	},
	"GG-216": {
		"severity": "ERROR",
		"fix": "Deploy the recipe that gdk component publish wrote, or write bucket, name and version out.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/gdk-cli-configuration-file.html"
	},
	"GG-217": {
		"severity": "WARN",
		"fix": "Exclude the artifacts' prefix from the rule, or keep artifacts in another bucket.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html"
	},
	"GG-218": {
		"severity": "INFO",
		"fix": "Name the components that stay on the devices.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/create-deployments.html"
	},
	"GG-219": {
		"severity": "WARN",
		"fix": "Write user:group, and Memory in kilobytes, for example 524288 for 512 MB.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentRunWith.html"
	},
	"GG-220": {
		"severity": "INFO",
		"fix": "Run as a user of its own, for example ggc_user:ggc_group.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/security-best-practices.html"
	},
	"GG-221": {
		"severity": "INFO",
		"fix": "Use ROLLBACK, the default.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/create-deployments.html"
	},
	"GG-222": {
		"severity": "WARN",
		"fix": "Remove ContainerParams, or use the isolation mode GreengrassContainer.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_LambdaLinuxProcessParams.html"
	},
	"GG-223": {
		"severity": "INFO",
		"fix": "Remove TimeoutInSeconds, or use NOTIFY_COMPONENTS.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_DeploymentComponentUpdatePolicy.html"
	},
	"GG-224": {
		"severity": "INFO",
		"fix": "Deploy the bucket first and upload, or add an upload and DependsOn with it.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html"
	},
	"GG-225": {
		"severity": "ERROR",
		"fix": "Write the attribute in the message.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-226": {
		"severity": "ERROR",
		"fix": "Take ComponentVersion from the component of that name.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/APIReference/API_ComponentDeploymentSpecification.html"
	},
	"GG-227": {
		"severity": "WARN",
		"fix": "Give the step RequiresPrivilege: true; or bring what is needed as an artifact, in a folder of the component.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-228": {
		"severity": "WARN",
		"fix": "Write ${NAME}, or put the recipe into Fn::Sub.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-sub.html"
	},
	"GG-229": {
		"severity": "WARN",
		"fix": "Use Run for a program that goes on running.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html"
	},
	"GG-230": {
		"severity": "WARN",
		"fix": "Name the same tag in the artifact and in the script.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/run-docker-container.html"
	},
	"GG-231": {
		"severity": "WARN",
		"fix": "Add the topic to the policy's resources, or configure one of those.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/ipc-iot-core-mqtt.html"
	},
	"IM-001": {
		"severity": "WARN",
		"fix": "Name the ARN of the role in Resource, and add StringEquals iam:PassedToService sagemaker.amazonaws.com.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"
	},
	"IM-002": {
		"severity": "WARN",
		"fix": "Use lower-case names, or name both spellings in the policy.",
		"source": "https://github.com/awslabs/service-workbench-on-aws/issues/1176"
	},
	"IM-003": {
		"severity": "WARN",
		"fix": "Allow logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents on arn:PARTITION:logs:REGION:ACCOUNT:log-group:/aws/sagemaker/*.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html"
	},
	"IM-004": {
		"severity": "ERROR",
		"fix": "Use {\"Fn::GetAtt\": [\"ROLE\", \"Arn\"]}.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html"
	},
	"IM-005": {
		"severity": "ERROR",
		"fix": "Give a role of the account that the stack is deployed to.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"
	},
	"IM-006": {
		"severity": "ERROR",
		"fix": "Use Fn::GetAtt ... Arn, and for objects Fn::Sub \"${BUCKET.Arn}/*\".",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html"
	},
	"IM-007": {
		"severity": "ERROR",
		"fix": "Use {\"Ref\": \"ROLE\"} in Roles, {\"Ref\": \"POLICY\"} of an AWS::IAM::ManagedPolicy in ManagedPolicyArns.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html"
	},
	"IM-008": {
		"severity": "WARN",
		"fix": "Name the actions that are used, and the ARNs of the resources.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"
	},
	"IM-009": {
		"severity": "WARN",
		"fix": "Name the actions, s3:GetObject, s3:ListBucket and s3:PutObject, each with its own resource.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"
	},
	"IM-010": {
		"severity": "WARN",
		"fix": "Replace it by a policy for the model, the sample input, the output and the image.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/security-iam-awsmanpol.html"
	},
	"IM-011": {
		"severity": "WARN",
		"fix": "Name the service or role that is meant; for another account add a condition, such as sts:ExternalId or aws:PrincipalOrgID.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"
	},
	"IM-012": {
		"severity": "INFO",
		"fix": "Add StringEquals aws:SourceAccount with the account, and ArnLike aws:SourceArn with arn:PARTITION:sagemaker:REGION:ACCOUNT:*.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html"
	},
	"IM-013": {
		"severity": "WARN",
		"fix": "Name the ARNs of the objects, keys or roles.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"
	},
	"IM-014": {
		"severity": "WARN",
		"fix": "Name the actions and resources.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html"
	},
	"IM-015": {
		"severity": "ERROR",
		"fix": "Give Effect, Principal, Action sts:AssumeRole and, where needed, Condition; write SERVICE.amazonaws.com.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"
	},
	"IM-016": {
		"severity": "ERROR",
		"fix": "Allow sts:AssumeRole to the principal {\"Service\": \"sagemaker.amazonaws.com\"} in the role's trust policy.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html"
	},
	"IM-017": {
		"severity": "WARN",
		"fix": "Name the accounts, or add a condition aws:PrincipalOrgID.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html"
	},
	"IM-018": {
		"severity": "WARN",
		"fix": "Object actions such as s3:GetObject on BUCKET_ARN/*, bucket actions such as s3:ListBucket on BUCKET_ARN.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security_iam_service-with-iam.html"
	},
	"IM-019": {
		"severity": "INFO",
		"fix": "Add a policy that reaches the model, the sample input, the output and the image.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html"
	},
	"IM-020": {
		"severity": "INFO",
		"fix": "Add StringEquals iam:PassedToService sagemaker.amazonaws.com.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html"
	},
	"IM-021": {
		"severity": "WARN",
		"fix": "Set iam:PassedToService to sagemaker.amazonaws.com.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html"
	},
	"IM-022": {
		"severity": "WARN",
		"fix": "Name the actions that the other account needs.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"
	},
	"IM-023": {
		"severity": "ERROR",
		"fix": "Use {\"Fn::GetAtt\": [\"GROUP\", \"ModelPackageGroupArn\"]}, or the name.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"IM-024": {
		"severity": "ERROR",
		"fix": "Attach the policy to the ValidationRole, or name the other role there.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageValidationSpecification.html"
	},
	"IM-025": {
		"severity": "WARN",
		"fix": "Add a condition on token.actions.githubusercontent.com:sub, for example repo:ORGANIZATION/REPOSITORY:*.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html"
	},
	"IM-026": {
		"severity": "ERROR",
		"fix": "Write arn:${AWS::Partition}:, which is right everywhere.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html"
	},
	"IM-027": {
		"severity": "WARN",
		"fix": "Name the service that the role trusts, for example iam:PassedToService: sagemaker.amazonaws.com.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html"
	},
	"IM-028": {
		"severity": "WARN",
		"fix": "Use the key's own form: an organization's id, an account's number, the role's ARN (arn:aws:iam::ACCOUNT:role/NAME).",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"
	},
	"IM-029": {
		"severity": "ERROR",
		"fix": "Write Version: '2012-10-17'.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html"
	},
	"IM-030": {
		"severity": "ERROR",
		"fix": "Name the account (arn:aws:iam::ACCOUNT:root), and limit it by a condition on aws:PrincipalArn, which takes wildcards.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"
	},
	"IM-031": {
		"severity": "WARN",
		"fix": "Use AuthType: AWS_IAM, and allow lambda:InvokeFunctionUrl to those who call.",
		"source": "https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html"
	},
	"IM-040": {
		"severity": "WARN",
		"fix": "Name the actions that are needed.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"
	},
	"IM-041": {
		"severity": "WARN",
		"fix": "Name the buckets, prefixes, groups or repositories that are needed.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"
	},
	"IM-042": {
		"severity": "WARN",
		"fix": "Add a principal only if it is meant, as narrow as it can be, and with a condition on its account or organization.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"
	},
	"IM-043": {
		"severity": "WARN",
		"fix": "Keep the condition.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html"
	},
	"IM-044": {
		"severity": "WARN",
		"fix": "Keep the statement.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"
	},
	"IM-045": {
		"severity": "WARN",
		"fix": "Name only what is needed, on a prefix or resource of its own.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"
	},
	"IM-046": {
		"severity": "WARN",
		"fix": "Give the role a policy of its own that names what it needs.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"
	},
	"IM-047": {
		"severity": "WARN",
		"fix": "Keep PermissionsBoundary.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"
	},
	"IM-048": {
		"severity": "INFO",
		"fix": "Nothing, if it is meant.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"
	},
	"IM-049": {
		"severity": "WARN",
		"fix": "Refer to the role by Fn::GetAtt Arn, or change the name in the policy as well.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"
	},
	"IT-001": {
		"severity": "ERROR",
		"fix": "Use a type of batch transform, for example ml.m5.large or ml.g4dn.xlarge.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html"
	},
	"IT-002": {
		"severity": "ERROR",
		"fix": "Use a type of endpoints, for example ml.m5.large.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html"
	},
	"IT-003": {
		"severity": "WARN",
		"fix": "Use a type that both know, for example ml.m5.large.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html"
	},
	"IT-004": {
		"severity": "ERROR",
		"fix": "Add the type to SupportedTransformInstanceTypes, or validate on one that is listed.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html"
	},
	"IT-005": {
		"severity": "ERROR",
		"fix": "Remove VolumeKmsKeyId, or use a type without local storage, for example ml.m5.large.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html"
	},
	"IT-006": {
		"severity": "ERROR",
		"fix": "Use 1 to 100 instances; one is enough for most samples.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html"
	},
	"IT-008": {
		"severity": "WARN",
		"fix": "List a GPU type, for example ml.g5.xlarge, or use the CPU image.",
		"source": "https://github.com/aws/deep-learning-containers/blob/master/available_images.md"
	},
	"IT-009": {
		"severity": "WARN",
		"fix": "List a type without an accelerator, for example ml.m5.large, or use the image for it.",
		"source": "https://github.com/aws/deep-learning-containers/blob/master/available_images.md"
	},
	"IT-010": {
		"severity": "ERROR",
		"fix": "Use an image that is built for the listed types; those with a g after the digit (c7g, m8g) are ARM.",
		"source": "https://aws.amazon.com/blogs/machine-learning/run-machine-learning-inference-workloads-on-aws-graviton-based-instances-with-amazon-sagemaker/"
	},
	"IT-011": {
		"severity": "WARN",
		"fix": "List inf and trn types only, for example ml.inf2.xlarge.",
		"source": "https://awsdocs-neuron.readthedocs-hosted.com/en/latest/containers/index.html"
	},
	"IT-012": {
		"severity": "INFO",
		"fix": "Remove one, or write the type that was meant.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html"
	},
	"IT-013": {
		"severity": "WARN",
		"fix": "Validate on a GPU type that the package lists, for example ml.g4dn.xlarge.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html"
	},
	"IT-014": {
		"severity": "WARN",
		"fix": "Use a type of the list, or add the type to SupportedRealtimeInferenceInstanceTypes.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html"
	},
	"IT-015": {
		"severity": "WARN",
		"fix": "Name at most as many GPUs as the smallest listed type has, or list larger types.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/large-model-inference-container-docs.html"
	},
	"KMS-001": {
		"severity": "ERROR",
		"fix": "Allow the role kms:Decrypt and kms:GenerateDataKey on the key, in its policy or in the key's.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html"
	},
	"KMS-002": {
		"severity": "ERROR",
		"fix": "Allow the device role kms:Decrypt on the key, in its policy or in the key's.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html"
	},
	"KMS-003": {
		"severity": "WARN",
		"fix": "Name the principals, or add a condition such as kms:CallerAccount.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html"
	},
	"KMS-004": {
		"severity": "ERROR",
		"fix": "Leave KeySpec and KeyUsage out (SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT).",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html"
	},
	"KMS-005": {
		"severity": "ERROR",
		"fix": "Set Enabled to true, or leave it out.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html"
	},
	"KMS-006": {
		"severity": "ERROR",
		"fix": "Allow kms:* to the account, arn:PARTITION:iam::ACCOUNT:root, on *.",
		"source": "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html"
	},
	"KMS-007": {
		"severity": "ERROR",
		"fix": "Give a key of the stack's region.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html"
	},
	"KMS-008": {
		"severity": "WARN",
		"fix": "Encrypt the bucket with a customer managed key whose policy lets the account kms:Decrypt.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html"
	},
	"KMS-009": {
		"severity": "WARN",
		"fix": "Allow kms:Decrypt to the account in the key's policy.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html"
	},
	"KMS-010": {
		"severity": "WARN",
		"fix": "Use a customer managed key, and allow events.amazonaws.com kms:Decrypt and kms:GenerateDataKey* in its policy.",
		"source": "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html"
	},
	"KMS-011": {
		"severity": "ERROR",
		"fix": "Make another key under another logical id, and keep this one for what it encrypted.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html"
	},
	"KMS-012": {
		"severity": "WARN",
		"fix": "Compare kms:EncryptionContext:aws:s3:arn with the bucket's ARN.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html"
	},
	"LC-001": {
		"severity": "ERROR",
		"fix": "Give the new content a new ModelPackageName, for example with a hash of it, or leave the old package as it is.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html"
	},
	"LC-002": {
		"severity": "INFO",
		"fix": "Give the version DeletionPolicy: Retain and UpdateReplacePolicy: Retain.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html"
	},
	"LC-003": {
		"severity": "WARN",
		"fix": "Make it another resource, with another logical id and name, and keep or remove the old one deliberately.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html"
	},
	"LC-004": {
		"severity": "WARN",
		"fix": "Keep the entry and add one with a new name, or register a new version with the entries that it should have.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html"
	},
	"LC-005": {
		"severity": "ERROR",
		"fix": "Refer to the group by Ref, or add it to DependsOn.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html"
	},
	"LC-006": {
		"severity": "ERROR",
		"fix": "Add the policy or the upload to the package's DependsOn.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html"
	},
	"LC-007": {
		"severity": "ERROR",
		"fix": "Refer to the resource by Ref or Fn::GetAtt, or add it to DependsOn.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html"
	},
	"LC-008": {
		"severity": "INFO",
		"fix": "Make bucket and repository in a stack of their own, or upload in this one and have the package depend on that.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html"
	},
	"LC-020": {
		"severity": "ERROR",
		"fix": "Give the new resource a logical id of its own.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html"
	},
	"LC-021": {
		"severity": "ERROR",
		"fix": "Change the name together with the property, or leave the property as it was.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html"
	},
	"LC-022": {
		"severity": "ERROR",
		"fix": "Keep the logical id, or move the resource with a stack refactoring, or give the new one another name.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stack-refactoring.html"
	},
	"LC-023": {
		"severity": "WARN",
		"fix": "Give it UpdateReplacePolicy: Retain, or add the new version beside the old one under a logical id of its own.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html"
	},
	"LC-024": {
		"severity": "INFO",
		"fix": "Nothing, if that is meant. Delete or archive the old version when nothing deploys it any more.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html"
	},
	"LC-025": {
		"severity": "WARN",
		"fix": "Deploy DeletionPolicy: Retain first and remove the resource after that; or keep it in the template.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html"
	},
	"LC-026": {
		"severity": "WARN",
		"fix": "Keep the name; or add the new group beside the old one, and give the old one UpdateReplacePolicy: Retain.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html"
	},
	"LC-027": {
		"severity": "WARN",
		"fix": "Keep the name; or make the new group beside the old one, and point its consumers to it.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html"
	},
	"LC-028": {
		"severity": "WARN",
		"fix": "Keep both policies at Retain.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html"
	},
	"LC-029": {
		"severity": "WARN",
		"fix": "Register the new content as PendingManualApproval, and approve that version in a deploy of its own.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html"
	},
	"LC-030": {
		"severity": "WARN",
		"fix": "Register a new version; or say in ApprovalDescription why the rejected one is approved now.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html"
	},
	"LC-031": {
		"severity": "INFO",
		"fix": "Nothing, if that is meant. Approve the new version when it has been looked at.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html"
	},
	"LC-032": {
		"severity": "WARN",
		"fix": "Register the new content as PendingManualApproval, or write an ApprovalDescription that is about it.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html"
	},
	"LC-033": {
		"severity": "WARN",
		"fix": "Keep the validation; give it a smaller sample or instance where it costs too much.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"LC-034": {
		"severity": "WARN",
		"fix": "Name the image by its digest, repository@sha256:..., or keep ImageDigest.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html"
	},
	"LC-035": {
		"severity": "WARN",
		"fix": "Keep the key.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageSecurityConfig.html"
	},
	"LC-036": {
		"severity": "WARN",
		"fix": "Deploy DeletionPolicy: Retain first; keep the key for as long as something is encrypted with it.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html"
	},
	"LC-037": {
		"severity": "WARN",
		"fix": "Keep the repository; or add the new one beside it, copy the images, and move the references after that.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html"
	},
	"LC-038": {
		"severity": "WARN",
		"fix": "Keep ImageTagMutability: IMMUTABLE, or name images by their digest.",
		"source": "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html"
	},
	"LC-039": {
		"severity": "WARN",
		"fix": "Keep EnableNetworkIsolation true.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModel.html"
	},
	"LC-040": {
		"severity": "WARN",
		"fix": "Keep Approved; or reject the version, with a reason in ApprovalDescription.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-approve.html"
	},
	"LC-041": {
		"severity": "WARN",
		"fix": "Deploy the importing stacks without the import first, and remove the export after that.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-exports.html"
	},
	"LC-042": {
		"severity": "WARN",
		"fix": "Keep detail.ModelApprovalStatus with Approved alone, and make another rule for other states.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html"
	},
	"LC-043": {
		"severity": "WARN",
		"fix": "Keep ModelPackageGroupPolicy, or tell the accounts that used it.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroupPolicy.html"
	},
	"LC-044": {
		"severity": "WARN",
		"fix": "Let the rule select untagged images only, or tags that packages do not use.",
		"source": "https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html"
	},
	"LC-045": {
		"severity": "ERROR",
		"fix": "Deploy the bucket first and upload to it, or upload in this template and depend on that.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html"
	},
	"LV-001": {
		"severity": "ERROR",
		"fix": "Give TargetDevice jetson_xavier, or TargetPlatform.",
		"source": "https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/package-settings.md"
	},
	"LV-002": {
		"severity": "ERROR",
		"fix": "Drop CompilerOptions, or describe the device by TargetPlatform.",
		"source": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_GreengrassConfiguration.html"
	},
	"LV-003": {
		"severity": "ERROR",
		"fix": "Write {\"gpu-code\": \"sm_75\", \"trt-ver\": \"7.1.3\", \"cuda-ver\": \"10.2\"}.",
		"source": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_TargetPlatform.html"
	},
	"LV-004": {
		"severity": "ERROR",
		"fix": "Drop Accelerator.",
		"source": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_TargetPlatform.html"
	},
	"LV-005": {
		"severity": "ERROR",
		"fix": "Write LINUX, and ARM64 or X86_64.",
		"source": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_TargetPlatform.html"
	},
	"LV-006": {
		"severity": "ERROR",
		"fix": "Write JSON with double quotes.",
		"source": "https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/package-job-sdk.md"
	},
	"LV-007": {
		"severity": "ERROR",
		"fix": "Take the versions of the guide's table for this GPU.",
		"source": "https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/models-devices-setup-requirements.md"
	},
	"LV-008": {
		"severity": "ERROR",
		"fix": "Write like 1.0.0.",
		"source": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_GreengrassConfiguration.html"
	},
	"LV-009": {
		"severity": "ERROR",
		"fix": "Name a bucket of the region, and a prefix without leading slash.",
		"source": "https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_S3Location.html"
	},
	"LV-010": {
		"severity": "ERROR",
		"fix": "Compile the model with SageMaker Neo, and package it as a Greengrass component of your own.",
		"source": "https://github.com/aws/aws-cli/pull/9802"
	},
	"LV-011": {
		"severity": "WARN",
		"fix": "Serve the model by a component of your own.",
		"source": "https://docs.aws.amazon.com/greengrass/v2/developerguide/lookout-for-vision-edge-agent-component.html"
	},
	"MC-001": {
		"severity": "ERROR",
		"fix": "Write the card as one JSON object, for example {\"intended_uses\":{\"risk_rating\":\"Low\"}}.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html"
	},
	"MC-002": {
		"severity": "ERROR",
		"fix": "Write the JSON without line breaks, as json.dumps does.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html"
	},
	"MC-003": {
		"severity": "ERROR",
		"fix": "Drop model_package_details, or make an AWS::SageMaker::ModelCard.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html"
	},
	"MC-004": {
		"severity": "WARN",
		"fix": "Drop the field, or make an AWS::SageMaker::ModelCard.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html"
	},
	"MC-005": {
		"severity": "ERROR",
		"fix": "Write the schema's keys, for example intended_uses and risk_rating.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html#model-cards-json-schema"
	},
	"MC-006": {
		"severity": "ERROR",
		"fix": "Write a value that the schema takes.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html#model-cards-json-schema"
	},
	"MC-007": {
		"severity": "WARN",
		"fix": "Deploy the card as Draft, PendingReview or Approved, and archive it when its content is final.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html"
	},
	"MC-008": {
		"severity": "WARN",
		"fix": "Make an AWS::SageMaker::ModelCard with Content.ModelPackageDetails instead.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MC-009": {
		"severity": "WARN",
		"fix": "Leave the archived card as it is, and give the new content to a new version.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html"
	},
	"MC-010": {
		"severity": "ERROR",
		"fix": "Correct the value, or shorten it.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-cards.html#model-cards-json-schema"
	},
	"MC-011": {
		"severity": "ERROR",
		"fix": "Write Draft, PendingReview, Approved or Archived.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageModelCard.html"
	},
	"MK-001": {
		"severity": "ERROR",
		"fix": "Give ValidationSpecification with a role and a profile, or drop CertifyForMarketplace.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html"
	},
	"MK-002": {
		"severity": "ERROR",
		"fix": "Push the image to a repository of the account that publishes.",
		"source": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-troubleshooting.html"
	},
	"MK-003": {
		"severity": "ERROR",
		"fix": "Make the package, its image and its data in a region that is enabled by default, for example us-east-2.",
		"source": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html"
	},
	"MK-004": {
		"severity": "ERROR",
		"fix": "Pack the model as .tar.gz and name it by ModelDataUrl.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html"
	},
	"MK-005": {
		"severity": "ERROR",
		"fix": "Build an inference image of your own, push it to your account, and use it with the model.",
		"source": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html"
	},
	"MK-006": {
		"severity": "WARN",
		"fix": "Put what the container needs into the image or the model archive.",
		"source": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html"
	},
	"MK-007": {
		"severity": "WARN",
		"fix": "Set ImageScanningConfiguration: {ScanOnPush: true} on the repository.",
		"source": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-uploading-your-images.html"
	},
	"MK-008": {
		"severity": "INFO",
		"fix": "Provide only samples that may be public.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageValidationProfile.html"
	},
	"MP-001": {
		"severity": "ERROR",
		"fix": "Keep ModelPackageGroupName for a version, or ModelPackageName for an unversioned package.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-002": {
		"severity": "ERROR",
		"fix": "Give ModelPackageGroupName for a version, or ModelPackageName for an unversioned package.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-003": {
		"severity": "ERROR",
		"fix": "Tag the group, and put what belongs to the version into CustomerMetadataProperties.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-004": {
		"severity": "ERROR",
		"fix": "Deploy the versions in a stack without tags, and tag the group and the other resources one by one.",
		"source": "https://github.com/aws/aws-cdk/issues/33699"
	},
	"MP-005": {
		"severity": "ERROR",
		"fix": "Remove ModelApprovalStatus, or make the package a version with ModelPackageGroupName.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-006": {
		"severity": "ERROR",
		"fix": "Remove CertifyForMarketplace, or give ModelPackageName instead of ModelPackageGroupName.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-007": {
		"severity": "ERROR",
		"fix": "List at least one instance type in each of the two.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html"
	},
	"MP-008": {
		"severity": "ERROR",
		"fix": "Keep InferenceSpecification for containers of your own, or SourceAlgorithmSpecification for an algorithm.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-009": {
		"severity": "ERROR",
		"fix": "Give InferenceSpecification, SourceAlgorithmSpecification, or (a version) the ARN of a model or package as SourceUri.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-010": {
		"severity": "ERROR",
		"fix": "Remove SourceUri and keep the specification, or copy the package and remove the specification.",
		"source": "https://github.com/aws/sagemaker-python-sdk/pull/4492"
	},
	"MP-011": {
		"severity": "ERROR",
		"fix": "Give InferenceSpecification instead, or make the package a version with ModelPackageGroupName.",
		"source": "https://github.com/aws/sagemaker-python-sdk/pull/4492"
	},
	"MP-012": {
		"severity": "WARN",
		"fix": "Give InferenceSpecification with the image and the artifact, or the ARN of a package or model as SourceUri.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-013": {
		"severity": "ERROR",
		"fix": "Pack the artifact as one model.tar.gz, and name it by ModelDataUrl.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html"
	},
	"MP-014": {
		"severity": "WARN",
		"fix": "Approve the version in the template, or add the model when the version is approved.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-015": {
		"severity": "ERROR",
		"fix": "Give the group's name, or arn:PARTITION:sagemaker:REGION:ACCOUNT:model-package-group/NAME of the stack's region.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-016": {
		"severity": "ERROR",
		"fix": "Remove the property; read it with Fn::GetAtt where it is needed.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html"
	},
	"MP-017": {
		"severity": "ERROR",
		"fix": "Remove the property; the version's number is the last part of its ARN.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-019": {
		"severity": "ERROR",
		"fix": "Remove ApprovalDescription, or make the package a version with ModelPackageGroupName.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html"
	},
	"MP-020": {
		"severity": "WARN",
		"fix": "List all of them in AdditionalInferenceSpecifications.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html"
	},
	"MP-021": {
		"severity": "ERROR",
		"fix": "Keep 15 or fewer in the two lists together.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html"
	},
	"MP-022": {
		"severity": "ERROR",
		"fix": "Give each specification a name of its own.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AdditionalInferenceSpecificationDefinition.html"
	},
	"MP-023": {
		"severity": "ERROR",
		"fix": "Shorten the entry, and keep to letters, digits, spaces and _.:/=+-@.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-024": {
		"severity": "WARN",
		"fix": "Use Tags on an unversioned package.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-025": {
		"severity": "ERROR",
		"fix": "Rename the key, without aws:.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-sagemaker-modelpackage-tag.html"
	},
	"MP-026": {
		"severity": "WARN",
		"fix": "Remove ClientToken; CloudFormation and the SDK make one for each request.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-027": {
		"severity": "ERROR",
		"fix": "Write the text in one line; in YAML as a plain or quoted text, or with >-.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-028": {
		"severity": "ERROR",
		"fix": "Give a version like 2.1.0 (one digit, a point, then letters, digits, points and hyphens), and a host name of letters, digits and single hyphens.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html"
	},
	"MP-029": {
		"severity": "ERROR",
		"fix": "Pack the samples as one .tar.gz and name that.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-030": {
		"severity": "WARN",
		"fix": "Use OTHER when none of the listed tasks fits.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-031": {
		"severity": "ERROR",
		"fix": "Refer to resources of the stack's partition; write arn:${AWS::Partition}: and ${AWS::URLSuffix} where a template serves several.",
		"source": "https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html"
	},
	"MP-033": {
		"severity": "ERROR",
		"fix": "Give the name of the group, without a version.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-034": {
		"severity": "ERROR",
		"fix": "Write the value as the service does.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"MP-035": {
		"severity": "WARN",
		"fix": "Match source aws.sagemaker, detail-type SageMaker Model Package State Change, and fields as DescribeModelPackage writes them.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html"
	},
	"MP-036": {
		"severity": "ERROR",
		"fix": "Refer to the version, by Ref of its AWS::SageMaker::ModelPackage or by its ARN (model-package/GROUP/VERSION).",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html"
	},
	"MP-037": {
		"severity": "ERROR",
		"fix": "Give each package a name of its own, or make them versions of one group.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html"
	},
	"MP-038": {
		"severity": "WARN",
		"fix": "Give ModelApprovalStatus as well, or remove ApprovalDescription.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html"
	},
	"MP-039": {
		"severity": "WARN",
		"fix": "Name the file itself, with a content type such as application/json.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MetricsSource.html"
	},
	"MP-040": {
		"severity": "ERROR",
		"fix": "Name one of the version's AdditionalInferenceSpecifications, or leave InferenceSpecificationName out.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html"
	},
	"MP-041": {
		"severity": "WARN",
		"fix": "Let Statistics name statistics.json, and Constraints name constraints.json.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DriftCheckModelDataQuality.html"
	},
	"MP-042": {
		"severity": "WARN",
		"fix": "Leave Image, ModelDataUrl and ModelDataSource out, or ModelPackageName.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html"
	},
	"MP-043": {
		"severity": "WARN",
		"fix": "Give the model EnableNetworkIsolation: true.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html"
	},
	"MP-044": {
		"severity": "ERROR",
		"fix": "Give the variant InstanceType and InitialInstanceCount, or remove what serverless endpoints do not support.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/serverless-endpoints.html"
	},
	"MP-045": {
		"severity": "ERROR",
		"fix": "Allow s3:GetObject on the model, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on the repository, and ecr:GetAuthorizationToken on *.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html"
	},
	"MPG-001": {
		"severity": "ERROR",
		"fix": "Share with an organization or an organizational unit instead of single accounts, and merge statements.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PutModelPackageGroupPolicy.html"
	},
	"MPG-002": {
		"severity": "ERROR",
		"fix": "Allow sagemaker:CreateModelPackage on arn:...:model-package/GROUP/*.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-version.html"
	},
	"MPG-003": {
		"severity": "ERROR",
		"fix": "Leave the description as it was; tags and the resource policy can be changed in place.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html"
	},
	"MPG-004": {
		"severity": "WARN",
		"fix": "Have each version refer to the group by Ref or DependsOn, or retain both.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroup.html"
	},
	"MPG-012": {
		"severity": "WARN",
		"fix": "Put all statements into one policy, on the group's own resource where this stack makes it.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_PutModelPackageGroupPolicy.html"
	},
	"MPG-013": {
		"severity": "ERROR",
		"fix": "Remove the property; read it with Fn::GetAtt where it is needed.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html"
	},
	"MPG-014": {
		"severity": "WARN",
		"fix": "Give the group's ARN for actions on the group, and model-package/GROUP/* for those on its versions.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html"
	},
	"MPG-015": {
		"severity": "WARN",
		"fix": "Name this group, in the region and account of the stack.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html"
	},
	"MPG-016": {
		"severity": "ERROR",
		"fix": "Give each statement Effect, Principal, Action and Resource.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"
	},
	"MPG-017": {
		"severity": "WARN",
		"fix": "Move the action to the policy of the bucket, repository or key, or to a role of the other account.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy.html"
	},
	"MPG-018": {
		"severity": "ERROR",
		"fix": "Give each group a name of its own, or make one group.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackageGroup.html"
	},
	"MPG-019": {
		"severity": "WARN",
		"fix": "Use the reference alone where the ARN is meant, and write the name where only the name is.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackagegroup.html"
	},
	"MPG-020": {
		"severity": "INFO",
		"fix": "Give the group DeletionPolicy: Retain as well.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DeleteModelPackageGroup.html"
	},
	"NC-001": {
		"severity": "ERROR",
		"fix": "Give TargetDevice for a device that Neo knows by name, else TargetPlatform.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html"
	},
	"NC-002": {
		"severity": "ERROR",
		"fix": "Keep InputConfig for an archive in S3, or ModelPackageVersionArn for a version of a group.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html"
	},
	"NC-003": {
		"severity": "ERROR",
		"fix": "Name a version, arn:...:model-package/GROUP/NUMBER, or reference a package that has a group.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html"
	},
	"NC-004": {
		"severity": "ERROR",
		"fix": "Write CompilerOptions such as {\"gpu-code\": \"sm_72\", \"trt-ver\": \"6.0.1\", \"cuda-ver\": \"10.1\"}.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TargetPlatform.html"
	},
	"NC-005": {
		"severity": "ERROR",
		"fix": "Choose a combination of the guide's tables, or drop the accelerator and compile for the CPU.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/neo-supported-devices-edge-devices.html"
	},
	"NC-006": {
		"severity": "ERROR",
		"fix": "Write a level from 21 to 29; drop the option where the target is not ANDROID.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html"
	},
	"NC-007": {
		"severity": "WARN",
		"fix": "Deploy the job in that region, or compile with the Neuron SDK.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html"
	},
	"NC-008": {
		"severity": "ERROR",
		"fix": "Pack the model as .tar.gz, in a bucket of the region where the job runs, and name that object.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html"
	},
	"NC-009": {
		"severity": "ERROR",
		"fix": "Drop FrameworkVersion.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html"
	},
	"NC-010": {
		"severity": "ERROR",
		"fix": "Write JSON with names and shapes, for example {\"input\": [1, 224, 224, 3]}.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html"
	},
	"NC-011": {
		"severity": "WARN",
		"fix": "Write {\"gpu-code\": \"sm_72\"} with double quotes; for ml_inf1 a quoted string, \"\\\"--verbose 1\\\"\".",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html"
	},
	"NC-012": {
		"severity": "WARN",
		"fix": "Write the option as the API reference does.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html"
	},
	"NC-013": {
		"severity": "ERROR",
		"fix": "Compile for an edge device, or from a framework that the target takes.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html"
	},
	"NC-014": {
		"severity": "ERROR",
		"fix": "Repackage the model as a ZIP archive, or leave Unarchive out and unpack it into {work:path} in the Install step.",
		"source": "https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/Unarchiver.java"
	},
	"NC-015": {
		"severity": "ERROR",
		"fix": "Write one of the valid values, in their spelling.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html"
	},
	"NC-016": {
		"severity": "ERROR",
		"fix": "Give it.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html"
	},
	"NC-017": {
		"severity": "ERROR",
		"fix": "Write s3://BUCKET/KEY.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html"
	},
	"NC-018": {
		"severity": "WARN",
		"fix": "Make the name of the execution, for example with States.Format and $$.Execution.Name.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html"
	},
	"NC-019": {
		"severity": "WARN",
		"fix": "Export the model for PyTorch or TensorFlow, or choose another target.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/neo-supported-cloud.html"
	},
	"NC-020": {
		"severity": "ERROR",
		"fix": "Allow sts:AssumeRole to the principal {\"Service\": \"sagemaker.amazonaws.com\"} in the role's trust policy.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html"
	},
	"NC-021": {
		"severity": "ERROR",
		"fix": "Allow s3:GetObject on the archive and s3:PutObject on the output prefix (BUCKET_ARN/PREFIX/*).",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html"
	},
	"S3-001": {
		"severity": "ERROR",
		"fix": "Except the role from the Deny, for example by ArnNotLike aws:PrincipalArn with the role's ARN.",
		"source": "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"
	},
	"S3-002": {
		"severity": "ERROR",
		"fix": "Let the policy ask for aws:kms, and give TransformOutput.KmsKeyId the key that it names.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html"
	},
	"S3-003": {
		"severity": "ERROR",
		"fix": "Name the ARN of the bucket, and for objects the ARN with /*.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html"
	},
	"S3-004": {
		"severity": "WARN",
		"fix": "Name the principals, or add a condition such as aws:PrincipalOrgID; leave AccessControl out and set all four of PublicAccessBlockConfiguration to true.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"
	},
	"S3-005": {
		"severity": "ERROR",
		"fix": "Object actions such as s3:GetObject on BUCKET_ARN/*, bucket actions such as s3:ListBucket on BUCKET_ARN.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html"
	},
	"S3-006": {
		"severity": "WARN",
		"fix": "Limit the rule to another prefix, or remove it.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html"
	},
	"S3-007": {
		"severity": "WARN",
		"fix": "Set DeletionPolicy Retain on the bucket, and do not empty it on deletion.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html"
	},
	"S3-008": {
		"severity": "INFO",
		"fix": "Set VersioningConfiguration.Status to Enabled.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html"
	},
	"S3-009": {
		"severity": "ERROR",
		"fix": "Write {\"Fn::Sub\": \"s3://${BUCKET}/KEY\"}.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html"
	},
	"S3-010": {
		"severity": "ERROR",
		"fix": "Use {\"Ref\": \"BUCKET\"}.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html"
	},
	"S3-011": {
		"severity": "ERROR",
		"fix": "Remove AccessControl, and allow in the bucket's policy what it was for.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html"
	},
	"S3-012": {
		"severity": "ERROR",
		"fix": "Give the bucket VersioningConfiguration with Status: Enabled.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html"
	},
	"S3-013": {
		"severity": "ERROR",
		"fix": "Name the principals, or add a condition such as aws:PrincipalOrgID.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"
	},
	"S3-014": {
		"severity": "WARN",
		"fix": "Use ObjectOwnership BucketOwnerEnforced.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html"
	},
	"S3-015": {
		"severity": "ERROR",
		"fix": "Allow s3.amazonaws.com sqs:SendMessage (or sns:Publish) in the policy, and let the bucket depend on it.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html"
	},
	"S3-016": {
		"severity": "WARN",
		"fix": "Give the rule SourceSelectionCriteria: {SseKmsEncryptedObjects: {Status: Enabled}}.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html"
	},
	"S3-017": {
		"severity": "WARN",
		"fix": "Limit the rule to another prefix, or use a storage class that can be read at once, such as INTELLIGENT_TIERING.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html"
	},
	"S3-018": {
		"severity": "ERROR",
		"fix": "Deny where aws:SecureTransport is false.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html"
	},
	"S3-019": {
		"severity": "WARN",
		"fix": "Name the role (Fn::GetAtt Arn) as principal, or allow it in the role's own policy.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html"
	},
	"S3-020": {
		"severity": "WARN",
		"fix": "Keep the bucket; or add the new one beside it, copy the objects, and move the references after that.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html"
	},
	"S3-021": {
		"severity": "WARN",
		"fix": "Deploy DeletionPolicy: Retain first and remove the bucket after that; or keep it in the template.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html"
	},
	"S3-022": {
		"severity": "WARN",
		"fix": "Keep both policies at Retain.",
		"source": "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html"
	},
	"S3-023": {
		"severity": "WARN",
		"fix": "Keep all four settings true.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"
	},
	"S3-024": {
		"severity": "WARN",
		"fix": "Keep SSEAlgorithm and KMSMasterKeyID.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html"
	},
	"S3-025": {
		"severity": "WARN",
		"fix": "Keep VersioningConfiguration at Status: Enabled.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html"
	},
	"S3-026": {
		"severity": "WARN",
		"fix": "Limit the rule to a prefix of what may go.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html"
	},
	"S3-027": {
		"severity": "WARN",
		"fix": "Keep ReplicationConfiguration.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html"
	},
	"S3-028": {
		"severity": "WARN",
		"fix": "Give the bucket NotificationConfiguration: {EventBridgeConfiguration: {EventBridgeEnabled: true}}.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html"
	},
	"S3-029": {
		"severity": "WARN",
		"fix": "Allow the role kms:Decrypt on both keys.",
		"source": "https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html"
	},
	"SC-001": {
		"severity": "ERROR",
		"fix": "Name a key of the region where the stack is deployed; a change of the key makes a new package.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html"
	},
	"SC-002": {
		"severity": "WARN",
		"fix": "Allow kms:Decrypt on the key to the role, or ask for MetadataOnly.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackage.html"
	},
	"SC-003": {
		"severity": "ERROR",
		"fix": "Use a key with KeySpec SYMMETRIC_DEFAULT and KeyUsage ENCRYPT_DECRYPT, the defaults.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/symmetric-asymmetric.html"
	},
	"SC-004": {
		"severity": "ERROR",
		"fix": "Remove Enabled: false from the key.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html"
	},
	"SC-005": {
		"severity": "ERROR",
		"fix": "Allow kms:* to the account (\"arn:aws:iam::ACCOUNT:root\"), so that IAM policies decide, or name who uses the key.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html"
	},
	"SC-006": {
		"severity": "INFO",
		"fix": "Give the key DeletionPolicy: Retain and UpdateReplacePolicy: Retain.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html"
	},
	"SC-007": {
		"severity": "ERROR",
		"fix": "Write the key's id or ARN, or alias/NAME.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id"
	},
	"VP-002": {
		"severity": "WARN",
		"fix": "Set SplitType, or use BatchStrategy SingleRecord.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html"
	},
	"VP-003": {
		"severity": "ERROR",
		"fix": "Split the samples so that a payload of at most 100 MB is enough.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html"
	},
	"VP-004": {
		"severity": "ERROR",
		"fix": "Lower one of the two.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html"
	},
	"VP-005": {
		"severity": "WARN",
		"fix": "Give MaxPayloadInMB as well, at most 100 divided by MaxConcurrentTransforms.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html"
	},
	"VP-006": {
		"severity": "WARN",
		"fix": "Set MaxPayloadInMB to what a record needs, 6 by default.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html"
	},
	"VP-007": {
		"severity": "WARN",
		"fix": "Set SplitType to Line, or remove AssembleWith.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html"
	},
	"VP-008": {
		"severity": "ERROR",
		"fix": "Use S3Prefix or ManifestFile.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html"
	},
	"VP-009": {
		"severity": "WARN",
		"fix": "Name the manifest, for example s3://BUCKET/val.manifest, or use S3Prefix.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html"
	},
	"VP-010": {
		"severity": "WARN",
		"fix": "Add it to SupportedContentTypes, or change ContentType to what the samples are.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html"
	},
	"VP-011": {
		"severity": "WARN",
		"fix": "Add it to SupportedResponseMIMETypes, or change Accept.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html"
	},
	"VP-012": {
		"severity": "ERROR",
		"fix": "Allow sts:AssumeRole to the principal {\"Service\": \"sagemaker.amazonaws.com\"} in the role's trust policy.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html"
	},
	"VP-013": {
		"severity": "ERROR",
		"fix": "Use aws:SourceArn with ArnLike and arn:PARTITION:sagemaker:REGION:ACCOUNT:*, and aws:SourceAccount with the account of the stack; no other condition.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/security-confused-deputy-prevention.html"
	},
	"VP-014": {
		"severity": "ERROR",
		"fix": "Allow s3:GetObject on the model and the input objects (BUCKET_ARN/PREFIX*), s3:ListBucket on the input bucket's own ARN, s3:PutObject on OUTPUT/*, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer on the repository, and ecr:GetAuthorizationToken on *. Where the message names a statement that denies it, or a boundary, narrow that.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html"
	},
	"VP-015": {
		"severity": "ERROR",
		"fix": "Use fewer and shorter variables, named with letters, digits and underscores.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformJobDefinition.html"
	},
	"VP-016": {
		"severity": "WARN",
		"fix": "Remove SkipModelValidation, or what it contradicts.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html"
	},
	"VP-017": {
		"severity": "WARN",
		"fix": "Use one instance, or split the sample into several objects below a prefix.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html"
	},
	"VP-018": {
		"severity": "ERROR",
		"fix": "Use a bucket of the stack's region.",
		"source": "https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html"
	},
	"VP-019": {
		"severity": "WARN",
		"fix": "Remove the property.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html"
	},
	"VP-020": {
		"severity": "WARN",
		"fix": "Use BatchStrategy SingleRecord, or try it with the containers first.",
		"source": "https://github.com/aws/sagemaker-python-sdk/issues/4042"
	},
	"VP-021": {
		"severity": "INFO",
		"fix": "Make the model smaller, or use a type with local storage, for example ml.g4dn.xlarge.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform-storage.html"
	},
	"VP-023": {
		"severity": "WARN",
		"fix": "Remove SplitType, or use RecordIO or TFRecord for data in that form.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html"
	},
	"VP-024": {
		"severity": "WARN",
		"fix": "Set MaxPayloadInMB, 6 by default.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html"
	},
	"VP-025": {
		"severity": "ERROR",
		"fix": "Keep samples and model below prefixes of their own.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html"
	},
	"VP-026": {
		"severity": "WARN",
		"fix": "Write to a prefix that does not begin with the input's; end the input with \"/\".",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html"
	},
	"VP-027": {
		"severity": "INFO",
		"fix": "End the prefix with \"/\".",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html"
	},
	"VP-028": {
		"severity": "WARN",
		"fix": "Name a prefix, for example s3://BUCKET/validation/out/.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html"
	},
	"VP-030": {
		"severity": "WARN",
		"fix": "Use SplitType Line for text.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html"
	},
	"VP-031": {
		"severity": "WARN",
		"fix": "Set CompressionType to Gzip for .gz objects, and only for them.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html"
	},
	"VP-032": {
		"severity": "INFO",
		"fix": "Set ContentType to one of SupportedContentTypes.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html"
	},
	"VP-033": {
		"severity": "WARN",
		"fix": "Name the sample that fits ContentType, or change ContentType.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html"
	},
	"VP-034": {
		"severity": "ERROR",
		"fix": "Name a key, an image and buckets of the stack's region.",
		"source": "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html"
	}
}
