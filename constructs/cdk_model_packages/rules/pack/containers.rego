# Containers of inference specifications and algorithms: model data, image, environment.
package cdk_model_packages

import rego.v1

# --- model data

# METADATA
# title: ModelDataUrl names a .tar.gz
# description: >-
#   SageMaker unpacks the artifact as one gzip-compressed tar archive. It cannot load anything else: the validation or
#   the endpoint fails when the model is started.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: ModelDataUrl must point to a single gzip compressed tar archive (.tar.gz suffix).
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-batch-code.html
#   description: The model artifacts are a single compressed tar archive; otherwise they cannot be loaded.
# custom:
#   id: CT-001
#   severity: error
#   confidence: documented
#   fix: Pack the model as model.tar.gz and let ModelDataUrl name that object.
violation contains finding("CT-001", name, path, message) if {
	some [name, path], value in model_archives
	end := lower(told_end(value))
	not endswith(end, ".tar.gz")
	container_end_is_told(value, end)
	message := sprintf("%s does not name a .tar.gz archive", [shown(value)])
}

# A literal, or an end that no reference before it can complete to ".tar.gz".
container_end_is_told(value, _) if literal(text(value))

container_end_is_told(value, _) if contains(text(value), ".tar.gz?") # a version of an object is no part of its URI

container_end_is_told(value, end) if {
	contains(text(value), "${")
	not endswith(".tar.gz", end)
}

# METADATA
# title: The model is in a bucket of the package's region
# description: >-
#   CreateModelPackage takes a model only from a bucket of its own region. The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: The model artifacts must be in an S3 bucket that is in the same region as the model package.
# custom:
#   id: CT-002
#   severity: error
#   confidence: documented
#   fix: Copy the model to a bucket of the stack's region, and name that one.
violation contains finding("CT-002", where[0], where[1], message) if {
	some where, place in model_places
	region := place_regions[place.bucket]
	home[where[0]].region != region
	message := sprintf(
		"the model is in bucket %s, which%s is in %s, but %s",
		[place.bucket, bucket_region_reason(place.bucket), region, home[where[0]].why],
	)
}

# METADATA
# title: A container has ModelDataUrl or ModelDataSource, not both
# description: >-
#   Both say where the one model is. CreateModelPackage cannot tell which is meant.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelDataSource.html
#   description: Exactly one of the available data sources is specified.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: The two are alternative locations of the same model.
# custom:
#   id: CT-003
#   severity: error
#   confidence: inferred
#   fix: Keep ModelDataUrl for a .tar.gz, or ModelDataSource for an uncompressed model.
violation contains finding("CT-003", name, array.concat(path, ["ModelDataSource"]), message) if {
	some [name, path], container in containers
	has(container, "ModelDataUrl")
	has(container, "ModelDataSource")
	message := "ModelDataUrl and ModelDataSource are both given: a container has one model location"
}

# METADATA
# title: A package with ModelDataSource is not validated
# description: >-
#   Validation runs a batch transform job, and batch transform refuses models with ModelDataSource. The validation
#   fails after the package was created.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
#   description: ModelDataSource cannot be used with batch transform, serverless endpoints or Marketplace.
# - ref: https://github.com/aws/sagemaker-python-sdk/issues/4777
#   description: CreateTransformJob rejects such models.
# custom:
#   id: CT-004
#   severity: error
#   confidence: documented
#   fix: Give the model as a .tar.gz in ModelDataUrl, or remove ValidationSpecification.
violation contains finding("CT-004", where[0], path, message) if {
	some where, properties_ in package_inputs
	has(properties_, "ValidationSpecification")
	object.get(properties_, "SkipModelValidation", "None") == "None"
	some index, container in list(properties_.InferenceSpecification, "Containers")
	has(container, "ModelDataSource")
	path := array.concat(where[1], ["InferenceSpecification", "Containers", index, "ModelDataSource"])
	message := "ModelDataSource and ValidationSpecification: the validation job is a batch transform, which refuses it"
}

# METADATA
# title: A model prefix ends with a slash
# description: >-
#   A valid prefix of S3DataType S3Prefix always ends with a slash. Without it the model is not found.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html
#   description: A valid key name prefix identified by S3Uri always ends with a forward slash.
# custom:
#   id: CT-005
#   severity: error
#   confidence: documented
#   fix: End S3Uri with "/".
violation contains finding("CT-005", name, array.concat(path, ["S3Uri"]), message) if {
	some [name, path], source in model_sources
	source.S3DataType == "S3Prefix"
	end := told_end(source.S3Uri)
	end != ""
	not endswith(end, "/")
	message := sprintf("%s is an S3Prefix and does not end with a slash", [shown(source.S3Uri)])
}

