# Compilation jobs of SageMaker Neo: requests that a custom resource, a state machine or a schedule sends.
package cdk_model_packages

import rego.v1

compile_jobs[where] := request.input if {
	some where, request in requests
	request.service == "sagemaker"
	request.operation == "createcompilationjob"
	told(request.input)
}

compile_inputs[where] := job.InputConfig if {
	some where, job in compile_jobs
	told(job.InputConfig)
}

compile_outputs[where] := job.OutputConfig if {
	some where, job in compile_jobs
	told(job.OutputConfig)
}

compile_platforms[where] := output.TargetPlatform if {
	some where, output in compile_outputs
	told(output.TargetPlatform)
}

# What the compiler is told, where it can be read: also with single quotes, of which NC-011 speaks.
compile_options[where] := options if {
	some where, output in compile_outputs
	literal(output.CompilerOptions)
	options := request_options(output.CompilerOptions)
	is_object(options)
}

# METADATA
# title: A compilation has a target device or a target platform
# description: >-
#   TargetDevice and TargetPlatform are mutually exclusive, and one of them is needed: with both or neither
#   CreateCompilationJob refuses the request.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html
#   description: Mutually exclusive; choose one of the two.
# custom:
#   id: NC-001
#   severity: error
#   confidence: documented
#   fix: Give TargetDevice for a device that Neo knows by name, else TargetPlatform.
violation contains request_finding("NC-001", where, ["OutputConfig"], message) if {
	some where, output in compile_outputs
	has(output, "TargetDevice")
	has(output, "TargetPlatform")
	message := "TargetDevice and TargetPlatform are both given: a compilation has one of them"
}

violation contains request_finding("NC-001", where, ["OutputConfig"], message) if {
	some where, output in compile_outputs
	not has(output, "TargetDevice")
	not has(output, "TargetPlatform")
	message := "neither TargetDevice nor TargetPlatform is given: a compilation has one of them"
}

# METADATA
# title: A compilation reads a model by its location or by its package version
# description: >-
#   CreateCompilationJob answers with an exception when InputConfig and ModelPackageVersionArn are both given, and has
#   nothing to compile when neither is.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html
#   description: Provide either; the presence of both returns an exception.
# custom:
#   id: NC-002
#   severity: error
#   confidence: documented
#   fix: Keep InputConfig for an archive in S3, or ModelPackageVersionArn for a version of a group.
violation contains request_finding("NC-002", where, ["ModelPackageVersionArn"], message) if {
	some where, job in compile_jobs
	has(job, "InputConfig")
	has(job, "ModelPackageVersionArn")
	message := "InputConfig and ModelPackageVersionArn are both given: a compilation has one of them"
}

violation contains request_finding("NC-002", where, [], message) if {
	some where, job in compile_jobs
	not has(job, "InputConfig")
	not has(job, "ModelPackageVersionArn")
	message := "neither InputConfig nor ModelPackageVersionArn is given: there is nothing to compile"
}

# METADATA
# title: A compiled package is a version of a group
# description: >-
#   ModelPackageVersionArn is the ARN of a versioned package, model-package/GROUP/NUMBER. The ARN of an unversioned
#   package or of a group names no version, and the request is refused.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html
#   description: The ARN of a versioned model package.
# custom:
#   id: NC-003
#   severity: error
#   confidence: documented
#   fix: Name a version, arn:...:model-package/GROUP/NUMBER, or reference a package that has a group.
violation contains request_finding("NC-003", where, ["ModelPackageVersionArn"], message) if {
	some where, job in compile_jobs
	literal(job.ModelPackageVersionArn)
	not regex.match(
		`^arn:aws[a-z-]*:sagemaker:[a-z0-9-]{9,16}:[0-9]{12}:model-package/[A-Za-z0-9-]{1,63}/[0-9]{1,9}$`,
		job.ModelPackageVersionArn,
	)
	message := sprintf("%v is no version of a group: its ARN ends in model-package/GROUP/NUMBER", [job.ModelPackageVersionArn])
}

