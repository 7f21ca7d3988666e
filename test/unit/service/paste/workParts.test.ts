// Where the matrices of a whole work begin and end in a text: names and texts by hand.
import assert from 'node:assert/strict';
import { workParts } from '../../../../src/service/paste/workParts';
import { finish } from '../../../../src/steps/steps';

const L = String.raw;
const column = (...entries: number[]) => L`\left[\begin{array}{c} ${entries.join(L` \\ `)} \end{array}\right]`;
const row = (entry: string) => L`\begin{pmatrix} ${entry} & 2 \end{pmatrix}`;

/** A text, and its parts as `name|what it may mean|text`. */
const cases: readonly (readonly [string, readonly string[]])[] = [
  ['N1 = [1 2]\nS1 = [3 4]', ['N1|N1|[1 2]', 'S1|Sigma1|[3 4]']],
  ['N1 = [1 2]\r\nS1 = [3 4]\r\n', ['N1|N1|[1 2]', 'S1|Sigma1|[3 4]']],
  ['N₁:\n1 2\n3 4\n\nΔ₁:\n5 6', ['N₁|N1|1 2\n3 4', 'Δ₁|Delta1|5 6']],
  ['N1\n1 2\nDelta1\n3 4', ['N1|N1|1 2', 'Delta1|Delta1|3 4']],
  ['N1\r\n1 2\r\nDelta1\r\n3 4', ['N1|N1|1 2', 'Delta1|Delta1|3 4']],
  ['N1 ≈ [1 2]; Δ1 := [3], Sigma1 ← [4]', ['N1|N1|[1 2]', 'Δ1|Delta1|[3]', 'Sigma1|Sigma1|[4]']],
  ['$N_1 = [1]$, $\\Sigma_1 = [2]$', ['N_1|N1|[1]', '\\Sigma_1|Sigma1|[2]']],
  [L`N_1 = [1] \\ \Sigma_1 = [2] \quad \Delta_1 = [3]`, [L`N_1|N1|[1]`, L`\Sigma_1|Sigma1|[2]`, L`\Delta_1|Delta1|[3]`]],
  [L`N_1 = ${row('1')} \\ Σ_1 = ${row('3')}`, [`N_1|N1|${row('1')}`, `Σ_1|Sigma1|${row('3')}`]],
  [`N_1 = ${column(1, 2)}, Σ_1 = ${column(3, 4)}`, [`N_1|N1|${column(1, 2)}`, `Σ_1|Sigma1|${column(3, 4)}`]],
  [L`N_1 = [1] \qquad\Delta_1 = [3]`, ['N_1|N1|[1]', L`\Delta_1|Delta1|[3]`]],
  // What is said first has no name; a name of something else ends the matrix before it.
  ['1 2\nN1 = [3 4]', ['null||1 2', 'N1|N1|[3 4]']],
  ['N1 = [1 2]\nfoo = [3 4]', ['N1|N1|[1 2]', 'foo||[3 4]']],
  ['N1 = [1 2]\nfoo: [3 4]', ['N1|N1|[1 2]\nfoo: [3 4]']],
  // A name beside the middle line of drawn brackets, as NNet prints it.
  ['     ⎡1⎤\nN₁ = ⎢2⎥\n     ⎣3⎦\n\nΔ₁ = ⎡4⎤\n     ⎣5⎦', ['N₁|N1|⎡1⎤\n⎢2⎥\n     ⎣3⎦', 'Δ₁|Delta1|⎡4⎤\n     ⎣5⎦']],
  // Several beside each other, of one row and of more; a formula is not parted at its factors.
  ['N₁ = ⎡1⎤   Σ′₁ = ⎡3⎤ \n     ⎣2⎦         ⎣4⎦', ['N₁|N1|⎡1⎤\n     ⎣2⎦', 'Σ′₁||⎡3⎤ \n         ⎣4⎦']],
  ['      ⎡1⎤   y = ⎡4⎤\nz[1]= ⎢2⎥       ⎣5⎦\n      ⎣3⎦', ['z[1]|N1|⎡1⎤\n⎢2⎥\n      ⎣3⎦', 'y||⎡4⎤\n       ⎣5⎦']],
  ["z[1] = [1]   g'[1] = [3]   W[1] = [4]", ['z[1]|N1|[1]', "g'[1]||[3]", 'W[1]||[4]']],
  ['N1 = W[1] x = [1; 2]', ['N1|N1|W[1] x = [1; 2]']],
  // Of a formula the numbers.
  ['N1 = W1*X + b1 = [1; 2]', ['N1|N1|[1; 2]']],
  ['N1 = W1*X =\n[1; 2]', ['N1|N1|[1; 2]']],
  // Within brackets and environments nothing begins.
  ['N1 = [1 2; W1 = 3]', ['N1|N1|[1 2; W1 = 3]']],
  [L`N_1 = ${row('N1 = 1')}, Σ_1 = [2]`, [`N_1|N1|${row('N1 = 1')}`, 'Σ_1|Sigma1|[2]']],
  [L`N_1 = ${row(L`\\ N1 = 1`)}, Σ_1 = [2]`, [`N_1|N1|${row(L`\\ N1 = 1`)}`, 'Σ_1|Sigma1|[2]']],
  ['N1 = ]1] Δ1 = [2]', ['N1|N1|]1]', 'Δ1|Delta1|[2]']],
  // Without a name that means something all is one matrix.
  [' [1 2] \n', ['null||[1 2]']],
  ['foo = [1 2]\nbar = [3]', ['null||foo = [1 2]\nbar = [3]']],
  ['', ['null||']],
]; // prettier-ignore

describe('the parts of a work', () => {
  for (const [text, expected] of cases) {
    it(JSON.stringify(text), () => {
      const parts = finish(workParts(text)).map(({ name, meant, text: own }) => {
        return `${name}|${meant.map(({ quantity, layer }) => `${quantity}${layer}`).join()}|${own}`;
      });
      assert.deepEqual(parts, expected);
    });
  }
});
