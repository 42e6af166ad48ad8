// Folding, normalising and term keys: the twin of HonourWall.Search/Text. Both run spec/tokenizer-cases.json.

// U+20000 to U+3FFFF by the first of their two units.
const HAN = /[\u4e00-\u9fff\u3400-\u4dbf\ud840-\ud8bf\u3005-\u3007\u3021-\u3029\u3041-\u3096\u30a1-\u30fa\u30fc-\u318e\u31a0-\u31bf\u2e80-\u2fdf\uac00-\ud7a3\ue000-\ufaff]/;
const WORD = /[a-z0-9A-Z\xc0-\xd6\xd8-\xf6\xf8-\u1fff\u2c00-\u2dff\ua4d0-\uabff\ufb00-\ufdff\ufe70-\ufefc]/;
export const isHan = ch => HAN.test(ch);
export const isWord = ch => WORD.test(ch);
export const isSpace = ch => /[^\S\ufeff]/.test(ch);

/** What needs a table: it folds neither by arithmetic nor to itself. */
const UNUSUAL = /[^\0-\x7f\xb7\u2010-\u2021\u2026\u3000-\u3020\u3400-\u9fff\uff01-\uff5e]/;

/** Which tables a text needs: 'folding' for traditional characters, of which `folded` are there, 'forms' for other unusual ones. */
export const tablesFor = (text, folded) => [[...text].some(ch => folded.has(ch.codePointAt(0))) && 'folding', UNUSUAL.test(text) && 'forms'].filter(Boolean);

/** What one character becomes; without a table, half width and small letters. */
export function foldOne(c, table) {
  if (c >= 0xff01 && c <= 0xff5e) c -= 0xfee0;
  if (c < 0x80) return String.fromCharCode(c).toLowerCase();
  return table?.get(c) ?? String.fromCodePoint(c);
}

/** {text, start, end}: the folded text with single breaks, and for each of its UTF-16 units the span of the original. */
export function normalise(original, table) {
  let text = '', gap = 0, last;                      // gap: 1 space, 2 dot, 3 other
  const start = [], end = [];
  for (let at = 0, c; at < original.length;) {
    let next = at;
    // Most of a text folds to itself, and in runs that takes a quarter of the time.
    while ((c = original.charCodeAt(next)) >= 0x4e00 && c <= 0x9fff && !table?.has(c)) next++;
    const run = next > at;
    if (!run) next += (c = original.codePointAt(at)) > 0xffff ? 2 : 1;
    for (const piece of run ? [original.slice(at, next)] : foldOne(c, table)) {
      const han = isHan(piece);
      if (!han && !isWord(piece)) { gap = Math.max(gap, isSpace(piece) ? 1 : piece === '·' ? 2 : 3); continue; }
      if (gap && last && !(gap === 1 ? han || isHan(last) : gap === 2 && han && isHan(last))) { text += ' '; start.push(at); end.push(at); }
      text += piece;
      for (let i = 0; i < piece.length; i++) { start.push(run ? at + i : at); end.push(run ? at + i + 1 : next); }
      last = piece;
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
  run.length === 4 && /[一二]/.test(run[0]) ? (at && isWord(text[at - 1]) ? ' ' : '') + inDigits(run) : run) : text;

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
