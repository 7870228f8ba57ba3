"""Many packages: which stack each is in, what moves it (nothing), and what is too much."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest

from cdk_model_packages import ArtifactError, SpecError
from cdk_model_packages.spec import MarketplaceModelPackageSpec, ModelPackageSpec
from stacks import ModelPackageFleet
from stacks.model_package_fleet import DEFAULT_STACKS, MOST_RESOURCES
from tests.spec import values
from tests.stacks.promotions import PINNED, small, written

THOUSAND = [f"model-{index}" for index in range(1000)]
METADATA = 1


def packages(groups: Iterable[str]) -> list[ModelPackageSpec]:
    """A small package for each group."""
    one = small()
    return [one.model_copy(update={"model_package_group_name": group}) for group in groups]


def validated(groups: Iterable[str]) -> list[ModelPackageSpec]:
    """A package with a validation, for each group."""
    job = values.job(TransformOutput={}, TransformResources={"InstanceType": "ml.m5.large"})
    one = small(ValidationSpecification={"ValidationProfiles": [{"ProfileName": "p", "TransformJobDefinition": job}]})
    return [one.model_copy(update={"model_package_group_name": group}) for group in groups]


def templates(folder: Path, **fleet: Any) -> dict[str, dict[str, Any]]:
    """The templates of a fleet, by stack name."""
    app = cdk.App(builtin_cloud_formation_validation=False, outdir=str(folder), analytics_reporting=True)
    ModelPackageFleet(app, "Fleet", **fleet)
    app.synth()
    return {path.name.partition(".")[0]: json.loads(path.read_text()) for path in folder.glob("*.template.json")}


def placed(found: dict[str, dict[str, Any]]) -> dict[str, tuple[str, str, str]]:
    """Stack and logical ids of each package, by group."""
    places: dict[str, dict[str, str]] = {}
    for stack, template in found.items():
        for logical_id, one in template["Resources"].items():
            if one["Type"].startswith("AWS::SageMaker::ModelPackage"):
                place = places.setdefault(one["Properties"]["ModelPackageGroupName"], {})
                place |= {"stack": stack, one["Type"]: logical_id}
    return {
        group: (place["stack"], place["AWS::SageMaker::ModelPackageGroup"], place["AWS::SageMaker::ModelPackage"])
        for group, place in places.items()
    }


@pytest.mark.slow
def test_a_thousand_packages_in_one_app(tmp_path: Path) -> None:
    before = time.monotonic()
    found = templates(tmp_path, values=packages(THOUSAND))
    assert time.monotonic() - before < 60
    assert len(found) == DEFAULT_STACKS
    assert placed(found).keys() == set(THOUSAND)
    counts = [len(template["Resources"]) for template in found.values()]
    assert sum(counts) == 2 * 1000 + METADATA * DEFAULT_STACKS


def test_a_thousand_validated_packages_stay_well_below_the_limit(tmp_path: Path) -> None:
    (one,) = templates(tmp_path / "1", values=validated(["a"]), stacks=1).values()
    (two,) = templates(tmp_path / "2", values=validated(["a", "b"]), stacks=1).values()
    each = len(two["Resources"]) - len(one["Resources"])
    common = len(one["Resources"]) - each
    fleet = ModelPackageFleet(cdk.App(), "Fleet")
    fullest = max(Counter(map(fleet.stack_number, THOUSAND)).values())
    assert each * fullest + common < 0.8 * MOST_RESOURCES


def test_the_rule_is_the_documented_one(app: cdk.App) -> None:
    fleet = ModelPackageFleet(app, "Fleet", values=packages(["digits", "letters"]))
    for group, version in fleet.versions.items():
        number = int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % 16
        assert fleet.stack_number(group) == number
        assert version.stack is fleet.stacks[number]


def test_nobody_moves_when_one_comes_goes_or_is_renamed(tmp_path: Path) -> None:
    groups = [f"model-{index}" for index in range(40)]
    before = placed(templates(tmp_path / "before", values=packages(groups)))
    more = placed(templates(tmp_path / "more", values=packages(["new", *groups])))
    fewer = placed(templates(tmp_path / "fewer", values=packages(groups[:-1][::-1])))
    assert {group: more[group] for group in groups} == before
    assert fewer == {group: before[group] for group in groups[:-1]}


def test_files_and_their_names_do_not_matter(tmp_path: Path) -> None:
    content = {"ModelPackageGroupName": "digits", "InferenceSpecification": values.inference()}
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    one = templates(tmp_path / "1", spec_files=[written(tmp_path / "a", content)])
    other = templates(tmp_path / "2", spec_files=[written(tmp_path / "b", content).rename(tmp_path / "b" / "x.yaml")])
    by_value = templates(tmp_path / "3", values=[ModelPackageSpec.model_validate(content)])
    assert one == other == by_value


def test_two_fleets_in_one_app(tmp_path: Path) -> None:
    app = cdk.App(builtin_cloud_formation_validation=False, outdir=str(tmp_path))
    names = {
        stack.stack_name
        for name, group in (("Vision", "digits"), ("Text", "letters"))
        for stack in ModelPackageFleet(app, name, values=packages([group]), stacks=1).stacks.values()
    }
    assert len(names) == 2


def test_a_group_is_of_one_package(app: cdk.App, tmp_path: Path) -> None:
    path = written(tmp_path, {"ModelPackageGroupName": "digits", "InferenceSpecification": values.inference()})
    with pytest.raises(SpecError, match=r"values\[0\]: ModelPackageGroupName='digits': .*FLT-001"):
        ModelPackageFleet(app, "Twice", spec_files=[path], values=packages(["digits"]))
    nameless = written(tmp_path, {"InferenceSpecification": values.inference()})
    with pytest.raises(SpecError, match=f"{nameless}: ModelPackageGroupName=None: must be written out.*FLT-001"):
        ModelPackageFleet(app, "Nameless", spec_files=[nameless])
    with pytest.raises(SpecError, match="FLT-001"):
        ModelPackageFleet(app, "Token", values=packages([f"digits-{cdk.Aws.REGION}"]))


def test_a_fleet_has_versions_only(app: cdk.App, tmp_path: Path) -> None:
    told = "ModelPackageGroupName=None: must be given, because only a version of a group .* MarketplaceModelPackage"
    path = written(tmp_path, values.marketplace())
    with pytest.raises(SpecError, match=rf"^{path}: {told} \[FLT-004\]$"):
        ModelPackageFleet(app, "File", spec_files=[path])
    unversioned: Any = MarketplaceModelPackageSpec.model_validate(values.marketplace())
    with pytest.raises(SpecError, match=rf"^values\[1\]: {told} \[FLT-004\]$"):
        ModelPackageFleet(app, "Value", values=[*packages(["digits"]), unversioned])


def test_no_groups_name_meets_another_ones_or_the_cdks(tmp_path: Path) -> None:
    """The CDK leaves an id ``Default`` out of logical ids, and what people read of them leaves out ``Resource``."""
    arn = "arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/digits"
    groups = ["Default", "Version", "Resource", "Packages", "version", "digits"]
    digest = hashlib.sha256(arn.encode()).hexdigest()[:8]
    found = templates(tmp_path, values=packages([*groups, f"digits-{digest}", arn]), stacks=1)
    (template,) = found.values()
    kinds = Counter(one["Type"] for one in template["Resources"].values())
    assert kinds["AWS::SageMaker::ModelPackageGroup"] == len(groups) + 1
    assert kinds["AWS::SageMaker::ModelPackage"] == len(groups) + 2


def test_groups_by_arn_and_groups_that_are_there(app: cdk.App) -> None:
    arns = [f"arn:aws:sagemaker:eu-west-1:{account}:model-package-group/digits" for account in ("1" * 12, "2" * 12)]
    fleet = ModelPackageFleet(app, "Fleet", values=packages([*arns, "digits"]), stacks=1, existing_groups=True)
    (stack,) = fleet.stacks.values()
    template = app.synth().get_stack_by_name(stack.stack_name).template
    kinds = Counter(one["Type"] for one in template["Resources"].values())
    assert kinds["AWS::SageMaker::ModelPackage"] == 3
    assert kinds["AWS::SageMaker::ModelPackageGroup"] == 0


def test_a_stack_at_the_limit_and_one_past(tmp_path: Path) -> None:
    app = cdk.App(builtin_cloud_formation_validation=False, outdir=str(tmp_path))
    groups = [f"model-{index}" for index in range(250)]
    found = templates(tmp_path / "full", values=packages(groups[:249]), stacks=1)
    assert [len(template["Resources"]) for template in found.values()] == [499]
    with pytest.raises(SpecError) as caught:
        ModelPackageFleet(app, "Fleet", values=packages(groups), stacks=1)
    told = str(caught.value)
    assert told.startswith("resources of stack 'Fleet000")
    assert "(number 0)=501: must be 500 or fewer" in told
    assert "stack_of={GROUP: 1}" in told
    assert told.endswith("[FLT-002]")
    pinned = templates(tmp_path / "pinned", values=packages(groups), stacks=1, stack_of={groups[-1]: 1})
    assert sorted(len(template["Resources"]) for template in pinned.values()) == [3, 499]


@pytest.mark.parametrize(
    ("fleet", "told"),
    [
        ({"stacks": 0}, r"stacks=0: must be 1 to 1000; .*FLT-003"),
        ({"stacks": 1001}, r"stacks=1001: must be 1 to 1000; .*FLT-003"),
        ({"stack_of": {"digits": -1}}, r"stack_of\['digits'\]=-1: must be 0 to 999; .*FLT-003"),
        ({"stack_of": {"digits": 1000}}, r"stack_of\['digits'\]=1000: must be 0 to 999; .*FLT-003"),
        ({"stack_of": {"gone": 1}}, r"stack_of\['gone'\]=1: must be of a group of the fleet; .*FLT-003"),
    ],
)
def test_numbers_of_stacks_have_limits(app: cdk.App, fleet: dict[str, Any], told: str) -> None:
    with pytest.raises(SpecError, match=told):
        ModelPackageFleet(app, "Fleet", values=packages(["digits"]), **fleet)
    allowed = ModelPackageFleet(app, "Allowed", values=packages(["digits"]), stacks=1000, stack_of={"digits": 999})
    assert set(allowed.stacks) == {999}


def test_a_package_whose_files_are_gone_is_named(app: cdk.App, tmp_path: Path) -> None:
    container = {"Image": PINNED, "ModelDataUrl": "./gone"}
    inference = values.inference(Containers=[container])
    path = written(tmp_path, {"ModelPackageGroupName": "digits", "InferenceSpecification": inference})
    with pytest.raises(ArtifactError, match=f"^{path}: "):
        ModelPackageFleet(app, "Fleet", spec_files=[path])
