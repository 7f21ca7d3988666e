import type { EntryAspect, EntryQuestion, EntryTable, EntryView, EntryWork, Message } from '../../panel/protocol';
import type { PageWords } from '../../panel/protocol/pageWords';
import { button, element } from '../element';
import { typeset } from '../formula/typeset';

/** What the detail of an entry needs of the page. */
export interface EntryDetailActions {
  ask(question: EntryQuestion): void;
  say(message: Message): string;
  announce(text: string): void;
  /** Where the entry is in the text; null if it is not written there. */
  place(view: EntryView): (() => void) | null;
  /** The rows and columns that an entry is made of are to be lit up, or no longer. */
  light(view: EntryView | null, beside: Element | null): void;
}

type Aspect = Exclude<EntryAspect, 'value'>;

/** The distance from the entry and from the edge of the window, in pixels. */
const GAP = 8;
/** No lower than this, in pixels. */
const LEAST_HEIGHT = 160;

/**
 * What was clicked: which row times which column gives an entry, with every product, or its derivative path by path. It
 * stays beside the entry until it is closed.
 */
export class EntryDetail {
  readonly element = element('section', 'entry-detail');
  private readonly lines = element('div', 'entry-lines');
  private readonly heading = element('h3');
  private readonly equation = element('div', 'entry-equation');
  private readonly products = element('div', 'entry-products');
  private readonly notes = element('div', 'entry-notes');
  private readonly aspects: Readonly<Record<Aspect, HTMLButtonElement>>;
  private readonly textButton: HTMLButtonElement;
  private question: EntryQuestion | null = null;
  private beside: Element | null = null;
  /** Whether the keys are to come to it with the answer. */
  private byKeys = false;
  private before: HTMLElement | null = null;
  private go: (() => void) | null = null;
  private shown = '';

