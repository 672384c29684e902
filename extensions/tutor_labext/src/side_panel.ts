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

  /**
   * Moved to another place, the panel keeps what is drawn and what was typed into it.
   *
   * React clears the node late when a drawing still waits; a second root there would be wiped out.
   */
  protected onBeforeDetach(message: Message): void {
    if (this.isDisposed) {
      super.onBeforeDetach(message);
    }
  }
}
