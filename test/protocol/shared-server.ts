import type { InitializeResult } from "vscode-languageserver";
import { Client, FULL } from "./client.ts";
import { DiskFolder } from "./disk-folder.ts";

/** One server for all tests of a `describe`, each of which has a folder of its own that nothing of the others is in. */
export interface SharedServer {
  readonly client: Client;
  /** What the server answered when it was started. */
  readonly initialized: InitializeResult;
  /** The folder of this test. The server knows nothing of it before `enter`. */
  readonly disk: DiskFolder;
  /** Adds the folder to the editor's workspace. */
  enter(): Promise<void>;
}

/** To be called in a `describe`. `capabilities` are the editor's, `options` the rest of what goes to `initialize`. */
export function shareServer(capabilities: object = FULL, options: object = {}): SharedServer {
  let client: Client;
  let initialized: InitializeResult;
  let disk: DiskFolder;

  before(async () => {
    client = new Client();
    initialized = await client.initialize(capabilities, [], options);
  });

  beforeEach(() => {
    disk = new DiskFolder();
    client.forget();
  });

  afterEach(async () => {
    await client.leaveFolder(disk.root);
    disk.remove();
  });

  after(() => client.kill());

  return {
    get client() {
      return client;
    },
    get initialized() {
      return initialized;
    },
    get disk() {
      return disk;
    },
    enter: () => client.addFolder(disk.root),
  };
}
