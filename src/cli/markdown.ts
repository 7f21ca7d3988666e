import { isUtf8 } from 'node:buffer';
import path from 'node:path';
import { drive } from '../analysis/cancellation';
import type { ReportedFile } from '../analysis/diagnosticsReport';
import { usualHandout, type HandoutChoices } from '../authoring/choices';
import { madeFrom, withChecksum } from '../authoring/checksum';
import { exportCommand } from '../authoring/command';
import { fenceSteps, openFence, type Fence } from '../authoring/fences/fence';
import { findFences, replaceFences, type FoundFence } from '../authoring/fences/expandFences';
import { FenceMarkdown } from '../authoring/fences/fenceMarkdown';
import { fencesInHtml } from '../authoring/fences/fencesInHtml';
import { htmlComment } from '../authoring/markdown/flavors';
import type { ExportedFile } from '../authoring/target';
import { say } from '../message/message';
import { foreignNotes } from '../service/stanford/stanfordNotes';
import { Refusal, UsageError } from './outcome';
import { FenceProblems, MOST_FENCES, type LookedAt } from './fenceProblems';
import { complain, printProblems } from './output';
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

/** Markdown is no network: its fences are checked and exported, and nothing else is done with them. */
export function refuseMarkdown(file: string, command: string): void {
  if (!isMarkdown(file)) return;
  throw new Refusal(`${file} is Markdown, and ${command} takes a network: put it into a .nnet file.`);
}

/**
 * A Markdown file with its fences as formulas, all else byte for byte as it was, and the drawings beside it.
 * @returns null, after their problems are printed, if there are fences that can’t be shown.
 */
export async function expandMarkdown(file: string, expansion: Expansion): Promise<readonly ExportedFile[] | null> {
  refusePlace(file, expansion);
  const from = { ...expansion, file, out: expansion.out ?? file };
  const writer = await writerOf(from);
  const written: string[] = [];
  let canAllBeShown = true;
  const { text, found, problems } = await fencesOf(file, expansion.choices, (fence) => {
    canAllBeShown &&= fence.pieces.every(({ kind }) => kind !== 'problem');
    if (canAllBeShown) written.push(writer.write(fence));
  });
  printProblems(problems);
  if (!canAllBeShown || written.length < found.length) return null;
  const content = replaceFences(text, found, marked(written, from));
  return [{ name: `${nameOf(from)}.md`, content }, ...writer.files()].map(withChecksum);
}

/** What is wrong in the fences of a Markdown file. */
export async function checkedMarkdown(file: string): Promise<ReportedFile> {
  return (await fencesOf(file, usualHandout, () => undefined)).problems;
}

/** Looks at the fences of a file one after the other, and keeps nothing of them but their problems. */
async function fencesOf(
  file: string,
  choices: HandoutChoices,
  use: (fence: Fence) => void,
): Promise<{ readonly text: string; readonly found: readonly FoundFence[]; readonly problems: ReportedFile }> {
  const bytes = await bytesOf(file);
  if (!isUtf8(bytes)) throw new Refusal(`${file} is not UTF-8 text.`);
  const text = bytes.toString('utf8');
  const found = findFences(text);
  if (found.length === 0) complain(`${file} has no fence \`\`\`nnet.`);
  const problems = new FenceProblems(file, text);
  for (const [i, one] of found.entries()) {
    if (i === MOST_FENCES || problems.isFull) {
      problems.leaveOut(one, found.length - i);
      break;
    }
    const looked = await lookedAt(one, file, choices);
    problems.add(looked);
    use(looked.fence);
  }
  return { text, found, problems: problems.report() };
}

async function lookedAt(found: FoundFence, file: string, choices: HandoutChoices): Promise<LookedAt> {
  const { content, info } = found;
  const opened = openFence(content, info);
  if ('pieces' in opened) return { found, fence: opened, analysis: null };
  const analysis = await analysisOf(content, file);
  const of = { choices, file: path.basename(file), foreign: foreignNotes };
  return { found, fence: await drive(fenceSteps(analysis, opened, of)), analysis };
}

/** Markdown stays Markdown. */
function refusePlace(file: string, { target, out }: Expansion): void {
  if (target !== 'html' || out === undefined || !/\.html?$/i.test(out)) return;
  throw new UsageError(
    `${file} stays Markdown, with HTML in the places of its fences: give OUT the ending .md, and make a page of it with the program that shows it.`,
  );
}

/** The first place tells an export from a text that someone wrote: written again, it is replaced without a question. */
function marked([first, ...others]: readonly string[], { file, target, choices }: Expanded): readonly string[] {
  if (first === undefined) return [];
  const command = exportCommand({ file: path.basename(file) }, target, choices);
  // MDX knows no comments of HTML.
  const lines = [say(madeFrom(path.basename(file)), translation(choices.language)), command];
  const comment = /\.mdx$/i.test(file) ? `{/* ${lines.join(' ').replaceAll('*/', '* /')} */}` : htmlComment(lines);
  return [`${comment}\n\n${first}`, ...others];
}

/** Writes fences in their order; the drawings are files beside the Markdown. */
interface FenceWriter {
  write(fence: Fence): string;
  files(): readonly ExportedFile[];
}

async function writerOf(from: Expanded): Promise<FenceWriter> {
  const { language, flavor } = from.choices;
  if (from.target === 'html') return { write: await fencesInHtml(translation(language)), files: () => [] };
  const markdown = new FenceMarkdown(flavor, translation(language), nameOf(from));
  return { write: (fence) => markdown.fence(fence), files: () => markdown.files };
}

function nameOf({ out }: Expanded): string {
  return path.basename(out).replace(/\.[^.]+$/, '');
}
