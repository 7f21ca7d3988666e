/** The minus as programs and typesetters write it: ASCII, U+2212, hyphens, an en dash. */
const minuses = '\\-\\u2010\\u2011\\u2013\\u2212';
const exponentSign = `[+${minuses}]?`;
const digits = '(\\d+\\.?\\d*|\\.\\d+)';

/** `1.5e-3`, Fortran's `1.5d-3`, C's `1.5e-3f`. */
const scientific = `[eEdD](${exponentSign}\\d{1,9})[fF]?`;
/** `1.5·10^-3`, `1.5*10**(-3)`, `1.5×10^{-3}`, Mathematica's `1.5*^-3`. */
const powerOfTen = `\\s*(?:\\*\\^|[*·⋅×∙]\\s*10\\s*(?:\\^|\\*\\*)\\s*)(?:(${exponentSign}\\d{1,9})|\\{\\s*(${exponentSign}\\d{1,9})\\s*\\}|\\(\\s*(${exponentSign}\\d{1,9})\\s*\\))`;
/** `1.5×10⁻³`. */
const raised = '\\s*[*·⋅×∙]\\s*10([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,9})';

/** Mathematica marks the precision by a backtick, C the type by an `f`. */
const number = new RegExp(
  `^([+${minuses}]?)${digits}(?:\`(?:\\d+\\.?\\d*)?)?(?:${scientific}|${powerOfTen}|${raised}|(?<=[.]\\d*)[fF])?$`,
  'u',
);
const ratio = new RegExp(`^([+${minuses}]?)(\\d+(?:\\.\\d+)?)//?(\\d+(?:\\.\\d+)?)$`, 'u');

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/**
 * The number or ratio of two in this language, digit for digit, from the way another program writes it; null if it is
 * no number. The decimal mark is a point, and digits have no groups.
 */
export function spelledNumber(written: string): string | null {
  const text = written.trim();
  const decimal = number.exec(text);
  if (decimal !== null) {
    const [, sign, value, ...exponents] = decimal;
    const exponent = exponents.find((each) => each !== undefined);
    return `${ourSign(sign)}${value}${exponent === undefined ? '' : `e${ourExponent(exponent)}`}`;
  }
  const fraction = ratio.exec(text);
  if (fraction === null || Number(fraction[3]) === 0) return null;
  return `${ourSign(fraction[1])}${fraction[2]}/${fraction[3]}`;
}

function ourSign(sign: string): string {
  return sign === '' || sign === '+' ? '' : '-';
}

function ourExponent(exponent: string): string {
  const plain = exponent.replace(/[⁰¹²³⁴-⁹]/g, (c) => String(superscripts.indexOf(c))).replace('⁺', '+');
  return plain.replace(/^[^+\d]/, '-');
}

/** What programs print where there is no finite number. */
const notFinite = /^[+\-−]?(?:nan(?:16|32|64)?|inf(?:inity)?(?:16|32|64)?|∞|np\.(?:nan|inf))$/i;
const missing = /^(?:n\/?a|null|none|missing|nil|nothing|<na>|nat|#(?:n\/a|value!|ref!|div\/0!|name\?|num!))$/i;
const complex =
  /^\(?[+\-−]?[\d.]+(?:e[+-]?\d+)?\s*[+\-−]\s*[\d.]+(?:e[+-]?\d+)?\s*(?:\*?\s*im?|j)\)?$|^[+\-−]?[\d.]+(?:e[+-]?\d+)?(?:im?|j)$/i;

/** What a text is that is no number; `other` if nothing is known of it. */
export type Oddity = 'empty' | 'ellipsis' | 'not-finite' | 'missing' | 'complex' | 'percent' | 'boolean' | 'other';

/** Dots in the place of entries that were left out. */
export function isEllipsis(text: string): boolean {
  return /^(?:\.\.\.?|[…⋯⋮⋱])$/u.test(text);
}

/** What a text is that is no number. */
export function oddityOf(written: string): Oddity {
  const text = written.trim();
  if (text === '') return 'empty';
  if (isEllipsis(text)) return 'ellipsis';
  if (notFinite.test(text)) return 'not-finite';
  if (missing.test(text)) return 'missing';
  if (complex.test(text)) return 'complex';
  if (/^[+\-−]?[\d.,]+\s*[%‰]$/.test(text)) return 'percent';
  return /^(?:true|false|wahr|falsch|vrai|faux|истина|ложь)$/iu.test(text) ? 'boolean' : 'other';
}

/**
 * Whether a cell is the name of a column or row: it begins with a letter and is no number, no missing value and no
 * damaged number in any spelling.
 */
export function isName(cell: string): boolean {
  const text = cell.trim();
  if (text.length > 100 || !/^[$\\*_`∂∇]*\p{L}[\p{L}\p{M}\d₀-₉ _.:#()[\]/^{}'’$\\*`°∂∇-]*$/u.test(text)) return false;
  if (spelledNumber(text) !== null || oddityOf(text) !== 'other') return false;
  return !/[.,]\d|^[eEdDfoOlI]-?\d*$/.test(text) && isBalanced(text);
}

/** Whether brackets close what they open: a name may have them, a piece of a printout has not. */
function isBalanced(text: string): boolean {
  if (!/[()[\]{}]/.test(text)) return true;
  const counts = ['()', '[]', '{}'].map(([open, close]) => text.split(open).length - text.split(close).length);
  return counts.every((count) => count === 0);
}
