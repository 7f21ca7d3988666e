/** The frame that VS Code's Markdown editor shows in the place of a fence. */
import './liveFence.css';
import { addFonts } from './fonts';
import { HostConnection } from './hostConnection';
import { LiveFence } from './liveFence';
import type { AboutFence, ToExtension, ToFrame } from './messages';

const { body, documentElement } = document;
const { info, document: address, words } = JSON.parse(body.dataset['about']!) as AboutFence;
let hasFonts = false;

const fence = new LiveFence(body, words, {
  show: (text) => tell({ type: 'show', info, document: address, text }),
  write: (text) => host.write(text),
  resized,
});

const host = new HostConnection({
  changed: (text, readOnly, anew) => fence.take(text, readOnly, anew),
  told: (message) => told(message as ToFrame),
  refused: () => (body.textContent = words.refused),
});

function told(message: ToFrame): void {
  switch (message.type) {
    case 'shown':
      fence.shown(message);
      if (!hasFonts && message.html.includes('katex')) tell({ type: 'fonts' });
      hasFonts ||= message.html.includes('katex');
      break;
    case 'fonts':
      void addFonts(message.style).then(resized);
      break;
    case 'changed':
      fence.ask();
      break;
  }
}

function tell(message: ToExtension): void {
  host.tell(message);
}

/** Said after the editor has measured the frame itself, which never finds it smaller than it is. */
function resized(): void {
  requestAnimationFrame(() => setTimeout(() => host.reportHeight(Math.ceil(documentElement.getBoundingClientRect().height)), 0)); // prettier-ignore
}
