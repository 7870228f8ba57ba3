"""The ZIP of a component: made at synth, or while the stack is deployed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import aws_cdk as cdk

from cdk_model_packages._place import stack_of
from cdk_model_packages.edge.component.artifact_place import artifact_place
from cdk_model_packages.edge.component.read_grants import grant_in_bucket, grant_zip
from cdk_model_packages.edge.component.zip_asset import add_zip
from cdk_model_packages.edge.component.zip_file import component_zip
from cdk_model_packages.edge.functions.package.content_version import content_of
from cdk_model_packages.edge.functions.repackage.component_zip import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from aws_cdk import aws_iam as iam
    from aws_cdk import aws_s3 as s3
    from constructs import Construct

    from cdk_model_packages.artifacts import Archive
    from cdk_model_packages.edge.compilation import NeoCompilation
    from cdk_model_packages.edge.component.component_version import ComponentVersion
    from cdk_model_packages.edge.component.model_source import ModelSource
    from cdk_model_packages.spec.edge_target import EdgeTarget


@dataclass(frozen=True)
class PackagedModel:
    """The ZIP of a component. Texts may hold CDK tokens.

    Attributes:
        uri: Where it is.
        version: The component's version.
        content: Hash of recipe and artifact.
        grant_read: Lets devices fetch it.
    """

    uri: str
    version: str
    content: str
    grant_read: Callable[[iam.IGrantable], iam.Grant]


def local_model(
    scope: Construct,
    archive: Archive,
    source: ModelSource,
    component_name: str,
    version: ComponentVersion,
    digest: Callable[[str], str],
) -> PackagedModel:
    """Package a model of this machine, and upload it with the stack.

    Args:
        scope: The component.
        archive: The model.
        source: Where it comes from.
        component_name: The component's name.
        version: Which version it gets.
        digest: Returns a hash of the recipe with a URI.

    Raises:
        EdgeError: when a device must not unpack it, or the stack's synthesizer renames it.
    """
    origin = cast("Path", source.artifact.local_path)
    location = add_zip(scope, component_name, component_zip(archive, origin), FILE_NAME)
    content = content_of(digest(location.uri))
    return PackagedModel(
        uri=location.uri,
        version=version.for_content(content),
        content=content,
        grant_read=lambda grantee: grant_zip(scope, grantee, location),
    )


def deployed_model(
    scope: Construct,
    source: ModelSource,
    component_name: str,
    version: ComponentVersion,
    *,
    recipe: str,
    bucket: s3.IBucket | None,
    prefix: str,
    target: EdgeTarget,
    compilation: NeoCompilation | None,
) -> PackagedModel:
    """Package a model while the stack is deployed.

    Args:
        scope: The component.
        source: The model.
        component_name: The component's name.
        version: Which version it gets.
        recipe: Hash of the recipe, but for version and URI.
        bucket: Where the ZIP goes. ``None``: the stack's bucket for components.
        prefix: What its key begins with.
        target: What Neo compiles for.
        compilation: ``None``: nothing is compiled.

    Raises:
        SpecError: ``GG-014``; what :func:`compilation_request` raises.
    """
    from cdk_model_packages.edge.component.compilation_request import compilation_request
    from cdk_model_packages.edge.component.packaging import JOB_NAME_PREFIX, RESOURCE_TYPE, Packaging

    place = artifact_place(scope, bucket, prefix)
    packaging = Packaging.of(scope, place, compiles=compilation is not None)
    properties: dict[str, Any] = {
        "Bucket": place.bucket.bucket_name,
        "Prefix": place.folder.rstrip("/"),
        "ComponentName": component_name,
        "Recipe": recipe,
        "Version": version.explicit or str(version.major),
    }
    if place.bucket.encryption_key is not None:
        properties["KmsKeyId"] = place.bucket.encryption_key.key_arn
    if compilation is None:
        properties["ModelDataUrl"] = source.url(scope, cast("iam.IGrantable", packaging.function))
    else:
        request = compilation_request(
            scope,
            source,
            packaging,
            place=place,
            component_name=component_name,
            target=target,
            compilation=compilation,
        )
        properties["Compilation"] = stack_of(scope).to_json_string(request)
        properties["JobNamePrefix"] = JOB_NAME_PREFIX
    made = cdk.CustomResource(
        scope,
        "Artifact",
        service_token=packaging.service_token,
        resource_type=RESOURCE_TYPE,
        properties=properties,
        service_timeout=cdk.Duration.hours(1),
    )
    made.node.add_dependency(*packaging.roles)  # with what this model needs of them
    return PackagedModel(
        uri=made.get_att_string("Uri"),
        version=version.explicit or made.get_att_string("ComponentVersion"),
        content=made.get_att_string("Content"),
        grant_read=lambda grantee: grant_in_bucket(
            grantee, place.bucket, f"{place.folder}{component_name}/*/{FILE_NAME}"
        ),
    )
