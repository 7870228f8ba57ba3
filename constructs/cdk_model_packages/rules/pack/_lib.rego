# What all rules share: the template's resources by type, values in one form, and how a finding is told.
#
# A value is a literal; `{"__ref": "Bucket", "__kind": "resource"}` for a Ref; the same with "getatt:Arn" for an
# Fn::GetAtt; or `{"__dynamic": ...}`, of which text() reads Fn::Sub and Fn::Join. Everything else is not determined
# by the template: the functions below are then undefined, and a rule that uses them says nothing.
package cdk_model_packages

import rego.v1

# --- findings

# A finding about a property. `path` is a list of keys below Properties.
finding(id, name, path, message) := make_diag_full(
	id, entry.severity, name, property_path(path), message, entry.fix, entry.source,
) if {
	entry := catalog[id]
}

property_path(path) := sprintf(concat(".", array.concat(["Properties"], ["%v" | some _ in path])), path)

# A finding about the resource itself: its policies, what it depends on.
resource_finding(id, name, message) := make_diag_full(
	id, catalog[id].severity, name, "", message, catalog[id].fix, catalog[id].source,
)

# --- resources

properties(name) := found if {
	found := input.resources[name].properties
	is_object(found)
}

packages[name] := properties(name) if some name in resources_of_type("AWS::SageMaker::ModelPackage")

groups[name] := properties(name) if some name in resources_of_type("AWS::SageMaker::ModelPackageGroup")

algorithms[name] := properties(name) if some name in resources_of_type("AWS::SageMaker::Algorithm")

model_cards[name] := properties(name) if some name in resources_of_type("AWS::SageMaker::ModelCard")

models[name] := properties(name) if some name in resources_of_type("AWS::SageMaker::Model")

roles[name] := properties(name) if some name in resources_of_type("AWS::IAM::Role")

buckets[name] := properties(name) if some name in resources_of_type("AWS::S3::Bucket")

repositories[name] := properties(name) if some name in resources_of_type("AWS::ECR::Repository")

keys[name] := properties(name) if some name in resources_of_type("AWS::KMS::Key")

components[name] := properties(name) if some name in resources_of_type("AWS::GreengrassV2::ComponentVersion")

deployments[name] := properties(name) if some name in resources_of_type("AWS::GreengrassV2::Deployment")

# A package is versioned when it names a group, also by a reference that the template does not determine.
versions[name] := version if {
	some name, version in packages
	has(version, "ModelPackageGroupName")
}

unversioned[name] := version if {
	some name, version in packages
	not has(version, "ModelPackageGroupName")
	has(version, "ModelPackageName")
}

# --- values

# The key is there, with any value but null.
has(object_, key) if object_[key] != null

# The key is there, and is a list or mapping with something in it, or any other value.
gives(object_, key) if {
	object_[key] != null
	not object_[key] in [[], {}, ""]
}

# The value at a path, or a default when a key of it is missing.
at(object_, path, default_) := object.get(object_, path, default_)

# The list at a key.
list(object_, key) := found if {
	found := object_[key]
	is_array(found)
}

# The same, or an empty one where the key is missing.
list_or_empty(object_, key) := found if {
	is_object(object_)
	found := object.get(object_, key, [])
	is_array(found)
}

# A text with placeholders: "s3://${Bucket}/key", "${Role.Arn}", "${AWS.Region}".
# (Bodies of a chain, here and below, as the engine runs through all bodies of a function otherwise. What may be missing
# is bound before it is given to a function: the engine looks the function up first.)
text(value) := replace(substring(template, 4, -1), "${AWS::", "${AWS.") if {
	template := value.__dynamic
	startswith(template, "Sub:")
} else := concat("", ["${", value.__ref, "}"]) if value.__kind == "resource"

else := replace(value, "${AWS::", "${AWS.") if is_string(value)

else := concat("", ["${", value.__ref, ".", trim_prefix(kind, "getatt:"), "}"]) if {
	kind := value.__kind
	startswith(kind, "getatt:")
} else := sprintf("%v", [value]) if is_number(value)

else := regex.replace(trim_prefix(joined, "Join:"), `\{ref:([A-Za-z0-9]+)\}`, "$${$1}") if {
	joined := value.__dynamic
	startswith(joined, "Join:")
	not contains(joined, "{dynamic}")
}

