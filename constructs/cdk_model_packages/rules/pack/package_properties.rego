# What a package says of itself: its properties, one by one.
package cdk_model_packages

import rego.v1

# METADATA
# title: An unversioned package has ModelDataUrl, no ModelDataSource
# description: >-
#   ModelDataSource (an uncompressed or structured artifact) is not accepted in unversioned packages, nor on AWS
#   Marketplace. The request is refused.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
#   description: ModelDataSource cannot be used with SageMaker Marketplace.
# - ref: https://github.com/aws/sagemaker-python-sdk/pull/4492
#   description: The SDK refuses ModelDataSource for an unversioned package.
# custom:
#   id: MP-013
#   severity: error
#   confidence: documented
#   fix: Pack the artifact as one model.tar.gz, and name it by ModelDataUrl.
violation contains finding("MP-013", name, path, message) if {
	some [name, place, container] in property_containers
	unversioned[name]
	has(container, "ModelDataSource")
	path := array.concat(place, ["ModelDataSource"])
	message := "ModelDataSource is given, and the package is unversioned (ModelPackageName)"
}

property_containers contains [name, ["InferenceSpecification", "Containers", index], container] if {
	some name, package_ in packages
	some index, container in list(package_.InferenceSpecification, "Containers")
}

property_containers contains [name, [key, number, "Containers", index], container] if {
	some name, package_ in packages
	some key in ["AdditionalInferenceSpecifications", "AdditionalInferenceSpecificationsToAdd"]
	some number, specification in list(package_, key)
	some index, container in list(specification, "Containers")
}

# METADATA
# title: What the service answers is no input
# description: >-
#   ARN, times and status of a package are read-only. The CDK and older references offer some of them as properties;
#   CloudFormation refuses a template that sets one.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html
#   description: They are return values.
# - ref: https://github.com/aws-cloudformation/cloudformation-cli/blob/master/src/rpdk/core/data/schema/provider.definition.schema.v1.json
#   description: A read-only property cannot be specified by the customer.
# custom:
#   id: MP-016
#   severity: error
#   confidence: documented
#   fix: Remove the property; read it with Fn::GetAtt where it is needed.
violation contains finding("MP-016", name, [key], message) if {
	some name, package_ in packages
	some key in ["CreationTime", "LastModifiedTime", "ModelPackageArn", "ModelPackageStatus"]
	package_[key] != null
	message := sprintf("%v is set by the service and cannot be given", [key])
}

# METADATA
# title: Number and status details of a version are no input
# description: >-
#   The service numbers versions and reports on them. CloudFormation's schema lets both be given, and no API call takes
#   them: the deployment fails, or drifts for ever.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: The request has neither of them.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackage.html
#   description: Both are in the response.
# custom:
#   id: MP-017
#   severity: error
#   confidence: inferred
#   fix: Remove the property; the version's number is the last part of its ARN.
violation contains finding("MP-017", name, [key], message) if {
	some name, package_ in packages
	some key in ["ModelPackageStatusDetails", "ModelPackageVersion"]
	has(package_, key)
	message := sprintf("%v is assigned by the service: neither create nor update takes it", [key])
}

# METADATA
# title: Only a version has an approval description
# description: >-
#   ApprovalDescription reaches the service through UpdateModelPackage, which updates versions only. On an unversioned
#   package the call is refused after the package is made.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html
#   description: Updates a versioned model; has ApprovalDescription.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: The request has no ApprovalDescription.
# custom:
#   id: MP-019
#   severity: error
#   confidence: inferred
#   fix: Remove ApprovalDescription, or make the package a version with ModelPackageGroupName.
violation contains finding("MP-019", name, ["ApprovalDescription"], message) if {
	some name, package_ in unversioned
	has(package_, "ApprovalDescription")
	message := "ApprovalDescription is given, and the package is unversioned (ModelPackageName)"
}

