// Whether documents fit the chosen facet values, and how many fit each value.

/** In the order in which a page shows them. */
export const COLUMNS = ['kind', 'level', 'year', 'district', 'award', 'industry'];

export class FacetFilter {
  /** `chosen` is {facet: [values]}; a year may be a range, 1959-1979; '' stands for no value. `within` are more such ranges; `all` loads every column, for counting. */
  static async of(index, chosen, within, all = false) {
    const filter = new FacetFilter(), wanted = [...Object.entries(chosen), ['year', within, true]].filter(([name, values]) => values?.length);
    filter.columns = new Map(await Promise.all((all ? COLUMNS : wanted.map(([name]) => name)).map(async name => [name, await index.column(name)])));
    filter.chosen = wanted.map(([name, values, meant]) => {
      const { sets, setOf } = filter.columns.get(name);
      const fitting = [false, ...sets.map(set => values.some(value => set.length ? set.some(own => own === value || (name === 'year' && inRange(own, value))) : value === ''))];
      return { name, fitting, setOf, meant };
    });
    return filter;
  }

  /** Without the choice in one facet or, `true`, without any: then only the years that the words mean count. */
  fits(slot, except) {
    for (const { name, fitting, setOf, meant } of this.chosen) if (name !== except && except !== !meant && !fitting[setOf[slot]]) return false;
    return true;
  }

  /** {facet: {value: number}}: for each facet among the documents that fit all other facets' choices. A document counts once in a decade. */
  count(slots, decades) {
    const result = {};
    for (const [name, { sets, setOf }] of this.columns) {
      const bySet = new Int32Array(sets.length + 1), values = {};
      for (const slot of slots) if (this.fits(slot, name)) bySet[setOf[slot]]++;
      const keysOf = set => name === 'year' ? [...set, ...decades.filter(decade => set.some(year => inRange(year, decade)))] : set;
      sets.forEach((set, i) => { if (bySet[i + 1]) for (const value of set.length ? keysOf(set) : ['']) values[value] = (values[value] ?? 0) + bySet[i + 1]; });
      result[name] = values;
    }
    return result;
  }
}

/** Whether a year lies in a range; either end may be left open. */
export function inRange(own, range) {
  const [from, until] = range.split('-');
  return own >= from && own <= (until === '' ? '9999' : until);
}
