import { message, type Message } from '../../message/message';
import type { Layer } from '../../network/network';
import { entriesOf } from '../../notation/formula/entries';
import type { Factor } from '../../notation/formula/formula';
import type { QuantitySymbol } from '../../notation/formula/symbol';
import { spokenQuantities } from '../../notation/spoken/spokenFormula';
import { activationFormulas, softmaxTex } from '../../notation/tex/activationText';
import { lossTex } from '../../notation/tex/lossText';
import { chainOfMapsTex } from '../../notation/tex/networkTex';
import { matrixOf } from '../../notation/tex/quantityTex';
import { letterTex } from '../../notation/tex/letters';
import { valueTex } from '../../notation/tex/tex';
import type { TexStyle } from '../../notation/tex/texStyle';
import { formulaBlock, words } from '../../page/pageBlocks';
import { spokenActivations, spokenLoss, spokenMaps } from '../../notation/spoken/spokenNetwork';
import type { HandoutBlock } from '../handout';
import { labelOf } from './askedSymbol';
import type { Sheet, SheetExercise } from './sheet';
import { sheetQuantities } from './sheetFractions';
import { asTheyAre, sheetLook } from './sheetNumbers';
import { itemTex } from './workedSolution';

/** The network, its functions and its numbers: all that is needed to work out the answers, and none of them. */
export function introduction(sheet: Sheet): readonly HandoutBlock[] {
  const { network } = sheet;
  const q = sheetQuantities(network, null);
  const numbers = (id: string, symbols: readonly QuantitySymbol[], label = message('The numbers of the network')) => {
    const factors = symbols.map((symbol) => q.factor(symbol)).filter(({ value }) => value !== null);
    return numbersBlock(id, factors, label);
  };
  return [
    formulaBlock(
      'network.chain',
      message('f as a chain of maps'),
      (style) => chainOfMapsTex(network, style),
      () => spokenMaps(network),
    ),
    ...functions(sheet),
    ...objective(sheet),
    numbers('numbers.X', [{ name: 'Sigma', layer: 0 }, ...(network.objective.kind === 'loss' ? [{ name: 'Y' } as const] : []), ...(network.rate === null ? [] : [{ name: 'rate' } as const])], message('The input X')), // prettier-ignore
    ...network.layers.map(
      ({ index, affine }) =>
      numbers(`numbers.${index}`, [{ name: 'W', layer: index }, ...(affine ? [{ name: 'b', layer: index } as const] : [])]), // prettier-ignore
    ),
  ];
}

/** What the sheet gives although it could be computed. */
export function givenBlocks(
  { given, printed }: SheetExercise,
  id: string,
  { network }: Sheet,
): readonly HandoutBlock[] {
  return given.map(({ asked, value }, i) => {
    const look = sheetLook(`${id}.given.${i}`);
    const entries = entriesOf(value);
    return formulaBlock(
      look.id,
      labelOf(asked, network.layers.length),
      (style) => `${itemTex(asked, printed, style)} = ${matrixOf(null, false, entries, look, style).tex}`,
      () => [],
    );
  });
}

function numbersBlock(id: string, factors: readonly Factor[], label: Message): HandoutBlock {
  const look = sheetLook(id);
  return formulaBlock(
    id,
    label,
    (style: TexStyle) => factors.map((factor) => valueTex(factor, look, style)).join(', \\qquad '),
    () => spokenQuantities(factors, asTheyAre, 'matrices'),
  );
}

/** σ(x) of every activation that occurs, with the layers in which it does; σ′ at its kinks. */
function functions({ network }: Sheet): readonly HandoutBlock[] {
  const users = new Map<string, { readonly layers: Set<number>; readonly activation: Activation }>();
  const softmax: Layer[] = [];
  for (const layer of network.layers) {
    if (layer.activation.kind === 'softmax') {
      softmax.push(layer);
      continue;
    }
    for (const activation of layer.activation.activations) {
      const tex = activationFormulas(activation)?.value;
      if (tex === undefined) continue;
      const user = users.get(tex) ?? { layers: new Set<number>(), activation };
      user.layers.add(layer.index);
      users.set(tex, user);
    }
  }
  if (users.size + softmax.length === 0) return [];
  const where = (layers: Iterable<number>, style: TexStyle) =>
    [...layers].map((index) => letterTex(style, 'matrix', 'map', index)).join(',\\, ') + '\\colon';
  // Whether or not a value is at a kink: a sheet that says so only then would betray it.
  const conventions = [...users.values()].flatMap(({ activation }) => activationFormulas(activation)!.conventions);
  const lines = (style: TexStyle) => [
    ...[...users.values()].map(({ activation, layers }) => {
      return `${where(layers, style)} &\\quad ${activationFormulas(activation, style)!.value}`;
    }),
    ...softmax.map(({ index }) => `${where([index], style)} &\\quad ${softmaxTex(index, style)}`),
    ...(conventions.length === 0 ? [] : [`&\\quad ${conventions.join(',\\quad ')}`]),
  ];
  return [
    formulaBlock(
      'network.activations',
      message('The activation functions'),
      (style) => `\\begin{aligned} ${lines(style).join(' \\\\[0.4em] ')} \\end{aligned}`,
      () =>
        spokenActivations(
          [...users.values()].map(({ activation, layers }) => ({ activation, layers: [...layers] })),
          softmax,
        ),
    ),
    ...mixed(network.layers),
  ];
}

type Activation = Extract<Layer['activation'], { kind: 'coordinatewise' }>['activations'][number];

/** Which neuron has which activation, where they differ in a layer. */
function mixed(layers: readonly Layer[]): readonly HandoutBlock[] {
  return layers.flatMap(({ index, activation }) => {
    if (activation.kind === 'softmax' || activation.uniform !== null) return [];
    const names = activation.activations.map(({ name }) => name).join(', ');
    return [sentence(`network.mixed.${index}`, message('Neurons of layer {0}, in order: {1}.', index, names))];
  });
}

/** What is differentiated. */
function objective({ network, trace }: Sheet): readonly HandoutBlock[] {
  const { objective } = network;
  const outputs = network.sizes.at(-1)!;
  if (objective.kind === 'none') return [];
  if (objective.kind === 'output') {
    if (outputs === 1) return [];
    return [sentence('network.objective', message('The objective is output {0} of {1}.', objective.index, outputs))];
  }
  const { loss, reduction } = objective;
  const columns = trace.forward.sample.X.cols;
  const tex = lossTex(loss, reduction, outputs, columns);
  if (tex === null) {
    return [sentence('network.objective', message('L is the loss {0} of the output against Y.', loss.name))];
  }
  return [
    formulaBlock(
      'network.objective',
      message('The loss L'),
      () => tex,
      () => spokenLoss(loss, reduction, outputs, columns),
    ),
  ];
}

function sentence(id: string, text: Message): HandoutBlock {
  return { kind: 'paragraph', id, content: [words(text)] };
}
