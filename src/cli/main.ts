/** The command line: finds the command and turns what becomes of it into an exit status. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { choiceTexts } from '../authoring/choices';
import { exerciseTargets } from '../authoring/exercise/exerciseTargets';
import { targetNames } from '../authoring/targets';
import { say } from '../message/message';
import { check } from './check';
import { convert } from './convert';
import { exercise } from './exercise';
import { exportFile } from './export';
import { formatFiles } from './format';
import { gradient } from './gradient';
import { CANNOT, FINE, UsageError } from './outcome';
import { complain } from './output';

const USAGE = `Usage:
  nnet check FILE… [--json]
  nnet gradient FILE [--json] [--input NAME] [--output J] [--letters paper|course]
  nnet format FILE… [--check]
  nnet convert FILE [-o OUT]
  nnet export FILE --to TARGET [choices] [-o OUT] [--force]
  nnet export FILE --all DIR [choices] [--force]
  nnet export FILE.md --to markdown|html [choices] [-o OUT] [--force]
  nnet exercise FILE [--to TARGET] [--variants N] [--variant V] [--friendly] [-o DIR]
  nnet exercise FILE --code CODE [--to TARGET] [-o DIR]

  check       prints what is wrong in each file
  gradient    prints forward values, Δ, the gradient and its check against central differences
  format      formats each file in place; - is formatted to standard output
  convert     writes a Stanford NNet file (ACAS Xu, Reluplex, Marabou) in the NNet language
  export      writes formulas, numbers and drawing for another program; TARGET is one of
              ${targetNames.join(', ')};
              --all writes every one of them into DIR (made if it is not there), as FILE-TARGET;
              of a Markdown file it replaces each fence \`\`\`nnet by Markdown for a program (--flavor)
              or by HTML with MathML, and nothing else
  exercise    writes a sheet and its key for the exercises of FILE into DIR; TARGET is one of
              ${Object.keys(exerciseTargets).join(', ')} (several with commas);
              --variants N makes N sheets with different numbers, from variant V on (0 is the text itself);
              --friendly looks for numbers that can be worked out by hand;
              --code makes the sheet with this code again (several with commas);
              --rounding full keeps intermediate results of the key, printed rounds every one;
              --drawing draws the network on the sheets; --letters paper, course; --language en, ru

  --json      prints JSON
  --input     looks only at the input or batch of this name
  --output    differentiates output J (from 1) of a network with several outputs and no loss
  -o, --out   writes to the file OUT instead of standard output
  --force     replaces a file that no export wrote
  --check     only names the files that are not formatted; exit status 1 if there are any
  --help      prints this text
  --version   prints the version

Choices of export:
${choicesHelp()}

FILE may be - for standard input. Results go to standard output, problems to standard error.
Exit status: 0 fine, 1 a file has errors, 2 wrong usage or an unreadable file.
`;

/** A line for each choice of export. */
function choicesHelp(): string {
  return Object.values(choiceTexts)
    .map(({ option, values }) => `  --${option.padEnd(12)}${say(values)}`)
    .join('\n');
}

const commands: Record<string, (args: string[]) => Promise<number>> = {
  check,
  gradient,
  format: formatFiles,
  convert,
  export: exportFile,
  exercise,
};

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
