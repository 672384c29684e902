import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Language } from '../language';

test("the learner's own setting comes first", () => {
  const language = new Language('es-ES', 'es');
  assert.equal(language.choose('en'), true);
  assert.equal(language.choose('en'), false);
  assert.equal(language.wished, 'en');
});

test("else it is JupyterLab's language", () => {
  assert.equal(new Language('es-ES').wished, 'es-ES');
});

test("where nobody has chosen one, the browser's own wish is left as it is", () => {
  const language = new Language('en', 'fr');
  assert.equal(language.wished, '');
  assert.equal(language.tag, 'fr');
});

test('a setting that is no language of ours changes nothing', () => {
  const language = new Language('en');
  assert.equal(language.choose('xx'), false);
  assert.equal(language.choose(undefined), false);
  assert.equal(language.wished, '');
});
