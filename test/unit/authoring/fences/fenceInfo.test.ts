import assert from 'node:assert/strict';
import { isNnetFence, readFenceInfo } from '../../../../src/authoring/fences/fenceInfo';
import { say } from '../../../../src/message/message';

/** What a fence asks for, or why it is refused. */
function read(info: string): unknown {
  const found = readFenceInfo(info);
  return 'template' in found ? say(found) : found;
}

describe('The first line of a fence', () => {
  it('names the language in the way in which its colours do', () => {
    for (const info of ['nnet', ' NNet', 'nnet {forward}', 'nnet{forward}', 'nnet,x', 'nnet title="a"']) {
      assert.ok(isNnetFence(info), info);
    }
    for (const info of ['', 'nnetx', 'python', '{nnet}', 'js nnet']) assert.ok(!isNnetFence(info), info);
  });

  it('without braces, or with choices alone, shows the text and the gradient', () => {
    assert.deepEqual(read('nnet'), { parts: ['spec', 'gradient'], choices: {} });
    assert.deepEqual(read('nnet {}'), { parts: ['spec', 'gradient'], choices: {} });
    assert.deepEqual(read('nnet {layer=2}'), { parts: ['spec', 'gradient'], choices: { layer: 2 } });
  });

  it('chooses parts in their order, and values in any usual spelling', () => {
    assert.deepEqual(read('nnet{gradient form=3,delta layer=1 digits=4}'), {
      parts: ['gradient'],
      choices: { forms: ['3', 'delta'], layer: 1, digits: { kind: 'significant', count: 4 } },
    });
    assert.deepEqual(read('nnet { gradient, spec , drawing  colours = gradient, column=all }'), {
      parts: ['gradient', 'spec', 'drawing'],
      choices: { colours: 'gradient', column: null },
    });
    assert.deepEqual(read('nnet {network network=affine}'), { parts: ['network'], choices: { network: 'affine' } });
    assert.deepEqual(read(`nnet {forward sample="x 1" digits='3d'}`), {
      parts: ['forward'],
      choices: { sample: 'x 1', digits: { kind: 'decimals', count: 3 } },
    });
  });

  it('is refused with the reason and the nearest name', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['{foward}', 'Unknown choice “foward”. Did you mean “forward”?'],
      ['{gradient layr=1}', 'Unknown choice “layr”. Did you mean “layer”?'],
      // As near to a part as to a choice: with a value a choice is meant.
      ['{formaa}', 'Unknown choice “formaa”. Did you mean “formula”?'],
      ['{formaa=3}', 'Unknown choice “formaa”. Did you mean “form”?'],
      ['{forward forward}', '“forward” is defined twice.'],
      ['{layer=1 layer=2}', '“layer” is defined twice.'],
      ['{forward=1}', '“forward” takes no value.'],
      ['{layer}', '“layer=” needs a value: a whole number from 1 or “all”.'],
      ['{layer=0}', '“0” is not a possible value of “layer”: use a whole number from 1 or “all”.'],
      ['{form=6}', '“6” is not a possible value of “form”: use 1, 2, 3, 4, 5, delta, proof (several with commas).'],
      ['{what=forward}', 'Name the parts without “what”, for example {forward gradient}.'],
      ['{language=ru}', '“language” applies to the whole file, so a fence can’t choose it.'],
      ['{flavor=myst}', '“flavor” applies to the whole file, so a fence can’t choose it.'],
      ['{drawing background=white}', '“background” applies to exported pictures, so a fence can’t choose it.'],
      ['forward', 'Put choices in braces after “nnet”, for example {forward}.'],
      ['{forward', 'Put choices in braces after “nnet”, for example {forward}.'],
      ['{key digits=fractions}', 'An exercise and its key have four significant digits, so “digits” can’t be chosen.'],
      ['{spec exercise sample=B}', '“sample” has no effect on an exercise or its key.'],
      ['{exercise forward gradient}', '“forward” would show answers beside the exercise. Leave it out, or add “key”.'],
      ['{drawing exercise steps}', '“steps” would show answers beside the exercise. Leave it out, or add “key”.'],
      ['{"}', '“"” can’t be read as a choice.'],
    ];
    for (const [choices, reason] of cases) assert.equal(read(`nnet ${choices}`), reason, choices);
    assert.match(String(read('nnet {constructor}')), /^Unknown choice “constructor”\. Parts: spec, network, drawing, /);
    assert.match(String(read('nnet {__proto__=1}')), /^Unknown choice “__proto__”/);
  });
});
