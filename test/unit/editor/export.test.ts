import assert from 'node:assert/strict';
import { newWorld, Uri, world } from '../panel/fakeVscode';
import type { TextDocument, Uri as VscodeUri } from 'vscode';
import { Analysis } from '../../../src/analysis/analysis';
import { CancelledError } from '../../../src/analysis/cancellation';
import { usualHandout } from '../../../src/authoring/choices';
import { exportFiles } from '../../../src/authoring/exportFiles';
import { buildHandout } from '../../../src/authoring/handoutBuilder';
import type { EditorDocuments } from '../../../src/editor/documents';
import { madeByWriters } from '../../../src/editor/export/madeByWriters';
import { writeWholeFiles } from '../../../src/editor/export/wholeFile';
import { mayWrite } from '../../../src/editor/export/writtenBefore';
import { inEnglish } from '../../../src/message/message';

const at = (path: string) => Uri.parse(`file://${path}`) as unknown as VscodeUri;
const put = (path: string, text: string) => world.contents.set(path, new TextEncoder().encode(text));
const held = () =>
  Object.fromEntries([...world.contents].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));

describe('files of an export in the editor', () => {
  const files = ['/a.svg', '/b.svg', '/c.md'].map((path) => ({ uri: at(path), content: `new ${path}` }));
  const before = { '/a.svg': 'old a', '/c.md': 'old c' };
  const after = { '/a.svg': 'new /a.svg', '/b.svg': 'new /b.svg', '/c.md': 'new /c.md' };

  beforeEach(() => {
    newWorld();
    for (const [path, text] of Object.entries(before)) put(path, text);
  });

  it('are written together', async () => {
    await writeWholeFiles(files);
    assert.deepEqual(held(), after);
  });

  for (const failing of ['/.b.svg.', '/.c.md.']) {
    it(`leave all as it was where ${failing}… has no room`, async () => {
      world.refuse = (call, path) => (call === 'write' && path.startsWith(failing) ? 'NoSpace' : undefined);
      await assert.rejects(writeWholeFiles(files), /NoSpace/);
      assert.deepEqual(held(), before);
    });
  }

  it('leave all as it was where the last one cannot take its place', async () => {
    world.refuse = (call, path) => (call === 'rename' && path === '/c.md' ? 'Unavailable' : undefined);
    await assert.rejects(writeWholeFiles(files), /Unavailable/);
    assert.deepEqual(held(), before);
  });

  it('are written where nothing can be renamed, and put back where one is not', async () => {
    world.refuse = (call) => (call === 'rename' ? 'NoPermissions' : undefined);
    await writeWholeFiles(files);
    assert.deepEqual(held(), after);
    for (const [path, text] of Object.entries(before)) put(path, text);
    world.contents.delete('/b.svg');
    world.refuse = (call, path) => (call === 'rename' ? 'NoPermissions' : call === 'write' && path === '/c.md' ? 'NoSpace' : undefined); // prettier-ignore
    await assert.rejects(writeWholeFiles(files), /NoSpace/);
    assert.deepEqual(held(), before);
  });

  it('ask before they replace what was edited, or what no export wrote', async () => {
    const text = 'input X = [1]\nlayer tanh\n W = [1]\n';
    const request = { target: 'svg', choices: usualHandout, source: { file: 'a.nnet', text }, foreign: null } as const;
    const options = { name: 'a', translate: inEnglish, mathStyle: () => Promise.resolve('') };
    const [{ content }] = await exportFiles(await Analysis.of(text), request, options);
    put('/a.svg', content as string);
    assert.equal(await mayWrite([at('/a.svg'), at('/none.svg')]), true);
    assert.deepEqual(world.warnings, []);
    put('/a.svg', (content as string).replace('a.nnet', 'mine'));
    assert.equal(await mayWrite([at('/a.svg')]), false);
    assert.match(world.warnings[0], /“a\.svg” was edited since it was exported\. Replace it and lose the changes\?/);
    world.answer = 'Replace';
    assert.equal(await mayWrite([at('/a.svg'), at('/c.md')]), true);
    assert.match(world.warnings[2], /“c\.md” exists and was not written by an export\. Replace it\?/);
  });
});

describe('an export that is cancelled', () => {
  const rows = Array.from({ length: 6 }, (_, i) => `layer 40 tanh\nW = uniform(-1, 1, seed = ${i})`).join('\n');
  const text = `input = [${'0.5 '.repeat(40)}]\n${rows}\nlayer 1 tanh\nW = ones()`;
  const document = { uri: at('/a.nnet') } as TextDocument;

  for (const stopped of [true, false]) {
    it(stopped ? 'on its way ends there, makes nothing and says nothing' : 'not at all is made', async () => {
      newWorld();
      const analysis = await Analysis.of(text);
      const documents = { analysis: () => Promise.resolve(analysis) } as unknown as EditorDocuments;
      let reports = 0;
      world.onProgress = () => {
        reports++;
        if (stopped) world.token.isCancellationRequested = true;
      };
      const what = ['network', 'forward', 'gradient', 'check'] as const;
      const request = { target: 'latex', choices: { ...usualHandout, what }, source: { file: 'a.nnet', text }, foreign: null } as const; // prettier-ignore
      const options = { name: 'a', translate: inEnglish, mathStyle: () => Promise.resolve('') };
      const made = await madeByWriters(documents, document, 'Exporting', (writers, of, drive) => {
        // A clock by which every step is a slice.
        let now = 0;
        return writers.exportFiles(of, request, options, { ...drive, now: () => (now += 100) });
      });
      assert.deepEqual(world.warnings, []);
      assert.equal(made === null, stopped);
      assert.ok(stopped ? reports === 1 : reports > 3, String(reports));
    });
  }

  for (const target of ['html', 'slides', 'formulas-svg'] as const) {
    it(`while ${target} is written lets others have their turn, and ends there`, async () => {
      const analysis = await Analysis.of('input = [1 2]\nlayer 2 tanh\nW = ones()\nlayer 1 tanh\nW = ones()');
      const request = { target, choices: usualHandout, source: { file: 'a.nnet', text: '' }, foreign: null } as const;
      const options = { name: 'a', translate: inEnglish, mathStyle: () => Promise.resolve('') };
      const token = { isCancellationRequested: false };
      let [now, turns] = [0, 0];
      const drive = { token, now: () => (now += 100), pause: () => Promise.resolve(void turns++) };
      await buildHandout(analysis, request.source, request.choices, drive);
      const before = turns;
      turns = 0;
      const files = await exportFiles(analysis, request, options, drive);
      assert.ok(turns > before + 10, `${before} turns for the handout, ${turns} in all`);
      const withoutTurns = await exportFiles(analysis, request, options);
      assert.deepEqual(files, withoutTurns);
      const all = turns;
      // What is in the last picture would be ready.
      await exportFiles(await Analysis.of('input = [3]\nlayer tanh\nW = [5]'), request, options);
      // Cancelled in the last of its turns, when the formulas are being written.
      turns = 0;
      const late = { ...drive, pause: () => Promise.resolve(void (token.isCancellationRequested = ++turns === all)) };
      await assert.rejects(exportFiles(analysis, request, options, late), CancelledError);
    });
  }
});
