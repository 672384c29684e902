/** The warning of `idle.ts` as a notification of JupyterLab, with a button that keeps the server. */

import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { HttpService } from './api';
import type { Bell, TimeLeft } from './idle';

export class IdleNotice implements Bell {
  constructor(
    private readonly service: HttpService,
    private readonly trans: TranslationBundle
  ) {}

  look(): Promise<TimeLeft> {
    return this.service.timeLeft();
  }

  warn(seconds: number): void {
    const minutes = Math.ceil(seconds / 60);
    const message = this.trans._n(
      'Nobody has used your server for a while. It stops in about a minute. Your files are kept, variables are not.',
      'Nobody has used your server for a while. It stops in about %1 minutes. Your files are kept, variables are not.',
      minutes
    );
    if (this.shown && Notification.update({ id: this.shown, message })) {
      return;
    }
    this.shown = Notification.warning(message, {
      autoClose: false,
      actions: [
        {
          label: this.trans.__('Keep it running'),
          displayType: 'accent',
          callback: () => void this.keep()
        }
      ]
    });
  }

  calm(): void {
    if (this.shown) {
      Notification.dismiss(this.shown);
      this.shown = '';
    }
  }

  pause(ms: number): Promise<void> {
    return new Promise(resolve => setTimeout(resolve, ms));
  }

  private async keep(): Promise<void> {
    await this.service.stayUp().catch(() => undefined); // the next look tells whether it helped
    this.calm();
  }

  private shown = '';
}
