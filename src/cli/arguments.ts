import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './outcome';

export function parseCall<const Options extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: Options,
) {
  try {
    return parseArgs({ args, options, allowPositionals: true as const });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
