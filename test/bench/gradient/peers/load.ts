import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** test/bench, wherever this is built to. */
export const BENCH = path.resolve(process.env.NNET_ROOT ?? process.cwd(), 'test/bench');

/** A peer from test/bench/node_modules, as an untyped module; null if it is not installed. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export async function peer(name: string): Promise<any> {
  if (!existsSync(path.join(BENCH, 'node_modules', name))) return null;
  const file = createRequire(path.join(BENCH, 'package.json')).resolve(name);
  const loaded = await import(pathToFileURL(file).href);
  return loaded.default ?? loaded;
}
