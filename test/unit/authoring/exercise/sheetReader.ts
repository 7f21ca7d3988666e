// Reads a sheet or a key in Markdown back: what is said to be known, and the answers with their tolerances.
import type { Grid } from './textbook';

/** A sheet's numbers by their letters, as an exercise would call them. */
export function readSheet(markdown: string): Record<string, Grid> {
  const found: Record<string, Grid> = {};
  for (const [, math] of markdown.matchAll(/```math\n([\s\S]*?)\n```/g)) {
    if (math.includes('aligned') || math.includes('hline')) continue;
    for (const part of math.split(', \\qquad ')) {
      const [left, right] = part.split(' = ');
      const value = right === undefined ? null : readMatrix(right);
      if (value !== null) found[nameOf(left)] = value;
    }
  }
  return found;
}

/** The answers of a key in their order. */
export function readAnswers(markdown: string): { name: string; value: Grid; tolerance: Grid }[] {
  const all = markdown.matchAll(/\*\*Answer\*\*\n\n```math\n(.*) = (.*) \\;\\pm\\; (.*)\n```/g);
  return [...all].map(([, left, right, off]) => {
    const value = readMatrix(right)!;
    const one = readMatrix(off)!;
    const tolerance =
      one.length === value.length && one[0].length === value[0].length
        ? one
        : value.map((row) => row.map(() => one[0][0]));
    return { name: nameOf(left), value, tolerance };
  });
}

/** `\nabla_{W_2} L` is gradW2, `W_1^{+}` nextW1. */
function nameOf(tex: string): string {
  const whole = tex.replace(/[{}\s]/g, '');
  const gradient = /\\nabla_(W|b|X)(?:_(\d+))?[fL]/.exec(whole);
  if (gradient !== null) return `grad${gradient[1]}${gradient[2] ?? ''}`;
  const next = /^(W|b)_(\d+)\^\+$/.exec(whole);
  if (next !== null) return `next${next[1]}${next[2]}`;
  if (whole === 'f(X)') return 'f';
  return whole.replace("\\Sigma'_", 'dSigma').replace('\\Sigma_', 'Sigma').replace('\\Delta_', 'Delta').replace('\\eta', 'eta').replace('_', ''); // prettier-ignore
}

/** A number, or the entries of an array with a power of ten before it; null for anything else. */
function readMatrix(tex: string): Grid | null {
  const array = /^(?:10\^\{(-?\d+)\} )?\\left\[\\begin\{array\}\{r+\} (.*) \\end\{array\}\\right\]$/.exec(tex.trim());
  if (array === null) {
    const number = readNumber(tex);
    return Number.isNaN(number) ? null : [[number]];
  }
  const factor = Number(array[1] ?? 0);
  const rows = array[2].split(/ \\\\(?:\[[^\]]*\])? /);
  return rows.map((row) => row.split(' & ').map((cell) => readNumber(cell, factor)));
}

function readNumber(tex: string, factor = 0): number {
  const fraction = /^(-?)\\tfrac\{(\d+)\}\{(\d+)\}$/.exec(tex.trim());
  if (fraction !== null) return (Number(`${fraction[1]}${fraction[2]}`) / Number(fraction[3])) * 10 ** factor;
  const bare = tex.replace(/\\hphantom\{[^}]*\}|\\phantom\{[^}]*\}|[{}]/g, '').trim();
  const match = /^(-?[\d.]+)(?: \\times 10\^(-?\d+))?$/.exec(bare);
  return match === null ? NaN : Number(`${match[1]}e${factor + Number(match[2] ?? 0)}`);
}
