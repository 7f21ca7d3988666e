import { readingOrder } from '../../notation/formula/evaluation';
import type { Chain, Factor, Term } from '../../notation/formula/formula';
import type { Operator } from '../../notation/formula/product';
import type { LayerIndex, QuantitySymbol } from '../../notation/formula/symbol';
import type { NumbersOf } from '../../notation/tex/writtenNumbers';

/** What of a network decides how its quantities are called in a script. */
export interface Named {
  /** k. */
  readonly last: number;
  /** m. */
  readonly columns: number;
  readonly objective: 'f' | 'L';
  /** Whether the last layer is softmax. */
  readonly softmax: boolean;
  /** Whether every output is differentiated. */
  readonly jacobian: boolean;
}

/** What numbers are those of, as an expression of the arrays of a NumPy script. */
export function pythonQuantity(of: NumbersOf, named: Named): string {
  switch (of.kind) {
    case 'objective':
      return named.objective;
    case 'entry':
      return `${symbolCode(of.symbol, named)}[${of.row}, ${of.column}]`;
    case 'product':
      return chainCode(of.chain, of.span.from, of.span.to, named);
    default:
      return termCode(of, named);
  }
}

function termCode(term: Term, named: Named): string {
  switch (term.kind) {
    case 'factor':
      return factorCode(term, named);
    case 'application':
      return symbolCode(term.map, named);
    case 'parentheses':
      return chainCode(term.inner, 0, term.inner.terms.length - 1, named);
    case 'ellipsis':
      throw new RangeError('Dots have no value.');
  }
}

function factorCode({ symbol, transposed }: Factor, named: Named): string {
  const code = symbolCode(symbol, named);
  return transposed ? `${code}.T` : code;
}

/** The terms `from` … `to` of a chain in its own reading order, each product in parentheses. */
function chainCode(chain: Chain, from: number, to: number, named: Named): string {
  const part = { ...chain, terms: chain.terms.slice(from, to + 1), operators: chain.operators.slice(from, to) };
  const done: string[] = [];
  for (const { term, operator } of readingOrder(part)) {
    if (term !== null) {
      done.push(termCode(part.terms[term], named));
      continue;
    }
    const [one, other] = [done.pop()!, done.pop()!];
    done.push(
      chain.reading === 'right-to-left' ? productCode(operator, one, other) : productCode(operator, other, one),
    );
  }
  return done[0];
}

function productCode(operator: Operator, a: string, b: string): string {
  switch (operator) {
    case '·':
      return `(${a} @ ${b})`;
    case '•':
      return `(${b} @ ${a})`;
    case '∘':
    case 'scale':
      return `(${a} * ${b})`;
    case '⊗':
      return `np.kron(${a}, ${b})`;
    case ',':
      return `(${a}.T @ ${b})`;
    case '+':
      return `(${a} + ${b})`;
    case '−':
      return `(${a} - ${b})`;
  }
}

function symbolCode(symbol: QuantitySymbol, named: Named): string {
  switch (symbol.name) {
    case 'Sigma':
      return symbol.layer === 0 ? 'X' : `Sigma${numbered(symbol.layer)}`;
    case 'diagonal':
      return `np.diagflat(dSigma${numbered(symbol.layer)})`;
    case 'Jacobian':
      return jacobianCode(symbol.layer);
    case 'column':
      return columnCode(symbol, named);
    case 'row':
      return rowCode(symbol, named);
    case 'local':
      return localCode(symbol, named);
    case 'gradient':
      return gradientCode(symbol, named);
    case 'along':
      return alongCode(symbol);
    case 'updated':
      return `next${symbol.of}${numbered(symbol.layer)}`;
    default:
      return 'layer' in symbol && symbol.name !== 'start'
        ? `${symbol.name}${numbered(symbol.layer)}`
        : constantCode(symbol, named);
  }
}

