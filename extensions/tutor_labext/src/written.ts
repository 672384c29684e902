/** An author's notebook as the text that is sent: what its author wrote, and nothing of a run. Pure. */

import type { INotebookContent } from '@jupyterlab/nbformat';

/** What a kernel and a run leave in the metadata; the server takes the same out of files. */
const OF_A_RUN = ['language_info', 'widgets'];
const OF_A_CELL_RUN = ['execution', 'ExecuteTime', 'collapsed', 'scrolled'];
/** Each machine has its own name for the one kernel that problems have. */
const KERNEL = 'Python 3';

/** The same before a kernel has started and after it, so that a check stays that of this text. */
export function written(content: INotebookContent): string {
  const metadata = without(content.metadata, OF_A_RUN);
  if (metadata.kernelspec) {
    metadata.kernelspec = { ...Object(metadata.kernelspec), display_name: KERNEL };
  }
  const cells = content.cells.map(cell => ({
    ...cell,
    metadata: without(cell.metadata, OF_A_CELL_RUN),
    ...(cell.cell_type === 'code' ? { outputs: [], execution_count: null } : {})
  }));
  return JSON.stringify({ ...content, metadata, cells }, null, 1) + '\n';
}

function without(part: object, keys: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(part).filter(([key]) => !keys.includes(key)));
}
