// Proves that the lint rule of the walls bites: a forbidden import is an error, an allowed one is not.
import assert from 'node:assert/strict';
import path from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { walls } from '../../../eslint/walls.mjs';

const SRC = path.resolve('src');

function complaints(file: string, code: string): string[] {
  const linter = new Linter({ cwd: path.dirname(SRC) });
  return linter
    .verify(
      code,
      [
        {
          files: ['**/*.ts'],
          languageOptions: { parser: tseslint.parser },
          plugins: { nnet: { rules: { walls } } },
          rules: { 'nnet/walls': ['error', { src: SRC }] },
        },
      ],
      { filename: path.join(SRC, file) },
    )
    .map((m) => m.message);
}

const CORE = [
  'wasm',
  'steps',
  'numbers',
  'message',
  'functions',
  'network',
  'language',
  'stanford',
  'engine',
  'mistakes',
  'analysis',
  'notation',
  'page',
  'authoring',
  'service',
];

describe('the walls of the house', () => {
  for (const room of CORE) {
    // What authoring writes for a browser is typeset by KaTeX.
    const typesets = room === 'authoring';
    for (const name of ['vscode', 'node:fs', 'fs/promises', ...(typesets ? [] : ['katex'])]) {
      it(`${room} may not import ${name}`, () => {
        assert.equal(complaints(`${room}/a.ts`, `import x from '${name}'; x();`).length, 1);
      });
    }
    it(`${room} may import itself`, () => {
      assert.deepEqual(complaints(`${room}/a.ts`, `import x from './b'; x();`), []);
      assert.deepEqual(complaints(`${room}/deep/a.ts`, `import x from '../b'; x();`), []);
    });
    for (const later of ['editor', 'panel', 'webview', ...CORE.slice(CORE.indexOf(room) + 1)]) {
      it(`${room} does not know ${later}`, () => {
        assert.equal(complaints(`${room}/a.ts`, `import x from '../${later}/b'; x();`).length, 1);
      });
    }
  }

  it('engine and language do not know each other', () => {
    assert.equal(complaints('engine/a.ts', `import type { T } from '../language/tree'; export type U = T;`).length, 1);
    assert.equal(complaints('language/a.ts', `export * from '../engine/trace';`).length, 1);
  });

  it('editor and panel know the core and vscode, but neither Node nor the page', () => {
    for (const room of ['editor', 'panel']) {
      assert.deepEqual(
        complaints(`${room}/a.ts`, `import x from '../notation/b'; import * as v from 'vscode'; x(v);`),
        [],
      );
      assert.equal(complaints(`${room}/a.ts`, `import x from 'node:path'; x();`).length, 1);
      assert.equal(complaints(`${room}/a.ts`, `import x from '../webview/main'; x();`).length, 1);
    }
  });

  it('the page and the host meet only in panel/protocol', () => {
    assert.deepEqual(
      complaints('webview/main.ts', `import type { T } from '../panel/protocol'; export type U = T;`),
      [],
    );
    assert.deepEqual(
      complaints('webview/main.ts', `import katex from 'katex'; import 'katex/dist/katex.css'; katex();`),
      [],
    );
    assert.equal(complaints('webview/main.ts', `import x from '../panel/preview'; x();`).length, 1);
    assert.equal(complaints('webview/main.ts', `import x from '../engine/forward'; x();`).length, 1);
    assert.equal(complaints('panel/protocol.ts', `import * as v from 'vscode'; v();`).length, 1);
    assert.equal(complaints('panel/protocol.ts', `import x from './preview'; x();`).length, 1);
  });

  it('the command line knows the core and Node, but no editor', () => {
    assert.deepEqual(
      complaints('cli/main.ts', `import fs from 'node:fs'; import x from '../analysis/analyse'; x(fs);`),
      [],
    );
    assert.equal(complaints('cli/main.ts', `import x from '../editor/hover'; x();`).length, 1);
    assert.equal(complaints('cli/main.ts', `import * as v from 'vscode'; v();`).length, 1);
  });

  it('sees every form of import', () => {
    for (const code of [
      `void import('vscode');`,
      `require('vscode');`,
      `export { x } from 'vscode';`,
      `export type T = import('vscode').Uri;`,
      `import v = require('vscode'); v();`,
    ]) {
      assert.equal(complaints('engine/a.ts', code).length, 1, code);
    }
  });

  it('knows every folder of src', () => {
    assert.match(complaints('utils/a.ts', 'export {};')[0] ?? '', /not a room/);
  });
});
