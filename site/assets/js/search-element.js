// How the search page makes elements: never from text that a browser would read as HTML.

/** An element with these properties (ariaLabel, role) and children. */
export const element = (name, properties, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
};

/** The pieces of a text, matches marked. */
export const marked = (pieces) => pieces.map(({ text, mark }) => mark ? element('mark', { textContent: text }) : text);

export const number = (n) => n.toLocaleString('en');
