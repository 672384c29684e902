/** Where the panel and the overview stand: beside the notebook, or in its place on a small screen. */

import type {
  ILabShell,
  ILayoutRestorer,
  JupyterFrontEnd
} from '@jupyterlab/application';
import { MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import type { ReactWidget } from '@jupyterlab/ui-components';
import { CommandIDs, type Views } from './commands';
import type { Surroundings } from './context';
import { TutorPanel } from './panel';
import { PROGRESS_ID, ProgressView } from './progress';

/** Below this width (CSS pixels) a side panel leaves the notebook no room. */
const NARROW = '(max-width: 767px)';

export class ShellViews implements Views {
  constructor(
    private readonly app: JupyterFrontEnd,
    private readonly labShell: ILabShell | null
  ) {}

  /** Add the panel and bring back what was open before a reload. */
  install(surroundings: Surroundings, restorer: ILayoutRestorer | null): void {
    this.surroundings = surroundings;
    this.panel = new TutorPanel(surroundings);
    this.app.shell.add(this.panel, 'right', { rank: 200, type: 'Tutor' });
    restorer?.add(this.panel, this.panel.id);
    void restorer?.restore(this.overviews, {
      command: CommandIDs.progress,
      name: () => PROGRESS_ID
    });
  }

  /** Have the panel where there is room, now and whenever the window changes. */
  settle(): void {
    const narrow = window.matchMedia(NARROW);
    narrow.addEventListener('change', () => {
      this.place(narrow.matches);
      if (!narrow.matches) {
        this.showPanel();
      }
    });
    this.place(narrow.matches);
  }

  get isNarrow(): boolean {
    return window.matchMedia(NARROW).matches;
  }

  showPanel(): void {
    if (this.panel) {
      this.app.shell.activateById(this.panel.id);
    }
  }

  showProgress(): void {
    let overview = this.overviews.find(() => true);
    if (!overview && this.surroundings) {
      const content = new ProgressView(this.surroundings);
      overview = new MainAreaWidget({ content });
      overview.id = `${PROGRESS_ID}-tab`;
      overview.title.closable = true;
      void this.overviews.add(overview);
    }
    if (overview) {
      if (!overview.isAttached) {
        // The main area of Jupyter Notebook holds its one document only.
        this.app.shell.add(overview, this.labShell ? 'main' : 'right');
      }
      this.app.shell.activateById(overview.id);
    }
  }

  /** Add the authors' panel, wherever there is room. */
  addWorkshop(workshop: ReactWidget): void {
    this.workshop = workshop;
    this.app.shell.add(workshop, 'right', { rank: 210, type: 'Workshop' });
    this.place(this.isNarrow);
  }

  showWorkshop(): void {
    if (this.workshop) {
      this.app.shell.activateById(this.workshop.id);
    }
  }

  /** Only JupyterLab has a main area that a panel can move to and come back from. */
  private place(narrow: boolean): void {
    const { labShell, panel, workshop } = this;
    if (!labShell || !panel) {
      return;
    }
    const area = narrow ? 'main' : 'right';
    for (const each of workshop ? [panel, workshop] : [panel]) {
      if (![...labShell.widgets(area)].includes(each)) {
        const rank = each === panel ? 200 : 210;
        each.title.label = narrow ? each.title.caption : '';
        labShell.add(each, area, { rank, type: 'Tutor', activate: false });
      }
    }
    if (narrow) {
      labShell.collapseLeft();
      labShell.collapseRight();
    }
  }

  private readonly overviews = new WidgetTracker<MainAreaWidget<ProgressView>>({
    namespace: PROGRESS_ID
  });
  private panel: TutorPanel | null = null;
  private workshop: ReactWidget | null = null;
  private surroundings: Surroundings | null = null;
}
