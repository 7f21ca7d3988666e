import type { Mark, Picture } from './mark';
import { moved } from './mark';
import type { Outline } from './outline';

/** A displayed formula, and its number at the right margin. */
export interface Display {
  readonly tex: string;
  readonly tag?: string;
}

/** Between two displays, in front of a number and around everything, in thousandths of the font's size. */
const GAP = 900;
const TAG_GAP = 2000;
const MARGIN = 250;

/** Formulas below each other, with their numbers at the right margin. */
export function formulaPicture(displays: readonly Display[], outline: (tex: string) => Outline): Picture {
  const lines = displays.map(({ tex, tag }) => ({
    formula: outline(tex),
    tag: tag === undefined ? null : outline(`\\text{${tagTex(tag)}}`),
  }));
  const width = Math.max(0, ...lines.map(({ formula }) => formula.width));
  const tagWidth = Math.max(0, ...lines.map(({ tag }) => (tag === null ? 0 : TAG_GAP + tag.width)));
  const marks: Mark[] = [];
  let y = MARGIN;
  for (const { formula, tag } of lines) {
    const baseline = y + formula.baseline;
    marks.push(...formula.marks.map((mark) => moved(mark, MARGIN, y)));
    if (tag !== null) {
      const x = MARGIN + width + tagWidth - tag.width;
      marks.push(...tag.marks.map((mark) => moved(mark, x, baseline - tag.baseline)));
    }
    y += formula.height + GAP;
  }
  return { width: width + tagWidth + 2 * MARGIN, height: Math.max(0, y - GAP) + MARGIN, marks };
}

function tagTex(tag: string): string {
  return tag.replace(/[\\{}$&#%_^~]/g, (sign) => (sign === '\\' ? '' : `\\${sign}`));
}
