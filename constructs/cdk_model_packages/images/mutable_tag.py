"""The warning that an image is named by a tag, which can be moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk

from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from constructs import Construct

WARNING_ID = "CT-013"
_DEFAULT_TAG = "latest"


def warn_of_mutable_tag(
    scope: Construct,
    image: str,
    tag: str | None,
    *,
    reference: str | None = None,
    how_it_moves: str = "a push can move",
) -> None:
    """Warn at synth, once for each package and image, that the version may run other code than was validated.

    To accept it: ``cdk.Validations.of(package).acknowledge(cdk.Acknowledgment(id="CT-013", reason=...))``.

    Args:
        scope: The package.
        image: What it is called, without its tag.
        tag: ``None``: none is named, which means ``latest``. One with a CDK token in it is not judged.
        reference: What the warning says to pin. ``None``: ``image`` and ``tag``.
        how_it_moves: Said of the tag: which ...
    """
    if tag is not None and is_token(tag):
        return
    name, repository = ("the image", "REPOSITORY") if is_token(image) else (f"image {image}", image)
    if tag is None:
        what = f"{name} is named without a tag, which means {_DEFAULT_TAG}: every push moves that"
    elif tag == _DEFAULT_TAG:
        what = f"{name} is named by the tag {_DEFAULT_TAG}, the worst one: every push moves it"
    else:
        what = f"{name} is named by the tag {tag}, which {how_it_moves}"
    cdk.Validations.of(scope).add_warning(
        WARNING_ID,
        f"{what}; the version would then run other code than was validated; "
        f"pin the digest: model-packages image pin {reference or f'{repository}:{tag or _DEFAULT_TAG}'}",
    )
