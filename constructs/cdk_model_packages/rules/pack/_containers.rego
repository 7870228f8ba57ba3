# What the packages of a template are made of: inference specifications, containers, images, model data; and in which
# region each of them is.
#
# The rules here are keyed by [name, path]: the resource, and a list of keys below its Properties. Packages that a
# request registers (see _requests.rego) are among them.
package cdk_model_packages

import rego.v1

# --- what a package has

# `package_inputs[[name, path]]`: the properties of a package, or the input of a request that creates one.
package_inputs[[name, []]] := version if some name, version in packages

package_inputs[where] := request.input if {
	some where, request in requests
	request.operation == "createmodelpackage"
	request.service == "sagemaker"
	not has(request, "region")
	told(request.input)
}

# `inference_specifications[[name, path]]`: also the additional ones, and those of algorithms.
inference_specifications[[where[0], path]] := specification if {
	some where, properties_ in package_inputs
	specification := properties_.InferenceSpecification
	told(specification)
	path := array.concat(where[1], ["InferenceSpecification"])
}

inference_specifications[[where[0], path]] := specification if {
	some where, properties_ in package_inputs
	some property in ["AdditionalInferenceSpecifications", "AdditionalInferenceSpecificationsToAdd"]
	some index, specification in list(properties_, property)
	told(specification)
	path := array.concat(where[1], [property, index])
}

inference_specifications[[name, ["InferenceSpecification"]]] := specification if {
	some name, algorithm in algorithms
	specification := algorithm.InferenceSpecification
	told(specification)
}

# `containers[[name, path]]`
containers[[where[0], path]] := container if {
	some where, specification in inference_specifications
	some index, container in list(specification, "Containers")
	told(container)
	path := array.concat(where[1], ["Containers", index])
}

# `images[[name, path]]`: the text of each image, its digest where one is given beside it, and what it is for.
images[[where[0], path]] := {"text": image, "digest": digest, "digest_key": "ImageDigest", "use": "inference"} if {
	some where, container in containers
	image := text(container.Image)
	digest := object.get(container, "ImageDigest", null)
	path := array.concat(where[1], ["Image"])
}

images[[name, path]] := {"text": image, "digest": digest, "digest_key": "TrainingImageDigest", "use": "training"} if {
	some name, algorithm in algorithms
	training := algorithm.TrainingSpecification
	image := text(training.TrainingImage)
	digest := object.get(training, "TrainingImageDigest", null)
	path := ["TrainingSpecification", "TrainingImage"]
}

# `registry_images[[name, path]]`: those in ECR, in the parts of ecr_image().
registry_images[where] := parts if {
	some where, image in images
	parts := ecr_image(image.text)
}

# `model_archives[[name, path]]`: each ModelDataUrl of a container.
model_archives[[where[0], path]] := value if {
	some where, container in containers
	value := container.ModelDataUrl
	path := array.concat(where[1], ["ModelDataUrl"])
}

# `model_sources[[name, path]]`: each ModelDataSource.S3DataSource of a container.
model_sources[[where[0], path]] := source if {
	some where, container in containers
	source := container.ModelDataSource.S3DataSource
	told(source)
	path := array.concat(where[1], ["ModelDataSource", "S3DataSource"])
}

# `model_places[[name, path]]`: bucket and key of a model, whichever way it is given.
model_places[where] := place if {
	some where, value in model_archives
	place := s3_place(value)
}

model_places[[where[0], path]] := place if {
	some where, source in model_sources
	place := s3_place(source.S3Uri)
	path := array.concat(where[1], ["S3Uri"])
}

# `transform_jobs[[name, path]]`: the job of a validation profile, and the package that it validates.
transform_jobs[[where[0], path]] := {"job": job, "package": properties_} if {
	some where, properties_ in package_inputs
	some index, profile in list(properties_.ValidationSpecification, "ValidationProfiles")
	told(profile)
	job := profile.TransformJobDefinition
	told(job)
	path := array.concat(
		where[1], ["ValidationSpecification", "ValidationProfiles", index, "TransformJobDefinition"],
	)
}

# --- S3 by URL

# Bucket and key of s3://, and of the https:// forms of S3.
s3_place(value) := s3(value) if startswith(text(value), "s3://")

s3_place(value) := object.union({"bucket": found[1], "key": found[2]}, bucket_of_template(found[1])) if {
	found := regex.find_all_string_submatch_n(
		`^https://([^/]+)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?/?(.*)$`, text(value), 1,
	)[0]
}

s3_place(value) := object.union({"bucket": found[1], "key": found[2]}, bucket_of_template(found[1])) if {
	found := regex.find_all_string_submatch_n(
		`^https://s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?/([^/]+)/?(.*)$`, text(value), 1,
	)[0]
}

