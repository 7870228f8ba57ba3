"""Whatever the values can say is rendered as AWS's schemas want it, and read as what it was."""

from __future__ import annotations

import json
from contextlib import suppress

import yaml
from hypothesis import HealthCheck, given, settings
from pydantic import ValidationError

from cdk_model_packages.errors import ModelPackagesError
from cdk_model_packages.spec.greengrass import Platform, Recipe
from tests.spec.greengrass.recipe_schemas import refusals
from tests.spec.greengrass.strategies import json_values, platforms, recipes, texts

slow_to_draw = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@given(recipes())
@slow_to_draw
def test_any_recipe_is_rendered_as_the_schemas_want_it_and_read_as_the_same(recipe: Recipe) -> None:
    document = recipe.properties()
    assert refusals(document) == []
    assert json.loads(recipe.to_json()) == document
    assert yaml.safe_load(recipe.to_yaml()) == document
    for again in (
        Recipe.from_text(recipe.to_json()),
        Recipe.from_text(recipe.to_yaml()),
        Recipe.from_document(document),
    ):
        assert again == recipe
        assert again.to_json() == recipe.to_json()


@given(recipes())
@slow_to_draw
def test_a_manifest_runs_its_own_lifecycle_or_what_it_selects(recipe: Recipe) -> None:
    for manifest in recipe.manifests:
        try:
            taken = recipe.lifecycle_for(manifest)
        except ValidationError as error:  # nothing is selected of a script: the device tells "Missing script"
            codes = [found["ctx"]["error"].code for found in error.errors()]
            assert {*codes} == {"GG-043"}
        else:
            assert not manifest.runs_on_its_own or taken == manifest.lifecycle


@given(platforms, platforms, platforms)
def test_what_a_platform_covers_it_matches(one: Platform, other: Platform, device: Platform) -> None:
    """A device is anything that reports plain labels."""
    reported = {name: label for name, label in device.attributes().items() if label[0].isalnum()}
    if one.covers(other) and other.matches(reported):
        assert one.matches(reported)


@given(json_values)
def test_no_json_ends_in_a_traceback(document: object) -> None:
    with suppress(ModelPackagesError):
        Recipe.from_text(json.dumps(document))


@given(texts)
def test_no_text_ends_in_a_traceback(text: str) -> None:
    for whole in (text, f"{{{text}}}", f"RecipeFormatVersion: 2020-01-25\n{text}: {text}\n"):
        with suppress(ModelPackagesError):
            Recipe.from_text(whole)
