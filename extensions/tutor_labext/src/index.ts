/** The JupyterLab plugins of PythonMastery. */

import {
  ILabShell,
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, IToolbarWidgetRegistry } from '@jupyterlab/apputils';
import { ILauncher } from '@jupyterlab/launcher';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { HttpService } from './api';
import { openWorkshop } from './authoring';
import { openClass } from './class_tab';
import { addCommands } from './commands';
import { Http } from './http';
import { watchIdle } from './idle';
import { IdleNotice } from './idle_notice';
import { Language } from './language';
import { NotebookDesk } from './notebook';
import { openReviews } from './review_desk';
import { makeTutor } from './tutor';
import { addRoleSelect } from './role_select';
import { ShellViews } from './views';

/** How often a page in sight asks what is new of the problem in front. */
const LOOK_MS = 60_000;

const panel: JupyterFrontEndPlugin<void> = {
  id: '@pythonmastery/tutor-labext:plugin',
  description: 'Problems, results, hints and progress beside the notebook.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [
    ICommandPalette,
    ILabShell,
    ILayoutRestorer,
    ISettingRegistry,
    ITranslator,
    ILauncher
  ],
  activate: (
    app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    palette: ICommandPalette | null,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    settings: ISettingRegistry | null,
    translator: ITranslator | null,
    launcher: ILauncher | null
  ) => {
    const trans = (translator ?? nullTranslator).load('pythonmastery');
    const server = app.serviceManager.serverSettings;
    const desk = new NotebookDesk(app.commands, notebooks);
    const language = new Language(
      translator?.languageCode ?? 'en',
      /^[A-Za-z]{2,3}\b/.exec(document.documentElement.lang)?.[0]
    );
    const http = new Http(server, () => language.wished);
    const service = new HttpService(http);
    const tutor = makeTutor(
      service,
      desk,
      window.localStorage,
      server.baseUrl,
      trans,
      () => language.tag
    );
    const { explainer, handIn, session, store } = tutor;
    const views = new ShellViews(app, labShell);

    addCommands(app, tutor, views, palette, trans);
    const shows = {
      showProgress: () => views.showProgress(),
      showMap: () => views.showMap()
    };
    views.install({ tutor, trans, ...shows }, restorer);
    desk.followed.connect((_, mark) => void session.follow(mark));
    desk.failed.connect((_, fault) => explainer.failed(fault));
    desk.ran.connect((_, cellId) => explainer.ran(cellId));
    openClass({ app, http, palette, launcher, trans, store });
    openWorkshop({ app, http, notebooks, desk, views, palette, launcher, trans, store });
    openReviews({ app, http, views, palette, trans, store });
    window.addEventListener('online', () => session.wake());
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) {
        void session.lookAgain();
      }
    });

    setInterval(() => {
      if (!document.hidden) {
        void session.look();
      }
    }, LOOK_MS);

    void session.refresh();
    void handIn.resume();
    void watchIdle(new IdleNotice(service, trans));
    void Promise.all([settings?.load(panel.id).catch(() => null), app.restored]).then(
      ([found]) => {
        views.settle();
        follow(found);
        found?.changed.connect(follow);
        // On a small screen the panel must not cover a notebook that was asked for.
        const free = !views.isNarrow || !notebooks.currentWidget;
        if (found?.get('openOnStart').composite !== false && free) {
          views.showPanel();
        }
        markReady();
      }
    );

    /** Speaks the language of the learner's setting, from the next answer on. */
    function follow(found: ISettingRegistry.ISettings | null | undefined): void {
      if (language.choose(found?.get('language').composite)) {
        void session.refresh();
      }
    }

    /** Tells tests and screen recordings that the page is worth looking at. */
    function markReady(): void {
      if (store.state.loaded) {
        store.changed.disconnect(markReady);
        document.body.dataset.pythonmasteryReady = 'true';
      } else {
        store.changed.connect(markReady);
      }
    }
  }
};

/** Carries the schema that puts Submit into the notebook toolbar. */
const toolbar: JupyterFrontEndPlugin<void> = {
  id: '@pythonmastery/tutor-labext:toolbar',
  description: 'Submit in the notebook toolbar, the role of a cell in its own.',
  autoStart: true,
  requires: [INotebookTracker, IToolbarWidgetRegistry],
  optional: [ITranslator],
  activate: (
    _: JupyterFrontEnd,
    notebooks: INotebookTracker,
    registry: IToolbarWidgetRegistry,
    translator: ITranslator | null
  ) => {
    const trans = (translator ?? nullTranslator).load('pythonmastery');
    addRoleSelect(registry, notebooks, trans);
  }
};

export default [panel, toolbar];
