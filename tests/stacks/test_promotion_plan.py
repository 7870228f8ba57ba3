"""What becomes of each property in another environment: nothing is dropped, nothing is wrong silently."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, get_args

import aws_cdk as cdk
import pytest
from hypothesis import HealthCheck, given, settings
from pydantic import BaseModel

from cdk_model_packages import InstanceType, ModelApprovalStatus, SpecError
from cdk_model_packages.spec import ModelPackageSpec
from stacks import PromotionEnvironment, PromotionError
from stacks.promotion.promotion_plan import KEPT_AS_THEY_ARE, LONGEST_KEY, plan_promotion
from stacks.promotion.spec_leaves import leaves
from tests.spec import strategies, values
from tests.stacks.promotions import AWAY, DIGEST, HOME, OUTPUT, OWN, PINNED, ROLE, SAMPLES, away, small

IMAGE = "InferenceSpecification.Containers[0].Image"
MODEL = "InferenceSpecification.Containers[0].ModelDataUrl"
OBJECT = values.source(S3Uri="s3://bucket/model.tar.gz", S3DataType="S3Object", CompressionType="Gzip")
AS_OBJECT = values.inference(Containers=[{**values.container(ModelDataSource=OBJECT), "ModelDataUrl": None}])
CLONED_THERE = "arn:aws:sagemaker:us-east-1:222222222222:model-package/digits/1"
VARIANTS: list[Any] = [
    pytest.param(values.package(), {}, id="containers"),
    pytest.param(
        values.package(
            InferenceSpecification=AS_OBJECT,
            AdditionalInferenceSpecifications=[{**values.additional(), **AS_OBJECT}],
            AdditionalInferenceSpecificationsToAdd=[{**values.additional("cpu"), **AS_OBJECT}],
            ValidationSpecification=None,
        ),
        {},
        id="model-data-source",
    ),
    pytest.param(values.package_from_algorithm(), {}, id="algorithm"),
    pytest.param(values.clone(), {"SourceUri": CLONED_THERE}, id="clone"),
    pytest.param(
        values.package_from_algorithm(SourceUri="https://git.example.com/digits/runs/7"), {}, id="algorithm-and-source"
    ),
]
"""Together they have every field; see below."""


def environment(value: ModelPackageSpec, **own: str | None) -> PromotionEnvironment:
    """An environment that gives what it must."""
    known = {leaf.path for leaf in leaves(value)}
    return away(values={path: new for path, new in (OWN | own).items() if path in known})


@pytest.mark.parametrize(("content", "own"), VARIANTS)
def test_every_property_is_the_same_or_rewritten_by_a_rule(content: dict[str, Any], own: dict[str, str]) -> None:
    value = ModelPackageSpec.model_validate(content)
    there = environment(value, **own)
    plan = plan_promotion(value, there, None)
    copies = {path: f"COPY OF {path}" for path in (*plan.objects, *plan.images)}
    after = {leaf.path: leaf.value for leaf in leaves(plan.with_copies(copies))}
    before = {leaf.path: leaf.value for leaf in leaves(value)}
    assert after.keys() == before.keys()
    for path, old in before.items():
        if path in there.values:
            assert after[path] == there.values[path]
        elif path == "ModelApprovalStatus":
            assert (old, after[path]) == ("Approved", "PendingManualApproval")
        elif path.endswith(".Image") or re.match("s3://", str(old)):
            assert after[path] == f"COPY OF {path}"
        else:
            assert after[path] == old, path


def test_these_packages_have_every_field_that_there_is() -> None:
    """A new property makes this fail until tests/spec/values.py has it: then the test above looks at it."""
    every = (leaf for variant in VARIANTS for leaf in leaves(ModelPackageSpec.model_validate(variant.values[0])))
    reached = {re.sub(r"\[\d+\]", "", leaf.path) for leaf in every if leaf.value is not None}
    for path in fields(ModelPackageSpec):
        assert any(f"{one}.".startswith(f"{path}.") for one in reached), path


def fields(model: type[BaseModel], above: str = "") -> Iterator[str]:
    """Every field of a spec, and of the specs in it."""
    for name, field in model.model_fields.items():
        path = f"{above}{field.alias or name}"
        yield path
        for part in () if path in KEPT_AS_THEY_ARE else specs_in(field.annotation):
            yield from fields(part, f"{path}.")


def specs_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The specs that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from specs_in(part)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(strategies.packages())
def test_any_package_is_refused_or_complete(content: dict[str, Any]) -> None:
    value = ModelPackageSpec.model_validate(content)
    before = {leaf.path: leaf.value for leaf in leaves(value)}
    try:
        plan = plan_promotion(value, away(), None)
    except PromotionError as error:
        named = [line.partition("=")[0] for line in str(error).splitlines()]
        assert set(named) <= before.keys()
        plan = plan_promotion(value, away(values=dict.fromkeys(named) | given_for(named)), None)
        before |= dict.fromkeys(named) | given_for(named)
    copied = {*plan.objects, *plan.images, "ModelApprovalStatus"}
    after = {leaf.path: leaf.value for leaf in leaves(plan.value)}
    assert {path: new for path, new in after.items() if path not in copied} == {
        path: old for path, old in before.items() if path not in copied
    }


COPY = "arn:aws:sagemaker:us-east-1:222222222222:model-package/digits/3"


def given_for(paths: list[str]) -> dict[str, str]:
    """A value of the environment for what cannot be left out."""
    given = {"SourceUri": COPY, "SecurityConfig.KmsKeyId": "alias/packages"}
    given |= {path: "s3://prod/given/" for path in paths if path.endswith(".S3Uri")}
    return {path: value for path, value in given.items() if path in paths}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(
            {"ValidationSpecification": values.validation()},
            f"{ROLE}='arn:aws:iam::123456789012:role/Validation': must be an ARN of environment 'prod' "
            f"(222222222222, us-east-1); give values={{'{ROLE}': ...}} (None: one is made) [PROM-001]",
            id="role",
        ),
        pytest.param({"ValidationSpecification": values.validation()},
                     f"{OUTPUT}='s3://bucket/out/': must be in a bucket", id="output"),
        pytest.param({"SecurityConfig": {"KmsKeyId": "0123abcd-0123-abcd"}},
                     "SecurityConfig.KmsKeyId='0123abcd-0123-abcd': must be a key of environment 'prod'", id="key-id"),
        pytest.param({"SecurityConfig": {"KmsKeyId": "arn:aws:kms:us-east-1:123456789012:key/a"}},
                     "SecurityConfig.KmsKeyId='arn:aws:kms:us-east-1:123456789012:key/a': must be an ARN",
                     id="key-arn"),
        pytest.param({"ModelPackageGroupName": "arn:aws:sagemaker:us-east-1:123456789012:model-package-group/digits"},
                     "ModelPackageGroupName='arn:aws:sagemaker:us-east-1:123456789012:model-package-group/digits'",
                     id="group-of-another-account"),
        pytest.param({"ModelPackageGroupName": "arn:aws:sagemaker:eu-west-1:222222222222:model-package-group/digits"},
                     "must be an ARN of environment 'prod' (222222222222, us-east-1)", id="group-of-another-region"),
    ],
)  # fmt: skip
def test_what_is_bound_to_an_account_or_region_must_be_given(change: dict[str, Any], told: str) -> None:
    with pytest.raises(PromotionError, match=re.escape(told)):
        plan_promotion(small(**change), away(), None)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"SecurityConfig": {"KmsKeyId": "alias/packages"}}, id="alias"),
        pytest.param({"SecurityConfig": {"KmsKeyId": "arn:aws:kms:us-east-1:222222222222:key/a"}}, id="key-there"),
        pytest.param({"ModelPackageGroupName": "arn:aws:sagemaker:us-east-1:222222222222:model-package-group/digits"},
                     id="group-there"),
        pytest.param({"MetadataProperties": {"GeneratedBy": "arn:aws:sagemaker:eu-west-1:123456789012:pipeline/p"}},
                     id="record-of-origin"),
        pytest.param({"CustomerMetadataProperties": {"data": "s3://bucket/data/"}}, id="customer-metadata"),
        pytest.param({"SamplePayloadUrl": f"s3://models-{cdk.Aws.REGION}/payload.tar.gz"}, id="token"),
    ],
)  # fmt: skip
def test_what_is_true_everywhere_is_kept(change: dict[str, Any]) -> None:
    value = small(**change)
    plan = plan_promotion(value, away(), None)
    assert plan.value == value
    assert set(plan.objects) == {MODEL}


def test_every_finding_is_told_at_once() -> None:
    with pytest.raises(PromotionError) as caught:
        plan_promotion(ModelPackageSpec.model_validate(values.package()), away(), None)
    assert [line.partition("=")[0] for line in str(caught.value).splitlines()] == sorted([SAMPLES, OUTPUT, ROLE])


@pytest.mark.parametrize(
    ("uri", "copied"),
    [
        pytest.param("s3://b/" + "k" * (LONGEST_KEY - 2 - 7) + ".tar.gz", True, id="longest-key"),
        pytest.param("s3://b/" + "k" * (LONGEST_KEY - 2 - 6) + ".tar.gz", False, id="one-past"),
    ],
)
def test_a_copy_keeps_within_a_uri(uri: str, copied: bool) -> None:
    value = small(SamplePayloadUrl=uri)
    if copied:
        assert "SamplePayloadUrl" in plan_promotion(value, away(), None).objects
    else:
        with pytest.raises(PromotionError, match="PROM-003"):
            plan_promotion(value, away(), None)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        pytest.param({"S3Uri": "s3://bucket/in/"}, "must be one object", id="prefix"),
        pytest.param({"S3Uri": "s3://bucket/in/a.csv"}, "must be one object", id="prefix-that-looks-like-an-object"),
        pytest.param({"S3Uri": "s3://bucket/in.manifest", "S3DataType": "ManifestFile"}, "must be one object",
                     id="manifest"),
    ],
)  # fmt: skip
def test_what_is_not_one_object_is_refused(source: dict[str, str], told: str) -> None:
    job = values.job(TransformInput={"DataSource": {"S3DataSource": source}}, TransformOutput={})
    validation = {"ValidationProfiles": [{"ProfileName": "smoke", "TransformJobDefinition": job}]}
    with pytest.raises(PromotionError, match=re.escape(f"{SAMPLES}='{source['S3Uri']}': {told}")) as caught:
        plan_promotion(small(ValidationSpecification=validation), away(), None)
    assert "PROM-003" in str(caught.value)
    assert "./samples" in str(caught.value)


def with_image(image: str, digest: str | None = None) -> ModelPackageSpec:
    container = {"Image": image, **({"ImageDigest": digest} if digest else {})}
    return small(InferenceSpecification=values.inference(Containers=[container]))


@pytest.mark.parametrize(
    ("image", "digest"),
    [
        pytest.param(PINNED, None, id="by-digest"),
        pytest.param(PINNED.partition("@")[0], DIGEST, id="latest-with-digest"),
        pytest.param(PINNED.replace("@", ":7@"), None, id="tag-and-digest"),
        pytest.param(PINNED.partition("@")[0] + ":7", DIGEST.upper(), id="tag-with-digest"),
    ],
)
def test_an_image_is_copied_by_its_digest(image: str, digest: str | None) -> None:
    copied = plan_promotion(with_image(image, digest), away(), None).images[IMAGE]
    assert (copied.account, copied.region, copied.repository) == ("123456789012", "eu-west-1", "team/digits")
    assert (copied.tag, copied.digest) == (None, DIGEST)


@pytest.mark.parametrize("image", [PINNED.partition("@")[0] + ":7", "digits:7", f"digits@{DIGEST}"])
def test_an_image_that_may_be_another_one_tomorrow_is_refused(image: str) -> None:
    with pytest.raises(PromotionError, match=r"pin it with `model-packages image pin` \[PROM-002\]"):
        plan_promotion(with_image(image), away(), None)


def test_an_image_without_a_registry_is_the_sources() -> None:
    copied = plan_promotion(with_image(f"digits@{DIGEST}"), away(), HOME).images[IMAGE]
    assert copied.registry == "123456789012.dkr.ecr.eu-west-1.amazonaws.com"


@pytest.mark.parametrize(
    "image",
    ["222222222222.dkr.ecr.us-east-1.amazonaws.com/digits:7", "registry.example.com/digits:7", "./server",
     "dlc:pytorch:2.6.0:cpu"],
)  # fmt: skip
def test_an_image_that_is_there_is_not_copied(image: str) -> None:
    plan = plan_promotion(with_image(image), away(), None)
    assert not plan.images
    assert plan.value == with_image(image)


def test_an_image_of_aws_is_that_of_the_region() -> None:
    image = "683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3"
    plan = plan_promotion(with_image(image), away(env=HOME), None)
    inference = plan.value.inference_specification
    assert inference is not None
    there = "141502667606.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-scikit-learn:1.2-1-cpu-py3"
    assert inference.containers[0].image == there
    assert not plan.images


def test_a_variable_that_names_an_object_is_copied() -> None:
    """Whatever it is called: only fields of the service have a meaning by their name."""
    variables = {"SAGEMAKER_SUBMIT_DIRECTORY": "s3://models/code.tar.gz", "Image": "digits:7", "KmsKeyId": "a"}
    container = {"Image": PINNED, "Environment": variables}
    plan = plan_promotion(small(InferenceSpecification=values.inference(Containers=[container])), away(), None)
    path = "InferenceSpecification.Containers[0].Environment.SAGEMAKER_SUBMIT_DIRECTORY"
    assert {path: (place.bucket_name, place.key) for path, place in plan.objects.items()} == {
        path: ("models", "code.tar.gz")
    }
    copied = plan.with_copies({path: "s3://prod/code.tar.gz"}).inference_specification
    assert copied is not None
    assert copied.containers[0].environment == variables | {"SAGEMAKER_SUBMIT_DIRECTORY": "s3://prod/code.tar.gz"}


CHINA = cdk.Environment(account="222222222222", region="cn-north-1")


@pytest.mark.parametrize(
    ("env", "source", "refused"),
    [
        pytest.param(CHINA, HOME, [IMAGE, MODEL], id="aws-to-aws-cn"),
        pytest.param(CHINA, None, [IMAGE], id="objects-may-be-anywhere"),
        pytest.param(cdk.Environment(account="222222222222", region="us-gov-west-1"), HOME, [IMAGE, MODEL],
                     id="aws-to-aws-us-gov"),
        pytest.param(AWAY, HOME, [], id="one-partition"),
    ],
)  # fmt: skip
def test_nothing_is_copied_between_partitions(
    env: cdk.Environment, source: cdk.Environment | None, refused: list[str]
) -> None:
    if not refused:
        assert plan_promotion(small(), away(env=env), source)
        return
    with pytest.raises(PromotionError) as caught:
        plan_promotion(small(), away(env=env), source)
    lines = str(caught.value).splitlines()
    assert [line.partition("=")[0] for line in lines] == refused
    for line, path in zip(lines, refused, strict=True):
        assert re.search(
            r"must be in partition aws-(cn|us-gov) of environment 'prod', not in aws, from where nothing is copied; "
            rf"copy it yourself, and give values={{'{re.escape(path)}': ...}} \[PROM-005\]$",
            line,
        )
    given = {IMAGE: "digits:7", MODEL: "s3://there/model.tar.gz"}
    plan = plan_promotion(small(), away(env=env, values={path: given[path] for path in refused}), source)
    assert plan.images == {}
    assert set(plan.objects) == {IMAGE, MODEL} - {IMAGE, *refused}


def test_what_is_not_copied_goes_to_any_partition() -> None:
    container = {"Image": "./server", "ModelDataUrl": "./model"}
    value = small(InferenceSpecification=values.inference(Containers=[container]))
    plan = plan_promotion(value, away(env=CHINA), HOME)
    assert (plan.value, plan.objects, plan.images) == (value, {}, {})


def test_the_sources_own_environment_uses_its_objects() -> None:
    value = ModelPackageSpec.model_validate(values.package())
    plan = plan_promotion(value, away(env=HOME, approval=ModelApprovalStatus.APPROVED), HOME)
    assert plan.value == value
    assert (plan.objects, plan.images) == ({}, {})


def test_what_an_environment_gives_comes_before_all_else() -> None:
    types = "InferenceSpecification.SupportedTransformInstanceTypes[0]"
    given = {
        "ModelApprovalStatus": "Rejected",
        types: "ml.c5.xlarge",
        MODEL: "s3://elsewhere/model.tar.gz",
        IMAGE: "digits:7",
    }
    plan = plan_promotion(small(), away(approval=ModelApprovalStatus.APPROVED, values=given), None)
    after = {leaf.path: leaf.value for leaf in leaves(plan.value)}
    assert {path: after[path] for path in given} == given
    assert isinstance(after[types], InstanceType)
    assert (plan.objects, plan.images) == ({}, {})


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({"ValidationSpecification.ValidationRol": None}, r"must be a property that the package has.*PROM-004"),
        ({IMAGE: "with space"}, r"environment 'prod': .*Image='with space'.*CT-010"),
    ],
)
def test_what_an_environment_gives_must_fit(own: dict[str, str | None], told: str) -> None:
    with pytest.raises(PromotionError, match=told):
        plan_promotion(small(), away(values=own), None)


@pytest.mark.parametrize(
    ("make", "need"),
    [
        (lambda: away("a" * 40), None),
        (lambda: away("a" * 41), "1 to 40 letters"),
        (lambda: away("1prod"), "1 to 40 letters"),
        (lambda: away(env=cdk.Environment(account="123", region="us-east-1")), "12 digits"),
        (lambda: away(env=cdk.Environment(region="us-east-1")), "12 digits"),
        (lambda: away(env=cdk.Environment(account=AWAY.account)), "a region like"),
        (lambda: away(env=cdk.Environment(account=AWAY.account, region=cdk.Aws.REGION)), "a region like"),
    ],
)
def test_an_environment_is_known(make: Callable[[], PromotionEnvironment], need: str | None) -> None:
    if need is None:
        assert make()
        return
    with pytest.raises(SpecError, match=f"{need}.*PROM-004"):
        make()
