import { readTex, type TexNode } from './texSyntax';
import { typstString } from './typstText';

/** Commands that are one character of Unicode, which Typst reads as TeX reads the command. */
const CHARACTERS: Readonly<Record<string, string>> = {
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ϵ', varepsilon: 'ε', zeta: 'ζ', eta: 'η', theta: 'θ',
  vartheta: 'ϑ', iota: 'ι', kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', omicron: 'ο', pi: 'π', rho: 'ρ', sigma: 'σ', varsigma: 'ς',
  tau: 'τ', upsilon: 'υ', phi: 'ϕ', varphi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω',
  Gamma: 'Γ', Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Xi: 'Ξ', Pi: 'Π', Sigma: 'Σ', Upsilon: 'Υ', Phi: 'Φ', Psi: 'Ψ', Omega: 'Ω',
  nabla: '∇', partial: '∂', infty: '∞', cdot: '⋅', circ: '∘', bullet: '∙', otimes: '⊗', times: '×', dots: '…', ldots: '…',
  cdots: '⋯', vdots: '⋮', ddots: '⋱', le: '≤', leq: '≤', ge: '≥', geq: '≥', ne: '≠', neq: '≠', approx: '≈', in: '∈', to: '→', land: '∧', lor: '∨',
  lnot: '¬', langle: '⟨', rangle: '⟩', lfloor: '⌊', rfloor: '⌋', lceil: '⌈', rceil: '⌉', colon: ':', sum: '∑',
  rightrightarrows: '⇉', longrightarrow: '⟶', pm: '±', lVert: '‖', rVert: '‖', lvert: '|', rvert: '|',
  '{': '{', '}': '}', '%': '%', '_': '_', '#': '#', '&': '&', $: '$',
}; // prettier-ignore

const ROOM: Readonly<Record<string, string>> = {
  ',': 'thin', ';': 'thick', ':': 'med', ' ': 'space', '!': '', quad: 'quad', qquad: 'wide',
}; // prettier-ignore

const FUNCTIONS = new Set(['ln', 'log', 'exp', 'min', 'max', 'sin', 'cos', 'tan', 'tanh', 'sinh', 'cosh', 'arctan', 'arcsin', 'arccos']); // prettier-ignore

/** What a document that has such equations defines: room of the width of something. */
export const typstMathDefinitions = '#let gap(body) = hide(body)';

/** TeX of a formula as the inside of an equation of Typst. */
export function typstMath(tex: string): string {
  const nodes = readTex(tex);
  const [only] = nodes;
  return nodes.length === 1 && only.kind === 'environment' ? lines(only) : all(nodes);
}

type Environment = Extract<TexNode, { kind: 'environment' }>;

/** An environment that is the whole formula: its rows are lines, aligned at &. */
function lines(environment: Environment): string {
  if (environment.name !== 'aligned') return written(environment);
  return environment.rows.map((cells) => cells.map(all).join(' & ')).join(' \\\n');
}

function all(nodes: readonly TexNode[]): string {
  return nodes.map(written).filter((text) => text !== '').join(' ');
} // prettier-ignore

/** As an argument of a function: there a comma, a semicolon and a colon would mean something. */
function argument(nodes: readonly TexNode[]): string {
  const text = all(nodes);
  return text === '' ? '""' : text;
}

function written(node: TexNode): string {
  switch (node.kind) {
    case 'number':
      return node.digits;
    case 'sign':
      return sign(node.sign);
    case 'group':
      return all(node.body);
    case 'words':
      return words(node.name, node.words);
    case 'command':
      return command(node.name, node.args);
    case 'scripts':
      return scripts(node);
    case 'fence':
      return fence(node);
    case 'environment':
      return environment(node);
  }
}

/** A letter, or a sign that means itself. */
function sign(character: string): string {
  if (character === '-') return '−';
  if (character === ',') return 'comma';
  if (character === ';') return 'semi';
  if (character === '~') return 'space';
  if (/[a-zA-Z+=<>.!?∞…]/.test(character)) return character;
  return /^[\u0020-\u007e]$/.test(character) ? `\\${character}` : character;
}

function words(name: string, text: string): string {
  if (name === 'operatorname') return `op(${typstString(text)})`;
  return name === 'mathit' ? `italic(${typstString(text)})` : `upright(${typstString(text)})`;
}

