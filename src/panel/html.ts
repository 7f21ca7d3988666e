import type { l10n } from 'vscode';
import { pageWords } from './talk/pageWords';
import { wordsAttribute } from './protocol';

/** What the shell of the page depends on. */
export interface Shell {
  /** Where the page's script and stylesheet lie. */
  readonly script: string;
  readonly style: string;
  /** Where styles and fonts may come from, as a policy says it. */
  readonly source: string;
  /** Lets in the one script; never the same twice. */
  readonly nonce: string;
  /** The reader's language. */
  readonly language: string;
}

/**
 * The shell of the page. Its policy lets in one script (by nonce), the styles and fonts of the extension, and nothing
 * else: no inline style or script, no eval, no picture, no request.
 */
export function pageHtml(shell: Shell, translation: Pick<typeof l10n, 't'>): string {
  const { script, style, nonce, language } = shell;
  const words = JSON.stringify(pageWords(translation));
  return `<!DOCTYPE html>
<html lang="${attribute(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy(shell))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${attribute(style)}">
<title>NNet</title>
</head>
<body data-${wordsAttribute}="${attribute(words)}">
<script nonce="${nonce}" src="${attribute(script)}"></script>
</body>
</html>`;
}

function policy({ source, nonce }: Shell): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
