"""A promotion's templates: a stage for each environment, copies with just their rights, nothing lost on the way."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import cdk_nag
import pytest
from aws_cdk import aws_codecommit as codecommit
from aws_cdk import pipelines

from cdk_model_packages import ArtifactError, ModelApprovalStatus, ModelPackagesError, SpecError
from cdk_model_packages.spec import MarketplaceModelPackageSpec, ModelPackageSpec
from stacks import PackagePromotion, PromotionError
from stacks.promotion.spec_leaves import leaves
from tests.findings_of import validate
from tests.registry.packages import model_folder, samples_folder
from tests.spec import values
from tests.stacks.promotions import (
    AWAY,
    DIGEST,
    HOME,
    OWN,
    SAMPLES,
    away,
    flat,
    of_kind,
    only,
    small,
    template,
    text,
    written,
)
from tests.stacks.test_promotion_plan import IMAGE, MODEL, VARIANTS

KEY = "arn:aws:kms:eu-west-1:123456789012:key/artifacts"
VERSION = "AWS::SageMaker::ModelPackage"
COPY = "Custom::S3ObjectCopy"


def statements(found: dict[str, Any]) -> list[tuple[list[str], list[str]]]:
    """What the role that copies may do."""
    role = next(name for name in of_kind(found, "AWS::IAM::Role") if name.startswith("Copies"))
    return sorted(
        (
            [one["Action"]] if isinstance(one["Action"], str) else one["Action"],
            [text(arn) for arn in (one["Resource"] if isinstance(one["Resource"], list) else [one["Resource"]])],
        )
        for policy in of_kind(found, "AWS::IAM::Policy").values()
        if policy["Properties"]["Roles"] == [{"Ref": role}]
        for one in policy["Properties"]["PolicyDocument"]["Statement"]
    )


@pytest.mark.parametrize(("content", "own"), VARIANTS)
def test_every_property_is_at_both_ends(app: cdk.App, content: dict[str, Any], own: dict[str, str]) -> None:
    value = ModelPackageSpec.model_validate(content)
    known = {leaf.path for leaf in leaves(value)}
    given = {path: new for path, new in (OWN | own).items() if path in known}
    promotion = PackagePromotion(app, "Promotion", value=value, environments=[away(values=given)])
    found = template(promotion)
    (bucket,) = of_kind(found, "AWS::S3::Bucket")
    (repository,) = of_kind(found, "AWS::ECR::Repository")
    expected = {
        **dict(flat(value.properties())),
        **{path: re.sub("^s3://", f"s3://<{bucket}>/", old) for path, old in flat(value.properties())
           if str(old).startswith("s3://")},
        **{path: f"222222222222.dkr.ecr.us-east-1.<AWS::URLSuffix>/<{repository}>@{values.DIGEST}"
           for path in known if path.endswith(".Image")},
        **given,
        "ModelApprovalStatus": "PendingManualApproval",
    }  # fmt: skip
    assert dict(flat(only(found, VERSION)["Properties"])) == expected


def test_an_environment_is_a_stage_with_a_stack(app: cdk.App) -> None:
    promotion = PackagePromotion(app, "Promotion", value=small(), environments=[away("test", HOME), away()])
    assert {name: stage.node.path for name, stage in promotion.stages.items()} == {
        "test": "Promotion/test",
        "prod": "Promotion/prod",
    }
    stacks = {name: (stack.node.path, stack.stack_name) for name, stack in promotion.stacks.items()}
    assert stacks["prod"] == ("Promotion/prod/ModelPackage", "Promotion-prod-ModelPackage")
    assert promotion.stacks["prod"].account == AWAY.account
    assert promotion.stacks["prod"].region == AWAY.region


def test_two_promotions_share_environments(app: cdk.App) -> None:
    """Stages of one name would give two stacks one name."""
    names = [
        PackagePromotion(app, name, value=small(), environments=[away()]).stacks["prod"].stack_name
        for name in ("Digits", "Letters")
    ]
    assert names == ["Digits-prod-ModelPackage", "Letters-prod-ModelPackage"]


def test_below_a_pipeline(app: cdk.App) -> None:
    stack = cdk.Stack(app, "Pipeline", env=HOME)
    repository = codecommit.Repository(stack, "Repository", repository_name="models")
    synth = pipelines.ShellStep(
        "Synth", input=pipelines.CodePipelineSource.code_commit(repository, "main"), commands=["npx cdk synth"]
    )
    pipeline = pipelines.CodePipeline(stack, "Pipeline", synth=synth, cross_account_keys=True)
    promotion = PackagePromotion(stack, "Promotion", value=small(), environments=[away("test", HOME), away()])
    for stage in promotion.stages.values():
        pipeline.add_stage(stage)
    app.synth()
    assert promotion.stacks["prod"].stack_name == "Pipeline-Promotion-prod-ModelPackage"


def test_approval_is_each_environments_own(app: cdk.App) -> None:
    approved = away("test", HOME, approval=ModelApprovalStatus.APPROVED, approval_description="passed")
    value = small(ModelApprovalStatus="Approved", ApprovalDescription="accuracy 0.98")
    promotion = PackagePromotion(app, "Promotion", value=value, environments=[approved, away()])
    told = {
        name: [only(template(promotion, name), VERSION)["Properties"][key]
               for key in ("ModelApprovalStatus", "ApprovalDescription")]
        for name in promotion.stacks
    }  # fmt: skip
    assert told == {"test": ["Approved", "passed"], "prod": ["PendingManualApproval", "accuracy 0.98"]}


def test_an_object_is_copied_with_rights_on_just_that(app: cdk.App) -> None:
    value = small(SamplePayloadUrl="s3://models/digits/pay load+1.tar.gz")
    promotion = PackagePromotion(app, "Promotion", value=value, environments=[away()], source_key_arns=[KEY])
    found = template(promotion)
    (bucket,) = of_kind(found, "AWS::S3::Bucket")
    calls = [json.loads(text(copy["Properties"]["Create"])) for copy in of_kind(found, COPY).values()]
    assert sorted(call["parameters"]["CopySource"] for call in calls) == [
        "models/digits/7/model.tar.gz",
        "models/digits/pay%20load%2B1.tar.gz",
    ]
    (payload,) = (call["parameters"] for call in calls if "pay" in call["parameters"]["Key"])
    assert (payload["Bucket"], payload["Key"]) == (f"<{bucket}>", "models/digits/pay load+1.tar.gz")
    rights = statements(found)
    assert (["s3:GetObject"], ["arn:<AWS::Partition>:s3:::models/digits/7/model.tar.gz"]) in rights
    assert (["s3:PutObject"], [f"<{bucket}.Arn>/models/digits/7/model.tar.gz"]) in rights
    assert (["kms:Decrypt"], [KEY]) in rights
    assert {arn for actions, arns in rights for arn in arns if "*" in arn} == {"*"}
    assert [actions for actions, arns in rights if "*" in arns] == [["ecr:GetAuthorizationToken"]]
    # Nothing deletes a copy: a retained version may still name it.
    assert all("Delete" not in copy["Properties"] for copy in of_kind(found, COPY).values())


def test_an_image_is_copied_by_digest_at_both_ends(app: cdk.App) -> None:
    found = template(PackagePromotion(app, "Promotion", value=small(), environments=[away()]))
    copy = only(found, "Custom::CDKECRDeployment")["Properties"]
    (repository,) = of_kind(found, "AWS::ECR::Repository")
    there = f"222222222222.dkr.ecr.us-east-1.<AWS::URLSuffix>/<{repository}>@{DIGEST}"
    assert copy["SrcImage"] == f"docker://123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/digits@{DIGEST}"
    assert text(copy["DestImage"]) == f"docker://{there}"
    assert copy["CopyImageIndex"] is True
    container = only(found, VERSION)["Properties"]["InferenceSpecification"]["Containers"][0]
    assert text(container["Image"]) == there
    push = {arns[0] for actions, arns in statements(found) if "ecr:PutImage" in actions}
    assert push == {f"<{repository}.Arn>"}


def test_what_is_made_is_closed_and_stays(app: cdk.App) -> None:
    found = template(PackagePromotion(app, "Promotion", value=small(), environments=[away()]))
    bucket, repository = only(found, "AWS::S3::Bucket"), only(found, "AWS::ECR::Repository")
    for resource in (bucket, repository):
        assert (resource["DeletionPolicy"], resource["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain")
    assert all(bucket["Properties"]["PublicAccessBlockConfiguration"].values())
    assert bucket["Properties"]["BucketEncryption"]
    (policy,) = only(found, "AWS::S3::BucketPolicy")["Properties"]["PolicyDocument"]["Statement"]
    assert (policy["Effect"], policy["Condition"]) == ("Deny", {"Bool": {"aws:SecureTransport": "false"}})
    assert repository["Properties"] == {
        "ImageScanningConfiguration": {"ScanOnPush": True},
        "ImageTagMutability": "IMMUTABLE",
    }


def test_the_version_waits_for_its_copies(app: cdk.App) -> None:
    found = template(PackagePromotion(app, "Promotion", value=small(), environments=[away()]))
    copies = {*of_kind(found, COPY), *of_kind(found, "Custom::CDKECRDeployment")}
    assert len(copies) == 2
    assert copies <= set(only(found, VERSION)["DependsOn"])


def test_one_object_that_is_named_twice_is_copied_once(app: cdk.App) -> None:
    value = small(SamplePayloadUrl="s3://models/digits/7/model.tar.gz")
    found = template(PackagePromotion(app, "Promotion", value=value, environments=[away()]))
    assert len(of_kind(found, COPY)) == 1


def test_what_is_there_already_is_used(app: cdk.App) -> None:
    there = away(
        artifact_bucket="prod-models", artifact_key_arn=KEY, image_repository="team/digits", existing_group=True
    )
    found = template(PackagePromotion(app, "Promotion", value=small(), environments=[there]))
    for kind in ("AWS::S3::Bucket", "AWS::ECR::Repository", "AWS::SageMaker::ModelPackageGroup"):
        assert not of_kind(found, kind)
    container = only(found, VERSION)["Properties"]["InferenceSpecification"]["Containers"][0]
    assert container["ModelDataUrl"] == "s3://prod-models/models/digits/7/model.tar.gz"
    assert text(container["Image"]) == f"222222222222.dkr.ecr.us-east-1.<AWS::URLSuffix>/team/digits@{DIGEST}"
    assert (["kms:GenerateDataKey", "kms:Decrypt"], [KEY]) in statements(found)


def test_a_validation_reads_copies_that_are_encrypted(app: cdk.App) -> None:
    job = values.job(TransformOutput={}, TransformResources={"InstanceType": "ml.m5.large"})
    value = small(ValidationSpecification={"ValidationProfiles": [{"ProfileName": "p", "TransformJobDefinition": job}]})
    there = away(artifact_bucket="prod-models", artifact_key_arn=KEY, values={SAMPLES: "s3://prod/samples/"})
    found = template(PackagePromotion(app, "Promotion", value=value, environments=[there]))
    (policy,) = (one for name, one in of_kind(found, "AWS::IAM::Policy").items() if name.startswith("Version"))
    assert {"Action": "kms:Decrypt", "Effect": "Allow", "Resource": KEY} in policy["Properties"]["PolicyDocument"][
        "Statement"
    ]


def test_local_files_are_assets_of_each_environment(app: cdk.App, tmp_path: Path) -> None:
    model_folder(tmp_path)
    samples_folder(tmp_path)
    (tmp_path / "server").mkdir()
    (tmp_path / "server" / "Dockerfile").write_text("FROM scratch\n")
    job = values.job(
        TransformInput={"DataSource": {"S3DataSource": {"S3Uri": "./samples"}}},
        TransformOutput={},
        TransformResources={"InstanceType": "ml.m5.large"},
    )
    value = small(
        InferenceSpecification=values.inference(Containers=[{"Image": "./server", "ModelDataUrl": "./model"}]),
        ValidationSpecification={"ValidationProfiles": [{"ProfileName": "smoke", "TransformJobDefinition": job}]},
    )
    promotion = PackagePromotion(
        app, "Promotion", value=value, folder=tmp_path, environments=[away("test", HOME), away()]
    )
    assert not any(of_kind(template(promotion, name), "AWS::Lambda::Function") for name in promotion.stacks)
    app.synth()
    for name, place in (("test", "123456789012-eu-west-1"), ("prod", "222222222222-us-east-1")):
        folder = Path(promotion.stages[name].outdir)
        (assets,) = (json.loads(path.read_text()) for path in folder.glob("*.assets.json"))
        files = [list(file["destinations"].values()) for file in assets["files"].values()]
        keys = [one["objectKey"] for (one,) in files]
        assert {one["bucketName"].removeprefix("cdk-hnb659fds-assets-") for (one,) in files} == {place}
        assert [key for key in keys if key.endswith(".tar.gz")]
        assert [key for key in keys if key.endswith("/a.csv")]
        assert len(assets["dockerImages"]) == 1


def test_the_engine_finds_nothing(app: cdk.App) -> None:
    promotion = PackagePromotion(app, "Promotion", value=small(), environments=[away()])
    app.synth()
    path = Path(promotion.stages["prod"].outdir) / promotion.stacks["prod"].template_file
    found = validate(path, region=AWAY.region, account=AWAY.account)
    functions = of_kind(template(promotion), "AWS::Lambda::Function")  # the CDK orders each after its role, twice
    told = {(one.rule, one.resource in functions) for one in found if one.severity != "info"}
    assert told <= {("W3005", True)}


def test_reviewers_find_nothing(app: cdk.App) -> None:
    """cdk-nag's AwsSolutions pack fails the synthesis."""
    PackagePromotion(app, "Promotion", value=small(), environments=[away()], source_key_arns=[KEY])
    cdk.Validations.of(app).add_plugins(cdk_nag.AwsSolutionsChecks())
    app.synth()


