/** Puts the parts together, once per page. */

import type { TranslationBundle } from '@jupyterlab/translation';
import type { Service } from './api';
import { Conversation } from './conversation';
import { Drafts, type Shelf } from './drafts';
import { Explainer } from './explainer';
import { HandIn } from './handin';
import { Hints } from './ladder';
import { Outbox } from './outbox';
import { Patience } from './patience';
import { type Desk, Session } from './session';
import { Store } from './state';

export interface Tutor {
  store: Store;
  service: Service;
  session: Session;
  handIn: HandIn;
  hints: Hints;
  explainer: Explainer;
  conversation: Conversation;
}

/**
 * @param shelf Where unsent submissions outlive a reload.
 * @param owner Sets learners of one origin apart; the base URL does.
 */
export function makeTutor(
  service: Service,
  desk: Desk,
  shelf: Shelf,
  owner: string,
  trans: TranslationBundle,
  locale: () => string = () => 'en'
): Tutor {
  const store = new Store();
  const patience = new Patience();
  const session = new Session(store, service, desk, patience, trans);
  const handIn = new HandIn(
    store,
    session,
    desk,
    trans,
    onDelay => new Outbox(service, new Drafts(shelf, owner), patience, onDelay)
  );
  const hints = new Hints(store, service, session, desk, trans);
  const explainer = new Explainer(store, service, session, trans);
  const conversation = new Conversation(store, service, session, desk, trans, locale);
  return { store, service, session, handIn, hints, explainer, conversation };
}
