"""Many packages in one app, spread over stacks that keep below CloudFormation's limit."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from constructs import Construct

from cdk_model_packages import ArtifactError, ModelPackage, SpecError
from cdk_model_packages.spec import is_token
from stacks.acknowledged import acknowledge_package
from stacks.groups import group_of
from stacks.version_file import load_version, require_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cdk_model_packages.spec import ModelPackageSpec

MOST_RESOURCES = 500
"""Resources of one template. Source: CloudFormation user guide, quotas."""

_PACKAGES = "Packages"
_MOST_STACKS = 1000
_RESERVED = 1
"""The CDK adds ``AWS::CDK::Metadata`` when it synthesizes."""

DEFAULT_STACKS = 16
"""1,000 packages with a validation are about 4,000 resources: 250 a stack."""


class ModelPackageFleet(Construct):
    """Defines many packages, each with its group, in a fixed number of stacks.

    A package's stack follows from the name of its group alone: SHA-256 of the name, first four bytes,
    modulo ``stacks``. So does every construct id. Adding, removing or reordering packages moves no
    other one, and the name of a file does not matter.

    Args:
        scope: The app or a stage.
        construct_id: Id in its parent, and the first part of the stacks' names.
        spec_files: ``model-package.yaml`` files; paths in each are relative to it.
        values: Packages that come from no file.
        folder: What paths in ``values`` are relative to. ``None``: the current folder.
        stacks: Number of stacks, 1 to 1000; those that no package falls to are not made. Fixed for the
            fleet's life: another number moves most packages, whose groups are there already.
        stack_of: Stacks of single packages, by group: ``{"digits": 16}``. Counted from 0; may be beyond
            ``stacks``, which makes a further stack. For the packages of a stack that would be too full.
        existing_groups: The groups are there already: add versions to them, and leave them as they are.
        verify: Read every model file again, even if sizes and times say that nothing has changed.
        env: Account and region. ``None``: those of whoever deploys.

    Raises:
        SpecError: ``FLT-001`` when two packages have one group, or one names none that is written out;
            ``FLT-002`` when a stack would have more than 500 resources; ``FLT-003`` when ``stacks`` or
            ``stack_of`` is not what it must be; ``FLT-004`` for an unversioned package.
        SpecFileError: when a file breaks a rule; names file, line and field.
        ArtifactError: when a path in a package names nothing of use.

    Source: CloudFormation user guide, quotas: 500 resources a template.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        spec_files: Iterable[Path] = (),
        values: Iterable[ModelPackageSpec] = (),
        folder: Path | None = None,
        stacks: int = DEFAULT_STACKS,
        stack_of: Mapping[str, int] | None = None,
        existing_groups: bool = False,
        verify: bool = False,
        env: cdk.Environment | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        if not 1 <= stacks <= _MOST_STACKS:
            raise SpecError("FLT-003", "stacks", got=stacks, need=f"1 to {_MOST_STACKS}", fix="change it")
        self._number = stacks
        self._pinned = dict(stack_of or {})
        self._env = env
        self._stacks: dict[int, cdk.Stack] = {}
        self._versions: dict[str, ModelPackage] = {}
        for origin, value, base in _packages(spec_files, values, folder or Path.cwd()):
            name = value.model_package_group_name
            self._check_name(name, origin)
            try:
                self._add(name or "", value, base, existing=existing_groups, verify=verify)
            except ArtifactError as error:
                raise ArtifactError(f"{origin}: {error}") from error
        self._check_pins()
        for index, stack in self._stacks.items():
            self._check_size(index, stack)

    @property
    def stacks(self) -> Mapping[int, cdk.Stack]:
        """The stacks that hold a package, by number."""
        return self._stacks

    @property
    def versions(self) -> Mapping[str, ModelPackage]:
        """The packages, by group."""
        return self._versions

    def stack_number(self, group: str) -> int:
        """Return the number of the stack that a group's package is in, or would be."""
        pinned = self._pinned.get(group)
        if pinned is not None:
            return pinned
        return int.from_bytes(hashlib.sha256(group.encode()).digest()[:4], "big") % self._number

    def _add(self, group: str, value: ModelPackageSpec, folder: Path, *, existing: bool, verify: bool) -> None:
        index = self.stack_number(group)
        stack = self._stacks.get(index)
        if stack is None:
            stack = self._stacks[index] = self._stack(index)
        packages = cast("Construct", stack.node.find_child(_PACKAGES))
        scope = group_of(packages, group, existing=existing, construct_id=_construct_id(group))
        version = self._versions[group] = ModelPackage.from_spec(
            scope, "Version", model_package_group=scope, value=value, folder=folder, verify=verify
        )
        if version.validation_role is not None:  # to look for roles costs a call into Node
            acknowledge_package(version)

    def _stack(self, index: int) -> cdk.Stack:
        stack = cdk.Stack(self, f"{index:03}", env=self._env, description=f"SageMaker model packages, stack {index}")
        Construct(stack, _PACKAGES)  # a scope of their own: no group's name meets that of another construct
        return stack

    def _check_name(self, name: str | None, origin: str) -> None:
        if name is None or is_token(name):
            need = "written out: it decides on the stack and on every id"
            raise SpecError("FLT-001", f"{origin}: ModelPackageGroupName", got=name, need=need, fix="name the group")
        if name in self._versions:
            need = "of one package of the fleet only"
            raise SpecError("FLT-001", f"{origin}: ModelPackageGroupName", got=name, need=need, fix="rename one group")

    def _check_pins(self) -> None:
        for group, index in self._pinned.items():
            path = f"stack_of[{group!r}]"
            if group not in self._versions:
                raise SpecError("FLT-003", path, got=index, need="of a group of the fleet", fix="drop it")
            if not 0 <= index < _MOST_STACKS:
                raise SpecError("FLT-003", path, got=index, need=f"0 to {_MOST_STACKS - 1}", fix="change it")

    def _check_size(self, index: int, stack: cdk.Stack) -> None:
        # Python's own check of the class: asking the CDK costs a call into Node for each of them.
        count = _RESERVED + sum(isinstance(each, cdk.CfnResource) for each in stack.node.find_all())
        if count > MOST_RESOURCES:
            raise SpecError(
                "FLT-002",
                f"resources of stack {stack.stack_name!r} (number {index})",
                got=count,
                need=f"{MOST_RESOURCES} or fewer",
                fix="give some of its new groups another stack, for example stack_of={GROUP: "
                f"{max(self._number, *self._stacks)}}}; raise stacks= only while nothing of the fleet is deployed",
            )


def _packages(
    spec_files: Iterable[Path], values: Iterable[ModelPackageSpec], folder: Path
) -> Iterator[tuple[str, ModelPackageSpec, Path]]:
    for spec_file in spec_files:
        yield str(spec_file), load_version(spec_file, "FLT-004"), spec_file.resolve().parent
    for index, value in enumerate(values):
        origin = f"values[{index}]"
        yield origin, require_version(value, origin, "FLT-004"), folder


def _construct_id(group: str) -> str:
    """Return the id below which everything of a package is.

    The CDK leaves an id ``Default`` out of logical ids, so no group's name is an id as it is.
    """
    if not group.startswith("arn:"):
        return f"Group-{group}"
    return f"Shared-{group.rpartition('/')[2]}-{hashlib.sha256(group.encode()).hexdigest()[:8]}"
