"""Looks images of the embedded AWS up through its own API."""

from __future__ import annotations

import re

from botocore.exceptions import ClientError

from .. import hooks
from ..own_clients import client

_ECR_IMAGE = re.compile(
    r"(?P<account>\d{12})\.dkr\.ecr\.(?P<region>[a-z0-9-]+)\.amazonaws\.com(?:\.cn)?/"
    r"(?P<repository>[^:@]+)(?::(?P<tag>[^@]+))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?"
)


def image_finding(image: str) -> tuple[str | None, str | None]:
    """Look an image up.

    Returns:
        The ARN of its repository, when that is this account's, and what is wrong with it.
    """
    found = _ECR_IMAGE.fullmatch(image)
    if found is None or found["account"] != hooks.account():
        return None, None
    arn = f"arn:aws:ecr:{found['region']}:{found['account']}:repository/{found['repository']}"
    identity = {"imageDigest": found["digest"]} if found["digest"] else {"imageTag": found["tag"] or "latest"}
    try:
        client("ecr", hooks.account(), found["region"]).describe_images(
            repositoryName=found["repository"], imageIds=[identity]
        )
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code == "RepositoryNotFoundException":
            return arn, f"The repository of image {image} does not exist."
        return arn, f"The image {image} is not in its repository ({code})."
    return arn, None
