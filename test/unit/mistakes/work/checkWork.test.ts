// A whole work with one mistake in it, made on purpose in the textbook computation and carried on from there.
import assert from 'node:assert/strict';
import { finish } from '../../../../src/steps/steps';
import { say } from '../../../../src/message/message';
import type { QuantityRef } from '../../../../src/mistakes/quantity';
import type { Slip } from '../../../../src/mistakes/slip';
import { checkWork, type CheckedWork } from '../../../../src/mistakes/work/checkWork';
import { workText } from '../../../../src/mistakes/work/workText';
import { mazur, pick, quantitiesIn, random, randomExercise, traceOf, writtenRows } from '../exercises';
import { onPaper, type Exercise, type Wrong } from '../textbook';

const NETWORKS = Number(process.env.NNET_FUZZ ?? 30);

/** N_1, Σ_1, …, then Δ, ∇W, ∇b from the last layer down, ∇X. */
function inOrder(e: Exercise): QuantityRef[] {
  const known = quantitiesIn(e);
  const has = (q: QuantityRef) => known.some((one) => one.quantity === q.quantity && one.layer === q.layer);
  const layers = e.act.map((_, i) => i + 1);
  const all: QuantityRef[] = [
    ...layers.flatMap((layer) => (['N', 'Sigma'] as const).map((quantity) => ({ quantity, layer }))),
    ...[...layers].reverse().flatMap((layer) => (['Delta', 'gradW', 'gradb'] as const).map((quantity) => ({ quantity, layer }))), // prettier-ignore
    { quantity: 'gradX', layer: 0 },
  ];
  return all.filter(has);
}

function name({ quantity, layer }: QuantityRef): string {
  return `${quantity}${layer}`;
}

function checked(e: Exercise, wrong: Wrong, quantities: readonly QuantityRef[], digits: number): CheckedWork {
  const work = quantities.map((q) => ({
    quantity: q,
    written: writtenRows(onPaper(e, q.quantity, q.layer, wrong)!, digits),
  }));
  return finish(checkWork(work, traceOf(e)));
}

function differs(e: Exercise, q: QuantityRef, wrong: Wrong): boolean {
  const [a, b] = [onPaper(e, q.quantity, q.layer)!.flat(), onPaper(e, q.quantity, q.layer, wrong)!.flat()];
  return a.some((x, i) => Math.abs(x - b[i]) > 0.02 * Math.abs(x) + 0.01);
}

