"""What ``model-packages init`` wrote is served, trained again and deployed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from aws_cdk.assertions import Template

from cdk_model_packages.cli.init import Framework, init
from tests.cli.test_init import contents
from tests.conftest import ROOT
from tests.e2e.project import ENVIRONMENT


@pytest.fixture(params=list(Framework))
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    init(tmp_path / "irises", framework=request.param)
    return tmp_path / "irises"


@pytest.fixture
def server(project: Path) -> Iterator[httpx.Client]:
    """The project's own server, asked over HTTP."""
    ours = {"SM_MODEL_DIR": str(project / "model"), "SAGEMAKER_BIND_TO_PORT": "0", "BIND_HOST": "127.0.0.1"}
    process = subprocess.Popen(
        [sys.executable, "-W", "error", str(project / "server/serve.py"), "serve"],
        env={**os.environ, **ours},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("serving on http://127.0.0.1:"), (line, process.communicate(timeout=10))
        with httpx.Client(base_url=line.split()[-1], timeout=60, trust_env=False) as client:
            yield client
        process.terminate()
        assert process.communicate(timeout=25) == ("", "")
    finally:
        process.kill()
        process.communicate()


def test_the_server_says_what_is_expected(project: Path, server: httpx.Client) -> None:
    csv = {"Content-Type": "text/csv"}
    samples = (project / "samples/irises.csv").read_bytes()
    assert server.get("/ping").status_code == 200
    answer = server.post("/invocations", content=samples, headers=csv)
    assert answer.status_code == 200
    assert answer.headers["content-type"].split(";")[0] == "text/csv"
    assert answer.text == (project / "expected.csv").read_text()
    parameters = server.get("/execution-parameters").json()
    assert parameters["MaxPayloadInMB"] * parameters["MaxConcurrentTransforms"] <= 100
    for body, told in [
        (b"", "empty body: need one line of 4 numbers or more\n"),
        (b"1,2,3,4\n1,2,3\n", "line 2: need 4 numbers, got '1,2,3'\n"),
        (b"1,2,3,nan", "line 1: need 4 numbers, got '1,2,3,nan'\n"),
        (b"a,b,c,d", "line 1: need 4 numbers, got 'a,b,c,d'\n"),
    ]:
        refused = server.post("/invocations", content=body, headers=csv)
        assert (refused.status_code, refused.text) == (400, told)
    assert server.post("/invocations", content=samples, headers={"Content-Type": "image/png"}).status_code == 415


def test_a_server_without_a_model_says_so(project: Path) -> None:
    result = subprocess.run(
        [sys.executable, project / "server/serve.py", "serve"],
        env={**os.environ, "SM_MODEL_DIR": str(project / "none")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 1
    assert "No such file or directory; SM_MODEL_DIR must name the folder that holds the model" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.slow
def test_the_script_makes_the_same_model(project: Path) -> None:
    before = contents(project)
    for path in ("model", "samples"):
        for file in (project / path).iterdir():
            file.unlink()
    (project / "expected.csv").unlink()
    subprocess.run([sys.executable, "-B", "train.py"], cwd=project, check=True, capture_output=True, timeout=120)
    assert contents(project) == before


def make(project: Path, target: str, **environment: str) -> str:
    """Run ``make TARGET`` as a user would: without AWS credentials, and with no Node on ``PATH``."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "CDK_", "JSII_NODE"))}
    result = subprocess.run(
        ["make", target],
        cwd=project,
        env={**clean, "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(project / "home"), **environment},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert result.returncode == 0, f"{result.stdout}\n{result.stderr}"
    return result.stdout + result.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("named", "stack", "resources"),
    [
        pytest.param(
            'ModelPackageGroupName: "irises"',
            "ModelPackage-irises",
            {"AWS::SageMaker::ModelPackageGroup": 1, "AWS::SageMaker::ModelPackage": 1},
            id="version",
        ),
        pytest.param(
            "ModelPackageName: irises-1",
            "MarketplacePackage-my-irises",
            {"AWS::SageMaker::ModelPackageGroup": 0, "AWS::SageMaker::ModelPackage": 1},
            id="marketplace",
        ),
        pytest.param(
            "CertifyForMarketplace: false",
            "MarketplacePackage-my-irises",
            {"AWS::SageMaker::ModelPackageGroup": 0, "AWS::SageMaker::ModelPackage": 1},
            id="unversioned-without-a-name",
        ),
        pytest.param("ModelPackageDescription: none", None, {}, id="no-name"),
    ],
)
def test_the_app_takes_a_package_of_either_kind(
    tmp_path: Path, named: str, stack: str | None, resources: dict[str, int]
) -> None:
    init(tmp_path / "my_irises", name="irises")
    file = tmp_path / "my_irises/model-package.yaml"
    lines = file.read_text().splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("ModelPackageGroupName:", "ModelPackageDescription:"))]
    file.write_text("".join([*kept, f"{named}\n"]))
    result = subprocess.run(
        [sys.executable, "app.py"],
        cwd=tmp_path / "my_irises",
        env={**os.environ, "CDK_OUTDIR": str(tmp_path / "cdk.out")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if stack is None:
        told = "error: model-package.yaml: ModelPackageGroupName=None: must be a group's name; write it\n"
        assert (result.returncode, result.stderr) == (2, told)
        return
    assert result.returncode == 0, result.stderr
    template = Template.from_json(json.loads((tmp_path / f"cdk.out/{stack}.template.json").read_text()))
    for kind, count in resources.items():
        template.resource_count_is(kind, count)
    template.has_output("ModelPackageArn", {})
    template.has_output("ModelPackageStatus", {})


def test_a_flag_of_the_app_is_true_or_false(tmp_path: Path) -> None:
    init(tmp_path / "irises")
    result = subprocess.run(
        [sys.executable, "app.py"],
        cwd=tmp_path / "irises",
        env={**os.environ, "CDK_CONTEXT_JSON": '{"existing_group": "yes"}', "CDK_OUTDIR": str(tmp_path / "cdk.out")},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    told = "error: context existing_group='yes': must be true or false; say -c existing_group=true\n"
    assert (result.returncode, result.stderr) == (2, told)


@pytest.mark.slow
def test_a_project_deploys_and_deploys_again(tmp_path: Path) -> None:
    """With the environments that are here already: ``make`` would make the same ones again."""
    project = tmp_path / "irises"
    init(project)
    for name, target in (
        (".venv", ENVIRONMENT),
        (".venv-local", ROOT / ".venv-local"),
        ("node_modules", ROOT / "node_modules"),
    ):
        (project / name).symlink_to(target)
    for environment in (".venv", ".venv-local"):
        (project / environment / ".ready").touch()
    try:
        assert "fits the service's limits" in make(project, "check")
        told = make(project, "deploy-local")
        assert "model-package/irises/1  Completed, PendingManualApproval" in told
        assert "nothing changed" not in told
        assert "nothing changed" in make(project, "deploy-local")
        exports = subprocess.run(
            [ENVIRONMENT / "bin/model-packages", "local", "env"],
            cwd=project,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        lines = [line.removeprefix("export ") for line in exports.splitlines() if line.startswith("export ")]
        embedded = {name: value.strip("'") for name, value in (line.split("=", 1) for line in lines)}
        assert "There were no differences" in make(project, "diff", **embedded)
        assert "model-package/irises/1" in make(project, "destroy-local")
        assert "runs at http://127.0.0.1:" in make(project, "local-status")
        again = make(project, "deploy-local", DEPLOY_ARGS="-c existing_group=true")
        assert "model-package/irises/2  Completed, PendingManualApproval" in again
    finally:
        make(project, "stop-local")
    assert "deleted " in make(project, "reset-local", RESET_ARGS="--yes")
    assert [path.name for path in (project / ".local-aws").iterdir()] == ["lock"]
