import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { facets, search } from '../../search/client/searcher.js';
import { suggest } from '../../search/client/suggestions.js';
import { snippet } from '../../search/client/snippet.js';
import { IndexReader } from '../../search/client/index-reader.js';
import { json, loadFrom, openFolder, root } from './cases.mjs';

const folder = `${root}/tests/samples/index-v5/index`;
const plain = value => JSON.parse(JSON.stringify(value));
const sorted = counts => Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));

for (const { why, q, facets: chosen = {}, sort, answer } of json('search/spec/search-cases.json')) {
  test(`search: ${why}`, async () => {
    const index = await openFolder(folder), request = { text: q, facets: chosen, sort, limit: 10 };
    const result = await search(index, request);
    assert.deepEqual(result.hits.map(h => `${h.document.id} ${h.match}`), answer.hits);
    assert.equal(result.total, answer.total);
    assert.equal(result.exact, answer.exact);
    assert.deepEqual(result.didYouMean, answer.didYouMean);
    const { counts } = await facets(index, request);
    assert.deepEqual(plain(Object.fromEntries(Object.entries(counts).map(([name, values]) => [name, sorted(values)]))), plain(answer.facets));
    assert.deepEqual((await suggest(index, q)).map(s => `${s.text} ${s.kind} ${s.count}`), answer.suggestions);
    const first = result.hits[0]?.document;
    if (first) assert.equal(snippet(first.body, result.query, first.folding, 30).map(p => (p.mark ? `[${p.text}]` : p.text)).join(''), answer.snippet);
  });
}

test('search: an index opens at once with the head that a page brings', async () => {
  const head = readFileSync(`${root}/tests/samples/index-v5/head-on-page.json`, 'utf8'), loaded = [];
  const asked = path => { loaded.push(path); return loadFrom(folder)(path); };
  const facts = ({ load, cache, blocks, ...others }) => others, [brought, read] = [await IndexReader.open(asked, head), await openFolder(folder)].map(facts);
  assert.deepEqual(loaded, []);
  assert.deepEqual(brought, read);
});

test('search: what is shown first is the same without counting', async () => {
  for (const { q, facets: chosen = {}, sort } of json('search/spec/search-cases.json')) {
    const request = { text: q, facets: chosen, sort, limit: 5 };
    const counted = await search(await openFolder(folder), request), first = await search(await openFolder(folder), request, false);
    if (first.cut && !first.hits.length) continue;
    assert.deepEqual(first.hits.map(h => h.document.id), counted.hits.map(h => h.document.id), q);
  }
});
