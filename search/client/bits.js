// Reads the bit codes of spec/format.md.

/** An index file is damaged, missing, or from another build than its neighbours. */
export class BrokenPart extends Error {}

export class Bits {
  constructor(bytes) { this.bytes = bytes; this.at = 0; this.end = bytes.length * 8; }

  /** The bits from here on, the first one highest, at least 25 of them; zeros behind the last. */
  word() {
    const { bytes, at } = this, i = at >> 3;
    return (bytes[i] << 24 | bytes[i + 1] << 16 | bytes[i + 2] << 8 | bytes[i + 3]) << (at & 7);
  }

  skip(n) { if ((this.at += n) > this.end) throw new BrokenPart('a part is cut'); }

  /** The next n bits as a number, n up to 53. */
  take(n) {
    if (n > 24) return this.take(n - 24) * 2 ** 24 + this.take(24);
    const value = n && this.word() >>> (32 - n);
    this.skip(n);
    return value;
  }

  /** Counts zeros and takes the one behind them. */
  zeros() {
    for (let zeros = 0, word; ; zeros += 32 - (this.at & 7), this.skip(32 - (this.at & 7)))
      if (word = this.word()) {
        const more = Math.clz32(word);
        this.skip(more + 1);
        return zeros + more;
      }
  }

  gamma() { const n = this.zeros(); return 2 ** n + this.take(n); }
  golomb(k) { return (this.gamma() - 1) * 2 ** k + this.take(k); }
  rice(k) { return this.zeros() * 2 ** k + this.take(k); }
}
