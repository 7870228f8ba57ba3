# Amazon Lookout for Vision, which ended on 2025-10-31: its requests, and what is left of them in a template.
package cdk_model_packages

import rego.v1

lookout_jobs[where] := configuration if {
	some where, request in requests
	request.service == "lookoutvision"
	request.operation == "startmodelpackagingjob"
	configuration := request.input.Configuration.Greengrass
	told(configuration)
}

lookout_path(keys_) := array.concat(["Configuration", "Greengrass"], keys_)

lookout_platforms[where] := configuration.TargetPlatform if {
	some where, configuration in lookout_jobs
	told(configuration.TargetPlatform)
}

# What the compiler is told, where it can be read: also with single quotes, of which LV-006 speaks.
lookout_options[where] := options if {
	some where, configuration in lookout_jobs
	literal(configuration.CompilerOptions)
	options := request_options(configuration.CompilerOptions)
	is_object(options)
}

# METADATA
# title: A packaging job has a target device or a target platform
# description: >-
#   With TargetDevice a TargetPlatform cannot be specified, and one of them is needed: StartModelPackagingJob refused
#   both or neither.
# related_resources:
# - ref: https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/package-settings.md
#   description: Choose a target device or a target platform.
# - ref: https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_GreengrassConfiguration.html
#   description: If you specify TargetDevice you can't specify TargetPlatform.
# custom:
#   id: LV-001
#   severity: error
#   confidence: documented
#   fix: Give TargetDevice jetson_xavier, or TargetPlatform.
violation contains request_finding("LV-001", where, lookout_path([]), message) if {
	some where, configuration in lookout_jobs
	has(configuration, "TargetDevice")
	has(configuration, "TargetPlatform")
	message := "TargetDevice and TargetPlatform are both given: a packaging job has one of them"
}

violation contains request_finding("LV-001", where, lookout_path([]), message) if {
	some where, configuration in lookout_jobs
	not has(configuration, "TargetDevice")
	not has(configuration, "TargetPlatform")
	message := "neither TargetDevice nor TargetPlatform is given: a packaging job has one of them"
}

# METADATA
# title: A packaging job for a device has no compiler options
# description: >-
#   CompilerOptions belongs to TargetPlatform; with TargetDevice StartModelPackagingJob refused it. SageMaker Neo, by
#   contrast, takes the pair.
# related_resources:
# - ref: https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_GreengrassConfiguration.html
#   description: Don't specify CompilerOptions together with TargetDevice.
# - ref: https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/package-settings.md
#   description: A target device needs no compiler options.
# custom:
#   id: LV-002
#   severity: error
#   confidence: documented
#   fix: Drop CompilerOptions, or describe the device by TargetPlatform.
violation contains request_finding("LV-002", where, lookout_path(["CompilerOptions"]), message) if {
	some where, configuration in lookout_jobs
	has(configuration, "TargetDevice")
	has(configuration, "CompilerOptions")
	message := "CompilerOptions is given with TargetDevice: it belongs to TargetPlatform"
}

# METADATA
# title: A packaging job for NVIDIA says which GPU, TensorRT and CUDA
# description: >-
#   Accelerator NVIDIA requires gpu-code, trt-ver as x.y.z and cuda-ver as x.y in CompilerOptions. Without them the job
#   failed.
# related_resources:
# - ref: https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_TargetPlatform.html
#   description: NVIDIA needs gpu-code, trt-ver and cuda-ver.
# - ref: https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/package-settings.md
#   description: The forms of the versions.
# custom:
#   id: LV-003
#   severity: error
#   confidence: documented
#   fix: 'Write {"gpu-code": "sm_75", "trt-ver": "7.1.3", "cuda-ver": "10.2"}.'
violation contains request_finding("LV-003", where, lookout_path(["CompilerOptions"]), message) if {
	some where, platform in lookout_platforms
	platform.Accelerator == "NVIDIA"
	not has(lookout_jobs[where], "CompilerOptions")
	message := "Accelerator NVIDIA needs CompilerOptions with gpu-code, trt-ver and cuda-ver; there are none"
}

violation contains request_finding("LV-003", where, lookout_path(["CompilerOptions"]), message) if {
	some where, platform in lookout_platforms
	platform.Accelerator == "NVIDIA"
	options := lookout_options[where]
	some key in ["gpu-code", "trt-ver", "cuda-ver"]
	not has(options, key)
	message := sprintf("Accelerator NVIDIA needs the compiler option %v, which is not given", [key])
}

# METADATA
# title: A packaging job for the CPU has no accelerator
# description: >-
#   NVIDIA is the only accelerator. The texts speak of CPU accelerators; a job for the CPU leaves Accelerator out, and
#   mcpu is core-avx2 unless the options say otherwise.
# related_resources:
# - ref: https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_TargetPlatform.html
#   description: Accelerator, valid value NVIDIA; unset means CPU.
# custom:
#   id: LV-004
#   severity: error
#   confidence: documented
#   fix: Drop Accelerator.
violation contains request_finding("LV-004", where, lookout_path(["TargetPlatform", "Accelerator"]), message) if {
	some where, platform in lookout_platforms
	literal(platform.Accelerator)
	platform.Accelerator != "NVIDIA"
	message := sprintf("Accelerator is %v: it is NVIDIA, or left out for the CPU", [platform.Accelerator])
}

