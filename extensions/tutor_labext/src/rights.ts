/** What the panel offers by a person's role; the service decides anew at each request. */

import type { Me } from './contract';

/** Whether to offer the class and its answers: to whoever teaches or assists in the course. */
export function mayLookAtClass(me: Pick<Me, 'role'> | null | undefined): boolean {
  return me?.role === 'instructor' || me?.role === 'assistant';
}

/** Whether to show how learners work and let lessons be assigned: to whoever teaches the course. */
export function mayTeach(me: Pick<Me, 'role'> | null | undefined): boolean {
  return me?.role === 'instructor';
}
