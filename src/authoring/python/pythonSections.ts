import { fusedLoss } from '../../engine/fusedLoss';
import type { Trace } from '../../engine/trace';
import type { Matrix } from '../../network/matrix';
import { frozenPart } from '../../network/homogeneous';
import type { Layer, Objective } from '../../network/network';
import { batchSize } from '../../network/sampleColumn';
import { sigmoidOutput, softmaxOutput } from './lossOfN';
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
export function objectiveCode(trace: Trace, functions: PythonFunctions): string {
  const { backward, forward } = trace;
  const { objective } = backward!;
  const k = forward.network.layers.length;
  if (objective.kind === 'output') return `Sigma${k}[${objective.index - 1}].sum()`;
  const scale = scaleCode(objective, trace);
  return `${scale}(${lossEntries(objective, functions, forward.network.layers[k - 1]).value}).sum()`;
}

type LossObjective = Extract<Objective, { kind: 'loss' }>;

/** ℓ and its derivatives, from N of the last layer where the engine takes them from it. */
export function lossEntries({ loss }: LossObjective, functions: PythonFunctions, last: Layer) {
  const exact = last.activation.kind === 'softmax' ? softmaxOutput('log_p') : sigmoidOutput(`N${last.index}`);
  return functions.lossCode(loss, `Sigma${last.index}`, 'Y', fusedLoss(loss, last) && exact);
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
  const { objective } = trace.backward!;
  const k = network.layers.length;
  const lines: string[] = [];
  if (objective.kind === 'loss') lines.push(...startAtLoss(trace, objective, functions));
  else {
    lines.push(
      `dL = np.zeros((${output.rows}, ${output.cols}))`,
      `dL[${objective.index - 1}] = 1  # f is output ${objective.index}`,
      lastDelta(network.layers[k - 1]),
    );
  }
  for (let i = k - 1; i >= 1; i--) lines.push(`Delta${i} = (W${i + 1}.T @ Delta${i + 1}) * dSigma${i}`);
  return { name: 'delta', lines };
}

/** ∇L and Δ_k, which does not come from ∇L where the engine takes it from N_k. */
function startAtLoss(trace: Trace, objective: LossObjective, functions: PythonFunctions): readonly string[] {
  const { network, output } = trace.forward;
  const { fused } = trace.backward!;
  const last = network.layers[network.layers.length - 1];
  const [Delta, Sigma] = [`Delta${last.index}`, `Sigma${last.index}`];
  const scale = scaleCode(objective, trace);
  const { derivative, byN } = lossEntries(objective, functions, last);
  const whole = `np.zeros((${output.rows}, ${output.cols}))`;
  const dL = `dL = ${scale}(${derivative}) + ${whole}  # the gradient of L by ${Sigma}`;
  if (fused === 'softmax-cross-entropy') return [dL, `${Delta} = ${scale}(${Sigma} * Y.sum(axis=0) - Y)`];
  if (fused !== null) return [dL, `${Delta} = ${scale}(${Sigma} - Y)`];
  if (byN === null) return [dL, lastDelta(last)];
  return [dL, `${Delta} = ${scale}(${byN(1)}) + ${whole}  # the gradient of L by N${last.index}`];
}

/** Δ_k from ∇L. */
function lastDelta({ index, activation }: Layer): string {
  return activation.kind === 'softmax'
    ? `Delta${index} = Sigma${index} * (dL - (Sigma${index} * dL).sum(axis=0))  # the Jacobian of softmax, transposed, times dL`
    : `Delta${index} = dL * dSigma${index}`;
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