violation contains request_finding("NC-003", where, ["ModelPackageVersionArn"], message) if {
	some where, job in compile_jobs
	name := target(job.ModelPackageVersionArn)
	what := compile_no_version[name]
	message := sprintf("%v is %v: only a version of a group is compiled", [name, what])
}

compile_no_version[name] := "a group" if some name in object.keys(groups)

compile_no_version[name] := "a package without a group" if some name in object.keys(unversioned)

# METADATA
# title: A compilation for an NVIDIA accelerator says which GPU, TensorRT and CUDA
# description: >-
#   Accelerator NVIDIA requires CompilerOptions with gpu-code, trt-ver as x.y.z and cuda-ver as x.y. Without them the
#   job is refused or fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TargetPlatform.html
#   description: NVIDIA also requires the gpu-code, trt-ver and cuda-ver compiler options.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html
#   description: Compiler options are required for NVIDIA accelerators; the forms of the versions.
# custom:
#   id: NC-004
#   severity: error
#   confidence: documented
#   fix: 'Write CompilerOptions such as {"gpu-code": "sm_72", "trt-ver": "6.0.1", "cuda-ver": "10.1"}.'
violation contains request_finding("NC-004", where, ["OutputConfig", "CompilerOptions"], message) if {
	some where, platform in compile_platforms
	platform.Accelerator == "NVIDIA"
	not has(compile_outputs[where], "CompilerOptions")
	message := "Accelerator NVIDIA needs CompilerOptions with gpu-code, trt-ver and cuda-ver; there are none"
}

violation contains request_finding("NC-004", where, ["OutputConfig", "CompilerOptions"], message) if {
	some where, platform in compile_platforms
	platform.Accelerator == "NVIDIA"
	options := compile_options[where]
	some key in ["gpu-code", "trt-ver", "cuda-ver"]
	not has(options, key)
	not compile_near(options, key)
	message := sprintf("Accelerator NVIDIA needs the compiler option %v, which is not given", [key])
}

violation contains request_finding("NC-004", where, ["OutputConfig", "CompilerOptions"], message) if {
	some where, platform in compile_platforms
	platform.Accelerator == "NVIDIA"
	some key, form in {"gpu-code": `^sm_[0-9]+$`, "trt-ver": `^[0-9]+\.[0-9]+\.[0-9]+$`, "cuda-ver": `^[0-9]+\.[0-9]+$`}
	value := compile_options[where][key]
	not regex.match(form, sprintf("%v", [value]))
	like := {"gpu-code": "sm_72", "trt-ver": "x.y.z", "cuda-ver": "x.y"}[key]
	message := sprintf("%v is %v: it is written like %v", [key, value, like])
}

# METADATA
# title: Neo compiles for the operating system, architecture and accelerator
# description: >-
#   Neo has a compiler for some combinations only: NVIDIA on LINUX with X86_64 or ARM64; INTEL_GRAPHICS on LINUX with
#   X86_64 and on ANDROID with X86_64 or X86; MALI on LINUX with ARM64, ARM_EABIHF or ARM_EABI and on ANDROID with
#   ARM64 or ARM_EABI; without accelerator neither LINUX with X86 nor ANDROID with ARM_EABIHF. Another one is refused.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/neo-supported-devices-edge-devices.html
#   description: The tables of systems and chip architectures.
# custom:
#   id: NC-005
#   severity: error
#   confidence: documented
#   fix: Choose a combination of the guide's tables, or drop the accelerator and compile for the CPU.
violation contains request_finding("NC-005", where, ["OutputConfig", "TargetPlatform"], message) if {
	some where, platform in compile_platforms
	accelerator := compile_accelerator(platform)
	accelerator in object.keys(compile_matrix)
	platform.Os in ["LINUX", "ANDROID"]
	platform.Arch in ["X86_64", "X86", "ARM64", "ARM_EABIHF", "ARM_EABI"]
	not [platform.Os, platform.Arch] in compile_matrix[accelerator]
	message := sprintf("Neo does not compile for %v on %v %v", [accelerator, platform.Os, platform.Arch])
}

