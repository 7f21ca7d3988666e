import '../seed';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultChoices } from '../../../src/panel/protocol';
import { readToHost } from '../../../src/panel/toHost';

/** Messages as the page sends them, one of each kind and more. */
const GOOD: readonly object[] = [
  { type: 'ready' },
  { type: 'choose', uri: 'file:///a.nnet', choices: defaultChoices },
  { type: 'goTo', target: { quantity: 'W', layer: 2, entry: { row: 0, column: 3 } } },
  { type: 'goTo', target: { quantity: 'loss', layer: 0 } },
  { type: 'goToProblem', offset: 7 },
  { type: 'plain', id: 'forward.1.numbers' },
  { type: 'copy', text: 'a' },
  { type: 'picture', format: 'png', tex: 'x', tag: '(3)', words: 'x' },
  { type: 'picture', format: 'svg', tex: 'x', tag: null, words: 'x' },
  { type: 'pictureCopied', done: false },
  { type: 'step', index: 3 },
  { type: 'endSteps' },
  { type: 'descend', rate: 0.5, count: 20 },
  { type: 'stopDescent' },
  { type: 'writeStep', step: 2 },
  { type: 'export', colours: 'gradient' },
  { type: 'help' },
  { type: 'present', on: true },
  { type: 'area', area: 480000 },
  { type: 'writeWhatIf' },
  { type: 'inspect', question: { at: { quantity: 'gradW', layer: 2, row: 0, column: 1 }, about: 'paths' } },
  { type: 'inspect', question: { at: { id: 'forward.1.picture', row: 0, column: 3 }, about: 'value' } },
  {
    type: 'whatIf',
    uri: 'file:///a.nnet',
    turn: 3,
    trials: [
      { target: { quantity: 'W', layer: 1, entry: { row: 0, column: 0 } }, steps: -2 },
      { target: { quantity: 'rate', layer: 0, entry: { row: 0, column: 0 } }, text: '0.1' },
    ],
  },
];

/** What a message can be; those of the first row have nothing to be wrong about. */
const TYPES = [
  ...['ready', 'endSteps', 'stopDescent', 'writeWhatIf', 'help'],
  ...['choose', 'goTo', 'goToProblem', 'plain', 'copy', 'picture', 'pictureCopied', 'step', 'descend', 'writeStep'],
  ...['whatIf', 'inspect', 'export', 'present', 'area'],
];
const WITHOUT_PARTS = 5;

/** The value, and with each of its parts in turn replaced by each of these. */
function* withOther(value: unknown, others: (part: unknown) => readonly unknown[]): Generator<unknown> {
  yield* others(value);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value))
    for (const other of withOther(part, others))
      yield Array.isArray(value)
        ? value.map((one: unknown, i) => (String(i) === key ? other : one))
        : { ...value, [key]: other };
}

