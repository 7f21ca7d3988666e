import assert from 'node:assert/strict';
import { newWorld, type World } from './fakeVscode';
import { lookNames, lookValues, usualLook } from '../../../src/notation/look';
import { LookSettings } from '../../../src/panel/lookSettings';

describe('The settings of how formulas are written', () => {
  let world: World;
  const settings = new LookSettings();
  beforeEach(() => (world = newWorld()));

  it('are as usual where nothing is written', () => assert.deepEqual(settings.value, usualLook));

  for (const name of lookNames) {
    const setting = `nnet.${name}`;
    const usual = usualLook[name];
    const other = lookValues[name].find((value) => value !== usual)!;

    it(`have what is written, unless it is nothing there is: ${name}`, () => {
      for (const value of lookValues[name]) {
        world.settings.set(setting, value);
        assert.deepEqual(settings.value, { ...usualLook, [name]: value });
      }
      for (const wrong of ['greek', 7, null]) {
        world.settings.set(setting, wrong);
        assert.deepEqual(settings.value, usualLook);
      }
    });

    it(`are changed where they are written, else for the user, and only if they are others: ${name}`, () => {
      const [user, workspace, folder] = [1, 2, 3];
      settings.choose(usualLook);
      assert.deepEqual(world.updated, []);
      const chosen = (inspected: Readonly<Record<string, unknown>>) => {
        world.settings.clear();
        world.inspected.set(setting, inspected);
        settings.choose({ ...usualLook, [name]: other });
        return world.updated.splice(0);
      };
      const update = (target: number) => [{ name: setting, value: other, target }];
      assert.deepEqual(chosen({}), update(user));
      assert.deepEqual(chosen({ globalValue: usual }), update(user));
      assert.deepEqual(chosen({ workspaceValue: usual }), update(workspace));
      assert.deepEqual(chosen({ workspaceFolderValue: usual }), update(folder));
      assert.deepEqual(chosen({ workspaceValue: usual, workspaceFolderValue: usual }), update(folder));
    });

    it(`tell of their changes, and of no other setting’s: ${name}`, () => {
      let told = 0;
      const listening = settings.onDidChange(() => told++);
      world.set('nnet.digits', 3);
      assert.equal(told, 0);
      world.set(setting, other);
      assert.equal(told, 1);
      listening.dispose();
      world.set(setting, usual);
      assert.equal(told, 1);
    });
  }
});
