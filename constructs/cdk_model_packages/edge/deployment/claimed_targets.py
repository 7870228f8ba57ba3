"""Who brings components to which target in an app: a target has one deployment (GG-032)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple
from weakref import WeakKeyDictionary

from cdk_model_packages._place import stack_of
from cdk_model_packages.errors import SpecError

if TYPE_CHECKING:
    from constructs import Construct, IConstruct

    from cdk_model_packages.edge.deployment.deployment_target import DeploymentTarget

Claimant = Literal["EdgeDeployment", "EdgePackagingJob"]


class _Claim(NamedTuple):
    by: Claimant
    path: str
    stack_path: str
    environment: str


_CLAIMS: WeakKeyDictionary[IConstruct, dict[str, list[_Claim]]] = WeakKeyDictionary()


def claim(scope: Construct, target: DeploymentTarget, by: Claimant = "EdgeDeployment") -> None:
    """Take note of who deploys to a target.

    Jobs may share one: each keeps what the target has, and changes its own component.

    Args:
        scope: What deploys.
        target: Where it goes.
        by: What it is.

    Raises:
        SpecError: ``GG-032`` when an EdgeDeployment of the app and another one, or a job, go to the target.
    """
    own = _Claim(by, scope.node.path, stack_of(scope).node.path, target.environment)
    known = _CLAIMS.setdefault(scope.node.root, {}).setdefault(target.identity, [])
    for other in known:
        is_same_target = own.environment == other.environment or own.stack_path == other.stack_path
        if is_same_target and "EdgeDeployment" in (own.by, other.by):
            raise _refused(own, other, target)
    known.append(own)


def _refused(own: _Claim, other: _Claim, target: DeploymentTarget) -> SpecError:
    if own.by == other.by:
        need = f"the target of one deployment: {other.path} goes there, and the later one replaces it"
        return SpecError("GG-032", "TargetArn", got=target.label, need=need, fix="put the components of both into one")
    deployment, job = (own, other) if own.by == "EdgeDeployment" else (other, own)
    need = f"left to one of two: EdgeDeployment {deployment.path} takes back what EdgePackagingJob {job.path} brings"
    fix = "drop the EdgeDeployment, whose components the job keeps, or the job's deploy_to="
    return SpecError("GG-032", "TargetArn" if own is deployment else "deploy_to", got=target.label, need=need, fix=fix)
