import type { Shape } from '../../network/matrix';
import { chainTex, factorTex, operatorTex, type ChainMarker } from './chainTex';
import { entriesOf, withExact, withFormal, type FormalParts } from '../formula/entries';
import type { Operand, Step } from '../formula/evaluation';
import type { Chain, Formula, Term } from '../formula/formula';
import { matrixTex } from './matrixTex';
import { matrixOf, type NumberLook } from './quantityTex';
import { mapTex, symbolTex } from './symbolTex';
import type { TexStyle } from './texStyle';

/** The formula in letters; the operands and the operator of a step carry `step=left`, `step=right`, `step=operator`. */
export function markedTex(formula: Formula, step: Step | null, style: TexStyle): string {
  const left = symbolTex(formula.left, false, style, formula.letters);
  const write = (factor: Parameters<typeof factorTex>[0]) => factorTex(factor, formula.letters, style);
  const marker = step === null ? undefined : markerOf(step, style);
  return `${left} = ${chainTex(formula.right, formula.letters, style, write, marker)}`;
}

/** One step with its numbers, the shape below each: A ∘ B = C; the last of a formula ends in the quantity it gives. */
export function stepTex(formula: Formula, step: Step, last: boolean, look: NumberLook, style: TexStyle): string {
  const chain = chainAt(formula.right, step.path);
  const write = (operand: Operand, key: string) => operandTex(operand, chain, formula, key, look, style);
  const given = last ? ` = ${symbolTex(formula.left, false, style, formula.letters)}` : '';
  const formal = last ? formula.result?.formal : undefined;
  const result = labelled(
    numbersOf(step.result, true, `${look.id}:result`, look, style, formal),
    null,
    step.result.shape,
  );
  if (step.operator === 'apply') {
    const term = chain.terms[step.result.span.from];
    const map = term.kind === 'application' ? mapTex(term.map, style, formula.letters) : '';
    return `${map}\\left( ${write(step.operands[0], 'argument')} \\right) = ${result}${given}`;
  }
  const [left, right] = step.operands;
  const operator = step.operator === 'scale' ? '\\cdot' : operatorTex(step.operator);
  return `${write(left, 'left')} ${operator} ${write(right, 'right')} = ${result}${given}`;
}

/** The chain that a path leads to. */
export function chainAt(chain: Chain, path: readonly number[]): Chain {
  let at = chain;
  for (const position of path) {
    const term = at.terms[position];
    const within = term.kind === 'application' ? term.argument : term;
    if (within.kind !== 'parentheses') throw new RangeError('A path leads through parentheses only.');
    at = within.inner;
  }
  return at;
}

/** The term that an operand is, if it is a single one: parentheses around it do not count. */
export function termOf(operand: Operand, chain: Chain): Term | null {
  if (operand.span.from !== operand.span.to) return null;
  let term = chain.terms[operand.span.from];
  while (term.kind === 'parentheses' && term.inner.terms.length === 1) term = term.inner.terms[0];
  return term;
}

function markerOf(step: Step, style: TexStyle): ChainMarker {
  const here = (path: readonly number[]) =>
    path.length === step.path.length && path.every((p, i) => p === step.path[i]);
  const within = ({ span }: Operand, i: number) => span.from <= i && i <= span.to;
  const [first, second] = step.operands;
  const sideOf = (i: number) =>
    second !== undefined && within(second, i) ? 'right' : within(first, i) ? 'left' : null;
  return {
    term: (path, i, tex) => {
      const side = here(path) ? sideOf(i) : null;
      return side === null ? tex : style.data(`step=${side}`, tex);
    },
    operator: (path, i, tex) => {
      if (!here(path) || !within(step.result, i) || i === step.result.span.from) return tex;
      const now = second !== undefined && i === second.span.from;
      const marked = style.data(`step=${now ? 'operator' : sideOf(i)!}`, tex);
      // An attribute takes an operator its spacing; \mathbin gives it back.
      return marked === tex ? tex : `\\mathbin{${marked}}`;
    },
  };
}

function operandTex(
  operand: Operand,
  chain: Chain,
  { letters }: Formula,
  key: string,
  look: NumberLook,
  style: TexStyle,
): string {
  const term = termOf(operand, chain);
  if (term?.kind === 'factor') {
    const symbol = factorTex(term, letters, style);
    if (operand.value === null) return labelled(symbol, null, operand.shape);
    const { tex, atomic } = matrixOf(
      term.symbol,
      term.transposed,
      withExact(withFormal(entriesOf(operand.value), term.value?.formal ?? null), operand.exact),
      look,
      style,
    );
    return labelled(atomic || key === 'left' ? tex : `(${tex})`, symbol, operand.shape);
  }
  return labelled(numbersOf(operand, key !== 'right', `${look.id}:${key}`, look, style), null, operand.shape);
}

function numbersOf(
  { value, exact }: Operand,
  first: boolean,
  key: string,
  look: NumberLook,
  style: TexStyle,
  formal: FormalParts | null = null,
): string {
  if (value === null) return '\\left[ \\cdots \\right]';
  const entry = { digits: look.digits, key, expanded: look.expanded, attribute: () => null };
  const { tex, atomic } = matrixTex(withExact(withFormal(entriesOf(value), formal), exact), entry, style);
  return atomic || first ? tex : `(${tex})`;
}

function labelled(tex: string, symbol: string | null, { rows, cols }: Shape): string {
  const shape = `${rows} \\times ${cols}`;
  return `\\underset{${symbol === null ? shape : `\\substack{${symbol} \\\\[0.3em] ${shape}}`}}{${tex}}`;
}
