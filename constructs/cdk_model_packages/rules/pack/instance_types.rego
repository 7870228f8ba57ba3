# Instance types that a package lists, and the one that its validation runs on.
package cdk_model_packages

import rego.v1

# `listed_types[[name, path, index]]`: each determined entry of the two lists of a package's specifications.
listed_types[[where[0], path, index]] := {"type": type_, "use": use} if {
	some where, specification in inference_specifications
	not algorithms[where[0]]
	some use in ["Transform", "RealtimeInference"]
	property := sprintf("Supported%sInstanceTypes", [use])
	some index, type_ in list(specification, property)
	literal(type_)
	path := array.concat(where[1], [property])
}

instance_family(type_) := parts[1] if parts := split(type_, ".")

# What may be meant, for a message.
instance_hint(type_) := sprintf("; ml.%s is one", [type_]) if sprintf("ml.%s", [type_]) in hosting_instance_types

instance_hint(type_) := "; it is one of endpoints" if type_ in hosting_instance_types

default instance_hint(_) := ""

# METADATA
# title: Transform types are types that batch transform has
# description: >-
#   CloudFormation takes any text; CreateModelPackage takes the instance types of batch transform only, which are fewer
#   than those of endpoints. The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html
#   description: SupportedTransformInstanceTypes lists its valid values.
# custom:
#   id: IT-001
#   severity: error
#   confidence: documented
#   fix: Use a type of batch transform, for example ml.m5.large or ml.g4dn.xlarge.
violation contains finding("IT-001", where[0], array.concat(where[1], [where[2]]), message) if {
	some where, listed in listed_types
	listed.use == "Transform"
	not listed.type in transform_instance_types
	message := sprintf(
		"%s is not an instance type of batch transform%s", [shown(listed.type), instance_hint(listed.type)],
	)
}

# METADATA
# title: Realtime types are types that endpoints have
# description: >-
#   CloudFormation takes any text; CreateModelPackage takes the instance types of endpoints only. The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html
#   description: SupportedRealtimeInferenceInstanceTypes lists its valid values.
# custom:
#   id: IT-002
#   severity: error
#   confidence: documented
#   fix: Use a type of endpoints, for example ml.m5.large.
violation contains finding("IT-002", where[0], array.concat(where[1], [where[2]]), message) if {
	some where, listed in listed_types
	listed.use == "RealtimeInference"
	not listed.type in hosting_instance_types
	message := sprintf("%s is not an instance type of endpoints%s", [shown(listed.type), instance_hint(listed.type)])
}

# METADATA
# title: The validation runs on a type that the service's own list has
# description: >-
#   The pricing data has r5, t3 and g6f for batch transform in some regions, the service's model has them nowhere. The
#   validation job may be refused.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html
#   description: InstanceType lists its valid values.
# custom:
#   id: IT-003
#   severity: warning
#   confidence: documented
#   fix: Use a type that both know, for example ml.m5.large.
violation contains finding("IT-003", where[0], path, message) if {
	some where, transform in transform_jobs
	type_ := transform.job.TransformResources.InstanceType
	literal(type_)
	not type_ in transform_instance_types
	instance_family(type_) in {"r5", "t3", "g6f"}
	not deploy_region
	path := array.concat(where[1], ["TransformResources", "InstanceType"])
	message := sprintf("%s is not among the instance types that the API names for batch transform", [shown(type_)])
}

# METADATA
# title: The validation runs on a type that the package supports
# description: >-
#   The validation job is a transform job of this package. Its type has to be one of SupportedTransformInstanceTypes.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html
#   description: SupportedTransformInstanceTypes are those on which a transformation job can be run.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html
#   description: For the validation, choose a type that the package supports for batch transform.
# custom:
#   id: IT-004
#   severity: error
#   confidence: inferred
#   fix: Add the type to SupportedTransformInstanceTypes, or validate on one that is listed.
violation contains finding("IT-004", where[0], path, message) if {
	some where, transform in transform_jobs
	type_ := transform.job.TransformResources.InstanceType
	literal(type_)
	supported := list_or_empty(transform["package"].InferenceSpecification, "SupportedTransformInstanceTypes")
	count(supported) > 0
	every one in supported { literal(one) }
	not type_ in supported
	path := array.concat(where[1], ["TransformResources", "InstanceType"])
	message := sprintf("%s is not in SupportedTransformInstanceTypes (%s)", [shown(type_), shown(words(supported))])
}

