import assert from 'node:assert/strict';
import { parse } from '../../../../src/language/syntax/parser';
import { assertError, assertErrors, assertFix, assertRecovers, assertTree, showMatrix } from '../parsing';

/** The matrix as the value of W, where a line break ends a row. */
function assertMatrix(text: string, expected: string): void {
  assertTree(`W = ${text}`, `weights = ${expected}`);
}

/** The matrix as the value of b, where a line break is a blank. */
function assertVector(text: string, expected: string): void {
  assertTree(`b = ${text}`, `bias = ${expected}`);
}

describe('matrices: rows', () => {
  it('end at ; and at a line break', () => {
    assertMatrix('[1 2 3]', '[1 2 3]');
    assertMatrix('[1 2; 3 4]', '[1 2; 3 4]');
    assertMatrix('[1 2\n3 4]', '[1 2; 3 4]');
    assertMatrix('[1 2\r3 4\r\n5 6]', '[1 2; 3 4; 5 6]');
    assertMatrix('[1, 2 ,3,4]', '[1 2 3 4]');
    assertMatrix('[1 2;\n3 4]', '[1 2; 3 4]');
    assertMatrix('[1 2 # one\n\n# two\n 3 4 # three\n]', '[1 2; 3 4]');
  });

  it('do not count when they are empty, and may end in a comma', () => {
    assertMatrix('[\n\n1 2\n;;\n3 4;\n\n]', '[1 2; 3 4]');
    assertMatrix('[1, 2,\n3, 4,]', '[1 2; 3 4]');
    assertMatrix('[1, 2,; 3, 4]', '[1 2; 3 4]');
    assertMatrix('[x, 2,; 3, 4,\n]', '{x 2; 3 4}');
  });

  it('keep their lengths when they differ', () => {
    assertMatrix('[1 2; 3]', '[1 2; 3]');
    assertMatrix('[x 2; 3]', '{x 2; 3}');
  });

  it('go on at ... at the end of a line', () => {
    assertMatrix('[1 2 ...\n 3 4]', '[1 2 3 4]');
    assertMatrix('[1 2... # goes on\n 3 4; x 6 7 8]', '{1 2 3 4; x 6 7 8}');
    assertMatrix('[1, 2, ...\n3, 4\n5 6 7 8]', '[1 2 3 4; 5 6 7 8]');
  });

  it('do not end at a line break in a vector', () => {
    assertVector('[1 2\n 3 4]', '[1 2 3 4]');
    assertVector('[1\n 2\n x]', '{1 2 x}');
    assertVector('[1; 2; 3]', '[1; 2; 3]');
    assertVector('[1;\n2;\nx]', '{1; 2; x}');
    assertTree('input = [1\n2]', 'input = [1 2]');
    assertTree('batch = [1\n2]', 'batch = [1; 2]');
    assertTree('input = [1]\ntarget = [1\n2]', 'input = [1]', 'target = [1 2]');
    assertTree('batch = [1]\ntarget = [1\n2]', 'batch = [1]', 'target = [1; 2]');
    assertTree(
      'input A = [1]\nbatch B = [1]\ntarget A = [1\n2]\ntarget B = [1\n2]\ntarget = [1\n2]',
      'input A = [1]',
      'batch B = [1]',
      'target A = [1 2]',
      'target B = [1; 2]',
      'target = [1; 2]',
    );
    assertTree('target = onehot([3\n1\n2])', 'target = onehot [3 1 2]');
    assertTree('target = onehot( 3 )', 'target = onehot [3]');
    assertTree('target = onehot(c + 1)', 'target = onehot {(c + 1)}');
  });
});

describe('matrices: nested rows', () => {
  it('are read as NumPy, JSON and people write them', () => {
    assertMatrix('[[1, 2], [3, 4]]', '#[1 2; 3 4]');
    assertMatrix('[[1 2] [3 4]]', '#[1 2; 3 4]');
    assertMatrix('[[1 2][3 4]]', '#[1 2; 3 4]');
    assertMatrix('[[1 2]; [3 4]]', '#[1 2; 3 4]');
    assertMatrix('[\n  [1, 2], # one\n  [3, 4],\n]', '#[1 2; 3 4]');
    assertMatrix('[ [x, 2],\n[3, 4] ]', '#{x 2; 3 4}');
    assertMatrix('[[1]]', '#[1]');
  });

  it('take a line break for a blank', () => {
    assertMatrix('[[1. 2.\n  3.]\n [4. 5.\n  6.]]', '#[1 2 3; 4 5 6]');
    assertMatrix('[[x\n -y]]', '#{x (-y)}');
    assertVector('[[1],\n [2]]', '#[1; 2]');
  });
});

