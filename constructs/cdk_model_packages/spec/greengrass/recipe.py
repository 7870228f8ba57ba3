"""A Greengrass component recipe, format 2020-01-25."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Self, cast

from pydantic import BeforeValidator, ValidationError, ValidationInfo, model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.greengrass.choice import AnyCase
from cdk_model_packages.spec.greengrass.configuration import ComponentConfiguration
from cdk_model_packages.spec.greengrass.dependency import Dependency
from cdk_model_packages.spec.greengrass.lifecycle import GlobalLifecycle, Lifecycle, as_global
from cdk_model_packages.spec.greengrass.manifest import Manifest
from cdk_model_packages.spec.greengrass.reading import read_recipe, selections_of
from cdk_model_packages.spec.greengrass.rendering import MAX_RECIPE_BYTES, as_json, as_yaml
from cdk_model_packages.spec.greengrass.selection import taken_lifecycle
from cdk_model_packages.spec.greengrass.text import (
    ComponentName,
    ComponentSource,
    ComponentVersion,
    RecipeFormatVersion,
    Shaped,
    Written,
)
from cdk_model_packages.spec.greengrass.value import (
    SCHEMA,
    Finding,
    Reading,
    RecipeValue,
    details,
    holds_token,
    reading_of,
    short,
)
from cdk_model_packages.spec.greengrass.whole import findings_of, without_docker


class ComponentType(StrEnum):
    """What a component is to the nucleus. The service sets it; leave it out (GG-208).

    Source: ComponentType.java of aws-greengrass-component-common.
    """

    GENERIC = "aws.greengrass.generic"
    LAMBDA = "aws.greengrass.lambda"
    PLUGIN = "aws.greengrass.plugin"
    NUCLEUS = "aws.greengrass.nucleus"


class Recipe(RecipeValue):
    """A Greengrass component recipe.

    A recipe that somebody else wrote is read with :meth:`from_text`. Where a text holds a CDK token, what depends on
    it is not judged.

    Raises:
        SpecError: when it breaks a rule of the format; see ``docs/rules.md`` for the ``GG`` rules.

    Source: component recipe reference; ComponentRecipe.java of aws-greengrass-component-common.
    """

    needed: ClassVar = {"ComponentName": "GG-002", "ComponentVersion": "GG-004", "Manifests": "GG-041"}
    rule: ClassVar = "GG-039"

    recipe_format_version: RecipeFormatVersion = "2020-01-25"
    """Always ``2020-01-25``."""

    component_name: ComponentName
    """Letters, digits, ``.``, ``-`` and ``_``, at most 128. The prefix ``aws.greengrass`` is that of AWS (GG-003)."""

    component_version: ComponentVersion
    """A semantic version. A version can be published once (GG-005)."""

    component_description: Annotated[str | None, Written("ComponentDescription")] = None
    """For people."""

    component_publisher: Annotated[str | None, Written("ComponentPublisher")] = None
    """Who makes the component."""

    component_type: Annotated[ComponentType | None, AnyCase("SPEC-001", "ComponentType", ComponentType)] = None
    """Set by the service; ``None``: ``aws.greengrass.generic``."""

    component_source: ComponentSource | None = None
    """Set by the service for components that are made from a Lambda function."""

    component_configuration: ComponentConfiguration | None = None
    """The configuration until a deployment changes it."""

    component_dependencies: Annotated[
        dict[str, Dependency] | None,
        Shaped("ComponentDependencies", "GG-021", Mapping, "map each component's name to its VersionRequirement"),
    ] = None
    """The components that this one needs, by name."""

    manifests: Annotated[tuple[Manifest, ...], Shaped("Manifests", "GG-041", Sequence, "write [...] around it")]
    """What the component is on which devices; a device takes the first that matches. At least one."""

    lifecycle: Annotated[GlobalLifecycle | None, BeforeValidator(as_global)] = None
    """What runs for manifests without a lifecycle of their own. A :class:`Lifecycle` is taken, too."""

    @classmethod
    def _spelled(cls, data: Mapping[Any, object], reading: Reading | None) -> tuple[dict[str, object], list[Finding]]:
        """The schema refuses a key that it does not know, here and nowhere else."""
        found, findings = super()._spelled(data, None if reading is None else Reading())
        unknown = cast("dict[str, object]", found.pop("more", {}))
        known = {field.alias or name for name, field in cls.model_fields.items()} - {"more"}
        unknown |= {key: found.pop(key) for key in [*found] if key not in known}
        for key, value in unknown.items():
            close = difflib.get_close_matches(key, known, n=1)
            fix = f"did you mean {close[0]}?" if close else f"there are {', '.join(sorted(known))}"
            error = SpecError("GG-040", key, got=short(value), need=f"a key of the format ({SCHEMA})", fix=fix)
            findings.append(((key,), error))
        if reading is not None and "RecipeFormatVersion" not in found:
            error = SpecError("GG-001", "RecipeFormatVersion", got=None, need="given", fix="write '2020-01-25'")
            findings.append((("RecipeFormatVersion",), error))
        return found, findings

    @model_validator(mode="after")
    def _fits_together(self, info: ValidationInfo) -> Self:
        findings: list[Finding] = list(findings_of(self))
        if reading_of(info) is None:  # a deployment of an existing component may bring what a device needs
            findings += without_docker(self)
        if not findings and not holds_token(self.properties()):
            size = len(self.to_json().encode())
            if size > MAX_RECIPE_BYTES:
                need = f"at most {MAX_RECIPE_BYTES:,} bytes of JSON (consts.py of aws-greengrass-gdk-cli)"
                error = SpecError("GG-020", "recipe", got=size, need=need, fix="move scripts and data into artifacts")
                findings.append(((), error))
        if findings:
            raise ValidationError.from_exception_data(type(self).__name__, details(findings))
        return self

    @classmethod
    def from_text(cls, text: str, name: str = "recipe") -> Self:
        """Read an existing recipe without losing anything of it: JSON or YAML, keys in any case.

        Args:
            text: The recipe.
            name: How errors call it, for example the file's name.

        Raises:
            SpecFileError: when it is neither, or breaks a rule: one line for each finding, with its line.
        """
        return cast("Self", read_recipe(cls, text, name))

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Self:
        """Read an existing recipe that is parsed already.

        Raises:
            ValidationError: when it breaks a rule.
        """
        return cls.model_validate(document, context=Reading(selections_of(document)))

    def manifest_for(self, device: Mapping[str, str]) -> Manifest | None:
        """Return the manifest that a device takes: the first whose platform it meets. ``None``: it takes none.

        Args:
            device: What its nucleus reports, such as ``{"os": "linux", "architecture": "amd64"}``.

        Source: findBestMatch of PlatformHelper.java of aws-greengrass-component-common.
        """
        return next((manifest for manifest in self.manifests if manifest.is_for(device)), None)

    def lifecycle_for(self, manifest: Manifest) -> Lifecycle:
        """Return what runs on a device that takes a manifest: its own lifecycle, or what it selects of the recipe's.

        Args:
            manifest: One of this recipe's.

        Raises:
            ValidationError: when a step is left without a script, which the device tells as an error, too.
        """
        return Lifecycle.model_validate(taken_lifecycle(self, manifest), context=Reading())

    def to_json(self, indent: int | None = None) -> str:
        """Return the recipe as JSON.

        Args:
            indent: Spaces for each level. ``None``: compact, as ``InlineRecipe`` of CloudFormation wants it.
        """
        return as_json(self.properties(), indent)

    def to_yaml(self) -> str:
        """Return the recipe as YAML that people can read."""
        return as_yaml(self.properties())
