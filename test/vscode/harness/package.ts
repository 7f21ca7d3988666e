import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from './paths';

/** Packages the extension into `dir` as `npm run package` does, and returns the file: once where NNET_VSIX says which. */
export async function packageExtension(dir: string): Promise<string> {
  const vsix = process.env['NNET_VSIX'] ?? path.join(dir, 'nnet.vsix');
  if (fs.existsSync(vsix)) return vsix;
  // Whole or not at all: another leg may look for it meanwhile.
  const fresh = `${vsix}.${process.pid}.vsix`;
  await promisify(execFile)('npm', ['run', '--silent', 'package', '--', '--out', fresh], {
    cwd: ROOT,
    maxBuffer: 16 << 20,
  });
  fs.renameSync(fresh, vsix);
  return vsix;
}
