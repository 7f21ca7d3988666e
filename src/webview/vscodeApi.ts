import type { PersistedState, ToHost } from '../panel/protocol';

/** What VS Code offers a webview. */
export interface VsCodeApi {
  postMessage(message: ToHost): void;
  /** What was kept by an earlier life of this page; anything at all, so it is validated by the reader. */
  getState(): unknown;
  setState(state: PersistedState): void;
}

declare global {
  /** Given by VS Code to every webview, to be called once. */
  function acquireVsCodeApi(): VsCodeApi;
}
