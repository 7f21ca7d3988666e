import type { FormulaBlock } from '../panel/protocol';
import type { BlockView } from './blockView';
import { button, element } from './element';
import { icon } from './icons';
import { Marks } from './marks';
import type { Reader } from './reader';
import { typeset } from './typeset';

/** How long "Copied" stays, in milliseconds. */
const COPIED = 1500;

/** A displayed formula: it scrolls in its own place when it is wide, has its number at the right margin, and can be copied. */
export class FormulaView implements BlockView<FormulaBlock> {
  readonly element = element('div');
  private readonly area = element('div', 'formula-area');
  private readonly tag = element('span', 'formula-tag');
  private readonly tools = element('div', 'formula-tools');
  private readonly copyButton: HTMLButtonElement;
  private readonly expandButton: HTMLButtonElement;
  private block: FormulaBlock | null = null;
  /** Elisions of this formula that were seen or opened; once open, the TeX no longer has them. */
  private readonly elisions = new Set<string>();

  constructor(private readonly reader: Reader) {
    const { words } = reader;
    this.copyButton = button('tool', words.copyLatex, icon('copy'), () => this.copy());
    this.expandButton = button('tool', words.showAll, icon('unfold'), () => this.toggleAll());
    this.tools.append(this.expandButton, this.copyButton);
    this.area.tabIndex = 0;
    this.area.setAttribute('role', 'group');
    this.element.append(this.area, this.tag, this.tools);
    new Marks(this.area, reader);
    this.area.addEventListener('keydown', (event) => {
      if (event.key === 'c' && !event.ctrlKey && !event.metaKey && !event.altKey) this.copy();
    });
  }

  show(block: FormulaBlock): void {
    if (block.tex !== this.block?.tex) {
      typeset(block.tex, this.area, true);
      for (const mark of this.area.querySelectorAll<HTMLElement>('[data-expand]')) {
        this.elisions.add(mark.dataset['expand']!);
        mark.title = this.reader.words.showAll;
      }
    }
    this.block = block;
    const label = this.reader.say(block.label);
    this.area.setAttribute('aria-label', label);
    this.copyButton.setAttribute('aria-label', `${this.reader.words.copyLatex}: ${label}`);
    this.tag.textContent = block.tag ?? '';
    this.tag.hidden = block.tag === undefined;
    this.showExpansion();
  }

  private get open(): boolean {
    return [...this.elisions].some((key) => this.reader.isExpanded(key));
  }

  private showExpansion(): void {
    const { words } = this.reader;
    const label = this.open ? words.showLess : words.showAll;
    this.expandButton.hidden = this.elisions.size === 0;
    this.expandButton.title = label;
    this.expandButton.setAttribute('aria-label', label);
    this.expandButton.replaceChildren(icon(this.open ? 'fold' : 'unfold'));
  }

  private toggleAll(): void {
    this.reader.expand([...this.elisions], !this.open);
  }

  private copy(): void {
    this.reader.copy(this.block!.plainTex, () => {
      this.copyButton.replaceChildren(icon('done'));
      setTimeout(() => this.copyButton.replaceChildren(icon('copy')), COPIED);
    });
  }
}
