// A process of `npm run mutate`: runs unit tests against the bundle of mutants, one request at a time.
'use strict';

const fs = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const vm = require('node:vm');
const fc = require('fast-check');
const { Mocha } = require('mocha');

const [bundle, seed] = process.argv.slice(2);
const script = new vm.Script(`(function (exports, require, module) {${fs.readFileSync(bundle, 'utf8')}\n})`, {
  filename: bundle,
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
const requireThere = createRequire(path.resolve(bundle));

/** So many networks or texts a test draws at random that looks at up to 3000 otherwise. */
const RANDOM_EXAMPLES = '40';

let inForce = 0;
/** For each mutant, by its number, 1 if the code passed it. */
let reached = new Uint8Array(4096);
const nothingReached = () => new Uint8Array(reached.length);
const idsOf = (marks) => [...marks.keys()].filter((id) => marks[id] === 1);
globalThis.__mutant = (id) => {
  reached[id] = 1;
  return id === inForce;
};

/** The milliseconds that this process has computed: unlike those of a clock the same on a busy machine. */
const computed = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/**
 * Runs tests of one file, all sources loaded anew: what a module computes when it is loaded can be a mutant too.
 * @param chosen the titles of the tests to run, or null for all
 * @param few whether they look at few random examples
 * @returns the first failure, and what each test reached; what is reached outside of tests is reached by all of them
 */
async function runFile(file, chosen, few, timeout) {
  reached = nothingReached();
  const outside = reached;
  const tests = [];
  // A font of MathJax keeps what one picture has taken out of it.
  for (const name of Object.keys(require.cache)) if (name.includes('mathjax')) delete require.cache[name];
  if (few) process.env.NNET_FUZZ = RANDOM_EXAMPLES;
  else delete process.env.NNET_FUZZ;
  const module = { exports: {} };
  script.runInThisContext()(module.exports, requireThere, module);
  // One failure is enough to find a mutant; without one in force it says which tests cannot be asked.
  const mocha = new Mocha({ reporter: class {}, bail: inForce !== 0, timeout });
  mocha.suite.emit('pre-require', globalThis, file, mocha);
  let failure = null;
  try {
    module.exports[seed]();
    // Any failure will do, so it needs no smaller example.
    fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 20261123, endOnFailure: true });
    module.exports[file]();
  } catch (error) {
    return { failure: String(error?.message ?? error), tests };
  }
  if (chosen !== null) keepOnly(mocha.suite, new Set(chosen));
  await new Promise((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('fail', (test, error) => (failure ??= `${test.fullTitle()}: ${error?.message}`));
    let began = 0;
    runner.on('test', () => {
      began = computed();
      reached = nothingReached();
    });
    runner.on('test end', (test) => {
      const milliseconds = computed() - began;
      tests.push({ title: test.fullTitle(), isPassed: test.isPassed(), reached, milliseconds });
      reached = outside;
    });
  });
  const always = idsOf(outside);
  return {
    failure,
    tests: tests.map((test) => ({ ...test, reached: [...new Set([...always, ...idsOf(test.reached)])] })),
  };
}

function keepOnly(suite, titles) {
  suite.tests = suite.tests.filter((test) => titles.has(test.fullTitle()));
  for (const inner of suite.suites) keepOnly(inner, titles);
}

process.on('message', async ({ file, chosen, few, mutant, timeout }) => {
  inForce = mutant;
  const began = computed();
  const answer = await runFile(file, chosen, few, timeout);
  process.send({ ...answer, milliseconds: computed() - began });
});
// Who asks has ended.
process.on('disconnect', () => process.exit());
process.send('ready');
