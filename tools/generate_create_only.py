"""Write ``review/create_only.json``: what CloudFormation cannot change in place, of the registry's own schemas.

Run ``python tools/generate_create_only.py`` after an update of cfn-lint, which ships the schemas.
"""

from __future__ import annotations

import json
import sys
from importlib.metadata import version
from pathlib import Path

import cfnlint

TABLE = Path(__file__).parents[1] / "constructs/cdk_model_packages/review/create_only.json"
SCHEMAS = Path(cfnlint.__file__).parent / "data/schemas"


def collect() -> dict[str, dict[str, object]]:
    """Return, by resource type, what a change replaces and what its physical name is."""
    schemas = [json.loads(file.read_text()) for file in (SCHEMAS / "resources").glob("*.json")]
    rows = {schema["typeName"]: _row(schema) for schema in schemas}
    return {name: rows[name] for name in sorted(rows) if rows[name]}


def _row(schema: dict) -> dict[str, object]:
    create_only = _paths(schema.get("createOnlyProperties"))
    row = {
        "create_only": create_only,
        "conditional": _paths(schema.get("conditionalCreateOnlyProperties")),
        "names": _names(schema, create_only),
        "deletes_first": schema.get("replacementStrategy") == "delete_then_create",
    }
    return {key: value for key, value in row.items() if value}


def _names(schema: dict, create_only: list[str]) -> list[str]:
    """Return the properties that no two resources may share: they identify it, or are its unique name."""
    written = set(schema.get("properties", {})) - set(_paths(schema.get("readOnlyProperties")))
    identifiers = [schema.get("primaryIdentifier"), *schema.get("additionalIdentifiers", [])]
    for identifier in map(_paths, identifiers):
        if identifier and written.issuperset(identifier):
            return identifier
    _, service, last = schema["typeName"].split("::")
    unique = {"SageMaker": written, "IAM": set(create_only)}.get(service, set())  # these know it by its ARN
    return [name for name in (f"{last}Name",) if name in unique]


def _paths(pointers: list[str] | None) -> list[str]:
    return sorted(pointer.removeprefix("/properties/").replace("/", ".") for pointer in pointers or [])


def render(table: dict[str, dict[str, object]]) -> str:
    """Return the file: one line a type."""
    rows = ",\n".join(f"{json.dumps(name)}: {json.dumps(row)}" for name, row in table.items())
    return f'{{"made_of": "cfn-lint {version("cfn-lint")}", "types": {{\n{rows}\n}}}}\n'


if __name__ == "__main__":
    text = render(collect())
    if "--check" in sys.argv:
        sys.exit(0 if TABLE.read_text() == text else f"{TABLE} is not what the schemas say; run {sys.argv[0]}")
    TABLE.write_text(text)
    print(f"wrote {TABLE}")
