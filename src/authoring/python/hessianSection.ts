import { hasDirection, isHessianQuick } from '../../engine/hessianVector';
import type { Trace } from '../../engine/trace';
import type { PythonArrays } from './pythonArrays';
import type { PythonFunctions } from './pythonFunctions';
import { applied, lossEntries, scaleCode, shape, type CodeSection } from './pythonSections';

/** Whether the script has the Hessian times a direction. */
export function hasHessian(trace: Trace): boolean {
  return trace.backward !== null && hasDirection(trace.forward.network.layers) && isHessianQuick(trace);
}

/** The Hessian times the direction (V, v) by the R-operator: forward, then backward along it. */
export function hessianSection(trace: Trace, arrays: PythonArrays, functions: PythonFunctions): CodeSection {
  const { layers } = trace.forward.network;
  const k = layers.length;
  const lines: string[] = [];
  for (const layer of layers) {
    const { index: i, affine, size, inputSize, direction } = layer;
    lines.push(
      direction === undefined || direction.W === null
        ? `V${i} = np.zeros((${size}, ${inputSize}))`
        : `V${i} = ${arrays.code(`V${i}`, direction.W)}  # ${shape(direction.W)}`,
    );
    if (affine)
      lines.push(
        direction === undefined || direction.b === null
          ? `v${i} = np.zeros((${size}, 1))`
          : `v${i} = ${arrays.code(`v${i}`, direction.b)}  # ${shape(direction.b)}`,
      );
    const before = i === 1 ? 'X' : `Sigma${i - 1}`;
    lines.push(
      `RN${i} = V${i} @ ${before}${affine ? ` + v${i}` : ''}${i === 1 ? '' : ` + W${i} @ RSigma${i - 1}`}`,
      `RSigma${i} = ${rSigma(i, layer.activation.kind === 'softmax')}`,
    );
    if (layer.activation.kind !== 'softmax') lines.push(`d2Sigma${i} = ${applied(layer, functions, 'np', 2)}`);
  }
  lines.push(...lastDelta(trace, functions));
  for (let i = k; i >= 1; i--) {
    if (i < k) {
      lines.push(
        `RDelta${i} = (V${i + 1}.T @ Delta${i + 1} + W${i + 1}.T @ RDelta${i + 1}) * dSigma${i}` +
          ` + (W${i + 1}.T @ Delta${i + 1}) * d2Sigma${i} * RN${i}`,
      );
    }
    lines.push(
      `HV${i} = RDelta${i} @ ${i === 1 ? 'X.T' : `Sigma${i - 1}.T + Delta${i} @ RSigma${i - 1}.T`}`,
      ...(layers[i - 1].affine ? [`Hv${i} = RDelta${i}.sum(axis=1, keepdims=True)`] : []),
    );
  }
  return { name: 'hessian', lines };
}

function rSigma(i: number, softmax: boolean): string {
  return softmax ? `Sigma${i} * (RN${i} - (Sigma${i} * RN${i}).sum(axis=0))` : `dSigma${i} * RN${i}`;
}

/** R∇L and RΔ_k, in the form in which Δ_k is taken. */
function lastDelta({ forward, backward }: Trace, functions: PythonFunctions): readonly string[] {
  const { objective, fused } = backward!;
  const { network, output } = forward;
  const k = network.layers.length;
  const [P, RP] = [`Sigma${k}`, `RSigma${k}`];
  if (objective.kind === 'loss' && fused !== null) {
    const weights = fused === 'softmax-cross-entropy' ? ' * Y.sum(axis=0)' : '';
    return [`RDelta${k} = ${scaleCode(objective, { forward })}(${RP}${weights})`];
  }
  const last = network.layers[k - 1];
  const lines: string[] = [];
  if (objective.kind === 'loss') {
    const { second, byN } = lossEntries(objective, functions, last);
    const scale = scaleCode(objective, { forward });
    lines.push(`d2L = ${scale}(${second()}) + np.zeros((${output.rows}, ${output.cols}))`, `RdL = d2L * ${RP}`);
    if (byN !== null) return [...lines, `RDelta${k} = ${scale}(${byN(2)}) * RN${k}`];
  } else {
    lines.push(`RdL = np.zeros((${output.rows}, ${output.cols}))`);
  }
  if (last.activation.kind === 'softmax') {
    lines.push(
      `RDelta${k} = ${RP} * (dL - (${P} * dL).sum(axis=0)) + ${P} * (RdL - (${RP} * dL + ${P} * RdL).sum(axis=0))`,
    );
  } else {
    lines.push(`RDelta${k} = RdL * dSigma${k} + dL * d2Sigma${k} * RN${k}`);
  }
  return lines;
}
