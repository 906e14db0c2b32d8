import type { AbstractInstance } from "./abstract.ts";

/** Links that are followed from one instance back to what it was made from. */
const MAXIMUM_LINKS = 50;

/** An instance and those it was made from, the nearest first. A longer chain than anyone writes is cut off. */
export function chainOf(instance: AbstractInstance): readonly AbstractInstance[] {
  const links: AbstractInstance[] = [];
  let link: AbstractInstance | undefined = instance;
  while (link && links.length < MAXIMUM_LINKS) {
    links.push(link);
    link = link.parent;
  }
  return links;
}

/** Whether a link is the one before it with something bound to it: made from an instance of its own type. */
export function isBound(link: AbstractInstance): boolean {
  return link.parent !== undefined && link.parent.sdk === link.sdk && link.parent.typeName === link.typeName;
}

/** The link whose making says how the instance is set up: the instance before anything was bound to it. */
export function originOf(instance: AbstractInstance): AbstractInstance {
  return chainOf(instance).find((link) => !isBound(link)) ?? instance;
}

/** The start of a chain; `undefined` for one that is cut off. */
export function rootOf(instance: AbstractInstance): AbstractInstance | undefined {
  const last = chainOf(instance).at(-1);
  return last?.parent === undefined ? last : undefined;
}

/** Whether only a type tells of an instance: how it was made, and from what, is not to be seen. */
export function isKnownByTypeOnly(instance: AbstractInstance): boolean {
  return instance.creation === undefined && instance.arguments === undefined;
}

/** The nearest link that the export or member of a name made; `undefined` where there is none. */
export function linkMadeBy(instance: AbstractInstance, name: string): AbstractInstance | undefined {
  return chainOf(instance).find((link) => {
    const maker = makerOf(link);
    return maker === name || maker.endsWith(`.${name}`);
  });
}

/** The export or member that made a link; empty where the instance before it was called. */
function makerOf({ name, parent }: AbstractInstance): string {
  return parent && name.startsWith(parent.name) ? name.slice(parent.name.length + 1) : name;
}

/** The nearest link that is a client; `undefined` where the chain has none. */
export function clientLinkOf(instance: AbstractInstance): AbstractInstance | undefined {
  return chainOf(instance).find((link) => link.type.role === "client");
}
