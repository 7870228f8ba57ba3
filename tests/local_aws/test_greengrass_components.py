"""Component versions over HTTP, as the real client sees them."""

from __future__ import annotations

import base64
import hashlib
import json
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
import yaml
from botocore.exceptions import ClientError

from tests.local_aws.aws import ACCOUNT, OTHER_ACCOUNT, REGION, Aws
from tests.local_aws.greengrass import COMPONENTS, create, deployable, new_name, recipe, settled

if TYPE_CHECKING:
    from cdk_model_packages.local_aws import LocalAws

pytestmark = pytest.mark.slow

BUCKET = f"components-{ACCOUNT}"
FILE = b"a component's files"


@pytest.fixture(scope="session", autouse=True)
def _bucket(aws: Aws) -> None:
    aws.s3.create_bucket(Bucket=BUCKET)
    aws.s3.put_object(Bucket=BUCKET, Key="digits/component.zip", Body=FILE)


def test_a_version_is_requested_then_deployable(aws: Aws) -> None:
    name = new_name()
    document = recipe(name, uri=f"s3://{BUCKET}/digits/component.zip", ComponentPublisher="acme")
    answer = aws.greengrassv2.create_component_version(inlineRecipe=json.dumps(document).encode(), tags={"team": "qa"})
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 201
    arn = f"{COMPONENTS}:{name}:versions:1.0.0"
    assert (answer["arn"], answer["componentName"], answer["componentVersion"]) == (arn, name, "1.0.0")
    # https://github.com/aws/aws-cli/issues/7189 shows the answer
    assert answer["status"] == {"componentState": "REQUESTED", "message": "NONE", "errors": {}}
    found = settled(aws, arn)
    assert found["status"] == {"componentState": "DEPLOYABLE", "message": "NONE", "errors": {}}
    assert found["creationTimestamp"] == answer["creationTimestamp"]
    assert (found["publisher"], found["tags"]) == ("acme", {"team": "qa"})
    assert found["platforms"] == [{"attributes": {"os": "linux", "architecture": "aarch64"}}]


@pytest.mark.parametrize(("form", "read"), [("JSON", json.loads), ("YAML", yaml.safe_load)])
def test_the_recipe_comes_back_with_digests_and_defaults(aws: Aws, form: str, read: type) -> None:
    name = new_name()
    arn = create(aws, recipe(name, uri=f"s3://{BUCKET}/digits/component.zip"))
    settled(aws, arn)
    answer = aws.greengrassv2.get_component(arn=arn, recipeOutputFormat=form)
    found = read(answer["recipe"])
    assert answer["recipeOutputFormat"] == form
    assert found["ComponentType"] == "aws.greengrass.generic"
    assert found["Manifests"][0]["Artifacts"] == [
        {
            "Uri": f"s3://{BUCKET}/digits/component.zip",
            "Unarchive": "ZIP",
            "Permission": {"Read": "ALL", "Execute": "NONE"},
            "Digest": base64.b64encode(hashlib.sha256(FILE).digest()).decode(),
            "Algorithm": "SHA-256",
        }
    ]


def test_a_digest_of_the_author_is_replaced(aws: Aws) -> None:
    document = recipe(new_name(), uri=f"s3://{BUCKET}/digits/component.zip")
    document["Manifests"][0]["Artifacts"][0].update(Digest="mine", Algorithm="MD5")
    arn = create(aws, document)
    settled(aws, arn)
    found = json.loads(aws.greengrassv2.get_component(arn=arn, recipeOutputFormat="JSON")["recipe"])
    artifact = found["Manifests"][0]["Artifacts"][0]
    assert artifact["Digest"] != "mine"
    assert artifact["Algorithm"] == "SHA-256"


def test_an_artifact_can_be_fetched(aws: Aws) -> None:
    arn = create(aws, recipe(new_name(), uri=f"s3://{BUCKET}/digits/component.zip"))
    answer = aws.greengrassv2.get_component_version_artifact(arn=arn, artifactName="component.zip")
    with urllib.request.urlopen(answer["preSignedUrl"]) as response:
        assert response.read() == FILE
    with pytest.raises(ClientError, match=r"ResourceNotFoundException.*has no artifact model\.zip in S3"):
        aws.greengrassv2.get_component_version_artifact(arn=arn, artifactName="model.zip")


