"""A whole run: prepared, started, asked, and gone."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cdk_model_packages.edge.device import ComponentRun, ComponentSource, DeviceOptions, StepFailedError
from cdk_model_packages.errors import EdgeError
from tests.edge.device.components import AS_ROOT, NAME, archive, free_port, plain, recipe, serving, source

if TYPE_CHECKING:
    from collections.abc import Iterator

MODEL = "com.example.model"


@pytest.fixture
def root(open_folder: Path) -> Path:
    return open_folder / "device"


def test_a_server(tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    with ComponentRun(source(tmp_path, serving()), told=lambda *said: told.append(said)) as run:
        run.install()
        run.start()
        run.wait_until_healthy()
        answer = run.invoke(b"1,2\n3,4\n", content_type="text/csv")
        assert (answer.status, answer.content_type, answer.text) == (200, "text/csv", "3\n7\n")
        assert run.invoke(b"x", content_type="text/csv").status == 400
    assert run.report.passed
    assert run.report.health is not None
    assert run.report.health.healthy
    assert {f"{NAME}: fetching component.zip", f"{NAME}: unpacking component.zip", f"{NAME}: Run"} <= {
        what for what, _ in told
    }
    assert not run.layout.root.exists()


def test_a_deployments_configuration(tmp_path: Path) -> None:
    port = free_port()
    with ComponentRun(source(tmp_path, serving()), configuration={"Port": str(port)}) as run:
        assert run.url == f"http://127.0.0.1:{port}"
        run.start()
        run.wait_until_healthy()


def test_a_taken_port_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with ComponentRun(source(tmp_path, serving(port))) as run:
            with pytest.raises(EdgeError, match=f"http://127.0.0.1:{port}: another program listens there already"):
                run.start()
            assert not run.report.steps


def test_one_that_ends_is_not_waited_for(tmp_path: Path) -> None:
    document = recipe({"Run": "echo broken; exit 1"}, ComponentConfiguration=port_of(free_port()))
    with ComponentRun(source(tmp_path, document)) as run:
        run.start()
        with pytest.raises(
            StepFailedError, match=f"{NAME} Run ended with exit code 1, before http://.*/ping was answered with 200"
        ):
            run.wait_until_healthy(30)
    assert run.report.health is not None
    assert run.report.health.seconds < 10
    assert run.report.steps[0].output == "broken"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("exec sleep 60", "GET /ping did not answer within 0.5 s"),
        ("exec python3 -m http.server --bind 127.0.0.1 {configuration:/Port}", "GET /ping answered 404 within 2 s"),
    ],
)
def test_one_that_is_never_healthy(tmp_path: Path, script: str, told: str) -> None:
    document = recipe({"Run": script}, ComponentConfiguration=port_of(free_port()))
    with ComponentRun(source(tmp_path, document)) as run:
        run.start()
        with pytest.raises(StepFailedError, match=told):
            run.wait_until_healthy(float(told.split()[-2]))
    assert not run.report.passed


def test_it_is_used_in_a_with_statement(tmp_path: Path) -> None:
    run = plain(tmp_path, {"Run": "true"})
    for step in (run.install, run.start):
        with pytest.raises(EdgeError, match="the component is not prepared; use ComponentRun in a with statement"):
            step()


def test_nothing_says_where_it_answers(tmp_path: Path) -> None:
    with plain(tmp_path, {"Run": "sleep 60"}) as run:
        run.start()
        with pytest.raises(EdgeError, match="its configuration has no Port, so nothing says where it answers"):
            run.wait_until_healthy()


def test_kept(tmp_path: Path, root: Path) -> None:
    options = DeviceOptions(root=root, keep=True)
    with ComponentRun(source(tmp_path, recipe({"Install": "echo done"})), options=options) as run:
        run.install()
    assert (root / f"logs/{NAME}.install.log").read_text() == "done\n"
    found = run.report.as_dict()
    assert found["root"] == str(root)
    assert json.loads(json.dumps(found)) == found
    with pytest.raises(EdgeError, match="is not an empty folder"), ComponentRun(run._source, options=options):
        pass


@AS_ROOT
def test_a_folder_that_the_user_may_not_enter(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    found = source(tmp_path, recipe())
    run = ComponentRun(found, options=DeviceOptions(root=closed / "device"))
    with pytest.raises(EdgeError, match="the user nobody, who runs the steps, may not enter it; set TMPDIR to"), run:
        pass
    with ComponentRun(found, options=DeviceOptions(root=closed / "device", prepare_only=True)):
        pass  # nobody has to


def test_another_platform_is_prepared_only(tmp_path: Path) -> None:
    document = recipe()
    document["Manifests"] = [
        {**document["Manifests"][0], "Name": name, "Platform": {"os": "linux", "architecture": name}}
        for name in ("arm", "aarch64")
    ]
    found = source(tmp_path, document)
    meant = {"architecture": "aarch64"}
    with ComponentRun(found, options=DeviceOptions(platform=meant, prepare_only=True)) as run:
        assert run.report.as_dict()["components"][0]["manifest"] == {"index": 1, "name": "aarch64"}
    with pytest.raises(EdgeError, match="architecture=riscv64: is not this machine, and its steps cannot be run here"):
        ComponentRun(found, options=DeviceOptions(platform={"architecture": "riscv64"}))


def test_unresolved_variables_are_told(tmp_path: Path) -> None:
    script = "echo '{aws.other:work:path}' > {work:path}/seen"
    dependencies = {"aws.other": {"VersionRequirement": "^1.0.0"}}
    with plain(tmp_path, {"Install": script}, ComponentDependencies=dependencies) as run:
        run.install()
        assert (run.layout.work(NAME) / "seen").read_text() == "{aws.other:work:path}\n"
    told = "{aws.other:work:path}: stays as it is written: aws.other is not on this device"
    assert [finding.partition(";")[0] for finding in run.report.findings] == [
        f"{NAME}: depends on aws.other ^1.0.0, which is not on this device",
        f"{NAME}: {told}",
    ]


class TestDependencies:
    """A model in a component of its own, and one that uses it."""

    @pytest.fixture
    def model(self, tmp_path: Path) -> ComponentSource:
        lifecycle = {
            "Install": "cat {artifacts:path}/model.txt > {work:path}/model",
            "Startup": "echo > {work:path}/on",
        }
        document = recipe(
            lifecycle,
            ComponentName=MODEL,
            ComponentVersion="2.1.0",
            ComponentConfiguration={"DefaultConfiguration": {"Classes": ["a", "b"]}},
            Artifacts=[{"URI": "s3://bucket/model.txt", "Permission": {"Read": "ALL"}}],
        )
        return source(tmp_path, document, {"model.txt": b"weights"})

    @pytest.fixture
    def user(self, tmp_path: Path) -> Iterator[Any]:
        def made(requirement: str = "~2.1.0") -> ComponentSource:
            lifecycle = {
                "Install": f"cat {{{MODEL}:artifacts:path}}/model.txt && echo '{{{MODEL}:configuration:/Classes}}'",
                "Startup": f"ls {{{MODEL}:work:path}}",
            }
            dependencies = {MODEL: {"VersionRequirement": requirement, "DependencyType": "HARD"}}
            return source(tmp_path, recipe(lifecycle, Artifacts=[], ComponentDependencies=dependencies))

        return made

    def test_come_first(self, model: ComponentSource, user: Any) -> None:
        with ComponentRun(user(), dependencies=[model]) as run:
            run.install()
            run.start()
            printed = (run.layout.logs / f"{NAME}.install.log").read_text()
            assert printed == 'weights["a","b"]\n'
            assert (run.layout.logs / f"{NAME}.startup.log").read_text() == "model\non\n"
        assert [(step.component, step.step) for step in run.report.steps] == [
            (MODEL, "Install"),
            (NAME, "Install"),
            (MODEL, "Startup"),
            (NAME, "Startup"),
        ]
        assert not run.report.findings

    def test_may_end_before_it_is_asked(self, tmp_path: Path) -> None:
        other = source(tmp_path, recipe({"Run": "exit 0"}, ComponentName="com.example.other", Artifacts=[]))
        dependencies = {"com.example.other": {"VersionRequirement": "^1.0.0"}}
        with ComponentRun(source(tmp_path, serving(ComponentDependencies=dependencies)), dependencies=[other]) as run:
            run.start()
            run.wait_until_healthy()
        assert run.report.passed

    def test_may_not_fail(self, tmp_path: Path) -> None:
        other = source(tmp_path, recipe({"Run": "exit 5"}, ComponentName="com.example.other", Artifacts=[]))
        dependencies = {"com.example.other": {"VersionRequirement": "^1.0.0"}}
        with ComponentRun(source(tmp_path, serving(ComponentDependencies=dependencies)), dependencies=[other]) as run:
            run.start()
            with pytest.raises(StepFailedError, match=r"com\.example\.other Run: ended with exit code 5"):
                run.check_still_running(10)
        assert not run.report.passed

    @pytest.mark.parametrize(
        ("requirement", "fits"), [(">=2.1.0", True), (">2.1.0", False), ("<2.1.0", False), ("2.x", True)]
    )
    def test_of_a_version_that_fits(self, model: ComponentSource, user: Any, requirement: str, fits: bool) -> None:
        run = ComponentRun(user(requirement), dependencies=[model])
        if fits:
            with run:
                return
        with (
            pytest.raises(EdgeError, match=r"depends on com\.example\.model .*, and the recipe that is given has v"),
            run,
        ):
            pass

    def test_that_nobody_asked_for(self, tmp_path: Path, model: ComponentSource) -> None:
        with ComponentRun(source(tmp_path, serving()), dependencies=[model]) as run:
            assert run.url is not None
            assert {component.name for component in run.report.components} == {MODEL, NAME}

    def test_twice(self, model: ComponentSource, user: Any) -> None:
        with (
            pytest.raises(EdgeError, match="two recipes are of one component"),
            ComponentRun(user(), dependencies=[model] * 2),
        ):
            pass

    def test_in_a_circle(self, tmp_path: Path) -> None:
        def of(name: str, other: str) -> ComponentSource:
            dependencies = {other: {"VersionRequirement": "^1.0.0"}}
            return source(tmp_path, recipe({"Run": "true"}, ComponentName=name, ComponentDependencies=dependencies))

        run = ComponentRun(of("com.a", "com.b"), dependencies=[of("com.b", "com.a")])
        with pytest.raises(EdgeError, match=r"components depend on each other: com\.. -> com\.. -> com\.\.?"), run:
            pass


def test_a_zip_that_leads_out(tmp_path: Path, root: Path) -> None:
    found = source(tmp_path, recipe(), {"component.zip": archive({"../../../../../escaped": "x"})})
    with pytest.raises(EdgeError, match="leads out"), ComponentRun(found, options=DeviceOptions(root=root)):
        pass
    assert not root.exists()
    assert not (root.parent / "escaped").exists()


def test_what_a_component_closes_is_removed_as_well(tmp_path: Path) -> None:
    script = "mkdir -p a/b/c && touch a/b/c/file && chmod 000 a/b/c a/b a && ln -s / link"
    with plain(tmp_path, {"Install": script}) as run:
        run.install()
    assert not run.layout.root.exists()
    assert Path("/tmp").is_dir()


def test_a_recipe_file_may_be_yaml(tmp_path: Path) -> None:
    text = """
recipeformatversion: "2020-01-25"
ComponentName: com.example.yaml
componentVersion: 1.0.0
Manifests:
  - lifecycle:
      install:
        script: echo yaml
"""
    (tmp_path / "recipe.yaml").write_text(text)
    with ComponentRun(ComponentSource.of(str(tmp_path / "recipe.yaml"))) as run:
        run.install()
        assert (run.layout.logs / "com.example.yaml.install.log").read_text() == "yaml\n"


def test_no_credentials_reach_the_component(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.setenv(name, "a-secret")
    script = "tr '\\0' '\\n' < /proc/self/environ; cat /proc/$PPID/environ || true"
    with plain(tmp_path, {"Install": script}) as run:
        run.install()
        printed = (run.layout.logs / f"{NAME}.install.log").read_text()
    assert "SVCUID" in printed
    if os.geteuid() == 0:  # else the parent is of the same user, and shows itself to it
        assert "a-secret" not in printed


def port_of(port: int) -> dict[str, Any]:
    return {"DefaultConfiguration": {"Port": str(port)}}
