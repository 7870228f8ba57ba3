# The artifacts of a recipe: files in S3, images, archives.
package cdk_model_packages

import rego.v1

# METADATA
# title: The artifacts of a manifest have different file names
# description: >-
#   All artifacts of a manifest land in one folder, under the last part of their key. Two of the same name overwrite
#   each other.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Each artifact must have a unique file name within each manifest.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/S3Downloader.java
#   description: The file name is the last part of the path.
# custom:
#   id: GG-009
#   severity: error
#   confidence: documented
#   fix: Upload one of them under another file name.
violation contains finding("GG-009", name, ["InlineRecipe"], message) if {
	some [name, index, number], artifact in artifacts
	number > 0
	artifact.scheme != "docker"
	artifact.name != ""
	not contains(artifact.name, "${Unknown}")
	same := [earlier |
		some earlier in numbers.range(0, number - 1)
		other := artifacts[[name, index, earlier]]
		other.name == artifact.name
	]
	count(same) > 0
	message := sprintf("%s.URI has the file name %s, which Artifacts[%d] has as well", [artifact.place, artifact.name, same[0]])
}

# METADATA
# title: Unarchive is NONE or ZIP
# description: >-
#   The nucleus unpacks ZIP archives only. The recipe with another value is refused; a file that is no ZIP fails to
#   unpack on the device, and the deployment with it.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: NONE and ZIP.
# - ref: https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/java/com/amazon/aws/iot/greengrass/component/common/Unarchive.java
#   description: Two values.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/Unarchiver.java
#   description: Reads ZIP files only.
# custom:
#   id: GG-010
#   severity: error
#   confidence: documented
#   fix: Upload a ZIP archive with Unarchive ZIP, or leave Unarchive out and unpack in a lifecycle script.
violation contains finding("GG-010", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	given := artifact.artifact.Unarchive
	recipe_determined(given)
	not upper(sprintf("%v", [given])) in ["NONE", "ZIP"]
	message := sprintf("%s.Unarchive is %v; Greengrass knows NONE and ZIP", [artifact.place, given])
}

violation contains finding("GG-010", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	artifact_unarchive(artifact) == "ZIP"
	regex.match(`(?i)\.(py|sh|json|ya?ml|txt|onnx|tflite|bat|ps1|js|csv|md|png|jpe?g)$`, artifact.name)
	message := sprintf("%s is unpacked as a ZIP archive, but its URI ends in %s", [artifact.place, artifact.name])
}

# METADATA
# title: Greengrass does not unpack a .tar.gz
# description: >-
#   SageMaker and Neo write .tar.gz archives. With Unarchive ZIP the nucleus cannot open them and the deployment fails;
#   it has no other kind of archive.
# related_resources:
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/Unarchiver.java
#   description: Reads ZIP files only.
# - ref: https://docs.aws.amazon.com/sagemaker/latest/dg/neo-getting-started-edge-step1.html
#   description: The compiled model is model-target.tar.gz.
# custom:
#   id: NC-014
#   severity: error
#   confidence: inferred
#   fix: Repackage the model as a ZIP archive, or leave Unarchive out and unpack it into {work:path} in the Install step.
violation contains finding("NC-014", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	artifact_unarchive(artifact) == "ZIP"
	regex.match(`(?i)\.(tar(\.[a-z0-9]+)?|tgz|tbz2?|txz|gz|bz2|xz|zst|7z|rar)$`, artifact.name)
	message := sprintf("%s.Unarchive is ZIP, but %s is not a ZIP archive", [artifact.place, artifact.name])
}

# METADATA
# title: 'An artifact''s URI is s3://bucket/key, docker: or greengrass:'
# description: >-
#   The nucleus knows three schemes. CreateComponentVersion or the device refuses an https address, a bucket without a
#   key, and an image that is not docker:registry/name with a tag or a digest.
# related_resources:
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/ArtifactDownloaderFactory.java
#   description: The schemes that are supported.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/builtins/S3Downloader.java
#   description: s3:// with a bucket and a key.
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/plugins/docker/DockerImageArtifactParser.java
#   description: What an image may look like.
# custom:
#   id: GG-013
#   severity: error
#   confidence: documented
#   fix: Write s3://bucket/key, docker:registry/image:tag or docker:registry/image@digest.
violation contains finding("GG-013", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	not startswith(artifact.uri, "${")
	not artifact.scheme in ["s3", "docker", "greengrass"]
	message := sprintf("%s.URI is %s; it begins with s3://, docker: or greengrass:", [artifact.place, artifact.uri])
}

