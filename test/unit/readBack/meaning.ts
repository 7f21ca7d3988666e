// What a formula comes to in the order in which it is read.
import assert from 'node:assert/strict';
import { approx, combined, made, sizeOf, transposed, type Grid, type Operator, type Size } from './approx';
import type { Cell } from './cell';
import type { Expression } from './expression';
import { Letters, Unknown } from './letters';

export type Order = 'left to right' | 'right to left' | 'ordinary';

export class Meaning extends Letters {
  /** What an expression of letters comes to; `wanted` says how many ones a column 𝟏 has. */
  value(expression: Expression, order: Order, wanted: Size | null = null): Grid {
    // 𝟏 is a column of as many ones as fit.
    const sizes = [...new Set([this.all.Sigma[this.last].length, this.all.Sigma[0][0].length])];
    const errors: unknown[] = [];
    for (const ones of sizes) {
      try {
        const value = this.valueWith(expression, order, ones);
        if (wanted === null || (value.length === wanted.rows && value[0].length === wanted.cols)) return value;
        errors.push(new Error(`the letters come to ${value.length} × ${value[0].length}`));
      } catch (error) {
        errors.push(error);
      }
    }
    throw errors[0];
  }

  private valueWith(expression: Expression, order: Order, ones: number): Grid {
    const inner = (e: Expression): Grid => this.valueWith(e, order === 'ordinary' ? order : 'ordinary', ones);
    switch (expression.kind) {
      case 'symbol': {
        if (expression.name !== 'bold 1') return this.symbol(expression);
        const column = made(expression.index === null ? ones : Number(expression.index), 1, () => approx.of(1));
        return expression.transposed ? transposed(column) : column;
      }
      case 'numbers':
        return expression.rows.map((row) => row.map((cell) => exactValue(cell)));
      case 'parentheses': {
        const value = inner(expression.inner);
        return expression.transposed ? transposed(value) : value;
      }
      case 'applied':
        return this.applied(expression, inner);
      case 'row': {
        const row = this.rowOf(inner(expression.inner), expression.row);
        return expression.transposed ? transposed(row) : row;
      }
      case 'shaped': {
        const value = inner(expression.inner);
        assert.deepEqual(expression.shape, sizeOf(value), 'the shape under a factor');
        return value;
      }
      case 'local':
        return this.local(expression, inner);
      case 'collected': {
        const { r } = this.indices;
        if (r === undefined) throw new Unknown('r');
        return this.all.N[r - 1].map((_, i) => {
          const [row, ...more] = new Meaning(this.all, { ...this.indices, i: i + 1 }).value(expression.inner, order);
          assert.equal(more.length, 0, 'a row');
          return row;
        });
      }
      case 'sum': {
        const { count, inner: summand } = expression;
        assert.equal(count, this.all.Sigma[0][0].length, 'the number of samples');
        const body = summand.kind === 'parentheses' ? summand.inner : summand;
        return Array.from({ length: count }, (_, s) =>
          new Meaning(this.all, { ...this.indices, s: s + 1 }).value(body, order),
        ).reduce((a, b) => combined('+', a, b));
      }
      case 'named': {
        const value = inner(expression.inner);
        assertNear(inner(expression.label), value, 'what a brace names');
        return value;
      }
      case 'dots':
        throw new Unknown('…');
      case 'chain':
        return this.chain(expression, order, ones);
    }
  }

  /** Σ_i(N_i): the map is known at its own argument only, and nothing else may be there. */
  private applied({ map, argument }: Extract<Expression, { kind: 'applied' }>, inner: (e: Expression) => Grid): Grid {
    if (map.name === 'f') {
      assertNear(inner(argument), this.all.Sigma[0], 'the argument of f');
      return this.symbol(map);
    }
    const N = this.all.N[this.index(map) - 1];
    if (N === undefined && 'k' in this.indices) throw new Unknown(map.name);
    assertNear(inner(argument), this.rowOf(N, map.row), `the argument of ${map.name} ${map.index}`);
    return this.symbol(map);
  }

