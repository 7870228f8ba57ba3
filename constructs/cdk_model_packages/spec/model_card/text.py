"""Kinds of text that several parts of a card share."""

from __future__ import annotations

from typing import Annotated

from cdk_model_packages.spec.base import Text

SCHEMA = "AWS::SageMaker::ModelCard schema"
"""Where most limits come from. The developer guide's JSON schemas of a card (version 0.1.0) have the same."""

GUIDE = "SageMaker developer guide, model card JSON schema 0.1.0"
"""Where the limits come from that CloudFormation's schema leaves out or puts in the wrong place."""


def limited(shape: str, max_length: int) -> Text:
    """Return the limit of a text, which may have several lines."""
    return Text(shape, max_length=max_length, hint="shorten it", source=SCHEMA)


def one_line(shape: str, max_length: int) -> Text:
    """Return the limit of a name.

    The schemas leave anchors out (``.{1,63}``): the whole value is meant (MP-028).
    """
    return Text(shape, 1, max_length, pattern=".*", like="one line", hint="shorten it to one line", source=SCHEMA)


Location = Annotated[str, limited("Location", 1024)]
"""A URI or ARN of at most 1024 characters."""

MetricName = Annotated[str, one_line("Name", 255)]
Notes = Annotated[str | None, limited("Notes", 1024)]
AxisName = Annotated[str, limited("AxisName", 63)]

CustomProperties = dict[str, Annotated[str, limited("CustomProperty", 1024)]]
"""Entries of your own; values of at most 1024 characters."""