describe('A message of the page', () => {
  for (const message of GOOD) {
    it(`is taken as it is: ${JSON.stringify(message).slice(0, 60)}`, () => {
      assert.deepEqual(readToHost(message), message);
    });
  }

  for (const message of [
    null,
    'ready',
    [],
    {},
    { type: 'toString' },
    { type: '__proto__' },
    { type: 'choose' },
    { type: 'present', on: 'yes' },
    { type: 'area', area: -1 },
    { type: 'export', colours: 'red' },
    { type: 'picture', format: 'gif', tex: 'x', tag: null, words: 'x' },
    { type: 'picture', format: 'png', tex: 'x', words: 'x' },
    { type: 'pictureCopied' },
    { type: 'choose', choices: defaultChoices },
    { type: 'goTo', target: { quantity: 'Delta', layer: 1 } },
    { type: 'goTo', target: { quantity: 'W', layer: -1 } },
    { type: 'goTo', target: { quantity: 'W', layer: 1, entry: { row: 0.5, column: 0 } } },
    { type: 'goTo', target: { quantity: 'W', layer: 1, entry: null } },
    { type: 'goToProblem', offset: NaN },
    { type: 'plain', id: 7 },
    { type: 'copy', text: 7 },
    { type: 'step', index: -1 },
    { type: 'step', index: '1' },
    { type: 'descend', rate: Infinity, count: 3 },
    { type: 'descend', rate: 1, count: 1e12 },
    { type: 'writeStep', step: 1.5 },
    { type: 'inspect', question: { at: { quantity: 'nothing', layer: 2, row: 0, column: 1 }, about: 'value' } },
    { type: 'inspect', question: { at: { quantity: 'W', layer: 2, row: -1, column: 1 }, about: 'value' } },
    { type: 'inspect', question: { at: { quantity: 'W', layer: 2, row: 0, column: 1 }, about: 'all' } },
    { type: 'inspect', question: { at: { id: 3, row: 0, column: 1 }, about: 'value' } },
    { type: 'inspect', question: { about: 'value' } },
    { type: 'whatIf', uri: 'file:///a.nnet', turn: 1, trials: [{ target: { quantity: 'W', layer: 1 } }] },
    { type: 'whatIf', uri: 'file:///a.nnet', turn: 1, trials: [{ target: { quantity: 'W', layer: 1 }, steps: 0.5 }] },
    { type: 'whatIf', uri: 'file:///a.nnet', turn: 1, trials: [{ target: { quantity: 'Q', layer: 1 }, steps: 1 }] },
    { type: 'whatIf', uri: 'a', turn: 1, trials: [{ target: { quantity: 'W', layer: 1 }, text: '1'.repeat(41) }] },
    { type: 'whatIf', uri: 'a', turn: 1, trials: Array(201).fill({ target: { quantity: 'W', layer: 1 }, steps: 1 }) },
  ]) {
    it(`is refused: ${JSON.stringify(message).slice(0, 60)}`, () => {
      assert.equal(readToHost(message), null);
    });
  }

  it('is refused if any part of it is missing or of another type', () => {
    const wrong = (part: unknown): readonly unknown[] =>
      [undefined, null, -1, 0.5, Infinity, {}, true, '', []].filter((other) => {
        const same = typeof other === typeof part && Array.isArray(other) === Array.isArray(part) && other !== null;
        // A rate may be negative, and a trial may be so many steps down.
        return part !== null && !same && !(typeof part === 'number' && other === -1);
      });
    for (const message of GOOD) {
      const { type, ...rest } = message as { type: string };
      // Choices are read one by one, and what is wrong is replaced by the default.
      if (type === 'choose') continue;
      for (const other of withOther(rest, wrong)) {
        if (typeof other !== 'object' || other === null || Array.isArray(other)) continue;
        const changed = { ...other, type };
        const text = JSON.stringify(changed, (_, part: unknown) => (part === undefined ? 'undefined' : part));
        // What may be missing: an entry of a target, the number of a formula.
        if (
          text.includes('"entry":"undefined"') ||
          text.includes('"tag":null') ||
          Object.keys(other).length < Object.keys(rest).length
        )
          continue;
        assert.equal(readToHost(changed), null, text);
      }
    }
  });

  it('knows every quantity that the page leads from', () => {
    for (const quantity of ['W', 'b', 'V', 'v', 'Sigma', 'X', 'target', 'loss', 'rate']) {
      const message = { type: 'goTo', target: { quantity, layer: 0 } };
      assert.deepEqual(readToHost(message), message);
    }
  });

  it('is as long as it may be, and no longer', () => {
    const trial = (more: object) => ({ target: { quantity: 'W', layer: 1 }, ...more });
    const at: readonly (readonly [number, (n: number) => object])[] = [
      [50_000_000, (n) => ({ type: 'copy', text: 'a'.repeat(n) })],
      [5_000_000, (n) => ({ type: 'picture', format: 'png', tex: 'a'.repeat(n), tag: null, words: '' })],
      [5_000_000, (n) => ({ type: 'picture', format: 'png', tex: '', tag: null, words: 'a'.repeat(n) })],
      [40, (n) => ({ type: 'picture', format: 'png', tex: '', tag: '1'.repeat(n), words: '' })],
      [1_000_000, (n) => ({ type: 'descend', rate: -0.5, count: n })],
      [Number.MAX_SAFE_INTEGER, (n) => ({ type: 'step', index: n })],
      [200, (n) => ({ type: 'whatIf', uri: '', turn: 0, trials: Array(n).fill(trial({ steps: 1 })) })],
      [40, (n) => ({ type: 'whatIf', uri: '', turn: 0, trials: [trial({ text: '1'.repeat(n) })] })],
      [1_000_000, (n) => ({ type: 'whatIf', uri: '', turn: 0, trials: [trial({ steps: n })] })],
      [1_000_000, (n) => ({ type: 'whatIf', uri: '', turn: 0, trials: [trial({ steps: -n })] })],
    ];
    for (const [most, message] of at) {
      assert.notEqual(readToHost(message(most)), null, `${most}`);
      assert.equal(readToHost(message(most + 1)), null, `${most} and one more`);
    }
    const both = { type: 'whatIf', uri: '', turn: 0, trials: [trial({ steps: 1, text: '1' })] };
    assert.equal(readToHost(both), null, 'either steps or a text');
    assert.equal(readToHost({ type: 'step', index: 0 })?.type, 'step');
  });

  it('never throws, whatever it is', () => {
    fc.assert(fc.property(fc.anything(), (message) => void readToHost(message)));
  });

  it('of every type with anything in one or two places is taken or refused, and what is taken is taken again as it is', () => {
    const [taken, refused] = [new Set<string>(), new Set<string>()];
    const good = fc.constantFrom(...TYPES).chain((type) => {
      const ofType = GOOD.filter((message) => (message as { type: string }).type === type);
      assert.notEqual(ofType.length, 0, type);
      return fc.constantFrom(...ofType);
    });
    const change = fc.record({ at: fc.nat(), by: fc.anything({ maxDepth: 2 }) });
    fc.assert(
      fc.property(good, fc.array(change, { maxLength: 2 }), (message, changes) => {
        const { type, ...rest } = message as { type: string };
        const changed = changes.reduce<unknown>((value, { at, by }) => {
          const all = [...withOther(value, () => [by])];
          return all[at % all.length];
        }, rest);
        const whole = typeof changed === 'object' && changed !== null ? { ...changed, type } : { type };
        const read = readToHost(whole);
        (read === null ? refused : taken).add(type);
        if (read === null) return;
        assert.equal(read.type, type);
        assert.deepEqual(readToHost(read), read);
      }),
      { numRuns: Number(process.env['NNET_FUZZ'] ?? 3000) },
    );
    assert.deepEqual([...taken].sort(), [...TYPES].sort());
    assert.deepEqual([...refused].sort(), TYPES.slice(WITHOUT_PARTS).sort());
  });
});
