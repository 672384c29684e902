import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blocks } from '../prose';
import { spans } from '../spans';

test('markup, links and images stay the text that they are', () => {
  for (const text of [
    '<img src=x onerror=alert(1)>',
    '<button data-commandlinker-command="x">go</button>',
    '[go](javascript:alert(1))',
    '![x](https://example.org/x.png)'
  ]) {
    assert.deepEqual(blocks(text), [
      { kind: 'paragraph', spans: [{ kind: 'text', text }] }
    ]);
  }
});

test('code, strong and emphasised words stand out', () => {
  assert.deepEqual(spans('a `x*y*z` **b** *c* _d_'), [
    { kind: 'text', text: 'a ' },
    { kind: 'code', text: 'x*y*z' },
    { kind: 'text', text: ' ' },
    { kind: 'strong', text: 'b' },
    { kind: 'text', text: ' ' },
    { kind: 'em', text: 'c' },
    { kind: 'text', text: ' ' },
    { kind: 'em', text: 'd' }
  ]);
});

test('Python outside of code is left alone', () => {
  for (const text of ['2 * 3 * 4', 'a*b*c', 'total_price_now', '__name__', '`open']) {
    assert.deepEqual(spans(text), [{ kind: 'text', text }]);
  }
});

test('paragraphs, lists and code follow each other', () => {
  const text =
    'One\ntwo\n\n1. a\n2. b\n   more\n\n- c\n\n```python\nx = 1\n\ny = 2\n```\nend';
  assert.deepEqual(blocks(text), [
    { kind: 'paragraph', spans: [{ kind: 'text', text: 'One\ntwo' }] },
    {
      kind: 'list',
      ordered: true,
      start: 1,
      items: [[{ kind: 'text', text: 'a' }], [{ kind: 'text', text: 'b more' }]]
    },
    {
      kind: 'list',
      ordered: false,
      start: 1,
      items: [[{ kind: 'text', text: 'c' }]]
    },
    { kind: 'code', text: 'x = 1\n\ny = 2' },
    { kind: 'paragraph', spans: [{ kind: 'text', text: 'end' }] }
  ]);
});

test('tables and quotes are data, too, and hold no more than text', () => {
  const text =
    'So:\n| a | `x | y` |\n|---|:-:|\n| 1 \\| 2 | <b> |\n| 3 |\n> said\n> twice';
  const plain = (words: string) => [{ kind: 'text', text: words }];
  assert.deepEqual(blocks(text), [
    { kind: 'paragraph', spans: plain('So:') },
    {
      kind: 'table',
      head: [plain('a'), [{ kind: 'code', text: 'x | y' }]],
      rows: [
        [plain('1 | 2'), plain('<b>')],
        [plain('3'), []]
      ]
    },
    { kind: 'quote', spans: plain('said\ntwice') }
  ]);
});

test('bars without a rule below them are text', () => {
  const text = '| a | b |\n| c |';
  assert.deepEqual(blocks(text), [
    { kind: 'paragraph', spans: [{ kind: 'text', text }] }
  ]);
});

test('every beginning of a text can be shown while it streams in', () => {
  const text = '# Look\n\n- *one*\n- `two`\n\n```\nx = "**"\n```\n\n3. **end**';
  for (let end = 0; end <= text.length; end++) {
    blocks(text.slice(0, end));
  }
  assert.deepEqual(blocks('```py\nx = 1').pop(), { kind: 'code', text: 'x = 1' });
});

test('no text keeps the browser busy, whatever its markers', () => {
  const many = 10_000;
  const odd = [
    '`'.repeat(many),
    '` '.repeat(many),
    '`a'.repeat(many) + '``',
    Array.from({ length: 140 }, (_, size) => '`'.repeat(size + 1)).join(' a '),
    '**a '.repeat(many),
    '*a '.repeat(many),
    '_a'.repeat(many),
    '_'.repeat(many),
    `| ${'`'.repeat(many)} |\n|-|\n`,
    `| ${'`a'.repeat(many)} |\n|-|\n`,
    `|${'a|'.repeat(many)}\n|${' - |'.repeat(many)}x\n`,
    `#${' '.repeat(many)}`,
    '> '.repeat(many)
  ];
  for (const text of odd) {
    const before = process.cpuUsage();
    blocks(text);
    const { user, system } = process.cpuUsage(before);
    assert.ok(user + system < 1_000_000, text.slice(0, 20));
  }
});
