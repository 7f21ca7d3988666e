import type { Analysis } from '../../analysis/analysis';
import { statementAt } from '../../analysis/places';
import type { CheckedLayer } from '../../language/meaning/checked';
import type { Fix, TextEdit } from '../../language/text/diagnostic';
import { addLineBelow, indentOf, removeLines } from '../../language/text/lineEdits';
import { message, type Message } from '../../message/message';
import type { DataStatement, LayerStatement, ParameterStatement, Statement } from '../../language/syntax/tree';
import { hasAffineForm, hasHomogeneousForm } from '../../network/homogeneous';
import { hasNumbers, type Network } from '../../network/network';
import { activationsWithIdentity, activationsWithoutLast, identityName } from '../complete/activationList';
import { matrixStatement, turned, writtenMatrix, type WrittenMatrix } from './writtenMatrix';

/** A change of the whole text to the other form, or why there is none. */
export type Conversion =
  { readonly kind: 'fix'; readonly fix: Fix } | { readonly kind: 'refused'; readonly why: Message };

/** More numbers than this are not rewritten: nobody reads them in a text. */
const MOST_NUMBERS = 20_000;
/** Beyond so many the light bulb would take longer than a moment each time the cursor moves; the commands remain. */
const MOST_OFFERED = 2_000;

/**
 * The text in the homogeneous form of §3: X ends in 1, W_i is [W_i b_i; 0 … 0 1] and Σ_i ends in an identity for i < k,
 * W_k is [W_k b_k]. Entries keep their text; what is made or read from a file becomes numbers.
 */
export function homogeneousForm(analysis: Analysis): Conversion {
  const { network } = analysis;
  const why = refusal(analysis);
  if (network === null || why !== null) return refused(why!);
  if (!hasHomogeneousForm(network)) return refused(message('No layer has a bias: the network is already homogeneous.'));
  const identity = identityName(analysis.checked);
  if (identity === null) {
    return refused(message('The text redefines identity, so a formal neuron cannot be written.'));
  }
  const { spec, layers } = analysis.checked;
  const edits = [...sampleEdits(analysis, network, 1)];
  for (const layer of layers) {
    const formal = layer.index < layers.length;
    if (formal) {
      edits.push(...sizeEdit(layer.statement.size, 1), ...activationsWithIdentity(spec.text, layer, identity));
    }
    edits.push(...augmentedEdits(analysis, layer, formal));
  }
  return { kind: 'fix', fix: fix(message('Convert the network to its homogeneous form'), edits) };
}

/** The text with biases in the place of formal neurons: what `homogeneousForm` is undone by. */
export function affineForm(analysis: Analysis): Conversion {
  const { network } = analysis;
  const why = refusal(analysis);
  if (network === null || why !== null) return refused(why!);
  if (!hasAffineForm(network)) {
    return refused(
      message(
        'The network is not the homogeneous form of an affine one. That needs a 1 at the end of every X, and in every layer but the last, a last row [0 … 0 1] in W and a last activation with σ(1) = 1, such as identity.',
      ),
    );
  }
  const { spec, layers } = analysis.checked;
  const edits = [...sampleEdits(analysis, network, -1)];
  for (const layer of layers) {
    const formal = layer.index < layers.length;
    if (formal) edits.push(...sizeEdit(layer.statement.size, -1), ...activationsWithoutLast(spec.text, layer));
    edits.push(...splitEdits(analysis, layer, formal));
  }
  return { kind: 'fix', fix: fix(message('Convert the network to its affine form, with biases'), edits) };
}

/** The conversions that are offered to whoever is at a layer, its W or its b: those that are possible. */
export function otherForms(analysis: Analysis, offset: number): readonly Fix[] {
  const { network, checked } = analysis;
  const at = statementAt(checked, offset);
  if (network === null || (at?.kind !== 'layer' && at?.kind !== 'weights' && at?.kind !== 'bias')) return [];
  if (countOfNumbers(network) > MOST_OFFERED) return [];
  const forms = [
    ...(hasHomogeneousForm(network) ? [homogeneousForm] : []),
    ...(hasAffineForm(network) ? [affineForm] : []),
  ];
  return forms.flatMap((form) => {
    const conversion = form(analysis);
    return conversion.kind === 'fix' ? [conversion.fix] : [];
  });
}

/** What stands in the way of either conversion. */
function refusal({ network, broken, checked }: Analysis): Message | null {
  if (checked.spec.language === 'other') return message('Convert the Stanford file first.');
  if (network === null || broken) return message('The text has errors, or no layers yet.');
  const written = checked.layers.every((layer) => layer.weightsStatement !== null);
  if (!written || !hasNumbers(network)) return message('Some W or b have no numbers yet.');
  if (checked.layers.some(({ directionStatements }) => directionStatements.length > 0))
    return message('Remove the directions V and v first: they only apply to the parameters as written.');
  return countOfNumbers(network) > MOST_NUMBERS
    ? message('The network has more than {0} numbers, too many to rewrite in a text.', MOST_NUMBERS)
    : null;
}

