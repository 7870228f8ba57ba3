"""An image's name in its parts."""

from __future__ import annotations

import pytest

from cdk_model_packages.images.image_name import ImageName, digest_of

DIGEST = "sha256:" + "ab" * 32
ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com"
TOKEN = "${Token[TOKEN.12]}"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("digits", ImageName(None, "digits")),
        ("team/digits:1.0", ImageName(None, "team/digits", tag="1.0")),
        (f"digits@{DIGEST}", ImageName(None, "digits", digest=DIGEST)),
        (f"{ECR}/team/digits:1.0", ImageName(ECR, "team/digits", "1.0", None, "123456789012", "eu-west-1")),
        (f"{ECR}/digits:1.0@{DIGEST}", ImageName(ECR, "digits", "1.0", DIGEST, "123456789012", "eu-west-1")),
        (
            "123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com/digits",
            ImageName(
                registry="123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com",
                repository="digits",
                account="123456789012",
                region="us-gov-west-1",
            ),
        ),
        (
            "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/digits:1",
            ImageName(
                "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "digits", "1", None, "123456789012", "cn-north-1"
            ),
        ),
        ("public.ecr.aws/team/digits:1", ImageName("public.ecr.aws", "team/digits", "1")),
        ("localhost:5000/digits:1", ImageName("localhost:5000", "digits", "1")),
        (f"{ECR}/{TOKEN}", ImageName(ECR, TOKEN, None, None, "123456789012", "eu-west-1")),
        (
            f"{TOKEN}.dkr.ecr.{TOKEN}.amazonaws.com/digits:1",
            ImageName(f"{TOKEN}.dkr.ecr.{TOKEN}.amazonaws.com", "digits", "1", None, TOKEN, TOKEN),
        ),
        (TOKEN, None),
        ("", None),
        (":1", None),
    ],
)
def test_the_parts(text: str, name: ImageName | None) -> None:
    assert ImageName.parse(text) == name


@pytest.mark.parametrize(
    ("uri", "digest"),
    [(f"{ECR}/digits@{DIGEST}", DIGEST), (f"{ECR}/digits:1", None), (f"{ECR}/digits@{DIGEST}0", None)],
)
def test_the_digest_is_what_it_ends_with(uri: str, digest: str | None) -> None:
    assert digest_of(uri) == digest
