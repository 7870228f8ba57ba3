"""Recipes that somebody else wrote, as text: what is read, and how mistakes are told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cdk_model_packages.spec.greengrass import Platform, Recipe
from cdk_model_packages.spec.greengrass.reading import MAX_DEPTH, MAX_VALUES
from cdk_model_packages.spec.yaml_source import SpecFileError
from tests.spec.greengrass.values import full, recipe

HEAD = """RecipeFormatVersion: 2020-01-25
ComponentName: com.example.digits
ComponentVersion: 1.0.0
Manifests: [{}]
ComponentConfiguration:
  DefaultConfiguration:
"""


def configured(value: str) -> Any:
    found = Recipe.from_text(f"{HEAD}    x: {value}\n").component_configuration
    assert found is not None
    assert found.default_configuration is not None
    return found.default_configuration["x"]


def told(text: str, name: str = "recipe") -> list[str]:
    with pytest.raises(SpecFileError) as caught:
        Recipe.from_text(text, name)
    return str(caught.value).splitlines()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2021-01-01", "2021-01-01"),
        ("2001-12-14t21:59:43.10-05:00", "2001-12-14t21:59:43.10-05:00"),
        ("12:30:00", "12:30:00"),
        ("yes", "yes"),
        ("On", "On"),
        ("TRUE", True),
        ("~", None),
        ("1.10", 1.1),
        ("1e3", 1000.0),
        ("-0x1F", -31),
        ("123456789012345678901234567890", 123456789012345678901234567890),
        ('"1.10"', "1.10"),
        ("!!str 12", "12"),
        ("=", "="),
        ('"\\ud83d\\ude00"', "\U0001f600"),
        ("😀", "\U0001f600"),
        ("{2: a, 1.5: b, true: c, ~: d}", {"2": "a", "1.5": "b", "true": "c", "null": "d"}),
        ("&a [1]", [1]),
        ("|\n      a\n      b", "a\nb\n"),
        (">-\n      a\n      b", "a b"),
    ],
)
def test_yaml_is_read_as_json_could_have_it(written: str, read: Any) -> None:
    found = configured(written)
    assert found == read
    assert type(found) is type(read), "a plain value, and none of ruamel.yaml's"


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (".inf", "inf is nothing that JSON has"),
        (".NaN", "nan is nothing that JSON has"),
        ("!Ref Bucket", "is nothing that JSON has"),
        ("!!binary aGk=", "is nothing that JSON has"),
        ("!!set {a, b}", "is nothing that JSON has"),
        ('"\\ud800"', "half a character"),
        ("@a", "is not YAML"),
        ("a: b: c", "is not YAML"),
        ("{[a]: b}", "a key is no text"),
        ("1\n    x: 2", 'found duplicate key "x"'),
    ],
)
def test_what_json_does_not_have_is_told_with_its_line(written: str, problem: str) -> None:
    (line,) = told(f"{HEAD}    x: {written}\n", "recipe.yaml")
    assert line.startswith(("recipe.yaml:7:", "recipe.yaml:8:"))
    assert problem in line
    assert line.endswith("[GG-039]")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "recipe:1: must be a mapping with RecipeFormatVersion, not empty [GG-039]"),
        ("# nothing", "recipe:1: must be a mapping with RecipeFormatVersion, not empty [GG-039]"),
        ("[]", "recipe:1: must be a mapping with RecipeFormatVersion, not a list [GG-039]"),
        ("recipe", "recipe:1: must be a mapping with RecipeFormatVersion, not a text [GG-039]"),
        ('{\n"a": 1\n"b": 2}', "recipe:3: is not JSON (expecting ',' delimiter); correct it there [GG-039]"),
        ("{'a': 1}", "recipe:1: is not JSON (expecting property name enclosed in double quotes); correct it there"),
        ('{"a": 1, "a": 2}', "recipe: key 'a' is there twice in one object; remove one [GG-039]"),
        ("a: 1\n---\nb: 2", "recipe:2: is not YAML (but found another document); correct it there [GG-039]"),
        ("? {a: {b: c}}\n: d", "recipe: is not YAML (a key is no text); correct it [GG-039]"),
        ("\0", "recipe: is not YAML (unacceptable character #x0000: special characters are not allowed)"),
    ],
)
def test_what_is_no_recipe_is_told_in_one_line(text: str, line: str) -> None:
    (found,) = told(text)
    assert found.startswith(line)


def test_each_mistake_has_its_line() -> None:
    text = """# A recipe of somebody else.
