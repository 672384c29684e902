import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventStreamParser } from '../events';

test('an event is given out once its blank line has arrived, wherever the pieces are cut', () => {
  const text = 'event: hint\ndata: {"text": "a b"}\n\nevent: done\r\ndata: {}\r\n\r\n';
  for (let cut = 0; cut <= text.length; cut++) {
    const parser = new EventStreamParser();
    const events = [...parser.push(text.slice(0, cut)), ...parser.push(text.slice(cut))];
    assert.deepEqual(events, [
      { event: 'hint', data: '{"text": "a b"}' },
      { event: 'done', data: '{}' }
    ]);
  }
});

test('several data lines are one text with line ends', () => {
  assert.deepEqual(new EventStreamParser().push('data: a\ndata:b\n\n'), [
    { event: 'message', data: 'a\nb' }
  ]);
});

test('comments that keep the connection open are no events', () => {
  assert.deepEqual(new EventStreamParser().push(': still here\n\n'), []);
});

test('an unfinished event waits', () => {
  const parser = new EventStreamParser();
  assert.deepEqual(parser.push('data: 1\n'), []);
  assert.deepEqual(parser.push('\n'), [{ event: 'message', data: '1' }]);
});
