// Reads an index part by part as a query needs them, and keeps what it has read.
import { Bits, BrokenPart } from './bits.js';
import { inflate, open, utf8 } from './part.js';
import { isSingle, tablesFor, wordKey } from './text.js';

const CLASSES = 7;
const KEY_SPACE = 2 ** 53;
const FIELDS = 'kind id address name otherNames pattern employer occupation districts honours industry line body folding'.split(' ');
const headLimit = key => isSingle(key) ? 128 : 16384;

/** The documents of a term as far as they are loaded: slots, weightiest class first. */
class Postings {
  constructor(key, total, counts, list, known, slots) { Object.assign(this, { key, total, counts, list, known, head: known, slots }); this.seal(); }
  get complete() { return this.known === this.total; }

  /** The class of a document, 0 when it is not among the loaded ones. */
  classOf(slot) {
    if (!this.classes) {
      const classes = this.classes = new Uint8Array(this.slots);
      this.each((slot, c) => { classes[slot] = c; });
    }
    return this.classes[slot];
  }

  /** The loaded documents with their classes; the `first` of them are those that come with the term, the same whatever was asked for before. */
  each(visit, until = this.known) {
    for (let c = CLASSES, at = 0; c > 0; c--)
      for (let end = Math.min(at + this.counts[c], until); at < end; at++) visit(this.list[at], c);
  }

  mayHold(slot) { return !this.complete && (this.below > 0 || slot > this.lastSlot); }

  seal() {
    this.classes = null;
    if (this.complete) return;
    let at = 0, cut = CLASSES;
    while (at + this.counts[cut] <= this.known) at += this.counts[cut--];
    this.lastSlot = this.known > at ? this.list[this.known - 1] : -1;
    this.below = this.total - at - this.counts[cut];
  }
}

function parameter(slots, count) {
  let k = 0;
  for (let gap = 400 * count; gap <= 138 * slots; gap *= 2) k++;
  return k;
}

/** A list behind its key, [total, counts, list, known]: what comes with the term, or in a long part the rest, of which nothing is known before. */
function readTerm(bits, key, { slots, documents }, isRest) {
  const counts = new Int32Array(CLASSES + 1), total = counts[1] = bits.gamma(), head = Math.min(total, headLimit(key));
  if (!bits.take(1)) for (let c = CLASSES; c > 1; c--) counts[1] -= counts[c] = bits.gamma() - 1;
  if (counts[1] < 0 || total > documents) throw new BrokenPart('a term contradicts itself');
  const list = new Int32Array(total), from = isRest ? head : 0, until = isRest ? total : head;
  for (let c = CLASSES, at = 0; c > 0; c--) {
    if (!counts[c]) continue;
    const k = parameter(slots, counts[c]), start = at;
    for (const end = at + counts[c]; at < end && at < until; at++) {
      if (at < from) continue;
      const slot = at === from && at > start ? bits.gamma() - 1 : (at === start ? 0 : list[at - 1] + 1) + bits.rice(k);
      if (slot >= slots) throw new BrokenPart('a term contradicts itself');
      list[at] = slot;
    }
  }
  return [total, counts, list, head];
}

/** The leaves of a directory, beside each other in arrays: `lows` begin them, `files` is null where nothing is. Objects would cost more than all else in the head. */
function readDirectory(bytes) {
  const bits = new Bits(bytes), lows = [], files = [], starts = [], lengths = [];
  let file;
  const node = (low, size) => {
    if (bits.take(1)) { node(low, size / 2); node(low + size / 2, size / 2); return; }
    const there = bits.take(1);
    if (there && !file) {
      file = { low, tag: bits.take(24), units: 0 };
      node(low, size);
      file = undefined;
      return;
    }
    lows.push(low);
    files.push(there ? file : null);
    starts.push(there && file.units);
    const units = there && bits.golomb(5) + 1;
    lengths.push(units);
    if (there) file.units += units;
  };
  node(0, KEY_SPACE);
  return { lows, files, starts, lengths };
}

