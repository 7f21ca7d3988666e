import { say, type Message, type Translate } from '../../message/message';
import { plainTex } from '../../notation/tex/texStyle';
import type { DrawingBlock, FormulaBlock, Inline } from '../../page/page';
import type { HandoutBlock, HandoutPart, StepGroup } from '../handout';
import { spokenBlock } from '../spokenBlock';
import type { FlavorStyle, Picture } from './flavors';

/** Writes parts of a file in Markdown: labels of formulas are unique in it. */
export class MarkdownBlocks {
  constructor(
    private readonly style: FlavorStyle,
    private readonly translate: Translate,
    /** The names that formulas of the file have for references, to which those written here are added; null: they have none. */
    private readonly labels: Set<string> | null,
    /** The file beside the text that shows a drawing; null where drawings are left out. */
    private readonly pictureOf: ((block: DrawingBlock) => Picture) | null,
    /** The heading over some of a part’s blocks, from Markdown. */
    private readonly heading: (text: string) => string = (text) => `### ${text}`,
  ) {}

  part(part: HandoutPart): string {
    return [`## ${this.text(part.heading)}`, ...this.body(part)].join('\n\n');
  }

  /** The paragraphs of a part, without its heading. */
  body(part: HandoutPart): readonly string[] {
    return part.name === 'steps' ? part.groups.flatMap((group) => this.steps(group)) : this.blocks(part.blocks);
  }

  text(text: Message): string {
    return this.style.text(say(text, this.translate));
  }

  private blocks(blocks: readonly HandoutBlock[]): readonly string[] {
    return blocks.map((block) => this.block(block)).filter((text) => text !== '');
  }

  /** One block. */
  block(block: HandoutBlock): string {
    switch (block.kind) {
      case 'heading':
        return this.heading(this.text(block.text));
      case 'paragraph':
        return this.inlines(block.content);
      case 'note':
        return this.style.note(this.inlines(block.content), block.tone);
      case 'formula':
        return block.beside === undefined
          ? this.formula(block)
          : `_${this.text(block.beside.caption)}_\n\n${this.formula(block)}`;
      case 'table': {
        const line = (cells: readonly (readonly Inline[])[]) =>
          `| ${cells.map((cell) => this.inlines(cell).replaceAll('|', '\\|')).join(' | ')} |`;
        return [line(block.head), `|${' --- |'.repeat(block.head.length)}`, ...block.rows.map(line)].join('\n');
      }
      case 'drawing':
        return this.pictureOf === null ? '' : this.style.picture(this.pictureOf(block));
    }
  }

  /** The steps of one formula: its letters, then every product with its sentence. */
  private steps({ title, steps }: StepGroup): readonly string[] {
    return [
      this.heading(this.text(title)),
      this.formula(steps[0].formula),
      ...steps.flatMap(({ sentence, current }) =>
        current === null ? [] : [this.text(sentence), this.formula(current)],
      ),
    ];
  }

  private formula(block: FormulaBlock): string {
    const { id, write, tag } = block;
    const alt = spokenBlock(block, this.translate);
    return this.style.displayMath({
      tex: write!(plainTex),
      tag: tag ?? null,
      label: this.labels === null ? null : newLabel(id, this.labels),
      alt,
    });
  }

  private inlines(content: readonly Inline[]): string {
    return content
      .flatMap((inline) => {
        if (inline.kind === 'math') return [this.style.inlineMath(inline.tex)];
        return inline.kind === 'text' ? [this.text(inline.text)] : [];
      })
      .join(' ');
  }
}

function newLabel(id: string, labels: Set<string>): string {
  const plain = id.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  let label = plain;
  for (let n = 2; labels.has(label); n++) label = `${plain}-${n}`;
  labels.add(label);
  return label;
}
