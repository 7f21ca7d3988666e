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

let inForce = 0;
let reached = new Set();
globalThis.__mutant = (id) => {
  reached.add(id);
  return id === inForce;
};

/** Runs the tests of one file, all sources loaded anew: what a module computes when it is loaded can be a mutant too. */
async function runFile(file) {
  const module = { exports: {} };
  script.runInThisContext()(module.exports, requireThere, module);
  const mocha = new Mocha({ reporter: class {}, bail: true, timeout: 120_000 });
  mocha.suite.emit('pre-require', globalThis, file, mocha);
  let failure = null;
  try {
    module.exports[seed]();
    // Any failure will do, so it needs no smaller example.
    fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
    module.exports[file]();
  } catch (error) {
    return String(error?.message ?? error);
  }
  await new Promise((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('fail', (test, error) => (failure ??= `${test.fullTitle()}: ${error?.message}`));
  });
  return failure;
}

process.on('message', async ({ file, mutant }) => {
  inForce = mutant;
  reached = new Set();
  const started = performance.now();
  const failure = await runFile(file);
  process.send({ failure, reached: [...reached], milliseconds: performance.now() - started });
});
process.send('ready');
