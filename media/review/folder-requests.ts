import type { PanelRequest } from "../../server/src/protocol.ts";
import type { PanelParts } from "./panel-parts.ts";
import type { FolderActions } from "./view/context.ts";

/** What the extension is asked to do for the folder whose review is shown. */
export function folderRequests({ host, session, saving, draw }: PanelParts): FolderActions {
  const send = (request: (folder: string) => PanelRequest): void => {
    const folder = session.snapshot?.folder.uri;
    if (folder !== undefined) {
      host.send(request(folder));
    }
  };
  return {
    selectFolder(folder) {
      saving.now();
      host.send({ type: "selectFolder", folder });
    },
    selectLens(lens) {
      saving.now();
      send((folder) => ({ type: "selectLens", folder, lens }));
    },
    importLens() {
      send((folder) => ({ type: "importLens", folder }));
      draw();
    },
    exportReview(format) {
      saving.now();
      const lens = session.snapshot?.lens.id;
      if (lens !== undefined) {
        send((folder) => ({ type: "export", folder, lens, format }));
      }
    },
    scan: () => send((folder) => ({ type: "scan", folder })),
    openEvidence: (evidence) => send((folder) => ({ type: "openEvidence", folder, evidence })),
    fixEvidence: (evidence, manner) => send((folder) => ({ type: "fixEvidence", folder, evidence, manner })),
    openPage: (page) => send((folder) => ({ type: "openPage", folder, page })),
    openLink: (url) => send((folder) => ({ type: "openLink", folder, url })),
    compare: (milestone, until) => send((folder) => ({ type: "compare", folder, milestone, until })),
    createMilestone(name) {
      saving.now();
      send((folder) => ({ type: "createMilestone", folder, name }));
    },
    removeMilestone: (milestone) => send((folder) => ({ type: "removeMilestone", folder, milestone })),
  };
}
