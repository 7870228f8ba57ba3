"""The recipe of a job's components, with expressions for what only the job knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from cdk_model_packages.edge.component.recipe import model_recipe
from cdk_model_packages.edge.packaging_job.states import jsonata
from cdk_model_packages.errors import SpecError
from cdk_model_packages.spec.greengrass import Platform

if TYPE_CHECKING:
    from cdk_model_packages.edge.component.inference import Inference

# Stand-ins that the recipe's own limits accept, and the variables that take their places.
_NAME, _VERSION, _URI, _DESCRIPTION = (
    "stand-in.name",
    "999999.0.0",
    "s3://stand-in/component.zip",
    "stand-in description",
)
_VARIABLES = {
    _NAME: jsonata("$name"),
    _VERSION: jsonata("$version"),
    _URI: jsonata("$artifact.Uri"),
    _DESCRIPTION: jsonata("$description"),
}


def recipe_template(inference: Inference, publisher: str | None) -> dict[str, Any]:
    """Return the recipe as the state machine writes it.

    Args:
        inference: What runs the model on the device, bound to the stack.
        publisher: ``None``: not told.

    Raises:
        ValidationError: when a value breaks a limit of the recipe format.
        SpecError: ``SPEC-001`` for a text that Step Functions would take for an expression.
    """
    recipe = model_recipe(
        component_name=_NAME,
        component_version=_VERSION,
        artifact_uri=_URI,
        platform=Platform(os="linux", architecture="amd64"),
        description=_DESCRIPTION,
        publisher=publisher,
        inference=inference,
    )
    template = cast("dict[str, Any]", _filled(recipe.properties()))
    for manifest in template["Manifests"]:
        manifest["Platform"]["architecture"] = jsonata("$architecture")
    return template


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(item) for key, item in cast("dict[str, Any]", value).items()}
    if isinstance(value, list):
        return [_filled(item) for item in cast("list[Any]", value)]
    if isinstance(value, str) and value.startswith("{%"):
        need = "a text that does not begin with {%, as the expressions of Step Functions do"
        raise SpecError("SPEC-001", "recipe", got=value, need=need, fix="put a blank before it")
    return _VARIABLES.get(value, value) if isinstance(value, str) else value