# METADATA
# title: A packaging job is for Linux on ARM64 or X86_64
# description: >-
#   Os is LINUX and Arch is ARM64 or X86_64, in this spelling. The API's text writes ARM_64 and the guide's tables
#   Aarch64; both are refused.
# related_resources:
# - ref: https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_TargetPlatform.html
#   description: Valid values of Os and Arch.
# custom:
#   id: LV-005
#   severity: error
#   confidence: documented
#   fix: Write LINUX, and ARM64 or X86_64.
violation contains request_finding("LV-005", where, lookout_path(["TargetPlatform", key]), message) if {
	some where, platform in lookout_platforms
	some key, values in {"Os": ["LINUX"], "Arch": ["ARM64", "X86_64"]}
	literal(platform[key])
	not platform[key] in values
	message := sprintf("%v is %v: it is %v", [key, platform[key], concat(" or ", values)])
}

# METADATA
# title: Compiler options of a packaging job are JSON
# description: >-
#   CompilerOptions is JSON of 3 to 1024 characters. The guide's first edition printed single quotes, which is not JSON;
#   a later one has double quotes.
# related_resources:
# - ref: https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/package-job-sdk.md
#   description: Double quotes.
# - ref: https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/package-settings.md
#   description: Options are specified in JSON format.
# custom:
#   id: LV-006
#   severity: error
#   confidence: documented
#   fix: Write JSON with double quotes.
violation contains request_finding("LV-006", where, lookout_path(["CompilerOptions"]), message) if {
	some where, configuration in lookout_jobs
	literal(configuration.CompilerOptions)
	not lookout_is_json_object(configuration.CompilerOptions)
	message := sprintf("CompilerOptions is %v: it must be a JSON object with double quotes", [configuration.CompilerOptions])
}

violation contains request_finding("LV-006", where, lookout_path(["CompilerOptions"]), message) if {
	some where, configuration in lookout_jobs
	literal(configuration.CompilerOptions)
	lookout_is_json_object(configuration.CompilerOptions)
	length := count(configuration.CompilerOptions)
	not length in numbers.range(3, 1024)
	message := sprintf("CompilerOptions has %v characters: it has 3 to 1024", [length])
}

lookout_is_json_object(value) if is_object(json.unmarshal(value))

# METADATA
# title: GPU, TensorRT and CUDA of a packaging job go together
# description: >-
#   On X86_64 a gpu-code below sm_80 goes with CUDA 10.2 and TensorRT from 7.1.3 to below 8.0.0, and sm_80 with CUDA 11.2
#   and TensorRT 8.2.0. A Jetson Xavier (sm_72 on ARM64) goes with CUDA 10.2 and TensorRT 7.1.3 or 8.2.1. With other
#   versions the component does not start on the device.
# related_resources:
# - ref: https://github.com/awsdocs/amazon-lookout-for-vision-developer-guide/blob/8cbf43d/doc_source/models-devices-setup-requirements.md
#   description: Tested devices and required software.
# custom:
#   id: LV-007
#   severity: error
#   confidence: documented
#   fix: Take the versions of the guide's table for this GPU.
violation contains request_finding("LV-007", where, lookout_path(["CompilerOptions"]), message) if {
	some where, platform in lookout_platforms
	platform.Accelerator == "NVIDIA"
	options := lookout_options[where]
	need := lookout_versions(platform.Arch, options["gpu-code"])
	given := {"trt-ver": options["trt-ver"], "cuda-ver": options["cuda-ver"]}
	not lookout_fits(given, need)
	message := sprintf(
		"%v with TensorRT %v and CUDA %v: on %v it needs TensorRT %v and CUDA %v",
		[options["gpu-code"], given["trt-ver"], given["cuda-ver"], platform.Arch, need.told, need.cuda],
	)
}

lookout_versions("X86_64", code) := {"trt": `^7\.([2-9]|[1-9][0-9]+)\.[0-9]+$|^7\.1\.([3-9]|[1-9][0-9]+)$`, "told": "7.1.3 to below 8.0.0", "cuda": "10.2"} if {
	to_number(trim_prefix(code, "sm_")) < 80
}

lookout_versions("X86_64", "sm_80") := {"trt": `^8\.2\.0$`, "told": "8.2.0", "cuda": "11.2"}

lookout_versions("ARM64", "sm_72") := {"trt": `^(7\.1\.3|8\.2\.1)$`, "told": "7.1.3 or 8.2.1", "cuda": "10.2"}

lookout_fits(given, need) if {
	given["cuda-ver"] == need.cuda
	regex.match(need.trt, given["trt-ver"])
}