# METADATA
# title: A prefix holds an uncompressed model
# description: >-
#   The service knows three pairs: S3Object with Gzip, S3Object with None and S3Prefix with None. A prefix of archives
#   is none of them.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html
#   description: CompressionType describes exactly those three pairs.
# custom:
#   id: CT-006
#   severity: error
#   confidence: inferred
#   fix: Use CompressionType None for a prefix, or name one archive with S3DataType S3Object.
violation contains finding("CT-006", name, array.concat(path, ["CompressionType"]), message) if {
	some [name, path], source in model_sources
	source.S3DataType == "S3Prefix"
	source.CompressionType == "Gzip"
	message := "S3DataType S3Prefix goes with CompressionType None, not with Gzip"
}

# METADATA
# title: The keys of an uncompressed model can become files
# description: >-
#   Each object below the prefix becomes a file of the container. Folder objects, names that no file can have, and a
#   file and a folder of one name make the model's start fail.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html
#   description: Lists the forbidden names, the clash of a file and a folder, and warns of folders made in the console.
# custom:
#   id: CT-007
#   severity: warning
#   confidence: documented
#   needs: artifact
#   fix: Rename or remove the object.
violation contains finding("CT-007", name, array.concat(path, ["S3Uri"]), message) if {
	some [name, path], source in model_sources
	source.S3DataType == "S3Prefix"
	names := artifact_at(source.S3Uri).names
	some key in names
	reason := container_bad_key(key)
	message := sprintf("object %s below %s %s", [shown(replace(key, "\u0000", "\\0")), shown(source.S3Uri), reason])
}

violation contains finding("CT-007", name, array.concat(path, ["S3Uri"]), message) if {
	some [name, path], source in model_sources
	source.S3DataType == "S3Prefix"
	names := {key | some key in artifact_at(source.S3Uri).names}
	folders := {folder |
		some key in names
		parts := split(key, "/")
		some length in numbers.range(1, count(parts) - 1)
		folder := concat("/", array.slice(parts, 0, length))
	}
	some key in names & folders
	message := sprintf("%s below %s is an object and a folder of others", [shown(key), shown(source.S3Uri)])
}

container_bad_key(key) := "is a folder object" if endswith(key, "/")

container_bad_key(key) := "has an empty part, or one that is . or .." if {
	not endswith(key, "/")
	some part in split(key, "/")
	part in {"", ".", ".."}
}

container_bad_key(key) := "has a NUL in its name" if {
	not endswith(key, "/")
	contains(key, "\u0000")
}

container_bad_key(key) := "has a part of more than 255 bytes" if {
	not endswith(key, "/")
	some part in split(key, "/")
	count(part) > 255
}

# METADATA
# title: AcceptEula is true
# description: >-
#   A gated model is loaded only after its licence was accepted: AcceptEula must be explicitly true. False refuses it,
#   and the model cannot be started.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelAccessConfig.html
#   description: The AcceptEula value must be explicitly defined as True in order to accept the EULA.
# custom:
#   id: CT-008
#   severity: warning
#   confidence: documented
#   fix: Read the licence and set AcceptEula to true, or remove ModelAccessConfig.
violation contains finding("CT-008", name, array.concat(path, ["ModelAccessConfig", "AcceptEula"]), message) if {
	some [name, path], source in model_sources
	source.ModelAccessConfig.AcceptEula in {false, "false"}
	message := "AcceptEula is false: a gated model is not loaded without its licence accepted"
}

# --- image

# METADATA
# title: The image is in ECR, in the package's region
# description: >-
#   SageMaker pulls images from Amazon ECR in the region of the model. Any other image cannot be pulled: the validation
#   or the endpoint fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
#   description: The model artifacts and the image must be in the same region as the model or endpoint.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: Image is an Amazon ECR path.
# custom:
#   id: CT-009
#   severity: error
#   confidence: documented
#   fix: Push the image to an ECR repository of the stack's region, and name that one.
violation contains finding("CT-009", where[0], where[1], message) if {
	some where, parts in registry_images
	not contains(parts.region, "${")
	parts.region != home[where[0]].region
	message := sprintf("the image is in %s, but %s", [parts.region, home[where[0]].why])
}

