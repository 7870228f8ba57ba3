"""Clients of each region that a run has to do with: the component's, and those of its artifacts' buckets."""

from __future__ import annotations

from cdk_model_packages.edge.jobs.clients import Clients


class RegionalClients:
    """Clients of the AWS that the environment points to, by region.

    Args:
        region: Of what names none. ``None``: that of the AWS environment.
        profile: Of the AWS configuration. ``None``: by the AWS environment.
    """

    def __init__(self, *, region: str | None = None, profile: str | None = None) -> None:
        self._region, self._profile = region, profile
        self._clients: dict[str | None, Clients] = {}

    @property
    def region(self) -> str:
        """The region of what names none.

        Raises:
            EdgeError: The environment tells none.
        """
        return self.within().region

    def within(self, region: str | None = None) -> Clients:
        """Return the clients of a region; ``None``: of what names none."""
        where = region or self._region
        if where not in self._clients:
            self._clients[where] = Clients(region=where, profile=self._profile)
        return self._clients[where]

    def close(self) -> None:
        """Close their connections."""
        for clients in self._clients.values():
            clients.close()
