// Whoever adds a choice is asked by the compiler for another value of it here, and by the tests for its effect.
import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { usualHandout, type HandoutChoices } from '../../../src/authoring/choices';
import { exerciseFiles } from '../../../src/authoring/exercise/exerciseFiles';
import type { SheetStyle } from '../../../src/authoring/exercise/sheetDocument';
import { readFenceInfo } from '../../../src/authoring/fences/fenceInfo';
import { buildHandout } from '../../../src/authoring/handoutBuilder';
import { inEnglish } from '../../../src/message/message';
import { plainTex } from '../../../src/notation/tex/texStyle';
import { sheetsOf } from '../../sheetsOf';

const TEXT = `input A = [1; 2]
batch B = [1 2; 4 5]
layer 2 tanh
  W = [1 2; 3 4]
  b = [1; 2]
layer 2 identity
  W = [1 2; 3 4]
  b = [1; 2]
`;

/** Another value than the usual one of every choice; null where formulas do not show it. */
const others: { readonly [Name in keyof HandoutChoices]: HandoutChoices[Name] | null } = {
  what: ['network'],
  forms: ['delta'],
  layer: 1,
  sample: 'B',
  column: 1,
  output: 1,
  network: 'homogeneous',
  digits: { kind: 'decimals', count: 1 },
  numbers: 'symbols',
  letters: 'course',
  colours: null,
  background: null,
  language: null,
  flavor: null,
};

async function formulas(chosen: Partial<HandoutChoices>): Promise<string> {
  const choices = { ...usualHandout, sample: 'B', ...chosen };
  const { parts } = await buildHandout(await Analysis.of(TEXT), { file: 'a', text: TEXT }, choices);
  const blocks = parts.flatMap((part) => (part.name === 'steps' ? [] : part.blocks));
  return blocks.flatMap((block) => (block.kind === 'formula' ? [block.write!(plainTex)] : [])).join('\n');
}

describe('Each choice of an export', () => {
  for (const [name, value] of Object.entries(others)) {
    if (value === null) continue;
    it(`changes its formulas: ${name}`, async () => {
      const before = name === 'sample' ? { sample: 'A' } : {};
      assert.notEqual(await formulas({ [name]: value }), await formulas(before));
    });
  }
});

const EXERCISE = `${TEXT.replace(/^batch.*\n/m, '')}output 1\nexercise "One"\n  ask Delta1 gradW1\n`;

/** Another style than the usual one of sheets, and how it is written as an option and in a fence; null: it can't be. */
const styles: {
  readonly [Name in Exclude<keyof SheetStyle, 'apart'>]: {
    readonly value: SheetStyle[Name];
    readonly option: string;
    readonly fence: string | null;
  };
} = {
  letters: { value: 'course', option: '--letters course', fence: 'letters=course' },
  drawing: { value: true, option: '--drawing', fence: null },
};

describe('Each choice of a sheet', () => {
  const made = async (style: Partial<SheetStyle>): Promise<string> => {
    const { sheets } = await sheetsOf(EXERCISE);
    const usual = { letters: 'paper', drawing: false, mathStyle: () => Promise.resolve('') } as const;
    const files = await exerciseFiles(sheets, 'markdown', { name: 'a', language: 'en', translate: inEnglish, ...usual, ...style }); // prettier-ignore
    return files.map(({ content }) => String(content)).join('\n');
  };
  const body = (text: string) => text.replace(/<!--[^]*?-->/g, '').replace(/^.*nnet exercise.*$/gm, '');

  for (const [name, { value, option, fence }] of Object.entries(styles)) {
    it(`changes it, is in the command that makes it again, and can be made for a fence: ${name}`, async () => {
      const [before, after] = [await made({}), await made({ [name]: value })];
      assert.notEqual(body(after), body(before));
      assert.ok(after.includes(option), after.slice(0, 300));
      assert.ok(!before.includes(option.split(' ')[0]));
      if (fence !== null) assert.ok('parts' in readFenceInfo(`nnet {exercise ${fence}}`));
    });
  }
});