# What of a text's end is told by the template: all of it, or what follows the last reference.
told_end(value) := parts[count(parts) - 1] if parts := regex.split(`\$\{[^}]*\}`, text(value))

# A text of the template for a message: one line, not too long.
shown(value) := line if {
	line := regex.replace(text(value), `\s+`, " ")
	count(line) <= 200
}

shown(value) := sprintf("%s...", [substring(line, 0, 197)]) if {
	line := regex.replace(text(value), `\s+`, " ")
	count(line) > 200
}

# --- regions

# A bucket's region: one of this template is where the stack is; others as told from outside, or as their name says.
bucket_region(name) := deploy_region if bucket_of_template(name) != {}

bucket_region(name) := review_context.bucket_regions[name] if bucket_of_template(name) == {}

bucket_region(name) := region_in_name(name) if {
	bucket_of_template(name) == {}
	not review_context.bucket_regions[name]
}

# How that is known, for a message.
default bucket_region_reason(_) := ", as its name says,"

bucket_region_reason(name) := "" if review_context.bucket_regions[name]

# The one region whose code is a part of a name between dashes or dots. References in the name may be anything.
region_in_name(name) := code if {
	regex.match(`-[a-z]+-[0-9]`, name)
	plain := sprintf("-%s-", [replace(regex.replace(name, `\$\{[^}]*\}`, "_"), ".", "-")])
	found := [region | some region in known_regions; contains(plain, sprintf("-%s-", [region]))]
	count(found) == 1
	code := found[0]
}

# `home[name]`: the region that all parts of a package or algorithm share, and why: that of the stack, or, where it is
# not known, the first one that the resource itself names.
home[name] := {"region": deploy_region, "why": sprintf("the stack is in %s", [deploy_region])} if {
	some where, _ in package_inputs
	name := where[0]
}

home[name] := {"region": deploy_region, "why": sprintf("the stack is in %s", [deploy_region])} if {
	some name, _ in algorithms
}

home[name] := named[0] if {
	not deploy_region
	some type_ in [packages, algorithms]
	some name, resource in type_
	named := array.concat(
		home_group(resource),
		array.concat(home_images[name], array.concat(home_models[name], home_validation[name])),
	)
	count(named) > 0
}

default home_group(_) := []

home_group(resource) := [{"region": region, "why": sprintf("ModelPackageGroupName is of %s", [region])}] if {
	region := arn(resource.ModelPackageGroupName).region
	region in known_regions
}

home_images[name] := named if {
	some type_ in [packages, algorithms]
	some name, _ in type_
	named := [one |
		some where, parts in registry_images
		where[0] == name
		parts.region in known_regions
		one := {"region": parts.region, "why": sprintf("%s is in %s", [concat_path(where[1]), parts.region])}
	]
}

home_models[name] := named if {
	some type_ in [packages, algorithms]
	some name, _ in type_
	named := [one |
		some where, place in model_places
		where[0] == name
		region := bucket_region(place.bucket)
		one := {"region": region, "why": sprintf("bucket %s is in %s", [place.bucket, region])}
	]
}

home_validation[name] := named if {
	some type_ in [packages, algorithms]
	some name, _ in type_
	named := [one |
		some where, used in validation_data
		where[0] == name
		region := bucket_region(used.place.bucket)
		one := {"region": region, "why": sprintf("bucket %s is in %s", [used.place.bucket, region])}
	]
}

# `validation_data[[name, path]]`: input and output of a transform job.
validation_data[[where[0], path]] := {"what": "input", "place": place} if {
	some where, transform in transform_jobs
	place := s3_place(transform.job.TransformInput.DataSource.S3DataSource.S3Uri)
	path := array.concat(where[1], ["TransformInput", "DataSource", "S3DataSource", "S3Uri"])
}

validation_data[[where[0], path]] := {"what": "output", "place": place} if {
	some where, transform in transform_jobs
	place := s3_place(transform.job.TransformOutput.S3OutputPath)
	path := array.concat(where[1], ["TransformOutput", "S3OutputPath"])
}

concat_path(path) := concat(".", [part | some key in path; part := sprintf("%v", [key])])

# --- what the review was told of artifacts

# `unpacked_bytes` and `names` of what lies at a location, by its URI or its key (a CDK asset's key is its hash).
artifact_at(value) := review_context.artifacts[text(value)]

artifact_at(value) := review_context.artifacts[key] if {
	not review_context.artifacts[text(value)]
	parts := split(told_end(value), "/")
	key := parts[count(parts) - 1]
	key != ""
}
