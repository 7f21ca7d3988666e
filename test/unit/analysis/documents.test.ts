import assert from 'node:assert/strict';
import type { Steps } from '../../../src/steps/steps';
import { Analysis, defaultView } from '../../../src/analysis/analysis';
import { CancelledError, drive } from '../../../src/analysis/cancellation';
import { Documents, type VersionedText } from '../../../src/analysis/documents';

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const owner = {};

function text(version: number, content: string, of: object = owner): VersionedText {
  return { uri: 'a', version, owner: of, getText: () => content };
}

describe('the analyses of open documents', () => {
  it('are computed once per version and shared', async () => {
    const documents = new Documents({ pause });
    const first = documents.analysis(text(1, 'input 2'));
    assert.equal(documents.analysis(text(1, 'input 2')), first);
    assert.equal(documents.made(text(1, '')), null);
    const analysis = await first;
    assert.equal(documents.made(text(1, '')), analysis);
    assert.equal(documents.made(text(2, '')), null);
  });

  it('an edit abandons the old one, and the last version is analysed', async () => {
    const documents = new Documents({ pause });
    const old = documents.analysis(text(1, 'input 2'));
    const fresh = documents.analysis(text(2, 'input 3'));
    await assert.rejects(old, CancelledError);
    assert.deepEqual((await fresh).checked.sizes, [3]);
    assert.equal(documents.analysis(text(1, 'input 2')), fresh, 'a late question about an old version');
  });

  it('closing forgets', async () => {
    const documents = new Documents({ pause });
    const analysis = documents.analysis(text(1, 'input 2'));
    documents.close('a', owner);
    await assert.rejects(analysis, CancelledError);
    assert.equal((await documents.analysis(text(1, 'input 4'))).checked.sizes[0], 4);
  });

  it('another document of the same name is another text, whatever its version', async () => {
    const documents = new Documents({ pause });
    await documents.analysis(text(5, 'input 5'));
    const fresh = {};
    assert.equal(documents.made(text(5, '', fresh)), null);
    assert.deepEqual((await documents.analysis(text(1, 'input 1', fresh))).checked.sizes, [1]);
    documents.close('a', owner);
    assert.notEqual(documents.made(text(1, '', fresh)), null, 'the late closing of the old one');
  });

  it('a long analysis is abandoned on the way', async () => {
    const rows = Array.from({ length: 300 }, () => '0.1 '.repeat(300)).join('\n');
    const documents = new Documents({ pause });
    const inputs = Array.from({ length: 400 }, (_, i) => `input X${i} = [${'1 '.repeat(300)}]`).join('\n');
    const long = documents.analysis(text(1, `${inputs}\nlayer tanh\nW = [${rows}]\noutput 1`));
    await pause();
    void documents.analysis(text(2, ''));
    await assert.rejects(long, CancelledError);
  });
});

describe('drive', () => {
  let time = 0;
  const now = (): number => time;

  /** Each step takes five milliseconds. */
  function* counting(to: number, seen: number[]): Steps<string> {
    for (let i = 0; i < to; i++) {
      seen.push(i);
      time += 5;
      yield i / to;
    }
    return 'done';
  }

  it('runs to the end, tells its progress and lets others run', async () => {
    const told: number[] = [];
    let turns = 0;
    const breathe = (): Promise<void> => {
      turns++;
      return pause();
    };
    assert.equal(await drive(counting(12, []), { now, pause: breathe, progress: (done) => told.push(done) }), 'done');
    assert.ok(turns >= 2 && told.length === turns);
    assert.deepEqual(
      [...told].sort((a, b) => a - b),
      told,
    );
  });

  it('stops once it is cancelled', async () => {
    const seen: number[] = [];
    const token = { isCancellationRequested: false };
    const run = drive(counting(1000, seen), { now, token, pause });
    setImmediate(() => (token.isCancellationRequested = true));
    await assert.rejects(run, CancelledError);
    assert.ok(seen.length < 1000);
  });
});

describe('the views of an analysis', () => {
  it('fall back where a choice is not there any more', async () => {
    const analysis = await Analysis.of('input A = [1]\ninput B = [2]\nlayer relu\nW = [1; 2]');
    assert.equal(analysis.sample({ ...defaultView, sample: 'B' })?.name, 'B');
    assert.equal(analysis.sample({ ...defaultView, sample: 'gone' })?.name, 'A');
    assert.equal((await analysis.trace({ ...defaultView, sample: 'A' }))!.backward, null);
    assert.equal((await analysis.trace({ ...defaultView, sample: 'A', output: 2 }))!.backward!.value, 2);
    assert.equal((await analysis.trace({ ...defaultView, sample: 'A', output: 3 }))!.backward, null);
    assert.equal(await analysis.check({ ...defaultView, sample: 'A' }), null);
  });
  it('look at one column of a batch, with its target', async () => {
    const analysis = await Analysis.of(
      'batch X = [1 2 3]\ntarget = [0 1 5]\ninput A = [7]\ntarget A = [0]\nlayer identity\nW = [1]\nloss sse mean',
    );
    const at = async (column: number | null, sample = 'X') => analysis.trace({ ...defaultView, sample, column });
    assert.deepEqual([...(await at(3))!.forward.sample.X.data], [3]);
    assert.equal((await at(3))!.backward!.value, 4 / 3, 'its share of the mean');
    assert.equal(await at(3), await at(3));
    assert.equal(await at(4), await at(null), 'there are three columns');
    assert.equal((await at(2, 'A'))!.forward.sample.X.data[0], 7, 'an input has no columns');
  });
  it('keep their traces', async () => {
    const analysis = await Analysis.of('input A = [1]\nlayer relu\nW = [1]');
    assert.equal(await analysis.trace(), await analysis.trace());
    assert.equal(analysis.madeTrace(), await analysis.trace());
    assert.equal(await analysis.check(), await analysis.check());
  });
});
