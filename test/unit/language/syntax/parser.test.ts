import assert from 'node:assert/strict';
import { say } from '../../../../src/message/message';
import { maxLayers } from '../../../../src/language/text/limits';
import { parse } from '../../../../src/language/syntax/parser';
import { assertError, assertErrors, assertFix, assertRecovers, assertTree } from '../parsing';

const mazur = `# Mazur's step-by-step example
network "Two by two by two"

input  X = [0.05 0.10]
target   = [0.01 0.99]

layer hidden: sigmoid
  W = [0.15 0.20
       0.25 0.30]
  b = [0.35 0.35]

layer sigmoid
  W = [0.40 0.45; 0.50 0.55]
  b = [0.60 0.60]

loss half_sse
rate = 0.5
`;

const homogeneous = `# Homogeneous, scalar output, per-neuron and user-defined activations: exactly the paper's f
activation bump(x, a = 1) = exp(-a*x^2)
activation clip(x) = if x < 0 then 0 else if x < 1 then x else 1
let c = sqrt(2)/2

input X = [1, -1/2, 1]
layer [tanh bump(2) identity]          # three neurons, one activation each
  W = [[c, -c, 0], [0.5, 1, -1], [0, 0, 1]]
layer 1 clip
  W = [1 -2 0.25]
`;

const shapes = `# Shapes only: hovers, shapes and the symbolic formula, no numbers yet
input 784
layer 128 relu
  b
layer 10 softmax
  b
`;

describe('parser: statements', () => {
  it('reads the three specs of the language page', () => {
    assertTree(
      mazur,
      'network "Two by two by two"',
      'input X = [0.05 0.1]',
      'target = [0.01 0.99]',
      'layer hidden: sigmoid',
      'weights = [0.15 0.2; 0.25 0.3]',
      'bias = [0.35 0.35]',
      'layer sigmoid',
      'weights = [0.4 0.45; 0.5 0.55]',
      'bias = [0.6 0.6]',
      'loss half_sse',
      'rate = 0.5',
    );
    assertTree(
      homogeneous,
      'activation bump(x, a=1) = exp(((-a) * (x ^ 2)))',
      'activation clip(x) = (if (x < 0) then 0 else (if (x < 1) then x else 1))',
      'let c = (sqrt(2) / 2)',
      'input X = {1 ((-1) / 2) 1}',
      'layer [tanh bump(2) identity]',
      'weights = #{c (-c) 0; 0.5 1 (-1); 0 0 1}',
      'layer 1 clip',
      'weights = [1 -2 0.25]',
    );
    assertTree(shapes, 'input size 784', 'layer 128 relu', 'bias = ?', 'layer 10 softmax', 'bias = ?');
  });

  it('reads them with CR LF, with CR and behind a byte-order mark', () => {
    for (const text of [mazur, homogeneous, shapes]) {
      const plain = parse(text);
      for (const other of [text.replaceAll('\n', '\r\n'), text.replaceAll('\n', '\r'), `\ufeff${text}`]) {
        const spec = parse(other);
        assert.deepEqual(spec.diagnostics, []);
        assert.equal(spec.statements.length, plain.statements.length);
        assert.equal(spec.comments.length, plain.comments.length);
      }
    }
  });

  it('keeps the comments, also those inside brackets', () => {
    const text = '# a\nW = [1 # b\n 2 # c\n x] # d';
    assert.deepEqual(
      parse(text).comments.map((c) => text.slice(c.start, c.end)),
      ['# a', '# b', '# c', '# d'],
    );
  });

  it('gives statements and keywords their ranges', () => {
    const text = '  layer 3 relu ; # c\n\tW = [1\n2]\n';
    const [layer, weights] = parse(text).statements;
    assert.equal(text.slice(layer.range.start, layer.range.end), 'layer 3 relu');
    assert.equal(text.slice(layer.keyword.start, layer.keyword.end), 'layer');
    assert.equal(text.slice(weights.range.start, weights.range.end), 'W = [1\n2]');
  });

  it('needs neither indentation nor blank lines, and has nothing against ; and , at the end', () => {
    assertTree('layer relu;\nb,\nrate=1;;\n\n\n;\n', 'layer relu', 'bias = ?', 'rate = 1');
    assertTree('', ...[]);
    assertTree('\n \n# nothing', ...[]);
  });

  it('reads inputs, batches and targets', () => {
    assertTree(
      'input = [1 2]\nbatch B = [1 2; 3 4]\ntarget B = [1 2]\ntarget = onehot([3 1 2])\nbatch = file("x.csv")\'',
      'input = [1 2]',
      'batch B = [1 2; 3 4]',
      'target B = [1 2]',
      'target = onehot [3 1 2]',
      'batch = file "x.csv"ᵀ',
    );
  });

  it('reads layers', () => {
    assertTree('layer relu', 'layer relu');
    assertTree('layer a: relu', 'layer a: relu');
    assertTree('layer a:3 leaky_relu(0.1)', 'layer a: 3 leaky_relu(0.1)');
    assertTree('layer leaky_relu (slope = 1/10)', 'layer leaky_relu(slope=(1 / 10))');
    assertTree('layer [3 sigmoid identity]', 'layer [3×sigmoid identity]');
    assertTree('layer 4 [3 sigmoid, identity,\n tanh]', 'layer 4 [3×sigmoid identity tanh]');
  });

  it('reads the index of a layer in W and b', () => {
    assertTree('W1 = [1]\nW_2 = [1]\nW₁₂ = [1]\nb3 = [1]\nb_4', ...[
      'weights1 = [1]',
      'weights2 = [1]',
      'weights12 = [1]',
      'bias3 = [1]',
      'bias4 = ?',
    ]); // prettier-ignore
    const text = 'W_12 = [1]';
    const [weights] = parse(text).statements;
    assert.ok(weights.kind === 'weights' && weights.index !== null);
    assert.equal(text.slice(weights.index.range.start, weights.index.range.end), '12');
  });

  it('reads losses', () => {
    assertTree('loss mse', 'loss mse');
    assertTree('loss huber(delta = 2) mean', 'loss huber(delta=2) mean');
    assertTree('loss half_sse sum', 'loss half_sse sum');
    assertTree('loss (y, t) = (y - t)^4 mean', 'loss (y, t) = (⟨(y - t)⟩ ^ 4) mean');
    assertTree('loss (y,\n t) = y*t', 'loss (y, t) = (y * t)');
  });

  it('reads functions', () => {
    assertTree(
      'derivative relu(x) = if x > 0 then 1 else 1/2',
      'derivative relu(x) = (if (x > 0) then 1 else (1 / 2))',
    );
    assertTree('derivative bump(x, a) = -2*a*x', 'derivative bump(x, a) = (((-2) * a) * x)');
    assertTree('activation f(x,\n p = 1, # c\n q = -2) = x', 'activation f(x, p=1, q=(-2)) = x');
  });

  it('reserves keywords as the first word of a line only', () => {
    assertTree('let loss = 1', 'let loss = 1');
    assertTree('input input = [rate W b layer]', 'input input = {rate W b layer}');
    assertTree('layer output: relu', 'layer output: relu');
    assertTree('let W = b', 'let W = b');
  });

  it('normalises names to NFC', () => {
    assertTree('let e\u0301 = 1', 'let \u00e9 = 1');
  });
});