type Constant = Extract<
  QuantitySymbol,
  { name: 'start' | 'Y' | 'lossGradient' | 'indicator' | 'rate' | 'ones' | 'reciprocal' }
>;

/** What has no layer of its own. */
function constantCode(symbol: Constant, { last, columns }: Named): string {
  switch (symbol.name) {
    case 'start':
      return symbol.of === 'W' ? `np.eye(Sigma${last}.shape[0])` : 'dL';
    case 'Y':
      return 'Y';
    case 'lossGradient':
      return 'dL';
    case 'indicator':
      // Its columns are all the same.
      return symbol.columns === columns ? 'dL' : `dL[:, :${symbol.columns}]`;
    case 'rate':
      return 'eta';
    case 'ones':
      return `np.ones((${symbol.size}, 1))`;
    case 'reciprocal':
      return `(1 / ${symbol.of})`;
  }
}

/** J = diag(p) − p·pᵀ of softmax. */
function jacobianCode(layer: LayerIndex): string {
  const p = `Sigma${numbered(layer)}`;
  return `(np.diagflat(${p}) - ${p} @ ${p}.T)`;
}

function alongCode({ of, layer }: Extract<QuantitySymbol, { name: 'along' }>): string {
  if (of === 'd2Loss') return 'd2L';
  return of === 'RSeed' ? 'RdL' : `${of}${numbered(layer)}`;
}

function gradientCode({ by, layer, objective }: Extract<QuantitySymbol, { name: 'gradient' }>, named: Named): string {
  switch (by) {
    case 'X':
      return 'gradX';
    case 'Sigma':
      return layer === named.last ? 'dL' : `(W${numbered(layer, 1)}.T @ Delta${numbered(layer, 1)})`;
    case 'N':
      return objective.output === null && named.jacobian ? `bracket${numbered(layer)}` : `Delta${numbered(layer)}`;
    default:
      return `grad${by}${numbered(layer)}`;
  }
}

function columnCode({ of, layer, index }: Extract<QuantitySymbol, { name: 'column' }>, named: Named): string {
  const at = `[:, [${Number(index) - 1}]]`;
  if (of === 'diagonal') return `np.diagflat(dSigma${numbered(layer)}${at})`;
  return `${symbolCode(of === 'lossGradient' ? { name: of } : { name: of, layer }, named)}${at}`;
}

function rowCode(symbol: Extract<QuantitySymbol, { name: 'row' }>, named: Named): string {
  const { of, layer, objective } = symbol;
  const at = `[[${Number(symbol.index) - 1}], :]`;
  switch (of) {
    case 'transposedW':
      return `W${numbered(layer)}.T${at}`;
    case 'gradW':
    case 'gradSigma':
      return `${symbolCode({ name: 'gradient', by: of === 'gradW' ? 'W' : 'Sigma', layer, objective }, named)}${at}`;
    default:
      return `${symbolCode({ name: of, layer }, named)}${at}`;
  }
}

function localCode({ of, layer, index }: Extract<QuantitySymbol, { name: 'local' }>, named: Named): string {
  const before = symbolCode({ name: 'Sigma', layer: Number(numbered(layer, -1)) }, named);
  const row = Number(index) - 1;
  switch (of) {
    case 'product':
      return `${before}.T`;
    case 'neuron':
      return `(dSigma${numbered(layer)}[[${row}], :] * ${before}.T)`;
    case 'next layer': {
      const next = Number(numbered(layer, 1));
      const column = `W${next}[:, [${row}]]`;
      if (next === named.last && named.softmax) return `(${jacobianCode(next)} @ ${column})`;
      return `(dSigma${next} * ${column})`;
    }
  }
}

/** @throws RangeError for a letter: quantities of a general formula have no numbers. */
function numbered(layer: LayerIndex, by = 0): string {
  if (typeof layer !== 'number') throw new RangeError('A letter is no layer of a script.');
  return String(layer + by);
}