violation contains finding("CT-009", where[0], where[1], message) if {
	some where, image in images
	parts := split(image.text, "/")
	host := parts[0]
	not contains(host, "${")
	not registry_images[where]
	message := sprintf(
		"%s is not an image of Amazon ECR (ACCOUNT.dkr.ecr.REGION.amazonaws.com/...)", [shown(image.text)],
	)
}

# METADATA
# title: An image has no spaces
# description: >-
#   CloudFormation's pattern is not anchored and lets a space pass; CreateModelPackage refuses it. The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: Image has the pattern [\S]+ and at most 255 characters.
# custom:
#   id: CT-010
#   severity: error
#   confidence: documented
#   fix: Remove the space; a YAML text that is folded over lines gets one at each break.
violation contains finding("CT-010", where[0], where[1], message) if {
	some where, image in images
	image.use == "inference"
	regex.match(`\s`, image.text)
	message := sprintf("image \"%s\" has a space or a line break in it", [shown(image.text)])
}

# METADATA
# title: An image is named by a tag or by a digest
# description: >-
#   The two documented forms are registry/repository[:tag] and registry/repository[@digest]. With both, the tag means
#   nothing and may contradict the digest.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: Both registry/repository[:tag] and registry/repository[@digest] image path formats are supported.
# custom:
#   id: CT-011
#   severity: warning
#   confidence: documented
#   fix: Remove the tag; the digest says it all.
violation contains finding("CT-011", where[0], where[1], message) if {
	some where, image in images
	parts := split(image.text, "@sha256:")
	count(parts) == 2
	names := split(parts[0], "/")
	last := split(names[count(names) - 1], ":")
	count(last) == 2
	message := sprintf("the image has the tag %s and a digest: name it by one of them", [last[1]])
}

# METADATA
# title: ImageDigest is the digest of Image
# description: >-
#   The digest in Image says which image runs, ImageDigest which one is meant. Two digests cannot both be right.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: ImageDigest identifies the Docker image; its pattern is that of a sha256 digest.
# custom:
#   id: CT-012
#   severity: error
#   confidence: inferred
#   fix: Give the digest once, or give the same one twice.
violation contains finding("CT-012", where[0], path, message) if {
	some where, image in images
	literal(image.digest)
	parts := split(image.text, "@")
	count(parts) == 2
	regex.match(`^sha256:[0-9a-fA-F]{64}$`, parts[1])
	lower(parts[1]) != lower(image.digest)
	path := array.concat(array.slice(where[1], 0, count(where[1]) - 1), [image.digest_key])
	message := sprintf(
		"%s is %s, the image's digest is %s",
		[image.digest_key, substring(image.digest, 0, 19), substring(parts[1], 0, 19)],
	)
}

# METADATA
# title: The image of a package does not change
# description: >-
#   A package's containers cannot be changed, but an image that is untagged or tagged latest is another one after the
#   next push: what was approved is not what runs.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: registry/repository[@digest] is supported.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sagemaker-modelpackage.html
#   description: A change of InferenceSpecification replaces the package.
# custom:
#   id: CT-013
#   severity: warning
#   confidence: inferred
#   fix: Name the image by its digest (@sha256:...), or by a tag that is never pushed again.
violation contains finding("CT-013", where[0], where[1], message) if {
	some where, image in images
	image.digest == null
	reason := container_moving_tag(image.text)
	not container_repository_is_immutable(image.text)
	message := sprintf("%s %s: the next push changes what the package runs", [shown(image.text), reason])
}

container_moving_tag(image) := "is tagged latest" if {
	endswith(image, ":latest")
} else := "has no tag" if {
	contains(image, "/")
	not contains(image, "${")
	container_is_untagged(image)
} else := "has no tag" if {
	contains(image, "${")
	end := told_end(image)
	contains(end, "/")
	container_is_untagged(end)
} else := "has no tag" if {
	endswith(image, "}")
	repositories[container_last_reference(image)]
}

container_is_untagged(end) if {
	parts := split(end, "/")
	last := parts[count(parts) - 1]
	not contains(last, ":")
	not contains(last, "@")
}

# A repository of this template, and nothing after it.
container_last_reference(image) := id if {
	parts := split(image, "${")
	id := trim_suffix(trim_suffix(parts[count(parts) - 1], "}"), ".RepositoryUri")
}

container_repository_is_immutable(image) if {
	some id, repository in repositories
	repository.ImageTagMutability == "IMMUTABLE"
	container_is_of_repository(image, id, repository)
}

