// Numbers with a bound of their error, for an independent computation whose every result says how far it can be relied on.

export interface Approx {
  readonly v: number;
  /** |v − the true value| is at most this. */
  readonly e: number;
}

const UNIT = 2 ** -51;
/** What an underflow may lose. */
const TINY = 2e-323;

function bounded(v: number, e: number): Approx {
  return { v, e: Number.isFinite(v) && Number.isFinite(e) ? e : Infinity };
}

/** 0 · ∞ is 0 here: what is exactly 0 takes no error over. */
function part(x: number, e: number): number {
  return x === 0 || e === 0 ? 0 : Math.abs(x) * e;
}

export const approx = {
  of: (v: number, e = 0): Approx => bounded(v, e),
  /** The bound holds for any order of a longer sum. */
  add: (a: Approx, b: Approx): Approx => bounded(a.v + b.v, a.e + b.e + UNIT * (Math.abs(a.v) + Math.abs(b.v))),
  sub: (a: Approx, b: Approx): Approx => approx.add(a, { v: -b.v, e: b.e }),
  mul: (a: Approx, b: Approx): Approx => {
    if ((a.v === 0 && a.e === 0) || (b.v === 0 && b.e === 0)) return { v: 0, e: 0 };
    const v = a.v * b.v;
    return bounded(v, part(a.v, b.e) + part(b.v, a.e) + part(a.e, b.e) + UNIT * Math.abs(v) + TINY);
  },
  div: (a: Approx, b: Approx): Approx => {
    if (a.v === 0 && a.e === 0) return { v: 0, e: 0 };
    const v = a.v / b.v;
    const room = Math.abs(b.v) - b.e;
    return bounded(v, room > 0 ? (a.e + part(v, b.e)) / room + UNIT * Math.abs(v) + TINY : Infinity);
  },
  ln: (a: Approx): Approx => bounded(Math.log(a.v), a.e < a.v / 2 ? (2 * a.e) / a.v + UNIT * Math.abs(Math.log(a.v)) + UNIT : Infinity), // prettier-ignore
};

/** A matrix row by row. */
export type Grid = readonly (readonly Approx[])[];

export interface Size {
  readonly rows: number;
  readonly cols: number;
}

export function sizeOf(a: Grid): Size {
  return { rows: a.length, cols: a[0].length };
}

export function made(rows: number, cols: number, entry: (r: number, c: number) => Approx): Grid {
  const grid: Approx[][] = [];
  for (let r = 0; r < rows; r++) {
    const row: Approx[] = [];
    for (let c = 0; c < cols; c++) row.push(entry(r, c));
    grid.push(row);
  }
  return grid;
}

export function exactly(rows: readonly (readonly number[])[]): Grid {
  return rows.map((row) => row.map((v) => approx.of(v)));
}

export function transposed(a: Grid): Grid {
  return made(a[0].length, a.length, (r, c) => a[c][r]);
}

export function mapped(a: Grid, f: (x: Approx, r: number, c: number) => Approx): Grid {
  return a.map((row, r) => row.map((x, c) => f(x, r, c)));
}

export type Operator = '·' | '∘' | '•' | '⊗' | '+' | '−' | 'thin' | ',';

/** A op B by the textbook; throws where the shapes do not fit. */
export function combined(operator: Operator, a: Grid, b: Grid): Grid {
  const [p, q] = [sizeOf(a), sizeOf(b)];
  const fit = (fits: boolean): void => {
    if (!fits) throw new Error(`${p.rows} × ${p.cols} ${operator} ${q.rows} × ${q.cols} does not fit`);
  };
  const entrywise = (f: (x: Approx, y: Approx) => Approx): Grid => {
    fit(p.rows === q.rows && p.cols === q.cols);
    return mapped(a, (x, r, c) => f(x, b[r][c]));
  };
  switch (operator) {
    case '·': {
      fit(p.cols === q.rows);
      return made(p.rows, q.cols, (r, c) => {
        let sum = approx.mul(a[r][0], b[0][c]);
        for (let j = 1; j < p.cols; j++) sum = approx.add(sum, approx.mul(a[r][j], b[j][c]));
        return sum;
      });
    }
    case '•':
      return combined('·', b, a);
    case '⊗':
      return made(p.rows * q.rows, p.cols * q.cols, (r, c) =>
        approx.mul(a[Math.floor(r / q.rows)][Math.floor(c / q.cols)], b[r % q.rows][c % q.cols]),
      );
    case 'thin':
      fit(p.rows === 1 && p.cols === 1);
      return mapped(b, (x) => approx.mul(a[0][0], x));
    case ',':
      fit(p.rows === q.rows && p.cols === 1 && q.cols === 1);
      return combined('·', transposed(a), b);
    case '∘':
      return entrywise(approx.mul);
    case '+':
      return entrywise(approx.add);
    case '−':
      return entrywise(approx.sub);
  }
}
