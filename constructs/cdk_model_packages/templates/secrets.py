"""Where CloudFormation fills a secret into the environment of a container."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.templates.mappings import mapping_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SECRET = ("{{resolve:secretsmanager:", "{{resolve:ssm-secure:")


def resolved_secrets(resources: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the environment variables that are filled in with a secret: ``resource``, and ``path`` below Properties.

    Args:
        resources: As they are written.
    """
    return [
        {"resource": name, "path": list(path)}
        for name, one in resources.items()
        if str(one.get("Type")).startswith("AWS::SageMaker::")
        for path in _environments(one.get("Properties"), ())
    ]


def _environments(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(value, list):
        for index, one in enumerate(cast("list[object]", value)):
            yield from _environments(one, (*path, str(index)))
        return
    for key, one in mapping_of(value).items():
        if key == "Environment":
            yield from ((*path, key, name) for name, given in mapping_of(one).items() if _is_secret(given))
        else:
            yield from _environments(one, (*path, key))


def _is_secret(value: object) -> bool:
    if isinstance(value, str):
        return any(start in value for start in _SECRET)
    if isinstance(value, dict):
        return any(map(_is_secret, cast("dict[str, object]", value).values()))
    return isinstance(value, list) and any(map(_is_secret, cast("list[object]", value)))
