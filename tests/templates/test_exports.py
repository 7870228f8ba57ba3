"""What a stack imports from another one of the same review."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from cdk_model_packages.templates import Place, Stack, imports_of, worlds
from cdk_model_packages.templates.intrinsics import as_written, text_of
from tests.rules.cases_of import template_of

HERE = Place(region="eu-west-1")


def _stack(name: str, document: dict[str, Any], place: Place = HERE) -> Stack:
    return Stack(template=replace(template_of(document), path=Path(f"{name}.json")), place=place)


def _data(name: str = "Data", place: Place = HERE, **properties: Any) -> Stack:
    exports = {"Ref": {"Ref": "Bucket"}, "Arn": {"Fn::GetAtt": ["Bucket", "Arn"]}, "Role": {"Ref": "Role"}}
    return _stack(
        name,
        {
            "Resources": {
                "Bucket": {"Type": "AWS::S3::Bucket", "Properties": properties},
                "Role": {"Type": "AWS::IAM::Role"},
            },
            "Outputs": {key: {"Value": one, "Export": {"Name": f"Data:{key}"}} for key, one in exports.items()},
        },
        place,
    )


def _user(*names: str) -> Stack:
    values = {name: {"Fn::Join": ["", [{"Fn::ImportValue": f"Data:{name}"}, "/k"]]} for name in names}
    return _stack("User", {"Resources": {"One": {"Type": "A", "Properties": values}}})


def _seen(*stacks: Stack) -> dict[str, str | None]:
    user = stacks[-1]
    (world,) = worlds(user.template, user.place, imports_of(stacks).get(user.place))
    return {name: text_of(value) for name, value in world.resources["One"]["Properties"].items()}


def test_a_bucket_with_a_name_is_that_name() -> None:
    assert _seen(_data(BucketName="acme"), _user("Ref", "Arn")) == {"Ref": "acme/k", "Arn": "arn:aws:s3:::acme/k"}


def test_a_bucket_without_a_name_is_the_same_one_in_each_export() -> None:
    found = _seen(_data(), _user("Ref", "Arn"))
    assert found == {
        "Ref": "${Unknown-import-Data_Bucket}/k",
        "Arn": "arn:aws:s3:::${Unknown-import-Data_Bucket}/k",
    }
    assert as_written(found["Ref"] or "") == "(import Data:Bucket)/k"


def test_what_has_no_name_yet_is_known_by_the_name_of_its_export() -> None:
    assert _seen(_data(), _user("Role")) == {"Role": "${Unknown-import-Data_Role}/k"}


def test_an_export_of_another_place_is_not_this_one() -> None:
    elsewhere = _data(place=Place(region="us-east-1"), BucketName="acme")
    assert _seen(elsewhere, _user("Ref")) == {"Ref": "${Unknown-import-Data_Ref}/k"}


def test_two_exports_of_a_name_are_none() -> None:
    both = (_data(BucketName="acme"), _data("Other", BucketName="other"))
    assert _seen(*both, _user("Ref")) == {"Ref": "${Unknown-import-Data_Ref}/k"}


def test_nothing_is_looked_up_where_nothing_is_imported() -> None:
    assert imports_of([_data(), _data("Other")]) == {}
