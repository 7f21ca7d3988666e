// Up to which size a page shows all of something, and how much of it beyond: limits.txt has been read by people.
import { traceNetwork } from '../../../src/engine/traceNetwork';
import { check } from '../../../src/language/meaning/checker';
import { parse } from '../../../src/language/syntax/parser';
import { say } from '../../../src/message/message';
import { hasNumbers } from '../../../src/network/network';
import type { GradientForm } from '../../../src/notation/formula/forms';
import { buildPage } from '../../../src/page/networkPage';
import type { Block, Page } from '../../../src/page/page';
import { usualChoices } from '../../../src/page/pageChoices';
import { assertAccepted } from '../accepted';

const repeat = (text: string, n: number, between = ' '): string => Array.from({ length: n }, () => text).join(between);

interface Series {
  /** In rising order; between them nothing changes that is not told by its neighbours. */
  readonly sizes: readonly number[];
  readonly text: (n: number) => string;
  readonly form?: GradientForm;
}

const layers = (n: number): string =>
  `input X = [1 2]\n${repeat('layer tanh\n  W = [1 0.5; 0 1]\n  b = [1 2]', n, '\n')}\noutput 1`;
const jacobian = (n: number): string => `input X = [1]\nlayer tanh\n  W = [${repeat('0.5', n, '; ')}]`;
const batch = (n: number): string =>
  `batch X = [${repeat('1', n)}]\ntarget = [${repeat('0.5', n)}]\nlayer tanh\n  W = [0.5]\nloss sse`;

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1);

/** What grows, at which sizes it is looked at. */
const series: Readonly<Record<string, Series>> = {
  layers: { sizes: [...upTo(10), 19, 20, 21, 22, 30, 31, 32], text: layers },
  'layers, in form (5)': { sizes: upTo(8), text: layers, form: '5' },
  'layers, by Δ': { sizes: upTo(8), text: layers, form: 'delta' },
  'layers of one neuron': { sizes: upTo(8), text: (n) => `input X = [1]\n${repeat('layer tanh\n  W = [0.5]', n, '\n')}\noutput 1`, form: '1' },
  'layers without numbers': { sizes: upTo(10), text: (n) => `input 2\n${repeat('layer 2 tanh', n, '\n')}\noutput 1` },
  'neurons of a hidden layer': { sizes: [...upTo(14), 49, 50, 51], text: (n) => `input X = [1 2]\nlayer ${n} tanh\n  W = ones()\nlayer 1 tanh\n  W = ones()\noutput 1` },
  inputs: { sizes: upTo(14), text: (n) => `input X = [${repeat('0.5', n)}]\nlayer 1 tanh\n  W = fill(0.1)\noutput 1` },
  'activations of a list': { sizes: upTo(18), text: (n) => `input X = [1]\nlayer [${Array.from({ length: n }, (_, i) => ['tanh', 'sin'][i % 2]).join(' ')}]\n  W = ones()\noutput 1` },
  'outputs without an objective': { sizes: upTo(14), text: jacobian },
  'outputs without an objective, in form (5)': { sizes: upTo(14), text: jacobian, form: '5' },
  'outputs with a loss': { sizes: upTo(14), text: (n) => `input X = [1]\ntarget = [${repeat('0.25', n)}]\nlayer tanh\n  W = [${repeat('0.5', n, '; ')}]\nloss half_sse` },
  samples: { sizes: [...upTo(14), 63, 64, 65, 66], text: batch },
  'samples, in form (4)': { sizes: [...upTo(14), 63, 64, 65, 66], text: batch, form: '4' },
}; // prettier-ignore

/** The page of a text, and the traces of its outputs where a Jacobian is asked for. */
function pageOf(text: string, form: GradientForm): Page {
  const { network } = check(parse(text));
  if (network === null) throw new Error(text);
  const choices = { ...usualChoices, form };
  if (!hasNumbers(network) || network.samples.length === 0)
    return buildPage({ network, trace: null, check: null, choices });
  const [sample] = network.samples;
  const trace = traceNetwork(network, sample);
  const size = network.layers[network.layers.length - 1].size;
  const outputs = trace.backward === null ? Array.from({ length: size }, (_, i) => traceNetwork(network, sample, { kind: 'output', index: i + 1 })) : []; // prettier-ignore
  return buildPage({ network, trace, check: null, choices, outputs });
}

