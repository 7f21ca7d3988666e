// The exact words and places of what only the numbers of a network show.
import { Analysis } from '../../../src/analysis/analysis';
import { say } from '../../../src/message/message';
import { assertAccepted } from '../accepted';
import { numberCases } from './numberCases';

describe('What is said of numbers', () => {
  it('is what has been accepted', async () => {
    const lines: string[] = [];
    for (const text of numberCases) {
      const { diagnostics } = await Analysis.of(text);
      const words = ({ start, end }: { start: number; end: number }) =>
        `${text.slice(0, start).split('\n').length}: ${JSON.stringify(text.slice(start, end))}`;
      lines.push(JSON.stringify(text));
      for (const { severity, code, range, message, related } of diagnostics) {
        lines.push(`  ${severity} ${code} at ${words(range)}: ${say(message)}`);
        lines.push(...related.map((one) => `    see ${words(one.range)}: ${say(one.message)}`));
      }
    }
    assertAccepted('analysis/said.txt', lines);
  });
});
