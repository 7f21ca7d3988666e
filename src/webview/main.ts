import 'katex/dist/katex.min.css';
import './styles/page.css';
import './styles/toolbar.css';
import './styles/problems.css';
import './styles/formula.css';
import './styles/drawing.css';
import './styles/stepper.css';
import './styles/compare.css';
import './styles/descent.css';
import './styles/heatMap.css';
import './styles/proof.css';
import './styles/whatIf.css';
import './styles/print.css';
import { wordsAttribute } from '../panel/protocol';
import type { OnTheWay } from '../panel/protocol/onTheWay';
import type { PageWords } from '../panel/protocol/pageWords';
import { Preview } from './preview';
import { WholePages } from './wholePages';

const words = JSON.parse(document.body.dataset[wordsAttribute]!) as PageWords;
const script = document.currentScript as HTMLScriptElement | null;
const host = acquireVsCodeApi();
const preview = new Preview(document.body, words, host, script);
const pages = new WholePages();
window.addEventListener('message', (event: MessageEvent<OnTheWay>) => {
  const message = pages.whole(event.data);
  if (message !== null) preview.receive(message);
  // All there is comes again, whole.
  else host.postMessage({ type: 'ready' });
});
preview.start();