compile_accelerator(platform) := platform.Accelerator if is_string(platform.Accelerator)

compile_accelerator(platform) := "CPU" if not has(platform, "Accelerator")

compile_matrix := {
	"CPU": {
		["LINUX", "X86_64"], ["LINUX", "ARM64"], ["LINUX", "ARM_EABIHF"], ["LINUX", "ARM_EABI"],
		["ANDROID", "X86_64"], ["ANDROID", "X86"], ["ANDROID", "ARM64"], ["ANDROID", "ARM_EABI"],
	},
	"NVIDIA": {["LINUX", "X86_64"], ["LINUX", "ARM64"]},
	"INTEL_GRAPHICS": {["LINUX", "X86_64"], ["ANDROID", "X86_64"], ["ANDROID", "X86"]},
	"MALI": {
		["LINUX", "ARM64"], ["LINUX", "ARM_EABIHF"], ["LINUX", "ARM_EABI"],
		["ANDROID", "ARM64"], ["ANDROID", "ARM_EABI"],
	},
}

# METADATA
# title: An Android API level is 21 to 29, and for Android
# description: >-
#   The compiler option ANDROID_PLATFORM is an API level from 21 to 29 of an ANDROID target. Another level, or another
#   operating system, fails the compilation.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html
#   description: Available levels range from 21 to 29.
# custom:
#   id: NC-006
#   severity: error
#   confidence: documented
#   fix: Write a level from 21 to 29; drop the option where the target is not ANDROID.
violation contains request_finding("NC-006", where, ["OutputConfig", "CompilerOptions"], message) if {
	some where, options in compile_options
	given := options.ANDROID_PLATFORM
	level := to_number(given)
	not level in numbers.range(21, 29)
	message := sprintf("ANDROID_PLATFORM is %v: the levels are 21 to 29", [given])
}

violation contains request_finding("NC-006", where, ["OutputConfig", "CompilerOptions"], message) if {
	some where, options in compile_options
	has(options, "ANDROID_PLATFORM")
	compile_platforms[where].Os == "LINUX"
	message := "ANDROID_PLATFORM is given, and Os is LINUX: it belongs to ANDROID"
}

# METADATA
# title: ml_trn1 and ml_inf2 have a region of their own
# description: >-
#   Neo compiles for ml_trn1 in us-east-1 only and for ml_inf2 in us-east-2 only. Elsewhere the job is refused.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html
#   description: TargetDevice, where the two are available.
# custom:
#   id: NC-007
#   severity: warning
#   confidence: documented
#   fix: Deploy the job in that region, or compile with the Neuron SDK.
violation contains request_finding("NC-007", where, ["OutputConfig", "TargetDevice"], message) if {
	some where, output in compile_outputs
	only := {"ml_trn1": "us-east-1", "ml_inf2": "us-east-2"}[output.TargetDevice]
	region := request_region(requests[where])
	region != only
	message := sprintf("Neo compiles for %v in %v only, and this job runs in %v", [output.TargetDevice, only, region])
}

# METADATA
# title: A compilation reads one .tar.gz of its region
# description: >-
#   InputConfig.S3Uri names one gzip compressed tar archive in a bucket of the job's region. The job fails with "Unable
#   to untar input model" or "Bucket is in region ... which is different".
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html
#   description: A single gzip compressed tar archive (.tar.gz suffix).
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/neo-troubleshooting-compilation.html
#   description: Errors of a bucket in another region and of archives that cannot be unpacked.
# custom:
#   id: NC-008
#   severity: error
#   confidence: documented
#   fix: Pack the model as .tar.gz, in a bucket of the region where the job runs, and name that object.
violation contains request_finding("NC-008", where, ["InputConfig", "S3Uri"], message) if {
	some where, given in compile_inputs
	uri := text(given.S3Uri)
	regex.match(`^(s3|https)://`, uri)
	not endswith(uri, "}")
	not endswith(uri, ".tar.gz")
	message := sprintf("S3Uri is %v: a compilation reads one .tar.gz", [uri])
}

