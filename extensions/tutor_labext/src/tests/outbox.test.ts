import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SubmissionAnswer, SubmissionPending, SubmissionRequest } from '../contract';
import { Drafts } from '../drafts';
import { Failure } from '../failure';
import { type Counter, Outbox } from '../outbox';
import { draft, MemoryShelf, NoPatience, passed } from './support';

type Reply = SubmissionAnswer | SubmissionPending | Failure;

/** A service that gives the replies in order, then the last one for ever. */
class ScriptedCounter implements Counter {
  readonly seen: SubmissionRequest[] = [];
  polls = 0;
  constructor(private readonly replies: Reply[]) {}
  async submit(sent: SubmissionRequest): Promise<SubmissionAnswer | SubmissionPending> {
    this.seen.push(sent);
    return this.reply();
  }
  async submission(): Promise<SubmissionAnswer | SubmissionPending> {
    this.polls++;
    return this.reply();
  }
  private reply(): SubmissionAnswer | SubmissionPending {
    const reply = this.replies.length > 1 ? this.replies.shift() : this.replies[0];
    if (!reply || reply instanceof Failure) {
      throw reply;
    }
    return reply;
  }
}

function outbox(replies: Reply[], shelf = new MemoryShelf()) {
  const counter = new ScriptedCounter(replies);
  const delays: (string | null)[] = [];
  const box = new Outbox(
    counter,
    new Drafts(shelf, '/'),
    new NoPatience(),
    (_, failure) => delays.push(failure?.code ?? null)
  );
  return { box, counter, delays, shelf };
}

test('while the service is away the same key is sent until it answers', async () => {
  const away = Failure.away(503);
  const { box, counter, delays, shelf } = outbox([away, away, passed()]);
  const outcome = await box.send(draft());
  assert.deepEqual(outcome, { end: 'answered', answer: passed() });
  assert.deepEqual(new Set(counter.seen.map(sent => sent.key)), new Set(['key-0001']));
  assert.equal(counter.seen.length, 3);
  assert.deepEqual(delays, ['service_away', 'service_away', null]);
  assert.equal(shelf.items.size, 0);
});

test('work that was not answered is in the storage from before it is sent', async () => {
  const { box, shelf } = outbox([passed()]);
  const sending = box.send(draft());
  assert.deepEqual(new Drafts(shelf, '/').all(), [draft()]);
  await sending;
});

test('a second press with the same work joins the first; changed work replaces it', async () => {
  const away = Failure.away();
  const { box, counter } = outbox([away, away, passed()]);
  const first = box.send(draft());
  const again = box.send(draft({ key: 'key-0002' }));
  const changed = box.send(draft({ key: 'key-0003', cells: { solution: 'x = 2' } }));
  assert.equal(again, first);
  assert.deepEqual(await first, { end: 'replaced' });
  assert.equal((await changed).end, 'answered');
  assert.ok(!counter.seen.some(sent => sent.key === 'key-0002'));
  assert.ok(!box.isSending('p'));
});

test('work kept from before a reload goes out under its old key', async () => {
  const shelf = new MemoryShelf();
  new Drafts(shelf, '/').keep(draft());
  const { box, counter } = outbox([passed()], shelf);
  await box.send(draft({ key: 'key-0002' }));
  assert.deepEqual(
    counter.seen.map(sent => sent.key),
    ['key-0001']
  );
});

test('a submission that is still being graded is asked for until there is a result', async () => {
  const pending: SubmissionPending = { id: 's', status: 'pending' };
  const { box, counter } = outbox([pending, pending, passed()]);
  assert.equal((await box.send(draft())).end, 'answered');
  assert.deepEqual([counter.seen.length, counter.polls], [1, 2]);
});

test('what the service refuses is not sent again, and what needs a sign-in is kept', async () => {
  const refused = new Failure(413, 'too_large', 'Too much.');
  const { box, counter, shelf } = outbox([refused]);
  assert.deepEqual(await box.send(draft()), {
    end: 'refused',
    failure: refused,
    kept: false
  });
  assert.deepEqual([counter.seen.length, shelf.items.size], [1, 0]);

  const unsigned = outbox([new Failure(403, 'not_signed_in', 'Sign in.')]);
  await unsigned.box.send(draft());
  assert.equal(unsigned.shelf.items.size, 1);
});