/** Commands with arguments as Typst has them. */
const WITH_ARGUMENTS: Readonly<Record<string, (a: string, b: string) => string>> = {
  underset: (a, b) => `attach(limits(${b}), b: ${a})`,
  overset: (a, b) => `attach(limits(${b}), t: ${a})`,
  xrightarrow: (a) => `attach(limits(⟶), t: ${a})`,
  frac: (a, b) => `frac(${a}, ${b})`,
  dfrac: (a, b) => `frac(${a}, ${b})`,
  tfrac: (a, b) => `inline(frac(${a}, ${b}))`,
  underbrace: (a) => `underbrace(${a})`,
  overbrace: (a) => `overbrace(${a})`,
  widehat: (a) => `hat(${a})`,
  sqrt: (a) => `sqrt(${a})`,
  mathbin: (a) => `class("binary", ${a})`,
  mathbf: (a) => `bold(${a})`,
  mathbb: (a) => `bb(${a})`,
  phantom: (a) => `gap(${a})`,
  displaystyle: () => '',
};

function command(name: string, args: readonly (readonly TexNode[])[]): string {
  if (name === 'substack') return stack(args[0]);
  if (Object.hasOwn(WITH_ARGUMENTS, name)) {
    const [a, b] = args.map(argument);
    return WITH_ARGUMENTS[name](a, b);
  }
  if (FUNCTIONS.has(name)) return name;
  if (Object.hasOwn(ROOM, name)) return ROOM[name];
  if (!Object.hasOwn(CHARACTERS, name)) throw new RangeError(`Typst cannot have \\${name}.`);
  const character = CHARACTERS[name];
  return character === ':' ? 'colon' : /^[\u0020-\u007e⟨⟩⌊⌋⌈⌉‖]$/.test(character) ? `\\${character}` : character;
}

/** Lines one below the other. */
function stack(nodes: readonly TexNode[]): string {
  const rows: TexNode[][] = [[]];
  for (const node of nodes) {
    if (node.kind === 'command' && node.name === '\\') rows.push([]);
    else rows[rows.length - 1].push(node);
  }
  return `mat(delim: #none, row-gap: #0.3em, ${rows.map(argument).join('; ')})`;
}

/** Under and over what they belong to: a brace has its label, a sum its limits. */
function scripts({ base, below, above, primes }: Extract<TexNode, { kind: 'scripts' }>): string {
  const [only] = base;
  if (only?.kind === 'command' && /brace$/.test(only.name)) {
    return `${only.name}(${argument(only.args[0])}, ${argument(below ?? above ?? [])})`;
  }
  const top = `${'prime '.repeat(primes)}${above === null ? '' : argument(above)}`.trim();
  const scripts = [...(below === null ? [] : [`b: ${argument(below)}`]), ...(top === '' ? [] : [`t: ${top}`])];
  return `attach(${argument(base)}, ${scripts.join(', ')})`;
}

function fence({ open, close, body }: Extract<TexNode, { kind: 'fence' }>): string {
  const [only] = body;
  if (open === '{' && close === '.' && body.length === 1 && only.kind === 'environment') {
    return `cases(gap: #0.8em, ${only.rows.map((cells) => cells.map(argument).join(' & ')).join(', ')})`;
  }
  const side = (delimiter: string) => {
    if (delimiter === '.') return '';
    return delimiter.startsWith('\\') ? command(delimiter.slice(1), []) : `\\${delimiter}`;
  };
  return `lr(${side(open)} ${all(body)} ${side(close)})`;
}

function environment({ name, columns, rows, lines }: Environment): string {
  if (name === 'cases') return `cases(${rows.map((cells) => cells.map(argument).join(' & ')).join(', ')})`;
  const grid = rows.map((cells) => cells.map(argument).join(', ')).join('; ');
  const bar = columns.replace(/[^|lrc].*/, '').indexOf('|');
  const parted = [...(lines.length > 0 ? [`hline: ${lines[0]}`] : []), ...(bar > 0 ? [`vline: ${bar}`] : [])];
  const augment = parted.length === 0 ? '' : ` augment: #(${parted.join(', ')}),`;
  const side = name === 'aligned' || columns.startsWith('l') ? 'left' : 'right';
  const delimiter = name === 'bmatrix*' || name === 'bmatrix' ? '"["' : '#none';
  return `mat(delim: ${delimiter}, align: #${side},${augment} ${grid})`;
}