container_is_of_repository(image, id, _) if contains(image, sprintf("${%s}", [id]))

container_is_of_repository(image, id, _) if contains(image, sprintf("${%s.", [id]))

container_is_of_repository(image, _, repository) if ecr_image(image).repository == repository.RepositoryName

# --- environment

# `container_environments[[name, path]]`, also that of transform jobs.
container_environments[[where[0], path]] := environment if {
	some where, container in containers
	environment := container.Environment
	told(environment)
	path := array.concat(where[1], ["Environment"])
}

# METADATA
# title: Names of environment variables are identifiers
# description: >-
#   CloudFormation lets any name pass; CreateModelPackage refuses it, and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: Keys have the pattern [a-zA-Z_][a-zA-Z0-9_]* and at most 1024 characters.
# custom:
#   id: CT-014
#   severity: error
#   confidence: documented
#   fix: Use letters, digits and underscores, and begin with a letter or an underscore.
violation contains finding("CT-014", where[0], path, message) if {
	some where, environment in container_environments
	some key in object.keys(environment)
	reason := environment_bad_key(key)
	path := array.concat(where[1], [key])
	message := sprintf("environment variable %s %s", [shown(key), reason])
}

environment_bad_key(key) := "is not a name: letters, digits and underscores, no digit first" if {
	not regex.match(`^[a-zA-Z_][a-zA-Z0-9_]*$`, key)
} else := sprintf("has %d characters, of at most 1024", [count(key)]) if {
	count(key) > 1024
}

# METADATA
# title: A container has at most 16 environment variables of 1024 characters
# description: >-
#   The documentation and CloudFormation's schema say 16 entries and 1024 characters for each value. More is refused
#   when the package is created.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: Each key and value can have length of up to 1024. We support up to 16 entries in the map.
# custom:
#   id: CT-015
#   severity: error
#   confidence: documented
#   fix: Put the settings into a file of the model archive.
violation contains finding("CT-015", where[0], where[1], message) if {
	some where, environment in container_environments
	count(environment) > 16
	message := sprintf("%d environment variables, of at most 16", [count(environment)])
}

violation contains finding("CT-015", where[0], path, message) if {
	some where, environment in container_environments
	some key in object.keys(environment)
	is_string(environment[key])
	count(environment[key]) > 1024
	path := array.concat(where[1], [key])
	message := sprintf("the value of %s has %d characters, of at most 1024", [shown(key), count(environment[key])])
}

# METADATA
# title: The environment of all containers is at most 32 KB
# description: >-
#   CreateModel, which every validation and deployment calls, takes at most 32 KB of names and values of all containers
#   together. The package is created, and cannot be used.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
#   description: The maps of several containers of a CreateModel request, combined, have at most 32 KB.
# custom:
#   id: CT-016
#   severity: error
#   confidence: documented
#   fix: Put the settings into files of the model archives.
violation contains finding("CT-016", where[0], path, message) if {
	some where, specification in inference_specifications
	count(list_or_empty(specification, "Containers")) > 1
	lengths := [length |
		some container in specification.Containers
		some key in object.keys(container.Environment)
		length := count(key) + environment_length(container.Environment[key])
	]
	sum(lengths) > 32768
	path := array.concat(where[1], ["Containers"])
	message := sprintf("the containers' environment has %d characters in all, of at most 32768", [sum(lengths)])
}

default environment_length(_) := 0

environment_length(value) := count(value) if is_string(value)

# --- several containers

# METADATA
# title: All containers of a pipeline have a host name, or none has, and each its own
# description: >-
#   CreateModel refuses a pipeline of which only some containers have a host name, and a name that two containers
#   share cannot identify either.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
#   description: If you specify ContainerHostname for any container of a pipeline, you must for all of them.
# custom:
#   id: CT-017
#   severity: error
#   confidence: documented
#   fix: Give each container a ContainerHostname of its own, or remove all of them.
violation contains finding("CT-017", where[0], path, message) if {
	some where, specification in inference_specifications
	all_containers := list_or_empty(specification, "Containers")
	some named in all_containers
	has(named, "ContainerHostname")
	some index, container in all_containers
	told(container)
	not has(container, "ContainerHostname")
	path := array.concat(where[1], ["Containers", index])
	message := "this container has no ContainerHostname, another one of the pipeline has"
}

