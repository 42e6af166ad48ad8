// Whether documents fit the chosen facet values, and how many fit each value.

/** Facets in the order in which a page shows them, each with the place of its values: in which column, in which of its lists, which word of these; of districts all words. */
const FACETS = { kind: ['kind', 0, 0], level: ['honour', 0, 0], year: ['honour', 0, 1], district: ['honour', 1], award: ['honour', 0, 2], industry: ['industry', 0, 0] };
export const COLUMNS = Object.keys(FACETS);

/** {fits, count} of `chosen`, {facet: [values]}, of each facet at least one; a year may be a range, 1959-1979; '' stands for no value. `all` loads every column, for counting. */
export async function facetFilter(index, chosen = {}, all) {
  const facets = await Promise.all(COLUMNS.filter(name => all || chosen[name]).map(async name => {
    const [file, list, word] = FACETS[name], column = await index.column(file);
    // A year stands with its decade, 1950-1959.
    const values = column.lists[list].map(text => text.split(' ')).map(words => list ? words : [words[word], words[word].replace(/^(\d{3})\d$/, '$10-$19')]);
    return { ...column, name, file, values, numbers: column.numbers[list], met: chosen[name] && values.map(own => own.some(value => chosen[name].some(wanted => isMet(name, value, wanted)))) };
  }));
  const narrow = facets.filter(facet => facet.met);

  /** What is chosen in one column must meet in one row, which is one honour; but for what is chosen in the facet `except`. */
  const rowFits = (row, column, except) => {
    for (const { name, file, met, numbers } of narrow) if (file === column && name !== except && !met[numbers[row]]) return false;
    return true;
  };

  const fits = (slot, except) => {
    for (const { file, starts, counts } of narrow) {
      let row = starts[slot], left = counts[slot];
      while (left && !rowFits(row++, file, except)) left--;
      if (!left) return false;
    }
    return true;
  };

  /** {facet: {value: number}}: for each facet among the documents that fit all other facets' choices. A document counts once in a decade. */
  const count = slots => {
    const left = slots.filter(slot => fits(slot));
    return Object.fromEntries(facets.map(({ name, file, starts, counts, values, numbers, met }) => {
      const total = {}, single = new Int32Array(values.length), add = (own, documents) => new Set(own).forEach(value => { total[value] = (total[value] ?? 0) + documents; });
      for (const slot of met ? slots.filter(slot => fits(slot, name)) : left) {
        // Most have one row, and to add up their numbers takes a quarter of the time.
        const row = starts[slot], rows = counts[slot];
        if (rows < 2) single[numbers[row]]++;
        else add([...numbers.subarray(row, row + rows)].flatMap((number, i) => rowFits(row + i, file, name) ? values[number] : []), 1);
      }
      single.forEach((documents, number) => { if (documents) add(values[number], documents); });
      // An honour where there is none but a district.
      delete total['~'];
      return [name, total];
    }));
  };
  return { fits, count };
}

/** Whether a value is one that was chosen; a range of years may be put either way, and either end left open. A decade, 1970-1979, does not lie in a range: its years do. */
export function isMet(name, own, chosen) {
  const [from, until] = chosen.replace(/-$/, '-9999').split('-').sort();
  return own === chosen || (name === 'year' && own.length === 4 && own >= from && own <= until);
}