  constructor(
    private readonly words: PageWords,
    private readonly actions: EntryDetailActions,
  ) {
    const aspect = (about: Aspect, label: string) => button('wide', label, label, () => this.turn(about));
    this.aspects = { product: aspect('product', words.rowTimesColumn), paths: aspect('paths', words.allPaths) };
    this.textButton = button('wide', words.showInText, words.showInText, () => this.go?.());
    const close = button('tool', words.closeEntry, '×', () => this.close());
    const bar = element('div', 'entry-bar', this.aspects.product, this.aspects.paths, this.textButton, close);
    this.element.append(bar, this.lines, this.heading, this.equation, this.products, this.notes);
    this.element.setAttribute('role', 'dialog');
    this.element.tabIndex = -1;
    this.element.hidden = true;
    this.products.tabIndex = 0;
    this.products.setAttribute('role', 'group');
    this.element.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      this.close();
    });
  }

  /** Opens beside an element of the page, for an entry of a formula or a heat map. */
  open(at: EntryQuestion['at'], beside: Element, byKeys: boolean): void {
    this.beside = beside;
    this.byKeys = byKeys;
    if (byKeys) this.before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    this.ask({ at, about: 'product' });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** The page has changed. */
  again(find: (at: EntryQuestion['at']) => Element | null): void {
    if (this.question === null) return;
    if (this.beside?.isConnected !== true) this.beside = find(this.question.at);
    if (this.beside === null) this.close();
    else this.actions.ask(this.question);
  }

  /** Takes an answer; says whether it is the one that was waited for. */
  take(question: EntryQuestion, view: EntryView | null): boolean {
    if (JSON.stringify(question) !== JSON.stringify(this.question)) return false;
    if (view === null) {
      this.close();
      return true;
    }
    const content = JSON.stringify(view);
    if (content !== this.shown || !this.isOpen) this.show(view);
    this.shown = content;
    this.actions.light(view, this.beside);
    if (this.byKeys) this.element.focus({ preventScroll: true });
    this.byKeys = false;
    return true;
  }

  /** Says whether there was anything to close. */
  close(): boolean {
    this.question = null;
    if (!this.isOpen) return false;
    const focused = this.element.contains(document.activeElement);
    this.element.hidden = true;
    this.shown = '';
    this.actions.light(null, null);
    if (focused) this.before?.focus({ preventScroll: true });
    this.before = null;
    return true;
  }

  private turn(about: Aspect): void {
    if (this.question !== null) this.ask({ at: this.question.at, about });
  }

  private ask(question: EntryQuestion): void {
    this.question = question;
    this.actions.ask(question);
  }

  private show(view: EntryView): void {
    const { work, more, note } = view;
    for (const [about, made] of Object.entries(this.aspects)) {
      made.hidden = !more.includes(about as Aspect);
      made.setAttribute('aria-pressed', String(work?.about === about));
    }
    this.go = this.actions.place(view);
    this.textButton.hidden = this.go === null;
    this.showLines(view);
    this.element.setAttribute('aria-label', this.actions.say(view.lines[0].spoken));
    this.showWork(work);
    const notes = [...(note === null ? [] : [note]), ...(work?.notes ?? [])];
    this.notes.replaceChildren(...notes.map((one) => element('p', '', this.actions.say(one))));
    const opening = !this.isOpen;
    this.element.hidden = false;
    this.place();
    if (opening || this.shown === '') this.products.scrollTop = 0;
    if (work !== null) this.actions.announce(this.actions.say(work.heading));
  }

  private showLines({ lines }: EntryView): void {
    const focused = [...this.lines.children].findIndex((line) => line.contains(document.activeElement));
    this.lines.replaceChildren(
      ...lines.map(({ tex, paths }) => {
        const formula = element('span');
        typeset(tex, formula, false);
        if (paths !== true) return element('div', '', formula);
        const link = element('button', 'link', formula);
        link.type = 'button';
        link.title = this.words.allPaths;
        link.addEventListener('click', () => this.turn('paths'));
        return element('div', '', link);
      }),
    );
    this.lines.children.item(focused)?.querySelector('button')?.focus({ preventScroll: true });
  }

  private showWork(work: EntryWork | null): void {
    this.heading.hidden = work === null;
    this.heading.textContent = work === null ? '' : this.actions.say(work.heading);
    const tex = work?.tex ?? null;
    this.equation.hidden = tex === null;
    if (tex !== null) typeset(tex, this.equation, true);
    const table = work?.table ?? null;
    this.products.hidden = table === null;
    this.products.setAttribute('aria-label', this.heading.textContent);
    this.products.replaceChildren(...(table === null ? [] : [this.tableOf(table)]));
  }

  private tableOf({ index, head, rows, rest, sum }: EntryTable): HTMLElement {
    const say = (message: Message) => this.actions.say(message);
    const last = (cells: number, label: string, value: string, className: string): HTMLElement => {
      const name = element('th', '', label);
      name.scope = 'row';
      name.colSpan = cells;
      return element('tr', className, name, element('td', '', value));
    };
    const heads = head.map(({ tex, spoken }) => {
      const letters = element('span');
      letters.setAttribute('aria-hidden', 'true');
      typeset(tex, letters, false);
      return columnHead(letters, element('span', 'spoken', say(spoken)));
    });
    const body = rows.map(({ index: at, factors, product }) => {
      const name = element('th', '', say(at));
      name.scope = 'row';
      return element('tr', '', name, ...[...factors, product].map((number) => element('td', '', number)));
    });
    const width = head.length + 1;
    return element(
      'table',
      '',
      element('thead', '', element('tr', '', columnHead(say(index)), ...heads, columnHead(this.words.product))),
      element('tbody', '', ...body),
      element(
        'tfoot',
        '',
        ...(rest === null ? [] : [last(width, say(rest.text), rest.sum, '')]),
        last(width, this.words.sum, sum, 'sum'),
      ),
    );
  }

  /** Below the entry, or above it where there is more room. */
  private place(): void {
    if (this.beside === null) return;
    const { style } = this.element;
    const at = this.beside.getBoundingClientRect();
    const [below, above] = [window.innerHeight - at.bottom, at.top];
    style.maxHeight = '';
    const under = below - 2 * GAP >= this.element.offsetHeight || below >= above;
    const room = Math.max(LEAST_HEIGHT, (under ? below : above) - 2 * GAP);
    style.maxHeight = `${room}px`;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = Math.max(GAP / 2, Math.min(at.left, document.documentElement.clientWidth - width - GAP / 2));
    const top = under ? at.bottom + GAP : at.top - GAP - height;
    style.left = `${left + window.scrollX}px`;
    style.top = `${Math.max(0, top + window.scrollY)}px`;
  }
}

function columnHead(...content: (Node | string)[]): HTMLTableCellElement {
  const head = element('th', '', ...content);
  head.scope = 'col';
  return head;
}
