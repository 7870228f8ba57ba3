"""A report as a review of a real change makes it: the tests look at it, and the screenshots show it."""

from __future__ import annotations

from cdk_model_packages.review.report import (
    Change,
    Edge,
    Finding,
    Node,
    Permission,
    Readiness,
    Report,
    Reviewed,
    ValidationJob,
)

REGISTRY = "cdk.out/DefectRegistry.template.json"
EDGE = "edge/defect-detector.yaml"
API = "https://docs.aws.amazon.com/sagemaker/latest/APIReference"
GUIDE = "https://docs.aws.amazon.com/sagemaker/latest/dg"
GREENGRASS = "https://docs.aws.amazon.com/greengrass/v2/developerguide"

FINDINGS = (
    Finding(
        rule="IM-104",
        severity="error",
        template=REGISTRY,
        resource="ValidationRole",
        path="Properties.Policies.0.PolicyDocument.Statement.1",
        message="role ValidationRole may not s3:GetObject on s3://defect-models-eu/v8/model.tar.gz, which the "
        "container of DefectPackageV8 loads",
        fix="Add s3:GetObject on arn:aws:s3:::defect-models-eu/v8/* to the role.",
        source=f"{API}/API_ModelPackageValidationSpecification.html",
        line=112,
        column=15,
        title="The validation role reaches the model artifact",
        reason="SageMaker loads the artifact as this role. The transform job fails after its instances have started, "
        "the package becomes Failed, and the stack rolls back.",
        construct="DefectRegistry/ValidationRole/Resource",
    ),
    Finding(
        rule="VP-007",
        severity="error",
        template=REGISTRY,
        resource="DefectPackageV8",
        path="Properties.ValidationSpecification.ValidationProfiles.0.TransformJobDefinition.MaxPayloadInMB",
        message="MaxPayloadInMB 51 times MaxConcurrentTransforms 2 is 102 MB; at most 100 MB fit",
        fix="Lower MaxPayloadInMB to 50, or MaxConcurrentTransforms to 1.",
        source=f"{API}/API_TransformJobDefinition.html",
        line=47,
        column=13,
        title="Payload times concurrency is at most 100 MB",
        reason="CreateModelPackage refuses the request, and the stack rolls back.",
        when="IsProduction",
        construct="DefectRegistry/DefectPackageV8/Resource",
    ),
    Finding(
        rule="CT-013",
        severity="warning",
        template=REGISTRY,
        resource="DefectPackageV8",
        path="Properties.InferenceSpecification.Containers.0.Image",
        message="the image 111122223333.dkr.ecr.eu-central-1.amazonaws.com/defect-server:latest is named by a tag that "
        "can move",
        fix="Name it by digest: defect-server@sha256:...",
        source=f"{API}/API_ModelPackageContainerDefinition.html",
        line=31,
        column=11,
        title="Images are named by digest",
        reason="What was validated and what an endpoint pulls later may be two images.",
        construct="DefectRegistry/DefectPackageV8/Resource",
    ),
    Finding(
        rule="LC-011",
        severity="warning",
        template=REGISTRY,
        resource="DefectPackageV8",
        path="DeletionPolicy",
        message="DeletionPolicy was Retain and is not there any more: the replacement deletes version 7",
        fix="Keep DeletionPolicy: Retain and UpdateReplacePolicy: Retain.",
        source="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html",
        line=24,
        column=5,
        title="A version outlives its replacement",
        reason="CloudFormation deletes the old version once the new one is there; whoever deploys it by ARN cannot.",
        construct="DefectRegistry/DefectPackageV8/Resource",
    ),
    Finding(
        rule="GG-021",
        severity="error",
        template=EDGE,
        resource="DetectorComponent",
        path="Properties.InlineRecipe",
        message="the device role DeviceRole may not read s3://defect-edge-eu/detector-1.4.0.zip, an artifact of the "
        "recipe",
        fix="Add s3:GetObject on ${EdgeArtifacts.Arn}/* to DeviceRole.",
        source=f"{GREENGRASS}/device-service-role.html",
        line=18,
        column=7,
        title="The device role reaches the component's artifacts",
        reason="The deployment fails on every core device while it downloads; each retries for an hour.",
    ),
    Finding(
        rule="GG-014",
        severity="info",
        template=EDGE,
        resource="DetectorComponent",
        path="Properties.InlineRecipe",
        message="aws.greengrass.Nucleus is not among the recipe's dependencies; any nucleus version accepts it",
        fix="Add ComponentDependencies: {aws.greengrass.Nucleus: {VersionRequirement: '>=2.9.0'}}.",
        source=f"{GREENGRASS}/component-recipe-reference.html",
        line=18,
        column=7,
        title="The recipe says which nucleus it needs",
        reason="An old nucleus installs it, and fails at run time.",
    ),
)

