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
	contains(image.text, "$")
	parts := ecr_image(image.text)
}

# The same for literals, of which there are most: in less time.
registry_images[where] := parts if {
	some where, image in images
	not contains(image.text, "$")
	regex.match(`^[0-9]{12}\.dkr[.-]ecr(-fips)?\.[a-z0-9-]+\.[^/]+/[^@:]`, image.text)
	slash := indexof(image.text, "/")
	host := split(replace(substring(image.text, 0, slash), ".dkr-", ".dkr."), ".")
	untagged := split(replace(substring(image.text, slash + 1, -1), "@", ":"), ":")
	parts := {
		"account": host[0], "region": host[3], "suffix": concat(".", array.slice(host, 4, count(host))),
		"repository": untagged[0],
	}
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

# Bucket and key of s3://, and of the https:// forms of S3; of a bucket of this template its logical id as well.
s3_place(value) := place if {
	place := s3(value)
	place.logical_id
} else := object.union(place, bucket_identity(place.bucket)) if {
	place := s3_parts(text(value))
}

s3_parts(whole) := {"bucket": substring(rest, 0, slash), "key": substring(rest, slash + 1, -1)} if {
	startswith(whole, "s3://")
	rest := substring(whole, 5, -1)
	slash := indexof(rest, "/")
	slash >= 0
} else := {"bucket": substring(whole, 5, -1), "key": ""} if {
	startswith(whole, "s3://")
} else := {"bucket": parts[1], "key": parts[2]} if {
	startswith(whole, "https://")
	found := regex.find_all_string_submatch_n(
		`^https://([^/]+)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?/?(.*)$`, whole, 1,
	)
	parts := found[0]
} else := {"bucket": parts[1], "key": parts[2]} if {
	startswith(whole, "https://")
	found := regex.find_all_string_submatch_n(
		`^https://s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?/([^/]+)/?(.*)$`, whole, 1,
	)
	parts := found[0]
}

bucket_identity(name) := {"logical_id": id} if {
	id := bucket_references[name]
} else := {"logical_id": bucket_ids[name]} if {
	bucket_ids[name]
} else := {}

# `bucket_ids[name]`: the buckets of this template that are named, by their name.
bucket_ids := object.union_n([{name: id} |
	some id, bucket in buckets
	name := bucket.BucketName
	is_string(name)
])

# What of a text's end is told by the template: all of it, or what follows the last reference.
told_end(value) := parts[count(parts) - 1] if {
	whole := text(value)
	parts := told_parts(whole)
}

told_parts(whole) := split(whole, "}") if contains(whole, "${")

else := [whole]

# A text of the template for a message: one line, not too long.
shown(value) := shown_start(shown_line(text(value)))

shown_line(whole) := whole if not regex.match(`[^\S ]|  `, whole)

else := regex.replace(whole, `\s+`, " ")

shown_start(line) := line if count(line) <= 200

else := sprintf("%s...", [substring(line, 0, 197)])

# --- regions

# A bucket's region: one of this template is where the stack is; others as told from outside, or as their name says.
bucket_region(name) := region if {
	bucket_identity(name) == {}
	region := bucket_region_outside(name)
}

bucket_region(name) := deploy_region if bucket_identity(name) != {}

bucket_region_outside(name) := review_context.bucket_regions[name] if {
	review_context.bucket_regions[name]
} else := region_in_name(name)

# `place_regions[name]`: the same for the buckets of models and samples.
place_regions[name] := region if {
	some name in place_buckets
	region := bucket_region(name)
}

place_buckets contains place.bucket if some place in model_places

place_buckets contains used.place.bucket if some used in validation_data

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

# The code of a region as names abbreviate it, usw2, where a name has one of another region: what the name says.
region_code_elsewhere(name) := code if {
	literal(name)
	own := region_code(deploy_region)
	found := regex.find_all_string_submatch_n(
		`(?:^|[.-])((?:us|eu|ap|ca|sa|me|af|il|mx)(?:n|s|e|w|c|ne|se|nw|sw)[1-7])(?:[.-]|$)`, name, -1,
	)
	count(found) == 1
	code := found[0][1]
	code != own
}

region_code(region) := concat("", [parts[0], region_code_directions[parts[1]], parts[2]]) if {
	parts := split(region, "-")
	count(parts) == 3
}

region_code_directions := {
	"north": "n", "south": "s", "east": "e", "west": "w", "central": "c", "northeast": "ne", "southeast": "se",
	"northwest": "nw", "southwest": "sw",
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

home[name] := first if {
	not deploy_region
	some name, resource in home_candidates
	named := array.concat(
		home_group(resource), array.concat(home_images[name], array.concat(home_models[name], home_samples[name])),
	)
	first := named[0]
}

home_candidates[name] := resource if some name, resource in packages

home_candidates[name] := resource if some name, resource in algorithms

default home_group(_) := []

home_group(resource) := [{"region": region, "why": sprintf("ModelPackageGroupName is of %s", [region])}] if {
	region := arn(resource.ModelPackageGroupName).region
	region in known_regions
}

# The paths of a resource's containers.
home_paths[name] := array.concat(main, more) if {
	some name, resource in home_candidates
	main := [["InferenceSpecification", "Containers", index] |
		some index, _ in list(resource.InferenceSpecification, "Containers")
	]
	more := [["AdditionalInferenceSpecifications", index, "Containers", inner] |
		some index, specification in list(resource, "AdditionalInferenceSpecifications")
		some inner, _ in list(specification, "Containers")
	]
}

home_images[name] := named if {
	some name, containers_ in home_paths
	inside := [path | some container in containers_; path := array.concat(container, ["Image"])]
	places := array.concat(inside, [["TrainingSpecification", "TrainingImage"]])
	named := [one |
		some path in places
		region := registry_images[[name, path]].region
		region in known_regions
		one := {"region": region, "why": sprintf("%s is in %s", [concat_path(path), region])}
	]
}

home_models[name] := named if {
	some name, _ in home_candidates
	named := [one |
		some container in home_paths[name]
		some property in [["ModelDataUrl"], ["ModelDataSource", "S3DataSource", "S3Uri"]]
		path := array.concat(container, property)
		bucket := model_places[[name, path]].bucket
		region := place_regions[bucket]
		one := {"region": region, "why": sprintf("bucket %s is in %s", [bucket, region])}
	]
}

home_samples[name] := named if {
	some name, resource in home_candidates
	jobs := [["ValidationSpecification", "ValidationProfiles", index, "TransformJobDefinition"] |
		some index, _ in list(resource.ValidationSpecification, "ValidationProfiles")
	]
	named := [one |
		some job in jobs
		some property in [["TransformInput", "DataSource", "S3DataSource", "S3Uri"], ["TransformOutput", "S3OutputPath"]]
		path := array.concat(job, property)
		bucket := validation_data[[name, path]].place.bucket
		region := place_regions[bucket]
		one := {"region": region, "why": sprintf("bucket %s is in %s", [bucket, region])}
	]
}

# `validation_data[[name, path]]`: input and output of a transform job.
validation_data[[where[0], path]] := {"what": "input", "place": place} if {
	some where, transform in transform_jobs
	source := transform.job.TransformInput.DataSource.S3DataSource
	place := s3_place(source.S3Uri)
	path := array.concat(where[1], ["TransformInput", "DataSource", "S3DataSource", "S3Uri"])
}

validation_data[[where[0], path]] := {"what": "output", "place": place} if {
	some where, transform in transform_jobs
	place := s3_place(transform.job.TransformOutput.S3OutputPath)
	path := array.concat(where[1], ["TransformOutput", "S3OutputPath"])
}

concat_path(path) := sprintf(concat(".", ["%v" | some _ in path]), path)

# --- what the review was told of artifacts

# `unpacked_bytes` and `names` of what lies at a location, by its URI or its key (a CDK asset's key is its hash).
artifact_at(value) := review_context.artifacts[text(value)] if {
	review_context.artifacts[text(value)]
} else := review_context.artifacts[key] if {
	review_context.artifacts
	parts := split(told_end(value), "/")
	key := parts[count(parts) - 1]
	key != ""
}
