import '@mathjax/mathjax-newcm-font/js/svg/dynamic/cyrillic.js';
import '@mathjax/mathjax-newcm-font/js/svg/dynamic/double-struck.js';
import '@mathjax/mathjax-newcm-font/js/svg/dynamic/latin.js';
import { MathJaxNewcmFont } from '@mathjax/mathjax-newcm-font/js/svg.js';
import { liteAdaptor } from '@mathjax/src/js/adaptors/liteAdaptor.js';
import type { LiteElement, LiteNode } from '@mathjax/src/js/adaptors/lite/Element.js';
import { RegisterHTMLHandler } from '@mathjax/src/js/handlers/html.js';
import { TeX } from '@mathjax/src/js/input/tex.js';
import '@mathjax/src/js/input/tex/ams/AmsConfiguration.js';
import '@mathjax/src/js/input/tex/base/BaseConfiguration.js';
import { mathjax } from '@mathjax/src/js/mathjax.js';
import { SVG } from '@mathjax/src/js/output/svg.js';
import { moved, within, type Mark, type Picture, type Placement } from './mark';
import { clipped, polygonsOf, type Polygon } from './polygon';

/** A formula as a picture; its base line is `baseline` below its top. */
export interface Outline extends Picture {
  readonly baseline: number;
}

let made: ((tex: string) => Outline) | null = null;

/** Formulas as outlines, by MathJax: what is drawn needs no font. There is one only: a second font would lack letters. */
export function outliner(): (tex: string) => Outline {
  return (made ??= withMathJax());
}

function withMathJax(): (tex: string) => Outline {
  const adaptor = liteAdaptor();
  RegisterHTMLHandler(adaptor);
  const document = mathjax.document('', {
    InputJax: new TeX({
      packages: ['base', 'ams'],
      maxBuffer: Infinity,
      maxMacros: Infinity,
      formatError: (_: unknown, error: Error) => {
        throw error;
      },
    }),
    OutputJax: new SVG({ fontCache: 'none', fontData: wholeFont(), linebreaks: { inline: false } }),
  });
  return (tex) => {
    const container = document.convert(tex, { display: true, containerWidth: Infinity }) as LiteElement;
    return outlineOf(container.children[0] as LiteElement);
  };
}

/** The font with the letters that are imported above; others, which it would go on looking for, it does not have. */
function wholeFont(): MathJaxNewcmFont {
  mathjax.asyncLoad = () => undefined;
  mathjax.asyncIsSynchronous = true;
  const font = new MathJaxNewcmFont();
  font.loadDynamicFilesSync();
  for (const { chars, linked } of Object.values(variantsOf(font))) {
    for (const glyphs of [chars, ...linked]) {
      for (const [code, glyph] of Object.entries(glyphs)) if (!Array.isArray(glyph)) delete glyphs[code];
    }
  }
  return font;
}

type Glyphs = Record<string, unknown>;

function variantsOf(font: MathJaxNewcmFont): Readonly<Record<string, { chars: Glyphs; linked: readonly Glyphs[] }>> {
  return (font as unknown as { variant: ReturnType<typeof variantsOf> }).variant;
}

function outlineOf(svg: LiteElement): Outline {
  const [x, y, width, height] = numbersIn(svg, 'viewBox');
  const marks = svg.children.flatMap((child) => marksOf(child, { a: 1, d: 1, e: 0, f: 0 }));
  return { width, height, baseline: -y, marks: marks.map((mark) => moved(mark, -x, -y)) };
}

