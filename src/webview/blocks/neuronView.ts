import type { NeuronBlock } from '../../panel/protocol';
import type { BlockView } from './blockView';
import { element } from '../element';
import { setOptions } from '../options';
import type { Reader } from '../reader';

/** Two choices, of a layer and of a neuron in it; a layer of many neurons has a box for the number. */
export class NeuronView implements BlockView<NeuronBlock> {
  readonly element = element('div');
  private readonly layer = element('select');
  private readonly index = element('input');
  private sizes: readonly number[] = [];

  constructor(reader: Reader) {
    this.index.type = 'number';
    this.index.min = '1';
    this.element.append(field(reader.words.layer, this.layer), field(reader.words.neuronInLayer, this.index));
    this.layer.addEventListener('change', () => reader.chooseNeuron(Number(this.layer.value), 1));
    this.index.addEventListener('input', () => {
      const { value, validity } = this.index;
      if (value !== '' && validity.valid) reader.chooseNeuron(Number(this.layer.value), Number(value));
    });
  }

  show({ sizes, layer, index }: NeuronBlock): void {
    this.sizes = sizes;
    const layers = sizes.map((_, i) => String(i + 1));
    setOptions(
      this.layer,
      layers.map((i) => [i, i]),
    );
    this.layer.value = String(layer);
    this.index.max = String(this.sizes[layer - 1]);
    // While someone types a number there, it is theirs.
    if (document.activeElement !== this.index) this.index.value = String(index);
  }
}

function field(label: string, control: HTMLElement): HTMLElement {
  return element('label', 'field', element('span', '', label), control);
}