/** What is counted of a page: how often dots stand for something in each kind of block, and how many blocks there are. */
function countsOf({ sections }: Page): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const add = (name: string, count: number): void => void counts.set(name, (counts.get(name) ?? 0) + count);
  for (const { id, blocks } of sections) {
    for (const block of blocks) {
      add(`blocks of ${id}`, 1);
      const kind = block.id.replace(/\d+/g, '#');
      const text = textOf(block);
      add(`dots in ${kind}`, text.match(/\\[cvld]*dots|…/g)?.length ?? 0);
      if (block.kind === 'formula') add(`lines of ${kind}`, text.match(/\\\\\[/g)?.length ?? 0);
    }
  }
  return counts;
}

function textOf(block: Block): string {
  switch (block.kind) {
    case 'formula':
      return `${block.plainTex} ${block.spoken.map((one) => say(one)).join(' ')}`;
    case 'paragraph':
    case 'note':
      return block.content.map((part) => (part.kind === 'math' ? part.tex : say(part.text))).join('');
    case 'drawing':
      return block.columns.map(({ elidedAfter }) => (elidedAfter === null ? '' : '…')).join('');
    default:
      return '';
  }
}

/** 0 0 0 1 2 3 3 as `1–3: 0; 4–6: 1, then 1 more each; 7: 3`: the longest stretches that grow evenly. */
function inStretches(at: readonly number[], counts: readonly number[]): string {
  const stretches: string[] = [];
  for (let first = 0; first < counts.length;) {
    const more = first + 1 < counts.length ? counts[first + 1] - counts[first] : 0;
    let last = first;
    while (last + 1 < counts.length && counts[last + 1] - counts[last] === more) last++;
    // Two sizes alone are no growth, unless they are alike.
    if (last === first + 1 && more !== 0) last = first;
    const sizes = last === first ? `${at[first]}` : `${at[first]}–${at[last]}`;
    stretches.push(`${sizes}: ${counts[first]}${last > first && more !== 0 ? `, then ${more} more each` : ''}`);
    first = last + 1;
  }
  return stretches.join('; ');
}

/** Two layers of 14 neurons with everything that a page shows. */
const WIDE = `input X = [${repeat('0.5', 14)}]
target = [${repeat('1', 14)}]
layer 14 tanh
  W = uniform(-1, 1)
  b = ones()
layer 14 tanh
  W = uniform(-1, 1)
loss half_sse
rate = 0.1
`;

describe('The limits of a page', () => {
  it('have a name for each matrix that is opened: one key for one matrix', () => {
    const opened = new Map<string, Set<string>>();
    for (const form of ['3', '4', '5', 'delta', 'proof'] as const) {
      for (const block of pageOf(WIDE, form).sections.flatMap(({ blocks }) => blocks)) {
        if (block.kind !== 'formula') continue;
        for (const [, key] of block.tex.matchAll(/expand=([^},/]+)/g)) {
          const [id, matrix] = key.split(':');
          opened.set(matrix, (opened.get(matrix) ?? new Set()).add(id));
        }
      }
    }
    const lines = [...opened].map(([matrix, ids]) => `${matrix}: ${[...ids].sort().join(', ')}`).sort();
    assertAccepted('page/opened.txt', lines);
  });

  it('are where they were accepted', () => {
    const lines: string[] = [];
    for (const [name, { sizes, text, form = '3' }] of Object.entries(series)) {
      lines.push(`# ${name}`);
      const counts = sizes.map((n) => countsOf(pageOf(text(n), form)));
      for (const kind of new Set(counts.flatMap((one) => [...one.keys()])))
        lines.push(
          `${kind}: ${inStretches(
            sizes,
            counts.map((one) => one.get(kind) ?? 0),
          )}`,
        );
    }
    // What is alike at every size is no limit.
    assertAccepted(
      'page/limits.txt',
      lines.filter((line) => line.startsWith('#') || line.includes(';')),
    );
  });
});
