import { spelledNumber } from '../../language/matrices/spelledNumber';
import { type Factor, one, powerOfTen, product, quotient } from './entryFactor';

const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+\-−]?\d+)?/uy;
const power = /\s*(?:\^|\*\*)\s*(?:([+\-−]?\d{1,4})(?![\d.])|\(\s*([+\-−]?\d{1,4})\s*\))/uy;
const times = /\s*(?:\*(?!\*)|[·⋅×∙])\s*/uy;
const over = /\s*(?:\/\/?|÷)\s*/uy;

/**
 * Reads a formula of numbers, roots and powers of ten, `-3·10^(-2)`, `sqrt(2)/2`, `(1)/(2)`, as one factor; null if it
 * is anything else.
 */
export function formulaFactor(text: string): Factor | null {
  const reader = new FactorReader(text.trim());
  const read = reader.product();
  return read !== null && reader.atEnd ? read : null;
}

class FactorReader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  private pass(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found !== null) this.at = pattern.lastIndex;
    return found;
  }

  product(): Factor | null {
    const sign = this.pass(/([+\-−–]?)\s*/uy)![1];
    let made = this.atom();
    // Without a sign of multiplication, what is behind a division may be meant above or below it.
    for (let divided = false; made !== null && !this.atEnd && !this.text.startsWith(')', this.at);) {
      if (this.pass(times) !== null) {
        const next = this.atom();
        made = next && product(made, next);
      } else if (this.pass(over) !== null) {
        divided = true;
        const next = this.atom();
        made = next && quotient(made, next);
      } else if (/\s*sqrt/uy.test(this.text.slice(this.at)) && !divided) {
        this.pass(/\s*/uy);
        const next = this.atom();
        made = next && product(made, next);
      } else return null;
    }
    return made !== null && /[-−–]/u.test(sign) ? { ...made, negative: !made.negative } : made;
  }

  private atom(): Factor | null {
    if (this.pass(/sqrt\s*\(\s*/uy) !== null) {
      const root = this.pass(number)?.[0];
      if (root === undefined || this.pass(/\s*\)/uy) === null) return null;
      return { ...one, root };
    }
    if (this.text.startsWith('(', this.at)) return this.inParentheses();
    const written = this.pass(number)?.[0];
    const top = written === undefined ? null : spelledNumber(written);
    if (top === null) return null;
    const exponent = this.pass(power);
    if (exponent === null) return { ...one, top };
    return top === '10' ? powerOfTen(Number((exponent[1] ?? exponent[2]).replace('−', '-'))) : null;
  }

  private inParentheses(): Factor | null {
    if (++this.depth > 20) return null;
    this.at++;
    this.pass(/\s*/uy);
    const inner = this.product();
    this.pass(/\s*/uy);
    this.depth--;
    return this.pass(/\)/uy) === null ? null : inner;
  }
}