# METADATA
# title: A component version of a packaging job is three numbers
# description: >-
#   ComponentVersion is three numbers of at most six digits, without a suffix. Left out it becomes the model's version
#   and .0.0.
# related_resources:
# - ref: https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_GreengrassConfiguration.html
#   description: 'ComponentVersion: pattern ^([0-9]{1,6})\.([0-9]{1,6})\.([0-9]{1,6})$'
# custom:
#   id: LV-008
#   severity: error
#   confidence: documented
#   fix: Write like 1.0.0.
violation contains request_finding("LV-008", where, lookout_path(["ComponentVersion"]), message) if {
	some where, configuration in lookout_jobs
	literal(configuration.ComponentVersion)
	not regex.match(`^[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}$`, configuration.ComponentVersion)
	message := sprintf("ComponentVersion is %v: it is three numbers of at most six digits", [configuration.ComponentVersion])
}

# METADATA
# title: A packaging job writes to a bucket of its region, below a plain prefix
# description: >-
#   The bucket is of the account and region in which Greengrass is used, and the prefix does not begin with a slash.
#   Otherwise the request is refused, or the component cannot be made.
# related_resources:
# - ref: https://docs.aws.amazon.com/lookout-for-vision/latest/APIReference/API_S3Location.html
#   description: The same region and account as Greengrass; the prefix's pattern.
# custom:
#   id: LV-009
#   severity: error
#   confidence: documented
#   fix: Name a bucket of the region, and a prefix without leading slash.
violation contains request_finding("LV-009", where, lookout_path(["S3OutputLocation", "Prefix"]), message) if {
	some where, configuration in lookout_jobs
	prefix := text(configuration.S3OutputLocation.Prefix)
	startswith(prefix, "/")
	message := sprintf("Prefix is %v: it does not begin with a slash", [prefix])
}

violation contains request_finding("LV-009", where, lookout_path(["S3OutputLocation", "Bucket"]), message) if {
	some where, configuration in lookout_jobs
	bucket := text(configuration.S3OutputLocation.Bucket)
	other := bucket_region(bucket)
	region := request_region(requests[where])
	other != region
	message := sprintf("the bucket %v is in %v, and the job in %v: they must be in one region", [bucket, other, region])
}

# METADATA
# title: Lookout for Vision is gone
# description: >-
#   The service ended on 2025-10-31, and its API is no longer in the SDKs. A project cannot be created and a request
#   fails; the stack rolls back. No tool tells: the resource type is still known.
# related_resources:
# - ref: https://github.com/aws/aws-cli/pull/9802
#   description: The client was removed.
# - ref: https://aws.amazon.com/blogs/machine-learning/exploring-alternatives-and-seamlessly-migrating-data-from-amazon-lookout-for-vision/
#   description: End of the service, and what to use instead.
# custom:
#   id: LV-010
#   severity: error
#   confidence: documented
#   fix: Compile the model with SageMaker Neo, and package it as a Greengrass component of your own.
violation contains resource_finding("LV-010", name, message) if {
	some name in resources_of_type("AWS::LookoutVision::Project")
	message := "Lookout for Vision ended on 2025-10-31: a project cannot be created"
}

violation contains request_finding("LV-010", where, [], message) if {
	some where, request in requests
	request.service == "lookoutvision"
	message := sprintf("Lookout for Vision ended on 2025-10-31: %v has no service to answer it", [request.operation])
}

# METADATA
# title: The Lookout for Vision edge agent runs models that nobody can make any more
# description: >-
#   aws.iot.lookoutvision.EdgeAgent serves models that Lookout for Vision packaged. The service ended on 2025-10-31: there
#   are no new models for it, and no fixes.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/lookout-for-vision-edge-agent-component.html
#   description: The component, and the models that it serves.
# - ref: https://aws.amazon.com/blogs/machine-learning/exploring-alternatives-and-seamlessly-migrating-data-from-amazon-lookout-for-vision/
#   description: End of the service.
# custom:
#   id: LV-011
#   severity: warning
#   confidence: documented
#   fix: Serve the model by a component of your own.
violation contains finding("LV-011", name, ["InlineRecipe"], message) if {
	some name, recipe in parts_of(review_context, "recipes")
	some where in lookout_dependencies(recipe.document)
	message := sprintf("%v has aws.iot.lookoutvision.EdgeAgent, whose service ended on 2025-10-31", [where])
}

violation contains finding("LV-011", name, ["Components", "aws.iot.lookoutvision.EdgeAgent"], message) if {
	some name, deployment in deployments
	has(deployment.Components, "aws.iot.lookoutvision.EdgeAgent")
	message := "Components has aws.iot.lookoutvision.EdgeAgent, whose service ended on 2025-10-31"
}

lookout_dependencies(recipe) := [key |
	some key in ["ComponentDependencies", "Dependencies"]
	has(recipe[key], "aws.iot.lookoutvision.EdgeAgent")
]
