"""What an algorithm made here and an imported one can both do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aws_cdk as cdk
import jsii
from aws_cdk.interfaces import aws_sagemaker as interfaces

from cdk_model_packages.registry import grants

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aws_cdk import aws_iam as iam
    from constructs import Construct

    from cdk_model_packages.registry.algorithm_container import AlgorithmContainer


@jsii.implements(interfaces.IAlgorithmRef)
class AlgorithmBase(cdk.Resource):
    """What made and imported algorithms can do."""

    containers: Sequence[AlgorithmContainer] | None = None
    """What runs its models; packages of it pull their images. ``None``: not known here."""

    @property
    def algorithm_arn(self) -> str:
        """ARN of the algorithm."""
        raise NotImplementedError  # pragma: no cover

    @property
    def algorithm_ref(self) -> interfaces.AlgorithmReference:
        """Reference for L1s and other libraries."""
        return interfaces.AlgorithmReference(algorithm_arn=self.algorithm_arn)

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Let somebody describe the algorithm, and make packages of it."""
        return grants.grant(grantee, ("sagemaker:DescribeAlgorithm",), [self.algorithm_arn])


class ImportedAlgorithm(AlgorithmBase):
    """An algorithm by its ARN; it may be of another account, or subscribed to in AWS Marketplace."""

    def __init__(self, scope: Construct, construct_id: str, arn: str) -> None:
        super().__init__(scope, construct_id, environment_from_arn=arn)
        self._arn = arn

    @property
    def algorithm_arn(self) -> str:
        """ARN of the algorithm."""
        return self._arn
