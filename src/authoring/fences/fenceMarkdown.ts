import { say, type Translate } from '../../message/message';
import type { DrawingBlock } from '../../page/page';
import { drawingSvgFile } from '../drawing/drawingSvg';
import { spokenBlock } from '../spokenBlock';
import { flavorStyles, isLabelled, type Flavor } from '../markdown/flavors';
import { MarkdownBlocks } from '../markdown/markdownBlocks';
import { markdownText } from '../markdown/markdownText';
import type { ExportedFile } from '../target';
import { exerciseMarkdown, introductionMarkdown, policyMarkdown } from '../exercise/writing/markdownSheet';
import { inLetters } from '../../notation/letters/courseText';
import type { Fence, FencePiece } from './fence';

/** Writes the fences of one file as Markdown for a program: its drawings are files beside it. */
export class FenceMarkdown {
  /** Labels of formulas are unique in the file, whatever letters a fence has. */
  private readonly labels = new Set<string>();
  private readonly drawings: ExportedFile[] = [];

  /** @param name the name of the file without its ending, with which the names of its drawings begin. */
  constructor(
    private readonly flavor: Flavor,
    private readonly translate: Translate,
    private readonly name: string,
  ) {}

  /** The drawings of the fences that are written. */
  get files(): readonly ExportedFile[] {
    return this.drawings;
  }

  /** A fence without problems, as lines of Markdown. */
  fence({ pieces, handout, letters }: Fence): string {
    const translate = inLetters(letters, this.translate);
    const labels = isLabelled(this.flavor) ? this.labels : null;
    const blocks = new MarkdownBlocks(flavorStyles[this.flavor], translate, labels, null, bold);
    return pieces
      .flatMap((piece) => {
        if (piece.kind === 'problem' || piece.kind === 'waiting') return [];
        if (piece.kind === 'spec') return [codeBlock(piece.text)];
        if (piece.kind === 'exercise') return this.exercise(piece, translate);
        const { part, named } = piece;
        const heading = named ? [bold(blocks.text(part.heading))] : [];
        if (part.name !== 'drawing') return [...heading, ...blocks.body(part)];
        return part.blocks.flatMap((block) =>
          block.kind === 'drawing' ? [this.drawing(block, handout!, translate)] : [],
        );
      })
      .join('\n\n');
  }

  private exercise(
    { paper, introduced }: Extract<FencePiece, { kind: 'exercise' }>,
    translate: Translate,
  ): readonly string[] {
    const style = flavorStyles[this.flavor];
    return [
      ...(introduced ? introductionMarkdown(paper, style, translate) : []),
      ...policyMarkdown(paper, translate),
      ...paper.exercises.flatMap((exercise) => exerciseMarkdown(exercise, style, translate, bold)),
    ];
  }

  private drawing(
    block: DrawingBlock,
    { choices, title }: NonNullable<Fence['handout']>,
    translate: Translate,
  ): string {
    const name = `${this.name}-${this.drawings.length + 1}.svg`;
    const label = say(block.label, translate);
    const content = drawingSvgFile(block, { colours: choices.colours, translate, title: title ?? label });
    this.drawings.push({ name, content });
    return `![${markdownText(spokenBlock(block, translate))}](<${encodeURI(name).replace(/[<>]/g, encodeURIComponent)}>)`;
  }
}

/** Headings would be part of the outline of the file. */
function bold(text: string): string {
  return `**${text}**`;
}

/** A text as a block of code, of no language, so that nothing makes formulas of it again. */
function codeBlock(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const longest = Math.max(2, ...[...lines.matchAll(/`+/g)].map(([signs]) => signs.length));
  const sign = '`'.repeat(longest + 1);
  return `${sign}text\n${lines}\n${sign}`;
}
