import { build } from 'esbuild';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../vscode/harness/paths';

/** The do-nothing extension, bundled as ours is, in a folder of its own below `dir`. */
export async function doNothingExtension(dir: string): Promise<string> {
  const source = path.join(ROOT, 'test/bench/editor/doNothing');
  const folder = path.join(dir, 'do-nothing');
  await bundle(path.join(source, 'extension.ts'), path.join(folder, 'extension.js'));
  fs.copyFileSync(path.join(source, 'package.json'), path.join(folder, 'package.json'));
  return folder;
}

/** A production bundle for the desktop, with the options of esbuild.js. */
async function bundle(entry: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile,
    ...{ absWorkingDir: ROOT, bundle: true, minify: true, legalComments: 'none' },
    ...{ platform: 'node', format: 'cjs', target: 'es2022', external: ['vscode'], logLevel: 'warning' },
  });
}
