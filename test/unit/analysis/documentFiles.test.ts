import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Analysis } from '../../../src/analysis/analysis';
import { CancelledError } from '../../../src/analysis/cancellation';
import { Documents, type VersionedText } from '../../../src/analysis/documents';
import type { FileContent } from '../../../src/language/meaning/checked';
import { readNamedFiles } from '../../../src/language/matrices/namedFiles';
import { parse } from '../../../src/language/syntax/parser';
import { readMatrixFile } from '../../../src/language/matrices/matrixFile';
import { say } from '../../../src/message/message';
import { TestDisk } from './diskOfTests';

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const owner = {};

const spec = (path: string): string => `input X = [1 2]\nlayer tanh\nW = file("${path}")\noutput 1\n`;

function text(version: number, content: string, uri = 'a'): VersionedText {
  return { uri, version, owner, getText: () => content };
}

class Fixture {
  readonly changed: string[] = [];
  readonly documents: Documents;

  constructor(readonly disk = new TestDisk()) {
    this.documents = new Documents({ pause, files: disk, changed: (uri) => this.changed.push(uri) });
  }

  async codes(document: VersionedText): Promise<string[]> {
    return (await this.documents.analysis(document)).diagnostics.map(({ code }) => code);
  }

  async weights(document: VersionedText): Promise<number[] | null> {
    const W = (await this.documents.analysis(document)).checked.layers[0].weights;
    return W && [...W.data];
  }
}

/** Only the last question of several is answered. */
function slow(disk: TestDisk): () => void {
  let release = (): void => undefined;
  disk.delay = new Promise((resolve) => (release = resolve));
  return release;
}

