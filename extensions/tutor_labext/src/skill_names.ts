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

/** The skills whose name has each word of what was typed in it; none where nothing was. */
export function skillsWith(typed: string, skills: SkillChoice[]): SkillChoice[] {
  const words = typed.trim().toLowerCase().split(/\s+/);
  return typed.trim()
    ? skills.filter(({ name }) => words.every(word => name.toLowerCase().includes(word)))
    : [];
}

/** The one skill that is meant; null where none is, or several may be. */
export function onlySkillWith(typed: string, skills: SkillChoice[]): SkillChoice | null {
  const some = skillsWith(typed, skills);
  return skillOf(typed, skills) ?? (some.length === 1 ? some[0] : null);
}
