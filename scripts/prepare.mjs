// What a fresh clone needs before anything else can run; so nothing here imports a package.
import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { CHROMIUM_MISSING, findChromium, HEADLESS_SHELL } from './chromium.mjs';
import { installNode, nodeIn } from './node.mjs';

export const ROOT = path.resolve(import.meta.dirname, '..');

/** Runs a command with its output shown; true if it ended with 0. */
export function run(command, args, env = {}) {
  const shell = process.platform === 'win32'; // npm is a .cmd file there.
  const { status, error } = spawnSync(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell,
  });
  if (error) console.error(`${command}: ${error.message}`);
  return status === 0;
}

/** Runs a command beside others: whether it ended with 0, and what it printed. */
export function outputOf(command, args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      shell: process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ ok: false, output: `${command}: ${error.message}\n` }));
    child.on('close', (status) => resolve({ ok: status === 0, output }));
  });
}

/** What the tests run in: unit tests take a fifth less of the processor's time than in Node 20. */
const TESTS_NODE = '26.12.1';

/**
 * Starts this program again in the Node of the tests if the present one is older, and ends when it ends. What a user runs
 * himself, as the command line, keeps the present one: NNET_USERS_NODE. With NNET_OWN_NODE all stays as it is.
 */
export function continueInNodeOfTests() {
  const major = (version) => Number(version.split('.', 1)[0]);
  if (process.env.NNET_OWN_NODE || major(process.versions.node) >= major(TESTS_NODE)) return;
  const program = nodeOfTests();
  if (program === null) return;
  const PATH = `${path.dirname(program)}${path.delimiter}${process.env.PATH}`;
  const { status } = spawnSync(program, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, PATH, NNET_USERS_NODE: process.execPath },
  });
  process.exit(status ?? 1);
}

/** The Node of the tests, installed first if it is not there; null where that cannot be done. */
function nodeOfTests() {
  const folder = path.join(process.env.NNET_VSCODE_DIR ?? path.join(ROOT, '.vscode-test'), `node-${TESTS_NODE}`);
  const fresh = `${folder}.${process.pid}`;
  try {
    if (!fs.existsSync(folder)) {
      console.log(`Installing Node ${TESTS_NODE} into ${folder}`);
      installNode(TESTS_NODE, fresh);
      // One step from nothing to complete; who comes second uses what is there.
      if (!fs.existsSync(folder)) fs.renameSync(fresh, folder);
    }
    return nodeIn(folder).program;
  } catch (error) {
    console.log(`${error.message}; the tests run in ${process.version} and take longer`);
    return null;
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
}

/** `npm ci`, if what is installed is not what the lock file says. */
export function ensureDependencies() {
  if (installedAsLocked()) return;
  console.log('Installing dependencies (npm ci)');
  if (!run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])) {
    throw new Error('npm ci failed');
  }
}

function installedAsLocked() {
  const read = (file) => JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8')).packages;
  const hidden = 'node_modules/.package-lock.json';
  if (!fs.existsSync(path.join(ROOT, hidden))) return false;
  const installed = read(hidden);
  return Object.entries(read('package-lock.json')).every(
    // An optional package may belong to another platform.
    ([name, { version, optional }]) => name === '' || optional || installed[name]?.version === version,
  );
}

/** Chromium for the tests that need a browser: apt's, installed if this is a machine where one may. */
export function ensureChromium() {
  if (process.env.NNET_CHROMIUM === undefined && !fs.existsSync(HEADLESS_SHELL) && mayInstall())
    aptInstall('chromium-headless-shell') || aptInstall('chromium');
  if (!findChromium()) throw new Error(CHROMIUM_MISSING);
}

/** What the exports to LaTeX are set with: pdfLaTeX, Beamer, the exam class, TikZ, Cyrillic letters. */
const LATEX = [
  'texlive-latex-recommended',
  'texlive-latex-extra',
  'texlive-pictures',
  'texlive-fonts-recommended',
  'texlive-lang-cyrillic',
];

/** pdfLaTeX for the tests that set TeX, if one may install it here; without it those tests say that they are skipped. */
export function ensurePdflatex() {
  const files = ['beamer.cls', 'exam.cls', 'tikz.sty', 'larm1000.tfm'];
  const { error, status } = spawnSync('kpsewhich', files);
  if ((error || status !== 0) && mayInstall()) aptInstall(...LATEX);
}

/** What reads exported Markdown, PDF and XML; without them those tests say that they are skipped. */
export function ensureReaders() {
  const missing = Object.entries({ pandoc: 'pandoc', pdftotext: 'poppler-utils', xmllint: 'libxml2-utils' }).filter(
    ([command]) => spawnSync(command, ['--version']).error,
  );
  if (missing.length > 0 && mayInstall()) aptInstall(...missing.map(([, name]) => name));
}

/** The Python packages that run exported scripts and notebooks, by what Debian calls them. */
const PYTHON = {
  numpy: 'python3-numpy',
  torch: 'python3-torch',
  nbformat: 'python3-nbformat',
  nbclient: 'python3-nbclient',
  ipykernel: 'python3-ipykernel',
};

/** Python with these packages, if one may install them here; without one its tests say that they are skipped. */
export function ensurePython() {
  if (!mayInstall()) return;
  const missing = Object.keys(PYTHON).filter(
    (name) => spawnSync('/usr/bin/python3', ['-c', `import ${name}`]).status !== 0,
  );
  if (missing.length > 0) aptInstall(...missing.map((name) => PYTHON[name]));
}

/** Whether this is a Debian where one may install packages. */
function mayInstall() {
  return fs.existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
}

function aptInstall(...names) {
  console.log(`Installing ${names.join(' ')} (apt-get)`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  return (
    run('apt-get', ['update', '-qq'], env) &&
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], env)
  );
}
