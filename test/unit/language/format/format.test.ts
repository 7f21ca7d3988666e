import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { format, withEdits } from '../../../../src/language/format/format';
import { parse } from '../../../../src/language/syntax/parser';
import { tokens } from '../../../../src/language/syntax/scanner';
import type { MatrixLiteral, Spec } from '../../../../src/language/syntax/tree';

function formatted(text: string): string {
  return withEdits(text, format(parse(text)));
}

const RUNS = Number(process.env.NNET_FUZZ ?? 300);

/** All that formatting must keep: the tokens, comments and shapes of matrices; line breaks and blanks may change. */
function meaning(spec: Spec): unknown {
  const words: string[] = [];
  for (const token of tokens(spec.text)) {
    if (token.kind !== 'newline') words.push(spec.text.slice(token.start, token.end).trimEnd());
  }
  const shapes: unknown[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('kind' in value && value.kind === 'literal') {
      const literal = value as MatrixLiteral;
      shapes.push([...literal.rowLengths]);
      if (literal.entries.kind === 'numbers') shapes.push([...literal.entries.values]);
    }
    Object.values(value).forEach(visit);
  };
  spec.statements.forEach(visit);
  return { words, shapes, kinds: spec.statements.map((s) => s.kind), problems: spec.diagnostics.map((d) => d.code) };
}

