import { say, type Message, type Translate } from '../../message/message';
import type { FormulaBlock, Inline } from '../../page/page';
import type { HandoutBlock } from '../handout';
import { htmlStyle, type Typeset } from './htmlMath';
import { htmlText } from './htmlText';

/** Writes blocks as HTML; headings begin at this level. */
export class HtmlBlocks {
  constructor(
    private readonly typeset: Typeset,
    private readonly translate: Translate,
  ) {}

  text(text: Message): string {
    return htmlText(say(text, this.translate));
  }

  block(block: HandoutBlock): string {
    switch (block.kind) {
      case 'heading':
        return `<h3>${this.text(block.text)}</h3>`;
      case 'paragraph':
        return `<p>${this.inlines(block.content)}</p>`;
      case 'note':
        return `<p class="note ${block.tone}">${this.inlines(block.content)}</p>`;
      case 'formula':
        return this.formula(block);
      case 'table':
        return this.table(block);
      case 'drawing':
        return '';
    }
  }

  /** A formula that scrolls in its own place if it is wide, heard as a sentence. */
  formula({ write, tag, label, spoken }: FormulaBlock): string {
    const words = [label, ...spoken].map((sentence) => this.text(sentence)).join('. ');
    const number = tag === undefined ? '' : `<span class="tag">${htmlText(tag)}</span>`;
    return `<div class="formula"><div class="math" role="math" tabindex="0" aria-label="${words}">${this.typeset(write!(htmlStyle), true)}</div>${number}</div>`;
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
