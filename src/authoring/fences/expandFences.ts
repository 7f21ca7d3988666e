import MarkdownIt from 'markdown-it';
import { isNnetFence } from './fenceInfo';
import { textOf, type MarkdownToken } from './fencePlugin';
import type { FenceText } from './fenceRenderer';

/** A fence in a file of Markdown: the lines that it takes, and what is before each line of its container. */
export interface FoundFence extends FenceText {
  /** Its lines, from 0, the last one not included. */
  readonly lines: readonly [number, number];
  /** What is before its sign: marks of lists and quotes, and spaces. */
  readonly opening: string;
}

/** The lines of a text, each with its ending. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$/g) ?? [];
}

/** The fences of this language in a file of Markdown, also those in lists and quotes, as CommonMark finds them. */
export function findFences(text: string): readonly FoundFence[] {
  const lines = linesOf(text);
  const markdown = new MarkdownIt({ html: true });
  // What is inside paragraphs takes most of the memory, and no fence is there.
  markdown.core.ruler.disable(['inline', 'text_join']);
  const tokens: readonly MarkdownToken[] = markdown.parse(text.replace(/^\ufeff/, ''), {});
  return tokens.flatMap((token) => {
    if (token.type !== 'fence' || token.map === null || !isNnetFence(token.info)) return [];
    const [first, end] = token.map;
    const line = lines[first].replace(/^\ufeff/, '');
    return [
      {
        ...textOf(token),
        document: null,
        lines: [first, end] as const,
        opening: line.slice(0, line.indexOf(token.markup)),
      },
    ];
  });
}

/** The text with other lines in the places of its fences; every other byte is as it was. */
export function replaceFences(text: string, fences: readonly FoundFence[], others: readonly string[]): string {
  const lines = linesOf(text);
  const written: string[] = [];
  let next = 0;
  for (const [i, fence] of fences.entries()) {
    const [first, end] = fence.lines;
    written.push(...lines.slice(next, first), inContainer(others[i], fence, lines, end));
    next = end;
  }
  return [...written, ...lines.slice(next)].join('');
}

/** Lines in the container of a fence, ending as its own lines do. */
function inContainer(other: string, { lines: [first], opening }: FoundFence, lines: readonly string[], end: number) {
  const mark = lines[first].startsWith('\ufeff') ? '\ufeff' : '';
  const ending = /\r\n?|\n/.exec(lines[first])?.[0] ?? '\n';
  // In the lines after the first, the mark of a list item is room.
  const inside = opening.replace(/[^>\t]/g, ' ');
  const written = other.split('\n').map((line, i) => (i === 0 ? opening + line : (inside + line).trimEnd()));
  const last = /\r\n?$|\n$/.exec(lines[end - 1])?.[0] ?? '';
  return mark + written.join(ending) + last;
}