violation contains request_finding("NC-008", where, ["InputConfig", "S3Uri"], message) if {
	some where, given in compile_inputs
	bucket := s3(given.S3Uri).bucket
	other := bucket_region(bucket)
	region := request_region(requests[where])
	other != region
	message := sprintf("the bucket %v is in %v, and the job runs in %v: it reads its own region only", [bucket, other, region])
}

# METADATA
# title: A framework version is given for MXNet, PyTorch, TensorFlow and TensorFlow Lite only
# description: >-
#   InputConfig.FrameworkVersion is supported for these four frameworks. With another one CreateCompilationJob refuses
#   the request.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html
#   description: Only supported for MXNet, PyTorch, TensorFlow and TensorFlow Lite.
# - ref: https://github.com/aws/amazon-sagemaker-examples/issues/3239
#   description: The service refused the field.
# custom:
#   id: NC-009
#   severity: error
#   confidence: documented
#   fix: Drop FrameworkVersion.
violation contains request_finding("NC-009", where, ["InputConfig", "FrameworkVersion"], message) if {
	some where, given in compile_inputs
	has(given, "FrameworkVersion")
	given.Framework in ["KERAS", "ONNX", "XGBOOST", "DARKNET", "SKLEARN"]
	message := sprintf("FrameworkVersion is given, and Framework is %v, which takes none", [given.Framework])
}

# METADATA
# title: A compilation is told the names and shapes of the inputs
# description: >-
#   DataInputConfig is JSON that maps each input's name to its shape; only PyTorch takes a list of shapes, and only
#   XGBoost none. The job fails when it cannot read the shapes.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html
#   description: The forms of each framework.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/neo-compilation-preparing-model.html
#   description: What input data shapes Neo expects.
# custom:
#   id: NC-010
#   severity: error
#   confidence: documented
#   fix: 'Write JSON with names and shapes, for example {"input": [1, 224, 224, 3]}.'
violation contains request_finding("NC-010", where, ["InputConfig", "DataInputConfig"], message) if {
	some where, given in compile_inputs
	literal(given.DataInputConfig)
	given.Framework in compile_frameworks_with_shape
	not json.is_valid(given.DataInputConfig)
	not json.is_valid(replace(given.DataInputConfig, "'", `"`))
	message := sprintf("DataInputConfig is %v: it must be JSON", [given.DataInputConfig])
}

violation contains request_finding("NC-010", where, ["InputConfig", "DataInputConfig"], message) if {
	some where, given in compile_inputs
	literal(given.DataInputConfig)
	given.Framework in compile_frameworks_with_shape
	shapes := request_options(given.DataInputConfig)
	is_array(shapes)
	given.Framework != "PYTORCH"
	message := sprintf("DataInputConfig is a list, and Framework is %v: only PYTORCH takes shapes without names", [given.Framework])
}

violation contains request_finding("NC-010", where, ["InputConfig", "DataInputConfig"], message) if {
	some where, given in compile_inputs
	literal(given.DataInputConfig)
	given.Framework in compile_frameworks_with_shape
	shapes := request_options(given.DataInputConfig)
	not is_array(shapes)
	not is_object(shapes)
	message := sprintf("DataInputConfig is %v: it must map names to shapes", [given.DataInputConfig])
}

violation contains request_finding("NC-010", where, ["InputConfig", "DataInputConfig"], message) if {
	some where, given in compile_inputs
	literal(given.DataInputConfig)
	given.Framework in compile_frameworks_with_shape
	shapes := request_options(given.DataInputConfig)
	some name, shape in parts_of({"shapes": shapes}, "shapes")
	not compile_shape(shape)
	message := sprintf("the shape of the input %v is %v: it must be a list of numbers", [name, json.marshal(shape)])
}

