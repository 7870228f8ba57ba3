# Who a package is: a version of a group, or an unversioned package.
package cdk_model_packages

import rego.v1

# METADATA
# title: A package is versioned or unversioned, not both
# description: >-
#   CreateModelPackage refuses a request with both names: it cannot tell which of the two was meant. The stack rolls
#   back.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateModelPackage.html
#   description: ModelPackageName is required for unversioned models and not applicable to versioned ones.
# custom:
#   id: MP-001
#   severity: error
#   confidence: documented
#   fix: Keep ModelPackageGroupName for a version, or ModelPackageName for an unversioned package.
violation contains finding("MP-001", name, ["ModelPackageName"], message) if {
	some name, version in versions
	has(version, "ModelPackageName")
	message := "ModelPackageName and ModelPackageGroupName are both given: a package has one of them"
}
