import type { Block, Message } from '../../panel/protocol';
import { element } from '../element';
import { plainText } from '../formula/plainText';
import type { TabSection } from './sectionTabs';

/** A section of the page with its heading, which can be folded away. */
export class SectionView implements TabSection {
  readonly section: HTMLElement;
  readonly heading: HTMLHeadingElement = element('h2');
  /** What it says while it is folded, block by block: the search of the browser finds it, nobody sees it. */
  private readonly text = element('div', 'folded-text');
  /** What the page says of folding; it holds until the reader sees to it. */
  private said: boolean | undefined;
  private written = '';

  /** @param turn is called where the reader folds or unfolds it. */
  constructor(
    readonly id: string,
    private readonly turn: () => void,
  ) {
    this.heading.id = `section-${id}`;
    this.section = element('section', '', this.heading);
    this.section.setAttribute('aria-labelledby', this.heading.id);
    this.text.setAttribute('aria-hidden', 'true');
  }

  get folded(): boolean {
    return this.section.classList.contains('folded');
  }

  /** Folds it as the page says, if it says so for the first time or otherwise than before; else the reader's wish goes. */
  take(folded: boolean | undefined): void {
    if (this.said === folded) return;
    this.said = folded;
    if (folded === undefined) {
      this.heading.replaceChildren();
      this.section.classList.remove('folded');
      return;
    }
    if (this.heading.querySelector('button') === null) {
      const toggle = element('button', 'fold');
      toggle.type = 'button';
      toggle.addEventListener('click', () => this.turn());
      this.heading.replaceChildren(toggle);
    }
    this.fold(folded);
  }

  fold(folded: boolean): void {
    this.section.classList.toggle('folded', folded);
    this.heading.querySelector('button')?.setAttribute('aria-expanded', String(!folded));
    if (!folded) this.text.remove();
  }

  setTitle(text: string): void {
    const place = this.heading.querySelector('button') ?? this.heading;
    if (place.textContent !== text) place.textContent = text;
  }

  /** What it consists of now. */
  get parts(): readonly HTMLElement[] {
    return this.text.isConnected ? [this.heading, this.text] : [this.heading];
  }

  /** Writes what a folded section says where the search looks. */
  write(blocks: readonly Block[], say: (message: Message) => string): void {
    if (!this.folded) return;
    const texts = blocks.map((block) => [block.id, textOf(block, say)] as const).filter(([, text]) => text !== '');
    const written = JSON.stringify(texts);
    if (written !== this.written) {
      this.written = written;
      this.text.replaceChildren(
        ...texts.map(([id, text]) => {
          const place = element('div', '', text);
          place.dataset['stands'] = id;
          place.setAttribute('hidden', 'until-found');
          return place;
        }),
      );
    }
    this.heading.after(this.text);
  }
}

/** About what one reads in a block. */
function textOf(block: Block, say: (message: Message) => string): string {
  switch (block.kind) {
    case 'formula':
      return plainText(block.tex);
    case 'heading':
      return say(block.text);
    case 'paragraph':
    case 'note':
      return block.content
        .map((inline) => (inline.kind === 'math' ? plainText(inline.tex) : say(inline.text)))
        .join(' ');
    default:
      return '';
  }
}