# METADATA
# title: No volume key for types with local storage
# description: >-
#   Types with local NVMe storage are encrypted by their hardware, and refuse a VolumeKmsKeyId. The validation job
#   cannot be created; nor can an endpoint with a KmsKeyId.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html
#   description: You can't request a VolumeKmsKeyId when using an instance type with local storage.
# - ref: https://github.com/aws/sagemaker-python-sdk/issues/3677
#   description: The service's error for NVMe types.
# custom:
#   id: IT-005
#   severity: error
#   confidence: documented
#   fix: Remove VolumeKmsKeyId, or use a type without local storage, for example ml.m5.large.
violation contains finding("IT-005", where[0], path, message) if {
	some where, transform in transform_jobs
	type_ := transform.job.TransformResources.InstanceType
	literal(type_)
	gives(transform.job.TransformResources, "VolumeKmsKeyId")
	instance_has_local_storage(instance_family(type_))
	path := array.concat(where[1], ["TransformResources", "VolumeKmsKeyId"])
	message := sprintf("%s has local storage, which takes no VolumeKmsKeyId", [shown(type_)])
}

violation contains finding("IT-005", name, ["KmsKeyId"], message) if {
	some name in resources_of_type("AWS::SageMaker::EndpointConfig")
	gives(properties(name), "KmsKeyId")
	some variant in list(properties(name), "ProductionVariants")
	type_ := variant.InstanceType
	literal(type_)
	instance_has_local_storage(instance_family(type_))
	message := sprintf("%s has local storage, which takes no KmsKeyId of the endpoint", [shown(type_)])
}

instance_has_local_storage(family) if regex.match(`^[a-z]+[0-9]+[a-z]*d[a-z]*$`, family)

instance_has_local_storage(family) if regex.match(`^(g[5-9]|gr[0-9]|p[5-9]|trn[0-9])`, family)

# METADATA
# title: A validation runs on at most 100 instances
# description: >-
#   CloudFormation knows only the minimum; CreateModelPackage takes 1 to 100. The stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html
#   description: The default value of InstanceCount is 1, and the maximum is 100.
# custom:
#   id: IT-006
#   severity: error
#   confidence: documented
#   fix: Use 1 to 100 instances; one is enough for most samples.
violation contains finding("IT-006", where[0], path, message) if {
	some where, transform in transform_jobs
	instances := number_of(transform.job.TransformResources.InstanceCount)
	instances > 100
	path := array.concat(where[1], ["TransformResources", "InstanceCount"])
	message := sprintf("InstanceCount is %d, of at most 100", [instances])
}

number_of(value) := value if is_number(value)

number_of(value) := to_number(value) if {
	is_string(value)
	regex.match(`^-?[0-9]+$`, value)
}

# --- beyond the catalogue

# `instance_choices[[name, path]]`: all types that a specification lists, where all are determined, and what its images
# say that they are made for.
instance_choices[where] := {"types": types, "families": families, "images": made_for} if {
	some where, specification in inference_specifications
	realtime := list_or_empty(specification, "SupportedRealtimeInferenceInstanceTypes")
	types := {type_ |
		some type_ in array.concat(list_or_empty(specification, "SupportedTransformInstanceTypes"), realtime)
	}
	count(types) > 0
	every type_ in types {
		literal(type_)
		startswith(type_, "ml.")
	}
	families := {family | some type_ in types; family := instance_family(type_)}
	made_for := {one |
		some index, _ in list(specification, "Containers")
		key := [where[0], array.concat(where[1], ["Containers", index, "Image"])]
		image := images[key].text
		one := {
			"image": image, "words": instance_image_words(image), "path": ["Containers", index, "Image"], "key": key,
		}
	}
	count(made_for) > 0
}

# The words of an image's repository and tag.
instance_image_words(image) := {word |
	parts := split(image, "/")
	named := concat("/", array.slice(parts, 1, count(parts)))
	some word in split(strings.replace_n({"-": "/", "_": "/", ".": "/", ":": "/"}, named), "/")
}

instance_is_gpu(family) if regex.match(`^(p[0-9]|g[0-9]|gr[0-9])`, family)

instance_is_neuron(family) if regex.match(`^(inf|trn)[0-9]`, family)

instance_is_arm(family) if regex.match(`^([cmrtx][0-9]+g|a1|g5g)`, family)

instance_runs_on_arm(image) if image.words & {"arm64", "aarch64", "graviton"} != set()

# METADATA
# title: An image for GPUs has a type with one
# description: >-
#   The image's name says that it is built for GPUs, and no listed instance type has one. The model runs on the CPU,
#   many times slower, or does not start for want of a driver.
# related_resources:
# - ref: https://github.com/aws/deep-learning-containers/blob/master/available_images.md
#   description: Images are built for CPU or for GPU, and their tags say so.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html
#   description: The instance types on which the package can be run.
# custom:
#   id: IT-008
#   severity: warning
#   confidence: inferred
#   fix: List a GPU type, for example ml.g5.xlarge, or use the CPU image.
violation contains finding("IT-008", where[0], array.concat(where[1], image.path), message) if {
	some where, choice in instance_choices
	some image in choice.images
	instance_image_is_gpu(image)
	every family in choice.families { not instance_is_gpu(family) }
	message := sprintf(
		"%s is built for GPUs, none of the listed types has one (%s)", [shown(image.image), words(choice.types)],
	)
}

