// L with its numbers in place: what is written comes to L, as far as the digits shown can say it.
import assert from 'node:assert/strict';
import type { Digits } from '../../../src/numbers/numberLayout';
import { approx, type Approx } from './approx';
import { meantBy, readCell } from './cell';
import type { WorkedOut } from './oracle';
import { isChar, isMacro, split, type Nodes } from './texTree';

/** `L = terms = value`; a loss that is a list of cases has its value only after its terms. */
export function readLossValue(nodes: Nodes, { value, plain }: WorkedOut, digits: Digits): void {
  const sides = split(nodes, (node) => isChar(node, '='));
  if (sides.length < 3 || ('loss' in plain.objective && plain.objective.loss === 'huber')) return;
  const terms = new ScalarReader(sides[1], digits).whole();
  if (!Number.isFinite(terms.e) || !Number.isFinite(value.e)) return;
  assert.ok(
    Math.abs(terms.v - value.v) <= 2 * (terms.e + value.e) + 1e-15 * Math.abs(value.v),
    `the terms of L come to ${terms.v} ± ${terms.e}, L is ${value.v}`,
  );
}

/** Sums, products and squares of numbers, logarithms and absolute values. */
class ScalarReader {
  private at = 0;

  constructor(
    private readonly nodes: Nodes,
    private readonly digits: Digits,
  ) {}

  whole(): Approx {
    const value = this.sum();
    assert.equal(this.at, this.nodes.length, `not understood: ${JSON.stringify(this.nodes[this.at])}`);
    return value;
  }

  private is(char: string): boolean {
    if (!isChar(this.nodes[this.at], char)) return false;
    this.at++;
    return true;
  }

  private sum(): Approx {
    const negative = this.is('-');
    let value = this.product();
    if (negative) value = approx.sub(approx.of(0), value);
    for (;;) {
      if (this.is('+')) value = approx.add(value, this.product());
      else if (this.is('-')) value = approx.sub(value, this.product());
      else return value;
    }
  }

  private product(): Approx {
    let value = this.factor();
    for (;;) {
      const node = this.nodes[this.at];
      if (isMacro(node, 'cdot', ',')) this.at++;
      else if (node === undefined || isChar(node, '+') || isChar(node, '-') || isChar(node, ')')) return value;
      value = approx.mul(value, this.factor());
    }
  }

  private factor(): Approx {
    const node = this.nodes[this.at];
    let value: Approx;
    if (isMacro(node, 'ln')) {
      this.at++;
      value = approx.ln(this.factor());
    } else if (node?.kind === 'fence') {
      this.at++;
      value = new ScalarReader(node.body, this.digits).whole();
      if (node.open === '|') value = approx.of(Math.abs(value.v), value.e);
    } else if (isMacro(node, 'frac')) {
      this.at++;
      const [above, below] = node.args.map((part) => new ScalarReader(part, this.digits).whole());
      value = approx.div(above, below);
    } else if (this.is('(')) {
      value = this.sum();
      assert.ok(this.is(')'), '“)” is missing');
    } else value = this.number();
    if (!this.is('^')) return value;
    const power = this.nodes[this.at++];
    const two = power?.kind === 'group' ? power.body : [power];
    assert.ok(two.length === 1 && isChar(two[0], '2'), 'a square');
    return approx.mul(value, value);
  }

  private number(): Approx {
    const start = this.at;
    for (;;) {
      const node = this.nodes[this.at];
      const powered = isChar(this.nodes[this.at - 1], '^') && node?.kind === 'group';
      const raised = isChar(node, '^') && isChar(this.nodes[this.at - 1], '0') && this.nodes[this.at + 1]?.kind === 'group';
      if (powered || raised || (node?.kind === 'char' && /[\d.]/.test(node.char)) || isMacro(node, 'tfrac', 'times', 'infty', 'mathrm')) this.at++;
      else break;
      // A fraction is a number of its own.
      if (isMacro(node, 'tfrac')) break;
    }
    const cell = readCell(this.nodes.slice(start, this.at), 0);
    const { v, e } = meantBy(cell, this.digits);
    return approx.of(v, e);
  }
} // prettier-ignore
