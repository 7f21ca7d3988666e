// What micrograd does, number by number: a graph of scalar nodes with closures, sorted, then walked backwards.
import { timed, type Contestant } from '../gradientCase';

class Value {
  grad = 0;
  backward: () => void = () => {};

  constructor(
    public data: number,
    readonly previous: readonly Value[] = [],
  ) {}

  add(other: Value): Value {
    const out = new Value(this.data + other.data, [this, other]);
    out.backward = () => {
      this.grad += out.grad;
      other.grad += out.grad;
    };
    return out;
  }

  mul(other: Value): Value {
    const out = new Value(this.data * other.data, [this, other]);
    out.backward = () => {
      this.grad += other.data * out.grad;
      other.grad += this.data * out.grad;
    };
    return out;
  }

  tanh(): Value {
    const t = Math.tanh(this.data);
    const out = new Value(t, [this]);
    out.backward = () => {
      this.grad += (1 - t * t) * out.grad;
    };
    return out;
  }

  differentiate(): void {
    const order: Value[] = [];
    const seen = new Set<Value>();
    const visit = (v: Value) => {
      if (seen.has(v)) return;
      seen.add(v);
      v.previous.forEach(visit);
      order.push(v);
    };
    visit(this);
    this.grad = 1;
    for (let i = order.length - 1; i >= 0; i--) order[i].backward();
  }
}

export const scalarAutograd: Contestant = {
  name: 'scalar autograd',
  prepare({ sizes, m, W, b, X, Y }) {
    // A node a multiplication: beyond teaching sizes it takes seconds and gigabytes.
    if (m > 1 || W.reduce((n, w) => n + w.length, 0) > 5000) return Promise.resolve(null);
    const run = () => {
      const w = W.map((data) => Array.from(data, (x) => new Value(x)));
      const bias = b.map((data) => Array.from(data, (x) => new Value(x)));
      let values = Array.from(X, (x) => new Value(x));
      w.forEach((weights, i) => {
        values = bias[i].map((start, r) => {
          let n = start;
          values.forEach((v, c) => (n = n.add(weights[r * sizes[i] + c].mul(v))));
          return n.tanh();
        });
      });
      const half = new Value(0.5);
      let loss = new Value(0);
      values.forEach((v, r) => {
        const e = v.add(new Value(-Y[r]));
        loss = loss.add(e.mul(e).mul(half));
      });
      loss.differentiate();
      return { loss, w, bias };
    };
    const grads = (values: Value[][]) => values.map((v) => Float64Array.from(v, (x) => x.grad));
    return Promise.resolve(
      timed(run, ({ loss, w, bias }) => ({ value: loss.data, gradW: grads(w), gradb: grads(bias) })),
    );
  },
};
