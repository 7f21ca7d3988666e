import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { HandoutChoices } from '../authoring/choices';
import { exportFiles } from '../authoring/exportFiles';
import { isNoHandout } from '../authoring/handout';
import type { ExportedFile } from '../authoring/target';
import { targetTitles, usualParts } from '../authoring/targetTitles';
import { mathStyleOf } from '../authoring/html/fontsInside';
import { targetNames, targets, type TargetName } from '../authoring/targets';
import { say } from '../message/message';
import { foreignNotes } from '../service/stanford/stanfordNotes';
import { parseCall } from './arguments';
import { choiceOptions, choicesIn } from './choiceOptions';
import { expandMarkdown, isMarkdown, markdownTargets, type MarkdownTarget } from './markdown';
import { FINE, HAS_ERRORS, Refusal, UsageError } from './outcome';
import { complain, complainOfLetters, printProblems } from './output';
import { makeFolder, occupant, refuseSource, refuseSpecial, writeAllTo } from './places';
import { openSource, reported } from './source';
import { translation } from '../message/translation';

/**
 * `nnet export FILE --to TARGET`: writes what the export command of the editor writes, to the same byte.
 * `nnet export FILE --all DIR`: the same for every target that the network has.
 * `nnet export FILE.md --to markdown|html`: the file with its fences as formulas.
 */
export async function exportFile(args: string[]): Promise<number> {
  const { values, positionals } = parseCall(args, {
    ...choiceOptions,
    to: { type: 'string' },
    all: { type: 'string' },
    force: { type: 'boolean' },
    out: { type: 'string', short: 'o' },
  });
  if (positionals.length !== 1) throw new UsageError('export needs exactly one FILE.');
  const { force = false, ...given } = values as { readonly force?: boolean };
  const named = given as Record<string, string | undefined>;
  const { to, out, all } = named;
  if (all !== undefined && (to !== undefined || out !== undefined)) {
    throw new UsageError('--all DIR writes every target, so --to and -o have no place beside it.');
  }
  if (isMarkdown(positionals[0])) return exportMarkdown(positionals[0], named, force);
  const chosen = all === undefined ? [targetTaking(to, named)] : targetNames;
  const choices = choicesIn(named);
  const { file, analysis } = await openSource(positionals[0]);
  printProblems(problemsOf(reported({ file, analysis }), choices));
  if (analysis.broken) return HAS_ERRORS;
  const source = {
    file: file === '-' ? 'standard input' : path.basename(file),
    text: analysis.text,
    fromStandardInput: file === '-',
  };
  const foreign = foreignNotes(analysis);
  if (all !== undefined) await makeFolder(all);
  for (const target of chosen) {
    const place =
      all === undefined ? out : path.join(all, `${stem(source.file)}-${target}${targets[target].extension}`);
    const writing = {
      name: stem(path.basename(place ?? source.file)),
      translate: translation(choices.language),
      mathStyle: () => mathStyleOf((name) => readFile(path.join(__dirname, 'webview', name))),
    };
    try {
      const taken = named['what'] === undefined ? { ...choices, what: usualParts(target) } : choices;
      const request = { target, choices: taken, source, foreign };
      if (all !== undefined) await refuseSpecial(place!);
      const files = await exportFiles(analysis, request, writing);
      await writeFiles(file, files, place, force);
      complainOfLetters(place ?? target, files);
    } catch (error) {
      if (all === undefined) throw isNoHandout(error) ? new Refusal(`${file}: ${say(error.text)}`) : error;
      complainOf(target, error);
    }
  }
  return FINE;
}

async function exportMarkdown(
  file: string,
  named: Readonly<Record<string, string | undefined>>,
  force: boolean,
): Promise<number> {
  const target = markdownTarget(named['to'], named);
  const choices = choicesIn(named);
  const written = await expandMarkdown(file, { target, choices, out: named['out'] });
  if (written === null) return HAS_ERRORS;
  await writeFiles(file, written, named['out'], force);
  return FINE;
}

/** Of all targets, one that the network does not have or that its reader has changed does not keep the others back. */
function complainOf(target: TargetName, error: unknown): void {
  if (error instanceof Edited) complain(`${target} is left as it is: ${error.message}`);
  else if (isNoHandout(error)) complain(`${target} is left out: ${say(error.text)}`);
  else throw error;
}

/** The problems without one that is none here: where every output is differentiated, none has to be chosen. */
function problemsOf(problems: ReturnType<typeof reported>, { output }: HandoutChoices): ReturnType<typeof reported> {
  if (output !== 'all') return problems;
  return { ...problems, diagnostics: problems.diagnostics.filter(({ code }) => code !== 'output-required') };
}

/** The target of a call whose choices it has. */
function targetTaking(to: string | undefined, named: Readonly<Record<string, string | undefined>>): TargetName {
  const target = targetNamed(to);
  if (named['what'] !== undefined && !targetTitles[target].parts) {
    throw new UsageError(`--to ${target} has no parts to choose, so --what has no place beside it.`);
  }
  if (named['flavor'] !== undefined && target !== 'markdown') {
    throw new UsageError(`--flavor is for --to markdown; --to ${target} has none.`);
  }
  return target;
}

/** What the fences of a Markdown file can become. */
function markdownTarget(to: string | undefined, named: Readonly<Record<string, string | undefined>>): MarkdownTarget {
  const target = markdownTargets.find((name) => name === to);
  if (target === undefined) throw new UsageError(`a Markdown file needs --to ${markdownTargets.join(' or --to ')}.`);
  if (named['what'] !== undefined) throw new UsageError('the fences of a Markdown file choose their parts: no --what.');
  return target;
}

/** A name without its ending. */
function stem(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}

/** One file goes to standard output unless a place is named; several need a place. */
async function writeFiles(
  source: string,
  files: readonly ExportedFile[],
  out: string | undefined,
  force: boolean,
): Promise<void> {
  const [main, ...others] = files;
  if (out === undefined || out === '-') {
    if (others.length > 0) throw new UsageError('this export is several files, so name the first with -o OUT.');
    process.stdout.write(main.content);
    return;
  }
  const placed = [
    ...others.map(({ name, content }) => ({ file: path.join(path.dirname(out), name), content })),
    { file: out, content: main.content },
  ];
  for (const { file } of placed) await refuseSource(source, file);
  for (const { file } of placed.slice(0, -1)) await refuseSpecial(file);
  if (!force) await refuseToReplace(placed.map(({ file }) => file));
  await writeAllTo(placed);
}

/** A file with changes of its reader, which are not to be lost. */
class Edited extends Refusal {}

/** A file that no export wrote stays, and one that was edited since; the files beside an earlier export are its own. */
async function refuseToReplace(files: readonly string[]): Promise<void> {
  const main = files[files.length - 1];
  const ours = (await occupant(main)) === 'export';
  for (const file of files) {
    const found = await occupant(file);
    if (found === 'edited') throw new Edited(`${file} was edited since it was exported; --force replaces it.`);
    if (found === 'foreign' && !ours) {
      throw new Refusal(`${file} exists and was not written by an export; --force replaces it.`);
    }
  }
}

function targetNamed(text: string | undefined): TargetName {
  const target = targetNames.find((name) => name === text);
  if (target !== undefined) return target;
  const known = targetNames.join(', ');
  if (text === undefined) throw new UsageError(`export needs --to TARGET, one of ${known}, or --all DIR.`);
  throw new UsageError(`there is no target ${text}: --to can be ${known}.`);
}
