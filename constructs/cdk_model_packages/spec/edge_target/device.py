"""The devices that SageMaker Neo compiles for, by their names."""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum

from cdk_model_packages.errors import SpecError

SOURCE = "SageMaker API, TargetDevice"


class TargetDevice(StrEnum):
    """A device of Neo's, by the service's name for it.

    Not each of them can be a Greengrass device: see :meth:`EdgeTarget.device`.

    Source: SageMaker API, TargetDevice.
    """

    LAMBDA = "lambda"
    ML_M4 = "ml_m4"
    ML_M5 = "ml_m5"
    ML_M6G = "ml_m6g"
    ML_C4 = "ml_c4"
    ML_C5 = "ml_c5"
    ML_C6G = "ml_c6g"
    ML_P2 = "ml_p2"
    ML_P3 = "ml_p3"
    ML_G4DN = "ml_g4dn"
    ML_INF1 = "ml_inf1"
    ML_INF2 = "ml_inf2"
    ML_TRN1 = "ml_trn1"
    ML_EIA2 = "ml_eia2"
    JETSON_TX1 = "jetson_tx1"
    JETSON_TX2 = "jetson_tx2"
    JETSON_NANO = "jetson_nano"
    JETSON_XAVIER = "jetson_xavier"
    RASP3B = "rasp3b"
    RASP4B = "rasp4b"
    IMX8QM = "imx8qm"
    DEEPLENS = "deeplens"
    RK3399 = "rk3399"
    RK3288 = "rk3288"
    AISAGE = "aisage"
    SBE_C = "sbe_c"
    QCS605 = "qcs605"
    QCS603 = "qcs603"
    SITARA_AM57X = "sitara_am57x"
    AMBA_CV2 = "amba_cv2"
    AMBA_CV22 = "amba_cv22"
    AMBA_CV25 = "amba_cv25"
    X86_WIN32 = "x86_win32"
    X86_WIN64 = "x86_win64"
    COREML = "coreml"
    JACINTO_TDA4VM = "jacinto_tda4vm"
    IMX8MPLUS = "imx8mplus"

    @classmethod
    def of(cls, name: str) -> TargetDevice:
        """Return the device of a name.

        Raises:
            SpecError: ``SPEC-001`` when Neo has none of that name.
        """
        try:
            return cls(name)
        except ValueError:
            close = get_close_matches(str(name).lower().replace("-", "_"), list(cls), n=1)
            fix = f"did you mean {close[0]}?" if close else "name one of them, or describe a TargetPlatform"
            need = f"a device that Neo knows: {', '.join(cls)} ({SOURCE})"
            raise SpecError("SPEC-001", "TargetDevice", got=name, need=need, fix=fix) from None
