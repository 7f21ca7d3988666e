/** A headless Chromium that reaches nothing but this machine. */
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { CHROMIUM_MISSING, findChromium } from '../../../scripts/chromium.mjs';

export interface BrowserOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Device pixels per CSS pixel: 2 makes sharp pictures. */
  readonly scale?: number;
  readonly reducedMotion?: boolean;
  /** Whether letters keep to whole pixels, as on some screens; a text that is set smaller then does not shrink evenly. */
  readonly hinting?: 'none' | 'full';
  /** Scroll bars that take room, as readers have them; a browser without a window hides them. */
  readonly scrollBars?: boolean;
}

/** A context in a browser; it shares nothing with other contexts. */
export interface RunningBrowser {
  readonly context: BrowserContext;
  /** Addresses outside this machine that a page asked for; they were refused. */
  readonly outside: ReadonlySet<string>;
  /** Closes the context, and the browser if no other test is to have it. */
  readonly close: () => Promise<void>;
}

/** Whether this process tests one file after the other: what they can share is started once, and ends with the process. */
export const testsManyFiles = process.env['MOCHA_WORKER_ID'] !== undefined;

declare global {
  // The bundles of the tests in one process know no other place in common.
  var browsersOfTests: Map<string, Browser> | undefined;
}

async function launch({ scrollBars = false, hinting = 'none' }: BrowserOptions): Promise<Browser> {
  const shared = (globalThis.browsersOfTests ??= new Map<string, Browser>());
  const key = `${scrollBars} ${hinting}`;
  const before = shared.get(key);
  if (before?.isConnected()) return before;
  const executablePath = findChromium();
  if (!executablePath) throw new Error(CHROMIUM_MISSING);
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    ...(scrollBars ? { ignoreDefaultArgs: ['--hide-scrollbars'] } : {}),
    handleSIGINT: false,
    handleSIGTERM: false,
    args: [
      '--no-sandbox', // Chromium refuses to run as root with it, and a container has no other user.
      '--disable-gpu',
      `--font-render-hinting=${hinting}`,
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
  if (testsManyFiles) shared.set(key, browser);
  return browser;
}

export async function startBrowser(options: BrowserOptions = {}): Promise<RunningBrowser> {
  const browser = await launch(options);
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1400, height: 900 },
    deviceScaleFactor: options.scale ?? 1,
    reducedMotion: options.reducedMotion === false ? 'no-preference' : 'reduce',
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const outside = new Set<string>();
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const local = ['localhost', '127.0.0.1'].includes(hostname);
    // VS Code serves the resources of webviews under this name through its service worker.
    const resource = hostname.endsWith('.vscode-resource.vscode-cdn.net');
    if (/^(https?|wss?):$/.test(protocol) && !local && !resource) outside.add(request.url());
  });
  return { context, outside, close: () => (testsManyFiles ? context : browser).close() };
}
