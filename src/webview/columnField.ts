import type { PageWords } from '../panel/protocol/pageWords';
import { element } from './element';
import { setOptions } from './options';

/** Columns up to which the choice is a list; beyond, one types the number. */
const LISTED = 20;

/** The choice of one column of a batch, or of all of them. */
export class ColumnField {
  private readonly list = element('select');
  private readonly number = element('input');
  readonly element: HTMLElement;

  constructor(
    private readonly words: PageWords,
    choose: (column: number | null) => void,
  ) {
    this.number.type = 'number';
    this.number.min = '1';
    this.number.placeholder = words.columnAll;
    this.number.setAttribute('aria-label', words.column);
    this.element = element('label', 'field', element('span', '', words.column), this.list, this.number);
    this.list.addEventListener('change', () => choose(Number(this.list.value) || null));
    this.number.addEventListener('input', () => {
      const { value, validity } = this.number;
      if (validity.valid) choose(Number(value) || null);
    });
  }

  /** Shows what is chosen of `columns`; hidden where there is no batch. */
  show(columns: number, column: number | null): void {
    this.element.hidden = columns < 2;
    this.list.hidden = columns > LISTED;
    this.number.hidden = !this.list.hidden;
    const value = column !== null && column <= columns ? String(column) : '';
    if (this.list.hidden) {
      this.number.max = String(columns);
      // While someone types a number there, it is theirs.
      if (document.activeElement !== this.number) this.number.value = value;
      return;
    }
    const indices = Array.from({ length: columns }, (_, i) => String(i + 1));
    setOptions(this.list, [['', this.words.columnAll], ...indices.map((i) => [i, i] as const)]);
    this.list.value = value;
  }
}
