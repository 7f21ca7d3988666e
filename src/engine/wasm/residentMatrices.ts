import type { Matrix } from '../../network/matrix';
import { FREE, type WasmModule } from './wasmModule';

/** Entries of the smallest matrix that pays: fewer are copied in a few microseconds. */
const SMALLEST = 32_768;
/** The product of a matrix by which it is taken in: a gradient that is made once has two at most. */
const USES = 3;
/** Entries in all that are held twice because of this: 320 MB. */
const MOST = 40_000_000;

/**
 * Matrices that are multiplied by columns again and again, each in the memory of a separate module, so that a product
 * need not copy it there and takes half the time or less. One leaves when nobody else holds it any more.
 */
export class ResidentMatrices {
  /** By their entries: how often a matrix was multiplied, and later where it is; null if there is no room for it. */
  private readonly known = new WeakMap<Float64Array, number | ResidentMatrix | null>();
  private held = 0;
  private readonly left = new FinalizationRegistry<number>((entries) => (this.held -= entries));

  constructor(private readonly module: WasmModule) {}

  /** The matrix, with its rows up to `to` in its memory; null if what is needed of it is to be copied, as ever. */
  rows(A: Matrix, from: number, to: number): ResidentMatrix | null {
    const entries = A.rows * A.cols;
    if (entries < SMALLEST) return null;
    const known = this.known.get(A.data);
    let one = known === undefined ? 0 : known;
    if (typeof one === 'number') {
      // The parts of a product are one use.
      if (from > 0) return null;
      one = one + 1 < USES || this.held + entries > MOST ? one + 1 : this.taken(A);
      this.known.set(A.data, one);
    }
    return one instanceof ResidentMatrix && one.holds(A, to) ? one : null;
  }

  private taken(A: Matrix): ResidentMatrix | null {
    const one = ResidentMatrix.for(A, this.module);
    if (one === null) return null;
    const entries = A.rows * A.cols;
    this.held += entries;
    this.left.register(A.data, entries);
    return one;
  }
}

/** A matrix, n × p, in the memory of a module. */
class ResidentMatrix {
  /** How many of its rows are there. */
  private filled = 0;

  private constructor(
    private readonly module: WasmModule,
    private readonly n: number,
    private readonly p: number,
  ) {}

  static for({ rows: n, cols: p }: Matrix, module: WasmModule): ResidentMatrix | null {
    // Rows that fill up the last four hold anything.
    const made = module.another(placesOf(n, p).A + (n + 3) * p);
    return made && new ResidentMatrix(made, n, p);
  }

  /** Whether the rows before `to` are there, now that those are taken in which were missing. */
  holds({ rows, cols, data }: Matrix, to: number): boolean {
    const { n, p, filled } = this;
    if (rows !== n || cols !== p) return false;
    if (to > filled) {
      this.module.memory.set(data.subarray(filled * p, to * p), placesOf(n, p).A + filled * p);
      this.filled = to;
    }
    return true;
  }

  /** Rows from … to − 1 of y = A·x. */
  timesColumn(x: Float64Array, y: Float64Array, from: number, to: number): void {
    const { n, p, module } = this;
    const { memory, loops } = module;
    const at = placesOf(n, p);
    memory.set(x, at.x);
    loops.timesColumn((to - from + 3) & ~3, p, 8 * (at.A + from * p), 8 * at.x, 8 * at.y);
    y.set(memory.subarray(at.y, at.y + to - from), from);
  }

  /** Adds to y what rows from … to − 1 of A and x contribute to Aᵀ·x. */
  addTransposedTimesColumn(x: Float64Array, y: Float64Array, from: number, to: number): void {
    const { n, p, module } = this;
    const { memory, loops } = module;
    const at = placesOf(n, p);
    memory.set(x.subarray(from, to), at.x);
    memory.set(y, at.y);
    loops.addWeightedRows(to - from, p, 8 * (at.A + from * p), 8 * at.x, 8 * at.y);
    y.set(memory.subarray(at.y, at.y + p));
  }
}

/** Where the two columns and an n × p matrix are, in doubles. */
function placesOf(n: number, p: number): { readonly x: number; readonly y: number; readonly A: number } {
  const column = (Math.max(n + 3, p) + 7) & ~7;
  return { x: FREE, y: FREE + column, A: FREE + 2 * column };
}