violation contains finding("GG-013", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	artifact.scheme == "s3"
	literal(artifact.uri)
	not regex.match(`^s3://[^/\s]+/\S.*[^/]$|^s3://[^/\s]+/[^/\s]$`, artifact.uri)
	message := sprintf("%s.URI is %s; it names an object, s3://bucket/key", [artifact.place, artifact.uri])
}

violation contains finding("GG-013", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	literal(artifact.image)
	not docker_image_is_valid(artifact.image)
	message := sprintf("%s.URI is %s; an image is docker:registry/name:tag or docker:registry/name@digest", [artifact.place, artifact.uri])
}

violation contains finding("GG-013", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	not has(artifact.artifact, "URI")
	message := sprintf("%s has no URI", [artifact.place])
}

docker_image_is_valid(image) if {
	regex.match(
		concat("", [
			`^([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*(:[0-9]+)?/)?`,
			`[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*`,
			`(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}|@[A-Za-z][A-Za-z0-9]*:[0-9a-fA-F]{32,})?$`,
		]),
		image,
	)
}

# METADATA
# title: Artifacts are in the region of the component
# description: >-
#   CreateComponentVersion does not read artifacts from another region: it answers that the artifact cannot be
#   accessed, and the stack rolls back.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html
#   description: Cross-region requests for component artifacts are not supported.
# - ref: https://github.com/aws/aws-cli/issues/6261
#   description: The bucket's region was the cause.
# custom:
#   id: GG-014
#   severity: error
#   confidence: documented
#   needs: region
#   fix: Keep the artifact in a bucket of the region in which the component is created.
violation contains finding("GG-014", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	literal(artifact.bucket)
	not artifact.logical_id
	region := review_context.bucket_regions[artifact.bucket]
	is_string(deploy_region)
	region != deploy_region
	message := sprintf("%s.URI is in bucket %s of %s; the component is created in %s", [artifact.place, artifact.bucket, region, deploy_region])
}

# METADATA
# title: An artifact's key does not name what changes
# description: >-
#   The service stores an artifact's digest when the component is created. Once the object under the key is replaced,
#   every device refuses it and deployments fail.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html
#   description: Artifacts cannot be modified; put the component's name and version into the path.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html
#   description: The checksum of an artifact that does not match.
# custom:
#   id: GG-015
#   severity: warning
#   confidence: documented
#   fix: Put the component's name and version, or a hash of the content, into the key.
violation contains finding("GG-015", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	regex.match(`(?i)(^|[/_.-])(latest|current|newest|head|snapshot|main|master)([/_.-]|$)`, artifact.key)
	message := sprintf("%s.URI has the key %s: when that object is replaced, devices refuse it", [artifact.place, artifact.key])
}

# METADATA
# title: Digest and Algorithm are not given
# description: The service computes both when the component is created, and replaces what the recipe says.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Read-only; a value is replaced.
# custom:
#   id: GG-016
#   severity: warning
#   confidence: documented
#   fix: Leave Digest and Algorithm out.
violation contains finding("GG-016", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	given := [key | some key in ["Algorithm", "Digest"]; has(artifact.artifact, key)]
	count(given) > 0
	message := sprintf("%s gives %s, which the service replaces", [artifact.place, words(given)])
}

# METADATA
# title: An artifact that another component reads has Permission.Read ALL
# description: >-
#   An artifact is readable by its own component's user. A component that runs as another user cannot read it, and
#   fails when it starts.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: To let other components access the artifact, specify ALL; the default is OWNER.
# custom:
#   id: GG-019
#   severity: warning
#   confidence: documented
#   fix: Give the artifact Permission Read ALL.
violation contains finding("GG-019", owner, artifact.path, message) if {
	some [reader, place], files in recipe_files
	some file in files
	file.component != ""
	some owner in components_called[file.component]
	owner != reader
	not recipe_root_scripts[[reader, place]]
	some [component, _, _], artifact in artifacts
	component == owner
	artifact_is_meant(artifact, file)
	not artifact_is_open(artifact)
	message := sprintf("%s is read by %s (%s), but its Permission.Read is not ALL", [artifact.place, reader, place])
}