export class IndexReader {
  /**
   * `load(path, from, length)` gives these bytes of a file (without numbers: all), or the whole file all the same, or null when there is none;
   * `head` is what a page brings of it, if it does: then nothing is waited for.
   */
  static async open(load, head) {
    const reader = new IndexReader();
    reader.load = load;
    reader.cache = new Map();
    let blocks = [];
    if (head) blocks = Object.assign(reader, JSON.parse(head)).blocks.map(text => Uint8Array.from(atob(text), c => c.charCodeAt(0)));
    else {
      const payload = await reader.part('H', 'head.bin'), view = new DataView(payload.buffer, payload.byteOffset);
      for (let at = 0, end; at < payload.length; at = end) blocks.push(payload.subarray(at + 4, end = at + 4 + view.getInt32(at, true)));
      Object.assign(reader, JSON.parse(utf8(await inflate(blocks.shift(), 'head.bin'))));
    }
    [reader.terms, reader.long, reader.suggest] = blocks.slice(0, 3).map(readDirectory);
    const bits = new Bits(blocks[3]);
    reader.folded = new Set();
    for (let n = bits.gamma() - 1, code = 0x33ff; n > 0; n--) reader.folded.add(code += bits.rice(2) + 1);
    return reader;
  }

  /** What a part holds; a leaf, with its mark, is a piece of a file. */
  async part(kind, path, mark, from, length) {
    const bytes = await this.load(path, from, length);
    if (!bytes) throw new BrokenPart(`${path} is missing`);
    return open(length && bytes.length !== length ? bytes.subarray(from, from + length) : bytes, kind, path, mark);
  }

  async inflated(kind, path) { return inflate(await this.part(kind, path), path); }

  /** What `make` gives for this key, made once; a failure is not kept. */
  once(key, make) {
    if (!this.cache.has(key)) this.cache.set(key, make().catch(error => { this.cache.delete(key); throw error; }));
    return this.cache.get(key);
  }

  /** What `read` makes of the leaf of a folder that has the key, or null when none has it. */
  leaf(folder, key, read) {
    const { lows, files, starts, lengths } = this[folder], at = lows.findLastIndex(low => low <= key), file = files[at], start = starts[at];
    if (!file) return null;
    const path = `${folder}/${file.low.toString(16)}-${file.tag.toString(16).padStart(6, '0')}.bin`;
    return this.once(path + start, async () => read(await this.part(folder[0].toUpperCase(), path, (start & 255) * 2 ** 24 + file.tag, start * 64, lengths[at] * 64), lows[at], path));
  }

  /** The list of a key in a leaf, or undefined. What stands behind the key is left until it is wanted. */
  async entry(folder, key) {
    const leaf = await this.leaf(folder, key, (payload, low) => {
      const bits = new Bits(payload);
      return { bits, left: bits.gamma(), k: bits.take(6), next: bits.at, last: low - 1, entries: new Map() };
    });
    while (leaf?.left && leaf.last < key) {
      // From where the last good one ended: what failed fails again.
      const { bits } = leaf;
      bits.at = leaf.next;
      const found = leaf.last + bits.golomb(leaf.k) + 1;
      leaf.entries.set(found, readTerm(bits, found, this, folder === 'long'));
      leaf.last = found;
      leaf.next = bits.at;
      leaf.left--;
    }
    return leaf?.entries.get(key);
  }

  /** What comes with a term of its list; a term nobody has is an empty one. What one search completes is not complete in the next, whose order would depend on it. */
  async find(key) {
    return new Postings(key, ...await this.entry('terms', key) ?? [0, [], [], 0], this.slots);
  }

  /** What a term's list has beside what comes with the term, if it has more. */
  rest(key) { return this.once(`rest ${key}`, () => this.entry('long', key)); }
  asked(key) { return this.cache.has(`rest ${key}`); }

  /** Loads the rest of a term's list. */
  async completeTerm(term) {
    if (term.complete) return;
    const [total, , list] = await this.rest(term.key) ?? [];
    if (total !== term.total) throw new BrokenPart('a term contradicts itself');
    if (term.complete) return;
    term.list.set(list.subarray(term.known), term.known);
    term.known = term.total;
    term.seal();
  }

