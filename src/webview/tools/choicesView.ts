import {
  alphabets,
  defaultChoices,
  type GradientForm,
  type Look,
  type NetworkForm,
  type ViewChoices,
} from '../../panel/protocol';
import type { PageWords } from '../../panel/protocol/pageWords';
import { ColumnField } from '../columnField';
import { button, element } from '../element';
import { setOptions } from '../options';

/** What can be chosen. */
export interface Offer {
  readonly samples: readonly string[];
  readonly columns: number;
  readonly outputs: number;
  readonly defaultOutput?: number | null;
  readonly forms: readonly GradientForm[];
  readonly networkForms: readonly NetworkForm[];
  readonly layers: number;
  readonly exact: boolean;
}

/** What the choices set off. */
export interface ChoicesActions {
  choose(change: Partial<ViewChoices>): void;
  zoom(step: 1 | -1 | 0): void;
}

type Digits = ViewChoices['digits'];

/** What a choice can be, and what it and its values are called. */
interface Named<Value extends string> {
  readonly label: string;
  readonly values: readonly Value[];
  readonly names: Readonly<Record<Value, string>>;
}

type LookLists = { readonly [Name in keyof Look]: Named<Look[Name]> };

/** The lists of how formulas are written, in their order. */
const lookLists = (words: PageWords): LookLists => ({
  letters: { label: words.letters, values: alphabets, names: words.letterNames },
});

/** The least and the largest count of digits of each kind. */
const COUNTS: Readonly<Record<Digits['kind'], readonly [number, number]>> = {
  significant: [2, 17],
  decimals: [0, 15],
  fractions: [2, 17],
};

/** The choices on top of the page. Controls are changed in place, so that the focus stays where it is. */
export class ChoicesView {
  readonly element = element('section', 'choices');
  private readonly sample = element('select');
  private readonly sampleField: HTMLElement;
  private readonly column: ColumnField;
  private readonly output = element('select');
  private readonly outputField: HTMLElement;
  private readonly network: NamedList<NetworkForm>;
  private readonly form: NamedList<GradientForm>;
  private readonly layer = element('select');
  private readonly layerField: HTMLElement;
  private readonly looks: readonly ReturnType<typeof lookList>[];
  private readonly shapes = element('input');
  private readonly general = element('input');
  private readonly digitCount = element('input');
  private readonly digitKind = element('select');
  private readonly collapse: HTMLButtonElement;
  private readonly zoomReset: HTMLButtonElement;
  private shown = '';

  constructor(
    private readonly words: PageWords,
    private readonly actions: ChoicesActions,
  ) {
    this.sampleField = field(words.sample, this.sample);
    this.column = new ColumnField(words, (column) => actions.choose({ column }));
    this.outputField = field(words.output, this.output);
    this.network = new NamedList(words.network, words.networkNames, (network) => actions.choose({ network }));
    this.form = new NamedList(words.form, words.formNames, (form) => actions.choose({ form }));
    this.layerField = field(words.layer, this.layer);
    const lists = lookLists(words);
    this.looks = (Object.keys(lists) as (keyof Look)[]).map((name) => lookList(name, lists, actions));
    this.shapes.type = 'checkbox';
    this.general.type = 'checkbox';
    this.collapse = button('wide', words.collapseAll, words.collapseAll, () => actions.choose({ expanded: [] }));
    this.zoomReset = button('zoom-reset', words.zoomReset, '', () => actions.zoom(0));
    this.digitCount.type = 'number';
    this.digitCount.setAttribute('aria-label', words.digitCount);
    this.digitKind.setAttribute('aria-label', words.numbers);
    this.sample.addEventListener('change', () => actions.choose({ sample: this.sample.value, column: null }));
    this.output.addEventListener('change', () => {
      const { value } = this.output;
      actions.choose({ output: value === 'all' ? value : Number(value) || null });
    });
    this.layer.addEventListener('change', () => actions.choose({ layer: Number(this.layer.value) || null }));
    this.general.addEventListener('change', () => actions.choose({ general: this.general.checked }));
    this.shapes.addEventListener('change', () => actions.choose({ shapes: this.shapes.checked }));
    this.digitCount.addEventListener('input', () => this.chooseDigits());
    this.digitKind.addEventListener('change', () => this.chooseDigits());
    this.element.append(
      this.sampleField,
      this.column.element,
      this.outputField,
      this.network.element,
      this.form.element,
      this.layerField,
      ...this.looks.map((list) => list.element),
      field(words.general, this.general),
      field(words.shapes, this.shapes),
      element('span', 'field', this.digitCount, this.digitKind),
      this.collapse,
      element(
        'span',
        'zoom',
        button('', words.zoomOut, '−', () => actions.zoom(-1)),
        this.zoomReset,
        button('', words.zoomIn, '+', () => actions.zoom(1)),
      ),
    );
    for (const list of this.looks) list.show(defaultChoices);
    this.element.setAttribute('aria-label', words.toolbar);
    this.showZoom(1);
  }

