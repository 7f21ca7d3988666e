import assert from 'node:assert/strict';
import { newWorld, world } from '../panel/fakeVscode';
import { FileWatch } from '../../../src/editor/fileWatch';

describe('the watch over files', () => {
  beforeEach(() => void newWorld());

  it('watches a folder once for all of its files, as long as one of them is watched', () => {
    const watch = new FileWatch();
    const ends = Array.from({ length: 1000 }, (_, i) => watch.watch(`file:///a/${i}.csv`, () => undefined));
    assert.equal(world.watchers, 1);
    const other = watch.watch('file:///b/0.csv', () => undefined);
    assert.equal(world.watchers, 2);
    ends.forEach((end) => end());
    assert.equal(world.watchers, 1);
    ends.forEach((end) => end());
    other();
    assert.equal(world.watchers, 0);
  });

  it('tells each who wants to know when their file changes in an editor, and nobody else', async () => {
    const watch = new FileWatch();
    const told: string[] = [];
    const second = new Promise<void>((resolve) => {
      watch.watch('file:///a/w.csv', () => told.push('first'));
      watch.watch('file:///a/w.csv', () => resolve(void told.push('second')));
      watch.watch('file:///a/v.csv', () => told.push('other'));
      watch.watch('file:///a/w.csv', () => told.push('ended'))();
    });
    world.type(world.open('file:///a/w.csv', '1'), '2');
    await second;
    assert.deepEqual(told, ['first', 'second']);
  });
});
