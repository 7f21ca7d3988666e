import { message, quantities as named, type Message } from '../../message/message';
import { layerIndex } from '../../message/subscript';
import { entryNameTex } from '../../notation/entry/entryTex';
import type { GeneralEntry } from '../../notation/entry/expressionTex';
import { gradientPaths, pathsFormula, type GradientPath, type PathsBy } from '../../notation/entry/gradientPaths';
import type { Factor, Formula } from '../../notation/formula/formula';
import type { Quantities } from '../../notation/formula/quantities';
import { numberTex, wordsNumber } from '../../numbers/numberText';
import type { Steps } from '../../steps/steps';
import { lettersIn } from '../../notation/tex/texInLook';
import { entryHead } from './entryHead';
import { symbolOf, type EntryRef } from '../../notation/entry/entryRef';
import { MOST_ROWS, type EntryChoices, type EntryWork } from './entryWork';

/** How many paths there are, to the digit as far as a double knows it. */
const COUNT = { kind: 'significant', count: 15 } as const;

const DERIVATIVES = { W: 'gradW', b: 'gradb', X: 'gradX', N: 'Delta', Sigma: 'gradSigma' } as const;

/** ∂f/∂w as the sum over all paths from w to the output, in steps that can be abandoned. */
export function* pathsWork(
  { layer, row, column }: EntryRef,
  by: PathsBy,
  q: Quantities,
  { digits, ...look }: EntryChoices,
): Steps<EntryWork> {
  const letters = lettersIn(look);
  const formula = pathsFormula(q, by, layer);
  const paths = yield* gradientPaths(formula, row, column, MOST_ROWS);
  if (paths === null) {
    const heading = message('The sum over all paths to the output');
    const notes = [message('There are too many products to go through path by path.')];
    return { about: 'paths', heading, tex: null, table: null, notes };
  }
  const { count, notZero, largest, sum, rest } = paths;
  const words = (x: number) => wordsNumber(x, digits);
  const heads = headsOf(formula, by, row, column, q);
  const name = (head: Head) => entryNameTex(head.symbol, head.row, head.column, q, letters);
  const indices = heads.flatMap((head) => [head.row, head.column]).filter((index) => typeof index === 'string');
  const over = indices.length === 0 ? '' : `\\sum_{${[...new Set(indices)].join(',\\,')}} `;
  const left = entryNameTex(symbolOf(DERIVATIVES[by], layer, q), row, column, q, letters);
  const right = heads.length === 0 ? '1' : heads.map(name).join(' \\, ');
  return {
    about: 'paths',
    heading: message('The sum over all paths to the output ({0})', wordsNumber(count, COUNT)),
    tex: `\\begin{aligned} ${left} &= ${over}${right} \\\\ &= ${numberTex(sum, digits)} \\end{aligned}`,
    table: {
      index: q.columns > 1 ? message('Sample: path') : message('Path'),
      head: heads.map((head) => entryHead(head, q, letters)),
      rows: largest.map((path) => ({
        index: named(pathName(path, by, column, q.columns > 1)),
        factors: heads.map(({ factor }) => words(path.factors[factor])),
        product: words(path.product),
      })),
      rest:
        largest.length === notZero
          ? null
          : { text: message('{0} smaller ones', wordsNumber(notZero - largest.length, COUNT)), sum: words(rest) },
      sum: words(sum),
    },
    notes: notesOf(count - notZero, q),
  };
}

function notesOf(zeros: number, q: Quantities): readonly Message[] {
  const notes: Message[] = [];
  if (zeros > 0) notes.push(message('Paths with a factor 0, which are not listed: {0}.', wordsNumber(zeros, COUNT)));
  if (q.beginsWithDelta && typeof q.last === 'number') {
    notes.push(
      message(
        'The paths begin at Δ{0}: the last layer and the loss are differentiated in one step.',
        layerIndex(q.last),
      ),
    );
  }
  return notes;
}

/** A factor of every path, with letters for what differs from path to path: the neurons, and the sample of a batch. */
interface Head extends GeneralEntry {
  /** Which factor of the formula it is. */
  readonly factor: number;
}

/** The factors of every path; those that are 1 by what they are, 𝟏 and the unit vector, are left out. */
function headsOf({ right }: Formula, by: PathsBy, row: number, column: number, q: Quantities): readonly Head[] {
  const terms = right.terms as readonly Factor[];
  const neurons = neuronsOf(terms, right.operators, row);
  const sample = q.columns === 1 ? 0 : by === 'W' || by === 'b' ? 's' : column;
  let at = 0;
  const heads = terms.map(({ symbol }, factor): Head => {
    const operator = factor === 0 ? null : right.operators[factor - 1];
    // Column j of Σᵀ is neuron j, its row the sample.
    if (operator === '·') return { symbol, row: column, column: sample, factor };
    if (operator !== '•') return { symbol, row: neurons[at], column: sample, factor };
    at++;
    return { symbol, row: neurons[at - 1], column: neurons[at], factor };
  });
  return heads.filter(({ symbol }) => symbol.name !== 'ones' && symbol.name !== 'indicator');
}

/** The neurons of a path: a letter for each that can be several, as j_2 of layer 2; i for an output before softmax. */
function neuronsOf(
  terms: readonly Factor[],
  operators: Formula['right']['operators'],
  row: number,
): (number | string)[] {
  const steps = terms.filter((_, i) => i > 0 && operators[i - 1] === '•');
  const first = terms[0].symbol.name === 'indicator' ? terms[0].symbol.output - 1 : null;
  const letters = steps.map(({ symbol, shape }, i) => {
    if (i === 0 && first !== null) return first;
    if (shape!.cols === 1) return 0;
    return symbol.name === 'W' && typeof symbol.layer === 'number' ? `j_{${symbol.layer}}` : 'i';
  });
  return [...letters, row];
}

/** The neurons in the order in which the numbers flow: 2 → 1 → 3. */
function pathName({ neurons, sample }: GradientPath, by: PathsBy, column: number, batch: boolean): string {
  const flow = [...(by === 'W' ? [column] : []), ...[...neurons].reverse()].map((neuron) => neuron + 1).join(' → ');
  return batch ? `${sample + 1}: ${flow}` : flow;
}
