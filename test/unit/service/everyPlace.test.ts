// What the editor says and offers at every place of texts that use the whole language: everyPlace.txt has been read by people.
import { Analysis } from '../../../src/analysis/analysis';
import type { Fix, TextEdit } from '../../../src/language/text/diagnostic';
import { tokens } from '../../../src/language/syntax/scanner';
import { inEnglish, say } from '../../../src/message/message';
import type { TextRange } from '../../../src/functions/expression/tree';
import { completionsAt } from '../../../src/service/complete/completion';
import type { CompletionItem } from '../../../src/service/complete/completionItem';
import { signatureAt } from '../../../src/service/complete/signatureHelp';
import { addBias } from '../../../src/service/edit/addBias';
import { extractLet } from '../../../src/service/edit/extractLet';
import { giveSeed } from '../../../src/service/edit/giveSeed';
import { otherForms } from '../../../src/service/edit/homogeneousForm';
import { inlineLet } from '../../../src/service/edit/inlineLet';
import { matrixForms } from '../../../src/service/edit/rewriteMatrix';
import { hoverAt } from '../../../src/service/hover/hover';
import { networkSummary, sizesText } from '../../../src/service/hover/networkSummary';
import { folds } from '../../../src/service/navigate/folding';
import { shapeHints } from '../../../src/service/navigate/inlayHints';
import { references, rename } from '../../../src/service/navigate/navigation';
import { outline, type OutlineItem } from '../../../src/service/navigate/outline';
import { selectionRanges } from '../../../src/service/navigate/selectionRanges';
import { semanticTokens } from '../../../src/service/navigate/semanticTokens';
import { assertAccepted } from '../accepted';
import { everyPlaceTexts } from './everyPlaceTexts';

/** A text, and how its places are written. */
class Places {
  constructor(
    readonly name: string,
    readonly analysis: Analysis,
  ) {}

  get text(): string {
    return this.analysis.text;
  }

  at(offset: number): string {
    const { line, character } = this.analysis.lines.positionAt(offset);
    return `${line + 1}:${character + 1}`;
  }

  words({ start, end }: TextRange): string {
    const inside = this.text.slice(start, end);
    return `${this.at(start)} ${JSON.stringify(inside.length > 40 ? `${inside.slice(0, 20)}…${inside.slice(-15)}` : inside)}`;
  }

  edits(edits: readonly TextEdit[]): string {
    return edits.map(({ range, newText }) => `${this.words(range)} → ${JSON.stringify(newText)}`).join(', ');
  }

  /**
   * What is shown at the places where a word begins or ends: nothing where it is as at the place before, and only where it
   * was first if it has been shown already.
   */
  changes<T>(show: (offset: number) => T | null, told: (shown: T, offset: number) => string): string[] {
    const ends = [...tokens(this.text)].flatMap(({ start, end }) => [start, end]);
    const lines: string[] = [];
    const places = new Map<string, string>();
    let last = '';
    for (const offset of [...new Set([0, ...ends, this.text.length])].sort((a, b) => a - b)) {
      const shown = show(offset);
      const line = shown === null ? '' : told(shown, offset);
      const first = places.get(line);
      if (line !== last)
        lines.push(`${this.at(offset)} ${line === '' ? 'nothing' : first === undefined ? line : `as at ${first}`}`);
      if (first === undefined) places.set(line, this.at(offset));
      last = line;
    }
    return lines;
  }
}

