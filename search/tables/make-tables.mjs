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
  const common = new Set();
  const other = new Map();
  for (const [c, value] of unihan('Unihan_Readings.txt.bz2', 'kTGHZ2013')) {
    common.add(c);
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
    '# [common]: the usual readings of the 通用规范汉字; [rare]: those of all other characters; [further]: other readings of common ones.',
    '[common]', ...group([...usual].filter(([c]) => common.has(c))),
    '[rare]', ...group([...usual].filter(([c]) => !common.has(c))),
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

// Where compatibility forms, letters with marks and capitals stand that a Chinese text may hold.
const formBlocks = [[0x80, 0x24f], [0x250, 0x2af], [0x2b0, 0x36f], [0x370, 0x52f], [0x61c, 0x61c], [0x180b, 0x180f], [0x1e00, 0x1eff], [0x2000, 0x24ff], [0x25cb, 0x25ef], [0x2e80, 0x33ff],
  [0xf900, 0xfaff], [0xfb00, 0xfb06], [0xfe00, 0xfe6f], [0xfeff, 0xfeff], [0xff00, 0xffef], [0x1f100, 0x1f16f], [0x2f800, 0x2fa1f], [0xe0100, 0xe01ef]];
// What NFKC leaves apart and readers take for one: dots inside names, the circle written for zero in years.
const alike = new Map([...'•‧∙⋅・･'].map(c => [c, '·']).concat([['○', '〇'], ['◯', '〇'], ['ø', 'o'], ['đ', 'd'], ['ł', 'l'], ['ß', 'ss'], ['æ', 'ae'], ['œ', 'oe']]));
const invisible = /[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe00-\ufe0f\u0300-\u036f\u{e0100}-\u{e01ef}]/gu;

function formFolding() {
  const rows = ['# A character, what it is folded to (nothing: it is dropped), in code point order. Written by make-tables.mjs.',
    '# Source: NFKC and lower case of Unicode 15, marks taken off Latin, Greek and Cyrillic letters; Unicode licence, see LICENCES.md.'];
  for (const [first, last] of formBlocks) {
    for (let code = first; code <= last; code++) {
      const c = String.fromCodePoint(code);
      if (!/\p{Assigned}/u.test(c) || (code >= 0xff01 && code <= 0xff5e)) continue;   // full-width ASCII is arithmetic
      let folded = (alike.get(c) ?? c).normalize('NFKC').toLowerCase().normalize('NFKC');
      if (/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(folded)) folded = folded.normalize('NFD').replace(/u\p{Mn}*\u0308/gu, 'v').replace(/\p{Mn}/gu, '').normalize('NFC');   // lǚ is typed lv
      folded = [...folded].map(f => alike.get(f) ?? f).join('').replace(invisible, '').trim();
      const separator = folded === '' && !invisible.test(c);   // spaces and spacing marks part words as they are
      invisible.lastIndex = 0;
      if (folded !== c && !separator && !/\p{Script=Hangul}/u.test(folded)) rows.push(c + folded);
    }
  }
  return rows;
}

const write = (name, rows) => writeFileSync(join(here, name), rows.join('\n') + '\n');
write('readings.txt', readings());
write('han-folding.txt', hanFolding());
write('form-folding.txt', formFolding());
