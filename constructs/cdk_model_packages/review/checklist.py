"""What a checklist asks, and how a line is answered: by the findings first, by the template where no rule objects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cdk_model_packages.review.greengrass import deployed, device_roles
from cdk_model_packages.review.shown import at, mapping, mappings, references, shown, type_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from cdk_model_packages.review.greengrass import Deployed
    from cdk_model_packages.review.report import Answer
    from cdk_model_packages.templates import Place, World

Told = tuple["Answer", str]
OPEN: Told = ("cannot tell", "the template does not determine it")

_REPOSITORY = "AWS::ECR::Repository"


@dataclass(frozen=True)
class Around:
    """What all checklists of a stack look at.

    Attributes:
        world: The stack.
        place: Where it is deployed, as far as it is known.
        installs: What its deployments install.
        device_roles: The roles that core devices take on.
        repositories: Its ECR repositories, by logical id and, with ``=`` before it, by name.
    """

    world: World
    place: Place
    installs: list[Deployed]
    device_roles: list[str]
    repositories: dict[str, str]

    @classmethod
    def of(cls, world: World, place: Place, recipes: dict[str, dict[str, Any]]) -> Around:
        """Look through a stack once."""
        repositories: dict[str, str] = {}
        for name, one in world.resources.items():
            if type_of(one) == _REPOSITORY:
                repositories[name] = name
                repositories[f"={shown(one['Properties'].get('RepositoryName'))}"] = name
        return cls(world, place, deployed(world, recipes), device_roles(world), repositories)


@dataclass(frozen=True)
class Subject:
    """The package, algorithm or component that a checklist is about.

    Attributes:
        name: Its logical id.
        type: Its CloudFormation type.
        properties: As the world has them.
        around: The stack that has it.
        recipe: Of a component: as :func:`cdk_model_packages.templates.recipes.recipes_of` returns it.
        related: Other resources whose findings are about it.
    """

    name: str
    type: str
    properties: dict[str, Any]
    around: Around
    recipe: dict[str, Any] = field(default_factory=dict[str, Any])
    related: frozenset[str] = frozenset()

    @property
    def resources(self) -> dict[str, dict[str, Any]]:
        """The resources of the stack."""
        return self.around.world.resources

    @property
    def place(self) -> Place:
        """Where the stack is deployed."""
        return self.around.place

    @property
    def containers(self) -> list[dict[str, Any]]:
        """The containers of the inference specification, as far as the template determines them."""
        return mappings(mapping(self.properties.get("InferenceSpecification")).get("Containers"))

    @property
    def images(self) -> list[str]:
        """The images of the containers, and that for training, as text."""
        found = [shown(one["Image"]) for one in self.containers if "Image" in one]
        training = at(self.properties, "TrainingSpecification", "TrainingImage")
        return found if training is None else [*found, shown(training)]

    def repositories(self, image: str) -> list[str]:
        """Return the repositories of the stack that an image is in, by reference or by name.

        Args:
            image: As text.
        """
        known = self.around.repositories
        if not known:
            return []
        named = image.split("/", 1)[-1].split("@", 1)[0].split(":", 1)[0]
        return list(dict.fromkeys(known[name] for name in (*references(image), f"={named}") if name in known))

    @property
    def is_certified(self) -> bool:
        """Whether the template asks for certification: most of Marketplace's rules judge only then."""
        return shown(self.properties.get("CertifyForMarketplace")) == "true"


@dataclass(frozen=True)
class Item:
    """A line of a checklist.

    Attributes:
        text: What is asked.
        rules: Ids of the rules that ask it: where one of them has a finding, the answer is no.
        tell: What the template says where none has; ``None`` when the line does not apply.
    """

    text: str
    rules: tuple[str, ...]
    tell: Callable[[Subject], Told | None]
