/** Macros that are seen as a character. */
const CHARACTERS: Readonly<Record<string, string>> = {
  Sigma: 'Σ',
  Delta: 'Δ',
  nabla: '∇',
  sigma: 'σ',
  delta: 'δ',
  eta: 'η',
  cdot: '·',
  circ: '∘',
  bullet: '•',
  otimes: '⊗',
  times: '×',
  cdots: '⋯',
  vdots: '⋮',
  ddots: '⋱',
};

/** About what is read in a formula, in its order: enough to be searched for. */
export function plainText(tex: string): string {
  return tex
    .replace(/\\htmlData\{[^}]*\}|\\(?:mathbin|mathrel|left|right)\b/g, '')
    .replace(/\\(?:begin|end)\{[^}]*\}(?:\[[^\]]*\]|\{[^}]*\})?|\\\\(?:\[[^\]]*\])?|&/g, ' ')
    .replace(/\\([a-zA-Z]+)/g, (_macro, name: string) => CHARACTERS[name] ?? ' ')
    .replace(/\\.|[{}_^]/g, '')
    .replaceAll('-', '−')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What each entry of a result is in a formula, by its mark: `gradW.2.0.1`. */
export function resultsIn(tex: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { 0: mark, 1: attributes, index } of tex.matchAll(/\\htmlData\{([^}]*)\}(?=\{)/g)) {
    const name = /(?:^|,)q=([^,]*)/.exec(attributes)?.[1];
    if (name !== undefined) found.set(name, groupAt(tex, index + mark.length));
  }
  return found;
}

/** The group in braces that begins there. */
function groupAt(tex: string, start: number): string {
  let depth = 0;
  for (let at = start; at < tex.length; at++) {
    if (tex[at] === '{') depth++;
    else if (tex[at] === '}' && --depth === 0) return tex.slice(start, at + 1);
  }
  return tex.slice(start);
}
