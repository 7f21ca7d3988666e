import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import zlib from 'node:zlib';
import { Analysis } from '../../../../src/analysis/analysis';
import { ofGradient, usualHandout, type HandoutChoices } from '../../../../src/authoring/choices';
import { exportFiles, copyGradient } from '../../../../src/authoring/exportFiles';
import { exportedState } from '../../../../src/authoring/checksum';
import { picture } from '../../../../src/authoring/pictures';
import { inEnglish } from '../../../../src/message/message';
import { translation } from '../../../../src/message/translation';
import { filesIn } from '../../../exampleFiles';
import { glyphsOf, numbersOf } from './pictureReader';

const example = (name: string) => fs.readFileSync(`examples/${name}.nnet`, 'utf8');

async function made(
  text: string,
  target: 'formulas-svg' | 'formulas-png' | 'png',
  choices: Partial<HandoutChoices> = {},
) {
  const analysis = await Analysis.of(text, { readFile: filesIn('examples') });
  const source = { file: 'a.nnet', text };
  const request = { target, choices: { ...ofGradient(usualHandout), ...choices }, source, foreign: null };
  const translate = choices.language === 'ru' ? translation('ru') : inEnglish;
  const [{ content }] = await exportFiles(analysis, request, { name: 'a', translate, mathStyle: () => assert.fail() });
  return content;
}
const svgOf = async (text: string, choices?: Partial<HandoutChoices>) =>
  (await made(text, 'formulas-svg', choices)) as string;
const pngOf = async (text: string, choices?: Partial<HandoutChoices>) =>
  (await made(text, 'formulas-png', choices)) as Uint8Array;

/** The numbers of LaTeX, in its order. */
function numbersInTex(tex: string): readonly string[] {
  const bare = tex
    .replace(/\\phantom\{[^}]*\}/g, '')
    .replace(/\\begin\{array\}\{[^}]*\}/g, ' ')
    .replace(/\\\\\[[^\]]*\]/g, ' ; ')
    .replace(/\\tag\*\{\(([^)]*)\)\}/g, ' ($1) ');
  return bare.match(/(?<![\d.])-?\d+(?:\.\d+)?/g) ?? [];
}

const sorted = (numbers: readonly string[]) => [...numbers].sort();

async function latexOf(text: string): Promise<string> {
  const request = { choices: usualHandout, source: { file: 'a.nnet', text }, foreign: null };
  return copyGradient(await Analysis.of(text), request, 'latex');
}

interface Png {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly texts: Readonly<Record<string, string>>;
  readonly perMetre: number;
  /** Rows of samples. */
  readonly rows: readonly Uint8Array[];
}

