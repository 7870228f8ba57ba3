// A TypeScript app that is checked by the rules of cdk-model-packages, through the CDK's own plugin.
// The rules are plain Rego files: `model-packages rules --export rules` writes them beside this file.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as cdk from "aws-cdk-lib";
import * as sagemaker from "aws-cdk-lib/aws-sagemaker";

const folder = process.env.RULES ?? join(import.meta.dirname, "rules");
const regoRules = readdirSync(folder).map((name) => ({ name, content: readFileSync(join(folder, name), "utf8") }));

const app = new cdk.App();
cdk.Validations.of(app).addPlugins(new cdk.CloudFormationValidatePlugin({ regoRules }));

const stack = new cdk.Stack(app, "Digits");
new sagemaker.CfnModelPackage(stack, "Version", {
  modelPackageGroupName: "digits",
  modelPackageName: "digits", // MP-001: a package is a version of a group, or has a name of its own
  inferenceSpecification: {
    containers: [{ image: "111122223333.dkr.ecr.eu-west-1.amazonaws.com/digits:1", modelDataUrl: "s3://models/1.tar.gz" }],
    supportedContentTypes: ["text/csv"],
    supportedResponseMimeTypes: ["text/csv"],
  },
});
app.synth();
