// What NumPy itself prints, in all its print options: the committed printouts, and those of the NumPy that is here.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { say } from '../../../../src/message/message';
import { isRefusal } from '../../../../src/service/paste/numberTable';
import { readMatrix } from '../../../../src/service/paste/readMatrix';
import { finish } from '../../../../src/steps/steps';
import { PYTHON } from '../../../readers/python';

interface Printout {
  readonly name: string;
  readonly text: string;
  readonly values: readonly (readonly number[])[] | null;
  /** Number of digits were asked for. */
  readonly digits: number;
  readonly refused: string | null;
}

const folder = 'test/unit/service/paste/fixtures';

function assertRead({ name, text, values, digits, refused }: Printout): void {
  const read = finish(readMatrix(text));
  if (values === null) {
    assert.ok(isRefusal(read), `${name}: ${JSON.stringify(read)}`);
    assert.ok(say(read.refusal).includes(refused!), `${name}: ${say(read.refusal)}`);
    return;
  }
  assert.ok(!isRefusal(read), `${name}: ${isRefusal(read) ? say(read.refusal) : ''}\n${text}`);
  assert.deepEqual(
    read.map((row) => row.length),
    values.map((row) => row.length),
    name,
  );
  for (const [r, row] of values.entries()) {
    for (const [c, value] of row.entries()) {
      const unit = 0.51 * 10 ** -digits * Math.max(1, Math.abs(value));
      const error = Math.abs(Number(read[r][c]) - value);
      assert.ok(error <= unit, `${name}, row ${r + 1}, column ${c + 1}: ${read[r][c]}, not ${value}`);
    }
  }
}

describe('What NumPy prints is read, or refused with the reason', () => {
  const committed = JSON.parse(readFileSync(`${folder}/numpyPrintouts.json`, 'utf8')) as Printout[];

  it('as committed', () => {
    assert.ok(committed.length > 200);
    for (const printout of committed) assertRead(printout);
  });

  it('as the NumPy of this machine prints it', function () {
    const made = spawnSync(PYTHON, ['numpyPrintouts.py'], { cwd: folder, encoding: 'utf8' });
    if (made.status !== 0) {
      console.log('      skipped: there is no python3 with NumPy here');
      this.skip();
    }
    for (const printout of JSON.parse(made.stdout) as Printout[]) assertRead(printout);
  }).timeout(60_000);
});
