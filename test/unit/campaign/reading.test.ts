// Mutated texts through parser, checker and formatter. NNET_FUZZ=N looks at N other ones.
import assert from 'node:assert/strict';
import { format, withEdits } from '../../../src/language/format/format';
import { check } from '../../../src/language/meaning/checker';
import { parse } from '../../../src/language/syntax/parser';
import type { CheckedSpec } from '../../../src/language/meaning/checked';
import { mutant } from './mutants';
import { mutantsOf } from './numbers';

/** A value without the places in it, and matrices as plain numbers. */
function placeless(part: unknown): unknown {
  if (ArrayBuffer.isView(part)) return [...(part as unknown as Iterable<number>)];
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return part.map(placeless);
  if ('start' in part && 'end' in part && Object.keys(part).length === 2) return null;
  return Object.fromEntries(
    Object.entries(part)
      .filter(([key, value]) => key !== 'checkpoints' && typeof value !== 'function')
      .map(([key, value]) => [key, placeless(value)]),
  );
}

/** What a text says: its statements, its comments and all that is wrong with it, without where it stands. */
function meaning({ spec, diagnostics, sizes, layers }: CheckedSpec): unknown {
  return {
    statements: placeless(spec.statements),
    comments: spec.comments.map(({ start, end }) => spec.text.slice(start, end).trimEnd()),
    diagnostics: diagnostics.map(({ code, message }) => [code, message]),
    sizes,
    values: layers.map(({ weights, bias }) => [placeless(weights), placeless(bias)]),
  };
}

/** All signs but spaces and line breaks of any kind; a dot, a comma or a semicolon counts too. */
const signs = (text: string): string => text.replace(/\s/g, '');

describe('Mutated texts', () => {
  it('are parsed, checked and formatted: the same meaning, nothing lost, nothing left to do', function () {
    this.timeout(0);
    for (const number of mutantsOf(1000)) {
      const text = mutant(number);
      const story = `mutant ${number}:\n${text}`;
      let before: CheckedSpec;
      let once: string;
      let after: CheckedSpec;
      try {
        before = check(parse(text));
        once = withEdits(text, format(before.spec));
        after = check(parse(once));
      } catch (error) {
        throw new Error(story, { cause: error });
      }
      assert.equal(signs(once), signs(text), story);
      assert.deepEqual(meaning(after), meaning(before), `${story}\n--- formatted\n${once}`);
      assert.equal(withEdits(once, format(after.spec)), once, `${story}\n--- formatted once\n${once}`);
    }
  });
});
