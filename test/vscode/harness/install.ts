/**
 * Installs a real VS Code from the npm registry alone: the server and the web workbench inside the
 * npm package `code-server`, and the Node that this server needs.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { installNode, nodeIn } from '../../../scripts/node.mjs';
import { ROOT, VSCODE_DIR } from './paths';

const run = promisify(execFile);

const CODE_SERVER = '4.139.1'; // = VS Code 1.139.1
const CODE_SERVER_SHA512 =
  '7d462f255773e19a1525f6a41a21965c532917c2b539bb2ba46bd7d7b67136928ecdd347b3b940353ebbd094ebe19840f039d6ab2bef9851bf7771d5f58cba7b';
const NODE = '24.21.0';
/** Raise it when the way of installing changes. */
const RECIPE = 1;

/** Built-in extensions that no test uses; git needs a native module. git-base and github-authentication must stay. */
const EXTENSIONS_LEFT_OUT = ['copilot', 'mermaid-markdown-features', 'git', 'github', 'microsoft-authentication'];

/** Dependencies that a test run never loads; most need a compiler. */
const DEPENDENCIES_LEFT_OUT = [
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@devcontainers/cli',
  '@vscode/copilot-api',
  '@vscode/sandbox-runtime',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  '@vscode/fs-copyfile',
  '@vscode/deviceid',
  '@vscode/native-watchdog',
  'kerberos',
  'ssh2',
  'node-addon-api',
];
const OVERRIDES_LEFT_OUT = ['kerberos@2.1.1', 'koffi'];

/** Native modules that are loaded all the same: plain JavaScript in their place. */
const STAND_INS: Readonly<Record<string, string>> = {
  'native-watchdog': 'exports.start = function () {};\n',
  deviceid: 'exports.getDeviceId = async function () { return "00000000-0000-4000-8000-000000000000"; };\n',
};

export interface ServerInstall {
  /** The folder with `out/server-main.js`. */
  readonly vscode: string;
  /** The Node binary to run it with. */
  readonly node: string;
}

/** The install, made first if it is not there (about 20 s). Safe to call from several processes at once. */
export async function installServer(): Promise<ServerInstall> {
  const home = path.join(VSCODE_DIR, `server-${CODE_SERVER}-node-${NODE}-${RECIPE}`);
  const install: ServerInstall = {
    vscode: path.join(home, 'vscode'),
    node: nodeIn(path.join(home, 'node')).program,
  };
  if (fs.existsSync(home)) return install;
  if (process.platform === 'win32') throw new Error('the server build of VS Code does not run on Windows');

  process.stderr.write(`Installing VS Code (code-server ${CODE_SERVER}) into ${home}\n`);
  const fresh = `${home}.${process.pid}`;
  fs.mkdirSync(fresh, { recursive: true });
  try {
    const own = path.join(fresh, 'node');
    installNode(NODE, own);
    await installVSCode(path.join(fresh, 'vscode'), fresh, path.dirname(nodeIn(own).program));
    // One step from nothing to complete: whoever comes first wins, the other uses what is there.
    try {
      fs.renameSync(fresh, home);
    } catch (error) {
      if (!fs.existsSync(home)) throw error;
    }
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
  return install;
}

const NPM_INSTALL = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

async function installVSCode(dir: string, scratch: string, nodeBin: string): Promise<void> {
  await run('npm', ['pack', '--silent', `code-server@${CODE_SERVER}`], { cwd: scratch });
  const tarball = path.join(scratch, `code-server-${CODE_SERVER}.tgz`);
  const sha512 = createHash('sha512').update(fs.readFileSync(tarball)).digest('hex');
  if (sha512 !== CODE_SERVER_SHA512)
    throw new Error(`code-server-${CODE_SERVER}.tgz is not the expected file: ${sha512}`);

  fs.mkdirSync(dir);
  await run('tar', [
    ...['-xzf', tarball, '-C', dir, '--strip-components=3'],
    ...EXTENSIONS_LEFT_OUT.map((name) => `--exclude=package/lib/vscode/extensions/${name}`),
    'package/lib/vscode',
  ]);
  fs.rmSync(tarball);

  // `npm ci` fails here: the lock file of the package is out of step with its manifest.
  const manifestFile = path.join(dir, 'package.json');
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8')) as Record<
    'dependencies' | 'overrides',
    Record<string, unknown>
  >;
  for (const name of DEPENDENCIES_LEFT_OUT) delete manifest.dependencies[name];
  for (const name of OVERRIDES_LEFT_OUT) delete manifest.overrides[name];
  fs.writeFileSync(manifestFile, JSON.stringify(manifest, null, 2));
  await run('npm', [...NPM_INSTALL, '--omit=dev'], {
    cwd: dir,
    env: { ...process.env, PATH: `${nodeBin}${path.delimiter}${process.env['PATH']}` },
  });

  const modules = path.join(dir, 'node_modules', '@vscode');
  fs.copyFileSync(path.join(ROOT, 'test/vscode/harness/spdlog-stub.js'), path.join(modules, 'spdlog', 'index.js'));
  for (const [name, source] of Object.entries(STAND_INS)) {
    const to = path.join(modules, name);
    fs.mkdirSync(to, { recursive: true });
    fs.writeFileSync(
      path.join(to, 'package.json'),
      JSON.stringify({ name: `@vscode/${name}`, version: '0.0.0', main: 'index.js' }),
    );
    fs.writeFileSync(path.join(to, 'index.js'), source);
  }
}