violation contains request_finding("NC-010", where, ["InputConfig"], message) if {
	some where, given in compile_inputs
	given.Framework in compile_frameworks_with_shape
	not has(given, "DataInputConfig")
	message := sprintf("DataInputConfig is not given, and Framework is %v: only XGBOOST needs no shapes", [given.Framework])
}

compile_frameworks_with_shape := {"TENSORFLOW", "KERAS", "MXNET", "ONNX", "PYTORCH", "TFLITE", "DARKNET"}

# A shape, or (Core ML and some devices) an object that holds one.
compile_shape(shape) if {
	is_array(shape)
	count(shape) > 0
}

compile_shape(shape) if is_object(shape)

# METADATA
# title: Compiler options are JSON with double quotes
# description: >-
#   CompilerOptions is text in JSON format. AWS's own pages print Python's single quotes, which no JSON reader takes.
#   For ml_inf1 it is one JSON string of flags instead of an object.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html
#   description: Compiler options in JSON format; a JSON string of flags for ml_inf1.
# - ref: https://github.com/aws/sagemaker-python-sdk/issues/1752
#   description: AWS's SDK takes a dict and writes JSON.
# custom:
#   id: NC-011
#   severity: warning
#   confidence: documented
#   fix: 'Write {"gpu-code": "sm_72"} with double quotes; for ml_inf1 a quoted string, "\"--verbose 1\"".'
violation contains request_finding("NC-011", where, ["OutputConfig", "CompilerOptions"], message) if {
	some where, output in compile_outputs
	literal(output.CompilerOptions)
	not json.is_valid(output.CompilerOptions)
	message := sprintf("CompilerOptions is %v: it must be JSON with double quotes", [output.CompilerOptions])
}

violation contains request_finding("NC-011", where, ["OutputConfig", "CompilerOptions"], message) if {
	some where, output in compile_outputs
	literal(output.CompilerOptions)
	not output.TargetDevice in compile_neuron
	not output.TargetDevice.__dynamic
	options := json.unmarshal(output.CompilerOptions)
	not is_object(options)
	message := sprintf("CompilerOptions is %v: it must be a JSON object, for example {\"mcpu\": \"core-avx2\"}", [output.CompilerOptions])
}

compile_neuron := ["ml_inf1", "ml_inf2", "ml_trn1"]

# METADATA
# title: Compiler options are spelled as Neo knows them
# description: >-
#   Neo knows gpu-code, trt-ver, cuda-ver, mcpu, mattr, dtype, ANDROID_PLATFORM, class_labels, signature_def_key and
#   output_names. A key in another spelling is not read, and what it should set is missing. AWS prints gpu_code in a
#   heading and, with JETPACK_VERSION, for jetson_nano.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html
#   description: The options of each target.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/neo-supported-devices-edge-devices.html
#   description: Examples of each device.
# custom:
#   id: NC-012
#   severity: warning
#   confidence: documented
#   fix: Write the option as the API reference does.
violation contains request_finding("NC-012", where, ["OutputConfig", "CompilerOptions"], message) if {
	some where, options in compile_options
	some key in object.keys(options)
	not key in compile_keys
	known := compile_spellings[replace(lower(key), "_", "-")]
	not has(options, "JETPACK_VERSION")
	message := sprintf("the compiler option %v is not known: it is spelled %v", [key, known])
}

violation contains request_finding("NC-012", where, ["OutputConfig", "CompilerOptions"], message) if {
	some where, options in compile_options
	compile_platforms[where]
	some key in object.keys(options)
	not key in compile_keys
	not compile_spellings[replace(lower(key), "_", "-")]
	not key in ["JETPACK_VERSION", "precision_mode", "output_name"]
	message := sprintf("the compiler option %v is not known: Neo reads %v", [key, words(compile_keys)])
}

