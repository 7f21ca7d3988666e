import assert from 'node:assert/strict';
import { paperOf, sheetOf } from '../../../sheetsOf';
import { readAnswers } from './sheetReader';

/** Every number of the formulas, as it is written, with the zeros behind it. */
function numbersIn(markdown: string): readonly string[] {
  return [...markdown.matchAll(/```math\n([\s\S]*?)\n```/g)]
    .filter(([, math]) => !math.includes('hline') && !math.includes('mathbb'))
    .flatMap(([, math]) => math.replace(/\[0\.\dem\]|_\{?\d+\}?|\\phantom\{[^}]*\}/g, '').match(/\d+\.\d+/g) ?? []);
}

// By hand: N₁ = (20.5·1.5 − 58.9·2.25 + 0; 0.33·1.5 − 0.1·2.25 + 1) = (−101.775; 1.27), to four digits −101.8 and 1.27.
const TEXT = `input X = [1.5 -2.25]
target = 1
layer leaky_relu(1/2)
  W = [20.5 58.9; 0.33 0.1]
  b = [0 1]
layer identity
  W = [1 -1]
loss half_sse
rate = 1/10
exercise "One"
  GIVE
  ask ASK
`;
const text = (give: string, ask: string) =>
  TEXT.replace('  GIVE\n', give === '' ? '' : `  give ${give}\n`).replace('ASK', ask);

describe('the numbers of a key', () => {
  for (const rounding of ['full', 'printed'] as const) {
    it(`have no zero behind their digits, which could be false: ${rounding}`, async () => {
      const asked = text('N1', 'Sigma1 Delta2 gradW2 Delta1 gradW1 gradb1 nextW1 nextW2');
      for (const which of ['sheet', 'key'] as const) {
        const found = numbersIn(await paperOf(asked, 'markdown', which, { rounding }));
        assert.ok(found.includes('101.8') && found.includes('1.27'), found.join(' '));
        assert.deepEqual(
          found.filter((number) => number.endsWith('0')),
          [],
        );
        // Numbers of the text have three digits at most; results have four.
        assert.deepEqual(
          found.filter((number) => number.replace('.', '').replace(/^0+/, '').length > 4),
          [],
        );
      }
    });
  }

  it('line up at their points all the same', async () => {
    const key = await paperOf(text('', 'N1'), 'markdown', 'key');
    assert.match(key, /-101\.8\\phantom\{0\} \\\\ 1\.27/);
  });

  it('come from the given numbers as they are printed, by both roundings', () => {
    // Σ₁ from the given N₁: −101.8/2 = −50.9 and 1.27; f = −50.9 − 1.27 = −52.17; Δ₂ = f − 1 = −53.17;
    // ∇W₂ = (−53.17·(−50.9), −53.17·1.27) = (2706.353, −67.5259). Without the given ones: Σ₁ = −50.8875, f = −52.1575,
    // Δ₂ = −53.1575, ∇W₂ = (2705.05…, −67.510…).
    const shown = (give: string, rounding: 'full' | 'printed') =>
      sheetOf(text(give, 'Sigma1 f Delta2 gradW2'), 0, rounding).exercises[0].questions.map(({ shown }) => [
        ...shown.data,
      ]);
    const fromGiven = [[-50.9, 1.27], [-52.17], [-53.17], [2706, -67.53]];
    assert.deepEqual(shown('N1', 'full'), fromGiven);
    assert.deepEqual(shown('N1', 'printed'), fromGiven);
    assert.deepEqual(shown('', 'full'), [[-50.89, 1.27], [-52.16], [-53.16], [2705, -67.51]]);
  });

  it('come from a given quantity that is equal to the one that is needed', async () => {
    // ∇b₁ = Δ₁ = (W₂ᵀ·Δ₂) ∘ Σ′₁ = (−53.1575/2; 53.1575) → (−26.58; 53.16); ∇W₁ from these, in full:
    // −26.58·1.5 = −39.87, −26.58·(−2.25) = 59.805, 53.16·1.5 = 79.74, 53.16·(−2.25) = −119.61.
    const key = await paperOf(text('gradb1', 'gradW1 Delta2'), 'markdown', 'key');
    assert.match(key, /\\Delta_1 = \\nabla_\{b_1\} L = /);
    const [{ value }] = readAnswers(key);
    // The second is halfway between two numbers of four digits.
    assert.deepEqual([value[0][0], ...value[1]], [-39.87, 79.74, -119.6]);
    // The way to it is not gone again.
    assert.ok(key.indexOf("\\Sigma'_1") === -1 || key.indexOf("\\Sigma'_1") > key.indexOf('**Answer**'));
  });

  it('have the formula of each answer, also where it was found on the way to another', async () => {
    const key = await paperOf(text('', 'gradW2 f Delta2 L N1'), 'markdown', 'key');
    const parts = key.split(/^\*\*\d\.\*\* /m).slice(1);
    const formulas = [
      '\\nabla_{W_2} L &= \\Delta_2 \\cdot \\Sigma_1^T',
      'f(X) = \\Sigma_2 = -52.16',
      "\\Delta_2 &= \\nabla L \\circ \\Sigma'_2",
      'L = \\tfrac{1}{2}',
      'N_1 &= W_1 \\cdot X + b_1',
    ];
    assert.equal(parts.length, formulas.length);
    formulas.forEach((formula, i) =>
      assert.ok(parts[i].split('**Answer**')[0].includes(formula), `${formula}\n${parts[i]}`),
    );
  });

  it('have the formula of the loss of a batch, with its numbers where they are few', async () => {
    const batch = (columns: number, loss: string) => {
      const row = (x: number) => Array.from({ length: columns }, (_, i) => x + i).join(' ');
      return `batch X = [${row(1)}]\ntarget = [${row(0)}; ${row(2)}]\nlayer identity\nW = [1; 2]\nloss ${loss}\nexercise "A"\nask L\n`;
    };
    const L = async (columns: number, loss: string) =>
      /^L = .*$/m.exec((await paperOf(batch(columns, loss), 'markdown', 'key')).split('**1.**')[1])![0];
    // f = (1, 2; 2, 4), y = (0, 1; 2, 3): the squares are 1, 1, 0, 1.
    const squares = '\\left( \\left(1 - 0\\right)^{2} + \\left(2 - 1\\right)^{2} + \\left(2 - 2\\right)^{2} + \\left(4 - 3\\right)^{2} \\right)'; // prettier-ignore
    assert.equal(await L(2, 'half_sse'), `L = \\tfrac{1}{2} ${squares} = 1.5`);
    assert.equal(await L(2, 'half_sse mean'), `L = \\tfrac{1}{2} \\tfrac{1}{2} ${squares} = 0.75`);
    assert.equal(await L(2, 'mse'), `L = \\tfrac{1}{4} ${squares} = 0.75`);
    assert.equal(await L(2, 'mse sum'), `L = \\tfrac{1}{2} ${squares} = 1.5`);
    // With the third column, 1 and 4 more: 8 of six squares, whose formula is in letters.
    assert.match(await L(3, 'sse'), /^L = \\sum_\{s=1\}\^\{3\} \\sum_\{j=1\}\^\{2\} .*\^\{2\} = 8$/);
  });
});
