"""The CDK app: a model package group, and the version in it that model-package.yaml describes.

``cdk deploy -c existing_group=true`` adds the version to a group that is there already, for example one that
an earlier stack has retained.
"""

from pathlib import Path

from cdk_model_packages import exit_on_user_error

with exit_on_user_error():  # here: the library finds the environment's own Node, or says that there is none
    from cdk_model_packages import ModelPackage, ModelPackageGroup, ModelPackageRules, ModelPackagesError, load_spec

import aws_cdk as cdk

SPEC = Path(__file__).parent / "model-package.yaml"


def main() -> None:
    """Synthesize the stack, checked by AWS's engine through our plugin instead of the CDK's slower run."""
    app = cdk.App(builtin_cloud_formation_validation=False)
    cdk.Validations.of(app).add_plugins(ModelPackageRules())
    package = load_spec(SPEC)
    name = package.model_package_group_name
    if name is None or name.startswith("arn:"):
        raise ModelPackagesError(f"{SPEC.name}: ModelPackageGroupName={name!r}: must be a group's name; write it")
    stack = cdk.Stack(app, f"ModelPackage-{name}", description=f"SageMaker model package of {name}")
    if app.node.try_get_context("existing_group") == "true":
        group = ModelPackageGroup.from_model_package_group_name(stack, "Group", name)
    else:
        group = ModelPackageGroup(stack, "Group", model_package_group_name=name)
    version = ModelPackage.from_spec(stack, "Version", model_package_group=group, value=package, folder=SPEC.parent)
    cdk.CfnOutput(stack, "ModelPackageArn", value=version.model_package_arn)
    cdk.CfnOutput(stack, "ModelPackageStatus", value=version.model_package_status)
    app.synth()


if __name__ == "__main__":
    with exit_on_user_error():
        main()
