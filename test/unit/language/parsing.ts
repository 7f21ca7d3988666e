import assert from 'node:assert/strict';
import type { Diagnostic, TextEdit } from '../../../src/language/text/diagnostic';
import { say } from '../../../src/message/message';
import { parse } from '../../../src/language/syntax/parser';
import type { Argument, Condition, Expression } from '../../../src/functions/expression/tree';
import type {
  ActivationUse,
  MatrixLiteral,
  MatrixNode,
  Statement,
  QuantityItem,
} from '../../../src/language/syntax/tree';
import { fixture, withMarks } from './fixture';

/** Parses a text without a fault and compares its statements, one a line, in the short form of `show`. */
export function assertTree(text: string, ...expected: string[]): void {
  const spec = parse(text);
  assert.deepEqual(spec.diagnostics.map(describe), [], text);
  assert.deepEqual(
    spec.statements.map((s) => (s.broken ? `broken ${show(s)}` : show(s))),
    expected,
    text,
  );
}

/** As `assertTree`, of a text with faults: what is read all the same. */
export function assertRecovers(text: string, ...expected: string[]): void {
  const spec = parse(text);
  assert.notEqual(spec.diagnostics.length, 0, text);
  assert.deepEqual(
    spec.statements.map((s) => (s.broken ? `broken ${show(s)}` : show(s))),
    expected,
    text,
  );
}

/** Parses a text in which each culprit is marked with its code, and expects exactly these diagnostics, in text order. */
export function assertErrors(marked: string): readonly Diagnostic[] {
  const { text, ranges } = fixture(marked);
  const { diagnostics } = parse(text);
  const found = diagnostics.map((d) => ({ label: d.code, start: d.range.start, end: d.range.end }));
  assert.equal(withMarks(text, found), marked, diagnostics.map(describe).join('\n'));
  assert.equal(found.length, ranges.length);
  return diagnostics;
}

/** One diagnostic whose message matches. */
export function assertError(marked: string, words: RegExp): void {
  const found = assertErrors(marked);
  assert.equal(found.length, 1, marked);
  assert.match(say(found[0].message), words);
}

/** Diagnostics whose preferred fixes, all applied, make `fixed` of the text, which then has no fault. */
export function assertFix(marked: string, fixed: string): void {
  const fixes = assertErrors(marked).map((d) => d.fixes.find((f) => f.preferred));
  const edits = fixes.flatMap((fix) => {
    assert.ok(fix, `a preferred fix for ${marked}`);
    return fix.edits;
  });
  const mended = apply(fixture(marked).text, edits);
  assert.equal(mended, fixed);
  assert.deepEqual(parse(mended).diagnostics.map(describe), []);
}

/** The text with the edits made. */
export function apply(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((t, { range, newText }) => t.slice(0, range.start) + newText + t.slice(range.end), text);
}

function describe(d: Diagnostic): string {
  return `${d.code} ${d.range.start}–${d.range.end}: ${say(d.message)}`;
}

/** A statement in short: `layer hidden: 3 tanh`, with every expression fully bracketed. */
export function show(s: Statement): string {
  switch (s.kind) {
    case 'network':
      return `network ${JSON.stringify(s.title?.value ?? null)}`;
    case 'let':
      return `let ${s.name?.text ?? '?'} = ${showExpression(s.value)}`;
    case 'activation':
    case 'derivative': {
      const parameters = s.parameters.map((p) => p.name.text + (p.default ? `=${showExpression(p.default)}` : ''));
      return `${s.kind} ${s.name?.text ?? '?'}(${parameters.join(', ')}) = ${showExpression(s.body)}`;
    }
    case 'input':
    case 'batch':
    case 'target': {
      if (s.size) return `${s.kind} size ${s.size.value}`;
      return `${s.kind}${s.name ? ` ${s.name.text}` : ''} = ${showMatrix(s.value)}`;
    }
    case 'layer': {
      const { name, size, activation } = s;
      const shown =
        activation === null
          ? '?'
          : activation.kind === 'activation-list'
            ? `[${activation.items.map(showUse).join(' ')}]`
            : showUse(activation);
      return `layer ${name ? `${name.text}: ` : ''}${size ? `${size.value} ` : ''}${shown}`;
    }
    case 'weights':
    case 'bias':
      return `${s.kind}${s.index ? s.index.value : ''} = ${showMatrix(s.value)}`;
    case 'output':
      return `output ${s.index?.value ?? '?'}`;
    case 'loss': {
      const reduction = s.reduction ? ` ${s.reduction.value}` : '';
      if (s.custom)
        return `loss (${s.custom.y.text}, ${s.custom.t.text}) = ${showExpression(s.custom.body)}${reduction}`;
      return `loss ${s.name?.text ?? '?'}${showArguments(s.arguments)}${reduction}`;
    }
    case 'rate':
      return `rate = ${showExpression(s.value)}`;
    case 'exercise':
      return `exercise ${JSON.stringify(s.title?.value ?? null)}`;
    case 'give':
    case 'ask':
      return `${s.kind} ${s.items.map(showItem).join(' ')}`;
    case 'note':
      return `note ${JSON.stringify(s.text?.value ?? null)}`;
    case 'unknown':
      return 'unknown';
  }
}

