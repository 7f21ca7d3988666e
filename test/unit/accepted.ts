import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Compares what is said with the text of a file beside the tests: it shows a change, not that a number is right. After a
 * change on purpose NNET_ACCEPT=1 writes it anew; read the difference before it is committed.
 * @param file its path from `test/unit`
 */
export function assertAccepted(file: string, lines: readonly string[]): void {
  const place = path.join(import.meta.dirname, file);
  const text = `${lines.join('\n')}\n`;
  if (process.env['NNET_ACCEPT'] !== undefined) writeFileSync(place, text);
  const accepted = existsSync(place) ? readFileSync(place, 'utf8') : '';
  assert.equal(
    text,
    accepted,
    `test/unit/${file} says otherwise; if what is said now is right, run with NNET_ACCEPT=1`,
  );
}
