import { deltaStep, deltaStepFromLeft, gradientFromDelta } from '../formula/deltaRecursion';
import { explicitForms, type GradientForm } from '../formula/forms';
import { generalGradientSystem } from '../formula/gradientSystem';
import { innerIdentity, outerIdentity, outputGradient } from '../formula/proofIdentities';
import { generalQuantities } from '../formula/quantities';
import { shifted, type LayerIndex } from '../formula/symbol';
import type { Formula, Letters } from '../formula/formula';
import { letterTex } from './letters';
import { symbolTex } from './symbolTex';
import { linesTex, rightTex, symbolicTex, systemTex } from './tex';
import type { TexStyle } from './texStyle';

const i: LayerIndex = { letter: 'i', offset: 0 };
const r: LayerIndex = { letter: 'r', offset: 0 };

/** A form as it stands in the paper: for f itself, a general k, and at most four of its lines. */
export function generalTex(form: GradientForm, style: TexStyle): string {
  const q = generalQuantities;
  if (form !== 'delta') return systemTex(generalFormulas(form), style);
  return linesTex([
    `${symbolicTex(deltaStepFromLeft(q, i), style)} = ${rightTex(deltaStep(q, i), style)}, \\quad ${beginning(style)}`,
    `${symbolicTex(gradientFromDelta(q, i), style)}, \\quad ${input('matrices', style)}`,
  ]);
}

/** The formulas of which that display is made; null for a line of dots. */
export function generalFormulas(form: GradientForm): readonly (Formula | null)[] {
  const q = generalQuantities;
  switch (form) {
    case 'delta':
      return [deltaStepFromLeft(q, i), gradientFromDelta(q, i)];
    case 'proof':
      return [outputGradient(q), innerIdentity(q, r), outerIdentity(q, r)];
    default:
      return generalGradientSystem(explicitForms[form], q);
  }
}

/** §4's recursion in its small letters. */
export function generalScalarTex(Delta: Formula, gradient: Formula, style: TexStyle): string {
  return linesTex([
    `${symbolicTex(Delta, style)}, \\quad ${beginning(style, 'numbers')}`,
    `${symbolicTex(gradient, style)}, \\quad ${input('numbers', style)}`,
  ]);
}

/** Σ_0 = X. */
function input(letters: Letters, style: TexStyle): string {
  const kind = letters === 'matrices' ? 'matrix' : 'number';
  return `${letterTex(style, kind, 'Sigma', 0)} = ${letterTex(style, kind, 'X', null)}`;
}

/** Where the recursion begins and how far it goes: i = k, …, 1, Δ_{k+1} = W_{k+1}ᵀ = 1. */
function beginning(style: TexStyle, letters: Letters = 'matrices'): string {
  const beyond = shifted(generalQuantities.last, 1);
  const Delta = symbolTex({ name: 'start', of: 'Delta', layer: beyond }, false, style);
  const W = symbolTex({ name: 'start', of: 'W', layer: beyond }, letters === 'matrices', style, letters);
  return `i = k, \\dots, 1, \\quad ${Delta} = ${W} = 1`;
}
