import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './paths';

/** Packages the extension into `dir` as `npm run package` does, and returns the file. */
export async function packageExtension(dir: string): Promise<string> {
  const vsix = path.join(dir, 'nnet.vsix');
  await promisify(execFile)('npm', ['run', '--silent', 'package', '--', '--out', vsix], {
    cwd: ROOT,
    maxBuffer: 16 << 20,
  });
  return vsix;
}
