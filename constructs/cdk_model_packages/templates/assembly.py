"""Where templates are: a file, or a cloud assembly (``cdk.out``) with its stages and nested stacks."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.errors import TemplateError
from cdk_model_packages.templates.acknowledged import Acknowledged, acknowledged_in
from cdk_model_packages.templates.mappings import mapping_of
from cdk_model_packages.templates.read import Template, read_template
from cdk_model_packages.templates.worlds import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_ENVIRONMENT = re.compile(r"aws://([^/]+)/(.+)")
_BUCKET = "AWS::S3::Bucket"
_NESTED = "AWS::CloudFormation::Stack"
_MAX_STAGES = 20


@dataclass(frozen=True)
class Stack:
    """A template with what is known of its stack.

    Attributes:
        template: As it was read.
        place: Where it is deployed.
        name: The stack's name, where a cloud assembly tells it.
        tags: Tags of the stack, which CloudFormation gives to its resources.
        path: Where it is in its assembly: stages, stack and nested stacks.
        acknowledged: The rules that its constructs accept.
    """

    template: Template
    place: Place
    name: str | None = None
    tags: dict[str, str] = field(default_factory=dict[str, str])
    path: str | None = None
    acknowledged: tuple[Acknowledged, ...] = ()


def bucket_regions(stacks: Iterable[Stack]) -> dict[str, str]:
    """Return where the named buckets of stacks are: a stack may use a bucket of another one.

    Args:
        stacks: Of one app.
    """
    found: dict[str, str] = {}
    for stack in stacks:
        for one in stack.template.resources.values() if stack.place.region else ():
            name = mapping_of(one.get("Properties")).get("BucketName") if one.get("Type") == _BUCKET else None
            if isinstance(name, str):
                found[name] = str(stack.place.region)
    return found


def stacks_in(path: Path, place: Place) -> list[Stack]:
    """Return the stacks of a template file, or of a cloud assembly and all that is in it.

    Args:
        path: A template, or a ``cdk.out``.
        place: Where a stack is deployed whose assembly does not tell it.

    Raises:
        TemplateError: It cannot be read, or the folder is no cloud assembly.
    """
    if not path.is_dir():
        return [Stack(template=read_template(path), place=place)]
    found = list(_assembly(path, place, ()))
    if not found:
        raise TemplateError(f"{path}: has no stack; synthesize an app with one")
    return found


def _assembly(folder: Path, place: Place, above: tuple[str, ...]) -> Iterator[Stack]:
    manifest = _manifest(folder)
    for name, artifact in manifest.items():
        properties = mapping_of(artifact.get("properties"))
        if artifact.get("type") == "aws:cloudformation:stack":
            stack = Stack(
                template=read_template(folder / _file(properties, "templateFile", folder)),
                place=_place(artifact.get("environment"), place),
                name=str(properties.get("stackName") or name),
                path="/".join((*above, name)),
                acknowledged=acknowledged_in(folder / f"{name}.metadata.json"),
                tags={str(key): str(value) for key, value in mapping_of(properties.get("tags")).items()},
            )
            yield stack
            yield from _nested(stack, folder, frozenset())
        elif artifact.get("type") == "cdk:cloud-assembly":
            if len(above) == _MAX_STAGES:
                raise TemplateError(f"{folder}: stages are nested more than {_MAX_STAGES} deep; flatten them")
            yield from _assembly(folder / _file(properties, "directoryName", folder), place, (*above, name))


def _nested(parent: Stack, folder: Path, above: frozenset[Path]) -> Iterator[Stack]:
    """Yield the nested stacks of a stack: an asset of the assembly, which the URL names by its hash."""
    found = {name: one for name, one in parent.template.resources.items() if one.get("Type") == _NESTED}
    files = _files(folder) if found else {}
    for name, one in found.items():
        url = json.dumps(mapping_of(one.get("Properties")).get("TemplateURL"))
        path = next((path for key, path in files.items() if key in url), None)
        if path is not None and path not in above:
            stack = replace(
                parent, template=read_template(path), name=f"{parent.name}/{name}", path=f"{parent.path}/{name}"
            )
            yield stack
            yield from _nested(stack, folder, above | {path})


def _files(folder: Path) -> dict[str, Path]:
    """Return the templates among an assembly's assets, by hash."""
    found: dict[str, Path] = {}
    for manifest in sorted(folder.glob("*.assets.json")):
        for key, one in mapping_of(mapping_of(_json(manifest)).get("files")).items():
            name = mapping_of(mapping_of(one).get("source")).get("path")
            if isinstance(name, str) and name.endswith(".nested.template.json"):
                found[key.split("-")[0]] = folder / name
    return found


def _manifest(folder: Path) -> dict[str, dict[str, Any]]:
    path = folder / "manifest.json"
    if not path.is_file():
        raise TemplateError(
            f"{folder}: has no manifest.json, so it is no cdk.out; run cdk synth, or name the templates themselves"
        )
    artifacts = mapping_of(_json(path)).get("artifacts")
    if not isinstance(artifacts, dict):
        raise TemplateError(f"{path}: has no artifacts; run cdk synth again")
    return {name: mapping_of(one) for name, one in cast("dict[str, object]", artifacts).items()}


def _json(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise TemplateError(f"{path}: is not readable JSON ({error}); run cdk synth again") from None


def _file(properties: dict[str, Any], key: str, folder: Path) -> str:
    value = properties.get(key)
    if not isinstance(value, str) or "\0" in value:
        raise TemplateError(f"{folder / 'manifest.json'}: an artifact has no {key}; run cdk synth again")
    return value


def _place(environment: object, otherwise: Place) -> Place:
    """Return the place of an ``environment`` such as ``aws://111122223333/eu-west-1``."""
    told = _ENVIRONMENT.fullmatch(environment) if isinstance(environment, str) else None
    if told is None:
        return otherwise
    account, region = told.groups()
    return Place(
        region=otherwise.region if region == "unknown-region" else region,
        account=otherwise.account if account == "unknown-account" else account,
    )
