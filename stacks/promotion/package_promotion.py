"""One package, in any number of environments."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, cast

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from cdk_model_packages import ArtifactError, SpecError
from cdk_model_packages.images.pull import PULL_ACTIONS
from stacks.promotion.partition import partition_at, partition_of
from stacks.promotion.promoted_package_stack import PromotedPackageStack
from stacks.promotion.promotion_plan import PromotionError
from stacks.version_file import load_version, require_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cdk_model_packages.spec import ModelPackageSpec
    from stacks.promotion.promotion_environment import PromotionEnvironment

_STACK = "ModelPackage"


class PackagePromotion(Construct):
    """Deploys one package to each environment, in a CDK stage of its own.

    ``cdk deploy 'Promotion/prod/*'`` deploys one environment, and ``stages`` go into a
    ``pipelines.CodePipeline``. What an environment could not read is copied there: images under the
    same digest, objects in S3, local files as the assets that they are. Every other property is the
    same everywhere, unless the environment gives its own; what is bound to an account or region and is
    not given is refused.

    Args:
        scope: The app, or a stack of a pipeline.
        construct_id: Id in its parent, and the first part of the stacks' names.
        spec_file: ``model-package.yaml``; paths in it are relative to it. ``None``: see ``value``.
        value: The package, where there is no file.
        folder: What paths in ``value`` are relative to.
        environments: Where it goes: one or more, each with a name of its own.
        source: Account and region where the package's objects in S3 and its images without a registry
            are. An environment there uses them as they are. ``None``: not told, so that every object is
            copied to every environment; then these are of one partition (``aws``, ``aws-cn``, ``aws-us-gov``).
        source_key_arns: KMS keys that objects of the source are encrypted with; the copies may decrypt with them.
        verify: Read every model file again, even if sizes and times say that nothing has changed.

    Raises:
        SpecError: ``PROM-004`` unless there is one of ``spec_file`` and ``value``, which is a version, an
            environment, and no two environments of one name; ``PROM-005`` when objects in S3 go to two partitions.
        SpecFileError: when the file breaks a rule; names file, line and field.
        PromotionError: when a property cannot go to an environment as it is; a line for each.
        ArtifactError: when a path in the package names nothing of use.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        environments: Sequence[PromotionEnvironment],
        spec_file: Path | None = None,
        value: ModelPackageSpec | None = None,
        folder: Path | None = None,
        source: cdk.Environment | None = None,
        source_key_arns: Sequence[str] = (),
        verify: bool = False,
    ) -> None:
        super().__init__(scope, construct_id)
        _check_names(environments)
        package, folder = _package(spec_file, value, folder)
        self._source = source
        self._source_key_arns = list(source_key_arns)
        self._environments = {environment.name: environment for environment in environments}
        self._stages: dict[str, cdk.Stage] = {}
        self._stacks: dict[str, PromotedPackageStack] = {}
        for environment in environments:
            stage = cdk.Stage(
                self, environment.name, env=environment.env, stage_name=f"{self._path()}-{environment.name}"
            )
            try:
                stack = PromotedPackageStack(
                    stage,
                    _STACK,
                    value=package,
                    folder=folder,
                    environment=environment,
                    source=source,
                    source_key_arns=source_key_arns,
                    verify=verify,
                )
            except (ArtifactError, PromotionError) as error:
                if spec_file is None:
                    raise
                told = "\n".join(f"{spec_file}: {line}" for line in str(error).splitlines())
                raise type(error)(told) from error
            self._stages[environment.name] = stage
            self._stacks[environment.name] = stack
        if partition_at(source) is None:
            _check_partitions(self._stacks.values())

    @property
    def stages(self) -> Mapping[str, cdk.Stage]:
        """The stage of each environment, in their order: for ``pipeline.add_stage``."""
        return self._stages

    @property
    def stacks(self) -> Mapping[str, PromotedPackageStack]:
        """The stack of each environment."""
        return self._stacks

    def source_policy_statements(self) -> dict[str, list[iam.PolicyStatement]]:
        """Return what the source must allow for the copies that cross accounts.

        By ARN of the bucket, repository or key whose own policy each list belongs to. Principals are
        accounts, narrowed to the role that copies by ``aws:PrincipalArn``: such a statement can be
        there before the role is.

        An environment in the source's own account needs none; nor does the source where it is AWS's own.
        """
        found: dict[str, list[iam.PolicyStatement]] = {}
        for name, stack in self._stacks.items():
            environment = self._environments[name]
            partition = partition_of(environment.region)  # the source's, too: nothing is copied between two
            role = f"arn:{partition}:iam::{environment.account}:role/{stack.copy_role_name}"
            root = iam.ArnPrincipal(f"arn:{partition}:iam::{environment.account}:root")
            who = cast("iam.IPrincipal", root.with_conditions({"ArnEquals": {"aws:PrincipalArn": role}}))

            def allow(arn: str, actions: Sequence[str], resources: Sequence[str], who: iam.IPrincipal = who) -> None:
                statement = iam.PolicyStatement(principals=[who], actions=list(actions), resources=list(resources))
                found.setdefault(arn, []).append(statement)

            objects: dict[str, set[str]] = {}
            if self._source is None or self._source.account != environment.account:
                for place in stack.plan.objects.values():
                    arn = f"arn:{partition}:s3:::{place.bucket_name}"
                    objects.setdefault(arn, set()).add(f"{arn}/{place.key}")
                for arn, resources in objects.items():
                    allow(arn, ["s3:GetObject"], sorted(resources))
                for key_arn in self._source_key_arns if objects else []:
                    allow(key_arn, ["kms:Decrypt"], ["*"])
            repositories = {
                f"arn:{partition}:ecr:{image.region}:{image.account}:repository/{image.repository}"
                for image in stack.plan.images.values()
                if image.account != environment.account
            }
            for arn in sorted(repositories):
                allow(arn, PULL_ACTIONS, [])  # a repository's policy names no resource
        return found

    def _path(self) -> str:
        """Return its path below the stage that it is in, as a part of names."""
        stage = cdk.Stage.of(self)
        above = "" if stage is None else stage.node.path
        return self.node.path.removeprefix(above).strip("/").replace("/", "-")