describe('a whole work', function () {
  this.timeout(60_000 + 1000 * NETWORKS);

  it('is checked along the computation: the first mistake is named, what follows from it is not blamed', () => {
    const next = random(28);
    let found = 0;
    let tried = 0;
    let followed = 0;
    for (let i = 0; i < NETWORKS; i++) {
      const e = randomExercise(next);
      const layer = 1 + Math.floor(next() * e.act.length);
      const mistakes: [Wrong, Slip][] = [
        [{ noBias: layer }, { kind: 'noBias', layer: e.b.slice(0, layer).filter((b) => b !== null).length > 1 ? layer : 'all' }], // prettier-ignore
        [{ noDerivative: [layer] }, { kind: 'noDerivative', layer }],
        [{ noW: layer }, { kind: 'noWeights', layer }],
      ];
      for (const [wrong, slip] of mistakes) {
        const all = inOrder(e);
        if (all.some((q) => onPaper(e, q.quantity, q.layer, wrong) === null)) continue;
        const firstWrong = all.find((q) => differs(e, q, wrong));
        if (firstWrong === undefined) continue;
        tried++;
        const shuffled = [...all].sort(() => next() - 0.5);
        const work = checked(e, wrong, shuffled, 5);
        assert.deepEqual(
          work.quantities.map(({ quantity }) => name(quantity)),
          all.map(name),
        );
        assert.equal(work.firstMistake && name(work.firstMistake), name(firstWrong), JSON.stringify([wrong, e]));
        const blamed = work.quantities.filter(({ verdict }) => verdict === 'wrong');
        assert.deepEqual(blamed.map(({ quantity }) => name(quantity)), [name(firstWrong)], JSON.stringify([wrong, e])); // prettier-ignore
        followed += work.quantities.filter(({ verdict }) => verdict === 'follows').length;
        const named = blamed[0].comparison.explanations.some(
          (one) => one.kind === 'slips' && one.slips.some((s) => JSON.stringify(s) === JSON.stringify(slip)),
        );
        if (named) found++;
        const text = workText(work, traceOf(e)).map((sentence) => say(sentence));
        assert.match(text[0], /^The first mistake is in \S+\.$/);
      }
    }
    assert.ok(tried > NETWORKS / 2 && followed > tried, `${tried} ${followed}`);
    assert.ok(found >= 0.9 * tried, `${found} of ${tried}`);
  });

  it('without a mistake is correct, also in part', () => {
    const next = random(29);
    for (let i = 0; i < NETWORKS; i++) {
      const e = randomExercise(next);
      const digits = pick(next, [3, 4, 6]);
      const some = inOrder(e).filter(() => next() < 0.5);
      const work = checked(e, {}, some, digits);
      assert.equal(work.firstMistake, null);
      assert.ok(work.quantities.every(({ verdict }) => verdict === 'right'));
      assert.deepEqual(workText(work, traceOf(e)).map((m) => say(m)), some.length === 0 ? [] : ['Everything is correct.']); // prettier-ignore
    }
  });

  it('follows also where all that follows is 0, as after relu, or is off by what rounding can do', () => {
    // N₁ = (1·0.25 + 0.5, −1·0.25 + 0.125) = (0.75, −0.125) by hand; with N₁ wrong, Σ₁ = (0, 0) and all after it follow.
    const e: Exercise = {
      sizes: [1, 2, 1],
      W: [[[1], [-1]], [[2, 4]]],
      b: [[0.5, 0.125], null],
      act: ['relu', 'relu'],
      loss: 'half_sse',
      mean: false,
      rate: 0.5,
      X: [[0.25]],
      Y: [[1]],
    };
    const verdicts = (...work: readonly (readonly [QuantityRef['quantity'], number, number[][]])[]) => {
      const asked = work.map(([quantity, layer, rows]) => ({ quantity: { quantity, layer }, written: writtenRows(rows, 4) })); // prettier-ignore
      return finish(checkWork(asked, traceOf(e))).quantities.map(({ verdict }) => verdict);
    };
    const right = [[0.75], [-0.125]];
    assert.deepEqual(verdicts(['N', 1, right], ['Sigma', 1, [[0.75], [0]]], ['N', 2, [[1.5]]]), ['right', 'right', 'right']); // prettier-ignore
    const wrong = [[-0.75], [-0.125]];
    assert.deepEqual(verdicts(['N', 1, wrong], ['Sigma', 1, [[0], [0]]]), ['wrong', 'follows']);
    assert.deepEqual(verdicts(['N', 1, wrong], ['Sigma', 1, [[0], [0]]], ['N', 2, [[0]]], ['Sigma', 2, [[0]]], ['gradW', 2, [[0, 0]]]), ['wrong', 'follows', 'follows', 'follows', 'follows']); // prettier-ignore
    assert.deepEqual(verdicts(['N', 1, wrong], ['Sigma', 1, [[0.01], [0]]]), ['wrong', 'wrong']);
    // N₂ = 2·0.3333 + 4·0 = 0.6666 from what is written, 0.6667 from 1/3; 0.6672 is neither.
    const third = [[1 / 3], [-0.125]];
    for (const [N2, verdict] of [[0.6666, 'follows'], [0.6667, 'follows'], [0.6672, 'wrong'], [0.6661, 'wrong']] as const)
      assert.deepEqual(verdicts(['N', 1, third], ['Sigma', 1, [[1 / 3], [0]]], ['N', 2, [[N2]]]), ['wrong', 'follows', verdict], String(N2)); // prettier-ignore
  });

  it('with two mistakes blames both places, and tells the second beside the first', () => {
    // Mazur’s network: N₁ without its bias, and ∇W₂ with the sign reversed.
    const rowsOf = (q: QuantityRef, wrong: Wrong) => writtenRows(onPaper(mazur, q.quantity, q.layer, wrong)!, 5);
    const N1: QuantityRef = { quantity: 'N', layer: 1 };
    const S1: QuantityRef = { quantity: 'Sigma', layer: 1 };
    const W2: QuantityRef = { quantity: 'gradW', layer: 2 };
    const work = finish(
      checkWork(
        [
          { quantity: W2, written: rowsOf(W2, { noBias: 1, sign: true }) },
          { quantity: S1, written: rowsOf(S1, { noBias: 1 }) },
          { quantity: N1, written: rowsOf(N1, { noBias: 1 }) },
        ],
        traceOf(mazur),
      ),
    );
    assert.deepEqual(
      work.quantities.map(({ quantity, verdict, uses }) => [name(quantity), verdict, uses.map(name)]),
      [
        ['N1', 'wrong', []],
        ['Sigma1', 'follows', ['N1']],
        ['gradW2', 'wrong', ['Sigma1']],
      ],
    );
    assert.deepEqual(
      workText(work, traceOf(mazur)).map((m) => say(m)),
      [
        'The first mistake is in N₁.',
        'The bias is missing in the forward pass: N = W·Σ + b.',
        'Σ₁ follows correctly from your N₁.',
        '∇W₂ is wrong even given your Σ₁.',
        'Every sign is reversed.',
        'Did you compute target − output instead of output − target, or the step instead of the gradient?',
      ],
    );
  });
});
