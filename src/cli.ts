import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Analysis, defaultView, type View } from './analysis/analysis';
import { diagnosticsReport } from './analysis/diagnosticsReport';
import { gradientReport, type SampleResult } from './analysis/gradientReport';
import type { FileContent } from './language/meaning/checked';
import { format, withEdits } from './language/format/format';
import { localPath } from './language/matrices/filePath';
import { readMatrixFile } from './language/matrices/matrixFile';
import { inEnglish, message, say } from './message/message';
import { parse as parseSpec } from './language/syntax/parser';
import type { Network } from './network/network';
import { convertStanford } from './service/stanford/convertStanford';
import { gradientText } from './service/hover/gradientText';
import { stanfordNotes } from './service/stanford/stanfordNotes';

const USAGE = `Usage:
  nnet check FILE… [--json]
  nnet gradient FILE [--json] [--input NAME] [--output J]
  nnet format FILE… [--check]
  nnet convert FILE [-o OUT]

  check       prints what is wrong in each file
  gradient    prints forward values, Δ, the gradient and its check against central differences
  format      formats each file in place; - is formatted to standard output
  convert     writes a Stanford NNet file (ACAS Xu, Reluplex, Marabou) in the NNet language

  --json      prints JSON
  --input     looks only at the input or batch of this name
  --output    differentiates output J (from 1) of a network with several outputs and no loss
  -o, --out   writes to the file OUT instead of standard output
  --check     only names the files that are not formatted; exit status 1 if there are any
  --help      prints this text
  --version   prints the version

FILE may be - for standard input. Results go to standard output, problems to standard error.
Exit status: 0 fine, 1 a file has errors, 2 wrong usage or an unreadable file.
`;

const FINE = 0;
const HAS_ERRORS = 1;
const CANNOT = 2;

/** What a command cannot do as it was called, in words for people; exit status 2. */
class Refusal extends Error {}

/** A wrong call: the usage is printed too. */
class UsageError extends Refusal {}

interface Source {
  /** As the user wrote it. */
  readonly file: string;
  readonly analysis: Analysis;
}

const commands: Record<string, (args: string[]) => Promise<number>> = { check, gradient, format: formatFiles, convert };

async function check(args: string[]): Promise<number> {
  const { values, positionals } = parse(args, { json: { type: 'boolean' } });
  if (positionals.length === 0) throw new UsageError('check needs at least one FILE.');
  const sources: Source[] = [];
  let status = FINE;
  for (const file of positionals) {
    try {
      sources.push(await open(file));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // The other files are still worth checking.
      complain(error.message);
      status = CANNOT;
    }
  }
  if (values.json) printJson(diagnosticsReport(sources));
  else sources.forEach(printProblems);
  return Math.max(status, sources.some((s) => s.analysis.broken) ? HAS_ERRORS : FINE);
}

async function gradient(args: string[]): Promise<number> {
  const { values, positionals } = parse(args, {
    json: { type: 'boolean' },
    input: { type: 'string' },
    output: { type: 'string' },
  });
  if (positionals.length !== 1) throw new UsageError('gradient needs exactly one FILE.');
  const output = values.output === undefined ? null : outputNumber(values.output);
  const input = values.input?.normalize('NFC') ?? null;

  const source = await open(positionals[0]);
  const { analysis, file } = source;
  printProblems(source);
  const { network } = analysis;
  if (network === null) return HAS_ERRORS;
  const results = await resultsOf(analysis, viewsOf(file, network, input, output));
  if (values.json) printJson(gradientReport(network, results));
  else process.stdout.write(gradientText(network, results, inEnglish, stanfordNotes(analysis.checked)));
  if (analysis.checked.spec.stanford !== null && network.objective.kind === 'none' && output === null) {
    complain(`${file} has ${network.sizes.at(-1)} outputs: --output J says which one is differentiated.`);
  }
  const whole = results.length > 0 && results.every(({ trace }) => trace.backward !== null);
  return analysis.broken || !whole ? HAS_ERRORS : FINE;
}

async function formatFiles(args: string[]): Promise<number> {
  const { values, positionals } = parse(args, { check: { type: 'boolean' } });
  if (positionals.length === 0) throw new UsageError('format needs at least one FILE.');
  let status = FINE;
  for (const file of positionals) {
    try {
      status = Math.max(status, await formatFile(file, values.check === true));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      complain(error.message);
      status = CANNOT;
    }
  }
  return status;
}

async function formatFile(file: string, checkOnly: boolean): Promise<number> {
  const bytes = await bytesOf(file);
  const text = bytes.toString('utf8');
  // What is not UTF-8 would be lost on the way back.
  if (!isUtf8(bytes)) throw new Refusal(`${file} is not UTF-8 text.`);
  const formatted = withEdits(text, format(parseSpec(text)));
  if (checkOnly) {
    if (formatted === text) return FINE;
    process.stdout.write(`${file}\n`);
    return HAS_ERRORS;
  }
  if (file === '-') process.stdout.write(formatted);
  else if (formatted !== text) await write(file, formatted);
  return FINE;
}

