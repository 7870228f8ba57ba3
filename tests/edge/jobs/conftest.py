"""What the tests of jobs share."""

from tests.edge.jobs.aws import aws, stubbed_clients

__all__ = ["aws", "stubbed_clients"]
