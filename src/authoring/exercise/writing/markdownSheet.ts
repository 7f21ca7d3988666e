import { madeFrom } from '../../checksum';
import { message, say, type Message, type Translate } from '../../../message/message';
import { drawingSvgFile } from '../../drawing/drawingSvg';
import { flavorStyles, type FlavorStyle } from '../../markdown/flavors';
import { MarkdownBlocks } from '../../markdown/markdownBlocks';
import { markdownText } from '../../markdown/markdownText';
import { spokenBlock } from '../../spokenBlock';
import type { ExportedFile } from '../../target';
import { blankGrid } from './blankGrid';
import { pointsText } from './pointsText';
import type { DocumentExercise, Part, SheetDocument } from '../sheetDocument';

/**
 * The sheet (without any answer) or the key as Markdown, as GitHub, Jupyter and most editors read it, and its drawing in a
 * file beside it.
 */
export function markdownSheet(
  paper: SheetDocument,
  stem: string,
  command: string,
  translate: Translate,
): readonly ExportedFile[] {
  const style = flavorStyles.github;
  const made = say(madeFrom(paper.file), translate);
  const { drawing, title } = paper;
  const picture = `${stem}-drawing.svg`;
  const look = { colours: 'weight', translate, title, origin: `${made} ${command}` } as const;
  const sections = [
    style.opening(markdownText(title), [made, command]),
    ...openingMarkdown(paper, translate),
    ...(drawing === null ? [] : [`![${markdownText(spokenBlock(drawing, translate))}](<${encodeURI(picture)}>)`]),
    ...introductionMarkdown(paper, style, translate),
    ...paper.exercises.flatMap((exercise) => exerciseMarkdown(exercise, style, translate)),
  ];
  return [
    { name: `${stem}.md`, content: `${sections.join('\n\n')}\n` },
    ...(drawing === null ? [] : [{ name: picture, content: drawingSvgFile(drawing, look) }]),
  ];
}

/** What is at the top: the code, and how the answers of a key were computed. */
export function openingMarkdown(paper: SheetDocument, translate: Translate): readonly string[] {
  const { code, isKey } = paper;
  const heading = isKey ? message('Key to sheet {0}', code) : message('Sheet {0}', code);
  return [markdownText(say(heading, translate)), ...policyMarkdown(paper, translate)];
}

/** How the answers of a key were computed; nothing for a sheet. */
export function policyMarkdown({ policy }: SheetDocument, translate: Translate): readonly string[] {
  if (policy.length === 0) return [];
  return [`*${policy.map((sentence) => markdownText(say(sentence, translate))).join(' ')}*`];
}

/** The network and its numbers. */
export function introductionMarkdown(
  { introduction }: Pick<SheetDocument, 'introduction'>,
  style: FlavorStyle,
  translate: Translate,
): readonly string[] {
  const blocks = new MarkdownBlocks(style, translate, null, null);
  return introduction.map((block) => blocks.block(block));
}

/** An exercise without its parts. */
export function exerciseHead(
  { title, points, given, remarks, notes }: DocumentExercise,
  style: FlavorStyle,
  translate: Translate,
  heading: (text: string) => string = (text) => `## ${text}`,
): readonly string[] {
  const text = (words: Message) => style.text(say(words, translate));
  const blocks = new MarkdownBlocks(style, translate, null, null);
  return [
    heading(style.text(title)),
    ...(points === null ? [] : [text(pointsText(points))]),
    ...(given.length === 0 ? [] : [text(message('Given:')), ...given.map((block) => blocks.block(block))]),
    ...remarks.map(text),
    ...notes.map((note) => style.text(note)),
  ];
}

/** An exercise with its blanks, or with the solutions of a key. */
export function exerciseMarkdown(
  exercise: DocumentExercise,
  style: FlavorStyle,
  translate: Translate,
  heading?: (text: string) => string,
): readonly string[] {
  const parts = exercise.parts.flatMap((part, i) => partMarkdown(part, i + 1, style, translate));
  return [...exerciseHead(exercise, style, translate, heading), ...parts];
}

function partMarkdown(
  { points, tex, shape, solution }: Part,
  number: number,
  style: FlavorStyle,
  translate: Translate,
): readonly string[] {
  const blocks = new MarkdownBlocks(style, translate, null, null);
  const display = (formula: string) => style.displayMath({ tex: formula, tag: null, label: null, alt: null });
  const worth = points === null ? '' : ` (${markdownText(say(pointsText(points), translate))})`;
  if (solution === null) return [`**${number}.**${worth}`, display(`${tex} = ${blankGrid(shape)}`)];
  return [
    `**${number}.**${worth} ${style.inlineMath(tex)}`,
    ...solution.steps.map(({ block }) => blocks.block(block)),
    `**${markdownText(say(message('Answer'), translate))}**`,
    blocks.block(solution.answer),
  ];
}
