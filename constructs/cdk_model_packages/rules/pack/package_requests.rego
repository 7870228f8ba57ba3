# Packages that a request makes, where the API takes another form than the resource.
package cdk_model_packages

import rego.v1

# METADATA
# title: A package's container has no AdditionalS3DataSource
# description: >-
#   AdditionalS3DataSource is in the API's shape of a container, and the service answers that it is not allowed in
#   InferenceSpecification.
# related_resources:
# - ref: https://github.com/boto/boto3/issues/4510
#   description: 'ValidationException: not allowed in InferenceSpecification.'
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageContainerDefinition.html
#   description: Documented as usable.
# custom:
#   id: CT-018
#   severity: warning
#   confidence: folklore
#   fix: Put the data into the model archive, and drop AdditionalS3DataSource.
violation contains request_finding("CT-018", where, path, message) if {
	some where, request in requests
	request.service == "sagemaker"
	request.operation == "createmodelpackage"
	some index, container in list(request.input.InferenceSpecification, "Containers")
	has(container, "AdditionalS3DataSource")
	path := ["InferenceSpecification", "Containers", index, "AdditionalS3DataSource"]
	message := "AdditionalS3DataSource is given: the service refuses it in the InferenceSpecification of a package"
}
