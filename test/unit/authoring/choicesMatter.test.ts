// Whoever adds a choice is asked by the compiler for another value of it here, and by the tests for its effect.
import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { usualHandout, type HandoutChoices } from '../../../src/authoring/choices';
import { sheetDocument, type SheetDocument, type SheetStyle } from '../../../src/authoring/exercise/sheetDocument';
import { fenceSteps, openFence } from '../../../src/authoring/fences/fence';
import { buildHandout } from '../../../src/authoring/handoutBuilder';
import type { Block } from '../../../src/page/page';
import { usualLook, type Look } from '../../../src/notation/look';
import { finish } from '../../../src/steps/steps';
import { formulasOf, texOf } from '../../readers/formulas';
import { otherLook } from '../../otherLooks';
import { isOnSheet, sheetStyles, type SheetPiece } from '../../sheetStyles';
import { canvasFiles, sheetFiles, sheetOf } from '../../sheetsOf';

const TEXT = `input A = [1; 2]
batch B = [1 2; 4 5]
layer 2 tanh
  W = [1 -2; 3 4]
  b = [1; 2]
layer 2 identity
  W = [1 -2; 3 4]
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
  ...otherLook,
  colours: null,
  background: null,
  language: null,
  flavor: null,
};

async function formulas(chosen: Partial<HandoutChoices>): Promise<string> {
  const choices = { ...usualHandout, sample: 'B', ...chosen };
  const handout = await buildHandout(await Analysis.of(TEXT), { file: 'a', text: TEXT }, choices);
  return formulasOf(handout, true).map(texOf).join('\n');
}

const SHOWS = 'a choice that changes nothing is lost on the way, or the text of this test does not show it';

describe('Each choice of an export', () => {
  for (const [name, value] of Object.entries(others)) {
    if (value === null) continue;
    it(`changes its formulas: ${name}`, async () => {
      const before = name === 'sample' ? { sample: 'A' } : {};
      assert.ok((await formulas({ [name]: value })) !== (await formulas(before)), SHOWS);
    });
  }

  const looks = Object.keys(usualLook) as readonly (keyof Look)[];
  for (const part of ['forward', 'gradient', 'steps'] as const)
    for (const name of looks)
      it(`changes the formulas of ${part} if it says how formulas are written: ${name}`, async () => {
        const what = [part];
        assert.ok((await formulas({ what, [name]: others[name]! })) !== (await formulas({ what })), SHOWS);
      });
});

const EXERCISE = `${TEXT.replace(/^batch.*\n/m, '')}output 1\nexercise "One"\n  give N1 Sigma1\n  ask Delta1 gradW1\n`;
const usualStyle: SheetStyle = { ...usualLook, drawing: false };

const written = (blocks: readonly (Block | null)[]): string =>
  blocks.map((block) => (block?.kind === 'formula' ? texOf(block) : JSON.stringify(block))).join('\n');

/** Each piece of a sheet, as text. */
const pieces: { readonly [Piece in SheetPiece]: (sheet: SheetDocument) => string } = {
  drawing: ({ drawing }) => written([drawing]),
  introduction: ({ introduction }) => written(introduction),
  given: ({ exercises }) => written(exercises.flatMap(({ given }) => given)),
  item: ({ exercises }) => exercises.flatMap(({ parts }) => parts.map(({ tex }) => tex)).join('\n'),
  solution: ({ exercises }) =>
    written(
      exercises.flatMap(({ parts }) => parts.flatMap(({ solution }) => solution!.steps.map(({ block }) => block))),
    ),
  answer: ({ exercises }) => written(exercises.flatMap(({ parts }) => parts.map(({ solution }) => solution!.answer))),
};

describe('Each choice of how formulas are written', () => {
  for (const name of Object.keys(usualLook) as (keyof Look)[])
    it(`holds in fences that do not choose it: ${name}`, async () => {
      const { value, fence } = sheetStyles[name];
      const analysis = await Analysis.of(EXERCISE);
      const shown = (chosen: Partial<Look>, more = ''): string => {
        const request = openFence(EXERCISE, `nnet {forward steps exercise key ${more}}`);
        assert.ok('parts' in request);
        const of = { choices: { ...usualHandout, ...chosen }, file: 'a', foreign: () => null };
        return JSON.stringify(finish(fenceSteps(analysis, request, of)).pieces);
      };
      assert.ok(fence !== null);
      assert.equal(shown({ [name]: value }), shown({}, fence));
      assert.ok(shown({}, fence) !== shown({}), SHOWS);
    });
});

describe('Each choice of a sheet', () => {
  /** A file without what says how it was made. */
  const body = (text: string) => text.replace(/<!--[^]*?-->/g, '').replace(/^.*nnet exercise.*$/gm, '');

  for (const [name, { value, option, fence, changes }] of Object.entries(sheetStyles)) {
    const style = { [name]: value };

    it(`changes what it has to, and nothing else: ${name}`, () => {
      const before = { ...usualStyle, drawing: name !== 'drawing' };
      const [one, other] = [before, { ...before, ...style }].map((of) => sheetDocument(sheetOf(EXERCISE), true, of));
      const changed = (Object.keys(pieces) as SheetPiece[]).filter((piece) => pieces[piece](one) !== pieces[piece](other)); // prettier-ignore
      assert.deepEqual(changed, changes, SHOWS);
    });

    for (const target of ['exam', 'markdown', 'html', 'notebook', 'moodle', 'canvas'] as const) {
      const isQuiz = target === 'moodle' || target === 'canvas';
      // A quiz has the drawing in any case, and the solutions in a notebook are Python.
      if (isQuiz && name === 'drawing') continue;
      if (target === 'notebook' && changes.every((piece) => piece === 'solution')) continue;
      it(`is in ${target}, and in the command that makes it again: ${name}`, async () => {
        // Words have letters of their quantities too: without words there are only the formulas.
        const made = async (chosen: Partial<SheetStyle>): Promise<string> => {
          const look = { ...chosen, translate: () => '' };
          const files = await (target === 'canvas' ? canvasFiles(EXERCISE, {}, look) : sheetFiles(EXERCISE, target, {}, look)); // prettier-ignore
          return [...files.values()].join('\n');
        };
        const [before, after] = [await made({}), await made(style)];
        assert.ok(body(after) !== body(before), SHOWS);
        assert.ok(after.includes(option.join(' ')), after.slice(0, 300));
        assert.ok(!before.includes(option[0]));
      });
    }

    if (fence === null) continue;
    it(`is in an exercise of a fence: ${name}`, async () => {
      const analysis = await Analysis.of(EXERCISE);
      const shown = (info: string): string => {
        const request = openFence(EXERCISE, info);
        assert.ok('parts' in request);
        const of = { choices: usualHandout, file: 'a', foreign: () => null };
        return JSON.stringify(finish(fenceSteps(analysis, request, of)).pieces);
      };
      for (const part of isOnSheet(changes) ? ['exercise', 'key'] : ['key'])
        assert.ok(shown(`nnet {${part} ${fence}}`) !== shown(`nnet {${part}}`), SHOWS);
    });
  }
});
