import { svgElement } from './element';

const PATHS = {
  copy: 'M5 2h7a2 2 0 0 1 2 2v7M4 5h5.5A1.5 1.5 0 0 1 11 6.5V12.5A1.5 1.5 0 0 1 9.5 14H4A1.5 1.5 0 0 1 2.5 12.5V6.5A1.5 1.5 0 0 1 4 5Z',
  done: 'M3 8.5 6.5 12 13 4.5',
  unfold: 'M8 2v4M8 14v-4M5.5 4.5 8 2l2.5 2.5M5.5 11.5 8 14l2.5-2.5M2 8h12',
  fold: 'M8 1.5v4.5M8 14.5V10M5.5 3.5 8 6l2.5-2.5M5.5 12.5 8 10l2.5 2.5M2 8h12',
  picture: 'M2 3h12v10H2ZM2 11l3.5-3.5 3 3 2-2L14 12M10.5 5.7h.01',
  export: 'M8 10V2M5 5l3-3 3 3M3 9v5h10V9',
  present: 'M2 3h12v8H2ZM8 11v3M5 14h6',
  first: 'M4 3v10M12 3 7 8l5 5',
  back: 'M10.5 3l-5 5 5 5',
  play: 'M4.5 2.5 13 8l-8.5 5.5Z',
  pause: 'M5.5 3v10M10.5 3v10',
  next: 'M5.5 3l5 5-5 5',
  last: 'M12 3v10M4 3l5 5-5 5',
  close: 'M4 4l8 8M12 4l-8 8',
  follow: 'M8 1v3M8 12v3M1 8h3M12 8h3M8 5a3 3 0 1 0 0 6a3 3 0 0 0 0-6Z',
  options: 'M2 4.5h7M12.5 4.5H14M2 11.5h1.5M7 11.5h7M10.7 3v3M5.2 10v3',
  work: 'M2.5 2.5h8v4M2.5 2.5v11h5M4.5 5.5h4M4.5 8h2.5M8 11.5l2 2 4-5',
  keys: 'M2 4h12v8H2ZM4.5 6.5h.01M7 6.5h.01M9.5 6.5h.01M12 6.5h.01M5 9.5h6',
  markdown: 'M1.5 11.5v-7l3 4 3-4v7M12 4.5v6.5M9.8 8.8L12 11.2l2.2-2.4',
  mathml: 'M11.5 4.5v-2h-8L8 8l-4.5 5.5h8v-2',
  curve: 'M3 10.8C3 4 13 12 13 5.2M1.8 10.8h2.4v2.4H1.8ZM11.8 2.8h2.4v2.4h-2.4Z',
} as const;

/** A line drawing of 16 × 16 in the colour of the text. */
export function icon(name: keyof typeof PATHS): SVGSVGElement {
  return svgElement(
    'svg',
    { class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' },
    svgElement('path', { d: PATHS[name] }),
  );
}
