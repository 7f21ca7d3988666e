// docs/language.md says what the tables of the source say, and its examples do what it says they do.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Analysis } from '../../src/analysis/analysis';
import { builtinActivations } from '../../src/functions/builtin/activations';
import { constants, extremeFunctions, unaryFunctions } from '../../src/functions/builtin/functions';
import { builtinLosses } from '../../src/functions/builtin/losses';
import type { ParameterEntry } from '../../src/functions/builtin/parameterDomain';
import { exactText } from '../../src/numbers/numberText';
import { generatorTable } from '../../src/language/matrices/generators';
import { keywords } from '../../src/language/syntax/words';

const page = readFileSync('docs/language.md', 'utf8');

/** The text below a heading, up to the next one of any level. */
function section(heading: string): string {
  const found = page.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`));
  assert.ok(found, `docs/language.md has no section ${heading}`);
  return found;
}

/** The cells of the rows of the table in a section, without its head. */
function rows(heading: string): string[][] {
  const lines = section(heading)
    .split('\n')
    .filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

function code(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1]);
}

function called(name: string, parameters: readonly ParameterEntry[]): string {
  const list = parameters.map((parameter) => `${parameter.name} = ${parameter.default}`);
  return list.length === 0 ? name : `${name}(${list.join(', ')})`;
}

describe('docs/language.md', () => {
  const examples = [...page.matchAll(/(?:<!-- gives ([\w -]+?) -->\n\n)?```nnet(?: \{spec\})?\n([\s\S]*?)```/g)];

  it('has examples', () => assert.ok(examples.length >= 20));

  for (const [, stated, text] of examples) {
    it(`${stated === undefined ? 'has a correct example' : `shows ${stated}`}: ${text.split('\n', 1)[0]}`, async () => {
      const { diagnostics } = await Analysis.of(text);
      const grave = diagnostics.filter(({ severity }) => severity === 'error' || severity === 'warning');
      assert.deepEqual([...new Set(grave.map((d) => d.code))], stated === undefined ? [] : stated.split(' '));
    });
  }

  it('has the activations of the table, with their parameters, formulas and conventions', () => {
    const table = rows('Activations').map(([names, formula, derivative, kinks]) => [
      code(names),
      code(formula),
      code(derivative),
      kinks,
    ]);
    const expected = builtinActivations.map((a) => {
      const values = a.parameters.map((parameter) => parameter.default);
      const kinks = a.kinks(...values).map(exactText);
      return [
        [a.name, ...a.aliases].map((name) => called(name, a.parameters)),
        [a.formula()],
        [a.derivativeFormula()],
        kinks.join(', '),
      ];
    });
    assert.deepEqual(table, expected);
  });

  it('has the losses of the table', () => {
    assert.deepEqual(
      rows('Losses').map(([name, formula, derivative]) => [code(name), code(formula), code(derivative)]),
      builtinLosses.map((l) => [[called(l.name, l.parameters)], [l.formula()], [l.derivativeFormula()]]),
    );
  });

  it('has the functions and constants', () => {
    const said = new Set(code(section('Expressions')));
    const wanted = [...constants.keys(), ...unaryFunctions.map(({ name }) => name), ...extremeFunctions];
    assert.deepEqual(
      wanted.filter((name) => !said.has(name)),
      [],
    );
  });

  it('has the generators, each shown in the table', () => {
    const said = rows('Generators').flatMap(([names]) => code(names).map((call) => call.slice(0, call.indexOf('('))));
    assert.deepEqual(said.sort(), [...generatorTable.keys()].sort());
  });

  it('has a row for every statement', () => {
    const said = new Set(rows('Statements').flatMap(([forms]) => code(forms).map((form) => form.split(' ', 1)[0])));
    assert.deepEqual([...said].sort(), [...keywords, 'W', 'b', 'V', 'v'].sort());
  });
});