/** How many numbers W, b and X have together. */
function countOfNumbers({ layers, samples }: Network): number {
  const matrices = [...layers.flatMap(({ weights, bias }) => [weights, bias]), ...samples.map(({ X }) => X)];
  return matrices.reduce((sum, a) => sum + (a?.data.length ?? 0), 0);
}

function refused(why: Message): Conversion {
  return { kind: 'refused', why };
}

function fix(title: Message, edits: readonly TextEdit[]): Fix {
  return { title, edits: [...edits].sort((a, b) => a.range.start - b.range.start), preferred: false };
}

/** The stated size of a layer or an input, one more or one less. */
function sizeEdit(size: LayerStatement['size'], by: 1 | -1): TextEdit[] {
  return size === null ? [] : [{ range: size.range, newText: String(size.value + by) }];
}

/** Every X with a 1 below, or without its last row. */
function sampleEdits({ checked }: Analysis, network: Network, by: 1 | -1): TextEdit[] {
  const { spec } = checked;
  const sizes = spec.statements.flatMap((s) => (s.kind === 'input' && s.size !== null ? sizeEdit(s.size, by) : []));
  return [
    ...sizes,
    ...checked.sampleStatements.map(({ data }, i) => {
      const { X } = network.samples[i];
      const made = writtenMatrix(spec, data.value!, X);
      const vector = data.kind === 'input';
      const entries = vector ? made.rows.flat().map((entry) => [entry]) : made.rows;
      const ones = new Array<string>(X.cols).fill('1');
      const rows = by === 1 ? [...entries, ones] : entries.slice(0, -1);
      // A vector is written along the line or down, as it was.
      const down = made.rows.length > 1;
      return matrixEdit(spec.text, data, vector && !down ? turned(rows) : rows, made);
    }),
  ];
}

/** W_i becomes [W_i b_i], with a frozen row below for a formal neuron; b_i goes. */
function augmentedEdits({ checked }: Analysis, layer: CheckedLayer, formal: boolean): TextEdit[] {
  const { spec } = checked;
  const weights = layer.weightsStatement!;
  const W = writtenMatrix(spec, weights.value!, layer.weights!);
  const bias = layer.biasStatement;
  const b = bias?.value ? writtenMatrix(spec, bias.value, layer.bias!) : null;
  const column = b === null ? W.rows.map(() => '0') : b.rows.flat();
  const rows = W.rows.map((row, r) => [...row, column[r]]);
  if (formal) rows.push([...new Array<string>(rows[0].length - 1).fill('0'), '1']);
  const style = { ...W.style, commas: W.style.commas || b?.style.commas === true };
  const made: WrittenMatrix = { rows, style, comments: [...W.comments, ...(b?.comments ?? [])] };
  if (bias === null) return [matrixEdit(spec.text, weights, rows, made)];
  // What an entry names must stand above it.
  const below = bias.range.start > weights.range.start && definesBetween(spec.statements, weights, bias);
  if (!below) return [matrixEdit(spec.text, weights, rows, made), removeLines(spec.text, bias.range)];
  const newText = matrixText(spec.text, weights, rows, made, indentOf(spec.text, bias.range));
  return [removeLines(spec.text, weights.range), { range: bias.range, newText }];
}

/** W_i without its last column, and without the frozen row of a formal neuron; below it the column as b_i. */
function splitEdits({ checked }: Analysis, layer: CheckedLayer, formal: boolean): TextEdit[] {
  const { spec } = checked;
  const weights = layer.weightsStatement!;
  const made = writtenMatrix(spec, weights.value!, layer.weights!);
  const genuine = formal ? made.rows.slice(0, -1) : made.rows;
  const W = genuine.map((row) => row.slice(0, -1));
  const column = [genuine.map((row) => row[row.length - 1])];
  const style = { ...made.style, lines: false, nested: false, transposed: '' };
  const indent = indentOf(spec.text, weights.range);
  return [
    matrixEdit(spec.text, weights, W, made),
    addLineBelow(spec.text, weights.range, matrixStatement('b = ', column, style, indent), indent),
  ];
}

/** Whether a name is defined between two statements. */
function definesBetween(statements: readonly Statement[], first: Statement, last: Statement): boolean {
  return statements.some(
    ({ kind, range }) =>
      (kind === 'let' || kind === 'activation' || kind === 'derivative') &&
      range.start > first.range.start &&
      range.start < last.range.start,
  );
}

function matrixEdit(
  text: string,
  statement: ParameterStatement | DataStatement,
  rows: readonly (readonly string[])[],
  made: WrittenMatrix,
): TextEdit {
  const indent = indentOf(text, statement.range);
  return { range: statement.range, newText: matrixText(text, statement, rows, made, indent) };
}

/** A statement with another matrix; comments from inside the old one stand above it. */
function matrixText(
  text: string,
  statement: ParameterStatement | DataStatement,
  rows: readonly (readonly string[])[],
  { style, comments }: WrittenMatrix,
  indent: string,
): string {
  const head = text.slice(statement.range.start, statement.value!.range.start);
  const lines = [...comments, matrixStatement(head, rows, { ...style, lines: style.lines && rows.length > 1 }, indent)];
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return lines.join(`\n${indent}`).replaceAll('\n', lineBreak);
}
