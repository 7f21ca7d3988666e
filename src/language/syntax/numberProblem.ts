import type { Fix } from '../text/diagnostic';
import { shortened } from './formMessages';
import { message, type Message } from '../../message/message';
import { tooSmall } from '../../functions/evaluate/constantValue';
import type { TokenCursor } from './tokenCursor';
import { rewriteFix } from '../text/textFixes';
import type { NumberScanner } from './numberScanner';
import type { NumberLiteral, TextRange } from '../../functions/expression/tree';

const product = /^(\d+\.?\d*|\.\d+)([\p{L}_][\p{L}\p{M}_0-9₀-₉]*)$/u;
const grouped = /^\d{1,3}(_\d{3})+(\.\d*)?$|^\d+(_\d+)+$/;
const otherBase = /^0[xXbBoO][0-9a-fA-F]+$/;

/** The number at the cursor; a malformed one is reported and is NaN. */
export function readNumber(cursor: TokenCursor, numbers: NumberScanner): NumberLiteral {
  const { kind, start, end } = cursor.token;
  let value = numbers.scan(start);
  if (kind === 'bad-number' || value === Infinity) {
    const problem = numberProblem(cursor.textOf(cursor.token), cursor.token);
    cursor.report('bad-number', cursor.token, problem.message, problem.fixes);
    value = NaN;
  } else if (numbers.isLost) informOfLost(cursor, { start, end }, value);
  cursor.advance();
  return { kind: 'number', value, range: { start, end } };
}

/** What is wrong with a malformed number, and what it may have meant. */
function numberProblem(written: string, range: TextRange): { message: Message; fixes: readonly Fix[] } {
  const write = (text: string): readonly Fix[] => [rewriteFix(range, text)];
  if (Number(written) === Infinity) {
    return {
      message: message('The number {0} is too large for double precision (about 1.8e308).', shortened(written)),
      fixes: [],
    };
  }
  if (otherBase.test(written) && Number.isFinite(Number(written))) {
    const decimal = String(Number(written));
    return {
      message: message('Only decimal numbers are supported. Write {0} instead of {1}.', decimal, written),
      fixes: write(decimal),
    };
  }
  if (grouped.test(written)) {
    const plain = written.replaceAll('_', '');
    return { message: message('Write numbers without digit grouping: {0}.', plain), fixes: write(plain) };
  }
  const parts = product.exec(written);
  if (parts !== null) {
    const rewrite = `${parts[1]}*${parts[2]}`;
    return { message: message('Write products with *: {0}.', rewrite), fixes: write(rewrite) };
  }
  return { message: message('“{0}” is not a number.', shortened(written)), fixes: [] };
}

/** Says of a number that is too small for a double what it is taken as. */
export function informOfLost(cursor: TokenCursor, range: TextRange, value: number): void {
  cursor.inform('underflow', range, tooSmall(shortened(cursor.textOf(range)), value));
}