artifact_is_meant(artifact, file) if {
	file.kind == "path"
	file.name == artifact.name
}

artifact_is_meant(artifact, file) if {
	file.kind == "decompressedPath"
	artifact_unarchive(artifact) == "ZIP"
	file.name == artifact_folder(artifact.name)
}

artifact_is_meant(_, file) if {
	not recipe_plain_name(file.name)
	file.kind == "path"
}

artifact_is_meant(artifact, file) if {
	not recipe_plain_name(file.name)
	artifact_unarchive(artifact) == "ZIP"
}

artifact_is_open(artifact) if {
	is_object(artifact.artifact.Permission)
	permission := recipe_keys(artifact.artifact.Permission)
	some key in ["Read", "Execute"]
	not permission[key] in ["NONE", "OWNER", "none", "owner", "None", "Owner"]
	has(permission, key)
}

# METADATA
# title: Permission has Read and Execute, each NONE, OWNER or ALL
# description: CreateComponentVersion refuses another value. There is no write permission.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/component-recipe-reference.html
#   description: Read and Execute; you cannot set the write permission.
# - ref: https://github.com/aws-greengrass/aws-greengrass-component-common/blob/main/src/main/resources/recipe/recipe_schema.json
#   description: NONE, OWNER and ALL.
# custom:
#   id: GG-209
#   severity: error
#   confidence: documented
#   fix: Write for example Permission Read ALL.
violation contains finding("GG-209", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	is_object(artifact.artifact.Permission)
	permission := recipe_keys(artifact.artifact.Permission)
	some key in ["Read", "Execute"]
	given := permission[key]
	recipe_determined(given)
	not upper(sprintf("%v", [given])) in ["NONE", "OWNER", "ALL"]
	message := sprintf("%s.Permission.%s is %v; it is NONE, OWNER or ALL", [artifact.place, key, given])
}

violation contains finding("GG-209", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	is_object(artifact.artifact.Permission)
	unknown := object.keys(recipe_keys(artifact.artifact.Permission)) - {"Read", "Execute"}
	count(unknown) > 0
	message := sprintf("%s.Permission has no %s; there are Read and Execute", [artifact.place, words(unknown)])
}

violation contains finding("GG-209", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	literal(artifact.artifact.Permission)
	message := sprintf("%s.Permission is the text %s; it is a mapping with Read and Execute", [artifact.place, artifact.artifact.Permission])
}

# METADATA
# title: An ECR image is in the region of the device
# description: >-
#   Greengrass pulls images from private repositories of the core device's own region. From another one the download
#   fails on the device.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/run-docker-container.html
#   description: The private repository must be in the same AWS Region as the core device.
# custom:
#   id: GG-214
#   severity: error
#   confidence: documented
#   needs: region
#   fix: Replicate the image into the device's region and name that repository.
violation contains finding("GG-214", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	contains(artifact.image, ".dkr")
	region := ecr_image(artifact.image).region
	not contains(region, "${")
	region != greengrass_region
	message := sprintf("%s.URI is an image of %s; the devices are in %s", [artifact.place, region, greengrass_region])
}

# METADATA
# title: A bucket whose name says another region
# description: >-
#   Artifacts must be in the component's region. The GDK and the CDK put the region into a bucket's name; this one says
#   another.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html
#   description: The GDK's bucket is called bucket-region-accountId.
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/troubleshooting.html
#   description: Cross-region requests for component artifacts are not supported.
# custom:
#   id: GG-215
#   severity: warning
#   confidence: inferred
#   needs: region
#   fix: Keep the artifact in a bucket of the component's region.
violation contains finding("GG-215", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	literal(artifact.bucket)
	not artifact.logical_id
	not review_context.bucket_regions[artifact.bucket]
	regex.match(recipe_bucket_region, artifact.bucket)
	found := regex.find_all_string_submatch_n(recipe_bucket_region, artifact.bucket, -1)
	count(found) == 1
	found[0][1] != greengrass_region
	message := sprintf("%s.URI is in bucket %s; the component is created in %s", [artifact.place, artifact.bucket, greengrass_region])
}

