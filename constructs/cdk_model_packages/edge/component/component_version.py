"""Which version a component gets."""

from __future__ import annotations

from dataclasses import dataclass

from cdk_model_packages.edge.component.arguments import check_text, is_whole_number
from cdk_model_packages.edge.functions.package.content_version import content_version
from cdk_model_packages.errors import SpecError

_LARGEST = 999_999


@dataclass(frozen=True)
class ComponentVersion:
    """Which version a component gets. Made by :meth:`from_content` and :meth:`of`.

    A published version cannot be changed (GG-005): any change of recipe or model needs another one.

    Args:
        major: The first number of a version that comes from the content. ``None``: the version is explicit.
        explicit: The version. ``None``: it comes from the content.

    Source: component recipe reference; ComponentRecipe.java of aws-greengrass-component-common.
    """

    major: int | None
    explicit: str | None

    def __post_init__(self) -> None:
        if (self.major is None) == (self.explicit is None):
            need = "the first number of one from the content, or a whole version"
            fix = "make it: ComponentVersion.from_content() or ComponentVersion.of(...)"
            raise SpecError("GG-004", "ComponentVersion", got=self.explicit, need=need, fix=fix)
        if self.major is None:
            check_text(self.explicit, "ComponentVersion", "GG-004")
        elif not is_whole_number(self.major) or not 0 <= self.major <= _LARGEST:
            raise SpecError("GG-004", "ComponentVersion", got=self.major, need=f"0 to {_LARGEST}", fix="choose one")

    @staticmethod
    def from_content(major: int = 1) -> ComponentVersion:
        """Make a version of the component's content: recipe and artifact. What stays the same keeps its version.

        Two of the three numbers are made of a hash: a later version is not a higher one. Name the exact version where a
        component depends on this one, and not a range.

        Former content has its former version, which is retained: making it again fails in the deployment, and another
        ``major`` makes a new one.

        Args:
            major: The first number, 0 to 999999.

        Raises:
            SpecError: ``GG-004`` when it is another number.
        """
        return ComponentVersion(major, None)

    @staticmethod
    def of(version: str) -> ComponentVersion:
        """Give the version yourself: ``major.minor.patch``, at most 64 characters, each number at most 999999."""
        return ComponentVersion(None, version)

    def for_content(self, content: str) -> str:
        """Return the version of a component whose content is known."""
        return content_version(self.major or 0, content) if self.explicit is None else self.explicit
