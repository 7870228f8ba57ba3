"""Runs the steps of components and notes what became of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from cdk_model_packages.edge.device.lifecycle import StepName
from cdk_model_packages.edge.device.process import RUN_ID_VARIABLE, StepProcess
from cdk_model_packages.edge.device.report import Outcome, StepResult
from cdk_model_packages.edge.device.skip import is_skipped
from cdk_model_packages.errors import EdgeError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cdk_model_packages.edge.device.layout import DeviceLayout
    from cdk_model_packages.edge.device.lifecycle import Step
    from cdk_model_packages.edge.device.prepared import PreparedComponent
    from cdk_model_packages.edge.device.progress import Told
    from cdk_model_packages.edge.device.report import RunReport
    from cdk_model_packages.edge.device.run_user import RunUser

_RESTART = {100: "the device would restart the nucleus", 101: "the device would reboot"}
"""Source: aws-greengrass-nucleus, BootstrapManager: exit codes of a Bootstrap step that are no errors."""
_FAILURES = frozenset({Outcome.FAILED, Outcome.TIMED_OUT})


class StepFailedError(EdgeError):
    """A step of the component failed, or the component did not answer."""


class StepRunner:
    """The steps of one run.

    Args:
        layout: The device's folders.
        user: Who runs them.
        variables: Every step's environment; a step's own variables come on top.
        report: Takes the results.
        told: Told what is done at the moment.
    """

    def __init__(
        self,
        layout: DeviceLayout,
        user: RunUser,
        variables: Mapping[str, str],
        report: RunReport,
        told: Told,
    ) -> None:
        self._layout, self._user, self._variables = layout, user, variables
        self._report, self._told = report, told
        self._started: list[PreparedComponent] = []
        self._processes: list[StepProcess] = []
        self._running: list[tuple[StepResult, StepProcess, Step]] = []

    def run_to_end(self, component: PreparedComponent, name: StepName) -> bool:
        """Run a step and wait for its end.

        Returns:
            Whether there is one, and it was not skipped.

        Raises:
            StepFailedError: It failed, or took too long.
        """
        step = component.steps.get(name)
        result = StepResult(component.name, name, Outcome.SUCCEEDED)
        if step is None or self._is_skipped(step, result):
            return False
        process = self._process(component, step, result)
        limit = "" if step.timeout_seconds is None else f" of {step.timeout_seconds:g}"
        code = process.wait(
            step.timeout_seconds, lambda seconds: self._told(f"{component.name}: {name}", f"{seconds:.0f}{limit} s")
        )
        result.seconds, result.exit_code = round(process.seconds, 2), code
        if code is None:
            process.stop()
            told = f"took longer than its {step.timeout_seconds:g} s; set Timeout in the recipe, or make it faster"
            self._fail(result, process, Outcome.TIMED_OUT, f"{told} [GG-023]")
        elif name == StepName.BOOTSTRAP and code in _RESTART:
            result.detail = f"exit code {code}: {_RESTART[code]}"
        elif code != 0:
            self._fail(result, process, Outcome.FAILED, f"ended with exit code {code}")
        return True

    def start(self, component: PreparedComponent, name: StepName) -> None:
        """Start a step that goes on while the component runs.

        Raises:
            StepFailedError: It cannot be started.
        """
        step = component.steps.get(name)
        result = StepResult(component.name, name, Outcome.RUNNING)
        if step is None or self._is_skipped(step, result):
            return
        process = self._process(component, step, result)
        self._running.append((result, process, step))

    def over(self, component: str) -> StepResult | None:
        """Return the Run step of a component that has ended, or of another one that has failed; ``None``: all go on."""
        found = [self._looked_at(*running) for running in self._running]
        failed = next((result for result in found if result.outcome in _FAILURES), None)
        ended = (one for one in found if one.component == component and one.outcome != Outcome.RUNNING)
        return failed or next(ended, None)

    def check(self) -> None:
        """Refuse a Run step that has failed.

        Raises:
            StepFailedError: One has.
        """
        for running in self._running:
            result = self._looked_at(*running)
            if result.outcome in _FAILURES:
                raise StepFailedError(_told(result))

    def stop_all(self) -> None:
        """Run the Shutdown step of each component, and end its processes; of dependencies last."""
        started, self._started = self._started, []
        for component in reversed(started):
            try:
                self.run_to_end(component, StepName.SHUTDOWN)
            except StepFailedError:  # is in the report; a device ends the processes all the same
                continue
            finally:
                self._end(component)
        for process in self._processes:
            process.stop()

    def _end(self, component: PreparedComponent) -> None:
        for result, process, step in self._running:
            if result.component != component.name:
                continue
            if self._looked_at(result, process, step).outcome == Outcome.RUNNING:
                result.outcome, result.seconds = Outcome.SUCCEEDED, round(process.seconds, 2)
                result.detail = "ran until it was stopped"
            process.stop()

    def _looked_at(self, result: StepResult, process: StepProcess, step: Step) -> StepResult:
        """Note whether a Run step has ended, or has run longer than it may."""
        code, limit = process.exit_code, step.timeout_seconds
        if result.outcome != Outcome.RUNNING:
            return result
        if code is None and limit is not None and process.seconds > limit:
            process.stop()
            result.outcome, result.detail = Outcome.TIMED_OUT, f"ran longer than its {limit:g} s [GG-023]"
        elif code is not None:
            result.outcome = Outcome.FAILED if code else Outcome.SUCCEEDED
            result.exit_code, result.detail = code, f"ended with exit code {code}" if code else ""
        if result.outcome != Outcome.RUNNING:
            result.seconds = round(process.seconds, 2)
            result.output = process.tail() if result.outcome in _FAILURES else ""
        return result

    def _is_skipped(self, step: Step, result: StepResult) -> bool:
        if step.skipif is None:
            return False
        try:
            skipped = is_skipped(step.skipif, self._layout, self._variables["PATH"])
        except EdgeError as error:
            self._report.steps.append(result)
            self._fail(result, None, Outcome.FAILED, str(error))
        if skipped:
            result.outcome, result.detail = Outcome.SKIPPED, f"Skipif {step.skipif}"
            self._report.steps.append(result)
        return skipped

    def _process(self, component: PreparedComponent, step: Step, result: StepResult) -> StepProcess:
        self._report.steps.append(result)
        if step.script is None:
            self._fail(result, None, Outcome.FAILED, "has no Script; write one")
        self._told(f"{component.name}: {step.name}", "")
        result.log = self._layout.logs / f"{component.name}.{step.name.lower()}.log"
        process = StepProcess(
            step.script,
            folder=self._layout.work(component.name),
            user=self._user,
            variables={**self._variables, **step.setenv, RUN_ID_VARIABLE: self._variables[RUN_ID_VARIABLE]},
            log=result.log,
        )
        self._processes.append(process)
        if step.name in {StepName.STARTUP, StepName.RUN}:  # from here on a device runs Shutdown, also after an error
            self._started.append(component)
        return process

    def _fail(self, result: StepResult, process: StepProcess | None, outcome: Outcome, why: str) -> NoReturn:
        result.outcome, result.detail = outcome, why
        result.output = "" if process is None else process.tail()
        raise StepFailedError(_told(result))


def _told(result: StepResult) -> str:
    last = result.output.splitlines()[-1:]
    return f"{result.component} {result.step}: {result.detail}" + (f": {last[0].strip()}" if last else "")
