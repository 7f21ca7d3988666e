import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { anything } from '../../anything';

const root = path.resolve(__dirname, '../../..');

interface Built {
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** The extension as esbuild.js builds it. */
function build(): Promise<Built> {
  const { buildInParts } = createRequire(path.join(root, 'esbuild.js'))('./scripts/parts.cjs') as {
    readonly buildInParts: (options: object, id: string) => Promise<Built>;
  };
  const options = { absWorkingDir: root, bundle: true, minify: true, target: 'es2022', logLevel: 'silent' };
  const entry = { entryPoints: ['src/extension.ts'], outdir: 'dist', platform: 'browser', external: ['vscode'] };
  return buildInParts({ ...options, ...entry }, 'nnet.nnet');
}

describe('what the activation loads', function () {
  this.timeout(60_000);
  let texts: ReadonlyMap<string, string>;
  before(async () => (texts = new Map((await build()).files.map((file) => [path.basename(file.path), file.text]))));

  /** Runs the first file; a desktop requires the others, the web reads them through VS Code. */
  function started(desktop: boolean): {
    readonly activate: (context: unknown) => Promise<unknown>;
    readonly read: string[];
  } {
    const read: string[] = [];
    const text = (name: string): string => {
      read.push(name);
      return texts.get(name)!;
    };
    const run = (code: string, globals: object): unknown => {
      const module = { exports: {} };
      runInNewContext(code, { module, exports: module.exports, TextDecoder, setTimeout, ...globals });
      return module.exports;
    };
    const fs = { readFile: (name: string) => Promise.resolve(new TextEncoder().encode(text(name))) };
    const like = (own: object) => Object.create(anything as object, Object.getOwnPropertyDescriptors(own)) as object;
    const vscode = like({
      Uri: like({ joinPath: (...parts: unknown[]) => parts.at(-1) }),
      workspace: like({ fs, textDocuments: [] }),
      window: like({ activeTextEditor: undefined, visibleTextEditors: [] }),
    });
    const required = (name: string): unknown => {
      if (name === 'vscode') return vscode;
      assert.ok(desktop && name.startsWith('./'), `the web can require no ${name}`);
      return run(text(name.slice(2)), {});
    };
    const host = desktop ? { __dirname: '/dist' } : {};
    const { activate } = run(texts.get('extension.js')!, { require: required, ...host }) as ReturnType<typeof started>;
    return { activate, read };
  }

  for (const desktop of [true, false]) {
    it(`is a small file and the part with the features, ${desktop ? 'on the desktop' : 'in the web'}`, async () => {
      assert.ok(texts.get('extension.js')!.length < 10_000);
      const { activate, read } = started(desktop);
      assert.deepEqual(read, []);
      await activate({
        subscriptions: [],
        extensionUri: '',
        workspaceState: anything,
        globalState: anything,
        extension: anything,
      });
      assert.deepEqual(read, ['part-features.js']);
    });
  }

  it('has neither KaTeX nor what makes pages, hovers, exports, completions and pasted matrices', () => {
    const features = texts.get('part-features.js')!;
    assert.match(features, /registerHoverProvider/);
    // A sentence or name of each that no minifier changes.
    for (const [file, sign] of [
      ['part-katex.js', 'katex-mathml'],
      ['part-shared.js', 'htmlData'],
      ['part-writers.js', 'documentclass'],
    ]) {
      assert.ok(texts.get(file)!.includes(sign), `${sign} is in ${file}`);
      assert.ok(!features.includes(sign), `${sign} is not loaded at the start`);
    }
  });
});
