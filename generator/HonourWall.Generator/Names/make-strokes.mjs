// Writes strokes.txt from the Unihan database.
//
// usage: node make-strokes.mjs <Unihan_IRGSources.txt or .bz2>      (Debian: apt-get install unicode-data bzip2)
//
// Run it only to move to a newer Unicode: its result is committed, and a change in it moves names on the wall.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const source = process.argv[2];
if (!source) throw new Error('usage: node make-strokes.mjs <Unihan_IRGSources.txt or .bz2>');
const text = source.endsWith('.bz2') ? execFileSync('bzcat', [source], { encoding: 'utf8', maxBuffer: 1 << 28 }) : readFileSync(source, 'utf8');

const strokes = new Map();
const radical = new Map();
for (const row of text.split('\n').filter(line => line.startsWith('U+'))) {
  const [code, property, value] = row.split('\t');
  // The first count is the mainland's where two are given; the first radical is the preferred one; 154' is 154 in its simplified form.
  if (property === 'kTotalStrokes') strokes.set(parseInt(code.slice(2), 16), Number(value.split(' ')[0]));
  if (property === 'kRSUnicode') radical.set(parseInt(code.slice(2), 16), parseInt(value, 10));
}

const groups = new Map();
for (const [code, count] of strokes) {
  const key = count * 1000 + radical.get(code);
  if (!groups.has(key)) groups.set(key, []);
  groups.get(key).push(code);
}
const rows = [...groups].sort((a, b) => a[0] - b[0])
  .map(([key, codes]) => `${Math.floor(key / 1000)} ${key % 1000} ${codes.sort((a, b) => a - b).map(code => String.fromCodePoint(code)).join('')}`);

writeFileSync(join(import.meta.dirname, 'strokes.txt'), [
  '# A line: number of strokes, radical (1 to 214), the characters that have both, in code point order. Written by make-strokes.mjs.',
  '# Source: Unicode 15.0 Unihan_IRGSources (kTotalStrokes, first value; kRSUnicode, first value). Unicode licence, see LICENCE.md.',
  ...rows,
].join('\n') + '\n');
