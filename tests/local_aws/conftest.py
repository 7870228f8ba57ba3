"""One embedded AWS for all tests of a worker, and clients that talk to it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from cdk_model_packages.local_aws import LocalAws
from tests.local_aws.aws import Aws

if TYPE_CHECKING:
    from collections.abc import Iterator

_names = itertools.count(1)


@pytest.fixture(scope="session")
def local_aws(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalAws]:
    """A running one of this test run's own."""
    found = LocalAws(tmp_path_factory.mktemp("embedded") / ".local-aws")
    found.start()
    yield found
    found.stop()


@pytest.fixture(scope="session")
def aws(local_aws: LocalAws) -> Iterator[Aws]:
    """Clients of the embedded AWS."""
    found = Aws(local_aws.environment())
    yield found
    found.close()


@pytest.fixture(scope="session")
def unhurried(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Aws]:
    """Clients of an embedded AWS whose components and compilations take so long that they can be met on the way."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CDK_MODEL_PACKAGES_LOCAL_COMPONENT_SECONDS", "3")
        environment.setenv("CDK_MODEL_PACKAGES_LOCAL_COMPILATION_SECONDS", "3")
        local_aws = LocalAws(tmp_path_factory.mktemp("unhurried") / ".local-aws")
        local_aws.start()
    found = Aws(local_aws.environment())
    yield found
    found.close()
    local_aws.stop()


@pytest.fixture
def group(aws: Aws) -> str:
    """A group that no other test uses."""
    name = f"group-{next(_names)}"
    aws.sagemaker.create_model_package_group(ModelPackageGroupName=name)
    return name


@pytest.fixture
def stack_name() -> str:
    """A stack name that no other test uses."""
    return f"stack-{next(_names)}"
