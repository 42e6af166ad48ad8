// Writes readings.txt, han-folding.txt and form-folding.txt from the Unicode data files and OpenCC's dictionary.
//
// usage: node make-tables.mjs            (Debian: apt-get install unicode-data opencc bzip2)
//
// Run it only to move to a newer Unicode or OpenCC: its results are committed, and a change in them changes every index.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const here = import.meta.dirname;
const unicode = '/usr/share/unicode';
const char = hex => String.fromCodePoint(parseInt(hex, 16));
const byCodePoint = (a, b) => a.codePointAt(0) - b.codePointAt(0);

/** Rows of one Unihan property as [character, value]. */
function unihan(file, property) {
  const text = execFileSync('bzcat', [`${unicode}/${file}`], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return text.split('\n').map(row => row.split('\t')).filter(row => row[0].startsWith('U+') && row[1] === property).map(row => [char(row[0].slice(2)), row[2]]);
}

/** shì → shi, lǜ → lv: tones go, ü becomes v as on a keyboard. */
function toneless(syllable) {
  return syllable.normalize('NFD').toLowerCase().replace(/u[\u0300-\u0307\u0309-\u036f]*\u0308/g, 'v').replace(/[^a-z]/g, '');
}

/** Characters in code point order, at most 64 a line, after a label. */
function lines(label, characters) {
  const sorted = [...characters].sort(byCodePoint);
  const out = [];
  for (let i = 0; i < sorted.length; i += 64) out.push(`${label} ${sorted.slice(i, i + 64).join('')}`);
  return out;
}

function readings() {
  const usual = new Map(unihan('Unihan_Readings.txt.bz2', 'kMandarin').map(([c, v]) => [c, toneless(v.split(' ')[0])]));
  const other = new Map();
  for (const [c, value] of unihan('Unihan_Readings.txt.bz2', 'kTGHZ2013')) {
    for (const part of value.split(' ')) {
      const syllable = toneless(part.split(':')[1]);
      if (syllable !== usual.get(c)) other.set(c, (other.get(c) ?? new Set()).add(syllable));
    }
  }
  const group = pairs => {
    const groups = new Map();
    for (const [c, syllable] of pairs) groups.set(syllable, [...(groups.get(syllable) ?? []), c]);
    return [...groups].sort((a, b) => (a[0] < b[0] ? -1 : 1)).flatMap(([syllable, characters]) => lines(syllable, characters));
  };
  return [
    '# The reading of every character, without tone; ü is written v. Written by make-tables.mjs.',
    '# Source: Unicode 15.0 Unihan_Readings (kMandarin; further readings of common characters from kTGHZ2013). Unicode licence, see LICENCES.md.',
    '[usual]', ...group(usual),
    '[further]', ...group([...other].flatMap(([c, set]) => [...set].map(s => [c, s]))),
  ];
}

function hanFolding() {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'));
  execFileSync('opencc_dict', ['-i', '/usr/share/opencc/TSCharacters.ocd2', '-o', join(folder, 'ts'), '-f', 'ocd2', '-t', 'text']);
  const pairs = readFileSync(join(folder, 'ts'), 'utf8').split('\n').filter(Boolean).map(row => row.split('\t'))
    .map(([from, to]) => [from, to.split(' ')[0]]).filter(([from, to]) => from !== to);
  rmSync(folder, { recursive: true });
  return [
    '# Traditional character, its simplified one; pairs in code point order. Written by make-tables.mjs.',
    '# Source: OpenCC 1.1.6 TSCharacters, the first target of each. Apache-2.0, see LICENCES.md.',
    ...chunk(pairs.sort((a, b) => byCodePoint(a[0], b[0])).map(p => p.join('')), 40),
  ];
}

function chunk(items, size) {
  const out = [];
  for (let i = 0; i < items.length; i += size) out.push(items.slice(i, i + size).join(''));
  return out;
}

const write = (name, rows) => writeFileSync(join(here, name), rows.join('\n') + '\n');
write('readings.txt', readings());
write('han-folding.txt', hanFolding());
