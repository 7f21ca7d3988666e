import type { Shape } from '../../network/matrix';
import { chainTex, factorTex, operatorTex, type ChainMarker } from './chainTex';
import { entriesOf, withExact, withFormal, type FormalParts } from '../formula/entries';
import type { Operand, Step } from '../formula/evaluation';
import type { Chain, Formula, Term } from '../formula/formula';
import { matrixTex, type MatrixTex } from './matrixTex';
import { matrixOf, type NumberLook } from './quantityTex';
import { mapTex, symbolTex } from './symbolTex';
import { bracketed, type TexStyle } from './texStyle';
import type { NumbersOf } from './writtenNumbers';

/** TeX with a rough width, for breaking lines. */
type Sized = Pick<MatrixTex, 'tex' | 'widthInEm'>;

/** At the end of the mark of an operand that is itself a product that was taken before. */
export const DONE = ',done=1';

/** The formula in letters; the operands and the operator of a step carry `step=left`, `step=right`, `step=operator`. */
export function markedTex(formula: Formula, step: Step | null, style: TexStyle): string {
  const left = symbolTex(formula.left, false, style, formula.letters);
  const write = (factor: Parameters<typeof factorTex>[0]) => factorTex(factor, formula.letters, style);
  const marker = step === null ? undefined : markerOf(step, chainAt(formula.right, step.path), style);
  return `${left} = ${chainTex(formula.right, formula.letters, style, write, marker)}`;
}

/**
 * One step with its numbers, the shape below each: A ∘ B = C; the last of a formula ends in the quantity it gives. A
 * long one breaks before = and, if need be, before its operator.
 */
export function stepTex(formula: Formula, step: Step, last: boolean, look: NumberLook, style: TexStyle): string {
  const chain = chainAt(formula.right, step.path);
  const write = (operand: Operand, key: string) => operandTex(operand, chain, formula, key, look, style);
  const given = last ? ` = ${symbolTex(formula.left, false, style, formula.letters)}` : '';
  const formal = last ? formula.result?.formal : undefined;
  const result = labelled(
    numbersOf(
      step.result,
      { kind: 'product', chain, span: step.result.span },
      true,
      `${look.id}:result`,
      look,
      style,
      formal,
    ),
    null,
    step.result.shape,
  );
  const gives = { tex: `= ${result.tex}${given}`, widthInEm: result.widthInEm + 1 + (last ? 3 : 0) };
  if (step.operator === 'apply') {
    const term = chain.terms[step.result.span.from];
    const map = term.kind === 'application' ? mapTex(term.map, style, formula.letters) : '';
    const { tex, widthInEm } = write(step.operands[0], 'argument');
    return inLines([{ tex: `${map}\\left( ${tex} \\right)`, widthInEm: widthInEm + 3 }], gives, style);
  }
  const [left, right] = [write(step.operands[0], 'left'), write(step.operands[1], 'right')];
  const operator = step.operator === 'scale' ? '\\cdot' : operatorTex(step.operator);
  return inLines([left, { tex: `${operator} ${right.tex}`, widthInEm: right.widthInEm + 1 }], gives, style);
}

/** What is done and what it gives, in one line or in those that it takes. */
function inLines(done: readonly Sized[], gives: Sized, { lineWidthInEm }: TexStyle): string {
  const width = done.reduce((sum, piece) => sum + piece.widthInEm, 0);
  const pieces = done.map(({ tex }) => tex);
  if (width + gives.widthInEm <= lineWidthInEm) return [...pieces, gives.tex].join(' ');
  const lines = pieces.join(width > lineWidthInEm ? ' \\\\[0.4em] &\\quad {} ' : ' ');
  return `\\begin{aligned} & ${lines} \\\\[0.8em] &${gives.tex} \\end{aligned}`;
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

function markerOf(step: Step, chain: Chain, style: TexStyle): ChainMarker {
  const here = (path: readonly number[]) =>
    path.length === step.path.length && path.every((p, i) => p === step.path[i]);
  const within = ({ span }: Operand, i: number) => span.from <= i && i <= span.to;
  const [first, second] = step.operands;
  const wasDone = (operand: Operand) => (termOf(operand, chain)?.kind ?? 'parentheses') === 'parentheses';
  const marked = (side: string, operand: Operand) => side + (wasDone(operand) ? DONE : '');
  const sideOf = (i: number) =>
    second !== undefined && within(second, i)
      ? marked('right', second)
      : within(first, i)
        ? marked('left', first)
        : null;
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
): Sized {
  const term = termOf(operand, chain);
  if (term?.kind === 'factor') {
    const symbol = factorTex(term, letters, style);
    if (operand.value === null) return labelled({ tex: symbol, widthInEm: 2 }, null, operand.shape);
    const { tex, atomic, widthInEm } = matrixOf(
      term.symbol,
      term.transposed,
      withExact(withFormal(entriesOf(operand.value), term.value?.formal ?? null), operand.exact),
      look,
      style,
    );
    return labelled({ tex: atomic || key === 'left' ? tex : `(${tex})`, widthInEm }, symbol, operand.shape);
  }
  const of: NumbersOf =
    key === 'argument' && term?.kind === 'application' ? term.argument : { kind: 'product', chain, span: operand.span };
  return labelled(numbersOf(operand, of, key !== 'right', `${look.id}:${key}`, look, style), null, operand.shape);
}

function numbersOf(
  { value, exact }: Operand,
  of: NumbersOf,
  first: boolean,
  key: string,
  look: NumberLook,
  style: TexStyle,
  formal: FormalParts | null = null,
): Sized {
  if (value === null) return { tex: bracketed(' \\cdots '), widthInEm: 3 };
  const entry = { digits: look.digits, key, expanded: look.expanded, attribute: () => null, of };
  const { tex, atomic, widthInEm } = matrixTex(withExact(withFormal(entriesOf(value), formal), exact), entry, style);
  return { tex: atomic || first ? tex : `(${tex})`, widthInEm };
}

function labelled({ tex, widthInEm }: Sized, symbol: string | null, { rows, cols }: Shape): Sized {
  const shape = `${rows} \\times ${cols}`;
  const label = symbol === null ? shape : `\\substack{${symbol} \\\\[0.3em] ${shape}}`;
  return { tex: `\\underset{${label}}{${tex}}`, widthInEm: Math.max(widthInEm, 2) + 1 };
}