instance_image_is_gpu(image) if {
	"gpu" in image.words
	not "cpu" in image.words
}

instance_image_is_gpu(image) if {
	some word in image.words
	regex.match(`^cu1[0-9]{2}$`, word)
	not "cpu" in image.words
}

# METADATA
# title: An image for CPUs has a type without an accelerator
# description: >-
#   The image's name says that it is built for CPUs, and every listed instance type has an accelerator, which is paid
#   for and not used.
# related_resources:
# - ref: https://github.com/aws/deep-learning-containers/blob/master/available_images.md
#   description: Images are built for CPU or for GPU, and their tags say so.
# custom:
#   id: IT-009
#   severity: warning
#   confidence: inferred
#   fix: List a type without an accelerator, for example ml.m5.large, or use the image for it.
violation contains finding("IT-009", where[0], array.concat(where[1], image.path), message) if {
	some where, choice in instance_choices
	every family in choice.families { instance_is_accelerated(family) }
	count(choice.images) == 1
	some image in choice.images
	"cpu" in image.words
	not "gpu" in image.words
	message := sprintf(
		"%s is built for CPUs, all listed types have an accelerator (%s)", [shown(image.image), words(choice.types)],
	)
}

instance_is_accelerated(family) if instance_is_gpu(family)

instance_is_accelerated(family) if instance_is_neuron(family)

# METADATA
# title: Image and instance types have one processor architecture
# description: >-
#   An image for ARM does not start on x86 types, nor one of AWS's x86 images on Graviton: the container ends with "exec
#   format error". Batch transform has no ARM types at all.
# related_resources:
# - ref: https://aws.amazon.com/blogs/machine-learning/run-machine-learning-inference-workloads-on-aws-graviton-based-instances-with-amazon-sagemaker/
#   description: Graviton takes AWS's containers for it, or containers of your own for Arm.
# - ref: https://github.com/aws/deep-learning-containers/blob/master/available_images.md
#   description: Graviton has images of its own.
# custom:
#   id: IT-010
#   severity: error
#   confidence: inferred
#   fix: Use an image that is built for the listed types; those with a g after the digit (c7g, m8g) are ARM.
violation contains finding("IT-010", where[0], array.concat(where[1], image.path), message) if {
	some where, choice in instance_choices
	some image in choice.images
	instance_runs_on_arm(image)
	image.words & {"amd64", "x86", "multiarch"} == set()
	wrong := {type_ | some type_ in choice.types; not instance_is_arm(instance_family(type_))}
	count(wrong) > 0
	message := sprintf("%s is built for ARM, %s is x86", [shown(image.image), words(wrong)])
}

violation contains finding("IT-010", where[0], array.concat(where[1], image.path), message) if {
	some where, choice in instance_choices
	some image in choice.images
	not instance_runs_on_arm(image)
	parts := registry_images[image.key]
	aws_image_repositories[sprintf("%s-graviton", [parts.repository])]
	accounts := aws_image_accounts[aws_image_repositories[parts.repository]]
	accounts[parts.region] == parts.account
	wrong := {type_ | some type_ in choice.types; instance_is_arm(instance_family(type_))}
	count(wrong) > 0
	message := sprintf("%s is built for x86, %s is ARM", [shown(image.image), words(wrong)])
}

# METADATA
# title: A Neuron image runs on Inferentia or Trainium
# description: >-
#   AWS's Neuron images load a model that was compiled for the accelerator. On other types the model does not load.
# related_resources:
# - ref: https://awsdocs-neuron.readthedocs-hosted.com/en/latest/containers/index.html
#   description: Neuron containers run on instances with Inferentia and Trainium.
# - ref: https://github.com/aws/deep-learning-containers/blob/master/available_images.md
#   description: Neuron has images of its own.
# custom:
#   id: IT-011
#   severity: warning
#   confidence: inferred
#   fix: List inf and trn types only, for example ml.inf2.xlarge.
violation contains finding("IT-011", where[0], array.concat(where[1], image.path), message) if {
	some where, choice in instance_choices
	some image in choice.images
	image.words & {"neuron", "neuronx"} != set()
	wrong := {type_ | some type_ in choice.types; not instance_is_neuron(instance_family(type_))}
	count(wrong) > 0
	message := sprintf("%s is built for Inferentia and Trainium, %s is neither", [shown(image.image), words(wrong)])
}

