"""Deployable models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..errors import validation_error
from . import names
from .access import role_finding
from .pages import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..persistence import State

KIND = "model"
Record = dict[str, Any]


class Models:
    """The models of every account and region, by name.

    Args:
        find_package: Returns the record of a package that the caller may make a model of, by name or ARN.
    """

    def __init__(self, state: State, find_package: Callable[[str], Record]) -> None:
        self._models = state.table("models")
        self._find_package = find_package

    def create(self, request: Record) -> Record:
        """CreateModel."""
        name = request["ModelName"]
        arn = names.arn(f"{KIND}/{name}")
        if name in self._models:
            raise validation_error(f'Cannot create already existing model "{arn}".')
        for container in containers(request):
            self._refuse_container(container, isolated=request.get("EnableNetworkIsolation", False))
        role = request.get("ExecutionRoleArn")
        finding = role_finding(role, f"{KIND}/{name}") if role is not None else None
        if finding is not None:
            raise validation_error(f"ExecutionRoleArn: {finding}")
        self._models[name] = {
            "EnableNetworkIsolation": False,
            **request,
            "Tags": request.get("Tags", []),
            "ModelArn": arn,
            "CreationTime": names.now(),
        }
        return {"ModelArn": arn}

    def describe(self, request: Record) -> Record:
        """DescribeModel."""
        return self.get(request["ModelName"])

    def list(self, request: Record) -> Record:
        """ListModels."""
        return page(
            self._models.values(),
            request,
            arn_key="ModelArn",
            name_key="ModelName",
            list_key="Models",
            order="Descending",
        )

    def delete(self, request: Record) -> None:
        """DeleteModel."""
        del self._models[self.get(request["ModelName"])["ModelName"]]

    def get(self, name_or_arn: str) -> Record:
        """Return the record of a model, to be read and changed.

        Raises:
            ServiceError: There is no such model.
        """
        name = names.resource_of(name_or_arn, KIND)
        model = self._models.get(name)
        if model is None:
            raise validation_error(f'Could not find model "{names.arn(f"{KIND}/{name}")}".')
        return model

    def _refuse_container(self, container: Record, *, isolated: bool) -> None:
        if ("Image" in container) == ("ModelPackageName" in container):
            raise validation_error("A container must have one of Image and ModelPackageName, and not both")
        if "ModelPackageName" not in container:
            return
        package = self._find_package(container["ModelPackageName"])
        arn, status = package["ModelPackageArn"], package["ModelPackageStatus"]
        if status != "Completed":
            raise validation_error(f"Model package {arn} is {status}: only a Completed one makes a model")
        approval = package.get("ModelApprovalStatus", "Approved")  # unversioned packages have none
        if approval != "Approved":
            # API, CreateModelPackage.ModelApprovalStatus: must be set to Approved to deploy a versioned model.
            raise validation_error(f"Model package {arn} is {approval}: it must be Approved to deploy the model")
        if package.get("CertifyForMarketplace") and not isolated:
            # https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
            raise validation_error(
                f"Model package {arn} is certified for AWS Marketplace: EnableNetworkIsolation must be true"
            )


def containers(model: Record) -> list[Record]:
    """Return the containers of a model, one or a pipeline.

    Raises:
        ServiceError: The request has none, or both kinds.
    """
    if ("PrimaryContainer" in model) == ("Containers" in model):
        raise validation_error("One of PrimaryContainer and Containers must be provided, and not both")
    return model["Containers"] if "Containers" in model else [model["PrimaryContainer"]]
