import type { Analysis } from '../../analysis/analysis';
import { message, quantities, say, type Message, type Translate } from '../../message/message';
import type { CheckedLayer } from '../../language/meaning/checked';
import { parse } from '../../language/syntax/parser';
import type { MatrixNode } from '../../language/syntax/tree';
import { callParameters } from '../describe/callParameters';
import { cursorContext, type CursorContext } from './cursorContext';
import { documentation } from '../describe/documentation';
import { subscript } from '../../message/subscript';
import { sizeText } from '../describe/shapes';

/** What is being filled in at the cursor: the arguments of a call, or an entry of a matrix. */
export interface SignatureHelp {
  readonly label: string;
  /** Markdown. */
  readonly documentation: string;
  /** Each as it stands in the label. */
  readonly parameters: readonly string[];
  /** Which of them is being typed. */
  readonly active: number;
}

/** The signature at an offset: inside the parentheses of a call, or inside the brackets of a matrix; else null. */
export function signatureAt(analysis: Analysis, offset: number, translate: Translate): SignatureHelp | null {
  const context = cursorContext(analysis, offset);
  const innermost = context?.open.at(-1);
  if (!context || !innermost) return null;
  if (innermost.kind === '(') return callSignature(analysis, context, innermost.index, translate);
  return entrySignature(analysis, context, offset, translate);
}

function callSignature(
  analysis: Analysis,
  { before, open, statement }: CursorContext,
  index: number,
  translate: Translate,
): SignatureHelp | null {
  const { text } = analysis;
  const callee = before[index - 1];
  if (callee?.kind !== 'name') return null;
  const name = text.slice(callee.start, callee.end);
  // In `layer leaky_relu(0.1)` the argument of σ is not written.
  const asActivation =
    (statement === 'layer' || statement === 'loss') && open.every((o) => o.kind === '[' || o.index === index);
  const isMaker = before[index - 2]?.kind === '=' && (statement === 'weights' || statement === 'bias');
  const head = callParameters(analysis, name, asActivation ? 'activation' : isMaker ? 'matrix' : 'function');
  if (head === null || head.parameters.length === 0) return null;
  const { active, named } = argumentBeingTyped(text, before, index);
  const byName = named === null ? -1 : head.parameters.findIndex((p) => p.name === named);
  const last = head.parameters.length - 1;
  return {
    label: head.label,
    documentation: documentation.statement(name, translate),
    parameters: head.parameters.map((p) => p.label),
    active: byName >= 0 ? byName : head.parameters[last].name === '…' ? Math.min(active, last) : active,
  };
}

/** Which argument of the call whose “(” is token `index` the cursor is in, and its name if it has one. */
function argumentBeingTyped(
  text: string,
  tokens: CursorContext['before'],
  index: number,
): { readonly active: number; readonly named: string | null } {
  let active = 0;
  let depth = 0;
  let named: string | null = null;
  for (let i = index + 1; i < tokens.length; i++) {
    const { kind } = tokens[i];
    if (kind === '(' || kind === '[') depth++;
    else if (kind === ')' || kind === ']') depth--;
    else if (depth === 0 && kind === ',') {
      active++;
      named = null;
    } else if (depth === 0 && kind === '=') {
      named = text.slice(tokens[i - 1].start, tokens[i - 1].end);
    }
  }
  return { active, named };
}

/** The entry that the cursor is in, from the text before it: read with a stand-in for what is being typed. */
function entrySignature(
  analysis: Analysis,
  context: CursorContext,
  offset: number,
  translate: Translate,
): SignatureHelp | null {
  const read = typedEntry(analysis.text, context, offset);
  if (read === null) return null;
  const { checked } = analysis;
  const words = (made: Message): string => say(made, translate);
  const layer = checked.layers.findLast((l) => l.statement.range.start < context.start);
  const of = (count: number | null) => words(message('entry {0} of {1}', read.entries, sizeText(count)));
  switch (context.statement) {
    case 'weights':
      return layer === undefined ? null : weightSignature(layer, read, words);
    case 'bias':
      return layer === undefined ? null : single(words(quantities(`b${subscript(layer.index)}`)), of(layer.size));
    case 'input':
      return single('X', of(checked.sizes[0]));
    case 'target':
      return single('Y', of(checked.sizes.at(-1) ?? null));
    case 'batch': {
      const rowPart = words(message('row {0} of {1}', read.row, sizeText(checked.sizes[0])));
      const columnPart = words(message('sample {0}', read.column));
      return { label: `X: ${rowPart}, ${columnPart}`, documentation: '', parameters: [rowPart, columnPart], active: 1 };
    }
    default:
      return null;
  }
}

/** Where in a literal the cursor is: row and column from 1, and how many entries there are up to it. */
interface TypedEntry {
  readonly row: number;
  readonly column: number;
  readonly entries: number;
}

function typedEntry(text: string, context: CursorContext, offset: number): TypedEntry | null {
  const { statement, start } = context;
  if (statement === null) return null;
  const closing = [...context.open].reverse().map((o) => (o.kind === '[' ? ']' : ')'));
  const typed = context.word.text === '' && /[\d.]$/.test(text.slice(start, offset)) ? '' : '0';
  const upTo = text.slice(start, context.word.text === '' ? offset : context.word.start);
  const prefix = statement === 'weights' || statement === 'bias' ? 'layer relu\n' : '';
  const read = parse(`${prefix}${upTo}${typed}${closing.join('')}`).statements.at(-1);
  const value = read && 'value' in read ? (read.value as MatrixNode | null) : null;
  if (value?.kind !== 'literal') return null;
  // There is an entry, at least the one that was put in.
  const row = value.rowLengths.length;
  const column = value.rowLengths.at(-1)!;
  return { row, column, entries: value.rowLengths.reduce((a, b) => a + b, 0) };
}

function weightSignature(
  { index, size, inputSize }: CheckedLayer,
  { row, column }: TypedEntry,
  words: (made: Message) => string,
): SignatureHelp {
  const rowPart = words(message('row {0} of {1}', row, sizeText(size)));
  const entryPart = words(message('entry {0} of {1}', column, sizeText(inputSize)));
  const source =
    index === 1
      ? message('The weight from input {0} to neuron {1} of layer {2}.', column, row, index)
      : message('The weight from neuron {0} of layer {3} to neuron {1} of layer {2}.', column, row, index, index - 1);
  return {
    label: `${words(quantities(`W${subscript(index)}`))}: ${rowPart}, ${entryPart}`,
    documentation: words(source),
    parameters: [rowPart, entryPart],
    active: 1,
  };
}

function single(symbol: string, part: string): SignatureHelp {
  return { label: `${symbol}: ${part}`, documentation: '', parameters: [part], active: 0 };
}
