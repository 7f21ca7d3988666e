import 'katex/dist/katex.min.css';
import './styles/page.css';
import './styles/toolbar.css';
import './styles/problems.css';
import './styles/formula.css';
import './styles/drawing.css';
import './styles/stepper.css';
import './styles/compare.css';
import './styles/descent.css';
import './styles/proof.css';
import './styles/print.css';
import { type ToPage, wordsAttribute } from '../panel/protocol';
import type { PageWords } from '../panel/protocol/pageWords';
import { Preview } from './preview';

const words = JSON.parse(document.body.dataset[wordsAttribute]!) as PageWords;
const preview = new Preview(document.body, words, acquireVsCodeApi());
window.addEventListener('message', (event: MessageEvent<ToPage>) => preview.receive(event.data));
preview.start();
