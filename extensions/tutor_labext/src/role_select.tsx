/** The role of a cell in JupyterLab's own cell toolbar, for the notebooks of authors. */

import type { IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import type { Cell } from '@jupyterlab/cells';
import {
  type INotebookTracker,
  type Notebook,
  NotebookActions
} from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import * as React from 'react';
import {
  inRole,
  type Metadata,
  type Role,
  type RoleCell,
  roleOf,
  ROLES,
  withEarlier
} from './cell_roles';
import { authoredMark } from './cells';

const KEY = 'pythonmastery';

/** Name in the schema that puts it into the toolbar. */
const NAME = 'pythonmastery-role';

/** By cell, which keeps its id when its type changes: what it carried in earlier roles. */
const earlier = new WeakMap<Notebook, Map<string, Metadata>>();

/** Have each cell of an author's notebook show its role and take another one. */
export function addRoleSelect(
  registry: IToolbarWidgetRegistry,
  notebooks: INotebookTracker,
  trans: TranslationBundle
): void {
  registry.addFactory<Cell>('Cell', NAME, cell => {
    const panel = notebooks.find(({ content }) => content.widgets.includes(cell));
    const mark = authoredMark(panel?.model?.getMetadata(KEY));
    return new RoleSelect(cell, mark ? (panel?.content ?? null) : null, trans);
  });
}

class RoleSelect extends ReactWidget {
  /** @param notebook The author's notebook that the cell is in; null for any other one. */
  constructor(
    private readonly cell: Cell,
    private readonly notebook: Notebook | null,
    private readonly trans: TranslationBundle
  ) {
    super();
    this.addClass('pm-Role');
    this.addClass('jp-CommandToolbarButton');
    cell.model.metadataChanged.connect(this.update, this);
    this.setHidden(notebook === null);
  }

  dispose(): void {
    this.cell.model?.metadataChanged.disconnect(this.update, this);
    super.dispose();
  }

  protected render(): JSX.Element | null {
    const { cell, notebook, trans } = this;
    if (!notebook || cell.isDisposed) {
      return null;
    }
    const role = roleOf(cell.model.metadata);
    return (
      <select
        data-testid="pm-role"
        data-lm-suppress-shortcuts="true"
        aria-label={trans.__('Role of this cell')}
        title={trans.__('Role of this cell')}
        value={role ?? ''}
        onChange={event => give(event.target.value as Role, cell, notebook)}
      >
        {role === null && <option value="">{trans.__('No role')}</option>}
        {ROLES.map(each => (
          <option key={each} value={each}>
            {roleWords(each, trans)}
          </option>
        ))}
      </select>
    );
  }
}

/** Put a cell into a role: its metadata, and its type where the role has one. */
function give(role: Role, cell: Cell, notebook: Notebook): void {
  const others = notebook.widgets.filter(one => one !== cell).map(read);
  const known = earlier.get(notebook) ?? new Map<string, Metadata>();
  earlier.set(notebook, known);
  const metadata = withEarlier(cell.model.metadata, known.get(cell.model.id));
  known.set(cell.model.id, metadata);
  const { type, pythonmastery, nbgrader } = inRole(
    role,
    { type: cell.model.type, metadata },
    others
  );
  cell.model.setMetadata(KEY, pythonmastery);
  if (nbgrader) {
    cell.model.setMetadata('nbgrader', nbgrader);
  } else {
    cell.model.deleteMetadata('nbgrader');
  }
  if (type && cell.model.type !== type) {
    notebook.deselectAll();
    notebook.activeCellIndex = notebook.widgets.indexOf(cell);
    NotebookActions.changeCellType(notebook, type);
  }
}

function read({ model }: Cell): RoleCell {
  return { type: model.type, metadata: model.metadata };
}

function roleWords(role: Role, trans: TranslationBundle): string {
  const words: Record<Role, string> = {
    note: trans.__('Note'),
    statement: trans.__('Statement'),
    text: trans.__('Text'),
    given: trans.__('Given code'),
    starter: trans.__('Starter'),
    solution: trans.__('Solution'),
    visible: trans.__('Visible test'),
    hidden: trans.__('Hidden test'),
    manual: trans.__('Read by a person'),
    task: trans.__('Task'),
    hint: trans.__('Hint'),
    probe: trans.__('Probe'),
    alternative: trans.__('Alternative'),
    generator: trans.__('Generator'),
    values: trans.__('Values')
  };
  return words[role];
}