describe('matrices: where an entry ends', () => {
  const cases: [string, string][] = [
    ['[1 -2]', '[1 -2]'],
    ['[a -b]', '{a (-b)}'],
    ['[1/3 -1/2]', '{(1 / 3) ((-1) / 2)}'],
    ['[1 - 2]', '{(1 - 2)}'],
    ['[a- b]', '{(a - b)}'],
    ['[a-b]', '{(a - b)}'],
    ['[2 ^-1]', '{(2 ^ (-1))}'],
    ['[2 ^ -1]', '{(2 ^ (-1))}'],
    ['[2 *3]', '{(2 * 3)}'],
    ['[2* 3]', '{(2 * 3)}'],
    ['[2 /-3]', '{(2 / (-3))}'],
    ['[2 (3)]', '{2 ⟨3⟩}'],
    ['[(1) (2)]', '{⟨1⟩ ⟨2⟩}'],
    ['[a (b)]', '{a ⟨b⟩}'],
    ['[a b]', '{a b}'],
    ['[a 1]', '{a 1}'],
    ['[a(b) c]', '{a(b) c}'],
    ['[sin(x) cos(x)]', '{sin(x) cos(x)}'],
    ['[(1 -2) 3]', '{⟨(1 - 2)⟩ 3}'],
    ['[max(1 -2, 3) 3]', '{max((1 - 2), 3) 3}'],
    ['[(1\n +2) 3]', '{⟨(1 + 2)⟩ 3}'],
    ['[1 - -2]', '{(1 - (-2))}'],
    ['[- 1 2]', '[-1 2]'],
    ['[1 −2 +3]', '[1 -2 3]'],
    ['[−x −\u2009y]', '{((-x) - y)}'],
    ['[1\u00a0-2]', '[1 -2]'],
    ['[-x^2 -1]', '{(-(x ^ 2)) (-1)}'],
    ['[a -(b)]', '{a (-⟨b⟩)}'],
    ['[(if x<1 then 2 else 3) 4]', '{⟨(if (x < 1) then 2 else 3)⟩ 4}'],
    ['[1,-2]', '[1 -2]'],
    ['[1 ,- 2]', '[1 -2]'],
    ['[-0]', '[-0]'],
    ['[.5 1.]', '[0.5 1]'],
    ['[2**3 e]', '{(2 ^ 3) e}'],
  ];
  for (const [text, expected] of cases) {
    it(text, () => assertMatrix(text, expected));
  }

  it('an operator at the end of a line does not go on in the next one', () => {
    assertErrors('W = [1 ‹unexpected-token|-|› # c\n2]');
    assertTree('b = [1 - # c\n2]', 'bias = {(1 - 2)}');
  });
});

describe('matrices: other values', () => {
  it('transposes', () => {
    assertMatrix("[1 2]'", '[1 2]ᵀ');
    assertMatrix('[1 2]ᵀ', '[1 2]ᵀ');
    assertMatrix('[1 2].T', '[1 2]ᵀ');
    assertMatrix("[1 2]''", '[1 2]ᵀᵀ');
    assertMatrix('file("w.csv")\'', 'file "w.csv"ᵀ');
    assertMatrix('zeros().T', 'zeros!ᵀ');
    const text = "W = [1 2]'.T";
    const [w] = parse(text).statements;
    assert.ok(w.kind === 'weights' && w.value?.kind === 'transpose');
    assert.deepEqual(w.value.range, { start: 4, end: text.length });
    assert.deepEqual(w.value.operator, { start: text.length - 2, end: text.length });
  });

  it('made ones', () => {
    assertMatrix('zeros()', 'zeros!');
    assertMatrix('uniform(-1, 1, seed = 7)', 'uniform!((-1), 1, seed=7)');
    assertMatrix('fill(\n1/3\n)', 'fill!((1 / 3))');
    assertMatrix('he (seed = 2)', 'he!(seed=2)');
  });

  it('files', () => {
    assertMatrix('file("w1.csv")', 'file "w1.csv"');
    assertMatrix('file( "a \\"b\\" c.npy" )', 'file "a \\"b\\" c.npy"');
  });

  it('bare expressions', () => {
    assertMatrix('1/2', '(1 / 2)');
    assertMatrix('-c', '(-c)');
    assertMatrix('array', 'array');
    assertMatrix('zeros', 'zeros');
  });
});

