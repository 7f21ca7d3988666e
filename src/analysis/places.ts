import { entryAt, entryRange } from '../language/matrices/matrixEntries';
import type { TextRange } from '../functions/expression/tree';
import type { DataStatement, MatrixLiteral, MatrixNode, ParameterStatement, Statement } from '../language/syntax/tree';
import type { CheckedSpec } from '../language/meaning/checked';
import type { Network } from '../network/network';
import type { NetworkForm } from './networkForm';

/** Something of the network that stands somewhere in the text; row and column from 0. */
export interface Place {
  /** V and v are the directions of W and b. */
  readonly quantity: 'W' | 'b' | 'V' | 'v' | 'Sigma' | 'X' | 'target' | 'loss' | 'rate';
  /** Layer from 1; 0 for X, target, loss and rate. */
  readonly layer: number;
  /** The sample, for X and target. */
  readonly sample?: string;
  readonly entry?: { readonly row: number; readonly column: number };
}

/** The statement whose line, or lines, hold the offset. */
export function statementAt(checked: CheckedSpec, offset: number): Statement | null {
  const { statements } = checked.spec;
  let low = 0;
  let high = statements.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const { range } = statements[middle];
    if (offset < range.start) high = middle - 1;
    else if (offset > range.end) low = middle + 1;
    else return statements[middle];
  }
  return null;
}

/** The layer (from 1) that the offset belongs to: its own line, its W and b, and the lines between; null above the first. */
export function layerAt(checked: CheckedSpec, offset: number): number | null {
  const statement = statementAt(checked, offset);
  if (statement !== null && statement.kind !== 'layer' && statement.kind !== 'weights' && statement.kind !== 'bias') {
    return null;
  }
  let found: number | null = null;
  for (const layer of checked.layers) {
    if (layer.statement.range.start > offset) break;
    found = layer.index;
  }
  return found;
}

/** The statements that make up a layer (from 1): its own line, its W and its b, in text order; empty if it is not there. */
export function linesOfLayer(checked: CheckedSpec, layer: number): TextRange[] {
  const found = checked.layers[layer - 1];
  if (found === undefined) return [];
  const statements = [found.statement, found.weightsStatement, found.biasStatement, ...found.directionStatements];
  return statements.flatMap((s) => (s ? [s.range] : [])).sort((a, b) => a.start - b.start);
}

/** What stands at the offset: a parameter, an input, a target or one entry of one; null elsewhere. */
export function placeAt(checked: CheckedSpec, offset: number): Place | null {
  const statement = statementAt(checked, offset);
  if (statement === null) return null;
  const of = placeOf(checked, statement);
  if (of === null) return null;
  const value = 'value' in statement && statement.kind !== 'let' && statement.kind !== 'rate' ? statement.value : null;
  const entry = value === null ? null : matrixEntryAt(checked, statement, value, offset);
  return entry === null ? of : { ...of, entry };
}

function placeOf(checked: CheckedSpec, statement: Statement): Place | null {
  for (const layer of checked.layers) {
    if (layer.statement === statement) return { quantity: 'Sigma', layer: layer.index };
    if (layer.weightsStatement === statement) return { quantity: 'W', layer: layer.index };
    if (layer.biasStatement === statement) return { quantity: 'b', layer: layer.index };
    const direction = layer.directionStatements.find((one) => one === statement);
    if (direction) return { quantity: direction.kind === 'weights' ? 'V' : 'v', layer: layer.index };
  }
  for (const [index, { data, target }] of checked.sampleStatements.entries()) {
    const sample = checked.network?.samples[index]?.name ?? data.name?.text ?? 'X';
    if (data === statement) return { quantity: 'X', layer: 0, sample };
    if (target === statement) return { quantity: 'target', layer: 0, sample };
  }
  return checked.objectiveStatement === statement ? { quantity: 'loss', layer: 0 } : null;
}

/**
 * Where a place stands in the text: the entry if it is written out, else the value, else the keyword.
 * null if the spec does not have it (homogeneous layers have no b).
 */
export function rangeOf(checked: CheckedSpec, place: Place): TextRange | null {
  if (place.quantity === 'loss') return checked.objectiveStatement?.range ?? null;
  if (place.quantity === 'rate') return rateValue(checked) ?? null;
  if (place.quantity === 'X' || place.quantity === 'target') {
    const samples = checked.sampleStatements;
    const named = samples.find((s) => (s.data.name?.text ?? 'X') === place.sample) ?? samples[0];
    const statement = place.quantity === 'X' ? named?.data : named?.target;
    return statement ? valueRange(checked, statement, place) : null;
  }
  const layer = checked.layers[place.layer - 1];
  if (layer === undefined) return null;
  if (place.quantity === 'Sigma') return layer.statement.activation?.range ?? layer.statement.keyword;
  const statement = parameterAt(layer, place.quantity);
  return statement ? valueRange(checked, statement, place) : layer.statement.keyword;
}

