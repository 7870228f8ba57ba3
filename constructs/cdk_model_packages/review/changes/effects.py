"""What a change means, in a sentence or two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cdk_model_packages.review.changes.compare import COMPONENT, Difference, policy
from cdk_model_packages.review.changes.schemas import schema_of
from cdk_model_packages.review.changes.statements import ITSELF
from cdk_model_packages.review.changes.values import text

if TYPE_CHECKING:
    from cdk_model_packages.review.changes.facts import Comparison

PACKAGE = "AWS::SageMaker::ModelPackage"
GROUP = "AWS::SageMaker::ModelPackageGroup"
DEPLOYMENT = "AWS::GreengrassV2::Deployment"
_REFERENCE = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.[^}]*)?\}")
_NOUNS = {
    PACKAGE: "package",
    GROUP: "model package group",
    COMPONENT: "component version",
    DEPLOYMENT: "deployment",
    "AWS::SageMaker::Algorithm": "algorithm",
    "AWS::SageMaker::ModelCard": "model card",
    "AWS::S3::Bucket": "bucket",
    "AWS::ECR::Repository": "repository",
    "AWS::KMS::Key": "key",
}


def effect_of(one: Difference, found: Comparison) -> str:
    """Return what a change means: what is made, what is lost, what stays behind.

    Args:
        one: What CloudFormation does.
        found: The two stacks.
    """
    if one.old is not None and one.new is not None and one.old["Type"] != one.new["Type"]:
        return f"CloudFormation refuses it: the logical id is {_article(str(one.old['Type']))} now."
    sentences = {
        "created": _created,
        "updated": _updated,
        "replaced": _replaced,
        "deleted": _gone,
        "retained": _gone,
    }[one.action](one, found)
    return " ".join(sentence for sentence in sentences if sentence)


def _created(one: Difference, found: Comparison) -> list[str]:
    if one.renamed_from is not None:
        return [f"The same as {one.renamed_from} under another logical id: it is made anew, before that one goes."]
    if one.type == COMPONENT:
        return [f"{_component(one, found, newer=True)} is published."]
    if one.type == PACKAGE:
        group = _group(one.new)
        return [f"A new version of {group} is registered." if group else "A new package is registered."]
    if one.type == DEPLOYMENT:
        return [f"{_target(one.new)} gets a deployment; one that it had is replaced."]
    return [f"A new {_noun(one)}."]


def _updated(one: Difference, found: Comparison) -> list[str]:
    changed = bool(one.paths or one.undetermined)
    sentences = ["Changed in place." if changed else "Only what happens to it later changes."]
    if one.conditional:
        sentences.append(f"Replaced instead, if the service cannot change {_words(one.conditional)}.")
    if one.undetermined:
        replacing = [key for key in one.undetermined if schema_of(one.type).holds_create_only(key)]
        given = f"there is another value for {_words([(key,) for key in replacing or one.undetermined])}"
        asked = f"Replaced instead, if {given}:" if replacing else f"Whether {given},"
        sentences.append(f"{asked} the templates do not tell.")
    sentences += [_kept(one, key) for key in one.policies]
    old, new = (text(side["Properties"].get("ModelApprovalStatus")) for side in (one.old or {}, one.new or {}))
    sentences += _gained(one, found)
    if one.type == PACKAGE and old != new and new is not None:
        sentences.append(f"Its approval goes from {old or 'not set'} to {new}.")
    return sentences


def _gained(one: Difference, found: Comparison) -> list[str]:
    """Say what its policies allow that was not allowed, a sentence for each statement."""
    sentences: list[str] = []
    for grant in found.gains.get(one.name, [])[:3]:
        actions = _some(grant.get("new_actions") or grant.get("reached_actions") or grant["actions"])
        if grant["effect"] == "Deny":
            sentences.append(f"Does not deny {actions} any more.")
        elif grant.get("loosened"):
            sentences.append(f"Allows {actions} without asking for {_some(grant['loosened'])} as before.")
        elif grant["new_principals"]:
            sentences.append(f"Allows {_some(grant['new_principals'])} {actions}.")
        elif grant["resources"] == [ITSELF]:
            sentences.append(f"Allows {actions}, which it did not.")
        else:
            sentences.append(f"Allows {actions} on {_some(grant['new_resources'] or grant['resources'])}.")
    return sentences


def _some(items: list[str]) -> str:
    return ", ".join(items) if len(items) < 4 else f"{', '.join(items[:3])} and {len(items) - 3} more"


def _replaced(one: Difference, found: Comparison) -> list[str]:
    why = _why(one)
    if one.collides:
        return [f"Made anew because of {why}, under the name that the old one still has: the update fails."]
    if one.type == PACKAGE:
        group = _group(one.new)
        what = f"A new version of {group} is registered" if group else "A new package is registered"
        old = "the old version" if group else "the old package"
        after = "stays in the registry, outside of the stack" if one.keeps_old else "is deleted after that"
        return [f"{what}, because of {why}; {old} {after}."]
    if one.type == COMPONENT:
        return _component_replaced(one, found)
    if one.type == DEPLOYMENT:
        before, after = _target(one.old), _target(one.new)
        if before != after:
            return [f"{after} gets the deployment; {before} goes on running what it runs."]
        return [f"{after} gets a new revision, because of {why}; it replaces the one that runs there."]
    left = "stays, outside of the stack" if one.keeps_old else "is deleted after that"
    note = " What is in it is not moved." if one.type in _HOLDERS else ""
    return [f"A new {_noun(one)} is made, because of {why}; the old one {left}.{note}"]


_HOLDERS = {"AWS::S3::Bucket", "AWS::ECR::Repository", GROUP}


def _component_replaced(one: Difference, found: Comparison) -> list[str]:
    before, after = (found.component(one.name, newer=newer) for newer in (False, True))
    if before is not None and before == after:
        return [f"{before[0]} {before[1]} exists already and cannot be published again: the update fails."]
    left = "stays, outside of the stack" if one.keeps_old else "is deleted after that"
    return [
        f"{_component(one, found, newer=True)} is published, because of {_why(one)};",
        f"{_component(one, found, newer=False)} {left}.",
    ]


def _gone(one: Difference, found: Comparison) -> list[str]:
    if one.type == COMPONENT:
        what = _component(one, found, newer=False)
    elif one.type == DEPLOYMENT:
        what = f"The deployment to {_target(one.old)}"
    else:
        what = f"The {_noun(one)}"
    if one.action == "retained":
        return [f"{what} stays, outside of the stack.", _renamed(one)]
    also = {
        DEPLOYMENT: "Devices go on running what they run.",
        "AWS::S3::Bucket": "If something is in it, that fails, and it stays outside of the stack.",
        GROUP: "If versions are in it, that fails, and it stays outside of the stack.",
        COMPONENT: "Deployments that name it fail.",
        "AWS::KMS::Key": "After the waiting time nothing that it encrypted can be read.",
    }.get(one.type, "")
    return [f"{what} is deleted.", also, _renamed(one)]


def _renamed(one: Difference) -> str:
    return f"The same is made again as {one.renamed_to}." if one.renamed_to else ""


def _kept(one: Difference, key: str) -> str:
    new = policy(one.old, one.new, key) or "the default"
    when = "leaves the stack" if key == "DeletionPolicy" else "is replaced"
    return f"When it {when}: {new} from now on."


def _why(one: Difference) -> str:
    causes = dict.fromkeys(one.causes[path] for path in one.create_only if path in one.causes)
    own = [path for path in one.create_only if path not in one.causes]
    if own:
        return _words(own)
    return f"the replacement of {', '.join(causes)}"


def _words(keys: list[Any]) -> str:
    names = list(dict.fromkeys(path[0] for path in keys))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _noun(one: Difference) -> str:
    return _NOUNS.get(one.type, one.type)


def _article(kind: str) -> str:
    return f"{'an' if kind[:1] in 'AEIOU' else 'a'} {kind}"


def _group(resource: dict[str, Any] | None) -> str | None:
    return None if resource is None else _said(resource["Properties"].get("ModelPackageGroupName"))


def _target(resource: dict[str, Any] | None) -> str:
    return (_said(resource["Properties"].get("TargetArn")) if resource else None) or "the target"


def _said(value: object) -> str | None:
    """Return a value as a text in which references are logical ids."""
    found = text(value)
    return None if found is None else _REFERENCE.sub(r"\1", found)


def _component(one: Difference, found: Comparison, *, newer: bool) -> str:
    known = found.component(one.name, newer=newer)
    if known is None:
        return "A component version" if newer else "the old component version"
    return " ".join(known)
