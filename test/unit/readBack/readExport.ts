// What the files of an export show, read from their text alone: formulas in TeX or MathML, arrays of scripts, drawings.
import assert from 'node:assert/strict';
import { unzipSync } from 'fflate';
import type { TargetName } from '../../../src/authoring/targets';
import type { Flavor } from '../../../src/authoring/markdown/flavors';

/** Targets whose files have formulas as TeX. */
export type FormulaTarget = 'latex' | 'beamer' | 'markdown' | 'notebook' | 'html' | 'slides';

/** The displayed formulas of a file, in its order. */
export function formulasIn(content: string, target: FormulaTarget, flavor: Flavor): readonly string[] {
  switch (target) {
    case 'latex':
      return ofLatex(content).map(unmarked);
    case 'beamer':
      return ofBeamer(content).map(unmarked);
    case 'markdown':
      return ofMarkdown(content, flavor).map(untagged);
    case 'notebook': {
      const { cells } = JSON.parse(content) as { cells: readonly { cell_type: string; source: readonly string[] }[] };
      const written = cells.filter(({ cell_type }) => cell_type === 'markdown').map(({ source }) => source.join(''));
      return ofMarkdown(written.join('\n\n'), 'obsidian').map(untagged);
    }
    case 'html':
      return ofHtml(content).map(({ tex }) => tex);
    case 'slides':
      return ofSlides(content);
  }
}

/** The formulas of HTML, as the TeX that is kept beside them and as what is seen. */
export function ofHtml(content: string): readonly { readonly tex: string; readonly math: string }[] {
  const found = content.matchAll(/<div class="math" role="math"[^>]*>[^]*?(<math[^]*?<\/math>)/g);
  return [...found].map(([, math]) => {
    const tex = /<annotation encoding="application\/x-tex">([^]*?)<\/annotation>/.exec(math)![1];
    return { tex: unescaped(tex).replace(/\\htmlClass\{(\w+)\}/g, '\\htmlData{step=$1}'), math };
  });
}

function unescaped(xml: string): string {
  return xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&'); // prettier-ignore
}

/** A group of TeX that begins there, without its braces, and what follows it. */
function group(tex: string, at: number): readonly [string, number] {
  assert.equal(tex[at], '{', tex.slice(at, at + 40));
  let depth = 0;
  for (let end = at; end < tex.length; end++) {
    if (tex[end] === '\\') end++;
    else if (tex[end] === '{') depth++;
    else if (tex[end] === '}' && --depth === 0) return [tex.slice(at + 1, end), end + 1];
  }
  throw new Error(`a group has no end: ${tex.slice(at, at + 80)}`);
}

/** The displays of LaTeX: `\[ \fit{…}{…}{…} \]`, of `\largest` the third way, in which it breaks, and the lines of `\tall`. */
export function ofLatex(source: string): readonly string[] {
  const body = source.slice(source.indexOf('\\begin{document}'));
  return [...body.matchAll(/(?:\\\[ \\(fit|largest)|^\\(tall))(?=\{)/gm)].flatMap((found) => {
    let at = found.index + found[0].length;
    let formula = '';
    for (let i = 0; i < (found[1] === 'largest' ? 5 : 3); i++) [formula, at] = group(body, at);
    if (found[2] === 'tall') return [`\\begin{aligned}${formula.replaceAll('\\\\*', '\\\\')}\\end{aligned}`];
    return formula.startsWith('\\mbox') ? [] : [formula];
  });
}

/** The displays of slides; what goes on over several frames is one. */
function ofBeamer(source: string): readonly string[] {
  const frames = source.matchAll(/\\begin\{frame\}\n\\frametitle[^]*?\\end\{frame\}/g);
  return together([...frames].map(([frame]) => [frame, ofLatex(`\\begin{document}${frame}`)]));
}

function ofSlides(content: string): readonly string[] {
  const frames = content.matchAll(/<section class="frame">[^]*?<\/section>/g);
  return together([...frames].map(([frame]) => [frame, ofHtml(frame).map(({ tex }) => tex)]));
}

/** The formulas of frames, whose titles say which part of how many they are. */
function together(frames: readonly (readonly [string, readonly string[]])[]): readonly string[] {
  const formulas: string[] = [];
  for (const [frame, found] of frames) {
    const part = /\((\d+)\/\d+\)(?:\}|<\/h2>)\n/.exec(frame);
    if (part === null || part[1] === '1') formulas.push(...found);
    else {
      const before = formulas.pop()!;
      formulas.push(`${before.replace(/\\end\{aligned\}$/, '')} \\\\ ${found[0].replace(/^\\begin\{aligned\}/, '')}`);
    }
  }
  return formulas;
}

/** Without the colour of the product being taken. */
function unmarked(tex: string): string {
  let made = '';
  let at = 0;
  for (let next = tex.indexOf('\\alert{'); next >= 0; next = tex.indexOf('\\alert{', at)) {
    const [inner, end] = group(tex, next + '\\alert'.length);
    made += `${tex.slice(at, next)}\\htmlData{step=left}{${inner.replace(/\{\}$/, '')}}`;
    at = end;
  }
  return made + tex.slice(at);
}

function ofMarkdown(text: string, flavor: Flavor): readonly string[] {
  const display = {
    github: /^```math\n([^]*?)\n```$/gm,
    myst: /^```\{math\}\n(?::.*\n)*([^]*?)\n```$/gm,
    quarto: /^\$\$\n([^]*?)\n\$\$(?: \{.*\})?$/gm,
    obsidian: /^\$\$\n([^]*?)\n\$\$$/gm,
  }[flavor];
  return [...text.matchAll(display)].map(([, tex]) => tex);
}

/** Without its number in the paper. */
function untagged(tex: string): string {
  return tex.replace(/\s*\\tag\*\{[^}]*\}|\\q?quad \\text\{[^}]*\}\s*$/g, '');
}

