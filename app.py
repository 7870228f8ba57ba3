"""The CDK app: configuration in, stacks out.

Which example is deployed is a context value: ``cdk deploy -c spec=path/to/model-package.yaml``.
"""

import os
import sys
from pathlib import Path

from cdk_model_packages import ModelPackageRules, exit_on_user_error  # first: it finds Node for the CDK
from stacks import ModelPackageStack

import aws_cdk as cdk  # isort: skip

DIGITS = Path(__file__).parent / "examples" / "digits" / "model-package.yaml"


def main() -> None:
    """Synthesize every stack, checked by AWS's engine through our plugin instead of the CDK's slower run."""
    account, region = os.environ.get("CDK_DEFAULT_ACCOUNT"), os.environ.get("CDK_DEFAULT_REGION")
    if account and not region:
        sys.exit("error: region is not set: export AWS_REGION, for example AWS_REGION=eu-west-1")
    app = cdk.App(builtin_cloud_formation_validation=False)
    cdk.Validations.of(app).add_plugins(ModelPackageRules())
    spec_file = Path(app.node.try_get_context("spec") or DIGITS)
    ModelPackageStack(
        app, "DigitsModelPackage", spec_file=spec_file, env=cdk.Environment(account=account, region=region)
    )
    app.synth()


if __name__ == "__main__":
    with exit_on_user_error():
        main()
