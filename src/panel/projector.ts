import * as vscode from 'vscode';
import { type Clock, hostClock } from './clock';
import type { ToHost, ToPage } from './protocol';

/** What a page asks of the projector. */
export type ProjectorRequest = Extract<ToHost, { readonly type: 'present' | 'area' }>;

/** Zen Mode as a projector needs it: no tabs, and nothing beside the page. */
const ZEN: Readonly<Record<string, unknown>> = { showTabs: 'none', centerLayout: false };
/** Where the reader's own settings are kept meanwhile, so that they come back after a crash too. */
const KEPT = 'projector.zenMode';
/** A page that does not say how large it is by then has gone, in milliseconds. */
const PATIENCE = 3000;

/**
 * Gives a page the whole window: its editor group alone, in Zen Mode, without tabs. Afterwards everything is as it was,
 * whatever was hidden before: what was so already is found out by looking whether the page has grown.
 */
export class Projector implements vscode.Disposable {
  private work: Promise<unknown> = Promise.resolve();
  /** What has to be done afterwards, the last first; null while nothing is presented. */
  private undo: (() => Thenable<unknown>)[] | null = null;
  private shown: vscode.WebviewPanel | null = null;
  private measured: (area: number) => void = () => {};
  private readonly listeners: vscode.Disposable[] = [];

  constructor(
    private readonly store: vscode.Memento,
    private readonly clock: Clock = hostClock,
  ) {
    if (store.get(KEPT) !== undefined) this.queue(() => this.restoreSettings());
  }

  take(request: ProjectorRequest, panel: vscode.WebviewPanel): void {
    if (request.type === 'area') this.measured(request.area);
    else if (request.on) this.queue(() => this.begin(panel));
    else this.queue(() => this.end());
  }

  dispose(): void {
    this.forget();
  }

  private queue(next: () => Promise<void>): void {
    this.work = this.work.then(next, next);
  }

  private async begin(panel: vscode.WebviewPanel): Promise<void> {
    await this.end();
    this.undo = [() => presenting(false)];
    this.shown = panel;
    await presenting(true);
    this.listeners.push(
      panel.onDidDispose(() => this.queue(() => this.end())),
      panel.onDidChangeViewState(() => panel.visible || this.queue(() => this.end())),
    );
    this.undo.push(() => this.restoreSettings());
    await this.setForNow();
    if (vscode.window.tabGroups.all.length > 1)
      await this.enlarge('workbench.action.toggleMaximizeEditorGroup', async () => {
        if (vscode.window.tabGroups.all.length > 1) await run('workbench.action.toggleMaximizeEditorGroup');
      });
    await this.enlarge('workbench.action.toggleZenMode', () => run('workbench.action.exitZenMode'));
    panel.reveal();
  }

  private async end(): Promise<void> {
    const undo = this.undo?.reverse() ?? [];
    this.undo = null;
    this.shown = null;
    this.forget();
    for (const one of undo) await one();
  }

  private forget(): void {
    for (const listener of this.listeners.splice(0)) listener.dispose();
  }

  /** Toggles something of the window, unless that makes the page smaller: then it was as wanted before. */
  private async enlarge(toggle: string, back: () => Thenable<unknown>): Promise<void> {
    const before = await this.area();
    await run(toggle);
    if ((await this.area()) < before) await run(toggle);
    else this.undo?.push(back);
  }

  /** How large the page is now. */
  private area(): Promise<number> {
    return new Promise((resolve) => {
      const stop = this.clock.after(PATIENCE, () => resolve(0));
      this.measured = (area) => {
        stop();
        resolve(area);
      };
      void this.shown?.webview.postMessage({ type: 'measure' } satisfies ToPage);
    });
  }

  private async setForNow(): Promise<void> {
    const zen = vscode.workspace.getConfiguration('zenMode');
    const before = Object.keys(ZEN).map((key) => [key, zen.inspect(key)?.globalValue ?? null] as const);
    await this.store.update(KEPT, Object.fromEntries(before));
    for (const [key, value] of Object.entries(ZEN)) await set(key, value);
  }

  private async restoreSettings(): Promise<void> {
    const kept = this.store.get<Readonly<Record<string, unknown>>>(KEPT) ?? {};
    for (const [key, value] of Object.entries(kept)) await set(key, value ?? undefined);
    await this.store.update(KEPT, undefined);
  }
}

/** Where settings cannot be written, Zen Mode is as the reader has it. */
function set(key: string, value: unknown): Thenable<unknown> {
  const zen = vscode.workspace.getConfiguration('zenMode');
  return zen.update(key, value, vscode.ConfigurationTarget.Global).then(undefined, () => undefined);
}

/** While it is so, Escape is the page's: in Zen Mode the window would take it for the first half of Escape Escape. */
function presenting(on: boolean): Thenable<unknown> {
  return run('setContext', 'nnet.presenting', on);
}

function run(command: string, ...args: readonly unknown[]): Thenable<unknown> {
  return vscode.commands.executeCommand(command, ...args);
}
