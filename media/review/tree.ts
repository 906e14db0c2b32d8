import type { PillarReview } from "../../server/src/protocol.ts";

/** A pillar, question or practice as it stands in the tree. Ids are unique over all three. */
export interface TreeItem {
  readonly id: string;
  readonly level: 1 | 2 | 3;
  readonly parent: string | undefined;
  readonly isExpanded: boolean;
}

/** The items that can be seen, from top to bottom. */
export function visibleItems(
  pillars: readonly PillarReview[],
  isExpanded: (id: string, level: TreeItem["level"]) => boolean,
): readonly TreeItem[] {
  const items: TreeItem[] = [];
  const add = (id: string, level: TreeItem["level"], parent: string | undefined): boolean => {
    const expanded = isExpanded(id, level);
    items.push({ id, level, parent, isExpanded: expanded });
    return expanded;
  };
  for (const pillar of pillars) {
    if (!add(pillar.id, 1, undefined)) {
      continue;
    }
    for (const question of pillar.questions) {
      if (!add(question.id, 2, pillar.id)) {
        continue;
      }
      for (const practice of question.practices) {
        add(practice.id, 3, question.id);
      }
    }
  }
  return items;
}

/** What a key does in the tree. */
export type TreeStep = { readonly focus: string } | { readonly toggle: string };

/** The step for a key pressed on an item; `undefined` where the key does nothing there. */
export function stepFor(key: string, id: string, items: readonly TreeItem[]): TreeStep | undefined {
  const index = items.findIndex((item) => item.id === id);
  const item = items[index];
  if (item === undefined) {
    return undefined;
  }
  const focus = (target: TreeItem | undefined): TreeStep | undefined =>
    target === undefined || target.id === id ? undefined : { focus: target.id };
  switch (key) {
    case "ArrowDown":
      return focus(items[index + 1]);
    case "ArrowUp":
      return focus(items[index - 1]);
    case "Home":
      return focus(items[0]);
    case "End":
      return focus(items.at(-1));
    case "ArrowRight": {
      if (!item.isExpanded) {
        return { toggle: id };
      }
      const next = items[index + 1];
      return next?.parent === id ? focus(next) : undefined;
    }
    case "ArrowLeft":
      return item.isExpanded ? { toggle: id } : item.parent === undefined ? undefined : { focus: item.parent };
    case "Escape":
      return item.isExpanded && item.level === 3 ? { toggle: id } : undefined;
    case "Enter":
    case " ":
      return { toggle: id };
    default:
      return undefined;
  }
}