async function convert(args: string[]): Promise<number> {
  const { values, positionals } = parse(args, { out: { type: 'string', short: 'o' } });
  if (positionals.length !== 1) throw new UsageError('convert needs exactly one FILE.');
  const source = await open(positionals[0]);
  const { analysis, file } = source;
  printProblems(source);
  if (analysis.broken) return HAS_ERRORS;
  const title = file === '-' ? null : path.basename(file).replace(/\.nnet$/i, '');
  const made = convertStanford(analysis.checked, title);
  if ('refusal' in made) throw new Refusal(`${file}: ${say(made.refusal)}`);
  if (values.out === undefined || values.out === '-') process.stdout.write(made.text);
  else await write(values.out, made.text);
  if (made.lost !== null) complain(say(made.lost));
  return FINE;
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such folder' : reason(error as NodeJS.ErrnoException);
    throw new Refusal(`${file} cannot be written: ${why}.`);
  }
}

/** The samples that were asked for, each with the output that was asked for. */
function viewsOf(file: string, network: Network, input: string | null, output: number | null): View[] {
  const outputs = network.sizes[network.layers.length];
  if (output !== null && network.objective.kind === 'loss') {
    throw new Refusal(`${file} has a loss, so --output does not apply: the loss is differentiated.`);
  }
  if (output !== null && output > outputs) {
    throw new Refusal(`${file} has no output ${output}: --output can be 1 to ${outputs}.`);
  }
  const names = network.samples.map((sample) => sample.name);
  if (input !== null && !names.includes(input)) {
    const there = names.length === 0 ? 'it has no input with numbers' : `it has ${names.join(', ')}`;
    throw new Refusal(`${file} has no input or batch named ${input}: ${there}.`);
  }
  return (input === null ? names : [input]).map((sample) => ({ ...defaultView, sample, output }));
}

async function resultsOf(analysis: Analysis, views: readonly View[]): Promise<SampleResult[]> {
  const results: SampleResult[] = [];
  for (const view of views) {
    const trace = await analysis.trace(view);
    if (trace !== null) results.push({ trace, check: await analysis.check(view) });
  }
  return results;
}

function outputNumber(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`--output needs a whole number from 1, not ${text}.`);
  return Number(text);
}

function parse<const Options extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: Options) {
  try {
    return parseArgs({ args, options, allowPositionals: true as const });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return file === '-' ? await standardInput() : await readFile(file);
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${reason(error as NodeJS.ErrnoException)}.`);
  }
}

async function open(file: string): Promise<Source> {
  const bytes = await bytesOf(file);
  const folder = file === '-' ? '.' : path.dirname(file);
  const analysis = await Analysis.of(bytes.toString('utf8'), { readFile: (name) => matrixFile(folder, name) });
  const known = analysis.diagnostics.some(({ code }) => code === 'foreign-file');
  // Its errors would be about letters that nobody wrote.
  if (analysis.broken && !known && !isUtf8(bytes)) throw new Refusal(`${file} is not UTF-8 text.`);
  return { file, analysis };
}

/** The matrix file of this name beside the spec. */
async function matrixFile(folder: string, name: string): Promise<FileContent> {
  const local = localPath(name);
  if (local === null) {
    const text = message('The file {0} is not read: files are never fetched from a network.', name);
    return { kind: 'problem', code: 'file-not-found', message: text };
  }
  try {
    return readMatrixFile(name, await readFile(path.resolve(folder, local)));
  } catch (error) {
    const text = message('The file {0} cannot be read: {1}.', name, reason(error as NodeJS.ErrnoException));
    return { kind: 'problem', code: 'file-not-found', message: text };
  }
}

async function standardInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function reason(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
    case 'EPERM':
      return 'permission is denied';
    case 'ERR_FS_FILE_TOO_LARGE':
    case 'ERR_STRING_TOO_LONG':
      return 'it is too large';
    default:
      return error.code ?? error.message;
  }
}

function printProblems({ file, analysis }: Source): void {
  const lines = analysis.diagnostics.map(({ range, severity, message, code }) => {
    const { line, character } = analysis.lines.positionAt(range.start);
    return `${file}:${line + 1}:${character + 1}: ${severity}: ${say(message)} [${code}]\n`;
  });
  process.stderr.write(lines.join(''));
}

function printJson(report: object): void {
  let text: string;
  try {
    text = JSON.stringify(report);
  } catch {
    // Longer than a string can be.
    throw new Refusal('the result is too large for one JSON text.');
  }
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  process.stderr.write(`nnet: ${text}\n`);
}

/** The version in the package.json beside `dist`. */
function version(): string {
  const text = readFileSync(path.join(__dirname, '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

async function run(args: string[]): Promise<number> {
  const [command, ...rest] = args;
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(USAGE);
    return FINE;
  }
  if (command === '--version') {
    process.stdout.write(`${version()}\n`);
    return FINE;
  }
  if (command === undefined) throw new UsageError('a command is needed.');
  const execute = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (execute === undefined) throw new UsageError(`there is no command ${command}.`);
  return execute(rest);
}

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has seen enough (`| head`): not worth a word.
    process.exit(error.code === 'EPIPE' ? process.exitCode : CANNOT);
  });
}

run(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.exitCode = CANNOT;
    complain(error instanceof Error ? error.message : String(error));
    if (error instanceof UsageError) process.stderr.write(`\n${USAGE}`);
  },
);