/** Reads a PNG file by its specification, and checks every checksum. */
function readPng(bytes: Uint8Array): Png {
  const file = Buffer.from(bytes);
  assert.equal(file.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
  const chunks: { name: string; data: Buffer }[] = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const name = file.toString('latin1', at + 4, at + 8);
    const { crc32 } = zlib as unknown as { crc32: (data: Buffer) => number };
    assert.equal(file.readUInt32BE(at + 8 + length), crc32(file.subarray(at + 4, at + 8 + length)), name);
    chunks.push({ name, data: file.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  const of = (name: string) => chunks.find((chunk) => chunk.name === name)!.data;
  assert.equal(chunks[0].name, 'IHDR');
  assert.equal(chunks.at(-1)!.name, 'IEND');
  const [width, height, depth, type] = [of('IHDR').readUInt32BE(0), of('IHDR').readUInt32BE(4), of('IHDR')[8], of('IHDR')[9]]; // prettier-ignore
  assert.equal(depth, 8);
  const channels = { 0: 1, 2: 3, 4: 2 }[type]!;
  const raw = zlib.inflateSync(of('IDAT'));
  assert.equal(raw.length, height * (width * channels + 1));
  const rows = Array.from({ length: height }, (_, row) => {
    const start = row * (width * channels + 1);
    assert.equal(raw[start], 0, 'a row without a filter');
    return new Uint8Array(raw.subarray(start + 1, start + 1 + width * channels));
  });
  const texts = Object.fromEntries(
    chunks
      .filter(({ name }) => name === 'iTXt')
      .map(({ data }) => {
        const end = data.indexOf(0);
        return [data.toString('latin1', 0, end), data.toString('utf8', end + 5)];
      }),
  );
  return { width, height, channels, texts, perMetre: of('pHYs').readUInt32BE(0), rows };
}

describe('formulas as a picture', () => {
  it('show the published gradient of Mazur, read by the shapes of the glyphs', async () => {
    const numbers = numbersOf(await svgOf(example('mazur')));
    assert.deepEqual(numbers.slice(-5, -1), ['0.0004386', '0.0008771', '0.0004977', '0.0009954']);
    for (const n of ['0.08217', '0.08267', '-0.02260', '-0.02274', '0.7414', '-0.2171'])
      assert.ok(numbers.includes(n), n);
    assert.ok(numbers.includes('3'), 'the number of the formula');
  });

  it('fit a slide of 16:9 and have nothing but the formula', async () => {
    const text =
      'input X = [0.5 -0.2 0.1]\ntarget = [1]\nlayer tanh\n W = [0.1 0.2 0.3; 0.4 0.5 0.6]\nlayer sigmoid\n W = [0.7 0.8]\nloss half_sse';
    const { width, height } = readPng(await pngOf(text));
    assert.ok(width / height > 1.5 && width / height < 2.2, `${width} × ${height}`);
    const tex = numbersInTex(await latexOf(text));
    assert.deepEqual(sorted(numbersOf(await svgOf(text))), sorted(tex));
    assert.equal(tex.filter((number) => number.includes('.')).length, 1 + 1 + 2 + 2 + 1 + 1 + 2 + 2 + 3 + 6);
  });

  // What the LaTeX says is read back against an evaluator of its own in test/unit/readBack.
  for (const name of ['paper', 'fractions', 'softmax-batch', 'homogeneous', 'large']) {
    it(`show every number that the LaTeX of ${name} has`, async () => {
      const text = example(name);
      const analysis = await Analysis.of(text, { readFile: filesIn('examples') });
      const digits = name === 'fractions' ? ({ kind: 'fractions', count: 4 } as const) : usualHandout.digits;
      const source = { file: 'a.nnet', text };
      const latex = await copyGradient(
        analysis,
        { choices: { ...usualHandout, digits }, source, foreign: null },
        'latex',
      );
      const svg = await svgOf(text, { digits });
      const [seen, written] = [sorted(numbersOf(svg)), sorted(numbersInTex(latex))];
      assert.ok(written.length > 20);
      assert.deepEqual(seen, written);
    });
  }

  it('has only outlines and bars, no font, style, script or address', async () => {
    for (const text of [example('paper'), example('softmax-batch')]) {
      const svg = await svgOf(text);
      const elements = new Set([...svg.matchAll(/<([a-z]\w*)/gi)].map(([, name]) => name));
      assert.deepEqual([...elements].sort(), ['desc', 'metadata', 'path', 'rect', 'svg', 'title']);
      // A browser draws a path only up to what it cannot read.
      for (const [, d] of svg.matchAll(/ d="([^"]*)"/g)) assert.doesNotMatch(d, /[MLHVQC](?! ?-?\.?\d)|^[^M]/);
      assert.doesNotMatch(
        svg.replace('xmlns="http://www.w3.org/2000/svg"', ''),
        /href|https?:|style|font|NaN|undefined/,
      );
    }
  });

  it('says what it shows in words, where it comes from, and how to make it again', async () => {
    const svg = await svgOf(example('mazur'));
    assert.match(svg, /<title>[^<]+<\/title>/);
    assert.match(svg, /<desc>[^<]*gradient[^<]*0\.0004386/);
    assert.match(svg, /nnet export a\.nnet --to formulas-svg</);
    const { texts } = readPng(await pngOf(example('mazur'), { background: 'transparent' }));
    assert.match(texts['Description'], /gradient.*0\.0004386/s);
    assert.match(texts['Comment'], /nnet export a\.nnet --to formulas-png --background transparent$/);
    for (const format of ['formulas-svg', 'formulas-png'] as const) {
      const file = await made(example('large'), format);
      assert.equal(exportedState(typeof file === 'string' ? file : new TextDecoder().decode(file)), 'export', format);
    }
  });

  it('has a number of pixels that is twice its size, on white or on nothing, and is not blank', async () => {
    const svg = await svgOf(example('mazur'));
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg)!.map(Number);
    const white = readPng(await pngOf(example('mazur')));
    assert.ok(Math.abs(white.width - 2 * width) <= 2 && Math.abs(white.height - 2 * height) <= 2);
    assert.equal(white.perMetre, Math.round((2 * 96) / 0.0254));
    const ink = white.rows.map((row) => row.reduce((sum, sample) => sum + 255 - sample, 0) / 255);
    const all = ink.reduce((sum, row) => sum + row, 0);
    assert.ok(all > 0.02 * white.width * white.height && all < 0.2 * white.width * white.height, String(all));
    // A margin all around, and something on more than half of the lines between.
    assert.ok(ink.slice(0, 8).every((row) => row === 0) && ink.slice(-8).every((row) => row === 0));
    assert.ok(ink.filter((row) => row > 0).length > white.height / 2);
    const clear = readPng(await pngOf(example('mazur'), { background: 'transparent' }));
    assert.equal(clear.channels, 2);
    clear.rows.forEach((row, y) =>
      white.rows[y].forEach((sample, x) => {
        assert.equal(row[2 * x], 0);
        assert.equal(row[2 * x + 1], 255 - sample);
      }),
    );
  });

  it('is the same to the byte each time', async () => {
    const digest = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');
    for (const format of ['formulas-svg', 'formulas-png'] as const) {
      const once = await made(example('paper'), format);
      // Otherwise the same outlines would be taken again.
      await made(example('neuron'), format);
      assert.equal(digest(await made(example('paper'), format)), digest(once));
    }
  });

  it('has the letters of a course if they are chosen', async () => {
    const characters = async (letters: 'paper' | 'course') =>
      glyphsOf(await svgOf(example('mazur'), { letters })).map(({ character }) => character);
    assert.ok((await characters('paper')).includes('Σ'));
    const course = await characters('course');
    assert.ok(!course.includes('Σ') && course.includes('[') && course.includes('𝑔'));
  });

  it('keeps names in Russian, and speaks Russian', async () => {
    const text =
      'activation плавно(x) = x/(1 + abs(x))\ninput = [1 2]\nlayer 2 плавно\nW = [1 2; 3 4]\nlayer 1 sigmoid\nW = [1 2]\n';
    const svg = await svgOf(text, { language: 'ru', what: ['network', 'forward', 'gradient'] });
    assert.match(svg, /<desc>[^<]*[а-я]{4}/);
    assert.doesNotMatch(svg, /<text/);
  });

  it('leaves out of large matrices what the page leaves out', async () => {
    const svg = await svgOf(example('large'));
    const dots = glyphsOf(svg).filter(({ character }) => /[⋮⋱⋯]/.test(character));
    assert.ok(dots.length > 10);
    assert.ok(numbersOf(svg).length < 5000);
  });
});

describe('the drawing as a picture', () => {
  const drawn = async (text: string, choices: Partial<HandoutChoices> = {}) =>
    readPng((await made(text, 'png', choices)) as Uint8Array);
  /** Red, green and blue at a place of the drawing, which has half as many pixels. */
  const at = ({ rows }: Png, x: number, y: number) => [...rows[2 * y].subarray(6 * x, 6 * x + 3)];
  const near = (found: readonly number[], wanted: readonly number[]) =>
    assert.ok(
      found.every((x, i) => Math.abs(x - wanted[i]) <= 2),
      `${found.join()} for ${wanted.join()}`,
    );

  it('has twice the pixels, the colours of signs, thicker lines for larger weights, and text', async () => {
    // The input is at x = 60, the last layer at x = 400, the neurons at y = 79 and 133; 0.55 is the largest weight, 0.15 the least.
    const picture = await drawn(example('mazur'));
    assert.deepEqual([picture.width, picture.height, picture.channels], [920, 580, 3]);
    near(at(picture, 5, 5), [255, 255, 255]);
    near(at(picture, 300, 133), [0x1a, 0x6f, 0xcc]);
    const opacity = 0.35 + (0.65 * 0.15) / 0.55;
    near(at(picture, 100, 79), [255 - 229 * opacity, 255 - 144 * opacity, 255 - 51 * opacity]);
    const thick = (x: number, y: number) => {
      let count = 0;
      for (let dy = -6; dy <= 6; dy++) if (picture.rows[2 * y + dy][6 * x] < 200) count++;
      return count;
    };
    assert.ok(thick(300, 133) >= 7 && thick(300, 133) > 2 * thick(100, 79), `${thick(300, 133)} ${thick(100, 79)}`);
    const dark = (x: number, y: number, reach: number) => {
      let count = 0;
      for (let dy = -reach; dy <= reach; dy++)
        for (let dx = -reach; dx <= reach; dx++) if (at(picture, x + dx, y + dy).every((c) => c < 120)) count++;
      return count;
    };
    assert.ok(dark(60, 79, 14) > 20, 'the value of the neuron');
    near(at(picture, 230, 119), [255, 255, 255]);
    assert.match(picture.texts['Description'], /The input X has 2 neurons/);
    assert.match(picture.texts['Comment'], /nnet export a\.nnet --to png$/);
  });

  it('shows the gradient too, also with names in Russian, and is the same to the byte each time', async () => {
    const text = 'input = [1 1]\nlayer слой_1: tanh\nW = [1 -2]\noutput 1\n';
    const weights = await drawn(text);
    const gradient = await drawn(text, { colours: 'gradient' });
    const orange = ({ rows }: Png) =>
      rows.some((row) => row.some((_, i) => i % 3 === 0 && row[i] === 0xb3 && row[i + 1] === 0x6b && row[i + 2] === 0));
    assert.ok(orange(weights));
    assert.notDeepEqual(weights.rows, gradient.rows);
    assert.deepEqual(await made(text, 'png'), await made(text, 'png'));
  });

  it('is typeset once as SVG and PNG: nothing takes long the second time', async () => {
    const look = { title: 'a', words: 'b', background: 'white' } as const;
    let breaths = 0;
    const made = (number: string, format: 'svg' | 'png') => {
      const ways = [`x = ${number}`, `\\frac{${number}}{2}`, `x = ${number}`].map((tex) => ({
        tex,
        tag: `(${number})`,
      }));
      return picture([ways, ways.toReversed()], format, look, () => Promise.resolve(void breaths++));
    };
    const first = await made('1', 'svg');
    assert.equal(breaths, 2);
    await made('1', 'png');
    assert.equal(breaths, 2);
    assert.notEqual(await made('3', 'svg'), first);
    assert.equal(breaths, 4);
    assert.equal(await made('1', 'svg'), first);
    assert.equal(breaths, 6, 'only the last picture is kept');
  });
});
