import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Analysis } from '../../../src/analysis/analysis';
import { choosePoint } from '../../../src/stanford/choosePoint';

const FOLDER = 'test/unit/stanford/fixtures';

/** The text with the line, and what is selected in it. */
function chosen(analysis: Analysis): { readonly text: string; readonly selected: string } {
  const { text, stanford, network } = analysis;
  const { edit, selection } = choosePoint(text, stanford!, network!.samples[0].X.data);
  const made = edit === null ? text : text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end);
  return { text: made, selected: made.slice(selection.start, selection.end) };
}

describe('The line that chooses X in a Stanford NNet file', () => {
  const texts = readdirSync(FOLDER).map((name) => [name, readFileSync(`${FOLDER}/${name}`, 'utf8')] as const);
  const variants: (readonly [string, string])[] = [
    ...texts,
    ['no comments', '2,2,1,2,\n2,2,1,\n0,\n-9,-9,\n9,9,\n0.1,-1e-7,0,\n1,3,1,\n1,2,\n3,4,\n0.5,\n0.25,\n1,1,\n0,\n'],
    ['a mark and CRLF', `\ufeff${texts[0][1].replaceAll('\n', '\r\n')}`],
    ['an output chosen', texts.find(([name]) => name.startsWith('25'))![1].replace('\n', '\n// nnet: output 2\n')],
  ];
  for (const [name, text] of variants) {
    it(name, async () => {
      const before = await Analysis.of(text);
      if (before.network === null) return;
      const first = chosen(before);
      const after = await Analysis.of(first.text);
      assert.deepEqual([...after.network!.samples[0].X.data], [...before.network.samples[0].X.data]);
      assert.ok(after.stanford!.chosen.input !== null);
      assert.equal(after.stanford!.chosen.output?.value, before.stanford!.chosen.output?.value);
      // The second time the line is there.
      const second = chosen(after);
      assert.deepEqual(second, { text: first.text, selected: first.selected });
      const at = first.text.indexOf(`[${first.selected}]`);
      const typed = await Analysis.of(
        `${first.text.slice(0, at)}[${first.selected.replace(/[^,]+/g, () => '0.5')}]${first.text.slice(at + first.selected.length + 2)}`,
      );
      assert.ok(typed.network!.samples[0].X.data.every((x) => x === 0.5));
    });
  }
});
