import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { entryAt, entryRange } from '../../../src/language/matrices/matrixEntries';
import { parse } from '../../../src/language/syntax/parser';
import { tokens } from '../../../src/language/syntax/scanner';
import type { TextRange } from '../../../src/functions/expression/tree';
import type { MatrixLiteral, Spec } from '../../../src/language/syntax/tree';
import { show } from './parsing';

const numRuns = Number(process.env['NNET_FUZZ'] ?? 1500);

const examples = path.join(__dirname, '../../../examples');
const specs = [
  ...readdirSync(examples)
    .filter((name) => name.endsWith('.nnet'))
    .map((name) => readFileSync(path.join(examples, name), 'utf8')),
  `activation bump(x, a = 1) = exp(-a*x^2)
activation clip(x) = if x < 0 then 0 else if not x >= 1 and (x < 2 or x == 3) then x else 1
derivative relu(x) = if x > 0 then 1 else 0
let c = sqrt(2)/2
input X = [1, -1/2, 1]
batch = file("x.csv")'
target = onehot([3 1 2])
layer [2 tanh bump(2) identity]          # three neurons
  W = [[c, -c, 0], [0.5, 1, -1],
       [0, 0, 1]]
  b₁ = np.array([1., 2.,
     3.], dtype=float32)
layer out: 1 leaky_relu(slope = .1)
  W = [1 -2 0.25 ...
    3].T
  b = glorot(seed = 7)
loss (y, t) = (y - t)^2 mean
`,
];

/** What holds of the tree of any text at all. Returns it. */
function assertSound(text: string): Spec {
  const spec = parse(text);
  assertRanges(spec, text.length);
  const starts = spec.diagnostics.map((d) => d.range.start);
  assert.deepEqual(starts, [...starts].sort((a, b) => a - b)); // prettier-ignore
  const places = spec.diagnostics.map((d) => `${d.range.start}–${d.range.end}`);
  assert.equal(new Set(places).size, places.length, 'no two diagnostics at one place');
  for (const statement of spec.statements) {
    const inside = { start: statement.keyword.end, end: statement.range.end };
    const own = spec.diagnostics.filter((d) => d.severity === 'error' && within(d.range, inside));
    assert.ok(own.length === 0 || statement.broken, 'a statement with an error is broken');
  }
  let end = 0;
  for (const statement of spec.statements) {
    assert.ok(statement.range.start >= end, 'statements follow one another');
    assert.ok(within(statement.keyword, statement.range));
    end = statement.range.end;
  }
  return spec;
}

function within(inner: TextRange, outer: TextRange): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Every range in the tree and the diagnostics lies in the text, and a node's parts lie in the node. */
function assertRanges(spec: Spec, length: number): void {
  const visit = (value: unknown, parent: TextRange): void => {
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item, parent);
      return;
    }
    const range = (value as { range?: TextRange }).range;
    if (range !== undefined) {
      assert.ok(0 <= range.start && range.start <= range.end && range.end <= length, JSON.stringify(value));
      assert.ok(within(range, parent), `${JSON.stringify(value)} lies in ${JSON.stringify(parent)}`);
    }
    const literal = value as MatrixLiteral;
    if (literal.kind === 'literal') assertLiteral(spec, literal);
    for (const [key, part] of Object.entries(value)) if (key !== 'range') visit(part, range ?? parent);
  };
  const whole = { start: 0, end: length };
  visit(spec.statements, whole);
  for (const { range, related, fixes } of spec.diagnostics) {
    visit({ range }, whole);
    visit(related, whole);
    for (const { edits } of fixes) visit(edits, whole);
  }
  for (const comment of spec.comments) assert.ok(within(comment, whole) && spec.text[comment.start] === '#');
  // In the order of the text, none twice, although the parser looks at some places again.
  spec.comments.slice(1).forEach(({ start }, i) => assert.ok(start >= spec.comments[i].end));
}