compile_keys := {
	"gpu-code", "trt-ver", "cuda-ver", "mcpu", "mattr", "dtype", "DTYPE", "ANDROID_PLATFORM", "class_labels",
	"signature_def_key", "output_names",
}

compile_spellings := {
	"gpu-code": "gpu-code", "trt-ver": "trt-ver", "trt-version": "trt-ver", "cuda-ver": "cuda-ver",
	"cuda-version": "cuda-ver", "mcpu": "mcpu", "mattr": "mattr", "android-platform": "ANDROID_PLATFORM",
	"class-labels": "class_labels", "signature-def-key": "signature_def_key", "output-names": "output_names",
}

compile_near(options, key) if {
	some other in object.keys(options)
	compile_spellings[replace(lower(other), "_", "-")] == key
}

# METADATA
# title: The framework fits the target
# description: >-
#   TensorFlow Lite models are compiled for edge devices only, and Core ML models come from TensorFlow or PyTorch. The
#   job fails otherwise.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html
#   description: The Core ML converter supports TensorFlow and PyTorch models.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/neo-supported-devices-edge-frameworks.html
#   description: TensorFlow Lite is among the edge frameworks; the cloud instances do not have it.
# custom:
#   id: NC-013
#   severity: error
#   confidence: documented
#   fix: Compile for an edge device, or from a framework that the target takes.
violation contains request_finding("NC-013", where, ["InputConfig", "Framework"], message) if {
	some where, given in compile_inputs
	given.Framework == "TFLITE"
	device := compile_outputs[where].TargetDevice
	startswith(device, "ml_")
	message := sprintf("Framework is TFLITE and TargetDevice %v: TensorFlow Lite is compiled for edge devices only", [device])
}

violation contains request_finding("NC-013", where, ["InputConfig", "Framework"], message) if {
	some where, given in compile_inputs
	compile_outputs[where].TargetDevice == "coreml"
	given.Framework in ["KERAS", "MXNET", "ONNX", "XGBOOST", "TFLITE", "DARKNET", "SKLEARN"]
	message := sprintf("Framework is %v and TargetDevice coreml, which takes TENSORFLOW or PYTORCH", [given.Framework])
}

# METADATA
# title: What a compilation names is among the API's choices
# description: >-
#   Framework, TargetDevice, Os, Arch and Accelerator are closed lists, in a spelling of their own (PYTORCH, rasp4b,
#   ARM64). CreateCompilationJob refuses another text; no tool checks it before, because the request is a text.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html
#   description: Valid values of TargetDevice.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_InputConfig.html
#   description: Valid values of Framework.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TargetPlatform.html
#   description: Valid values of Os, Arch and Accelerator.
# custom:
#   id: NC-015
#   severity: error
#   confidence: documented
#   fix: Write one of the valid values, in their spelling.
violation contains request_finding("NC-015", where, path, message) if {
	some where, job in compile_jobs
	some choice in compile_choices
	path := choice.path
	value := object.get(job, path, null)
	literal(value)
	not value in choice.values
	message := sprintf("%v is %v: %v", [path[count(path) - 1], value, compile_advice(value, choice.values)])
}

compile_advice(value, values) := sprintf("it is spelled %v", [spelling]) if {
	spelling := [one | some one in values; compile_plain(one) == compile_plain(value)][0]
} else := sprintf("it is one of %v", [words(values)])

compile_plain(value) := replace(replace(lower(value), "_", ""), "-", "")

