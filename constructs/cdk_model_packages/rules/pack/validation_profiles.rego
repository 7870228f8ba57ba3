# The validation of a package: the transform job that SageMaker runs before it takes the package.
package cdk_model_packages

import rego.v1

vp_job(where, path) := array.concat(where[1], path)

# `vp_inputs[[name, path]]` of a job: what it reads.
vp_inputs[where] := {
	"type": source.S3DataType, "uri": uri, "end": end, "bucket": place.bucket, "key": place.key, "file": file,
	"path": path,
} if {
	some where, transform in transform_jobs
	path := array.concat(where[1], ["TransformInput", "DataSource", "S3DataSource", "S3Uri"])
	place := validation_data[[where[0], path]].place
	source := transform.job.TransformInput.DataSource.S3DataSource
	uri := text(source.S3Uri)
	end := told_end(uri)
	file := vp_names_a_file(end)
}

# `vp_outputs[[name, path]]` of a job: where it writes.
vp_outputs[where] := {"uri": uri, "place": place, "file": file} if {
	some where, transform in transform_jobs
	path := array.concat(where[1], ["TransformOutput", "S3OutputPath"])
	place := validation_data[[where[0], path]].place
	uri := text(transform.job.TransformOutput.S3OutputPath)
	file := vp_names_a_file(told_end(uri))
}

# Whether a location ends like a data file.
default vp_names_a_file(_) := false

vp_names_a_file(end) if {
	names := split(end, "/")
	parts := split(lower(names[count(names) - 1]), ".")
	count(parts) > 1
	vp_is_file(parts, count(parts) - 1)
}

vp_is_file(parts, last) if parts[last] in vp_endings

vp_is_file(parts, last) if {
	parts[last] in {"gz", "bz2", "zst", "out"}
	parts[last - 1] in vp_endings
}

vp_endings := {
	"csv", "tsv", "txt", "json", "jsonl", "jsonlines", "ndjson", "xml", "parquet", "avro", "orc", "libsvm", "svm", "png",
	"jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "wav", "mp3", "flac", "mp4", "npy", "npz", "pkl", "pickle", "pbr",
	"protobuf", "rec", "recordio", "tfrecord", "tfrecords", "zip", "out", "manifest",
}

# --- how records are sent

# METADATA
# title: MultiRecord needs a SplitType
# description: >-
#   Without a SplitType each object is one payload, and there is nothing to batch. The documentation asks for a
#   SplitType of Line, RecordIO or TFRecord.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html
#   description: To enable the batch strategy, SplitType must be Line, RecordIO or TFRecord.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html
#   description: With SplitType None, request payloads contain the entire contents of an input object.
# custom:
#   id: VP-002
#   severity: warning
#   confidence: documented
#   fix: Set SplitType, or use BatchStrategy SingleRecord.
violation contains finding("VP-002", where[0], path, message) if {
	some where, transform in transform_jobs
	transform.job.BatchStrategy == "MultiRecord"
	vp_is_unsplit(transform.job.TransformInput)
	path := vp_job(where, ["BatchStrategy"])
	message := "BatchStrategy is MultiRecord, but the input is not split (no SplitType): each object is one payload"
}

vp_is_unsplit(given) if given.SplitType == "None"

vp_is_unsplit(given) if {
	told(given)
	not has(given, "SplitType")
}

# METADATA
# title: MaxPayloadInMB is at most 100
# description: >-
#   CloudFormation knows no maximum; the service refuses more than 100.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html
#   description: The value of MaxPayloadInMB cannot be greater than 100 MB.
# custom:
#   id: VP-003
#   severity: error
#   confidence: documented
#   fix: Split the samples so that a payload of at most 100 MB is enough.
violation contains finding("VP-003", where[0], vp_job(where, ["MaxPayloadInMB"]), message) if {
	some where, transform in transform_jobs
	payload := number_of(transform.job.MaxPayloadInMB)
	payload > 100
	message := sprintf("MaxPayloadInMB is %d, of at most 100", [payload])
}

