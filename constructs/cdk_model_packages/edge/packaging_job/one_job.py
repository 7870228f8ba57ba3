"""A group has one job: it is found by the group's name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from cdk_model_packages._place import stack_of
from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import of_kind

if TYPE_CHECKING:
    from constructs import Construct, IConstruct

    from cdk_model_packages.registry.model_package_group_base import ModelPackageGroupBase

_GROUPS: WeakKeyDictionary[IConstruct, dict[tuple[str, str], str]] = WeakKeyDictionary()


def check_group(group: ModelPackageGroupBase) -> None:
    """Refuse what is no group.

    Raises:
        SpecError: ``SPEC-001``.
    """
    from cdk_model_packages.registry.model_package_group_base import ModelPackageGroupBase

    fix = "make it: ModelPackageGroup(...), or ModelPackageGroup.from_model_package_group_name(...)"
    of_kind(group, ModelPackageGroupBase, "model_package_group", fix)


def claim_group(job: Construct, group: ModelPackageGroupBase) -> None:
    """Take note that a group has a job in an environment.

    Raises:
        SpecError: ``ET-003`` when it has another one already.
    """
    known = _GROUPS.setdefault(job.node.root, {})
    own, name = job.node.path, group.model_package_group_name
    other = known.setdefault((stack_of(job).environment, name), own)
    if other != own:
        need = f"a group without a job: {other} is that, and is found by the group's name"
        fix = "let one job make all: further_component_names"
        raise SpecError("ET-003", "model_package_group", got=name, need=need, fix=fix)
