import { showFences, type MarkdownIt } from '../authoring/fences/fencePlugin';
import type { FenceText } from '../authoring/fences/fenceRenderer';

/** What is used of the context that a notebook gives its renderers. */
interface RendererContext {
  getRenderer(id: string): Promise<MarkdownRenderer | undefined>;
}

interface MarkdownRenderer {
  extendMarkdownIt(extend: (markdown: MarkdownIt) => void): void;
}

/** What `dist/webview/notebookFences.js` holds. */
interface Fences {
  readonly loadFences: (language: string) => Promise<Show>;
}

type Show = (fence: FenceText) => string;

/** Where the HTML of a fence goes once there is what makes it. */
const PENDING = 'data-nnet-pending';

/** Called by a notebook when it shows its first Markdown cell: fences of this language become formulas with numbers. */
export async function activate(context: RendererContext): Promise<void> {
  const renderer = await context.getRenderer('vscode.markdown-it-renderer');
  if (renderer === undefined) throw new Error('The notebook has no renderer of Markdown that could be extended.');
  addStyle();
  const waiting = new WaitingFences();
  renderer.extendMarkdownIt((markdown) => showFences(markdown, (fence) => waiting.html(fence)));
}

/** Markdown is rendered at once, but what shows fences is loaded when the first is met: until then they wait in place. */
class WaitingFences {
  private show: Show | null = null;
  private loading: Promise<void> | null = null;
  private readonly fences: FenceText[] = [];

  html(fence: FenceText): string {
    if (this.show !== null) return this.show(fence);
    this.loading ??= this.load();
    return `<p ${PENDING}="${this.fences.push(fence) - 1}">…</p>`;
  }

  private async load(): Promise<void> {
    try {
      const name = new URL('./notebookFences.js', import.meta.url).href;
      const { loadFences } = (await import(name)) as Fences;
      this.show = await loadFences(navigator.language);
      this.fill(this.show);
    } catch (error) {
      this.loading = null;
      this.fill(() => `<p>${String(error).replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</p>`);
    }
  }

  private fill(show: Show): void {
    for (const root of openRoots(document)) {
      for (const place of root.querySelectorAll(`[${PENDING}]`)) {
        const fence = this.fences[Number(place.getAttribute(PENDING))];
        const template = document.createElement('template');
        template.innerHTML = show(fence);
        place.replaceWith(template.content);
      }
    }
    this.fences.length = 0;
  }
}

/** The document and every open shadow tree in it: each cell has one. */
function* openRoots(root: Document | ShadowRoot): Generator<Document | ShadowRoot> {
  yield root;
  for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot !== null) yield* openRoots(shadowRoot);
}

/** Hands the cells their rules: the notebook copies templates of this class into each, and fonts count in the document. */
function addStyle(): void {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.classList.add('markdown-style');
  style.href = new URL('./fences.css', import.meta.url).href;
  const template = document.createElement('template');
  template.classList.add('markdown-style');
  template.content.append(style.cloneNode(true));
  document.head.append(style, template);
}
