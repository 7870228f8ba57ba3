"""The state machine: approved version, compilation, repackaging, component version, deployment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cdk_model_packages.edge.packaging_job import (
    compilation_states,
    component_states,
    deployment_states,
    request_states,
)
from cdk_model_packages.edge.packaging_job.states import jsonata

if TYPE_CHECKING:
    from cdk_model_packages.edge.packaging_job.states import State, States

_HOURS_BESIDE_COMPILATION = 2
_DONE = "Packaged"


@dataclass(frozen=True)
class Steps:
    """What the states call. Any text may be a CDK token.

    Attributes:
        partition: Of AWS.
        job: What the job is allowed and set to.
        recipe: The recipe, with expressions for what only the job knows.
        function_arn: Of the function that repackages.
        compilation_role_arn: What Neo compiles as. ``None``: nothing is compiled.
        stopping_condition: How long Neo may take.
        deploys: Whether the component is deployed.
    """

    partition: str
    job: State
    recipe: State
    function_arn: str
    compilation_role_arn: str | None
    stopping_condition: dict[str, int]
    deploys: bool


def definition(steps: Steps) -> dict[str, Any]:
    """Return the state machine in Amazon States Language, with JSONata as its query language."""
    end = deployment_states.START if steps.deploys else _DONE
    role_arn = steps.compilation_role_arn
    first = component_states.START if role_arn is None else compilation_states.START
    seconds = _HOURS_BESIDE_COMPILATION * 3600 + (steps.stopping_condition["MaxRuntimeInSeconds"] if role_arn else 0)
    states: States = request_states.request_states(steps.partition, steps.job, first)
    if role_arn is not None:
        states |= compilation_states.compilation_states(
            steps.partition, role_arn, steps.stopping_condition, component_states.START
        )
    states |= component_states.component_states(
        steps.partition,
        steps.function_arn,
        steps.recipe,
        end,
        compile_again=None if role_arn is None else compilation_states.AGAIN,
    )
    if steps.deploys:
        states |= deployment_states.deployment_states(steps.partition, _DONE)
    states[_DONE] = {
        "Type": "Pass",
        "Output": _output(compiles=role_arn is not None, deploys=steps.deploys),
        "End": True,
    }
    return {
        "Comment": "An approved model package version becomes a Greengrass component version",
        "QueryLanguage": "JSONata",
        "StartAt": request_states.START,
        "TimeoutSeconds": seconds,
        "States": states,
    }


def _output(*, compiles: bool, deploys: bool) -> State:
    return {
        "ComponentVersionArn": jsonata("$componentArn"),
        "ComponentName": jsonata("$name"),
        "ComponentVersion": jsonata("$version"),
        "ArtifactUri": jsonata("$artifact.Uri"),
        **({"CompilationJobName": jsonata("$compilation")} if compiles else {}),
        **({"DeploymentId": jsonata("$deploymentId")} if deploys else {}),
    }
