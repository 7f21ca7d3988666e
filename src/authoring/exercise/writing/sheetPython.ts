import type { ExerciseItem } from '../../../language/meaning/exercises';
import type { Chain, Term } from '../../../notation/formula/formula';
import type { Operator } from '../../../notation/formula/product';
import type { QuantitySymbol } from '../../../notation/formula/symbol';
import { numberCode } from '../../python/pythonArrays';
import type { Entries } from '../../../notation/formula/entries';
import type { PrintedQuantities } from '../printedQuantities';
import type { WorkedStep } from '../workedSolution';

/** The variable for what is asked: `Delta2`, `gradW1_2_3`, `f`. */
export function quantityVariable({
  quantity,
  layer,
  entry,
}: Pick<ExerciseItem, 'quantity' | 'layer' | 'entry'>): string {
  const at = entry === null ? '' : `_${entry.row}_${entry.column}`;
  return `${quantity}${layer ?? ''}${at}`;
}

/** A step of a solution as NumPy: its formula, or its numbers where the formula has a function in it. */
export function stepCode({ symbol, formula, renames }: WorkedStep, q: PrintedQuantities): readonly string[] {
  if (renames) return [];
  if (symbol === null) return [`L = ${numbers({ rows: 1, cols: 1, entry: () => q.loss! })}`];
  const name = variable(symbol, q);
  const code = formula === null ? null : chainCode(formula.right, q);
  const right = code ?? numbers(q.factor(symbol).value!);
  const last = symbol.name === 'Sigma' && symbol.layer === q.last ? [`Sigma_last = ${name}`] : [];
  return [`${name} = ${right}`, ...last];
}

const signs: Readonly<Partial<Record<Operator, string>>> = {
  '·': '@',
  '∘': '*',
  '+': '+',
  '−': '-',
  scale: '*',
};

/** null where a function is applied, or a product has no sign in NumPy. */
function chainCode({ terms, operators }: Chain, q: PrintedQuantities): string | null {
  let code = '';
  for (const [i, term] of terms.entries()) {
    const own = termCode(term, q);
    if (own === null) return null;
    if (i === 0) {
      code = own;
      continue;
    }
    const sign = signs[operators[i - 1]];
    if (sign === undefined) return null;
    code += ` ${sign} ${own}`;
  }
  // @ and * bind alike in Python: what ∘ waits for is in parentheses already.
  return operators.includes('∘') && operators.includes('·') ? null : code;
}

function termCode(term: Term, q: PrintedQuantities): string | null {
  switch (term.kind) {
    case 'factor':
      return `${variableOrNumbers(term.symbol, q)}${term.transposed ? '.T' : ''}`;
    case 'parentheses': {
      const inner = chainCode(term.inner, q);
      return inner === null ? null : `(${inner})`;
    }
    default:
      return null;
  }
}

function variableOrNumbers(symbol: QuantitySymbol, q: PrintedQuantities): string {
  const isKnown = q.isComputed(symbol) || ['W', 'b', 'Y', 'Sigma', 'rate'].includes(symbol.name);
  return isKnown ? variable(symbol, q) : numbers(q.factor(symbol).value!);
}

function variable(symbol: QuantitySymbol, q: PrintedQuantities): string {
  switch (symbol.name) {
    case 'Sigma':
      return symbol.layer === 0 ? 'X' : `Sigma${symbol.layer as number}`;
    case 'gradient':
      return symbol.by === 'X' ? 'gradX' : `grad${symbol.by}${symbol.layer as number}`;
    case 'updated':
      return `next${symbol.of}${symbol.layer as number}`;
    case 'rate':
      return 'eta';
    case 'lossGradient':
      return 'gradL';
    case 'Y':
      return 'Y';
    default:
      return 'layer' in symbol ? `${symbol.name}${symbol.layer as number}` : numbers(q.factor(symbol).value!);
  }
}

function numbers(value: Entries): string {
  const { rows, cols } = value;
  const lines = Array.from({ length: rows }, (_, r) => {
    return `[${Array.from({ length: cols }, (_, c) => numberCode(value.entry(r, c))).join(', ')}]`;
  });
  return `np.array([${lines.join(', ')}])`;
}