describe('the files that documents name', () => {
  it('are read once while they do not change, however often the text does', async () => {
    const { disk, documents } = new Fixture();
    disk.write('w.csv', '1,2');
    for (let version = 1; version <= 4; version++) {
      await documents.analysis(text(version, `${spec('w.csv')}# ${version}`));
    }
    await documents.analysis(text(1, spec('w.csv'), 'b'));
    assert.equal(disk.reads.get('w.csv'), 1);
    assert.deepEqual(disk.watched, ['w.csv']);
  });

  it('are read again once they change, and whoever shows the document is told', async () => {
    const fixture = new Fixture();
    const { disk, documents, changed } = fixture;
    disk.write('w.csv', '1,2');
    const document = text(1, spec('w.csv'));
    assert.deepEqual(await fixture.weights(document), [1, 2]);
    await documents.analysis(text(1, 'input 2\n', 'other'));
    disk.write('w.csv', '3,4');
    assert.equal(documents.made(document), null);
    assert.deepEqual(changed, ['a']);
    assert.deepEqual(await fixture.weights(document), [3, 4]);
    assert.equal(disk.reads.get('w.csv'), 2);
  });

  it('are a thousand of one text at most; those behind them are not read, and say so', async () => {
    const { disk, documents } = new Fixture();
    const inputs = Array.from({ length: 1002 }, (_, i) => `input X${i} = file("${i}.csv")`).join('\n');
    for (let i = 0; i < 1002; i++) disk.write(`${i}.csv`, '1\n2');
    const { diagnostics } = await documents.analysis(text(1, `${inputs}\nlayer 1 tanh\n  W = [1 2]\noutput 1\n`));
    assert.deepEqual(
      diagnostics.map(({ code, message }) => `${code}: ${say(message).replace('\u202f', ' ')}`),
      [1000, 1001].map((i) => `too-large: The file ${i}.csv is not read: a text can name at most 1 000 files.`),
    );
    assert.equal(disk.reads.size, 1000);
    assert.equal(disk.watched.length, 1000);
  });

  it('have no more numbers together than a network may hold; those behind them are not read', async () => {
    const read: string[] = [];
    const many: FileContent = { kind: 'matrix', rows: 5000, cols: 10_000, data: new Float64Array(0) };
    const spec = parse(Array.from({ length: 9 }, (_, i) => `input X${i} = file("${i}.csv")`).join('\n'));
    const breathe = () => Promise.resolve();
    const contents = await readNamedFiles(spec, (path) => Promise.resolve(read.push(path) > 0 ? many : many), breathe);
    // Four at a time: two are 100 million, the third is more.
    assert.deepEqual(read, ['0.csv', '1.csv', '2.csv', '3.csv']);
    const last = contents.get('8.csv');
    assert.ok(last?.kind === 'problem' && last.code === 'too-large');
    assert.match(say(last.message), /those above have more than 100.000.000 numbers/);
    assert.equal(contents.size, 9);
  });

  it('may disappear, and appear', async () => {
    const fixture = new Fixture();
    const { disk, changed } = fixture;
    const document = text(1, spec('w.csv'));
    assert.deepEqual(await fixture.codes(document), ['file-not-found']);
    disk.write('w.csv', '1,2,3');
    assert.deepEqual(await fixture.codes(document), ['weight-columns']);
    disk.write('w.csv', '1,2');
    assert.deepEqual(await fixture.codes(document), []);
    disk.write('w.csv', null);
    assert.deepEqual(await fixture.codes(document), ['file-not-found']);
    assert.deepEqual(changed, ['a', 'a', 'a']);
  });

  it('a change while the analysis runs abandons it', async () => {
    const fixture = new Fixture();
    const { disk, documents } = fixture;
    disk.write('w.csv', '1,2');
    const document = text(1, spec('w.csv'));
    const release = slow(disk);
    const old = documents.analysis(document);
    await pause();
    disk.write('w.csv', '3,4');
    await assert.rejects(old, CancelledError);
    release();
    assert.deepEqual(await fixture.weights(document), [3, 4]);
  });

  it('a slow one holds up nobody else, is read once, and may be abandoned', async () => {
    const fixture = new Fixture();
    const { disk, documents } = fixture;
    disk.write('w.csv', '1,2');
    const release = slow(disk);
    const first = documents.analysis(text(1, spec('w.csv')));
    await pause();
    const second = documents.analysis(text(2, 'input 2'));
    await assert.rejects(first, CancelledError, 'it does not wait for the file');
    assert.deepEqual((await second).checked.sizes, [2]);
    assert.deepEqual((await documents.analysis(text(1, 'input 3', 'b'))).checked.sizes, [3]);
    const third = fixture.weights(text(3, spec('w.csv')));
    await pause();
    const fourth = fixture.weights(text(4, `${spec('w.csv')}#`));
    await assert.rejects(third, CancelledError);
    release();
    assert.deepEqual(await fourth, [1, 2]);
    assert.equal(disk.reads.get('w.csv'), 2, 'once for each time that the text names it');
  });

  it('are forgotten and watched no more once no text names them', async () => {
    const { disk, documents, changed } = new Fixture();
    disk.write('w.csv', '1,2');
    disk.write('v.csv', '1,2');
    await documents.analysis(text(1, spec('w.csv')));
    await documents.analysis(text(1, spec('w.csv'), 'b'));
    await documents.analysis(text(2, spec('v.csv')));
    assert.deepEqual(disk.watched, ['v.csv', 'w.csv'], 'b still names it');
    documents.close('b', owner);
    assert.deepEqual(disk.watched, ['v.csv']);
    disk.write('w.csv', '5,6');
    assert.deepEqual(changed, []);
    documents.close('a', owner);
    assert.deepEqual(disk.watched, []);
    disk.write('v.csv', '5,6');
    assert.deepEqual(changed, []);
  });

  it('are looked for anew when what may be read changes', async () => {
    const fixture = new Fixture();
    const { disk, documents, changed } = fixture;
    disk.write('w.csv', '1,2');
    disk.refused = 'w.csv';
    const document = text(1, spec('w.csv'));
    const { diagnostics } = await documents.analysis(document);
    assert.deepEqual(
      diagnostics.map((d) => say(d.message)),
      ['Not w.csv.'],
    );
    disk.refused = null;
    documents.relocateFiles();
    assert.deepEqual(changed, ['a']);
    assert.deepEqual(await fixture.weights(document), [1, 2]);
  });

  it('are read anew once they may not, or may, leave the folder', async () => {
    const fixture = new Fixture();
    const { disk, documents } = fixture;
    disk.write('w.csv', '1,2');
    disk.within = '/here';
    const document = text(1, spec('w.csv'));
    assert.deepEqual(await fixture.weights(document), [1, 2]);
    disk.within = null;
    documents.relocateFiles();
    assert.deepEqual(await fixture.weights(document), [1, 2]);
    assert.equal(disk.reads.get('w.csv'), 2);
  });

  it('are named as the text writes them', async () => {
    const { disk, documents } = new Fixture();
    const { diagnostics } = await documents.analysis(text(1, `${spec('w.csv')}layer tanh\nW = file("./w.csv")`));
    assert.deepEqual(
      diagnostics.filter(({ code }) => code === 'file-not-found').map((d) => say(d.message)),
      ['No w.csv.', 'No ./w.csv.'],
    );
    assert.deepEqual(disk.watched, ['w.csv', 'w.csv']);
  });
});

