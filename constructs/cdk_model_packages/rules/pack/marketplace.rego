# Packages that are certified for AWS Marketplace.
package cdk_model_packages

import rego.v1

listings[where] := given if {
	some where, given in package_inputs
	given.CertifyForMarketplace in [true, "true"]
}

listed_containers[key] := listing if {
	count(listings) > 0
	some key, _ in containers
	some listing, _ in listings
	listing[0] == key[0]
	array.slice(key[1], 0, count(listing[1])) == listing[1]
}

# Who publishes: the stack's account, which is that of the role as well.
listing_account(_) := deploy_account

listing_account(where) := account if {
	not deploy_account
	account := arn(listings[where].ValidationSpecification.ValidationRole).account
	regex.match(`^[0-9]{12}$`, account)
}

# METADATA
# title: A certified package has a validation
# description: >-
#   AWS Marketplace lists a package only when SageMaker has validated it. CertifyForMarketplace without a
#   ValidationSpecification that has a profile cannot succeed.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html
#   description: To publish, at least one validation profile is required.
# - ref: https://docs.aws.amazon.com/marketplace/latest/userguide/ml-creating-your-amazon-sagemaker-resource.html
#   description: Choosing to publish requires the validation.
# custom:
#   id: MK-001
#   severity: error
#   confidence: documented
#   fix: Give ValidationSpecification with a role and a profile, or drop CertifyForMarketplace.
violation contains request_finding("MK-001", where, ["ValidationSpecification"], message) if {
	some where, given in listings
	not has(given, "ValidationSpecification")
	message := "CertifyForMarketplace is true and there is no ValidationSpecification: certification runs it"
}

violation contains request_finding("MK-001", where, ["ValidationSpecification", "ValidationProfiles"], message) if {
	some where, given in listings
	told(given.ValidationSpecification)
	not gives(given.ValidationSpecification, "ValidationProfiles")
	message := "CertifyForMarketplace is true and ValidationProfiles is empty: certification runs a profile"
}

# METADATA
# title: A listed package's image is in a repository of the publishing account
# description: >-
#   Validation does not support images of another account: it ends with "Access denied for registry". AWS Marketplace
#   publishes only images in Amazon ECR repositories that the seller's account owns.
# related_resources:
# - ref: https://docs.aws.amazon.com/marketplace/latest/userguide/ml-troubleshooting.html
#   description: Access denied for registry; validation does not support cross-account images.
# - ref: https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html
#   description: Images must be in repositories owned by the account of the seller.
# custom:
#   id: MK-002
#   severity: error
#   confidence: documented
#   fix: Push the image to a repository of the account that publishes.
violation contains request_finding("MK-002", key, ["Image"], message) if {
	some key, where in listed_containers
	image := ecr_image(containers[key].Image)
	regex.match(`^[0-9]{12}$`, image.account)
	not image.account in listing_aws_accounts
	account := listing_account(where)
	image.account != account
	message := sprintf("the image is in account %v, and %v publishes: a listed image is in the seller's own repository", [image.account, account])
}

violation contains request_finding("MK-002", key, ["Image"], message) if {
	some key, _ in listed_containers
	image := containers[key].Image
	literal(image)
	not ecr_image(image)
	message := sprintf("the image %v is not in Amazon ECR: a listed image is in a repository of the seller's account", [image])
}

listing_aws_accounts contains account if some account in aws_image_accounts[_]

# METADATA
# title: A listed package is made in a region that is enabled by default
# description: >-
#   AWS Marketplace publishes from regions that are opted in by default. A package of an opt-in region is refused when
#   it is listed, and everything has to be copied and validated again.
# related_resources:
# - ref: https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html
#   description: Supported AWS Regions for publishing.
# - ref: https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
#   description: Which regions are enabled by default.
# custom:
#   id: MK-003
#   severity: error
#   confidence: documented
#   fix: Make the package, its image and its data in a region that is enabled by default, for example us-east-2.
violation contains request_finding("MK-003", where, ["CertifyForMarketplace"], message) if {
	some where, _ in listings
	region := home[where[0]].region
	region in listing_opt_in_regions
	message := sprintf("the package is made in %v, which is an opt-in region: AWS Marketplace does not publish from it", [region])
}

listing_opt_in_regions := {
	"af-south-1", "ap-east-1", "ap-east-2", "ap-south-2", "ap-southeast-3", "ap-southeast-4", "ap-southeast-5",
	"ap-southeast-6", "ap-southeast-7", "ca-west-1", "eu-central-2", "eu-south-1", "eu-south-2", "il-central-1",
	"me-central-1", "me-south-1", "mx-central-1",
}

# METADATA
# title: A listed package has a model by URL
# description: >-
#   ModelDataSource cannot be used with AWS Marketplace. A listed container has ModelDataUrl, one .tar.gz, or its model
#   inside the image.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ContainerDefinition.html
#   description: ModelDataSource is not available for models of AWS Marketplace.
# custom:
#   id: MK-004
#   severity: error
#   confidence: documented
#   fix: Pack the model as .tar.gz and name it by ModelDataUrl.
violation contains request_finding("MK-004", key, ["ModelDataSource"], message) if {
	some key, _ in listed_containers
	told(containers[key].ModelDataSource)
	message := "ModelDataSource is given, and the package is certified: AWS Marketplace takes ModelDataUrl"
}

