import assert from 'node:assert/strict';
import { Analysis, defaultView, type View } from '../../../../src/analysis/analysis';
import type { QuantityRef } from '../../../../src/mistakes/quantity';
import { say, type Message } from '../../../../src/message/message';
import type { CompareBlock } from '../../../../src/page/page';
import { usualLook } from '../../../../src/notation/look';
import { blockIn } from '../../../../src/page/look';
import { workSection } from '../../../../src/page/workSection';
import { checkOwnWork } from '../../../../src/service/paste/ownWork';

const MAZUR = `input  X = [0.05 0.10]
target   = [0.01 0.99]
layer sigmoid
  W = [0.15 0.20; 0.25 0.30]
  b = [0.35 0.35]
layer sigmoid
  W = [0.40 0.45; 0.50 0.55]
  b = [0.60 0.60]
loss half_sse
rate = 0.5
`;

async function block(
  text: string,
  claim: QuantityRef | null,
  spec = MAZUR,
  view: Partial<View> = {},
): Promise<CompareBlock> {
  const trace = (await (await Analysis.of(spec)).trace({ ...defaultView, ...view })) ?? assert.fail('no trace');
  const asked = (await checkOwnWork({ text, claim }, trace)) ?? assert.fail('nothing to compare with');
  const found = workSection(asked, trace, { kind: 'significant', count: 4 }).blocks.at(-1);
  return found?.kind === 'compare' ? found : assert.fail('no block');
}

/** The verdict, the sentences and the states: `wrong: … | ✓✗`. */
async function reading(text: string, claim: QuantityRef | null, spec?: string, view?: Partial<View>): Promise<string> {
  const { verdict, sentences, rows } = await block(text, claim, spec, view);
  const states = rows.map((row) => row.map(({ state }) => (state === null ? '?' : state[0])).join(''));
  return `${verdict}: ${sentences.map((s) => say(s)).join(' ')} | ${states.join(' ')}`;
}

const W1: QuantityRef = { quantity: 'gradW', layer: 1 };
const W2: QuantityRef = { quantity: 'gradW', layer: 2 };

