"""What a package's own fields decide together, on both sides: docs/rules.md has the sources."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from cdk_model_packages.errors import one_line
from cdk_model_packages.spec import (
    AlgorithmSpec,
    FormerNameWarning,
    HyperParameterSpecification,
    MarketplaceModelPackageSpec,
    ModelPackageSpec,
    Spec,
)
from cdk_model_packages.spec.refusal import Refusing
from tests.spec import values

ARN = "arn:aws:sagemaker:eu-west-1:123456789012:model-package/digits/3"
CHOICE = {"CategoricalParameterRangeSpecification": {"Values": ["a"]}}
ALGORITHM = values.algorithm_source()
INFERENCE = "InferenceSpecification"
MODEL = "arn:aws:sagemaker:eu-west-1:123456789012:model/digits"


def without(document: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in document.items() if name not in names}


def training(**change: Any) -> dict[str, Any]:
    return values.algorithm(TrainingSpecification={**values.algorithm()["TrainingSpecification"], **change})


def parameter(**change: Any) -> dict[str, Any]:
    return training(SupportedHyperParameters=[{"Name": "depth", "Type": "Integer", **change}])


def bounds(least: str, most: str) -> dict[str, Any]:
    return {"IntegerParameterRangeSpecification": {"MinValue": least, "MaxValue": most}}


def range_of(kind: str) -> dict[str, Any]:
    return {f"{kind}ParameterRangeSpecification": {"MinValue": "1", "MaxValue": "9"}}


def many(count: int, prefix: str) -> list[dict[str, Any]]:
    return [values.additional(f"{prefix}{index}") for index in range(count)]


with_source = values.inference(
    Containers=[{**without(values.container(), "ModelDataUrl"), "ModelDataSource": values.source()}]
)

GOOD_AND_BAD = [
    ("MP-008", ModelPackageSpec, values.package(), values.package(SourceAlgorithmSpecification=ALGORITHM)),
    ("MP-009", ModelPackageSpec, values.clone(MODEL), values.clone("s3://bucket/model")),
    ("MP-009", ModelPackageSpec, values.package_from_algorithm(), without(values.clone(), "SourceUri")),
    ("MP-009", MarketplaceModelPackageSpec, values.marketplace(), without(values.marketplace(), INFERENCE)),
    ("MP-010", ModelPackageSpec, values.clone(), values.package(SourceUri=ARN)),
    (
        "MP-027",
        ModelPackageSpec,
        values.package(MetadataProperties={"CommitId": "one line"}),
        values.package(MetadataProperties={"CommitId": "two\nlines"}),
    ),
    (
        "MP-021",
        ModelPackageSpec,
        values.package(
            AdditionalInferenceSpecifications=many(8, "a"), AdditionalInferenceSpecificationsToAdd=many(7, "b")
        ),
        values.package(
            AdditionalInferenceSpecifications=many(8, "a"), AdditionalInferenceSpecificationsToAdd=many(8, "b")
        ),
    ),
    (
        "MP-022",
        ModelPackageSpec,
        values.package(AdditionalInferenceSpecificationsToAdd=[values.additional("GPU")]),
        values.package(AdditionalInferenceSpecificationsToAdd=[values.additional("gpu")]),
    ),
    (
        "MP-007",
        MarketplaceModelPackageSpec,
        values.marketplace(),
        values.marketplace(InferenceSpecification=values.inference(SupportedRealtimeInferenceInstanceTypes=[])),
    ),
    (
        "MP-007",
        MarketplaceModelPackageSpec,
        values.marketplace(),
        values.marketplace(
            InferenceSpecification=without(values.inference(), "SupportedTransformInstanceTypes"),
            ValidationSpecification=None,
            CertifyForMarketplace=False,
        ),
    ),
    (
        "MP-013",
        MarketplaceModelPackageSpec,
        values.marketplace(CertifyForMarketplace=False, ValidationSpecification=None),
        values.marketplace(
            CertifyForMarketplace=False, ValidationSpecification=None, InferenceSpecification=with_source
        ),
    ),
    (
        "MK-001",
        MarketplaceModelPackageSpec,
        values.marketplace(ValidationSpecification=None, CertifyForMarketplace=False),
        values.marketplace(ValidationSpecification=None),
    ),
    (
        "VP-016",
        MarketplaceModelPackageSpec,
        values.marketplace(SkipModelValidation="All", CertifyForMarketplace=False),
        values.marketplace(SkipModelValidation="All"),
    ),
    (
        "MP-025",
        MarketplaceModelPackageSpec,
        values.marketplace(Tags=[{"Key": "a", "Value": ""}, {"Key": "A", "Value": ""}]),
        values.marketplace(Tags=[{"Key": "a", "Value": ""}, {"Key": "a", "Value": "b"}]),
    ),
    (
        "MP-025",
        MarketplaceModelPackageSpec,
        values.marketplace(Tags=[{"Key": "awsome:x", "Value": ""}]),
        values.marketplace(Tags=[{"Key": "aws:x", "Value": ""}]),
    ),
    (
        "AL-006",
        ModelPackageSpec,
        values.package_from_algorithm(),
        {**values.package_from_algorithm(), "SourceAlgorithmSpecification": values.algorithm_source(ModelDataUrl="s3://b/m")},
    ),
    ("AL-003", AlgorithmSpec, parameter(IsRequired=True), parameter(IsRequired=True, DefaultValue="3")),
    ("AL-004", AlgorithmSpec, parameter(Range=range_of("Integer")), parameter(Range=range_of("Continuous"))),
    (
        "AL-004",
        AlgorithmSpec,
        parameter(Type="FreeText"),
        parameter(Type="FreeText", Range=range_of("Integer")),
    ),
    (
        "AL-008",
        AlgorithmSpec,
        parameter(Range=bounds("1", "1"), DefaultValue="1"),
        parameter(Range=bounds("2", "1")),
    ),
    ("AL-008", AlgorithmSpec, parameter(Range=bounds("-1", "9" * 256)), parameter(Range=bounds("1.5", "9"))),
    ("AL-008", AlgorithmSpec, parameter(DefaultValue="1"), parameter(DefaultValue="one")),
    ("AL-008", AlgorithmSpec, parameter(DefaultValue="10"), parameter(DefaultValue="1_0")),
    (
        "AL-008",
        AlgorithmSpec,
        parameter(Type="Continuous", DefaultValue="1e308"),
        parameter(Type="Continuous", DefaultValue="nan"),
    ),
    (
        "AL-008",
        AlgorithmSpec,
        parameter(Type="Continuous", DefaultValue="-1e308"),
        parameter(Type="Continuous", DefaultValue="inf"),
    ),
    (
        "AL-008",
        AlgorithmSpec,
        parameter(Range=bounds("1", "9"), DefaultValue="9"),
        parameter(Range=bounds("1", "9"), DefaultValue="10"),
    ),
    (
        "AL-008",
        AlgorithmSpec,
        parameter(Type="Categorical", Range=CHOICE, DefaultValue="a"),
        parameter(Type="Categorical", Range=CHOICE, DefaultValue="b"),
    ),
    ("SPEC-001", AlgorithmSpec, parameter(Range=bounds("1", "9" * 256)), parameter(Range=bounds("1", "9" * 257))),
    (
        "SPEC-001",
        AlgorithmSpec,
        parameter(Type="FreeText", DefaultValue="x" * 2500),
        parameter(Type="FreeText", DefaultValue="x" * 2501),
    ),
    (
        "AL-005",
        AlgorithmSpec,
        training(SupportedTuningJobObjectiveMetrics=[{"Type": "Minimize", "MetricName": "auc"}]),
        training(SupportedTuningJobObjectiveMetrics=[{"Type": "Minimize", "MetricName": "loss"}]),
    ),
    (
        "SPEC-001",
        AlgorithmSpec,
        values.algorithm(),
        training(TrainingChannels=values.algorithm()["TrainingSpecification"]["TrainingChannels"] * 2),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "kind", "good", "bad"),
    [pytest.param(*case, id=f"{case[0]}-{number}") for number, case in enumerate(GOOD_AND_BAD)],
)
def test_both_sides_of_a_rule(code: str, kind: type[Spec], good: dict[str, Any], bad: dict[str, Any]) -> None:
    kind.model_validate(good)
    with pytest.raises(ValidationError) as caught:
        kind.model_validate(bad)
    message = one_line(caught.value)
    assert f"[{code}]" in message
    assert "\n" not in message


def refusing(kind: type[Refusing]) -> set[type[Refusing]]:
    return {kind}.union(*(refusing(child) for child in kind.__subclasses__()))


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        pytest.param(kind, name, id=f"{kind.__name__}-{name}")
        for kind in sorted(refusing(Refusing), key=lambda one: one.__name__)
        for name in kind.refused
    ],
)
def test_a_name_that_is_no_input_is_refused_with_a_sentence(kind: type[Refusing], name: str) -> None:
    refusal = kind.refused[name]
    with pytest.raises(ValidationError) as caught:
        kind.model_validate({name: "x"})
    message = one_line(caught.value)
    assert f"{name}='x'" in message
    assert refusal.since in message
    assert refusal.instead in message
    assert f"[{refusal.code}]" in message
    assert name not in {field.alias for field in kind.model_fields.values()}


def test_our_own_spelling_is_refused_as_well() -> None:
    with pytest.raises(ValidationError, match="MP-018"):
        ModelPackageSpec.model_validate({"created_by": "me"})


def test_a_former_environment_is_that_of_each_container() -> None:
    containers = [values.container(), values.container(ContainerHostname="b", Environment={"LOG_LEVEL": "debug"})]
    document = values.package(
        InferenceSpecification=values.inference(Containers=containers),
        Environment={"LOG_LEVEL": "none", "THREADS": "2"},
    )
    with pytest.warns(FormerNameWarning, match="Environment is a name of the 2022 reference"):
        made = ModelPackageSpec.model_validate(document)
    found = [container["Environment"] for container in made.properties()["InferenceSpecification"]["Containers"]]
    assert found == [{"LOG_LEVEL": "info", "THREADS": "2"}, {"LOG_LEVEL": "debug", "THREADS": "2"}]


def test_a_former_additional_specification_is_the_first_of_the_list() -> None:
    document = values.package(AdditionalInferenceSpecificationDefinition=values.additional("first"))
    with pytest.warns(FormerNameWarning, match=r"AdditionalInferenceSpecifications\[0\]"):
        made = ModelPackageSpec.model_validate(document)
    assert [one.name for one in made.additional_inference_specifications or ()] == ["first", "gpu"]


def test_a_hyper_parameter_has_the_range_of_its_type() -> None:
    made = [
        HyperParameterSpecification.integer("a", 1, 9, default_value="3"),
        HyperParameterSpecification.continuous("b", 0.1, 1.0, is_tunable=True),
        HyperParameterSpecification.categorical("c", "x", "y"),
        HyperParameterSpecification.free_text("d", is_required=True),
    ]
    assert [one.properties() for one in made] == [
        {"Name": "a", "Type": "Integer", "Range": range_of("Integer"), "DefaultValue": "3"},
        {
            "Name": "b",
            "Type": "Continuous",
            "Range": {"ContinuousParameterRangeSpecification": {"MinValue": "0.1", "MaxValue": "1.0"}},
            "IsTunable": True,
        },
        {
            "Name": "c",
            "Type": "Categorical",
            "Range": {"CategoricalParameterRangeSpecification": {"Values": ["x", "y"]}},
        },
        {"Name": "d", "Type": "FreeText", "IsRequired": True},
    ]


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(values.package_from_algorithm(Environment={"A": "1"}), id="no-container"),
        pytest.param(values.package(Environment=["A"]), id="no-map"),
        pytest.param(
            {**values.package(Environment={"A": "1"}), "InferenceSpecification": ModelPackageSpec.model_validate(
                values.package()).inference_specification}, id="an-object",
        ),
    ],
)  # fmt: skip
def test_a_former_environment_that_no_container_can_take_is_refused(document: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        ModelPackageSpec.model_validate(document)
    assert "[MP-018]" in one_line(caught.value)


def test_all_refused_names_are_told_in_their_order_with_all_else() -> None:
    document = values.package(CreatedBy="me", LastModifiedBy="you", ModelApprovalStatus="approved", Environmnt={})
    with pytest.raises(ValidationError) as caught:
        ModelPackageSpec.model_validate(document)
    places = [found["loc"][0] for found in caught.value.errors()]
    assert places[:2] == ["CreatedBy", "LastModifiedBy"]
    assert set(places[2:]) == {"ModelApprovalStatus", "Environmnt"}
