"""Accepted findings: with a reason, in the template or on the command line."""

from __future__ import annotations

import pytest

from cdk_model_packages.errors import TemplateError
from cdk_model_packages.rules.suppression import Suppression, given, written
from tests.rules.cases_of import template_of


def test_on_the_command_line() -> None:
    assert given(["MP-001=both are meant", "CT-013@Package=tags are immutable = fine"]) == [
        Suppression("MP-001", "both are meant"),
        Suppression("CT-013", "tags are immutable = fine", resource="Package"),
    ]


@pytest.mark.parametrize("value", ["MP-001", "MP-001=", "MP-001= ", "=why", "MP-001@=why"])
def test_without_a_reason(value: str) -> None:
    with pytest.raises(TemplateError, match="is not RULE=reason"):
        given([value])


def test_a_rule_in_lower_case_and_one_of_the_engine() -> None:
    assert given(["mp-001=why", "e3012=why"]) == [Suppression("MP-001", "why"), Suppression("E3012", "why")]


def test_a_rule_that_is_none() -> None:
    with pytest.raises(TemplateError, match="there is no rule MP-999"):
        given(["MP-999=why"])


def test_in_the_templates_metadata() -> None:
    template = template_of(
        {
            "Metadata": {"cdk-model-packages": {"suppress": [{"rule": "E3012", "reason": "known"}]}},
            "Resources": {
                "Package": {
                    "Type": "T",
                    "Metadata": {"cdk-model-packages": {"suppress": [{"rule": "MP-001", "reason": "meant"}]}},
                }
            },
        }
    )
    assert written(template) == [Suppression("E3012", "known"), Suppression("MP-001", "meant", resource="Package")]


def test_what_a_suppression_covers() -> None:
    assert Suppression("MP-001", "why").covers("MP-001", "Any")
    assert Suppression("MP-001", "why").covers("MP-001", None)
    assert not Suppression("MP-001", "why").covers("MP-002", "Any")
    assert not Suppression("MP-001", "why", resource="One").covers("MP-001", "Other")


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"rule": "MP-001"}, "MP-001 has no reason"),
        ({"rule": "MP-001", "reason": "  "}, "MP-001 has no reason"),
        ({"reason": "why"}, "rule=None is no rule id"),
        ({"rule": "MP-999", "reason": "why"}, "there is no rule MP-999; see model-packages rules"),
        ("MP-001", "rule=None is no rule id"),
    ],
)
def test_a_broken_entry_is_told_with_its_place(entry: object, says: str) -> None:
    template = template_of(
        {"Resources": {"A": {"Type": "T", "Metadata": {"cdk-model-packages": {"suppress": [entry]}}}}}
    )
    with pytest.raises(TemplateError) as caught:
        written(template)
    assert str(caught.value).startswith("case.json: Resources.A.Metadata.cdk-model-packages.suppress[0]: ")
    assert says in str(caught.value)


@pytest.mark.parametrize("ours", [[], "x", {"suppress": {}}, {}])
def test_metadata_of_another_form(ours: object) -> None:
    template = template_of({"Metadata": {"cdk-model-packages": ours}, "Resources": {}})
    with pytest.raises(TemplateError, match="has no list 'suppress'"):
        written(template)