RecipeFormatVersion: 2020-01-26
ComponentName: com.example.digits
componentversion: 1.0
Manifest: []
manifests:
  - platform:
      os: linux
      Arch: arm
    lifecycle:
      bootstrap: {script: x, skipif: exists x}
      run:
        script: cat {com.example.other:work:path}
        timeout: soon
    artifacts:
      - uri: https://bucket/model.zip
      - {uri: s3://bucket/model.zip, unarchive: TAR}
componentdependencies:
  com.example.store:
    DependencyType: HARD
"""
    lines = told(text, "recipe.yaml")
    assert [line.partition(": ")[0].removeprefix("recipe.yaml:") + " " + line[-7:-1] for line in lines] == [
        *("2 GG-001", "4 GG-004", "5 GG-040", "9 GG-225", "14 GG-045", "16 GG-013", "17 GG-010", "19 GG-021")
    ]
    assert lines[2].startswith("recipe.yaml:5: Manifest=[]: must be a key of the format (")
    assert lines[3].startswith("recipe.yaml:9: Manifests[0].Platform: Arch='arm': must be an attribute that devices")
    mended = text.replace("-26", "-25").replace("1.0", "1.0.0").replace("Manifest: []\n", "").replace("Arch:", "gpu:")
    mended = mended.replace("soon", "5").replace("https:", "s3:").replace("TAR", "NONE")
    mended = mended.replace("skipif: exists x", "timeout: 5").replace("    DependencyType", "    VersionRequirement")
    mended = mended.replace("HARD", "'*'").replace("s3://bucket/model.zip, ", "s3://bucket/other.zip, ")
    (left,) = told(mended)
    assert left.startswith("recipe:12: Manifests[0].Lifecycle.Run.Script: variable='{com.example.other:work:path}'")


def test_a_mistake_in_json_has_its_line_too() -> None:
    document = recipe().properties() | {"Manifests": [{"Platform": {"os": "linux"}}, {"Platform": {"os": "Windows"}}]}
    text = json.dumps(document, indent=2)
    at = text.splitlines().index('        "os": "Windows"') + 1
    (line,) = told(text)
    assert line.startswith(f"recipe:{at}: Manifests[1].Platform.os=")
    (line,) = told(json.dumps(document))
    assert line.startswith("recipe:1: ")


def test_a_mistake_that_came_by_a_merge_has_the_line_of_where_it_came_to() -> None:
    text = (
        HEAD
        + "    base: &base {a: 1}\n"
        + "Lifecycle:\n  Run: &run\n    Script: x\n    Timeout: 0\n  Install:\n    <<: *run\n"
    )
    assert [line.partition(":  ")[0][:10] for line in told(text)] == ["recipe:11:", "recipe:12:"]


def test_an_anchor_may_be_used_again() -> None:
    assert configured("[&a 1, *a, &a 2, *a]") == [1, 1, 2, 2]


def test_a_platform_attribute_that_is_null_is_not_asked_for() -> None:
    """PlatformHelper.java: null is the same as a missing entry."""
    found = Recipe.from_text(HEAD.replace("{}", "{Platform: {os: null, gpu: null, site: a}}") + "    {}\n")
    assert found.properties()["Manifests"] == [{"Platform": {"site": "a"}}]


def test_keys_are_read_in_any_case_but_only_once() -> None:
    (line,) = told(HEAD + "    {}\nCOMPONENTNAME: other\n")
    assert "there once: ComponentName is given already" in line


def test_what_nobody_knows_is_kept_below_the_top_level() -> None:
    document = {
        "RecipeFormatVersion": "2020-01-25",
        "ComponentName": "a",
        "ComponentVersion": "1.0.0",
        "ComponentType": "aws.greengrass.generic",
        "Manifests": [
            {
                "more": "text",
                "Platform": {"os": "linux", "gpu": "1"},
                "Lifecycle": {
                    "Upgrade": {"Script": [1, None]},
                    "selected": {"a": 1},
                    "Run": {"Script": "x", "Extra": {}},
                },
                "Artifacts": [{"URI": "s3://b/k", "Size": 5}],
            }
        ],
        "ComponentDependencies": {"b": {"VersionRequirement": "*", "Why": "because"}},
    }
    found = Recipe.from_document(document)
    assert found.properties() == document
    assert found.manifests[0].more == {"more": "text"}
    assert found.manifests[0].platform == Platform(os="linux", more={"gpu": "1"})
    assert Recipe.from_text(found.to_yaml()) == found


def test_null_is_as_good_as_nothing() -> None:
    """ComponentRecipe.java and PlatformResolver.java: null is treated as a value that is missing."""
    document = recipe().properties() | {"ComponentPublisher": None, "Lifecycle": None, "ComponentConfiguration": None}
    document["Manifests"] = [
        {"Name": None, "Artifacts": None, "Lifecycle": {"Run": None, "Install": {"Script": "x", "Timeout": None}}}
    ]
    found = Recipe.from_document(document)
    assert found.properties()["Manifests"] == [{"Lifecycle": {"Install": {"Script": "x"}}}]


def test_a_byte_order_mark_and_windows_lines_do_not_matter() -> None:
    text = full().to_yaml()
    assert Recipe.from_text("\ufeff" + text) == full()
    assert Recipe.from_text(text.replace("\n", "\r\n")) == full()
    assert Recipe.from_text("\ufeff" + full().to_json(indent=1)) == full()


def test_a_text_that_unfolds_is_stopped() -> None:
    bomb = "a: &a [1,1,1,1,1,1,1,1,1]\n"
    for one, other in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{other}: &{other} [{','.join([f'*{one}'] * 9)}]\n"
    assert told(bomb + HEAD + "    {}")[0].endswith("has more than 16,000 values; a recipe is smaller [GG-020]")
    assert "too" not in told("a: &a [*a]\n" + HEAD + "    {}")[0]
    assert "is not YAML" in told(HEAD + "    x: " + "[" * 1000)[0]
    assert "cannot be read" in told('{"a":' * 100_000)[0]
    assert "is no recipe" in told("#" * (1024 * 1024 + 1))[0]


def test_what_is_nested_deeply_is_refused() -> None:
    """The manifest's own levels count: ComponentConfiguration, DefaultConfiguration, x."""
    deepest = MAX_DEPTH - 3
    configured("[" * deepest + "]" * deepest)
    (line,) = told(HEAD + "    x: " + "[" * (deepest + 2) + "]" * (deepest + 2))
    assert "is nested more than 100 levels deep" in line


def test_more_values_than_fit_are_refused() -> None:
    assert "[GG-020]" in told(HEAD + f"    x: [{'1,' * MAX_VALUES}]")[0]
    assert "recipe=" in told(HEAD + f"    x: [{'1,' * (MAX_VALUES - 100)}]")[0], "more than 16,000 bytes"
