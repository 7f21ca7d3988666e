/** The preview's host as the extension makes it, in a VS Code and with a clock that are in memory. */
import assert from 'node:assert/strict';
import { type FakeDocument, type FakePanel, newWorld, Uri } from './fakeVscode';
import type { ExtensionContext, LogOutputChannel, TextDocument } from 'vscode';
import { Analysis } from '../../../src/analysis/analysis';
import { hostClock } from '../../../src/panel/clock';
import { LazyPageSource } from '../../../src/panel/lazyPageSource';
import { LookSettings } from '../../../src/panel/lookSettings';
import { type Preview, registerPreview } from '../../../src/panel/previewManager';
import type { ToHost, ToPage } from '../../../src/panel/protocol';
import { HandClock } from './handClock';

export const CHAIN = `network "Chain"
input X = [2]
target = [3]
layer tanh
  W = [0.5]
layer identity
  W = [1]
loss half_sse
rate = 0.5
`;
export const ADDRESS = 'file:///spec/chain.nnet';

export type Told = { readonly [T in ToPage['type']]: Extract<ToPage, { type: T }> };

const analyses = new Map<string, Analysis>();
let clock = new HandClock();

export class PreviewHost {
  readonly world = newWorld();
  readonly preview: Preview;
  /** What the window and the reader's computer keep. */
  readonly kept = new Map<string, unknown>();
  readonly keptForAll: Map<string, unknown>;
  readonly refused: unknown[] = [];
  /** How often a page was asked for. */
  asked = 0;
  /** What is given in the place of the analysis of a text; undefined: nothing. */
  instead: ((text: string) => Promise<Analysis | null> | undefined) | null = null;
  private readonly running = { count: 0 };
  private readonly listeners = new Set<(document: TextDocument) => unknown>();
  readonly filesChanged = {
    fire: (document: TextDocument) => this.listeners.forEach((listener) => listener(document)),
  };
  private readonly realClock = { ...hostClock };

  /** @param keptForAll what an earlier session has left. */
  constructor(keptForAll: Readonly<Record<string, unknown>> = {}) {
    this.keptForAll = new Map(Object.entries(keptForAll));
    clock = new HandClock();
    Object.assign(hostClock, { now: clock.now, after: clock.after });
    const source = new LazyPageSource({
      onDidChangeFiles: (listener) => {
        this.listeners.add(listener);
        return { dispose: () => this.listeners.delete(listener) };
      },
      analysis: async (document) => {
        this.asked++;
        const text = document.getText();
        const instead = this.instead?.(text);
        if (instead !== undefined) return instead;
        const analysis = analyses.get(text) ?? (await Analysis.of(text));
        analyses.set(text, analysis);
        return analysis;
      },
      made: (document) => analyses.get(document.getText()) ?? null,
    });
    const { running } = this;
    const pages = source.pages.bind(source);
    source.pages = async function* (this: void, ...of) {
      running.count++;
      try {
        yield* pages(...of);
      } finally {
        running.count--;
      }
    };
    const memory = (kept: Map<string, unknown>) => ({
      get: (key: string) => kept.get(key),
      update: (key: string, value: unknown) => {
        if (value === undefined) kept.delete(key);
        else kept.set(key, value);
        return Promise.resolve();
      },
    });
    const context = {
      subscriptions: [],
      extensionUri: Uri.parse('file:///extension'),
      globalState: memory(this.keptForAll),
      workspaceState: memory(this.kept),
    };
    const log = { warn: (...what: unknown[]) => this.refused.push(what[1]) };
    this.preview = registerPreview(
      context as unknown as ExtensionContext,
      source,
      log as unknown as LogOutputChannel,
      new LookSettings(),
    );
    assert.deepEqual(context.subscriptions, [this.preview], 'it is disposed of with the extension');
  }

  dispose(): void {
    this.preview.dispose();
    Object.assign(hostClock, this.realClock);
  }

  last(): FakePanel {
    return this.world.panels.at(-1)!;
  }

  /** A text in an editor, and its preview whose page is ready and has heard its first page. */
  async opened(
    text = CHAIN,
    address = ADDRESS,
  ): Promise<{ document: FakeDocument; panel: FakePanel; page: Told['page'] }> {
    const document = this.world.open(address, text);
    this.world.edit(document);
    await this.world.run('nnet.openPreviewToSide');
    const panel = this.last();
    say(panel, { type: 'ready' });
    return { document, panel, page: await hears(panel, 'page') };
  }

  /** Lets all the time pass that the host may still want for anything; how often a page was asked for meanwhile. */
  async settled(): Promise<number> {
    const before = this.asked;
    for (let last = -1; last !== this.asked;) {
      last = this.asked;
      await clock.pass(1000);
      while (this.running.count > 0) await clock.pass(1);
    }
    return this.asked - before;
  }
}

/** Lets that many milliseconds pass for the host. */
export function pass(milliseconds: number): Promise<void> {
  return clock.pass(milliseconds);
}

/** Lets the host work, and time pass, until a condition holds. */
export async function until<T>(found: () => T | undefined | false, what: string): Promise<T> {
  for (let turn = 0; turn < 200_000; turn++) {
    const value = found();
    if (value !== undefined && value !== false) return value;
    await clock.pass(1);
  }
  return assert.fail(`waited for ${what}`);
}

/** Waits until the page has heard a message of a type, which it then forgets, with all before it. */
export async function hears<T extends ToPage['type']>(
  panel: FakePanel,
  type: T,
  holds: (message: Told[T]) => boolean = () => true,
): Promise<Told[T]> {
  const index = () => panel.heard.findIndex((one) => one.type === type && holds(one as unknown as Told[T]));
  await until(() => index() >= 0, `${type} after ${JSON.stringify(panel.heard.map((one) => one.type))}`);
  return panel.heard.splice(0, index() + 1).at(-1) as unknown as Told[T];
}

export const say = (panel: FakePanel, message: ToHost): void => panel.said.fire(message);