def test_a_source_in_another_account_is_told_what_to_allow(app: cdk.App) -> None:
    promotion = PackagePromotion(app, "Promotion", value=small(), environments=[away()], source_key_arns=[KEY])
    found = template(promotion)
    role = next(one["Properties"]["RoleName"] for one in of_kind(found, "AWS::IAM::Role").values()
                if "RoleName" in one["Properties"])  # fmt: skip
    assert len(role) <= 64
    told = {arn: [one.to_json() for one in each] for arn, each in promotion.source_policy_statements().items()}
    who = {
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::222222222222:root"},
        "Condition": {"ArnEquals": {"aws:PrincipalArn": f"arn:aws:iam::222222222222:role/{role}"}},
    }
    pull = ["ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage"]
    objects = "arn:aws:s3:::models/digits/7/model.tar.gz"
    assert told == {
        "arn:aws:s3:::models": [{**who, "Action": "s3:GetObject", "Resource": objects}],
        KEY: [{**who, "Action": "kms:Decrypt", "Resource": "*"}],
        "arn:aws:ecr:eu-west-1:123456789012:repository/team/digits": [{**who, "Action": pull}],
    }


def test_a_source_in_the_same_account_need_allow_nothing(app: cdk.App) -> None:
    near = away(env=cdk.Environment(account=HOME.account, region="eu-central-1"))
    promotion = PackagePromotion(app, "Promotion", value=small(), environments=[near], source=HOME)
    assert len(of_kind(template(promotion), COPY)) == 1, "a model must be in the package's own region (CT-002)"
    assert promotion.source_policy_statements() == {}


