import type { Trace } from '../../engine/trace';
import { message, quantities as named, type Message } from '../../message/message';
import { subscript } from '../../message/subscript';
import {
  entryExpression,
  valueOf,
  type EntryExpression,
  type Line,
  type RowTimesColumn,
} from '../../notation/entry/entryExpression';
import { entryFormula } from '../../notation/entry/entryFormula';
import { entryNameTex } from '../../notation/entry/entryTex';
import {
  expressionTex,
  entryFactors,
  generalFactors,
  inLetters,
  inNumbers,
  lastStepTex,
  longSum,
  rowsTimesColumns,
  WRITTEN_OUT,
  type ExpressionLook,
} from '../../notation/entry/expressionTex';
import type { Quantities } from '../../notation/formula/quantities';
import type { QuantitySymbol } from '../../notation/formula/symbol';
import { operatorName } from '../../notation/tex/texName';
import type { LetterStyle } from '../../notation/tex/letters';
import { lettersIn } from '../../notation/tex/texInLook';
import type { Digits } from '../../numbers/numberLayout';
import { numberTex, wordsNumber } from '../../numbers/numberText';
import { entryHead } from './entryHead';
import { symbolOf, type EntryQuantity, type EntryRef } from '../../notation/entry/entryRef';
import { MOST_ROWS, type EntryChoices, type EntryTable, type EntryWork, type SourceLine } from './entryWork';

/** Whether an entry is computed from others. */
export function hasProduct(ref: EntryRef, q: Quantities, trace: Trace): boolean {
  const formula = entryFormula(symbolOf(ref.quantity, ref.layer, q), q, trace);
  return formula !== null && formula.result !== null;
}

/** The rows and columns that an entry is made of. */
export function sourcesOf(ref: EntryRef, q: Quantities, trace: Trace): readonly SourceLine[] {
  const lines = rowsTimesColumns(expressionOf(ref, q, trace)).flatMap(({ left, right }) => [left, right]);
  return lines.flatMap((line) => {
    const source = line === null ? null : quantityOf(line.symbol);
    return source === null ? [] : [{ ...source, of: line!.of, index: line!.index }];
  });
}

/** Which row times which column an entry is, in letters and with the numbers, each product and the sum. */
export function productWork(ref: EntryRef, q: Quantities, trace: Trace, choices: EntryChoices): EntryWork {
  const { digits } = choices;
  const letters = lettersIn(choices);
  const expression = expressionOf(ref, q, trace);
  const name = (symbol: QuantitySymbol, row: number | string, column: number | string) =>
    entryNameTex(symbol, row, column, q, letters);
  const number = (x: number) => numberTex(x, digits);
  const look = inLetters(({ symbol }, row, column) => name(symbol, row, column), mapIn(trace, 'letters', name, number));
  const value = number(valueOf(expression));
  const sides = [
    expressionTex(expression, look),
    expressionTex(expression, inNumbers(number, mapIn(trace, 'numbers', name, number))),
    lastStepTex(expression, number),
    value,
  ];
  const different = sides.filter((side, i) => i === 0 || side !== sides[i - 1]);
  const left = name(symbolOf(ref.quantity, ref.layer, q), ref.row, ref.column);
  const sum = longSum(expression);
  return {
    about: 'product',
    heading: headingOf(expression),
    tex: `\\begin{aligned} ${left} &= ${different.join(' \\\\ &= ')} \\end{aligned}`,
    table: sum && tableOf(sum, q, letters, digits),
    notes: [],
  };
}

function expressionOf({ quantity, layer, row, column }: EntryRef, q: Quantities, trace: Trace): EntryExpression {
  return entryExpression(entryFormula(symbolOf(quantity, layer, q), q, trace)!, row, column);
}

function headingOf(expression: EntryExpression): Message {
  const [product] = rowsTimesColumns(expression);
  if (product === undefined || product.left === null || product.right === null) return message('How it is computed');
  return message('Row × column: {0} times {1}', lineName(product.left), lineName(product.right));
}

