/** The notebook side of the workshop: the author's notebook in front, and files in their folder. */

import type { ICellModel } from '@jupyterlab/cells';
import { PathExt } from '@jupyterlab/coreutils';
import type { INotebookContent } from '@jupyterlab/nbformat';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import { type Contents, ServerConnection } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import type { NewDraft, Notebook } from './author_contract';
import { authoredMark } from './cells';
import type { NotebookDesk } from './notebook';
import type { AuthorDesk, Manuscript } from './manuscript';
import { valuesOf } from './variant_values';
import { written } from './written';

/** Not the learner's folder: what lies there is taken for a learner's work. */
const FOLDER = 'Authoring';
const KEY = 'pythonmastery';

export class NotebookAuthorDesk implements AuthorDesk {
  /** Emits when another notebook is in front, or the one in front has changed. */
  readonly changed = new Signal<this, void>(this);

  constructor(
    private readonly contents: Contents.IManager,
    private readonly notebooks: INotebookTracker,
    private readonly desk: NotebookDesk,
    private readonly trans: TranslationBundle
  ) {
    const emit = () => this.changed.emit();
    notebooks.widgetAdded.connect((_, panel) => {
      const look = () => {
        nameTab(panel);
        emit();
      };
      void panel.context.ready.then(() => {
        panel.model?.contentChanged.connect(look);
        look();
      });
    });
    notebooks.currentChanged.connect(emit);
  }

  current(): Manuscript | null {
    const panel = this.notebooks.currentWidget;
    const mark = authoredMark(panel?.model?.getMetadata(KEY));
    const roles = [...(panel?.model?.cells ?? [])].map(roleOf);
    return panel?.model && mark
      ? {
          path: panel.context.path,
          mark,
          text: written(panel.model.toJSON() as INotebookContent),
          header: panel.model.getMetadata(KEY) as Record<string, unknown>,
          generator: roles.includes('generator'),
          variants: roles.includes('values')
        }
      : null;
  }

  begin(draft: NewDraft): Promise<void> {
    return this.place(draft, () => false);
  }

  async resume(published: NewDraft): Promise<void> {
    const wanted = authoredMark(published.notebook.metadata[KEY]);
    await this.place(published, there => {
      const mark = authoredMark(there.metadata[KEY]);
      return mark?.id === wanted?.id && mark?.version === wanted?.version;
    });
    await this.notebooks.currentWidget?.context.ready;
  }

  async show(path: string, release: Notebook): Promise<void> {
    const metadata = { ...release.metadata };
    metadata[KEY] = { ...(metadata[KEY] as object), preview: true };
    for (let number = 1; ; number++) {
      const name = number === 1 ? 'preview.ipynb' : `preview-${number}.ipynb`;
      const target = PathExt.join(PathExt.dirname(path), name);
      const there = await this.read(target);
      if (!there || isPreview(there.content)) {
        // A preview holds nothing to be saved, and closing it would ask.
        this.find(target)?.dispose();
        await this.write(target, { ...release, metadata });
        return;
      }
    }
  }

  async setVersion(path: string, version: number): Promise<void> {
    const panel = this.find(path);
    const ours = panel?.model?.getMetadata(KEY) as object | undefined;
    if (panel?.model && ours) {
      panel.model.setMetadata(KEY, { ...ours, version });
      await panel.context.save();
    }
  }

  setHeader(path: string, values: Record<string, unknown>): void {
    const model = this.find(path)?.model;
    const ours = model?.getMetadata(KEY) as object | undefined;
    if (model && ours) {
      const all = Object.entries({ ...ours, ...values });
      const there = all.filter(([, value]) => value !== undefined);
      model.setMetadata(KEY, Object.fromEntries(there));
    }
  }

  async writeValues(path: string): Promise<void> {
    const panel = this.find(path);
    const cells = [...(panel?.model?.cells ?? [])];
    const at = cells.findIndex(cell => roleOf(cell) === 'generator');
    const generator = cells[at];
    if (!panel?.model || !generator) {
      return;
    }
    await panel.sessionContext.ready;
    const { kernel } = panel.sessionContext.session ?? {};
    const source = await valuesOf(generator.sharedModel.source, kernel, this.trans);
    const values = cells.find(cell => roleOf(cell) === 'values');
    if (values) {
      values.sharedModel.setSource(source);
    } else {
      const metadata = { [KEY]: { role: 'values' } };
      panel.model.sharedModel.insertCell(at + 1, { cell_type: 'code', source, metadata });
    }
  }

  async insertProbe(problemId: string, source: string): Promise<boolean> {
    const panel = this.notebooks.currentWidget;
    if (!panel?.model || this.current()?.mark.id !== problemId) {
      return false;
    }
    const roles = panel.content.widgets.map(({ model }) => roleOf(model));
    const last = Math.max(roles.lastIndexOf('probe'), roles.lastIndexOf('hint'));
    const at = last < 0 ? roles.length : last + 1;
    panel.model.sharedModel.insertCell(at, {
      cell_type: 'code',
      source,
      metadata: { [KEY]: { role: 'probe' } }
    });
    const id = panel.model.sharedModel.getCell(at).getId();
    const gap = source.split('\n').findIndex(line => line.includes('‹')) + 1;
    await this.goTo(id, Math.max(1, gap));
    return true;
  }

  goTo(cellId: string, line: number): Promise<boolean> {
    return this.desk.goTo({ cellId }, line);
  }

  /** Open the first notebook of this name that will do, or write one under a free name. */
  private async place(
    { slug, notebook }: NewDraft,
    willDo: (there: Notebook) => boolean
  ): Promise<void> {
    await this.makeFolder(FOLDER);
    for (let number = 1; ; number++) {
      const name = number === 1 ? slug : `${slug}-${number}`;
      const folder = PathExt.join(FOLDER, name);
      const file = PathExt.join(folder, 'problem.ipynb');
      if (!(await this.read(folder))) {
        await this.makeFolder(folder);
        await this.write(file, notebook);
        return;
      }
      const there = await this.read(file);
      if (there && willDo(there.content)) {
        await this.desk.open(file);
        return;
      }
    }
  }

  private find(path: string): NotebookPanel | undefined {
    return this.notebooks.find(({ context }) => context.path === path);
  }

  /** A file or folder, or null where there is none. */
  private async read(path: string): Promise<Contents.IModel | null> {
    try {
      return await this.contents.get(path);
    } catch (reason) {
      if (
        reason instanceof ServerConnection.ResponseError &&
        reason.response.status === 404
      ) {
        return null;
      }
      throw reason;
    }
  }

  private async makeFolder(path: string): Promise<void> {
    await this.contents.save(path, { type: 'directory' });
  }

  private async write(path: string, content: Notebook): Promise<void> {
    await this.contents.save(path, { type: 'notebook', format: 'json', content });
    await this.desk.open(path);
  }
}

/**
 * Say on the tab which problem it is, for their files have one name. Not by its label: JupyterLab
 * renames the file to that.
 */
function nameTab({ title, model }: NotebookPanel): void {
  const problem = authoredMark(model?.getMetadata(KEY))?.title ?? '';
  if (problem !== (title.dataset['problem'] ?? '')) {
    title.dataset = { ...title.dataset, problem };
  }
}

function roleOf({ metadata }: ICellModel): unknown {
  const ours = metadata[KEY] as { role?: unknown } | undefined;
  return ours?.role;
}

function isPreview(content: Notebook): boolean {
  const ours = content.metadata?.[KEY];
  return typeof ours === 'object' && ours !== null && 'preview' in ours;
}
