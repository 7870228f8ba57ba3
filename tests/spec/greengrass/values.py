"""A recipe with every key of the format, and a small one to change."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from cdk_model_packages.errors import one_line
from cdk_model_packages.spec.greengrass import (
    AccessControlPolicy,
    Artifact,
    ArtifactPermission,
    ComponentConfiguration,
    ComponentType,
    Dependency,
    DependencyType,
    GlobalLifecycle,
    GlobalStep,
    Lifecycle,
    LifecycleStep,
    Manifest,
    Permission,
    Platform,
    Recipe,
    Unarchive,
)

TOKEN = "${Token[TOKEN.42]}"
HEAD: dict[str, Any] = {"component_name": "com.example.digits", "component_version": "1.0.0"}


def recipe(**change: Any) -> Recipe:
    return Recipe(**{**HEAD, "manifests": [Manifest()], **change})


def full() -> Recipe:
    """Return a recipe with every field set."""
    step = LifecycleStep(
        script="echo {artifacts:decompressedPath}/model {configuration:/Port}\necho done",
        requires_privilege=False,
        skipif="! exists /opt/model",
        timeout=900,
        setenv={"NAME": "text", "NUMBER": 1, "FLAG": True},
    )
    return recipe(
        component_description="Classifies digits",
        component_publisher="Example",
        component_type=ComponentType.GENERIC,
        component_source="arn:aws:lambda:eu-west-1:123456789012:function:digits:1",
        component_configuration=ComponentConfiguration(
            default_configuration={"Port": "8080", "Nothing": None, "List": [1, {"a": False}]},
            access_control={
                "aws.greengrass.ipc.mqttproxy": {
                    "com.example.digits:1": AccessControlPolicy(
                        operations=("aws.greengrass#PublishToIoTCore",),
                        resources=("digits",),
                        policy_description="Says",
                    )
                }
            },
        ),
        component_dependencies={
            "com.example.store": Dependency(version_requirement="^1.0.0", dependency_type=DependencyType.SOFT)
        },
        manifests=(
            Manifest(
                name="Linux",
                platform=Platform(os="linux", architecture="aarch64", architecture_detail="armv8l", runtime="*"),
                lifecycle=Lifecycle(
                    setenv={"A": "b"},
                    bootstrap=LifecycleStep(script="exit 100", bootstrap_on_rollback=True),
                    install=step,
                    run="python3 {artifacts:path}/run.py",
                    shutdown="echo bye",
                    recover="echo again",
                    uninstall="echo gone",
                ),
                artifacts=(
                    Artifact(
                        uri="s3://bucket/digits/model.zip",
                        unarchive=Unarchive.ZIP,
                        permission=ArtifactPermission(read=Permission.ALL, execute=Permission.OWNER),
                        digest="d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f",
                        algorithm="SHA-256",
                    ),
                    Artifact(uri="s3://bucket/digits/run.py"),
                ),
            ),
            Manifest(platform=Platform(more={"gpu": "/orin|xavier/"}), selections=("gpu", "slow")),
        ),
        lifecycle=GlobalLifecycle(
            setenv={"all": {"A": "b"}},
            install=GlobalStep(
                script={"gpu": "install --gpu", "all": "install"}, timeout={"all": "{configuration:/t}"}
            ),
            startup=GlobalStep(selected={"slow": "start --slow", "all": GlobalStep(script="start", skipif="onpath x")}),
            selected={"gpu": GlobalLifecycle(run="run --gpu")},
        ),
    )


def refused(kind: type[Any], *codes: str, **fields: Any) -> str:
    """Check that a value is refused with these rules, each told in one line, and return what is told."""
    with pytest.raises(ValidationError) as caught:
        kind(**fields)
    told = one_line(caught.value)
    assert "\n" not in told
    for code in codes:
        assert f"[{code}]" in told
    return told
