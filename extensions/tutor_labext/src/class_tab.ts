/** Opens the class in the main area, for those who teach or assist. */

import type { JupyterFrontEnd } from '@jupyterlab/application';
import { type ICommandPalette, MainAreaWidget } from '@jupyterlab/apputils';
import type { ILauncher } from '@jupyterlab/launcher';
import type { TranslationBundle } from '@jupyterlab/translation';
import { CLASS_ID, ClassView } from './class_view';
import { LAUNCHER_PLACE } from './commands';
import type { Http } from './http';
import { progressIcon } from './icons';
import { mayLookAtClass } from './rights';
import type { Store } from './state';

export const CLASS_COMMAND = 'pythonmastery:open-class';

export interface Desk {
  app: JupyterFrontEnd;
  http: Http;
  palette: ICommandPalette | null;
  launcher: ILauncher | null;
  trans: TranslationBundle;
  store: Store;
}

export function openClass({ app, http, palette, launcher, trans, store }: Desk): void {
  let tab: MainAreaWidget<ClassView> | null = null;
  const looks = () => mayLookAtClass(store.state.me);
  app.commands.addCommand(CLASS_COMMAND, {
    label: trans.__('Show Class'),
    caption: trans.__('Who may need help, and what is believed of each learner'),
    icon: progressIcon,
    isVisible: looks,
    isEnabled: looks,
    execute: () => {
      if (!tab || tab.isDisposed) {
        tab = new MainAreaWidget({ content: new ClassView({ http, trans, store }) });
        tab.id = `${CLASS_ID}-tab`;
      }
      if (!tab.isAttached) {
        app.shell.add(tab, 'main');
      }
      app.shell.activateById(tab.id);
    }
  });
  store.changed.connect(allow);
  allow();

  /** Offer it once it is known that the person may look; the service decides anew each time. */
  function allow(): void {
    if (looks()) {
      store.changed.disconnect(allow);
      const category = trans.__('PythonMastery');
      palette?.addItem({ command: CLASS_COMMAND, category });
      launcher?.add({
        command: CLASS_COMMAND,
        category,
        categoryRank: LAUNCHER_PLACE,
        rank: 2
      });
      app.commands.notifyCommandChanged(CLASS_COMMAND);
    }
  }
}
