import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const test = path.join(__dirname, '../..');

/** Waiting for a condition needs a deadline, and a report says how long a test took. */
const mayLook = ['unit/house/clock.test.ts', 'vscode/start.ts', 'vscode/suite/eventually.ts'];

const measures = /performance\.now|Date\.now|hrtime|cpuUsage/;
const waits = /timers\/promises|\bset(Timeout|Interval)\(/;

describe('The tests', () => {
  it('look at no clock: what is measured belongs to npm run bench', () => {
    const found = readdirSync(test, { recursive: true })
      .map((file) => String(file).split(path.sep).join('/'))
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('bench/'))
      .filter((file) => {
        const text = readFileSync(path.join(test, file), 'utf8');
        return measures.test(text) || (file.startsWith('unit/') && waits.test(text));
      });
    assert.deepEqual(found.sort(), mayLook);
  });
});
