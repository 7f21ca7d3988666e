// How many small faults in the sources the unit tests notice:
//   node scripts/mutate.mjs [--count N] [--seed S] [--room ROOM] [--jobs J] [--seconds T] [--near] [--legs] [--many]
//     [--again FILE] [--tests FILE,FILE…]
import { fork } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { continueInNodeOfTests, ensureDependencies, ROOT, run } from './prepare.mjs';

ensureDependencies();
continueInNodeOfTests();
const { mutantsOf, withMutants } = await import('./mutants.mjs');
const { BUILD_FOR_UNIT_TESTS, bundleTests, testsIn, unitTests } = await import('./unitBundle.mjs');

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    room: { type: 'string', default: 'core' },
    jobs: { type: 'string', default: String(os.availableParallelism()) },
    seconds: { type: 'string', default: '60' },
    near: { type: 'boolean', default: false },
    legs: { type: 'boolean', default: false },
    many: { type: 'boolean', default: false },
    again: { type: 'string' },
    tests: { type: 'string' },
  },
});
const count = Number(values.count);
/** What the tests of one mutant may compute before it counts as missed, in milliseconds. */
const BUDGET = 1000 * Number(values.seconds);
/** Legs in which other programs read what the product writes; slow, so only asked about what the unit tests miss. */
const LEGS = ['test/readers', 'test/tex'];
const SEED_FILE = 'test/unit/seed.ts';
const BUNDLE = path.join(ROOT, `out/mutate/bundle${process.pid}.cjs`);
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
      .filter((file) => file.endsWith('.ts') && !/\.(as|d)\.ts$|(tile|numberRun)Module/.test(file))
      .sort(),
  );
}

/**
 * So many mutants of all that there are, at random places; of several changes of one place at most one. With `--again`
 * those that an earlier run has written into a file.
 */
