import { hasDirection, hessianVector, isHessianQuick, type HessianVector } from '../engine/hessianVector';
import type { GradientCheck, LeftOutEntry, Trace } from '../engine/trace';
import { updatedLayer } from '../engine/updated';
import type { Matrix } from '../network/matrix';
import type { Layer, Network } from '../network/network';

/** A matrix as an array of rows; an entry that is not finite is null. */
export type Rows = (number | null)[][];

/** One layer in a `GradientReport`; each of N, Sigma, dSigma and Delta is n_i × m. */
export interface LayerReport {
  /** i, from 1. */
  readonly index: number;
  readonly name: string | null;
  /** The name of each neuron's activation. */
  readonly activation: string[];
  readonly N: Rows;
  readonly Sigma: Rows;
  /** Σ′_i; null for softmax. */
  readonly dSigma: Rows | null;
  /** Δ_i; null where nothing is differentiated, as are the four below. */
  readonly Delta: Rows | null;
  /** ∇_{W_i}, of the shape of W_i. */
  readonly gradW: Rows | null;
  /** ∇_{b_i}, n_i × 1; null for a homogeneous layer. */
  readonly gradb: Rows | null;
  /** The Hessian times the direction (V, v), for W_i and for b_i; only where the text gives a direction and the network is not too large. */
  readonly HV?: Rows;
  readonly Hv?: Rows | null;
  /** W_i − η·∇_{W_i}; null without a rate. */
  readonly updatedW: Rows | null;
  /** b_i − η·∇_{b_i}; null without a rate and for a homogeneous layer. */
  readonly updatedb: Rows | null;
}

/** The comparison with central differences. */
export interface CheckReport {
  /** null if no entry was compared, or the largest is infinite. */
  readonly maxRelativeError: number | null;
  /** Entries of all W_i, b_i and X; those that were chosen; and those of them that were compared. */
  readonly total: number;
  readonly sampled: number;
  readonly compared: number;
  /** How many of the chosen were not compared, and why. */
  readonly leftOut: { readonly kink: number; readonly unsettled: number; readonly tooSmall: number };
}

/** What is known at one sample. */
export interface SampleReport {
  readonly name: string;
  /** m. */
  readonly columns: number;
  /** Σ_k, n_k × m. */
  readonly output: Rows;
  /** The number that was differentiated; null where nothing is. */
  readonly value: number | null;
  readonly layers: LayerReport[];
  /** ∇_X, n_0 × m. */
  readonly gradX: Rows | null;
  readonly check: CheckReport | null;
}

/** The JSON of `nnet gradient --json` and of the command *Compute Gradient*, exactly as cli.md says. */
export interface GradientReport {
  readonly format: 'nnet-gradient/1';
  readonly title: string | null;
  /** n_0 … n_k. */
  readonly sizes: number[];
  /** What the samples are differentiated by; null if none of them is. */
  readonly objective: 'output' | 'loss' | null;
  readonly rate: number | null;
  readonly samples: SampleReport[];
}

/** What was computed at one sample; `check` is null where nothing is differentiated. */
export interface SampleResult {
  readonly trace: Trace;
  readonly check: GradientCheck | null;
}

/** Forward values, Δ, gradients and checks as plain data that JSON can hold: no number in it is NaN or infinite. */
export function gradientReport(network: Network, results: readonly SampleResult[]): GradientReport {
  const differentiated = results.find(({ trace }) => trace.backward !== null)?.trace.backward;
  return {
    format: 'nnet-gradient/1',
    title: network.title,
    sizes: [...network.sizes],
    objective: differentiated?.objective.kind ?? null,
    rate: network.rate,
    samples: results.map((result) => sampleReport(network, result)),
  };
}

function sampleReport(network: Network, { trace, check }: SampleResult): SampleReport {
  const { forward, backward } = trace;
  const along = hasDirection(network.layers) && isHessianQuick(trace) ? hessianVector(trace) : null;
  return {
    name: forward.sample.name,
    columns: forward.sample.X.cols,
    output: rows(forward.output),
    value: backward && finite(backward.value),
    layers: network.layers.map((layer) => layerReport(layer, trace, network.rate, along)),
    gradX: backward && rows(backward.gradX),
    check: check && checkReport(check),
  };
}

function checkReport({ worst, total, sampled, compared, leftOut }: GradientCheck): CheckReport {
  const count = (why: LeftOutEntry['why']): number => leftOut.filter((entry) => entry.why === why).length;
  return {
    maxRelativeError: worst && finite(worst.relativeError),
    total,
    sampled,
    compared,
    leftOut: { kink: count('kink'), unsettled: count('unsettled'), tooSmall: count('tooSmall') },
  };
}

function layerReport(
  layer: Layer,
  { forward, backward }: Trace,
  rate: number | null,
  along: HessianVector | null,
): LayerReport {
  const at = layer.index - 1;
  const values = forward.layers[at];
  const gradb = backward?.gradb[at] ?? null;
  const updated = backward && rate !== null ? updatedLayer(layer, backward, rate) : null;
  return {
    index: layer.index,
    name: layer.name,
    activation: activationNames(layer),
    N: rows(values.N),
    Sigma: rows(values.Sigma),
    dSigma: values.dSigma && rows(values.dSigma),
    Delta: backward && rows(backward.Delta[at]),
    gradW: backward && rows(backward.gradW[at].toMatrix()),
    gradb: gradb && rows(gradb),
    ...(along && { HV: rows(along.layers[at].HV), Hv: nullable(along.layers[at].Hv) }),
    updatedW: updated && rows(updated.W),
    updatedb: updated?.b ? rows(updated.b) : null,
  };
}

function activationNames(layer: Layer): string[] {
  return layer.activation.kind === 'softmax'
    ? new Array<string>(layer.size).fill('softmax')
    : layer.activation.activations.map((activation) => activation.name);
}

function nullable(a: Matrix | null): Rows | null {
  return a && rows(a);
}

function rows(a: Matrix): Rows {
  return Array.from({ length: a.rows }, (_, r) => {
    const row = new Array<number | null>(a.cols);
    for (let c = 0; c < a.cols; c++) row[c] = finite(a.data[r * a.cols + c]);
    return row;
  });
}

/** JSON knows neither NaN nor infinity, and not −0. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}
