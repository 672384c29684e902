/** Puts the workshop together, for those who may write problems, and adds its commands. */

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { ILauncher } from '@jupyterlab/launcher';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { HttpAuthorService } from './author_api';
import { NotebookAuthorDesk } from './author_desk';
import { LAUNCHER_PLACE } from './commands';
import type { Http } from './http';
import { workshopIcon } from './icons';
import { Insights } from './insights';
import type { NotebookDesk } from './notebook';
import { HttpRegradeService } from './regrade_api';
import { Regrading } from './regrading';
import type { Store } from './state';
import type { ShellViews } from './views';
import { Workshop } from './workshop';
import { type Bench, WorkshopPanel } from './workshop_panel';

export const AuthorCommandIDs = {
  open: 'pythonmastery:open-workshop',
  begin: 'pythonmastery:new-problem',
  check: 'pythonmastery:check-problem',
  preview: 'pythonmastery:preview-problem',
  publish: 'pythonmastery:publish-problem',
  trial: 'pythonmastery:try-problem',
  gradeAgain: 'pythonmastery:grade-again'
} as const;

type Models = Omit<Bench, 'trans'>;

export interface Rooms {
  app: JupyterFrontEnd;
  http: Http;
  notebooks: INotebookTracker;
  desk: NotebookDesk;
  views: ShellViews;
  palette: ICommandPalette | null;
  launcher: ILauncher | null;
  trans: TranslationBundle;
  store: Store;
}

export function openWorkshop(rooms: Rooms): void {
  const { app, http, notebooks, desk, views, palette, launcher, trans, store } = rooms;
  const authorDesk = new NotebookAuthorDesk(
    app.serviceManager.contents,
    notebooks,
    desk,
    trans
  );
  const service = new HttpAuthorService(http);
  const workshop = new Workshop(service, authorDesk, trans);
  const insights = new Insights(service, authorDesk, trans);
  const regrading = new Regrading(new HttpRegradeService(http), trans);
  addAuthorCommands(rooms, { workshop, insights, regrading });
  store.changed.connect(allow);
  allow();

  /** Open it once it is known that the person is an instructor; the service decides anew each time. */
  function allow(): void {
    if (store.state.me?.role !== 'instructor') {
      return;
    }
    store.changed.disconnect(allow);
    authorDesk.changed.connect(() => {
      workshop.follow();
      insights.forget();
    });
    workshop.allow();
    views.addWorkshop(new WorkshopPanel({ workshop, insights, regrading, trans }));
    const category = trans.__('PythonMastery');
    launcher?.add({
      command: AuthorCommandIDs.begin,
      category,
      categoryRank: LAUNCHER_PLACE,
      rank: 1
    });
    for (const command of Object.values(AuthorCommandIDs)) {
      palette?.addItem({ command, category });
    }
  }
}

function addAuthorCommands({ app, views, trans }: Rooms, bench: Models): void {
  const { workshop, insights, regrading } = bench;
  const { commands } = app;
  const isVisible = () => workshop.state.allowed;
  const inFront = () => workshop.state.allowed && workshop.state.manuscript !== null;
  const beside = (work: () => unknown) => () => {
    views.showWorkshop();
    return work();
  };
  commands.addCommand(AuthorCommandIDs.open, {
    label: trans.__('Show Workshop'),
    icon: workshopIcon,
    isVisible,
    isEnabled: isVisible,
    execute: () => views.showWorkshop()
  });
  commands.addCommand(AuthorCommandIDs.begin, {
    label: trans.__('New Problem'),
    caption: trans.__('Begin to write a problem for this course'),
    icon: workshopIcon,
    isVisible,
    isEnabled: isVisible,
    execute: beside(() => workshop.openForm())
  });
  commands.addCommand(AuthorCommandIDs.check, {
    label: trans.__('Check Problem'),
    caption: trans.__('Check this problem as the course requires'),
    icon: workshopIcon,
    isVisible: inFront,
    isEnabled: inFront,
    execute: beside(() => workshop.check())
  });
  commands.addCommand(AuthorCommandIDs.preview, {
    label: trans.__('Preview as a Learner'),
    isVisible: inFront,
    isEnabled: inFront,
    execute: beside(() => workshop.preview(workshop.state.variant))
  });
  commands.addCommand(AuthorCommandIDs.publish, {
    label: trans.__('Publish Problem'),
    isVisible: inFront,
    isEnabled: inFront,
    execute: beside(() => workshop.ask())
  });
  commands.addCommand(AuthorCommandIDs.trial, {
    label: trans.__('Try at a Mastery'),
    caption: trans.__('Would a learner of this mastery get the problem, and why'),
    isVisible: inFront,
    isEnabled: inFront,
    execute: beside(() => insights.tryOut())
  });
  commands.addCommand(AuthorCommandIDs.gradeAgain, {
    label: trans.__('Grade Again'),
    caption: trans.__('Check earlier answers with the tests of today'),
    isVisible,
    isEnabled: isVisible,
    execute: beside(() => regrading.open())
  });
  let seen = workshop.state;
  workshop.changed.connect((_, state) => {
    if ((state.manuscript === null) !== (seen.manuscript === null) || !seen.allowed) {
      Object.values(AuthorCommandIDs).forEach(id => commands.notifyCommandChanged(id));
    }
    seen = state;
  });
}
