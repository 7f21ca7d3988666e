import { otherLook } from './otherLooks';
import { defaultChoices, type ViewChoices } from '../src/panel/protocol';

const row = Array.from({ length: 14 }, (_, i) => (i + 1) / 100).join(' ');
const rows = Array.from({ length: 14 }, (_, i) => `${(i + 1) / 100} 0.2`).join('; ');

/** A network on whose page every choice shows. */
export const textOfChoices = `input A = [${row}]
batch B = [${rows}]
layer 2 tanh
  W = [${row}; ${row}]
  b = [1 2]
layer 2 tanh
  W = [0.1 -0.2; 0.3 0.4]
  b = [1 2]
`;

/** What of the host's answers a choice changes beside the page: the steps, and what is said of a number. */
type Changed = 'steps' | 'entry';

interface OtherChoice<T> {
  readonly value: T;
  /** What has to be chosen, too, so that it shows. */
  readonly beside: Partial<ViewChoices>;
  readonly changes: readonly Changed[];
}

/** Of each choice of the page another value than the usual one. Whoever adds a choice is asked for it here. */
export const otherChoices: { readonly [Name in keyof ViewChoices]: OtherChoice<ViewChoices[Name]> } = {
  sample: { value: 'B', beside: {}, changes: ['steps', 'entry'] },
  column: { value: 2, beside: { sample: 'B' }, changes: ['steps', 'entry'] },
  output: { value: 2, beside: {}, changes: ['steps', 'entry'] },
  digits: { value: { kind: 'decimals', count: 1 }, beside: {}, changes: ['steps', 'entry'] },
  expanded: { value: ['network.parameters.W:W.1'], beside: {}, changes: [] },
  form: { value: 'delta', beside: {}, changes: ['steps'] },
  layer: { value: 1, beside: {}, changes: ['steps'] },
  shapes: { value: true, beside: {}, changes: [] },
  letters: { value: otherLook.letters, beside: {}, changes: ['steps', 'entry'] },
  general: { value: true, beside: {}, changes: [] },
  neuron: { value: { layer: 2, index: 2 }, beside: { form: 'proof' }, changes: [] },
  network: { value: 'homogeneous', beside: {}, changes: ['steps'] },
  own: { value: { claim: null, text: '[1 2]' }, beside: {}, changes: [] },
};

export const choiceNames = Object.keys(otherChoices) as readonly (keyof ViewChoices)[];

/** The choices without the other value of one, and with it. */
export function withAndWithout(name: keyof ViewChoices): { readonly before: ViewChoices; readonly after: ViewChoices } {
  const before = { ...defaultChoices, output: 1, ...otherChoices[name].beside };
  return { before, after: { ...before, [name]: otherChoices[name].value } };
}
