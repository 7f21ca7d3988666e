/** The page of the preview alone, in a real browser, under the very policy that it has in VS Code. */
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Disposable, Page as BrowserPage } from 'playwright-core';
import { inEnglish } from '../../src/message/message';
import { pageHtml } from '../../src/panel/html';
import type { PersistedState, ToHost, ToPage } from '../../src/panel/protocol';
import { type BrowserOptions, type RunningBrowser, startBrowser } from '../vscode/harness/browser';
import { ROOT } from '../vscode/harness/paths';
import { type ThemeName, themes } from './themes';

const PAGE = path.join(ROOT, 'dist', 'webview');
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** What a host answers. */
type Answer = ToPage | readonly ToPage[] | null;

interface StandIn {
  messages: ToHost[];
  /** Answers as the host would, where a test has one. */
  host?: (message: ToHost) => Promise<Answer>;
  state: unknown;
  violations: string[];
}

declare global {
  // What the stand-in for VS Code keeps inside the browser.
  var standIn: StandIn;
}

const VIEWPORT = { width: 900, height: 800 };

/** A browser and a server that give out fresh previews, one after the other in the same tab. */
export class PreviewLab {
  /** A tab whose preview is closed; what the browser has compiled for it serves the next. */
  private idle: BrowserPage | null = null;
  private opened = 0;

  private constructor(
    private readonly running: RunningBrowser,
    private readonly server: http.Server,
  ) {}

  static async open(options: Pick<BrowserOptions, 'scrollBars' | 'hinting'> = {}): Promise<PreviewLab> {
    const server = http.createServer(serve);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PreviewLab(await startBrowser({ viewport: VIEWPORT, ...options }), server);
  }

  /** Addresses outside this machine that a page asked for. */
  get outside(): ReadonlySet<string> {
    return this.running.outside;
  }

  /**
   * Opens the page as VS Code does: with what an earlier life of it has kept, in a theme. Formulas far from the screen are
   * laid out, so that tests can measure them; with `skips` they are not, as for a reader.
   */
  async preview(options: { state?: PersistedState; theme?: ThemeName; skips?: boolean } = {}): Promise<OpenPreview> {
    const page = this.idle ?? (await this.running.context.newPage());
    this.idle = null;
    const beginning = await page.addInitScript((state) => {
      globalThis.standIn = { messages: [], state, violations: [] };
      document.addEventListener('securitypolicyviolation', (event) =>
        standIn.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
      );
      Object.assign(globalThis, {
        acquireVsCodeApi: () => ({
          postMessage: (message: ToHost) => {
            standIn.messages.push(message);
            void standIn.host?.(message).then((answer) => {
              for (const one of [answer ?? []].flat()) window.postMessage(one);
            });
          },
          getState: () => standIn.state,
          setState: (kept: PersistedState) => (standIn.state = kept),
        }),
      });
    }, options.state);
    const { port } = this.server.address() as AddressInfo;
    // Another address each time, so that nothing of the last preview is brought back.
    await page.goto(`http://127.0.0.1:${port}/?${++this.opened}`);
    const preview = new OpenPreview(page, beginning, () => this.leave(page));
    await preview.setTheme(options.theme ?? 'light');
    if (!options.skips)
      await page.evaluate(() => document.documentElement.style.setProperty('--far-formulas', 'visible'));
    return preview;
  }

  /** One tab is enough for those that come. */
  private async leave(page: BrowserPage): Promise<void> {
    if (this.idle === null) this.idle = page;
    else await page.close();
  }

  /** A page with nothing in it. */
  blank(): Promise<BrowserPage> {
    return this.running.context.newPage();
  }

