"""What tests of components share."""

from tests.edge.component.components import cache

__all__ = ["cache"]