def test_names_of_roles_differ_where_accounts_are_shared(app: cdk.App) -> None:
    regions = ["eu-west-1", "eu-central-1"]
    environments = [away(region, cdk.Environment(account=AWAY.account, region=region)) for region in regions]
    promotion = PackagePromotion(app, "A" * 60, value=small(), environments=environments)
    names = {stack.copy_role_name for stack in promotion.stacks.values()}
    assert len(names) == 2
    assert all(len(name) <= 64 for name in names)


def test_without_the_extra_it_is_one_line(app: cdk.App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cdk_ecr_deployment", None)
    with pytest.raises(ModelPackagesError, match=r"not installed; pip install 'cdk-model-packages\[promotion\]'$"):
        PackagePromotion(app, "Promotion", value=small(), environments=[away()])


def test_a_mistake_in_a_file_names_the_file(app: cdk.App, tmp_path: Path) -> None:
    path = written(tmp_path, values.package())
    with pytest.raises(PromotionError) as caught:
        PackagePromotion(app, "Promotion", spec_file=path, environments=[away()])
    assert all(line.startswith(f"{path}: ") for line in str(caught.value).splitlines())
    gone = written(tmp_path, {"InferenceSpecification": values.inference(Containers=[{"Image": "./gone"}])})
    with pytest.raises(ArtifactError, match=re.escape(f"{gone}: image folder")):
        PackagePromotion(app, "Gone", spec_file=gone, environments=[away()])


def test_an_unversioned_package_is_not_promoted(app: cdk.App, tmp_path: Path) -> None:
    told = "ModelPackageGroupName=None: must be given, because only a version of a group .* MarketplaceModelPackage"
    path = written(tmp_path, values.marketplace())
    with pytest.raises(SpecError, match=rf"^{path}: {told} \[PROM-004\]$"):
        PackagePromotion(app, "File", spec_file=path, environments=[away()])
    unversioned: Any = MarketplaceModelPackageSpec.model_validate(values.marketplace())
    with pytest.raises(SpecError, match=rf"^value: {told} \[PROM-004\]$"):
        PackagePromotion(app, "Value", value=unversioned, environments=[away()])


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({}, id="neither"),
        pytest.param({"spec_file": Path("model-package.yaml"), "value": small()}, id="both"),
        pytest.param({"spec_file": Path("model-package.yaml"), "folder": Path()}, id="folder-of-a-file"),
    ],
)
def test_there_is_a_file_or_a_value(app: cdk.App, given: dict[str, Any]) -> None:
    with pytest.raises(SpecError, match=r"^spec_file=.*: must be given alone, .*; give spec_file=.* \[PROM-004\]$"):
        PackagePromotion(app, "Promotion", environments=[away()], **given)


