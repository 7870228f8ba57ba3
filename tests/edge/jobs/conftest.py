"""What the tests of jobs share: stubs of AWS, and the embedded AWS."""

from tests.edge.jobs.stubs import stubbed, stubbed_clients
from tests.local_aws.conftest import aws, local_aws

__all__ = ["aws", "local_aws", "stubbed", "stubbed_clients"]