function sample(files) {
  const all = files.flatMap((file) => mutantsOf(file, fs.readFileSync(path.join(ROOT, file), 'utf8')));
  if (values.again !== undefined) {
    const listed = fs
      .readFileSync(values.again, 'utf8')
      .replace(/ {2}\(passed by .*/g, '')
      .split('\n');
    const wanted = new Set(listed);
    const mutants = all.filter((mutant) => wanted.has(written(mutant).split('\n')[0]));
    return { of: all.length, mutants: mutants.map((mutant, i) => ({ ...mutant, id: i + 1 })) };
  }
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

/** Tests that draw other examples each time if they are told a number. */
const NEEDS_MANY = /\/(campaign|mistakes\/diagnosis)/;
/** Test files that fail with few random examples, as they count what they have seen. */
const needsMany = new Set();

/** A process that runs test files one at a time; a new one takes its place when one hangs. */
class Runner {
  #child = null;

  /**
   * @param chosen the titles of the tests to run, or null for all
   * @param milliseconds what may be waited for; what takes longer has noticed the mutant too
   */
  async run(file, chosen, mutant, milliseconds, few = !values.many && !NEEDS_MANY.test(file) && !needsMany.has(file)) {
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
        done({ failure, tests: [], milliseconds });
      };
      const timer = setTimeout(() => lost('it did not end'), milliseconds);
      child.once('message', done);
      child.once('exit', () => lost('the process ended'));
      child.send({ file, chosen, few, mutant, timeout: milliseconds });
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

/** Those of the tests from which imports lead to one of these files. */
function testsThatReach(metafile, files, tests) {
  const importers = new Map();
  for (const [file, { imports }] of Object.entries(metafile.inputs))
    for (const { path: target } of imports) importers.set(target, [...(importers.get(target) ?? []), file]);
  const seen = new Set(files);
  for (const file of seen) for (const importer of importers.get(file) ?? []) seen.add(importer);
  return tests.filter((test) => seen.has(test));
}

/** A test that computes longer than this is asked on its own, after the quicker ones of its file. */
const SLOW = 500;

const roomOf = (file) => file.split('/')[1];

/** How often tests of a file were asked about mutants of a room, and how often one failed. */
const asked = new Map();

/**
 * How long these tests are likely to take for a mutant that they notice: those come first that are quick, and that have
 * noticed much in this room. Of what has not been asked, those of the room and those that notice any change do so most.
 */
function price(room, { file, milliseconds }) {
  const isNear = file.includes(`/${room}/`) || file.includes('/fingerprints/');
  const { times, failed } = asked.get(`${room} ${file}`) ?? { times: 0, failed: 0 };
  return (milliseconds * (times + 10)) / (failed + (isNear ? 3 : 1));
}

/**
 * Runs test files without a mutant in force: for each mutant the tests that pass it.
 * What a test has only from an earlier one of its file, as that has computed it already, it does not pass.
 */
async function passesOf(tests, mutants) {
  const passes = new Map(mutants.map(({ id }) => [id, []]));
  const all = [];
  await forAll(tests, async (file, runner) => {
    const answer = () => runner.run(file, null, 0, 900_000);
    let { failure, tests, milliseconds } = await answer();
    if (failure !== null && !needsMany.has(file)) {
      needsMany.add(file);
      ({ failure, tests, milliseconds } = await answer());
    }
    if (failure !== null) console.log(`fails without a mutant, so it is not asked: ${file}: ${failure.split('\n')[0]}`);
    all.push(...tests.map(({ title, milliseconds }) => ({ file, title, milliseconds })));
    const loading = tests.reduce((rest, test) => rest - test.milliseconds, milliseconds);
    const add = (id, some) => {
      if (some.length === 0) return;
      const chosen = some.map(({ title }) => title);
      const whole = some.reduce((sum, test) => sum + test.milliseconds, loading);
      passes.get(id).push({ file, chosen, milliseconds: whole });
    };
    for (const id of passes.keys()) {
      const mine = tests.filter(({ isPassed, reached }) => isPassed && reached.includes(id));
      const isSlow = (test) => test.milliseconds > SLOW;
      add(id, mine.filter((test) => !isSlow(test))); // prettier-ignore
      for (const test of mine.filter(isSlow)) add(id, [test]);
    }
  });
  const total = all.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  console.log(`all tests once: ${(total / 1000).toFixed(0)} s of computing`);
  for (const { file, title, milliseconds } of all.toSorted((a, b) => b.milliseconds - a.milliseconds).slice(0, 8))
    console.log(`  ${(milliseconds / 1000).toFixed(0)} s: ${file} ${title}`);
  return passes;
}

/** Whether one of these tests fails with the mutant in force; those that are over the budget are not asked. */
async function isFound(mutant, passes, runner) {
  const room = roomOf(mutant.file);
  const left = [...passes];
  let spent = 0;
  while (left.length > 0) {
    const prices = left.map((tests) => price(room, tests));
    const [{ file, chosen, milliseconds }] = left.splice(prices.indexOf(Math.min(...prices)), 1);
    spent += milliseconds;
    if (spent > BUDGET) return false;
    const { failure } = await runner.run(file, chosen, mutant.id, 20_000 + 20 * milliseconds);
    const key = `${room} ${file}`;
    const { times, failed } = asked.get(key) ?? { times: 0, failed: 0 };
    asked.set(key, { times: times + 1, failed: failed + (failure === null ? 0 : 1) });
    if (failure !== null) return true;
  }
  return false;
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
if (!run(process.execPath, BUILD_FOR_UNIT_TESTS)) process.exit(1);
const legTests = values.legs ? LEGS.flatMap(testsIn) : [];
const { code, metafile } = await bundleTests([SEED_FILE, ...unitTests(), ...legTests], [mutating]);
fs.mkdirSync(path.dirname(BUNDLE), { recursive: true });
fs.writeFileSync(BUNDLE, code);

const rooms = new Set([...byFile.keys()].map(roomOf));
const named = values.tests?.split(',');
const isAsked = (test) => (named?.includes(test) ?? true) && (!values.near || rooms.has(test.split('/')[2]));
const tests = testsThatReach(metafile, [...byFile.keys()], unitTests()).filter(isAsked);
console.log(`${mutants.length} of ${of} mutants in ${byFile.size} files, reached by ${tests.length} test files`);
const passes = await passesOf(tests, mutants);

let missed = [];
let done = 0;
await forAll(mutants, async (mutant, runner) => {
  const mine = passes.get(mutant.id);
  const found = await isFound(mutant, mine, runner);
  if (++done % 10 === 0) console.log(`(${done} mutants, ${missed.length} missed)`);
  if (found) return;
  missed.push({ ...mutant, reached: mine.length > 0 });
  console.log(`${written(mutant)}  (passed by ${new Set(mine.map(({ file }) => file)).size} test files)`);
});
report(`unit tests find`, missed);

if (values.legs && missed.length > 0) {
  const files = missed.map(({ file }) => file);
  const inLegs = await passesOf(testsThatReach(metafile, files, legTests), missed);
  const still = [];
  await forAll(missed, async (mutant, runner) => {
    if (await isFound(mutant, inLegs.get(mutant.id), runner)) console.log(`found by a leg: ${written(mutant)}`);
    else still.push({ ...mutant, reached: mutant.reached || inLegs.get(mutant.id).length > 0 });
  });
  missed = still;
  report(`with the tests of ${LEGS.join(' and ')}, tests find`, missed);
}

function written({ file, line, start, text, code }) {
  const short = (part) => {
    const flat = part.replace(/\s+/g, ' ');
    return flat.length > 90 ? `${flat.slice(0, 90)}…` : flat;
  };
  const source = fs.readFileSync(path.join(ROOT, file), 'utf8');
  const column = start - source.lastIndexOf('\n', start - 1);
  return `${file}:${line}:${column}  ${short(text)}  →  ${short(code)}\n    ${short(source.split('\n')[line - 1].trim())}`;
}

function report(what, missed) {
  const found = mutants.length - missed.length;
  const share = ((100 * found) / mutants.length).toFixed(1);
  const unreached = missed.filter(({ reached }) => !reached).length;
  console.log(`${what} ${found} of ${mutants.length} (${share} %); no test reaches ${unreached} of the others`);
}
