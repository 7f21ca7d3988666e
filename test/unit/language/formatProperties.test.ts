import assert from 'node:assert/strict';
import fc from 'fast-check';
import { format } from '../../../src/language/format/format';
import { check } from '../../../src/language/meaning/checker';
import { parse } from '../../../src/language/syntax/parser';
import type { Spec } from '../../../src/language/syntax/tree';
import { mutated, randomSpec } from './randomSpec';
import { statementSoup } from './statementSoup';

const numRuns = Number(process.env['NNET_FUZZ'] ?? 300);

function formatted(text: string): string {
  return [...format(parse(text))]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((t, { range, newText }) => t.slice(0, range.start) + newText + t.slice(range.end), text);
}

/** A part of a tree without where it stands. */
function placeless(part: unknown): unknown {
  if (ArrayBuffer.isView(part) || part === null || typeof part !== 'object') return part;
  if (Array.isArray(part)) return part.map(placeless);
  const isRange = 'start' in part && 'end' in part && Object.keys(part).length === 2;
  if (isRange) return null;
  return Object.fromEntries(
    Object.entries(part)
      .filter(([key]) => key !== 'checkpoints')
      .map(([key, value]) => [key, placeless(value)]),
  );
}

function tree({ text, statements, comments, diagnostics }: Spec): unknown {
  return [
    placeless(statements),
    comments.map(({ start, end }) => text.slice(start, end).trimEnd()),
    diagnostics.map(({ code }) => code),
  ];
}

describe('The formatter on random specs', () => {
  const commented = fc
    .tuple(randomSpec, fc.infiniteStream(fc.constantFrom('', '', '  # c ', '#', '\n # [1, 2]')))
    .map(([{ text }, comments]) => text.replaceAll('\n', () => `${comments.next().value}\n`));
  const anySpec = fc.oneof(
    randomSpec.map(({ text }) => text),
    commented,
    mutated(randomSpec.map(({ text }) => text)),
    statementSoup,
  );

  it('keeps the tree, and has nothing to do a second time', function () {
    this.timeout(0);
    fc.assert(
      fc.property(anySpec, (text) => {
        const once = formatted(text);
        assert.deepEqual(tree(parse(once)), tree(parse(text)), once);
        assert.equal(formatted(once), once);
      }),
      { numRuns },
    );
  });

  it('keeps what is said of commas that may be decimal marks', () => {
    const entry = fc.constantFrom('0,15', '-3,1', '1,5e2', '+0,3', '0', '-3', '4e2', '0.5');
    const separator = fc.constantFrom(',', ',', ' ', ', ', ' ,', '  ', ';', '\n');
    const matrix = fc
      .array(fc.tuple(entry, separator), { minLength: 1, maxLength: 6 })
      .map((parts) =>
        parts.flatMap(([number, between], i) => (i < parts.length - 1 ? [number, between] : [number])).join(''),
      );
    const wrapped = matrix.chain((inner) =>
      fc.constantFrom(`[${inner}]`, `[[${inner}]]`, `[[${inner.replaceAll(';', '], [')}]]`),
    );
    const said = (text: string): unknown =>
      check(parse(text)).diagnostics.map((d) => [d.code, d.message, d.fixes.length]);
    let mentioned = 0;
    fc.assert(
      fc.property(wrapped, fc.integer({ min: 1, max: 3 }), (W, inputs) => {
        const text = `input ${inputs}\nlayer relu\n  W = ${W}\n`;
        const once = formatted(text);
        assert.deepEqual(said(once), said(text), once);
        if (JSON.stringify(said(text)).includes('decimal')) mentioned++;
      }),
      { numRuns: 4 * numRuns },
    );
    assert.ok(mentioned > numRuns / 10, `${mentioned}`);
  });
});
