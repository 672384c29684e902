/** How much of the tutor the class gets: saved at once, told, and what is refused is not shown as set. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClassTutor, ClassTutorAsk } from '../class_contract';
import { type ClassTutorService, ClassTutorSetting, given } from '../class_tutor';
import type { Policy } from '../contract';
import { Failure } from '../failure';
import { english } from './support';

class Course implements ClassTutorService {
  failure: Failure | null = null;
  asked: Policy[] = [];
  most: Policy = 'full';
  private policy: Policy = 'full';

  get = async (): Promise<ClassTutor> => ({ policy: this.policy, most: this.most });
  set = async ({ policy }: ClassTutorAsk) => {
    await new Promise(resolve => setImmediate(resolve));
    if (this.failure) {
      throw this.failure;
    }
    this.asked.push(policy);
    this.policy = policy;
    return this.get();
  };
}

async function opened() {
  const course = new Course();
  const setting = new ClassTutorSetting(course, english);
  await setting.open();
  return { course, setting };
}

test('a choice is saved at once and told in one line', async () => {
  const { setting } = await opened();
  assert.equal(setting.state.found?.policy, 'full');
  const saving = setting.choose('hints');
  assert.equal(setting.state.wished, 'hints');
  await saving;
  assert.deepEqual(
    [setting.state.found?.policy, setting.state.wished, setting.state.notice],
    ['hints', undefined, 'Saved: “Hints only”.']
  );
});

test('of choices that follow each other quickly the last one is saved last', async () => {
  const { course, setting } = await opened();
  await Promise.all(
    (['hints', 'off', 'hints', 'full'] as const).map(p => setting.choose(p))
  );
  assert.equal(course.asked[course.asked.length - 1], 'full');
  assert.equal(setting.state.found?.policy, 'full');
  assert.equal(setting.state.notice, 'Saved: “Questions and hints”.');
});

test('what the service refuses is said, and what is set stays in sight', async () => {
  const { course, setting } = await opened();
  course.failure = new Failure(403, 'forbidden', 'You may not do this.');
  await setting.choose('off');
  assert.deepEqual(
    [setting.state.found?.policy, setting.state.wished, setting.state.notice],
    ['full', undefined, 'You may not do this.']
  );
});

test('no more is given than the operator allows', () => {
  assert.equal(given({ policy: 'full', most: 'hints' }), 'hints');
  assert.equal(given({ policy: 'off', most: 'hints' }), 'off');
});
