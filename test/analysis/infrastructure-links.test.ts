import assert from "node:assert/strict";
import type { Permission, Place, Resource } from "../../lens/facts.ts";
import { awsCdk } from "../../lens/sdks/aws-cdk.ts";
import { bedrockAlpha } from "../../lens/sdks/bedrock-alpha.ts";
import { analyse } from "./in-memory-host.ts";

const IMPORTS = `import { CfnAgent, CfnGuardrail } from "aws-cdk-lib/aws-bedrock";
import { PolicyDocument, PolicyStatement, Role } from "aws-cdk-lib/aws-iam";
import { Function } from "aws-cdk-lib/aws-lambda";
import { CfnCollection, CfnSecurityPolicy } from "aws-cdk-lib/aws-opensearchserverless";
import { BedrockFoundationModel } from "@aws-cdk/aws-bedrock-alpha";
`;
const STATEMENT = `new PolicyStatement({ actions: ["bedrock:InvokeModel"], resources: ["*"] })`;

function factsOf(code: string): { resources: readonly Resource[]; permissions: readonly Permission[]; text: string } {
  const text = IMPORTS + code;
  const { facts } = analyse(text, { sdks: [awsCdk, bedrockAlpha] });
  return {
    resources: facts.filter((fact) => fact.fact === "resource"),
    permissions: facts.filter((fact) => fact.fact === "permission"),
    text,
  };
}

function startOf(place: Place | undefined, text: string): string | undefined {
  return place && text.slice(place.start, place.end).split("(")[0];
}

function grantee(code: string): string | undefined {
  const { permissions, text } = factsOf(code);
  return startOf(permissions[0]?.grantee, text);
}

describe("who is given a permission", () => {
  it("is what the statement is added to", () => {
    assert.equal(grantee(`const fn = new Function(this, "F", {});\nfn.addToRolePolicy(${STATEMENT});`), "new Function");
    assert.equal(grantee(`const role = new Role(this, "R", {});\nrole.addToPolicy(${STATEMENT});`), "new Role");
    assert.equal(
      grantee(`const fn = new Function(this, "F", {});\nfn.role!.addToPrincipalPolicy(${STATEMENT});`),
      "new Function",
    );
    assert.equal(
      grantee(`const s = ${STATEMENT};\nconst fn = new Function(this, "F", {});\nfn.addToRolePolicy(s);`),
      "new Function",
    );
  });

  it("is the construct whose properties hold the statement", () => {
    const policies = `inlinePolicies: { P: new PolicyDocument({ statements: [${STATEMENT}] }) }`;
    assert.equal(grantee(`new Role(this, "R", { ${policies} });`), "new Role");
    assert.equal(grantee(`new Function(this, "F", { initialPolicy: [${STATEMENT}] });`), "new Function");
  });

  it("is the argument of a grant", () => {
    const model = "BedrockFoundationModel.AMAZON_NOVA_LITE_V1";
    assert.equal(grantee(`const fn = new Function(this, "F", {});\n${model}.grantInvoke(fn);`), "new Function");
  });

  it("is not known where the statement goes elsewhere", () => {
    assert.equal(grantee(`export const statement = ${STATEMENT};`), undefined);
    assert.equal(grantee(`give(${STATEMENT});`), undefined);
    assert.equal(grantee(`export function give(fn: Function) { fn.addToRolePolicy(${STATEMENT}); }`), undefined);
  });
});

describe("the role of a resource", () => {
  it("is followed to where it is made", () => {
    const code = `const role = new Role(this, "R", {});\nnew CfnAgent(this, "A", { agentResourceRoleArn: role.roleArn });`;
    const { resources, text } = factsOf(code);
    assert.equal(startOf(resources.find(({ kind }) => kind === "agent")?.role, text), "new Role");
  });

  it("is not known where it comes from elsewhere", () => {
    const { resources } = factsOf(`new CfnAgent(this, "A", { agentResourceRoleArn: process.env.ROLE });`);
    assert.equal(resources[0]?.role, undefined);
  });
});

describe("the document of a policy", () => {
  const documentOf = (policy: string): string | undefined => {
    const code = `new CfnCollection(this, "C", { type: "VECTORSEARCH" });
new CfnSecurityPolicy(this, "P", { type: "network", policy: ${policy} });`;
    const document = factsOf(code).resources.find(({ kind }) => kind === "vector store policy")?.policyDocument;
    if (document?.state !== "known" || document.form !== "array") return document?.state;
    const [first] = document.elements;
    return first?.state === "known" && first.form === "object" ? [...first.properties.keys()].join() : first?.state;
  };

  it("is read from text, from text with holes, and from what is made text", () => {
    assert.equal(documentOf(`'[{"AllowFromPublic":true}]'`), "AllowFromPublic");
    assert.equal(documentOf('`[{"Rules":["collection/${name}"],"AllowFromPublic":true}]`'), "Rules,AllowFromPublic");
    assert.equal(documentOf(`JSON.stringify([{ AllowFromPublic: true }])`), "AllowFromPublic");
  });

  it("is not known for other text", () => {
    assert.equal(documentOf(`'[{'`), undefined);
    assert.equal(documentOf("`[${rules}]`"), undefined);
    assert.equal(documentOf(`makePolicy()`), undefined);
  });
});

describe("properties of a function", () => {
  const isComplete = (later: string): boolean | undefined => {
    const code = `new CfnGuardrail(this, "G", {});\nconst fn = new Function(this, "F", { handler: "a.b" });\n${later}`;
    const properties = factsOf(code).resources.find(({ kind }) => kind === "function")?.properties;
    return properties?.state === "known" && properties.form === "object" ? properties.isComplete : undefined;
  };

  it("stay as they are when it is given rights and triggers", () => {
    assert.equal(isComplete(`fn.addToRolePolicy(${STATEMENT});\nfn.addEnvironment("A", "b");`), true);
  });

  it("may change where the resource below it is asked for", () => {
    assert.equal(isComplete(`(fn.node.defaultChild as CfnFunction).addPropertyOverride("Timeout", 60);`), false);
  });
});

describe("the VPC that a function stands in", () => {
  /** Its name, for a function at the end of some code. */
  function vpcName(code: string): string | undefined {
    const text = `import { Vpc } from "aws-cdk-lib/aws-ec2";\n${code}\nnew CfnGuardrail(this, "G", {});`;
    const { resources } = factsOf(text);
    return resources.find(({ kind }) => kind === "function")?.vpc?.name;
  }
  const made = 'new Vpc(this, "V", {})';

  it("has the name that its statement gives it", () => {
    assert.equal(vpcName(`const vpc = ${made};\nnew Function(this, "F", { vpc });`), "vpc");
    assert.equal(vpcName(`const net = ${made};\nconst vpc = net;\nnew Function(this, "F", { vpc });`), "net");
    assert.equal(
      vpcName(`class S { constructor() { this.net = ${made}; new Function(this, "F", { vpc: this.net }); } }`),
      "this.net",
    );
  });

  it("is not told where it has none, or is not made there", () => {
    assert.equal(vpcName(`new Function(this, "F", { vpc: ${made} });`), undefined);
    assert.equal(vpcName(`new Function(this, "F", { vpc: props.vpc });`), undefined);
    assert.equal(vpcName(`const { a = ${made} } = b;\nnew Function(this, "F", { vpc: a });`), undefined);
    assert.equal(vpcName(`new Function(this, "F", {});`), undefined);
  });
});
