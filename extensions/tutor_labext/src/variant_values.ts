/**
 * What a generator gives, asked of the author's own kernel: it is their code, which they may run
 * there anyway. The check compares it with what the same code gives behind the service's walls.
 */

import { type Kernel, KernelMessage } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Failure } from './failure';

/** Variants of a problem: the seeds are 0 and up. */
const COUNT = 20;
const KIND = 'application/vnd.pythonmastery.values+json';

/**
 * The text of the cell of values.
 *
 * Rejects with a `Failure` where there is no kernel or the generator fails.
 */
export async function valuesOf(
  source: string,
  kernel: Kernel.IKernelConnection | null | undefined,
  trans: TranslationBundle
): Promise<string> {
  if (!kernel) {
    throw new Failure(
      0,
      'values',
      trans.__('The notebook has no kernel. Choose one first.')
    );
  }
  let text: unknown = null;
  const run = kernel.requestExecute({ code: code(source), store_history: false });
  run.onIOPub = message => {
    if (KernelMessage.isDisplayDataMsg(message)) {
      text = message.content.data[KIND] ?? text;
    }
  };
  const { content } = await run.done;
  if (content.status === 'error') {
    throw new Failure(
      0,
      'values',
      trans.__('The generator stopped: %1: %2', content.ename, content.evalue)
    );
  }
  if (typeof text !== 'string') {
    throw new Failure(0, 'values', trans.__('The generator was interrupted.'));
  }
  return text;
}

/** Names of its own, so that nothing of the author's is replaced; a JSON text is one of Python. */
function code(source: string): string {
  return `
def _pythonmastery_values(source):
    import ast
    from IPython.display import publish_display_data
    space = {"__name__": "generator"}
    exec(source, space)
    rows = [repr(dict(space["generate"](seed))) for seed in range(${COUNT})]
    for seed, row in enumerate(rows):
        try:
            ast.literal_eval(row)
        except (ValueError, SyntaxError):
            raise ValueError(f"generate({seed}) gives no plain values") from None
    text = "[\\n" + "".join(f"    {row},\\n" for row in rows) + "]"
    publish_display_data({"${KIND}": text})


try:
    _pythonmastery_values(${JSON.stringify(source)})
finally:
    del _pythonmastery_values
`;
}