describe('parser: what is wrong with a statement', () => {
  it('knows the statements, and the nearest one to a misspelt word', () => {
    assertFix('‹unknown-statement|layr|› 3 sigmoid', 'layer 3 sigmoid');
    assertFix('‹unknown-statement|Layer|› sigmoid', 'layer sigmoid');
    assertFix('‹unknown-statement|inptu|› = [1 2]', 'input = [1 2]');
    assertFix('‹unknown-statement|w|› = [1 2]', 'W = [1 2]');
    assertFix('‹unknown-statement|B|› = [1 2]', 'b = [1 2]');
    assertError('‹unknown-statement|frobnicate|› the widget', /A line must start with one of network/);
    assertError('‹unknown-statement|y|› = 3', /let y =/);
    assertError('‹unknown-statement|y|› = [3]', /input y =/);
  });

  it('reads a misspelt statement as what was meant, and says nothing else of it', () => {
    assertRecovers('layr 3 sigmoid\nW = [1]', 'broken layer 3 sigmoid', 'weights = [1]');
    assertErrors('‹unknown-statement|outptu|› of the network\nlayer relu');
    assertRecovers('frobnicate\nlayer relu', 'broken unknown', 'layer relu');
  });

  it('wants a word at the start of a line', () => {
    assertError('‹unexpected-token|=|› 3', /A line must start with/);
    assertFix('‹unexpected-token|//|› a comment [', '# a comment [');
    assertFix('‹unexpected-token|%|› a comment', '# a comment');
    assertFix('rate = 1 ‹unexpected-token|//|› a comment [', 'rate = 1 # a comment [');
    assertFix('rate = 1; ‹unexpected-token|%|› a comment', 'rate = 1; # a comment');
  });

  it('wants one statement a line', () => {
    assertFix('rate = 1; ‹unexpected-token|output|› 2', 'rate = 1;\noutput 2');
    assertFix('layer relu ‹unexpected-token|W|› = [1]', 'layer relu\nW = [1]');
    assertRecovers('layer relu W = [1]', 'layer relu', 'weights = [1]');
  });

  it('wants the parts of a statement', () => {
    assertError('let a ‹unexpected-token|=|›', /after “=”/);
    assertError('‹unexpected-token|let|›', /Expected a name after “let”/);
    assertError('let ‹unexpected-token|if|› = 1', /cannot be a name/);
    assertError('let ‹unexpected-token|3|› = 1', /Expected a name, found “3”/);
    assertFix('rate ‹unexpected-token|0.5|›', 'rate = 0.5');
    assertFix('input X ‹unexpected-token|[|›1 2]', 'input X = [1 2]');
    assertFix('let a ‹unexpected-token|==|› 2', 'let a = 2');
    assertError('W ‹unexpected-token|=|›', /after “=”/);
    assertError('‹unexpected-token|W|›', /Expected “=/);
    assertError('‹unexpected-token|output|›', /output 1/);
    assertError('‹unexpected-token|loss|›', /loss half_sse/);
    assertError('loss ‹unexpected-token|=|› mse', /loss half_sse/);
    assertError('loss (y‹unexpected-token|)|› = y', /Expected “,” before “\)”/);
    assertError('layer ‹unexpected-token|3|›', /Expected an activation after “3”/);
    assertError('layer [tanh 3‹unexpected-token|]|›', /Expected an activation, found “]”/);
    assertError('layer ‹unexpected-token|[]|›', /empty/);
    assertError('target ‹unexpected-token|3|›', /Expected “=/);
  });

  it('knows what was meant when the parts of a layer stand in another order', () => {
    assertFix('layer sigmoid ‹unexpected-token|3|›', 'layer 3 sigmoid');
    assertFix('layer hidden ‹unexpected-token|sigmoid|›', 'layer hidden: sigmoid');
    assertError('layer 3 sigmoid ‹unexpected-token|4|›', /already has a size/);
    assertFix('layer [tanh ‹unexpected-token|bump|› (2)]', 'layer [tanh bump(2)]');
    assertFix('layer ‹unclosed-bracket|[|›tanh relu\nW = [1]', 'layer [tanh relu]\nW = [1]');
    assertRecovers('layer [tanh relu\nW = [1]', 'broken layer [tanh relu]', 'weights = [1]');
  });

  it('wants defaults for all parameters but the argument', () => {
    assertError('activation f(x, ‹unexpected-token|a|›) = x', /needs a default/);
    assertError('activation f(x ‹unexpected-token|=|› 1) = x', /is the argument/);
    assertError('activation f ‹unexpected-token|=|› x', /\(x\)/);
    assertErrors('activation f‹unclosed-bracket|(|›x\nlayer relu');
    assertFix('‹unexpected-token|let|› f(x) = x', 'activation f(x) = x');
  });

  it('wants quotes around a title', () => {
    assertFix('network ‹unexpected-token|My "own" network|› # c', 'network "My \\"own\\" network" # c');
    assertFix("network ‹unexpected-token|'Mine'|›", 'network "Mine"');
    assertFix('network ‹unexpected-token|"Mine|›', 'network "Mine"');
    assertError('‹unexpected-token|network|›', /"…"/);
  });

  it('reports what is left over on a line', () => {
    assertError('network "a" ‹unexpected-token|"b"|›', /Unexpected/);
    assertError('rate = 0.5 ‹unexpected-token|0.6|›', /cannot follow “0.5” directly/);
    assertError('output 1 ‹unexpected-token|+|› 1', /Unexpected/);
    assertError('b = [1 2]‹unexpected-token|]|›', /Unexpected/);
  });

  it('has at most 10 000 layers', () => {
    const text = 'layer relu\n'.repeat(maxLayers);
    assert.deepEqual(parse(text).diagnostics, []);
    const [found, ...others] = parse(`${text}layer relu\nlayer relu\nrubbish`).diagnostics;
    assert.equal(found.code, 'too-large');
    assert.equal(found.range.start, text.length);
    assert.match(say(found.message), /10000/);
    assert.deepEqual(others, []);
  });

  it('says no more than it must of a text that is something else', () => {
    const spec = parse('nonsense +\n'.repeat(20_000));
    assert.ok(spec.diagnostics.length <= 1001);
  });
});
