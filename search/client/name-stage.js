import { byScore, expect, hit, loadDocuments, OF_CLASS } from './loading.js';
import { count, holdsAll } from './text-score.js';
import { isHan, loose, pairKey, readings, wordKey } from './text.js';

const NAME_INSIDE = 4, MOST_NAMES = 20;

/** Names by their sound. See NameStage.cs. */
export class NameStage {
  constructor(index, query, allowed) { Object.assign(this, { index, query, allowed }); }

  get name() {
    const [word, more] = this.query.words, codes = [...word.plain];
    return !more && codes.length >= 2 && codes.length <= 5 && codes.every(c => isHan(c.codePointAt(0))) && this.index.surnames.includes(codes[0]) ? codes : null;
  }

  async byLetters() {
    const { letters, terms } = this.query, near = loose(letters), keys = [];
    if (/[aeiouv]/.test(letters)) keys.push([wordKey(`P:${near}`), 1]);
    if (letters.length > 1 && letters.length < 5) keys.push([wordKey(`I:${letters}`), 0.9]);
    for (const term of terms) if (term.length > 1) keys.push([term.key, 1.5]);
    return this.read(keys, text => {
      let best = 0;
      for (const reading of readings(text.document.pattern || '?')) {
        const all = reading.flat().join(''), given = reading.slice(1).flat().join(''), initials = reading.flat().map(s => s[0]).join('');
        best = Math.max(best, all === letters ? 60 : loose(all) === near ? 40 : initials === letters ? 38 : given === letters ? 35
          : all.startsWith(letters) ? 30 : loose(given) === near ? 20 : 0);
      }
      if (holdsAll(text, this.query)) best = Math.max(best, 45);
      return best || (loose(text.document.pattern.replace(/[^a-z]/g, '')).startsWith(near) ? 10 : 0);
    }, 'sound');
  }

  async bySound() {
    const codes = this.name;
    if (!codes) return [];
    if (codes.length === 3) expect(this.index, [wordKey(`S:${codes[0]}${codes[2]}`)]);
    const pattern = await this.pattern(codes), mine = readings(pattern).map(reading => reading.flat().join(''));
    return this.read(mine.map(letters => [wordKey(`P:${loose(letters)}`), 1]), text => {
      if (count(text.names[0]) !== codes.length) return 0;
      let best = 0;
      for (const reading of readings(text.document.pattern || '?')) {
        const all = reading.flat().join('');
        for (const letters of mine) best = Math.max(best, all === letters ? 50 : loose(all) === loose(letters) ? 40 : 0);
      }
      return best;
    }, 'sound');
  }

  async byOneCharacter() {
    const codes = this.name;
    if (!codes || codes.length < 3) return [];
    const keys = codes.slice(1).map((c, i) => [pairKey(codes[i], c), 1, NAME_INSIDE]);
    if (codes.length === 3) keys.push([wordKey(`S:${codes[0]}${codes[2]}`), 1]);
    return this.read(keys, text => {
      const other = [...text.names[0]];
      return other.length === codes.length && other.filter((c, i) => c !== codes[i]).length === 1 ? 30 : 0;
    }, 'near');
  }

  async pattern(codes) {
    const { of, surnames, compounds, given } = await this.index.readingTable();
    let length = 1;
    for (let tried = Math.min(4, codes.length - 1); tried > 1 && length === 1; tried--) if (compounds.has(codes.slice(0, tried).join(''))) length = tried;
    const reading = (c, special) => special.get(c)?.join('/') ?? of.get(c) ?? '?';
    const surname = length > 1 ? compounds.get(codes.slice(0, length).join('')).join(' ') : reading(codes[0], surnames);
    return `${surname}|${codes.slice(length).map(c => reading(c, given)).join(' ')}`;
  }

  async read(keys, points, match) {
    const tallies = new Map(), lists = await Promise.all(keys.map(([key]) => this.index.find(key)));
    for (const [n, postings] of lists.entries()) {
      const [, factor, least = 1] = keys[n];
      for (let i = 0; i < postings.known; i++) {
        const slot = postings.list[i], c = postings.classOf(slot);
        if (c < least) break;
        if (this.allowed(slot)) tallies.set(slot, Math.max(tallies.get(slot) ?? 0, factor * OF_CLASS[c]));
      }
    }
    const candidates = [...tallies].map(([slot, score]) => ({ slot, score })).sort(byScore).slice(0, MOST_NAMES);
    const texts = await loadDocuments(this.index, candidates);
    return texts.map((text, i) => ({ ...hit(text, match), points: points(text), score: candidates[i].score }))
      .filter(h => h.points > 0).map(h => ({ ...h, score: h.points + h.score })).sort(byScore);
  }
}
