import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { check } from '../../../src/language/meaning/checker';
import { parse } from '../../../src/language/syntax/parser';

interface Snippet {
  readonly prefix: string[];
  readonly description: string;
  readonly body: string[];
}

const file = path.resolve(import.meta.dirname, '../../../snippets/nnet.json');
const snippets = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Snippet>;

/** The text that someone gets who presses Tab through all stops: every default, of choices the first. */
function filled(body: readonly string[]): string {
  return body
    .join('\n')
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d+/g, '')
    .replaceAll('\t', '  ');
}

/** Every choice of every stop, one at a time. */
function variants(body: readonly string[]): string[] {
  const text = body.join('\n');
  const choices = [...text.matchAll(/\$\{\d+\|([^|]*)\|\}/g)];
  return choices.flatMap((stop) =>
    stop[1]
      .split(',')
      .map((choice) => filled([text.slice(0, stop.index) + choice + text.slice(stop.index + stop[0].length)])),
  );
}

describe('the snippets', () => {
  for (const [name, { body, description, prefix }] of Object.entries(snippets)) {
    it(`${name}: parses with its defaults and with every choice`, () => {
      assert.ok(description.length > 0 && prefix.length > 0);
      for (const text of [filled(body), ...variants(body)]) {
        assert.doesNotMatch(text, /\$/);
        assert.deepEqual(parse(text).diagnostics, [], text);
      }
    });
  }

  for (const name of ['Network 2-2-1', 'Homogeneous network, as in the paper', 'Shapes only']) {
    it(`${name}: is a network with nothing wrong in it`, () => {
      for (const text of [filled(snippets[name].body), ...variants(snippets[name].body)]) {
        const { network, diagnostics } = check(parse(text));
        assert.notEqual(network, null, text);
        const wrong = diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning');
        assert.deepEqual(wrong, [], text);
      }
    });
  }
});
