import { byScore, expect, hit, loadDocuments, OF_CLASS } from './loading.js';
import { holdsAll } from './text-score.js';
import { loose, pairKey, readings, wordKey } from './text.js';

const NAME_INSIDE = 4, NAME_WHOLE = 7, NAMES_WINDOW = 20;

/** The most points that one way to read the name gives. */
const bestOf = ({ document: { pattern } }, points) => Math.max(...readings(pattern || '?').map(reading => points(reading.flat().join(''), reading)));

/** Names by their sound: hits, with the `slots` of all that may be one, and whether that is `exact`, for of a long list only the first are read. See NameStage.cs. */
export function nameStage(index, query, allowed, limit) {
  const { letters, terms, words: [{ plain } = { plain: '' }, more] } = query, codes = plain.match(/[a-z]+|./gu);
  let sounding;

  /** How the name may be read, and the keys of that; what will be looked up is asked for. */
  const sounds = () => sounding ??= (async () => {
    if (codes.length === 3) expect(index, [wordKey(`S:${codes[0]}${codes[2]}`)]);
    const mine = readings(await pattern()).map(reading => reading.flat().join('')), near = mine.map(loose), keys = near.map(letters => wordKey(`P:${letters}`));
    expect(index, keys);
    return { mine, near, keys };
  })();

  async function pattern() {
    const { of, surnames, compounds, given } = await index.readingTable();
    let length = 1;
    for (let tried = Math.min(4, codes.length - 1); tried > 1 && length === 1; tried--) if (compounds.has(codes.slice(0, tried).join(''))) length = tried;
    const reading = (c, special) => special.get(c)?.join('/') ?? of.get(c) ?? c;
    const surname = length > 1 ? compounds.get(codes.slice(0, length).join('')).join(' ') : reading(codes[0], surnames);
    return `${surname}|${codes.slice(length).map(c => reading(c, given)).join(' ')}`;
  }

  async function read(keys, points, match) {
    const tallies = new Map(), lists = await Promise.all(keys.map(([key]) => index.find(key)));
    for (const [n, postings] of lists.entries()) {
      const [, factor, least = 1] = keys[n];
      postings.each((slot, c) => {
        if (c >= least && allowed(slot)) tallies.set(slot, Math.max(tallies.get(slot) ?? 0, factor * OF_CLASS[c]));
      }, postings.head);
    }
    const candidates = [...tallies].map(([slot, score]) => ({ slot, score })).sort(byScore), most = Math.ceil((limit || 1) / NAMES_WINDOW) * NAMES_WINDOW, hits = [];
    (await loadDocuments(index, candidates.slice(0, most))).forEach((text, i) => {
      const gained = points(text);
      if (gained) hits.push({ ...hit(text, match), window: ~~(i / NAMES_WINDOW), score: gained + candidates[i].score });
    });
    // What is read later does not come before what was shown.
    hits.sort((a, b) => a.window - b.window || byScore(a, b));
    return Object.assign(hits, { exact: candidates.length <= most, slots: [...hits, ...candidates.slice(most)].map(h => h.slot) });
  }

  return {
    sounds,

    /** Whether it is one word that may be a name: characters, or those and runs of letters where a part of it is typed in pinyin, 「zhang三」. */
    mayBeName: !more && codes?.[1] && !codes[5] && !/[ 0-9]/.test(plain),
    /** Whether somebody here has such a surname; what begins with letters may have any. */
    hasSurname: plain < '{' || index.surnames.includes(codes[0]),

    async byLetters() {
      const near = loose(letters), keys = [];
      if (/[aeiouv]/.test(letters)) keys.push([wordKey(`P:${near}`), 1]);
      if (letters.length < 5) keys.push([wordKey(`I:${letters}`), 0.9]);
      for (const term of terms) if (term.length > 1) keys.push([term.key, 1.5]);
      return read(keys, text => {
        const best = bestOf(text, (all, reading) => {
          const given = reading.slice(1).flat().join('');
          return all === letters ? 60 : loose(all) === near ? 40 : reading.flat().map(s => s[0]).join('') === letters ? 38 : given === letters ? 35 : all.startsWith(letters) ? 30 : loose(given) === near ? 20 : 0;
        });
        return Math.max(best, holdsAll(text, query) ? 45 : 0) || (loose(text.document.pattern.replace(/[^a-z]/g, '')).startsWith(near) ? 10 : 0);
      }, 'sound');
    },

    /** Whether the lists tell already that somebody's whole name sounds so. */
    async certain() {
      const { keys } = await sounds(), lists = await Promise.all(keys.map(key => index.find(key)));
      return lists.some(({ list, counts }) => list.slice(0, counts[NAME_WHOLE] ?? 0).some(slot => allowed(slot)));
    },

    async bySound() {
      const { mine, near, keys } = await sounds();
      return read(keys.map(key => [key, 1]), text => bestOf(text, all => mine.includes(all) ? 50 : near.includes(loose(all)) ? 40 : 0), 'sound');
    },

    byOneCharacter() {
      const keys = codes.length < 3 || /[a-z]/.test(codes) ? [] : codes.slice(1).map((c, i) => [pairKey(codes[i], c), 1, NAME_INSIDE]);
      if (keys.length === 2) keys.push([wordKey(`S:${codes[0]}${codes[2]}`), 1]);
      return read(keys, text => {
        const other = [...text.names[0]];
        return other.length === codes.length && other.filter((c, i) => c !== codes[i]).length === 1 ? 30 : 0;
      }, 'near');
    },
  };
}
