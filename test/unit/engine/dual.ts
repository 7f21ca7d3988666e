// An independent differentiation for the tests: dual numbers a + bε, ε² = 0, carried through naive loops.
// It shares no code with src/engine: nothing here knows a Δ, a product kernel or a derivative formula of an activation.
import type { LossName } from '../../../src/functions/builtin/losses';
import type { Network, Objective, Sample } from '../../../src/network/network';
import type { EntryRef } from '../../../src/engine/trace';

export class Dual {
  constructor(
    readonly a: number,
    readonly b = 0,
  ) {}

  plus(y: Dual): Dual {
    return new Dual(this.a + y.a, this.b + y.b);
  }

  minus(y: Dual): Dual {
    return new Dual(this.a - y.a, this.b - y.b);
  }

  times(y: Dual): Dual {
    return new Dual(this.a * y.a, this.a * y.b + this.b * y.a);
  }

  over(y: Dual): Dual {
    return new Dual(this.a / y.a, (this.b * y.a - this.a * y.b) / (y.a * y.a));
  }

  exp(): Dual {
    return new Dual(Math.exp(this.a), Math.exp(this.a) * this.b);
  }

  ln(): Dual {
    return new Dual(Math.log(this.a), this.b / this.a);
  }

  sin(): Dual {
    return new Dual(Math.sin(this.a), Math.cos(this.a) * this.b);
  }

  cos(): Dual {
    return new Dual(Math.cos(this.a), -Math.sin(this.a) * this.b);
  }

  abs(): Dual {
    return this.a < 0 ? new Dual(-this.a, -this.b) : this;
  }
}

const number = (a: number) => new Dual(a);
const one = number(1);
const minusOne = number(-1);

/** Activations written in dual arithmetic. */
export const dualActivations: Record<string, (x: Dual) => Dual> = {
  identity: (x) => x,
  sigmoid: (x) => one.over(one.plus(x.times(minusOne).exp())),
  tanh: (x) => {
    const e = x.times(number(2)).exp();
    return e.minus(one).over(e.plus(one));
  },
  relu: (x) => (x.a > 0 ? x : number(0)),
  softplus: (x) => one.plus(x.exp()).ln(),
  softsign: (x) => x.over(one.plus(x.abs())),
  gaussian: (x) => x.times(x).times(minusOne).exp(),
  sin: (x) => x.sin(),
  square: (x) => x.times(x),
  abs: (x) => x.abs(),
  cos: (x) => x.cos(),
  leaky_relu: (x) => (x.a > 0 ? x : x.times(number(0.01))),
  elu: (x) => (x.a > 0 ? x : x.exp().minus(one)),
  silu: (x) => x.over(one.plus(x.times(minusOne).exp())),
  hard_tanh: (x) => (x.a <= -1 ? minusOne : x.a >= 1 ? one : x),
  step: (x) => number(x.a >= 0 ? 1 : 0),
};

/** Each loss of one coordinate in dual arithmetic; the compiler asks for a new one. */
const builtin: Readonly<Record<LossName, (y: Dual, t: number) => Dual>> = {
  half_sse: (y, t) =>
    y
      .minus(number(t))
      .times(y.minus(number(t)))
      .times(number(0.5)),
  sse: (y, t) => y.minus(number(t)).times(y.minus(number(t))),
  mse: (y, t) => y.minus(number(t)).times(y.minus(number(t))),
  huber: (y, t) => {
    const d = y.minus(number(t)).abs();
    return d.a <= 1 ? d.times(d).times(number(0.5)) : d.minus(number(0.5));
  },
  l1: (y, t) => y.minus(number(t)).abs(),
  cross_entropy: (y, t) => (t === 0 ? number(0) : y.ln().times(number(-t))),
  binary_cross_entropy: (y, t) =>
    (t === 0 ? number(0) : y.ln().times(number(-t))).minus(
      t === 1
        ? number(0)
        : one
            .minus(y)
            .ln()
            .times(number(1 - t)),
    ),
};

export const dualLosses: Readonly<Record<string, (y: Dual, t: number) => Dual>> = builtin;

/** The objective's value and its derivative with respect to one entry. */
export function dualObjective(network: Network, sample: Sample, objective: Objective, entry: EntryRef): Dual {
  const m = sample.X.cols;
  const isEntry = (quantity: EntryRef['quantity'], layer: number, row: number, column: number) =>
    entry.quantity === quantity && entry.layer === layer && entry.row === row && entry.column === column;
  let total = number(0);
  for (let j = 0; j < m; j++) {
    let values = Array.from(
      { length: sample.X.rows },
      (_, r) => new Dual(sample.X.data[r * m + j], isEntry('X', 0, r, j) ? 1 : 0),
    );
    for (const layer of network.layers) {
      const next: Dual[] = [];
      for (let r = 0; r < layer.size; r++) {
        let n = layer.affine ? new Dual(layer.bias!.data[r], isEntry('b', layer.index, r, 0) ? 1 : 0) : number(0);
        for (let c = 0; c < layer.inputSize; c++) {
          const w = new Dual(layer.weights!.data[r * layer.inputSize + c], isEntry('W', layer.index, r, c) ? 1 : 0);
          n = n.plus(w.times(values[c]));
        }
        next.push(n);
      }
      if (layer.activation.kind === 'softmax') {
        const exponentials = next.map((n) => n.exp());
        const sum = exponentials.reduce((s, e) => s.plus(e));
        values = exponentials.map((e) => e.over(sum));
      } else {
        const { activations } = layer.activation;
        values = next.map((n, r) => dualActivations[activations[r].name](n));
      }
    }
    if (objective.kind === 'output') total = total.plus(values[objective.index - 1]);
    if (objective.kind === 'loss') {
      const { name, meanOverCoordinates } = objective.loss;
      for (let r = 0; r < values.length; r++) {
        let term = dualLosses[name](values[r], sample.target!.data[r * m + j]);
        if (meanOverCoordinates) term = term.over(number(values.length));
        if (objective.reduction === 'mean') term = term.over(number(m));
        total = total.plus(term);
      }
    }
  }
  return total;
}
