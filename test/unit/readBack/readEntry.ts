// Equations of single entries, `(N_1)_{1} = w^{1}_{11} \, x_{1} + …`: each side read and worked out.
import assert from 'node:assert/strict';
import { approx } from './approx';
import { frozenMask, updated, type WorkedOut } from './oracle';
import { activated, activatedDerivative } from './textbook';

/** A value, and how large it would be if nothing cancelled. */
export interface Read {
  readonly v: number;
  readonly size: number;
}

const exactly = (v: number): Read => ({ v, size: Math.abs(v) });
const plus = (a: Read, b: Read): Read => ({ v: a.v + b.v, size: a.size + b.size });
const times = (a: Read, b: Read): Read => ({ v: a.v * b.v, size: a.size * b.size });

/** The sides of an equation in lines. */
export function sidesOf(tex: string): readonly string[] {
  const inside = /^\\begin\{aligned\} (.*) \\end\{aligned\}$/.exec(tex)?.[1];
  assert.ok(inside !== undefined, tex);
  return inside.split(/ (?:\\\\ )?&= /);
}

/** A name of an entry by its letter, layer and indices; what the letters j and i stand for is given. */
const NAME =
  /^(?:(?<p>[wb])\^\{(?<pl>\d+)(?<plus>\+?)\}_\{(?<pi>(?:[^{}]|\{\d+\})*)\}|(?<x>[xy])_\{(?<xi>(?:[^{}]|\{\d+\})*)\}|\((?<q>N|\\Sigma'|\\Sigma|\\Delta|J|M|[eE])_\{?(?<ql>\d+)\}?\)_\{(?<qi>(?:[^{}]|\{\d+\})*)\}|\(\\nabla L\)_\{(?<gi>(?:[^{}]|\{\d+\})*)\}|(?<eta>\\eta)|\\tfrac\{1\}\{(?<share>\d+)\})/;

/** What is before the name of what f is differentiated by. */
const DERIVATIVE = /^\\partial [fL](?:_\{?\d+\}?|\^\{\(\d+\)\})? \/ \\partial /;

export class EntryReader {
  private tex = '';
  private at = 0;

  constructor(
    private readonly all: WorkedOut,
    private readonly letters: Readonly<Record<string, number>> = {},
  ) {}

  read(tex: string): Read {
    this.tex = tex;
    this.at = 0;
    const read = this.sum();
    assert.equal(this.at, tex.length, `read up to “${tex.slice(this.at)}” of ${tex}`);
    return read;
  }

  /** The entry that a name on the left of an equation, or in the head of a table, stands for. */
  value(name: string): number {
    const derivative = DERIVATIVE.exec(name);
    if (derivative !== null) return this.derivative(name.slice(derivative[0].length));
    return this.named(NAME.exec(name)!, name);
  }

  private sum(): Read {
    let sum = this.term();
    for (;;) {
      const sign = this.take(/^ ([+-]) /);
      if (sign === null) return sum;
      const term = this.term();
      sum = plus(sum, sign[1] === '-' ? times(exactly(-1), term) : term);
    }
  }

  private term(): Read {
    const loop = this.take(/^\\sum_\{(\w)=1\}\^\{(\d+)\} /);
    if (loop !== null) {
      const from = this.at;
      let all = exactly(0);
      for (let n = 1; n <= Number(loop[2]); n++) {
        const inner = new EntryReader(this.all, { ...this.letters, [loop[1]]: n });
        inner.tex = this.tex;
        inner.at = from;
        all = plus(all, inner.term());
        this.at = inner.at;
      }
      return all;
    }
    let product = this.factor();
    while (this.take(/^ (?:\\,|\\cdot) /) !== null) product = times(product, this.factor());
    return product;
  }

  private factor(): Read {
    if (this.take(DERIVATIVE) !== null) return exactly(this.derivative(this.take(NAME)![0]));
    const name = this.take(NAME);
    if (name !== null) return exactly(this.named(name, name[0]));
    if (this.take(/^\(/) !== null) {
      const inner = this.sum();
      assert.ok(this.take(/^\)/) !== null, `a parenthesis is open in ${this.tex}`);
      return inner;
    }
    const map = this.take(/^\\operatorname\{((?:[a-z]|\\_)+\d*)\}(_\{\d+\})?('?)\(/);
    if (map !== null) {
      const argument = this.sum();
      assert.ok(this.take(/^\)/) !== null);
      const of = map[1].replaceAll('\\_', '_') + (map[2] ?? '').replace(/[_{}]/g, '');
      const f = map[3] === '' ? activated : activatedDerivative;
      return exactly(f(of, approx.of(argument.v)).v);
    }
    if (this.take(/^\\frac\{/) !== null) {
      const above = this.powers();
      assert.ok(this.take(/^\}\{/) !== null);
      const below = this.powers();
      assert.ok(this.take(/^\}/) !== null);
      return exactly(above / below);
    }
    const number = this.take(/^-?\d+(?:\.\d+)?(?: \\times 10\^\{(-?\d+)\})?/);
    assert.ok(number !== null, `what is “${this.tex.slice(this.at)}”?`);
    return exactly(Number(number[0].replace(/ \\times 10\^\{(-?\d+)\}/, 'e$1')));
  }

  /** e^{…} + …, in a fraction. */
  private powers(): number {
    const loop = this.take(/^\\sum_\{j=1\}\^\{(\d+)\} /);
    const power = (reader: EntryReader): number => {
      assert.ok(reader.take(/^e\^\{/) !== null, reader.tex.slice(reader.at));
      const { v } = reader.sum();
      assert.ok(reader.take(/^\}/) !== null);
      return Math.exp(v);
    };
    if (loop !== null) {
      const from = this.at;
      let sum = 0;
      for (let n = 1; n <= Number(loop[1]); n++) {
        const inner = new EntryReader(this.all, { ...this.letters, j: n });
        inner.tex = this.tex;
        inner.at = from;
        sum += power(inner);
        this.at = inner.at;
      }
      return sum;
    }
    let sum = power(this);
    while (this.take(/^ \+ /) !== null) sum += power(this);
    return sum;
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    const found = pattern.exec(this.tex.slice(this.at));
    if (found !== null) this.at += found[0].length;
    return found;
  }

  private indices(text: string, single: boolean): readonly [number, number] {
    const parts = text.includes(',') ? text.split(',') : text.startsWith('j_') ? [text] : single ? [text] : [...text];
    const numbers = parts.map((part) => this.letters[part] ?? Number(part));
    assert.ok(numbers.length <= 2 && numbers.every((n) => n >= 1), `indices ${text}`);
    return [numbers[0] - 1, (numbers[1] ?? 1) - 1];
  }

  private named(match: RegExpExecArray, name: string): number {
    const { all } = this;
    const { p, pl, plus: after, pi, x, xi, q, ql, qi, gi, eta, share } = match.groups!;
    const batch = all.Sigma[0][0].length > 1;
    if (p !== undefined) {
      const [r, c] = this.indices(pi, p === 'b');
      const of = p === 'w' ? 'W' : 'b';
      return (after === '+' ? updated(all, of, Number(pl)) : all[of][Number(pl) - 1]!)[r][c].v;
    }
    if (x !== undefined) {
      const [r, c] = this.indices(xi, !batch);
      return (x === 'x' ? all.Sigma[0] : all.Y!)[r][c].v;
    }
    if (gi !== undefined) {
      const [r, c] = this.indices(gi, !batch);
      return all.seed[r][c].v;
    }
    if (eta !== undefined) return all.plain.rate!;
    if (share !== undefined) return 1 / Number(share);
    assert.ok(q !== undefined, `what is ${name}?`);
    const layer = Number(ql);
    const [r, c] = this.indices(qi, !batch && q !== 'J' && q !== 'M');
    switch (q) {
      case 'N':
        return all.N[layer - 1][r][c].v;
      case '\\Sigma':
        return all.Sigma[layer][r][c].v;
      case "\\Sigma'":
        return all.dSigma[layer - 1]![r][c].v;
      case '\\Delta':
        return all.Delta[layer - 1][r][c].v;
      case 'e':
      case 'E':
        return r === layer - 1 ? 1 : 0;
      case 'M':
        return frozenMask(all, layer)[r][c].v;
      default: {
        const P = all.Sigma[layer];
        return (r === c ? P[r][0].v : 0) - P[r][0].v * P[c][0].v;
      }
    }
  }

  private derivative(by: string): number {
    const { all } = this;
    const match = NAME.exec(by)!;
    const { p, pl, pi, x, xi, q, ql, qi } = match.groups!;
    const batch = all.Sigma[0][0].length > 1;
    if (p !== undefined) {
      const [r, c] = this.indices(pi, p === 'b');
      return (p === 'w' ? all.gradW : all.gradb)[Number(pl) - 1]![r][c].v;
    }
    const [r, c] = this.indices(x === undefined ? qi : xi, !batch);
    if (x !== undefined) return all.gradX[r][c].v;
    assert.equal(q, '\\Sigma', by);
    return all.gradSigma[Number(ql) - 1][r][c].v;
  }
}
