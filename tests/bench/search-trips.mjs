// Counts, without a browser and a clock, how often the search page of a built site waits for the line until its first results are there: after its script
// and the head of the index, each round brings together what could be asked for by then.
//
// Then by calculation: what the same questions would bring if the lists of frequent terms were not cut, and with a number `times`, how much both would be for so
// many times as many people of the same kind. A list takes log2(people / holders) + 1.44 bits a holder; columns, tables and the head are not reckoned to grow.
//
// usage: node search-trips.mjs <site folder> [questions of each kind = 25] [what a kind's name holds = ''] [times = 1]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IndexReader } from '../../search/client/index-reader.js';
import { search } from '../../search/client/searcher.js';
import { isSingle } from '../../search/client/text.js';
import { onALine } from '../client/rounds.mjs';
import { drawer } from '../client/questions.mjs';

const [folder, each = '25', only = '', times = '1'] = process.argv.slice(2);
if (!folder) throw new Error('usage: node search-trips.mjs <site folder> [questions of each kind] [kind]');
const files = new Map(), read = (path) => {
  if (!files.has(path)) { try { files.set(path, new Uint8Array(readFileSync(join(folder, 'search/index', path)))); } catch { files.set(path, null); } }
  return files.get(path);
};
const { usual, others, draw } = await drawer(await IndexReader.open(async (path) => read(path)));
const kinds = Object.fromEntries(Object.entries({ ...usual, ...others }).filter(([kind]) => kind.includes(only)));
const headLimit = (key) => (isSingle(key) ? 128 : 16384); // PostingList.HeadLimit
const rows = [];
for (const question of await draw(kinds, Number(each))) {
  // A page brings pieces; from a reader's copies all is there.
  const lists = new Map();
  let index;
  const { rounds, requests, bytes, answer } = await onALine(read, async (load) => {
    index = await IndexReader.open(load);
    const { find } = index;
    index.find = async (key) => {
      const list = await find.call(index, key);
      if (list.total) lists.set(key, list);
      return list;
    };
    return search(index, { limit: 10, ...question.request }, false);
  });
  let [cut, whole] = [bytes, bytes];
  for (const [key, { total, head }] of lists) {
    const size = (Math.log2(index.slots / total) + 1.44) / 8, all = total * Number(times), come = index.asked(key) ? total : head;
    // A head that is full stays so.
    cut += size * ((index.asked(key) ? all : head < total ? head : Math.min(all, headLimit(key))) - come);
    whole += size * (all - come);
  }
  rows.push({ ...question, rounds, requests, bytes, cut, whole, hits: answer.hits.length, short: answer.cut });
}
const figure = (values, share) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const line = (name, some) => {
  const rounds = some.map((row) => row.rounds), [kb, cut, whole] = ['bytes', 'cut', 'whole'].map((which) => some.map((row) => Math.round(row[which] / 1000))), requests = some.map((row) => row.requests);
  console.log(name.padEnd(34), `rounds ${[.5, .95, 1].map((share) => figure(rounds, share)).join(' / ')}`.padEnd(20),
    `kB ${[.5, .95, 1].map((share) => figure(kb, share)).join(' / ')}`.padEnd(22), `requests ${[.5, 1].map((share) => figure(requests, share)).join(' / ')}`.padEnd(20),
    `more than 3: ${rounds.filter((n) => n > 3).length}`, `cut short: ${some.filter(({ short }) => short).length}`.padEnd(14),
    `by calculation ${times === '1' ? '' : `${[.5, .95].map((share) => figure(cut, share)).join(' / ')}, `}uncut ${[.5, .95].map((share) => figure(whole, share)).join(' / ')}`);
};
console.log(`${rows.length} questions; median / p95 / most`);
for (const kind of Object.keys(kinds)) line(kind, rows.filter((row) => row.kind === kind));
line('the usual kinds', rows.filter(({ kind }) => kind in usual));
line('all', rows);
for (const { kind, text, rounds, bytes, hits } of rows.toSorted((a, b) => b.rounds - a.rounds || b.bytes - a.bytes).slice(0, 12)) console.log(rounds, `${Math.round(bytes / 1000)} kB`, `${hits} hits`, kind, text);
