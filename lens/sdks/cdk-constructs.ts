import type { ResourceKind } from "../facts.ts";
import type { ExportedEntity, MemberDescription, TypeDescription } from "./description.ts";

type Exports = Readonly<Record<string, ExportedEntity>>;

/** A construct of the AWS CDK: `new X(scope, id, properties)`. `type` names what it reads like afterwards. */
export function construct(kind: ResourceKind, service: string, type?: string): ExportedEntity {
  return {
    entity: "resource",
    resource: { kind, service, properties: "2", id: "1" },
    ...(type !== undefined && { type }),
  };
}

/** Constructs of one service by their class. */
export function constructs(service: string, kinds: Readonly<Record<string, ResourceKind>>): Exports {
  return Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, construct(kind, service)]));
}

/** Constructs of a service that says nothing of generative AI by itself: they count beside such a piece only. */
export function generalConstructs(service: string, kinds: Readonly<Record<string, ResourceKind>>): Exports {
  return Object.fromEntries(
    Object.entries(kinds).map(([name, kind]): [string, ExportedEntity] => [
      name,
      { entity: "resource", resource: { kind, service, properties: "2", id: "1", isOnlyBeside: true } },
    ]),
  );
}

/** A method such as `grantInvoke(role)`, with the actions that it allows. */
export function grant(...actions: readonly string[]): MemberDescription {
  return { member: "permission", permission: { options: {}, actions } };
}

/** What has methods that allow its use. */
export function granting(grants: Readonly<Record<string, readonly string[]>>): TypeDescription {
  return {
    role: "other",
    members: Object.fromEntries(Object.entries(grants).map(([name, actions]) => [name, grant(...actions)])),
  };
}
