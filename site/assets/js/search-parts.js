// Brings the parts of the index from a server; search-folder.js brings them from a folder. A wait has an end.

const LONGEST = 20000;

/** @param page the address of the search page @param cache 'reload' goes past what the browser has kept: after a part that did not fit the others */
export const fromServer = (page, cache) => {
  // A server that sends no pieces sends all; that is then asked for by its plain address, so that the browser keeps it.
  let pieces = true;
  return async (path, from, length) => {
    const piece = pieces && length;
    // Each piece has an address of its own: a browser brings those of one address one after the other.
    const answer = await fetch(new URL(`index/${path}${piece ? `?${from}` : ''}`, page), {
      cache, headers: piece ? { Range: `bytes=${from}-${from + length - 1}` } : {}, signal: AbortSignal.timeout(LONGEST),
    });
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(answer.status);
    if (piece && answer.status !== 206) pieces = false;
    return new Uint8Array(await answer.arrayBuffer());
  };
};