function lineName({ symbol, of, index }: Line): Message {
  const name = symbolName(symbol);
  return of === 'row' ? message('row {0} of {1}', index + 1, name) : message('column {0} of {1}', index + 1, name);
}

/** A quantity in running text: W₁, X, Σ′₂. */
function symbolName(symbol: QuantitySymbol): Message {
  const layer = 'layer' in symbol && typeof symbol.layer === 'number' ? symbol.layer : 0;
  switch (symbol.name) {
    case 'Sigma':
      return named(layer === 0 ? 'X' : `Σ${subscript(layer)}`);
    case 'dSigma':
      return named(`Σ′${subscript(layer)}`);
    case 'Delta':
      return named(`Δ${subscript(layer)}`);
    case 'Jacobian':
      return named(`J${subscript(layer)}`);
    case 'lossGradient':
      return named('∇L');
    case 'Y':
      return named('Y');
    case 'ones':
      return named('𝟏');
    default:
      return named(`${symbol.name}${layer === 0 ? '' : subscript(layer)}`);
  }
}

/** A map at an argument: sigmoid(0.3), or what softmax does with its column. */
function mapIn(
  trace: Trace,
  what: 'letters' | 'numbers',
  name: (symbol: QuantitySymbol, row: number | string, column: number | string) => string,
  number: (x: number) => string,
): ExpressionLook['map'] {
  return ({ map, argument }, tex) => {
    if (argument.kind !== 'entry' || !('layer' in map) || typeof map.layer !== 'number') return tex;
    const { symbol, row, column } = argument;
    const layer = trace.forward.network.layers[map.layer - 1];
    if (layer.activation.kind === 'coordinatewise') {
      const prime = map.name === 'dSigma' ? "'" : '';
      return `${operatorName(layer.activation.activations[row].name)}${prime}(${tex})`;
    }
    const { N } = trace.forward.layers[map.layer - 1];
    const power = (j: number) =>
      `e^{${what === 'letters' ? name(symbol, j, column) : number(N.data[j * N.cols + column])}}`;
    const all =
      N.rows <= WRITTEN_OUT
        ? Array.from({ length: N.rows }, (_, j) => power(j)).join(' + ')
        : `\\sum_{j=1}^{${N.rows}} e^{${name(symbol, 'j', column)}}`;
    return `\\frac{${power(row)}}{${all}}`;
  };
}

/** The products of a long sum: all of them, or the largest and the sum of the others. */
function tableOf(sum: RowTimesColumn, q: Quantities, letters: LetterStyle, digits: Digits): EntryTable {
  const words = (x: number) => wordsNumber(x, digits);
  const all = Array.from({ length: sum.count }, (_, j) => ({ j, value: valueOf(sum.term(j)) }));
  const total = all.reduce((one, { value }) => one + value, 0);
  const bySize = [...all].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const shown = sum.count <= MOST_ROWS ? all : bySize.slice(0, MOST_ROWS);
  const others = sum.count <= MOST_ROWS ? [] : bySize.slice(MOST_ROWS);
  return {
    index: named('j'),
    head: generalFactors(sum).map((factor) => entryHead(factor, q, letters)),
    rows: shown.map(({ j, value }) => ({
      index: named(String(j + 1)),
      factors: entryFactors(sum.term(j)).map((one) => words(one.value)),
      product: words(value),
    })),
    rest:
      others.length === 0
        ? null
        : {
            text: message('{0} smaller ones', others.length),
            sum: words(others.reduceRight((one, { value }) => one + value, 0)),
          },
    sum: words(total),
  };
}

/** The quantity of the page that a symbol is. */
function quantityOf(symbol: QuantitySymbol): { quantity: EntryQuantity; layer: number } | null {
  const layer = 'layer' in symbol && typeof symbol.layer === 'number' ? symbol.layer : 0;
  switch (symbol.name) {
    case 'W':
    case 'b':
    case 'N':
    case 'dSigma':
    case 'Delta':
      return { quantity: symbol.name, layer };
    case 'Sigma':
      return { quantity: layer === 0 ? 'X' : 'Sigma', layer };
    default:
      return null;
  }
}
