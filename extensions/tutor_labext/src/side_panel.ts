/** What the panels beside the notebook have in common: a named landmark that can take the focus. */

import type { LabIcon } from '@jupyterlab/ui-components';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';

export abstract class SidePanel extends ReactWidget {
  constructor(id: string, name: string, icon: LabIcon) {
    super();
    this.id = id;
    this.addClass('pm-Panel');
    this.title.icon = icon;
    this.title.caption = name;
    this.title.closable = false;
    this.node.setAttribute('aria-label', name);
    this.node.tabIndex = -1;
  }

  /** The main area makes a tab's page of what it holds, and takes any role away when it leaves. */
  protected onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    if (!this.node.hasAttribute('role')) {
      this.node.setAttribute('role', 'region');
    }
  }
}
