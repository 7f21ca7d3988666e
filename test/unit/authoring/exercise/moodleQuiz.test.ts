import '../../seed';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { sheetFiles, sheetsOf } from '../../../sheetsOf';
import { readMoodle } from './moodleReader';
import { randomExercises } from './randomExercises';

const EXAM = readFileSync(path.resolve(__dirname, '../../../../examples/exam.nnet'), 'utf8');
const quiz = async (text: string, wanted = {}) => readMoodle((await sheetFiles(text, 'moodle', wanted)).get('a.xml')!);

const SMALL = `network "A/B"
input X = [0.05 0.10]
target = [0.01 0.99]
layer sigmoid
W = [0.15 0.20; 0.25 0.30]
b = [0.35 0.35]
layer sigmoid
W = [0.40 0.45; 0.50 0.55]
b = [0.60 0.60]
loss half_sse
rate = 0.5
exercise "E"
ask gradW1: 8 Delta1: 3 L: 2 gradW2[1, 2]: 0.5 nextW2
note "Use {four} digits ~ #1."
`;

describe('a Moodle quiz', () => {
  it('has a category for the file, and a question for everything that is asked', async () => {
    const { category, info, questions } = await quiz(SMALL);
    assert.equal(category, '$course$/top/A//B');
    assert.match(info, /nnet exercise a\.nnet --to moodle --code \S+$/);
    assert.deepEqual(
      questions.map(({ type, grade, blanks }) => [type, grade, blanks.length]),
      [
        ['cloze', 8, 4],
        // Three points do not divide between two.
        ['cloze', 2, 2],
        ['numerical', 2, 1],
        ['numerical', 0.5, 1],
        ['cloze', 4, 4],
      ],
    );
  });

  it('has the correct answers, computed by loops', async () => {
    const { questions } = await quiz(SMALL);
    const s = (x: number) => 1 / (1 + Math.exp(-x));
    const [x, t] = [
      [0.05, 0.1],
      [0.01, 0.99],
    ];
    const h = [[0.15, 0.2], [0.25, 0.3]].map((w) => s(w[0] * x[0] + w[1] * x[1] + 0.35)); // prettier-ignore
    const W2 = [[0.4, 0.45], [0.5, 0.55]]; // prettier-ignore
    const y = W2.map((w) => s(w[0] * h[0] + w[1] * h[1] + 0.6));
    const d2 = y.map((out, j) => (out - t[j]) * out * (1 - out));
    const d1 = h.map((out, j) => (W2[0][j] * d2[0] + W2[1][j] * d2[1]) * out * (1 - out));
    const expected = [
      d1.flatMap((d) => x.map((input) => d * input)),
      d1,
      [y.reduce((sum, out, j) => sum + (out - t[j]) ** 2 / 2, 0)],
      [d2[0] * h[1]],
      d2.flatMap((d, i) => h.map((out, j) => W2[i][j] - 0.5 * d * out)),
    ];
    questions.forEach(({ blanks, name }, q) =>
      blanks.forEach(([right], i) => {
        assert.equal(right.fraction, 100);
        const off = Math.abs(Number(right.value) - expected[q][i]);
        assert.ok(
          off <= Number(right.tolerance) && Number(right.tolerance) < 0.01 * Math.abs(expected[q][i]),
          `${name} ${i}`,
        );
      }),
    );
  });

  it('has wrong answers that differ by more than the tolerance from the correct one and each other, each with its feedback', async () => {
    const { sheets } = await sheetsOf(EXAM);
    const { questions } = await quiz(EXAM, { count: 30 });
    assert.equal(questions.length, 30 * sheets[0].exercises[0].questions.length);
    const random = await Promise.all(fc.sample(randomExercises, 100).map((text) => quiz(text)));
    let wrong = 0;
    for (const { blanks, name } of [...questions, ...[await quiz(SMALL), ...random].flatMap((one) => one.questions)]) {
      for (const answers of blanks) {
        assert.equal(answers.filter(({ fraction }) => fraction === 100).length, 1);
        answers.forEach((one, i) => {
          for (const other of answers.slice(0, i)) {
            const both = Number(one.tolerance) + Number(other.tolerance);
            assert.ok(Math.abs(Number(one.value) - Number(other.value)) > both, `${name}: ${one.value} ${other.value}`);
          }
          // A number rounded to four digits is still that answer.
          const rounded = Number(Number(one.value).toPrecision(4));
          assert.ok(Math.abs(rounded - Number(one.value)) <= Number(one.tolerance) * (1 + 1e-9), one.value);
          if (one.fraction === 100) return;
          wrong++;
          assert.equal(one.fraction, 0);
          assert.ok(one.feedback.length > 10, one.feedback);
        });
      }
    }
    assert.ok(wrong > 5000, `${wrong}`);
  });

  it('has the whole way to each answer, which may be drawn without the others', async () => {
    const { questions } = await quiz(EXAM);
    // By hand: what is needed from the given N₁ and Σ₁ on.
    const ways = [
      ['N_2', '\\nabla L', '\\Delta_2'],
      ['N_2', '\\nabla L', '\\Delta_2', '\\nabla_{W_2} L'],
      ['N_2', '\\nabla L', '\\Delta_2', '\\nabla_{b_2} L'],
      ['N_2', '\\nabla L', '\\Delta_2', '\\Delta_1'],
      ['N_2', '\\nabla L', '\\Delta_2', '\\Delta_1', '\\nabla_{W_1} L'],
      ['N_2', '\\nabla L', '\\Delta_2', '\\Delta_1', '\\nabla_{b_1} L', '\\left( \\nabla_{b_1} L \\right)_{1}'],
    ];
    questions.forEach(({ solution }, i) => {
      const starts = solution.split('</p>').map((line) => line.replace(/^\s*<p>\\\((?:\\begin\{aligned\} )?/, ''));
      const found = ways[i].map((letter) =>
        starts.findIndex((line) => line.startsWith(letter) || line.includes(`\\qquad ${letter} =`)),
      );
      assert.ok(
        found.every((at, n) => at >= 0 && (n === 0 || at > found[n - 1])),
        `${i}: ${found.join(' ')}`,
      );
    });
  });

  it('knows the transposed matrix and the missing σ′', async () => {
    const [gradW1, Delta1] = (await quiz(SMALL)).questions;
    const [a, b, c] = gradW1.blanks.map(([right]) => Number(right.value));
    assert.notEqual(b, c);
    const told = gradW1.blanks[1].find(({ value }) => Math.abs(Number(value) - c) < 1e-3 * c);
    assert.match(told?.feedback ?? '', /transposed/);
    assert.ok(a > 0);
    assert.ok(Delta1.blanks[0].some(({ feedback }) => feedback.includes('Σ′₁')));
  });

  it('knows what is taken for Σ′ and for L', async () => {
    const head = 'input X = [1; 2]\nlayer 1 sigmoid\nW = [1/2 -1/4]\nb = 3/4\n';
    const told = async (text: string, wrong: number) => {
      const [{ blanks }] = (await quiz(text)).questions;
      return blanks[0].find(({ value }) => Math.abs(Number(value) - wrong) <= 1e-4 * Math.abs(wrong))?.feedback;
    };
    // N = 1/2 − 1/2 + 3/4; by NumPy sigmoid(3/4) = 0.679178699175393.
    const s = 0.679178699175393;
    const slope = `${head}exercise "E"\nask dSigma1`;
    assert.match((await told(slope, 1 - s)) ?? '', /Σ′₁ was computed as 1 − Σ/);
    assert.match((await told(slope, 1 - s * s)) ?? '', /Σ′₁ was computed as 1 − Σ ∘ Σ/);
    assert.match((await told(slope, s)) ?? '', /computed as Σ\.|values of Σ₁/);
    // Without the bias N is 0.
    assert.match((await told(slope, 0.25)) ?? '', /bias is missing/);
    const square = `${head}target = 2\nloss half_sse\nexercise "E"\nask L`;
    assert.match((await told(square, (s - 2) ** 2)) ?? '', /½ of the loss is missing/);
    assert.match((await told(square, s - 2)) ?? '', /not squared/);
    const entropy = `${head}target = 1\nloss binary_cross_entropy\nexercise "E"\nask L`;
    assert.match((await told(entropy, Math.log(s))) ?? '', /sign is reversed/);
    assert.match((await told(entropy, -Math.log(s) / Math.LN10)) ?? '', /base 10/);
    assert.match((await told(entropy, -s)) ?? '', /logarithm is missing/);
    const batch = 'batch B = [1 2; 3 4]\ntarget = [1 3]\nlayer identity\nW = [1 1]\nloss mse\nexercise "E"\nask L';
    // Differences 3 and 3: L = 9, the sum 18.
    assert.match((await told(batch, 18)) ?? '', /1\/m is missing|m = 2/);
  });

  it('is read everywhere: numbers without +, minus sign or fraction, \\(…\\) and no dollars, the drawing with its words', async () => {
    const { questions } = await quiz(SMALL);
    for (const { text, solution, blanks, files } of questions) {
      for (const { value, tolerance } of blanks.flat()) {
        // 0.5, not 0.500: a computed number ends with its last digit, as one that the text has.
        for (const number of [value, tolerance]) assert.match(number, /^-?\d+(\.\d*[1-9])?(e-?\d+)?$/);
      }
      assert.equal(/\$/.test(text.replace('@@PLUGINFILE@@', '')), false);
      assert.match(text, /<img src="@@PLUGINFILE@@\/network\.svg" alt="The network as neurons[^"]+">/);
      assert.match(files['network.svg'], /^<svg [\s\S]*<\/svg>$/);
      assert.equal(text.includes('Use &#123;four&#125; digits ~ #1.'), true);
      assert.match(solution, /\\\(.*\\pm.*\\\)/);
    }
    // The worked solution goes through all that leads to the answer.
    for (const letter of ['N_1', 'N_2', '\\Delta_2', '\\Delta_1']) assert.ok(questions[0].solution.includes(letter));
  });
});
