"""Any recipe that the values can say, for property tests."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from cdk_model_packages.spec.greengrass import (
    AccessControlPolicy,
    Architecture,
    Artifact,
    ArtifactPermission,
    ComponentConfiguration,
    ComponentType,
    Dependency,
    DependencyType,
    GlobalLifecycle,
    GlobalStep,
    Lifecycle,
    LifecycleStep,
    Manifest,
    Os,
    Permission,
    Platform,
    Recipe,
    Unarchive,
)
from cdk_model_packages.spec.greengrass.value import Reading

SELECTIONS = ("gpu", "slow", "all")
texts = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="{}$"), max_size=12)
names = st.from_regex(r"[a-zA-Z0-9_.-]{1,12}", fullmatch=True)
numbers = st.integers(0, 999_999)
versions = st.builds("{}.{}.{}{}".format, numbers, numbers, numbers, st.sampled_from(["", "-rc.1", "+b", "-a-b.0+c"]))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=5,
)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def built(kind: type[Any], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return values of a kind; ``st.builds`` would also fill in required fields by their alias."""
    return st.fixed_dictionaries(fields).map(lambda given: kind(**given))


def some(keys: st.SearchStrategy[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(keys, values, max_size=2)


# A key that no step, no field and no selection is called, in any case.
unknown = some(texts.map(lambda text: f"x-{text}"), json_values)
variables = some(names, texts | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False))
checks = st.builds("{}{} {}".format, st.sampled_from(["", "!"]), st.sampled_from(["exists", "onpath"]), names)
timeouts = st.integers(1, 99_999) | st.integers(1, 99_999).map(str)
scripts = texts | st.lists(texts, max_size=3).map("\n".join) | st.just("cat {work:path}/a {configuration:/a/b}")

steps = built(
    LifecycleStep,
    script=scripts,
    requires_privilege=maybe(st.booleans() | st.sampled_from(["true", "false"])),
    skipif=maybe(checks),
    timeout=maybe(timeouts),
    setenv=maybe(variables),
    more=unknown,
)
bootstraps = built(LifecycleStep, script=scripts, bootstrap_on_rollback=maybe(st.booleans()))


@st.composite
def lifecycles(draw: st.DrawFn) -> Lifecycle:
    process = draw(st.sampled_from(["startup", "run"]))
    given = {name: draw(maybe(scripts | steps)) for name in ("install", process, "shutdown", "recover", "uninstall")}
    return Lifecycle(setenv=draw(maybe(variables)), bootstrap=draw(maybe(scripts | bootstraps)), **given)


def by_selection(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(st.sampled_from(SELECTIONS), strategy, min_size=1, max_size=2)


# The schema wants each value of such a level to be a mapping: see test_rendering.
chosen_steps = built(
    GlobalStep,
    script=by_selection(scripts),
    skipif=maybe(by_selection(checks)),
    timeout=maybe(by_selection(timeouts) | timeouts),
    requires_privilege=maybe(st.booleans() | by_selection(st.booleans())),
) | built(GlobalStep, selected=by_selection(scripts | built(GlobalStep, script=scripts, timeout=timeouts)))
global_lifecycles = lifecycles() | built(
    GlobalLifecycle,
    setenv=maybe(by_selection(variables)),
    install=maybe(chosen_steps),
    run=maybe(chosen_steps),
    selected=some(
        st.sampled_from(SELECTIONS),
        lifecycles().map(lambda one: GlobalLifecycle.model_validate(one.properties(), context=Reading())),
    ),
)

platforms = built(
    Platform,
    os=maybe(st.sampled_from([*Os, "*", "/linux|darwin/"])),
    architecture=maybe(st.sampled_from([*Architecture, "*", "/amd64|arm/"])),
    architecture_detail=maybe(st.just("armv7l")),
    more=some(st.sampled_from(["gpu", "com.example.site", "os.version"]), names.filter(lambda name: name[0].isalnum())),
)
permissions = built(
    ArtifactPermission,
    read=maybe(st.sampled_from(Permission)),
    execute=maybe(st.sampled_from(Permission)),
)


@st.composite
def artifacts(draw: st.DrawFn, number: int) -> Artifact:
    kind = draw(st.sampled_from(["file", "archive", "docker", "greengrass"]))
    name = f"{draw(names)}{number}"
    if kind == "docker":
        return Artifact(uri=f"docker:team/digits:{name.lstrip('.-') or 'a'}")
    uri = f"greengrass:{name}" if kind == "greengrass" else f"s3://bucket/{draw(names)}/{name}"
    return Artifact(
        uri=f"{uri}.zip" if kind == "archive" else uri,
        unarchive=Unarchive.ZIP if kind == "archive" else draw(maybe(st.just(Unarchive.NONE))),
        permission=draw(maybe(permissions)),
        digest=draw(maybe(texts)),
        algorithm=draw(maybe(st.just("SHA-256"))),
        more=draw(unknown),
    )


@st.composite
def manifests(draw: st.DrawFn, number: int) -> Manifest:
    platform = draw(platforms)
    return Manifest(
        name=draw(maybe(texts)),
        # Each asks for something of its own: none hides another.
        platform=platform.model_copy(update={"more": {**platform.more, "number": str(number)}}),
        lifecycle=draw(maybe(lifecycles())),
        selections=SELECTIONS if number == 0 else draw(st.lists(st.sampled_from(SELECTIONS), max_size=2)),
        artifacts=[draw(artifacts(index)) for index in range(draw(st.integers(0, 2)))],
        more=draw(unknown),
    )


configurations = built(
    ComponentConfiguration,
    default_configuration=maybe(st.dictionaries(texts.filter(lambda text: text != "accessControl"), json_values)),
    access_control=maybe(
        some(
            names,
            some(
                texts,
                built(
                    AccessControlPolicy,
                    operations=st.lists(texts, min_size=1, max_size=2),
                    resources=maybe(st.lists(texts, max_size=2)),
                    policy_description=maybe(texts),
                    more=unknown,
                ),
            ),
        )
    ),
    more=unknown,
)
requirements = st.sampled_from(["^1.2.0", ">=1.0.0 <2.0.0", "~2.0", "1.x || 3", "*", "latest", "", "1.2.3 - 2"])
dependencies = built(
    Dependency,
    version_requirement=requirements,
    dependency_type=maybe(st.sampled_from(DependencyType)),
    more=unknown,
)


@st.composite
def recipes(draw: st.DrawFn) -> Recipe:
    return Recipe(
        component_name=draw(names),
        component_version=draw(versions),
        component_description=draw(maybe(texts)),
        component_publisher=draw(maybe(texts)),
        component_type=draw(maybe(st.sampled_from(ComponentType))),
        component_source=draw(maybe(texts.map("arn:aws:lambda:{}".format).filter(lambda arn: "\n" not in arn))),
        component_configuration=draw(maybe(configurations)),
        component_dependencies={**draw(some(names, dependencies)), "com.example.runtime": draw(dependencies)},
        manifests=[draw(manifests(number)) for number in range(draw(st.integers(1, 3)))],
        lifecycle=draw(maybe(global_lifecycles)),
    )
