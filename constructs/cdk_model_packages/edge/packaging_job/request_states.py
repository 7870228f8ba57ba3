"""The first states: what is asked for, whether this job may do it, and whether the version is approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.edge.packaging_job import retries
from cdk_model_packages.edge.packaging_job.states import call, caught, choice, failure, jsonata

if TYPE_CHECKING:
    from cdk_model_packages.edge.packaging_job.states import State, States

START = "Take request"
_REFUSED = "RequestRefused"
_NOT_APPROVED = "ModelPackageNotApproved"

_GREENGRASS = """
    $exists($states.input.Configuration.Greengrass) ? $states.input.Configuration.Greengrass : $job.request
"""
_TARGET = """
    $merge([{}, $sift($greengrass, function($value, $key) { $key in ['TargetDevice', 'TargetPlatform'] })])
"""
_ARCHITECTURE = """
    ( $found := $exists($greengrass.TargetDevice)
        ? $lookup($job.architectures.devices, $greengrass.TargetDevice)
        : $lookup($job.architectures.platforms, $greengrass.TargetPlatform.Os & ' ' & $greengrass.TargetPlatform.Arch);
      $exists($found) ? $found : '' )
"""
_FOLDER = """
    ( $prefix := $replace('' & $greengrass.S3OutputLocation.Prefix, /[\\/]+$/, '');
      $prefix = '' ? '' : $prefix & '/' )
"""
_VERSION = """
    $exists($greengrass.ComponentVersion)
        ? $greengrass.ComponentVersion
        : $split($packageArn, '/')[-1] & '.0.0'
"""
_DESCRIPTION = """
    $exists($greengrass.ComponentDescription) ? $greengrass.ComponentDescription : $job.description
"""
_TAGS = "$merge([$job.tags, $greengrass.Tags.{ Key: Value }])"

# What the job itself does not do; limits and forms are for the services to refuse.
_REFUSALS = """
    $join([
        $count($job.versionsOf[$substring($packageArn, 0, $length($)) = $]) = 0
            ? 'ModelPackageArn=' & $packageArn & ': is no version of the group of this job, ' & $job.group,
        ('' & $greengrass.S3OutputLocation.Bucket) != $job.bucket
            ? 'S3OutputLocation.Bucket=' & $greengrass.S3OutputLocation.Bucket & ': this job writes to ' & $job.bucket,
        $substring($folder, 0, $length($job.folder)) != $job.folder
            ? 'S3OutputLocation.Prefix=' & $folder & ': this job writes below ' & $job.folder,
        $count($job.componentNames[$name = $ or
            ($substring($, -1) = '*' and $substring($name, 0, $length($) - 1) = $substring($, 0, $length($) - 1))]) = 0
            ? 'ComponentName=' & $name & ': this job makes ' & $join($job.componentNames, ', '),
        $count($keys($target)) != 1
            ? 'TargetDevice, TargetPlatform: one of them is needed, and not both',
        $count($keys($target)) = 1 and $architecture = ''
            ? $string($target) & ': is no Greengrass core device',
        $architecture in $job.unfit
            ? $string($target) & ': the runner of this job does not run on ' & $architecture,
        $exists($greengrass.CompilerOptions) and $not($job.compiles)
            ? 'CompilerOptions=' & $greengrass.CompilerOptions & ': this job does not compile'
    ], '; ')
"""

_MODEL = """
    ( $container := $package.InferenceSpecification.Containers[0];
      $source := $container.ModelDataSource.S3DataSource;
      $exists($container.ModelDataUrl) ? $container.ModelDataUrl
        : $source.CompressionType = 'Gzip' ? $source.S3Uri : '' )
"""
_PACKAGE_REFUSALS = """
    $count($package.InferenceSpecification.Containers) != 1
        ? $packageArn & ': has ' & $count($package.InferenceSpecification.Containers)
            & ' containers; a component is made of one'
    : $modelDataUrl = ''
        ? $packageArn & ': its container has no ModelDataUrl of one .tar.gz to package'
    : ''
"""


def request_states(partition: str, job: State, next_state: str) -> States:
    """Return the states up to an approved version.

    Args:
        partition: Of AWS.
        job: What the job is allowed and set to; the variable ``job`` of the other states.
        next_state: Where to go on.
    """
    return {
        START: {
            "Type": "Pass",
            "Assign": {
                "job": job,
                "packageArn": jsonata("'' & $states.input.ModelPackageArn"),
                "deploymentId": "",
            },
            "Next": "Choose configuration",
        },
        "Choose configuration": {
            "Type": "Pass",
            "Comment": "An approval brings none: then the job's own is meant",
            "Assign": {"greengrass": jsonata(_GREENGRASS)},
            "Next": "Read configuration",
        },
        "Read configuration": {
            "Type": "Pass",
            "Assign": {
                "target": jsonata(_TARGET),
                "architecture": jsonata(_ARCHITECTURE),
                "folder": jsonata(_FOLDER),
                "name": jsonata("'' & $greengrass.ComponentName"),
                "version": jsonata(_VERSION),
                "description": jsonata(_DESCRIPTION),
                "tags": jsonata(_TAGS),
            },
            "Next": "Check configuration",
        },
        "Check configuration": {"Type": "Pass", "Assign": {"cause": jsonata(_REFUSALS)}, "Next": "Is it allowed?"},
        "Is it allowed?": choice([("$cause != ''", _REFUSED)], "Describe version"),
        "Describe version": call(
            partition,
            "sagemaker",
            "describeModelPackage",
            {"ModelPackageName": jsonata("$packageArn")},
            retry=retries.SAGEMAKER,
            assign={"package": jsonata("$states.result")},
            catch=[
                caught(["SageMaker.SageMakerException"], _REFUSED, "$packageArn & ': ' & $states.errorOutput.Cause")
            ],
            next_state="Is it approved?",
        ),
        "Is it approved?": choice(
            [("$package.ModelApprovalStatus = 'Approved' and $package.ModelPackageStatus = 'Completed'", "Find model")],
            "Tell approval",
        ),
        "Tell approval": {
            "Type": "Pass",
            "Assign": {
                "cause": jsonata(
                    "$packageArn & ': is ' & $package.ModelApprovalStatus & ' and ' & $package.ModelPackageStatus"
                    " & '; a version is packaged when it is Approved and Completed'"
                )
            },
            "Next": _NOT_APPROVED,
        },
        "Find model": {"Type": "Pass", "Assign": {"modelDataUrl": jsonata(_MODEL)}, "Next": "Check model"},
        "Check model": {
            "Type": "Pass",
            "Assign": {"cause": jsonata(_PACKAGE_REFUSALS)},
            "Next": "Can it be packaged?",
        },
        "Can it be packaged?": choice([("$cause != ''", _REFUSED)], next_state),
        _REFUSED: failure(_REFUSED),
        _NOT_APPROVED: failure(_NOT_APPROVED),
    }
