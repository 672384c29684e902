/** The language in which the service speaks to the learner. */

/** What the learner's setting may say; `auto` leaves it to JupyterLab and the browser. */
export type Choice = 'auto' | 'en' | 'es';

export class Language {
  private choice: Choice = 'auto';

  /**
   * @param lab JupyterLab's language, such as `es-ES`; English is also what it says where nobody
   * has chosen one.
   * @param page The page's language, for a model's answers.
   */
  constructor(
    private readonly lab: string,
    private readonly page = 'en'
  ) {}

  /** Take the learner's setting; says whether it changes anything. */
  choose(found: unknown): boolean {
    const choice: Choice = found === 'en' || found === 'es' ? found : 'auto';
    const changes = choice !== this.choice;
    this.choice = choice;
    return changes;
  }

  /** What to ask the service for; '' leaves the browser's own wish as it is. */
  get wished(): string {
    if (this.choice !== 'auto') {
      return this.choice;
    }
    return /^en\b/i.test(this.lab) ? '' : this.lab;
  }

  /** Language tag for a model. */
  get tag(): string {
    return this.wished || this.page;
  }
}

/**
 * How dates are written: in the page's language, as the browser's reader has it at home.
 *
 * @returns A language tag, such as `en-GB`; undefined leaves it to the browser.
 */
export function dateTag(
  page = globalThis.document?.documentElement.lang ?? '',
  browser = new Intl.DateTimeFormat().resolvedOptions().locale
): string | undefined {
  const [own, shown] = [browser, page].map(tag => tag.toLowerCase().split('-')[0]);
  return own === shown ? browser : page || undefined;
}
