"""A version: retained, without tags, after its group, and new when the service cannot update it."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_sagemaker as sagemaker
from aws_cdk.assertions import Annotations, Match, Template
from pydantic import ValidationError

from cdk_model_packages import (
    AdditionalInferenceSpecification,
    Container,
    InferenceImage,
    ModelApprovalStatus,
    ModelArtifact,
    ModelCardContent,
    ModelCardStatus,
    ModelOverview,
    ModelPackage,
    ModelPackageGroup,
    PackageModelCard,
    SampleData,
    SkipModelValidation,
    SpecError,
    ValidationProfile,
    load_spec,
    spec,
)
from cdk_model_packages.registry.props import ModelPackageProps
from tests.registry.packages import IMAGE, model_folder, samples_folder, version, version_props
from tests.spec import values

PACKAGE = "AWS::SageMaker::ModelPackage"


def package_of(stack: cdk.Stack) -> tuple[str, dict]:
    ((logical_id, resource),) = Template.from_stack(stack).find_resources(PACKAGE).items()
    return logical_id, resource


def test_a_small_version(stack: cdk.Stack) -> None:
    version(stack)
    _, resource = package_of(stack)
    assert resource["Properties"] == {
        "ModelPackageGroupName": "digits",
        "ModelApprovalStatus": "PendingManualApproval",
        "InferenceSpecification": {
            "Containers": [
                {"Image": IMAGE, "ImageDigest": IMAGE.partition("@")[2], "ModelDataUrl": "s3://bucket/m.tar.gz"}
            ],
            "SupportedContentTypes": ["text/csv"],
            "SupportedResponseMIMETypes": ["text/csv"],
            "SupportedTransformInstanceTypes": ["ml.m5.large"],
        },
    }


@pytest.mark.parametrize("door", ["group", "elsewhere", "imported-group"])
def test_a_version_is_retained_by_default(stack: cdk.Stack, door: str) -> None:
    if door == "group":
        version(stack)
    elif door == "elsewhere":
        group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
        ModelPackage(stack, "Version", model_package_group=group, **version_props())
    else:
        group = ModelPackageGroup.from_model_package_group_name(stack, "Group", "digits")
        group.add_version("Version", **version_props())
    _, resource = package_of(stack)
    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")


def test_a_version_can_be_given_up(stack: cdk.Stack) -> None:
    version(stack, removal_policy=cdk.RemovalPolicy.DESTROY)
    _, resource = package_of(stack)
    assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("Delete", "Delete")


def test_tags_reach_the_group_and_never_a_version(app: cdk.App, stack: cdk.Stack) -> None:
    version(stack)
    cdk.Tags.of(app).add("team", "vision")
    template = Template.from_stack(stack)
    template.has_resource_properties(
        "AWS::SageMaker::ModelPackageGroup", {"Tags": [{"Key": "team", "Value": "vision"}]}
    )
    template.has_resource_properties(PACKAGE, {"Tags": Match.absent()})


def test_a_version_comes_after_its_group(stack: cdk.Stack) -> None:
    version(stack)
    _, resource = package_of(stack)
    (group,) = Template.from_stack(stack).find_resources("AWS::SageMaker::ModelPackageGroup")
    assert resource["DependsOn"] == [group]


def test_what_the_service_cannot_update_makes_a_new_resource() -> None:
    def logical_id(**change: object) -> str:
        stack = cdk.Stack(cdk.App(builtin_cloud_formation_validation=False), "Stack")
        version(stack, **change)
        return package_of(stack)[0]

    plain = logical_id()
    assert logical_id(model_approval_status=ModelApprovalStatus.APPROVED) == plain  # in place
    assert logical_id(customer_metadata_properties={"a": "b"}) == plain  # in place
    skipping = logical_id(skip_model_validation=SkipModelValidation.ALL)
    assert skipping.startswith(plain)
    assert len({plain, skipping, logical_id(skip_model_validation=SkipModelValidation.NONE)}) == 3


def test_a_validated_version(stack: cdk.Stack, tmp_path: Path) -> None:
    version(
        stack,
        containers=[
            Container(
                image=InferenceImage.from_uri(IMAGE), model_data=ModelArtifact.from_directory(model_folder(tmp_path))
            )
        ],
        validation=ValidationProfile(
            "smoke", samples=SampleData.from_directory(samples_folder(tmp_path)), instance_type="ml.m5.large"
        ),
    )
    _, resource = package_of(stack)
    (role,) = Template.from_stack(stack).find_resources("AWS::IAM::Role")
    (policy,) = Template.from_stack(stack).find_resources("AWS::IAM::Policy")
    validation = resource["Properties"]["ValidationSpecification"]
    assert validation["ValidationRole"] == {"Fn::GetAtt": [role, "Arn"]}
    assert policy in resource["DependsOn"], "the job starts at once: what it may do must be there before"


def test_a_validation_on_an_unsupported_type_is_refused(stack: cdk.Stack, tmp_path: Path) -> None:
    samples = SampleData.from_directory(samples_folder(tmp_path))
    with pytest.raises(ValidationError, match="IT-004"):
        version(stack, validation=ValidationProfile("smoke", samples=samples, instance_type="ml.m5.xlarge"))


def test_uncompressed_data_cannot_be_validated(stack: cdk.Stack, tmp_path: Path) -> None:
    bucket = cdk.aws_s3.Bucket.from_bucket_name(stack, "Bucket", "models")
    containers = [
        Container(image=InferenceImage.from_uri(IMAGE), model_data=ModelArtifact.from_prefix(bucket, "digits/"))
    ]
    samples = SampleData.from_directory(samples_folder(tmp_path))
    with pytest.raises(ValidationError, match="CT-004"):
        version(
            stack,
            containers=containers,
            validation=ValidationProfile("smoke", samples=samples, instance_type="ml.m5.large"),
        )


def test_a_pipeline_keeps_its_order(stack: cdk.Stack) -> None:
    image = InferenceImage.from_uri(IMAGE)
    version(stack, containers=[Container(image=image, container_hostname=name) for name in ("first", "second")])
    _, resource = package_of(stack)
    containers = resource["Properties"]["InferenceSpecification"]["Containers"]
    assert [container["ContainerHostname"] for container in containers] == ["first", "second"]


def test_the_same_package_by_file_and_by_hand(app: cdk.App, tmp_path: Path) -> None:
    model_folder(tmp_path)
    samples_folder(tmp_path)
    (tmp_path / "model-package.yaml").write_text(
        f"""\
