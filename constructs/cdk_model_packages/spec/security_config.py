"""The key that a package's information is encrypted with."""

from __future__ import annotations

from cdk_model_packages.spec.base import Spec
from cdk_model_packages.spec.text import KmsKeyId


class SecurityConfig(Spec):
    """Encrypts what the registry knows of a package. Who reads it needs ``kms:Decrypt`` (SC-002).

    Source: SageMaker API, ModelPackageSecurityConfig.
    """

    kms_key_id: KmsKeyId
    """A key of the package's region: id, ARN or alias, at most 2048 characters. A change makes a new version."""
