// Descents that the reader asks for on the page, one at a time.
import assert from 'node:assert/strict';
import { newWorld, type World } from './fakeVscode';
import type { Uri } from 'vscode';
import { Analysis, defaultView } from '../../../src/analysis/analysis';
import { DescentRun } from '../../../src/panel/descentRun';
import type { DescentStart } from '../../../src/panel/making/pageResult';
import type { DescentState } from '../../../src/panel/protocol';

// L = ½(2w − 3)² with the step w ← w − η · 2(2w − 3).
const TEXT = 'input X = [2]\ntarget = [3]\nlayer identity\n  W = [0.5]\nloss half_sse\n';

describe('A descent on the page', () => {
  let world: World;
  let states: DescentState[];
  let run: DescentRun;
  let start: DescentStart;
  let other: DescentStart;
  const startOf = async (text: string): Promise<DescentStart> => ({
    view: defaultView,
    trace: (await (await Analysis.of(text)).trace())!,
    tried: false,
  });
  before(async () => {
    [start, other] = [await startOf(TEXT), await startOf(TEXT.replace('0.5', '0.75'))];
  });
  beforeEach(() => {
    world = newWorld();
    states = [];
    run = new DescentRun(
      (state) => states.push(state),
      () => 'file:///a.nnet' as unknown as Uri,
    );
  });
  const kinds = () => states.map(({ kind }) => kind);

  it('says that it runs, then what became of it', async () => {
    run.take(start);
    await run.run(0.125, 2);
    assert.deepEqual(states[0], { kind: 'running', done: 0 });
    const ended = states.at(-1)!;
    assert.ok(ended.kind === 'ended');
    // w = 1/2, 1, 5/4: L = 2, 1/2, 1/8.
    assert.deepEqual(ended.rows, [
      { step: 0, value: '2' },
      { step: 1, value: '0.5' },
      { step: 2, value: '0.125' },
    ]);
    assert.deepEqual([ended.lastStep, ended.diverged, ended.outdated], [2, false, false]);
    assert.match(ended.sentences[0], /^With η = 0.125 the objective goes from 2 \(step 0\) to 0.125 \(step 2\)\.$/);
    assert.deepEqual(kinds(), ['running', 'ended']);
    run.take(start);
    assert.deepEqual(kinds(), ['running', 'ended'], 'it is the same page');
    run.again();
    assert.equal(states.at(-1), ended, 'to a page that has lost it');
  });

  it('is nothing where there is no gradient, or no page', async () => {
    await run.run(0.5, 1);
    run.take(await startOf('input X = [2]\nlayer 2 identity\n  W = [0.5; 1]\n'));
    await run.run(0.5, 1);
    run.again();
    assert.deepEqual(states, []);
    run.write(1);
    assert.deepEqual(world.executed, []);
  });

  it('begins with the numbers that are tried, and is not written: the text has others', async () => {
    run.take({ ...other, tried: true });
    await run.run(0.125, 1);
    const ended = states.at(-1)!;
    // w = 3/4, 9/8: L = 9/8, 9/32.
    assert.ok(ended.kind === 'ended' && ended.tried);
    assert.deepEqual(
      ended.rows.map(({ value }) => value),
      ['1.125', '0.28125'],
    );
    run.write(1);
    assert.deepEqual(world.executed, []);
  });

  it('is written by its own rate and sample as long as it is not out of date', async () => {
    run.take(start);
    run.write(1);
    assert.deepEqual(world.executed, []);
    await run.run(0.125, 2);
    run.write(1);
    assert.deepEqual(world.executed.splice(0), [
      ['nnet.takeGradientSteps', 'file:///a.nnet', { view: start.view, rate: 0.125, count: 1 }],
    ]);
    run.take(other);
    const outdated = states.at(-1)!;
    assert.ok(outdated.kind === 'ended' && outdated.outdated);
    run.write(1);
    assert.deepEqual(world.executed, []);
    const { length } = states;
    run.take(start);
    assert.equal(states.length, length, 'it is said once');
    await run.run(0.125, 1);
    assert.deepEqual(kinds().slice(length), ['running', 'ended']);
    run.forget();
    assert.deepEqual(states.at(-1), { kind: 'none' });
    run.write(1);
    run.again();
    assert.deepEqual(world.executed, []);
    assert.deepEqual(states.at(-1), { kind: 'none' });
  });

  /** A descent that takes long, once it is under way. */
  async function underWay(): Promise<{ ended: Promise<void> }> {
    run.take(start);
    const ended = run.run(1e-9, 1e6);
    while (!states.some((state) => state.kind === 'running' && state.done > 0))
      await new Promise((resolve) => setImmediate(resolve));
    return { ended };
  }

  for (const [what, stop] of [
    ['the reader says so', () => run.stop()],
    ['another network is shown', () => run.take(other)],
    ['another text is shown', () => run.forget()],
    ['the page is closed', () => run.dispose()],
  ] as const) {
    it(`ends when ${what}`, async () => {
      const { ended } = await underWay();
      stop();
      await ended;
      assert.deepEqual(states.at(-1), { kind: 'none' });
    });
  }

  it('is given up for another, of which nothing is lost', async () => {
    const { ended } = await underWay();
    await run.run(0.125, 1);
    await ended;
    assert.equal(kinds().at(-1), 'ended');
    assert.equal(kinds().filter((kind) => kind === 'ended').length, 1);
    // What is stopped leaves the last one that ended.
    const more = run.run(1e-9, 1e6);
    run.stop();
    await more;
    assert.equal(kinds().at(-1), 'ended');
  });
});
