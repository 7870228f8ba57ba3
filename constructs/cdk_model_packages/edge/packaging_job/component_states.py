"""The states that repackage a model and create the component version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.edge.component.component_tags import CONTENT_TAG
from cdk_model_packages.edge.packaging_job import retries
from cdk_model_packages.edge.packaging_job.states import call, caught, choice, failure, jsonata, wait

if TYPE_CHECKING:
    from cdk_model_packages.edge.packaging_job.states import State, States

START = "Repackage model"
_POLL_SECONDS = 5
_EXISTS = "ComponentVersionExists"
_FAILED = "ComponentFailed"
_REPACKAGING_FAILED = "RepackagingFailed"
_CAUSE = "$componentArn & ': ' & $states.errorOutput.Error & ': ' & $states.errorOutput.Cause"
_FUNCTION_CAUSE = """
    $states.errorOutput.Error & ': ' & ($contains($states.errorOutput.Cause, '"errorMessage"')
        ? $parse($states.errorOutput.Cause).errorMessage : $states.errorOutput.Cause)
"""
# A component has at most 200 tags, all of which a request may bring: Greengrass V2 API, TagMap.
_ALL_TAGS = f"$count($keys($tags)) < 200 ? $merge([$tags, {{ '{CONTENT_TAG}': $content }}]) : $tags"
_IS_OURS = f"$lookup($states.result.Tags, '{CONTENT_TAG}') = $content"


def component_states(
    partition: str, function_arn: str, recipe: State, next_state: str, *, compile_again: str | None
) -> States:
    """Return the states from a model archive to a component version that can be deployed.

    Args:
        partition: Of AWS.
        function_arn: Of the function that repackages.
        recipe: The recipe, with expressions for what only the job knows.
        next_state: Where to go on.
        compile_again: Where to go when the output of a former compilation is gone. ``None``: nothing is compiled.
    """
    gone = [] if compile_again is None else [caught(["ModelUnreadable"], "Is its output gone?", _FUNCTION_CAUSE)]
    states = (
        {}
        if compile_again is None
        else {"Is its output gone?": choice([("$not($isOwn)", compile_again)], _REPACKAGING_FAILED)}
    )
    return states | {
        START: {
            "Type": "Task",
            "Resource": f"arn:{partition}:states:::lambda:invoke",
            "Arguments": {
                "FunctionName": function_arn,
                "Payload": {
                    "ModelDataUrl": jsonata("$modelDataUrl"),
                    "Bucket": jsonata("$job.bucket"),
                    "Prefix": jsonata("$folder"),
                    "ComponentName": jsonata("$name"),
                    "KmsKeyId": jsonata("$job.keyId = '' ? null : $job.keyId"),
                },
            },
            "Retry": retries.LAMBDA,
            "Catch": [*gone, caught(["States.ALL"], _REPACKAGING_FAILED, _FUNCTION_CAUSE)],
            "Assign": {"artifact": jsonata("$states.result.Payload")},
            "Next": "Write recipe",
        },
        "Write recipe": {"Type": "Pass", "Assign": {"recipe": recipe}, "Next": "Name content"},
        "Name content": {
            "Type": "Pass",
            "Assign": {
                "content": jsonata("$hash($string($recipe), 'SHA-256')"),
                "componentArn": jsonata("$job.components & $name & ':versions:' & $version"),
            },
            "Next": "Create component version",
        },
        "Create component version": call(
            partition,
            "greengrassv2",
            "createComponentVersion",
            {
                "InlineRecipe": jsonata("$recipe"),
                "Tags": jsonata(_ALL_TAGS),
                # Of this execution: a version that has been deleted since is made anew.
                "ClientToken": jsonata("$hash($content & $states.context.Execution.Id, 'SHA-256')"),
            },
            retry=retries.GREENGRASS,
            assign={"componentArn": jsonata("$states.result.Arn")},
            catch=[
                caught(["GreengrassV2.ConflictException"], "Read tags of existing", "$states.errorOutput.Cause"),
                caught(["States.ALL"], _FAILED, _CAUSE),
            ],
            next_state="Describe component version",
        ),
        "Read tags of existing": call(
            partition,
            "greengrassv2",
            "listTagsForResource",
            {"ResourceArn": jsonata("$componentArn")},
            retry=retries.GREENGRASS,
            assign={"isOurs": jsonata(_IS_OURS)},
            catch=[caught(["States.ALL"], _EXISTS)],
            next_state="Is it the same?",
            comment="A version cannot change: the one that is there must be what this job would have made",
        ),
        "Is it the same?": choice([("$isOurs", "Tag existing")], _EXISTS),
        "Tag existing": call(
            partition,
            "greengrassv2",
            "tagResource",
            {"ResourceArn": jsonata("$componentArn"), "Tags": jsonata(_ALL_TAGS)},
            retry=retries.GREENGRASS,
            catch=[caught(["States.ALL"], _FAILED, _CAUSE)],
            next_state="Describe component version",
            comment="Its recipe is what the request asks for; its tags may be others",
        ),
        "Describe component version": call(
            partition,
            "greengrassv2",
            "describeComponent",
            {"Arn": jsonata("$componentArn")},
            retry=retries.GREENGRASS,
            assign={
                "status": jsonata("$states.result.Status.ComponentState"),
                "cause": jsonata("$componentArn & ': ' & $string($states.result.Status)"),
            },
            catch=[caught(["States.ALL"], _FAILED, _CAUSE)],
            next_state="Can it be deployed?",
        ),
        "Can it be deployed?": choice(
            [("$status = 'DEPLOYABLE'", next_state), ("$status in ['FAILED', 'DEPRECATED']", _FAILED)],
            "Let it be checked",
        ),
        "Let it be checked": wait(_POLL_SECONDS, "Describe component version"),
        _REPACKAGING_FAILED: failure(_REPACKAGING_FAILED),
        _EXISTS: failure(_EXISTS),
        _FAILED: failure(_FAILED),
    }
