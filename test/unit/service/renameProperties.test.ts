import assert from 'node:assert/strict';
import fc from 'fast-check';
import { check } from '../../../src/language/meaning/checker';
import type { CheckedSpec } from '../../../src/language/meaning/checked';
import type { TextEdit } from '../../../src/language/text/diagnostic';
import { parse } from '../../../src/language/syntax/parser';
import { rename } from '../../../src/service/navigate/navigation';
import { mutated, randomSpec } from '../language/randomSpec';
import { statementSoup } from '../language/statementSoup';

const numRuns = Number(process.env['NNET_FUZZ'] ?? 300);
const checked = (text: string) => check(parse(text));

function applied(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((t, { range, newText }) => t.slice(0, range.start) + newText + t.slice(range.end), text);
}

/** What the text means, whatever its names are. */
function meaning({ diagnostics, sizes, layers, network }: CheckedSpec): unknown {
  const samples = network?.samples.map(({ X, target }) => [X.data, target?.data]);
  const values = layers.map(({ weights, bias, activation }) => [
    weights?.data,
    bias?.data,
    activation?.kind === 'coordinatewise' ? activation.activations.map((a) => [a.value(0.3), a.derivative(0.3)]) : null,
  ]);
  return [diagnostics.map(({ code }) => code), sizes, values, samples, network?.rate];
}

/** Names of the texts beside new ones, so that many are in the way of another. */
const anyName = fc.constantFrom('q', 'ζ₁', '_w', 'Слой', 'c', 'f', 'x', 'a', 'y', 't', 'X0', 'X1', 'l1', 'l2', 'g', 'pi', 'if', 'relu', 'layer', 'W', 'sum'); // prettier-ignore
const helped = (text: string) => `${text}\nlet d = 2*c\nactivation g(y, c = 3) = f(y)^2*c + d\nrate = g(0.1)`;
const valid = randomSpec.map(({ text }) => helped(text.replace(/\nrate = .*/, '')));

describe('Renaming in random texts', () => {
  it('keeps the meaning, or is refused with a reason; and its inverse restores the file', function () {
    this.timeout(0);
    let done = 0;
    let refused = 0;
    fc.assert(
      fc.property(valid, fc.nat(), anyName, (text, at, name) => {
        const before = checked(text);
        const symbol = before.symbols[at % before.symbols.length];
        const made = rename(before, symbol.definition.start, name);
        if (made.kind === 'refusal') {
          refused++;
          return;
        }
        done++;
        const after = checked(applied(text, made.edits));
        assert.deepEqual(meaning(after), meaning(before), after.spec.text);
        const moved = after.symbols[before.symbols.indexOf(symbol)];
        assert.equal(moved.name, name);
        assert.equal(moved.uses.length, symbol.uses.length);
        const back = rename(after, moved.definition.start, symbol.name);
        assert.equal(back.kind === 'edits' && applied(after.spec.text, back.edits), text);
      }),
      { numRuns },
    );
    assert.ok(done > numRuns / 10 && refused > numRuns / 10, `${done} done, ${refused} refused`);
  });

  it('is undone by its inverse in broken ones too', function () {
    this.timeout(0);
    fc.assert(
      fc.property(
        fc.oneof(mutated(valid), statementSoup),
        fc.nat(),
        fc.constantFrom('q', 'ζ₁', 'c'),
        (text, at, name) => {
          const before = checked(text);
          const symbol = before.symbols[at % before.symbols.length] as (typeof before.symbols)[0] | undefined;
          const made = symbol && rename(before, symbol.definition.start, name);
          if (made?.kind !== 'edits') return;
          const there = applied(text, made.edits);
          const after = checked(there);
          const moved = after.symbols[before.symbols.indexOf(symbol!)];
          const back = rename(after, moved.definition.start, symbol!.name);
          if (back.kind === 'edits') assert.equal(applied(there, back.edits), text);
        },
      ),
      { numRuns },
    );
  });
});