  /** The stored document of a slot. */
  document(slot) {
    const own = this.longer.includes(slot), path = `texts/${slot >> 11}/${slot >> 3}${own ? `.${slot}` : ''}.bin`;
    return this.once(slot, async () => {
      const document = { slot, path };
      JSON.parse(new TextDecoder('gbk').decode(await this.part('X', path, slot, ...own ? [] : [slot % 8 * this.cell, this.cell]))).forEach((value, i) => { document[FIELDS[i]] = value; });
      document.folding = new Map(document.folding);
      return document;
    });
  }

  /** A column: {counts, starts, lists, numbers}: how many rows each slot has, or its place in an order, and the first of them; for each list the number of each row's value. */
  column(name) {
    const path = this.files[name];
    return this.once(path, async () => {
      const raw = await this.inflated('C', path);
      let at = 4 + new DataView(raw.buffer).getInt32(0, true), rows = 0;
      const [most, ...lists] = JSON.parse(utf8(raw.subarray(4, at))), take = (count, most) => {
        const numbers = new Int32Array(count);
        for (let b = 1; b <= most; b *= 256) for (let i = 0; i < count; i++) numbers[i] += raw[at++] * b;
        return numbers;
      };
      const counts = take(this.slots, most), starts = counts.map(count => (rows += count) - count), numbers = lists.map(list => take(rows, list.length));
      if (at !== raw.length) throw new BrokenPart(`${path} is from another build`);
      return { counts, starts, lists, numbers };
    });
  }

  /** The bucket of a beginning: [cut, key, text, kind, count, key, …], or null when nothing begins so. */
  async bucket(prefix) {
    const key = prefix.codePointAt(0) * 2 ** 32 + wordKey(prefix) % 2 ** 32;
    const buckets = await this.leaf('suggest', key, async (payload, low, path) => JSON.parse(utf8(await inflate(payload, path))));
    return buckets && Object.hasOwn(buckets, prefix) ? buckets[prefix] : null;
  }

  /** The folding that a text needs; most need none, and no table is loaded. */
  async foldingFor(text) {
    const folding = new Map();
    for (const name of tablesFor(text, this.folded)) for (const [from, to] of await this.foldingTable(name)) folding.set(from, to);
    return folding;
  }

  foldingTable(name) {
    return this.once(`table ${name}`, async () => {
      const path = this.files[name], bytes = await this.inflated('F', path), table = new Map();
      let at = 0, from = 0, last = 0;
      const number = () => { let v = 0, k = 1; for (;; k *= 128) { const b = bytes[at++]; v += (b & 127) * k; if (b < 128) return v; } };
      while (at < bytes.length) {
        from += number();
        let to = '';
        for (let n = name === 'folding' ? 1 : number(); n > 0; n--) { const z = number(); last += z % 2 ? -(z + 1) / 2 : z / 2; to += String.fromCodePoint(last); }
        table.set(from, to);
      }
      return table;
    });
  }

  /** Readings: {of: character → syllable, surnames, compounds, given: text → readings}. */
  readingTable() {
    return this.once('table readings', async () => {
      const path = this.files.readings, bytes = await this.inflated('R', path);
      const length = bytes[0] + bytes[1] * 256, [syllables, ...sections] = utf8(bytes.subarray(4, 4 + length)).split('\n\n');
      const [surnames, compounds, given] = sections.map(s => new Map(s.trim().split('\n').map(line => { const [name, ...all] = line.split(' '); return [name, all]; })));
      const names = syllables.trim().split(' '), of = new Map(), bits = new Bits(bytes.subarray(4 + length));
      for (let n = bytes[2] + bytes[3] * 256, code = 0; n > 0; n--) of.set(String.fromCodePoint(code += bits.golomb(1)), names[bits.take(9)]);
      return { of, surnames, compounds, given };
    });
  }
}

