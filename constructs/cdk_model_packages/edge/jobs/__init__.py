"""Packaging jobs, from outside: start one, see how it goes, list them."""

from cdk_model_packages.edge.jobs.clients import Clients
from cdk_model_packages.edge.jobs.job_lookup import describe, list_jobs
from cdk_model_packages.edge.jobs.started_job import StartedJob, start
from cdk_model_packages.edge.jobs.waiting import follow

__all__ = ["Clients", "StartedJob", "describe", "follow", "list_jobs", "start"]