# METADATA
# title: Additional inference specifications are given at creation, not added
# description: >-
#   AdditionalInferenceSpecificationsToAdd is an input of UpdateModelPackage alone, and is never read back: drift of it
#   stays unseen. An unversioned package cannot be updated at all.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html
#   description: Only the update has it.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html
#   description: The property is write-only.
# custom:
#   id: MP-020
#   severity: warning
#   confidence: inferred
#   fix: List all of them in AdditionalInferenceSpecifications.
violation contains finding("MP-020", name, ["AdditionalInferenceSpecificationsToAdd"], message) if {
	some name, package_ in packages
	gives(package_, "AdditionalInferenceSpecificationsToAdd")
	message := "AdditionalInferenceSpecificationsToAdd is an input of updates only"
}

# METADATA
# title: A package has at most 15 additional inference specifications
# description: >-
#   Each of the two lists may have 15 entries by itself; the service counts them together, and refuses the update that
#   goes beyond.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html
#   description: The total number cannot exceed 15.
# custom:
#   id: MP-021
#   severity: error
#   confidence: documented
#   fix: Keep 15 or fewer in the two lists together.
violation contains finding("MP-021", name, ["AdditionalInferenceSpecificationsToAdd"], message) if {
	some name, package_ in packages
	given := count(list_or_empty(package_, "AdditionalInferenceSpecifications"))
	added := count(list_or_empty(package_, "AdditionalInferenceSpecificationsToAdd"))
	given + added > 15
	max([given, added]) <= 15 # more in one list is an error of the schema
	message := sprintf("%d and %d to add are %d additional inference specifications; a package has at most 15", [
		given, added, given + added,
	])
}

# METADATA
# title: Additional inference specifications have different names
# description: The name identifies the specification within its package; a second one of the same name is refused.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_AdditionalInferenceSpecificationDefinition.html
#   description: The name must be unique within the list of a model package.
# custom:
#   id: MP-022
#   severity: error
#   confidence: documented
#   fix: Give each specification a name of its own.
violation contains finding("MP-022", name, [key, index, "Name"], message) if {
	some name, given in property_specifications
	some [key, index, own] in given
	some [other_key, other_index, other] in given
	other == own
	[key, index] > [other_key, other_index]
	message := sprintf("the name %v is that of %v.%d as well", [own, other_key, other_index])
}

property_specifications[name] contains [key, index, specification.Name] if {
	some name, package_ in packages
	some key in ["AdditionalInferenceSpecifications", "AdditionalInferenceSpecificationsToAdd"]
	some index, specification in list(package_, key)
	literal(specification.Name)
}

# METADATA
# title: Customer metadata keeps the service's limits
# description: >-
#   1 to 50 entries, keys of at most 128 and values of 1 to 256 letters, digits, spaces and _.:/=+-@. The registry's
#   schema is not enforced before the service refuses the request.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: CustomerMetadataProperties with the limits of entries, keys and values.
# custom:
#   id: MP-023
#   severity: error
#   confidence: documented
#   fix: Shorten the entry, and keep to letters, digits, spaces and _.:/=+-@.
violation contains finding("MP-023", name, ["CustomerMetadataProperties"], message) if {
	some name, metadata in property_metadata
	number := count(metadata)
	not property_within(number, 50)
	message := sprintf("CustomerMetadataProperties has %d entries; 1 to 50 are taken", [number])
}

violation contains finding("MP-023", name, ["CustomerMetadataProperties", key], message) if {
	some name, metadata in property_metadata
	some key in object.keys(metadata)
	count(key) > 128
	message := sprintf("a key of customer metadata has %d characters; at most 128 are taken", [count(key)])
}

violation contains finding("MP-023", name, ["CustomerMetadataProperties", key], message) if {
	some name, metadata in property_metadata
	some key, value in metadata
	literal(value)
	not property_within(count(value), 256)
	message := sprintf("the value of %v has %d characters; 1 to 256 are taken", [key, count(value)])
}

