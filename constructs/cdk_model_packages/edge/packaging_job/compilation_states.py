"""The states that compile: a compilation of the same content is used again, a failed one is told with Neo's reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.edge.packaging_job import retries
from cdk_model_packages.edge.packaging_job.states import call, caught, choice, failure, jsonata, wait

if TYPE_CHECKING:
    from cdk_model_packages.edge.packaging_job.states import States

START = "Name compilation"
AGAIN = "Rename compilation"
"""Compiles under another name: what has been made under the first one cannot be used."""
NAME_PREFIX = "edge-packaging-"
"""What the names of all compilation jobs begin with: 15 of at most 63 characters, a hash of 40 comes after it."""

_POLL_SECONDS = 30
_FAILED = "CompilationFailed"
_CAUSE = "$compilation & ': ' & $states.errorOutput.Error & ': ' & $states.errorOutput.Cause"

# What Lookout for Vision compiled for where a request for a processor told nothing (LV-004).
_OPTIONS = """
    $exists($greengrass.CompilerOptions) ? $greengrass.CompilerOptions
        : $greengrass.TargetPlatform.Arch = 'X86_64' and $not($exists($greengrass.TargetPlatform.Accelerator))
            ? '{"mcpu": "core-avx2"}' : ''
"""
# In an order of its own: a request may name its fields in any.
_CONTENT = """
    $join([
        $packageArn, $folder, $name, '' & $greengrass.TargetDevice, '' & $greengrass.TargetPlatform.Os,
        '' & $greengrass.TargetPlatform.Arch, '' & $greengrass.TargetPlatform.Accelerator, $compilerOptions
    ], ' ')
"""
# A folder for each: Neo names what it writes after the model's file, which all versions may share.
_OUTPUT = """
    $merge([
        $target,
        { 'S3OutputLocation': 's3://' & $job.bucket & '/' & $folder & $name & '/compiled/' & $compilation & '/' },
        $compilerOptions = '' ? {} : { 'CompilerOptions': $compilerOptions },
        $job.keyId = '' ? {} : { 'KmsKeyId': $job.keyId }
    ])
"""


def _named(content: str) -> str:
    return jsonata(f"'{NAME_PREFIX}' & $substring($hash({content}, 'SHA-256'), 0, 40)")


def compilation_states(partition: str, role_arn: str, stopping_condition: dict[str, int], next_state: str) -> States:
    """Return the states from a model to a compiled model.

    Args:
        partition: Of AWS.
        role_arn: What Neo compiles as.
        stopping_condition: How long it may take.
        next_state: Where to go on.
    """
    return {
        START: {"Type": "Pass", "Assign": {"compilerOptions": jsonata(_OPTIONS)}, "Next": "Name by content"},
        "Name by content": {
            "Type": "Pass",
            "Comment": "The same version for the same target is the same compilation",
            "Assign": {"compilation": _named(_CONTENT), "isOwn": False},
            "Next": "Choose output",
        },
        AGAIN: {
            "Type": "Pass",
            "Comment": "A former one has failed, or its output is gone",
            "Assign": {"compilation": _named("$compilation & $states.context.Execution.Id")},
            "Next": "Choose output",
        },
        "Choose output": {"Type": "Pass", "Assign": {"outputConfig": jsonata(_OUTPUT)}, "Next": "Start compilation"},
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
            retry=[*retries.SAGEMAKER, *retries.COMPILATION_QUOTA],
            assign={"isOwn": True},
            catch=[
                caught(["SageMaker.ResourceInUseException"], "Describe compilation"),
                caught(["States.ALL"], _FAILED, _CAUSE),
            ],
            next_state="Describe compilation",
        ),
        "Describe compilation": call(
            partition,
            "sagemaker",
            "describeCompilationJob",
            {"CompilationJobName": jsonata("$compilation")},
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
            catch=[caught(["States.ALL"], _FAILED, _CAUSE)],
            next_state="Is it compiled?",
        ),
        "Is it compiled?": choice(
            [
                ("$status = 'COMPLETED'", next_state),
                ("$status in ['FAILED', 'STOPPED'] and $isOwn", _FAILED),
                ("$status in ['FAILED', 'STOPPED']", AGAIN),
            ],
            "Let it compile",
        ),
        "Let it compile": wait(_POLL_SECONDS, "Describe compilation"),
        _FAILED: failure(_FAILED),
    }
