import type { PanelMessage, PanelRequest } from "../../server/src/protocol.ts";
import { parsePanelMessage } from "./panel-message.ts";
import { readState, type PanelState } from "./panel-state.ts";

interface WebviewApi {
  postMessage(message: PanelRequest): void;
  getState(): unknown;
  setState(state: PanelState): void;
}

declare function acquireVsCodeApi(): WebviewApi;

/** The editor around the panel. */
export interface Host {
  readonly keptState: PanelState;
  keep(state: PanelState): void;
  send(request: PanelRequest): void;
  onMessage(listener: (message: PanelMessage) => void): void;
}

/** Connects to the editor. Works once per document, as VS Code has it. */
export function connectToHost(): Host {
  const api = acquireVsCodeApi();
  return {
    keptState: readState(api.getState()),
    keep: (state) => api.setState(state),
    send: (request) => api.postMessage(request),
    onMessage: (listener) => {
      window.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
        const message = parsePanelMessage(data);
        if (message !== undefined) {
          listener(message);
        }
      });
    },
  };
}
