// How the search page makes elements: never from text that a browser would read as HTML.

/** An element with these properties (ariaLabel, onclick) and children. */
export const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

/** An element of the page by its id; a worker has no page. */
export const part = (id) => globalThis.document?.getElementById(id);

/** What the page may have to say, by name: `data-…` of #tried. A box on another page has none of it. */
export const words = part('tried')?.dataset;

/** The pieces of a text, matches marked. */
export const marked = (pieces) => pieces.map(({ text, mark }) => mark ? element('mark', {}, text) : text);

/** 12,345. Not by the browser's own way, which first reads all it knows of languages: that took longer than a search. */
export const number = (n) => `${n}`.replace(/\B(?=(\d{3})+$)/g, ',');
