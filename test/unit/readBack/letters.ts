// The matrices that the letters of a formula stand for.
import assert from 'node:assert/strict';
import { alongDirection, type Along } from './along';
import { approx, exactly, made, sizeOf, transposed, type Grid } from './approx';
import type { Symbol } from './expression';
import { frozenMask, updated, type WorkedOut } from './oracle';

/** What `i`, `k` and `r` are in a formula for any of them; a letter that is not here is not known. */
export type Indices = Readonly<Record<string, number>>;

/** Thrown where letters or dots stand for what is not known. */
export class Unknown extends Error {}

export class Letters {
  constructor(
    readonly all: WorkedOut,
    protected readonly indices: Indices = {},
  ) {}

  private known: Along | null = null;

  /** What changes along the direction of the text. */
  private get along(): Along {
    return (this.known ??= alongDirection(this.all));
  }

  /** k. */
  protected get last(): number {
    return this.all.N.length;
  }

  protected index(symbol: Symbol): number {
    const match = /^(?:(\d+)|([kri])([+-]\d+)?)$/.exec(symbol.index ?? '');
    if (match === null) throw new Error(`${symbol.name} has no index`);
    if (match[1] !== undefined) return Number(match[1]);
    const letter = this.indices[match[2]];
    if (letter === undefined) throw new Unknown(match[2]);
    return letter + Number(match[3] ?? 0);
  }

  /** The matrix that a letter stands for. */
  symbol(symbol: Symbol): Grid {
    const grid = this.rowOf(this.bare(symbol), symbol.row);
    if (symbol.shape !== null) {
      const shape = symbol.transposed ? { rows: sizeOf(grid).cols, cols: sizeOf(grid).rows } : sizeOf(grid);
      assert.deepEqual(symbol.shape, shape, `the shape under ${symbol.name}`);
    }
    return symbol.transposed ? transposed(grid) : grid;
  }

  /** Row i of A, or A where there is none. */
  protected rowOf(grid: Grid, row: string | null): Grid {
    if (row === null) return grid;
    const i = row === 'i' ? this.indices.i : Number(row);
    if (i === undefined) throw new Unknown('i');
    assert.ok(grid[i - 1] !== undefined, `there is no row ${i}`);
    return [grid[i - 1]];
  }

  private bare(symbol: Symbol): Grid {
    const { all } = this;
    const whole = this.whole(symbol);
    const { sample } = symbol;
    // ∇L^{(s)} is a column of ∇L; everything else of L^{(s)} is the share of a sample.
    if (sample === null || /^nabla .*[A-KM-Za-z]|^[fL]/.test(symbol.name.replace(/^nabla L$/, ''))) {
      if (sample !== null) assert.equal(all.plain.samples > 1, true, 'the share of a sample');
      return whole;
    }
    const s = sample === 's' ? this.indices.s : Number(sample);
    if (s === undefined) throw new Unknown('s');
    const column = whole.map((row) => [row[s - 1]]);
    return symbol.name === "hat Sigma'" ? diagonal(column) : column;
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
      case "hat Sigma'":
        return symbol.sample === null ? diagonal(of(all.dSigma)) : of(all.dSigma);
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
        return made(outputs, symbol.name === 'e' ? 1 : columns, (r) => approx.of(r === this.index(symbol) - 1 ? 1 : 0));
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
      case 'V':
        return of(this.along.V);
      case 'v':
        return of(this.along.v);
      case 'R N':
        return of(this.along.RN);
      case 'R Sigma':
        return of(this.along.RSigma);
      case "Sigma''":
        return of(this.along.d2Sigma);
      case 'nabla2 L':
        return this.along.d2Loss!;
      case 'R nabla L':
        return this.along.RSeed;
      case 'R Delta':
        return of(this.along.RDelta);
      case 'HV':
        return of(this.along.HV);
      case 'Hv':
        return of(this.along.Hv);
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
}

function diagonal(column: Grid): Grid {
  return made(column.length, column.length, (r, c) => (r === c ? column[r][0] : approx.of(0)));
}
