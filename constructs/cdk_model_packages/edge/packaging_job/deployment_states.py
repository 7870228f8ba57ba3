"""The states that put the component into the deployment of a thing group, beside what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cdk_model_packages.edge.packaging_job import retries
from cdk_model_packages.edge.packaging_job.states import call, caught, choice, failure, jsonata

if TYPE_CHECKING:
    from cdk_model_packages.edge.packaging_job.states import States

START = "Does it enter a deployment?"
_FAILED = "DeploymentFailed"
_CAUSE = "$states.errorOutput.Error & ': ' & $states.errorOutput.Cause"

_WEIGHT = """
    function($text) {(
        $numbers := $split($split($split($text, '-')[0], '+')[0], '.');
        $number($numbers[0]) * 1000000000000 + $number($numbers[1]) * 1000000 + $number($numbers[2])
    )}
"""
# SageMaker tells any change of an approved version as an approval: an older one does not take a newer one's place.
_IS_THERE = f"""
    ( $weight := {_WEIGHT};
      $there := $lookup($current.Components, $name).ComponentVersion;
      $exists($there) and (
          $weight($there) > $weight($version)
          or ($there = $version and $current.DeploymentStatus in ['ACTIVE', 'COMPLETED'])) )
"""
# What a deployment keeps when it is replaced: everything that was set, and every other component. Tags of AWS's own
# cannot be given.
_DEPLOYMENT = """
    $merge([
        ( $tags := $sift($current.Tags, function($value, $key) { $substring($key, 0, 4) != 'aws:' });
          $exists($tags) ? { 'Tags': $tags } : {} ),
        $sift($current, function($value, $key) {
            $key in ['DeploymentName', 'IotJobConfiguration', 'DeploymentPolicies', 'ParentTargetArn']
        }),
        {
            'TargetArn': $job.thingGroupArn,
            'Components': $merge([
                $current.Components,
                { $name: $merge([$lookup($current.Components, $name), { 'ComponentVersion': $version }]) }
            ]),
            'ClientToken': $substring($hash($states.context.Execution.Id, 'SHA-256'), 0, 64)
        }
    ])
"""


def deployment_states(partition: str, next_state: str) -> States:
    """Return the states from a component version to a deployment. Devices follow when they are on line.

    Args:
        partition: Of AWS.
        next_state: Where to go on.
    """
    fails = [caught(["States.ALL"], _FAILED, _CAUSE)]
    return {
        START: choice(
            [("$name = $job.request.ComponentName and $architecture = $job.architecture", "Find deployment")],
            next_state,
            comment="Other components, and other targets, are not for the job's thing group",
        ),
        "Find deployment": call(
            partition,
            "greengrassv2",
            "listDeployments",
            {"TargetArn": jsonata("$job.thingGroupArn"), "HistoryFilter": "LATEST_ONLY"},
            retry=retries.GREENGRASS,
            assign={"deployments": jsonata("$append([], $states.result.Deployments)"), "current": {}},
            catch=fails,
            next_state="Is there one?",
            comment="A target has one deployment: a new one replaces it, with all of its components",
        ),
        "Is there one?": choice([("$count($deployments) > 0", "Read deployment")], "Create deployment"),
        "Read deployment": call(
            partition,
            "greengrassv2",
            "getDeployment",
            {"DeploymentId": jsonata("$deployments[0].DeploymentId")},
            retry=retries.GREENGRASS,
            assign={
                "current": jsonata("$states.result"),
                "deploymentId": jsonata("$states.result.DeploymentId"),
            },
            catch=fails,
            next_state="Is it in it?",
        ),
        "Is it in it?": choice([(_IS_THERE, next_state)], "Create deployment"),
        "Create deployment": call(
            partition,
            "greengrassv2",
            "createDeployment",
            jsonata(_DEPLOYMENT),
            retry=retries.GREENGRASS,
            assign={"deploymentId": jsonata("$states.result.DeploymentId")},
            catch=fails,
            next_state=next_state,
        ),
        _FAILED: failure(_FAILED),
    }
