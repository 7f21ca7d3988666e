import assert from 'node:assert/strict';
import { choiceTexts, usualHandout } from '../../../src/authoring/choices';
import { exportCommand } from '../../../src/authoring/command';
import { say } from '../../../src/message/message';

describe('the choices of an export', () => {
  it('are read as they are written', () => {
    const cases = {
      what: [['gradient', 'steps'], ['network']],
      forms: [['3'], ['delta', 'proof']],
      layer: [null, 2],
      sample: [null, 'X two'],
      column: [null, 7],
      output: [null, 1],
      network: ['written', 'affine'],
      digits: [
        { kind: 'significant', count: 17 },
        { kind: 'decimals', count: 0 },
        { kind: 'fractions', count: 4 },
      ],
      numbers: ['symbols', 'both'],
      letters: ['paper', 'course'],
      colours: ['weight', 'gradient'],
      background: ['white', 'transparent'],
      language: ['en', 'ru'],
      flavor: ['github', 'quarto', 'myst', 'obsidian'],
    };
    assert.deepEqual(Object.keys(cases), Object.keys(choiceTexts));
    for (const [name, values] of Object.entries(cases)) {
      const choice = choiceTexts[name as keyof typeof choiceTexts];
      for (const value of values) assert.deepEqual(choice.read(choice.write(value as never)), value, name);
    }
  });

  it('refuse what they are not', () => {
    const wrong = { what: 'gradient,', forms: '8', layer: '0', column: '1.5', output: '-1', network: 'x', digits: '18', numbers: '', letters: 'greek', background: 'black', language: 'de', flavor: 'pandoc' }; // prettier-ignore
    for (const [name, text] of Object.entries(wrong)) {
      assert.equal(choiceTexts[name as keyof typeof choiceTexts].read(text), undefined, name);
    }
    for (const text of ['16d', '1', '4dd', 'fraction', ''])
      assert.equal(choiceTexts.digits.read(text), undefined, text);
  });

  it('say how many digits there can be', () => {
    const said = say(choiceTexts.digits.values);
    const [fewest, most, , none, decimals] = said.match(/\d+/g)!.map(Number);
    const isRead = (text: string) => choiceTexts.digits.read(text) !== undefined;
    assert.deepEqual([fewest - 1, fewest, most, most + 1].map(String).map(isRead), [false, true, true, false], said);
    assert.deepEqual(
      [none, decimals, decimals + 1].map((n) => isRead(`${n}d`)),
      [true, true, false],
      said,
    );
  });

  it('name in the command line what differs from the usual', () => {
    assert.equal(exportCommand({ file: 'mazur.nnet' }, 'latex', usualHandout), 'nnet export mazur.nnet --to latex');
    assert.equal(
      exportCommand({ file: "it's\n.nnet" }, 'latex', { ...usualHandout, forms: ['3', '4'], sample: 'B' }),
      `nnet export 'it'\\''s?.nnet' --to latex --form 3,4 --sample B`,
    );
  });
});