/** Everything that is drawn by a node of MathJax's own SVG. */
function marksOf(node: LiteNode, outer: Placement): readonly Mark[] {
  if (!('children' in node)) return [];
  const at = within(outer, placementOf(node));
  switch (node.kind) {
    case 'path': {
      const path = String(node.attributes['d'] ?? '');
      return path === '' ? [] : [{ kind: 'path', path, at }];
    }
    case 'rect': {
      const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => numberIn(node, name));
      return [bar(at, x, y, x + width, y + height)];
    }
    case 'line': {
      const [x1, y1, x2, y2] = ['x1', 'y1', 'x2', 'y2'].map((name) => numberIn(node, name));
      const [across, along] = y1 === y2 ? [0, RULE / 2] : [RULE / 2, 0];
      return [bar(at, Math.min(x1, x2) - across, Math.min(y1, y2) - along, Math.max(x1, x2) + across, Math.max(y1, y2) + along)]; // prettier-ignore
    }
    case 'text': {
      const text = node.children.map((child) => ('value' in child ? child.value : '')).join('');
      return [{ kind: 'letter', text, size: 1000 * Math.abs(at.d), x: at.e, y: at.f }];
    }
    case 'g':
      return node.children.flatMap((child) => marksOf(child, at));
    case 'svg':
      return windowOf(node, outer, at);
    default:
      if (node.children.length > 0) throw new Error(`MathJax drew a ${node.kind}, which pictures do not know.`);
      return [];
  }
}

/** Through an inner `svg` a part of a glyph is seen, drawn out to the length of a bracket or an arrow. */
function windowOf(node: LiteElement, outer: Placement, inner: Placement): readonly Mark[] {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => numberIn(node, name));
  const box = bar(outer, x, y, x + width, y + height);
  const edges = [box.x, box.y, box.x + box.width, box.y + box.height] as const;
  return node.children
    .flatMap((child) => marksOf(child, inner))
    .flatMap((mark): readonly Mark[] => {
      if (mark.kind !== 'path') throw new Error(`MathJax drew a ${mark.kind} in a window, which pictures do not know.`);
      const path = polygonsOf(mark.path, mark.at).map((polygon) => pathOf(clipped(polygon, edges)));
      return [{ kind: 'path', path: path.join(''), at: { a: 1, d: 1, e: 0, f: 0 } }];
    });
}

function pathOf(polygon: Polygon): string {
  const points = polygon.map((point) => point.map((x) => Math.round(10 * x) / 10).join(' '));
  return points.length === 0 ? '' : `M${points.join('L')}Z`;
}

/** The thickness of rules in arrays. */
const RULE = 60;

function bar(at: Placement, left: number, low: number, right: number, high: number): Extract<Mark, { kind: 'bar' }> {
  const [x1, x2] = [at.a * left + at.e, at.a * right + at.e];
  const [y1, y2] = [at.d * low + at.f, at.d * high + at.f];
  return { kind: 'bar', x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
}

/** What `transform` says, and, of an inner `svg`, its own place. */
function placementOf(node: LiteElement): Placement {
  let at: Placement = { a: 1, d: 1, e: 0, f: 0 };
  if (node.kind === 'svg' && node.attributes['viewBox'] !== undefined && node.attributes['x'] !== undefined) {
    const [left, top, width, height] = numbersIn(node, 'viewBox');
    const [x, y] = [numberIn(node, 'x'), numberIn(node, 'y')];
    const [a, d] = [numberIn(node, 'width') / width, numberIn(node, 'height') / height];
    at = { a, d, e: x - a * left, f: y - d * top };
  }
  for (const [, name, list] of String(node.attributes['transform'] ?? '').matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [first, second] = list
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (name === 'translate') at = within(at, { a: 1, d: 1, e: first, f: second || 0 });
    else if (name === 'scale') at = within(at, { a: first, d: second || first, e: 0, f: 0 });
    else if (name === 'matrix') {
      const [a, b, c, d, e, f] = list
        .trim()
        .split(/[\s,]+/)
        .map(Number);
      if (b !== 0 || c !== 0) throw new Error('MathJax turned a part of a formula, which pictures do not know.');
      at = within(at, { a, d, e, f });
    } else throw new Error(`MathJax moved a part of a formula by ${name}, which pictures do not know.`);
  }
  return at;
}

function numberIn({ attributes }: LiteElement, name: string): number {
  return parseFloat(String(attributes[name] ?? '0'));
}

function numbersIn({ attributes }: LiteElement, name: string): readonly number[] {
  return String(attributes[name])
    .split(/[\s,]+/)
    .map(Number);
}
