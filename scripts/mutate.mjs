// How many small faults in the sources the unit tests notice:
//   node scripts/mutate.mjs [--count N] [--seed S] [--room ROOM] [--jobs J]
import { fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies, ROOT } from './prepare.mjs';

ensureDependencies();
const { mutantsOf, withMutants } = await import('./mutants.mjs');
const { bundleTests, unitTests } = await import('./unitBundle.mjs');

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    room: { type: 'string', default: 'core' },
    jobs: { type: 'string', default: String(os.availableParallelism()) },
  },
});
const count = Number(values.count);
const SEED_FILE = 'test/unit/seed.ts';
const BUNDLE = path.join(ROOT, 'out/mutate/bundle.cjs');
/** Rooms that only start other programs or make tables of words are left to the tests that drive the product. */
const CORE = [
  'numbers',
  'message',
  'steps',
  'functions',
  'network',
  'language',
  'stanford',
  'engine',
  'mistakes',
].concat(['analysis', 'notation', 'page', 'authoring', 'service']);

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sourcesOf(room) {
  const rooms = room === 'core' ? CORE : room.split(',');
  return rooms.flatMap((name) =>
    fs
      .readdirSync(path.join(ROOT, 'src', name), { recursive: true })
      .map((file) => `src/${name}/${String(file).split(path.sep).join('/')}`)
      // AssemblyScript, and what is compiled from it.
      .filter((file) => file.endsWith('.ts') && !/\.(as|d)\.ts$|tileModule/.test(file))
      .sort(),
  );
}

/** So many mutants of all that there are, at random places; of several changes of one place at most one. */
function sample(files) {
  const all = files.flatMap((file) => mutantsOf(file, fs.readFileSync(path.join(ROOT, file), 'utf8')));
  const next = random(Number(values.seed));
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  const taken = new Set();
  const chosen = all.filter(({ file, start, end }) => {
    const place = `${file} ${start} ${end}`;
    return taken.size < count && !taken.has(place) && taken.add(place);
  });
  return { of: all.length, mutants: chosen.map((mutant, i) => ({ ...mutant, id: i + 1 })) };
}

/** A process that runs test files one at a time; a new one takes its place when one hangs. */
class Runner {
  #child = null;

  /** `milliseconds` is what may be waited for; what takes longer has noticed the mutant too. */
  async run(file, mutant, milliseconds) {
    this.#child ??= await this.#start();
    const child = this.#child;
    return new Promise((resolve) => {
      const done = (answer) => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(answer);
      };
      const lost = (failure) => {
        this.stop();
        done({ failure, reached: [], milliseconds });
      };
      const timer = setTimeout(() => lost('it did not end'), milliseconds);
      child.once('message', done);
      child.once('exit', () => lost('the process ended'));
      child.send({ file, mutant });
    });
  }

  stop() {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }

  #start() {
    const child = fork(path.join(ROOT, 'scripts/mutateRunner.cjs'), [BUNDLE, SEED_FILE], {
      cwd: ROOT,
      stdio: 'ignore',
      env: { ...process.env, NNET_CLI_BUILT: '1' },
    });
    return new Promise((resolve) => child.once('message', () => resolve(child)));
  }
}

/** Does the work for each of the items with as many runners as there are jobs. */
async function forAll(items, work) {
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: Number(values.jobs) }, async () => {
      const runner = new Runner();
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next, runner);
      runner.stop();
    }),
  );
}

/** The tests from which imports lead to one of these files. */
function testsThatReach(metafile, files) {
  const importers = new Map();
  for (const [file, { imports }] of Object.entries(metafile.inputs))
    for (const { path: target } of imports) importers.set(target, [...(importers.get(target) ?? []), file]);
  const seen = new Set(files);
  for (const file of seen) for (const importer of importers.get(file) ?? []) seen.add(importer);
  return unitTests().filter((test) => seen.has(test));
}

const { of, mutants } = sample(sourcesOf(values.room));
const byFile = Map.groupBy ? Map.groupBy(mutants, ({ file }) => file) : groupByFile(mutants);

function groupByFile(items) {
  const groups = new Map();
  for (const item of items) groups.set(item.file, [...(groups.get(item.file) ?? []), item]);
  return groups;
}

const mutating = {
  name: 'mutating',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => {
      const mine = byFile.get(path.relative(ROOT, file).split(path.sep).join('/'));
      if (mine === undefined) return undefined;
      return { contents: withMutants(fs.readFileSync(file, 'utf8'), mine), loader: 'ts' };
    });
  },
};
const { code, metafile } = await bundleTests([SEED_FILE, ...unitTests()], [mutating]);
fs.mkdirSync(path.dirname(BUNDLE), { recursive: true });
fs.writeFileSync(BUNDLE, code);

// Without a mutant in force: which tests pass which mutants, and how long they take.
const tests = testsThatReach(metafile, [...byFile.keys()]);
console.log(`${mutants.length} of ${of} mutants in ${byFile.size} files, reached by ${tests.length} test files`);
const passes = new Map(mutants.map(({ id }) => [id, []]));
await forAll(tests, async (file, runner) => {
  const { failure, reached, milliseconds } = await runner.run(file, 0, 600_000);
  if (failure !== null) console.log(`left out, as it fails without a mutant: ${file}: ${failure}`);
  else for (const id of reached) passes.get(id).push({ file, milliseconds });
});

let found = 0;
const survivors = [];
await forAll(mutants, async (mutant, runner) => {
  const quickestFirst = passes.get(mutant.id).sort((a, b) => a.milliseconds - b.milliseconds);
  for (const { file, milliseconds } of quickestFirst) {
    const { failure } = await runner.run(file, mutant.id, 20_000 + 5 * milliseconds);
    if (failure === null) continue;
    found++;
    return;
  }
  survivors.push({ ...mutant, tests: quickestFirst.length });
  const [was, is] = [mutant.text, mutant.code].map((text) => (text.length > 90 ? `${text.slice(0, 90)}…` : text));
  console.log(`${mutant.file}:${mutant.line}  ${was}  →  ${is}  (passed by ${quickestFirst.length} test files)`);
});

const percent = ((100 * found) / mutants.length).toFixed(1);
const unreached = survivors.filter(({ tests }) => tests === 0).length;
console.log(
  `found ${found} of ${mutants.length} (${percent} %); of the others ${unreached} are reached by no unit test`,
);