violation contains finding("CT-017", where[0], path, message) if {
	some where, specification in inference_specifications
	all_containers := list_or_empty(specification, "Containers")
	some index, container in all_containers
	host := container.ContainerHostname
	literal(host)
	some earlier in array.slice(all_containers, 0, index)
	earlier.ContainerHostname == host
	path := array.concat(where[1], ["Containers", index, "ContainerHostname"])
	message := sprintf("ContainerHostname %s is that of another container of the pipeline", [host])
}

# METADATA
# title: DataInputConfig is JSON
# description: >-
#   The names and shapes of the model's inputs are read as JSON. What is not JSON fails when the model is compiled or
#   benchmarked.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelInput.html
#   description: The input configuration object for the model.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html
#   description: DataInputConfig is in JSON; its form depends on the framework.
# custom:
#   id: CT-019
#   severity: error
#   confidence: documented
#   fix: 'Write it as JSON with double quotes, for example {"input0": [1, 3, 224, 224]}.'
violation contains finding("CT-019", where[0], array.concat(where[1], ["ModelInput", "DataInputConfig"]), message) if {
	some where, container in containers
	config := container.ModelInput.DataInputConfig
	literal(config)
	config != ""
	not json.is_valid(config)
	message := sprintf("DataInputConfig is not JSON: %s", [regex.replace(substring(config, 0, 60), `\s+`, " ")])
}

# --- beyond the catalogue

# METADATA
# title: S3DataType S3Object names an object
# description: >-
#   S3Object names one object. A bucket or a prefix is none: the model is not found when it is started.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html
#   description: With S3Object, S3Uri identifies an object that is the ML model data to deploy.
# custom:
#   id: CT-020
#   severity: error
#   confidence: inferred
#   fix: Name the object, or use S3DataType S3Prefix.
violation contains finding("CT-020", name, array.concat(path, ["S3Uri"]), message) if {
	some [name, path], source in model_sources
	source.S3DataType == "S3Object"
	place := model_places[[name, array.concat(path, ["S3Uri"])]]
	container_is_no_object(place.key)
	message := sprintf("%s is an S3Object, but names a prefix or a bucket", [shown(source.S3Uri)])
}

container_is_no_object(key) if key == ""

container_is_no_object(key) if endswith(key, "/")

# METADATA
# title: An archive is declared as one
# description: >-
#   With CompressionType None the archive itself is the model: the container finds model.tar.gz in /opt/ml/model, not
#   its content. With Gzip, SageMaker unpacks it as a tar archive, which a ZIP is not.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3ModelDataSource.html
#   description: Gzip with S3Object is decompressed and untarred, None is an uncompressed model.
# custom:
#   id: CT-021
#   severity: warning
#   confidence: documented
#   fix: Use CompressionType Gzip for a .tar.gz, and None for what is not compressed.
violation contains finding("CT-021", name, array.concat(path, ["CompressionType"]), message) if {
	some [name, path], source in model_sources
	source.S3DataType == "S3Object"
	end := lower(told_end(source.S3Uri))
	reason := container_contradicts(source.CompressionType, end)
	message := sprintf("%s %s", [shown(source.S3Uri), reason])
}

container_contradicts(compression, end) := "is an archive, and CompressionType None leaves it packed" if {
	compression == "None"
	strings.any_suffix_match(end, [".tar.gz", ".tgz"])
}

container_contradicts(compression, end) := "is not a gzip-compressed tar archive, which CompressionType Gzip says" if {
	compression == "Gzip"
	strings.any_suffix_match(
		end,
		[
			".zip", ".tar", ".tar.bz2", ".tar.xz", ".7z", ".onnx", ".pt", ".pth", ".pkl", ".joblib", ".h5", ".safetensors",
			".bin",
		],
	)
}

# METADATA
# title: The model is in S3
# description: >-
#   An https:// location passes the service's pattern, but SageMaker reads models from S3 only: the model cannot be
#   downloaded when it is started.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: ModelDataUrl is the Amazon S3 path where the model artifacts are stored.
# custom:
#   id: CT-022
#   severity: error
#   confidence: documented
#   fix: Copy the model to a bucket of the stack's region and name it as s3://BUCKET/KEY.
violation contains finding("CT-022", where[0], where[1], message) if {
	some where, value in model_locations
	is_https(value)
	not s3_place(value)
	message := sprintf("%s is not in Amazon S3", [shown(value)])
}

