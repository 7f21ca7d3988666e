import type { Trace } from '../engine/trace';
import { message, type Message } from '../message/message';
import type { Network } from '../network/network';
import {
  foldedGradient,
  gradientInForm,
  lettersOf,
  SAMPLES,
  shownForm,
  type GradientForm,
} from '../notation/formula/forms';
import { inLetters, type Formula } from '../notation/formula/formula';
import { quantitiesOf } from '../notation/formula/quantities';
import { spokenFormula } from '../notation/spoken/spokenFormula';
import type { Entries } from '../notation/formula/entries';
import { shownPart } from '../notation/tex/elision';
import { linesWithNumbers } from '../notation/tex/tex';
import { plainTex } from '../notation/tex/texStyle';
import { symbolTex } from '../notation/tex/symbolTex';
import type { FormulaBlock } from './page';
import { formulaBlock } from './pageBlocks';
import type { PageChoices } from './pageChoices';
import { layersWithBlocks, shownLayers } from './shownLayers';

/** Layers up to which a line has all its factors; of a deeper network it begins with the value of a Δ. */
const ALL_FACTORS = 6;

/** Rows of numbers that are read together; of a form with more every line is a formula by itself. */
const TOGETHER = 30;

/**
 * The chosen form in letters and with its numbers, and nothing else: what is wanted on one slide or in one picture.
 * @param output whose gradient it is where nothing is chosen to differentiate
 */
export function formAlone(
  network: Network,
  trace: Trace | null,
  choices: PageChoices,
  output: number | null = null,
): readonly FormulaBlock[] {
  const form = shownForm(choices.form, network, trace);
  const id = output === null ? 'formula' : `formula.f${output}`;
  const label =
    output === null ? formLabel(form) : message('The gradient of output {0} with respect to every W', output);
  const without = trace?.backward === null || trace === null;
  const lines = linesOf(form, network, trace, choices).map((formula, i) => ({
    formula: without ? { ...formula, result: null } : formula,
    look: { ...choices, id: `${id}.${i}` },
  }));
  const rows = lines.reduce((sum, { formula }) => sum + rowsOf(formula), 0);
  const blocks = rows <= TOGETHER ? [lines] : lines.map((line) => [line]);
  return blocks.map((its, i) =>
    formulaBlock(
      blocks.length === 1 ? id : `${id}.${i + 1}`,
      label,
      (style) => linesWithNumbers(its, style),
      () => its.flatMap(({ formula }) => spokenFormula(formula, choices.digits)),
      formTag(form),
    ),
  );
}

/** Rows of numbers that a line takes: in letters, with its factors, and its result. */
function rowsOf({ right, result }: Formula): number {
  if (result === null) return 1;
  const factors = right.terms.map((term) => (term.kind === 'factor' ? shownRows(term.value) : 1));
  return 1 + Math.max(...factors) + shownRows(result);
}

function shownRows(value: Entries | null): number {
  return value === null ? 1 : shownPart(value, '', new Set()).rows.indices.length;
}

/** The lines of the form for the shown layers; what Δ or the proof go through on the way to several of them is there once. */
function linesOf(form: GradientForm, network: Network, trace: Trace | null, choices: PageChoices): readonly Formula[] {
  const q = quantitiesOf(network, trace);
  const k = network.layers.length;
  const lines = new Map<string, Formula>();
  for (const { index: r } of layersWithBlocks(shownLayers(network, choices.layer))) {
    const folded = k > ALL_FACTORS && r < k ? foldedGradient(form, q, r, SAMPLES) : null;
    for (const given of folded === null ? gradientInForm(form, network, trace, r, ALL_FACTORS) : [folded]) {
      const formula = inLetters(given, lettersOf(form));
      const left = symbolTex(formula.left, false, plainTex, formula.letters);
      if (!lines.has(left)) lines.set(left, formula);
    }
  }
  return [...lines.values()];
}

/** The number of a form in the paper, if it has one. */
export function formTag(form: GradientForm): { readonly tag?: string } {
  return form === 'delta' ? {} : { tag: form === 'proof' ? '(6), (7)' : `(${form})` };
}

/** What a form is. */
export function formLabel(form: GradientForm): Message {
  switch (form) {
    case 'delta':
      return message('The recursion for Δ, and the gradient with respect to every W');
    case 'proof':
      return message('Identities (7) and (6) of the proof');
    default:
      return message('Formula ({0}): the gradient with respect to every W', form);
  }
}