# METADATA
# title: Payloads in flight are at most 100 MB
# description: >-
#   MaxConcurrentTransforms times MaxPayloadInMB may not exceed 100. The service refuses the job.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html
#   description: MaxConcurrentTransforms * MaxPayloadInMB also cannot exceed 100 MB.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html
#   description: The same limit.
# custom:
#   id: VP-004
#   severity: error
#   confidence: documented
#   fix: Lower one of the two.
violation contains finding("VP-004", where[0], vp_job(where, ["MaxConcurrentTransforms"]), message) if {
	some where, transform in transform_jobs
	payload := number_of(transform.job.MaxPayloadInMB)
	payload <= 100
	requests_ := number_of(transform.job.MaxConcurrentTransforms)
	requests_ * payload > 100
	message := sprintf(
		"MaxConcurrentTransforms %d times MaxPayloadInMB %d is %d, of at most 100",
		[requests_, payload, requests_ * payload],
	)
}

# METADATA
# title: MaxConcurrentTransforms fits the default payload
# description: >-
#   MaxPayloadInMB is 6 when it is not given, so that more than 16 requests exceed the 100 MB in flight, unless the
#   container asks for a smaller payload.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html
#   description: The default value of MaxPayloadInMB is 6 MB.
# custom:
#   id: VP-005
#   severity: warning
#   confidence: inferred
#   fix: Give MaxPayloadInMB as well, at most 100 divided by MaxConcurrentTransforms.
violation contains finding("VP-005", where[0], vp_job(where, ["MaxConcurrentTransforms"]), message) if {
	some where, transform in transform_jobs
	not has(transform.job, "MaxPayloadInMB")
	requests_ := number_of(transform.job.MaxConcurrentTransforms)
	requests_ * 6 > 100
	message := sprintf(
		"MaxConcurrentTransforms %d times the default MaxPayloadInMB of 6 is %d, of at most 100", [requests_, requests_ * 6],
	)
}

# METADATA
# title: An unlimited payload needs a server that takes chunks
# description: >-
#   MaxPayloadInMB 0 sends the data in HTTP chunks. Built-in algorithms and many servers do not take them: each request
#   fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html
#   description: For large payloads, 0 uses HTTP chunked encoding; built-in algorithms do not support it.
# custom:
#   id: VP-006
#   severity: warning
#   confidence: documented
#   fix: Set MaxPayloadInMB to what a record needs, 6 by default.
violation contains finding("VP-006", where[0], vp_job(where, ["MaxPayloadInMB"]), message) if {
	some where, transform in transform_jobs
	number_of(transform.job.MaxPayloadInMB) == 0
	message := "MaxPayloadInMB 0 sends payloads without limit in HTTP chunks, which the container has to support"
}

# METADATA
# title: AssembleWith Line goes with a SplitType
# description: >-
#   AssembleWith Line adds a newline after each record. Without a SplitType a whole object is one record, and nothing is
#   assembled.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html
#   description: With SplitType Line you can set AssembleWith to Line.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html
#   description: Line adds a newline character at the end of every transformed record.
# custom:
#   id: VP-007
#   severity: warning
#   confidence: documented
#   fix: Set SplitType to Line, or remove AssembleWith.
violation contains finding("VP-007", where[0], vp_job(where, ["TransformOutput", "AssembleWith"]), message) if {
	some where, transform in transform_jobs
	transform.job.TransformOutput.AssembleWith == "Line"
	vp_is_unsplit(transform.job.TransformInput)
	message := "AssembleWith is Line, but the input is not split (no SplitType)"
}

# METADATA
# title: Transform input is a prefix or a manifest
# description: >-
#   CloudFormation's schema has AugmentedManifestFile, which batch transform does not take. The job is refused.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html
#   description: ManifestFile and S3Prefix are compatible, AugmentedManifestFile is not.
# custom:
#   id: VP-008
#   severity: error
#   confidence: documented
#   fix: Use S3Prefix or ManifestFile.
violation contains finding("VP-008", where[0], path, message) if {
	some where, transform in transform_jobs
	type_ := transform.job.TransformInput.DataSource.S3DataSource.S3DataType
	type_ in {"AugmentedManifestFile", "Converse"}
	path := vp_job(where, ["TransformInput", "DataSource", "S3DataSource", "S3DataType"])
	message := sprintf("S3DataType %s is not for batch transform", [shown(type_)])
}

# METADATA
# title: ManifestFile names one object
# description: >-
#   The location of a ManifestFile is the manifest itself. A prefix is none, and the job finds no input.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html
#   description: With ManifestFile, S3Uri identifies an object that is a manifest file.
# custom:
#   id: VP-009
#   severity: warning
#   confidence: inferred
#   fix: Name the manifest, for example s3://BUCKET/val.manifest, or use S3Prefix.
violation contains finding("VP-009", where[0], samples.path, message) if {
	some where, samples in vp_inputs
	samples.type == "ManifestFile"
	container_is_no_object(samples.key)
	message := sprintf("%s is a prefix or a bucket, not a manifest", [shown(samples.uri)])
}

