"""The CDK app: configuration in, stacks out.

Without context it deploys the example in every form that this library knows: a version, a Marketplace package, an
algorithm with a package of its model, a group that two accounts share, a model card, and a component for edge devices.
``-c share_with=ID,ID`` names those accounts.

``cdk deploy -c spec=path/to/model-package.yaml`` deploys one file instead. Each group has a stack of its own, named
after it; a file that names none, or describes a package for AWS Marketplace, is known by its folder.
``-c existing_group=true`` adds the version to a group that is there already, for example one that an earlier stack has
retained; ``-c verify=true`` reads every model file again.
"""

import hashlib
import os
import re
import sys
from pathlib import Path

from cdk_model_packages import exit_on_user_error

with exit_on_user_error():  # here: the library finds the environment's own Node, or says that there is none
    from cdk_model_packages import ModelPackageRules, ModelPackagesError, load_spec

    # isort: split
    import aws_cdk as cdk

    from cdk_model_packages.rules.engine import offers
    from cdk_model_packages.spec import ModelPackageSpec
    from stacks import (
        AlgorithmStack,
        EdgeStack,
        MarketplaceStack,
        ModelCardStack,
        ModelPackageStack,
        SharedGroupStack,
    )
    from stacks.digits import SPEC_FILE

# The accounts that AWS's documentation uses. They are nobody's: name your own where you deploy for real.
CONSUMERS = "111122223333,444455556666"


def main() -> None:
    """Synthesize every stack, checked by AWS's engine through our plugin instead of the CDK's slower run."""
    account, region = os.environ.get("CDK_DEFAULT_ACCOUNT"), os.environ.get("CDK_DEFAULT_REGION")
    if account and not region:
        raise ModelPackagesError("region is not set: export AWS_REGION, for example AWS_REGION=eu-west-1")
    app = cdk.App(builtin_cloud_formation_validation=False)
    cdk.Validations.of(app).add_plugins(ModelPackageRules())
    env = cdk.Environment(account=account, region=region)
    spec = app.node.try_get_context("spec")
    spec_file = Path(spec or SPEC_FILE)
    ModelPackageStack(
        app,
        stack_name(spec_file),
        spec_file=spec_file,
        existing_group=flag(app, "existing_group"),
        verify=flag(app, "verify"),
        env=env,
    )
    if spec is None:
        MarketplaceStack(app, "DigitsMarketplace", env=env)
        if region is None or offers(region, "AWS::SageMaker::Algorithm"):
            AlgorithmStack(app, "DigitsAlgorithm", env=env)
        else:  # it is there in a dozen regions only (MPG-006)
            print(f"DigitsAlgorithm is left out: CloudFormation has no algorithms in {region}", file=sys.stderr)
        consumers = str(app.node.try_get_context("share_with") or CONSUMERS)
        SharedGroupStack(app, "DigitsShared", accounts=consumers.split(","), env=env)
        ModelCardStack(app, "DigitsModelCard", env=env)
        if region is None or offers(region, "AWS::GreengrassV2::ComponentVersion"):
            EdgeStack(app, "DigitsEdge", env=env)
        else:
            print(f"DigitsEdge is left out: CloudFormation has no Greengrass components in {region}", file=sys.stderr)
    app.synth()


def flag(app: cdk.App, name: str) -> bool:
    """Return a context value that is true or false."""
    value = str(app.node.try_get_context(name) or False).lower()
    if value not in {"true", "false"}:
        raise ModelPackagesError(f"context {name}={value!r}: must be true or false; say -c {name}=true")
    return value == "true"


def stack_name(spec_file: Path) -> str:
    """Return the stack of a file: named after its group, or after its folder where it names none."""
    value = load_spec(spec_file)
    group = value.model_package_group_name if isinstance(value, ModelPackageSpec) else None
    called = group or spec_file.resolve().parent.name  # a package for Marketplace changes its name with its content
    name = "".join(word.capitalize() for word in re.findall(r"[A-Za-z0-9]+", called))
    if re.fullmatch(r"[a-z][a-z0-9]*", called) is None:  # another name could look the same without its signs
        name = f"M{name[:60]}{hashlib.sha256(called.encode()).hexdigest()[:8]}"
    kind = "ModelPackage" if isinstance(value, ModelPackageSpec) else "MarketplacePackage"
    return f"{name}{kind}"


if __name__ == "__main__":
    with exit_on_user_error():
        main()
