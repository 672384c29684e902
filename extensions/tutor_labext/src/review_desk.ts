/** Puts the review tab together, for those who may review, and adds its command. */

import { HttpReviewService } from './review_api';
import { REVIEW_ID, ReviewTab } from './review_tab';
import { Reviewing } from './reviewing';
import { reviewIcon } from './icons';
import type { Rooms } from './authoring';
import { mayLookAtClass } from './rights';

export const REVIEW_COMMAND = 'pythonmastery:open-review';

export function openReviews(rooms: Omit<Rooms, 'notebooks' | 'desk' | 'launcher'>): void {
  const { app, http, views, palette, trans, store } = rooms;
  const reviewing = new Reviewing(new HttpReviewService(http), trans);
  const isVisible = () => reviewing.state.allowed;
  app.commands.addCommand(REVIEW_COMMAND, {
    label: trans.__('Review Answers'),
    caption: trans.__('Read answers that no test can grade'),
    icon: reviewIcon,
    isVisible,
    isEnabled: isVisible,
    execute: () => {
      views.showTab(REVIEW_ID, () => new ReviewTab({ reviewing, trans }));
      void reviewing.load();
    }
  });
  store.changed.connect(allow);
  allow();

  /** Open it once the person's role is known; the service decides anew each time. */
  function allow(): void {
    if (mayLookAtClass(store.state.me)) {
      store.changed.disconnect(allow);
      reviewing.allow();
      app.commands.notifyCommandChanged(REVIEW_COMMAND);
      palette?.addItem({ command: REVIEW_COMMAND, category: trans.__('PythonMastery') });
    }
  }
}
