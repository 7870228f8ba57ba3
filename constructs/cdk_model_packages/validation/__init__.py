"""What the service runs before it accepts a package: the profile, its data, its role."""

from cdk_model_packages.validation.profile import ValidationProfile
from cdk_model_packages.validation.sample_data import SampleData, SampleLocation

__all__ = ["SampleData", "SampleLocation", "ValidationProfile"]
