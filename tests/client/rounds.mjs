// A line on which everything that is asked for together comes together: it counts how often somebody has to wait, which no clock could.
import { inflateRawSync } from 'node:zlib';

/** Parts are inflated at once while this is in force, so that all that follows from what came is asked for before the next turn of the loop. */
class Inflated {
  constructor(bytes) { this.bytes = bytes; this.body = this; }
  pipeThrough() { return inflateRawSync(this.bytes); }
  async arrayBuffer() { const { buffer, byteOffset, length } = this.bytes; return buffer.slice(byteOffset, byteOffset + length); }
}

/**
 * What `ask(load)` needed: {rounds, requests, bytes, answer}. `read(path)` gives a file; `load` is for `IndexReader.open`, and what the first round brings
 * there, the head, is not counted: a page asks for it beside its script.
 */
export async function onALine(read, ask) {
  const { Response: real } = globalThis, line = { rounds: -1, requests: 0, bytes: 0, parts: [] };
  let waiting = [], over = false;
  globalThis.Response = Inflated;
  const load = (path, from, length) => new Promise((resolve) => waiting.push({ path, from, length, resolve }));
  const answer = ask(load).finally(() => { over = true; });
  answer.catch(() => {});
  while (!over) {
    await new Promise(setImmediate);
    if (over || !waiting.length) continue;
    const coming = waiting;
    waiting = [];
    line.rounds++;
    for (const { path, from, length, resolve } of coming) {
      const bytes = read(path), piece = length ? bytes.subarray(from, from + length) : bytes;
      if (line.rounds) { line.requests++; line.bytes += piece?.length ?? 0; line.parts.push(`${line.rounds} ${path}`); }
      resolve(piece);
    }
  }
  globalThis.Response = real;
  return { ...line, answer: await answer };
}
