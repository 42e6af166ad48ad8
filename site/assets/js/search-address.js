// What is asked for stands in the address: ?q=…&district=…&year=1959-1979&sort=year&n=40. So back, reload and a copied link restore it.
import { COLUMNS } from '../search/facets.js';

export const STEP = 10, MOST_SHOWN = 200;

export const asked = () => {
  const address = new URLSearchParams(location.search), facets = {};
  for (const name of COLUMNS) if (address.has(name)) facets[name] = [...new Set(address.getAll(name))];
  const shown = Math.ceil(address.get('n') / STEP) * STEP;
  return {
    text: (address.get('q') ?? '').trim().slice(0, 200), facets, sort: ['year', 'name'].find((sort) => sort === address.get('sort')),
    limit: Math.min(MOST_SHOWN, Math.max(STEP, shown || STEP)),
  };
};

/** The address of a changed request; everything that is empty is left out. */
export const addressOf = ({ text, facets, sort, limit }) => {
  const address = new URLSearchParams();
  if (text) address.set('q', text);
  for (const name of COLUMNS) for (const value of facets[name] ?? []) address.append(name, value);
  if (sort) address.set('sort', sort);
  if (limit > STEP) address.set('n', limit);
  return `?${address}`;
};

/** Goes there, or, for more of the same, stays in the same place of the history. */
export const go = (request, replace) => {
  // Where the reader was is mostly kept already, and each change of the history takes half a millisecond.
  if (replace || ~~history.state?.y !== scrollY) history.replaceState({ y: scrollY }, '', replace ? addressOf(request) : null);
  if (!replace) history.pushState(null, '', addressOf(request));
};

/** The request with a value of a facet chosen, or no longer. */
export const toggled = (request, name, value) => {
  const chosen = request.facets[name] ?? [], others = chosen.filter((other) => other !== value);
  return { ...request, limit: STEP, facets: { ...request.facets, [name]: others.length < chosen.length ? others : [...chosen, value] } };
};
