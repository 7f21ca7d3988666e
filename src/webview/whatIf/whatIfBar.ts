import type { Alphabet, PageTrials, SourceTarget } from '../../panel/protocol';
import type { PageWords } from '../../panel/protocol/pageWords';
import { button, element } from '../element';
import { nameOfTarget, writeMark } from '../mark';
import { shortName, type EntryTarget } from './ownEntry';

/** What the bar sets off. */
export interface WhatIfBarActions {
  write(): void;
  letGo(): void;
  type(target: EntryTarget, text: string): void;
  /** Whose letters the quantities have. */
  letters(): Alphabet;
}

interface Field {
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  readonly before: HTMLElement;
}

/** The row below the toolbar while numbers are tried: each with the old one, to be typed too, written or let go. */
export class WhatIfBar {
  readonly element = element('section', 'what-if');
  private readonly list = element('div', 'tried-numbers');
  private readonly fields = new Map<string, Field>();

  constructor(
    private readonly words: PageWords,
    private readonly actions: WhatIfBarActions,
  ) {
    this.element.setAttribute('aria-label', words.whatIf);
    this.element.hidden = true;
    this.element.append(
      element('b', '', words.whatIf),
      this.list,
      element(
        'div',
        'what-if-buttons',
        button('wide', words.whatIfWrite, words.whatIfWrite, () => actions.write()),
        button('wide', words.whatIfLetGoKey, words.whatIfLetGo, () => actions.letGo()),
      ),
    );
  }

  /** Shows the numbers that are tried; none: the bar goes away. */
  show(numbers: PageTrials['numbers']): void {
    const { element: bar, list } = this;
    const focused = bar.contains(document.activeElement);
    bar.hidden = numbers.length === 0;
    if (bar.hidden && focused) (document.activeElement as HTMLElement).blur();
    const keys = numbers.map(({ target }) => writeMark(target));
    for (const [key, field] of this.fields) {
      if (keys.includes(key)) continue;
      field.element.remove();
      this.fields.delete(key);
    }
    numbers.forEach(({ target, before, now }, i) => {
      const known = this.fields.get(keys[i]) ?? this.add(target, keys[i]);
      // While someone types there, it is theirs.
      if (document.activeElement !== known.input) known.input.value = now;
      known.before.textContent = before.replace('-', '−');
      if (list.children[i] !== known.element) list.insertBefore(known.element, list.children[i] ?? null);
    });
  }

  private add(target: SourceTarget, key: string): Field {
    const entry: EntryTarget = { ...target, entry: target.entry ?? { row: 0, column: 0 } };
    const input = element('input');
    input.type = 'text';
    input.size = 8;
    input.inputMode = 'decimal';
    input.setAttribute('aria-label', nameOfTarget(entry, this.actions.letters(), this.words));
    input.addEventListener('input', () => {
      const text = input.value.trim().replace('−', '-');
      if (/\d/.test(text)) this.actions.type(entry, text);
    });
    const before = element('s', 'ghost');
    const field = { element: element('label', 'tried-number', shortName(entry), ' = ', input, before), input, before };
    this.fields.set(key, field);
    return field;
  }
}
