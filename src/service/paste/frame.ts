import { message } from '../../message/message';
import { spelledNumber } from '../../language/matrices/spelledNumber';
import { CELLS_AT_ONCE } from '../../language/matrices/tableRows';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import { type Factor, factorText, one, product, quotient } from './entryFactor';
import { formulaFactor } from './formulaFactor';
import { type NumberTable, type Refusal, transposed, unread } from './numberTable';

/** `W1`, `model.fc1.weight`, `W_(1)`, `W^((2))`, `∇_(W_1)L`, `(∂L)/(∂W)`, `W{1}`: says nothing of the numbers. */
const name =
  /^(?:[\p{L}∂∇](?:[\p{L}\p{M}\d₀-₉.∂∇]|_(?!\())*(?![\p{L}\p{M}\d₀-₉.∂∇]|_(?!\())|_\([\p{L}\d_,∇∂ ]*\)|\^\(\(\w+\)\)|\{\d+\}|\(∂[^()]*\)\/\(∂[^()]*\)|\s)+$/u;
const assigned = /\s*(?::=|=|≈|≔|←|<-|:)\s*/gu;
const transposition = /^\s*(?:\.?'|ᵀ|⊤|\^\s*(?:T|⊤|\((?:T|⊤)\))(?!\w)|\.T(?!\w)|\.(?:t|transpose)\(\)|′)/u;

/** What stands around a matrix is short; longer is another text. */
const longestFrame = 2000;

/** What is before and behind the brackets of a matrix. */
export interface Frame {
  readonly before: string;
  readonly behind: string;
}

/**
 * Gives each character around a matrix its meaning: a name with `=`, a sign, a factor, a transposition, a closing mark;
 * or refuses what has none.
 * @param sign whether a factor in front needs a sign of multiplication, as in code
 */
export function* framed(table: NumberTable, { before, behind }: Frame, sign?: 'sign'): Steps<NumberTable | Refusal> {
  const signs = [...before.matchAll(assigned)];
  if (before.length + behind.length > longestFrame) return unread(before + behind);
  const label =
    signs.length === 0
      ? ''
      : before
          .slice(0, signs.at(-1)!.index)
          .trim()
          .replace(/^(["'])(.*)\1$/, '$2');
  const front = signs.length === 0 ? before : before.slice(signs.at(-1)!.index + signs.at(-1)![0].length);
  if (signs.length > 0 && (!name.test(label) || /\.T$/.test(label))) {
    return { refusal: message('Couldn’t tell what “{0}” makes of the matrix. Paste the matrix alone.', `${label} =`) };
  }
  const first = factorInFront(front, sign === 'sign');
  if (first === null) return unread(front);
  let rest = behind;
  let made = table;
  for (let sign = transposition.exec(rest); sign !== null; sign = transposition.exec(rest)) {
    made = transposed(made);
    rest = rest.slice(sign[0].length);
  }
  const last = factorBehind(rest.replace(/\s*[;.,]?\s*$/, ''));
  if (last === null) return unread(rest);
  const factor = product(first, last);
  return factor === null ? unread(before) : yield* scaled(made, factor);
}

function factorInFront(text: string, needsSign: boolean): Factor | null {
  const written = text.trim();
  if (written === '' || written === '+') return one;
  if (/^[-−–]$/u.test(written)) return { ...one, negative: true };
  if (needsSign && !/[*·⋅×∙]$/u.test(written)) return null;
  return formulaFactor(written.replace(/\s*[*·⋅×∙]$/u, ''));
}

function factorBehind(text: string): Factor | null {
  const written = text.trim();
  if (written === '') return one;
  const factor = formulaFactor(written.slice(1));
  if (factor === null) return null;
  if (/^[*·⋅×∙]/u.test(written)) return factor;
  return written.startsWith('/') ? quotient(one, factor) : null;
}

/** Each entry times a factor. */
export function* scaled(table: NumberTable, factor: Factor): Steps<NumberTable | Refusal> {
  const { negative, top, bottom, root } = factor;
  if (!negative && top === '1' && bottom === null && root === null) return table;
  const rows: string[][] = [];
  const portion = new Portion(CELLS_AT_ONCE);
  for (const row of table) {
    const made: string[] = [];
    for (const entry of row) {
      if (portion.fills()) yield rows.length / table.length;
      const read = formulaFactor(entry);
      const times = read && product(read, factor);
      if (times === null) return unread(`${factorText(factor)}·${entry}`);
      made.push(factorText(times));
    }
    rows.push(made);
  }
  return rows;
}

/** An entry as a number or as a formula of numbers; null if it is neither. */
export function entryOf(written: string): string | null {
  const plain = spelledNumber(written);
  if (plain !== null) return plain;
  const factor = formulaFactor(written);
  return factor === null ? null : factorText(factor);
}
