/** Two pictures pixel by pixel. */
import { PNG } from 'pngjs';

export interface Difference {
  /** Pixels that differ to the eye; those that only one of the pictures has among them. */
  readonly pixels: number;
  /** The newer picture in grey with what differs in red. */
  readonly png: Buffer;
}

/** What differs, or null if nothing does. A browser draws edges of letters a shade lighter or darker: that is nothing. */
export async function differenceOf(before: Buffer, after: Buffer): Promise<Difference | null> {
  if (before.equals(after)) return null;
  // An ES module, which this program, built as CommonJS, cannot require.
  const { default: pixelmatch } = await import('pixelmatch');
  const [a, b] = [PNG.sync.read(before), PNG.sync.read(after)];
  const [width, height] = [Math.max(a.width, b.width), Math.max(a.height, b.height)];
  const marked = new PNG({ width, height });
  const pixels = pixelmatch(onCanvas(a, width, height), onCanvas(b, width, height), marked.data, width, height, {
    threshold: 0.1,
  });
  const resized = a.width !== b.width || a.height !== b.height;
  return pixels === 0 && !resized ? null : { pixels, png: PNG.sync.write(marked) };
}

/** The pixels at the top left of a canvas that is transparent elsewhere. */
function onCanvas(picture: PNG, width: number, height: number): Buffer {
  if (picture.width === width && picture.height === height) return picture.data;
  const canvas = new PNG({ width, height });
  PNG.bitblt(picture, canvas, 0, 0, picture.width, picture.height, 0, 0);
  return canvas.data;
}
