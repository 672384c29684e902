import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TranslationBundle } from '@jupyterlab/translation';
import { certaintyWords } from '../texts';

test("how sure an estimate is is told in the reader's language", () => {
  const trans = { __: (text: string) => `¡${text}!` } as TranslationBundle;
  for (const certainty of ['fairly sure', 'fairly unsure', 'unsure']) {
    assert.equal(certaintyWords(certainty, trans), `¡${certainty}!`);
  }
});
