"""A recipe as the service reads it: JSON or YAML, keys in any case, checked, and written back in full."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

from ..schemas import refused
from .names import now
from .recipe_schema import FORMAT_VERSION, SCHEMA
from .refusals import invalid, unparsable

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 16_000
"""What AWS's development kit refuses above: aws-greengrass-gdk-cli, ``consts.py``."""

_COMPARATOR = r"(?:[<>]=?|=|\^|~>?)?\s*v?(?:[xX*]|\d+)(?:\.(?:[xX*]|\d+)){0,2}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?"
_RANGE = re.compile(rf"\s*(?:{_COMPARATOR}|{_COMPARATOR}\s+-\s+{_COMPARATOR})?(?:\s+{_COMPARATOR})*\s*")
_FREE = ("Platform", "Lifecycle", "DefaultConfiguration")  # their keys are the author's
_NAMES = (
    "RecipeFormatVersion", "ComponentName", "ComponentVersion", "ComponentType", "ComponentDescription",
    "ComponentPublisher", "ComponentSource", "ComponentConfiguration", "DefaultConfiguration", "ComponentDependencies",
    "VersionRequirement", "DependencyType", "Manifests", "Name", "Platform", "Lifecycle", "Selections", "Artifacts",
    "Uri", "Digest", "Algorithm", "Unarchive", "Permission", "Read", "Execute",
)  # fmt: skip
_BY_LOWER_CASE = {name.lower(): name for name in _NAMES}
_ENUMS = ("unarchive", "dependencytype", "read", "execute", "componenttype")

Document = dict[str, Any]


class _Loader(yaml.SafeLoader):
    """YAML as the service's reader takes it: a bare date and a bare ``on`` are texts."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern) for tag, pattern in found if tag not in {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}
    ]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|false"), list("tf"))


@dataclass(frozen=True)
class Recipe:
    """A recipe that the service accepts.

    Attributes:
        document: Its content, keys as the service writes them, what it fills in filled in.
    """

    document: Document

    @classmethod
    def of(cls, text: bytes) -> Recipe:
        """Read a recipe.

        Raises:
            ServiceError: It is not one.
        """
        if len(text) > MOST_BYTES:
            raise invalid(f"Recipe is {len(text)} bytes long, the most is {MOST_BYTES}", {"inlineRecipe": "too long"})
        document = _parsed(text)
        findings = [*refused(SCHEMA, _lowered(document)), *_dependency_findings(document)]
        if findings:
            fields = dict(finding.removeprefix("#/").split(": ", 1) for finding in findings)
            raise invalid(f"Encountered following errors in Recipe: {{{'; '.join(findings)}}}", fields)
        return cls(_filled(_canonical(document)))

    @property
    def name(self) -> str:
        """The component's name."""
        return self.document["ComponentName"]

    @property
    def version(self) -> str:
        """The component's version."""
        return self.document["ComponentVersion"]

    @property
    def platforms(self) -> list[Document]:
        """What the component's manifests are for, as the API tells it."""
        return [
            {"name": manifest.get("Name"), "attributes": _texts(manifest.get("Platform") or {})}
            for manifest in self.document["Manifests"]
        ]

    def artifacts(self) -> Iterator[Document]:
        """Yield every artifact, to be read and changed."""
        for manifest in self.document["Manifests"]:
            yield from manifest["Artifacts"]

    def record(self) -> Document:
        """Return what is kept of it."""
        return {"Recipe": self.document, "CreationTimestamp": now()}


def written(document: Document, form: str) -> bytes:
    """Return a recipe as JSON or YAML."""
    if form == "JSON":
        return json.dumps(document, ensure_ascii=False).encode()
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True).encode()


def _parsed(text: bytes) -> Document:
    try:
        document = json.loads(text)
    except ValueError:
        try:
            document = yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader
        except (yaml.YAMLError, ValueError) as error:
            told = " ".join(str(error).split())
            raise unparsable(f"Recipe is neither JSON nor YAML: {told}") from error
    if not isinstance(document, dict):
        raise unparsable(f"Recipe is not an object, it is a {type(document).__name__}")
    if not all(isinstance(key, str) for key in document):
        raise unparsable("Recipe has a key that is not a text")
    return document


def _lowered(value: Any) -> Any:
    """Return a recipe with the keys that the format knows in lower case, for its schema."""
    if isinstance(value, list):
        return [_lowered(item) for item in value]
    if not isinstance(value, dict):
        return value
    lowered: Document = {}
    for key, item in value.items():
        name = str(key).lower()
        if name == "componentdependencies" and isinstance(item, dict):
            lowered[name] = {dependency: _lowered(found) for dependency, found in item.items()}
        elif name in {"platform", "defaultconfiguration"}:
            lowered[name] = item
        elif name in _ENUMS and isinstance(item, str):
            lowered[name] = item.lower() if name == "componenttype" else item.upper()
        elif name in {"recipeformatversion", "componentversion"} and isinstance(item, int | float):
            lowered[name] = str(item)  # the service's YAML reader takes a bare number for the text that it is
        else:
            lowered[name] = _lowered(item)
    return lowered


def _canonical(document: Document) -> Document:
    """Return a recipe with the format's keys as the service writes them."""
    return {
        _BY_LOWER_CASE[key.lower()]: _canonical_value(_BY_LOWER_CASE[key.lower()], item)
        for key, item in document.items()
    }


def _canonical_value(name: str, value: Any) -> Any:
    if name in _FREE or value is None:
        return value
    if name == "ComponentDependencies":
        return {dependency: _renamed(found) for dependency, found in value.items()}
    if isinstance(value, dict):
        return _renamed(value)
    if isinstance(value, list):
        return [_renamed(item) if isinstance(item, dict) else item for item in value]
    if name in {"Unarchive", "DependencyType", "Read", "Execute"}:
        return str(value).upper()
    return str(value) if name in {"RecipeFormatVersion", "ComponentVersion"} else value


def _renamed(value: Document) -> Document:
    names = {key: _BY_LOWER_CASE.get(key.lower(), key) for key in value}
    return {names[key]: _canonical_value(names[key], item) for key, item in value.items()}


def _filled(document: Document) -> Document:
    """Add what the service's own model of a recipe has by default (aws-greengrass-component-common)."""
    for manifest in document["Manifests"]:
        manifest["Artifacts"] = [
            {
                **artifact,
                "Unarchive": artifact.get("Unarchive", "NONE"),
                "Permission": {"Read": "OWNER", "Execute": "NONE", **(artifact.get("Permission") or {})},
            }
            for artifact in manifest.get("Artifacts") or []
        ]
        manifest.setdefault("Lifecycle", {})
    return {
        "RecipeFormatVersion": FORMAT_VERSION,
        "ComponentName": document["ComponentName"],
        "ComponentVersion": document["ComponentVersion"],
        "ComponentType": "aws.greengrass.generic",
        **document,
        "Lifecycle": document.get("Lifecycle") or {},
    }


def _dependency_findings(document: Document) -> Iterator[str]:
    found = next((value for key, value in document.items() if key.lower() == "componentdependencies"), None)
    for name, dependency in found.items() if isinstance(found, dict) else ():
        requirement = _lowered(dependency).get("versionrequirement") if isinstance(dependency, dict) else None
        if isinstance(requirement, str) and not all(_RANGE.fullmatch(part) for part in requirement.split("||")):
            yield f"#/componentdependencies/{name}/versionrequirement: '{requirement}' is not a range of versions"


def _texts(platform: Document) -> dict[str, str]:
    return {name: value for name, value in platform.items() if isinstance(value, str)}