function showItem({ name, entry, points }: QuantityItem): string {
  const at = entry === null ? '' : `[${entry.row.value}${entry.column === null ? '' : `, ${entry.column.value}`}]`;
  return `${name.text}${at}${points === null ? '' : `: ${points.value}`}`;
}

function showUse(use: ActivationUse): string {
  return `${use.count ? `${use.count.value}×` : ''}${use.name.text}${showArguments(use.arguments)}`;
}

function showArguments(args: readonly Argument[]): string {
  if (args.length === 0) return '';
  return `(${args.map((a) => (a.name ? `${a.name.text}=` : '') + showExpression(a.value)).join(', ')})`;
}

/** A matrix in short: `[1 2; 3 4]` for plain numbers, `{x; (a + b)}` for expressions. */
export function showMatrix(node: MatrixNode | null): string {
  switch (node?.kind) {
    case undefined:
      return '?';
    case 'transpose':
      return `${showMatrix(node.operand)}ᵀ`;
    case 'generator':
      return `${node.name.text}!${showArguments(node.arguments)}`;
    case 'file':
      return `file ${JSON.stringify(node.path.value)}`;
    case 'onehot':
      return `onehot ${showMatrix(node.labels)}`;
    case 'scalar':
      return showExpression(node.value);
    case 'literal':
      return showLiteral(node);
  }
}

function showLiteral({ form, wrapper, rowLengths, entries }: MatrixLiteral): string {
  const items =
    entries.kind === 'numbers'
      ? Array.from(entries.values, (v) => (Object.is(v, -0) ? '-0' : String(v)))
      : entries.nodes.map(showExpression);
  const rows: string[] = [];
  let at = 0;
  for (const length of rowLengths) rows.push(items.slice(at, (at += length)).join(' '));
  const [open, close] = entries.kind === 'numbers' ? '[]' : '{}';
  return `${wrapper ?? ''}${form === 'nested' ? '#' : ''}${open}${rows.join('; ')}${close}`;
}

/** An expression or a condition in short, with brackets around every operation; its own parentheses are ⟨ ⟩. */
export function showExpression(node: Expression | Condition | null): string {
  switch (node?.kind) {
    case undefined:
      return '?';
    case 'number':
      return String(node.value);
    case 'name':
      return node.name.text;
    case 'unary':
      return `(${node.operator}${showExpression(node.operand)})`;
    case 'binary':
    case 'comparison':
      return `(${showExpression(node.left)} ${node.operator} ${showExpression(node.right)})`;
    case 'and':
    case 'or':
      return `(${showExpression(node.left)} ${node.kind} ${showExpression(node.right)})`;
    case 'not':
      return `(not ${showExpression(node.operand)})`;
    case 'group':
    case 'condition-group':
      return `⟨${showExpression(node.inner)}⟩`;
    case 'if':
      return `(if ${showExpression(node.condition)} then ${showExpression(node.then)} else ${showExpression(node.else)})`;
    case 'call':
      return `${node.callee.text}(${showArguments(node.arguments).slice(1, -1)})`;
  }
}
