"""Options of the compiler that Neo does not have, and which one was meant."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from cdk_model_packages.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SOURCE = "SageMaker API, OutputConfig.CompilerOptions"
JETPACK_GPU_CODE = "gpu_code"
"""How gpu-code is spelled beside JETPACK_VERSION, and nowhere else (NC-012)."""


def refuse_unknown(given: Iterable[str], known: Sequence[str]) -> None:
    """Refuse names that are no options.

    Raises:
        SpecError: ``NC-012``, which names the option that was likely meant.
    """
    names = list(given)
    for name in names:
        if name == JETPACK_GPU_CODE and "JETPACK_VERSION" in names and "gpu-code" not in names:
            continue
        if name not in known:
            meant = _likely(name, known)
            fix = f"did you mean {meant}?" if meant else "drop it"
            need = f"one of {', '.join(known)} ({_SOURCE})"
            raise SpecError("NC-012", "CompilerOptions", got=name, need=need, fix=fix)


def refuse_known(vendor: Iterable[str], known: Sequence[str]) -> None:
    """Refuse options of a vendor that are options of Neo, in this or in another spelling.

    Raises:
        SpecError: ``NC-012``.
    """
    for name in vendor:
        option = next((option for option in known if _plain(option) == _plain(name)), None)
        if option is not None:
            need = "an option that Neo does not know"
            raise SpecError("NC-012", "vendor", got=name, need=need, fix=f"give it as the option {option}")


def _likely(name: str, known: Sequence[str]) -> str | None:
    by_plain_name = {_plain(option): option for option in known}
    close = get_close_matches(_plain(name), by_plain_name, n=1, cutoff=0.7)
    return by_plain_name[close[0]] if close else None


def _plain(name: str) -> str:
    return str(name).lower().replace("_", "").replace("-", "")
