import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Bell, type TimeLeft, watchIdle } from '../idle';

/** Answers in turn; an Error is thrown. After the last answer nobody stops the server. */
class ScriptedBell implements Bell {
  readonly said: string[] = [];
  constructor(private readonly answers: (number | Error)[]) {}
  async look(): Promise<TimeLeft> {
    const next = this.answers.shift();
    if (next instanceof Error) {
      throw next;
    }
    return { stops_in_s: next ?? null, warn_s: 300 };
  }
  warn(seconds: number): void {
    this.said.push(`warn ${seconds}`);
  }
  calm(): void {
    this.said.push('calm');
  }
  async pause(ms: number): Promise<void> {
    this.said.push(`pause ${ms}`);
  }
}

async function heard(...answers: (number | Error)[]): Promise<string[]> {
  const bell = new ScriptedBell(answers);
  await watchIdle(bell);
  return bell.said;
}

test('a server that nobody stops is asked once', async () => {
  assert.deepEqual(await heard(), []);
});

test('the next look is when the learner would have to be told', async () => {
  assert.deepEqual(await heard(3600), ['calm', 'pause 3300000']);
});

test('the learner is told, is told again, and the warning goes when the server is used', async () => {
  assert.deepEqual(await heard(300, 290, 3600), [
    'warn 300',
    'pause 10000',
    'warn 290',
    'pause 10000',
    'calm',
    'pause 3300000'
  ]);
});

test('a server that is away is asked again later', async () => {
  assert.deepEqual(await heard(new Error('away'), 0), [
    'calm',
    'pause 60000',
    'warn 0',
    'pause 10000'
  ]);
});
