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
	id, catalog[id].severity, name, property_path(path), message, catalog[id].fix, catalog[id].source,
)

property_path(path) := "Properties" if count(path) == 0

property_path(path) := concat(".", array.concat(["Properties"], parts)) if {
	count(path) > 0
	parts := [part | some key in path; part := sprintf("%v", [key])]
}

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
	has(object_, key)
	not object_[key] in [[], {}, ""]
}

# The value at a path, or a default when a key of it is missing.
at(object_, path, default_) := object.get(object_, path, default_)

list(object_, key) := found if {
	is_object(object_)
	found := object.get(object_, key, [])
	is_array(found)
}

# A text with placeholders: "s3://${Bucket}/key", "${Role.Arn}", "${AWS.Region}".
# (Bodies of a chain, here and below, as the engine runs through all bodies of a function otherwise.)
text(value) := replace(value, "${AWS::", "${AWS.") if is_string(value)

else := replace(substring(value.__dynamic, 4, -1), "${AWS::", "${AWS.") if startswith(value.__dynamic, "Sub:")

else := sprintf("${%v}", [value.__ref]) if value.__kind == "resource"

else := sprintf("${%v.%v}", [value.__ref, trim_prefix(value.__kind, "getatt:")]) if startswith(value.__kind, "getatt:")

else := sprintf("%v", [value]) if is_number(value)

else := regex.replace(trim_prefix(value.__dynamic, "Join:"), `\{ref:([A-Za-z0-9]+)\}`, "$${$1}") if {
	startswith(value.__dynamic, "Join:")
	not contains(value.__dynamic, "{dynamic}")
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
s3(value) := s3_of(text(value))

s3_of(whole) := object.union({"bucket": bucket, "key": key}, bucket_of_template(bucket)) if {
	startswith(whole, "s3://")
	rest := concat("", [substring(whole, 5, -1), "/"])
	slash := indexof(rest, "/")
	bucket := substring(rest, 0, slash)
	key := substring(whole, 6 + slash, -1)
}

bucket_of_template(name) := {"logical_id": id} if {
	startswith(name, "${")
	endswith(name, "}")
	id := substring(name, 2, count(name) - 3)
	buckets[id]
} else := {"logical_id": bucket_ids[name]} if {
	bucket_ids[name]
	not contains(name, "${")
} else := {}

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
