import assert from 'node:assert/strict';
import { LatestWins } from '../../../src/panel/latestWins';
import { HandClock } from './handClock';

describe('LatestWins', () => {
  let clock: HandClock;
  beforeEach(() => (clock = new HandClock()));

  it('does the first at once', () => {
    let runs = 0;
    const updates = new LatestWins(
      () => Promise.resolve(void runs++),
      () => {},
      clock,
    );
    updates.request();
    assert.equal(runs, 1);
    updates.dispose();
  });

  it('answers the last of a flood, and few of the others', async () => {
    let text = 0;
    const shown: number[] = [];
    const updates = new LatestWins(
      async (token) => {
        const read = text;
        await clock.sleep(3);
        if (!token.isCancellationRequested) shown.push(read);
      },
      () => {},
      clock,
    );
    for (text = 1; text <= 50; text++) {
      updates.request();
      await clock.pass(1);
    }
    text = 50;
    await clock.pass(100);
    assert.equal(shown.at(-1), 50);
    assert.ok(shown.length < 25, `${shown.length} of 50 were shown`);
    updates.dispose();
  });

  it('abandons a run for a later request, and never lets two run together', async () => {
    let running = 0;
    let most = 0;
    const abandoned: boolean[] = [];
    const updates = new LatestWins(
      async (token) => {
        most = Math.max(most, ++running);
        await clock.sleep(10);
        abandoned.push(token.isCancellationRequested);
        running--;
      },
      () => {},
      clock,
    );
    updates.request();
    await clock.pass(2);
    updates.request();
    updates.request();
    await clock.pass(100);
    assert.deepEqual(abandoned, [true, false]);
    assert.equal(most, 1);
    updates.dispose();
  });

  it('tells a run that rests when it is abandoned', async () => {
    let ended = 0;
    const updates = new LatestWins(
      async (token) => {
        await Promise.race([token.cancelled, clock.sleep(1000)]);
        ended++;
      },
      () => {},
      clock,
    );
    updates.request();
    await clock.pass(10);
    assert.equal(ended, 0);
    updates.request();
    await clock.pass(0);
    assert.equal(ended, 1);
    updates.dispose();
    await clock.pass(0);
    assert.equal(ended, 1, 'the next one rests first');
  });

  it('says when an answer is late, also if every run before was abandoned', async () => {
    let late = 0;
    const updates = new LatestWins(
      () => clock.sleep(120),
      () => late++,
      clock,
    );
    for (let i = 0; i < 4; i++) {
      updates.request();
      await clock.pass(90);
    }
    assert.equal(late, 1);
    updates.dispose();
  });

  it('is not late when it answers in time', async () => {
    let late = 0;
    const updates = new LatestWins(
      () => clock.sleep(1),
      () => late++,
      clock,
    );
    updates.request();
    await clock.pass(350);
    assert.equal(late, 0);
    updates.dispose();
  });

  it('is not late once the answer is there, however long goes on what follows it; for the next request it is', async () => {
    let late = 0;
    const updates = new LatestWins(
      async (_token, answered) => {
        await clock.sleep(100);
        answered();
        await clock.sleep(1000);
      },
      () => late++,
      clock,
    );
    updates.request();
    await clock.pass(900);
    assert.equal(late, 0);
    updates.request();
    await clock.pass(301);
    assert.equal(late, 1);
    updates.dispose();
  });

  it('rests half as long as the last answer took, from 16 to 300 milliseconds', async () => {
    for (const [took, rest] of [
      [0, 16],
      [32, 16],
      [34, 17],
      [100, 50],
      [600, 300],
      [602, 300],
      [5000, 300],
    ]) {
      let runs = 0;
      const updates = new LatestWins(
        () => (runs++, took === 0 ? Promise.resolve() : clock.sleep(took)),
        () => {},
        clock,
      );
      updates.request();
      await clock.pass(took);
      updates.request();
      await clock.pass(rest - 1);
      assert.equal(runs, 1, `${took}: it rests`);
      await clock.pass(1);
      assert.equal(runs, 2, `${took}: the rest is over`);
      await clock.pass(10_000);
      updates.request();
      assert.equal(runs, 3, `${took}: at once, after a long time`);
      updates.dispose();
    }
  });

  it('counts from the answer, whatever follows it', async () => {
    let answers = 0;
    const updates = new LatestWins(
      async (token, answered) => {
        await clock.sleep(40);
        answers++;
        answered();
        for (let i = 0; i < 50 && !token.isCancellationRequested; i++) await clock.sleep(10);
      },
      () => {},
      clock,
    );
    updates.request();
    await clock.pass(50);
    updates.request();
    // 20 ms after the answer at 40 ms, the work of 40 ms begins again.
    await clock.pass(49);
    assert.equal(answers, 1);
    await clock.pass(1);
    assert.equal(answers, 2);
    await clock.pass(200);
    updates.request();
    // The step of 10 ms that is under way ends, and no rest is due.
    await clock.pass(50);
    assert.equal(answers, 3);
    updates.dispose();
  });

  it('does not rest for who asks for that while it works', async () => {
    let runs = 0;
    const updates = new LatestWins(
      () => (runs++, clock.sleep(100)),
      () => {},
      clock,
    );
    updates.request();
    await clock.pass(10);
    updates.request(true);
    await clock.pass(90);
    assert.equal(runs, 2);
    await clock.pass(100);
    updates.request();
    assert.equal(runs, 2, 'but for others');
    updates.dispose();
  });

  it('does not rest for who asks for that', async () => {
    let runs = 0;
    const updates = new LatestWins(
      () => (runs++, clock.sleep(100)),
      () => {},
      clock,
    );
    updates.request();
    await clock.pass(100);
    updates.request();
    await clock.pass(10);
    assert.equal(runs, 1);
    updates.request(true);
    assert.equal(runs, 2, 'in the middle of a rest');
    await clock.pass(100);
    updates.request(true);
    assert.equal(runs, 3, 'at the beginning of a rest');
    await clock.pass(1000);
    assert.equal(runs, 3, 'the rest brings nothing more');
    updates.dispose();
  });

  it('is late after 300 milliseconds, once for each answer, and never after it is disposed of', async () => {
    let late = 0;
    const updates = new LatestWins(
      () => clock.sleep(1000),
      () => late++,
      clock,
    );
    updates.request();
    await clock.pass(299);
    assert.equal(late, 0);
    await clock.pass(1);
    assert.equal(late, 1);
    await clock.pass(2000);
    assert.equal(late, 1);
    updates.request();
    await clock.pass(300);
    assert.equal(late, 2, 'the next one is late again');
    await clock.pass(2000);
    updates.request();
    await clock.pass(200);
    updates.dispose();
    await clock.pass(2000);
    assert.equal(late, 2);
  });

  it('goes on after a failure, which is not hushed up', async () => {
    let runs = 0;
    const updates = new LatestWins(
      () => (++runs === 1 ? Promise.reject(new Error('on purpose')) : Promise.resolve()),
      () => {},
      clock,
    );
    const told = new Promise<unknown>((resolve) => {
      const others = process.listeners('unhandledRejection');
      process.removeAllListeners('unhandledRejection');
      process.once('unhandledRejection', (reason) => {
        for (const other of others) process.on('unhandledRejection', other);
        resolve(reason);
      });
    });
    updates.request();
    assert.match(String(await told), /on purpose/);
    updates.request();
    await clock.pass(60);
    assert.equal(runs, 2);
    updates.dispose();
  });

  it('does nothing more once it is disposed', async () => {
    let runs = 0;
    const tokens: { isCancellationRequested: boolean }[] = [];
    const updates = new LatestWins(
      async (token) => {
        runs++;
        tokens.push(token);
        await clock.sleep(5);
      },
      () => {},
      clock,
    );
    updates.request();
    updates.request();
    updates.dispose();
    updates.request();
    await clock.pass(60);
    assert.equal(runs, 1);
    assert.equal(tokens[0].isCancellationRequested, true);
  });
});
