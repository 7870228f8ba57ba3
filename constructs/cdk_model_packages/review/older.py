"""What is deployed now: which older stack a stack is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.errors import TemplateError
from cdk_model_packages.templates import Place, Stack, stacks_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Older:
    """The stacks that are deployed now.

    Args:
        path: A template, or a cloud assembly; ``None``: nothing is compared.
        newer: The stacks to review.
        place: Where a stack is deployed whose assembly does not tell it.

    Raises:
        TemplateError: It is none of theirs, or it is not clear whose.
    """

    def __init__(self, path: Path | None, newer: Sequence[Stack], place: Place) -> None:
        self._stacks = [] if path is None else stacks_in(path, place)
        if path is None:
            return
        if not path.is_dir() and len(newer) > 1:
            raise TemplateError(
                f"--before {path}: is one template, and {len(newer)} are reviewed; compare one at a time"
            )
        if all(self.of_stack(stack) is None for stack in newer):
            names = ", ".join(str(stack.name) for stack in self._stacks[:5])
            raise TemplateError(
                f"--before {path}: has {names}, and none of the stacks to review; name the same app's, or one template"
            )

    def of_stack(self, stack: Stack) -> Stack | None:
        """Return the older form of a stack: that at its place in the assembly, of its name, or the only template.

        Args:
            stack: To review.
        """
        same_path = [one for one in self._stacks if stack.path is not None and one.path == stack.path]
        same_name = [one for one in self._stacks if stack.name is not None and one.name == stack.name]
        same_file = [one for one in self._stacks if one.template.path.name == stack.template.path.name]
        one_is_a_file = len(self._stacks) == 1 and None in {stack.name, self._stacks[0].name}
        for found in (same_path, same_name, self._stacks if one_is_a_file else [], same_file if not stack.name else []):
            if len(found) == 1:
                return found[0]
        return None
