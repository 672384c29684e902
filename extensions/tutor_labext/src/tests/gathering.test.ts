import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { Gathering } from '../gathering';

/** A page that is busy for `busy` ms whenever something is shown. */
function page(busy: number) {
  mock.timers.enable({ apis: ['setTimeout'] });
  const shown: string[][] = [];
  let now = 0;
  const gathering = new Gathering<string>(
    pieces => shown.push(pieces),
    () => now
  );
  const pass = (ms: number) => {
    now += ms + busy;
    mock.timers.tick(ms);
  };
  return { gathering, shown, pass };
}

test('the first piece is shown at once, the next ones together, the rest at the end', () => {
  const { gathering, shown, pass } = page(0);
  gathering.add('a');
  gathering.add('b');
  gathering.add('c');
  assert.deepEqual(shown, [['a']]);
  pass(40);
  assert.deepEqual(shown, [['a'], ['b', 'c']]);
  gathering.add('d');
  gathering.end();
  assert.deepEqual(shown, [['a'], ['b', 'c'], ['d']]);
  pass(2000);
  assert.equal(shown.length, 3);
  mock.timers.reset();
});

test('a page that is busy with drawing is given less to draw', () => {
  const drawn = (busy: number) => {
    const { gathering, shown, pass } = page(busy);
    for (let ms = 0; ms < 2000; ms += 20) {
      gathering.add('word ');
      pass(20);
    }
    gathering.end();
    mock.timers.reset();
    assert.equal(shown.flat().length, 100);
    return shown.length;
  };
  const quick = drawn(0);
  const slow = drawn(100);
  assert.ok(quick > 40, `${quick}`);
  assert.ok(slow < quick / 3, `${slow} of ${quick}`);
});

test('after a pause in the stream the next piece is shown at once again', () => {
  const { gathering, shown, pass } = page(0);
  gathering.add('a');
  pass(40);
  gathering.add('b');
  assert.deepEqual(shown, [['a'], ['b']]);
  mock.timers.reset();
});