SUPPRESSED = (
    Finding(
        rule="SC-001",
        severity="info",
        template=REGISTRY,
        resource="ModelArtifacts",
        path="Properties.BucketEncryption",
        message="the bucket is encrypted with a key of S3, not with one of KMS",
        fix="Set BucketEncryption to aws:kms.",
        source="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
        line=140,
        column=7,
        title="Artifacts are encrypted with a key of your own",
        suppressed="models are public after release; agreed with security on 2026-10-02",
    ),
)


def _permission(
    who: str,
    actions: tuple[str, ...],
    on: tuple[str, ...],
    carried_by: str,
    line: int,
    *,
    conditions: tuple[str, ...] = (),
    wildcards: tuple[str, ...] = (),
    change: str = "kept",
    effect: str = "Allow",
    template: str = REGISTRY,
) -> Permission:
    return Permission(
        template=template,
        who=who,
        effect=effect,  # type: ignore[arg-type]
        actions=actions,
        on=on,
        conditions=conditions,
        carried_by=carried_by,
        path="Properties.Policies.0.PolicyDocument.Statement.0",
        wildcards=wildcards,
        change=change,  # type: ignore[arg-type]
        line=line,
    )


PERMISSIONS = (
    _permission(
        "service sagemaker.amazonaws.com",
        ("sts:AssumeRole",),
        ("${ValidationRole.Arn}",),
        "ValidationRole",
        96,
        conditions=("StringEquals aws:SourceAccount 111122223333",),
    ),
    _permission(
        "role ValidationRole",
        ("s3:GetObject", "s3:ListBucket"),
        ("${ModelArtifacts.Arn}", "${ModelArtifacts.Arn}/samples/*"),
        "ValidationRole",
        104,
    ),
    _permission("role ValidationRole", ("s3:PutObject",), ("${ModelArtifacts.Arn}/results/*",), "ValidationRole", 118),
    _permission(
        "role ValidationRole",
        ("ecr:*",),
        ("*",),
        "ValidationRole",
        125,
        wildcards=("ecr:*", "*"),
        change="gained",
    ),
    _permission(
        "role ValidationRole",
        ("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"),
        ("${ServerRepository.Arn}",),
        "ValidationRole",
        125,
        change="lost",
    ),
    _permission(
        "account 444455556666",
        ("sagemaker:DescribeModelPackage", "sagemaker:ListModelPackages"),
        ("${DefectGroup.Arn}", "arn:aws:sagemaker:eu-central-1:111122223333:model-package/defect-detection/*"),
        "DefectGroup",
        71,
    ),
    _permission(
        "anyone",
        ("s3:*",),
        ("${ModelArtifacts.Arn}/*",),
        "ModelArtifactsPolicy",
        151,
        effect="Deny",
        conditions=("Bool aws:SecureTransport false",),
        wildcards=("s3:*",),
    ),
    _permission(
        "role DeviceRole",
        ("logs:CreateLogStream", "logs:PutLogEvents"),
        ("arn:aws:logs:eu-central-1:111122223333:log-group:/aws/greengrass/*",),
        "DeviceRole",
        44,
        template=EDGE,
    ),
)

CHANGES = (
    Change(
        REGISTRY,
        "DefectPackageV8",
        "AWS::SageMaker::ModelPackage",
        "replaced",
        ("InferenceSpecification.Containers.0.ModelDataUrl", "ValidationSpecification.ValidationProfiles.0"),
        "version 8 is created and validated, then version 7 is deleted: nothing retains it",
        ("LC-011",),
    ),
    Change(
        REGISTRY,
        "ValidationRole",
        "AWS::IAM::Role",
        "updated",
        ("Policies.0.PolicyDocument",),
        "the role gains ecr:* on every repository",
    ),
    Change(REGISTRY, "OldSamples", "AWS::S3::Bucket", "retained", (), "the bucket leaves the stack, and stays"),
    Change(
        EDGE,
        "DetectorComponent",
        "AWS::GreengrassV2::ComponentVersion",
        "replaced",
        ("InlineRecipe",),
        "version 1.4.0 is created beside 1.3.2, which stays",
    ),
    Change(EDGE, "DeviceRole", "AWS::IAM::Role", "created", (), "a role that core devices assume by a role alias"),
)

