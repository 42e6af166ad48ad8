// Asks an index as the page does first, over a line that is counted, questions of every kind drawn from it: a C# test looks at the answers.
//
// usage: node run-rounds.mjs INDEX_FOLDER QUESTIONS_OF_EACH_KIND      prints {"kind", "request", "rounds", "cut", "match": of the first, "first": [ids], "whole": [ids]} a line
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IndexReader } from '../../search/client/index-reader.js';
import { search } from '../../search/client/searcher.js';
import { loadFrom } from './cases.mjs';
import { drawer } from './questions.mjs';
import { onALine } from './rounds.mjs';

const [folder, each] = process.argv.slice(2), read = (path) => new Uint8Array(readFileSync(join(folder, path)));
const index = await IndexReader.open(loadFrom(folder)), { usual, others, draw } = await drawer(index), ids = ({ hits }) => hits.map((hit) => hit.document.id);
for (const { kind, request } of await draw({ ...usual, ...others }, Number(each))) {
  const { rounds, answer } = await onALine(read, async (load) => search(await IndexReader.open(load), request, false));
  console.log(JSON.stringify({ kind, request, rounds, cut: answer.cut, match: answer.hits[0]?.match ?? '', first: ids(answer), whole: ids(await search(index, request)) }));
}
