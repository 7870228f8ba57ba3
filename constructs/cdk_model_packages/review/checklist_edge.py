"""What must be so before a Greengrass component runs on a device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cdk_model_packages.review.checklist import Item, Subject, Told
from cdk_model_packages.review.greengrass import document_of
from cdk_model_packages.review.shown import is_determined, listed, mapping, mappings, several, shown, target, type_of

if TYPE_CHECKING:
    from collections.abc import Callable

_DEFAULT_SECONDS = {"Bootstrap": 120, "Install": 120, "Startup": 120}
_TOKENS = "aws.greengrass.TokenExchangeService"
_SHOWN = 3


def _read(subject: Subject) -> Told:
    recipe = subject.recipe
    if "document" in recipe:
        return "yes", f"{recipe['format']}, format version {_word(document_of(recipe).get('RecipeFormatVersion'))}"
    if "error" in recipe:
        return "no", str(recipe["error"])
    return _unread(subject)


def _unread(subject: Subject) -> Told:
    if "LambdaFunction" in subject.properties:
        return "cannot tell", "Greengrass writes the recipe, from the Lambda function"
    if "error" in subject.recipe:
        return "cannot tell", "the recipe cannot be read"
    return "cannot tell", "the template does not determine the recipe"


def _of_recipe(tell: Callable[[dict[str, Any], Subject], Told | None]) -> Callable[[Subject], Told | None]:
    """Return an answer from a recipe's content, where there is one."""

    def told(subject: Subject) -> Told | None:
        document = document_of(subject.recipe)
        return tell(document, subject) if document else None  # the first line says so

    return told


def _word(value: object) -> str:
    return shown(value) if isinstance(value, str | int | float) else "(not given)"


def _one(key: str) -> Callable[[dict[str, Any], Subject], Told]:
    def tell(document: dict[str, Any], _: Subject) -> Told:
        value = document.get(key)
        if value is None:
            return "no", f"{key} is not given"
        text = shown(value)
        return ("yes", text) if is_determined(text) and "${" not in text else ("cannot tell", f"{key} is {text}")

    return tell


def _manifests(document: dict[str, Any]) -> list[dict[str, Any]]:
    return mappings(document.get("Manifests"))


def _platforms(document: dict[str, Any], _: Subject) -> Told:
    found = [
        "/".join(_word(platform[key]) for key in ("os", "architecture") if key in platform) or "every device"
        for platform in (mapping(one.get("Platform")) for one in _manifests(document))
    ]
    if not found:
        return "cannot tell", "the recipe has no manifest that can be read"
    return ("yes", ", then ".join(found)) if all(map(is_determined, found)) else ("cannot tell", listed(found))


