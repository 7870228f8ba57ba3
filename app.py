"""The CDK app: configuration in, stacks out.

Which model is deployed is a context value: ``cdk deploy -c spec=path/to/model-package.yaml``. Each has a
stack of its own, named after the folder of its file. ``-c existing_group=true`` adds the version to a group
that is there already, for example one that an earlier stack has retained; ``-c verify=true`` reads every
model file again.
"""

import os
import re
from pathlib import Path

# Before aws_cdk: it finds the environment's own Node, which importing aws_cdk starts.
from cdk_model_packages import ModelPackageRules, ModelPackagesError, exit_on_user_error

import aws_cdk as cdk  # isort: skip

from stacks import ModelPackageStack

DIGITS = Path(__file__).parent / "examples" / "digits" / "model-package.yaml"


def main() -> None:
    """Synthesize every stack, checked by AWS's engine through our plugin instead of the CDK's slower run."""
    account, region = os.environ.get("CDK_DEFAULT_ACCOUNT"), os.environ.get("CDK_DEFAULT_REGION")
    if account and not region:
        raise ModelPackagesError("region is not set: export AWS_REGION, for example AWS_REGION=eu-west-1")
    app = cdk.App(builtin_cloud_formation_validation=False)
    cdk.Validations.of(app).add_plugins(ModelPackageRules())
    spec_file = Path(app.node.try_get_context("spec") or DIGITS)
    ModelPackageStack(
        app,
        _stack_name(spec_file),
        spec_file=spec_file,
        existing_group=_flag(app, "existing_group"),
        verify=_flag(app, "verify"),
        env=cdk.Environment(account=account, region=region),
    )
    app.synth()


def _flag(app: cdk.App, name: str) -> bool:
    return app.node.try_get_context(name) in (True, "true")


def _stack_name(spec_file: Path) -> str:
    words = re.findall(r"[A-Za-z0-9]+", spec_file.resolve().parent.name)
    return "".join(word.capitalize() for word in words) + "ModelPackage"


if __name__ == "__main__":
    with exit_on_user_error():
        main()