# METADATA
# title: Locations are written as s3://
# description: >-
#   The https:// form of an S3 location passes, but the documentation describes s3:// only, and neither policies nor
#   reviews recognise the bucket in it.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: ModelDataUrl is the Amazon S3 path where the model artifacts are stored.
# custom:
#   id: CT-023
#   severity: info
#   confidence: inferred
#   fix: Write s3://BUCKET/KEY.
violation contains finding("CT-023", where[0], where[1], message) if {
	some where, value in model_locations
	is_https(value)
	place := s3_place(value)
	message := sprintf("%s is s3://%s/%s in another form", [shown(value), place.bucket, place.key])
}

is_https(value) if {
	whole := text(value)
	startswith(whole, "https://")
	parts := split(whole, "/")
	not contains(parts[2], "${")
}

# `model_locations[[name, path]]`: as written, of ModelDataUrl and ModelDataSource.
model_locations[where] := value if some where, value in model_archives

model_locations[[where[0], path]] := source.S3Uri if {
	some where, source in model_sources
	path := array.concat(where[1], ["S3Uri"])
}

# METADATA
# title: No secrets in the environment
# description: >-
#   The environment of a container is stored in the template and in the package, and everyone who may describe the
#   package reads it.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
#   description: Don't include any sensitive data in your environment variables.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModelPackage.html
#   description: The answer has the containers with their Environment.
# custom:
#   id: CT-024
#   severity: warning
#   confidence: documented
#   fix: Remove it, change the secret, and let the container use its role or read it from Secrets Manager.
violation contains finding("CT-024", where[0], path, message) if {
	some where, environment in secret_environments
	some key in object.keys(environment)
	value := environment[key]
	literal(value)
	looks_secret(key, value)
	path := array.concat(where[1], [key])
	message := sprintf("environment variable %s holds a secret in clear text", [shown(key)])
}

secret_environments[where] := environment if some where, environment in container_environments

secret_environments[[where[0], path]] := environment if {
	some where, transform in transform_jobs
	environment := transform.job.Environment
	told(environment)
	path := array.concat(where[1], ["Environment"])
}

looks_secret(key, value) if {
	regex.match(
		concat("", [
			`(?i)(^|_)(password|passwd|passphrase|secret|api_?key|secret_?(access_?)?key|private_?key|secret_?token|`,
			`(access|auth|api|session|refresh|bearer|github|gitlab|hf|hub|huggingface|hugging_face|security)_?token)$`,
		]),
		key,
	)
	count(value) > 3
	not regex.match(`(?i)^(arn:|\{\{resolve:|s3://|https?://|ssm:|/|none$|null$|true$|false$|changeme$|<)`, value)
}

looks_secret(key, value) if {
	not startswith(value, "{{resolve:")
	regex.match(
		concat("", [
			`(^|[^A-Z0-9])(AKIA|ASIA)[A-Z0-9]{16}($|[^A-Z0-9])|^hf_[A-Za-z0-9]{30,}$|^gh[pousr]_[A-Za-z0-9]{36,}$|`,
			`^sk-[A-Za-z0-9_-]{32,}$|-----BEGIN [A-Z ]*PRIVATE KEY-----|^[a-z][a-z0-9+]*://[^/:@\s]+:[^/@\s]+@`,
		]),
		value,
	)
	key != ""
}

# METADATA
# title: AWS's own image is named with the account of its region
# description: >-
#   AWS keeps its images in another account in some regions. An image of the wrong account does not exist there: the
#   validation or the endpoint cannot pull it.
# related_resources:
# - ref: https://github.com/aws/sagemaker-python-sdk/tree/master/src/sagemaker/image_uri_config
#   description: The account of each image, by region.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg-ecr-paths/sagemaker-algo-docker-registry-paths.html
#   description: The registry paths by region.
# custom:
#   id: CT-025
#   severity: error
#   confidence: documented
#   fix: Take the account that AWS's list of registry paths names for the region.
violation contains finding("CT-025", where[0], where[1], message) if {
	some where, parts in registry_images
	accounts := aws_image_accounts[aws_image_repositories[parts.repository]]
	some region in object.keys(accounts)
	accounts[region] == parts.account
	right := accounts[parts.region]
	right != parts.account
	message := sprintf("in %s AWS keeps %s in account %s, not %s", [parts.region, parts.repository, right, parts.account])
}

