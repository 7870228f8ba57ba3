"""Write what reviews know of instance types, regions and AWS's own images.

From the service's model as the pinned botocore ships it, and from ``sagemaker-core``, read as data. Run after a new
version of either: ``python tools/generate_rego_instance_types.py``; ``--check`` only compares.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from botocore.loaders import Loader

PACKAGE = Path(__file__).parents[1] / "constructs/cdk_model_packages"
PACK = PACKAGE / "rules/pack"
HEAD = """# Made by tools/generate_rego_instance_types.py of {origin}. Do not edit.
package cdk_model_packages

import rego.v1
"""
# The images whose registry a template may name by hand: by the account that holds them in us-east-1.
_REGISTRIES = {
    "763104351884": "deep learning containers",
    "683313688378": "scikit-learn and XGBoost",
    "811284229777": "built-in algorithms",
    "382416733822": "built-in algorithms",
}


def instance_types() -> str:
    """Return ``_instance_type_tables.rego``."""
    shapes = Loader().load_service_model("sagemaker", "service-2")["shapes"]
    return HEAD.format(origin="botocore's model of SageMaker") + "".join(
        f"\n# {shape}\n{name} := {_set(shapes[shape]['enum'])}\n"
        for name, shape in (
            ("transform_instance_types", "TransformInstanceType"),
            ("hosting_instance_types", "ProductionVariantInstanceType"),
        )
    )


def regions() -> str:
    """Return ``_region_table.rego``: the codes that a name may hold."""
    return HEAD.format(origin="botocore's endpoints") + f"\nknown_regions := {_set(_regions())}\n"


def region_list() -> str:
    """Return ``regions.json``: the same for the command line."""
    return json.dumps(sorted(_regions()), indent=1) + "\n"


def _regions() -> set[str]:
    partitions = Loader().load_data("endpoints")["partitions"]
    return {region for partition in partitions for region in partition["regions"] if region.count("-") > 1}


def images() -> str:
    """Return ``_aws_image_tables.rego``: in which account AWS keeps an image, by region."""
    repositories: dict[str, str] = {}
    accounts: dict[str, dict[str, str]] = {}
    for repository, registries in sorted(_registries().items()):
        home = registries.get("us-east-1", "")
        known = accounts.get(home, {})
        if home in _REGISTRIES and all(known.get(region, account) == account for region, account in registries.items()):
            accounts[home] = known | registries
            repositories[repository] = home
    return (
        HEAD.format(origin="sagemaker-core's image data")
        + "\n# A repository's account in us-east-1.\n"
        + f"aws_image_repositories := {_object(repositories)}\n"
        + "\n# The accounts that stand in for it, by region.\n"
        + f"aws_image_accounts := {_object(accounts)}\n"
    )


def _registries() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    folder = Path(str(distribution("sagemaker-core").locate_file("sagemaker/core/image_uri_config")))
    for file in sorted(folder.glob("*.json")):
        _collect(json.loads(file.read_text()), found)
    return found


def _collect(node: Any, found: dict[str, dict[str, str]]) -> None:
    if isinstance(node, dict):
        if "registries" in node and "repository" in node:
            found.setdefault(node["repository"], {}).update(node["registries"])
        for child in node.values():
            _collect(child, found)
    elif isinstance(node, list):
        for child in node:
            _collect(child, found)


def _set(names: Any) -> str:
    return "{\n" + "".join(f'\t"{name}",\n' for name in sorted(names)) + "}"


def _object(value: Any) -> str:
    return json.dumps(value, indent="\t", sort_keys=True)


FILES = {
    PACK / "_instance_type_tables.rego": instance_types,
    PACK / "_region_table.rego": regions,
    PACK / "_aws_image_tables.rego": images,
    PACKAGE / "templates/regions.json": region_list,
}

if __name__ == "__main__":
    for target, render in FILES.items():
        if "--check" in sys.argv:
            if target.read_text(encoding="utf-8") != render():
                sys.exit(f"{target} is not what its sources say; run {sys.argv[0]}")
            continue
        target.write_text(render(), encoding="utf-8")
        print(f"wrote {target}")
