import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { IndexReader } from '../../search/client/index-reader.js';
import { facets, search } from '../../search/client/searcher.js';
import { suggest } from '../../search/client/suggestions.js';
import { BrokenPart, openFolder, root } from './cases.mjs';

const folder = join(root, 'tests/samples/index-v5/index');
const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(e => e.isFile()).map(e => join(e.parentPath, e.name).slice(folder.length + 1));
const files = new Map(paths.map(path => [path, new Uint8Array(readFileSync(join(folder, path)))]));
const asked = ['单国强', '供水管网', 'yuchiming', '王宇梅', '東山區的教師', '梅'];
const ids = async load => {
  const index = await IndexReader.open(load), found = [];
  for (const text of asked) found.push((await search(index, { text })).hits.map(h => h.document.id).join());
  found.push(JSON.stringify((await facets(index, { text: '示例市', facets: { year: ['1956-1995'] } })).counts));
  found.push((await search(index, { text: '', sort: 'year' })).hits.map(h => h.document.id).join());
  for (const typed of ['单', '示例']) found.push(JSON.stringify(await suggest(index, typed)));
  return found.join(';');
};
const right = await ids(async path => files.get(path));

/** With one file replaced there is the right answer or a message, and an end. */
async function rightOrMessage(path, bytes) {
  try {
    assert.equal(await ids(async p => (p === path ? bytes : files.get(p))), right, path);
  } catch (error) {
    assert.ok(error instanceof BrokenPart && error.message, `${path}: ${error.stack}`);
  }
}

test('damage: a flipped bit anywhere is noticed', async () => {
  for (const [path, bytes] of files) {
    for (let at = 0; at < bytes.length; at += Math.max(1, bytes.length / 40 | 0)) {
      const flipped = bytes.slice();
      flipped[at] ^= 1 << (at % 8);
      await rightOrMessage(path, flipped);
    }
  }
});

test('damage: a file cut anywhere is noticed', async () => {
  for (const [path, bytes] of files) for (let length = 0; length < bytes.length; length += Math.max(1, bytes.length / 20 | 0)) await rightOrMessage(path, bytes.slice(0, length));
});

test('damage: a lost file and one in the place of another are noticed', async () => {
  for (const [i, path] of paths.entries()) {
    await rightOrMessage(path, null);
    await rightOrMessage(path, files.get(paths[(i + 1) % paths.length]));
  }
});

test('damage: an index of an earlier format is refused by name', async () => {
  for (const format of [1, 2, 3, 4]) await assert.rejects(openFolder(join(root, `tests/samples/index-v${format}/index`)), { message: `head.bin has format ${format}, not 5` });
});

test('damage: a file of which only the wanted piece comes gives the same as the whole', async () => {
  const load = async (path, from, length) => (length ? files.get(path)?.slice(from, from + length) : files.get(path));
  assert.equal(await ids(load), right);
});

test('damage: a piece that is shorter, longer or another than was asked for gives the right answer or a message', async () => {
  const answers = [(bytes, from, length) => bytes.slice(from, from + length - 1), (bytes, from, length) => bytes.slice(from, from + length + 1),
    (bytes, from, length) => bytes.slice(from + 1, from + 1 + length), (bytes, from) => bytes.slice(from), (bytes, from, length) => bytes.slice(0, length), () => new Uint8Array(0), () => null];
  for (const answer of answers) {
    for (const path of paths.filter(p => /^(terms|long|suggest|texts)/.test(p))) {
      try {
        assert.equal(await ids(async (p, from, length) => (length && p === path ? answer(files.get(p), from, length) : files.get(p))), right, path);
      } catch (error) {
        assert.ok(error instanceof BrokenPart && error.message, `${path}: ${error.stack}`);
      }
    }
  }
});

test('damage: a part that failed is asked for again', async () => {
  let failing = true;
  const index = await IndexReader.open(async path => (failing && path.startsWith('texts/') ? null : files.get(path)));
  await assert.rejects(search(index, { text: '单国强' }), BrokenPart);
  failing = false;
  assert.equal((await search(index, { text: '单国强' })).hits[0].document.id, 'ceshi-01');
});
