"""The limits in ``spec`` are those of the service's schemas, as the pinned cfn-lint ships them.

A limit that differs is listed here with its reason, so that none differs by accident.
"""

from __future__ import annotations

import json
import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import cfnlint
import pytest
from pydantic import BaseModel

from cdk_model_packages import spec
from cdk_model_packages.edge import compilation, deployment
from cdk_model_packages.spec import (
    AlgorithmSpec,
    MarketplaceModelPackageSpec,
    ModelPackageGroupSpec,
    ModelPackageSpec,
    Spec,
)
from cdk_model_packages.spec.json_schema import field_docs, render_json_schema
from tests.conftest import ROOT

SCHEMAS = Path(cfnlint.__file__).parent / "data" / "schemas" / "resources"

STRICTER = {
    # where: what we check beyond the schema, and why
    "FrameworkVersion.pattern": "the whole value, as the API does (MP-028)",
    "ContainerHostname.pattern": "the whole value, as the API does (MP-028)",
    "Image.pattern": "the whole value (MP-028)",
    "Image.minLength": "an empty image is none; the schema of algorithms has 0",
    "S3DataType.enum": "batch transform refuses AugmentedManifestFile (VP-008)",
    "InstanceCount.maximum": "100, CreateTransformJob's limit (IT-006)",
    "MaxPayloadInMB.maximum": "100, CreateTransformJob's limit (VP-003)",
    "KmsKeyId.minLength": "an empty key is refused by the registry (VP-019)",
    "VolumeKmsKeyId.minLength": "an empty key is refused by the registry (VP-019)",
    "KmsKeyId.pattern": "the API's pattern",
    "VolumeKmsKeyId.pattern": "the API's pattern",
    "SamplePayloadUrl.pattern": "must name a .tar.gz (MP-029)",
    "ModelPackageGroupName.pattern": "an ARN must be a group's (MP-015)",
    "InstanceType.pattern": "the schema takes any text; every type is ml.FAMILY.SIZE",
    "AlgorithmName.pattern": "the schema's look-behind, said with the name's own pattern",
    "TrainingImage.pattern": "the whole value (MP-028)",
    "TrainingImage.minLength": "an empty image is none",
    "Environment.maxProperties": "16, the API's text and the package's schema (CT-015)",
}
LOOSER = {
    "ModelCardContent.pattern": "a text of several lines is rendered anew, in one (MC-002)",
    "ModelDataUrl.pattern": "also ./path, in a spec that a construct deploys",
    "S3Uri.pattern": "also ./path, in a spec that a construct deploys",
    "SupportedTransformInstanceType.enum": "the schema of algorithms lists the types of its day",
    "SupportedRealtimeInferenceInstanceType.enum": "the schema of algorithms lists the types of its day",
    "SupportedTrainingInstanceType.enum": "the schema of algorithms lists the types of its day",
}
LIMITS = ("minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "minProperties", "maxProperties")


@cache
def schema_of(type_name: str) -> dict[str, Any]:
    for path in SCHEMAS.glob("*.json"):
        text = path.read_text(encoding="utf-8")
        if f'"typeName": "{type_name}"' in text:
            return json.loads(text)
    raise AssertionError(f"cfn-lint ships no schema of {type_name}")


def resolve(node: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        node = root[node["$ref"].split("/")[1]][node["$ref"].split("/")[2]]
    return node


def branch(node: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    """Follow references, and the one branch of "this or null"."""
    node = resolve(node, root)
    if "anyOf" in node:
        only = [part for part in node["anyOf"] if part.get("type") != "null"][-1]
        return {**resolve(only, root), **{key: value for key, value in node.items() if key in (*LIMITS, "pattern")}}
    return node


def properties(ours: dict[str, Any], theirs: dict[str, Any]) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Pair our properties with the schema's, at every depth."""
    found: list[tuple[str, dict[str, Any], dict[str, Any]]] = []

    def walk(name: str, mine: dict[str, Any], its: dict[str, Any]) -> None:
        mine, its = branch(mine, ours), resolve(its, theirs)
        found.append((name, mine, its))
        if "items" in mine:
            walk(name.removesuffix("s"), mine["items"], its["items"])
        for key, value in mine.get("properties", {}).items():
            assert key in its.get("properties", {}), f"{name} has no {key} in the service's schema"
            walk(key, value, its["properties"][key])

    walk("", ours, theirs)
    return found[1:]


KINDS = {
    "version": (ModelPackageSpec, "AWS::SageMaker::ModelPackage"),
    "unversioned": (MarketplaceModelPackageSpec, "AWS::SageMaker::ModelPackage"),
    "group": (ModelPackageGroupSpec, "AWS::SageMaker::ModelPackageGroup"),
    "algorithm": (AlgorithmSpec, "AWS::SageMaker::Algorithm"),
}


def pairs_of(kind: str) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    model, type_name = KINDS[kind]
    return properties(model.model_json_schema(by_alias=True), schema_of(type_name))


def cases() -> list[Any]:
    pairs = [pair for kind in KINDS for pair in pairs_of(kind)]
    return [pytest.param(*pair, id=f"{index}-{pair[0]}") for index, pair in enumerate(pairs)]


@pytest.mark.parametrize(("name", "ours", "theirs"), cases())
def test_a_limit_is_the_schemas(name: str, ours: dict[str, Any], theirs: dict[str, Any]) -> None:
    for limit in LIMITS:
        if f"{name}.{limit}" not in STRICTER:
            assert ours.get(limit) == (theirs.get(limit) or None) or (ours.get(limit), theirs.get(limit)) == (0, 0), (
                limit
            )
    if "enum" in theirs and f"{name}.enum" not in STRICTER | LOOSER:
        assert sorted(ours["enum"]) == sorted(theirs["enum"])
    pattern = f"{name}.pattern"
    if r"\p{" in theirs.get("pattern", ""):  # not in JSON Schema's dialect; test_limits.py shows that it is checked
        return
    if theirs.get("pattern") not in (None, r"[\S\s]+", r"^[\S\s]+$") and pattern not in STRICTER | LOOSER:
        assert bare(ours["pattern"]) == bare(theirs["pattern"])


def bare(pattern: str) -> str:
    """A pattern without anchors, our group around it, and escapes that change nothing."""
    inner = pattern.removeprefix("^(?:").removesuffix(")$") if pattern.startswith("^(?:") else pattern
    inner = inner.removeprefix("^").removesuffix("$").replace(r"\/", "/")
    return {r"\S+": r"[\S]{1,255}"}.get(inner, inner)


def test_each_exception_is_needed() -> None:
    names = {name for name, _, _ in (case.values for case in cases())}
    assert {key.partition(".")[0] for key in STRICTER | LOOSER} <= names


@pytest.mark.parametrize("kind", KINDS)
def test_every_nested_property_of_the_schema_is_a_field(kind: str) -> None:
    """The top level is compared with the whole table of properties: see test_properties_page.py."""
    for name, ours, theirs in pairs_of(kind):
        if "properties" in ours:
            assert sorted(ours["properties"]) == sorted(theirs["properties"]), name


def test_the_published_json_schema_is_up_to_date() -> None:
    shipped = ROOT / "constructs/cdk_model_packages/spec/model-package.schema.json"
    assert shipped.read_text(encoding="utf-8") == render_json_schema(), "run: model-packages schema -o " + str(shipped)


def test_required_properties_are_the_schemas_but_for_what_a_construct_makes() -> None:
    made_by_constructs = {"ValidationRole", "S3OutputPath", "TransformOutput"}
    with_defaults = {"InstanceCount", "S3DataType"}
    services_own = {"S3DataSource"}  # the schema leaves ModelDataSource.S3DataSource optional; it is the only member
    for name, ours, theirs in pairs_of("version") + pairs_of("unversioned") + pairs_of("algorithm"):
        if "properties" in ours:
            missing = set(theirs.get("required", [])) ^ set(ours.get("required", []))
            assert missing <= made_by_constructs | with_defaults | services_own, name


def test_instance_types_are_those_of_the_services_model() -> None:
    import runpy

    generator = runpy.run_path(str(ROOT / "tools/generate_instance_types.py"))
    assert generator["TARGET"].read_text(encoding="utf-8") == generator["render"]()


def test_every_spec_field_is_documented() -> None:
    for room in (spec, compilation, deployment):
        for module in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            import_module(module.name)

    def models(kind: type[BaseModel]) -> set[type[BaseModel]]:
        return {kind}.union(*(models(child) for child in kind.__subclasses__()))

    undocumented = [
        f"{kind.__name__}.{name}"
        for kind in models(Spec) - {Spec}
        for name in kind.model_fields.keys() - field_docs(kind).keys()
    ]
    assert undocumented == []
