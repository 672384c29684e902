/** The notebook side: which problem is in front, its cells, its errors, and where the cursor goes. */

import { type Cell, isCodeCellModel } from '@jupyterlab/cells';
import { type IError, isError } from '@jupyterlab/nbformat';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { NotebookActions } from '@jupyterlab/notebook';
import type { CommandRegistry } from '@lumino/commands';
import { Signal } from '@lumino/signaling';
import {
  type Answer,
  type ProblemMark,
  problemMark,
  readAnswer,
  solutionId
} from './cells';
import { placeOf, withoutColour } from './fault';
import type { CellName, Desk } from './session';
import type { Fault } from './state';

export class NotebookDesk implements Desk {
  /** Emits the problem that is in front now, or null. */
  readonly followed = new Signal<this, ProblemMark | null>(this);
  /** Emits each error of a cell that the learner ran. */
  readonly failed = new Signal<this, Fault>(this);
  /** Emits the id of each cell that ran through. */
  readonly ran = new Signal<this, string>(this);

  constructor(
    private readonly commands: CommandRegistry,
    private readonly notebooks: INotebookTracker
  ) {
    notebooks.currentChanged.connect(() => void this.follow());
    NotebookActions.executed.connect((_, { notebook, cell, success }) => {
      const panel = notebooks.find(one => one.content === notebook);
      if (success) {
        this.ran.emit(cell.model.id);
      } else if (panel && panel === notebooks.currentWidget) {
        this.report(panel, cell);
      }
    });
  }

  get mark(): ProblemMark | null {
    return problemMark(
      this.notebooks.currentWidget?.model?.getMetadata('pythonmastery') ?? null
    );
  }

  /** Tell which problem is in front; a notebook that is still loading is waited for. */
  async follow(): Promise<void> {
    const panel = this.notebooks.currentWidget;
    await panel?.context.ready;
    if (panel === this.notebooks.currentWidget) {
      this.followed.emit(this.mark);
    }
  }

  current(): { mark: ProblemMark; answer: Answer } | null {
    const mark = this.mark;
    const panel = this.notebooks.currentWidget;
    if (!mark || !panel) {
      return null;
    }
    const texts = cellsOf(panel).filter(({ model }) => model.type !== 'raw');
    const answer = readAnswer(
      texts.map(({ model }) => ({
        source: model.sharedModel.getSource(),
        metadata: model.metadata,
        markdown: model.type === 'markdown'
      }))
    );
    return { mark, answer };
  }

  async open(path: string): Promise<void> {
    await this.commands.execute('docmanager:open', { path, factory: 'Notebook' });
    await this.follow();
  }

  async save(): Promise<void> {
    const { context } = this.notebooks.currentWidget ?? {};
    if (context?.model.dirty && !context.model.readOnly) {
      await context.save();
    }
  }

  async goTo(name: CellName, line: number): Promise<boolean> {
    const panel = this.notebooks.currentWidget;
    const index = panel ? cellsOf(panel).findIndex(cell => isNamed(cell, name)) : -1;
    if (!panel || index < 0) {
      return false;
    }
    await this.commands.execute('docmanager:open', { path: panel.context.path });
    const { content } = panel;
    content.deselectAll();
    content.activeCellIndex = index;
    await content.scrollToItem(index);
    const cell = content.widgets[index];
    await cell.ready;
    content.mode = 'edit';
    const editor = cell.editor;
    if (editor) {
      const at = { line: Math.min(line, editor.lineCount) - 1, column: 0 };
      editor.setCursorPosition(at);
      editor.revealPosition(at);
      editor.focus();
    }
    return true;
  }

  private report(panel: NotebookPanel, cell: Cell): void {
    const error = errorOf(cell);
    if (error) {
      const place = placeOf(error.traceback);
      const own = cellsOf(panel).find(
        one => place && executionCount(one) === place.count
      );
      const source = (own ?? cell).model;
      this.failed.emit({
        name: error.ename,
        message: withoutColour(error.evalue),
        cellId: source.id,
        source: source.sharedModel.getSource(),
        line: own && place ? place.line : null,
        ranId: cell.model.id
      });
    }
  }
}

function cellsOf(panel: NotebookPanel): readonly Cell[] {
  return panel.content.widgets;
}

function executionCount({ model }: Cell): number | null {
  return isCodeCellModel(model) ? model.executionCount : null;
}

function isNamed(cell: Cell, name: CellName): boolean {
  if ('cellId' in name) {
    return cell.model.id === name.cellId;
  }
  const id = solutionId(cell.model.metadata);
  return id !== null && (name.gradeId === null || name.gradeId === id);
}

/** The error among the outputs of a cell, if the kernel sent one. */
function errorOf({ model }: Cell): IError | null {
  return isCodeCellModel(model) ? (model.outputs.toJSON().find(isError) ?? null) : null;
}
