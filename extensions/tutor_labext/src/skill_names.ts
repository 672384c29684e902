/** Which skill of the course a typed text names. */

import type { SkillChoice } from './author_contract';

/** The skill of that name or id, whatever the case. */
export function skillOf(typed: string, skills: SkillChoice[]): SkillChoice | null {
  const wanted = typed.trim().toLowerCase();
  return (
    skills.find(({ id, name }) => [id, name].some(x => x.toLowerCase() === wanted)) ??
    null
  );
}

/** The one skill whose name has what was typed in it; null where none has, or several. */
export function onlySkillWith(typed: string, skills: SkillChoice[]): SkillChoice | null {
  const part = typed.trim().toLowerCase();
  const some = part ? skills.filter(({ name }) => name.toLowerCase().includes(part)) : [];
  return skillOf(typed, skills) ?? (some.length === 1 ? some[0] : null);
}
