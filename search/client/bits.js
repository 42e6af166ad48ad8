// Reads the bit codes of spec/format.md.

/** An index file is damaged, missing, or from another build than its neighbours. */
export class BrokenPart extends Error {}

export class Bits {
  constructor(bytes) { this.bytes = bytes; this.at = 0; this.end = bytes.length * 8; }

  /** The next n bits as a number, n up to 53. */
  take(n) {
    let value = 0;
    if (this.at + n > this.end) throw new BrokenPart('a part ends too soon');
    while (n > 0) {
      const free = 8 - (this.at & 7), k = n < free ? n : free;
      value = value * (1 << k) + ((this.bytes[this.at >> 3] >> (free - k)) & ((1 << k) - 1));
      this.at += k;
      n -= k;
    }
    return value;
  }

  /** Counts zeros and takes the one behind them. */
  zeros() {
    let zeros = 0;
    for (;;) {
      if (this.at >= this.end) throw new BrokenPart('a part ends too soon');
      const used = this.at & 7, rest = (this.bytes[this.at >> 3] << (24 + used)) >>> 0;
      if (rest) {
        const more = Math.clz32(rest);
        this.at += more + 1;
        return zeros + more;
      }
      zeros += 8 - used;
      this.at += 8 - used;
    }
  }

  gamma() { const n = this.zeros(); return 2 ** n + this.take(n); }
  golomb(k) { return (this.gamma() - 1) * 2 ** k + this.take(k); }
  rice(k) { return this.zeros() * 2 ** k + this.take(k); }
}
