const greek: Readonly<Record<string, string>> = {
  α: '\\alpha',
  β: '\\beta',
  γ: '\\gamma',
  δ: '\\delta',
  ε: '\\varepsilon',
  ζ: '\\zeta',
  η: '\\eta',
  θ: '\\theta',
  ι: '\\iota',
  κ: '\\kappa',
  λ: '\\lambda',
  μ: '\\mu',
  ν: '\\nu',
  ξ: '\\xi',
  π: '\\pi',
  ρ: '\\rho',
  σ: '\\sigma',
  τ: '\\tau',
  υ: '\\upsilon',
  φ: '\\varphi',
  χ: '\\chi',
  ψ: '\\psi',
  ω: '\\omega',
  Γ: '\\Gamma',
  Δ: '\\Delta',
  Θ: '\\Theta',
  Λ: '\\Lambda',
  Ξ: '\\Xi',
  Π: '\\Pi',
  Σ: '\\Sigma',
  Φ: '\\Phi',
  Ψ: '\\Psi',
  Ω: '\\Omega',
};

/** Letters that KaTeX can set inside \text: Latin, Russian, Chinese, Japanese. */
const settable = /^[A-Za-z0-9_\u00C0-\u00FF\u0410-\u044F\u0401\u0451\u4E00-\u9FFF\u3041-\u3096\u30A1-\u30FA]+$/u;

/** A function's name from the spec as TeX: `\operatorname{bump}`; subscripts stay subscripts, nothing is left raw. */
export function operatorName(name: string): string {
  return withSubscript(
    name,
    (stem) => greek[stem] ?? (ascii(stem) ? `\\operatorname{${escaped(stem)}}` : inText(stem)),
  );
}

/** A variable's name from the spec as TeX: one letter as it is, more as upright text. */
export function variableName(name: string): string {
  return withSubscript(name, (stem) => {
    if (/^[A-Za-z]$/.test(stem)) return stem;
    return greek[stem] ?? (ascii(stem) ? `\\mathit{${escaped(stem)}}` : inText(stem));
  });
}

function withSubscript(name: string, stemTex: (stem: string) => string): string {
  const match = /^(.+?)_?([₀-₉]+|[0-9]+)$/u.exec(name);
  if (match === null) return stemTex(name);
  const digits = match[2].replace(/[₀-₉]/g, (digit) => String(digit.charCodeAt(0) - 0x2080));
  return `${stemTex(match[1])}_{${digits}}`;
}

function ascii(stem: string): boolean {
  return /^[A-Za-z0-9_]+$/.test(stem);
}

function escaped(stem: string): string {
  return stem.replaceAll('_', '\\_');
}

/** Letters that no TeX font at hand has become a dot: the page's words name the function anyway. */
function inText(stem: string): string {
  const letters = [...stem].map((letter) => (settable.test(letter) ? letter : '·')).join('');
  return `\\text{${escaped(letters).replaceAll('·', '$\\cdot$')}}`;
}
