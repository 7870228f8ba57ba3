"""Runs a Greengrass component on this machine as a device would."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from cdk_model_packages.artifacts.interruption import interrupted_between_steps
from cdk_model_packages.edge.device.dependencies import in_order
from cdk_model_packages.edge.device.device_folder import check_entered, left_folder, made_folder
from cdk_model_packages.edge.device.environment import base_environment
from cdk_model_packages.edge.device.health import POLL_SECONDS, health_of
from cdk_model_packages.edge.device.inference_client import InferenceClient
from cdk_model_packages.edge.device.layout import DeviceLayout
from cdk_model_packages.edge.device.lifecycle import StepName
from cdk_model_packages.edge.device.platform import this_platform
from cdk_model_packages.edge.device.process import end_marked
from cdk_model_packages.edge.device.progress import told_nothing
from cdk_model_packages.edge.device.report import RunReport
from cdk_model_packages.edge.device.run_user import RunUser
from cdk_model_packages.edge.device.step_runner import StepFailedError, StepRunner
from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cdk_model_packages.edge.device.component_source import ComponentSource
    from cdk_model_packages.edge.device.inference_client import Answer
    from cdk_model_packages.edge.device.prepared import PreparedComponent
    from cdk_model_packages.edge.device.progress import Told
    from cdk_model_packages.edge.device.report import StepResult

DEFAULT_THING_NAME = "this-machine"
DEFAULT_HEALTH_SECONDS = 60.0
_PORT = "Port"


@dataclass(frozen=True)
class DeviceOptions:
    """The device that a run stands for.

    Attributes:
        platform: Attributes in place of this machine's, such as ``{"architecture": "aarch64"}``.
        user: Who runs the steps. ``None``: ``nobody`` when this process is root's, else its own user.
        thing_name: What ``{iot:thingName}`` is replaced by.
        prepare_only: Choose a manifest and lay out the files, for any platform; run nothing.
        keep: Leave the device's folder where it is when the run ends.
        root: The device's folder; must be empty, or not there. ``None``: one in the folder for temporary files.
    """

    platform: Mapping[str, str] = field(default_factory=dict[str, str])
    user: str | None = None
    thing_name: str = DEFAULT_THING_NAME
    prepare_only: bool = False
    keep: bool = False
    root: Path | None = None


class ComponentRun:
    r"""A component on this machine: fetched, unpacked, installed, started, asked and stopped.

    Use it in a ``with`` statement: at its end all that was started is stopped, and the device's folder is removed.

        with ComponentRun(ComponentSource.from_file(Path("recipe.yaml"))) as run:
            run.install()
            run.start()
            run.wait_until_healthy()
            answer = run.invoke(b"1,2,3\n", content_type="text/csv")

    Args:
        source: The component.
        dependencies: Recipes of components that it depends on; they are installed and started before it.
        configuration: What a deployment would merge into the component's default configuration.
        url: Where it answers. ``None``: on 127.0.0.1, at the port that its configuration calls ``Port``.
        options: The device.
        told: Told what is done at the moment.

    Raises:
        EdgeError: A device would refuse the component, or this machine cannot run it.
    """

    def __init__(
        self,
        source: ComponentSource,
        *,
        dependencies: Sequence[ComponentSource] = (),
        configuration: Mapping[str, Any] | None = None,
        url: str | None = None,
        options: DeviceOptions | None = None,
        told: Told = told_nothing,
    ) -> None:
        self._source, self._dependencies = source, tuple(dependencies)
        self._configuration = dict(configuration or {})
        self._options = options or DeviceOptions()
        self._told = told
        self._user = RunUser.of(self._options.user)
        machine = this_platform()
        self._platform = {**machine, **self._options.platform}
        if self._platform != machine and not self._options.prepare_only:
            meant = " ".join(f"{name}={value}" for name, value in self._options.platform.items())
            raise EdgeError(f"{meant}: is not this machine, and its steps cannot be run here; add --prepare-only")
        self._client: InferenceClient | None = None if url is None else InferenceClient(url)
        self._run_id = str(uuid.uuid4())
        self._components: list[PreparedComponent] = []
        self.report = RunReport(self._platform, self._user.name, Path())

    def __enter__(self) -> Self:
        """Fetch and unpack the artifacts, choose manifests and replace variables."""
        self._layout = DeviceLayout(made_folder(self._options.root))
        try:
            self._prepare()
        except EdgeError as error:
            self._leave()
            if not self._options.keep:
                raise
            raise EdgeError(f"{error}; what was prepared is in {self._layout.root}") from error
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Stop what runs and remove the device's folder."""
        with interrupted_between_steps():  # Ctrl-C twice still ends every process
            try:
                self._runner.stop_all()
            finally:
                self._leave()

    @property
    def layout(self) -> DeviceLayout:
        """The device's folders."""
        return self._layout

    @property
    def url(self) -> str | None:
        """Where the component answers; ``None``: nothing says."""
        return None if self._client is None else self._client.url

    def install(self) -> None:
        """Run the Bootstrap and Install steps, of dependencies first.

        Raises:
            StepFailedError: One failed.
        """
        self._check_runnable()
        for component in self._components:
            for step in (StepName.BOOTSTRAP, StepName.INSTALL):
                self._runner.run_to_end(component, step)

    def start(self) -> None:
        """Run the Startup step, or where there is none, or it is skipped, start the Run step; of dependencies first.

        Raises:
            StepFailedError: One failed.
            EdgeError: Another program listens where the component is to answer.
        """
        self._check_runnable()
        if self._client is not None and self._client.is_taken():
            raise EdgeError(
                f"{self._client.url}: another program listens there already, and would answer in the component's "
                'place; choose another port, for example with --configuration \'{"Port": "9000"}\''
            )
        for component in self._components:
            if not self._runner.run_to_end(component, StepName.STARTUP):
                self._runner.start(component, StepName.RUN)

    def wait_until_healthy(self, timeout_seconds: float = DEFAULT_HEALTH_SECONDS) -> None:
        """Wait until ``GET /ping`` is answered with 200.

        Raises:
            StepFailedError: The component ended, or did not answer in time.
        """
        health = health_of(self._asked(), timeout_seconds, self._over, self._told)
        self.report.health = health
        if not health.healthy:
            raise StepFailedError(health.detail)

    def invoke(self, body: bytes, *, content_type: str, accept: str | None = None) -> Answer:
        """Send one request to ``/invocations``."""
        return self._asked().invoke(body, content_type, accept)

    def check_still_running(self, settle_seconds: float = 0.0) -> None:
        """Refuse a component whose Run step has ended with an error.

        Args:
            settle_seconds: How long it has time to fail.

        Raises:
            StepFailedError: It has.
        """
        deadline = time.monotonic() + settle_seconds
        while self._over() is None and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        self._runner.check()

    def stop(self) -> None:
        """Run the Shutdown steps, and end what still runs; of dependencies last."""
        self._runner.stop_all()

    def _prepare(self) -> None:
        self.report.root = self._layout.root
        if not self._options.prepare_only:
            check_entered(self._layout.root, self._user)
        self._layout.create(self._user)
        self._components = in_order(
            self._source, self._dependencies, self._platform, self._configuration, self.report.findings
        )
        self.report.components = self._components
        for component in self._components:
            component.place_artifacts(
                self._layout, self._user, self._told, without_containers=self._options.prepare_only
            )
        services = {component.name: component.service for component in self._components}
        for component in self._components:
            component.resolve(self._layout, self._options.thing_name, services)
            self.report.findings += component.findings
        self._find_client()
        variables = base_environment(
            self._layout,
            self._user,
            thing_name=self._options.thing_name,
            region=self._source.region,
            run_id=self._run_id,
        )
        self._runner = StepRunner(self._layout, self._user, variables, self.report, self._told)

    def _find_client(self) -> None:
        if self._client is None:
            own = next(one for one in self._components if one.source is self._source)
            port = own.service.configuration.get(_PORT)
            if isinstance(port, str | int) and str(port).isdecimal():
                self._client = InferenceClient(f"http://127.0.0.1:{port}")

    def _asked(self) -> InferenceClient:
        if self._client is None:
            raise EdgeError(
                f"{self._source.recipe.component_name}: its configuration has no Port, so nothing says where it "
                "answers; name the place with --url"
            )
        return self._client

    def _check_runnable(self) -> None:
        if not self._components:
            raise EdgeError("the component is not prepared; use ComponentRun in a with statement")
        if self._options.prepare_only:
            raise EdgeError("the component is prepared only: no step is run; leave out --prepare-only")
        for component in self._components:
            for step in component.steps.values():
                if step.requires_privilege:
                    raise EdgeError(
                        f"{component.name} {step.name}: RequiresPrivilege: a device runs it as root, and here nothing "
                        "is; run it without, or look at the layout alone with --prepare-only"
                    )

    def _over(self) -> StepResult | None:
        return self._runner.over(self._source.recipe.component_name)

    def _leave(self) -> None:
        """End what has left the steps' own sessions, and remove the folder."""
        end_marked(self._run_id, self._user)
        left_folder(self._layout.root, keep=self._options.keep)
