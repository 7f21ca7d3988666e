import { activationCoordinate, weightCoordinate, type Equalities, type Neuron } from '../formula/coordinateProof';
import type { Chain } from '../formula/formula';
import { innerIdentity, outerIdentity } from '../formula/proofIdentities';
import { generalQuantities } from '../formula/quantities';
import { symbolTex } from './symbolTex';
import { leftTex, rightTex } from './tex';
import type { TexStyle } from './texStyle';

const neuron: Neuron = { layer: { letter: 'r', offset: 0 }, index: 'i' };

/** The proof of (6) as in §6: ∇_{W_r} f = {∇_{W_r^i} f}_i = … = (∇_{Σ_r} f) ∘ Σ′_r · Σ_{r−1}ᵀ. */
export function generalWeightProof(style: TexStyle): string {
  const q = generalQuantities;
  const { left, members } = weightCoordinate(q, neuron, false);
  const whole = outerIdentity(q, neuron.layer);
  const lines = equalLines(leftTex(whole, style), [
    collected(symbolTex(left.symbol, false, style)),
    ...members.map((member) => collected(letters(member, style))),
    letters(whole.right, style),
  ]);
  return aligned(lines);
}

/** The proof of (7) as in §6, for one coordinate, with the transposition that the paper leaves out. */
export function generalActivationProof(style: TexStyle): string {
  const q = generalQuantities;
  const { left, members }: Equalities = activationCoordinate(q, neuron, false);
  const whole = innerIdentity(q, neuron.layer);
  const coordinate = equalLines(
    symbolTex(left.symbol, false, style),
    members.map((member) => letters(member, style)),
  );
  const all = equalLines(leftTex(whole, style), [
    collected(symbolTex(left.symbol, false, style)),
    letters(whole.right, style),
  ]);
  return aligned(`${coordinate} \\\\[0.8em] ${all}`);
}

function letters(right: Chain, style: TexStyle): string {
  return rightTex({ right, letters: 'matrices' }, style);
}

/** {…}_i: the rows or entries of all neurons together. */
function collected(tex: string): string {
  return `\\{ ${tex} \\}_i`;
}

function equalLines(left: string, lines: readonly string[]): string {
  return `${left} &= ${lines.join(' \\\\[0.4em] &= ')}`;
}

function aligned(lines: string): string {
  return `\\begin{aligned} ${lines} \\end{aligned}`;
}
