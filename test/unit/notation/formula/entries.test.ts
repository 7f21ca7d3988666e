import assert from 'node:assert/strict';
import { softmaxJacobian } from '../../../../src/notation/formula/entries';

describe('the Jacobian of softmax', () => {
  // Of N = [0; −60; −80]: p₁·(1 − p₁) is e⁻⁶⁰ + e⁻⁸⁰ but for terms of e⁻¹²⁰, though p₁ is rounded to 1.
  it('has its digits on the diagonal where the largest output is rounded to 1', () => {
    const [second, third] = [8.75651076269652e-27, 1.8048513878454153e-35];
    const J = softmaxJacobian({ rows: 3, cols: 1, entry: (r) => [1, second, third][r] });
    const close = (r: number, c: number, x: number) =>
      assert.ok(Math.abs(J.entry(r, c) - x) <= 1e-15 * Math.abs(x), `${r}, ${c}: ${J.entry(r, c)}`);
    close(0, 0, 8.75651078074503e-27);
    close(1, 1, second);
    close(0, 2, -third);
    close(1, 2, -second * third);
  });
});