/** The value of the rate, where it is stated. */
function rateValue({ spec }: CheckedSpec): TextRange | undefined {
  const statement = spec.statements.find(({ kind }) => kind === 'rate');
  return statement?.kind === 'rate' ? statement.value?.range : undefined;
}

/** Where an entry, or the rate, is written as an expression of its own; null if it is not, as in a generated matrix. */
export function entryTextRange(checked: CheckedSpec, place: Place): TextRange | null {
  if (place.quantity === 'rate') return rateValue(checked) ?? null;
  const range = place.entry === undefined ? null : rangeOf(checked, place);
  const node = range === null ? null : matrixNodeAt(checked, place);
  if (range === null || node === null) return null;
  const { literal } = unwrap(node);
  if (literal === null) return node.kind === 'scalar' ? node.range : null;
  return range === node.range ? null : range;
}

/** The matrix that a place is in, as it is written. */
export function matrixNodeAt(checked: CheckedSpec, place: Place): MatrixNode | null {
  if (place.quantity === 'X' || place.quantity === 'target') {
    const named = checked.sampleStatements.find((s) => (s.data.name?.text ?? 'X') === place.sample);
    return (place.quantity === 'X' ? named?.data : named?.target)?.value ?? null;
  }
  const layer = checked.layers[place.layer - 1];
  return layer === undefined ? null : (parameterAt(layer, place.quantity)?.value ?? null);
}

function parameterAt(layer: CheckedSpec['layers'][number], quantity: Place['quantity']): ParameterStatement | null {
  if (quantity === 'W') return layer.weightsStatement;
  if (quantity === 'b') return layer.biasStatement;
  const of = quantity === 'V' ? 'weights' : 'bias';
  return layer.directionStatements.find(({ kind }) => kind === of) ?? null;
}

/** Where in the text a place of the network in another form of §3 stands: a bias is the last column of W, and the reverse. */
export function writtenPlace(place: Place, form: NetworkForm, network: Network | null): Place {
  const { quantity, layer, entry } = place;
  if (form === 'written' || network === null) return place;
  if (form === 'affine') {
    if (quantity !== 'b') return place;
    const column = network.layers[layer - 1].inputSize - 1;
    return { ...place, quantity: 'W', ...(entry && { entry: { row: entry.row, column } }) };
  }
  const { entry: _, ...whole } = place;
  if (quantity === 'X') return entry && entry.row >= network.sizes[0] ? whole : place;
  if (quantity !== 'W' || entry === undefined) return place;
  const { size, inputSize, affine } = network.layers[layer - 1];
  // The frozen row is written nowhere, nor is the bias that a layer does not have.
  if (entry.row >= size) return whole;
  if (entry.column < inputSize) return place;
  return affine ? { ...place, quantity: 'b', entry: { row: entry.row, column: 0 } } : whole;
}

function valueRange(checked: CheckedSpec, statement: ParameterStatement | DataStatement, place: Place): TextRange {
  if (statement.value === null) return statement.keyword;
  if (place.entry === undefined) return statement.value.range;
  const { literal, transposed } = unwrap(statement.value);
  if (literal === null) return statement.value.range;
  const { row, column } = place.entry;
  const vector = isVector(checked, statement);
  const written = vector ? vectorEntry(literal, row) : transposed ? { row: column, column: row } : { row, column };
  const rowLength = literal.rowLengths[written.row];
  return rowLength === undefined || written.column >= rowLength
    ? statement.value.range
    : entryRange(checked.spec, literal, written.row, written.column);
}

function matrixEntryAt(
  checked: CheckedSpec,
  statement: Statement,
  value: MatrixNode,
  offset: number,
): { row: number; column: number } | null {
  const { literal, transposed } = unwrap(value);
  if (literal === null) return null;
  const at = entryAt(checked.spec, literal, offset);
  if (at === null) return null;
  if (isVector(checked, statement)) {
    let before = 0;
    for (let r = 0; r < at.row; r++) before += literal.rowLengths[r];
    return { row: before + at.column, column: 0 };
  }
  return transposed ? { row: at.column, column: at.row } : at;
}

/** Whether the statement's value is a vector: written as a row or a column, it is always the column. */
function isVector(checked: CheckedSpec, statement: Statement): boolean {
  if (statement.kind === 'bias' || statement.kind === 'input') return true;
  return checked.sampleStatements.some(({ data, target }) => target === statement && data.kind === 'input');
}

function vectorEntry(literal: MatrixLiteral, index: number): { row: number; column: number } {
  let rest = index;
  for (let row = 0; row < literal.rowLengths.length; row++) {
    if (rest < literal.rowLengths[row]) return { row, column: rest };
    rest -= literal.rowLengths[row];
  }
  return { row: literal.rowLengths.length, column: 0 };
}

function unwrap(node: MatrixNode): { literal: MatrixLiteral | null; transposed: boolean } {
  let transposed = false;
  let inner = node;
  while (inner.kind === 'transpose') {
    transposed = !transposed;
    inner = inner.operand;
  }
  return { literal: inner.kind === 'literal' ? inner : null, transposed };
}
