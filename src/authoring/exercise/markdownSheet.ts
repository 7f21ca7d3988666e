import { message, say, type Message, type Translate } from '../../message/message';
import { flavorStyles, type FlavorStyle } from '../markdown/flavors';
import { MarkdownBlocks } from '../markdown/markdownBlocks';
import { markdownText } from '../markdown/markdownText';
import { blankGrid } from './blankGrid';
import { pointsText } from './pointsText';
import type { DocumentExercise, Part, SheetDocument } from './sheetDocument';

/** The sheet (without any answer) or the key as Markdown, as GitHub, Jupyter and most editors read it. */
export function markdownSheet(paper: SheetDocument, command: string, translate: Translate): string {
  const style = flavorStyles.github;
  const made = say(message('Generated with NNet from {0}. To generate it again:', paper.file), translate);
  const sections = [
    style.opening(markdownText(paper.title), [made, command]),
    ...openingMarkdown(paper, style, translate),
    ...paper.exercises.flatMap((exercise) => exerciseMarkdown(exercise, style, translate)),
  ];
  return `${sections.join('\n\n')}\n`;
}

/** What is above the exercises: the code, how the answers of a key were computed, the network and its numbers. */
export function openingMarkdown(
  { code, policy, introduction, isKey }: SheetDocument,
  style: FlavorStyle,
  translate: Translate,
): readonly string[] {
  const text = (words: Message) => markdownText(say(words, translate));
  const blocks = new MarkdownBlocks(style, translate, false, null);
  return [
    `${text(isKey ? message('Key to sheet {0}', code) : message('Sheet {0}', code))}`,
    ...(policy.length === 0 ? [] : [`*${policy.map(text).join(' ')}*`]),
    ...introduction.map((block) => blocks.block(block)),
  ];
}

/** An exercise without its parts. */
export function exerciseHead(
  { title, points, given, notes }: DocumentExercise,
  style: FlavorStyle,
  translate: Translate,
): readonly string[] {
  const text = (words: Message) => markdownText(say(words, translate));
  const blocks = new MarkdownBlocks(style, translate, false, null);
  return [
    `## ${markdownText(title)}`,
    ...(points === null ? [] : [text(pointsText(points))]),
    ...(given.length === 0 ? [] : [text(message('Given:')), ...given.map((block) => blocks.block(block))]),
    ...notes.map(markdownText),
  ];
}

function exerciseMarkdown(exercise: DocumentExercise, style: FlavorStyle, translate: Translate): readonly string[] {
  const parts = exercise.parts.flatMap((part, i) => partMarkdown(part, i + 1, style, translate));
  return [...exerciseHead(exercise, style, translate), ...parts];
}

function partMarkdown(
  { points, tex, shape, solution }: Part,
  number: number,
  style: FlavorStyle,
  translate: Translate,
): readonly string[] {
  const blocks = new MarkdownBlocks(style, translate, false, null);
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
