import type { Translate } from '../../message/message';
import { loadTypeset } from '../html/htmlMath';
import type { Fence } from './fence';
import { fenceHtml } from './fenceHtml';

/** Writes fences as HTML inside Markdown: MathML, which needs neither a style sheet nor fonts. */
export async function fencesInHtml(translate: Translate): Promise<(fence: Fence) => string> {
  const typeset = await loadTypeset('mathml');
  return (fence) => {
    const html = `<div class="nnet-fence">\n${fenceHtml(fence, { typeset, translate })(null)}\n</div>`;
    // An empty line would end the HTML, and some programs read Markdown inside it.
    return html.replace(/\n\s*\n/g, '\n').replace(/[*_`$[\]\\~^{}|@]/g, (sign) => `&#${sign.codePointAt(0)};`);
  };
}
