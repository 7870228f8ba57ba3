"""What a model is packaged for: the devices and platforms of SageMaker Neo, as Greengrass sees them."""

from cdk_model_packages.spec.edge_target.compiler_options import CompilerOptions
from cdk_model_packages.spec.edge_target.device import TargetDevice
from cdk_model_packages.spec.edge_target.platform import TargetAccelerator, TargetArch, TargetOs, TargetPlatform
from cdk_model_packages.spec.edge_target.target import DeviceTarget, EdgeTarget, PlatformTarget

__all__ = [
    "CompilerOptions",
    "DeviceTarget",
    "EdgeTarget",
    "PlatformTarget",
    "TargetAccelerator",
    "TargetArch",
    "TargetDevice",
    "TargetOs",
    "TargetPlatform",
]