CHINA = cdk.Environment(account="222222222222", region="cn-north-1")


def test_a_source_in_china_is_told_by_arns_of_its_partition(app: cdk.App) -> None:
    """Where nothing says what partition the source is in, it is the environment's: no other can be read."""
    value = small(InferenceSpecification=values.inference(Containers=[{"Image": f"digits@{DIGEST}"}]),
                  SamplePayloadUrl="s3://models/payload.tar.gz")  # fmt: skip
    home = cdk.Environment(account="123456789012", region="cn-northwest-1")
    for name, source in (("Told", home), ("Guessed", cdk.Environment(account="123456789012"))):
        own = {} if source is home else {IMAGE: f"digits@{DIGEST}"}
        promotion = PackagePromotion(app, name, value=value, environments=[away(env=CHINA, values=own)], source=source)
        found = promotion.source_policy_statements()
        arns = ["arn:aws-cn:s3:::models"]
        if source is home:
            arns.append("arn:aws-cn:ecr:cn-northwest-1:123456789012:repository/digits")
        assert list(found) == arns


def test_objects_of_an_unknown_source_go_to_one_partition(app: cdk.App) -> None:
    value = small(InferenceSpecification=values.inference(
        Containers=[{"Image": "dlc:pytorch:2.6.0:cpu", "ModelDataUrl": "s3://models/model.tar.gz"}]))  # fmt: skip
    environments = [away(), away("china", CHINA)]
    with pytest.raises(SpecError, match=r"source=None: must be told where objects .* aws and aws-cn: .*PROM-005"):
        PackagePromotion(app, "Unknown", value=value, environments=environments)
    own = away("china", CHINA, values={MODEL: "s3://acme-china/model.tar.gz"})
    promotion = PackagePromotion(app, "Given", value=value, environments=[away(), own])
    assert list(promotion.source_policy_statements()) == ["arn:aws:s3:::models"]


def test_there_are_environments_and_each_has_a_name(app: cdk.App) -> None:
    with pytest.raises(SpecError, match=r"one or more.*PROM-004"):
        PackagePromotion(app, "None", value=small(), environments=[])
    with pytest.raises(SpecError, match=r"environments='prod': must be a name once.*PROM-004"):
        PackagePromotion(app, "Twice", value=small(), environments=[away(), away()])
