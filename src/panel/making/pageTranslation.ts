import type { Message } from '../../message/message';
import type { EntryView } from '../../page/entry/entryView';
import type { EntryTable } from '../../page/entry/entryWork';
import type { Block, Inline, Page } from '../protocol';
import type { StepsOverview, StepView } from '../../page/steps';

/**
 * The translations of all templates in a page, for the webview, which has none itself.
 * A template that reads the same in the reader's language is left out.
 */
export function translationsOf(page: Page, translate: (template: string) => string): Record<string, string> {
  return translationsIn(messagesOf(page), translate);
}

/** The same for a step and the list of formulas it is one of. */
export function translationsOfStep(
  { formulas }: StepsOverview,
  view: StepView,
  translate: (template: string) => string,
): Record<string, string> {
  return translationsIn([...formulas.map(({ title }) => title), ...messagesOfStep(view)], translate);
}

/** The same for what the formulas of a page say. */
export function translationsOfSentences(
  sentences: Readonly<Record<string, readonly Message[]>>,
  translate: (template: string) => string,
): Record<string, string> {
  return translationsIn(Object.values(sentences).flat(), translate);
}

/** The same for what an entry is. */
export function translationsOfEntry(
  { lines, work, note }: EntryView,
  translate: (template: string) => string,
): Record<string, string> {
  return translationsIn(
    [
      ...lines.map(({ spoken }) => spoken),
      ...(note === null ? [] : [note]),
      ...(work === null ? [] : [work.heading, ...work.notes, ...(work.table === null ? [] : wordsOfTable(work.table))]),
    ],
    translate,
  );
}

function wordsOfTable({ index, head, rows, rest }: EntryTable): readonly Message[] {
  return [
    index,
    ...head.map(({ spoken }) => spoken),
    ...rows.map((row) => row.index),
    ...(rest === null ? [] : [rest.text]),
  ];
}

function translationsIn(messages: Iterable<Message>, translate: (template: string) => string): Record<string, string> {
  const words: Record<string, string> = {};
  const seen = new Set<string>();
  const add = ({ template, args }: Message) => {
    if (!seen.has(template)) {
      seen.add(template);
      const translated = translate(template);
      if (translated !== template) words[template] = translated;
    }
    for (const arg of args) if (typeof arg === 'object') add(arg);
  };
  for (const text of messages) add(text);
  return words;
}

function* messagesOf(page: Page): Generator<Message> {
  for (const section of page.sections) {
    yield section.heading;
    for (const block of section.blocks) yield* messagesOfBlock(block);
  }
}

function* messagesOfStep({ title, sentence, formula, done, current }: StepView): Generator<Message> {
  yield* [title, sentence];
  for (const { label, spoken } of [formula, ...done, ...(current === null ? [] : [current])]) yield* [label, ...spoken];
}

function* messagesOfBlock(block: Block): Generator<Message> {
  switch (block.kind) {
    case 'heading':
      yield block.text;
      break;
    case 'paragraph':
    case 'note':
      yield* messagesOfInlines(block.content);
      break;
    case 'table':
      for (const row of [block.head, ...block.rows]) {
        for (const cell of row) yield* messagesOfInlines(cell);
      }
      break;
    case 'compare':
      yield* block.sentences;
      for (const { sentences } of block.items) yield* sentences;
      break;
    case 'descent':
    case 'neuron':
      break;
    case 'heatMap':
      yield block.label;
      if (block.picture !== null) yield* [...block.picture.summary, ...block.picture.largest.map(({ text }) => text)];
      break;
    case 'formula':
      yield* [block.label, ...(block.beside ? [block.beside.caption] : []), ...(block.spoken ?? [])];
      break;
    case 'drawing':
      yield* [block.label, ...block.spoken];
      break;
  }
}

function* messagesOfInlines(content: readonly Inline[]): Generator<Message> {
  for (const inline of content) {
    if (inline.kind !== 'math') yield inline.text;
  }
}
