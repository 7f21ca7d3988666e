// The exact words, places and edits of every problem of the cases: said.txt has been read by people.
import { checkText, readText } from '../../../src/analysis/readText';
import type { Diagnostic } from '../../../src/language/text/diagnostic';
import { parse } from '../../../src/language/syntax/parser';
import { say } from '../../../src/message/message';
import { assertAccepted } from '../accepted';
import { fixture } from './fixture';
import { meaningCases } from './meaningCases';
import { namesCases } from './namesCases';
import { sizesCases } from './sizesCases';
import { syntaxCases } from './syntaxCases';

/** A problem in lines: what is said of which words, what else is pointed at, what each fix changes. */
function inLines(text: string, { severity, message, range, related, fixes }: Diagnostic): string[] {
  const at = (offset: number): string => {
    const before = text.slice(0, offset).split('\n');
    return `${before.length}:${before[before.length - 1].length + 1}`;
  };
  const words = ({ start, end }: Diagnostic['range']): string =>
    `${at(start)} ${JSON.stringify(text.slice(start, end))}`;
  return [
    `  ${severity} at ${words(range)}: ${say(message)}`,
    ...related.map((one) => `    see ${words(one.range)}: ${say(one.message)}`),
    ...fixes.map(
      ({ title, edits }) =>
        `    fix “${say(title)}”: ${edits.map((edit) => `${words(edit.range)} → ${JSON.stringify(edit.newText)}`).join(', ')}`,
    ),
  ];
}

describe('What is said of a problem', () => {
  it('is what has been accepted', () => {
    const lines = Object.entries({ ...namesCases, ...sizesCases, ...meaningCases }).flatMap(([code, cases]) =>
      cases.flatMap(({ name, wrong }) => {
        const { text } = fixture(wrong);
        const found = checkText(readText(text)).diagnostics;
        return [`${code}: ${name}`, ...found.flatMap((one) => inLines(text, one))];
      }),
    );
    assertAccepted('language/said.txt', lines);
  });

  it('is what has been accepted, of texts that are not in the grammar', () => {
    const lines = syntaxCases.flatMap((text) => {
      const found = parse(text).diagnostics;
      return [JSON.stringify(text), ...found.flatMap((one) => inLines(text, one))];
    });
    assertAccepted('language/saidOfSyntax.txt', lines);
  });
});
