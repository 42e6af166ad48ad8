// The envelope of everything in an index: "HW", version, kind, length, checksum, mark, payload, zeros.
import { BrokenPart } from './bits.js';

const VERSION = 5, HEADER = 16;

/** The payload of a part; `mark` says where it belongs, and the name of a column or table what it holds. */
export function open(bytes, kind, name, mark = 0) {
  if (bytes.length < HEADER || bytes[3] !== kind.charCodeAt(0)) throw new BrokenPart(`${name} is damaged`);
  if (bytes[2] !== VERSION) throw new BrokenPart(`${name} has format ${bytes[2]}, not ${VERSION}`);
  // Browsers are little-endian.
  const [, length, sum, belongs] = new Uint32Array(bytes.slice(0, HEADER).buffer), payload = bytes.subarray(HEADER, HEADER + length);
  let check = 2166136261;
  for (let i = 0; i < payload.length; i++) check = Math.imul(check ^ payload[i], 16777619);
  if (payload.length < length || check >>> 0 !== sum) throw new BrokenPart(`${name} is damaged`);
  const tag = parseInt(name.split('-')[1], 16);
  if (belongs !== mark || (tag && tag !== ((mark || sum) & 0xffffff))) throw new BrokenPart(`${name} is from another build`);
  return payload;
}

export async function inflate(bytes, name) {
  try {
    // Not from a Blob: that one lives in another process of the browser, and to read it costs more than to inflate it.
    const stream = new Response(bytes).body.pipeThrough(new DecompressionStream('deflate-raw'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new BrokenPart(`${name} is damaged`);
  }
}

export const utf8 = bytes => new TextDecoder().decode(bytes);