# --- media types

# METADATA
# title: The sample's content type is one that the package supports
# description: >-
#   ContentType is handed to the container unchecked. One that the package does not claim to support shows that the
#   samples or the claim are wrong, and most containers refuse it.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html
#   description: SupportedContentTypes are the supported MIME types for the input data.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html
#   description: ContentType is used with each HTTP call.
# custom:
#   id: VP-010
#   severity: warning
#   confidence: inferred
#   fix: Add it to SupportedContentTypes, or change ContentType to what the samples are.
violation contains finding("VP-010", where[0], vp_job(where, ["TransformInput", "ContentType"]), message) if {
	some where, transform in transform_jobs
	sent := transform.job.TransformInput.ContentType
	literal(sent)
	supported := vp_media_types(transform["package"].InferenceSpecification, "SupportedContentTypes")
	not vp_is_among(sent, supported)
	message := sprintf("ContentType %s is not in SupportedContentTypes (%s)", [shown(sent), shown(words(supported))])
}

# METADATA
# title: The answer that is asked for is one that the package supports
# description: >-
#   Accept goes to the container with each request. One that the package does not claim to answer with is refused by
#   most containers.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html
#   description: SupportedResponseMIMETypes are the supported MIME types for the output data.
# custom:
#   id: VP-011
#   severity: warning
#   confidence: inferred
#   fix: Add it to SupportedResponseMIMETypes, or change Accept.
violation contains finding("VP-011", where[0], vp_job(where, ["TransformOutput", "Accept"]), message) if {
	some where, transform in transform_jobs
	accepted := transform.job.TransformOutput.Accept
	literal(accepted)
	supported := vp_media_types(transform["package"].InferenceSpecification, "SupportedResponseMIMETypes")
	every one in split(accepted, ",") { not vp_is_among(one, supported) }
	message := sprintf("Accept %s is not in SupportedResponseMIMETypes (%s)", [shown(accepted), shown(words(supported))])
}

# A list of media types, all of them determined.
vp_media_types(specification, property) := supported if {
	supported := list_or_empty(specification, property)
	count(supported) > 0
	every one in supported { literal(one) }
}

# Without parameters: "text/csv; charset=utf-8" is text/csv.
vp_media_type(value) := lower(trim_space(parts[0])) if parts := split(value, ";")

vp_is_among(value, supported) if value in supported

else if {
	some one in supported
	vp_media_type(one) == vp_media_type(value)
} else if contains(value, "*")

else if {
	some one in supported
	endswith(vp_media_type(one), "*")
	startswith(vp_media_type(value), trim_suffix(vp_media_type(one), "*"))
}

# --- environment, skipping, instances

# METADATA
# title: The environment of a validation job is one that the API takes
# description: >-
#   At most 16 variables, whose names are identifiers of at most 1024 characters; CloudFormation takes values of at most
#   1024. More is refused and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformJobDefinition.html
#   description: Up to 16 entries; keys have the pattern [a-zA-Z_][a-zA-Z0-9_]{0,1023}.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-sagemaker-modelpackage-transformjobdefinition.html
#   description: CloudFormation's limits of the same map.
# custom:
#   id: VP-015
#   severity: error
#   confidence: documented
#   fix: Use fewer and shorter variables, named with letters, digits and underscores.
violation contains finding("VP-015", where[0], vp_job(where, ["Environment"]), message) if {
	some where, transform in transform_jobs
	told(transform.job.Environment)
	count(transform.job.Environment) > 16
	message := sprintf("%d environment variables, of at most 16", [count(transform.job.Environment)])
}

violation contains finding("VP-015", where[0], vp_job(where, ["Environment", key]), message) if {
	some where, transform in transform_jobs
	told(transform.job.Environment)
	some key in object.keys(transform.job.Environment)
	reason := environment_bad_key(key)
	message := sprintf("environment variable %s %s", [shown(key), reason])
}

