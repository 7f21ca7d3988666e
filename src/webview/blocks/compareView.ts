import { type CompareBlock, type ComparedCell, longestWork, type WorkVerdict } from '../../panel/protocol';
import type { BlockView } from './blockView';
import { button, element } from '../element';
import { fill, type Reader } from '../reader';
import { typeset } from '../formula/typeset';

/** How long typing pauses before it is compared, in milliseconds. */
const PAUSE = 250;

/** What stands beside an entry, so that colour is not needed to tell. */
const MARKS = { equal: '✓', close: '≈', wrong: '✗' } as const;
const VERDICT_MARKS: Readonly<Record<WorkVerdict, string>> = {
  right: '✓',
  rounded: '≈',
  follows: '↳',
  wrong: '✗',
  unreadable: '?',
};

/** A box for the reader's own matrices, and below it what became of each, and of every entry of the one that counts. */
export class CompareView implements BlockView<CompareBlock> {
  readonly element = element('div');
  private readonly claim = element('select');
  private readonly text = element('textarea');
  private readonly clear: HTMLButtonElement;
  private readonly verdict = element('div', 'verdict');
  private readonly items = element('ul', 'work-items');
  private readonly area = element('div', 'compared');
  private readonly caption = element('caption');
  private readonly table = element('table');
  private readonly right = element('input');
  private readonly rightField: HTMLElement;
  private block: CompareBlock | null = null;
  /** Whether the box holds what the host has not seen yet. */
  private typed = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly reader: Reader) {
    const { words } = reader;
    this.text.rows = 4;
    this.text.spellcheck = false;
    this.text.placeholder = words.ownHint;
    this.right.type = 'checkbox';
    this.clear = button('work-clear', words.ownClear, words.ownClear, () => this.empty());
    this.items.setAttribute('aria-label', words.ownItems);
    this.rightField = element('label', 'field', this.right, element('span', '', words.ownShowRight));
    this.verdict.setAttribute('role', 'status');
    this.table.setAttribute('aria-label', words.ownEntries);
    // A table wider than the page scrolls in its own place, by keyboard too.
    this.area.tabIndex = 0;
    this.area.setAttribute('role', 'group');
    this.area.setAttribute('aria-label', words.ownEntries);
    this.area.append(this.table);
    this.element.append(
      element('label', 'own', element('span', '', words.ownMatrix), this.text),
      element(
        'div',
        'work-tools',
        element('label', 'field', element('span', '', words.ownClaim), this.claim),
        this.clear,
      ),
      this.verdict,
      this.items,
      this.area,
      this.rightField,
    );
    this.claim.addEventListener('change', () => this.ask());
    this.text.addEventListener('input', () => {
      this.typed = true;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), PAUSE);
    });
    this.right.addEventListener('change', () => this.showRight());
  }

  show(block: CompareBlock): void {
    this.block = block;
    this.showClaims(block);
    // What is typed is the reader's, until it has come back from the host.
    if (block.text === this.text.value) this.typed = false;
    else if (!this.typed) this.text.value = block.text;
    this.clear.hidden = this.text.value === '';
    this.showVerdict(block.verdict, ...block.sentences.map((sentence) => this.reader.say(sentence)));
    this.showItems(block);
    const { words } = this.reader;
    const columns = block.rows[0] ?? [];
    const head = element('tr', '', element('td'), ...columns.map((_, c) => headCell('col', c, words.ownColumn)));
    const rows = block.rows.map((row, r) =>
      element('tr', '', headCell('row', r, words.ownRow), ...row.map((cell) => this.cell(cell))),
    );
    this.caption.textContent = block.shown ?? '';
    this.caption.hidden = block.shown === null;
    this.table.replaceChildren(this.caption, element('thead', '', head), element('tbody', '', ...rows));
    this.area.hidden = rows.length === 0;
    this.rightField.hidden = !block.rows.some((row) => row.some(({ right }) => right !== null));
    this.showRight();
  }

  private ask(): void {
    clearTimeout(this.timer);
    const claimed = this.block?.claims[Number(this.claim.value)];
    const claim = this.claim.value === '' || !claimed ? null : { quantity: claimed.quantity, layer: claimed.layer };
    const text = this.text.value;
    this.clear.hidden = text === '';
    if (text.length > longestWork) this.showVerdict('unreadable', this.reader.words.ownTooLong);
    else this.reader.compare(text === '' && claim === null ? null : { claim, text });
  }

  private empty(): void {
    this.text.value = '';
    this.typed = true;
    this.ask();
    this.text.focus();
  }

  private showClaims({ claims, claim }: CompareBlock): void {
    const names = [this.reader.words.ownAny, ...claims.map(({ name }) => name)];
    if (names.join() !== Array.from(this.claim.options, ({ text }) => text).join()) {
      this.claim.replaceChildren(...names.map((name, i) => new Option(name, i === 0 ? '' : String(i - 1))));
    }
    this.claim.value = claim === null ? '' : String(claim);
  }

  private showItems({ items }: CompareBlock): void {
    const { words } = this.reader;
    this.items.hidden = items.length === 0;
    this.items.replaceChildren(
      ...items.map(({ name, verdict, sentences }) => {
        const mark = element('span', 'mark', VERDICT_MARKS[verdict]);
        mark.setAttribute('role', 'img');
        mark.setAttribute('aria-label', words.ownVerdicts[verdict]);
        const said = sentences.map((sentence) => this.reader.say(sentence)).join(' ');
        return element('li', verdict, mark, element('b', '', name), ' ', element('span', 'said', said));
      }),
    );
  }

  private showVerdict(verdict: CompareBlock['verdict'], ...sentences: readonly string[]): void {
    this.verdict.dataset['verdict'] = verdict ?? '';
    // Said again by a screen reader only if it is new.
    if (sentences.join('\n') === Array.from(this.verdict.children, ({ textContent }) => textContent).join('\n')) return;
    this.verdict.replaceChildren(...sentences.map((sentence) => element('p', '', sentence)));
  }

  private cell({ text, state, right }: ComparedCell): HTMLElement {
    const cell = element('td', state ?? '', element('span', 'entry', text.replaceAll('-', '−')));
    if (state === null) return cell;
    const mark = element('span', 'mark', MARKS[state]);
    mark.setAttribute('role', 'img');
    mark.setAttribute('aria-label', this.reader.words.ownStates[state]);
    cell.append(mark);
    if (right !== null && state !== 'equal') {
      const formula = element('span', 'right-value');
      typeset(right, formula, false);
      cell.append(element('div', 'right', element('span', '', this.reader.words.ownRight), ' ', formula));
    }
    return cell;
  }

  private showRight(): void {
    this.area.classList.toggle('with-right', this.right.checked);
  }
}

function headCell(scope: 'row' | 'col', index: number, label: string): HTMLElement {
  const cell = element('th', '', String(index + 1));
  cell.setAttribute('scope', scope);
  cell.setAttribute('aria-label', fill(label, index + 1));
  return cell;
}