describe('formatting', () => {
  const cases: [name: string, before: string, after: string][] = [
    ['indents W and b', 'layer relu\nW=[1]\n      b =[2]', 'layer relu\n  W = [1]\n  b = [2]\n'],
    ['takes statements to the margin', '  input\tX=[1 ,2]\n\tlet c=2', 'input X = [1, 2]\nlet c = 2\n'],
    ['spaces names', 'layer   hidden :3   sigmoid', 'layer hidden: 3 sigmoid\n'],
    ['keeps what an author lined up', 'input  X = [1]\ntarget   = [2]', 'input  X = [1]\ntarget   = [2]\n'],
    [
      'keeps a longer table',
      'input  X = [1]\ninput  Y = [2]\ntarget   = [2]',
      'input  X = [1]\ninput  Y = [2]\ntarget   = [2]\n',
    ],
    ['keeps a lined up =', 'input X = 1\ntarget  = 2', 'input X = 1\ntarget  = 2\n'],
    [
      'keeps lined up names of functions',
      'let        c    = 1\nactivation f(x) = x',
      'let        c    = 1\nactivation f(x) = x\n',
    ],
    ['takes spaces that line nothing up', 'input   2\nlayer 1  tanh\noutput    1', 'input 2\nlayer 1 tanh\noutput 1\n'],
    ['takes what is too much in every line', 'let   a  = 1\nlet   b  = 2', 'let a = 1\nlet b = 2\n'],
    [
      'takes spaces beside a line that is not next',
      'input  X = [1]\n\ntarget   = [2]',
      'input X = [1]\n\ntarget = [2]\n',
    ],
    ['takes empty lines at the end, with spaces in them too', 'input 2\n\n  \n\t \n  ', 'input 2\n'],
    ['takes empty lines behind a comment at the end', 'input 2\n# a\n \n  # b\n\n  ', 'input 2\n# a\n\n# b\n'],
    ['takes empty lines at the beginning', '\n  \n\ninput 2', 'input 2\n'],
    ['keeps one empty line of several', 'input 2\n\n  \n \nlayer 1 tanh', 'input 2\n\nlayer 1 tanh\n'],
    ['makes nothing of nothing', ' \n \n', ''],
    ['spaces a loss', 'loss    mse    mean', 'loss mse mean\n'],
    ['spaces a custom loss', 'loss   ( y ,t )   =  (y-t)^2   mean', 'loss (y, t) = (y-t)^2 mean\n'],
    ['spaces a title', 'network     "a  b"', 'network "a  b"\n'],
    ['spaces a rate', 'rate   =    0.5', 'rate = 0.5\n'],
    [
      'spaces functions',
      'activation   f( x,a=1 )  =  a * x\nderivative    f(x , a = 1)=   a',
      'activation f(x, a = 1) = a * x\nderivative f(x, a = 1) = a\n',
    ],
    [
      'spaces an exercise',
      'exercise    "a"\ngive   W1   b1\nask   gradW1    X\nnote    "b"',
      'exercise "a"\n  give W1 b1\n  ask gradW1 X\n  note "b"\n',
    ],
    [
      'spaces a direction',
      'layer relu\nW = [1]\nV   =   [1]\nb=1\nv  =  [ 1 ]',
      'layer relu\n  W = [1]\n  V = [1]\n  b = 1\n  v = [1]\n',
    ],
    ['spaces operators', 'let a = 2   +   3  *sin( 1 )', 'let a = 2 + 3 *sin(1)\n'],
    ['spaces a label', 'target   =  onehot(  3 )', 'target = onehot(3)\n'],
    [
      'spaces a generator',
      'layer relu\nW =  integers( -3 ,3 ,nonzero, seed=7 )  ',
      'layer relu\n  W = integers(-3, 3, nonzero, seed = 7)\n',
    ],
    ['closes brackets', 'layer [ tanh   relu ]', 'layer [tanh relu]\n'],
    ['spaces arguments', 'layer leaky_relu( slope=0.1 )', 'layer leaky_relu(slope = 0.1)\n'],
    ['keeps what stands beside operators', 'let a = 1+2 * 3', 'let a = 1+2 * 3\n'],
    ['collapses blank lines', '\n\nlet a = 1\n\n\n\nlet b = 2\n\n\n', 'let a = 1\n\nlet b = 2\n'],
    ['removes trailing blanks', 'let a = 1   \n# c  \nlet b = 2\t', 'let a = 1\n# c\nlet b = 2\n'],
    [
      'keeps comments',
      'let a = 1  # one\n   # two\nlayer relu\n# of W\nW = [1]',
      'let a = 1  # one\n# two\nlayer relu\n  # of W\n  W = [1]\n',
    ],
    ['keeps CRLF', 'let a=1\r\nlet b=2\r\n', 'let a = 1\r\nlet b = 2\r\n'],
    ['keeps a byte-order mark', '\ufefflet a=1', '\ufefflet a = 1\n'],
    ['one row', 'input X = [ 1  2,3 ]', 'input X = [1 2, 3]\n'],
    ['keeps commas that may be decimal marks', 'input X=[-3,1]', 'input X = [-3,1]\n'],
    [
      'keeps them beside other commas',
      'layer relu\nW = [0,15   0,20; 0,25 ,-0,3]',
      'layer relu\n  W = [0,15 0,20; 0,25, -0,3]\n',
    ],
    [
      'aligns columns on commas that may be decimal marks',
      'layer relu\nW = [0,15 10,5\n-12,5 0,125]',
      'layer relu\n  W = [  0,15 10,5\n       -12,5   0,125]\n',
    ],
    ['spaces commas that are none', 'input X=[0,0,1,1]', 'input X = [0, 0, 1, 1]\n'],
    ['rows on a line', 'layer relu\nW = [1 2;3   4 ; 5 6]', 'layer relu\n  W = [1 2; 3 4; 5 6]\n'],
    ['nested rows on a line', 'layer relu\nW = [[1,2],[3,4]]', 'layer relu\n  W = [[1, 2], [3, 4]]\n'],
    [
      'aligns columns on the point',
      'layer relu\nW = [0.4 -10 2\n-3.25 6 0.125\n100 5e-3 -1/2]',
      'layer relu\n  W = [  0.4  -10       2\n        -3.25   6       0.125\n       100      5e-3 -1/2]\n',
    ],
    ['aligns nested rows', 'layer relu\nW = [[1,-2],\n[10, 3]]', 'layer relu\n  W = [[ 1, -2],\n       [10,  3]]\n'],
    ['rows below the bracket', 'layer relu\nW = [\n1 20\n3 4\n]', 'layer relu\n  W = [\n    1 20\n    3  4\n  ]\n'],
    ['keeps signs where they are', 'input X = [1   -2  - 3  a   -b]', 'input X = [1 -2  - 3 a -b]\n'],
    ['leaves broken statements alone', 'let a=1\n  layer   )\nlet b=2', 'let a = 1\n  layer   )\nlet b = 2\n'],
    [
      'aligns commented rows, and their comments',
      'layer relu\nW = [1 2.25 # one\n# alone\n-10 3;   # two\r\n\n 4 5# three  \n]',
      'layer relu\n  W = [  1 2.25 # one\n       # alone\n       -10 3;    # two\r\n\n         4 5    # three\n  ]\n',
    ],
    [
      'a comment behind the bracket',
      'layer relu\nW = [# [1]\n[1,2],# a\n[3,40]  # b\n]',
      'layer relu\n  W = [ # [1]\n    [1,  2], # a\n    [3, 40] # b\n  ]\n',
    ],
    ['a comment inside a row', 'layer relu\nW = [[1  2 # a\n3 4]]', 'layer relu\n  W = [[1  2 # a\n3 4]]\n'],
    ['an empty text', '', ''],
    ['only blanks', ' \n\n ', ''],
  ];
  for (const [name, before, after] of cases) it(name, () => assert.equal(formatted(before), after));

  it('leaves the examples as they are', () => {
    for (const file of readdirSync('examples').filter((name) => name.endsWith('.nnet'))) {
      const text = readFileSync(`examples/${file}`, 'utf8');
      assert.equal(formatted(text), text, file);
    }
  });

  it('formats only what lies in the range', () => {
    const text = 'let a=1\nlet b=2\nlet c=3\n';
    assert.equal(withEdits(text, format(parse(text), { start: 9, end: 12 })), 'let a=1\nlet b = 2\nlet c=3\n');
  });

  it('leaves the inside of a huge matrix alone', () => {
    const text = `layer relu\n  W = [${'1  2 '.repeat(30_000)}]\n`;
    assert.deepEqual(format(parse(text)), []);
  });

  const blank = fc.constantFrom('', ' ', '  ', '\t', '\u00a0');
  const number = fc.constantFrom(
    '1',
    '-2',
    '0.5',
    '-10.25',
    '1e-3',
    '.5',
    '−3',
    '+4',
    '1/3',
    'c',
    '-c',
    '2 - 1',
    'sin(1)',
  );
  const separator = fc.constantFrom(' ', '  ', ', ', ',');
  const row = fc
    .tuple(fc.array(fc.tuple(number, separator), { minLength: 1, maxLength: 4 }))
    .map(([entries]) => entries.map(([n, s], i) => (i === 0 ? n : s + n)).join(''));
  const matrix = fc
    .tuple(
      fc.array(row, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(';', '; ', '\n', ' ;\n  ', '\r\n', ' # c\n'),
      blank,
    )
    .map(([rows, between, b]) => `[${b}${rows.join(between)}${b}]`);
  const nested = fc
    .tuple(fc.array(row, { minLength: 1, maxLength: 3 }), fc.constantFrom(',', ', ', ' ', ',\n', '\n'))
    .map(([rows, between]) => `[${rows.map((r) => `[${r}]`).join(between)}]`);
  const line = fc.oneof(
    fc.tuple(blank, fc.oneof(matrix, nested), blank).map(([a, m, b]) => `${a}W${b}=${a}${m}${b}`),
    fc.tuple(blank, blank).map(([a, b]) => `${a}layer${a} relu${b}`),
    fc.tuple(blank, matrix).map(([a, m]) => `input${a} X =${a}${m}'`),
    fc.constantFrom(
      '',
      '',
      '# note  ',
      '  # note',
      'let c = 2*( 3+1 )',
      'layr relu',
      'W = [1 2',
      'loss sse  mean',
      'b',
    ),
    fc.tuple(matrix).map(([m]) => `b = np.array( ${m} , dtype=float)`),
  );
  const text = fc.tuple(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n')).map(([l, e]) => l.join(e));

  it('is idempotent', () => {
    fc.assert(
      fc.property(text, (t) => {
        const once = formatted(t);
        assert.equal(formatted(once), once);
      }),
      { numRuns: RUNS },
    );
  }).timeout(120_000 + RUNS * 20);

  it('keeps every word, number and comment, and the shape of every matrix', () => {
    fc.assert(
      fc.property(text, (t) => assert.deepEqual(meaning(parse(formatted(t))), meaning(parse(t)))),
      { numRuns: RUNS },
    );
  }).timeout(120_000 + RUNS * 20);
});
