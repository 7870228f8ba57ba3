"""Replaces recipe variables in a lifecycle, as a nucleus does.

Source: aws-greengrass-nucleus, KernelConfigResolver.replace: first the component's own variables, then those of its
direct dependencies; what cannot be replaced stays as it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.edge.device.configuration import MISSING, as_text, look_up

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdk_model_packages.edge.device.layout import DeviceLayout

_OWN = re.compile(r"\{([.\w-]+):([^:}]*)\}", re.ASCII)
_OTHERS = re.compile(r"\{([.\w-]+):([.\w-]+):([^:}]*)\}", re.ASCII)
_CONFIGURATION = "configuration"
_NAMESPACES = frozenset({"artifacts", "work", "kernel", "iot"})


@dataclass(frozen=True)
class Service:
    """What variables tell of one component.

    Attributes:
        name: Its name.
        version: Its version.
        configuration: Its configuration, merged.
    """

    name: str
    version: str
    configuration: Mapping[str, Any]


class Interpolation:
    """The variables of one component.

    Args:
        layout: The device's folders.
        thing_name: What ``{iot:thingName}`` is replaced by.
        service: The component itself.
        dependencies: Names of all its direct dependencies.
        others: Those of them that are on the device, by name.
    """

    def __init__(
        self,
        layout: DeviceLayout,
        thing_name: str,
        service: Service,
        *,
        dependencies: frozenset[str] = frozenset(),
        others: Mapping[str, Service] | None = None,
    ) -> None:
        self._layout = layout
        self._thing_name = thing_name
        self._service = service
        self._dependencies = dependencies
        self._others = others or {}
        self.findings: dict[str, None] = {}
        """Sentences about what was not replaced, each once, in order."""

    def value(self, value: Any) -> Any:
        """Return a text, or a map or list of them, with the variables replaced.

        Raises:
            EdgeError: A variable ends the deployment on a device.
        """
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, dict):
            return {name: self.value(found) for name, found in cast("dict[str, Any]", value).items()}
        if isinstance(value, list | tuple):
            return [self.value(found) for found in cast("list[Any]", value)]
        return value

    def _text(self, text: str) -> str:
        # What is found is what was written, not what a replacement has brought in.
        for found in list(_OWN.finditer(text)):
            if not _is_the_shells(found):
                text = self._replaced(text, found[0], self._service, found[1], found[2])
        for found in list(_OTHERS.finditer(text)):
            other = self._others.get(found[1])
            if found[1] not in self._dependencies:
                self._left(found[0], f"{found[1]} is no direct dependency of {self._service.name} [GG-025]")
            elif other is None:
                self._left(found[0], f"{found[1]} is not on this device; give its recipe with --dependency")
            else:
                text = self._replaced(text, found[0], other, found[2], found[3])
        return text

    def _replaced(self, text: str, variable: str, service: Service, namespace: str, key: str) -> str:
        if namespace == _CONFIGURATION:
            found = look_up(service.configuration, key)
            if found is MISSING:
                self._left(variable, f"the configuration of {service.name} has no {key}")
                return text
            if isinstance(found, int | float) and not isinstance(found, bool):
                told = f"{variable}: is the number {found}, which a device may write as a float; put it in quotes"
                self.findings[f"{told} [GG-022]"] = None
            return text.replace(variable, as_text(found))
        values = self._system(service)
        if namespace not in values:
            known = ", ".join([*values, _CONFIGURATION])
            self._left(variable, f"{namespace} is no namespace of recipe variables ({known})")
            return text
        replacement = values[namespace].get(key)
        if replacement is None:
            self._left(variable, f"{namespace} has {', '.join(values[namespace])}")
            return text
        return text.replace(variable, replacement)

    def _system(self, service: Service) -> dict[str, dict[str, str]]:
        name, version = service.name, service.version
        return {
            "artifacts": {
                "path": str(self._layout.artifacts(name, version)),
                "decompressedPath": str(self._layout.unarchived(name, version)),
            },
            "work": {"path": str(self._layout.work(name))},
            "kernel": {"rootPath": str(self._layout.root)},
            "iot": {"thingName": self._thing_name},
        }

    def _left(self, variable: str, why: str) -> None:
        self.findings[f"{variable}: stays as it is written: {why}"] = None


def _is_the_shells(found: re.Match[str]) -> bool:
    """Tell a shell's ``${PORT:-8080}`` from a recipe variable; a device leaves it as it is, too."""
    return found.string[: found.start()].endswith("$") and found[1] not in {*_NAMESPACES, _CONFIGURATION}
