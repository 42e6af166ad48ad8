// How the search page makes elements: never from text that a browser would read as HTML.

/** An element with these properties and children; `aria` and `data` by their attribute names. */
export const element = (name, { attributes = {}, ...properties } = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
};

/** The pieces of a text, matches marked. */
export const marked = (pieces) => pieces.map(({ text, mark }) => mark ? element('mark', { textContent: text }) : text);

export const number = (n) => n.toLocaleString('en');
