import { choiceTexts, languages } from '../authoring/choices';
import { exerciseTargets } from '../authoring/exercise/exerciseTargets';
import { roundings } from '../authoring/exercise/printedQuantities';
import { targetNames } from '../authoring/targets';
import { say } from '../message/message';
import { lookNames, lookValues, type Look } from '../notation/look';

/** What there is to say about a command. */
interface CommandHelp {
  /** Its calls, without `nnet`. */
  readonly usage: readonly string[];
  /** What it does, in a few words. */
  readonly does: string;
  /** The rest, in lines. */
  readonly more: readonly string[];
}

export type CommandName = 'check' | 'gradient' | 'format' | 'convert' | 'export' | 'exercise';

/** An option and what it does. */
function option(name: string, does: string): string {
  return `${name.padEnd(26)}${does}`;
}

/** An option with one of a few values: `--language en|ru`. */
function withValues(name: string, values: readonly string[]): string {
  return `${name} ${values.join('|')}`;
}

/** What the options of how formulas are written do. */
const looks: Readonly<Record<keyof Look, string>> = {
  letters: 'the letters W, N, Σ, Δ of the paper or W[1], z[1], a[1], δ[1] of a course',
};
const lookCalls = lookNames.map((name) => withValues(`--${name}`, lookValues[name]));
const lookOptions = lookNames.map((name, i) => option(lookCalls[i], looks[name]));
const out = option('-o, --out OUT', 'writes to the file OUT instead of standard output');
const force = option('--force', 'replaces a file that NNet did not write');

const commands: Readonly<Record<CommandName, CommandHelp>> = {
  check: {
    usage: ['check FILE… [--json]'],
    does: 'prints what is wrong in each file',
    more: [
      'Of a Markdown file, the fences ```nnet are checked, with lines of the file.',
      option('--json', 'prints JSON'),
    ],
  },
  gradient: {
    usage: [`gradient FILE [--json] [--input NAME] [--output J] ${lookCalls.map((one) => `[${one}]`).join(' ')}`],
    does: 'prints forward values, Δ, the gradient and its check against central differences',
    more: [
      option('--json', 'prints JSON'),
      option('--input NAME', 'looks only at the input or batch of this name'),
      option('--output J', 'differentiates output J (from 1) of a network with several outputs and no loss'),
      ...lookOptions,
    ],
  },
  format: {
    usage: ['format FILE… [--check]'],
    does: 'formats each file in place; - is formatted to standard output',
    more: [option('--check', 'only names the files that are not formatted; exit status 1 if there are any')],
  },
  convert: {
    usage: ['convert FILE [-o OUT] [--force]'],
    does: 'writes a Stanford NNet file (ACAS Xu, Reluplex, Marabou) in the NNet language',
    more: [out, option('--force', 'replaces a file with another content')],
  },
  export: {
    usage: [
      'export FILE --to TARGET [choices] [-o OUT] [--force]',
      'export FILE --all DIR [choices] [--force]',
      'export FILE.md --to markdown|html [choices] [-o OUT] [--force]',
    ],
    does: 'writes formulas, numbers and drawing for another program',
    more: [
      `TARGET is one of ${targetNames.join(', ')}.`,
      'Of a Markdown file, each fence ```nnet is replaced by Markdown for a program (--flavor) or by HTML with MathML,',
      'and nothing else changes.',
      option('--all DIR', 'writes every target into DIR (made if it is not there), as FILE-TARGET'),
      out,
      force,
      '',
      'Choices:',
      ...Object.values(choiceTexts).map(({ option: name, values }) => option(`--${name}`, say(values))),
    ],
  },
  exercise: {
    usage: [
      'exercise FILE [--to TARGET] [--variants N] [--variant V] [--friendly] [options] [-o DIR]',
      'exercise FILE --code CODE [--to TARGET] [options] [-o DIR]',
    ],
    does: 'writes sheets and keys, or a quiz, for the exercises of a file',
    more: [
      option('--to TARGET', `${Object.keys(exerciseTargets).join(', ')} (several with commas); exam if left out`),
      option('--variants N', 'N sheets with different numbers'),
      option('--variant V', 'the first variant (0, the text itself, if left out)'),
      option('--friendly', 'only variants with numbers that can be worked out by hand'),
      option('--code CODE', 'the sheet with this code again (several with commas)'),
      option(
        withValues('--rounding', roundings),
        'keeps intermediate results of the key in full, or rounds every one as printed',
      ),
      option('--drawing', 'draws the network on the sheets'),
      ...lookOptions,
      option(withValues('--language', languages), 'the language of sheets and keys'),
      option('-o, --out DIR', 'the folder for the files (made if it is not there) instead of this one'),
      force,
    ],
  },
};

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

const names = Object.keys(commands) as CommandName[];

/** How a command is called, or all of them. */
export function usage(command: string | undefined): string {
  const shown = command !== undefined && isCommand(command) ? [command] : names;
  const lines = shown.flatMap((name) => commands[name].usage.map((line) => `  nnet ${line}`));
  const more = shown.length === 1 ? `nnet help ${command}` : 'nnet help COMMAND';
  return ['Usage:', ...lines, '', `${more} says more.`, ''].join('\n');
}

/** All about one command; an overview of all without one. */
export function help(command: string | undefined): string {
  if (command !== undefined && isCommand(command)) {
    const { usage, does, more } = commands[command];
    const lines = usage.map((line) => `  nnet ${line}`);
    return ['Usage:', ...lines, '', `${command} ${does}.`, '', ...more, '', ...common, ''].join('\n');
  }
  const lines = names.flatMap((name) => commands[name].usage.map((line) => `  nnet ${line}`));
  return [
    'Usage:',
    ...lines,
    '  nnet help [COMMAND]',
    '  nnet --version',
    '',
    ...names.map((name) => `  ${name.padEnd(12)}${commands[name].does}`),
    '  help        says more about a command',
    '',
    ...common,
    '',
  ].join('\n');
}

const common = [
  'FILE may be - for standard input. Results go to standard output, problems to standard error.',
  'Exit status: 0 fine, 1 a file has errors, 2 wrong usage, or a file that can’t be read or written.',
];
