// The Hessian of the objective times a direction, by textbook loops: the derivative along the direction of every line of
// oracle.ts, with second derivatives in closed form.
import { approx, combined, exactly, made, mapped, transposed, type Approx, type Grid } from './approx';
import type { PlainNetwork, WorkedOut } from './oracle';
import { curvature, lossCurvature } from './curvature';

export interface Along {
  readonly V: readonly Grid[];
  readonly v: readonly (Grid | null)[];
  readonly RN: readonly Grid[];
  readonly RSigma: readonly Grid[];
  /** null for softmax. */
  readonly d2Sigma: readonly (Grid | null)[];
  /** null without a loss. */
  readonly d2Loss: Grid | null;
  readonly RSeed: Grid;
  readonly RDelta: readonly Grid[];
  readonly HV: readonly Grid[];
  readonly Hv: readonly (Grid | null)[];
}

const { add, sub, mul, div, of } = approx;

export function hasDirection({ layers }: PlainNetwork): boolean {
  return layers.some(({ V, v }) => V !== undefined || v !== undefined);
}

export function alongDirection(all: WorkedOut): Along {
  const { layers } = all.plain;
  const k = layers.length;
  const V = layers.map((layer, i) => (layer.V ? exactly(layer.V) : zeros(all.W[i])));
  const v = layers.map((layer) => layer.b && exactly(layer.b.map((_, r) => [layer.v?.[r] ?? 0])));
  const RN: Grid[] = [];
  const RSigma: Grid[] = [];
  const d2Sigma: (Grid | null)[] = [];
  for (let i = 0; i < k; i++) {
    let n = combined('·', V[i], all.Sigma[i]);
    const bias = v[i];
    if (bias !== null) n = mapped(n, (x, r) => add(x, bias[r][0]));
    if (i > 0) n = combined('+', n, combined('·', all.W[i], RSigma[i - 1]));
    RN.push(n);
    const { activations } = layers[i];
    if (activations === 'softmax') {
      RSigma.push(throughSoftmax(all.Sigma[i + 1], n));
      d2Sigma.push(null);
    } else {
      RSigma.push(combined('∘', all.dSigma[i]!, n));
      d2Sigma.push(mapped(all.N[i], (x, r) => curvature(activations[r], x)));
    }
  }
  const { d2Loss, RSeed, RDelta: last } = lastAlong(all, RSigma[k - 1], RN[k - 1], d2Sigma[k - 1]);
  const RDelta = new Array<Grid>(k);
  RDelta[k - 1] = last;
  for (let i = k - 2; i >= 0; i--) {
    const changed = combined('+', combined('·', transposed(V[i + 1]), all.Delta[i + 1]), combined('·', transposed(all.W[i + 1]), RDelta[i + 1])); // prettier-ignore
    const curved = combined('∘', all.gradSigma[i], combined('∘', d2Sigma[i]!, RN[i]));
    RDelta[i] = combined('+', combined('∘', changed, all.dSigma[i]!), curved);
  }
  const HV = RDelta.map((d, i) => {
    const first = combined('·', d, transposed(all.Sigma[i]));
    return i === 0 ? first : combined('+', first, combined('·', all.Delta[i], transposed(RSigma[i - 1])));
  });
  const Hv = RDelta.map((d, i) => all.b[i] && d.map((row) => [row.reduce(add)]));
  return { V, v, RN, RSigma, d2Sigma, d2Loss, RSeed, RDelta, HV, Hv };
}

function zeros(like: Grid): Grid {
  return mapped(like, () => of(0));
}

/** p_i Σ_j p_j (x_i − x_j). */
function throughSoftmax(P: Grid, X: Grid): Grid {
  return mapped(P, (p, r, c) => mul(p, P.map((row, j) => mul(row[c], sub(X[r][c], X[j][c]))).reduce(add)));
}

function lastAlong(all: WorkedOut, RP: Grid, RN: Grid, d2Sigma: Grid | null) {
  const { plain, seed, Y, dSigma } = all;
  const { objective, samples } = plain;
  const k = all.N.length;
  const P = all.Sigma[k];
  const last = plain.layers[k - 1].activations;
  const loss = 'loss' in objective ? objective.loss : null;
  const share = of('mean' in objective && objective.mean ? samples : 1);
  const rows = of(loss === 'mse' ? P.length : 1);
  const d2Loss = loss === null ? null : mapped(P, (y, r, c) => div(div(lossCurvature[loss](y, Y![r][c]), rows), share));
  const RSeed = d2Loss === null ? zeros(P) : combined('∘', d2Loss, RP);
  const done = (RDelta: Grid) => ({ d2Loss, RSeed, RDelta });
  if (loss === 'cross_entropy' && last === 'softmax') {
    const sums = transposed(Y!).map((column) => column.reduce(add));
    return done(mapped(RP, (x, _, c) => div(mul(x, sums[c]), share)));
  }
  if (loss === 'binary_cross_entropy' && last !== 'softmax' && last.every((name) => name === 'sigmoid'))
    return done(mapped(RP, (x) => div(x, share)));
  if (d2Sigma !== null) {
    const first = combined('∘', RSeed, dSigma[k - 1]!);
    return done(combined('+', first, combined('∘', seed, combined('∘', d2Sigma, RN))));
  }
  // The derivative of p_i Σ_j p_j (g_i − g_j).
  return done(
    made(P.length, P[0].length, (i, c) => {
      const terms = P.map((_, j): Approx => {
        const g = sub(seed[i][c], seed[j][c]);
        const Rg = sub(RSeed[i][c], RSeed[j][c]);
        const own = mul(RP[i][c], mul(P[j][c], g));
        return add(own, mul(P[i][c], add(mul(RP[j][c], g), mul(P[j][c], Rg))));
      });
      return terms.reduce(add);
    }),
  );
}
