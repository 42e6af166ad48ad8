// Folding, normalising and term keys: the twin of HonourWall.Search/Text. Both run spec/tokenizer-cases.json.

const within = (c, ranges) => {
  for (let i = 0; i < ranges.length; i += 2) if (c >= ranges[i] && c <= ranges[i + 1]) return true;
  return false;
};
const HAN = [0x4e00, 0x9fff, 0x3400, 0x4dbf, 0x20000, 0x3ffff, 0x3005, 0x3007, 0x3021, 0x3029, 0x3041, 0x3096, 0x30a1, 0x30fa, 0x30fc, 0x318e,
  0x31a0, 0x31bf, 0x2e80, 0x2fdf, 0xac00, 0xd7a3, 0xe000, 0xfaff];
const WORD = [0x61, 0x7a, 0x30, 0x39, 0x41, 0x5a, 0xc0, 0xd6, 0xd8, 0xf6, 0xf8, 0x1fff, 0x2c00, 0x2dff, 0xa4d0, 0xabff, 0xfb00, 0xfdff, 0xfe70, 0xfefc];
const SPACE = [0x20, 0x20, 9, 13, 0x85, 0x85, 0xa0, 0xa0, 0x2000, 0x200a, 0x2028, 0x2029, 0x202f, 0x202f, 0x3000, 0x3000];
export const isHan = c => within(c, HAN);
export const isWord = c => within(c, WORD);
export const isSpace = c => within(c, SPACE);

/** What no table is needed for: it folds by arithmetic or to itself. */
const PLAIN = [0, 0x7f, 0xb7, 0xb7, 0x2010, 0x2021, 0x2026, 0x2026, 0x3000, 0x3020, 0x3400, 0x9fff, 0xff01, 0xff5e];

/** Which tables a text needs: 'folding' for traditional characters, 'forms' for other unusual ones. `folded` = the traditional ones. */
export function tablesFor(text, folded) {
  const need = new Set();
  for (const ch of text) {
    const c = ch.codePointAt(0);
    if (c >= 0x3400 && c <= 0x9fff) { if (folded.has(c)) need.add('folding'); } else if (!within(c, PLAIN)) need.add('forms');
  }
  return need;
}

/** What one character becomes; without a table, half width and small letters. */
export function foldOne(c, table) {
  if (c >= 0xff01 && c <= 0xff5e) c -= 0xfee0;
  if (c < 0x80) return String.fromCharCode(c).toLowerCase();
  return table?.get(c) ?? String.fromCodePoint(c);
}

/** {text, start, end}: the folded text with single breaks, and for each of its UTF-16 units the span of the original. */
export function normalise(original, table) {
  let text = '', gap = 0, last = 0;                  // gap: 1 space, 2 dot, 3 other
  const start = [], end = [];
  for (let at = 0, c; at < original.length;) {
    let next = at;
    // Most of a text folds to itself, and in runs that takes a quarter of the time.
    while ((c = original.charCodeAt(next)) >= 0x4e00 && c <= 0x9fff && !table?.has(c)) next++;
    const run = next > at;
    if (!run) next += (c = original.codePointAt(at)) > 0xffff ? 2 : 1;
    for (const piece of run ? [original.slice(at, next)] : foldOne(c, table)) {
      const f = piece.codePointAt(0), han = isHan(f);
      if (!han && !isWord(f)) { gap = Math.max(gap, isSpace(f) ? 1 : f === 0xb7 ? 2 : 3); continue; }
      if (gap && last && !(gap === 1 ? han || isHan(last) : gap === 2 && han && isHan(last))) { text += ' '; start.push(at); end.push(at); }
      text += piece;
      for (let i = 0; i < piece.length; i++) { start.push(run ? at + i : at); end.push(run ? at + i + 1 : next); }
      last = f;
      gap = 0;
    }
    at = next;
  }
  return { text, start, end };
}

export const DIGITS = '〇一二三四五六七八九0123456789零';
export const inDigits = text => [...text].map(c => DIGITS.indexOf(c) % 10).join('');

/** The same with years in digits: 二〇一五年 → 2015年. */
export const withDigitYears = text => text.includes('年') ? text.replace(/[〇零一二三四五六七八九]+(?=年)/g, (run, at) =>
  run.length === 4 && /[一二]/.test(run[0]) ? (at && isWord(text.charCodeAt(at - 1)) ? ' ' : '') + inDigits(run) : run) : text;

const WORDS = 2 ** 52, SINGLES = 2 ** 50;
export const pairKey = (a, b) => a.codePointAt(0) * 2 ** 21 + b.codePointAt(0);
export const singleKey = c => SINGLES + c.codePointAt(0);
export const isSingle = key => key >= SINGLES && key < WORDS;
export function wordKey(word) {
  let low = 2166136261, high = 0x9747b28c;
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    low = Math.imul(low ^ unit, 16777619);
    high = Math.imul(high ^ unit, 0x85ebca6b);
    high ^= high >>> 15;
  }
  return WORDS + (high & 0xfffff) * 2 ** 32 + (low >>> 0);
}

/** Letters as they are compared by sound: zh/z, ch/c, sh/s, ng/n, n/l fall together; chen|gang and cheng|gang too, which have no border. */
export const loose = letters => letters.replaceAll('yu', 'v').replace(/([zcs])h/g, '$1').replace(/ng*/g, 'l').replaceAll('lve', 'lue');

/** Each way to read a pattern ("shan/dan|guo qiang"), as syllables by word; at most eight. */
export function readings(pattern) {
  const combine = (parts, ways) => parts.reduce((all, part) => all.flatMap(one => ways(part).map(way => [...one, way])).slice(0, 8), [[]]);
  return combine(pattern.split('|'), word => combine(word.split(' '), syllables => syllables.split('/')));
}