compile_choices := [
	{"path": ["InputConfig", "Framework"], "values": [
		"TENSORFLOW", "KERAS", "MXNET", "ONNX", "PYTORCH", "XGBOOST", "TFLITE", "DARKNET", "SKLEARN",
	]},
	{"path": ["OutputConfig", "TargetDevice"], "values": [
		"lambda", "ml_m4", "ml_m5", "ml_m6g", "ml_c4", "ml_c5", "ml_c6g", "ml_p2", "ml_p3", "ml_g4dn", "ml_inf1",
		"ml_inf2", "ml_trn1", "ml_eia2", "jetson_tx1", "jetson_tx2", "jetson_nano", "jetson_xavier", "rasp3b",
		"rasp4b", "imx8qm", "deeplens", "rk3399", "rk3288", "aisage", "sbe_c", "qcs605", "qcs603", "sitara_am57x",
		"amba_cv2", "amba_cv22", "amba_cv25", "x86_win32", "x86_win64", "coreml", "jacinto_tda4vm", "imx8mplus",
	]},
	{"path": ["OutputConfig", "TargetPlatform", "Os"], "values": ["ANDROID", "LINUX"]},
	{"path": ["OutputConfig", "TargetPlatform", "Arch"], "values": ["X86_64", "X86", "ARM64", "ARM_EABI", "ARM_EABIHF"]},
	{"path": ["OutputConfig", "TargetPlatform", "Accelerator"], "values": ["INTEL_GRAPHICS", "MALI", "NVIDIA", "NNA"]},
]

# METADATA
# title: A compilation has what the API requires
# description: >-
#   CreateCompilationJob requires CompilationJobName, RoleArn, OutputConfig with S3OutputLocation, StoppingCondition,
#   in InputConfig an S3Uri and a Framework, in TargetPlatform an Os and an Arch. The call fails without one.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html
#   description: Required members.
# custom:
#   id: NC-016
#   severity: error
#   confidence: documented
#   fix: Give it.
violation contains request_finding("NC-016", where, path, message) if {
	some where, job in compile_jobs
	some required in compile_required
	path := required.path
	within := object.get(job, path, null)
	told(within)
	some key in required.keys
	not has(within, key)
	message := sprintf("%v is not given: %v requires it", [key, array.concat(["CreateCompilationJob"], path)[count(path)]])
}

compile_required := [
	{"path": [], "keys": ["CompilationJobName", "RoleArn", "OutputConfig", "StoppingCondition"]},
	{"path": ["InputConfig"], "keys": ["S3Uri", "Framework"]},
	{"path": ["OutputConfig"], "keys": ["S3OutputLocation"]},
	{"path": ["OutputConfig", "TargetPlatform"], "keys": ["Os", "Arch"]},
]

# METADATA
# title: A compilation's locations are URIs
# description: >-
#   S3Uri and S3OutputLocation begin with s3:// (or https://). A bucket's name or a path alone does not match the API's
#   pattern, and the request is refused.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_OutputConfig.html
#   description: 'S3OutputLocation: pattern (https|s3)://([^/]+)/?(.*).'
# custom:
#   id: NC-017
#   severity: error
#   confidence: documented
#   fix: Write s3://BUCKET/KEY.
violation contains request_finding("NC-017", where, path, message) if {
	some where, job in compile_jobs
	some path in [["InputConfig", "S3Uri"], ["OutputConfig", "S3OutputLocation"]]
	uri := object.get(job, path, null)
	compile_no_uri(uri)
	message := sprintf("%v is %v: it must begin with s3://", [path[1], text(uri)])
}

compile_no_uri(value) if {
	literal(value)
	not regex.match(`^(https|s3)://[^/]+`, value)
}

# A bucket's name.
compile_no_uri(value) if buckets[target(value)]

# METADATA
# title: What runs again compiles under another name
# description: >-
#   A compilation job's name is unique in the account and region. A state machine or schedule with a constant name
#   compiles once; every later run is refused with ResourceInUse.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html
#   description: The name must be unique within the Region and within the account.
# custom:
#   id: NC-018
#   severity: warning
#   confidence: documented
#   fix: Make the name of the execution, for example with States.Format and $$.Execution.Name.
violation contains request_finding("NC-018", where, ["CompilationJobName"], message) if {
	some where, job in compile_jobs
	requests[where].repeats
	literal(job.CompilationJobName)
	message := sprintf("CompilationJobName is always %v: the second run is refused, names are unique", [job.CompilationJobName])
}

