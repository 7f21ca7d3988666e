import { statementAt } from '../../analysis/places';
import type { CheckedSpec } from '../../language/meaning/checked';
import type { Fix } from '../../language/text/diagnostic';
import { mentions } from '../../functions/expression/substitution';
import { indentOf } from '../../language/text/lineEdits';
import { entryAt, entryRange } from '../../language/matrices/matrixEntries';
import { message } from '../../message/message';
import type { Argument, Condition, Expression, TextRange } from '../../functions/expression/tree';
import type { MatrixNode, Statement } from '../../language/syntax/tree';

/** A name for the constant that nothing in the text has yet. */
const baseName = 'value';

/**
 * Gives the selected expression a name: a `let` above its statement. null unless exactly one expression is selected,
 * blanks around it aside, whose value does not depend on a parameter.
 */
export function extractLet(checked: CheckedSpec, selected: TextRange): Fix | null {
  const { spec, symbols } = checked;
  const raw = spec.text.slice(selected.start, selected.end);
  const written = raw.trim();
  if (written === '' || written.length > 10_000 || /[\r\n#]/.test(written)) return null;
  const start = selected.start + raw.indexOf(written);
  const range = { start, end: start + written.length };
  const statement = statementAt(checked, start);
  if (statement === null || statement.broken) return null;
  const isThere = numberEntryIs(checked, statement, range) || expressionIs(statement, range, symbols);
  // What is a whole `let` already has its name.
  if (
    !isThere ||
    (statement.kind === 'let' && statement.value?.range.start === start && statement.value.range.end === range.end)
  ) {
    return null;
  }
  const names = new Set(symbols.map(({ name }) => name));
  let name = baseName;
  for (let n = 2; names.has(name); n++) name = `${baseName}${n}`;
  const lineBreak = spec.text.includes('\r\n') ? '\r\n' : '\n';
  const indent = indentOf(spec.text, statement.range);
  const top = { start: statement.range.start, end: statement.range.start };
  return {
    title: message('Extract to a constant'),
    edits: [
      { range: top, newText: `let ${name} = ${written}${lineBreak}${indent}` },
      { range, newText: name },
    ],
    preferred: false,
  };
}

function numberEntryIs({ spec }: CheckedSpec, statement: Statement, { start, end }: TextRange): boolean {
  let node = 'value' in statement && statement.kind !== 'let' && statement.kind !== 'rate' ? statement.value : null;
  while (node?.kind === 'transpose') node = node.operand;
  if (node?.kind !== 'literal' || node.entries.kind !== 'numbers') return false;
  const at = entryAt(spec, node, start);
  const found = at && entryRange(spec, node, at.row, at.column);
  return found?.start === start && found.end === end;
}

/** Whether the range is that of an expression, and no parameter is in it. */
function expressionIs(statement: Statement, { start, end }: TextRange, symbols: CheckedSpec['symbols']): boolean {
  const parameters = symbols
    .filter(({ space, scope }) => space === 'parameter' && scope.start <= start && end <= scope.end)
    .map(({ name }) => name);
  const roots = expressionsOf(statement);
  // In text order, and in a matrix there may be a million.
  let low = 0;
  for (let high = roots.length; low < high;) {
    const middle = (low + high) >> 1;
    if (roots[middle].range.end < end) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < roots.length && roots[i].range.start <= start; i++) {
    const found = within(roots[i], start, end);
    if (found !== null) return !mentions(found, parameters);
  }
  return false;
}

function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case 'let':
    case 'rate':
      return statement.value === null ? [] : [statement.value];
    case 'activation':
    case 'derivative':
      return statement.body === null ? [] : [statement.body];
    case 'loss':
      return [...valuesOf(statement.arguments), ...(statement.custom === null ? [] : [statement.custom.body])];
    case 'layer': {
      const { activation } = statement;
      const uses = activation === null ? [] : activation.kind === 'activation-list' ? activation.items : [activation];
      return uses.flatMap((use) => valuesOf(use.arguments));
    }
    case 'input':
    case 'batch':
    case 'target':
    case 'weights':
    case 'bias':
      return statement.value === null ? [] : expressionsIn(statement.value);
    default:
      return [];
  }
}

function expressionsIn(node: MatrixNode): readonly Expression[] {
  switch (node.kind) {
    case 'literal':
      return node.entries.kind === 'expressions' ? node.entries.nodes : [];
    case 'transpose':
      return expressionsIn(node.operand);
    case 'generator':
      return valuesOf(node.arguments);
    case 'scalar':
      return [node.value];
    case 'onehot':
    case 'file':
      return [];
  }
}

function valuesOf(args: readonly Argument[]): readonly Expression[] {
  return args.map(({ value }) => value);
}

/** The expression of exactly this range in another, or null. */
function within(e: Expression | Condition, start: number, end: number): Expression | null {
  if (e.range.start > start || e.range.end < end) return null;
  if (e.range.start === start && e.range.end === end && isExpression(e)) return e;
  for (const child of children(e)) {
    const found = within(child, start, end);
    if (found !== null) return found;
  }
  return null;
}

function isExpression(e: Expression | Condition): e is Expression {
  return !['comparison', 'and', 'or', 'not', 'condition-group'].includes(e.kind);
}

function children(e: Expression | Condition): readonly (Expression | Condition)[] {
  switch (e.kind) {
    case 'number':
    case 'name':
      return [];
    case 'group':
    case 'condition-group':
      return [e.inner];
    case 'unary':
    case 'not':
      return [e.operand];
    case 'call':
      return valuesOf(e.arguments);
    case 'if':
      return [e.condition, e.then, e.else];
    default:
      return [e.left, e.right];
  }
}
