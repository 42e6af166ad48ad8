import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { IndexReader } from '../../search/client/index-reader.js';
import { search } from '../../search/client/searcher.js';
import { json, root } from './cases.mjs';
import { onALine } from './rounds.mjs';

const read = path => new Uint8Array(readFileSync(join(root, 'tests/samples/index-v5/index', path)));
const rounds = async request => (await onALine(read, async load => search(await IndexReader.open(load), request, false))).rounds;

test('rounds: the line is waited for three times at most, whatever is asked', async () => {
  for (const { q, facets = {}, sort } of json('search/spec/search-cases.json')) {
    const waited = await rounds({ text: q, facets, sort, limit: 10 });
    assert.ok(waited <= 3, `${q}: ${waited}`);
  }
});

test('rounds: tables, columns, readings and lists are not waited for one after the other', async () => {
  for (const [most, request] of [
    [2, { text: '王玉梅' }],
    [2, { text: '供水', facets: { district: ['west'] } }],
    [2, { text: '五十年代 挡车工' }],
    [3, { text: '五十年代 公交' }],
    [3, { text: '供', facets: { year: ['2020'] } }],
    [3, { text: '王鱼梅' }],
    [3, { text: '王玉煤' }],
    [3, { text: '單國牆' }],
    [3, { text: '單國麗' }],
    [3, { text: '學生的愛戴', facets: { district: ['west'] }, sort: 'year' }],
    [3, { text: '五十年代 擋車工', sort: 'name' }],
    [3, { text: '', facets: { year: ['2020'] }, sort: 'year' }],
  ]) {
    const waited = await rounds(request);
    assert.ok(waited <= most, `${request.text}: ${waited}, not ${most}`);
  }
});
