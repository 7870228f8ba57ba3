"""Templates to review, of a size: packages with all that a package uses, and components."""

from __future__ import annotations

import json
from typing import Any

_HERE = "${{AWS::Partition}}:{}:${{AWS::Region}}:${{AWS::AccountId}}"


def template(resources: int) -> str:
    """Return a correct template of so many resources, five for each package and its component.

    Args:
        resources: A multiple of five.
    """
    found: dict[str, Any] = {}
    for number in range(resources // 5):
        found |= _family(number)
    return json.dumps({"Resources": found}, indent=1)


def _family(number: int) -> dict[str, Any]:
    bucket, role, group = f"Bucket{number}", f"Role{number}", f"Group{number}"
    return {
        group: {
            "Type": "AWS::SageMaker::ModelPackageGroup",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {"ModelPackageGroupName": f"digits-{number}"},
        },
        bucket: {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"},
        role: {
            "Type": "AWS::IAM::Role",
            "Properties": {
                "AssumeRolePolicyDocument": _policy(
                    {"Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}
                ),
                "Policies": [
                    {
                        "PolicyName": "Validation",
                        "PolicyDocument": _policy(
                            {
                                "Action": ["s3:GetObject", "s3:PutObject"],
                                "Resource": {"Fn::Sub": f"${{{bucket}.Arn}}/*"},
                            },
                            {"Action": "s3:ListBucket", "Resource": {"Fn::GetAtt": [bucket, "Arn"]}},
                            {"Action": "ecr:GetAuthorizationToken", "Resource": "*"},
                            {
                                "Action": [
                                    "ecr:BatchCheckLayerAvailability",
                                    "ecr:BatchGetImage",
                                    "ecr:GetDownloadUrlForLayer",
                                ],
                                "Resource": {"Fn::Sub": f"arn:{_HERE.format('ecr')}:repository/digits"},
                            },
                            {
                                "Action": [
                                    "logs:CreateLogGroup",
                                    "logs:CreateLogStream",
                                    "logs:DescribeLogStreams",
                                    "logs:PutLogEvents",
                                ],
                                "Resource": {"Fn::Sub": f"arn:{_HERE.format('logs')}:log-group:/aws/sagemaker/*"},
                            },
                        ),
                    }
                ],
            },
        },
        f"Package{number}": {
            "Type": "AWS::SageMaker::ModelPackage",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {
                "ModelPackageGroupName": {"Ref": group},
                "InferenceSpecification": {
                    "Containers": [
                        {
                            "Image": {
                                "Fn::Sub": "${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/digits@sha256:"
                                + "0" * 64
                            },
                            "ModelDataUrl": {"Fn::Sub": f"s3://${{{bucket}}}/models/model.tar.gz"},
                        }
                    ],
                    "SupportedContentTypes": ["text/csv"],
                    "SupportedResponseMIMETypes": ["text/csv"],
                    "SupportedTransformInstanceTypes": ["ml.m5.large"],
                },
                "ValidationSpecification": {
                    "ValidationRole": {"Fn::GetAtt": [role, "Arn"]},
                    "ValidationProfiles": [
                        {
                            "ProfileName": "smoke",
                            "TransformJobDefinition": {
                                "TransformInput": {
                                    "ContentType": "text/csv",
                                    "SplitType": "Line",
                                    "DataSource": {
                                        "S3DataSource": {
                                            "S3DataType": "S3Prefix",
                                            "S3Uri": {"Fn::Sub": f"s3://${{{bucket}}}/samples/"},
                                        }
                                    },
                                },
                                "TransformOutput": {
                                    "Accept": "text/csv",
                                    "AssembleWith": "Line",
                                    "S3OutputPath": {"Fn::Sub": f"s3://${{{bucket}}}/results/"},
                                },
                                "TransformResources": {"InstanceType": "ml.m5.large", "InstanceCount": 1},
                            },
                        }
                    ],
                },
            },
        },
        f"Component{number}": {
            "Type": "AWS::GreengrassV2::ComponentVersion",
            "DeletionPolicy": "Retain",
            "UpdateReplacePolicy": "Retain",
            "Properties": {"InlineRecipe": json.dumps(_recipe(number))},
        },
    }


def _policy(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement} for statement in statements]}


def _recipe(number: int) -> dict[str, Any]:
    return {
        "RecipeFormatVersion": "2020-01-25",
        "ComponentName": f"com.example.digits{number}",
        "ComponentVersion": "1.0.0",
        "ComponentPublisher": "Example",
        "Manifests": [
            {
                "Platform": {"os": "linux", "architecture": "aarch64"},
                "Artifacts": [
                    {
                        "URI": f"s3://example-edge/digits{number}/1.0.0/model.zip",
                        "Unarchive": "ZIP",
                        "Permission": {"Read": "ALL"},
                    }
                ],
            }
        ],
    }