violation contains finding("GG-215", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	not artifact.logical_id
	not review_context.bucket_regions[artifact.bucket]
	code := region_code_elsewhere(artifact.bucket)
	message := sprintf("%s.URI is in bucket %s, which says %s; the component is created in %s", [
		artifact.place, artifact.bucket, code, deploy_region,
	])
}

recipe_bucket_region := `(?:^|[.-])((?:us|eu|ap|sa|ca|me|af|il|mx|cn)-(?:gov-)?(?:north|south|east|west|central|northeast|southeast|northwest|southwest)-[1-9])(?:[.-]|$)`

# METADATA
# title: The placeholders of the GDK are filled in before a recipe is deployed
# description: >-
#   The GDK replaces {COMPONENT_NAME}, NEXT_PATCH and s3://BUCKET_NAME/... when it builds and publishes. CloudFormation
#   does not: the artifact is not found, and the component fails.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/gdk-cli-configuration-file.html
#   description: What the GDK replaces.
# - ref: https://github.com/aws-greengrass/aws-greengrass-gdk-cli/blob/main/gdk/commands/component/transformer/BuildRecipeTransformer.py
#   description: s3://BUCKET_NAME/COMPONENT_NAME/COMPONENT_VERSION.
# custom:
#   id: GG-216
#   severity: error
#   confidence: documented
#   fix: Deploy the recipe that gdk component publish wrote, or write bucket, name and version out.
violation contains finding("GG-216", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	regex.match(`^s3://\{?(BUCKET_NAME|COMPONENT_NAME)\}?/|\{(BUCKET_NAME|COMPONENT_NAME|COMPONENT_VERSION)\}|/COMPONENT_VERSION/`, artifact.uri)
	not contains(artifact.uri, "${")
	message := sprintf("%s.URI is %s: its placeholders are those of the GDK", [artifact.place, artifact.uri])
}

# METADATA
# title: An artifact's bucket keeps its objects
# description: >-
#   Devices download artifacts whenever the component is deployed to them. When a lifecycle rule of the bucket deletes
#   them, later deployments fail with 404.
# related_resources:
# - ref: https://docs.aws.amazon.com/greengrass/v2/developerguide/publish-components.html
#   description: Artifacts of previous versions are kept in the bucket.
# - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html
#   description: ExpirationInDays deletes objects.
# custom:
#   id: GG-217
#   severity: warning
#   confidence: inferred
#   fix: Exclude the artifacts' prefix from the rule, or keep artifacts in another bucket.
violation contains finding("GG-217", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	some rule in list(at(buckets[artifact.logical_id], ["LifecycleConfiguration"], {}), "Rules")
	rule.Status == "Enabled"
	is_number(rule.ExpirationInDays)
	not has(rule, "TagFilters")
	prefix := object.get(rule, "Prefix", "")
	is_string(prefix)
	startswith(artifact.key, prefix)
	message := sprintf("%s.URI is in bucket %s, which deletes it after %v days", [artifact.place, artifact.logical_id, rule.ExpirationInDays])
}

# METADATA
# title: A Docker image is named by a version tag or a digest
# description: >-
#   Without a tag, or with latest, devices get whatever the repository holds on the day of the deployment: the same
#   component version runs different code.
# related_resources:
# - ref: https://github.com/aws-greengrass/aws-greengrass-nucleus/blob/main/src/main/java/com/aws/greengrass/componentmanager/plugins/docker/DockerImageArtifactParser.java
#   description: Warns that an image version is not present; a tag or digest keeps the component immutable.
# custom:
#   id: GG-206
#   severity: warning
#   confidence: documented
#   fix: Name the image by a version tag, or by its digest.
violation contains finding("GG-206", name, artifact.path, message) if {
	some [name, _, _], artifact in artifacts
	literal(artifact.image)
	docker_image_is_valid(artifact.image)
	regex.match(`^([^/]*/)*[^/:@]+(:latest)?$`, artifact.image)
	message := sprintf("%s.URI is %s, which names no version of the image", [artifact.place, artifact.uri])
}
