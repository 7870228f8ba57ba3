"""Any valid spec renders to a template that AWS's engine and cfn-lint accept, and comes back as it was."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import cfnlint.api
import pytest
from cloudformation_validate import CompositeEngine, Severity, TemplateContent
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from cdk_model_packages.registry.l1 import l1
from cdk_model_packages.spec import MarketplaceModelPackageSpec, ModelPackageSpec, Spec, load_spec
from tests.spec.strategies import marketplace_packages, packages

ANY_TIME = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


ANY = st.one_of(packages(), marketplace_packages())


def value_of(package: dict[str, Any]) -> Spec:
    kind = ModelPackageSpec if "ModelPackageGroupName" in package else MarketplaceModelPackageSpec
    return kind.model_validate(package)


def template_of(properties: dict[str, Any]) -> str:
    resources = {"Package": {"Type": "AWS::SageMaker::ModelPackage", "Properties": properties}}
    return json.dumps({"Resources": resources}, ensure_ascii=False)  # cfn-lint reads no surrogate pairs


@cache
def engine() -> CompositeEngine:
    return CompositeEngine()


@settings(ANY_TIME, max_examples=150)
@given(package=ANY)
def test_the_engine_accepts_any_valid_spec(package: dict[str, Any]) -> None:
    properties = value_of(package).properties()
    report = engine().validate_template(TemplateContent(template_of(properties), name="template.json"))
    refused = [found for found in report.diagnostics if found.severity.value >= Severity.WARN.value]
    # A copy is of another account, or may be: its ARN is written out (W9013).
    refused = [found for found in refused if found.rule_id != "W9013"]
    assert [f"{found.rule_id} {found.message} {found.property_path}" for found in refused] == []


@pytest.mark.slow
@settings(ANY_TIME, max_examples=25, phases=[Phase.explicit, Phase.generate])  # it is slow: no shrinking
@given(package=ANY)
def test_cfn_lint_accepts_any_valid_spec(package: dict[str, Any]) -> None:
    properties = value_of(package).properties()
    found = cfnlint.api.lint(template_of(properties), regions=["us-east-1"])
    assert [f"{match.rule.id} {match.message}" for match in found if match.rule.id.startswith("E")] == []


@settings(ANY_TIME, max_examples=100)
@given(package=ANY)
def test_nothing_is_lost_on_the_way(package: dict[str, Any]) -> None:
    value = value_of(package)
    assert value.properties() == json.loads(json.dumps(package))
    assert value_of(value.properties()) == value
    assert len(json.dumps(l1(value))) == len(json.dumps(value.properties())), "the L1's names differ in case only"


@settings(ANY_TIME, max_examples=50)
@given(package=ANY)
def test_a_file_holds_any_valid_spec(package: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    value = value_of(package)
    path = tmp_path_factory.mktemp("spec") / "model-package.yaml"
    with path.open("w", encoding="utf-8") as file:
        YAML().dump(value.properties(), file)
    assert load_spec(path) == value
