import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Analysis } from '../../src/analysis/analysis';
import { choiceTexts } from '../../src/authoring/choices';
import { exerciseTargets } from '../../src/authoring/exercise/exerciseTargets';
import { fenceParts, readFenceInfo } from '../../src/authoring/fences/fenceInfo';
import { targetNames } from '../../src/authoring/targets';
import { help } from '../../src/cli/help';
import { severities } from '../../src/language/text/diagnostic';

describe('docs/markdown.md', () => {
  const text = readFileSync('docs/markdown.md', 'utf8');

  it('has a row for every choice that a fence can make, and for no other', () => {
    // The parts are named without their option; language and flavor are chosen for the whole file, and the background for files of pictures.
    const names = Object.values(choiceTexts).map(({ option }) => option).filter((name) => !['what', 'language', 'flavor', 'background'].includes(name)); // prettier-ignore
    const table = text.slice(text.indexOf('| choice'), text.indexOf('An exercise and its key'));
    const rows = [...table.matchAll(/^\| `([\w-]+)` /gm)].map(([, name]) => name);
    for (const name of names) assert.ok(rows.includes(name), name);
    assert.deepEqual(rows.filter((name) => !names.includes(name)), []); // prettier-ignore
    // Those with a few values have each of them in their row.
    for (const { option, values } of Object.values(choiceTexts)) {
      const row = table.split('\n').find((line) => line.startsWith(`| \`${option}\` `));
      if (row === undefined || typeof values !== 'string') continue;
      for (const value of values.split(', ')) assert.ok(row.includes(`\`${value}\``), `${option}=${value}`);
    }
  });

  it('has a row for every part of a fence, and for no other', () => {
    const table = text.slice(text.indexOf('| part'), text.indexOf('Several parts appear'));
    const rows = [...table.matchAll(/^\| (`[^|]*`) +\|/gm)].flatMap(([, names]) => quoted(names));
    assert.deepEqual(rows.sort(), [...fenceParts].sort());
  });

  it('says which choices an exercise has', () => {
    const accepted = Object.values(choiceTexts).flatMap((choice) => {
      // The name of an input can't be empty.
      const value = choice.write(choice.byDefault as never) || 'A';
      const read = readFenceInfo(`nnet {exercise key ${choice.option}=${value}}`);
      return 'parts' in read ? [choice.option] : [];
    });
    const said = /beside them alone, only (.*?) can be chosen/.exec(text)![1];
    assert.deepEqual(quoted(said).sort(), accepted.sort());
  });
});

/** What is in backticks. */
function quoted(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, word]) => word);
}

describe('The options of the command line', () => {
  const exports = readFileSync('docs/export.md', 'utf8');
  const exercises = readFileSync('docs/exercises.md', 'utf8');
  const has = (text: string, option: string): boolean => new RegExp(`(?<!\\S)\`?--${option}\\b`, 'm').test(text);

  it('that choose what an export has are in docs/export.md', () => {
    const names = Object.values(choiceTexts).map(({ option }) => option);
    assert.deepEqual(names.filter((name) => !has(exports, name)), []); // prettier-ignore
  });

  it('of exercises are in docs/exercises.md', () => {
    // A test of the command line asks that its help has all of them.
    const names = [...help('exercise').matchAll(/^(?:-o, )?--(\w+)/gm)].map(([, name]) => name);
    assert.ok(names.includes('letters') && names.includes('out'));
    assert.deepEqual(names.filter((name) => !has(exercises, name) && !(name === 'out' && / -o /.test(exercises))), []); // prettier-ignore
  });

  it('have every target in the tables', () => {
    const inTable = (text: string, name: string): boolean => new RegExp(`^\\|[^|]*\`${name}\``, 'm').test(text);
    assert.deepEqual(targetNames.filter((name) => !inTable(exports, name)), []); // prettier-ignore
    assert.deepEqual(Object.keys(exerciseTargets).filter((name) => !inTable(exercises, name)), []); // prettier-ignore
  });
});

describe('docs/diagnostics.md', () => {
  const sections = readFileSync('docs/diagnostics.md', 'utf8').split(/^## /m).slice(1);
  const byCode = new Map(sections.map((s) => [s.slice(0, s.indexOf('\n')).trim(), s]));

  it('has a section for every code, in the order of the list, and no other', () => {
    assert.deepEqual([...byCode.keys()], Object.keys(severities));
  });

  for (const [code, section] of byCode) {
    // No text is known to give it, or it would be corrected.
    if (code === 'internal-error') continue;
    it(`shows a text that gives ${code}`, async () => {
      const example = /```nnet(?: \{spec\})?\n([\s\S]*?)```/.exec(section)?.[1];
      assert.ok(example);
      const { diagnostics } = await Analysis.of(example);
      assert.ok(
        diagnostics.some((d) => d.code === code),
        `it gives ${diagnostics.map((d) => d.code).join(', ') || 'nothing'}`,
      );
    });
  }
});