READINESS = (
    Readiness(
        REGISTRY, "marketplace", "DefectPackageV8", "The package is unversioned", "no", "it belongs to DefectGroup",
        "MK-001",
    ),
    Readiness(
        REGISTRY, "marketplace", "DefectPackageV8", "It is certified for Marketplace", "no",
        "CertifyForMarketplace is not set", "MK-002",
    ),
    Readiness(
        REGISTRY, "marketplace", "DefectPackageV8", "A validation profile runs before it is accepted", "yes",
        "profile smoke on ml.m5.xlarge", "MK-004",
    ),
    Readiness(
        REGISTRY, "marketplace", "DefectPackageV8", "The container makes no network calls", "cannot tell",
        "run model-packages preflight: it starts the image without a network",
    ),
    Readiness(
        EDGE, "edge", "DetectorComponent", "Every artifact of the recipe has a digest", "yes",
        "Greengrass computes it when the component is made", "GG-018",
    ),
    Readiness(
        EDGE, "edge", "DetectorComponent", "The device role reads every artifact", "no",
        "no statement of DeviceRole covers s3://defect-edge-eu", "GG-021",
    ),
    Readiness(
        EDGE, "edge", "DetectorComponent", "The architecture fits the device", "cannot tell",
        "the deployment's target is a thing group",
    ),
)  # fmt: skip

JOBS = (
    ValidationJob(
        REGISTRY,
        "DefectPackageV8",
        "smoke",
        "ml.m5.xlarge",
        1,
        "s3://defect-models-eu/samples/",
        "s3://defect-models-eu/results/",
        1.0,
        "InvocationsTimeoutInSeconds 3600, one request at a time",
    ),
    ValidationJob(
        REGISTRY,
        "DefectPackageV8",
        "load",
        "ml.g5.2xlarge",
        4,
        "s3://defect-models-eu/frames/",
        "s3://defect-models-eu/results/",
        8.0,
        "the handler waits 2 hours at most",
    ),
)

NODES = (
    Node("n0", "DefectGroup", "AWS::SageMaker::ModelPackageGroup", REGISTRY),
    Node("n1", "DefectPackageV8", "AWS::SageMaker::ModelPackage", REGISTRY, "error"),
    Node("n2", "ValidationRole", "AWS::IAM::Role", REGISTRY, "error"),
    Node("n3", "ModelArtifacts", "AWS::S3::Bucket", REGISTRY),
    Node("n4", "ModelArtifactsPolicy", "AWS::S3::BucketPolicy", REGISTRY),
    Node("n5", "ServerRepository", "AWS::ECR::Repository", REGISTRY),
    Node("n6", "account 444455556666", "", ""),
    Node("n7", "service sagemaker.amazonaws.com", "", ""),
    Node("n8", "DetectorComponent", "AWS::GreengrassV2::ComponentVersion", EDGE, "error"),
    Node("n9", "DetectorDeployment", "AWS::GreengrassV2::Deployment", EDGE),
    Node("n10", "DeviceRole", "AWS::IAM::Role", EDGE),
    Node("n11", "EdgeArtifacts", "AWS::S3::Bucket", EDGE),
    Node("n12", "thinggroup/line-7-cameras", "", ""),
)

EDGES = (
    Edge("n1", "n0", "version of"),
    Edge("n1", "n2", "validated as"),
    Edge("n1", "n3", "loads model"),
    Edge("n1", "n5", "pulls image"),
    Edge("n2", "n3", "reads, writes"),
    Edge("n2", "n5", "may ecr:*"),
    Edge("n4", "n3", "guards"),
    Edge("n6", "n0", "reads"),
    Edge("n7", "n2", "assumes"),
    Edge("n9", "n8", "deploys"),
    Edge("n8", "n11", "downloads"),
    Edge("n9", "n12", "to"),
    Edge("n12", "n10", "acts as"),
)


def sample_report() -> Report:
    """A review with something in each section, over two templates and an older one."""
    return Report(
        templates=(
            Reviewed(REGISTRY, "DefectRegistry", "eu-central-1", "111122223333", "main/DefectRegistry.template.json"),
            Reviewed(EDGE, None, "eu-central-1", None, "main/defect-detector.yaml"),
        ),
        findings=FINDINGS,
        suppressed=SUPPRESSED,
        permissions=PERMISSIONS,
        changes=CHANGES,
        readiness=READINESS,
        validation_jobs=JOBS,
        nodes=NODES,
        edges=EDGES,
    )
