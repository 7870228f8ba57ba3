"""What a picture shows: resources of the templates, and what they use outside, each found by any of its names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cdk_model_packages.review.shown import is_determined, mapping, references, shown, type_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cdk_model_packages.templates import World

MAX_LABEL = 100

# The property that holds a resource's name: another template may use the resource by it.
_NAMES = {
    "AWS::ECR::Repository": "RepositoryName",
    "AWS::GreengrassV2::ComponentVersion": "",
    "AWS::GreengrassV2::Deployment": "DeploymentName",
    "AWS::IAM::Role": "RoleName",
    "AWS::IoT::RoleAlias": "RoleAlias",
    "AWS::IoT::Thing": "ThingName",
    "AWS::IoT::ThingGroup": "ThingGroupName",
    "AWS::KMS::Key": "",
    "AWS::Lambda::Function": "FunctionName",
    "AWS::S3::Bucket": "BucketName",
    "AWS::SageMaker::Algorithm": "AlgorithmName",
    "AWS::SageMaker::Endpoint": "EndpointName",
    "AWS::SageMaker::EndpointConfig": "EndpointConfigName",
    "AWS::SageMaker::Model": "ModelName",
    "AWS::SageMaker::ModelCard": "ModelCardName",
    "AWS::SageMaker::ModelPackage": "ModelPackageName",
    "AWS::SageMaker::ModelPackageGroup": "ModelPackageGroupName",
}


class Thing(NamedTuple):
    """A node: a resource of one of the stacks, or something outside.

    Attributes:
        stack: Number of the stack; ``None`` outside.
        name: Logical id, or what it is called outside.
    """

    stack: int | None
    name: str


class Things:
    """The nodes that there can be.

    Attributes:
        worlds: The stacks.
    """

    def __init__(self, worlds: Sequence[World]) -> None:
        self.worlds = worlds
        self._named: dict[tuple[str, str], Thing] = {}
        self._order: dict[Thing, int] = {}
        for number, world in enumerate(worlds):
            for name, one in world.resources.items():
                kind = type_of(one)
                thing = Thing(number, name)
                self._order[thing] = len(self._order)
                called = shown(one["Properties"].get(_NAMES.get(kind, ""), ""))
                if called and is_determined(called):
                    self._named.setdefault((kind, called), thing)

    def order(self, thing: Thing) -> tuple[int, str]:
        """Return where a thing comes in the picture: resources as the templates have them, then what is outside."""
        return self._order.get(thing, len(self._order)), thing.name

    def resource(self, stack: int, name: str | None, kind: str | None = None) -> Thing | None:
        """Return a resource of a stack, if the picture shows its type.

        Args:
            stack: Its number.
            name: Logical id.
            kind: Its type; ``None`` for any.
        """
        found = type_of(self.worlds[stack].resources.get(name or "", {}))
        return Thing(stack, name) if name and found in _NAMES and kind in {None, found} else None

    def find(self, stack: int, text: str, kind: str, outside: str | None = None) -> Thing | None:
        """Return what a text means: a resource that it refers to, one of that name, or something outside.

        Args:
            stack: Where the text is written.
            text: As :func:`~cdk_model_packages.review.shown.shown` returns it.
            kind: Type of the resource.
            outside: What it is called where it is in no template; ``None`` leaves it out.
        """
        for name in references(text):
            found = self.resource(stack, name, kind)
            if found is not None:
                return found
        found = self._named.get((kind, text))
        if found is not None:
            return found
        return Thing(None, outside) if outside and is_determined(text) else None

    def group_arn(self, stack: int, text: str) -> Thing | None:
        """Return a model package group, by name or by ARN."""
        name = text.rsplit("model-package-group/", 1)[-1]
        return self.find(
            stack, name if text.startswith("arn:") else text, "AWS::SageMaker::ModelPackageGroup", f"group {name}"
        )

    def bucket(self, stack: int, location: object) -> Thing | None:
        """Return the bucket of a location such as ``s3://bucket/key``."""
        text = shown(location)
        if not text.startswith("s3://"):
            return None
        name = text[5:].split("/", 1)[0]
        return self.find(stack, name, "AWS::S3::Bucket", f"s3://{name}") if name else None

    def image(self, stack: int, value: object) -> Thing | None:
        """Return the repository of an image, or the image itself."""
        text = shown(value)
        name = text.split("@", 1)[0]
        repository = name.split("/", 1)[-1].split(":", 1)[0]
        return (
            self.find(stack, text, "AWS::ECR::Repository")
            or self._named.get(("AWS::ECR::Repository", repository))
            or self.find(stack, text, "AWS::ECR::Repository", name)
        )

    def role(self, stack: int, value: object) -> Thing | None:
        """Return a role, by reference, name or ARN."""
        text = shown(value)
        if not text or value is None:
            return None
        name = text.rsplit("/", 1)[-1] if text.startswith("arn:") else text
        return self.find(stack, text, "AWS::IAM::Role") or self.find(stack, name, "AWS::IAM::Role", f"role {name}")

    def on(self, stack: int, text: str) -> Thing | None:
        """Return what a statement is on: a resource of the template, or a bucket outside; ``None`` for wildcards."""
        for name in references(text.split("/", 1)[0])[-1:]:
            found = self.resource(stack, name)
            if found is not None:
                return found
        if ":s3:::" in text:
            name = text.split(":s3:::", 1)[1].split("/", 1)[0]
            return None if "*" in name else self.find(stack, name, "AWS::S3::Bucket", f"s3://{name}")
        if ":repository/" in text:
            return self.find(stack, text.split(":repository/", 1)[1], "AWS::ECR::Repository")
        if ":model-package-group/" in text or ":model-package/" in text:
            name = text.split("/")[1]
            return self.find(stack, name, "AWS::SageMaker::ModelPackageGroup")
        return None

    def names_of(self, stack: int, kind: str) -> dict[str, dict[str, object]]:
        """Return the properties of a stack's resources of a type, by logical id."""
        return {
            name: mapping(one["Properties"])
            for name, one in self.worlds[stack].resources.items()
            if type_of(one) == kind
        }
