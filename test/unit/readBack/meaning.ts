// What the letters of a formula stand for, and what a formula of them comes to in the order in which it is read.
import assert from 'node:assert/strict';
import {
  approx,
  combined,
  exactly,
  made,
  mapped,
  sizeOf,
  transposed,
  type Grid,
  type Operator,
  type Size,
} from './approx';
import type { Cell } from './cell';
import type { Expression, Symbol } from './formulaReader';
import { frozenMask, updated, type WorkedOut } from './oracle';

export type Order = 'left to right' | 'right to left' | 'ordinary';

/** What `i`, `k` and `r` are in a formula for any of them; a letter that is not here is not known. */
export type Indices = Readonly<Record<string, number>>;

/** Thrown where letters or dots stand for what is not known. */
export class Unknown extends Error {}

export class Meaning {
  constructor(
    readonly all: WorkedOut,
    private readonly indices: Indices = {},
  ) {}

  /** k. */
  private get last(): number {
    return this.all.N.length;
  }

  private index(symbol: Symbol): number {
    const match = /^(?:(\d+)|([kri])([+-]\d+)?)$/.exec(symbol.index ?? '');
    if (match === null) throw new Error(`${symbol.name} has no index`);
    if (match[1] !== undefined) return Number(match[1]);
    const letter = this.indices[match[2]];
    if (letter === undefined) throw new Unknown(match[2]);
    return letter + Number(match[3] ?? 0);
  }

  /** The matrix that a letter stands for. */
  symbol(symbol: Symbol): Grid {
    const grid = this.bare(symbol);
    if (symbol.shape !== null) {
      const shape = symbol.transposed ? { rows: sizeOf(grid).cols, cols: sizeOf(grid).rows } : sizeOf(grid);
      assert.deepEqual(symbol.shape, shape, `the shape under ${symbol.name}`);
    }
    return symbol.transposed ? transposed(grid) : grid;
  }

  private bare(symbol: Symbol): Grid {
    const { all } = this;
    const whole = this.whole(symbol);
    const { sample } = symbol;
    if (sample === null || /^nabla|^[fL]/.test(symbol.name)) {
      if (sample !== null) assert.equal(all.plain.samples > 1, true, 'the share of a sample');
      return whole;
    }
    if (sample === 's') throw new Unknown('s');
    return whole.map((row) => [row[Number(sample) - 1]]);
  }

  private whole(symbol: Symbol): Grid {
    const { all } = this;
    const of = (list: readonly (Grid | null)[], from = 1): Grid => {
      const i = this.index(symbol);
      const found = list[i - from];
      // Of a formula for any k, not every line is there in a shallow network.
      if (found === undefined && 'k' in this.indices) throw new Unknown(symbol.name);
      assert.ok(found !== null && found !== undefined, `there is no ${symbol.name} ${i}`);
      return found;
    };
    const columns = all.Sigma[0][0].length;
    const outputs = all.Sigma[this.last].length;
    switch (symbol.name) {
      case 'X':
      case 'x':
        return all.Sigma[0];
      case 'W':
      case 'w':
        // W_{k+1} = 1 (remark 2), of several outputs the identity.
        return this.index(symbol) === this.last + 1
          ? made(outputs, outputs, (r, c) => approx.of(r === c ? 1 : 0))
          : of(all.W);
      case 'b':
        return of(all.b);
      case 'N':
        return of(all.N);
      case 'Sigma':
      case 'sigma':
        return of(all.Sigma, 0);
      case "Sigma'":
      case "sigma'":
        return of(all.dSigma);
      case "hat Sigma'": {
        const column = of(all.dSigma);
        return made(column.length, column.length, (r, c) => (r === c ? column[r][0] : approx.of(0)));
      }
      case 'J': {
        const p = of(all.Sigma, 0);
        return made(p.length, p.length, (r, c) =>
          approx.sub(r === c ? p[r][0] : approx.of(0), approx.mul(p[r][0], p[c][0])),
        );
      }
      case 'Delta':
        // Δ_{k+1} is what the recursion begins with: 1, ∇L, or e_j.
        return this.index(symbol) === this.last + 1 ? all.seed : of(all.Delta);
      case 'Y':
      case 'y':
        return all.Y!;
      case 'nabla L':
        return all.seed;
      case 'eta':
        return exactly([[all.plain.rate!]]);
      case 'e':
      case 'E':
        return made(outputs, columns, (r) => approx.of(r === this.index(symbol) - 1 ? 1 : 0));
      case 'M':
        return frozenMask(all, this.index(symbol));
      case 'W+':
      case 'w+':
        return updated(all, 'W', this.index(symbol));
      case 'b+':
        return updated(all, 'b', this.index(symbol));
      case 'nabla W':
      case 'nabla w':
        return of(all.gradW);
      case 'nabla b':
        return of(all.gradb);
      case 'nabla N':
        return of(all.Delta);
      case 'nabla Sigma':
        return of(all.gradSigma);
      case 'nabla X':
      case 'nabla x':
        return all.gradX;
      case 'k':
      case 'i':
        throw new Unknown(symbol.name);
      case 'f':
      case 'L':
        return [[all.value]];
      default:
        throw new Error(`what is ${symbol.name}?`);
    }
  }

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
        const column = made(ones, 1, () => approx.of(1));
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
    assertNear(inner(argument), this.all.N[this.index(map) - 1], `the argument of ${map.name} ${map.index}`);
    return this.symbol(map);
  }

  private chain({ terms, operators }: Extract<Expression, { kind: 'chain' }>, order: Order, ones: number): Grid {
    const values = terms.map((term) => this.valueWith(term, 'ordinary', ones));
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
    return climb(0);
  }
}

const STRENGTH: Readonly<Record<Operator, number>> = { '+': 0, '−': 0, '∘': 1, '·': 2, '•': 2, '⊗': 2, thin: 3 };

function exactValue(cell: Cell | null): { v: number; e: number } {
  if (cell === null) throw new Unknown('…');
  if (cell.kind === 'fraction') return approx.of(cell.n / cell.d, 2 ** -52);
  return approx.of(cell.value);
}

/** Two ways to one matrix come to the same within what both can be relied on. */
export function assertNear(a: Grid, b: Grid, what: string): void {
  assert.deepEqual(sizeOf(a), sizeOf(b), `${what}: the shape`);
  mapped(a, (x, r, c) => {
    const y = b[r][c];
    if (Number.isFinite(x.e) && Number.isFinite(y.e)) {
      const allowed = 2 * (x.e + y.e) + 1e-15 * Math.abs(y.v);
      assert.ok(Math.abs(x.v - y.v) <= allowed, `${what}: ${x.v} ± ${x.e} against ${y.v} ± ${y.e}`);
    }
    return x;
  });
}
