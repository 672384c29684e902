import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dateTag, Language } from '../language';

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

test('dates are in the language of the page, as its reader has it at home', () => {
  assert.equal(dateTag('es-ES', 'es-MX'), 'es-MX');
  assert.equal(dateTag('es-ES', 'en-US'), 'es-ES');
  assert.equal(dateTag('en', 'en-GB'), 'en-GB');
  assert.equal(dateTag('', 'de-DE'), undefined);
});
