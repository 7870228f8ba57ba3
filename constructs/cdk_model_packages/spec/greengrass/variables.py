"""Recipe variables: ``{artifacts:path}`` and its like, which a device replaces in the texts of a lifecycle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import is_token
from cdk_model_packages.spec.greengrass.value import NUCLEUS, REFERENCE, Finding, Place, RecipeValue, short

if TYPE_CHECKING:
    from cdk_model_packages.spec.greengrass.manifest import Manifest
    from cdk_model_packages.spec.greengrass.recipe import Recipe

_RESOLVER = f"KernelConfigResolver.java of {NUCLEUS}"
_VARIABLE = re.compile(r"(?<!\$)\{(?:([\w.-]+):)?([\w.-]+):([^:{}]*)\}", re.ASCII)
_BELOW = re.compile(r"[/\\]+([^\s/\\\"';|&<>()]*)")
_PLAIN = re.compile(r"[A-Za-z0-9_.+@-]+")
_LOCAL_KEYS: Mapping[str, frozenset[str]] = {
    "artifacts": frozenset({"path", "decompressedPath"}),
    "work": frozenset({"path"}),
    "kernel": frozenset({"rootPath"}),
    "iot": frozenset({"thingName"}),
}
_LIKELY_KEYS = {"path", "decompressedpath", "rootpath", "thingname"}


class Variable(NamedTuple):
    """A variable in a text.

    Attributes:
        written: As it stands there, with what follows up to the end of a file's name.
        component: The dependency that is asked; empty: the component itself.
        namespace: ``artifacts``, ``configuration``, ``work``, ``kernel`` or ``iot``.
        key: What of it.
        name: The first name of the path that follows.
    """

    written: str
    component: str
    namespace: str
    key: str
    name: str

    @property
    def is_known(self) -> bool:
        """Whether a device replaces it."""
        if self.namespace == "configuration":
            return self.key == "" or self.key.startswith("/")
        return self.key in _LOCAL_KEYS.get(self.namespace, ())

    @property
    def is_meant(self) -> bool:
        """Whether it is a variable that is misspelt, and not any text in braces."""
        if self.namespace == "configuration":
            return re.fullmatch(r"\S+", self.key) is not None
        if self.namespace in _LOCAL_KEYS:
            return self.key.isascii() and self.key.isalpha()
        is_pointer = self.namespace.lower().startswith("conf") and self.key.startswith("/")
        return is_pointer or self.key.lower() in _LIKELY_KEYS


def variables_in(text: str) -> Iterator[Variable]:
    """Return the recipe variables of a text. ``${NAME:-default}`` is the shell's."""
    for found in _VARIABLE.finditer(text):
        below = _BELOW.match(text, found.end())
        name = "" if below is None else below[1]
        written = text[found.start() : found.end() if below is None else below.end()]
        yield Variable(written, found[1] or "", found[2], found[3], name)


def variable_findings(recipe: Recipe) -> Iterator[Finding]:
    """Return the variables of a recipe that a device does not replace, and the files that are not there."""
    shared = [manifest for manifest in recipe.manifests if not manifest.runs_on_its_own]
    for number, manifest in enumerate(recipe.manifests):
        if manifest.lifecycle is not None:
            yield from _of(recipe, manifest.lifecycle, ("Manifests", number, "Lifecycle"), [manifest])
    if recipe.lifecycle is not None:
        yield from _of(recipe, recipe.lifecycle, ("Lifecycle",), shared)


def _of(recipe: Recipe, lifecycle: RecipeValue, at: Place, manifests: list[Manifest]) -> Iterator[Finding]:
    dependencies = recipe.component_dependencies or {}
    for place, text in texts_of(lifecycle, at):
        for variable in variables_in(text):
            error: SpecError | None = None
            if variable.component:
                error = _of_another(variable, dependencies)
            elif variable.is_meant and not variable.is_known:
                need = f"a variable that a device replaces ({_RESOLVER})"
                fix = "use {artifacts:path}, {artifacts:decompressedPath}, {work:path}, {configuration:/pointer}, "
                fix += "{kernel:rootPath} or {iot:thingName}"
                error = SpecError("GG-047", str(place[-1]), got=short(variable.written), need=need, fix=fix)
            elif variable.namespace == "artifacts" and not is_token(variable.name):
                error = _missing_file(variable, manifests, str(place[-1]))
            if error is not None:
                yield place, error


def _of_another(variable: Variable, dependencies: Mapping[str, object]) -> SpecError | None:
    if variable.component in dependencies:
        if variable.is_known:
            return None
        need = f"a variable that a device replaces ({_RESOLVER})"
        return SpecError("GG-047", "variable", got=short(variable.written), need=need, fix="correct it")
    if variable.namespace not in {"artifacts", "configuration", "work"}:
        return None
    need = f"of a component among the ComponentDependencies: any other stays as it is written ({_RESOLVER})"
    fix = f"add {variable.component} to them; for this component itself, leave its name out"
    return SpecError("GG-025", "variable", got=short(variable.written), need=need, fix=fix)


def _missing_file(variable: Variable, manifests: list[Manifest], key: str) -> SpecError | None:
    """Return what is wrong with a file's name, where all artifacts that it may be are known."""
    artifacts = [artifact for manifest in manifests for artifact in manifest.artifacts if artifact.scheme != "docker"]
    if not manifests or any(artifact.file_name is None for artifact in artifacts):
        return None
    is_plain = _PLAIN.fullmatch(variable.name) is not None
    if variable.key == "decompressedPath":
        folders = sorted({artifact.folder for artifact in artifacts if artifact.folder is not None})
        if variable.name in folders or (folders and not is_plain):
            return None
        there = f"what is unpacked is {', '.join(folders)}" if folders else "no artifact has Unarchive ZIP"
        need = f"the folder of a ZIP artifact, its file name without the extension: {there} ({REFERENCE})"
        fix = "use that, or {artifacts:path} for plain files"
        return SpecError("GG-011", key, got=short(variable.written), need=need, fix=fix)
    files = sorted({cast("str", artifact.file_name) for artifact in artifacts})
    if not files or not is_plain or variable.name in files:
        return None
    need = f"an artifact of the manifest: there are {', '.join(files)} ({REFERENCE})"
    fix = "add the file to Artifacts, or correct its name"
    return SpecError("GG-048", key, got=short(variable.written), need=need, fix=fix)


def texts_of(part: RecipeValue, at: Place) -> Iterator[tuple[Place, str]]:
    """Return the texts of a lifecycle with their places, without those below keys that nobody knows."""
    for name, field in type(part).model_fields.items():
        if name != "more":
            place = at if name == "selected" else (*at, field.alias or name)
            yield from _texts(getattr(part, name), place)


def _texts(value: Any, at: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, RecipeValue):
        yield from texts_of(value, at)
    elif isinstance(value, Mapping):
        for key, one in cast("Mapping[str, Any]", value).items():
            yield from _texts(one, (*at, key))