  /** Shows what can be chosen and what is. */
  show(choices: ViewChoices, offer: Offer): void {
    const wanted = JSON.stringify([choices, offer]);
    if (wanted === this.shown) return;
    this.shown = wanted;
    const { samples, columns, outputs, defaultOutput = null, forms, networkForms, layers, exact } = offer;
    setOptions(
      this.sample,
      samples.map((name) => [name, name]),
    );
    this.sample.value = samples.find((name) => name === choices.sample) ?? samples[0] ?? '';
    this.sampleField.hidden = samples.length < 2;
    this.column.show(columns, choices.column);
    const numbers = Array.from({ length: outputs }, (_, i) => String(i + 1));
    const { words } = this;
    setOptions(this.output, [
      ...(defaultOutput === null ? [['', words.outputAsSpecified] as const] : []),
      ['all', words.outputAll],
      ...numbers.map((n) => [n, n] as const),
    ]);
    this.output.value = String(choices.output ?? defaultOutput ?? '');
    this.outputField.hidden = outputs < 2;
    this.network.show(networkForms.includes(choices.network) ? choices.network : 'written', networkForms);
    this.form.show(forms.includes(choices.form) ? choices.form : '3', forms);
    const indices = Array.from({ length: layers }, (_, i) => String(i + 1));
    setOptions(this.layer, [['', words.layerAll], ...indices.map((i) => [i, i] as const)]);
    this.layer.value = choices.layer !== null && choices.layer <= layers ? String(choices.layer) : '';
    this.layerField.hidden = layers < 2;
    for (const list of this.looks) list.show(choices);
    this.shapes.checked = choices.shapes;
    this.general.checked = choices.general;
    // Fractions that were chosen stay there to be unchosen, also where the network has none any more.
    const fractions = exact || choices.digits.kind === 'fractions';
    setOptions(this.digitKind, [
      ['significant', words.significantDigits],
      ['decimals', words.decimals],
      ...(fractions ? ([['fractions', words.fractions]] as const) : []),
    ]);
    this.digitKind.value = choices.digits.kind;
    this.digitCount.hidden = choices.digits.kind === 'fractions';
    [this.digitCount.min, this.digitCount.max] = COUNTS[choices.digits.kind].map(String) as [string, string];
    // While someone types a number there, it is theirs.
    if (document.activeElement !== this.digitCount) this.digitCount.value = String(choices.digits.count);
    this.collapse.hidden = choices.expanded.length === 0;
  }

  showZoom(zoom: number): void {
    const percent = `${Math.round(zoom * 100)} %`;
    this.zoomReset.textContent = percent;
    this.zoomReset.setAttribute('aria-label', `${percent}: ${this.words.zoomReset}`);
  }

  private chooseDigits(): void {
    const kind = this.digitKind.value as Digits['kind'];
    const [least, most] = COUNTS[kind];
    const count = Number(this.digitCount.value);
    if (this.digitCount.value === '' || !Number.isInteger(count)) return;
    this.actions.choose({ digits: { kind, count: Math.min(most, Math.max(least, count)) } });
  }
}

/** A list of values that have names, beside its label. */
class NamedList<Value extends string> {
  readonly element: HTMLElement;
  private readonly list = element('select');

  constructor(
    label: string,
    private readonly names: Readonly<Record<Value, string>>,
    choose: (value: Value) => void,
  ) {
    this.element = field(label, this.list);
    this.list.addEventListener('change', () => choose(this.list.value as Value));
  }

  /** Shows the value among those that are offered; nothing where there is no choice. */
  show(value: Value, offered: readonly Value[]): void {
    setOptions(
      this.list,
      offered.map((one) => [one, this.names[one]]),
    );
    this.list.value = value;
    this.element.hidden = offered.length < 2;
  }
}

function lookList<Name extends keyof Look>(name: Name, lists: LookLists, actions: ChoicesActions) {
  const { label, values, names }: Named<Look[Name]> = lists[name];
  const list = new NamedList(label, names, (value) => actions.choose({ [name]: value }));
  return { element: list.element, show: (look: Look) => list.show(look[name], values) };
}

function field(label: string, control: HTMLElement): HTMLElement {
  return element('label', 'field', element('span', '', label), control);
}
