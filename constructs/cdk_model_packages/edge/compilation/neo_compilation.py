"""Whether and how long SageMaker Neo compiles."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict

from cdk_model_packages.spec.base import Count, Spec

_SOURCE = "SageMaker API, StoppingCondition.MaxRuntimeInSeconds"
# A job looks every half minute, which is some nine events of the 25,000 that an execution may have.
_MOST_SECONDS = 20 * 3600


class NeoCompilation(Spec):
    """Compilation by SageMaker Neo before a model is packaged.

    A compiled model runs on the DLR runtime and on nothing else: the component's runner needs the module ``dlr`` on
    the device. Leave compilation out to package the model as it is.

    Raises:
        ValidationError: ``SPEC-001``.

    Source: SageMaker API, CreateCompilationJob, StoppingCondition.
    """

    model_config = ConfigDict(title="NeoCompilation")

    max_runtime_seconds: Annotated[
        int, Count("MaxRuntimeInSeconds", 1, _MOST_SECONDS, hint="900 is what Neo's documents use", source=_SOURCE)
    ] = 900
    """After how many seconds a job is stopped, 1 to 72000; Neo's own documents use 900."""

    def stopping_condition(self) -> dict[str, int]:
        """Return ``StoppingCondition`` of CreateCompilationJob."""
        return {"MaxRuntimeInSeconds": self.max_runtime_seconds}
