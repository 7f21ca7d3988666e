import type { Trace } from '../../engine/trace';
import type { Matrix } from '../../network/matrix';
import { frozenPart } from '../../network/homogeneous';
import type { Layer, Objective } from '../../network/network';
import { batchSize } from '../../network/sampleColumn';
import type { PythonArrays } from './pythonArrays';
import { numberCode } from './pythonArrays';
import type { PythonFunctions } from './pythonFunctions';

/** A stretch of a script that belongs together: a cell of a notebook. */
export interface CodeSection {
  readonly name:
    'data' | 'functions' | 'forward' | 'objective' | 'delta' | 'gradient' | 'update' | 'check' | 'jacobian' | 'hessian';
  readonly lines: readonly string[];
  /** Of a Jacobian, the output (from 1) that is differentiated. */
  readonly output?: number;
}

/** W, b, X and the target, with their shapes. */
export function dataSection({ forward }: Trace, arrays: PythonArrays): CodeSection {
  const { sample, network } = forward;
  const lines = [...[assigned('X', sample.X)], ...(sample.target === null ? [] : [assigned('Y', sample.target)])];
  for (const { index, weights, bias } of network.layers) {
    lines.push(assigned(`W${index}`, weights!));
    if (bias !== null) lines.push(assigned(`b${index}`, bias));
  }
  return { name: 'data', lines: [...arrays.opening, ...lines] };

  function assigned(name: string, value: Matrix): string {
    return `${name} = ${arrays.code(name, value)}  # ${shape(value)}`;
  }
}

export function shape({ rows, cols }: Matrix): string {
  return `${rows} x ${cols}`;
}

/** N_i = W_i·Σ_{i−1} + b_i, Σ_i, and Σ′_i if it is wanted. */
export function forwardSection(
  trace: Trace,
  functions: PythonFunctions,
  where: string,
  derivatives: boolean,
): CodeSection {
  const lines: string[] = [];
  for (const layer of trace.forward.network.layers) {
    const { index, affine, activation } = layer;
    const { N } = trace.forward.layers[index - 1];
    const before = index === 1 ? 'X' : `Sigma${index - 1}`;
    lines.push(`N${index} = W${index} @ ${before}${affine ? ` + b${index}` : ''}  # ${shape(N)}`);
    if (activation.kind === 'softmax') {
      lines.push(...softmaxLines(index, where));
      continue;
    }
    lines.push(`Sigma${index} = ${applied(layer, functions, where, 0)}`);
    if (derivatives) lines.push(`dSigma${index} = ${applied(layer, functions, where, 1)}`);
  }
  return { name: 'forward', lines };
}

function softmaxLines(index: number, where: string): readonly string[] {
  const N = `N${index}`;
  const largest = where === 'torch' ? `${N}.amax(dim=0, keepdim=True)` : `${N}.max(axis=0, keepdims=True)`;
  const sum = where === 'torch' ? 'sum(dim=0, keepdim=True)' : 'sum(axis=0, keepdims=True)';
  return [
    `shifted = ${N} - ${largest}`,
    `log_p = shifted - ${where}.log(${where}.exp(shifted).${sum})`,
    `Sigma${index} = ${where}.exp(log_p)  # softmax`,
  ];
}

/** Σ_i(N_i), Σ′_i(N_i) or Σ″_i(N_i): one call, or one for each run of neurons with the same activation. */
export function applied(layer: Layer, functions: PythonFunctions, where: string, derivative: 0 | 1 | 2): string {
  const { index, activation } = layer;
  if (activation.kind === 'softmax') throw new RangeError('Softmax is not applied entry by entry.');
  const N = `N${index}`;
  if (activation.uniform !== null) return functions.call(activation.uniform, N, derivative);
  const { activations } = activation;
  const parts: string[] = [];
  for (let from = 0, to = 0; from < activations.length; from = to) {
    while (to < activations.length && activations[to] === activations[from]) to++;
    parts.push(functions.call(activations[from], `${N}[${from}:${to}]`, derivative));
  }
  return `${where}.${where === 'torch' ? 'cat' : 'concatenate'}([${parts.join(', ')}])`;
}

/** The number that is differentiated, as one expression of the arrays. */
export function objectiveCode(trace: Trace, functions: PythonFunctions, where: string): string {
  const { backward, forward } = trace;
  const { objective, fused } = backward!;
  const k = forward.network.layers.length;
  if (objective.kind === 'output') return `Sigma${k}[${objective.index - 1}].sum()`;
  const scale = scaleCode(objective, trace);
  if (fused === 'softmax-cross-entropy') return `${scale}-(Y * log_p).sum()`;
  if (fused === 'sigmoid-binary-cross-entropy') {
    // ln(1 + e^N) − Y·N, without the cancellation of logarithms near 0.
    const zero = where === 'torch' ? `${where}.zeros_like(N${k})` : '0.0';
    return `${scale}(${where}.logaddexp(${zero}, N${k}) - Y * N${k}).sum()`;
  }
  return `${scale}(${lossEntries(objective, functions, `Sigma${k}`, where).value}).sum()`;
}

type LossObjective = Extract<Objective, { kind: 'loss' }>;

