// The choices of the preview, and the settings, on their way to the commands of the editor, through all features as they are registered.
import assert from 'node:assert/strict';
import { type FakeDocument, newWorld, Uri, world } from '../panel/fakeVscode';
import type { ExtensionContext } from 'vscode';
import { Analysis } from '../../../src/analysis/analysis';
import { lookNames, usualLook } from '../../../src/notation/look';
import { exportChoices } from '../../../src/panel/exportChoices';
import type { ViewChoices } from '../../../src/panel/protocol';
import { type InText, looksShow, otherLook } from '../../otherLooks';
import { choiceNames, otherChoices, textOfChoices, withAndWithout } from '../../otherChoices';

const ADDRESS = 'file:///spec/network.nnet';
const LOST = 'a choice that changes nothing is lost on the way, or the text of this test does not show it';

/** A network whose hovers list numbers. */
const textOfHovers =
  'input = [1 2]\ntarget = [1 2]\nlayer tanh\n  W = [1 0.4; 2 3]\n  b = [1 2]\nloss half_sse\nexercise "One"\n  give N1\n  ask Sigma1 gradW1\n';

/** The beginnings of words whose hovers have letters in their words, and of those that have matrices. */
const hoversWith: Readonly<Record<InText, readonly string[]>> = {
  words: ['input', 'target', 'layer', 'W =', 'b =', '0.4'],
  matrices: ['input', 'target', 'layer', 'W =', 'b =', 'N1', 'Sigma1', 'gradW1'],
};

/** The matrices of a hover, and the rest of it. */
const partsOf = (markdown: string): Readonly<Record<InText, string>> => ({
  words: markdown.replace(/```text\n[^]*?```/g, ''),
  matrices: (markdown.match(/```text\n[^]*?```/g) ?? []).join('\n'),
});

/** A file without what says how it was made. */
const body = (text: string): string => text.replace(/<!--[^]*?-->/g, '');

/** The features in a window with one text. */
async function opened(text: string): Promise<FakeDocument> {
  newWorld();
  world.whole = true;
  const kept = new Map<string, unknown>();
  const memory = {
    get: (key: string) => kept.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  };
  const context = { subscriptions: [], extensionUri: '', workspaceState: memory, globalState: memory, extension: {} };
  // Its files look around in VS Code as they are read.
  const { register } = await import('../../../src/features');
  await register(context as unknown as ExtensionContext);
  return world.open(ADDRESS, text);
}

/** What a command writes. */
async function written(command: string, given: object): Promise<string> {
  world.contents.clear();
  await world.run(command, ADDRESS, given);
  const files = [...world.contents.values()].map((bytes) => body(new TextDecoder().decode(bytes)));
  assert.ok(files.length > 0, `${command} writes files: ${world.warnings.join(' ')}`);
  return files.join('\n');
}

describe('In the editor', () => {
  after(() => newWorld());

  for (const name of lookNames)
    it(`sheets are written as the settings say: ${name}`, async () => {
      await opened(`${textOfChoices}output 1\nexercise "One"\n  give N1\n  ask Sigma1 gradW2\n`);
      const sheets = () => written('nnet.makeExercise', { target: 'markdown', count: 1, to: 'file:///out' });
      const before = await sheets();
      world.set(`nnet.${name}`, otherChoices[name].value);
      assert.ok((await sheets()) !== before, LOST);
    });

  it('hovers are written as the settings say', async () => {
    const document = await opened(textOfChoices);
    const hover = async () => {
      const found = await world.hovers!.provideHover(document, document.positionAt(textOfChoices.indexOf('W = [') + 5));
      return found!.contents.value;
    };
    assert.match(await hover(), /^w<sup>1<\/sup><sub>11<\/sub> = 0\.01$/m);
    world.set('nnet.letters', 'course');
    assert.match(await hover(), /^w<sup>\[1\]<\/sup><sub>11<\/sub> = 0\.01$/m);
  });

  for (const name of lookNames)
    it(`hovers are written as the settings say, where they show it: ${name}`, async () => {
      const document = await opened(textOfHovers);
      const hover = async (word: string) => {
        const found = await world.hovers!.provideHover(document, document.positionAt(textOfHovers.indexOf(word)));
        return found!.contents.value;
      };
      for (const [part, words] of Object.entries(hoversWith)) {
        const shown = async () =>
          (await Promise.all(words.map(hover))).map((markdown) => partsOf(markdown)[part as InText]);
        world.set(`nnet.${name}`, usualLook[name]);
        const before = await shown();
        world.set(`nnet.${name}`, otherLook[name]);
        for (const [i, text] of (await shown()).entries()) {
          assert.notEqual(text, '', `${words[i]} has ${part}`);
          assert.equal(
            text !== before[i],
            looksShow[name].inText.includes(part as InText),
            `${LOST}: ${words[i]}, ${part}: ${text}`,
          );
        }
      }
    });

  for (const name of choiceNames)
    it(`exports have what the preview shows, if they have it at all: ${name}`, async () => {
      await opened(textOfChoices);
      await world.run('nnet.openPreviewToSide', Uri.parse(ADDRESS));
      const exported = async (choices: ViewChoices): Promise<string> => {
        world.panels[0].said.fire({ type: 'choose', uri: ADDRESS, choices });
        const what = ['network', 'forward', 'gradient'];
        return written('nnet.export', { target: 'markdown', choices: { what }, to: 'file:///out/a.md' });
      };
      const { before, after } = withAndWithout(name);
      const analysis = await Analysis.of(textOfChoices);
      const [one, other] = [before, after].map((choices) => JSON.stringify(exportChoices(choices, analysis)));
      assert.equal((await exported(after)) !== (await exported(before)), one !== other, LOST);
    });
});
