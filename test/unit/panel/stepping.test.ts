import assert from 'node:assert/strict';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import { matrix } from '../../../src/network/matrix';
import { usualChoices } from '../../../src/page/pageChoices';
import { Steps, type StepView } from '../../../src/page/steps';
import { Stepping } from '../../../src/panel/stepping';
import { input, mazur, network } from '../notation/networks';
import { HandClock } from './handClock';

function stepsOf(first: number): Steps {
  const [layer, ...others] = mazur.layers;
  const changed = {
    ...layer,
    weights: { ...layer.weights!, data: layer.weights!.data.map((w, i) => (i ? w : first)) },
  };
  const net = { ...mazur, layers: [changed, ...others] };
  return new Steps(net, traceNetwork(net, net.samples[0]), usualChoices);
}

describe('Stepping', () => {
  let shown: { view: StepView; asked: boolean }[];
  let closed: number;
  let clock: HandClock;
  let stepping: Stepping;

  const start = (): void => {
    shown = [];
    closed = 0;
    const listener = {
      show: (_overview: unknown, view: StepView, asked: boolean) => shown.push({ view, asked }),
      closed: () => closed++,
    };
    stepping = new Stepping(listener, clock);
  };
  beforeEach(() => {
    clock = new HandClock();
    start();
  });
  afterEach(() => stepping.dispose());

  const settled = () => clock.pass(60);
  const indices = () => shown.map(({ view }) => view.index);

  it('makes nothing while nobody steps', async () => {
    let made = 0;
    stepping.take(() => (made++, stepsOf(1)));
    await settled();
    assert.equal(made, 0);
    assert.deepEqual(shown, []);
  });

  it('shows the step asked for before there was a page as soon as there is one', async () => {
    stepping.go(3);
    await settled();
    assert.deepEqual(shown, []);
    stepping.take(() => stepsOf(1));
    await settled();
    assert.deepEqual(indices(), [3]);
  });

  it('stays at its step when the network changes, with its new numbers', async () => {
    stepping.take(() => stepsOf(0.25));
    stepping.go(0);
    await settled();
    stepping.take(() => stepsOf(0.75));
    await settled();
    assert.deepEqual(indices(), [0, 0]);
    assert.deepEqual(
      shown.map(({ asked }) => asked),
      [true, false],
    );
    assert.match(shown[0].view.current!.plainTex, /0\.25/);
    assert.match(shown[1].view.current!.plainTex, /0\.75/);
  });

  it('is at the last step where there are fewer', async () => {
    stepping.take(() => stepsOf(1));
    stepping.go(10_000);
    await settled();
    const small = network([{ activation: 'tanh', inputSize: 1, size: 1 }]);
    stepping.take(() => new Steps(small, null, usualChoices));
    await settled();
    const last = new Steps(small, null, usualChoices).overview.count - 1;
    assert.equal(indices().at(-1), last);
    assert.ok(indices()[0] > last);
  });

  it('does not show the same page twice', async () => {
    const make = () => stepsOf(1);
    stepping.take(make);
    stepping.go(1);
    await settled();
    stepping.take(make);
    await settled();
    assert.deepEqual(indices(), [1]);
  });

  it('shows the last of many wishes, and few of the others', async () => {
    stepping.take(() => stepsOf(1));
    for (let i = 0; i < 12; i++) stepping.go(i);
    await settled();
    assert.equal(indices().at(-1), 11);
    assert.ok(shown.length < 5, `${shown.length} were shown`);
  });

  it('shows nothing more once it is closed, and says so once', async () => {
    stepping.take(() => stepsOf(1));
    stepping.go(1);
    stepping.close();
    stepping.close();
    stepping.take(() => stepsOf(2));
    await settled();
    assert.deepEqual(shown, []);
    assert.equal(closed, 1);
    stepping.go(2);
    await settled();
    assert.deepEqual(indices(), [2]);
  });

  it('does not hush up what goes wrong in a step', async () => {
    const told = new Promise<unknown>((resolve) => {
      const others = process.listeners('unhandledRejection');
      process.removeAllListeners('unhandledRejection');
      process.once('unhandledRejection', (reason) => {
        for (const other of others) process.on('unhandledRejection', other);
        resolve(reason);
      });
    });
    const steps = stepsOf(1);
    steps.viewing = () => {
      throw new Error('on purpose');
    };
    stepping.take(() => steps);
    stepping.go(1);
    assert.match(String(await told), /on purpose/);
    assert.deepEqual(shown, []);
  });

  it('is closed when it is disposed of', async () => {
    stepping.take(() => stepsOf(1));
    stepping.go(1);
    stepping.dispose();
    await settled();
    assert.deepEqual(shown, []);
    assert.equal(closed, 1);
  });

  it('lets the host breathe while a wide product is made, and leaves it for another step', async () => {
    const size = 3000;
    const weights = matrix(size, size);
    const samples = [input(Array.from({ length: size }, (_, i) => i))];
    const wide = network([{ activation: 'relu', inputSize: size, size, weights }], { samples });
    const trace = traceNetwork(wide, wide.samples[0]);
    // Each look at the clock takes a while, so that every step is a slice.
    clock = new HandClock(20);
    start();
    stepping.take(() => new Steps(wide, trace, usualChoices));
    stepping.go(0);
    await clock.pass(0);
    assert.deepEqual(indices(), [], 'the first is being computed');
    stepping.go(2);
    await clock.pass(10_000_000);
    assert.deepEqual(indices(), [2]);
  });
});