describe('matrices: from Python (foreign-matrix)', () => {
  const rewritten: [string, string][] = [
    ['W = ‹foreign-matrix|array|›([[1., 2.],\n       [3., 4.]])', 'W = [[1., 2.],\n       [3., 4.]]'],
    ['W = ‹foreign-matrix|np.array|›([[1, 2], [3, 4]], dtype=np.float32)', 'W = [[1, 2], [3, 4]]'],
    ['W = ‹foreign-matrix|numpy.array|›([[1, 2]], dtype="f8",)', 'W = [[1, 2]]'],
    ["W = ‹foreign-matrix|tensor|›([[1, 2]], device='cuda:0', requires_grad=True)", 'W = [[1, 2]]'],
    ['W = ‹foreign-matrix|tensor|›([[1, 2]],\n       grad_fn=<AddBackward0>)', 'W = [[1, 2]]'],
    ['W = ‹foreign-matrix|torch.tensor|›( [[1, 2]] ).T', 'W = [[1, 2]].T'],
    ['W = ‹foreign-matrix|array|›([1, 2,\n   3; 4, 5, 6])', 'W = [1, 2, 3; 4, 5, 6]'],
    ['b = ‹foreign-matrix|array|›([0.1, 0.2,\n   0.3])', 'b = [0.1, 0.2,\n   0.3]'],
  ];
  for (const [marked, fixed] of rewritten) it(marked, () => assertFix(marked, fixed));

  it('keep the wrapper and the range of the whole, and do not break the statement', () => {
    const text = 'W = np.array([[1, 2]], dtype=float)';
    const [w] = parse(text).statements;
    assert.ok(w.kind === 'weights' && w.value?.kind === 'literal' && !w.broken);
    assert.equal(showMatrix(w.value), 'np.array#[1 2]');
    assert.deepEqual(w.value.range, { start: 4, end: text.length });
    assert.deepEqual(w.value.brackets, { start: 13, end: 21 });
  });

  it('do not hide what is wrong in them', () => {
    assertError('W = np.array([1, 2], ‹unexpected-token|copy|›=True)', /only dtype, device/);
    assertError('W = np.array(‹unexpected-token|3|›)', /Expected “\[/);
    assertErrors('W = ‹foreign-matrix|array|›(‹unclosed-bracket|[|›[1, 2])');
    assertErrors('W = array([1, 2]‹unexpected-token|]|›)');
    assertTree('let array = 1', 'let array = 1');
  });
});

describe('matrices: what is wrong', () => {
  it('empty brackets', () => {
    assertError('W = ‹unexpected-token|[]|›', /empty/);
    assertError('W = ‹unexpected-token|[;\n]|›', /empty/);
    assertError('W = [[1], ‹unexpected-token|[]|›]', /This row is empty/);
  });

  it('commas without an entry', () => {
    assertError('W = [1,‹unexpected-token|,|›2]', /Expected an entry/);
    assertError('W = [‹unexpected-token|,|›1]', /Expected an entry/);
    assertError('W = [1;‹unexpected-token|,|›1]', /Expected an entry/);
    assertError('W = [[1],‹unexpected-token|,|›[1]]', /Expected an entry/);
    assertErrors('W = [1,‹unexpected-token|,|›2,‹unexpected-token|,|›3]');
  });

  it('nested and bare entries mixed', () => {
    assertError('W = [[1 2], ‹unexpected-token|3|›]', /Use one style/);
    assertError('W = [1 ‹unexpected-token|[|›2 3]]', /Use one style/);
    assertError('W = [[1 2] ‹unexpected-token|3|› 4 5; 6, [x]]', /Use one style/);
    assertError('W = [[‹unexpected-token|[|›1 2], [3]]]', /two levels/);
    assertError('W = [[‹unexpected-token|[|›1 2]], [[3]]]', /two levels/);
    assertError('W = [[1‹unexpected-token|;|› 2]]', /already has its own brackets/);
  });

  it('a call with a blank before its parenthesis', () => {
    assertFix('W = [‹unexpected-token|sin|› (x)]', 'W = [sin(x)]');
    assertFix('W = [2*‹unexpected-token|max|›  (x, 2) 3]', 'W = [2*max(x, 2) 3]');
    assertFix('activation f(x) = x\nW = [‹unexpected-token|f|› (x)]', 'activation f(x) = x\nW = [f(x)]');
    assertTree('let sin = 1\nW = [sin (2)]', 'let sin = 1', 'weights = {sin ⟨2⟩}');
  });

  it('choices and comparisons without parentheses', () => {
    assertFix('W = [‹unexpected-token|if|› x < 1 then 2 else 3 -4]', 'W = [(if x < 1 then 2 else 3) -4]');
    assertFix(
      'W = [1 ‹unexpected-token|if|› x<1 then 2 else if x<2 then 3 else y; 4 5]',
      'W = [1 (if x<1 then 2 else if x<2 then 3 else y); 4 5]',
    );
    assertFix('W = [‹unexpected-token|x < 1|› 2]', 'W = [(if x < 1 then 1 else 0) 2]');
    assertError('W = [x ‹unexpected-token|and|› y]', /is a keyword/);
  });

  it('malformed numbers and operands, one by one', () => {
    assertFix('W = [1 ‹bad-number|2x|› 3]', 'W = [1 2*x 3]');
    assertErrors('W = [‹bad-number|1_000|› ‹bad-number|0x10|›; 1 2]');
    assertErrors('W = [1 +‹unexpected-token|*|› 2, 3, (4‹unexpected-token|;|› 5), 6]');
    assertError('W = [1‹unexpected-token|:|›3]', /Ranges/);
    assertError('W = [(1)‹unexpected-token|(|›2)]', /product/);
    assertError('W = [1 ‹unexpected-token|"a"|›]', /Unexpected/);
    assertRecovers('W = [1 2x 3; 4 5 6]', 'broken weights = {1 NaN 3; 4 5 6}');
    assertRecovers('W = [1 +* 2, 3; 4 5]', 'broken weights = {1 NaN 3; 4 5}');
  });

  it('comments of other languages', () => {
    assertFix('W = [1 2 ‹unexpected-token|%|› one [\n3 4]', 'W = [1 2 # one [\n3 4]');
    assertFix('W = [1 2; ‹unexpected-token|//|› one\n3 4]', 'W = [1 2; # one\n3 4]');
    assertFix('W = [1 2 ‹unexpected-token|//|› one 2\n3 4]', 'W = [1 2 # one 2\n3 4]');
  });

  it('shortened printouts', () => {
    assertError('W = [[1 2 ‹unexpected-token|...|› 3]\n ...\n [1 2 ... 3]]', /printout is shortened/);
    assertError('W = [1, 2, ‹unexpected-token|...|›, 3]', /printout is shortened/);
    assertError('W = [1 2 ‹unexpected-token|…|› 3]', /printout is shortened/);
    assertError('W = [[1 2]\n ‹unexpected-token|...|›\n [1 2]]', /printout is shortened/);
    assertError('W = [‹unexpected-token|...|›\n 1]', /printout is shortened/);
  });

  it('a sign of transposition with a blank before it, or after a number', () => {
    assertFix("W = [1 2] ‹unexpected-token|'|›", "W = [1 2]'");
    assertFix('W = [x] ‹unexpected-token|.T|›', 'W = [x].T');
    assertError("W = 2‹unexpected-token|'|›", /Only a matrix/);
    assertError("W = [x‹unexpected-token|'|› y]", /Unexpected/);
  });

  it('a matrix within an expression', () => {
    assertError('W = 2*‹unexpected-token|[|›1 2]', /^Expected a number, not a matrix/);
    assertError('W = [1 2] ‹unexpected-token|*|› 2', /Unexpected/);
  });

  it('numbers without their brackets', () => {
    assertFix('b = 1 ‹unexpected-token|2|› -3 # c', 'b = [1 2 -3] # c');
    assertFix('b = 0.5, ‹unexpected-token|0.6|›,', 'b = [0.5, 0.6],');
    assertFix('W = 1 ‹unexpected-token|2|›\n    3 4\nb = [1 2]', 'W = [1 2\n    3 4]\nb = [1 2]');
    assertError('W = 1 ‹unexpected-token|x|›', /product/);
  });

  it('a matrix on the line below its =', () => {
    assertFix('W =\n  ‹unexpected-token|[|›1 2]', 'W = [1 2]');
    assertErrors('W = # c\n\n‹unexpected-token|[|›1 2\n3 4]\nlayer relu');
    assertErrors('W ‹unexpected-token|=|›\nlayer relu');
  });

  it('file and onehot without their argument', () => {
    assertError('W = file(‹unexpected-token|w|›.csv)', /"…"/);
    assertError('W = file(‹unexpected-token|"w.csv)|›', /closing quote/);
    assertError('target = onehot(‹unexpected-token|)|›', /./);
    assertErrors('W = file‹unclosed-bracket|(|›"w.csv"\nb = 1');
  });
});

describe('matrices: brackets that are not closed', () => {
  it('end before a line that starts a statement', () => {
    assertFix('W = ‹unclosed-bracket|[|›1 2\n3 4\nlayer relu', 'W = [1 2\n3 4]\nlayer relu');
    assertFix('W = ‹unclosed-bracket|[|›1 2; 3 4\r\n\nlayer relu', 'W = [1 2; 3 4]\r\n\nlayer relu');
    assertFix('W = ‹unclosed-bracket|[|›x 2; 3 4\n\n\nlayer relu', 'W = [x 2; 3 4]\n\n\nlayer relu');
    assertFix('W = ‹unclosed-bracket|[|›1 2 # c\n\n b = [1]', 'W = [1 2] # c\n\n b = [1]');
    assertFix('W = ‹unclosed-bracket|[|›x 2\nW1 = [1]', 'W = [x 2]\nW1 = [1]');
    assertFix('b = ‹unclosed-bracket|[|›1\nW₁ = [1]', 'b = [1]\nW₁ = [1]');
    assertRecovers('W = [1 2\n3 x\nlayer relu', 'broken weights = {1 2; 3 x}', 'layer relu');
    assertRecovers('W = [[1, 2],\n[3, 4]\nrate = 1', 'broken weights = #[1 2; 3 4]', 'rate = 1');
  });

  it('end at the end of the file', () => {
    assertFix('W = ‹unclosed-bracket|[|›1 2', 'W = [1 2]');
    assertErrors('W = ‹unclosed-bracket|[|›');
    assertErrors('W = ‹unclosed-bracket|[|›1 2\n\n');
    assertFix('W = ‹unclosed-bracket|[|›1 2,', 'W = [1 2,]');
    assertFix('W = ‹unclosed-bracket|[|›[1 2], [3, 4', 'W = [[1 2], [3, 4]]');
    assertFix('W = ‹unclosed-bracket|[|›[1 2], [3, x\nlayer relu', 'W = [[1 2], [3, x]]\nlayer relu');
    assertFix('W = ‹unclosed-bracket|[|›[1 2], [3, 4]', 'W = [[1 2], [3, 4]]');
    assertFix('W = ‹unclosed-bracket|[|›[x 2], [3, 4] # c\n', 'W = [[x 2], [3, 4]] # c\n');
    assertErrors('W = ‹foreign-matrix|array|›(‹unclosed-bracket|[|›[1, 2)');
    assertErrors('W = ‹foreign-matrix|array|›(‹unclosed-bracket|[|›[x, 2])');
  });

  it('go on over W and b without =', () => {
    assertTree('W = [W\nb W\nb]', 'weights = {W; b W; b}');
  });

  it('are guessed where a nested row goes on with another one', () => {
    assertFix('W = [‹unclosed-bracket|[|›1, 2, [3, 4]]', 'W = [[1, 2,] [3, 4]]');
  });

  it('are closed by the wrong bracket', () => {
    assertFix('W = [1 2‹unexpected-token|)|›', 'W = [1 2]');
    assertFix('W = [[1 2‹unexpected-token|)|›, [3 4]]', 'W = [[1 2], [3 4]]');
    assertFix('W = [‹unclosed-bracket|(|›1 + 2]', 'W = [(1 + 2)]');
  });
});

describe('matrices: large ones', () => {
  const wide = Array.from({ length: 1000 }, (_, i) => ((i * 37) % 1000) / 8 - 60);

  it('are kept as numbers, whichever way they were read', () => {
    const plain = parse(`W = [${wide.join(' ')}]`).statements[0];
    const signed = parse(`W = [- ${wide.map((x) => Math.abs(x)).join(', ')}]`).statements[0];
    const open = parse(`W = [${wide.join(' ')}`).statements[0];
    for (const statement of [plain, signed, open]) {
      assert.ok(statement.kind === 'weights' && statement.value?.kind === 'literal');
      assert.equal(statement.value.entries.kind, 'numbers');
    }
    assert.ok(plain.kind === 'weights' && plain.value?.kind === 'literal' && plain.value.entries.kind === 'numbers');
    assert.deepEqual([...plain.value.entries.values], wide);
  });

  it('of 100 000 brackets do not overflow the stack', () => {
    for (const piece of ['[', '[1 ', '[[', '(', '[(', '[1] ', "'", '1,,', '... ', '2x ', 'zeros(', 'array(']) {
      assert.ok(parse(`W = [${piece.repeat(100_000)}`).diagnostics.length > 0);
      assert.ok(parse(`W = ${piece.repeat(100_000)}\nlayer relu`).statements.length <= 2);
    }
  }).timeout(120_000);
});
