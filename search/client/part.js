// The envelope of everything in an index: "HW", version, kind, length, checksum, mark, payload, zeros.
import { BrokenPart } from './bits.js';

const VERSION = 2, HEADER = 16;

/** The payload of a part; `mark` says where it belongs. */
export function open(bytes, kind, name, mark = 0) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || bytes[3] !== kind.charCodeAt(0)) throw new BrokenPart(`${name} is no such part`);
  if (bytes[2] !== VERSION) throw new BrokenPart(`${name} has format ${bytes[2]}, not ${VERSION}`);
  const end = HEADER + view.getUint32(4, true), payload = bytes.subarray(HEADER, end);
  if (end > bytes.length) throw new BrokenPart(`${name} is cut`);
  let check = 2166136261;
  for (let i = 0; i < payload.length; i++) check = Math.imul(check ^ payload[i], 16777619);
  if (check >>> 0 !== view.getUint32(8, true)) throw new BrokenPart(`${name} is damaged`);
  if (view.getUint32(12, true) !== mark) throw new BrokenPart(`${name} is from another build`);
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