# METADATA
# title: A listed package is the seller's own
# description: >-
#   Packages of a built-in algorithm, of AWS's framework images or of an algorithm from AWS Marketplace cannot be
#   published. The model may be reused; the inference image must be the seller's own.
# related_resources:
# - ref: https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html
#   description: Publishing model packages from built-in algorithms or AWS Marketplace.
# custom:
#   id: MK-005
#   severity: error
#   confidence: documented
#   fix: Build an inference image of your own, push it to your account, and use it with the model.
violation contains request_finding("MK-005", key, ["Image"], message) if {
	some key, _ in listed_containers
	image := ecr_image(containers[key].Image)
	image.account in listing_aws_accounts
	message := sprintf("the image %v is one of AWS: a listed package needs an inference image of the seller's own", [image.repository])
}

violation contains request_finding("MK-005", where, path, message) if {
	some where, given in listings
	some index, source in list(given.SourceAlgorithmSpecification, "SourceAlgorithms")
	owner := arn(source.AlgorithmName).account
	regex.match(`^[0-9]{12}$`, owner)
	account := listing_account(where)
	owner != account
	path := ["SourceAlgorithmSpecification", "SourceAlgorithms", index, "AlgorithmName"]
	message := sprintf("the algorithm is of account %v, and %v publishes: a package of someone else's algorithm cannot be listed", [owner, account])
}

# METADATA
# title: A listed container needs no network
# description: >-
#   Containers of AWS Marketplace run without network, for the validation and at the buyer's: calls to the internet and
#   to AWS services fail. A variable with an address points to one.
# related_resources:
# - ref: https://docs.aws.amazon.com/marketplace/latest/userguide/ml-service-restrictions-and-limits.html
#   description: Network isolation; calls to AWS services fail as well.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
#   description: Network isolation is required for Marketplace resources.
# custom:
#   id: MK-006
#   severity: warning
#   confidence: documented
#   fix: Put what the container needs into the image or the model archive.
violation contains request_finding("MK-006", key, ["Environment", variable], message) if {
	some key, _ in listed_containers
	told(containers[key].Environment)
	some variable, value in containers[key].Environment
	address := text(value)
	regex.match(`^[A-Za-z][A-Za-z0-9+.-]*://[^/]`, address)
	not regex.match(`^[A-Za-z0-9+.-]+://(localhost|127\.|0\.0\.0\.0|\[::)`, address)
	message := sprintf("%v is %v, an address, and a listed container runs without network", [variable, address])
}

# METADATA
# title: A listed image is scanned
# description: >-
#   Certification reads the ECR scan of the image, and a Critical or High finding has to be fixed first. Where no scan
#   can be started it ends with "Not Started" and "No scan scheduled". Scanning on push tells it before.
# related_resources:
# - ref: https://docs.aws.amazon.com/marketplace/latest/userguide/ml-uploading-your-images.html
#   description: Scan your uploaded image.
# - ref: https://docs.aws.amazon.com/marketplace/latest/userguide/ml-troubleshooting.html
#   description: No scan scheduled is cured by starting a scan.
# custom:
#   id: MK-007
#   severity: warning
#   confidence: documented
#   fix: 'Set ImageScanningConfiguration: {ScanOnPush: true} on the repository.'
violation contains finding("MK-007", repository, ["ImageScanningConfiguration", "ScanOnPush"], message) if {
	some repository, users in listed_repositories
	not listing_scanned(repositories[repository])
	count(resources_of_type("AWS::ECR::RegistryScanningConfiguration")) == 0
	message := sprintf("images are not scanned on push, and %v is certified with one of them", [words(users)])
}

listed_repositories[repository] contains where[0] if {
	some key, where in listed_containers
	repository := listing_repository(text(containers[key].Image))
}

listing_repository(image) := id if {
	some found in regex.find_all_string_submatch_n(`\$\{([A-Za-z0-9]+)(?:\.RepositoryUri)?\}`, image, -1)
	id := found[1]
	repositories[id]
}

listing_repository(image) := id if {
	some id, repository in repositories
	literal(repository.RepositoryName)
	ecr_image(image).repository == repository.RepositoryName
}

listing_scanned(repository) if repository.ImageScanningConfiguration.ScanOnPush in [true, "true"]

listing_scanned(repository) if {
	has(repository, "ImageScanningConfiguration")
	not told(repository.ImageScanningConfiguration)
}

listing_scanned(repository) if is_object(repository.ImageScanningConfiguration.ScanOnPush)

# METADATA
# title: Buyers see what a listed package is validated with
# description: >-
#   Input, output and logs of the validation stay a part of the product and are shown to buyers. Only a person can tell
#   whether the samples may be public.
# related_resources:
# - ref: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ModelPackageValidationProfile.html
#   description: The data is made available to buyers.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-mkt-create-model-package.html
#   description: Provide only data that you want to expose publicly.
# custom:
#   id: MK-008
#   severity: info
#   confidence: documented
#   fix: Provide only samples that may be public.
violation contains request_finding("MK-008", where, ["ValidationSpecification"], message) if {
	some where, given in listings
	gives(given, "ValidationSpecification")
	message := "buyers see what this package is validated with: provide only samples that may be public"
}
