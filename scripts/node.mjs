// Node itself, from the npm registry. Nothing here imports a package.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const SYSTEMS = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64', 'win-x64'];

/** Where a Node that was installed into a folder is. */
export function nodeIn(folder) {
  const system = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  if (!SYSTEMS.includes(system))
    throw new Error(`Node is in the npm registry for ${SYSTEMS.join(', ')}, not ${system}`);
  const home = path.join(folder, 'node_modules', `node-${system}`);
  return { name: `node-${system}`, home, program: path.join(home, 'bin', system === 'win-x64' ? 'node.exe' : 'node') };
}

/**
 * Installs a Node of this version into a folder that does not exist yet.
 * @param {string} version
 * @param {string} folder
 */
export function installNode(version, folder) {
  const { name, home } = nodeIn(folder);
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{"private":true}');
  // Without a network this fails within seconds.
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=3000'];
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const args = ['install', ...quiet, ...patience, `${name}@${version}`];
  const { status, error } = spawnSync('npm', args, { cwd: folder, stdio: 'pipe', shell: process.platform === 'win32' });
  if (error || status !== 0) throw new Error(`npm does not install ${name}@${version}`);
  for (const unused of ['share', 'include']) fs.rmSync(path.join(home, unused), { recursive: true, force: true });
}
