"""Existing recipes are read without loss: all that they say is there when they are rendered again."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from cdk_model_packages.spec.greengrass import Recipe
from tests.spec.greengrass.recipe_schemas import refusals

FOLDER = Path(__file__).parent / "recipes"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in {".json", ".yaml"})
CHOICES = {"zip": "ZIP", "Zip": "ZIP", "all": "ALL", "Owner": "OWNER", "soft": "SOFT", "hard": "HARD"}
"""Read in any case, rendered as documented (SerializerFactory.java of component-common)."""

each_file = pytest.mark.parametrize("file", [pytest.param(file, id=file.name) for file in FILES])


class Independent(yaml.SafeLoader):
    """Another reader than ours, as YAML 1.2 reads: no dates, no times, and no booleans but true and false."""


Independent.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag.rsplit(":", 1)[-1] in {"null", "merge"}]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
for kind, form, first in (
    ("bool", r"(true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|[0-9]+)([eE][-+]?[0-9]+)?$", "-+.0123456789"),
):
    Independent.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(form), list(first))


def parsed(file: Path) -> Any:
    text = file.read_text()
    return json.loads(text) if file.suffix == ".json" else yaml.load(text, Loader=Independent)


def scalars(value: Any, key: str = "") -> list[tuple[str, str]]:
    """Return all scalars with the key or index that they stand at; null is as good as nothing."""
    if isinstance(value, dict):
        return [found for name, one in value.items() for found in scalars(one, str(name).lower())]
    if isinstance(value, list):
        return [found for one in value for found in scalars(one, key)]
    is_choice = key in {"unarchive", "read", "execute", "dependencytype"}
    return [] if value is None else [(key, repr(CHOICES.get(value, value) if is_choice else value))]


@each_file
def test_every_scalar_of_it_is_rendered_at_its_key(file: Path) -> None:
    recipe = Recipe.from_text(file.read_text(), file.name)
    assert Counter(scalars(recipe.properties())) == Counter(scalars(parsed(file)))


@each_file
def test_null_and_empty_values_of_a_configuration_are_kept(file: Path) -> None:
    def configuration(document: Any) -> Any:
        known = {key.lower(): value for key, value in document.items()}.get("componentconfiguration") or {}
        return {key.lower(): value for key, value in known.items()}.get("defaultconfiguration")

    recipe = Recipe.from_text(file.read_text(), file.name)
    assert configuration(recipe.properties()) == configuration(parsed(file))


@each_file
def test_what_is_rendered_is_read_as_the_same(file: Path) -> None:
    recipe = Recipe.from_text(file.read_text(), file.name)
    for text in (recipe.to_json(), recipe.to_json(indent=2), recipe.to_yaml()):
        again = Recipe.from_text(text)
        assert again == recipe
        assert again.properties() == recipe.properties()


@each_file
def test_the_renderings_say_the_same_to_any_reader(file: Path) -> None:
    recipe = Recipe.from_text(file.read_text(), file.name)
    document = recipe.properties()
    assert json.loads(recipe.to_json()) == document
    assert yaml.safe_load(recipe.to_yaml()) == document, "YAML 1.1, as the GDK reads it"
    assert yaml.load(recipe.to_yaml(), Loader=Independent) == document, "YAML 1.2"


@each_file
def test_aws_schemas_accept_what_is_rendered(file: Path) -> None:
    assert refusals(Recipe.from_text(file.read_text(), file.name).properties()) == []


def test_there_are_recipes_of_many_shapes() -> None:
    assert len(FILES) >= 25
    assert {file.suffix for file in FILES} == {".json", ".yaml"}
    listed = (FOLDER / "README.md").read_text()
    assert [file.name for file in FILES if f"| {file.name} |" not in listed] == []
