import type { Block, Inline } from '../../panel/protocol';
import type { BlockView } from './blockView';
import { element } from '../element';
import { InlineView } from '../inlineView';
import type { Reader } from '../reader';

type Kind<K extends Block['kind']> = Extract<Block, { kind: K }>;

/** A heading inside a section. */
export class HeadingView implements BlockView<Kind<'heading'>> {
  readonly element = element('h3');

  constructor(private readonly reader: Reader) {}

  show(block: Kind<'heading'>): void {
    this.element.textContent = this.reader.say(block.text);
  }
}

/** A paragraph of prose. */
export class ParagraphView implements BlockView<Kind<'paragraph'>> {
  readonly element = element('p');
  private readonly text: InlineView;

  constructor(reader: Reader) {
    this.text = new InlineView(this.element, reader);
  }

  show(block: Kind<'paragraph'>): void {
    this.text.show(block.content);
  }
}

/** A remark set off from the prose. */
export class NoteView implements BlockView<Kind<'note'>> {
  readonly element = element('p');
  private readonly text: InlineView;

  constructor(reader: Reader) {
    this.element.setAttribute('role', 'note');
    this.text = new InlineView(this.element, reader);
  }

  show(block: Kind<'note'>): void {
    this.element.dataset['tone'] = block.tone;
    this.text.show(block.content);
  }
}

/** A table; each cell is touched only where it has changed. */
export class TableView implements BlockView<Kind<'table'>> {
  readonly element = element('div');
  private readonly head = element('tr');
  private readonly body = element('tbody');
  private readonly table = element('table', '', element('thead', '', this.head), this.body);
  private readonly cells: InlineView[][] = [];

  constructor(private readonly reader: Reader) {
    this.element.append(this.table);
    // A table wider than the page scrolls in its own place, by keyboard too.
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'group');
  }

  show(block: Kind<'table'>): void {
    // Its section says what it is of.
    const heading = this.element.closest('section')?.getAttribute('aria-labelledby');
    for (const part of heading ? [this.element, this.table] : []) part.setAttribute('aria-labelledby', heading!);
    [block.head, ...block.rows].forEach((cells, r) => {
      if (r > this.body.rows.length) this.body.append(element('tr'));
      this.showRow(r === 0 ? this.head : this.body.rows[r - 1], r, cells);
    });
    while (this.body.rows.length > block.rows.length) {
      this.body.lastElementChild!.remove();
      this.cells.pop();
    }
  }

  private showRow(row: HTMLTableRowElement, r: number, contents: readonly (readonly Inline[])[]): void {
    const views = (this.cells[r] ??= []);
    contents.forEach((content, c) => {
      let view = views[c];
      if (!view) {
        const cell = element(r === 0 ? 'th' : 'td');
        if (r === 0) cell.setAttribute('scope', 'col');
        row.append(cell);
        views.push((view = new InlineView(cell, this.reader)));
      }
      view.show(content);
    });
    while (views.length > contents.length) views.pop()!.host.remove();
  }
}
