import fc from 'fast-check';
import { parse } from '../../../src/language/syntax/parser';
import type { Statement } from '../../../src/language/syntax/tree';
import { randomSpec } from './randomSpec';

/** One mistake in a text: null where the text has no place for it. */
type Break = (text: string, statements: readonly Statement[], pick: number) => string | null;

const replaced = (text: string, { range }: Pick<Statement, 'range'>, by: string) =>
  text.slice(0, range.start) + by + text.slice(range.end);

function onOne(kinds: readonly Statement['kind'][], change: (line: string) => string | null): Break {
  return (text, statements, pick) => {
    const those = statements.filter((s) => kinds.includes(s.kind));
    const one = those[pick % those.length] as Statement | undefined;
    const changed = one && change(text.slice(one.range.start, one.range.end));
    return one === undefined || changed === undefined || changed === null ? null : replaced(text, one, changed);
  };
}

const inPlace = (from: RegExp, to: string) => (line: string) => (from.test(line) ? line.replace(from, to) : null);
const twice = (line: string) => `${line}\n${line}`;
const without = () => '';

/** The mistakes, each under the name of what one does wrong. */
export const breaks: Readonly<Record<string, Break>> = {
  'misspells an activation': onOne(['layer'], inPlace(/mo|max|ent/, 'mxo')),
  'misspells a keyword': onOne(['layer'], inPlace(/^layer/, 'laier')),
  'misspells a function': onOne(['let'], inPlace(/sqrt/, 'sqr')),
  'misspells a loss': onOne(['loss'], inPlace(/half_sse/, 'half_see')),
  'names what is not there': onOne(['rate'], inPlace(/c\*/, 'momentum*')),
  'forgets the numbers': onOne(['weights'], without),
  'only announces a bias': onOne(['bias'], () => 'b'),
  'forgets a target': onOne(['target'], without),
  'forgets the loss': onOne(['loss'], without),
  'forgets the input': onOne(['input'], without),
  'forgets a size': onOne(['layer'], inPlace(/(layer (?:\w+: )?)\d+ /, '$1')),
  'states a wrong size': onOne(['layer'], inPlace(/layer \d+/, 'layer 7')),
  'states no size': onOne(['layer'], inPlace(/layer \d+/, 'layer 0')),
  'states half a neuron': onOne(['input'], inPlace(/input \d+$/, 'input 2.5')),
  'adds an activation': onOne(['layer'], inPlace(/\]$/, ' tanh]')),
  'gives an argument too many': onOne(['layer'], inPlace(/leaky_relu\(0.2\)/, 'leaky_relu(0.2, 1)')),
  'gives an argument twice': onOne(['layer'], inPlace(/f\(a = 2\)/, 'f(a = 2, a = 3)')),
  'transposes a matrix': onOne(['weights', 'batch'], (line) => `${line}'`),
  'shortens a row': onOne(['weights', 'batch'], inPlace(/ [^ ;\]\n]+;/, ';')),
  'shortens a vector': onOne(['bias', 'input', 'target'], inPlace(/ [^ ;,\]\n]+\]$/, ']')),
  'says a thing twice': onOne(['weights', 'bias', 'loss', 'rate', 'network', 'target'], twice),
  'names two inputs alike': onOne(['input', 'batch'], twice),
  'defines a name twice': onOne(['let', 'activation'], twice),
  'names parameters alike': onOne(['activation'], inPlace(/a = c/, 'a = c, a = 1')),
  'wants an output and a loss': onOne(['loss'], (line) => `output 1\n${line}`),
  'wants an output that is not there': onOne(['output'], () => 'output 9'),
  'wants half an output': onOne(['output'], () => 'output 1.5'),
  'counts labels from 0': onOne(['target'], (line) => (line.includes('onehot') ? line.replace(/\d+/g, '0') : null)),
  'puts the softmax into a list': onOne(['layer'], inPlace(/softmax/, '[softmax]')),
  'numbers a matrix wrongly': onOne(['weights'], inPlace(/^W\w*/, 'W9')),
  'leaves a bracket open': onOne(['weights', 'bias', 'input'], inPlace(/\]$/, '')),
  'groups digits': onOne(['weights'], inPlace(/0\.5/, '1_000')),
  'writes a product as in a book': onOne(['rate'], inPlace(/c\*/, '2')),
  'pastes from NumPy': onOne(['weights'], inPlace(/(\[.*\])$/s, 'np.array($1)')),
  'defines what nothing uses': onOne(['rate'], (line) => `${line}\nlet unused = 1\nactivation unusedToo(x) = x`),
  'states a wrong derivative': onOne(['rate'], (line) => `${line}\nderivative tanh(x) = 1`),
  'puts W above the layers': (text, statements) => {
    const W = statements.find((s) => s.kind === 'weights');
    if (W === undefined) return null;
    return `${text.slice(W.range.start, W.range.end)}\n${replaced(text, W, '')}`;
  },
  'puts the target above the input': (text, statements) => {
    const target = statements.find((s) => s.kind === 'target' && s.name === null);
    const input = statements.find((s) => s.kind === 'input');
    if (target === undefined || input === undefined || target.range.start > input.range.end + 2) return null;
    return `${text.slice(target.range.start, target.range.end)}\n${replaced(text, target, '')}`;
  },
  'stops before the layers': (text, statements) => {
    const first = statements.find((s) => s.kind === 'layer');
    const isLast = first && !statements.some((s) => s.kind === 'input' && s.range.start > first.range.start);
    return isLast ? text.slice(0, first.range.start) : null;
  },
};

/** A valid spec with one of the mistakes in it. */
export const brokenSpec: fc.Arbitrary<{ readonly text: string; readonly mistake: string; readonly whole: string }> = fc
  .tuple(randomSpec, fc.constantFrom(...Object.keys(breaks)), fc.nat(20))
  .map(([{ text: whole }, mistake, pick]) => ({
    whole,
    mistake,
    text: breaks[mistake](whole, parse(whole).statements, pick),
  }))
  .filter((broken): broken is { text: string; mistake: string; whole: string } => broken.text !== null);