  async close(): Promise<void> {
    await this.running.close();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** One preview with a stand-in for VS Code around it. */
export class OpenPreview {
  private readonly undone: Disposable[];

  constructor(
    readonly page: BrowserPage,
    beginning: Disposable,
    private readonly left: () => Promise<void>,
  ) {
    this.undone = [beginning];
  }

  /** Leaves the tab to the next preview, as it was. */
  async close(): Promise<void> {
    // With the lab that had it.
    if (this.page.isClosed()) return;
    for (const one of this.undone) await one.dispose();
    await this.page.mouse.up();
    await this.page.mouse.move(-1, -1);
    await this.page.emulateMedia({ media: null, reducedMotion: 'reduce' });
    const { width, height } = this.page.viewportSize()!;
    if (width !== VIEWPORT.width || height !== VIEWPORT.height) await this.page.setViewportSize(VIEWPORT);
    await this.left();
  }

  /** Sends messages as the host does, all within one task if there are several. */
  async send(...messages: readonly ToPage[]): Promise<void> {
    await this.page.evaluate((all) => all.forEach((message) => window.postMessage(message)), messages);
  }

  /** Sends a page and waits until it is drawn to its end. */
  async show(message: Extract<ToPage, { type: 'page' }>): Promise<void> {
    await this.send(message);
    await this.page.locator(`body[data-version="${message.documentVersion}"][data-drawn]`).waitFor();
  }

  /** Has the formulas drawn that are far from the window too, as for printing. */
  async whole(): Promise<void> {
    await this.page.evaluate(() => {
      document.body.removeAttribute('data-drawn');
      window.dispatchEvent(new Event('beforeprint'));
    });
    await this.page.locator('body[data-drawn]').waitFor();
  }

  /** Makes the window as large as this, and waits until the page is laid out for it. */
  async resize(size: { width: number; height: number }): Promise<void> {
    await this.page.setViewportSize(size);
    await this.settled();
  }

  /** Waits until the page is drawn as it is and its formulas fit. */
  async settled(): Promise<void> {
    await this.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)))),
    );
    await this.page.locator('body:not([data-fitting])').waitFor();
  }

  /** Gives the page a host that answers what it says. */
  async answer(host: (message: ToHost) => Answer | Promise<Answer>): Promise<void> {
    this.undone.push(await this.page.exposeFunction('answerOfHost', host));
    await this.page.evaluate(() => {
      standIn.host = (globalThis as unknown as { answerOfHost: NonNullable<StandIn['host']> }).answerOfHost;
    });
  }

  /** What the page has told the host, of one type. */
  async said<T extends ToHost['type']>(type: T): Promise<Extract<ToHost, { type: T }>[]> {
    const all = await this.page.evaluate(() => standIn.messages);
    return all.filter((message): message is Extract<ToHost, { type: T }> => message.type === type);
  }

  /** What the page has kept, once it has had the time to. */
  async kept(): Promise<PersistedState> {
    await this.page.waitForTimeout(250);
    return (await this.page.evaluate(() => standIn.state)) as PersistedState;
  }

  violations(): Promise<string[]> {
    return this.page.evaluate(() => standIn.violations);
  }

  async setTheme(name: ThemeName): Promise<void> {
    await this.page.evaluate(
      ([className, variables]) => {
        document.body.classList.remove(
          'vscode-light',
          'vscode-dark',
          'vscode-high-contrast',
          'vscode-high-contrast-light',
        );
        document.body.classList.add(...className.split(' '));
        for (const [variable, value] of Object.entries(variables)) {
          document.documentElement.style.setProperty(variable, value);
        }
      },
      [themes[name].className, themes[name].variables] as const,
    );
  }
}

function serve(request: http.IncomingMessage, response: http.ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (pathname === '/') {
    const html = pageHtml(
      { script: '/main.js', style: '/main.css', source: "'self'", nonce: 'once', language: 'en' },
      { t: (template: unknown) => inEnglish(String(template)) },
    );
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1];
    response.setHeader('content-type', 'text/html');
    // Once more as a header, where a browser is strictest.
    response.setHeader('content-security-policy', policy);
    response.end(html);
    return;
  }
  const file = path.join(PAGE, path.normalize(pathname));
  if (!file.startsWith(PAGE + path.sep) || !fs.existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.setHeader('content-type', TYPES[path.extname(file)] ?? 'application/octet-stream');
  fs.createReadStream(file).pipe(response);
}
