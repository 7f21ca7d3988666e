import type { SheetStyle } from '../src/authoring/exercise/sheetDocument';

/** What a sheet with its key is made of, as far as it has formulas or pictures. */
export type SheetPiece = 'drawing' | 'introduction' | 'given' | 'item' | 'solution' | 'answer';

/**
 * Of each choice of sheets another value than the usual one, how it is written as an option and in a fence (null: it can't
 * be), and which pieces of a sheet with a drawing it changes. Whoever adds a choice is asked for it here.
 */
export const sheetStyles: {
  readonly [Name in Exclude<keyof SheetStyle, 'apart'>]: {
    readonly value: SheetStyle[Name];
    readonly option: readonly string[];
    readonly fence: string | null;
    readonly changes: readonly SheetPiece[];
  };
} = {
  letters: {
    value: 'course',
    option: ['--letters', 'course'],
    fence: 'letters=course',
    changes: ['drawing', 'introduction', 'given', 'item', 'solution', 'answer'],
  },
  drawing: { value: true, option: ['--drawing'], fence: null, changes: ['drawing'] },
};

/** Whether students see that choice before they have the key. */
export const isOnSheet = (changes: readonly SheetPiece[]): boolean =>
  changes.some((piece) => piece !== 'solution' && piece !== 'answer');
