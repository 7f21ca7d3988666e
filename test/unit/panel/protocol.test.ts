import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { usualHandout, type HandoutChoices } from '../../../src/authoring/choices';
import { usualLook } from '../../../src/notation/look';
import { usualChoices, type PageChoices } from '../../../src/page/pageChoices';
import {
  defaultChoices,
  type PersistedState,
  readChoices,
  readPersistedState,
  type ViewChoices,
} from '../../../src/panel/protocol';

const state: PersistedState = {
  version: 1,
  uri: 'file:///a/b.nnet',
  choices: {
    sample: 'x',
    column: 3,
    output: 2,
    digits: { kind: 'decimals', count: 0 },
    expanded: ['forward.1.W'],
    form: '5',
    layer: 2,
    shapes: true,
    letters: 'course',
    general: true,
    neuron: { layer: 2, index: 3 },
    network: 'homogeneous',
    own: { claim: { quantity: 'gradW', layer: 2 }, text: '[1 2]' },
  },
  scroll: { block: 'gradient.2', offset: 31 },
  zoom: 1.3,
  edges: 'gradient',
  step: 7,
  locked: true,
  follow: true,
};

describe('The choices of the page', () => {
  it('can each be made by something on it', () => {
    const sources = readdirSync('src/webview', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(path.join('src/webview', file), 'utf8'));
    const made = (choice: string): boolean => sources.some((text) => new RegExp(`choose\\(\\{[^}]*\\b${choice}\\b`).test(text)); // prettier-ignore
    // For a field of `Look`, the compiler asks in `choicesView.ts`.
    const without = Object.keys(defaultChoices).filter((choice) => !(choice in usualLook) && !made(choice));
    assert.deepEqual(without, [], 'no control calls choose({ … })');
    assert.ok(!made('compact'));
  });

  it('are shown where they are made', () => {
    const view = readFileSync('src/webview/tools/choicesView.ts', 'utf8');
    const made = [...view.matchAll(/choose\(\{ (\w+)/g)].map(([, choice]) => choice);
    assert.ok(made.length > 5);
    const hidden = made.filter((choice) => !new RegExp(`choices\\.${choice}\\b`).test(view));
    assert.deepEqual(hidden, [], 'show() sets no control to them');
  });
});

describe('The choices of the page and of the core', () => {
  it('have the same values and the same defaults', () => {
    // The compiler compares the values: one that only the core has is missing in `viewChoices.ts`.
    type OfPage = Exclude<keyof PageChoices & keyof ViewChoices, 'expanded'>;
    type OfExport = keyof HandoutChoices & keyof ViewChoices;
    const ofPage: Pick<ViewChoices, OfPage> = usualChoices;
    const ofExport: Pick<ViewChoices, OfExport> = usualHandout;
    const usual: Readonly<Record<string, unknown>> = { ...ofExport, ...ofPage };
    const shared = Object.entries(defaultChoices).filter(([name]) => name in usual && name !== 'expanded');
    assert.ok(shared.length > 7);
    for (const [name, value] of shared) assert.deepEqual(usual[name], value, name);
  });
});

describe('What was kept', () => {
  it('is read back as it was', () => {
    assert.deepEqual(readPersistedState(JSON.parse(JSON.stringify(state))), state);
  });

  it('is refused if it is of another version or of no file', () => {
    for (const other of [null, undefined, 7, 'x', [], {}, { ...state, version: 2 }, { ...state, uri: 5 }]) {
      assert.equal(readPersistedState(other), null);
    }
  });

  it('has the default in place of what is not one of ours', () => {
    const { choices } = readPersistedState({
      ...state,
      choices: {
        sample: 3,
        column: 1.5,
        output: 0,
        digits: { kind: 'significant', count: 99 },
        expanded: [1, 'ok'],
        form: '8',
        layer: 0,
        shapes: 1,
        general: 'yes',
        network: 'augmented',
      },
    })!;
    assert.deepEqual(choices, { ...defaultChoices, expanded: ['ok'] });
    const { scroll, zoom, edges, step } = readPersistedState({
      ...state,
      scroll: { block: 1 },
      zoom: 90,
      edges: 'x',
      step: -1,
    })!;
    assert.deepEqual([scroll, zoom, edges, step], [null, 1, 'weight', null]);
  });

  it('is each choice that the page has, up to its bounds, and nothing beyond', () => {
    const most = Number.MAX_SAFE_INTEGER;
    const own = (claim: unknown, text: unknown = '1') => ({ claim, text });
    // The compiler asks for a new choice here: values that are kept, and others in whose place the default is.
    const values: Readonly<Record<keyof ViewChoices, Readonly<Record<'kept' | 'refused', readonly unknown[]>>>> = {
      sample: { kept: ['x', '', null], refused: [3, ['x']] },
      column: { kept: [1, most], refused: [0, 1.5, most + 1, '1', -1] },
      output: { kept: [1, most, 'all'], refused: [0, 1.5, most + 1, '1', -1] },
      digits: {
        kept: [
          ...[2, 17].flatMap((count) => ['significant', 'fractions'].map((kind) => ({ kind, count }))),
          ...[0, 15].map((count) => ({ kind: 'decimals', count })),
        ],
        refused: [
          ...[1, 18, 2.5, '3', null].flatMap((count) => ['significant', 'fractions'].map((kind) => ({ kind, count }))),
          ...[-1, 16, 0.5].map((count) => ({ kind: 'decimals', count })),
          { kind: '', count: 4 },
        ],
      },
      expanded: { kept: [[], ['forward.1.W', 'forward.X/r2']], refused: ['a', [1]] },
      form: { kept: ['1', '2', '3', '4', '5', 'delta', 'proof'], refused: ['', '8'] },
      layer: { kept: [1, most], refused: [0, 1.5, most + 1, '1', -1] },
      shapes: { kept: [true, false], refused: [1, 'yes'] },
      letters: { kept: ['paper', 'course'], refused: [''] },
      general: { kept: [true, false], refused: [1, 'yes'] },
      neuron: {
        kept: [1, most].map((n) => ({ layer: n, index: n })),
        refused: [{ layer: 0, index: 1 }, { layer: 1, index: 0 }, { layer: 1 }, [1, 1], 3],
      },
      network: { kept: ['written', 'homogeneous', 'affine', 'both'], refused: ['', 'augmented'] },
      own: {
        kept: [
          ...['gradW', 'gradb', 'gradX', 'Delta', 'N', 'Sigma'].flatMap((quantity) =>
            [0, 3].map((layer) => own({ quantity, layer })),
          ),
          own(null, '1'.repeat(50_000)),
        ],
        refused: [
          ...['W', '', null].map((quantity) => own({ quantity, layer: 1 })),
          ...[-1, 0.5, null].map((layer) => own({ quantity: 'N', layer })),
          ...[undefined, 'N', 7].map((claim) => own(claim)),
          own(null, '1'.repeat(50_001)),
          own(null, 1),
        ],
      },
    };
    for (const [name, { kept, refused }] of Object.entries(values)) {
      const of = (value: unknown) => readChoices({ ...defaultChoices, [name]: value });
      assert.ok(refused.length > 0 && kept.some((value) => !isDeepStrictEqual(of(value), defaultChoices)), name);
      for (const value of kept) assert.deepEqual(of(value), { ...defaultChoices, [name]: value }, name);
      for (const value of refused) assert.deepEqual(of(value), defaultChoices, `${name} ${JSON.stringify(value)}`);
    }
    assert.deepEqual(readChoices(null), defaultChoices);
    assert.deepEqual(readChoices([]), defaultChoices);
  });

  it('is how the page was scrolled, zoomed and followed', () => {
    const of = (part: object) => readPersistedState({ ...state, ...part })!;
    for (const zoom of [0.5, 4]) assert.equal(of({ zoom }).zoom, zoom);
    for (const zoom of [0.49, 4.01, '2', NaN]) assert.equal(of({ zoom }).zoom, 1);
    for (const scroll of [{ block: 'a', offset: NaN }, { block: 'a' }, { offset: 1 }, null, 'a'])
      assert.equal(of({ scroll }).scroll, null);
    assert.equal(of({ step: 0 }).step, 0);
    assert.equal(of({ step: 0.5 }).step, null);
    assert.deepEqual([of({ edges: 'weight' }).edges, of({ edges: '' }).edges], ['weight', 'weight']);
    assert.deepEqual([of({ locked: 1 }).locked, of({ follow: 1 }).follow], [false, false]);
  });

  it('keeps fractions', () => {
    const digits = { kind: 'fractions', count: 4 } as const;
    assert.deepEqual(readChoices({ digits }).digits, digits);
    assert.deepEqual(readChoices({ digits: { kind: 'fractions' } }).digits, defaultChoices.digits);
  });

  it('never makes the reader fail', () => {
    const runs = { numRuns: Number(process.env['NNET_FUZZ'] ?? 500) };
    fc.assert(
      fc.property(fc.anything(), (value) => {
        assert.deepEqual(readChoices(readChoices(value)), readChoices(value));
        const mixed = readPersistedState({
          ...state,
          choices: value,
          scroll: value,
          zoom: value,
          edges: value,
          step: value,
        });
        assert.equal(mixed?.uri, state.uri);
      }),
      runs,
    );
  });
});