describe("a reader's own matrix", () => {
  it('is refused where there are several without names, with the way to check several', async () => {
    const trace = (await (await Analysis.of(MAZUR)).trace())!;
    const asked = await checkOwnWork({ text: '[1 2; 3 4]\n[5 6; 7 8]', claim: null }, trace);
    const said = say((asked!.items[0] as { refusal: Message }).refusal);
    assert.equal(said, 'There is more than one matrix here. Write the name of each in front, for example: ∇W₁ = …');
  });

  it('is not looked for in a text that is too long, and the reader is told so', async () => {
    const trace = (await (await Analysis.of(MAZUR)).trace())!;
    const asked = await checkOwnWork({ text: `N1 = [${'1 '.repeat(500_000)}]`, claim: null }, trace);
    const [item] = asked!.items;
    assert.match(say((item as { refusal: Message }).refusal), /^This is too long to check\./);
  });

  it('has the names of the letters that are chosen, and what cannot be read the name that it was given', async () => {
    const compared = await block('N1 = [0.3775; 0.3925]\nSigma2 = [1 2; 3 4]\nDelta9 = [1]\n', null);
    const names = ({ claims, items, shown }: CompareBlock) => [claims.slice(0, 3).map(({ name }) => name), items.map(({ name }) => name), shown]; // prettier-ignore
    const [paper, course] = (['paper', 'course'] as const).map((letters) =>
      names(blockIn({ ...usualLook, letters }, compared)),
    );
    assert.deepEqual(paper, [['∇W₁', '∇W₂', '∇b₁'], ['N₁', 'Σ₂', 'Delta9'], 'Σ₂']);
    assert.deepEqual(course, [['∇W[1]', '∇W[2]', '∇b[1]'], ['z[1]', 'a[2]', 'Delta9'], 'a[2]']);
  });

  it('is shown with at most 20 rows and 10 columns', async () => {
    const ones = (rows: number, cols: number) => new Array(rows).fill(new Array(cols).fill(1).join(' ')).join('; ');
    const size = async (rows: number, cols: number) => {
      const spec = `batch X = [${ones(1, cols)}]\nlayer identity\n  W = [${ones(rows, 1)}]\n`;
      const shown = (await block(`[${ones(rows, cols)}]`, { quantity: 'N', layer: 1 }, spec)).rows;
      return [shown.length, shown[0].length];
    };
    assert.deepEqual(await size(20, 10), [20, 10]);
    assert.deepEqual(await size(21, 11), [20, 10]);
  });

  it('is looked for in 1 000 000 characters, and 12 names are listed of what can be checked', async () => {
    const trace = (await (await Analysis.of(MAZUR)).trace())!;
    const first = async (text: string) => (await checkOwnWork({ text, claim: null }, trace))!.items[0];
    const matrix = 'N1 = [0.3775 0.3925]';
    assert.equal((await first(matrix + ' '.repeat(1_000_000 - matrix.length))).kind, 'matrix');
    assert.equal((await first(matrix + ' '.repeat(1_000_001 - matrix.length))).kind, 'refused');
    // N and Σ of each layer: with two outputs and no loss nothing is differentiated.
    const listed = async (layers: number) => {
      const spec = `input X = [1]\n${'layer tanh\n  W = [1]\n'.repeat(layers - 1)}layer tanh\n  W = [1; 1]\n`;
      const deep = (await (await Analysis.of(spec)).trace())!;
      const item = (await checkOwnWork({ text: 'N1 = [1]\nW1 = [1]', claim: null }, deep))!.items[1];
      return say((item as { refusal: Message }).refusal).replace(/^.*checked: /, '');
    };
    assert.equal(await listed(6), 'N₁, N₂, N₃, N₄, N₅, N₆, Σ₁, Σ₂, Σ₃, Σ₄, Σ₅, Σ₆.');
    assert.equal(await listed(7), 'N₁, N₂, N₃, N₄, N₅, N₆, N₇, Σ₁, Σ₂, Σ₃, Σ₄, Σ₅, ….');
  });

  it('is read in every notation that can be pasted', async () => {
    for (const text of [
      'array([[0.08217, 0.08267],\n       [-0.0226, -0.02274]])',
      'tensor([[ 0.0822,  0.0827],\n        [-0.0226, -0.0227]], grad_fn=<MmBackward0>)',
      '\\begin{pmatrix} 0.0822 & 0.0827 \\\\ -0.0226 & -0.0227 \\end{pmatrix}',
      'ans =\n\n    0.0822    0.0827\n   -0.0226   -0.0227\n',
      '0.0822;0.0827\n-0.0226;-0.0227',
      '[0.0822 0.0827; -0.0226 -0.0227]',
      '8.217e-2 8.267e-2\n-2.26e-2 -2.274e-2',
      '[0.082167041 2*0.04133381; -0.0226 -0.0227]',
      '0.0822 0.0827; -0.0226 -0.0227',
    ]) {
      const r = await reading(text, W2);
      assert.ok(r.startsWith('right: All entries are correct. ') && r.endsWith(' | ee ee'), r);
    }
  });

  it('may leave out what is formal in homogeneous form, and is told so', async () => {
    const homogeneous = (text: string, claim: QuantityRef) => reading(text, claim, MAZUR, { form: 'homogeneous' });
    const all = '0.0004386 0.0008771 0.008771; 0.0004977 0.0009954 0.009954';
    assert.equal(
      await homogeneous(`[${all}; 0.003012 0.006024 0.06024]`, W1),
      'right: All entries are correct. Significant digits checked: 4. | eee eee eee',
    );
    assert.equal(
      await homogeneous(`[${all}; 0 0 0]`, W1),
      'wrong: 3 of 9 entries are wrong. You have zeros in the frozen row of W₁, as the mask M₁ sets them for a step; ' +
        'the formula gives the values below the line. All other entries are correct. | eee eee www',
    );
    assert.equal(
      await homogeneous(`[${all}]`, W1),
      'wrong: ∇W₁ is 3 × 3; your matrix is 2 × 3. The row for the frozen row of W₁ is missing; all other entries are correct. | ??? ???',
    );
    const affine = 'This is ∇W{0} of the affine form: without the bias column and without a frozen row.';
    assert.equal(
      await homogeneous('[0.0004386 0.0008771; 0.0004977 0.0009954]', W1),
      `wrong: ∇W₁ is 3 × 3; your matrix is 2 × 2. ${affine.replace('{0}', '₁')} | ?? ??`,
    );
    assert.equal(
      await homogeneous('[0.08217 0.08267; -0.0226 -0.02274]', W2),
      `wrong: ∇W₂ is 2 × 3; your matrix is 2 × 2. ${affine.replace('{0}', '₂')} | ?? ??`,
    );
  });

  it('of one sample of a batch is told of the 1/m of the mean too', async () => {
    const spec = 'batch X = [1 2 3]\ntarget = [0 1 0]\nlayer identity\n  W = [0.7]\nloss half_sse mean\n';
    assert.equal(
      await reading('[0.80]', W1, spec, { column: 2 }),
      'wrong: The entry is wrong. The factor 1/m is missing: the objective is the mean over m = 3 samples. | w',
    );
  });

  it('names the entries that are wrong, and a sign', async () => {
    assert.equal(
      await reading('[0.0822 0.0827; -0.0226 0.5]', W2),
      'wrong: 1 of 4 entries is wrong. Wrong entries (row, column): (2, 2). | ee ew',
    );
    assert.equal(
      await reading('[0.0822 0.0827; -0.0226 0.0227]', W2),
      'wrong: 1 of 4 entries is wrong. Only the sign is wrong: (2, 2). | ee ew',
    );
  });

  it('says which factor a wrong row or column points to', async () => {
    assert.match(await reading('[0.0822 0.0827; -0.0326 -0.0327]', W2), / Row 2 is wrong; .* so check Δ₂\. \| ee ww$/);
    assert.match(
      await reading('[0.0822 0.0127; -0.0226 -0.0327]', W2),
      / Column 2 is wrong; .* so check Σ₁\. \| ew ew$/,
    );
  });

  it('agrees but for the last digit', async () => {
    assert.equal(
      await reading('[0.0822 0.0828; -0.0226 -0.0227]', W2),
      'right: Correct, except for the last digit of 1 entry (rounding). Significant digits checked: 3. | ec ee',
    );
  });

  it('is explained by the slip behind it', async () => {
    const slips: readonly (readonly [string, QuantityRef, RegExp])[] = [
      ['[0.08217 -0.0226; 0.08267 -0.02274]', W2, /transposed.*has the shape of W₂/],
      ['[-0.08217 -0.08267; 0.0226 0.02274]', W2, /sign is reversed.*target − output/],
      ['[0.1643 0.1653; -0.0452 -0.04548]', W2, /twice.*cancels the 2 from/],
      ['[0.4398 0.4425; -0.1288 -0.1296]', W2, /without ∘ Σ′₂: the factor σ′ of layer 2/],
      ['[0.08217 0.08267 0.1385; -0.0226 -0.02274 -0.03810]', W2, /is 2 × 2; your matrix is 2 × 3.*∇b₂/],
      ['[0.15 0.2; 0.25 0.3]', W1, /values of W₁, not of ∇W₁/],
      ['0.1385 -0.0381', { quantity: 'gradb', layer: 1 }, /values of ∇b₂, not of ∇b₁/],
    ];
    for (const [text, claim, expected] of slips) assert.match(await reading(text, claim), expected);
  });

  it('of another size is told so', async () => {
    assert.equal(await reading('0.3 0.7 0.9', W2), 'wrong: ∇W₂ is 2 × 2; your matrix is 1 × 3. | ???');
  });

  it('that is no matrix is told why, and an empty one nothing', async () => {
    assert.match(await reading('0.1 0.2\n0.3', W2), /^unreadable: Row 2 has length 1/);
    assert.match(await reading('no idea', W2), /^unreadable: Couldn’t read “no” as a number/);
    assert.equal((await block('  ', W2)).verdict, null);
  });

  it('that claims what is not there (any more) is not judged', async () => {
    assert.equal((await block('', { quantity: 'gradW', layer: 9 })).claim, -1);
    const spec = MAZUR.replace('loss half_sse', '').replace(/target.*\n/, '');
    assert.match(await reading('0.3775 0.3925', W2, spec), /^unreadable: ∇W₂ is not on this page/);
    assert.equal((await block('0.3775 0.3925', W2, spec)).claim, -1);
    const forward = await block('0.3775 0.3925', { quantity: 'N', layer: 1 }, spec);
    assert.equal(forward.claims[0].name, 'N₁');
    assert.equal(forward.verdict, 'right');
  });

  it('takes whole numbers and fractions as exact', async () => {
    const spec = 'input X = [1 2]\nlayer identity\n  W = [1 1/3]\n';
    assert.match(await reading('5/3', { quantity: 'N', layer: 1 }, spec), /^right/);
    assert.match(await reading('1.67', { quantity: 'N', layer: 1 }, spec), /^right/);
    assert.match(await reading('2', { quantity: 'N', layer: 1 }, spec), /^wrong/);
  });
});

