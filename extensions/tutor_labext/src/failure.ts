/**
 * Why a request did not succeed, and what that means for work that is being handed in:
 *
 * again  nobody decided anything: the service is away or busy; the same request is sent again
 * hold   the learner has to act first (sign in); the work is kept until then
 * drop   the service decided: sending the same again would give the same answer
 */
export type Treatment = 'again' | 'hold' | 'drop';

/** Sentences for failures that carry none of their own. */
const AWAY = 'The learning service is away.';

export class Failure extends Error {
  /**
   * @param status HTTP status, or 0 when no answer came.
   * @param code Stable machine name from the service's error body.
   * @param retryAfterS Seconds after which the service asks to be tried again, or null.
   */
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfterS: number | null = null
  ) {
    super(message);
    this.name = 'Failure';
  }

  /** No answer, or one that none of ours wrote (a proxy's page, a stopped server). */
  static away(status = 0): Failure {
    return new Failure(status, 'service_away', AWAY);
  }

  /** The service is not there, as opposed to there and busy. */
  get isAway(): boolean {
    return this.code === 'service_away' || this.code === 'database_away';
  }

  get treatment(): Treatment {
    switch (this.code) {
      case 'service_away':
      case 'database_away':
      case 'grader_busy':
      case 'too_many_waiting':
      case 'grader_away':
        return 'again';
      case 'not_signed_in':
      case 'forbidden':
        return 'hold';
      default:
        return 'drop';
    }
  }
}

/** What a stream ends with when the service refuses in its midst. */
export function refusal(error: { code: string; message: string }): Failure {
  return new Failure(0, error.code, error.message);
}

/** Read an error answer; a body that is not `{code, message}` was not written by the service. */
export function failureOf(
  status: number,
  body: string,
  retryAfter: string | null
): Failure {
  const seconds =
    retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null;
  try {
    const { code, message } = JSON.parse(body) as { code?: unknown; message?: unknown };
    if (typeof code === 'string' && typeof message === 'string') {
      return new Failure(status, code, message, seconds);
    }
  } catch {
    // Not JSON: a page of something between us and the service.
  }
  if (status === 401 || status === 403) {
    return new Failure(
      status,
      'not_signed_in',
      'Please reload this page and sign in again.'
    );
  }
  // 424 is what a hub answers for a learner's server that is not running.
  return status >= 500 || status === 424 || status === 429
    ? Failure.away(status)
    : new Failure(status, 'bad_answer', `The service refused this request (${status}).`);
}

/** Turn anything thrown by a request into a failure. */
export function asFailure(reason: unknown): Failure {
  return reason instanceof Failure ? reason : Failure.away();
}
