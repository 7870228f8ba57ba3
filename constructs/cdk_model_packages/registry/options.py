"""Keyword arguments that a door passes on: none may vanish."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def checked(options: Mapping[str, object], kind: type, what: str) -> None:
    """Refuse keyword arguments that a door does not take, as Python does where they are written out.

    Args:
        options: What was given.
        kind: The ``TypedDict`` of what may be.
        what: The door, for the message.

    Raises:
        TypeError: when a name is none of them; a type checker tells it before.
    """
    known = kind.__annotations__  # of what it inherits, too
    for name in options:
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1)
            advice = f"did you mean {close[0]!r}?" if close else f"it takes {', '.join(sorted(known))}"
            raise TypeError(f"{what} got an unexpected keyword argument {name!r}; {advice}")
