"""Which component versions an app makes: a version can be published once (GG-005)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from cdk_model_packages._place import stack_of
from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec import is_token

if TYPE_CHECKING:
    from constructs import Construct, IConstruct


class _Published(NamedTuple):
    path: str
    stack_path: str
    content: str


_PUBLISHED: WeakKeyDictionary[IConstruct, dict[tuple[str, ...], _Published]] = WeakKeyDictionary()


def publish(scope: Construct, name: str, version: str, content: str) -> None:
    """Take note that a component version is made.

    Args:
        scope: What makes it.
        name: Its name.
        version: Its version. Where either is known at deploy time only, nothing is judged.
        content: Hash of what it is made of.

    Raises:
        SpecError: ``GG-005`` when the app makes that version for the same account and region already: of another
            content, or in the same stack.
    """
    if is_token(name) or is_token(version):
        return
    stack = stack_of(scope)
    made = _Published(scope.node.path, stack.node.path, content)
    known = _PUBLISHED.setdefault(scope.node.root, {})
    other = known.setdefault((stack.environment, name, version), made)
    if other is made or (other.content == content and other.stack_path != made.stack_path):
        return
    is_same = other.content == content
    need = f"a version that {other.path} does not make {'already' if is_same else 'of another content'}"
    fix = "make one component and use it twice" if is_same else "change the version, or use from_content()"
    raise SpecError("GG-005", "ComponentVersion", got=f"{name} {version}", need=need, fix=fix)
