import { say, type Translate } from '../../message/message';
import type { DrawingBlock } from '../../page/page';
import { drawingSvgFile } from '../drawing/drawingSvg';
import { spokenBlock } from '../spokenBlock';
import { flavorStyles, type Flavor } from '../markdown/flavors';
import { MarkdownBlocks } from '../markdown/markdownBlocks';
import { markdownText } from '../markdown/markdownText';
import type { ExportedFile } from '../target';
import type { Fence } from './fence';

/** Writes the fences of one file as Markdown for a program: its drawings are files beside it. */
export class FenceMarkdown {
  private readonly blocks: MarkdownBlocks;
  private readonly drawings: ExportedFile[] = [];

  /** @param name the name of the file without its ending, with which the names of its drawings begin. */
  constructor(
    flavor: Flavor,
    private readonly translate: Translate,
    private readonly name: string,
  ) {
    const labelled = flavor === 'quarto' || flavor === 'myst';
    this.blocks = new MarkdownBlocks(flavorStyles[flavor], translate, labelled, null, (text) => `**${text}**`);
  }

  /** The drawings of the fences that are written. */
  get files(): readonly ExportedFile[] {
    return this.drawings;
  }

  /** A fence without problems, as lines of Markdown. */
  fence({ pieces, handout }: Fence): string {
    return pieces
      .flatMap((piece) => {
        if (piece.kind === 'problem') return [];
        if (piece.kind === 'spec') return [codeBlock(piece.text)];
        const { part, named } = piece;
        const heading = named ? [`**${this.blocks.text(part.heading)}**`] : [];
        if (part.name !== 'drawing') return [...heading, ...this.blocks.body(part)];
        return part.blocks.flatMap((block) => (block.kind === 'drawing' ? [this.drawing(block, handout!)] : []));
      })
      .join('\n\n');
  }

  private drawing(block: DrawingBlock, { choices, title }: NonNullable<Fence['handout']>): string {
    const { translate } = this;
    const name = `${this.name}-${this.drawings.length + 1}.svg`;
    const label = say(block.label, translate);
    const content = drawingSvgFile(block, { colours: choices.colours, translate, title: title ?? label });
    this.drawings.push({ name, content });
    return `![${markdownText(spokenBlock(block, translate))}](<${encodeURI(name).replace(/[<>]/g, encodeURIComponent)}>)`;
  }
}

/** A text as a block of code, of no language, so that nothing makes formulas of it again. */
function codeBlock(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const longest = Math.max(2, ...[...lines.matchAll(/`+/g)].map(([signs]) => signs.length));
  const sign = '`'.repeat(longest + 1);
  return `${sign}text\n${lines}\n${sign}`;
}