# METADATA
# title: An inference container is made for inference
# description: >-
#   AWS's training images have no server: SageMaker starts the container with "serve", and the validation or the
#   endpoint fails. Nor does an inference image train.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-inference-code.html
#   description: SageMaker runs the container as "docker run image serve".
# - ref: https://github.com/aws/deep-learning-containers/blob/master/available_images.md
#   description: Images for training and for inference are in repositories of their own.
# custom:
#   id: CT-026
#   severity: warning
#   confidence: inferred
#   fix: Name the inference image, for example pytorch-inference in place of pytorch-training.
violation contains finding("CT-026", where[0], where[1], message) if {
	some where, parts in registry_images
	aws_image_repositories[parts.repository]
	use := images[where].use
	wrong := {"inference": "-training", "training": "-inference"}[use]
	contains(parts.repository, wrong)
	message := sprintf("%s is AWS's image for %s, not for %s", [parts.repository, trim_prefix(wrong, "-"), use])
}

# METADATA
# title: Transform types are listed for a model that batch transform takes
# description: >-
#   Batch transform refuses models with ModelDataSource: whoever takes the listed types for a transform job sees it
#   fail.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
#   description: ModelDataSource cannot be used with batch transform.
# - ref: https://github.com/aws/sagemaker-python-sdk/issues/5160
#   description: It was still refused in May 2025.
# custom:
#   id: CT-027
#   severity: warning
#   confidence: inferred
#   fix: Remove SupportedTransformInstanceTypes, or give the model as a .tar.gz in ModelDataUrl.
violation contains finding("CT-027", where[0], path, message) if {
	some where, specification in inference_specifications
	gives(specification, "SupportedTransformInstanceTypes")
	some container in list(specification, "Containers")
	has(container, "ModelDataSource")
	path := array.concat(where[1], ["SupportedTransformInstanceTypes"])
	message := "SupportedTransformInstanceTypes is given, but batch transform refuses containers with ModelDataSource"
}

# METADATA
# title: Supported content types are media types
# description: >-
#   What is listed goes into the header of each request: "csv" is not a media type, text/csv is. CloudFormation checks
#   only the types of the responses.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html
#   description: SupportedContentTypes are the supported MIME types for the input data.
# custom:
#   id: CT-028
#   severity: warning
#   confidence: documented
#   fix: Write type/subtype, for example text/csv, application/json or image/png.
violation contains finding("CT-028", where[0], array.concat(where[1], ["SupportedContentTypes", index]), message) if {
	some where, specification in inference_specifications
	some index, type_ in list(specification, "SupportedContentTypes")
	literal(type_)
	not regex.match(`^[-\w*]+/[^\s]+`, type_)
	message := sprintf("%s is not a media type", [shown(type_)])
}

# METADATA
# title: Framework and version are those of the image
# description: >-
#   Inference Recommender and readers go by Framework and FrameworkVersion. AWS's image says another one in its name.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: The machine learning framework of the container image, and its version.
# - ref: https://github.com/aws/deep-learning-containers/blob/master/available_images.md
#   description: The names of the images begin with the framework, their tags with its version.
# custom:
#   id: CT-029
#   severity: warning
#   confidence: inferred
#   fix: Name the framework and the version of the image.
violation contains finding("CT-029", where[0], array.concat(where[1], ["Framework"]), message) if {
	some where, container in containers
	literal(container.Framework)
	parts := registry_images[[where[0], array.concat(where[1], ["Image"])]]
	runs := container_framework(parts)
	lower(container.Framework) in {"pytorch", "tensorflow", "mxnet", "xgboost"}
	lower(container.Framework) != runs
	message := sprintf("Framework is %s, but the image %s is of %s", [container.Framework, parts.repository, runs])
}

violation contains finding("CT-029", where[0], array.concat(where[1], ["FrameworkVersion"]), message) if {
	some where, container in containers
	literal(container.FrameworkVersion)
	key := [where[0], array.concat(where[1], ["Image"])]
	parts := registry_images[key]
	container_framework(parts)
	tagged := split(images[key].text, ":")
	count(tagged) == 2
	regex.match(`^[0-9]+\.[0-9]+`, tagged[1])
	version := split(tagged[1], "-")
	not container_same_version(container.FrameworkVersion, version[0])
	message := sprintf("FrameworkVersion is %s, but the image is tagged %s", [container.FrameworkVersion, tagged[1]])
}

# The framework of an image that is AWS's own.
container_framework(parts) := framework if {
	accounts := aws_image_accounts[aws_image_repositories[parts.repository]]
	accounts[parts.region] == parts.account
	framework := {
		"pytorch-inference": "pytorch", "pytorch-inference-graviton": "pytorch", "tensorflow-inference": "tensorflow",
		"tensorflow-inference-graviton": "tensorflow", "mxnet-inference": "mxnet", "sagemaker-xgboost": "xgboost",
	}[parts.repository]
}

