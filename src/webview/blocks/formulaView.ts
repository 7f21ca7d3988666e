import type { FormulaBlock, Message } from '../../panel/protocol';
import { inSentences } from '../../message/sentences';
import type { BlockView } from './blockView';
import { button, element, setHidden, setLabel, showText } from '../element';
import { matrixOf } from '../elision';
import { Digits } from '../formula/digits';
import { plainText, resultsIn } from '../formula/plainText';
import { icon } from '../icons';
import { nameOfElision } from '../mark';
import { Marks } from '../marks';
import type { Reader } from '../reader';
import { mathMl } from './mathMl';

/** How long "Copied" stays, in milliseconds. */
const COPIED = 1500;

/** A displayed formula: it scrolls in its own place when it is wide, has its number at the right margin, and can be copied. */
export class FormulaView implements BlockView<FormulaBlock> {
  readonly element = element('div');
  private readonly area = element('div', 'formula-area');
  private readonly form = element('span', 'formula-form');
  private readonly tag = element('span', 'formula-tag');
  private readonly tools = element('div', 'formula-tools');
  private readonly marks: Marks;
  private readonly copyButton: HTMLButtonElement;
  private readonly expandButton: HTMLButtonElement;
  private readonly foldButton: HTMLButtonElement;
  // Its words say a formula of a large page to a screen reader.
  private readonly digits = new Digits(this.area, true, () => !this.reader.lean);
  private block: FormulaBlock | null = null;
  /** The matrices of this formula in which something was left out; once open, the TeX no longer has them. */
  private readonly elisions = new Set<string>();
  /** The formula with the numbers of the text, and how the entries of its results were seen, if they were. */
  private written: { readonly tex: string; shown: ReadonlyMap<string | undefined, string | null> | null } | null = null;
  private found: readonly HTMLElement[] = [];
  /** Its text while it is not drawn. */
  private readonly stand = element('span', 'stand-in');
  private standsFor = '';

  constructor(private readonly reader: Reader) {
    const { words } = reader;
    this.copyButton = button('tool', words.copyLatex, icon('copy'), () => this.copy());
    this.expandButton = button('tool', words.showAll, icon('unfold'), () => this.toggleAll());
    const markdown = button('tool', words.copyMarkdown, icon('markdown'), () =>
      this.send((tex) => `$$\n${tex}\n$$\n`, markdown, 'markdown'),
    );
    const mathml = button('tool', words.copyMathml, icon('mathml'), () => this.send(mathMl, mathml, 'mathml'));
    const png = button('tool', words.copyPng, icon('picture'), () => this.draw('png', png, 'picture'));
    const svg = button('tool', words.copySvg, icon('curve'), () => this.draw('svg', svg, 'curve'));
    const copies = [this.copyButton, markdown, mathml, png, svg];
    this.foldButton = button('tool fold', words.foldShared, icon('fold'), () => this.toggleFold());
    this.tools.append(this.foldButton, this.expandButton, ...copies);
    // One stop of the Tab key for copying; the arrow keys go on from there.
    for (const other of copies.slice(1)) other.tabIndex = -1;
    this.tools.addEventListener('keydown', (event) => {
      const at = copies.findIndex((one) => one === event.target);
      const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
      if (at < 0 || step === 0) return;
      event.preventDefault();
      copies[at + step]?.focus();
    });
    this.area.tabIndex = 0;
    this.area.setAttribute('role', 'group');
    this.form.hidden = true;
    this.element.append(this.form, this.area, this.tag);
    const { digits } = this;
    reader.fit.watch(this.area, {
      get inLines() {
        return digits.inLines;
      },
      setIn: (lines) => {
        digits.setIn(lines);
        this.settle(this.block?.tex ?? '');
      },
    });
    this.marks = new Marks(this.area, reader);
    this.area.addEventListener('keydown', (event) => {
      if (event.key === 'c' && !event.ctrlKey && !event.metaKey && !event.altKey) this.copy();
    });
  }

  expect({ tex }: FormulaBlock): void {
    if (!this.reader.entries.trying && this.written?.tex !== tex) this.written = { tex, shown: null };
  }

  standIn({ tex }: FormulaBlock): void {
    if (this.standsFor !== tex) this.stand.textContent = plainText(tex);
    this.standsFor = tex;
    if (this.stand.parentElement !== null) return;
    this.stand.setAttribute('hidden', 'until-found');
    this.element.append(this.stand);
  }

  show(block: FormulaBlock): void {
    this.stand.remove();
    if (this.tools.parentElement === null) this.element.append(this.tools);
    if (block.tex !== this.block?.tex) {
      const resized = this.digits.show(block.tex);
      this.expect(block);
      this.settle(block.tex);
      if (resized) this.reader.fit.request(this.area);
    }
    this.block = block;
    this.speak(block.spoken ?? this.reader.spoken(block.id));
    setLabel(this.copyButton, `${this.reader.words.copyLatex}: ${this.reader.say(block.label)}`);
    showText(this.tag, block.tag ?? '');
    this.showForm(block);
    this.showExpansion();
    this.showFold();
  }