function assertLiteral(spec: Spec, literal: MatrixLiteral): void {
  const { rowLengths, entries } = literal;
  const count = entries.kind === 'numbers' ? entries.values.length : entries.nodes.length;
  assert.equal(
    rowLengths.reduce((sum, n) => sum + n, 0),
    count,
  );
  assert.ok(rowLengths.every((n) => n > 0));
  if (count === 0) return;
  const row = rowLengths.length - 1;
  const column = rowLengths[row] - 1;
  const range = entryRange(spec, literal, row, column);
  assert.ok(within(range, literal.brackets) && range.end > range.start);
  assert.deepEqual(entryAt(spec, literal, range.start), { row, column });
}

/** Changes that turn a valid text into what somebody might type, or paste, or a cat might. */
const change = fc.record({
  kind: fc.constantFrom('delete', 'insert', 'swap', 'duplicate', 'cut', 'replace'),
  token: fc.boolean(),
  at: fc.nat(100_000),
  to: fc.nat(100_000),
  text: fc.oneof(
    fc.constantFrom(
      ...['[', ']', '(', ')', ',', ';', ':', '=', '==', '<', '+', '-', '−', '*', '^', "'", 'ᵀ', '.T', '...', '"', '#'],
      ...['\n', '\r', ' ', '\u00a0', '\ufeff', '2x', '1_000', '1e999', '0,5', 'W', 'b', 'W =', 'b\n', 'layer', 'layr'],
      ...[
        'if',
        'then',
        'else',
        'and',
        'not',
        '(x>0)*x',
        '0<x<1',
        'sin (x)',
        '[[',
        ']]',
        'np.array(',
        'file(',
        '²',
        '≤',
      ],
      ...['//', '%', 'onehot(', 'zeros()', 'a if b else c', '1:3', '\\', '😀', '\ud800', 'e\u0301', '\u200b'],
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  ),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function mutate(text: string, { kind, token, at, to, text: inserted }: Change): string {
  const pieces = token
    ? [...tokens(text)].map((t, i, all) => text.slice(i === 0 ? 0 : all[i - 1].end, t.end))
    : [...text];
  if (pieces.length === 0) return inserted;
  const i = at % pieces.length;
  const j = to % pieces.length;
  switch (kind) {
    case 'delete':
      pieces.splice(i, 1);
      break;
    case 'insert':
      pieces.splice(i, 0, inserted);
      break;
    case 'replace':
      pieces[i] = inserted;
      break;
    case 'swap':
      [pieces[i], pieces[j]] = [pieces[j], pieces[i]];
      break;
    case 'duplicate':
      pieces.splice(j, 0, pieces[i]);
      break;
    case 'cut':
      pieces.splice(i);
      break;
  }
  return pieces.join('');
}

describe('parser: any text', () => {
  it('valid texts have no fault', () => {
    for (const text of specs) {
      assert.deepEqual(
        assertSound(text).diagnostics.filter((d) => d.severity === 'error'),
        [],
      );
    }
  });

  it('is parsed, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        assertSound(text);
      }),
      { numRuns },
    );
  }).timeout(600_000);

  it('is parsed, if it is made of the words of the language', () => {
    const words = change.map((c) => c.text);
    fc.assert(
      fc.property(fc.array(fc.tuple(words, fc.constantFrom('', ' ', '\n')), { maxLength: 60 }), (pieces) => {
        assertSound(pieces.map(([word, gap]) => word + gap).join(''));
      }),
      { numRuns },
    );
  }).timeout(600_000);

  it('is parsed, if it was valid before somebody changed it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...specs), fc.array(change, { minLength: 1, maxLength: 4 }), (spec, changes) => {
        assertSound(changes.reduce(mutate, spec));
      }),
      { numRuns },
    );
  }).timeout(600_000);

  it('one changed line leaves the others as they are', () => {
    const lines = [
      '# a spec',
      'let c = 1',
      'input X = [1 2]',
      'layer a: tanh',
      'b = [1\n2]',
      'W = [1 2\n3 4]',
      'rate = 0.5',
    ];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: lines.length - 1 }), change, (at, c) => {
        const broken = lines.map((line, i) => (i === at ? mutate(line, c) : line));
        // A line may become a comment, a string or part of the one above; never may more than a line around it suffer.
        const kept = lines
          .filter((_, i) => i < at - 1 || i > at + 1)
          .flatMap((line) => parse(line).statements.map(show));
        const found = parse(broken.join('\n')).statements.map(show);
        for (const line of kept) assert.ok(found.includes(line), `${line} is in\n${found.join('\n')}`);
      }),
      { numRuns },
    );
  }).timeout(600_000);

  it('a line break inside parentheses means a blank', () => {
    fc.assert(
      fc.property(fc.constantFrom('\n', '\r\n', ' # c\n', '\n\n'), (gap) => {
        const parsed = parse(`W = [f(1,${gap}-2) (3${gap}+ 4)]`);
        assert.deepEqual(parsed.diagnostics, []);
        assert.equal(show(parsed.statements[0]), 'weights = {f(1, (-2)) ⟨(3 + 4)⟩}');
      }),
    );
  });

  it('a literal of numbers is read as one of names is, which takes the other way through the parser', () => {
    const piece = fc.constantFrom(
      '1',
      '1',
      '1 ',
      '1 ',
      '-1',
      '+1 ',
      ',',
      ', ',
      ';',
      '\n',
      ' ',
      '[',
      ']',
      '# c\n',
      '...\n',
      '−',
    );
    const literal = fc.oneof(
      fc.array(piece, { maxLength: 30 }).map((pieces) => `[${pieces.join('')}`),
      fc
        .array(fc.array(fc.constantFrom('1 ', '-1,', '11\n', '1, '), { minLength: 1, maxLength: 4 }), { maxLength: 4 })
        .chain((rows) =>
          fc.constantFrom('] [', '], [', '],\n[', '; ', '\n', ',\n', '];[', ']').map((gap) => {
            const inner = rows.map((row) => row.join('')).join(gap);
            return gap.includes(']') ? `[[${inner}]]` : `[${inner}]`;
          }),
        ),
    );
    fc.assert(
      fc.property(
        fc.constantFrom('W', 'b'),
        literal,
        fc.constantFrom('', ']', '\nrate = 2', ' # c'),
        (word, text, tail) => {
          const shape = (written: string) => {
            const { statements, diagnostics } = assertSound(written);
            const [first] = statements;
            const value = first.kind === 'weights' || first.kind === 'bias' ? first.value : null;
            if (value?.kind !== 'literal') return null;
            // What comes after the brackets is another matter.
            const found = diagnostics.filter((d) => d.range.start < value.brackets.end);
            return [
              [value.form, [...value.rowLengths], { ...value.brackets }],
              found.map((d) => [d.code, { ...d.range }, d.fixes.map((f) => f.edits)]),
            ];
          };
          const numbers = `${word} = ${text}${tail}`;
          assert.deepEqual(shape(numbers), shape(numbers.replaceAll('1', 'x')), JSON.stringify(numbers));
        },
      ),
      { numRuns: 4 * numRuns },
    );
  }).timeout(600_000);

  it('the numbers of a literal are those that JavaScript reads', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.stringMatching(/^-?\d{1,22}\.\d{0,22}(e[+-]?\d{1,2})?$/),
      fc.stringMatching(/^[+-]?\.\d{1,8}$/),
    );
    const numbers = fc.array(number, { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(numbers, fc.constantFrom(' ', ',', ', ', '\n', ';'), (written, gap) => {
        const [statement] = parse(`W = [${written.join(gap)}]`).statements;
        assert.ok(statement.kind === 'weights' && statement.value?.kind === 'literal');
        const { entries } = statement.value;
        assert.ok(entries.kind === 'numbers');
        assert.deepEqual([...entries.values], written.map(Number));
      }),
      { numRuns },
    );
  }).timeout(600_000);
});
