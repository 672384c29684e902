/** The text of an author's notebook is what was written, whatever has been run. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { INotebookContent } from '@jupyterlab/nbformat';
import { written } from '../written';

const notebook = (
  display_name: string,
  run: object,
  ofCell: object,
  count: number | null
) =>
  ({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { display_name, language: 'python', name: 'python3' },
      pythonmastery: { id: 's03.a.b' },
      ...run
    },
    cells: [
      { cell_type: 'markdown', id: 'a', metadata: {}, source: '# A' },
      {
        cell_type: 'code',
        id: 'b',
        metadata: { pythonmastery: { role: 'given' }, ...ofCell },
        source: 'x = 1',
        outputs: count ? [{ output_type: 'stream', name: 'stdout', text: '1' }] : [],
        execution_count: count
      }
    ]
  }) as unknown as INotebookContent;

test('a kernel that starts and runs changes nothing of what is sent', () => {
  const fresh = written(notebook('Python 3', {}, {}, null));
  const info = { language_info: { name: 'python', version: '3.13.2' }, widgets: {} };
  const folded = { execution: { 'shell.execute_reply': 'now' }, scrolled: true };
  assert.equal(written(notebook('Python 3 (ipykernel)', info, folded, 4)), fresh);
  assert.match(fresh, /"role": "given"/);
  assert.match(fresh, /"id": "s03.a.b"/);
  assert.ok(fresh.endsWith('}\n'));
});

test('what an author changes is sent', () => {
  const before = notebook('Python 3', {}, {}, null);
  const after = notebook('Python 3', { pythonmastery: { id: 's03.a.c' } }, {}, null);
  assert.notEqual(written(after), written(before));
});