/** ℓ, ∂ℓ/∂y and ∂²ℓ/∂y²; where t·ln y has t = 0, it counts as 0. */
export function lossEntries({ loss }: LossObjective, functions: PythonFunctions, y: string, where: string) {
  const one = where === 'torch' ? 'torch.ones_like(Y)' : '1.0';
  if (loss.name === 'cross_entropy') {
    const safe = `${where}.where(Y == 0, ${one}, ${y})`;
    return { value: `-Y * ${where}.log(${safe})`, derivative: `-Y / ${safe}`, second: () => `Y / ${safe}**2` };
  }
  if (loss.name === 'binary_cross_entropy') {
    const left = `${where}.where(Y == 0, ${one}, ${y})`;
    const right = `${where}.where(Y == 1, ${one}, 1 - ${y})`;
    return {
      value: `-(Y * ${where}.log(${left}) + (1 - Y) * ${where}.log(${right}))`,
      derivative: `(1 - Y) / ${right} - Y / ${left}`,
      second: () => `Y / ${left}**2 + (1 - Y) / ${right}**2`,
    };
  }
  return { ...functions.lossCode(loss, y, 'Y'), second: () => functions.secondLossCode(loss, y, 'Y') };
}

/** What the sum over the entries is multiplied by: 1/m of a mean, 1/n_k of `mse`; empty for 1. */
export function scaleCode({ loss, reduction }: LossObjective, { forward }: Pick<Trace, 'forward'>): string {
  const divisor =
    (reduction === 'mean' ? batchSize(forward.sample) : 1) * (loss.meanOverCoordinates ? forward.output.rows : 1);
  return divisor === 1 ? '' : `1 / ${divisor} * `;
}

/** Δ_k from ∇L or e_j, then down to Δ_1 (remark 3 of §5). */
export function deltaSection(trace: Trace, functions: PythonFunctions): CodeSection {
  const { network, output } = trace.forward;
  const { objective, fused } = trace.backward!;
  const k = network.layers.length;
  const lines: string[] = [];
  const softmax = network.layers[k - 1].activation.kind === 'softmax';
  if (objective.kind === 'loss') {
    const scale = scaleCode(objective, trace);
    const { derivative } = lossEntries(objective, functions, `Sigma${k}`, 'np');
    if (fused === 'softmax-cross-entropy') {
      lines.push(
        `dL = ${scale}(-Y * np.exp(-log_p))  # the gradient of L by Sigma${k}`,
        `Delta${k} = ${scale}(Sigma${k} * Y.sum(axis=0) - Y)`,
      );
    } else if (fused !== null) {
      // (1 − Y) / (1 − Σ) − Y / Σ, without the differences that lose digits.
      lines.push(
        `dL = ${scale}((1 - Y) * (1 + np.exp(N${k})) - Y * (1 + np.exp(-N${k})))  # the gradient of L by Sigma${k}`,
        `Delta${k} = ${scale}(Sigma${k} - Y)`,
      );
    } else {
      lines.push(
        `dL = ${scale}(${derivative}) + np.zeros((${output.rows}, ${output.cols}))  # the gradient of L by Sigma${k}`,
      );
    }
  } else {
    lines.push(
      `dL = np.zeros((${output.rows}, ${output.cols}))`,
      `dL[${objective.index - 1}] = 1  # f is output ${objective.index}`,
    );
  }
  if (fused === null) {
    lines.push(
      softmax
        ? `Delta${k} = Sigma${k} * (dL - (Sigma${k} * dL).sum(axis=0))  # the Jacobian of softmax, transposed, times dL`
        : `Delta${k} = dL * dSigma${k}`,
    );
  }
  for (let i = k - 1; i >= 1; i--) lines.push(`Delta${i} = (W${i + 1}.T @ Delta${i + 1}) * dSigma${i}`);
  return { name: 'delta', lines };
}

/** ∇W_i = Δ_i·Σ_{i−1}ᵀ, ∇b_i = Δ_i·1, ∇X = W_1ᵀ·Δ_1. */
export function gradientSection({ forward }: Trace): CodeSection {
  const lines: string[] = [];
  for (let i = forward.network.layers.length; i >= 1; i--) {
    lines.push(`gradW${i} = Delta${i} @ ${i === 1 ? 'X' : `Sigma${i - 1}`}.T`);
    if (forward.network.layers[i - 1].affine) lines.push(`gradb${i} = Delta${i}.sum(axis=1, keepdims=True)`);
  }
  lines.push('gradX = W1.T @ Delta1');
  return { name: 'gradient', lines };
}

/** W_i − η∇W_i and b_i − η∇b_i; what is frozen (§3) stays. Empty without a rate. */
export function updateSection({ forward }: Trace): CodeSection {
  const { network } = forward;
  if (network.rate === null) return { name: 'update', lines: [] };
  const lines = [`eta = ${numberCode(network.rate)}`];
  for (const layer of network.layers) {
    const { index, affine } = layer;
    const frozen = frozenPart(layer);
    if (frozen !== null) {
      lines.push(`mask${index} = np.ones_like(W${index})`);
      if (frozen.row) lines.push(`mask${index}[-1, :] = 0  # the formal neuron is no parameter`);
      if (frozen.column) lines.push(`mask${index}[:, -1] = 0  # the layer has no bias`);
    }
    lines.push(`nextW${index} = W${index} - eta * ${frozen === null ? '' : `mask${index} * `}gradW${index}`);
    if (affine) lines.push(`nextb${index} = b${index} - eta * gradb${index}`);
  }
  return { name: 'update', lines };
}
