/** Differences side by side, as a page for a browser. */
export interface Shown {
  readonly name: string;
  /** What became of it: `is new`, `is gone`, `123 pixels differ`. */
  readonly what: string;
  /** Files relative to the page: before, after, what differs. */
  readonly pictures: readonly string[];
}

export function reportHtml(shown: readonly Shown[]): string {
  const figure = ({ name, what, pictures }: Shown): string =>
    `<h2>${name}: ${what}</h2>\n<p>${pictures.map((file) => `<img src="${file}" alt="${file}" loading="lazy">`).join('\n')}</p>\n`; // prettier-ignore
  return `<!doctype html>
<meta charset="utf-8">
<title>Gallery: what differs</title>
<style>
body { font: 14px system-ui, sans-serif; margin: 2em; background: #888; }
p { display: flex; gap: 1em; align-items: flex-start; overflow-x: auto; }
img { max-width: 48%; border: 1px solid #000; }
</style>
<h1>${shown.length === 0 ? 'Nothing differs' : 'Before, after, what differs'}</h1>
${shown.map(figure).join('')}`;
}
