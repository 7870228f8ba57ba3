"""``model-package.yaml``: what is read, and how a mistake is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from cdk_model_packages.spec import (
    FormerNameWarning,
    MarketplaceModelPackageSpec,
    ModelPackageSpec,
    SpecFileError,
    load_spec,
)
from cdk_model_packages.spec.json_schema import json_schema
from tests.spec import values

GOOD = """\
InferenceSpecification:
  Containers:
    - Image: ./server
      ModelDataUrl: ./model
  SupportedContentTypes: [text/csv]
  SupportedResponseMIMETypes: [text/csv]
ValidationSpecification:
  ValidationProfiles:
    - ProfileName: smoke
      TransformJobDefinition:
        TransformInput:
          DataSource:
            S3DataSource:
              S3Uri: ./samples
        TransformResources:
          InstanceType: ml.m5.large
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "model-package.yaml"
    path.write_text(text, encoding="utf-8")
    return path


KINDS = {
    "version": (ModelPackageSpec, values.package()),
    "from-algorithm": (ModelPackageSpec, values.package_from_algorithm()),
    "copy": (ModelPackageSpec, values.clone()),
    "unversioned": (MarketplaceModelPackageSpec, values.marketplace()),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_file_is_the_value_that_it_says(tmp_path: Path, name: str) -> None:
    kind, document = KINDS[name]
    path = tmp_path / "full.yaml"
    with path.open("w") as file:
        YAML().dump(document, file)
    assert load_spec(path) == kind.model_validate(document)


@pytest.mark.parametrize(
    ("key", "unversioned"),
    [
        pytest.param("ModelPackageName: digits", True, id="name"),
        pytest.param("CertifyForMarketplace: false", True, id="certify"),
        pytest.param("ModelPackageGroupName: digits", False, id="group"),
        pytest.param("", False, id="neither"),
    ],
)
def test_the_keys_say_which_kind_it_is(tmp_path: Path, key: str, *, unversioned: bool) -> None:
    text = GOOD.replace(
        "  SupportedContentTypes",
        "  SupportedTransformInstanceTypes: [ml.m5.large]\n"
        "  SupportedRealtimeInferenceInstanceTypes: [ml.m5.large]\n  SupportedContentTypes",
    )
    assert isinstance(load_spec(written(tmp_path, f"{text}{key}\n")), MarketplaceModelPackageSpec) is unversioned


def test_a_group_and_a_name_are_one_too_many(tmp_path: Path) -> None:
    path = written(tmp_path, f"{GOOD}ModelPackageGroupName: digits\nModelPackageName: digits\n")
    with pytest.raises(SpecFileError, match=r"model-package\.yaml:18: ModelPackageName='digits'.*\[MP-001\]"):
        load_spec(path)


def test_json_is_yaml(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(values.package()))
    assert load_spec(str(path)).model_package_group_name == "digits"


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        pytest.param("Image:", "Imge:", 3, "Containers[0].Imge: unknown key; did you mean Image?", id="misspelt"),
        pytest.param("Image: ./server\n      ", "", 3, "Containers[0].Image: is required; add it", id="missing"),
        pytest.param("smoke", "smoke-", 9, "ProfileName='smoke-': must be like", id="limit"),
        pytest.param("./samples", "samples", 14, "S3Uri='samples': must be like s3://BUCKET/PREFIX/", id="deep"),
        pytest.param("ml.m5.large", "m5.large", 16, "InstanceType='m5.large'", id="instance-type"),
        pytest.param("[text/csv]", "text/csv", 5, "SupportedContentTypes: must be a list (got 'text/csv'", id="kind"),
        pytest.param("ModelDataUrl: ./model", "image: x", 4, "Containers[0].image: unknown key", id="snake-case"),
        pytest.param(GOOD, GOOD + "Nonsense: 1\n", 17, "Nonsense: unknown key; known here: Additional", id="top-level"),
        pytest.param(
            "[text/csv]\nVal",
            "[text/csv]\n  SupportedTransformInstanceTypes: [ml.c5.xlarge]\nVal",
            17,
            "TransformResources.InstanceType='ml.m5.large': must be one of",
            id="deep-rule",
        ),
        pytest.param(GOOD, GOOD + "CreatedBy: me\n", 17, "CreatedBy='me': must be left out: a name of", id="refused"),
        pytest.param(
            "ModelDataUrl: ./model", "ModelDataETag: x", 4, "ModelDataETag='x': must be left out", id="refused-deep"
        ),
        pytest.param("./model", "s3://b/model", 4, "ModelDataUrl='s3://b/model': must be a .tar.gz", id="own-rule"),
        pytest.param("InferenceSpecification:\n", "a: [1\nInference: x\n", 2, "expected ',' or ']'", id="not-yaml"),
        pytest.param(GOOD, "- 1\n", 1, "must be a mapping with InferenceSpecification, not a seq", id="list"),
        pytest.param(GOOD, "", 1, "not empty", id="empty"),
        pytest.param(GOOD, GOOD + "Domain: a\nDomain: b\n", 18, 'found duplicate key "Domain"', id="duplicate"),
    ],
)
def test_a_mistake_names_file_line_and_field(tmp_path: Path, old: str, new: str, line: int, told: str) -> None:
    path = written(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(SpecFileError) as caught:
        load_spec(path)
    (first, *_) = str(caught.value).splitlines()
    assert first.startswith(f"{path}:{line}: ")
    assert told in first


def test_a_mistake_that_came_by_a_merge_is_told_where_it_was_merged(tmp_path: Path) -> None:
    merged = GOOD.replace("ValidationSpecification:\n", "ValidationSpecification:\n  <<: {Nonsense: 1}\n")
    with pytest.raises(SpecFileError, match=r"model-package\.yaml:7: ValidationSpecification\.Nonsense: unknown key"):
        load_spec(written(tmp_path, merged))


def test_an_anchor_may_be_used_again(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD.replace("./model", "&a ./model").replace("./samples", "&a ./samples"))
    assert load_spec(path) == load_spec(written(tmp_path, GOOD))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD.replace("smoke", "smoke-").replace("m5.large", "M5"))
    with pytest.raises(SpecFileError) as caught:
        load_spec(path)
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize(
    ("content", "told"),
    [
        pytest.param(b"\xff\xfe\x00", "not UTF-8 text at byte 0", id="binary"),
        pytest.param(b"a" * (1024 * 1024 + 1), "1048577 bytes is more than a spec's 1048576", id="huge"),
        pytest.param(b"!!python/object:os.system {}", "InferenceSpecification=None: must be given", id="tag"),
        pytest.param(b"[" * 2000, "", id="deep"),
        pytest.param(b"? {a: {b: c}}\n: d", "is not YAML (a key is no text); correct it", id="mapping-as-key"),
        pytest.param(b"a: &a\n  <<: *a", "is not YAML (a value cannot be read); correct it", id="merged-into-itself"),
        pytest.param(b"a: 0b_", "is not YAML (a value cannot be read); correct it", id="number-without-digits"),
    ],
)
def test_a_file_that_is_no_spec(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "model-package.yaml"
    path.write_bytes(content)
    with pytest.raises(SpecFileError) as caught:
        load_spec(path)
    assert told in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(SpecFileError, match=r"none\.yaml: no such file; name a model-package\.yaml"):
        load_spec(tmp_path / "none.yaml")
    with pytest.raises(SpecFileError, match="is a folder; name a model-package"):
        load_spec(tmp_path)


def test_the_json_schema_judges_as_we_do() -> None:
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(json_schema())
    for _, document in KINDS.values():
        assert validator.is_valid(document)
        assert not validator.is_valid({**document, "Nonsense": 1})
    assert not validator.is_valid(values.marketplace(ModelApprovalStatus="Approved"))
    assert not validator.is_valid(values.package(ModelPackageGroupName="-"))


def test_a_former_name_is_told_with_file_and_line(tmp_path: Path) -> None:
    path = written(tmp_path, f"{GOOD}Environment:\n  LOG: info\n")
    with pytest.warns(FormerNameWarning) as told:
        load_spec(path)
    (warning,) = told
    assert (warning.filename, warning.lineno) == (str(path), 17)
