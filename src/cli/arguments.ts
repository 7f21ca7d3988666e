import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearestName } from '../language/text/names';
import { UsageError } from './outcome';

/** The options and files of a call. */
export function parseCall<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options,
) {
  try {
    return parseArgs({ args: withNegatives(args, options), options, allowPositionals: true as const });
  } catch (error) {
    throw new UsageError(complaint(error as Error & { readonly code?: string }, options));
  }
}

/** A negative number after an option is its value, not another option. */
function withNegatives(args: readonly string[], options: NonNullable<ParseArgsConfig['options']>): string[] {
  const joined: string[] = [];
  for (const arg of args) {
    const last = joined.at(-1);
    const takes = last?.startsWith('--') && Object.hasOwn(options, last.slice(2)) && options[last.slice(2)].type === 'string'; // prettier-ignore
    if (takes && /^-[\d.]/.test(arg)) joined[joined.length - 1] = `${last}=${arg}`;
    else joined.push(arg);
  }
  return joined;
}

/** What Node says of a call, in few words. */
function complaint({ code, message }: Error & { readonly code?: string }, options: object): string {
  const named = /'(?:-\w, )?(-{1,2}[^\s'=]+)/.exec(message)?.[1];
  if (named === undefined) return message;
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const near = nearestName(named.replace(/^-+/, ''), Object.keys(options));
    return `there is no option ${named}${near === null ? '.' : `; did you mean --${near}?`}`;
  }
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return message;
  return /does not take/.test(message) ? `${named} takes no value.` : `${named} needs a value.`;
}