# A literal text, with nothing left to be filled in.
literal(value) if {
	is_string(value)
	not contains(value, "${")
}

# The logical id that a value refers to: a Ref, an Fn::GetAtt, or a text that is nothing but one.
target(value) := name if {
	name := value.__ref
} else := before_dot(inner) if {
	whole := text(value)
	startswith(whole, "${")
	endswith(whole, "}")
	inner := substring(whole, 2, count(whole) - 3)
	regex.match(`^[A-Za-z0-9]+(\.[A-Za-z0-9.]+)?$`, inner)
}

before_dot(name) := substring(name, 0, indexof(name, ".")) if contains(name, ".")

else := name

# The parts of an ARN. Those that the template does not determine hold "${".
arn(value) := {
	"partition": parts[1], "service": parts[2], "region": parts[3], "account": parts[4],
	"resource": concat(":", array.slice(parts, 5, count(parts))),
} if {
	whole := text(value)
	startswith(whole, "arn:")
	parts := split(whole, ":")
	count(parts) > 5
}

# --- S3

# Bucket and key of a location. A bucket of this template is told by its logical id as well.
s3(value) := place if {
	place := s3_read[value]
} else := s3_of(text(value))

# Those that packages give, of which several rules ask.
s3_read[value] := place if {
	some value in s3_given
	place := s3_of(text(value))
}

s3_given contains value if some _, value in model_archives

s3_given contains value if {
	some _, source in model_sources
	value := source.S3Uri
}

s3_given contains value if {
	some _, transform in transform_jobs
	value := transform.job.TransformInput.DataSource.S3DataSource.S3Uri
}

s3_given contains value if {
	some _, transform in transform_jobs
	value := transform.job.TransformOutput.S3OutputPath
}

s3_of(whole) := object.union({"bucket": bucket, "key": key}, bucket_of_template(bucket)) if {
	startswith(whole, "s3://")
	rest := concat("", [substring(whole, 5, -1), "/"])
	slash := indexof(rest, "/")
	bucket := substring(rest, 0, slash)
	key := substring(whole, 6 + slash, -1)
}

bucket_of_template(name) := {"logical_id": id} if {
	id := bucket_references[name]
} else := {"logical_id": bucket_ids[name]} if {
	bucket_ids[name]
	not contains(name, "${")
} else := {}

# `bucket_references["${Bucket}"]`: the buckets of this template, as texts refer to them.
bucket_references[reference] := id if {
	some id, _ in buckets
	reference := concat("", ["${", id, "}"])
}

# An element of what a text is split into. (Regorus is slow to index the result of a call.)
part_of(whole, separator, index) := parts[index] if parts := split(whole, separator)

# --- images

# The parts of an ECR image. Undefined for other registries.
ecr_image(value) := {"account": account, "region": region, "suffix": suffix, "repository": repository} if {
	whole := text(value)
	contains(whole, "ecr")
	regex.match(
		`^([0-9]{12}|\$\{[^}]+\})\.dkr[.-]ecr(-fips)?\.([a-z0-9-]+|\$\{[^}]+\})\.[^/]+/[^@:]`, whole,
	)
	account := ecr_label(whole)
	host := substring(whole, count(account) + 5, -1)
	places := substring(host, indexof(host, ".") + 1, -1)
	region := ecr_label(places)
	rest := substring(places, count(region) + 1, -1)
	slash := indexof(rest, "/")
	suffix := substring(rest, 0, slash)
	repository := part_of(replace(substring(rest, slash + 1, -1), "@", ":"), ":", 0)
}

# What is before the first dot; a reference may hold dots.
ecr_label(whole) := substring(whole, 0, indexof(whole, "}") + 1) if startswith(whole, "${")

else := substring(whole, 0, indexof(whole, "."))

# --- where the stack is deployed; undefined when that is not known

review_context := properties(name) if some name in resources_of_type("CdkModelPackages::Review::Context")

deploy_region := review_context.region if is_string(review_context.region)

deploy_region := region if {
	not review_context
	region := input_region()
	is_string(region)
}

deploy_account := review_context.account if is_string(review_context.account)

# --- text

# A list of words for a message: "a, b and c".
words(items) := concat(", ", sort([word | some item in items; word := sprintf("%v", [item])]))
