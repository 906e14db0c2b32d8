import path from "node:path";
import { DEFAULT_SETTINGS } from "../workspace/configuration-file.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { type CodePicture, PictureReader } from "./code-picture.ts";
import { edgeCasesOf } from "./edge-cases.ts";
import { type PictureContext, factsOf } from "./product-facts.ts";
import { writeSpecification } from "./write-specification.ts";

/** Reads pictures of a workspace. `today` is an ISO day. */
export function contextOf(workspace: Workspace, today: string): PictureContext {
  return { today, settings: DEFAULT_SETTINGS, text: (file) => workspace.text(file) };
}

/** What the files that a workspace has examined show. Complete once it was scanned. */
export function pictureOfWorkspace(workspace: Workspace, today: string): CodePicture {
  return new PictureReader(contextOf(workspace, today)).of(workspace.reports());
}

/** A first specification of a scanned workspace. */
export function firstSpecification(workspace: Workspace, today: string): string {
  const context = contextOf(workspace, today);
  return writeSpecification({
    name: nameOf(workspace),
    root: workspace.root,
    picture: pictureOfWorkspace(workspace, today),
    edgeCases: edgeCasesOf(
      workspace.reports().map(({ facts }) => factsOf(facts)),
      context,
    ),
    signals: workspace.signals(),
  });
}

/** The package's name, else the folder's. */
function nameOf(workspace: Workspace): string {
  const folder = path.posix.basename(workspace.root) || workspace.root;
  try {
    const manifest: unknown = JSON.parse(workspace.text(`${workspace.root}/package.json`) ?? "{}");
    const name = typeof manifest === "object" && manifest !== null && "name" in manifest ? manifest.name : undefined;
    return typeof name === "string" && name !== "" ? name : folder;
  } catch {
    return folder;
  }
}
