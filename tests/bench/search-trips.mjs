// Counts, without a browser and a clock, how often the search page of a built site waits for the line until its first results are there: after its script
// and the head of the index, each round brings together what could be asked for by then.
//
// usage: node search-trips.mjs <site folder> [questions of each kind = 25] [what a kind's name holds]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IndexReader } from '../../search/client/index-reader.js';
import { search } from '../../search/client/searcher.js';
import { onALine } from '../client/rounds.mjs';
import { drawer } from '../client/questions.mjs';

const [folder, each = '25', only = ''] = process.argv.slice(2);
if (!folder) throw new Error('usage: node search-trips.mjs <site folder> [questions of each kind] [kind]');
const files = new Map(), read = (path) => {
  if (!files.has(path)) { try { files.set(path, new Uint8Array(readFileSync(join(folder, 'search/index', path)))); } catch { files.set(path, null); } }
  return files.get(path);
};
const { usual, others, draw } = await drawer(await IndexReader.open(async (path) => read(path)));
const kinds = Object.fromEntries(Object.entries({ ...usual, ...others }).filter(([kind]) => kind.includes(only)));
const rows = [];
for (const question of await draw(kinds, Number(each))) {
  // A page brings pieces; from a reader's copies all is there.
  const { rounds, requests, bytes, answer } = await onALine(read, async (load) => search(await IndexReader.open(load), { limit: 10, ...question.request }, false));
  rows.push({ ...question, rounds, requests, bytes, hits: answer.hits.length, cut: answer.cut });
}
const figure = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const line = (name, some) => {
  const rounds = some.map((row) => row.rounds), kb = some.map(({ bytes }) => Math.round(bytes / 1000)), requests = some.map((row) => row.requests);
  console.log(name.padEnd(34), `rounds ${[.5, .95, 1].map((share) => figure(rounds, share)).join(' / ')}`.padEnd(20),
    `kB ${[.5, .95, 1].map((share) => figure(kb, share)).join(' / ')}`.padEnd(22), `requests ${[.5, 1].map((share) => figure(requests, share)).join(' / ')}`.padEnd(20),
    `more than 3: ${rounds.filter((n) => n > 3).length}`, `cut: ${some.filter(({ cut }) => cut).length}`);
};
console.log(`${rows.length} questions; median / p95 / most`);
for (const kind of Object.keys(kinds)) line(kind, rows.filter((row) => row.kind === kind));
line('the usual kinds', rows.filter(({ kind }) => kind in usual));
line('all', rows);
for (const { kind, text, rounds, bytes, hits } of rows.toSorted((a, b) => b.rounds - a.rounds || b.bytes - a.bytes).slice(0, 12)) console.log(rounds, `${Math.round(bytes / 1000)} kB`, `${hits} hits`, kind, text);
