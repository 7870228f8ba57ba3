"""What SageMaker Neo's compiler is told besides the target."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator

from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.base import Count, Items, Spec, Text
from cdk_model_packages.spec.edge_target.option_text import MAX_CHARACTERS, read_options
from cdk_model_packages.spec.edge_target.unknown_option import JETPACK_GPU_CODE, refuse_known, refuse_unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE = "SageMaker API, OutputConfig.CompilerOptions"
NEO_DEVICES = "SageMaker developer guide, neo-supported-devices-edge-devices"
NVIDIA_OPTIONS = ("gpu-code", "trt-ver", "cuda-ver")
_NO_OPTIONS = {"flags", "vendor"}


def _text(name: str, pattern: str, like: str, code: str = "SPEC-001") -> Text:
    return Text(name, min_length=1, pattern=pattern, like=like, code=code, hint=f"write like {like}", source=SOURCE)


class CompilerOptions(Spec):
    """Options of Neo's compiler. Made by :meth:`nvidia`, :meth:`cpu`, :meth:`of` and :meth:`from_text`.

    Raises:
        SpecError: ``NC-004`` when one of the three options of NVIDIA is missing or of another form; ``NC-006`` for
            an Android level outside 21 to 29; ``NC-011`` for flags beside options; ``NC-012`` for an option that Neo
            does not have; ``LV-006`` when there is none, or the text would be longer than 1024 characters.

    Source: SageMaker API, OutputConfig.CompilerOptions; developer guide, neo-supported-devices-edge-devices.
    """

    gpu_code: Annotated[str | None, Field(alias="gpu-code"), _text("gpu-code", "sm_[0-9]{2,3}", "sm_72", "NC-004")] = (
        None
    )
    """Architecture of the GPU, ``sm_NN``."""

    trt_ver: Annotated[
        str | None, Field(alias="trt-ver"), _text("trt-ver", r"[0-9]+(\.[0-9]+){2}", "7.1.3", "NC-004")
    ] = None
    """Version of TensorRT on the device, ``x.y.z``."""

    cuda_ver: Annotated[str | None, Field(alias="cuda-ver"), _text("cuda-ver", r"[0-9]+\.[0-9]+", "10.2", "NC-004")] = (
        None
    )
    """Version of CUDA on the device, ``x.y``."""

    mcpu: Annotated[str | None, Field(alias="mcpu"), _text("mcpu", "[A-Za-z0-9._+-]+", "core-avx2")] = None
    """Micro-architecture of the processor."""

    mattr: Annotated[
        tuple[Annotated[str, _text("mattr", "[+-][A-Za-z0-9._-]+", "+neon")], ...] | None,
        Field(alias="mattr"),
        Items("mattr", 1, source=SOURCE),
    ] = None
    """Flags of the processor, for example ``+neon``."""

    dtype: Annotated[Literal["float", "float32", "int64", "long"] | None, Field(alias="dtype")] = None
    """Type of a PyTorch model's input. ``None``: ``float32``."""

    android_platform: Annotated[
        int | None,
        Field(alias="ANDROID_PLATFORM", strict=True),
        Count("ANDROID_PLATFORM", 21, 29, code="NC-006", hint="use such a level", source=SOURCE),
    ] = None
    """API level of Android, 21 to 29."""

    jetpack_version: Annotated[
        str | None, Field(alias="JETPACK_VERSION"), _text("JETPACK_VERSION", r"[0-9]+(\.[0-9]+){1,2}", "4.6")
    ] = None
    """Version of JetPack on a ``jetson_nano`` that runs a TensorFlow 2 model; goes with ``gpu_code``, which the service
    spells ``gpu_code`` here and nowhere else."""

    class_labels: Annotated[str | None, Field(alias="class_labels")] = None
    """Only for the device ``coreml``: a file of labels inside the archive."""

    signature_def_key: Annotated[str | None, Field(alias="signature_def_key")] = None
    """Only for the device ``ml_eia2``: the signature of a TensorFlow model."""

    output_names: Annotated[tuple[str, ...] | None, Field(alias="output_names")] = None
    """Only for the device ``ml_eia2``: output tensors of a frozen graph."""

    vendor: dict[str, JsonValue] | None = None
    """Only for a device: options of its vendor's compiler, which Neo hands on."""

    flags: str | None = None
    """Only for the device ``ml_inf1``: flags of the Neuron compiler, in place of any option (NC-011)."""

    @classmethod
    def nvidia(cls, *, gpu_code: str, trt_ver: str, cuda_ver: str) -> Self:
        """Tell what is on a device with a GPU of NVIDIA; all three are required (NC-004).

        Args:
            gpu_code: Architecture of the GPU, for example ``sm_72``.
            trt_ver: Version of TensorRT, for example ``8.2.1``.
            cuda_ver: Version of CUDA, for example ``10.2``.
        """
        return cls(gpu_code=gpu_code, trt_ver=trt_ver, cuda_ver=cuda_ver)

    @classmethod
    def cpu(cls, *, mcpu: str | None = None, mattr: tuple[str, ...] | list[str] | None = None) -> Self:
        """Tell what a processor can do; at least one of the two.

        Args:
            mcpu: Micro-architecture, for example ``core-avx2``. ``None``: Neo is not told.
            mattr: Flags, for example ``+neon``. ``None``: Neo is not told.
        """
        return cls(mcpu=mcpu, mattr=None if mattr is None else tuple(mattr))

    @classmethod
    def of(cls, options: Mapping[str, object] | str, *, vendor: Mapping[str, object] | None = None) -> Self:
        """Take options by Neo's names, or the text of flags that ``ml_inf1`` takes in their place.

        Args:
            options: By Neo's names.
            vendor: Options of a device's own compiler, which Neo does not know. ``None``: none.

        Raises:
            SpecError: ``NC-012`` for a name that is none of Neo's, and for a vendor's that is one of Neo's.
        """
        if isinstance(options, str):
            return cls(flags=options)
        known = [str(field.alias) for name, field in cls.model_fields.items() if name not in _NO_OPTIONS]
        refuse_unknown(options, known)
        refuse_known(vendor or {}, known)
        spelled = {"gpu-code" if name == JETPACK_GPU_CODE else name: value for name, value in options.items()}
        return cls.model_validate({**spelled, "Vendor": vendor}, by_alias=True, by_name=False)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read options from a text: JSON, or the same with Python's quotes, as AWS's own examples have it.

        Raises:
            SpecError: ``LV-006`` when it is neither, or not of 3 to 1024 characters.
        """
        return cls.of(read_options(text))

    def options(self) -> dict[str, object]:
        """Return the options that are set, by Neo's names."""
        values = {name: value for name, value in self.properties().items() if name not in {"Flags", "Vendor"}}
        values.update(self.vendor or {})
        if self.jetpack_version is None:
            return values
        return {JETPACK_GPU_CODE if name == "gpu-code" else name: value for name, value in values.items()}

    def to_json(self) -> str:
        """Return the text that Neo takes: JSON with double quotes, at most 1024 characters."""
        value = self.options() if self.flags is None else self.flags
        spaced = json.dumps(value)
        return spaced if len(spaced) <= MAX_CHARACTERS else json.dumps(value, separators=(",", ":"), ensure_ascii=False)

    @model_validator(mode="after")
    def _three_of_nvidia(self) -> Self:
        given = dict(zip(NVIDIA_OPTIONS, (self.gpu_code, self.trt_ver, self.cuda_ver), strict=True))
        missing = [name for name, value in given.items() if value is None]
        if self.jetpack_version is not None:
            if self.gpu_code is None:
                need = f"JETPACK_VERSION beside gpu_code ({NEO_DEVICES})"
                raise SpecError("NC-012", "CompilerOptions", got=self.options(), need=need, fix="add gpu_code")
        elif 0 < len(missing) < len(NVIDIA_OPTIONS):
            need = f"complete: {', '.join(NVIDIA_OPTIONS)} go together ({SOURCE})"
            raise SpecError("NC-004", "CompilerOptions", got=self.options(), need=need, fix=f"add {', '.join(missing)}")
        return self

    @model_validator(mode="after")
    def _options_or_flags(self) -> Self:
        if self.flags is not None and self.options():
            need = f"flags alone, as ml_inf1 takes them, or options alone ({SOURCE})"
            raise SpecError("NC-011", "CompilerOptions", got=self.options(), need=need, fix="drop one of the two")
        return self

    @model_validator(mode="after")
    def _fits(self) -> Self:
        text = self.to_json()
        if (self.flags is None and not self.options()) or len(text) > MAX_CHARACTERS:
            need = f"at least one option and at most {MAX_CHARACTERS} characters, not {len(text)} ({SOURCE})"
            fix = "leave CompilerOptions out where there is nothing to tell, or shorten it"
            raise SpecError("LV-006", "CompilerOptions", got=text[:80], need=need, fix=fix)
        return self