violation contains finding("MP-023", name, ["CustomerMetadataProperties", key], message) if {
	some name, metadata in property_metadata
	some key, value in metadata
	is_string(value)
	not regex.match(`^[A-Za-z0-9 _.:/=+@-]*$`, value) # quicker, and nearly always so
	literal(value)
	wrong := regex.find_n(`[^\p{L}\p{Z}\p{N}_.:/=+\-@]`, value, 1)[0]
	message := sprintf("the value of %v holds %v; letters, digits, spaces and _.:/=+-@ are taken", [key, property_character(wrong)])
}

property_metadata[name] := metadata if {
	some name, package_ in packages
	metadata := package_.CustomerMetadataProperties
	is_object(metadata)
	not has(metadata, "__dynamic")
	not has(metadata, "__ref")
}

property_within(number, most) if {
	number > 0
	number <= most
}

property_character(character) := "a control character" if regex.match(`[\p{Cc}\p{Cf}]`, character)

property_character(character) := character if not regex.match(`[\p{Cc}\p{Cf}]`, character)

# METADATA
# title: Customer metadata belongs to versions
# description: >-
#   CustomerMetadataProperties are associated with the versions of a group, and changed by UpdateModelPackage, which
#   updates versions only. Unversioned packages have tags.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: The metadata properties associated with the model package versions.
# custom:
#   id: MP-024
#   severity: warning
#   confidence: inferred
#   fix: Use Tags on an unversioned package.
violation contains finding("MP-024", name, ["CustomerMetadataProperties"], message) if {
	some name, package_ in unversioned
	gives(package_, "CustomerMetadataProperties")
	message := "CustomerMetadataProperties is given, and the package is unversioned (ModelPackageName)"
}

# METADATA
# title: "Tag keys do not start with aws:"
# description: "The prefix aws: is AWS's own, in any case of letters. A tag with it is refused, and the stack rolls back."
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-sagemaker-modelpackage-tag.html
#   description: "The key cannot be prefixed with aws:."
# - ref: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
#   description: The prefix is reserved in upper and lower case.
# custom:
#   id: MP-025
#   severity: error
#   confidence: documented
#   fix: "Rename the key, without aws:."
violation contains finding("MP-025", name, ["Tags", index, "Key"], message) if {
	some type in ["ModelPackage", "ModelPackageGroup", "Algorithm", "ModelCard"]
	some name in resources_of_type(sprintf("AWS::SageMaker::%v", [type]))
	some index, tag in list(properties(name), "Tags")
	literal(tag.Key)
	startswith(lower(tag.Key), "aws:")
	message := sprintf("the tag key %v has a prefix that is AWS's own", [tag.Key])
}

# METADATA
# title: No constant client token
# description: >-
#   The token tells a repeated request from a new one. With a constant token the replacement of a package looks like a
#   repetition of the first request: no new version comes of it, or the request is refused.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: The token guarantees that the call is idempotent.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html
#   description: A change of ClientToken replaces the package.
# custom:
#   id: MP-026
#   severity: warning
#   confidence: inferred
#   fix: Remove ClientToken; CloudFormation and the SDK make one for each request.
violation contains finding("MP-026", name, ["ClientToken"], message) if {
	some name, package_ in packages
	literal(package_.ClientToken)
	message := sprintf("ClientToken is the constant %v", [package_.ClientToken])
}

# METADATA
# title: Descriptions and metadata have one line
# description: >-
#   The service matches these texts as a whole, and a line break or another control character is in none of the
#   patterns. The schema's patterns are not anchored, so that they pass offline. A YAML block (| or >) ends in a line
#   break.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: "Patterns of ModelPackageDescription (letters, marks, separators, symbols, numbers, punctuation) and of the metadata (.*)."
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackageGroup.html
#   description: Pattern of ModelPackageGroupDescription.
# custom:
#   id: MP-027
#   severity: error
#   confidence: inferred
#   fix: Write the text in one line; in YAML as a plain or quoted text, or with >-.
violation contains finding("MP-027", name, path, message) if {
	some [name, path, value] in property_descriptions
	whole := text(value)
	not regex.match(`^[ -~]*$`, whole) # quicker, and nearly always so
	wrong := regex.find_n(`[\p{Cc}\p{Cf}\p{Co}]`, whole, 1)[0]
	message := sprintf("%v holds %v", [path[count(path) - 1], property_control(wrong)])
}

