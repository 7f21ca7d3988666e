// Every kind of file of one small network and of its exercise, to the last sign: exports.txt has been read by people, and
// what it is written for (pdfLaTeX, Typst, Python, pandoc, Moodle's format, Chromium) has read it in the legs tex and readers.
import { strFromU8, unzipSync } from 'fflate';
import { Analysis } from '../../../src/analysis/analysis';
import { partNames, usualHandout } from '../../../src/authoring/choices';
import { buildHandout } from '../../../src/authoring/handoutBuilder';
import { exerciseFiles } from '../../../src/authoring/exercise/exerciseFiles';
import { exerciseTargets, type ExerciseTarget } from '../../../src/authoring/exercise/exerciseTargets';
import { flavors } from '../../../src/authoring/markdown/flavors';
import { targetNames, targets } from '../../../src/authoring/targets';
import { inEnglish } from '../../../src/message/message';
import { sheetsOf } from '../../sheetsOf';
import { assertAccepted } from '../accepted';
import { usualLook } from '../../../src/notation/look';

const NETWORK = `network "One neuron & a half_"
input X = [1 2]
target = [0.5]
layer a_b: tanh
  W = [0.5 -0.25]
  b = [0.5]
loss half_sse
rate = 0.1
`;
const EXERCISES = `${NETWORK}exercise "By hand & head"
  give N1
  ask Delta1: 2 gradW1[1, 2] nextb1
  note "100 % of it_"
`;

/** What KaTeX makes of a formula, and the outlines of letters, are others' work. */
function ownPart(content: string): string {
  let text = '';
  let at = 0;
  for (let start; (start = content.indexOf('<span class="katex', at)) >= 0;) {
    text += `${content.slice(at, start)}<formula/>`;
    let depth = 0;
    const tag = /<(\/?)span\b/g;
    tag.lastIndex = start;
    do depth += tag.exec(content)![1] === '' ? 1 : -1;
    while (depth > 0);
    at = content.indexOf('>', tag.lastIndex) + 1;
  }
  return (text + content.slice(at))
    .replace(/(<path\b[^>]* d=")[^"]*/g, '$1…')
    .replace(/<math\b[^]*?<\/math>/g, '<math/>');
}

/** The files by their names; one that is as another before is only named. */
class Files {
  readonly lines: string[] = [];
  private readonly known = new Map<string, string>();

  add(target: string, files: readonly { readonly name: string; readonly content: string | Uint8Array }[]): void {
    for (const { name, content } of files) {
      if (name.endsWith('.zip')) {
        const inside = Object.entries(unzipSync(content as Uint8Array));
        this.add(target, inside.map(([path, bytes]) => ({ name: `${name}/${path}`, content: strFromU8(bytes) }))); // prettier-ignore
        continue;
      }
      const text = typeof content === 'string' ? ownPart(content) : 'a picture';
      this.lines.push(`=== ${target}: ${name}`, ...(this.known.get(text) ?? text).split('\n'));
      if (!this.known.has(text)) this.known.set(text, `as ${target}: ${name}`);
    }
  }
}

describe('Exported files', () => {
  it('are those that were accepted', async () => {
    const files = new Files();
    const analysis = await Analysis.of(NETWORK);
    const options = {
      name: 'one',
      translate: inEnglish,
      command: 'nnet',
      mathStyle: () => Promise.resolve('/* style */'),
    };
    const source = { file: 'one.nnet', text: NETWORK };
    for (const name of targetNames) {
      if (name.endsWith('png')) continue;
      for (const flavor of name === 'markdown' ? flavors : [usualHandout.flavor]) {
        const handout = await buildHandout(analysis, source, {
          ...usualHandout,
          what: name === 'latex' ? partNames.filter((part) => part !== 'check') : usualHandout.what,
          flavor,
        });
        files.add(name === 'markdown' ? `markdown for ${flavor}` : name, await targets[name].write(handout, options));
      }
    }
    const { sheets } = await sheetsOf(EXERCISES);
    for (const target of Object.keys(exerciseTargets) as ExerciseTarget[]) {
      const writing = { name: 'one', language: 'en', translate: inEnglish, ...usualLook, drawing: true, mathStyle: options.mathStyle } as const; // prettier-ignore
      files.add(target, await exerciseFiles(sheets, target, writing));
    }
    assertAccepted('authoring/exports.txt', files.lines);
  });
});
