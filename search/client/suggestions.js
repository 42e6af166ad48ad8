import { normalise } from './text.js';

/** Completions of what was typed so far: {text, kind, count}, the most frequent first. */
export async function suggest(index, typed, limit = 8) {
  const table = await index.foldingFor(typed), codes = [...normalise(typed, table).text.replaceAll(' ', '')];
  let bucket = null, prefix = '';
  for (const c of codes) {
    prefix += c;
    if (bucket && !bucket[0]) continue;
    bucket = await index.bucket(prefix);
    if (!bucket) return [];
  }
  const found = new Map();
  for (let i = 1; i < (bucket?.length ?? 0); i += 4) {
    const [key, text, kind, count] = bucket.slice(i, i + 4);
    if (key.startsWith(prefix) && !found.has(text + kind)) found.set(text + kind, { text, kind, count });
  }
  return [...found.values()].slice(0, limit);
}