violation contains finding("VP-015", where[0], vp_job(where, ["Environment", key]), message) if {
	some where, transform in transform_jobs
	told(transform.job.Environment)
	some key in object.keys(transform.job.Environment)
	value := transform.job.Environment[key]
	is_string(value)
	count(value) > 1024
	message := sprintf("the value of %s has %d characters, of at most 1024", [shown(key), count(value)])
}

# METADATA
# title: A validation is not skipped
# description: >-
#   SkipModelValidation All leaves out the validation that the package describes, and a package is certified only after
#   a validation.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: SkipModelValidation indicates if you want to skip model validation.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html
#   description: A listing needs a package whose validation succeeded.
# custom:
#   id: VP-016
#   severity: warning
#   confidence: inferred
#   fix: Remove SkipModelValidation, or what it contradicts.
violation contains finding("VP-016", where[0], array.concat(where[1], ["SkipModelValidation"]), message) if {
	some where, properties_ in package_inputs
	properties_.SkipModelValidation == "All"
	reasons := array.concat(
		[one | has(properties_, "ValidationSpecification"); one := "ValidationSpecification is given"],
		[one | properties_.CertifyForMarketplace in {true, "true"}; one := "CertifyForMarketplace asks for one"],
	)
	count(reasons) > 0
	message := sprintf("SkipModelValidation All skips the validation, but %s", [concat(" and ", reasons)])
}

# METADATA
# title: Several instances need several objects
# description: >-
#   Batch transform distributes objects by key and never splits one between instances: with a single object all but one
#   instance are started, paid for and idle.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform.html
#   description: If you have one input file but initialize multiple instances, only one processes it; the rest are idle.
# custom:
#   id: VP-017
#   severity: warning
#   confidence: documented
#   fix: Use one instance, or split the sample into several objects below a prefix.
violation contains finding("VP-017", where[0], vp_job(where, ["TransformResources", "InstanceCount"]), message) if {
	some where, transform in transform_jobs
	instances := number_of(transform.job.TransformResources.InstanceCount)
	instances > 1
	samples := vp_inputs[where]
	samples.type == "S3Prefix"
	samples.file
	message := sprintf("%d instances for the one object %s: all but one stay idle", [instances, shown(samples.uri)])
}

# --- places

# METADATA
# title: The validation's buckets are in the package's region
# description: >-
#   The job reads its samples and writes its results in the region of the package. A bucket of another region makes it
#   fail after the stack has waited for it.
# related_resources:
# - ref: https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html
#   description: Test data and artifacts must be in the region of the package.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: The same for the model.
# custom:
#   id: VP-018
#   severity: error
#   confidence: inferred
#   fix: Use a bucket of the stack's region.
violation contains finding("VP-018", where[0], where[1], message) if {
	some where, used in validation_data
	region := place_regions[used.place.bucket]
	home[where[0]].region != region
	message := sprintf(
		"the validation's %s is in bucket %s, which%s is in %s, but %s",
		[used.what, used.place.bucket, bucket_region_reason(used.place.bucket), region, home[where[0]].why],
	)
}

# METADATA
# title: A key is named or left out
# description: >-
#   AWS's samples give an empty text for "no key". The API takes it, CloudFormation's schema does not say that it means
#   the same: leave the property out.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html
#   description: The four forms of VolumeKmsKeyId; an empty text is none of them.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html
#   description: The four forms of KmsKeyId.
# custom:
#   id: VP-019
#   severity: warning
#   confidence: documented
#   fix: Remove the property.
violation contains finding("VP-019", where[0], path, message) if {
	some where, transform in transform_jobs
	transform.job.TransformResources.VolumeKmsKeyId == ""
	path := vp_job(where, ["TransformResources", "VolumeKmsKeyId"])
	message := "VolumeKmsKeyId is empty: leave it out for no key"
}

# METADATA
# title: MultiRecord is risky in a pipeline of containers
# description: >-
#   A pipeline of scikit-learn and XGBoost has been reported to fail with MultiRecord and to work with SingleRecord.
# related_resources:
# - ref: https://github.com/aws/sagemaker-python-sdk/issues/4042
#   description: The report, still open.
# custom:
#   id: VP-020
#   severity: warning
#   confidence: folklore
#   fix: Use BatchStrategy SingleRecord, or try it with the containers first.
violation contains finding("VP-020", where[0], vp_job(where, ["BatchStrategy"]), message) if {
	some where, transform in transform_jobs
	transform.job.BatchStrategy == "MultiRecord"
	stages := count(list_or_empty(transform["package"].InferenceSpecification, "Containers"))
	stages > 1
	message := sprintf("MultiRecord with a pipeline of %d containers has been reported to fail", [stages])
}

