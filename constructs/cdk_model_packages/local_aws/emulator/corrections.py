"""Where MiniStack answers otherwise than AWS and the CDK would be misled."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from . import hooks

if TYPE_CHECKING:
    from .hooks import Handler
    from .services import Response

_DESCRIBE_IMAGES = ".DescribeImages"
_OK = 200


def install() -> None:
    """Correct the answers of MiniStack's own services."""
    hooks.wrap_handler("ecr", _refuse_unknown_images)


def _refuse_unknown_images(original: Handler) -> Handler:
    """Refuse DescribeImages of an image that is not there.

    MiniStack 1.5.33 answers with an empty list. The CDK takes every answer for "already published" and never
    builds the image: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html
    """

    async def handle(
        method: str, path: str, headers: dict[str, str], body: bytes, query_params: dict[str, Any]
    ) -> Response:
        status, answer_headers, answer = await original(method, path, headers, body, query_params)
        if status != _OK or not headers.get("x-amz-target", "").endswith(_DESCRIBE_IMAGES):
            return status, answer_headers, answer
        request = json.loads(body or b"{}")
        wanted, found = request.get("imageIds") or [], json.loads(answer)["imageDetails"]
        if len(found) >= len(wanted):
            return status, answer_headers, answer
        error = {
            "__type": "ImageNotFoundException",
            "message": f"The image with imageId {wanted} does not exist within the repository with name "
            f"'{request.get('repositoryName')}' in the registry with id '{hooks.account()}'",
        }
        return 400, {"Content-Type": "application/x-amz-json-1.1"}, json.dumps(error).encode()

    return handle