# "2.1" and "2.1.0" are the same, as far as they say.
container_same_version(given, tagged) if startswith(concat("", [tagged, "."]), concat("", [given, "."]))

container_same_version(given, tagged) if startswith(concat("", [given, "."]), concat("", [tagged, "."]))

container_same_version(given, tagged) if startswith(given, concat("", [tagged, "-"]))

# METADATA
# title: A region in the environment is that of the package
# description: >-
#   The container runs in the region of the package. Clients that go by AWS_REGION or SAGEMAKER_REGION look for buckets,
#   endpoints and secrets in the other one.
# related_resources:
# - ref: https://docs.aws.amazon.com/sdkref/latest/guide/feature-region.html
#   description: AWS_REGION is the region to which requests are sent.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
#   description: Model and image are in the region of the model or endpoint that is created.
# custom:
#   id: CT-030
#   severity: warning
#   confidence: inferred
#   fix: Remove the variable, or give it the stack's region.
violation contains finding("CT-030", where[0], array.concat(where[1], [key]), message) if {
	some where, environment in secret_environments
	some key in ["AWS_REGION", "AWS_DEFAULT_REGION", "SAGEMAKER_REGION"]
	region := environment[key]
	region in known_regions
	region != home[where[0]].region
	message := sprintf("%s is %s, but %s", [key, region, home[where[0]].why])
}

# METADATA
# title: An image has a name that ECR takes
# description: >-
#   Repositories of ECR have lower-case names, a tag has at most 128 characters, a digest is sha256: and 64 hexadecimal
#   digits. An image of another name does not exist: the validation or the endpoint cannot pull it.
# related_resources:
# - ref: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
#   description: The pattern of repositoryName.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: registry/repository[:tag] and registry/repository[@digest].
# custom:
#   id: CT-031
#   severity: error
#   confidence: documented
#   fix: Copy the name from the repository, for example ACCOUNT.dkr.ecr.REGION.amazonaws.com/defect-detector:1.0.
violation contains finding("CT-031", where[0], where[1], message) if {
	some where, parts in registry_images
	image := images[where].text
	literal(image)
	not regex.match(`\s`, image)
	slash := indexof(image, "/")
	reason := container_bad_name(parts.repository, substring(image, slash + 1 + count(parts.repository), -1))
	message := sprintf("%s: %s", [shown(image), reason])
}

container_bad_name(repository, end) := "the repository's name is not one that ECR takes (lower case)" if {
	not regex.match(`^([a-z0-9]+([._-]+[a-z0-9]+)*/)*[a-z0-9]+([._-]+[a-z0-9]+)*$`, repository)
} else := "its end is no tag and no digest" if {
	not container_is_end(end)
}

container_is_end(end) if regex.match(`^(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$`, end)

# METADATA
# title: A bucket whose name abbreviates another region
# description: >-
#   Model and samples must be in the package's region. The bucket's name says another one (use1 for us-east-1); if it is
#   right, the package is refused or its validation fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
#   description: The S3 bucket of the model data is in the region of the model that is created.
# custom:
#   id: CT-032
#   severity: warning
#   confidence: inferred
#   needs: region
#   fix: Name the bucket of the stack's region; a mapping by region may have the wrong one.
violation contains finding("CT-032", where[0], where[1], message) if {
	some where, place in model_places
	message := region_code_told(place)
}

violation contains finding("CT-032", where[0], where[1], message) if {
	some where, used in validation_data
	message := region_code_told(used.place)
}

region_code_told(place) := sprintf("bucket %v says %v, the stack is in %v", [place.bucket, code, deploy_region]) if {
	bucket_identity(place.bucket) == {}
	not bucket_region_outside(place.bucket)
	code := region_code_elsewhere(place.bucket)
}

# METADATA
# title: A secret is not resolved into the environment
# description: >-
#   CloudFormation fills the secret in when it makes the package or model. It is then readable in clear text by everyone
#   who may describe it, and stays in the registry for as long as the version does.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
#   description: A dynamic reference's value can appear in the service whose resource it is used in.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: Environment is returned as it was given.
# custom:
#   id: CT-033
#   severity: warning
#   confidence: documented
#   fix: Give the container the name of the secret, and let its role read it.
violation contains finding("CT-033", found.resource, found.path, message) if {
	some found in review_context.resolved_secrets
	message := sprintf("environment variable %v is filled in with a secret", [found.path[count(found.path) - 1]])
}
