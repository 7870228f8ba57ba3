"""What the rules are told of a deploy: facts that one template alone does not have."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.review.changes.compare import COMPONENT, POLICIES, Difference, compare, name_of, policy
from cdk_model_packages.review.changes.exports import gone_exports
from cdk_model_packages.review.changes.grants import gains
from cdk_model_packages.review.changes.schemas import schema_of
from cdk_model_packages.review.changes.values import fact, leaves, references
from cdk_model_packages.templates import worlds

if TYPE_CHECKING:
    from cdk_model_packages.review.changes.compare import Resource
    from cdk_model_packages.review.changes.schemas import Keys
    from cdk_model_packages.templates import Place, Template, World

_GROUP = "AWS::SageMaker::ModelPackageGroup"
_BY_NAME = {
    "AWS::S3::Bucket": r"(?:s3://|:::){}(?:/|$)",
    "AWS::ECR::Repository": r"\.dkr\.ecr\.[^/]+/{}(?:[:@]|$)",
    _GROUP: r"^(?:arn:.*:model-package-group/)?{}$",
}


class Comparison:
    """Two templates of one stack, in the outcome of their conditions that the parameters' defaults give."""

    def __init__(self, before: Template, after: Template, place: Place, before_place: Place | None = None) -> None:
        self.old: World = worlds(before, before_place or place)[0]
        self.new: World = worlds(after, place)[0]
        self.differences = compare(self.old.resources, self.new.resources, (before.resources, after.resources))
        self.recipes = self.old.recipes, self.new.recipes
        self.gains = gains(self.old.resources, self.new.resources)

    def component(self, name: str, *, newer: bool) -> tuple[str, str] | None:
        """Return name and version of a component, if its recipe tells them.

        Args:
            name: Its logical id.
            newer: In the newer template.
        """
        world = self.new if newer else self.old
        properties = world.resources.get(name, {}).get("Properties", {})
        function, recipe = properties.get("LambdaFunction"), self.recipes[newer].get(name, {}).get("document")
        source = cast("dict[str, object]", function if isinstance(function, dict) else recipe)
        if not isinstance(source, dict):  # pyright: ignore[reportUnnecessaryIsInstance] - a recipe may be any YAML
            return None
        texts = [source.get(key) for key in ("ComponentName", "ComponentVersion")]
        known = [one for one in texts if isinstance(one, str) and "${" not in one]
        return (known[0], known[1]) if len(known) == len(texts) else None

    def users(self, target: str, *, newer: bool) -> list[str]:
        """Return the resources that refer to a logical id.

        Args:
            target: The logical id.
            newer: In the newer template.
        """
        return self._users[newer].get(target, [])

    @cached_property
    def _users(self) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        return _users(self.old), _users(self.new)


def _users(world: World) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for name, resource in world.resources.items():
        for _, words in leaves(resource["Properties"]):
            for target, _ in references(words):
                if target != name:
                    found.setdefault(target, {})[name] = None
    return {target: list(names) for target, names in found.items()}


_last: list[tuple[tuple[Template, Template, Place, Place], Comparison]] = []


def comparison(before: Template, after: Template, place: Place, before_place: Place | None = None) -> Comparison:
    """Return the comparison of two templates; the one that was made last is kept, facts and report need the same.

    Args:
        before: The template of the stack as it is.
        after: The template that will be deployed.
        place: Where.
        before_place: Where the stack is, if that is told apart.
    """
    key = (before, after, place, before_place or place)
    for known, found in _last[:]:
        if known[0] is before and known[1] is after and known[2:] == key[2:]:
            return found
    found = Comparison(*key)
    _last[:] = [(key, found)]
    return found


def change_facts(before: Template, after: Template, place: Place, before_place: Place | None = None) -> dict[str, Any]:
    """Return what the rules are told of a deploy: ``changes`` and ``gone_exports`` by id, and what is ``added``.

    Args:
        before: The template of the stack as it is.
        after: The template that will be deployed.
        place: Where.
        before_place: Where the stack is, if that is told apart.
    """
    found = comparison(before, after, place, before_place)
    changes = {one.name: _facts(one, found) for one in found.differences}
    added = sorted(after.resources.keys() - before.resources.keys())
    told = {"changes": changes, "gone_exports": gone_exports(before, after), "added": added}
    return {key: fact for key, fact in told.items() if fact}


def _facts(one: Difference, found: Comparison) -> dict[str, Any]:
    old, new = one.old or {}, one.new or {}
    schema = schema_of(one.type)
    facts: dict[str, Any] = {
        "type": one.type,
        "before_type": old.get("Type", one.type),
        "action": one.action,
        "properties": sorted({".".join(path) for path in one.paths}),
        "create_only": sorted({".".join(path) for path in one.create_only}),
        "conditional": sorted({".".join(path) for path in one.conditional}),
        "causes": {".".join(path): cause for path, cause in one.causes.items()},
        "before": fact(old.get("Properties", {})),
        "after": fact(new.get("Properties", {})),
        "before_policies": _policies(old),
        "after_policies": _policies(new),
        "keeps_old": one.keeps_old,
        "collides": one.collides,
        "name": ".".join(name_of(one.new or one.old, schema) or ()),
        "used_by": used_by(one, found),
        "used_before": used_by(one, found, newer=False),
        "gained": found.gains.get(one.name, []),
    }
    if one.renamed_to is not None:
        facts["renamed_to"] = one.renamed_to
    if one.renamed_from is not None:
        facts["renamed_from"] = one.renamed_from
    if one.type == COMPONENT:
        facts |= _component_facts(one, found)
    return facts


def _component_facts(one: Difference, found: Comparison) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for side, newer in (("before", False), ("after", True)):
        known = found.component(one.name, newer=newer)
        if known is not None:
            facts[f"{side}_component"] = {"name": known[0], "version": known[1]}
        recipe = found.recipes[newer].get(one.name, {}).get("document")
        if isinstance(recipe, dict):
            facts[f"{side}_recipe"] = fact(cast("object", recipe))
    return facts


def _policies(resource: Resource) -> dict[str, str]:
    return {key: found for key in POLICIES if (found := policy(None, resource, key)) is not None}


def used_by(one: Difference, found: Comparison, *, newer: bool = True) -> dict[str, str]:
    """Return the resources that refer to a resource as it was, each with how: by ``reference``, or by its ``name``.

    Args:
        one: What happens to the resource.
        found: The two stacks.
        newer: Whether to look at the newer template's resources, or at the older's.
    """
    if one.action not in ("replaced", "deleted", "retained"):
        return {}
    users: dict[str, str] = dict.fromkeys(found.users(one.name, newer=newer), "reference")
    name = name_of(one.old, schema_of(one.type))
    if name is not None and "${" not in name[0] and one.type in _BY_NAME:
        by_name = re.compile(_BY_NAME[one.type].format(re.escape(name[0])))
        for other, resource in (found.new if newer else found.old).resources.items():
            if other not in users and other != one.name:
                places = (place for place in leaves(resource["Properties"]) if name[0] in place[1])
                if any(_is_name_place(one.type, path) and by_name.search(words) for path, words in places):
                    users[other] = "name"
    return users


def _is_name_place(resource_type: str, path: Keys) -> bool:
    """Tell whether a text at a path may be a name: a group's may be a word of any text."""
    return resource_type != _GROUP or path[-1:] == ("ModelPackageGroupName",)