describe('an edited document', () => {
  it('rests before it is looked at again, and only the last text is looked at', async () => {
    const looked: number[] = [];
    let rested = (): void => undefined;
    const rest = (): Promise<void> => new Promise((resolve) => (rested = resolve));
    const documents = new Documents({ pause, rest });
    const watched = (version: number): VersionedText => ({
      ...text(version, ''),
      getText: () => {
        looked.push(version);
        return 'input 2';
      },
    });
    await documents.analysis(watched(1));
    const abandoned = [2, 3, 4].map((version) => assert.rejects(documents.analysis(watched(version)), CancelledError));
    const last = documents.analysis(watched(5));
    await Promise.all(abandoned);
    assert.deepEqual(looked, [1]);
    rested();
    await last;
    assert.deepEqual(looked, [1, 5]);
  });
});

describe('after random edits of texts and files', () => {
  const content = fc.constantFrom('1,2', '1;2', '3,4,5', '1 x', '', '1\n2', '0.5 -1\n1 1', null);
  const line = fc.constantFrom(
    'input X = [1 2]',
    'input X = file("x.csv")',
    'batch X = file("w.csv")',
    'layer tanh',
    'layer 2 sigmoid',
    'W = file("w.csv")',
    "W = file('v.csv')'",
    'W = file("v.csv")\'',
    'b = file("v.csv")',
    'output 1',
    'loss sse',
    'target = file("x.csv")',
    'oops',
  );
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('insert' as const),
      uri: fc.constantFrom('a', 'b'),
      at: fc.nat(12),
      line,
    }),
    fc.record({ kind: fc.constant('delete' as const), uri: fc.constantFrom('a', 'b'), at: fc.nat(12) }),
    fc.record({ kind: fc.constant('write' as const), file: fc.constantFrom('w.csv', 'v.csv', 'x.csv'), content }),
    fc.record({ kind: fc.constant('close' as const), uri: fc.constantFrom('a', 'b') }),
    fc.record({ kind: fc.constant('ask' as const), uri: fc.constantFrom('a', 'b') }),
    fc.constant({ kind: 'wait' as const }),
  );

  it('the analysis equals a fresh one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
        const { disk, documents } = new Fixture();
        disk.write('w.csv', '1,2');
        const texts = new Map<string, VersionedText & { readonly lines: readonly string[] }>();
        const setLines = (uri: string, version: number, of: object, lines: readonly string[]): void =>
          void texts.set(uri, { uri, version, owner: of, lines, getText: () => lines.join('\n') });
        for (const uri of ['a', 'b']) setLines(uri, 1, {}, spec('w.csv').split('\n'));
        for (const s of steps) {
          if (s.kind === 'write') disk.write(s.file, s.content);
          else if (s.kind === 'wait') await pause();
          else {
            const { lines, version, owner: of } = texts.get(s.uri)!;
            if (s.kind === 'insert') setLines(s.uri, version + 1, of, lines.toSpliced(s.at, 0, s.line));
            if (s.kind === 'delete') setLines(s.uri, version + 1, of, lines.toSpliced(s.at, 1));
            if (s.kind === 'close') {
              documents.close(s.uri, of);
              setLines(s.uri, 1, {}, lines);
            }
            if (s.kind !== 'close') documents.analysis(texts.get(s.uri)!).catch(() => undefined);
          }
        }
        for (const document of texts.values()) {
          const kept = await documents.analysis(document);
          const anew = await Analysis.of(document.getText(), { readFile: (path) => fresh(disk, path) });
          assert.deepEqual(facts(kept), facts(anew));
        }
      }),
      { numRuns: 150 },
    );
  });
});

async function fresh(disk: TestDisk, path: string): Promise<FileContent> {
  const bytes = await disk.read({ uri: path, within: null }, path);
  return bytes instanceof Uint8Array ? readMatrixFile(path, bytes) : bytes;
}

/** All that an analysis says. */
function facts(analysis: Analysis): object {
  const { text, checked, network, diagnostics } = analysis;
  const trace = analysis.madeTrace();
  return {
    text,
    diagnostics,
    tree: checked.spec,
    symbols: checked.symbols,
    sizes: checked.sizes,
    // Activations hold functions; what they give is in the values.
    parameters: checked.layers.map(({ weights, bias }) => [weights, bias]),
    samples: network?.samples,
    output: trace?.forward.output,
    gradient: trace?.backward?.gradW.map((G) => G.toMatrix()),
  };
}
