import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf, withoutColour } from '../fault';

test('the innermost line in a cell is found beneath colours and frames of libraries', () => {
  const traceback = [
    '\u001b[31mNameError\u001b[39m   Traceback (most recent call last)',
    '\u001b[36mCell\u001b[39m\u001b[36m \u001b[39m\u001b[32mIn[2]\u001b[39m\u001b[32m, line 1\u001b[39m',
    '\u001b[36mCell\u001b[39m \u001b[32mIn[7]\u001b[39m\u001b[32m, line 3\u001b[39m, in total(a)',
    'File /usr/lib/python3.12/json/decoder.py:355, in decode'
  ];
  assert.deepEqual(placeOf(traceback), { count: 7, line: 3 });
});

test('a syntax error has its line too', () => {
  assert.deepEqual(placeOf(['  Cell In[1], line 2\n    if x\n        ^\nSyntaxError']), {
    count: 1,
    line: 2
  });
});

test('a traceback without a cell has no place', () => {
  assert.equal(placeOf([]), null);
  assert.equal(withoutColour('\u001b[0;31mx\u001b[0m'), 'x');
});
