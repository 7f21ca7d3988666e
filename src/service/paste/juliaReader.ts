import type { Steps } from '../../steps/steps';
import { isRefusal, type Reading, severalMatrices, threeDimensional } from './numberTable';
import { numberLines, ofSize, type Printout, withoutEnds } from './printedLines';

/** `2×2 Matrix{Float64}:`, `3×3 Diagonal{Float64, Vector{Float64}}:`, `1×2 adjoint(::Vector{Float64}) with eltype Float64:`. */
const matrixHeader = /^(\d+)\s*[×x]\s*(\d+) ([A-Za-z][\w.]*(?:[{(][^=]*[})])?(?: [A-Za-z][^=]*)?):?$/;
const vectorHeader = /^(\d+)-element [A-Za-z][\w.]*(?:\{[^=]*\})?(?: [A-Za-z][^=]*)?:$/;
/** Kinds in which a dot stands for a zero that is not kept. */
const structured = /Diagonal|Triangular|Hessenberg|Sparse|Banded/;

/** Reads what Julia prints. null if the first line is no header of its kind. */
export function* readJulia({ trimmed }: Printout): Steps<Reading> {
  const lines = withoutEnds(trimmed);
  const header = matrixHeader.exec(lines[0] ?? '');
  const vector = vectorHeader.exec(lines[0] ?? '');
  if (/^\d+(?:[×x]\d+){2,} [A-Za-z]/.test(lines[0] ?? '')) return threeDimensional();
  if (header === null && vector === null) return null;
  const below = lines.slice(1).map((line) => line.replace(/^julia> .*$/, ''));
  if (below.some((line) => matrixHeader.test(line) || vectorHeader.test(line))) return severalMatrices();
  const kind = header?.[3] ?? '';
  const filled = structured.test(kind) ? below.map((line) => line.replace(/(?<=^|\s)[⋅.](?=\s|$)/gu, '0')) : below;
  // Only where the header says so: elsewhere an f among digits is a slip.
  const plain = /Float32/.test(lines[0]) ? filled.map((line) => line.replace(/(?<=\d)f(?=-?\d)/g, 'e')) : filled;
  const table = yield* numberLines(plain.filter((line, i) => i > 0 || line !== ''));
  if (isRefusal(table)) return table;
  const [rows, cols] = header === null ? [Number(vector![1]), 1] : [Number(header[1]), Number(header[2])];
  return ofSize(table, rows, cols, lines[0]);
}
