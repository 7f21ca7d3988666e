/** A window of VS Code: a server, a browser, and the page between them. */
import path from 'node:path';
import type { Page } from 'playwright-core';
import { type BrowserOptions, type RunningBrowser, startBrowser } from './browser';
import { ROOT } from './paths';
import { type Server, type Settings, startServer } from './server';

export interface WindowOptions extends BrowserOptions {
  /** The folder to open, on this machine or, with a scheme, in a virtual file system. */
  readonly folder: string;
  /** A file to open at once, absolute or relative to the folder. */
  readonly file?: string;
  readonly settings?: Settings;
  /** The folder of the extension under development; without it that is this repository. */
  readonly extension?: string;
  /** Run the installed extensions of this folder instead of this repository as an extension under development. */
  readonly extensionsDir?: string;
  /** Gets the console of the workbench and of the webviews, and the log of the server. */
  readonly log?: (line: string) => void;
}

export interface Window {
  readonly page: Page;
  readonly server: Server;
  readonly running: RunningBrowser;
  log: (line: string) => void;
  readonly end: () => Promise<void>;
}

/** No fault of a page: what VS Code says of a webview whose content is replaced while it loads slowly. */
const REPLACED =
  /^(?:Error: Found unexpected null\n\s+at assertIsDefined \(|TypeError: Cannot read properties of null \(reading 'classList'\)\n\s+at )\S+\/webview\/browser\/pre\/index\.html/;

/** Starts a server and a browser, and asks for the workbench, which may still be loading. */
export async function openWindow(options: WindowOptions): Promise<Window> {
  const { extensionsDir } = options;
  const heard = { log: options.log ?? (() => {}) };
  const server = await startServer({
    settings: options.settings ?? {},
    development: extensionsDir === undefined,
    log: (text) => heard.log(`[server] ${text.trimEnd()}`),
    ...(extensionsDir === undefined ? {} : { extensionsDir }),
  });
  let running: RunningBrowser | undefined;
  const end = async (): Promise<void> => {
    await running?.close();
    await server.stop();
  };
  try {
    running = await startBrowser(options);
    const page = await running.context.newPage();
    page.on('console', (message) => heard.log(`[console.${message.type()}] ${message.text()}`));
    page.on('pageerror', ({ message, stack = message }) =>
      heard.log(`[${REPLACED.test(stack) ? 'replaced' : 'pageerror'}] ${stack}`),
    );
    const isVirtual = /^\w+:/.test(options.folder);
    const folder = isVirtual ? options.folder : path.resolve(options.folder);
    const uriOf = (file: string): string =>
      isVirtual ? `${folder}/${file}` : remoteUri(server.port, path.resolve(folder, file));
    await page.goto(
      workbenchUrl(server.port, folder, [
        ...(extensionsDir === undefined
          ? [['extensionDevelopmentPath', remoteUri(server.port, server.linkTo(options.extension ?? ROOT))] as const]
          : []),
        ...(options.file ? [['openFile', uriOf(options.file)] as const] : []),
      ]),
    );
    return Object.assign(heard, { page, server, running, end });
  } catch (error) {
    await end();
    throw error;
  }
}

/** The address of the workbench; a payload opens files and runs extensions from folders. */
export function workbenchUrl(
  port: number,
  folder: string,
  payload: readonly (readonly [key: string, value: string])[],
  token?: string,
): string {
  const query = new URLSearchParams({ ...(token ? { tkn: token } : {}), folder });
  if (payload.length > 0) query.set('payload', JSON.stringify([...payload, ['skipWelcome', 'true']]));
  return `http://localhost:${port}/?${query}`;
}

export function remoteUri(port: number, file: string): string {
  return `vscode-remote://localhost:${port}${file}`;
}

/** Runs in the page: whether nothing is open, asked or said any more, and the parts of the window are those of a new one. */
export function isAsNew(theme: string): boolean {
  const shown = (selector: string): boolean =>
    [...document.querySelectorAll(selector)].some((e) => e.getBoundingClientRect().width > 0 && e.checkVisibility());
  const there = ['.part.sidebar .explorer-folders-view', '.part.activitybar', '.part.statusbar'];
  const gone = ['.tab', '.part.panel', '.monaco-dialog-box', '.quick-input-widget', '.notifications-center', 'iframe.webview.ready']; // prettier-ignore
  return (
    document.querySelector(`.monaco-workbench[class*="${theme}"]`) !== null &&
    document.querySelectorAll('.editor-group-container').length === 1 &&
    there.every(shown) &&
    !gone.some(shown)
  );
}
