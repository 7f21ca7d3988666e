import assert from 'node:assert/strict';
import { newWorld, type World } from './fakeVscode';
import { LettersSetting } from '../../../src/panel/lettersSetting';

describe('The setting of the letters', () => {
  let world: World;
  const setting = new LettersSetting();
  beforeEach(() => (world = newWorld()));

  it('is the paper’s unless it names others', () => {
    assert.equal(setting.value, 'paper');
    for (const [written, value] of [
      ['course', 'course'],
      ['paper', 'paper'],
      ['greek', 'paper'],
      [7, 'paper'],
    ]) {
      world.settings.set('nnet.letters', written);
      assert.equal(setting.value, value);
    }
  });

  it('is changed where it is written, else for the user, and only if it is another', () => {
    const [user, workspace, folder] = [1, 2, 3];
    setting.choose('paper');
    assert.deepEqual(world.updated, []);
    const chosen = (inspected: Readonly<Record<string, unknown>>) => {
      world.settings.clear();
      world.inspected.set('nnet.letters', inspected);
      setting.choose('course');
      return world.updated.splice(0);
    };
    const update = (target: number) => [{ name: 'nnet.letters', value: 'course', target }];
    assert.deepEqual(chosen({}), update(user));
    assert.deepEqual(chosen({ globalValue: 'paper' }), update(user));
    assert.deepEqual(chosen({ workspaceValue: 'paper' }), update(workspace));
    assert.deepEqual(chosen({ workspaceFolderValue: 'paper' }), update(folder));
    assert.deepEqual(chosen({ workspaceValue: 'paper', workspaceFolderValue: 'paper' }), update(folder));
  });

  it('tells of its changes, and of no other setting’s', () => {
    let told = 0;
    const listening = setting.onDidChange(() => told++);
    world.set('nnet.digits', 3);
    assert.equal(told, 0);
    world.set('nnet.letters', 'course');
    assert.equal(told, 1);
    listening.dispose();
    world.set('nnet.letters', 'paper');
    assert.equal(told, 1);
  });
});
