import { message, quantities, type Message } from '../message/message';
import { isIdentity } from '../network/homogeneous';
import type { Network } from '../network/network';
import { compositions } from '../notation/formula/compositionFormulas';
import type { Letters } from '../notation/formula/formula';
import type { Quantities } from '../notation/formula/quantities';
import { compositionTex, functionTex, nestedTex, productTex, allParametersTex } from '../notation/tex/networkTex';
import { numberTex } from '../numbers/numberText';
import { toldNumber } from '../notation/tex/writtenNumbers';
import { equalitiesTex } from '../notation/tex/tex';
import type { TexStyle } from '../notation/tex/texStyle';
import { tupleTex } from '../notation/tex/tupleTex';
import type { Block } from './page';
import { formulaBlock, note } from './pageBlocks';
import type { PageChoices } from './pageChoices';
import { plainTex } from '../notation/tex/texStyle';
import { spokenEqualities, spokenTuple } from '../notation/spoken/spokenFormula';
import { saidSum } from '../notation/spoken/spokenNumbers';
import {
  networkFunction,
  spokenComposition,
  spokenPreActivations,
  spokenProduct,
} from '../notation/spoken/spokenNetwork';

/** Layers up to which the chain of equalities goes down to X; of more layers the last ones. */
const WRITTEN_OUT = 3;
/** Inputs up to which a linear function is written out. */
const SUMMANDS = 8;

/** f as §2 gives it: as a composition, as a product, with its N_i, its parameters, and its chain of equalities. */
export function functionBlocks(
  network: Network,
  q: Quantities,
  choices: PageChoices,
  letters: Letters,
): readonly Block[] {
  return [
    formulaBlock(
      'network.composition',
      message('The network function f of X'),
      (style) => compositionTex(network, style, letters),
      () => spokenComposition(q, network, letters),
    ),
    ...ifWritten(
      'network.product',
      message('The network function as a product, read from right to left'),
      (style) => (letters === 'matrices' ? productTex(network, style) : null),
      () => spokenProduct(network),
    ),
    ...ifWritten(
      'network.nested',
      message('The pre-activations N in the network function'),
      (style) => nestedTex(network, style, letters),
      () => spokenPreActivations(q, network, letters),
    ),
    ...parameterBlocks(network, q, choices, letters),
    equalitiesBlock(network, q, choices, letters),
    ...linearBlocks(network, q, choices, letters),
  ];
}

/** A formula that not every network has. */
function ifWritten(
  id: string,
  label: Message,
  write: (style: TexStyle) => string | null,
  speak: () => readonly Message[],
): readonly Block[] {
  return write(plainTex) === null ? [] : [formulaBlock(id, label, (style) => write(style)!, speak)];
}

/** W = (W_k, …, W_1), and b likewise. */
function parameterBlocks(network: Network, q: Quantities, choices: PageChoices, letters: Letters): readonly Block[] {
  const block = (name: 'W' | 'b', label: Message) => {
    const id = `network.parameters.${name}`;
    const layers = [...network.layers].reverse().filter(({ affine }) => name === 'W' || affine);
    const members = layers.map(({ index }) => q.factor({ name, layer: index }));
    return members.length === 0
      ? []
      : [
          formulaBlock(
            id,
            label,
            (style) => tupleTex(allParametersTex(name, style), members, letters, { ...choices, id }, style),
            () => spokenTuple(name, members, letters, choices.digits),
          ),
        ];
  };
  return [
    ...block('W', message('The parameters W of the network function')),
    ...block('b', message('The biases b of the network function')),
  ];
}

/** f(X; W) = Σ_k(N_k) = Σ_k(W_k·Σ_{k−1}(N_{k−1})) = …, each with its numbers. */
function equalitiesBlock(network: Network, q: Quantities, choices: PageChoices, letters: Letters): Block {
  const id = 'network.equalities';
  const count = network.layers.length <= WRITTEN_OUT ? network.layers.length : WRITTEN_OUT - 1;
  const members = compositions(q, network, count).map((right) => ({ right, letters }));
  const result = q.factor({ name: 'Sigma', layer: q.last });
  return formulaBlock(
    id,
    message('The network function from the last layer downward'),
    (style) => equalitiesTex(functionTex(network, letters, style), members, result, { ...choices, id }, style),
    () => spokenEqualities(networkFunction(letters), members, result, choices.digits),
  );
}

/** What §2 and §3 say of a single layer with the identity; nothing of other networks. */
function linearBlocks(network: Network, q: Quantities, choices: PageChoices, letters: Letters): readonly Block[] {
  const { layers, sizes } = network;
  const [{ activation, affine, weights, bias }] = layers;
  const identity = activation.kind === 'coordinatewise' && activation.activations.every(isIdentity);
  if (layers.length > 1 || sizes[1] > 1 || !identity) return [];
  const blocks: Block[] = [
    note(
      'network.linear',
      'info',
      affine
        ? message(
            'With one layer and the identity, f is a linear function of its {0} inputs plus a constant. With one more input that is always 1, it becomes homogeneous, as in multiple regression.',
            sizes[0],
          )
        : message('With one layer and the identity, f is a homogeneous linear function of its {0} inputs.', sizes[0]),
    ),
  ];
  if (weights === null || (affine && bias === null) || sizes[0] > SUMMANDS) return blocks;
  const x = (j: number) => (sizes[0] === 1 ? 'x' : `x_${j + 1}`);
  const coefficient = (style: TexStyle, value: number, name: 'W' | 'b', column: number) =>
    toldNumber(style, { kind: 'entry', symbol: { name, layer: 1 }, row: 0, column }, numberTex(value, choices.digits));
  const sum = (style: TexStyle) => {
    const terms = [...weights.data].map((w, j) => `${coefficient(style, w, 'W', j)} \\, ${x(j)}`);
    if (bias !== null) terms.push(coefficient(style, bias.data[0], 'b', 0));
    return terms.reduce((left, term) => (term.startsWith('-') ? `${left} - ${term.slice(1)}` : `${left} + ${term}`));
  };
  const summands = [
    ...[...weights.data].map((factor, j) => ({ factor, of: quantities(x(j).replace('_', ' ')) })),
    ...(bias === null ? [] : [{ factor: bias.data[0], of: null }]),
  ];
  blocks.push(
    formulaBlock(
      'network.linear.sum',
      message('The network function written out'),
      (style) => `${functionTex(network, letters, style)} = ${sum(style)}`,
      () => [message('{0} equals {1}', networkFunction(letters), saidSum(summands, choices.digits))],
    ),
  );
  return blocks;
}