/** A work of several matrices: what is said of all, then of each. */
async function work(text: string, spec?: string): Promise<string[]> {
  const { verdict, sentences, items, shown } = await block(text, null, spec);
  const said = (all: readonly Message[]) => all.map((sentence) => say(sentence)).join(' ');
  return [
    `${verdict}: ${said(sentences)}${shown === null ? '' : ` (${shown})`}`,
    ...items.map((item) => `${item.name} ${item.verdict}: ${said(item.sentences)}`),
  ];
}

const RIGHT = 'right: All entries are correct. Significant digits checked: 4.';

// The values of Mazur's example, from NumPy: N₁ = (0.3775, 0.3925), Σ₁ = (0.593269992, 0.596884378),
// Δ₂ = (0.138498562, −0.038098237), ∇W₂ = Δ₂Σ₁ᵀ, Δ₁ = (0.008771355, 0.009954254).
describe("a reader's own work", () => {
  it('is read under its names, in any order and any notation', async () => {
    const text = String.raw`∇W₂ = [0.08217 0.08267; -0.02260 -0.02274]
Σ₁: 0.5933, 0.5969

Delta_2 = array([[ 0.13850],
                 [-0.03810]])
\nabla_{W_1} L = \begin{pmatrix} 0.0004386 & 0.0008771 \\ 0.0004977 & 0.0009954 \end{pmatrix}
N1 = W1*X + b1 = [0.3775; 0.3925], ∇b₁ = [0.008771; 0.009954]
dX
0.003804
0.004741
`;
    assert.deepEqual(await work(text.replace(/dX[^]*/, '')), [
      'right: Everything is correct.',
      `N₁ ${RIGHT}`,
      `Σ₁ ${RIGHT}`,
      'Δ₂ right: All entries are correct. Significant digits checked: 4 to 5, as you wrote them.',
      `∇W₂ ${RIGHT}`,
      `∇W₁ ${RIGHT}`,
      `∇b₁ ${RIGHT}`,
    ]);
    // ∇X = W₁ᵀΔ₁ = (0.003804266753, 0.004740547194).
    assert.equal((await work(text.replace('0.004741', '0.004740547'))).at(-1)!.split(':')[0], '∇X right');
  });

  it('may have a name on a line alone before one with its sign', async () => {
    assert.deepEqual(await work('N1\n0.3775\n0.3925\nΣ₁ = [0.5933, 0.5969]\nDelta2\n0.1385 -0.03810'), [
      'right: Everything is correct.',
      `N₁ ${RIGHT}`,
      `Σ₁ ${RIGHT}`,
      `Δ₂ ${RIGHT}`,
    ]);
  });

  it('with a mistake is told of the first one along the computation, and what follows from it', async () => {
    // Δ₂ without ∘ Σ′₂: (0.741365069, −0.217071535); ∇W₂ and Δ₁ carried on from it, N₁ correct.
    const text = `∇W₂ = [0.4398 0.4425; -0.1288 -0.1296]
N₁ = [0.3775 0.3925]
Δ₂ = [0.7414 -0.2171]`;
    assert.deepEqual(await work(text), [
      'wrong: The first mistake is in Δ₂. More than one mistake gives these numbers. ' +
        'Possibility 1: This is Δ₂ without ∘ Σ′₂: the factor σ′ of layer 2 is missing. ' +
        'Possibility 2: These are the values of ∇L, not of Δ₂. (Δ₂)',
      `N₁ ${RIGHT}`,
      'Δ₂ wrong: This is the first mistake.',
      '∇W₂ follows: ∇W₂ follows correctly from your Δ₂.',
    ]);
  });

  it('without a name is compared with the matrix that it is', async () => {
    const single = (text: string) => reading(text, null);
    assert.match(await single('0.3775 0.3925'), /^right: Compared with N₁\. All entries are correct/);
    assert.match(await single('[0.08217 0.08267; -0.0226 -0.02274]'), /^right: Compared with ∇W₂\./);
    // Half of the entries are those of ∇W₁.
    assert.match(await single('[0.0004386 0.0008771; 0.9 0.8]'), /^wrong: Compared with ∇W₁\./);
    assert.match(await single('[0.4398 0.4425; -0.1288 -0.1296]'), /^wrong: Compared with ∇W₂\..*without ∘ Σ′₂/);
    // ∇W₂ from Σ₁ and Δ₂ rounded to two digits.
    assert.match(await single('[0.0826 0.084; -0.0224 -0.0228]'), /^rounded: Compared with ∇W₂\./);
    assert.match(await single('[7 8 9; 1 2 3]'), /^unreadable: Couldn’t tell which matrix this is/);
  });

  it('says which of its parts it could not read', async () => {
    assert.deepEqual(await work('N₁ = [0.3775 0.3925]\nW1 = [1 2; 3 4]\nΔ₇ = [1 2]\nΣ₁ = [a]'), [
      'unreadable: Matrices that couldn’t be read: 3.',
      `N₁ ${RIGHT}`,
      'W1 unreadable: Couldn’t tell what “W1” is. These can be checked: ∇W₁, ∇W₂, ∇b₁, ∇b₂, Δ₁, Δ₂, ∇X, N₁, N₂, Σ₁, Σ₂.',
      'Δ₇ unreadable: Δ₇ is not on this page.',
      'Σ₁ unreadable: Couldn’t read “a” as a number.',
    ]);
  });

  it('is one matrix if only an unknown name is in front of it', async () => {
    assert.match(await reading('A = [0.08217 0.08267; -0.0226 -0.02274]', W2), /^right/);
  });
});