InferenceSpecification:
  Containers:
    - Image: {IMAGE}
      ModelDataUrl: ./model
      Environment: {{LOG_LEVEL: info}}
  SupportedContentTypes: [text/csv]
  SupportedResponseMIMETypes: [text/csv]
  SupportedTransformInstanceTypes: [ml.m5.large]
ValidationSpecification:
  ValidationProfiles:
    - ProfileName: smoke
      TransformJobDefinition:
        TransformInput:
          DataSource: {{S3DataSource: {{S3Uri: ./samples}}}}
          ContentType: text/csv
        TransformResources: {{InstanceType: ml.m5.large}}
ModelApprovalStatus: Approved
CustomerMetadataProperties: {{commit: 0123abc}}
"""
    )
    by_file, by_hand = cdk.Stack(app, "File"), cdk.Stack(app, "Hand", stack_name="File")
    ModelPackage.from_spec(
        by_file,
        "Version",
        model_package_group=ModelPackageGroup(by_file, "Group", model_package_group_name="digits"),
        value=load_spec(tmp_path / "model-package.yaml"),
        folder=tmp_path,
    )
    ModelPackage(
        by_hand,
        "Version",
        model_package_group=ModelPackageGroup(by_hand, "Group", model_package_group_name="digits"),
        containers=[
            Container(
                image=InferenceImage.from_uri(IMAGE),
                model_data=ModelArtifact.from_directory(tmp_path / "model"),
                environment={"LOG_LEVEL": "info"},
            )
        ],
        supported_content_types=["text/csv"],
        supported_response_mime_types=["text/csv"],
        supported_transform_instance_types=["ml.m5.large"],
        validation=ValidationProfile(
            "smoke",
            samples=SampleData.from_directory(tmp_path / "samples"),
            instance_type="ml.m5.large",
            content_type="text/csv",
        ),
        model_approval_status=ModelApprovalStatus.APPROVED,
        customer_metadata_properties={"commit": "0123abc"},
    )

    def comparable(stack: cdk.Stack) -> str:
        return str(Template.from_stack(stack).to_json()).replace("-Hand-", "-File-")

    one, other = comparable(by_file), comparable(by_hand)
    assert one[: one.index("Version-")] == other[: other.index("Version-")]
    assert len(one) == len(other)


def test_a_whole_spec_with_uris_reaches_the_template(stack: cdk.Stack, tmp_path: Path) -> None:
    from cdk_model_packages.spec import ModelPackageSpec

    value = ModelPackageSpec.model_validate(values.package())
    group = ModelPackageGroup.from_model_package_group_name(stack, "Group", "digits")
    ModelPackage.from_spec(stack, "Version", model_package_group=group, value=value, folder=tmp_path)
    _, resource = package_of(stack)
    assert resource["Properties"] == value.properties()


def test_versions_are_referred_to(stack: cdk.Stack) -> None:
    made = version(stack)
    imported = ModelPackage.from_model_package_arn(
        stack, "Imported", "arn:aws:sagemaker:eu-central-1:111122223333:model-package/digits/3"
    )
    assert (imported.env.account, imported.env.region) == ("111122223333", "eu-central-1")
    assert imported.model_package_ref.model_package_arn.endswith("/digits/3")
    cdk.CfnOutput(stack, "Arn", value=made.model_package_arn)
    cdk.CfnOutput(stack, "Status", value=made.model_package_status)
    cdk.CfnOutput(stack, "Created", value=made.creation_time)
    cdk.CfnOutput(stack, "Reference", value=made.model_package_ref.model_package_arn)
    logical_id, _ = package_of(stack)
    outputs = Template.from_stack(stack).find_outputs("*")
    assert {name: output["Value"]["Fn::GetAtt"] for name, output in outputs.items()} == {
        "Arn": [logical_id, "ModelPackageArn"],
        "Status": [logical_id, "ModelPackageStatus"],
        "Created": [logical_id, "CreationTime"],
        "Reference": [logical_id, "ModelPackageArn"],
    }


@pytest.mark.parametrize(
    "arn",
    ["arn:aws:sagemaker:eu-central-1:111122223333:model-package-group/digits", "nonsense:model-package/", "digits/3"],
)
def test_an_arn_of_something_else_is_refused(stack: cdk.Stack, arn: str) -> None:
    with pytest.raises(SpecError, match=r"copy it from the version, not from the group \[MP-015\]"):
        ModelPackage.from_model_package_arn(stack, "Imported", arn)


def test_the_l1_is_the_cdks_own(stack: cdk.Stack) -> None:
    """Escape hatches, tags and cdk-nag look for it."""
    made = version(stack)
    assert isinstance(made.resource, sagemaker.CfnModelPackage)
    assert made.node.default_child is made.resource
    made.resource.add_property_override("Domain", "OTHER")
    assert package_of(stack)[1]["Properties"]["Domain"] == "OTHER"


@pytest.mark.parametrize(
    ("name", "actions"),
    [
        ("grant_read", {"sagemaker:DescribeModelPackage"}),
        ("grant_create_model", {"sagemaker:CreateModel", "sagemaker:DescribeModelPackage"}),
        ("grant_approve", {"sagemaker:UpdateModelPackage", "sagemaker:DescribeModelPackage"}),
    ],
)
def test_grants_name_the_version(stack: cdk.Stack, name: str, actions: set[str]) -> None:
    made = version(stack)
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    assert getattr(made, name)(role).success
    (policy,) = Template.from_stack(stack).find_resources("AWS::IAM::Policy").values()
    statements = policy["Properties"]["PolicyDocument"]["Statement"]
    granted = [one["Action"] if isinstance(one["Action"], list) else [one["Action"]] for one in statements]
    assert {action for each in granted for action in each} == actions
    logical_id, _ = package_of(stack)
    for statement in statements:
        if statement["Action"] == "sagemaker:CreateModel":
            assert str(statement["Resource"]).endswith("':model/*']]}")
        else:
            assert statement["Resource"] == {"Fn::GetAtt": [logical_id, "ModelPackageArn"]}


def test_both_doors_take_the_same_properties() -> None:
    signature = set(inspect.signature(ModelPackage.__init__).parameters)
    assert signature - {"self", "scope", "construct_id", "model_package_group"} == set(
        ModelPackageProps.__annotations__
    )


def report(name: str) -> spec.MetricsSource:
    return spec.MetricsSource(content_type="application/json", s3_uri=f"s3://bucket/{name}.json")


def test_everything_that_a_version_takes_reaches_the_template(stack: cdk.Stack) -> None:
    key = kms.Key(stack, "Key")
    container = Container(
        image=InferenceImage.from_uri(IMAGE), model_data=ModelArtifact.from_uri("s3://bucket/m.tar.gz")
    )
    version(
        stack,
        additional_inference_specifications=[
            AdditionalInferenceSpecification(
                "gpu", containers=[container], supported_transform_instance_types=["ml.g5.xlarge"]
            )
        ],
        additional_inference_specifications_to_add=[AdditionalInferenceSpecification("cpu", containers=[container])],
        model_metrics=spec.ModelMetrics(model_quality=spec.ModelQuality(statistics=report("quality"))),
        drift_check_baselines=spec.DriftCheckBaselines(
            bias=spec.DriftCheckBias(config_file=spec.FileSource(s3_uri="s3://bucket/bias.json"))
        ),
        metadata_properties=spec.MetadataProperties(commit_id="0123abc"),
        model_card=PackageModelCard(
            model_card_content=ModelCardContent(model_overview=ModelOverview(model_creator="Vision team")),
            model_card_status=ModelCardStatus.DRAFT,
        ),
        encryption_key=key,
        domain=spec.Domain.COMPUTER_VISION,
        task="A_NEW_TASK",
        sample_payload_url="s3://bucket/payload.tar.gz",
    )
    _, resource = package_of(stack)
    properties = resource["Properties"]
    assert [one["Name"] for one in properties["AdditionalInferenceSpecifications"]] == ["gpu"]
    assert [one["Name"] for one in properties["AdditionalInferenceSpecificationsToAdd"]] == ["cpu"]
    assert properties["ModelMetrics"]["ModelQuality"]["Statistics"]["S3Uri"] == "s3://bucket/quality.json"
    assert properties["DriftCheckBaselines"]["Bias"]["ConfigFile"] == {"S3Uri": "s3://bucket/bias.json"}
    assert properties["MetadataProperties"] == {"CommitId": "0123abc"}
    assert properties["ModelCard"] == {
        "ModelCardContent": '{"model_overview":{"model_creator":"Vision team"}}',
        "ModelCardStatus": "Draft",
    }
    assert properties["SecurityConfig"] == {"KmsKeyId": stack.resolve(key.key_arn)}
    assert (properties["Domain"], properties["Task"]) == ("COMPUTER_VISION", "A_NEW_TASK")


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(values.package(), id="containers"),
        pytest.param(values.package_from_algorithm(), id="algorithm"),
        pytest.param(values.clone(), id="copy"),
    ],
)
def test_a_spec_of_any_kind_reaches_the_template(stack: cdk.Stack, tmp_path: Path, document: dict[str, Any]) -> None:
    value = spec.ModelPackageSpec.model_validate(document)
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    ModelPackage.from_spec(stack, "Version", model_package_group=group, value=value, folder=tmp_path)
    _, resource = package_of(stack)
    assert resource["Properties"] == value.properties()


def test_a_copy_of_a_package(stack: cdk.Stack) -> None:
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    arn = "arn:aws:sagemaker:eu-west-1:123456789012:model-package/digits/3"
    source = ModelPackage.from_model_package_arn(stack, "Source", arn)
    ModelPackage.from_source(stack, "Copy", model_package_group=group, source=source, approval_description="copied")
    _, resource = package_of(stack)
    assert resource["Properties"]["SourceUri"] == arn
    assert resource["Properties"]["ApprovalDescription"] == "copied"
    assert "InferenceSpecification" not in resource["Properties"]
    with pytest.raises(ValidationError, match="MP-009"):
        ModelPackage.from_source(stack, "Wrong", model_package_group=group, source="s3://bucket/model")


def test_additional_specifications_make_a_new_resource() -> None:
    """CloudFormation would update them in place, and the service takes only additions (LC-003, LC-004)."""

    def logical_id(*names: str) -> str:
        stack = cdk.Stack(cdk.App(builtin_cloud_formation_validation=False), "Stack")
        container = Container(image=InferenceImage.from_uri(IMAGE))
        version(
            stack,
            additional_inference_specifications=[
                AdditionalInferenceSpecification(name, containers=[container]) for name in names
            ]
            or None,
        )
        return package_of(stack)[0]

    assert len({logical_id(), logical_id("gpu"), logical_id("gpu", "cpu")}) == 3
    assert logical_id("gpu") == logical_id("gpu")


KEY = "arn:aws:kms:eu-west-1:123456789012:key/0123abcd-0123-abcd-0123-0123456789ab"


@pytest.mark.parametrize(("region", "refused"), [("eu-west-1", False), ("us-east-1", True), (None, False)])
def test_a_key_is_of_the_packages_region(app: cdk.App, region: str | None, *, refused: bool) -> None:
    """SC-001."""
    stack = cdk.Stack(app, "Stack", env=cdk.Environment(account="123456789012", region=region))
    if refused:
        with pytest.raises(SpecError, match="SC-001"):
            version(stack, encryption_key=KEY)
    else:
        version(stack, encryption_key=KEY)


@pytest.mark.parametrize("grant", ["grant_read", "grant_approve", "grant_create_model"])
@pytest.mark.parametrize("named", ["arn", "key"])
def test_who_reads_an_encrypted_version_may_decrypt(stack: cdk.Stack, grant: str, named: str) -> None:
    """SC-002."""
    key = KEY if named == "arn" else kms.Key.from_key_arn(stack, "Key", KEY)
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    getattr(version(stack, encryption_key=key), grant)(role)
    Template.from_stack(stack).has_resource_properties(
        "AWS::IAM::Policy",
        {
            "PolicyDocument": {
                "Statement": Match.array_with([{"Action": "kms:Decrypt", "Effect": "Allow", "Resource": KEY}])
            }
        },
    )


def test_a_name_that_nobody_takes_does_not_vanish(stack: cdk.Stack) -> None:
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    arn = "arn:aws:sagemaker:eu-west-1:123456789012:model-package/digits/3"
    with pytest.raises(TypeError, match=r"from_source\(\) got an unexpected keyword argument 'containers'"):
        ModelPackage.from_source(stack, "Copy", model_package_group=group, source=arn, containers=[])


@pytest.mark.parametrize("name", ["bad name!", "n" * 64, ""])
def test_an_additional_specification_is_checked_where_it_is_made(name: str) -> None:
    container = Container(image=InferenceImage.from_uri(IMAGE))
    AdditionalInferenceSpecification("n" * 63, containers=[container])
    with pytest.raises(ValidationError, match="Name"):
        AdditionalInferenceSpecification(name, containers=[container])
    with pytest.raises(ValidationError, match="Containers=0"):
        AdditionalInferenceSpecification("gpu", containers=[])


def test_an_algorithm_with_a_label_keeps_both(stack: cdk.Stack, tmp_path: Path) -> None:
    value = spec.ModelPackageSpec.model_validate(
        {**values.package_from_algorithm(), "SourceUri": "https://example.com/x"}
    )
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    ModelPackage.from_spec(stack, "Version", model_package_group=group, value=value, folder=tmp_path)
    assert package_of(stack)[1]["Properties"] == value.properties()


@pytest.mark.parametrize("granted_by", ["version", "group"])
def test_who_decrypts_by_an_alias_is_told(stack: cdk.Stack, granted_by: str) -> None:
    """SC-002: no policy can name an alias."""
    role = iam.Role(stack, "Role", assumed_by=iam.AccountRootPrincipal())
    if granted_by == "version":
        version(stack, encryption_key="alias/packages").grant_read(role)
    else:
        group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
        group.grant_read(role)
        group.add_version("Version", **version_props(encryption_key="alias/packages"))
    assert Annotations.from_stack(stack).find_warning("*", Match.string_like_regexp(".*SC-002.*"))


@pytest.mark.parametrize(
    "scheme", ["s3://bucket/samples/m.tar.gz", "https://bucket.s3.eu-west-1.amazonaws.com/samples/m.tar.gz"]
)
def test_the_model_of_a_version_is_not_among_its_samples(stack: cdk.Stack, scheme: str) -> None:
    """VP-025."""
    container = Container(image=InferenceImage.from_uri(IMAGE), model_data=ModelArtifact.from_uri(scheme))
    profile = ValidationProfile(
        "smoke", samples=SampleData.from_uri("s3://bucket/samples/"), instance_type="ml.m5.large"
    )
    with pytest.raises(SpecError, match="VP-025"):
        version(stack, containers=[container], validation=profile)


def test_a_value_of_another_kind_is_refused_where_it_is_given(stack: cdk.Stack, tmp_path: Path) -> None:
    """SPEC-001: without types, a string in the wrong place would fail later and elsewhere."""
    image = InferenceImage.from_uri(IMAGE)
    group = ModelPackageGroup(stack, "Group", model_package_group_name="digits")
    listing = spec.MarketplaceModelPackageSpec.model_validate(values.marketplace())
    refused: dict[str, Any] = {
        "image=": lambda: Container(image=IMAGE),  # pyright: ignore[reportArgumentType]
        "model_data=": lambda: Container(image=image, model_data="s3://b/m.tar.gz"),  # pyright: ignore[reportArgumentType]
        "samples=": lambda: ValidationProfile("smoke", samples="s3://b/s/", instance_type="ml.m5.large"),  # pyright: ignore[reportArgumentType]
        "environment=": lambda: Container(image=image, environment=["A=1"]),  # pyright: ignore[reportArgumentType]
        "Containers=": lambda: group.add_version("V", **{**version_props(), "containers": ["x"]}),
        "model_package_group='digits'": lambda: ModelPackage(
            stack,
            "Lost",
            model_package_group="digits",  # pyright: ignore[reportArgumentType]
            **version_props(),
        ),
        "value=.*use MarketplaceModelPackage.from_spec": lambda: ModelPackage.from_spec(
            stack,
            "Version",
            model_package_group=group,
            value=listing,  # pyright: ignore[reportArgumentType]
            folder=tmp_path,
        ),
    }
    for told, make in refused.items():
        with pytest.raises(SpecError, match=rf"^{told}.*\[SPEC-001\]$"):
            make()