def test_a_version_is_published_once(aws: Aws) -> None:
    name = new_name()
    arn = deployable(aws, name)
    with pytest.raises(ClientError) as caught:
        create(aws, recipe(name, ComponentDescription="another one"))
    response = caught.value.response
    assert response["Error"]["Code"] == "ConflictException"
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 409
    told = f"Component [{name} : 1.0.0] for account [{ACCOUNT}] already exists with state: [DEPLOYABLE]"
    assert response["Error"]["Message"] == told
    assert (response["resourceId"], response["resourceType"]) == (arn, "component")


def test_of_versions_that_are_made_at_once_one_is(aws: Aws) -> None:
    name = new_name()
    text = json.dumps(recipe(name)).encode()

    def made(_: int) -> str:
        try:
            aws.greengrassv2.create_component_version(inlineRecipe=text)
        except ClientError as error:
            return error.response["Error"]["Code"]
        return "made"

    with ThreadPoolExecutor(8) as threads:
        assert sorted(threads.map(made, range(8))) == ["ConflictException"] * 7 + ["made"]


def test_a_repeated_request_is_answered_as_the_first_one(aws: Aws) -> None:
    name = new_name()
    first = create(aws, recipe(name), clientToken=f"token-{name.rpartition('.')[2]}")
    assert create(aws, recipe(name), clientToken=f"token-{name.rpartition('.')[2]}") == first
    with pytest.raises(ClientError, match=r"ConflictException.*clientToken .* was used by another"):
        create(aws, recipe(name, "2.0.0"), clientToken=f"token-{name.rpartition('.')[2]}")


def test_a_deleted_version_is_gone_and_its_number_is_free(aws: Aws) -> None:
    name = new_name()
    arn = deployable(aws, name)
    answer = aws.greengrassv2.delete_component(arn=arn)
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 204
    for gone in (
        lambda: aws.greengrassv2.describe_component(arn=arn),
        lambda: aws.greengrassv2.get_component(arn=arn),
        lambda: aws.greengrassv2.delete_component(arn=arn),
        lambda: aws.greengrassv2.list_tags_for_resource(resourceArn=arn),
        lambda: aws.greengrassv2.list_component_versions(arn=f"{COMPONENTS}:{name}"),
    ):
        with pytest.raises(ClientError, match="ResourceNotFoundException"):
            gone()
    assert deployable(aws, name) == arn


@pytest.mark.parametrize(
    "uri",
    [
        f"s3://{BUCKET}/digits/nothing.zip",
        "s3://no-such-bucket-anywhere/component.zip",
        "s3://components-elsewhere/component.zip",
        f"s3://{BUCKET}",
        "https://example.com/component.zip",
    ],
)
def test_an_artifact_that_cannot_be_fetched_refuses_the_recipe(aws: Aws, uri: str) -> None:
    elsewhere = Aws(aws.variables, region="eu-west-1")
    if "elsewhere" in uri:
        elsewhere.s3.create_bucket(
            Bucket="components-elsewhere", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
        )
        elsewhere.s3.put_object(Bucket="components-elsewhere", Key="component.zip", Body=FILE)
    elsewhere.close()
    name = new_name()
    with pytest.raises(ClientError) as caught:
        create(aws, recipe(name, uri=uri))
    # word for word: https://github.com/aws/aws-cli/issues/6261
    assert caught.value.response["Error"] == {
        "Code": "ValidationException",
        "Message": "Invalid Input: Encountered following errors in Artifacts: "
        f"{{{uri} = Specified artifact resource cannot be accessed}}",
    }
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        aws.greengrassv2.describe_component(arn=f"{COMPONENTS}:{name}:versions:1.0.0")


def test_what_a_device_fetches_by_itself_is_not_looked_at(aws: Aws) -> None:
    for uri in ("docker:1234.dkr.ecr.us-east-1.amazonaws.com/digits:1", "greengrass:lambda"):
        arn = create(aws, recipe(new_name(), uri=uri))
        assert settled(aws, arn)["status"]["componentState"] == "DEPLOYABLE"


