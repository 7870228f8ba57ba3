"""``model-packages review`` and ``rules`` as a person calls them: exit codes, files, one line of error."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from benchmarks.review_templates import template
from cdk_model_packages.cli.command import app
from cdk_model_packages.errors import ModelPackagesError
from cdk_model_packages.rules.catalog import catalog
from cdk_model_packages.rules.pack_files import rule_sources

KEYS = {"findings", "permissions", "changes", "readiness", "validation_jobs"}
FINDING_KEYS = {"rule", "severity", "template", "resource", "path", "message", "fix", "source"}


def call(*arguments: object) -> int:
    return int(app([str(one) for one in arguments], result_action="return_value", exit_on_error=False) or 0)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.json"
    path.write_text(template(5))
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    document = deepcopy(json.loads(template(5)))
    document["Resources"]["Package0"]["Properties"]["ModelPackageName"] = "digits"
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(document, indent=2))
    return path


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    return json.loads(capsys.readouterr().out)


def test_exit_codes(good: Path, bad: Path) -> None:
    assert call("review", good) == 0
    assert call("review", bad) == 1
    assert call("review", good, bad) == 1


@pytest.fixture
def warned(tmp_path: Path) -> Path:
    """A template with a warning and no error: a role that may do everything."""
    document = json.loads(template(5))
    (policy,) = document["Resources"]["Role0"]["Properties"]["Policies"]
    policy["PolicyDocument"]["Statement"].append({"Effect": "Allow", "Action": "*", "Resource": "*"})
    path = tmp_path / "warned.json"
    path.write_text(json.dumps(document))
    return path


@pytest.mark.parametrize(
    ("fail_on", "codes"), [("error", (0, 0, 1)), ("warning", (0, 1, 1)), ("never", (0, 0, 0))], ids=lambda one: str(one)
)
def test_the_severity_that_fails(
    good: Path, warned: Path, bad: Path, fail_on: str, codes: tuple[int, int, int]
) -> None:
    assert tuple(call("review", path, "--fail-on", fail_on) for path in (good, warned, bad)) == codes


def test_a_region_that_nobody_knows_is_noted(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("review", good, "--region", "eu-wst-1", "--account", "1111-2222-3333", "--format", "json") == 0
    told = capsys.readouterr()
    assert "did you mean eu-west-1?" in told.err
    assert json.loads(told.out)["templates"][0]["account"] == "111122223333"
    assert call("review", good, "--region", "eu-west-1") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("format_", ["text", "json", "markdown", "html"])
def test_a_comparison_without_a_change_says_so(good: Path, format_: str, capsys: pytest.CaptureFixture[str]) -> None:
    call("review", good, "--before", good, "--format", format_)
    assert "no changes" in capsys.readouterr().out


def test_the_contract_of_json(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("review", bad, "--format", "json")
    report = printed(capsys)
    assert report.keys() >= KEYS
    (finding,) = (one for one in report["findings"] if one["rule"] == "MP-001")
    assert finding.keys() >= FINDING_KEYS
    assert finding["severity"] == "error"
    assert finding["template"] == str(bad)
    assert finding["resource"] == "Package0"
    assert finding["path"] == "Properties.ModelPackageName"
    line = bad.read_text().splitlines()[finding["line"] - 1]
    assert "ModelPackageName" in line
    assert report["permissions"]
    assert report["readiness"]
    assert report["validation_jobs"]


def test_a_suppressed_finding_is_listed_with_its_reason(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("review", bad, "--suppress", "MP-001@Package0=both are meant", "--format", "json") == 0
    report = printed(capsys)
    (one,) = report["suppressed"]
    assert (one["rule"], one["suppressed"]) == ("MP-001", "both are meant")
    assert "MP-001" not in {finding["rule"] for finding in report["findings"]}


def test_a_suppression_of_nothing_is_noted(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("review", good, "--suppress", "MP-001=why") == 0
    assert "note: --suppress MP-001: nothing to suppress" in capsys.readouterr().err


def test_a_reason_in_the_template(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(bad.read_text())
    accepted = {"suppress": [{"rule": "MP-001", "reason": "both are meant"}]}
    document["Resources"]["Package0"]["Metadata"] = {"cdk-model-packages": accepted}
    bad.write_text(json.dumps(document))
    assert call("review", bad, "--format", "json") == 0
    assert printed(capsys)["suppressed"]


def test_changes(good: Path, bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("review", bad, "--before", good, "--format", "json")
    (change,) = printed(capsys)["changes"]
    assert change["resource"] == "Package0"


@pytest.mark.parametrize("format_", ["text", "json", "sarif", "markdown", "html"])
def test_into_a_file(good: Path, tmp_path: Path, format_: str, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "report"
    assert call("review", good, "--format", format_, "-o", output) == 0
    assert output.read_text().strip()
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("nobody.json",), "nobody.json: no such file"),
        (("{good}", "--region", "Ireland"), "--region 'Ireland': is no region"),
        (("{good}", "--account", "12"), "--account '12': is no account"),
        (("{good}", "--suppress", "MP-001"), "is not RULE=reason"),
        (("{good}", "--before", "nobody.json"), "nobody.json: no such file"),
    ],
)
def test_a_users_mistake_is_one_line(good: Path, arguments: tuple[str, ...], says: str) -> None:
    with pytest.raises(ModelPackagesError) as caught:
        call("review", *(one.replace("{good}", str(good)) for one in arguments))
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_nothing_half_written_stays(good: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelPackagesError, match="is a folder, or is in none"):
        call("review", good, "-o", tmp_path / "nobody" / "report.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["good.json"]


def test_the_catalogue_and_one_rule(capsys: pytest.CaptureFixture[str]) -> None:
    call("rules")
    listed = capsys.readouterr().out
    assert all(name in listed for name in catalog())
    call("rules", "mp-001")
    told = capsys.readouterr().out
    assert catalog()["MP-001"].title in told
    call("rules", "MPG", "--json")
    assert {one["id"] for one in json.loads(capsys.readouterr().out)} == {
        name for name in catalog() if name.startswith("MPG-")
    }


def test_a_rule_that_is_none() -> None:
    with pytest.raises(ModelPackagesError, match="there is none; did you mean MP-"):
        call("rules", "MP-0011")


def test_export(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    call("rules", "--export", folder)
    call("rules", "--export", folder)
    assert {path.name: path.read_text() for path in folder.iterdir()} == rule_sources()
    (folder / "own.txt").write_text("mine")
    with pytest.raises(ModelPackagesError, match=r"has 'own\.txt', which is no file of ours"):
        call("rules", "--export", folder)


def test_what_is_reviewed_is_not_written_over(good: Path) -> None:
    with pytest.raises(ModelPackagesError, match="is what is reviewed"):
        call("review", good, "-o", good)
    assert json.loads(good.read_text())["Resources"]


def test_a_link_is_written_through(good: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("old")
    link.symlink_to(target)
    call("review", good, "--format", "json", "-o", link)
    assert link.is_symlink()
    assert json.loads(target.read_text())["templates"]


def test_a_template_named_twice_is_reviewed_once(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call("review", good, good, "--format", "json")
    assert len(printed(capsys)["templates"]) == 1


def _run(arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = f"{shlex.quote(str(Path(sys.executable).with_name('model-packages')))} {arguments}"
    return subprocess.run(
        ["bash", "-c", command], env={**os.environ, **environment}, capture_output=True, check=False, timeout=60
    )


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "json", "sarif"])
def test_an_output_of_another_encoding_is_no_traceback(bad: Path, format_: str) -> None:
    path = bad.rename(bad.with_name("b\u00e4d.json"))
    result = _run(f"review {shlex.quote(str(path))} --format {format_}", PYTHONIOENCODING="ascii")
    assert (result.returncode, result.stderr) == (1, b"")
    if format_ != "text":
        assert result.stdout.decode("utf-8")


def test_an_output_that_is_closed_is_one_line(good: Path) -> None:
    result = _run(f"review {shlex.quote(str(good))} >&-")
    assert (result.returncode, result.stderr) == (2, b"error: standard output is closed; name a file with -o\n")


def test_a_name_does_not_steer_the_terminal(tmp_path: Path) -> None:
    result = _run(f"review {shlex.quote(str(tmp_path / 'a') + chr(27) + '[31m.json')}")
    assert result.returncode == 2
    assert b"\x1b" not in result.stderr
    assert b"a\\x1b[31m.json: no such file" in result.stderr


def test_a_dash_is_standard_input(good: Path, bad: Path) -> None:
    assert _run(f"review - < {shlex.quote(str(good))}").returncode == 0
    result = _run(f"review {shlex.quote(str(bad))} --before - < {shlex.quote(str(good))}")
    assert result.returncode == 1
    assert b"Changes" in result.stdout
