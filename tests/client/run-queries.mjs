// Answers questions with the client: the C# tests compare.
//
// usage: node run-queries.mjs INDEX_FOLDER LIMIT < questions, one a line      prints {"hits": [ids], "total": n, "exact": true} a line
import { createInterface } from 'node:readline';
import { search } from '../../search/client/searcher.js';
import { openFolder } from './cases.mjs';

const [folder, limit] = process.argv.slice(2);
const index = await openFolder(folder);
for await (const text of createInterface({ input: process.stdin })) {
  const { hits, total, exact } = await search(index, { text, limit: Number(limit) });
  console.log(JSON.stringify({ hits: hits.map(hit => hit.document.id), total, exact }));
}
