/** A headless Chromium that reaches nothing but this machine. */
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { CHROMIUM_MISSING, findChromium } from '../../../scripts/chromium.mjs';

export interface BrowserOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Device pixels per CSS pixel: 2 makes sharp pictures. */
  readonly scale?: number;
  readonly reducedMotion?: boolean;
  /** Whether letters keep to whole pixels, as on some screens; a text that is set smaller then does not shrink evenly. */
  readonly hinting?: 'full';
  /** Scroll bars that take room, as readers have them; a browser without a window hides them. */
  readonly scrollBars?: boolean;
}

export interface RunningBrowser {
  readonly browser: Browser;
  readonly context: BrowserContext;
  /** Addresses outside this machine that a page asked for; they were refused. */
  readonly outside: ReadonlySet<string>;
}

export async function startBrowser(options: BrowserOptions = {}): Promise<RunningBrowser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(CHROMIUM_MISSING);
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    ...(options.scrollBars ? { ignoreDefaultArgs: ['--hide-scrollbars'] } : {}),
    handleSIGINT: false,
    handleSIGTERM: false,
    args: [
      '--no-sandbox', // Chromium refuses to run as root with it, and a container has no other user.
      '--disable-gpu',
      `--font-render-hinting=${options.hinting ?? 'none'}`,
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
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
  return { browser, context, outside };
}
