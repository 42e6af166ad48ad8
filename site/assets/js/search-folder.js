// Brings the parts of the index where a site opens from a folder, before search-page.js there: each part is a script that calls honourWallPart(path, base64).
globalThis.honourWallFolder = (page) => {
  const waiting = new Map();
  globalThis.honourWallPart = (path, text) => waiting.get(path)?.(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));
  const load = (path) => new Promise((done) => {
    const script = document.createElement('script'), end = () => { script.remove(); done(null); };
    waiting.set(path, done);
    document.head.append(Object.assign(script, { src: new URL(`index/${path}.js`, page), onload: end, onerror: end }));
  });
  const loading = new Map();
  return (path) => {
    if (!loading.has(path)) loading.set(path, load(path).finally(() => loading.delete(path)));
    return loading.get(path);
  };
};