# METADATA
# title: The unpacked model fits the volume
# description: >-
#   Batch transform's volume has 30 GB and cannot be enlarged. A model that unpacks to more fails with an internal
#   error.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/batch-transform-storage.html
#   description: The volume is fixed at 30 GB; a large model may give an InternalServerError.
# custom:
#   id: VP-021
#   severity: info
#   confidence: documented
#   needs: artifact
#   fix: Make the model smaller, or use a type with local storage, for example ml.g4dn.xlarge.
violation contains finding("VP-021", where[0], path, message) if {
	some where, transform in transform_jobs
	some index, container in list(transform["package"].InferenceSpecification, "Containers")
	size := artifact_at(container.ModelDataUrl).unpacked_bytes
	size > 30000000000
	not vp_has_local_storage(transform.job.TransformResources.InstanceType)
	prefix := array.slice(where[1], 0, count(where[1]) - 4)
	path := array.concat(prefix, ["InferenceSpecification", "Containers", index, "ModelDataUrl"])
	message := sprintf("the model unpacks to %d bytes, batch transform's volume has 30 GB", [size])
}

vp_has_local_storage(type_) if {
	literal(type_)
	instance_has_local_storage(instance_family(type_))
}

# METADATA
# title: Binary samples are not split at newlines
# description: >-
#   SplitType Line cuts an object at each newline byte. In an image these are anywhere: the container gets fragments,
#   and the validation fails. SingleRecord without a SplitType sends whole objects.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html
#   description: Line splits records on a newline character boundary.
# - ref: https://github.com/aws/amazon-sagemaker-examples
#   description: AWS's samples validate image models with SingleRecord and no SplitType.
# custom:
#   id: VP-023
#   severity: warning
#   confidence: inferred
#   fix: Remove SplitType, or use RecordIO or TFRecord for data in that form.
violation contains finding("VP-023", where[0], vp_job(where, ["TransformInput", "SplitType"]), message) if {
	some where, transform in transform_jobs
	transform.job.TransformInput.SplitType == "Line"
	sent := transform.job.TransformInput.ContentType
	literal(sent)
	vp_is_binary(vp_media_type(sent))
	message := sprintf("SplitType Line cuts %s at each newline byte", [shown(sent)])
}

vp_is_binary(type_) if strings.any_prefix_match(type_, ["image/", "audio/", "video/", "application/x-image"])

vp_is_binary(type_) if {
	type_ in {
		"application/x-npy", "application/x-recordio", "application/x-recordio-protobuf", "application/x-tfexample",
		"application/x-parquet", "application/vnd.apache.parquet", "application/pdf", "application/zip", "application/gzip",
	}
}

# METADATA
# title: MultiRecord needs a limit of the payload
# description: >-
#   MultiRecord fills a payload up to MaxPayloadInMB. With 0 there is no limit, and a whole object becomes one request.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateTransformJob.html
#   description: MultiRecord fits as many records as MaxPayloadInMB allows; 0 removes the limit.
# custom:
#   id: VP-024
#   severity: warning
#   confidence: inferred
#   fix: Set MaxPayloadInMB, 6 by default.
violation contains finding("VP-024", where[0], vp_job(where, ["MaxPayloadInMB"]), message) if {
	some where, transform in transform_jobs
	transform.job.BatchStrategy == "MultiRecord"
	number_of(transform.job.MaxPayloadInMB) == 0
	message := "MaxPayloadInMB 0 leaves a MultiRecord payload without a limit"
}

# --- beyond the catalogue

# METADATA
# title: The validation's keys are of the region that the package names
# description: >-
#   A KMS key encrypts in its own region only, and image, group and buckets of the package say another one. Wherever the
#   stack is deployed, one of them is wrong. (Where the region is known, KMS-007 compares with it.)
# related_resources:
# - ref: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html
#   description: A KMS key never leaves the region in which it was created.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html
#   description: The key that encrypts the results.
# custom:
#   id: VP-034
#   severity: error
#   confidence: inferred
#   fix: Name a key, an image and buckets of the stack's region.
violation contains finding("VP-034", where[0], vp_job(where, property), message) if {
	not deploy_region
	some where, transform in transform_jobs
	some property in [["TransformOutput", "KmsKeyId"], ["TransformResources", "VolumeKmsKeyId"]]
	value := object.get(transform.job, property, null)
	value != null
	parts := arn(value)
	parts.service == "kms"
	parts.region in known_regions
	parts.region != home[where[0]].region
	message := sprintf("%s is a key of %s, but %s", [concat_path(property), parts.region, home[where[0]].why])
}