def _artifacts(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [artifact for one in _manifests(document) for artifact in mappings(one.get("Artifacts"))]


def _uris(document: dict[str, Any]) -> list[str]:
    return [_word(one.get("URI", one.get("Uri"))) for one in _artifacts(document)]


def _some(found: list[str]) -> str:
    more = len(found) - _SHOWN
    return listed(found[:_SHOWN] if more <= 0 else [*found[:_SHOWN], f"{more} more"])


def _uris_known(document: dict[str, Any], _: Subject) -> Told:
    uris = _uris(document)
    if not uris:
        return "yes", "the recipe has no artifact"
    return ("yes", _some(uris)) if all(map(is_determined, uris)) else ("cannot tell", _some(uris))


def _same_region(document: dict[str, Any], subject: Subject) -> Told:
    buckets = sorted({uri[5:].split("/", 1)[0] for uri in _uris(document) if uri.startswith("s3://")})
    if not buckets:
        return "yes", "no artifact is in S3"
    outside = [one for one in buckets if type_of(subject.resources.get(target(one) or "", {})) != "AWS::S3::Bucket"]
    if outside:
        return "cannot tell", f"where {_some(outside)} is, the template does not say"
    return "yes", f"{_some(buckets)} of this stack"


def _unarchived(document: dict[str, Any], _: Subject) -> Told:
    zipped = sum(_word(one.get("Unarchive")).upper() == "ZIP" for one in _artifacts(document))
    return "yes", f"{zipped} unpacked as ZIP" if zipped else "nothing is unpacked by Greengrass"


def _readable_by_device(document: dict[str, Any], subject: Subject) -> Told:
    roles = subject.around.device_roles
    uris = [uri for uri in _uris(document) if not uri.startswith("docker:")]
    if not uris:
        return "yes", "no artifact is in S3"
    if not roles:
        return "cannot tell", "the role of the devices is not in this template"
    if not all(map(is_determined, uris)):
        return "cannot tell", f"the template does not determine where {_some(uris)} is"
    given = [arn for role in roles for arn in several(subject.resources[role]["Properties"].get("ManagedPolicyArns"))]
    outside = [arn for arn in given if target(arn) is None]
    if outside:
        return "cannot tell", f"what {_some(outside)} allows, the template does not say"
    return "yes", f"{listed(roles)} may read {_some(uris)}"


def _readable_by_others(document: dict[str, Any], _: Subject) -> Told:
    artifacts = _artifacts(document)
    if not artifacts:
        return "yes", "the recipe has no artifact"
    own = [
        _word(one.get("URI")) for one in artifacts if _word(mapping(one.get("Permission")).get("Read")).upper() != "ALL"
    ]
    if own:
        return (
            "cannot tell",
            f"{_some(own)}: the component's user alone, which is enough unless another component reads it",
        )
    return "yes", "Permission.Read is ALL"


def _small(_: dict[str, Any], subject: Subject) -> Told:
    size = subject.recipe.get("bytes")
    return ("cannot tell", "references decide its size") if size is None else ("yes", f"{size:,} of 16,000 bytes")


def _dependencies(document: dict[str, Any], _: Subject) -> Told:
    names = list(mapping(document.get("ComponentDependencies")))
    return "yes", _some(names) if names else "it depends on nothing"


def _tokens(document: dict[str, Any], _: Subject) -> Told:
    if _TOKENS in mapping(document.get("ComponentDependencies")):
        return "yes", f"it depends on {_TOKENS}"
    return "cannot tell", f"needed if its code calls AWS: it does not depend on {_TOKENS}"


def _lifecycles(document: dict[str, Any]) -> list[dict[str, Any]]:
    return [mapping(one.get("Lifecycle")) for one in (document, *_manifests(document))]


def _timeouts(document: dict[str, Any], _: Subject) -> Told:
    steps = [(step, mapping(one[step])) for one in _lifecycles(document) for step in _DEFAULT_SECONDS if step in one]
    if not steps:
        return "yes", "no step has a time limit by default"
    without = sorted({step for step, one in steps if "Timeout" not in one})
    if without:
        return "cannot tell", f"{listed(without)}: 120 s by default; measure it on the slowest device"
    return "yes", listed(f"{step} {_word(one['Timeout'])} s" for step, one in steps)


def _steps(document: dict[str, Any], _: Subject) -> Told:
    names = sorted({step for one in _lifecycles(document) for step in one})
    return "yes", listed(names) if names else "it has no steps"


def _docker(document: dict[str, Any], _: Subject) -> Told | None:
    images = [uri for uri in _uris(document) if uri.startswith("docker:")]
    return ("yes", _some(images)) if images else None


def _installed(subject: Subject) -> Told:
    document = document_of(subject.recipe)
    every = subject.around.installs
    here = [one for one in every if one.component == subject.name]
    if not every:
        return "cannot tell", "this template has no deployment"
    if not here and not isinstance(document.get("ComponentName"), str):
        return "cannot tell", "the template does not determine the component's name"
    if not here:
        return "no", f"{listed(sorted({one.deployment for one in every}))} does not name it"
    version = document.get("ComponentVersion")
    for one in here:
        if target(one.version) == subject.name:
            return "yes", f"{one.deployment} installs {one.version}"
        if not is_determined(one.version) or "${" in one.version or not isinstance(version, str) or "${" in version:
            return "cannot tell", f"{one.deployment} installs {one.version}, the recipe is {_word(version)}"
        if one.version != version:
            return "no", f"{one.deployment} installs {one.version}, the recipe is {version}"
    return "yes", f"{listed(one.deployment for one in here)} installs {version}"


def _one_deployment(subject: Subject) -> Told | None:
    here = {one.deployment for one in subject.around.installs if one.component == subject.name}
    return ("yes", listed(sorted(here))) if here else None


EDGE = (
    Item("The recipe can be read", ("GG-001",), _read),
    Item("It is at most 16,000 bytes", ("GG-020",), _of_recipe(_small)),
    Item("Its name is valid, and not one of Greengrass", ("GG-002", "GG-003"), _of_recipe(_one("ComponentName"))),
    Item("Its version is semantic", ("GG-004",), _of_recipe(_one("ComponentVersion"))),
    Item(
        "That version is not published with another recipe",
        ("GG-005",),
        lambda _: ("cannot tell", "a published version never changes: --before compares with what is deployed"),
    ),
    Item("Platforms are known, the strictest first", ("GG-006", "GG-007", "GG-008"), _of_recipe(_platforms)),
    Item("Artifacts have S3 or Docker addresses of their own", ("GG-013", "GG-009"), _of_recipe(_uris_known)),
    Item("Artifacts are in the region of the component", ("GG-014",), _of_recipe(_same_region)),
    Item("Greengrass unpacks ZIP alone", ("GG-010", "GG-011"), _of_recipe(_unarchived)),
    Item("The role of the devices may read the artifacts", ("GG-037",), _of_recipe(_readable_by_device)),
    Item("Other components may read the artifacts", ("GG-019",), _of_recipe(_readable_by_others)),
    Item(
        "Artifacts are there before the component, and never change", ("GG-015", "GG-028"),
        lambda _: ("cannot tell", "the service stores their digest when the component is made"),
    ),
    Item("Docker artifacts have what they need", ("GG-029",), _of_recipe(_docker)),
    Item("It depends on no retired component", ("GG-031",), _of_recipe(_dependencies)),
    Item("Dependencies have version ranges", ("GG-021",), _of_recipe(_dependencies)),
    Item("It depends on the token exchange service where it calls AWS", ("GG-030",), _of_recipe(_tokens)),
    Item(
        "Steps are as Greengrass reads them",
        ("GG-017", "GG-018", "GG-024", "GG-025", "GG-042", "GG-043", "GG-044", "GG-045", "GG-047", "GG-048", "GG-227"),
        _of_recipe(_steps),
    ),
    Item("Long steps have a time limit of their own", ("GG-023",), _of_recipe(_timeouts)),
    Item("A deployment installs this version", ("GG-052", "GG-054", "GG-226", "GG-051"), _installed),
    Item("Its target has one deployment", ("GG-032",), _one_deployment),
)  # fmt: skip
