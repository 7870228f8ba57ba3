"""Which operation of a REST service a method and a path name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from botocore.model import OperationModel

_LABEL = re.compile(r"\{(?P<name>[^}+]+)(?P<greedy>\+?)\}")


class Route:
    """One operation's ``requestUri``: literal parts, ``{label}`` for one part, ``{label+}`` for the rest.

    Args:
        operation: botocore's model of it.
    """

    def __init__(self, operation: OperationModel) -> None:
        self.operation = operation
        self._method = str(operation.http["method"])
        self._uri = str(operation.http["requestUri"]).partition("?")[0]
        self._names = [found["name"] for found in _LABEL.finditer(self._uri)]
        self._pattern = re.compile(_expression(self._uri))

    @property
    def place(self) -> tuple[int, int]:
        """Return where it comes among routes that match one path: the most literal one first."""
        return -len(_LABEL.sub("", self._uri)), len(self._names)

    def labels(self, method: str, path: str) -> dict[str, str] | None:
        """Return what the labels stand for in a decoded path; ``None``: it is another operation's."""
        found = self._pattern.fullmatch(path) if method == self._method else None
        return None if found is None else dict(zip(self._names, found.groups(), strict=True))


def _expression(uri: str) -> str:
    pieces, end = [], 0
    for label in _LABEL.finditer(uri):
        pieces += [re.escape(uri[end : label.start()]), "(.+)" if label["greedy"] else "([^/]+)"]
        end = label.end()
    return "".join([*pieces, re.escape(uri[end:])])
