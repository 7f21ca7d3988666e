import { strToU8, zlibSync } from 'fflate/browser';
import type { ColourRaster, Raster } from './raster';

/** What is read of a picture that cannot be seen, by keyword of the PNG format. */
export type PngTexts = Readonly<Record<string, string>>;

/**
 * Black marks as a PNG file, on white or on nothing.
 * @param density pixels of an inch, by which programs know how large it is
 */
export function png(
  { width, height, coverage }: Raster,
  { background, density, texts }: { background: 'white' | 'transparent'; density: number; texts: PngTexts },
): Uint8Array {
  const clear = background === 'transparent';
  const size = clear ? 2 : 1;
  const lines = new Uint8Array(height * (width * size + 1));
  for (let row = 0; row < height; row++) {
    const start = row * (width * size + 1) + 1;
    for (let column = 0; column < width; column++) {
      const covered = coverage[row * width + column];
      // Of a clear picture every pixel is black, and more or less of it is there.
      if (clear) lines[start + 2 * column + 1] = covered;
      else lines[start + column] = 255 - covered;
    }
  }
  return pngFile({ width, height, type: clear ? 4 : 0, lines }, density, texts);
}

/** A picture in colour as a PNG file. */
export function colourPng({ width, height, pixels }: ColourRaster, density: number, texts: PngTexts): Uint8Array {
  const lines = new Uint8Array(height * (3 * width + 1));
  for (let row = 0; row < height; row++) {
    lines.set(pixels.subarray(3 * width * row, 3 * width * (row + 1)), row * (3 * width + 1) + 1);
  }
  return pngFile({ width, height, type: 2, lines }, density, texts);
}

/** Rows of samples, each after the number of its filter, 0; the type says what a pixel consists of. */
interface Samples {
  readonly width: number;
  readonly height: number;
  readonly type: 0 | 2 | 4;
  readonly lines: Uint8Array;
}

function pngFile({ width, height, type, lines }: Samples, density: number, texts: PngTexts): Uint8Array {
  const perMetre = Math.round(density / 0.0254);
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', [...big(width), ...big(height), 8, type, 0, 0, 0]),
    chunk('pHYs', [...big(perMetre), ...big(perMetre), 1]),
    ...Object.entries(texts).map(([keyword, text]) => chunk('iTXt', [...strToU8(keyword, true), 0, 0, 0, 0, 0, ...strToU8(text)])), // prettier-ignore
    chunk('IDAT', zlibSync(lines, { level: 6 })),
    chunk('IEND', []),
  ]);
}

function chunk(name: string, data: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  bytes.set(big(data.length));
  bytes.set(strToU8(name, true), 4);
  bytes.set(data, 8);
  bytes.set(big(checksum(bytes.subarray(4, 8 + data.length))), 8 + data.length);
  return bytes;
}

function big(n: number): readonly number[] {
  return [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

let table: Uint32Array | null = null;

/** CRC-32, as the format has it. */
function checksum(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
