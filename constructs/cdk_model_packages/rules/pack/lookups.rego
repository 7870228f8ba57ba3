# What is looked up and compared: found in templates/, as it is gone when the functions are carried out.
package cdk_model_packages

import rego.v1

# METADATA
# title: Fn::FindInMap finds its keys
# description: >-
#   CloudFormation looks the keys up before it makes anything, and stops where one is missing: "Template error: Unable to
#   get mapping for NAME::KEY::KEY". A mapping by region has to have the region of the stack.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html
#   description: The value that corresponds to the keys, and DefaultValue where they are not found.
# custom:
#   id: CF-001
#   severity: error
#   confidence: documented
#   fix: Add the key to the mapping, or give Fn::FindInMap a DefaultValue.
violation contains finding("CF-001", miss.resource, miss.path, message) if {
	some miss in review_context.missing_keys
	message := sprintf("mapping %v has no %v", [miss.mapping, concat(".", miss.keys)])
}

# METADATA
# title: A mapping holds plain values
# description: >-
#   Mappings are read before anything else: a function in one is not carried out. CloudFormation refuses the template:
#   "Every Mappings attribute must be a String or a List".
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/mappings-section-structure.html
#   description: Parameters, pseudo parameters and intrinsic functions cannot be in a mapping.
# custom:
#   id: CF-002
#   severity: error
#   confidence: documented
#   fix: Write the plain value, or build the text where it is used, with Fn::Sub around Fn::FindInMap.
violation contains finding("CF-002", found.resource, found.path, message) if {
	some found in review_context.functions_in_mappings
	message := sprintf("mapping %v has a function at %v: it is not carried out", [found.mapping, concat(".", found.keys)])
}

# METADATA
# title: A condition compares with a value that its parameter can have
# description: >-
#   The parameter takes only its AllowedValues. A comparison with another value never holds: what the condition guards is
#   made nowhere, and on an update what was made is deleted.
# related_resources:
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
#   description: Fn::Equals compares two values, letter by letter.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
#   description: AllowedValues is the list of values that the parameter takes.
# custom:
#   id: CF-003
#   severity: warning
#   confidence: documented
#   fix: Correct the value, or add it to AllowedValues.
violation contains resource_finding("CF-003", found.resource, message) if {
	some found in review_context.never_equal
	message := sprintf("condition %v compares %v with %v, which is none of its AllowedValues", [
		found.condition, found.parameter, found.value,
	])
}
