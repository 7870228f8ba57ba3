"""Which stack a construct is in, and in which region: asked of Node once for a scope, and not for each version in it.

A call into Node takes as long as the rest of a version's Python (docs/decisions/0003-jsii-costs.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import aws_cdk as cdk

if TYPE_CHECKING:
    from constructs import IConstruct

_STACKS: WeakKeyDictionary[IConstruct, cdk.Stack] = WeakKeyDictionary()
_REGIONS: WeakKeyDictionary[cdk.Stack, str] = WeakKeyDictionary()


def stack_of(construct: IConstruct) -> cdk.Stack:
    """Return the stack of a construct."""
    stack = _STACKS.get(construct)
    if stack is None:
        stack = _STACKS[construct] = cdk.Stack.of(construct)
    return stack


def region_of(construct: IConstruct) -> str:
    """Return the region of a construct's stack; a CDK token where it is not known."""
    stack = stack_of(construct)
    region = _REGIONS.get(stack)
    if region is None:
        region = _REGIONS[stack] = stack.region
    return region


def is_below(construct: IConstruct, scope: IConstruct) -> None:
    """Take note that a construct is in the stack of its scope."""
    _STACKS[construct] = stack_of(scope)