violation contains finding("MP-027", name, path, message) if {
	some [name, path, value] in property_lines
	whole := text(value)
	not regex.match(`^[ -~]*$`, whole)
	regex.match(`[\n\r\x{85}\x{2028}\x{2029}]`, whole)
	message := sprintf("%v has more than one line", [path[count(path) - 1]])
}

property_control(character) := "a line break" if character in {"\n", "\r"}

property_control(character) := "a control character" if not character in {"\n", "\r"}

property_descriptions contains [name, ["ModelPackageDescription"], package_.ModelPackageDescription] if {
	some name, package_ in packages
}

property_descriptions contains [name, ["ModelPackageGroupDescription"], group.ModelPackageGroupDescription] if {
	some name, group in groups
}

property_descriptions contains [name, [key, index, "Description"], specification.Description] if {
	some name, package_ in packages
	some key in ["AdditionalInferenceSpecifications", "AdditionalInferenceSpecificationsToAdd"]
	some index, specification in list(package_, key)
}

property_lines contains [name, ["ApprovalDescription"], package_.ApprovalDescription] if {
	some name, package_ in packages
}

property_lines contains [name, ["MetadataProperties", key], value] if {
	some name, package_ in packages
	some key in ["CommitId", "GeneratedBy", "ProjectId", "Repository"]
	value := package_.MetadataProperties[key]
}

# METADATA
# title: Framework version and host name match their pattern as a whole
# description: >-
#   The schema's patterns have no closing anchor, so that a value passes offline of which only a part matches. The
#   service matches the whole value and refuses it: a framework version has one digit before its first point.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: Patterns of FrameworkVersion and ContainerHostname.
# custom:
#   id: MP-028
#   severity: error
#   confidence: inferred
#   fix: "Give a version like 2.1.0 (one digit, a point, then letters, digits, points and hyphens), and a host name of letters, digits and single hyphens."
violation contains finding("MP-028", name, path, message) if {
	some [name, place, container] in property_containers
	some key, patterns in property_patterns
	value := container[key]
	literal(value)
	regex.match(patterns.offline, value) # else the schema tells
	not regex.match(patterns.service, value)
	path := array.concat(place, [key])
	message := sprintf("%v %v does not match %v as a whole", [key, value, patterns.service])
}

property_patterns := {
	"FrameworkVersion": {"offline": `[0-9]\.[A-Za-z0-9.]+`, "service": `^[0-9]\.[A-Za-z0-9.-]+$`},
	"ContainerHostname": {
		"offline": `^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}`,
		"service": `^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$`,
	},
}

# METADATA
# title: SamplePayloadUrl names one .tar.gz
# description: >-
#   The sample payload is one gzip-compressed tar archive. Load tests of Inference Recommender unpack it and fail on
#   anything else.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: The path must point to a single gzip compressed tar archive (.tar.gz suffix).
# custom:
#   id: MP-029
#   severity: error
#   confidence: documented
#   fix: Pack the samples as one .tar.gz and name that.
violation contains finding("MP-029", name, ["SamplePayloadUrl"], message) if {
	some name, package_ in packages
	url := text(package_.SamplePayloadUrl)
	not endswith(url, ".tar.gz")
	not endswith(url, "}")
	not contains(url, "?")
	message := sprintf("SamplePayloadUrl %v does not name a .tar.gz", [identity_shown(url)])
}