def test_versions_are_listed_newest_first_and_in_pages(aws: Aws) -> None:
    name = new_name()
    arns = [create(aws, recipe(name, f"1.{minor}.0")) for minor in range(5)]
    pages = aws.greengrassv2.get_paginator("list_component_versions").paginate(
        arn=f"{COMPONENTS}:{name}", PaginationConfig={"PageSize": 2}
    )
    sizes, found = zip(*((len(page["componentVersions"]), page["componentVersions"]) for page in pages), strict=True)
    assert sizes == (2, 2, 1)
    assert [version["arn"] for page in found for version in page] == arns[::-1]
    listed = [
        component
        for page in aws.greengrassv2.get_paginator("list_components").paginate(PaginationConfig={"PageSize": 1})
        for component in page["components"]
        if component["componentName"] == name
    ]
    assert [(found["arn"], found["latestVersion"]["arn"]) for found in listed] == [(f"{COMPONENTS}:{name}", arns[-1])]
    assert aws.greengrassv2.list_components(scope="PUBLIC")["components"] == []
    for token in ("mine", "WzEsMl0="):  # the second one holds [1, 2]
        with pytest.raises(ClientError, match=r"ValidationException.*Invalid NextToken"):
            aws.greengrassv2.list_components(nextToken=token)
    with pytest.raises(ClientError, match="less than or equal to 100"):
        aws.greengrassv2.list_components(maxResults=101)


def test_tags_are_added_and_taken_away(aws: Aws) -> None:
    arn = create(aws, recipe(new_name()), tags={"team": "qa"})
    aws.greengrassv2.tag_resource(resourceArn=arn, tags={"stage": "test", "team": "ml"})
    assert aws.greengrassv2.list_tags_for_resource(resourceArn=arn)["tags"] == {"team": "ml", "stage": "test"}
    aws.greengrassv2.untag_resource(resourceArn=arn, tagKeys=["team", "nobody"])
    assert aws.greengrassv2.list_tags_for_resource(resourceArn=arn)["tags"] == {"stage": "test"}
    with pytest.raises(ClientError, match=r"begin with aws: are reserved: aws:mine"):
        aws.greengrassv2.tag_resource(resourceArn=arn, tags={"aws:mine": "1"})
    aws.greengrassv2.tag_resource(resourceArn=arn, tags={f"k{number}": "" for number in range(49)})
    with pytest.raises(ClientError, match="at most 50 tags, this makes 51"):
        aws.greengrassv2.tag_resource(resourceArn=arn, tags={"one-more": ""})


def test_each_account_and_region_has_its_own(aws: Aws, local_aws: LocalAws) -> None:
    name = new_name()
    deployable(aws, name)
    variables = local_aws.environment()
    for other in (Aws(variables, account=OTHER_ACCOUNT), Aws(variables, region="eu-west-1")):
        arn = create(other, recipe(name))
        assert arn != f"{COMPONENTS}:{name}:versions:1.0.0"
        with pytest.raises(ClientError, match="ResourceNotFoundException"):
            other.greengrassv2.describe_component(arn=f"{COMPONENTS}:{name}:versions:1.0.0")
        other.close()


def test_a_function_is_not_imported(aws: Aws) -> None:
    function = {"lambdaArn": f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:f:1"}
    with pytest.raises(ClientError, match="does not import Lambda functions as components: provide an inlineRecipe"):
        aws.greengrassv2.create_component_version(lambdaFunction=function)
    with pytest.raises(ClientError, match="One of inlineRecipe and lambdaFunction"):
        aws.greengrassv2.create_component_version()


def test_there_are_no_devices_and_no_v1(aws: Aws) -> None:
    assert aws.greengrassv2.list_core_devices()["coreDevices"] == []
    assert aws.greengrassv2.list_effective_deployments(coreDeviceThingName="d")["effectiveDeployments"] == []
    with pytest.raises(ClientError, match=r"ResourceNotFoundException.*Core device d does not exist"):
        aws.greengrassv2.get_core_device(coreDeviceThingName="d")
    for unknown in (
        aws.greengrass.list_groups,
        aws.greengrassv2.get_service_role_for_account,
        lambda: aws.greengrassv2.delete_core_device(coreDeviceThingName="d"),
    ):
        with pytest.raises(ClientError, match=r"UnknownOperationException.*does not answer greengrassv2:") as caught:
            unknown()
        assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] in {400, 404}
