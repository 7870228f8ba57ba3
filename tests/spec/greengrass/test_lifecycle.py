"""Lifecycles: steps and their limits, and what a device takes of the global one."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from cdk_model_packages.spec.greengrass import (
    GlobalLifecycle,
    GlobalStep,
    Lifecycle,
    LifecycleStep,
    Manifest,
    Recipe,
)
from cdk_model_packages.spec.greengrass.selection import taken_lifecycle
from tests.spec.greengrass.values import TOKEN, recipe, refused


@pytest.mark.parametrize("timeout", [1, 900, "900", " 0900 ", 900.0, "{configuration:/Timeout}", TOKEN])
def test_a_timeout_is_seconds_above_zero(timeout: Any) -> None:
    """Coerce.java of aws-greengrass-nucleus: a number, or a text that begins with one."""
    LifecycleStep(script="x", timeout=timeout)


@pytest.mark.parametrize("timeout", [0, -1, "0", "soon", "1m", 0.5, True, [1], "1.5"])
def test_what_the_nucleus_reads_as_another_time_is_refused(timeout: Any) -> None:
    assert "seconds above 0" in refused(LifecycleStep, "GG-045", script="x", timeout=timeout)
    refused(GlobalStep, "GG-045", script="x", timeout={"all": {"gpu": timeout}} if timeout != [1] else timeout)


@pytest.mark.parametrize(
    "skipif", ["onpath git", "exists /a b", "!exists x", " ! onpath  x", f"exists {TOKEN}", TOKEN, "${Unknown}"]
)
def test_a_step_is_skipped_by_two_checks(skipif: str) -> None:
    """SKIP_COMMAND_REGEX of GenericExternalService.java."""
    assert LifecycleStep(script="x", skipif=skipif).skipif == skipif


@pytest.mark.parametrize("skipif", ["", "exists", "exists ", "onpath\tx", "test -f x", "Exists x", "!! exists x", 1])
def test_another_check_is_refused(skipif: Any) -> None:
    refused(LifecycleStep, "GG-024", script="x", skipif=skipif)


def test_bootstrap_has_no_check() -> None:
    step = LifecycleStep(script="x", skipif="exists y")
    refused(Lifecycle, "GG-024", bootstrap=step)
    refused(GlobalLifecycle, "GG-024", bootstrap={"script": "x", "skipif": {"all": "exists y"}})
    refused(
        GlobalLifecycle, "GG-024", bootstrap=GlobalStep(selected={"all": GlobalStep(script="x", skipif="exists y")})
    )
    Lifecycle(bootstrap="x", install=step)


def test_a_lifecycle_has_startup_or_run() -> None:
    refused(Lifecycle, "GG-017", startup="a", run="b")
    refused(GlobalLifecycle, "GG-017", startup="a", run=GlobalStep(script="b"))
    refused(GlobalLifecycle, "GG-017", selected={"gpu": {"startup": "a", "run": "b"}})
    Lifecycle(startup="a", shutdown="b")
    GlobalLifecycle(startup="a", selected={"gpu": GlobalLifecycle(run="b")})


def test_a_step_has_a_script_that_is_one_text() -> None:
    refused(LifecycleStep, "GG-043", timeout=1)
    refused(LifecycleStep, "GG-043", script=["a", "b"])
    refused(Lifecycle, "GG-043", run=["a", "b"])
    refused(Lifecycle, "GG-043", run=5)
    refused(GlobalStep, "GG-043", timeout=1)
    refused(GlobalStep, "GG-043", script={"all": 1})


@pytest.mark.parametrize("setenv", [{"A": None}, {"A": [1]}, {"A": {"b": "c"}}, ["A=b"], 1])
def test_variables_have_one_value(setenv: Any) -> None:
    refused(LifecycleStep, "SPEC-001", script="x", setenv=setenv)
    refused(Lifecycle, "SPEC-001", setenv=setenv)


def test_privilege_is_true_or_false_also_as_a_text() -> None:
    """Coerce.java of aws-greengrass-nucleus, toBoolean."""
    given = {True: True, "true": True, "yes": True, "Y": True, "True": False, "false": False, False: False, None: False}
    for privilege, is_root in given.items():
        assert LifecycleStep(script="x", requires_privilege=privilege).is_privileged is is_root
    refused(LifecycleStep, "SPEC-001", script="x", requires_privilege=1)
    refused(LifecycleStep, "SPEC-001", script="x", bootstrap_on_rollback=[])


def test_a_timeout_is_told_as_a_number() -> None:
    steps = [LifecycleStep(script="x", timeout=one) for one in (None, 5, " 05 ", "{configuration:/t}", "5.0")]
    assert [step.timeout_seconds for step in steps] == [None, 5, 5, None, 5]


def test_steps_are_told_by_name_in_the_order_in_which_they_run() -> None:
    lifecycle = Lifecycle(run="b", install=LifecycleStep(script="a", timeout=5), shutdown="c")
    assert lifecycle.steps() == {
        "Install": LifecycleStep(script="a", timeout=5),
        "Run": LifecycleStep(script="b"),
        "Shutdown": LifecycleStep(script="c"),
    }


def test_a_misspelt_argument_is_refused() -> None:
    refused(Lifecycle, rum="x")
    refused(LifecycleStep, script="x", require_privilege=True)
    refused(GlobalStep, script="x", skip_if="exists x")


def test_a_selection_key_is_no_step() -> None:
    refused(GlobalLifecycle, "SPEC-001", selected={"Run": {}})
    refused(GlobalStep, "SPEC-001", selected={"script": "x"})
    refused(LifecycleStep, "SPEC-001", script="x", more={"TimeOut": 5})


GLOBAL = {
    "Setenv": {"A": "b", "C": "d"},
    "Install": {"gpu": "install --gpu", "all": {"Script": {"fast": "fast", "all": "any"}, "Timeout": 5}},
    "Run": {"Script": "run", "Skipif": {"gpu": "exists gpu"}},
    "Shutdown": {"gpu": {"Script": "bye"}},
}


@pytest.mark.parametrize(
    ("selections", "taken"),
    [
        ([], {"Setenv": GLOBAL["Setenv"], "Install": {"Script": "any", "Timeout": 5}, "Run": {"Script": "run"}}),
        (["fast"], {"Setenv": GLOBAL["Setenv"], "Install": {"Script": "fast", "Timeout": 5}, "Run": {"Script": "run"}}),
        (
            ["gpu", "fast"],
            {
                "Setenv": GLOBAL["Setenv"],
                "Install": "install --gpu",
                "Run": {"Script": "run", "Skipif": "exists gpu"},
                "Shutdown": {"Script": "bye"},
            },
        ),
    ],
)
def test_a_device_takes_what_its_manifest_selects(selections: list[str], taken: dict[str, Any]) -> None:
    """RecipeLoader.java and filterPlatform of PlatformResolver.java: the keys of all manifests are selection keys."""
    others = [
        {"Platform": {"os": "linux"}, "Selections": ["gpu"]},
        {"Platform": {"os": "windows"}, "Selections": "fast"},
    ]
    document = {
        "RecipeFormatVersion": "2020-01-25",
        "ComponentName": "a",
        "ComponentVersion": "1.0.0",
        "Manifests": [*others, {"Selections": selections}],
        "Lifecycle": GLOBAL,
    }
    found = Recipe.from_document(document)
    assert found.lifecycle_for(found.manifests[2]).properties() == taken


def test_a_manifest_with_a_lifecycle_uses_that_one() -> None:
    own, empty, none = Manifest(lifecycle=Lifecycle(run="own")), Manifest(lifecycle=Lifecycle()), Manifest()
    for manifest, script in ((own, "own"), (empty, "shared"), (none, "shared")):
        found = recipe(manifests=[manifest], lifecycle=Lifecycle(run="shared"))
        assert found.lifecycle_for(manifest).run == script


def test_where_nothing_is_selected_nothing_runs() -> None:
    gpu, rest = Manifest(platform={"os": "linux"}, selections=["gpu"]), Manifest()
    found = recipe(manifests=[gpu, rest], lifecycle=GlobalLifecycle(selected={"gpu": GlobalLifecycle(run="x")}))
    assert found.lifecycle_for(gpu) == Lifecycle(run="x")
    assert found.lifecycle_for(rest) == Lifecycle()
    assert recipe().lifecycle_for(rest) == Lifecycle()


def test_a_step_that_is_left_without_a_script_is_no_lifecycle() -> None:
    gpu, rest = Manifest(platform={"os": "linux"}, selections=["gpu"]), Manifest()
    found = recipe(manifests=[gpu, rest], lifecycle=GlobalLifecycle(run=GlobalStep(script={"gpu": "x"}, timeout=5)))
    assert taken_lifecycle(found, gpu) == {"Run": {"Script": "x", "Timeout": 5}}
    assert taken_lifecycle(found, rest) == {"Run": {"Timeout": 5}}
    with pytest.raises(ValidationError, match="GG-043"):
        found.lifecycle_for(rest)


def test_what_is_for_one_manifest_may_be_shared() -> None:
    step = LifecycleStep(script="x", timeout=5, more={"Why": "because"})
    made = GlobalLifecycle(run=step, selected={"gpu": Lifecycle(run=step, more={"Upgrade": "u"})})
    assert made.run == GlobalStep(script="x", timeout=5, more={"Why": "because"})
    assert made.selected["gpu"] == GlobalLifecycle(run=step, more={"Upgrade": "u"})


def test_a_token_stands_for_any_value() -> None:
    number = -1.8881545897087626e289  # a CDK number token
    step = LifecycleStep(script=TOKEN, requires_privilege=TOKEN, skipif=TOKEN, timeout=number, setenv={"A": number})
    assert step.properties()["Timeout"] == step.properties()["Setenv"]["A"] == number
    assert step.timeout_seconds is None
    assert GlobalStep(script=TOKEN, timeout=number).timeout == number
