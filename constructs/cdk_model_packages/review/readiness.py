"""The checklists before a listing on Marketplace and before a deployment to devices: yes, no, or cannot tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from cdk_model_packages.review.checklist import Around, Subject
from cdk_model_packages.review.greengrass import COMPONENT
from cdk_model_packages.review.report import Readiness
from cdk_model_packages.review.shown import at, shown, target, type_of
from cdk_model_packages.rules.catalog import catalog
from cdk_model_packages.templates import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cdk_model_packages.review.checklist import Item
    from cdk_model_packages.review.report import Answer, Finding
    from cdk_model_packages.templates import Template, World

_PACKAGE = "AWS::SageMaker::ModelPackage"
_ALGORITHM = "AWS::SageMaker::Algorithm"


def readiness_of(
    template: Template, world: World, findings: Iterable[Finding], *, place: Place | None = None
) -> list[Readiness]:
    """Return the checklist of each package and algorithm that may be for Marketplace, and of each component.

    A line is answered by the findings where a rule asks it, and by the template where the rule is silent: the rules
    judge, and this tells. What the template does not determine cannot be told.

    Args:
        template: As it was read.
        world: The stack that it becomes.
        findings: Of the template, with those that are suppressed.
        place: Where it is deployed. ``None``: not known.
    """
    subjects = _subjects(world, place or Place())
    if not subjects:
        return []
    from cdk_model_packages.review.checklist_edge import EDGE
    from cdk_model_packages.review.checklist_marketplace import MARKETPLACE

    fired: dict[str, list[Finding]] = {}
    for finding in findings:
        fired.setdefault(finding.rule, []).append(finding)
    names = {subject.name for subject in subjects}
    found: list[Readiness] = []
    for subject in subjects:
        is_edge = subject.type == COMPONENT
        checklist: Literal["edge", "marketplace"] = "edge" if is_edge else "marketplace"
        others = names - {subject.name}
        for item in EDGE if is_edge else MARKETPLACE:
            line = _line(item, subject, _of(item, subject, fired, others))
            if line is not None:
                answer, why, rule = line
                found.append(Readiness(str(template.path), checklist, subject.name, item.text, answer, why, rule))
    return found


def _of(item: Item, subject: Subject, fired: dict[str, list[Finding]], others: set[str]) -> list[Finding]:
    """Return the findings that answer an item, advice last: its own, and what its role or repository is told."""
    found: list[Finding] = []
    for rule in item.rules:
        for finding in fired.get(rule, ()):
            if finding.resource == subject.name:
                found.append(finding)
            if finding.resource in {subject.name, *others}:
                continue
            words = set(finding.message.replace(",", " ").split())
            is_related = finding.resource in subject.related or not words.isdisjoint(subject.related)
            if is_related and (subject.name in words or words.isdisjoint(others)):
                found.append(finding)
    return sorted(found, key=lambda one: one.severity == "info")


def _line(item: Item, subject: Subject, findings: list[Finding]) -> tuple[Answer, str, str | None] | None:
    told = item.tell(subject)
    if findings:
        first = findings[0]
        accepted = "" if first.suppressed is None else f" (accepted: {first.suppressed})"
        answer = "no" if first.severity != "info" or (told is not None and told[0] == "no") else "cannot tell"
        return answer, first.message + accepted, first.rule
    return None if told is None else (*told, next((rule for rule in item.rules if rule in catalog()), None))


def _subjects(world: World, place: Place) -> list[Subject]:
    wanted = {
        name: kind
        for name, one in world.resources.items()
        if (kind := type_of(one)) == COMPONENT or (kind in {_PACKAGE, _ALGORITHM} and _is_listed(one["Properties"]))
    }
    if not wanted:
        return []
    recipes = world.recipes if COMPONENT in wanted.values() else {}
    around = Around.of(world, place, recipes)
    installed = {one.component: set[str]() for one in around.installs}
    for one in around.installs:
        installed[one.component].add(one.deployment)
    found: list[Subject] = []
    for name, kind in wanted.items():
        subject = Subject(name, kind, world.resources[name]["Properties"], around, recipes.get(name, {}))
        if kind == COMPONENT:
            related = installed.get(name, set[str]()).union(around.device_roles)
        else:
            role = target(shown(at(subject.properties, "ValidationSpecification", "ValidationRole")))
            related = {there for image in subject.images for there in subject.repositories(image)}
            related |= {role} if role else set[str]()
        found.append(replace(subject, related=frozenset(related)))
    return found


def _is_listed(properties: dict[str, Any]) -> bool:
    """Tell what may be listed: it says so, or is a package without a group, or an algorithm that is validated."""
    if shown(properties.get("CertifyForMarketplace")) == "true":
        return True
    if "ModelPackageName" in properties:
        return properties.get("ModelPackageGroupName") is None
    return "TrainingSpecification" in properties and "ValidationSpecification" in properties
