import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import type { Analysis } from '../analysis/analysis';
import { drive } from '../analysis/cancellation';
import type { HandoutChoices } from '../authoring/choices';
import { exportCommand } from '../authoring/command';
import { fenceSteps, openFence, type Fence, type FenceProblem } from '../authoring/fences/fence';
import { findFences, replaceFences, type FoundFence } from '../authoring/fences/expandFences';
import { FenceMarkdown } from '../authoring/fences/fenceMarkdown';
import { fencesInHtml } from '../authoring/fences/fencesInHtml';
import { htmlComment } from '../authoring/markdown/flavors';
import type { ExportedFile } from '../authoring/target';
import { say } from '../message/message';
import { foreignNotes } from '../service/stanford/stanfordNotes';
import { Refusal, UsageError } from './outcome';
import { complain, printable } from './output';
import { analysisOf, bytesOf } from './source';
import { translation } from '../message/translation';

/** What the fences of a Markdown file can become. */
export const markdownTargets = ['markdown', 'html'] as const;
export type MarkdownTarget = (typeof markdownTargets)[number];

interface Expansion {
  readonly target: MarkdownTarget;
  readonly choices: HandoutChoices;
  readonly out: string | undefined;
}

/** What is expanded, and into what. */
interface Expanded extends Expansion {
  readonly file: string;
  readonly out: string;
}

export function isMarkdown(file: string): boolean {
  return /\.(md|markdown|mkd|mdown|qmd|rmd|mdx)$/i.test(file);
}

/**
 * A Markdown file with its fences as formulas, all else byte for byte as it was, and the drawings beside it.
 * @returns null, after their problems are printed, if there are fences that can’t be shown.
 */
export async function expandMarkdown(file: string, expansion: Expansion): Promise<readonly ExportedFile[] | null> {
  refusePlace(file, expansion);
  const bytes = await bytesOf(file);
  if (!isUtf8(bytes)) throw new Refusal(`${file} is not UTF-8 text.`);
  const text = bytes.toString('utf8');
  const found = findFences(text);
  if (found.length === 0) complain(`${file} has no fence \`\`\`nnet, so nothing in it changes.`);
  const fences: Fence[] = [];
  let broken = false;
  for (const one of found) {
    const fence = await shownFence(one, file, text, expansion.choices);
    fences.push(fence);
    broken ||= fence.pieces.some(({ kind }) => kind === 'problem');
  }
  return broken ? null : expanded(text, found, fences, { ...expansion, file, out: expansion.out ?? file });
}

/** Markdown stays Markdown, and the fences that it is made from stay too. */
function refusePlace(file: string, { target, out }: Expansion): void {
  if (out === undefined || out === '-') return;
  if (path.resolve(out) === path.resolve(file)) throw new UsageError(`-o ${out} is the file itself.`);
  if (target === 'html' && /\.html?$/i.test(out)) {
    throw new UsageError(
      `${file} stays Markdown, with HTML in the places of its fences: give OUT the ending .md, and make a page of it with the program that shows it.`,
    );
  }
}

async function shownFence(found: FoundFence, file: string, text: string, choices: HandoutChoices): Promise<Fence> {
  const { content, info } = found;
  const opened = openFence(content, info);
  if ('pieces' in opened) {
    printProblems(opened, null, found, file, text);
    return opened;
  }
  const analysis = await analysisOf(content, file);
  const of = { choices, file: path.basename(file), foreign: foreignNotes };
  const fence = await drive(fenceSteps(analysis, opened, of));
  printProblems(fence, analysis, found, file, text);
  return fence;
}

/** Every problem of a fence with its place in the Markdown, as those of other files are printed. */
function printProblems(
  { pieces }: Fence,
  analysis: Analysis | null,
  { lines: [first], content, opening }: FoundFence,
  file: string,
  text: string,
): void {
  const raw = text.replace(/^\ufeff/, '').split(/\r\n?|\n/);
  const print = (line: number, column: number, said: string) =>
    process.stderr.write(`${printable(`${file}:${line + 1}:${column + 1}: ${said}`)}\n`);
  for (const { range, severity, message, code } of analysis?.diagnostics ?? []) {
    const { line, character } = analysis!.lines.positionAt(range.start);
    const its = first + 1 + line;
    const before = (raw[its] ?? '').length - (content.split('\n')[line] ?? '').length;
    print(its, character + Math.max(0, before), `${severity}: ${say(message)} [${code}]`);
  }
  const others = pieces.filter((piece): piece is FenceProblem => piece.kind === 'problem' && piece.diagnostic === null);
  for (const problem of others) print(first, opening.length, `error: ${say(problem.text)}`);
}

/** The first place tells an export from a text that someone wrote: written again, it is replaced without a question. */
function marked([first, ...others]: readonly string[], { file, target, choices }: Expanded): readonly string[] {
  if (first === undefined) return [];
  const command = exportCommand(path.basename(file), target, choices);
  // MDX knows no comments of HTML.
  const comment = /\.mdx$/i.test(file) ? `{/* ${command.replaceAll('*/', '* /')} */}` : htmlComment([command]);
  return [`${comment}\n\n${first}`, ...others];
}

async function expanded(
  text: string,
  found: readonly FoundFence[],
  fences: readonly Fence[],
  from: Expanded,
): Promise<readonly ExportedFile[]> {
  const { target, choices, out } = from;
  const { language, flavor } = choices;
  const name = path.basename(out).replace(/\.[^.]+$/, '');
  if (target === 'html') {
    const write = await fencesInHtml(translation(language));
    return [{ name: `${name}.md`, content: replaceFences(text, found, marked(fences.map(write), from)) }];
  }
  const markdown = new FenceMarkdown(flavor, translation(language), name);
  const content = replaceFences(
    text,
    found,
    marked(
      fences.map((fence) => markdown.fence(fence)),
      from,
    ),
  );
  return [{ name: `${name}.md`, content }, ...markdown.files];
}
