import { say, type Message, type Translate } from '../../message/message';
import type { DrawingBlock, FormulaBlock, Inline } from '../../page/page';
import { drawingSvg, type SvgLook } from '../drawing/drawingSvg';
import { drawingScene } from '../drawing/scene';
import type { HandoutBlock, StepGroup } from '../handout';
import { spokenBlock } from '../spokenBlock';
import { htmlStyle, type Typeset } from './htmlMath';
import { htmlText } from './htmlText';

/** How blocks are written for a place. */
export interface HtmlLook {
  /** The heading over some of a part’s blocks. */
  heading(html: string): string;
  drawing(block: DrawingBlock): string;
}

/** Colours of the style sheet, so that a drawing is light or dark with its page. */
const palette = {
  positive: 'var(--positive)',
  negative: 'var(--negative)',
  quiet: 'var(--edge)',
  text: 'var(--text)',
  ground: 'var(--paper)',
} as const;

/**
 * A file: parts have headings of level 2. A drawing is as wide as there is room; on a narrow screen it scrolls before its
 * letters are too small to read.
 */
export function inFile(look: Pick<SvgLook, 'colours' | 'translate' | 'title'>): HtmlLook {
  return {
    heading: (html) => `<h3>${html}</h3>`,
    drawing: (block) => {
      const least = Math.round(0.6 * drawingScene(block, look).width);
      const svg = drawingSvg(block, { ...look, palette });
      return `<figure class="drawing" tabindex="0" style="--least: ${least}px">${svg}</figure>`;
    },
  };
}

/** Writes blocks as HTML. */
export class HtmlBlocks {
  constructor(
    private readonly typeset: Typeset,
    private readonly translate: Translate,
    private readonly look: HtmlLook,
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

  /**
   * A formula that scrolls in its own place if it is wide, heard as a sentence.
   * @param tex a part of it, or another way to write it
   */
  formula(block: FormulaBlock, tex = block.write!(htmlStyle)): string {
    const { tag, beside } = block;
    const words = htmlText(spokenBlock(block, this.translate));
    const number = tag === undefined ? '' : `<span class="tag">${htmlText(tag)}</span>`;
    const form = beside === undefined ? '' : `<p class="form">${this.text(beside.caption)}</p>`;
    return `${form}<div class="formula"><div class="math" role="math" tabindex="0" aria-label="${words}">${this.typeset(tex, true)}</div>${number}</div>`;
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