# METADATA
# title: Results are not written below the samples
# description: >-
#   S3Prefix takes every object whose key begins with the input. Results below it are samples of the next validation,
#   which then fails on them.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html
#   description: SageMaker uses all objects with the specified key name prefix.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html
#   description: Results are stored as .out objects below S3OutputPath.
# custom:
#   id: VP-026
#   severity: warning
#   confidence: inferred
#   fix: Write to a prefix that does not begin with the input's; end the input with "/".
violation contains finding("VP-026", where[0], vp_job(where, ["TransformOutput", "S3OutputPath"]), message) if {
	some where, samples in vp_samples
	results := vp_outputs[where]
	startswith(sprintf("%s/", [trim_right(vp_place(results.place, results.uri), "/")]), samples)
	message := sprintf(
		"results below %s are samples of the next validation, which reads %s",
		[shown(results.uri), shown(vp_inputs[where].uri)],
	)
}

# `vp_samples[[name, path]]`: the prefix that a job reads, in a form that can be compared.
vp_samples[where] := prefix if {
	some where, samples in vp_inputs
	samples.type == "S3Prefix"
	prefix := vp_place(validation_data[[where[0], samples.path]].place, samples.uri)
}

# A bucket of the template is told by its id; a part that is not determined is like no other.
vp_place(place, uri) := sprintf("%s/%s", [bucket, place.key]) if {
	not contains(uri, "${Unknown}")
	bucket := object.get(place, "logical_id", place.bucket)
}

# METADATA
# title: A prefix of samples ends with a slash
# description: >-
#   A prefix is a beginning of keys, not a folder: without a slash, val also takes val-old/ and validation.csv.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html
#   description: SageMaker uses all objects with the specified key name prefix.
# custom:
#   id: VP-027
#   severity: info
#   confidence: documented
#   fix: End the prefix with "/".
violation contains finding("VP-027", where[0], samples.path, message) if {
	some where, samples in vp_inputs
	samples.type == "S3Prefix"
	samples.end != ""
	samples.key != ""
	not endswith(samples.end, "/")
	not samples.file
	message := sprintf("%s has no slash at its end: it takes every key that begins so", [shown(samples.uri)])
}

# METADATA
# title: The output is a prefix
# description: >-
#   Results are stored below S3OutputPath, one object for each of the input with .out at its end. A file name becomes a
#   folder.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformOutput.html
#   description: S3OutputPath is a location such as s3://bucket-name/key-name-prefix.
# custom:
#   id: VP-028
#   severity: warning
#   confidence: documented
#   fix: Name a prefix, for example s3://BUCKET/validation/out/.
violation contains finding("VP-028", where[0], vp_job(where, ["TransformOutput", "S3OutputPath"]), message) if {
	some where, results in vp_outputs
	results.file
	message := sprintf("%s is a file name, S3OutputPath is a prefix", [shown(results.uri)])
}

# METADATA
# title: The samples do not hold the model
# description: >-
#   S3Prefix takes every object whose key begins with the input, the model archive below it too: it is sent to the
#   container as a record, and the validation fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformS3DataSource.html
#   description: SageMaker uses all objects with the specified key name prefix.
# custom:
#   id: VP-025
#   severity: error
#   confidence: inferred
#   fix: Keep samples and model below prefixes of their own.
violation contains finding("VP-025", where[0], vp_inputs[where].path, message) if {
	some where, samples in vp_samples
	some index, container in list(transform_jobs[where]["package"].InferenceSpecification, "Containers")
	before := array.slice(where[1], 0, count(where[1]) - 4)
	path := array.concat(before, ["InferenceSpecification", "Containers", index, "ModelDataUrl"])
	place := model_places[[where[0], path]]
	startswith(vp_place(place, text(container.ModelDataUrl)), samples)
	message := sprintf(
		"the samples below %s include the model %s", [shown(vp_inputs[where].uri), shown(container.ModelDataUrl)],
	)
}

