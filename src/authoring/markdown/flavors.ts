import { markdownText } from './markdownText';

/** The kinds of Markdown that lecturers write for. */
export const flavors = ['github', 'quarto', 'myst', 'obsidian'] as const;

export type Flavor = (typeof flavors)[number];

/** Whether formulas have names, to which the text can refer. */
export function isLabelled(flavor: Flavor): boolean {
  return flavor === 'quarto' || flavor === 'myst';
}

/** What can be said about a display formula, besides its TeX. */
export interface DisplayMath {
  readonly tex: string;
  /** The number in the paper, e.g. `(3)`. */
  readonly tag: string | null;
  /** A name for references, unique in its file. */
  readonly label: string | null;
  /** The formula in words; null where it is not to be written. */
  readonly alt: string | null;
}

/** A picture in a file beside the text. */
export interface Picture {
  /** Its address, relative to the text. */
  readonly address: string;
  /** What it shows in a few words: plain text. */
  readonly title: string;
  /** The picture in words: plain text. */
  readonly alt: string;
}

/** How a flavour writes what the others write in another way. */
export interface FlavorStyle {
  /** Text for people: nothing in it is markup. */
  text(text: string): string;
  inlineMath(tex: string): string;
  /** A formula on lines of its own, so that no backslash is eaten. */
  displayMath(math: DisplayMath): string;
  /** A picture on a line of its own. */
  picture(picture: Picture): string;
  note(text: string, tone: 'info' | 'warning'): string;
  /** What is at the very top: the comment, and the title. `title` is Markdown. */
  opening(title: string, comment: readonly string[]): string;
}

/** Between dollars, with the number in the paper at the right. */
export function dollars({ tex, tag }: Pick<DisplayMath, 'tex' | 'tag'>): string {
  return `$$\n${tex}${tag === null ? '' : ` \\tag*{${tag}}`}\n$$`;
}

function quoted(text: string, head: string): string {
  return `> [!${head}]\n${text.replace(/^/gm, '> ')}`;
}

/** A picture with its words, as every flavour reads it. */
export function image({ address, alt }: Pick<Picture, 'address' | 'alt'>): string {
  return `![${markdownText(alt)}](${address})`;
}

/** A comment of HTML, which nothing in its lines can end. */
export function htmlComment(lines: readonly string[]): string {
  return `<!--\n${lines.map(safeInComment).join('\n')}\n-->`;
}

function safeInComment(line: string): string {
  return line.replace(/--(!?)>/g, '--$1&gt;').replace(/\p{Cc}|\p{Zl}|\p{Zp}/gu, '?');
}

/** Quarto numbers every formula that can be referred to: (i), (ii), …, so that (3) is the paper's, in HTML and by LaTeX. */
const romanNumbers = [
  'crossref:',
  '  eq-labels: roman i',
  'header-includes: |',
  '  ```{=latex}',
  '  \\renewcommand{\\theequation}{\\roman{equation}}',
  '  ```',
];

/** YAML at the top; the title is read as Markdown. */
function frontMatter(title: string, comment: readonly string[], more: readonly string[] = []): string {
  const lines = comment.map((line) => `# ${line.replace(/\p{Cc}|\p{Zl}|\p{Zp}/gu, '?')}`);
  return ['---', ...lines, `title: ${JSON.stringify(title)}`, ...more, '---'].join('\n');
}

export const flavorStyles: Readonly<Record<Flavor, FlavorStyle>> = {
  github: {
    text: markdownText,
    inlineMath: (tex) => `$\`${tex}\`$`,
    displayMath: ({ tex, tag }) => `\`\`\`math\n${tex}${tag === null ? '' : ` \\tag*{${tag}}`}\n\`\`\``,
    picture: image,
    note: (text, tone) => quoted(text, tone === 'warning' ? 'WARNING' : 'NOTE'),
    opening: (title, comment) => `${htmlComment(comment)}\n\n# ${title}`,
  },
  obsidian: {
    text: markdownText,
    inlineMath: (tex) => `$${tex}$`,
    displayMath: dollars,
    picture: image,
    note: (text, tone) => quoted(text, tone === 'warning' ? 'warning' : 'note'),
    opening: (title, comment) => `${htmlComment(comment)}\n\n# ${title}`,
  },
  quarto: {
    text: markdownText,
    inlineMath: (tex) => `$${tex}$`,
    // A formula with a name after #eq- gets Quarto's own number, so one that has a number in the paper has a name of a div.
    displayMath: ({ tex, tag, label, alt }) => {
      if (label === null) return dollars({ tex, tag });
      const words = (name: string) => (alt === null ? '' : ` ${name}="${attribute(alt)}"`);
      if (tag === null) return `$$\n${tex}\n$$ {#eq-${label}${words('alt')}}`;
      return `::: {#${label}${words('aria-label')}}\n${dollars({ tex, tag })}\n:::`;
    },
    picture: ({ address, title, alt }) =>
      `![${markdownText(title)}](${address}){#fig-drawing fig-alt="${attribute(alt)}"}`,
    note: (text, tone) => `::: {.callout-${tone === 'warning' ? 'warning' : 'note'}}\n${text}\n:::`,
    opening: (title, comment) => frontMatter(title, comment, romanNumbers),
  },
  myst: {
    text: markdownText,
    inlineMath: (tex) => `$${tex}$`,
    displayMath: ({ tex, tag, label }) =>
      [
        '```{math}',
        ...(label === null ? [] : [`:label: eq-${label}`]),
        ':enumerated: false',
        `${tex}${tag === null ? '' : ` \\tag*{${tag}}`}`,
        '```',
      ].join('\n'),
    picture: ({ address, title, alt }) =>
      ['```{figure} ' + address, ':label: fig-drawing', `:alt: ${oneLine(alt)}`, '', markdownText(title), '```'].join(
        '\n',
      ),
    note: (text, tone) => `:::{${tone === 'warning' ? 'warning' : 'note'}}\n${text}\n:::`,
    opening: (title, comment) => frontMatter(title, comment),
  },
};

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** Inside double quotes of an attribute. */
function attribute(text: string): string {
  return oneLine(text).replace(/["{}\\]/g, (c) => (c === '"' ? '”' : ''));
}
