/** A headless Chromium that reaches nothing but this machine. */
import fs from 'node:fs';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const CANDIDATES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

export interface BrowserOptions {
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Device pixels per CSS pixel: 2 makes sharp pictures. */
  readonly scale?: number;
  readonly reducedMotion?: boolean;
}

export interface RunningBrowser {
  readonly browser: Browser;
  readonly context: BrowserContext;
  /** Addresses outside this machine that a page asked for; they were refused. */
  readonly outside: ReadonlySet<string>;
}

/** The Chromium to use; set NNET_CHROMIUM for one that lies elsewhere. */
export function chromiumPath(): string {
  const named = process.env['NNET_CHROMIUM'];
  const found = named ? [named] : CANDIDATES.filter((file) => fs.existsSync(file));
  if (!found[0]) throw new Error('Chromium is missing: install the package "chromium", or set NNET_CHROMIUM');
  return found[0];
}

export async function startBrowser(options: BrowserOptions = {}): Promise<RunningBrowser> {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    headless: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    args: [
      '--no-sandbox', // Chromium refuses to run as root with it, and a container has no other user.
      '--disable-gpu',
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