/** What a script asserts, by the paper's names; of a Jacobian the gradients of each output. `beside`: its `.npz`. */
export function arraysIn(
  script: string,
  beside: Uint8Array | null,
): readonly (readonly [string, readonly (readonly number[])[]])[] {
  const files = beside === null ? {} : unzipSync(beside);
  const found = script.matchAll(/^same\('(\w+)', [^\n]*?, (?:np\.array\((\[[^]*?\])\)|numbers\["([^"]+)"\])\)$/gm);
  return [...found].map(([, name, rows, key]) => [
    name,
    rows === undefined ? npyRows(files[`${key}.npy`]) : (JSON.parse(rows.replace(/,\s*\]/g, ']')) as number[][]),
  ]);
}

/** The rows of NumPy's format, version 1, of doubles in C order. */
function npyRows(bytes: Uint8Array): readonly (readonly number[])[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 10 + view.getUint16(8, true);
  const header = new TextDecoder('latin1').decode(bytes.subarray(10, start));
  const [, rows, cols] = /'descr': '<f8', 'fortran_order': False, 'shape': \((\d+), (\d+)\)/.exec(header)!.map(Number);
  assert.equal(bytes.length, start + 8 * rows * cols);
  const entry = (r: number, c: number) => view.getFloat64(start + 8 * (r * cols + c), true);
  return Array.from({ length: rows }, (_, r) => Array.from({ length: cols }, (__, c) => entry(r, c)));
}

export interface DrawnNetwork {
  /** The values in the circles of each column, from the input; null where a circle is empty. */
  readonly columns: readonly (readonly (number | null)[])[];
  /** Row and column count from 0. */
  readonly edges: readonly {
    readonly layer: number;
    readonly row: number;
    readonly column: number;
    readonly positive: boolean;
    readonly width: number;
  }[];
}

interface Circle {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly dashed: boolean;
}

/** The neurons and connections of a drawing, from where they are and what colour they have. */
export function drawingIn(content: string, target: Extract<TargetName, 'svg' | 'tikz'>): DrawnNetwork {
  const svg = target === 'svg';
  const circles = [...content.matchAll(svg ? /<circle cx="(\S+)" cy="(\S+)" r="(\S+)"([^>]*)\/>/g : /\\draw\[fill=white([^\]]*)\] \((\S+),(\S+)\) circle\[radius=(\S+)pt\];/g)].map(
    (m): Circle => svg
      ? { x: Number(m[1]), y: Number(m[2]), r: Number(m[3]), dashed: m[4].includes('dash') }
      : { x: Number(m[2]), y: Number(m[3]), r: Number(m[4]) / 0.75, dashed: m[1].includes('dash') },
  ); // prettier-ignore
  const texts = [...content.matchAll(svg ? /<text x="(\S+)" y="(\S+)" font-size="(\S+)" text-anchor="middle">([^<]*)</g : /\\node\[anchor=center,scale=\S+\] at \((\S+),(\S+)\) \{([^}]*)\}/g)].map((m) => ({
    x: Number(m[1]),
    y: svg ? Number(m[2]) - 0.34 * Number(m[3]) : Number(m[2]),
    text: (m[svg ? 4 : 3] ?? '').replaceAll('$', '').replace('−', '-'),
  })); // prettier-ignore
  const neurons = circles.filter(({ dashed }) => !dashed);
  const xs = [...new Set(neurons.map(({ x }) => x))].sort((a, b) => a - b);
  const columns = xs.map((x) => neurons.filter((one) => one.x === x).sort((a, b) => a.y - b.y));
  const lines = [...content.matchAll(svg ? /<line x1="(\S+)" y1="(\S+)" x2="(\S+)" y2="(\S+)" stroke="(#1a6fcc|#b36b00)" stroke-width="(\S+)"[^>]*\/>/g : /\\draw\[nnet(positive|negative),line width=(\S+)pt[^\]]*\] \((\S+),(\S+)\) -- \((\S+),(\S+)\);/g)].map((m) => svg
    ? { ends: m.slice(1, 5).map(Number), positive: m[5] === '#1a6fcc', width: Number(m[6]) }
    : { ends: m.slice(3, 7).map(Number), positive: m[1] === 'positive', width: Number(m[2]) / 0.75 },
  ); // prettier-ignore
  const edges = lines.flatMap(({ ends: [x1, y1, x2, y2], positive, width }) => {
    const [from, to] = [touching(columns, x1, y1), touching(columns, x2, y2)];
    // The legend has lines too, which touch nothing.
    if (from === null || to === null) return [];
    assert.equal(to[0], from[0] + 1, 'a connection goes from a layer to the next');
    return [{ layer: to[0], row: to[1], column: from[1], positive, width }];
  });
  const valueAt = ({ x, y }: Circle): number | null => {
    const found = texts.find((text) => Math.abs(text.x - x) < 0.6 && Math.abs(text.y - y) < 0.6);
    return found === undefined ? null : Number(found.text.replace('·10', 'e'));
  };
  return { columns: columns.map((column) => column.map(valueAt)), edges };
}

/** Column and place of the neuron at whose edge a line ends. */
function touching(columns: readonly (readonly Circle[])[], x: number, y: number): readonly [number, number] | null {
  for (const [c, column] of columns.entries()) {
    const i = column.findIndex((one) => Math.abs(Math.hypot(one.x - x, one.y - y) - one.r) < 0.1);
    if (i >= 0) return [c, i];
  }
  return null;
}
