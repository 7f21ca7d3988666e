/** Reads a spoken formula back and works it out, as a listener with pencil and paper would: from the words alone. */
export type Grid = readonly (readonly number[])[];

/** The value of what comes after `equals`; `named` gives the matrix of a name. */
export function worthOf(sentence: string, named: (name: string) => Grid): Grid {
  const right = sentence.slice(sentence.indexOf(' equals') + ' equals'.length);
  const reader = new Reader(right.replace(/^[,:]? /, ''), named);
  const value = reader.chain();
  if (!reader.atEnd) throw new Error(`Not understood: ${reader.rest}`);
  return value;
}

const INFIX = [
  [' times ', 2],
  [', Hadamard product with ', 1],
  [', Kronecker product with ', 2],
  [', inverted product with ', 2],
  [' plus ', 0],
  [' minus ', 0],
] as const;

class Reader {
  constructor(
    public rest: string,
    private readonly named: (name: string) => Grid,
  ) {}

  get atEnd(): boolean {
    return this.rest === '';
  }

  chain(): Grid {
    if (this.took(/^from left to right[:,] /)) return this.going('right');
    if (this.took(/^from right to left[:,] /)) return this.going('left');
    return this.ordinary(0);
  }

  /** One operation after the other, each with what has been found. */
  private going(to: 'left' | 'right'): Grid {
    let done = this.primary();
    while (this.took(/^, then /)) {
      if (this.took(/^times /)) done = times(done, this.primary());
      else if (this.took(/^the Hadamard product with /)) done = entrywise(done, this.primary(), (a, b) => a * b);
      else if (this.took(/^the Kronecker product with /)) done = kronecker(done, this.primary());
      else if (this.took(/^plus /)) done = entrywise(done, this.primary(), (a, b) => a + b);
      else {
        const next = this.primary();
        if (this.took(/^ times it/)) done = times(next, done);
        else if (to === 'left' && this.took(/^ in the Kronecker product with it/)) done = kronecker(next, done);
        else throw new Error(`Not understood: ${this.rest}`);
      }
    }
    return done;
  }

  private ordinary(weakest: number): Grid {
    let left = this.primary();
    for (;;) {
      const found = INFIX.find(([words, strength]) => strength >= weakest && this.rest.startsWith(words));
      if (found === undefined) return left;
      this.rest = this.rest.slice(found[0].length);
      const right = this.ordinary(found[1] + 1);
      left = operate(found[0].trim().replace(/^, /, ''), left, right);
    }
  }

  private primary(): Grid {
    if (this.took(/^open parenthesis, /)) {
      const inner = this.chain();
      if (!this.took(/^, close parenthesis/)) throw new Error(`No end: ${this.rest}`);
      return inner;
    }
    const name =
      /^(the gradient of [fL]( \d+)? with respect to [A-Za-z]+ ?\d*|the (?:transposed )?gradient of L|one over \d+|the (?:column|row) of \d+ ones|(the diagonal matrix of )?[A-Za-z]+( prime)?( \d+)?|1)( of sample \d+)?( transposed)?/.exec(
        this.rest,
      )?.[0];
    if (name === undefined) throw new Error(`No name: ${this.rest}`);
    this.rest = this.rest.slice(name.length);
    return name.endsWith(' transposed') ? transposed(this.named(name.slice(0, -11))) : this.named(name);
  }

  private took(pattern: RegExp): boolean {
    const found = pattern.exec(this.rest);
    if (found === null) return false;
    this.rest = this.rest.slice(found[0].length);
    return true;
  }
}

function operate(words: string, a: Grid, b: Grid): Grid {
  switch (words) {
    case 'times':
      return times(a, b);
    case 'Hadamard product with':
      return entrywise(a, b, (x, y) => x * y);
    case 'Kronecker product with':
      return kronecker(a, b);
    case 'inverted product with':
      return times(b, a);
    case 'plus':
      return entrywise(a, b, (x, y) => x + y);
    case 'minus':
      return entrywise(a, b, (x, y) => x - y);
    default:
      throw new Error(words);
  }
}

export function transposed(a: Grid): Grid {
  return a[0].map((_, c) => a.map((row) => row[c]));
}

export function times(a: Grid, b: Grid): Grid {
  if (a[0].length !== b.length && a.length === 1 && a[0].length === 1)
    return b.map((row) => row.map((x) => a[0][0] * x));
  if (a[0].length !== b.length) throw new Error(`${a.length} × ${a[0].length} times ${b.length} × ${b[0].length}`);
  return a.map((row) => b[0].map((_, c) => row.reduce((sum, x, j) => sum + x * b[j][c], 0)));
}

function entrywise(a: Grid, b: Grid, op: (x: number, y: number) => number): Grid {
  if (a.length !== b.length || a[0].length !== b[0].length) throw new Error('Entry by entry, two shapes');
  return a.map((row, r) => row.map((x, c) => op(x, b[r][c])));
}

function kronecker(a: Grid, b: Grid): Grid {
  return a.flatMap((rowA) => b.map((rowB) => rowA.flatMap((x) => rowB.map((y) => x * y))));
}