  /** ∇_{W_r^i}(W_r^i·Σ_{r−1}), ∇_{W_r^i} Σ_r^i and ∇_{Σ_r^i} Σ_{r+1}, entry by entry. */
  private local({ by, of }: Extract<Expression, { kind: 'local' }>, inner: (e: Expression) => Grid): Grid {
    const { all } = this;
    const r = this.index(by);
    const i = by.row === 'i' ? this.indices.i : Number(by.row);
    const what = of.kind === 'parentheses' ? of.inner : of;
    // The argument of a map that is written with one is looked at here.
    if (what.kind === 'applied') inner(what);
    const map = what.kind === 'applied' ? what.map : what;
    const input = all.Sigma[r - 1];
    if (i === undefined || input === undefined || r > this.last) throw new Unknown('∇');
    if (map.kind === 'chain') {
      assert.deepEqual([by.name, map.operators], ['W', ['·']], 'a row times a column');
      inner(map);
      return transposed(input);
    }
    assert.ok(map.kind === 'symbol' && map.name === 'Sigma', 'the derivative of Σ');
    if (by.name === 'W') {
      assert.deepEqual([map.row, this.index(map)], [by.row, r], 'the neuron of W');
      const slope = all.dSigma[r - 1]![i - 1][0];
      return made(1, input.length, (_, c) => approx.mul(slope, input[c][0]));
    }
    assert.deepEqual([by.name, map.row, this.index(map)], ['Sigma', null, r + 1], 'the layer after the neuron');
    if (r + 1 > this.last) throw new Unknown('∇');
    const [W, slopes, P] = [all.W[r], all.dSigma[r], all.Sigma[r + 1]];
    // ∂p_a/∂N_c = p_a (1 if a = c, else 0) − p_a p_c after softmax.
    return made(W.length, 1, (a) =>
      slopes === null
        ? W.map((row, c) => approx.mul(approx.mul(P[a][0], approx.sub(approx.of(a === c ? 1 : 0), P[c][0])), row[i - 1])).reduce(approx.add)
        : approx.mul(slopes[a][0], W[a][i - 1]),
    ); // prettier-ignore
  }

  private chain({ terms, operators }: Extract<Expression, { kind: 'chain' }>, order: Order, ones: number): Grid {
    // In a sum of formulas, each is read in their order.
    const sum = operators.every((operator) => operator === '+');
    const values = terms.map((term) =>
      sum && term.kind === 'parentheses' && !term.transposed
        ? this.valueWith(term.inner, order, ones)
        : this.valueWith(term, 'ordinary', ones),
    );
    if (order === 'left to right') return values.reduce((a, b, i) => combined(operators[i - 1], a, b));
    if (order === 'right to left') return values.reduceRight((b, a, i) => combined(operators[i], a, b));
    let next = 0;
    const climb = (weakest: number): Grid => {
      let left = values[next++];
      while (next < values.length && STRENGTH[operators[next - 1]] >= weakest) {
        const operator = operators[next - 1];
        left = combined(operator, left, climb(STRENGTH[operator] + 1));
      }
      return left;
    };
    return climb(-1);
  }
}

const STRENGTH: Readonly<Record<Operator, number>> = {
  ',': -1,
  '+': 0,
  '−': 0,
  '∘': 1,
  '·': 2,
  '•': 2,
  '⊗': 2,
  thin: 3,
};

function exactValue(cell: Cell | null): { v: number; e: number } {
  if (cell === null) throw new Unknown('…');
  if (cell.kind === 'fraction') return approx.of(cell.n / cell.d, 2 ** -52);
  return approx.of(cell.value);
}

/** Two ways to one matrix come to the same within what both can be relied on. */
export function assertNear(a: Grid, b: Grid, what: string): void {
  assert.deepEqual(sizeOf(a), sizeOf(b), `${what}: the shape`);
  a.forEach((row, r) =>
    row.forEach((x, c) => {
      const y = b[r][c];
      if (!Number.isFinite(x.e) || !Number.isFinite(y.e)) return;
      const allowed = 2 * (x.e + y.e) + 1e-15 * Math.abs(y.v);
      // Not by assert.ok, for which the words would be put together each time.
      if (!(Math.abs(x.v - y.v) <= allowed)) assert.fail(`${what}: ${x.v} ± ${x.e} against ${y.v} ± ${y.e}`);
    }),
  );
}