  /** Which form of §3 it belongs to, where both are shown. */
  private showForm({ beside }: FormulaBlock): void {
    showText(this.form, beside === undefined ? '' : this.reader.say(beside.caption));
    if (beside === undefined) delete this.element.dataset['side'];
    else this.element.dataset['side'] = beside.side;
  }

  /** Takes the formula off the page; what was found out about it stays. */
  takeAway(): void {
    this.digits.clear();
    this.tools.remove();
    this.block = null;
  }

  /** Says the formula to a screen reader, after what it is. */
  speak(sentences: readonly Message[]): void {
    const { label, beside } = this.block!;
    const all = [...(beside ? [beside.caption] : []), ...sentences].map((sentence) => this.reader.say(sentence));
    setLabel(this.area, inSentences(this.reader.say(label), all));
  }

  /** After the formula was set, or its numbers have changed. */
  private settle(tex: string): void {
    this.markMoved(tex);
    this.marks.restore();
    this.readElisions();
  }

  private readElisions(): void {
    for (const mark of this.area.querySelectorAll<HTMLElement>('[data-expand]')) {
      const elision = mark.dataset['expand']!;
      this.elisions.add(matrixOf(elision));
      mark.title = nameOfElision(elision, this.reader.words);
    }
  }

  /** Marks the numbers that are tried, and those that come out otherwise than with the numbers of the text. */
  private markMoved(tex: string): void {
    const { entries } = this.reader;
    entries.mark(this.area);
    const results = this.results();
    if (!entries.trying) {
      // What is set in place keeps its marks.
      for (const result of results) result.classList.remove('moved');
      if (this.written !== null)
        this.written.shown = new Map(results.map(({ dataset, textContent }) => [dataset['q'], textContent]));
      return;
    }
    const moved = this.movedIn(tex);
    for (const result of results) result.classList.toggle('moved', moved(result));
  }

  /** The results in the formula: looked for again only when it was set anew. */
  private results(): readonly HTMLElement[] {
    if (this.found[0]?.isConnected !== true) this.found = [...this.area.querySelectorAll<HTMLElement>('[data-q]')];
    return this.found;
  }

  /** Which entries come out otherwise than with the numbers of the text; where those were never drawn, by the formula itself. */
  private movedIn(tex: string): (result: HTMLElement) => boolean {
    const { written } = this;
    if (written === null) return () => false;
    if (written.shown !== null) {
      return ({ dataset, textContent }) => {
        const before = written.shown!.get(dataset['q']);
        return before !== undefined && before !== textContent;
      };
    }
    const [before, now] = [resultsIn(written.tex), resultsIn(tex)];
    return ({ dataset }) => {
      const name = dataset['q']!;
      return before.has(name) && before.get(name) !== now.get(name);
    };
  }

  private get open(): boolean {
    return [...this.elisions].some((key) => this.reader.isExpanded(key));
  }

  private showExpansion(): void {
    const { words } = this.reader;
    const label = this.open ? words.showLess : words.showAll;
    setHidden(this.expandButton, this.elisions.size === 0);
    if (this.expandButton.title === label) return;
    this.expandButton.title = label;
    this.expandButton.setAttribute('aria-label', label);
    this.expandButton.replaceChildren(icon(this.open ? 'fold' : 'unfold'));
  }

  private showFold(): void {
    const { fold } = this.block!;
    const { words } = this.reader;
    setHidden(this.foldButton, fold === undefined);
    if (fold === undefined) return;
    const label = fold.folded ? words.unfoldShared : words.foldShared;
    if (this.foldButton.title === label) return;
    this.foldButton.title = label;
    this.foldButton.setAttribute('aria-label', label);
    this.foldButton.replaceChildren(icon(fold.folded ? 'unfold' : 'fold'));
    // What is folded says so without being pointed at.
    this.tools.classList.toggle('folded', fold.folded);
  }

  private toggleFold(): void {
    const { fold } = this.block!;
    if (fold !== undefined) this.reader.expand([fold.key], !this.reader.isExpanded(fold.key));
  }

  private toggleAll(): void {
    this.reader.expand([...this.elisions], !this.open);
  }

  /** Puts the LaTeX on the clipboard. */
  copy(): void {
    this.send((tex) => tex, this.copyButton, 'copy');
  }

  /** Puts what is made of the plain LaTeX on the clipboard. */
  private send(made: (tex: string) => string, by: HTMLButtonElement, face: Face): void {
    this.reader.plainTex(this.block!, (tex) => this.reader.copy(made(tex), () => showDone(by, face)));
  }

  /** Puts a picture of the formula on the clipboard. */
  private draw(format: 'png' | 'svg', by: HTMLButtonElement, face: Face): void {
    const { tag = null } = this.block!;
    const words = this.area.getAttribute('aria-label') ?? '';
    this.reader.plainTex(this.block!, (tex) =>
      this.reader.copyPicture({ format, tex, tag, words }, () => showDone(by, face)),
    );
  }
}

/** What is on a button. */
type Face = Parameters<typeof icon>[0];

/** Shows on a button for a moment that something was copied. */
function showDone(by: HTMLButtonElement, face: Face): void {
  by.replaceChildren(icon('done'));
  setTimeout(() => by.replaceChildren(icon(face)), COPIED);
}
