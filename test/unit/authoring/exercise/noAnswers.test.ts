import '../../seed';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { exerciseFiles, type ExerciseWriting } from '../../../../src/authoring/exercise/exerciseFiles';
import { exerciseTargets, isQuiz, type ExerciseTarget } from '../../../../src/authoring/exercise/exerciseTargets';
import type { Sheet } from '../../../../src/authoring/exercise/sheet';
import { inEnglish } from '../../../../src/message/message';
import { translation } from '../../../../src/message/translation';
import { usualLook, type Look } from '../../../../src/notation/look';
import { otherLook } from '../../../otherLooks';
import { sheetOf } from '../../../sheetsOf';
import { readCanvas } from './canvasReader';
import { readMoodle } from './moodleReader';
import { randomExercises } from './randomExercises';

const EXAM = readFileSync(path.resolve(__dirname, '../../../../examples/exam.nnet'), 'utf8');
const TARGETS = Object.keys(exerciseTargets) as ExerciseTarget[];

/** The sheet with the answers of another: all that is known of a network beyond its text and what is given is false. */
function withAnswersOf(sheet: Sheet, other: Sheet): Sheet {
  return {
    ...sheet,
    trace: other.trace,
    exercises: sheet.exercises.map((exercise, e) => ({
      ...exercise,
      questions: other.exercises[e].questions,
      printed: other.exercises[e].printed,
    })),
  };
}

const looks: readonly Pick<ExerciseWriting, keyof Look | 'drawing' | 'language' | 'translate'>[] = [
  { ...usualLook, drawing: false, language: 'en', translate: inEnglish },
  { ...otherLook, drawing: true, language: 'ru', translate: translation('ru') },
];

/** What a student sees of a text, by the names of the files; of a quiz what is asked, without its accepted answers. */
async function seen(sheet: Sheet, target: ExerciseTarget, look: (typeof looks)[number]): Promise<Map<string, string>> {
  const files = await exerciseFiles([sheet], target, {
    name: 'a',
    mathStyle: () => Promise.resolve('.katex{}'),
    ...look,
  });
  if (!isQuiz(target)) {
    const all = files.map(({ name, content }) => [name, content as string] as const);
    const sheets = all.filter(([name]) => name.includes('-sheet'));
    assert.ok(sheets.length > 0 && sheets.length < all.length);
    return new Map(sheets);
  }
  if (target === 'canvas') return seenInCanvas(files[0].content as Uint8Array);
  const { category, info, questions } = readMoodle(files[0].content as string);
  return new Map([
    ['category', `${category}\n${info}`],
    ...questions.map(({ name, text, files: pictures }) => {
      const asked = text.replace(/\{\d+:NUMERICAL:[^}]*\}/g, '{}');
      return [name, [asked, ...Object.values(pictures)].join('\n')] as const;
    }),
  ]);
}

function seenInCanvas(zip: Uint8Array): Map<string, string> {
  const { made, quizzes, files } = readCanvas(zip);
  return new Map([
    ['made', made],
    ...quizzes.flatMap(({ title, items }) => items.map(({ id, title: name, points, text }) => [`${title} ${id}`, `${name} ${points} ${text}`] as const)), // prettier-ignore
    ...Object.entries(files),
  ]);
}

/** Two variants of each text, made once for all targets: sheets take longer than the files that are made of them. */
let made: readonly (readonly [Sheet, Sheet])[] | null = null;

function pairsOfSheets(): readonly (readonly [Sheet, Sheet])[] {
  made ??= [
    [sheetOf(EXAM, 0), sheetOf(EXAM, 5)],
    ...fc.sample(randomExercises, 10).map((text, i) => {
      const rounding = i % 2 === 0 ? ('full' as const) : ('printed' as const);
      return [sheetOf(text, 0, rounding), sheetOf(text, 1, rounding)] as const;
    }),
  ];
  return made;
}

describe('the answers of an exercise', () => {
  // A sheet made from its text and from what it gives cannot differ where all else does, not in one byte.
  for (const target of TARGETS) {
    it(`decide no byte of a sheet as ${target}`, async () => {
      for (const [i, [sheet, other]] of pairsOfSheets().entries()) {
        // The first in each look, the others in one after another.
        for (const look of i === 0 ? looks : [looks[i % looks.length]]) {
          const own = await seen(sheet, target, look);
          assert.deepEqual(await seen(withAnswersOf(sheet, other), target, look), own);
          // The numbers of the text do: the comparison sees what is printed.
          assert.notDeepEqual([...(await seen(other, target, look)).values()], [...own.values()]);
        }
      }
    });
  }
});
