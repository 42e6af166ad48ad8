// The envelope of every index file: "HW", version, kind, length, checksum, payload.
import { BrokenPart } from './bits.js';

const VERSION = 1;

/** The payload of a part; `tag` is what the head says of it, or undefined where it says nothing. */
export function open(bytes, kind, name, tag) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12 || bytes[0] !== 72 || bytes[1] !== 87) throw new BrokenPart(`${name} is no index part`);
  if (bytes[2] !== VERSION) throw new BrokenPart(`${name} has format ${bytes[2]}, not ${VERSION}`);
  if (bytes[3] !== kind.charCodeAt(0)) throw new BrokenPart(`${name} is of another kind`);
  const payload = bytes.subarray(12), sum = view.getUint32(8, true);
  if (view.getUint32(4, true) !== payload.length) throw new BrokenPart(`${name} is cut`);
  let check = 2166136261;
  for (let i = 0; i < payload.length; i++) check = Math.imul(check ^ payload[i], 16777619);
  if (check >>> 0 !== sum) throw new BrokenPart(`${name} is damaged`);
  if (tag !== undefined && (sum & 0xffffff) !== tag) throw new BrokenPart(`${name} is from another build`);
  return payload;
}

export async function inflate(bytes, name) {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new BrokenPart(`${name} is damaged`);
  }
}

export const utf8 = bytes => new TextDecoder().decode(bytes);