# METADATA
# title: Task is one that Inference Recommender knows
# description: >-
#   The property takes any text. Inference Recommender knows eight tasks, and finds no benchmark for a version with
#   another one.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: Lists the tasks, and says to use OTHER where none fits.
# custom:
#   id: MP-030
#   severity: warning
#   confidence: documented
#   fix: Use OTHER when none of the listed tasks fits.
violation contains finding("MP-030", name, ["Task"], message) if {
	some name, package_ in packages
	literal(package_.Task)
	not package_.Task in property_tasks
	message := sprintf("Task %v is none of %v", [package_.Task, words(property_tasks)])
}

property_tasks := {
	"CLASSIFICATION", "FILL_MASK", "IMAGE_CLASSIFICATION", "IMAGE_SEGMENTATION",
	"OBJECT_DETECTION", "OTHER", "REGRESSION", "TEXT_GENERATION",
}

# METADATA
# title: What a package refers to is in its partition
# description: >-
#   No request crosses partitions (aws, aws-cn, aws-us-gov, ...): an image, role, key or source of another one than the
#   stack's cannot be reached, and the package is refused.
# related_resources:
# - ref: https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
#   description: Partitions are isolated from each other.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: The ARNs that a package holds.
# custom:
#   id: MP-031
#   severity: error
#   confidence: inferred
#   fix: "Refer to resources of the stack's partition; write arn:${AWS::Partition}: and ${AWS::URLSuffix} where a template serves several."
violation contains finding("MP-031", name, path, message) if {
	some name, references in property_partitions
	some [path, partition] in references
	path != ["ModelPackageGroupName"] # its region says so already
	partition != property_stack_partition
	message := sprintf("%v is in partition %v, the stack (%v) in %v", [
		property_place(path), partition, deploy_region, property_stack_partition,
	])
}

violation contains finding("MP-031", name, path, message) if {
	some name, references in property_partitions
	not deploy_region
	[first, expected] := sort(references)[0]
	some [path, partition] in references
	partition != expected
	message := sprintf("%v is in partition %v, and %v in %v", [
		property_place(path), partition, property_place(first), expected,
	])
}

property_partitions[name] contains [path, partition] if {
	some name, package_ in packages
	some path in [
		["ModelPackageGroupName"], ["SourceUri"], ["SecurityConfig", "KmsKeyId"],
		["ValidationSpecification", "ValidationRole"],
	]
	value := object.get(package_, path, null)
	value != null
	partition := arn(value).partition
	literal(partition)
}

property_partitions[name] contains [path, partition] if {
	some name, package_ in packages
	some index, source in list(package_.SourceAlgorithmSpecification, "SourceAlgorithms")
	path := ["SourceAlgorithmSpecification", "SourceAlgorithms", index, "AlgorithmName"]
	partition := arn(source.AlgorithmName).partition
	literal(partition)
}

property_partitions[name] contains [path, partition] if {
	some [name, place, container] in property_containers
	host := split(part_of(text(container.Image), "/", 0), ".") # ACCOUNT.dkr.ecr.REGION.SUFFIX
	host[1] == "dkr"
	partition := property_host_partition(host)
	path := array.concat(place, ["Image"])
}

property_host_partition(host) := property_partition(host[3]) if literal(host[3])

property_host_partition(host) := "aws-cn" if {
	not literal(host[3])
	host[count(host) - 1] == "cn"
}

property_stack_partition := property_partition(deploy_region)

default property_partition(_) := "aws"

property_partition(region) := partition if {
	some prefix, partition in property_partition_prefixes
	startswith(region, prefix)
}

property_partition_prefixes := {
	"cn-": "aws-cn", "us-gov-": "aws-us-gov", "us-iso-": "aws-iso", "us-isob-": "aws-iso-b",
	"us-isof-": "aws-iso-f", "eu-isoe-": "aws-iso-e", "eusc-": "aws-eusc",
}

property_place(path) := concat(".", parts) if {
	parts := [part |
		some key in path
		part := sprintf("%v", [key])
	]
}

