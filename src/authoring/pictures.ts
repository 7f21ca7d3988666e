import { withoutChecksum } from './checksum';
import { message } from '../message/message';
import type { Scene } from './drawing/scene';
import { NoHandout } from './handout';
import { drawingLayers } from './picture/drawingPicture';
import { formulaPicture, type Display } from './picture/formulaPicture';
import type { Picture } from './picture/mark';
import { outliner, type Outline } from './picture/outline';
import { FONT_SIZE, pictureSvg, type PictureLook } from './picture/pictureSvg';
import { colourPng, png } from './picture/png';
import { painted, raster } from './picture/raster';

/** Twice the pixels of the vector picture: sharp on a projector and in print. */
const DENSITY = 2;
/** A larger picture is no picture of a slide, and takes more memory than some programs have. */
const MOST_PIXELS = 60_000_000;

/**
 * What is loaded when the first picture of formulas is made: MathJax is large.
 * @param displays the same displays with their lines broken in one or more ways
 * @param breathe lets others have their turn between two displays
 * @throws NoHandout if the picture would be too large
 */
export async function picture<Format extends 'svg' | 'png'>(
  displays: readonly (readonly Display[])[],
  format: Format,
  look: PictureLook,
  breathe?: () => Promise<void>,
): Promise<Format extends 'svg' ? string : Uint8Array>;
export async function picture(
  displays: readonly (readonly Display[])[],
  format: 'svg' | 'png',
  look: PictureLook,
  breathe?: () => Promise<void>,
): Promise<string | Uint8Array> {
  const outlines = await outlined(displays.flat(), breathe);
  const drawn = largestOnSlide(displays.map((way) => formulaPicture(way, outlines)));
  return format === 'svg' ? pictureSvg(drawn, look) : pixels(drawn, look);
}

/** Of the last picture: as PNG after SVG its formulas are the same. */
let before: ReadonlyMap<string, Outline> = new Map();

/** Most formulas have the same lines in each way, and to typeset one takes MathJax some 10 ms. */
async function outlined(
  displays: readonly Display[],
  breathe: (() => Promise<void>) | undefined,
): Promise<(tex: string) => Outline> {
  const typeset = outliner();
  const known = new Map<string, Outline>();
  const once = (tex: string): Outline => {
    const found = known.get(tex) ?? before.get(tex) ?? typeset(tex);
    known.set(tex, found);
    return found;
  };
  for (const { tex } of displays) {
    const ready = known.has(tex) || before.has(tex);
    once(tex);
    if (!ready) await breathe?.();
  }
  before = known;
  return once;
}

/** Of several pictures of the same that which a slide of 16:9 has to shrink the least; of equals the first. */
function largestOnSlide(pictures: readonly Picture[]): Picture {
  const size = ({ width, height }: Picture) => Math.max(width / 16, height / 9);
  return pictures.reduce((best, one) => (size(one) < size(best) ? one : best));
}

/** The drawing of a network as PNG. */
export function drawn(scene: Scene, { title, words, origin }: Omit<PictureLook, 'background'>): Uint8Array {
  const texts = { Title: title, ...(origin !== undefined && { Comment: withoutChecksum(origin) }), Description: words };
  return colourPng(painted(scene.width, scene.height, drawingLayers(scene, outliner()), DENSITY), DENSITY * 96, texts);
}

function pixels(drawn: Picture, { title, words, origin, background }: PictureLook): Uint8Array {
  const scale = (DENSITY * FONT_SIZE) / 1000;
  const [width, height] = [Math.ceil(drawn.width * scale), Math.ceil(drawn.height * scale)];
  if (width * height > MOST_PIXELS) {
    throw new NoHandout(
      message('The picture would have {0} × {1} pixels, which is too many. Choose a layer, or SVG.', width, height),
    );
  }
  const texts = { Title: title, ...(origin !== undefined && { Comment: withoutChecksum(origin) }), Description: words };
  return png(raster(drawn, scale), { background, density: DENSITY * 96, texts });
}