def _check_names(environments: Sequence[PromotionEnvironment]) -> None:
    names = Counter(environment.name for environment in environments)
    if not names:
        raise SpecError("PROM-004", "environments", got=[], need="one or more", fix="add a PromotionEnvironment")
    twice = [name for name, count in names.items() if count > 1]
    if twice:
        raise SpecError("PROM-004", "environments", got=twice[0], need="a name once", fix="rename one")


def _check_partitions(stacks: Iterable[PromotedPackageStack]) -> None:
    """Refuse copies of objects whose source is not told into two partitions: one of them cannot be done."""
    partitions = {partition_of(stack.region) for stack in stacks if stack.plan.objects}
    if len(partitions) > 1:
        need = f"told where objects in S3 are copied to {' and '.join(sorted(partitions))}: they are in one partition"
        fix = "give source=cdk.Environment(account=..., region=...)"
        raise SpecError("PROM-005", "source", got=None, need=need, fix=fix)


def _package(
    spec_file: Path | None, value: ModelPackageSpec | None, folder: Path | None
) -> tuple[ModelPackageSpec, Path]:
    if spec_file is not None and value is None and folder is None:
        return load_version(spec_file, "PROM-004"), spec_file.resolve().parent
    if value is not None and spec_file is None:
        return require_version(value, "value", "PROM-004"), folder or Path.cwd()
    raise SpecError(
        "PROM-004",
        "spec_file",
        got=None if spec_file is None else str(spec_file),
        need="given alone, or left out where there is value",
        fix="give spec_file=Path('model-package.yaml'), or value= and the folder that its paths are relative to",
    )
