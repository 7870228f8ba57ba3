"""Digests of tags, and what ECR says when there are none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import NoCredentialsError, NoRegionError, SSOTokenLoadError
from botocore.stub import Stubber

from cdk_model_packages import SpecError
from cdk_model_packages.images.ecr_digest import EcrDigests, url_suffix
from cdk_model_packages.images.image_name import ImageError

DIGEST = "sha256:" + "ab" * 32
ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
DOCKER = "application/vnd.docker.distribution.manifest.v2+json"
MEDIA_TYPES = [
    DOCKER,
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.oci.image.index.v1+json",
]


class Ecr:
    """An ECR that answers as the test says."""

    def __init__(self, client: Any) -> None:
        self.regions: list[str | None] = []
        self.client = client
        self.stub = Stubber(self.client)
        self.stub.activate()

    def digests(self, region: str | None = None) -> EcrDigests:
        def client_of(wanted: str | None) -> Any:
            self.regions.append(wanted)
            return self.client

        return EcrDigests(region, client_of)

    def answers(self, repository: str, tag: str, *, media_type: str = DOCKER, **request: str) -> None:
        image = {
            "registryId": "123456789012",
            "repositoryName": repository,
            "imageId": {"imageDigest": DIGEST, "imageTag": tag},
            "imageManifestMediaType": media_type,
        }
        expected = {
            "repositoryName": repository,
            "imageIds": [{"imageTag": tag}],
            "acceptedMediaTypes": MEDIA_TYPES,
            **request,
        }
        self.stub.add_response("batch_get_image", {"images": [image], "failures": []}, expected)


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    found = boto3.Session().client("ecr", region_name="eu-west-1", config=Config(signature_version=UNSIGNED))
    yield found
    found.close()


@pytest.fixture
def ecr(client: Any) -> Iterator[Ecr]:
    found = Ecr(client)
    yield found
    found.stub.assert_no_pending_responses()
    found.stub.deactivate()


def test_a_tag_of_the_own_account(ecr: Ecr) -> None:
    ecr.answers("team/digits", "1.0")
    assert ecr.digests().pin("team/digits:1.0").uri == f"{ECR}/team/digits@{DIGEST}"


def test_no_tag_is_latest(ecr: Ecr) -> None:
    ecr.answers("digits", "latest")
    assert ecr.digests().pin("digits").uri == f"{ECR}/digits@{DIGEST}"


def test_a_uri_is_asked_for_in_its_account_and_region(ecr: Ecr) -> None:
    ecr.answers("digits", "1", registryId="999999999999")
    uri = "999999999999.dkr.ecr.us-east-2.amazonaws.com/digits"
    assert ecr.digests("eu-west-1").pin(f"{uri}:1").uri == f"{uri}@{DIGEST}"
    assert ecr.regions == ["us-east-2"]


def test_one_of_aws_own_images(ecr: Ecr) -> None:
    ecr.answers("pytorch-inference", "2.6.0-gpu-py312", registryId="763104351884")
    pinned = ecr.digests("us-east-1").pin("dlc:pytorch:2.6.0:gpu")
    assert pinned.uri == f"763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-inference@{DIGEST}"
    assert ecr.regions == ["us-east-1"]


def test_one_of_aws_own_images_in_the_environments_region(ecr: Ecr) -> None:
    ecr.answers("sagemaker-scikit-learn", "1.2-1-cpu-py3", registryId="141502667606")
    assert ".eu-west-1." in ecr.digests().pin("dlc:sklearn:1.2-1").uri


@pytest.mark.parametrize(
    ("reference", "uri"),
    [
        (f"{ECR}/digits@{DIGEST}", f"{ECR}/digits@{DIGEST}"),
        (f"digits@{DIGEST}", f"digits@{DIGEST}"),
        (f"{ECR}/digits:1.0@{DIGEST}", f"{ECR}/digits@{DIGEST}"),
    ],
)
def test_a_digest_is_not_asked_for(ecr: Ecr, reference: str, uri: str) -> None:
    assert ecr.digests().pin(reference).uri == uri
    assert ecr.regions == []


@pytest.mark.parametrize(("media_type", "warned"), [(DOCKER, False), *((each, True) for each in MEDIA_TYPES[1:])])
def test_what_sagemaker_has_refused_is_warned_of(ecr: Ecr, media_type: str, *, warned: bool) -> None:
    ecr.answers("digits", "1", media_type=media_type)
    warning = ecr.digests().pin("digits:1").warning
    assert (warning is not None) == warned
    if warning is not None:
        assert media_type in warning
        assert "--provenance=false" in warning


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("RepositoryNotFoundException", "this account and region has no repository digits; correct the name"),
        ("AccessDeniedException", "may not be looked up (because); ask for ecr:BatchGetImage"),
        ("ExpiredTokenException", "AWS refuses the credentials (ExpiredTokenException); sign in"),
        ("UnrecognizedClientException", "AWS refuses the credentials"),
        ("ServerException", "ECR answers ServerException: because"),
    ],
)
def test_what_ecr_refuses_is_told_in_one_line(ecr: Ecr, code: str, told: str) -> None:
    ecr.stub.add_client_error("batch_get_image", code, "because")
    with pytest.raises(ImageError) as caught:
        ecr.digests().pin("digits:1")
    assert str(caught.value).startswith("image digits:1: ")
    assert told in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_a_missing_repository_elsewhere_is_told_with_its_place(ecr: Ecr) -> None:
    ecr.stub.add_client_error("batch_get_image", "RepositoryNotFoundException")
    with pytest.raises(ImageError, match="account 123456789012 in eu-west-1 has no repository digits"):
        ecr.digests().pin(f"{ECR}/digits:1")


@pytest.mark.parametrize(
    ("code", "told"),
    [("ImageNotFound", "repository digits has no tag 1; push it"), ("KmsError", r"no key \(KmsError\); look at the")],
)
def test_a_missing_tag_is_told(ecr: Ecr, code: str, told: str) -> None:
    failure = {"imageId": {"imageTag": "1"}, "failureCode": code, "failureReason": "no key"}
    ecr.stub.add_response("batch_get_image", {"images": [], "failures": [failure]})
    with pytest.raises(ImageError, match=told):
        ecr.digests().pin("digits:1")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (NoCredentialsError(), "no AWS credentials; sign in"),
        (NoRegionError(), "no AWS region; say --region, or set AWS_REGION"),
        (SSOTokenLoadError(error_msg="gone"), "Error loading SSO Token: gone; sign in"),
    ],
)
def test_an_environment_that_leads_nowhere_is_told(error: Exception, told: str) -> None:
    def client_of(region: str | None) -> Any:
        raise error

    with pytest.raises(ImageError, match=told):
        EcrDigests(client_of=client_of).pin("digits:1")


@pytest.mark.parametrize(
    ("reference", "told"),
    [
        ("public.ecr.aws/team/digits:1", "CT-009"),
        ("docker.io/library/python:3.12", "SageMaker takes no public registry's"),
        ("My-Repo:1", "CT-010"),
        ("digits:a b", "CT-010"),
        ("digits@sha256:12", "CT-010"),
        (":1", "CT-010"),
        ("dlc:pytorch", "DLC-001"),
        ("dlc:sklearn:1.2-1:ml.c7g.large", "DLC-001"),
    ],
)
def test_what_is_no_image_of_ecr_is_refused(ecr: Ecr, reference: str, told: str) -> None:
    with pytest.raises(SpecError, match=told):
        ecr.digests("eu-west-1").pin(reference)
    assert ecr.regions == []


def test_a_folder_has_nothing_to_pin(ecr: Ecr) -> None:
    with pytest.raises(ImageError, match=r"\./server: is built from a folder"):
        ecr.digests().pin("./server")


@pytest.mark.parametrize(
    ("region", "suffix"),
    [
        ("eu-west-1", "amazonaws.com"),
        ("us-gov-west-1", "amazonaws.com"),
        ("cn-north-1", "amazonaws.com.cn"),
        ("us-iso-east-1", "c2s.ic.gov"),
        ("eusc-de-east-1", "amazonaws.eu"),
    ],
)
def test_a_region_tells_the_domain(region: str, suffix: str) -> None:
    assert url_suffix(region) == suffix


def test_what_is_no_region_is_refused() -> None:
    with pytest.raises(ImageError, match="region 'ireland': there is none"):
        url_suffix("ireland")
