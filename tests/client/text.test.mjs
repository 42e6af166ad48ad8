import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tablesFor, normalise, withDigitYears } from '../../search/client/text.js';
import { json, openFolder, root } from './cases.mjs';

const index = await openFolder(`${root}/tests/samples/index-v5/index`);

for (const { why, text, normalised, years } of json('search/spec/tokenizer-cases.json')) {
  test(`tokenizer: ${why}`, async () => {
    const result = normalise(text, await index.foldingFor(text, tablesFor));
    assert.equal(result.text, normalised);
    assert.equal(withDigitYears(result.text), years ?? normalised);
    assert.equal(result.start.length, normalised.length);
  });
}

test('every character knows the span it came from', async () => {
  const text = '㎏ ２０１５年，𬱖頔', { text: folded, start, end } = normalise(text, await index.foldingFor(text, tablesFor));
  assert.equal(folded, 'kg 2015年 𬱖𬱖');
  assert.deepEqual([...folded].map((c, i) => c === ' ' ? ' ' : text.slice(start[[...folded].slice(0, i).join('').length], end[[...folded].slice(0, i).join('').length])),
    ['㎏', '㎏', ' ', '２', '０', '１', '５', '年', ' ', '𬱖', '頔']);
});
