import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { NEVER_CANCELLED } from "./analysis/analysis.ts";
import { type Answer, type CrewAssignment, type Offer, takeForThread } from "./workspace/crew.ts";
import { Workspace } from "./workspace/workspace.ts";

// A thread of the command line: examines the files that a scan in the main thread offers.
if (!isMainThread && parentPort !== null) {
  const port = parentPort;
  const { root, options, takers } = workerData as CrewAssignment;
  const taken = new Int32Array(takers);
  const workspace = new Workspace(root, options);
  port.on("message", ({ index, file }: Offer) => {
    if (takeForThread(taken, index))
      port.postMessage({ index, ...workspace.examine(file, NEVER_CANCELLED) } satisfies Answer);
  });
}
