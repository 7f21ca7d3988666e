import { say, type Message, type Translate } from '../../message/message';
import type { DrawingBlock, FormulaBlock, Inline } from '../../page/page';
import type { HandoutBlock, StepGroup } from '../handout';
import { htmlStyle, type Typeset } from './htmlMath';
import { htmlText } from './htmlText';

/** How blocks are written for a place. */
export interface HtmlLook {
  /** The heading over some of a part’s blocks. */
  heading(html: string): string;
  drawing(block: DrawingBlock): string;
}

/** A page: parts have headings of level 2, and drawings are left out. */
const inPage: HtmlLook = { heading: (html) => `<h3>${html}</h3>`, drawing: () => '' };

/** Writes blocks as HTML. */
export class HtmlBlocks {
  constructor(
    private readonly typeset: Typeset,
    private readonly translate: Translate,
    private readonly look: HtmlLook = inPage,
  ) {}

  text(text: Message): string {
    return htmlText(say(text, this.translate));
  }

  block(block: HandoutBlock): string {
    switch (block.kind) {
      case 'heading':
        return this.look.heading(this.text(block.text));
      case 'paragraph':
        return `<p>${this.inlines(block.content)}</p>`;
      case 'note':
        return `<p class="note ${block.tone}">${this.inlines(block.content)}</p>`;
      case 'formula':
        return this.formula(block);
      case 'table':
        return this.table(block);
      case 'drawing':
        return this.look.drawing(block);
    }
  }

  /** A formula that scrolls in its own place if it is wide, heard as a sentence. */
  formula({ write, tag, label, spoken }: FormulaBlock): string {
    const words = [label, ...spoken].map((sentence) => this.text(sentence)).join('. ');
    const number = tag === undefined ? '' : `<span class="tag">${htmlText(tag)}</span>`;
    return `<div class="formula"><div class="math" role="math" tabindex="0" aria-label="${words}">${this.typeset(write!(htmlStyle), true)}</div>${number}</div>`;
  }

  /** The steps of one formula: on each the whole formula with the product being taken set off, then that product. */
  steps({ title, steps }: StepGroup): string {
    const items = steps.map(({ formula, current, sentence }) => {
      const now = current === null ? '' : this.formula(current);
      return `<li>${this.formula(formula)}<p class="sentence">${this.text(sentence)}</p>${now}</li>`;
    });
    return `<div class="steps">${this.look.heading(this.text(title))}\n<ol>${items.join('\n')}</ol></div>`;
  }

  private table({ head, rows }: Extract<HandoutBlock, { kind: 'table' }>): string {
    const cells = (row: readonly (readonly Inline[])[], name: string) =>
      row.map((cell) => `<${name}>${this.inlines(cell)}</${name.split(' ')[0]}>`).join('');
    const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n');
    return `<div class="table" tabindex="0"><table><thead><tr>${cells(head, 'th scope="col"')}</tr></thead><tbody>\n${body}\n</tbody></table></div>`;
  }

  /** Running text; links of the page lead nowhere in a file, so they are left out. */
  inlines(content: readonly Inline[]): string {
    return content
      .flatMap((inline) => {
        if (inline.kind === 'math') return [this.typeset(inline.tex, false)];
        return inline.kind === 'text' ? [this.text(inline.text)] : [];
      })
      .join(' ');
  }
}
