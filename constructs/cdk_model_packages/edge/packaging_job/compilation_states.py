"""The states that compile: a compilation of the same content is used again, a failed one is told with Neo's reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.edge.packaging_job import retries
from cdk_model_packages.edge.packaging_job.states import call, caught, choice, failure, jsonata, wait

if TYPE_CHECKING:
    from cdk_model_packages.edge.packaging_job.states import States

START = "Name compilation"
NAME_PREFIX = "edge-packaging-"
"""What the names of all compilation jobs begin with: 15 of at most 63 characters, a hash of 40 comes after it."""

_POLL_SECONDS = 30
_FAILED = "CompilationFailed"
# What Lookout for Vision compiled for where a request for a processor told nothing (LV-004).
_PROCESSOR = """
    $greengrass.TargetPlatform.Arch = 'X86_64' and $not($exists($greengrass.TargetPlatform.Accelerator))
        ? { 'CompilerOptions': '{"mcpu": "core-avx2"}' } : {}
"""
_OUTPUT = f"""
    $merge([
        {{ 'S3OutputLocation': 's3://' & $job.bucket & '/' & $folder & $name & '/compiled/' }},
        {_PROCESSOR},
        $sift($greengrass, function($value, $key) {{ $key in ['TargetDevice', 'TargetPlatform', 'CompilerOptions'] }}),
        $job.keyId = '' ? {{}} : {{ 'KmsKeyId': $job.keyId }}
    ])
"""
_CONTENT = "$substring($hash($packageArn & $string($outputConfig), 'SHA-256'), 0, 40)"
_ENDED_BADLY = "$states.result.CompilationJobStatus in ['FAILED', 'STOPPED', 'STOPPING']"


def compilation_states(partition: str, role_arn: str, stopping_condition: dict[str, int], next_state: str) -> States:
    """Return the states from a model to a compiled model.

    Args:
        partition: Of AWS.
        role_arn: What Neo compiles as.
        stopping_condition: How long it may take.
        next_state: Where to go on.
    """
    describe = {"CompilationJobName": jsonata("$compilation")}
    return {
        START: {"Type": "Pass", "Assign": {"outputConfig": jsonata(_OUTPUT)}, "Next": "Name by content"},
        "Name by content": {
            "Type": "Pass",
            "Comment": "The same version for the same target is the same compilation",
            "Assign": {"compilation": jsonata(f"'{NAME_PREFIX}' & {_CONTENT}")},
            "Next": "Find compilation",
        },
        "Find compilation": call(
            partition,
            "sagemaker",
            "describeCompilationJob",
            describe,
            retry=retries.SAGEMAKER,
            assign={
                "compilation": jsonata(
                    f"{_ENDED_BADLY} ? '{NAME_PREFIX}' & $substring($hash($compilation & $states.context.Execution.Id,"
                    " 'SHA-256'), 0, 40) : $compilation"
                ),
                "compiled": jsonata(f"$not({_ENDED_BADLY})"),
            },
            catch=[caught(["SageMaker.ResourceNotFoundException"], "Start compilation")],
            next_state="Has it been compiled?",
            comment="One that has failed before is tried again, under another name",
        ),
        "Has it been compiled?": choice([("$compiled", "Describe compilation")], "Start compilation"),
        "Start compilation": call(
            partition,
            "sagemaker",
            "createCompilationJob",
            {
                "CompilationJobName": jsonata("$compilation"),
                "RoleArn": role_arn,
                "ModelPackageVersionArn": jsonata("$packageArn"),
                "OutputConfig": jsonata("$outputConfig"),
                "StoppingCondition": stopping_condition,
            },
            retry=retries.SAGEMAKER,
            catch=[
                caught(["SageMaker.ResourceInUseException"], "Describe compilation"),
                caught(["States.ALL"], _FAILED, "$states.errorOutput.Error & ': ' & $states.errorOutput.Cause"),
            ],
            next_state="Describe compilation",
        ),
        "Describe compilation": call(
            partition,
            "sagemaker",
            "describeCompilationJob",
            describe,
            retry=retries.SAGEMAKER,
            assign={
                "status": jsonata("$states.result.CompilationJobStatus"),
                "modelDataUrl": jsonata(
                    "$states.result.CompilationJobStatus = 'COMPLETED'"
                    " ? $states.result.ModelArtifacts.S3ModelArtifacts : $modelDataUrl"
                ),
                "cause": jsonata(
                    "$compilation & ': ' & $states.result.CompilationJobStatus"
                    " & ($exists($states.result.FailureReason) ? ': ' & $states.result.FailureReason : '')"
                ),
            },
            next_state="Is it compiled?",
        ),
        "Is it compiled?": choice(
            [("$status = 'COMPLETED'", next_state), ("$status in ['FAILED', 'STOPPED']", _FAILED)], "Let it compile"
        ),
        "Let it compile": wait(_POLL_SECONDS, "Describe compilation"),
        _FAILED: failure(_FAILED),
    }
