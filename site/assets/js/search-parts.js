// Brings the parts of the index: by fetch from a server, as scripts from a folder. A wait has an end.
const LONGEST = 20000;

/** @param fresh past what the browser has kept: after a part that did not fit the others */
export const fromServer = (fresh) => async (path) => {
  const answer = await fetch(new URL(`index/${path}`, location.href), { cache: fresh ? 'reload' : 'default', signal: AbortSignal.timeout(LONGEST) });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
};

/** In a folder each part is a script that calls honourWallPart(path, base64). */
export const fromFolder = () => {
  const waiting = new Map();
  globalThis.honourWallPart = (path, text) => waiting.get(path)?.(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
  return (path) => new Promise((done) => {
    const script = document.createElement('script');
    waiting.set(path, done);
    script.onload = script.onerror = () => { script.remove(); done(null); };
    script.src = `index/${path}.js`;
    document.head.append(script);
  });
};
