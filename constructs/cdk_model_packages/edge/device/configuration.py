"""The configuration of a component on a device.

Source: aws-greengrass-nucleus, KernelConfigResolver.lookupConfigurationValueForComponent and Topics.updateFromMap.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from collections.abc import Sequence

_SMALLEST_PLAIN, _LARGEST_PLAIN = 1e-3, 1e7


class Missing:
    """What a JSON pointer leads to where there is nothing."""


MISSING = Missing()


def merged(defaults: Mapping[str, Any], update: Mapping[str, Any]) -> dict[str, Any]:
    """Return a recipe's defaults with what a deployment merges into them.

    Maps are merged, everything else is replaced; a key is found in any case and keeps the spelling of the default.
    """
    found = dict(defaults)
    for name, value in update.items():
        key = next((known for known in found if known.lower() == name.lower()), name)
        former = found.get(key)
        if isinstance(former, Mapping) and isinstance(value, Mapping):
            found[key] = merged(cast("Mapping[str, Any]", former), cast("Mapping[str, Any]", value))
        else:
            found[key] = value
    return found


def look_up(configuration: Mapping[str, Any], pointer: str) -> Any:
    """Return the value that a JSON pointer leads to, or ``MISSING``; an empty one leads to all of it.

    Raises:
        EdgeError: It is no JSON pointer, which ends a deployment on a device.
    """
    if pointer and not pointer.startswith("/"):
        raise EdgeError(
            f"{{configuration:{pointer}}}: is no JSON pointer: a device fails the deployment; begin it with a slash: "
            f"{{configuration:/{pointer}}}"
        )
    found: Any = configuration
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(found, Mapping) and name in found:
            found = cast("Mapping[str, Any]", found)[name]
        elif isinstance(found, list) and _is_index(name) and int(name) < len(cast("Sequence[Any]", found)):
            found = cast("Sequence[Any]", found)[int(name)]
        else:
            return MISSING
    return found


def as_text(value: Any) -> str:
    """Return a value as a device writes it into a script: Jackson's ``asText``, a map or list as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return _java_number(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _is_index(name: str) -> bool:
    return name.isascii() and name.isdecimal() and (name == "0" or not name.startswith("0"))


def _java_number(value: float) -> str:
    """Return what Java's ``Double.toString`` makes of a number: 1.0E7 from ten million on, 8080.0 for 8080."""
    if value == 0 or _SMALLEST_PLAIN <= abs(value) < _LARGEST_PLAIN:
        return repr(value)
    sign, digits, exponent = Decimal(repr(value)).normalize().as_tuple()
    text = "".join(map(str, digits))
    return f"{'-' if sign else ''}{text[0]}.{text[1:] or '0'}E{int(exponent) + len(text) - 1}"
