// Answers questions with the client: the C# tests compare.
//
// usage: node run-queries.mjs INDEX_FOLDER LIMIT [PUBLISHED_SCRIPT] < questions, one a line, or whole requests, {…}      prints {"hits": [ids], "total": n, "exact": true} a line
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { runInThisContext } from 'node:vm';
import * as reader from '../../search/client/index-reader.js';
import * as searcher from '../../search/client/searcher.js';
import { loadFrom } from './cases.mjs';

const [folder, limit, script] = process.argv.slice(2);
if (script) runInThisContext(readFileSync(script, 'utf8'));
const { IndexReader, search } = globalThis.published ?? { ...reader, ...searcher };
const index = await IndexReader.open(loadFrom(folder));
for await (const line of createInterface({ input: process.stdin })) {
  const request = line.startsWith('{') ? JSON.parse(line) : { text: line };
  const { hits, total, exact } = await search(index, { ...request, limit: Number(limit) });
  console.log(JSON.stringify({ hits: hits.map(hit => hit.document.id), total, exact }));
}
