import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { inEnglish } from '../../../../src/message/message';
import { builtinActivation } from '../../../../src/functions/builtin/activations';
import { activationPlot } from '../../../../src/service/hover/activationPlot';
import { hoverAt } from '../../../../src/service/hover/hover';
import { fixture } from '../../language/fixture';

const MAZUR = `input X = [0.05 0.10]
target = [0.01 0.99]
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

async function hover(marked: string): Promise<{ text: string; over: string } | null> {
  const { text, cursors } = fixture(marked);
  const found = hoverAt(await Analysis.of(text), cursors[0], inEnglish);
  return found && { text: found.markdown, over: text.slice(found.range.start, found.range.end) };
}

function mazur(before: string, after: string): string {
  assert.ok(MAZUR.includes(before + after));
  return MAZUR.replace(before + after, `${before}<|>${after}`);
}

function says(name: string, marked: string, expected: RegExp[], over?: string): void {
  it(name, async () => {
    const found = await hover(marked);
    assert.ok(found, 'there is no hover');
    for (const part of expected) assert.match(found.text, part);
    if (over !== undefined) assert.equal(found.over, over);
  });
}

describe('hover', () => {
  says('a layer line', mazur('layer hid', 'den'), [
    /layer 1 · hidden · ℝ² → ℝ² · W₁ ∈ ℝ²ˣ² · b₁ ∈ ℝ² · sigmoid/,
    /ℝ² → \*\*ℝ²\*\* → ℝ²/,
    /Parameters: 6 = 2 · 2 \(weights\) \+ 2 \(biases\)/,
    /N₁ = ⎡0\.3775⎤/,
  ]);
  says('W', mazur('\n  ', 'W = [0.15'), [/W₁ ∈ ℝ²ˣ²/, /∂L\/∂W₁ = ⎡0\.000438568/, /denominator layout/]);
  says(
    'an entry of W',
    mazur('0.15 0.', '20'),
    [/w<sup>1<\/sup><sub>12<\/sub> = 0\.2/, /\*\*0\.000877135\*\*/],
    '0.20',
  );
  says('b', mazur('\n  ', 'b = [0.35'), [/∂L\/∂b₁ = /, /the shape of b \(denominator layout\)/]);
  const two = 'input A = [1]\ninput B = [2]\nlayer sin\n  W = [3]\n';
  says('the second of two inputs', two.replace('[2]', '[<|>2]'), [/∂f\/∂x<sub>1<\/sub> = \*\*2\.88051\*\*/]);
  says('at which of two inputs a layer has its values', two.replace('layer', 'lay<|>er'), [
    /At A\n\n```text\nN₁ = \[3\]/,
  ]);
  says('at which an entry has its gradient', two.replace('[3]', '[<|>3]'), [/At A\n\n∂f/]);
  says('an activation of one’s own', 'activation f<|>(x, a = 1/2) = a*x\n', [/f\(x, a = 1\/2\) = a\*x/]);
  says('a kink of an activation', 'input X = [1]\nlayer re<|>lu\nW = [1]', [/By convention σ′\(0\) = 0\./]);
  says('a loss', mazur('loss half', '_sse'), [/ℓ\(f, y\) = \(f - y\)\^2\/2\n∂ℓ\/∂f {3}= f - y\n/]);
  const formal = 'input X = [1 2 1]\nlayer [2 tanh identity]\n  W = [1 2 3; 4 5 6; 0 0 1]\nlayer sin\n  W = [1 2 3]\n';
  says('a layer with a formal neuron', formal.replace('layer [', 'lay<|>er ['), [
    /Neurons: 2, and 1 formal neuron/,
    /Parameters: 6 = 2 · 3 \(weights\)/,
  ]);
  says('an entry of a frozen row', formal.replace('0 0 1]', '<|>0 0 1]'), [/frozen row of the formal neuron/]);
  says('an entry of b', mazur('b = [0.35 0.', '35'), [/b<sup>1<\/sup><sub>2<\/sub> = 0\.35/, /\*\*0\.00995425\*\*/]);
  says('an entry of the input', mazur('input X = [0.', '05'), [/x<sub>1<\/sub> = 0\.05/, /\*\*0\.00380427\*\*/]);
  says('the input', mazur('inp', 'ut X'), [/X ∈ ℝ²/, /point at which f is evaluated/]);
  says('the target', mazur('tar', 'get'), [/Y ∈ ℝ²/]);
  says('an activation', mazur('layer hidden: sig', 'moid'), [
    /σ\(x\) {2}= 1\/\(1 \+ exp\(-x\)\)/,
    /data:image\/svg/,
    /dots/,
  ]);
  says('the loss', mazur('loss half', '_sse'), [/ℓ\(f, y\)/, /sum of ℓ/, /L = \*\*0\.298371\*\*/]);
  says('the rate', mazur('ra', 'te = 0.5'), [/η = 0\.5/, /W − η∇W/]);
  says('a let', 'let <|>c = sqrt(2)/2\ninput X = [c c]', [/c = 0\.707/, /used 2 times/], 'c');
  says('a function', 'let c = sq<|>rt(2)', [/sqrt′\(x\) = 1\/\(2\*sqrt\(x\)\)/], 'sqrt');
  says('a constant', 'let c = p<|>i', [/pi = 3\.14/]);
  says('an own activation where it is used', 'activation f(x) = x^2\nactivation g(x) = <|>f(x)', [/f\(x\) = x\^2/]);
  says('its parameter', 'activation f(x, a = 1) = <|>a*x', [/parameter of this function/]);
  says(
    'a made matrix',
    'input 2\nlayer 3 relu\n  W = glo<|>rot(seed = 1)',
    [/glorot\(seed = 0\)/, /uniform within/],
    'glorot',
  );
  says('W when it is made', 'input 2\nlayer 3 relu\n  <|>W = glorot(seed = 1)', [/W₁ ∈ ℝ³ˣ²/]);
  says('a keyword', '<|>network "x"', [/title/]);
  says('shapes of a broken neighbourhood', 'input 2\nlay<|>er 3 relu\nlayer rlu', [/ℝ² → ℝ³/]);
  says('the shape of a batch', 'batch X<|> = [1 2 3; 4 5 6]\nlayer 1 relu\n', [/X ∈ ℝ²ˣ³/]);
  says('a batch', 'ba<|>tch = [1 2 3]\nlayer relu\nW = [1]', [/batch of 3 points/]);

  it('says nothing where there is nothing', async () => {
    assert.equal(await hover('# com<|>ment\nlet a = 1'), null);
    assert.equal(await hover('let a = 1\n<|>\n'), null);
  });

  it('keeps within a narrow editor: matrices that would be too wide side by side stand below each other', async () => {
    const found = await hover(mazur('lay', 'er hidden'));
    const lines = found!.text.split('```')[1].split('\n');
    assert.ok(lines.length > 4);
    for (const line of lines) assert.ok(line.length <= 56, line);
  });
  it('lists no entries of a large matrix, and makes none', async () => {
    const found = await hover('input 1000\nlayer 1500 relu\n  <|>W = uniform(-1, 1)');
    assert.match(found!.text, /norm 70\d\.\d+, entries from -0.9999/);
    // A larger one is not even looked through.
    const larger = await hover('input 3000\nlayer 2000 relu\n  <|>W = uniform(-1, 1)');
    assert.match(larger!.text, /6000000 entries/);
  });
});

describe('the plot of an activation', () => {
  it('has both curves, and a dot for each pre-activation on σ', () => {
    const svg = activationPlot(builtinActivation('tanh')!, [-1, 0, 8]);
    assert.equal(svg.match(/<circle/g)?.length, 3);
    assert.equal(svg.match(/<path/g)?.length, 3);
    assert.doesNotMatch(svg, /NaN|Infinity/);
  });
  it('is drawn for every built-in, and where values are missing or huge', () => {
    for (const name of ['exp', 'step', 'relu', 'square', 'gelu', 'hard_tanh']) {
      assert.doesNotMatch(activationPlot(builtinActivation(name)!, [NaN, Infinity, 1e9, -3]), /NaN|Infinity/, name);
    }
  });
  it('lifts the curve at a jump', () => {
    const svg = activationPlot(builtinActivation('step')!, []);
    assert.ok((svg.match(/stroke-width="2"/) && /d="M[^"]*M[^"]*" fill="none" stroke="#2f81d6"/.test(svg)) === true);
  });
});