# METADATA
# title: An instance type is listed once
# description: >-
#   A type that is listed twice says nothing more; usually another one was meant.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InferenceSpecification.html
#   description: The types on which the package can be run.
# custom:
#   id: IT-012
#   severity: info
#   confidence: inferred
#   fix: Remove one, or write the type that was meant.
violation contains finding("IT-012", where[0], array.concat(where[1], [where[2]]), message) if {
	some where, listed in listed_types
	where[2] > 0
	some earlier in numbers.range(0, where[2] - 1)
	listed_types[[where[0], where[1], earlier]].type == listed.type
	message := sprintf("%s is listed twice", [shown(listed.type)])
}

# METADATA
# title: An image for GPUs is validated on a GPU
# description: >-
#   The image's name says that it is built for GPUs, and the validation runs on a type without one. It takes many times
#   longer, or the model does not load.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TransformResources.html
#   description: The type on which the job runs.
# - ref: https://github.com/aws/deep-learning-containers/blob/master/available_images.md
#   description: Images are built for CPU or for GPU, and their tags say so.
# custom:
#   id: IT-013
#   severity: warning
#   confidence: inferred
#   fix: Validate on a GPU type that the package lists, for example ml.g4dn.xlarge.
violation contains finding("IT-013", where[0], path, message) if {
	some where, transform in transform_jobs
	type_ := transform.job.TransformResources.InstanceType
	literal(type_)
	before := array.slice(where[1], 0, count(where[1]) - 4)
	choice := instance_choices[[where[0], array.concat(before, ["InferenceSpecification"])]]
	some family in choice.families
	instance_is_gpu(family)
	not instance_is_gpu(instance_family(type_))
	some image in choice.images
	instance_image_is_gpu(image)
	path := array.concat(where[1], ["TransformResources", "InstanceType"])
	message := sprintf("%s has no GPU, and %s is built for one", [shown(type_), shown(image.image)])
}

# METADATA
# title: A model is not spread over more GPUs than an instance has
# description: >-
#   The server starts one part of the model for each GPU that the environment names. On an instance with fewer it does not
#   start: the endpoint never gets healthy, and fails after an hour.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/large-model-inference-container-docs.html
#   description: The degree of tensor parallelism is the number of GPUs.
# - ref: https://aws.amazon.com/sagemaker/ai/pricing/
#   description: The GPUs of each instance type.
# custom:
#   id: IT-015
#   severity: warning
#   confidence: documented
#   fix: Name at most as many GPUs as the smallest listed type has, or list larger types.
violation contains finding("IT-015", name, array.concat(path, ["Environment", key]), message) if {
	some [name, path], container in containers
	some key in [
		"SM_NUM_GPUS", "NUM_SHARD", "TENSOR_PARALLEL_DEGREE", "OPTION_TENSOR_PARALLEL_DEGREE", "SERVING_TENSOR_PARALLEL_DEGREE",
	]
	wanted := number_of(container.Environment[key])
	some where, specification in inference_specifications
	where[0] == name
	types := list(specification, "SupportedRealtimeInferenceInstanceTypes")
	short := [type | some type in types; instance_gpus[type] < wanted]
	count(short) > 0
	message := sprintf("%v is %v, and %v has %v", [key, wanted, short[0], instance_gpus[short[0]]])
}

instance_gpus := object.union_n([{concat("", ["ml.", type]): number} |
	some number, types in {
		1: [
			"g4dn.xlarge", "g4dn.2xlarge", "g4dn.4xlarge", "g4dn.8xlarge", "g4dn.16xlarge", "g5.xlarge", "g5.2xlarge",
			"g5.4xlarge", "g5.8xlarge", "g5.16xlarge", "g6.xlarge", "g6.2xlarge", "g6.4xlarge", "g6.8xlarge", "g6.16xlarge",
			"g6e.xlarge", "g6e.2xlarge", "g6e.4xlarge", "g6e.8xlarge", "g6e.16xlarge", "p2.xlarge", "p3.2xlarge", "p5.4xlarge",
		],
		4: [
			"g4dn.12xlarge", "g5.12xlarge", "g5.24xlarge", "g6.12xlarge", "g6.24xlarge", "g6e.12xlarge", "g6e.24xlarge",
			"p3.8xlarge",
		],
		8: [
			"g5.48xlarge", "g6.48xlarge", "g6e.48xlarge", "p2.8xlarge", "p3.16xlarge", "p4d.24xlarge", "p4de.24xlarge",
			"p5.48xlarge", "p5e.48xlarge", "p5en.48xlarge",
		],
	}
	some type in types
])