const listed = (head: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [head, ...lines.map((line) => `  ${line.replaceAll('\n', '\n    ')}`)];

/** Markdown with its pictures left out. */
const withoutPictures = (markdown: string): string =>
  markdown.replace(/data:image\/svg\+xml[^)"\s]*/g, 'picture').replace(/\n+/g, '\n');

function hovers(places: Places): string[] {
  return places.changes(
    (offset) => hoverAt(places.analysis, offset, inEnglish),
    ({ range, markdown }) => `${places.words(range)}\n${withoutPictures(markdown)}`,
  );
}

/** What has been described already. */
interface Known {
  readonly items: Set<string>;
  readonly lists: string[];
}

/** The lists by the labels of what they hold; what is built in, and each item, is described when it is first met. */
function completions(places: Places, known: Known): string[] {
  const described: string[] = [];
  const describe = ({ label, kind, detail, snippet, documentation }: CompletionItem): void => {
    const item = `${label}: ${[kind, detail, JSON.stringify(snippet ?? label), withoutPictures(documentation)].join(' | ')}`;
    if (!known.items.has(item)) described.push(item);
    known.items.add(item);
  };
  const listOf = (items: readonly CompletionItem[]): string => {
    items.forEach(describe);
    const labels = items.map(({ label }) => label);
    const first = labels.findIndex((label) => label === 'pi' || label === 'identity');
    if (first < 0 || labels.length - first < 10) return labels.join(', ');
    const builtIn = labels.slice(first).join(', ');
    if (!known.lists.includes(builtIn)) {
      known.lists.push(builtIn);
      described.push(`(list ${known.lists.length}): ${builtIn}`);
    }
    return [...labels.slice(0, first), `(list ${known.lists.indexOf(builtIn) + 1})`].join(', ');
  };
  const lists = places.changes(
    (offset) => completionsAt(places.analysis, offset, inEnglish),
    ({ items }) => listOf(items),
  );
  return [...lists, ...described];
}

function refactorings(places: Places): string[] {
  const { analysis, text } = places;
  const { checked } = analysis;
  if (checked.spec.language === 'other') return [];
  const kinds: readonly ((offset: number) => readonly (Fix | null)[])[] = [
    (at) => [addBias(checked, at), giveSeed(checked, at), inlineLet(checked, at)],
    (at) => [extractLet(checked, { start: at, end: Math.min(text.length, at + 3) })],
    (at) => matrixForms(checked, at),
    (at) => otherForms(analysis, at),
  ];
  const told = (fixes: readonly Fix[]): string =>
    fixes.map(({ title, edits }) => `${say(title)}: ${places.edits(edits)}`).join('\n');
  return kinds.flatMap((made) => places.changes((at) => made(at).filter((fix) => fix !== null), told));
}

function names(places: Places): string[] {
  const { checked } = places.analysis;
  return places.changes(
    (offset) => references(checked, offset),
    (ranges, offset) => {
      if (ranges.length === 0) return '';
      const renamed = ['k', 'tanh', 'X', '2x'].map((name) => {
        const found = rename(checked, offset, name);
        return `${name}: ${found.kind === 'refusal' ? say(found.reason) : places.edits(found.edits)}`;
      });
      return [ranges.map((range) => places.words(range)).join(', '), ...renamed].join('\n');
    },
  );
}

function outlined(places: Places, items: readonly OutlineItem[]): string[] {
  return items.flatMap(({ name, detail, kind, range, selection, children }) => [
    `${kind} ${name} (${detail}) ${places.words(range)}, selected ${places.words(selection)}`,
    ...outlined(places, children).map((line) => `  ${line}`),
  ]);
}

function said(places: Places, known: Known): string[] {
  const { analysis, text } = places;
  const { checked } = analysis;
  const summary = networkSummary(checked);
  return [
    `# ${places.name}`,
    `${sizesText(checked)}; ${summary === null ? 'nothing' : say(summary)}`,
    ...listed('hovers', hovers(places)),
    ...listed('completions', completions(places, known)),
    ...listed('signatures', places.changes((at) => signatureAt(analysis, at, inEnglish), ({ label, parameters, active, documentation }) => `${label} | ${parameters[active]} | ${documentation}`)),
    ...listed('refactorings', refactorings(places)),
    ...listed('names', names(places)),
    ...listed('selections', places.changes((at) => selectionRanges(checked, at), (ranges) => ranges.map(({ start, end }) => `${places.at(start)}–${places.at(end)}`).join(' < '))),
    ...listed('outline', outlined(places, outline(checked))),
    ...listed('folds', folds(analysis).map(({ start, end, kind }) => `${kind} ${start + 1}–${end + 1}`)),
    ...listed('colours', semanticTokens(checked).map(({ range, type, modifiers }) => `${places.words(range)} ${[type, ...modifiers].join(' ')}`)),
    ...listed('hints', shapeHints(analysis, { start: 0, end: text.length }).map(({ offset, label, kind }) => `${places.at(offset)} ${kind} ${label}`)),
  ]; // prettier-ignore
}

describe('What the editor says at every place', () => {
  it('is what has been accepted', async () => {
    const known: Known = { items: new Set(), lists: [] };
    const lines: string[] = [];
    for (const [name, text] of Object.entries(everyPlaceTexts))
      lines.push(...said(new Places(name, await Analysis.of(text)), known));
    assertAccepted('service/everyPlace.txt', lines);
  });
});
