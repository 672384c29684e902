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
import { PROGRESS_ID, progressView } from './progress';
import { MAP_ID, mapView } from './skill_map';

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
    narrow.addEventListener('change', () => this.turn(narrow.matches));
    this.place(narrow.matches);
  }

  get isNarrow(): boolean {
    return window.matchMedia(NARROW).matches;
  }

  showPanel(): void {
    this.bringForward(this.panel);
  }

  showProgress(): void {
    const { surroundings } = this;
    if (surroundings) {
      const tab = this.showTab(PROGRESS_ID, () => progressView(surroundings));
      if (!this.overviews.has(tab)) {
        void this.overviews.add(tab);
      }
    }
  }

  showMap(): void {
    const { surroundings } = this;
    if (surroundings) {
      this.showTab(MAP_ID, () => mapView(surroundings));
    }
  }

  /** Bring a tab of the main area to the front; made when it is not there. */
  showTab(id: string, make: () => ReactWidget): MainAreaWidget<ReactWidget> {
    let tab = this.tabs.get(id);
    if (!tab || tab.isDisposed) {
      tab = new MainAreaWidget({ content: make() });
      tab.id = `${id}-tab`;
      tab.title.closable = true;
      this.tabs.set(id, tab);
    }
    if (!tab.isAttached) {
      // The main area of Jupyter Notebook holds its one document only.
      this.app.shell.add(tab, this.labShell ? 'main' : 'right');
    }
    this.app.shell.activateById(tab.id);
    return tab;
  }

  /** Add the authors' panel, wherever there is room. */
  addWorkshop(workshop: ReactWidget): void {
    this.workshop = workshop;
    this.app.shell.add(workshop, 'right', { rank: 210, type: 'Workshop' });
    this.place(this.isNarrow);
  }

  showWorkshop(): void {
    this.bringForward(this.workshop);
  }

  /** A window that has just changed may not have said so yet: what is moved later would be hidden. */
  private bringForward(side: ReactWidget | null): void {
    if (side) {
      this.place(this.isNarrow);
      this.app.shell.activateById(side.id);
    }
  }

  /** What is in use stays in front, with the focus where it was. */
  private turn(narrow: boolean): void {
    const focused = document.activeElement;
    const inUse = this.sides.find(side => side.node.contains(focused));
    this.place(narrow);
    if (inUse && focused instanceof HTMLElement) {
      this.app.shell.activateById(inUse.id);
      focused.focus();
    } else if (!narrow) {
      this.showPanel();
    }
  }

  private get sides(): ReactWidget[] {
    return [this.panel, this.workshop].filter(side => side !== null);
  }

  /** Only JupyterLab has a main area that a panel can move to and come back from. */
  private place(narrow: boolean): void {
    const { labShell } = this;
    if (!labShell) {
      return;
    }
    const area = narrow ? 'main' : 'right';
    for (const each of this.sides) {
      if (![...labShell.widgets(area)].includes(each)) {
        const rank = each === this.panel ? 200 : 210;
        each.title.label = narrow ? each.title.caption : '';
        labShell.add(each, area, { rank, type: 'Tutor', activate: false });
      }
    }
    if (narrow) {
      labShell.collapseLeft();
      labShell.collapseRight();
    }
  }

  private readonly overviews = new WidgetTracker<MainAreaWidget<ReactWidget>>({
    namespace: PROGRESS_ID
  });
  private readonly tabs = new Map<string, MainAreaWidget<ReactWidget>>();
  private panel: TutorPanel | null = null;
  private workshop: ReactWidget | null = null;
  private surroundings: Surroundings | null = null;
}