# METADATA
# title: The way of splitting fits the samples
# description: >-
#   RecordIO and TFRecord are binary formats. A text is not in one: its first bytes are read as a length, and the
#   validation fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html
#   description: Line is for newlines, RecordIO and TFRecord are record-oriented binary formats.
# custom:
#   id: VP-030
#   severity: warning
#   confidence: inferred
#   fix: Use SplitType Line for text.
violation contains finding("VP-030", where[0], vp_job(where, ["TransformInput", "SplitType"]), message) if {
	some where, transform in transform_jobs
	splitting := transform.job.TransformInput.SplitType
	splitting in {"RecordIO", "TFRecord"}
	sent := transform.job.TransformInput.ContentType
	literal(sent)
	vp_is_text(vp_media_type(sent))
	message := sprintf("SplitType %s is a binary format, ContentType %s is text", [splitting, shown(sent)])
}

vp_is_text(type_) if startswith(type_, "text/")

vp_is_text(type_) if {
	type_ in {"application/json", "application/jsonlines", "application/x-jsonlines", "application/xml"}
}

# METADATA
# title: Compressed samples are declared as such
# description: >-
#   CompressionType Gzip makes SageMaker unpack the samples. Without it the container gets the packed bytes; with it, an
#   object that is not packed cannot be read.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html
#   description: If your transform data is compressed, specify the compression type; the default is None.
# custom:
#   id: VP-031
#   severity: warning
#   confidence: inferred
#   fix: Set CompressionType to Gzip for .gz objects, and only for them.
violation contains finding("VP-031", where[0], vp_job(where, ["TransformInput"]), message) if {
	some where, samples in vp_inputs
	samples.type == "S3Prefix"
	endswith(lower(samples.end), ".gz")
	given := transform_jobs[where].job.TransformInput
	object.get(given, "CompressionType", "None") == "None"
	sent := object.get(given, "ContentType", "")
	not vp_media_type(sent) in {"application/gzip", "application/x-gzip"}
	message := sprintf("%s is packed, but CompressionType is not Gzip", [shown(samples.uri)])
}

violation contains finding("VP-031", where[0], vp_job(where, ["TransformInput", "CompressionType"]), message) if {
	some where, samples in vp_inputs
	samples.type == "S3Prefix"
	samples.file
	not endswith(lower(samples.end), ".gz")
	transform_jobs[where].job.TransformInput.CompressionType == "Gzip"
	message := sprintf("CompressionType is Gzip, but %s is not packed", [shown(samples.uri)])
}

# METADATA
# title: The samples have a content type
# description: >-
#   Without ContentType the container is not told what it gets. Many servers then refuse the request, or guess.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html
#   description: SageMaker uses the MIME type with each HTTP call.
# custom:
#   id: VP-032
#   severity: info
#   confidence: inferred
#   fix: Set ContentType to one of SupportedContentTypes.
violation contains finding("VP-032", where[0], vp_job(where, ["TransformInput"]), message) if {
	some where, transform in transform_jobs
	told(transform.job.TransformInput)
	not has(transform.job.TransformInput, "ContentType")
	message := "TransformInput has no ContentType"
}

# METADATA
# title: The content type is that of the sample
# description: >-
#   The sample's name says an image and ContentType a text, or the other way round. The container reads what it is told,
#   and the validation fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformInput.html
#   description: ContentType is the MIME type of the data.
# custom:
#   id: VP-033
#   severity: warning
#   confidence: inferred
#   fix: Name the sample that fits ContentType, or change ContentType.
violation contains finding("VP-033", where[0], vp_job(where, ["TransformInput", "ContentType"]), message) if {
	some where, samples in vp_inputs
	samples.type == "S3Prefix"
	samples.file
	sent := transform_jobs[where].job.TransformInput.ContentType
	literal(sent)
	vp_is_another_kind(lower(trim_suffix(samples.end, ".gz")), vp_media_type(sent))
	message := sprintf("ContentType is %s, but the sample is %s", [shown(sent), shown(samples.uri)])
}

vp_is_another_kind(end, type_) if {
	strings.any_suffix_match(end, [".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".wav", ".mp3", ".mp4"])
	vp_is_text(type_)
}

vp_is_another_kind(end, type_) if {
	strings.any_suffix_match(end, [".csv", ".tsv", ".json", ".jsonl", ".jsonlines", ".libsvm"])
	vp_is_binary(type_)
}
