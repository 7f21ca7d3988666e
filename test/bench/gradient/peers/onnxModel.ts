// Writes an ONNX model, forward and backward of a tanh network in double precision, as protocol-buffer bytes.
import type { GradientCase } from '../gradientCase';

type Bytes = readonly number[] | Uint8Array;

const DOUBLE = 11;

function varint(n: number): number[] {
  const out: number[] = [];
  for (; n >= 128; n = Math.floor(n / 128)) out.push((n % 128) + 128);
  out.push(n);
  return out;
}

function join(parts: readonly Bytes[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((n, p) => n + p.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** A field with a number. */
const int = (field: number, n: number): Bytes => join([varint(field * 8), varint(n)]);
/** A field with bytes, a text or a message. */
function bytes(field: number, content: string | readonly Bytes[]): Bytes {
  const data = typeof content === 'string' ? new TextEncoder().encode(content) : join(content);
  return join([varint(field * 8 + 2), varint(data.length), data]);
}

function node(op: string, inputs: readonly string[], output: string, attributes: Record<string, number> = {}): Bytes {
  return bytes(1, [
    ...inputs.map((name) => bytes(1, name)),
    bytes(2, output),
    bytes(4, op),
    ...Object.entries(attributes).map(([name, value]) => bytes(5, [bytes(1, name), int(3, value), int(20, 2)])),
  ]);
}

function tensor(name: string, dims: readonly number[], data: Float64Array): Bytes {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return bytes(5, [...dims.map((d) => int(1, d)), int(2, DOUBLE), bytes(8, name), bytes(9, [raw])]);
}

function valueInfo(field: number, name: string, dims: readonly number[]): Bytes {
  const shape = bytes(
    2,
    dims.map((d) => bytes(1, [int(1, d)])),
  );
  return bytes(field, [bytes(1, name), bytes(2, [bytes(1, [int(1, DOUBLE), shape])])]);
}

/** Inputs X and Y; outputs value (1 × 1), gW_i and gb_i (n_i × 1), i from 1. */
export function onnxModel({ sizes, m, W, b }: GradientCase): Uint8Array {
  const k = W.length;
  const parts: Bytes[] = [
    bytes(2, 'gradient'),
    tensor('one', [1], new Float64Array([1])),
    tensor('half', [1], new Float64Array([0.5])),
  ];
  const S = (i: number) => (i === 0 ? 'X' : `S${i}`);
  for (let i = 1; i <= k; i++) {
    parts.push(
      tensor(`W${i}`, [sizes[i], sizes[i - 1]], W[i - 1]),
      tensor(`b${i}`, [sizes[i], 1], b[i - 1]),
      node('MatMul', [`W${i}`, S(i - 1)], `M${i}`),
      node('Add', [`M${i}`, `b${i}`], `N${i}`),
      node('Tanh', [`N${i}`], S(i)),
      node('Mul', [S(i), S(i)], `Q${i}`),
      node('Sub', ['one', `Q${i}`], `dS${i}`),
    );
  }
  parts.push(
    node('Sub', [S(k), 'Y'], 'E'),
    node('Mul', ['E', 'E'], 'EE'),
    node('ReduceSum', ['EE'], 'sum', { keepdims: 1 }),
    node('Mul', ['sum', 'half'], 'value'),
    node('Mul', ['E', `dS${k}`], `D${k}`),
  );
  for (let i = k; i >= 1; i--) {
    parts.push(node('Gemm', [`D${i}`, S(i - 1)], `gW${i}`, { transB: 1 }), node('Gemm', [`D${i}`, 'ones'], `gb${i}`));
    if (i > 1) {
      parts.push(
        node('Gemm', [`W${i}`, `D${i}`], `B${i}`, { transA: 1 }),
        node('Mul', [`B${i}`, `dS${i - 1}`], `D${i - 1}`),
      );
    }
    parts.push(valueInfo(12, `gW${i}`, [sizes[i], sizes[i - 1]]), valueInfo(12, `gb${i}`, [sizes[i], 1]));
  }
  parts.push(
    tensor('ones', [m, 1], new Float64Array(m).fill(1)),
    valueInfo(11, 'X', [sizes[0], m]),
    valueInfo(11, 'Y', [sizes[k], m]),
    valueInfo(12, 'value', [1, 1]),
  );
  const opset = bytes(8, [bytes(1, ''), int(2, 13)]);
  return join([int(1, 8), opset, bytes(7, parts)]);
}