# METADATA
# title: AWS Inferentia and Trainium take MXNet, PyTorch and TensorFlow
# description: >-
#   Neo compiles for ml_inf1, ml_inf2 and ml_trn1 from these frameworks only. The job fails for another one.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/neo-supported-cloud.html
#   description: AWS Inferentia, supported frameworks.
# custom:
#   id: NC-019
#   severity: warning
#   confidence: documented
#   fix: Export the model for PyTorch or TensorFlow, or choose another target.
violation contains request_finding("NC-019", where, ["InputConfig", "Framework"], message) if {
	some where, given in compile_inputs
	device := compile_outputs[where].TargetDevice
	device in compile_neuron
	given.Framework in ["KERAS", "ONNX", "XGBOOST", "DARKNET", "SKLEARN"]
	message := sprintf("Framework is %v and TargetDevice %v, which takes MXNET, PYTORCH or TENSORFLOW", [given.Framework, device])
}

# METADATA
# title: The role of a compilation trusts SageMaker
# description: >-
#   SageMaker assumes RoleArn to read the model and to write what it has compiled. A role that does not trust
#   sagemaker.amazonaws.com cannot be assumed, and CreateCompilationJob refuses the request.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html
#   description: RoleArn enables SageMaker to perform tasks on your behalf.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
#   description: Every execution role has the same trust policy, with the principal sagemaker.amazonaws.com.
# custom:
#   id: NC-020
#   severity: error
#   confidence: documented
#   fix: 'Allow sts:AssumeRole to the principal {"Service": "sagemaker.amazonaws.com"} in the role''s trust policy.'
violation contains request_finding("NC-020", where, ["RoleArn"], message) if {
	some where, role in compile_roles
	trust_statements[role]
	count(trusting(role, "sagemaker.amazonaws.com")) == 0
	message := sprintf("the role %v cannot be assumed by sagemaker.amazonaws.com", [role])
}

compile_roles[where] := role if {
	some where, job in compile_jobs
	role := role_of(job.RoleArn)
}

# METADATA
# title: The role of a compilation reads the model and writes the result
# description: >-
#   The job reads InputConfig.S3Uri and writes below S3OutputLocation with the permissions of RoleArn. Without
#   s3:GetObject or s3:PutObject it fails after it has started.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateCompilationJob.html
#   description: SageMaker needs permission to read input data and to write model artifacts.
# custom:
#   id: NC-021
#   severity: error
#   confidence: documented
#   fix: Allow s3:GetObject on the archive and s3:PutObject on the output prefix (BUCKET_ARN/PREFIX/*).
violation contains request_finding("NC-021", need.where, need.path, message) if {
	some need in compile_needs
	count(role_statements[need.role]) > 0
	access := role_access(need.role, {})
	not role_may(need.role, need.action, need.wanted, access)
	not bucket_may(part_of(trim_prefix(need.wanted, "s3:::"), "/", 0), need.role, need.action, need.wanted, access)
	message := sprintf("the role %v has no %v on %v", [need.role, need.spelt, need.text])
}

compile_needs contains need if {
	some where, role in compile_roles
	some path, how in {
		["InputConfig", "S3Uri"]: {"action": "s3:getobject", "spelt": "s3:GetObject", "more": ""},
		["OutputConfig", "S3OutputLocation"]: {"action": "s3:putobject", "spelt": "s3:PutObject", "more": "/compiled.tar.gz"},
	}
	value := object.get(compile_jobs[where], path, null)
	place := s3(value)
	not contains(place.bucket, ".")
	key := concat("", [trim_suffix(place.key, "/"), how.more])
	need := object.union(how, {
		"where": where, "role": role, "path": path, "text": text(value),
		"wanted": canonical(concat("", ["arn:aws:s3:::", place.bucket, "/", trim_prefix(key, "/")])),
	})
}
