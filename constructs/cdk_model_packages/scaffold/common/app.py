"""The CDK app: what model-package.yaml describes, a version and its group or a package for AWS Marketplace.

``cdk deploy -c existing_group=true`` adds the version to a group that is there already, for example one that
an earlier stack has retained.
"""

import re
from pathlib import Path

from cdk_model_packages import exit_on_user_error

with exit_on_user_error():  # here: the library finds the environment's own Node, or says that there is none
    from cdk_model_packages import (
        MarketplaceModelPackage,
        ModelPackage,
        ModelPackageGroup,
        ModelPackageRules,
        ModelPackagesError,
        load_spec,
    )

    # isort: split
    import aws_cdk as cdk

    from cdk_model_packages.spec import ModelPackageSpec

SPEC = Path(__file__).resolve().parent / "model-package.yaml"


def main() -> None:
    """Synthesize the stack, checked by AWS's engine through our plugin instead of the CDK's slower run."""
    app = cdk.App(builtin_cloud_formation_validation=False)
    cdk.Validations.of(app).add_plugins(ModelPackageRules())
    spec = load_spec(SPEC)
    package = version(app, spec) if isinstance(spec, ModelPackageSpec) else unversioned(app, spec)
    cdk.CfnOutput(package.stack, "ModelPackageArn", value=package.model_package_arn)
    cdk.CfnOutput(package.stack, "ModelPackageStatus", value=package.model_package_status)
    app.synth()


def version(app, spec):
    """Return a version in a stack with its group."""
    name = spec.model_package_group_name
    if name is None or name.startswith("arn:"):
        raise ModelPackagesError(f"{SPEC.name}: ModelPackageGroupName={name!r}: must be a group's name; write it")
    stack = cdk.Stack(app, f"ModelPackage-{name}", description=f"SageMaker model package of {name}")
    if flag(app, "existing_group"):
        group = ModelPackageGroup.from_model_package_group_name(stack, "Group", name)
    else:
        group = ModelPackageGroup(stack, "Group", model_package_group_name=name)
    return ModelPackage.from_spec(stack, "Version", model_package_group=group, value=spec, folder=SPEC.parent)


def unversioned(app, spec):
    """Return a package for AWS Marketplace; its stack is named after the folder, because its own name changes."""
    folder = "-".join(re.findall("[A-Za-z0-9]+", SPEC.parent.name))
    stack = cdk.Stack(app, f"MarketplacePackage-{folder}", description="SageMaker model package for AWS Marketplace")
    return MarketplaceModelPackage.from_spec(stack, "Package", value=spec, folder=SPEC.parent)


def flag(app, name):
    """Return a context value that is true or false."""
    value = str(app.node.try_get_context(name) or False).lower()
    if value not in {"true", "false"}:
        raise ModelPackagesError(f"context {name}={value!r}: must be true or false; say -c {name}=true")
    return value == "true"


if __name__ == "__main__":
    with exit_on_user_error():
        main()
