"""The arrows of a picture: what each resource does with which other one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cdk_model_packages.review.greengrass import COMPONENT, DEPLOYMENT, deployed, document_of
from cdk_model_packages.review.picture_things import Thing
from cdk_model_packages.review.shown import at, is_determined, mapping, mappings, shown, target, type_of
from cdk_model_packages.review.statements import statements_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cdk_model_packages.review.picture_things import Things
    from cdk_model_packages.review.statements import Statement

Link = tuple[Thing, Thing, str]

_READS = ("s3:get", "s3:list", "s3:*", "s3:head")
_WRITES = ("s3:put", "s3:delete", "s3:*", "s3:abort")
_IN_TEMPLATE = ("role", "user", "group", "resource")
_OUTSIDE = ("account", "service", "identity", "role", "user")


def links_of(things: Things, stack: int) -> Iterator[Link]:
    """Yield every arrow that starts in a stack, or ends in it.

    Args:
        things: What there is.
        stack: Its number.
    """
    world = things.worlds[stack]
    for name, one in world.resources.items():
        tell = _TELL.get(type_of(one))
        if tell is not None:
            for found, label, is_reversed in tell(things, stack, one["Properties"]):
                if found is not None:
                    here = Thing(stack, name)
                    yield (found, here, label) if is_reversed else (here, found, label)
    for statement in statements_of(world):
        yield from _allowed(things, stack, statement)
    yield from _edge(things, stack)


Told = tuple["Thing | None", str, bool]


def _to(thing: Thing | None, label: str) -> Told:
    return thing, label, False


def _key(things: Things, stack: int, value: object) -> Told:
    return (None if value is None else things.find(stack, shown(value), "AWS::KMS::Key")), "encrypts", True


def _containers(things: Things, stack: int, containers: object) -> Iterator[Told]:
    for one in mappings(containers):
        yield _to(things.image(stack, one["Image"]) if "Image" in one else None, "pulls")
        for place in (one.get("ModelDataUrl"), at(one, "ModelDataSource", "S3DataSource", "S3Uri")):
            yield _to(things.bucket(stack, place), "reads")


def _package(things: Things, stack: int, properties: dict[str, Any]) -> Iterator[Told]:
    group = properties.get("ModelPackageGroupName")
    if group is not None:
        yield _to(things.group_arn(stack, shown(group)), "belongs to")
    validation = properties.get("ValidationSpecification")
    if at(validation, "ValidationRole") is not None:
        yield _to(things.role(stack, at(validation, "ValidationRole")), "runs as")
    specifications = [mapping(properties.get("InferenceSpecification"))]
    specifications += mappings(properties.get("AdditionalInferenceSpecifications"))
    for one in specifications:
        yield from _containers(things, stack, one.get("Containers"))
    yield _to(things.bucket(stack, properties.get("SamplePayloadUrl")), "reads")
    for one in mappings(at(properties, "SourceAlgorithmSpecification", "SourceAlgorithms")):
        yield _to(things.bucket(stack, one.get("ModelDataUrl")), "reads")
        algorithm = shown(one.get("AlgorithmName"))
        yield _to(things.find(stack, algorithm, "AWS::SageMaker::Algorithm", f"algorithm {algorithm}"), "made with")
    yield _key(things, stack, at(properties, "SecurityConfig", "KmsKeyId"))
    for profile in mappings(at(validation, "ValidationProfiles")):
        job = profile.get("TransformJobDefinition")
        yield _to(things.bucket(stack, at(job, "TransformInput", "DataSource", "S3DataSource", "S3Uri")), "reads")
        yield _to(things.bucket(stack, at(job, "TransformOutput", "S3OutputPath")), "writes")
        yield _key(things, stack, at(job, "TransformOutput", "KmsKeyId"))


def _algorithm(things: Things, stack: int, properties: dict[str, Any]) -> Iterator[Told]:
    training = at(properties, "TrainingSpecification", "TrainingImage")
    yield _to(None if training is None else things.image(stack, training), "pulls")
    yield from _containers(things, stack, at(properties, "InferenceSpecification", "Containers"))


def _model(things: Things, stack: int, properties: dict[str, Any]) -> Iterator[Told]:
    yield _to(things.role(stack, properties.get("ExecutionRoleArn")), "runs as")
    containers = [mapping(properties.get("PrimaryContainer")), *mappings(properties.get("Containers"))]
    yield from _containers(things, stack, containers)
    for one in containers:
        yield _to(things.find(stack, shown(one.get("ModelPackageName")), "AWS::SageMaker::ModelPackage"), "serves")


def _endpoint_config(things: Things, stack: int, properties: dict[str, Any]) -> Iterator[Told]:
    for one in mappings(properties.get("ProductionVariants")):
        yield _to(things.find(stack, shown(one.get("ModelName")), "AWS::SageMaker::Model"), "runs")


def _endpoint(things: Things, stack: int, properties: dict[str, Any]) -> Iterator[Told]:
    config = shown(properties.get("EndpointConfigName"))
    yield _to(things.find(stack, config, "AWS::SageMaker::EndpointConfig"), "as")


def _card(things: Things, stack: int, properties: dict[str, Any]) -> Iterator[Told]:
    package = shown(at(properties, "Content", "ModelPackageDetails", "ModelPackageArn"))
    yield _to(things.find(stack, package, "AWS::SageMaker::ModelPackage"), "describes")
    yield _key(things, stack, at(properties, "SecurityConfig", "KmsKeyId"))


def _bucket(things: Things, stack: int, properties: dict[str, Any]) -> Iterator[Told]:
    for one in mappings(at(properties, "BucketEncryption", "ServerSideEncryptionConfiguration")):
        yield _key(things, stack, at(one, "ServerSideEncryptionByDefault", "KMSMasterKeyID"))


def _repository(things: Things, stack: int, properties: dict[str, Any]) -> Iterator[Told]:
    yield _key(things, stack, at(properties, "EncryptionConfiguration", "KmsKey"))


def _function(things: Things, stack: int, properties: dict[str, Any]) -> Iterator[Told]:
    yield _to(things.role(stack, properties.get("Role")), "runs as")
    yield _key(things, stack, properties.get("KmsKeyArn"))


def _role_alias(things: Things, stack: int, properties: dict[str, Any]) -> Iterator[Told]:
    yield _to(things.role(stack, properties.get("RoleArn")), "stands for")


def _component(things: Things, stack: int, properties: dict[str, Any]) -> Iterator[Told]:
    function = shown(at(properties, "LambdaFunction", "LambdaArn"))
    yield _to(things.find(stack, function, "AWS::Lambda::Function"), "runs")


def _deployment(things: Things, stack: int, properties: dict[str, Any]) -> Iterator[Told]:
    text = shown(properties.get("TargetArn"))
    for kind in ("AWS::IoT::ThingGroup", "AWS::IoT::Thing"):
        found = things.find(stack, text, kind) or things.find(stack, text.rsplit("/", 1)[-1], kind)
        if found is not None:
            yield _to(found, "targets")
            return
    if is_determined(text):
        yield _to(Thing(None, text.rsplit(":", 1)[-1]), "targets")


_TELL: dict[str, Callable[[Things, int, dict[str, Any]], Iterator[Told]]] = {
    COMPONENT: _component,
    DEPLOYMENT: _deployment,
    "AWS::ECR::Repository": _repository,
    "AWS::IoT::RoleAlias": _role_alias,
    "AWS::Lambda::Function": _function,
    "AWS::S3::Bucket": _bucket,
    "AWS::SageMaker::Algorithm": _algorithm,
    "AWS::SageMaker::Endpoint": _endpoint,
    "AWS::SageMaker::EndpointConfig": _endpoint_config,
    "AWS::SageMaker::Model": _model,
    "AWS::SageMaker::ModelCard": _card,
    "AWS::SageMaker::ModelPackage": _package,
}


def _edge(things: Things, stack: int) -> Iterator[Link]:
    world = things.worlds[stack]
    recipes = world.recipes if any(type_of(one) in {COMPONENT, DEPLOYMENT} for one in world.resources.values()) else {}
    for name, recipe in recipes.items():
        for manifest in mappings(document_of(recipe).get("Manifests")):
            for artifact in mappings(manifest.get("Artifacts")):
                found = things.bucket(stack, artifact.get("URI"))
                if found is not None:
                    yield Thing(stack, name), found, "reads"
    for one in deployed(world, recipes):
        component = Thing(None, one.name) if one.component is None else Thing(stack, one.component)
        yield Thing(stack, one.deployment), component, "deploys"


def _allowed(things: Things, stack: int, statement: Statement) -> Iterator[Link]:
    if statement.effect != "Allow":
        return
    found = [(thing, text) for text in statement.on if (thing := things.on(stack, text)) is not None]
    for who in statement.who:
        source = _who(things, stack, who)
        for thing, _ in found if source is not None else ():
            label = _may(things, thing, statement.actions)
            if source is not None and label:
                yield source, thing, label


def _who(things: Things, stack: int, who: str) -> Thing | None:
    """Return the node of whom a statement is about: a role of the template, or somebody outside."""
    kind, _, name = who.partition(" ")
    found = things.resource(stack, name) if kind in _IN_TEMPLATE else None
    if found is not None or who == "anyone":
        return found or Thing(None, who)
    return Thing(None, who) if kind in _OUTSIDE and is_determined(name) and target(name) is None else None


def _may(things: Things, thing: Thing, actions: tuple[str, ...]) -> str | None:
    kind = "AWS::S3::Bucket" if thing.stack is None else type_of(things.worlds[thing.stack].resources[thing.name])
    lower = [action.lower() for action in actions]
    if kind == "AWS::KMS::Key" and "kms:*" in lower:
        return None  # a key's administrators: each key names its own account
    if kind == "AWS::S3::Bucket":
        reads = any(one.startswith(_READS) or one == "*" for one in lower)
        writes = any(one.startswith(_WRITES) or one == "*" for one in lower)
        return "may read, may write" if reads and writes else "may read" if reads else "may write" if writes else None
    if kind == "AWS::IAM::Role":
        return "assumes" if any(one.startswith("sts:assumerole") for one in lower) else "may pass"
    return "may pull" if kind == "AWS::ECR::Repository" and not any("put" in one for one in lower) else "may use"
