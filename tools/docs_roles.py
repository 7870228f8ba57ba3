"""Turns the roles of docstrings (a colon, a kind, a colon, a name in backticks) into the site's own links."""

from __future__ import annotations

import re
from typing import Any

import griffe

_ROLE = re.compile(r":(?:class|func|meth|attr|data|exc|mod):`(?P<short>~?)(?P<name>[\w.]+)`")


class Roles(griffe.Extension):
    """Links what a role names, as the code at that place would find it.

    What no room exports has no place in the site and stays a name. What is nowhere becomes a link that leads nowhere,
    so that the build says it.
    """

    def on_package(self, *, pkg: griffe.Module, loader: griffe.GriffeLoader, **_: Any) -> None:
        """Look at every docstring of a package."""
        rooms = [room for room in pkg.members.values() if isinstance(room, griffe.Module)]
        self._exported = {room[name].canonical_path for room in rooms for name in map(str, room.exports or [])}
        self._package = pkg
        self._link(pkg)

    def _link(self, item: griffe.Object) -> None:
        if item.docstring is not None:
            item.docstring.value = _ROLE.sub(lambda role: self._reference(item, role), item.docstring.value)
        for member in item.members.values():
            if isinstance(member, griffe.Object):
                self._link(member)

    def _reference(self, item: griffe.Object, role: re.Match[str]) -> str:
        name = role["name"]
        shown = name.rpartition(".")[2] if role["short"] else name
        found = self._found(item, name)
        if found is None:
            return f"[`{shown}`][{name}]"
        owners = {found.canonical_path, found.parent.canonical_path if found.parent else ""}
        return f"[`{shown}`][{found.canonical_path}]" if owners & self._exported else f"`{shown}`"

    def _found(self, item: griffe.Object, name: str) -> griffe.Object | griffe.Alias | None:
        if name.startswith(f"{self._package.path}."):
            return _member(self._package, name.removeprefix(f"{self._package.path}."))
        scope: griffe.Object | griffe.Module | None = item
        while scope is not None:
            found = _member(scope, name)
            if found is not None:
                return found
            scope = scope.parent
        return None


def _member(scope: griffe.Object, name: str) -> griffe.Object | griffe.Alias | None:
    found: griffe.Object | griffe.Alias | None = scope
    for part in name.split("."):
        found = None if found is None else found.all_members.get(part)
    return found.final_target if isinstance(found, griffe.Alias) else found
