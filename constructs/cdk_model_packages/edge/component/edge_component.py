"""A model as a Greengrass component."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Unpack

import aws_cdk as cdk
from aws_cdk import aws_greengrassv2 as greengrassv2
from constructs import Construct

from cdk_model_packages._place import stack_of
from cdk_model_packages.edge.compilation import NeoCompilation
from cdk_model_packages.edge.component.arguments import check_mapping
from cdk_model_packages.edge.component.component_tags import component_tags
from cdk_model_packages.edge.component.component_version import ComponentVersion
from cdk_model_packages.edge.component.inference import Inference
from cdk_model_packages.edge.component.merge_patch import merge_patch
from cdk_model_packages.edge.component.model_source import ModelSource
from cdk_model_packages.edge.component.packaged_model import deployed_model, local_model
from cdk_model_packages.edge.component.port import checked_port_text
from cdk_model_packages.edge.component.published_versions import publish
from cdk_model_packages.edge.component.recipe import model_recipe
from cdk_model_packages.edge.component.recipe_overrides import check_artifact, check_overrides
from cdk_model_packages.edge.functions.package.content_version import content_of
from cdk_model_packages.errors import SpecError
from cdk_model_packages.registry.options import checked
from cdk_model_packages.spec import of_kind
from cdk_model_packages.spec.edge_target import EdgeTarget
from cdk_model_packages.spec.greengrass import MAX_RECIPE_BYTES, Recipe

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_s3 as s3
    from aws_cdk.interfaces import aws_iot as interfaces
    from pydantic import JsonValue

    from cdk_model_packages.artifacts import ModelArtifact
    from cdk_model_packages.edge.component.packaged_model import PackagedModel
    from cdk_model_packages.edge.deployment import DeployedComponent, EdgeDeployment
    from cdk_model_packages.edge.deployment.options import DeploymentOptions
    from cdk_model_packages.registry.defined_package import DefinedPackage
    from cdk_model_packages.spec.greengrass import Dependency

# Stand-ins that the recipe's own limits accept, for what comes from the content.
_SOME_VERSION, _SOME_URI = "0.0.0", "s3://artifact/component.zip"
_TOKEN = re.compile(r"\$\{Token\[[^\]]+\]\}")


class EdgeComponent(Construct):
    """A version of a Greengrass component that brings a model to devices, and runs it there.

    The model's archive becomes a ZIP, which is what devices unpack: at synth when the model is on this machine, by a
    function while the stack is deployed when it is in S3, is compiled, or goes to ``artifact_bucket``.

    A version cannot be changed, only followed by another; the old one is retained, because devices may run it. So is
    its ZIP. The CDK's own ``cdk gc`` does not know of devices: where it is used, give ``artifact_bucket``.

    Going back to a former content, or deploying again after ``cdk destroy``, asks for a version that is still there,
    and the deployment fails: ``Component [NAME : VERSION] for account [ACCOUNT] already exists with state:
    [DEPLOYABLE]``. No synth can know it. Deploy the one that is there with ``EdgeDeployment.component(NAME, VERSION)``,
    take ``component_version=ComponentVersion.from_content(major=2)``, or delete it where no device needs it: ``aws
    greengrassv2 delete-component --arn ARN``.

    Args:
        scope: Parent construct.
        construct_id: Id in its parent.
        model: The model, or a package of one container that this app makes: the component waits for its registration.
        component_name: 1 to 128 letters, digits and ``-_.``, for example ``com.example.digits``.
        target: The devices that take it; what Neo compiles for.
        component_version: ``1.2.3``, or from the content. A version that comes from the content is a hash: name the
            exact one where others depend on it. ``None``: from the content, and 1 as its first number.
        description: For people. ``None``: none.
        publisher: Who makes it. ``None``: not told.
        inference: What runs the model. ``None``: this library's runner, see :meth:`Inference.python`.
        configuration: Default configuration beside that of ``inference``; a deployment can change it. Numbers as texts
            (GG-022). ``None``: none.
        dependencies: Other components, with a version range in npm's syntax for each name. ``None``: none but those of
            ``inference``.
        tags: At most 49; ``Tags.of()`` adds to them. CloudFormation ignores another value of a tag that a version has
            already: it adds and removes tags only. ``None``: none.
        artifact_bucket: Where the ZIP goes; a bucket of the stack's region. Never overwrite what is there. ``None``:
            the CDK's asset bucket for a model on this machine, else one that is made once for the stack and retained.
        artifact_prefix: What the ZIP's key begins with in ``artifact_bucket``, or in the bucket of the stack.
        compilation: Let SageMaker Neo compile before. Only for a version of a group, whose container tells framework
            and input (NC-010). ``None``: the model is packaged as it is.
        recipe_overrides: Changes of the recipe, as a JSON merge patch (RFC 7396): ``None`` removes a key, a list is
            replaced as a whole. Not of name and version. ``None``: none.
        removal_policy: What becomes of the version when it is replaced or leaves the stack. By default it stays; only
            one whose creation fails goes.

    Raises:
        ValidationError: when a value breaks a rule of the recipe format.
        SpecError: ``GG-005`` when the app makes the version twice; ``GG-014`` when the bucket is in another region;
            ``GG-020`` when the recipe is too large; ``GG-034`` for tags; ``NC-003``, ``NC-010`` when the model cannot
            be compiled.
        EdgeError: when the model is not known, a device must not unpack it, or what runs it does not run on ``target``.
        ArtifactError: when a folder or an archive cannot be used.

    Source: AWS::GreengrassV2::ComponentVersion schema; Greengrass V2 developer guide, component-recipe-reference.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        model: ModelArtifact | DefinedPackage,
        component_name: str,
        target: EdgeTarget,
        component_version: ComponentVersion | str | None = None,
        description: str | None = None,
        publisher: str | None = None,
        inference: Inference | None = None,
        configuration: Mapping[str, JsonValue] | None = None,
        dependencies: Mapping[str, Dependency | str] | None = None,
        tags: Mapping[str, str] | None = None,
        artifact_bucket: s3.IBucket | None = None,
        artifact_prefix: str = "",
        compilation: NeoCompilation | None = None,
        recipe_overrides: Mapping[str, JsonValue] | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    ) -> None:
        super().__init__(scope, construct_id)
        of_kind(target, EdgeTarget, "target", "make it: EdgeTarget.device(...) or EdgeTarget.platform(...)")
        version = _version(component_version)
        check_mapping(configuration, "configuration")
        check_mapping(dependencies, "dependencies")
        if compilation is not None:
            of_kind(compilation, NeoCompilation, "compilation", "make it: NeoCompilation(max_runtime_seconds=...)")
        source = ModelSource.of(model)
        check_overrides(recipe_overrides)
        runs = Inference.python() if inference is None else inference
        of_kind(runs, Inference, "inference", "make it: Inference.python(), .container(...), .command(...) or .none()")
        runs.check_runs_on(target.greengrass_platform().architecture)
        self._inference = runs.bind(self, component_name)

        def recipe(artifact_uri: str, version: str) -> Recipe:
            made = model_recipe(
                component_name=component_name,
                component_version=version,
                artifact_uri=artifact_uri,
                platform=target.greengrass_platform(),
                description=description,
                publisher=publisher,
                inference=self._inference,
                configuration=configuration,
                dependencies=dependencies,
            )
            if recipe_overrides is None:
                return made
            return Recipe.model_validate(merge_patch(made.properties(), recipe_overrides))

        archive = None if artifact_bucket is not None or compilation is not None else source.artifact.archive()
        if archive is None:
            packaged = deployed_model(
                self,
                source,
                component_name,
                version,
                recipe=self._digest(recipe(_SOME_URI, version.explicit or _SOME_VERSION)),
                bucket=artifact_bucket,
                prefix=artifact_prefix,
                target=target,
                compilation=compilation,
            )
        else:
            packaged = local_model(self, archive, source, component_name, version, self._digest_of(recipe))
        self._packaged: PackagedModel = packaged
        self.component_name = component_name
        """Its name."""
        self.component_version = packaged.version
        """Its version; a CDK token when it comes from content that only the deployment knows."""
        self.recipe = _checked_size(recipe(packaged.uri, packaged.version))
        """Its recipe."""
        self.default_port = self._port()
        """Where it listens, unless a deployment changes that; ``None``: nowhere, or nobody knows."""
        check_artifact(self.recipe, packaged.uri)
        all_tags = component_tags(tags, packaged.content)
        publish(self, component_name, packaged.version, packaged.content)
        self.resource = greengrassv2.CfnComponentVersion(
            self, "Resource", inline_recipe=self.recipe.to_json(), tags=all_tags
        )
        """The L1, the way out for what this library does not cover."""
        self.resource.apply_removal_policy(removal_policy)
        if source.package is not None:
            self.resource.node.add_dependency(source.package)

    @property
    def component_version_arn(self) -> str:
        """ARN of the version, for example ``arn:aws:greengrass:REGION:ACCOUNT:components:NAME:versions:1.0.0``."""
        return self.resource.attr_arn

    def grant_read_artifacts(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let devices fetch what the component consists of: the model, files and images (GG-037).

        Of all versions of the component: a device that rolls back fetches what the version before consists of.

        Args:
            grantee: The devices' token exchange role.

        Source: Greengrass V2 developer guide, device-service-role.
        """
        self._inference.grant_read(self, grantee)
        return self._packaged.grant_read(grantee)

    def deploy_to(
        self,
        construct_id: str = "Deployment",
        *,
        thing_group: interfaces.IThingGroupRef | str,
        components: Sequence[EdgeComponent | DeployedComponent] = (),
        **options: Unpack[DeploymentOptions],
    ) -> EdgeDeployment:
        """Deploy this version to a thing group: the whole of what the group's devices run from it.

        Args:
            construct_id: Id below the component.
            thing_group: A group of core devices: a construct, an ARN or a name.
            components: What the group has beside this component. Without it, that is removed.
            options: See :class:`cdk_model_packages.edge.EdgeDeployment`.

        Raises:
            TypeError: when an option is none of these.
            SpecError: see :class:`cdk_model_packages.edge.EdgeDeployment`.
        """
        from cdk_model_packages.edge.deployment.edge_deployment import EdgeDeployment
        from cdk_model_packages.edge.deployment.options import DeploymentOptions

        checked(options, DeploymentOptions, "deploy_to()")
        return EdgeDeployment(self, construct_id, thing_group=thing_group, components=[self, *components], **options)

    def _port(self) -> str | None:
        told = self.recipe.component_configuration
        defaults = None if told is None else told.default_configuration
        port = None if defaults is None else defaults.get("Port")
        return None if port is None or not self._inference.listens_at_port else checked_port_text(str(port))

    def _digest_of(self, recipe: Callable[[str, str], Recipe]) -> Callable[[str], str]:
        return lambda uri: self._digest(recipe(uri, _SOME_VERSION))

    def _digest(self, recipe: Recipe) -> str:
        """Return a hash of what the template says of a recipe; a token's number depends on others."""
        return content_of(json.dumps(stack_of(self).resolve(recipe.properties()), sort_keys=True))


def _version(version: ComponentVersion | str | None) -> ComponentVersion:
    if version is None:
        return ComponentVersion.from_content()
    if isinstance(version, str):
        return ComponentVersion.of(version)
    of_kind(version, ComponentVersion, "component_version", 'write "1.2.3", or ComponentVersion.from_content()')
    return version


def _checked_size(recipe: Recipe) -> Recipe:
    """Refuse a recipe that is too large whatever its tokens become; the recipe itself judges one without tokens."""
    size = len(_TOKEN.sub("", recipe.to_json()).encode())
    if size > MAX_RECIPE_BYTES:
        need = f"at most {MAX_RECIPE_BYTES:,} bytes of JSON (consts.py of aws-greengrass-gdk-cli)"
        raise SpecError("GG-020", "recipe", got=size, need=need, fix="move scripts and data into artifacts")
    return recipe
