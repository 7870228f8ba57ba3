"""Clients of the embedded AWS, and requests that it takes."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import time
from functools import cached_property
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, WaiterError

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCOUNT, REGION = "000000000000", "us-east-1"
OTHER_ACCOUNT = "222222222222"
IMAGE = "763104351884.dkr.ecr.us-east-1.amazonaws.com/digits:1"
SPECIFICATION = {
    "Containers": [{"Image": IMAGE, "ModelDataUrl": "s3://models/digits/model.tar.gz"}],
    "SupportedContentTypes": ["text/csv"],
    "SupportedResponseMIMETypes": ["text/csv"],
}
UNVERSIONED = {
    **SPECIFICATION,
    "SupportedTransformInstanceTypes": ["ml.m5.large"],
    "SupportedRealtimeInferenceInstanceTypes": ["ml.m5.large"],
}


class Aws:
    """Clients that are made when they are first used."""

    def __init__(self, variables: Mapping[str, str], *, account: str = ACCOUNT, region: str = REGION) -> None:
        self.variables = {**variables, "AWS_ACCESS_KEY_ID": account, "AWS_REGION": region}
        self._clients: dict[str, Any] = {}

    def __getattr__(self, service: str) -> Any:
        if service.startswith("_"):
            raise AttributeError(service)
        return self.client(service)

    def client(self, service: str) -> Any:
        """Return a client; by this name one whose service something here is called like, too."""
        if service not in self._clients:
            self._clients[service] = boto3.Session().client(
                service,
                endpoint_url=self.variables["AWS_ENDPOINT_URL"],
                region_name=self.variables["AWS_REGION"],
                aws_access_key_id=self.variables["AWS_ACCESS_KEY_ID"],
                aws_secret_access_key="embedded",
                # What a client checks by itself would hide what the service refuses; one try: a repeated 5xx is a bug.
                config=Config(parameter_validation=False, retries={"total_max_attempts": 1}),
            )
        return self._clients[service]

    def close(self) -> None:
        for client in self._clients.values():
            client.close()

    def version(self, group: str, **more: Any) -> str:
        """Create a version and return its ARN."""
        request = {"ModelPackageGroupName": group, "InferenceSpecification": SPECIFICATION, **more}
        return self.sagemaker.create_model_package(**request)["ModelPackageArn"]

    def finished(self, arn: str) -> dict[str, Any]:
        """Wait until a package is completed or failed."""
        for _ in range(200):
            package = self.sagemaker.describe_model_package(ModelPackageName=arn)
            if package["ModelPackageStatus"] in {"Completed", "Failed"}:
                return package
            time.sleep(0.02)
        raise AssertionError(f"{arn} is still {package['ModelPackageStatus']}")

    def versions(self, group: str) -> list[int]:
        """List the versions of a group."""
        pages = self.sagemaker.get_paginator("list_model_packages").paginate(ModelPackageGroupName=group)
        return [found["ModelPackageVersion"] for page in pages for found in page["ModelPackageSummaryList"]]

    def deploy(self, name: str, template: Mapping[str, Any], **more: Any) -> dict[str, Any]:
        """Create or update a stack, wait and describe it."""
        body = json.dumps(template)
        try:
            self.cloudformation.describe_stacks(StackName=name)
        except ClientError:
            self.cloudformation.create_stack(StackName=name, TemplateBody=body, **more)
            return self._settled(name, "stack_create_complete")
        self.cloudformation.update_stack(StackName=name, TemplateBody=body, **more)
        return self._settled(name, "stack_update_complete")

    def role(self, name: str, service: str, **allowed: str | list[str]) -> str:
        """Make a role that a service may assume and return its ARN; ``s3__GetObject="arn"`` allows an action."""
        trust = {"Effect": "Allow", "Principal": {"Service": service}, "Action": "sts:AssumeRole"}
        arn = self.iam.create_role(
            RoleName=name, AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [trust]})
        )["Role"]["Arn"]
        if allowed:
            self.allow(name, **allowed)
        return arn

    def allow(self, role_name: str, **allowed: str | list[str]) -> None:
        """Let a role do this, and nothing else."""
        statements = [
            {"Effect": "Allow", "Action": action.replace("__", ":"), "Resource": resource}
            for action, resource in allowed.items()
        ]
        document = json.dumps({"Version": "2012-10-17", "Statement": statements})
        self.iam.put_role_policy(RoleName=role_name, PolicyName="allowed", PolicyDocument=document)

    def destroy(self, name: str) -> None:
        """Delete a stack and wait."""
        self.cloudformation.delete_stack(StackName=name)
        self.cloudformation.get_waiter("stack_delete_complete").wait(
            StackName=name, WaiterConfig={"Delay": 0.1, "MaxAttempts": 100}
        )

    def events(self, stack_id: str) -> list[tuple[str, str, str]]:
        """Return ``(logical id, status, reason)`` of every event of a stack, oldest first."""
        found = self.cloudformation.describe_stack_events(StackName=stack_id)["StackEvents"]
        return [
            (event["LogicalResourceId"], event["ResourceStatus"], event.get("ResourceStatusReason", ""))
            for event in found[::-1]
        ]

    def physical_id(self, stack_name: str, logical_id: str) -> str:
        """Return what a resource of a stack is called."""
        found = self.cloudformation.describe_stack_resource(StackName=stack_name, LogicalResourceId=logical_id)
        return found["StackResourceDetail"]["PhysicalResourceId"]

    def drift(self, stack_name: str) -> dict[str, tuple[str, list[str]]]:
        """Return ``(status, differing properties)`` of every resource that drift detection looks at."""
        detection = self.cloudformation.detect_stack_drift(StackName=stack_name)["StackDriftDetectionId"]
        status = "DETECTION_IN_PROGRESS"
        while status == "DETECTION_IN_PROGRESS":
            time.sleep(0.05)
            answer = self.cloudformation.describe_stack_drift_detection_status(StackDriftDetectionId=detection)
            status = answer["DetectionStatus"]
        found = self.cloudformation.describe_stack_resource_drifts(StackName=stack_name)["StackResourceDrifts"]
        return {
            resource["LogicalResourceId"]: (
                resource["StackResourceDriftStatus"],
                [difference["PropertyPath"] for difference in resource.get("PropertyDifferences", [])],
            )
            for resource in found
        }

    @cached_property
    def models(self) -> str:
        """A bucket that holds an archive and samples."""
        bucket = f"models-{self.variables['AWS_ACCESS_KEY_ID']}"
        self.s3.create_bucket(Bucket=bucket)
        self.s3.put_object(Bucket=bucket, Key="digits/model.tar.gz", Body=gzip.compress(b"model"))
        self.s3.put_object(Bucket=bucket, Key="digits/samples/1.csv", Body=b"1,2\n")
        return bucket

    def _settled(self, name: str, waiter: str) -> dict[str, Any]:
        try:
            self.cloudformation.get_waiter(waiter).wait(StackName=name, WaiterConfig={"Delay": 0.1, "MaxAttempts": 150})
        except WaiterError as error:
            if "Max attempts" in str(error):
                raise
        return self.cloudformation.describe_stacks(StackName=name)["Stacks"][0]


def tar_gz(**files: bytes) -> bytes:
    """Return an archive of files; ``model__onnx`` is ``model.onnx``."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name.replace("__", "."))
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return written.getvalue()


def outputs(stack: Mapping[str, Any]) -> dict[str, str]:
    """Return the outputs of a stack."""
    return {found["OutputKey"]: found["OutputValue"] for found in stack.get("Outputs", [])}


def reasons(aws: Aws, stack: Mapping[str, Any]) -> str:
    """Return why resources of a stack have failed."""
    return " ".join(reason for _, status, reason in aws.events(stack["StackId"]) if status.endswith("_FAILED"))
