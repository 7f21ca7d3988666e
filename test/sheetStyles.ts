import type { Look } from '../src/notation/look';
import { otherLook } from './otherLooks';
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
    ...written('letters'),
    changes: ['drawing', 'introduction', 'given', 'item', 'solution', 'answer'],
  },
  drawing: { value: true, option: ['--drawing'], fence: null, changes: ['drawing'] },
};

/** Another value of a choice of how formulas are written, with its option and as a choice of a fence. */
function written<Name extends keyof Look>(name: Name) {
  const value = otherLook[name];
  return { value, option: [`--${name}`, value], fence: `${name}=${value}` };
}

/** Whether students see that choice before they have the key. */
export const isOnSheet = (changes: readonly SheetPiece[]): boolean =>
  changes.some((piece) => piece !== 'solution' && piece !== 'answer');
