/** The command line: finds the command and turns what becomes of it into an exit status. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { nearestName } from '../language/text/names';
import { check } from './check';
import { convert } from './convert';
import { exercise } from './exercise';
import { exportFile } from './export';
import { formatFiles } from './format';
import { gradient } from './gradient';
import { help, usage, type CommandName } from './help';
import { CANNOT, FINE, UsageError } from './outcome';
import { complain } from './output';

const commands: Record<CommandName, (args: string[]) => Promise<number>> = {
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
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  if (command === 'help') {
    if (rest.length > 0) commandNamed(rest[0]);
    process.stdout.write(help(rest[0]));
    return FINE;
  }
  if (args.slice(0, end).some((one) => one === '--help' || one === '-h')) {
    process.stdout.write(help(command));
    return FINE;
  }
  if (command === '--version') {
    process.stdout.write(`${version()}\n`);
    return FINE;
  }
  if (command === undefined) throw new UsageError('a command is needed.');
  return commands[commandNamed(command)](rest);
}

function commandNamed(name: string): CommandName {
  if (Object.hasOwn(commands, name)) return name as CommandName;
  const near = nearestName(name, Object.keys(commands));
  throw new UsageError(`there is no command ${name}${near === null ? '.' : `; did you mean ${near}?`}`);
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
    if (error instanceof UsageError) process.stderr.write(usage(process.argv[2]));
  },
);
