import assert from 'node:assert/strict';
import { checkText, readText } from '../../../src/analysis/readText';
import type { CheckedSpec, FileContent } from '../../../src/language/meaning/checked';
import type { Diagnostic } from '../../../src/language/text/diagnostic';
import { say } from '../../../src/message/message';
import { fixture, withMarks } from './fixture';

/**
 * Checks a marked text: every diagnostic must stand at a mark labelled with its code, and every mark must have its
 * diagnostic. `ignored` are codes that may come as well.
 */
export function expectProblems(
  marked: string,
  ignored: readonly string[] = [],
  files?: ReadonlyMap<string, FileContent>,
): CheckedSpec {
  const { text, ranges } = fixture(marked);
  const checked = checkText(readText(text), files);
  const found = checked.diagnostics
    .filter((d) => !ignored.includes(d.code))
    .map((d) => ({ label: d.code, start: d.range.start, end: d.range.end }));
  const inOrder = (a: (typeof found)[0], b: (typeof found)[0]) =>
    a.start - b.start || b.end - a.end || a.label.localeCompare(b.label);
  const expected = [...ranges].sort((a, b) => a.start - b.start || b.end - a.end || a.label.localeCompare(b.label));
  assert.equal(withMarks(text, found.sort(inOrder)), withMarks(text, expected), describeAll(checked.diagnostics));
  return checked;
}

/** The only diagnostic with the code, with its message in English. */
export function problem(text: string, code: string): Diagnostic & { readonly said: string } {
  const { diagnostics } = checkText(readText(text));
  const found = diagnostics.filter((d) => d.code === code);
  assert.equal(found.length, 1, describeAll(diagnostics));
  return { ...found[0], said: say(found[0].message) };
}

/** The text after the edits of one fix. */
export function applied(text: string, found: Diagnostic, index = 0): string {
  const edits = [...found.fixes[index].edits].sort((a, b) => b.range.start - a.range.start);
  return edits.reduce((t, { range, newText }) => t.slice(0, range.start) + newText + t.slice(range.end), text);
}

function describeAll(diagnostics: readonly Diagnostic[]): string {
  return `found: ${diagnostics.map((d) => `${d.code}: ${say(d.message)}`).join('\n') || 'nothing'}`;
}