# METADATA
# title: Approval and validation are said in the service's words
# description: >-
#   Values are compared letter by letter: APPROVED is not Approved. Older references print them in upper case. The
#   request is refused.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: The valid values of ModelApprovalStatus and SkipModelValidation.
# custom:
#   id: MP-034
#   severity: error
#   confidence: documented
#   fix: Write the value as the service does.
violation contains finding("MP-034", name, [key], message) if {
	some name, package_ in packages
	some key, allowed in property_values
	value := package_[key]
	literal(value)
	not value in allowed
	message := sprintf("%v %v is none of %v", [key, value, words(allowed)])
}

property_values := {
	"ModelApprovalStatus": {"Approved", "PendingManualApproval", "Rejected"},
	"SkipModelValidation": {"All", "None"},
}

# METADATA
# title: An approval description goes with an approval status
# description: >-
#   ApprovalDescription describes the approval status. Without a status the version waits for approval, and the text
#   stands beside a decision that nobody has made.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateModelPackage.html
#   description: A description for the approval status of the model.
# custom:
#   id: MP-038
#   severity: warning
#   confidence: inferred
#   fix: Give ModelApprovalStatus as well, or remove ApprovalDescription.
violation contains finding("MP-038", name, ["ApprovalDescription"], message) if {
	some name, version in versions
	gives(version, "ApprovalDescription")
	not has(version, "ModelApprovalStatus")
	message := "ApprovalDescription is given without ModelApprovalStatus"
}

# METADATA
# title: A metric or baseline is one file of a named type
# description: >-
#   ModelMetrics and DriftCheckBaselines name single files. SageMaker Studio and Model Monitor read them by their URI and
#   content type; a prefix, or a type that is none, is accepted and shows nothing.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MetricsSource.html
#   description: Content type and S3 URI of the metric source.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_FileSource.html
#   description: Content type and S3 URI of the file source.
# custom:
#   id: MP-039
#   severity: warning
#   confidence: inferred
#   fix: Name the file itself, with a content type such as application/json.
violation contains finding("MP-039", name, array.concat(path, ["S3Uri"]), message) if {
	some [name, path, source] in property_metrics
	uri := text(source.S3Uri)
	endswith(uri, "/")
	message := sprintf("%v is a prefix; a metric or baseline is one file", [identity_shown(uri)])
}

violation contains finding("MP-039", name, array.concat(path, ["ContentType"]), message) if {
	some [name, path, source] in property_metrics
	type := source.ContentType
	literal(type)
	not regex.match(`^[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+( *;.*)?$`, type)
	message := sprintf("ContentType %v is no content type (type/subtype)", [type])
}

property_metrics contains [name, [key, area, part], source] if {
	some name, package_ in packages
	some key in ["DriftCheckBaselines", "ModelMetrics"]
	areas := package_[key]
	is_object(areas)
	some area, parts in areas
	is_object(parts)
	some part, source in parts
	is_object(source)
}

# METADATA
# title: Statistics and constraints are not mistaken for each other
# description: >-
#   A baseline has two files, statistics and constraints. The service accepts either in the place of the other; the
#   monitor or the quality check that reads them later fails, or compares with the wrong numbers.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DriftCheckModelDataQuality.html
#   description: Statistics and Constraints are two sources.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor-byoc-statistics.html
#   description: The files are called statistics.json and constraints.json.
# custom:
#   id: MP-041
#   severity: warning
#   confidence: inferred
#   fix: Let Statistics name statistics.json, and Constraints name constraints.json.
violation contains finding("MP-041", name, array.concat(path, ["S3Uri"]), message) if {
	some [name, path, source] in property_metrics
	part := path[count(path) - 1]
	other := {"Statistics": "constraints", "Constraints": "statistics"}[part]
	parts := split(lower(told_end(source.S3Uri)), "/")
	file := parts[count(parts) - 1]
	contains(file, other)
	not contains(file, lower(part))
	message := sprintf("%v names %v", [part, file])
}
