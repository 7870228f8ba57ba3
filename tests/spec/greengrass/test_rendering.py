"""What is rendered: compact JSON for the service, YAML for people."""

from __future__ import annotations

import json

import pytest
import yaml

from cdk_model_packages.spec.greengrass import (
    Artifact,
    ArtifactPermission,
    ComponentConfiguration,
    Lifecycle,
    LifecycleStep,
    Manifest,
    Permission,
    Platform,
    Recipe,
    Unarchive,
)
from tests.spec.greengrass.recipe_schemas import refusals
from tests.spec.greengrass.values import TOKEN, full, recipe

DIGITS = recipe(
    manifests=[
        Manifest(
            platform=Platform(os="linux", architecture="aarch64"),
            lifecycle=Lifecycle(
                install=LifecycleStep(script="python3 -m venv venv\necho done", timeout=900), run="echo yes # no"
            ),
            artifacts=[
                Artifact(
                    uri="s3://bucket/component.zip",
                    unarchive=Unarchive.ZIP,
                    permission=ArtifactPermission(read=Permission.ALL),
                )
            ],
        )
    ]
)


def test_json_is_compact() -> None:
    assert DIGITS.to_json() == (
        '{"RecipeFormatVersion":"2020-01-25","ComponentName":"com.example.digits","ComponentVersion":"1.0.0",'
        '"Manifests":[{"Platform":{"os":"linux","architecture":"aarch64"},"Lifecycle":{"Install":'
        '{"Script":"python3 -m venv venv\\necho done","Timeout":900},"Run":"echo yes # no"},"Artifacts":'
        '[{"URI":"s3://bucket/component.zip","Unarchive":"ZIP","Permission":{"Read":"ALL"}}]}]}'
    )


def test_json_is_ascii_where_that_fits_and_utf_8_where_only_that_does() -> None:
    """GetTemplate shows other letters as "?": cloudformation-coverage-roadmap#814."""
    room = 16_000 - len(recipe(component_description="").to_json())
    fits = recipe(component_description="é" * (room // 6))
    assert fits.to_json().isascii()
    larger = recipe(component_description="é\u2028" + "é" * (room // 6))
    assert '"é\u2028é' in larger.to_json()
    assert Recipe.from_text(fits.to_json()) == fits
    assert Recipe.from_text(larger.to_json()) == larger
    half = recipe(component_description="\ud800" + "é" * 7_000).to_json()  # which JSON may hold, and UTF-8 may not
    assert '"\\ud800é' in half.encode().decode()


def test_yaml_is_readable_and_its_version_is_quoted() -> None:
    assert (
        DIGITS.to_yaml()
        == """RecipeFormatVersion: '2020-01-25'
ComponentName: com.example.digits
ComponentVersion: 1.0.0
Manifests:
  - Platform:
      os: linux
      architecture: aarch64
    Lifecycle:
      Install:
        Script: |-
          python3 -m venv venv
          echo done
        Timeout: 900
      Run: 'echo yes # no'
    Artifacts:
      - URI: s3://bucket/component.zip
        Unarchive: ZIP
        Permission:
          Read: ALL
"""
    )


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "\n",
            "a\n",
            "\n\na",
            " a\n b",
            "a \nb",
            "a\n ",
            "\ta\n\tb",
            "a\r\nb",
            "a\x85b",
            "a\u2028b",
            "\ufeffa",
        ),
        *(
            "yes",
            "No",
            "on",
            "true",
            "null",
            "~",
            "=",
            "<<",
            "-",
            "?",
            "#a",
            "a #b",
            "a: b",
            "{a",
            "[a",
            "*a",
            "&a",
            "!a",
        ),
        *("1", "1.0", "1e3", "1.e3", ".5", "0777", "0o17", "0x1f", "0b1", "1_000", "+1", "-.inf", ".nan", "12:30:00"),
        *(
            "2020-01-25",
            "2001-12-14t21:59:43.10-05:00",
            "'",
            '"',
            "\\",
            "%a",
            "@a",
            "`a",
            "😀",
            "é",
            "\x00",
            "\x7f",
            "x" * 300,
        ),
    ],
)
def test_a_text_stays_a_text_in_every_rendering(text: str) -> None:
    made = recipe(
        component_description=text,
        component_configuration=ComponentConfiguration(default_configuration={"a": text, text: [text]}),
    )
    assert Recipe.from_text(made.to_json()) == made
    assert Recipe.from_text(made.to_yaml()) == made
    assert yaml.safe_load(made.to_yaml()) == made.properties()


def test_both_renderings_say_the_same_and_aws_schemas_accept_them() -> None:
    made = full()
    assert json.loads(made.to_json()) == yaml.safe_load(made.to_yaml()) == made.properties() == made.model_dump()
    assert Recipe.from_text(made.to_json()) == Recipe.from_text(made.to_yaml()) == made
    without = made.model_copy(update={"lifecycle": None})
    assert refusals(without.properties()) == []


def test_a_step_by_selection_next_to_a_text_is_read_by_the_nucleus_and_not_by_the_schema() -> None:
    """recipe_schema.json wants selection keys everywhere on a level, or nowhere; PlatformResolver.java does not."""
    document = recipe().properties() | {"Lifecycle": {"Run": "echo", "Install": {"all": {"Script": "x"}}}}
    found = Recipe.from_document(document)
    assert found.lifecycle_for(found.manifests[0]) == Lifecycle(run="echo", install=LifecycleStep(script="x"))
    assert [line.partition(":")[0] for line in refusals(document)] == ["component-common", "gdk"]


def test_a_token_goes_through_every_rendering() -> None:
    made = recipe(
        component_description=TOKEN,
        manifests=[Manifest(artifacts=[Artifact(uri=f"s3://{TOKEN}/a/model.zip", unarchive=TOKEN)])],
    )
    assert made.to_json().count(TOKEN) == made.to_yaml().count(TOKEN) == 3
