# Made by tools/generate_rule_catalog.py of the METADATA above each rule. Do not edit.
package cdk_model_packages

import rego.v1

catalog := {
	"MP-001": {
		"id": "MP-001",
		"severity": "ERROR",
		"title": "A package is versioned or unversioned, not both",
		"reason": "CreateModelPackage refuses a request with both names: it cannot tell which of the two was meant. The stack rolls back.",
		"fix": "Keep ModelPackageGroupName for a version, or ModelPackageName for an unversioned package.",
		"source": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
		"sources": [
			{
				"ref": "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html",
				"says": "ModelPackageName is required for unversioned models and not applicable to versioned ones."
			}
		],
		"confidence": "documented",
		"needs": "template",
		"area": "package_identity"
	}
}
