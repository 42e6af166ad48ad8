// Questions drawn from an index itself by a fixed random number, so that every run of the same index asks the same.

/** `make` of each kind gets a person: {slot, name, pattern, employer, occupation, districts, honours, body} as the index stores them. */
export async function drawer(index, seed = 20260501) {
  let state = seed;
  const random = (n) => { state = (Math.imul(state, 1103515245) + 12345) >>> 0; return (state >>> 8) % n; };
  const { counts, starts, lists: [kinds], numbers: [kindOf] } = await index.column('kind');
  const people = [...counts.keys()].filter((slot) => counts[slot] && kinds[kindOf[starts[slot]]] === 'person');
  const traditional = new Map([...await index.foldingTable('folding')].map(([from, to]) => [to, String.fromCodePoint(from)]));
  const someone = async () => { for (;;) { const d = await index.document(people[random(people.length)]); if (d.pattern.includes('|') && d.body.length > 50 && d.honours.length) return d; } };
  const run = (text, length) => {
    for (let tried = 0; tried < 1000; tried++) { const at = random(text.length - length), piece = text.slice(at, at + length); if (/^\p{Script=Han}+$/u.test(piece)) return piece; }
    return text.slice(0, length);
  };
  const plain = (d) => d.pattern.replaceAll(/\/[a-z]+/g, '');
  const surname = (d) => plain(d).split('|')[0].split(' ').length;
  const honour = (d) => d.honours.find((h) => h[2]) ?? d.honours[0];
  const first = (text) => text.split('；')[0];
  const old = (text) => [...text].map((c) => traditional.get(c) ?? c).join('');
  const one = (list) => list[random(list.length)];

  /** What a person on the way to the results asks; the measurements of the page are of these. */
  const usual = {
    name: (d) => d.name,
    'given name': (d) => [...d.name].slice(surname(d)).join(''),
    unit: (d) => first(d.employer),
    'piece of 4': (d) => run(d.body, 4),
    'piece of 6': (d) => run(d.body, 6),
    traditional: (d) => old(run(d.body, 5)),
    pinyin: (d) => plain(d).replaceAll(/[^a-z]/g, ''),
    initials: (d) => plain(d).split(/[ |]/).map((s) => s[0]).join(''),
    'district and occupation': (d) => `${d.districts[0][1]}的${first(d.occupation)}`,
    'award and year': (d) => `${honour(d)[2]}年${honour(d)[1]}`,
    'wrong character': (d) => `${d.name.slice(0, -1)}${'兰英国明'[random(4)]}`,
  };

  /** What else can be asked: a question, or a whole request. */
  const others = {
    'one character': (d) => run(d.body, 1),
    'two characters': (d) => run(d.body, 2),
    'piece of 12': (d) => run(d.body, 12),
    'piece of 20': (d) => d.body.replaceAll(/\P{Script=Han}/gu, '').slice(0, 20),
    'two pieces': (d) => `${run(d.body, 3)} ${run(d.body, 3)}`,
    'two pieces of two people': async (d) => `${run(d.body, 3)}${run((await someone()).body, 3)}`,
    'characters apart': (d) => [...run(d.body, 3)].join(' '),
    'award and another year': async (d) => `${honour(await someone())[2]}年${honour(d)[1]}`,
    'award and decade': (d) => `${'五六七八九'[random(5)]}十年代的${honour(d)[1]}`,
    'decade and occupation': (d) => `${'五六七八九'[random(5)]}十年代 ${first(d.occupation)}`,
    'decade and piece': (d) => `${'五六七八九'[random(5)]}十年代${run(d.body, 4)}`,
    'span and unit': (d) => `1956—1979年${first(d.employer)}`,
    'whole sentence': (d) => `${honour(d)[2]}年在${first(d.employer)}当${first(d.occupation)}的${honour(d)[1]}是谁`,
    'several words, no spaces': (d) => `${d.districts[0][1]}${first(d.occupation)}${run(d.body, 2)}`,
    'name and unit': (d) => `${first(d.employer)} ${d.name}`,
    'name and district': (d) => `${d.districts[0][1]}${d.name}`,
    'wrong first character': (d) => `${'兰英国明'[random(4)]}${d.name.slice(1)}`,
    'name of two': (d) => `${d.name[0]}${'鹭嫘黟赟彧翀'[random(6)]}`,
    'part in pinyin': (d) => `${plain(d).split('|')[0].replaceAll(' ', '')}${[...d.name].slice(surname(d)).join('')}`,
    'district in pinyin': () => one(index.districts).id,
    'surname in pinyin': (d) => plain(d).split('|')[0].replaceAll(' ', ''),
    'traditional name': (d) => old(d.name),
    'traditional wrong name': (d) => old(`${d.name.slice(0, -1)}${'蘭國龍鳳'[random(4)]}`),
    'traditional honour': (d) => old(`${honour(d)[2]}年${honour(d)[1]}`),
    'traditional sentence': (d) => old(`${d.districts[0][1]}的${first(d.occupation)}有哪些`),
    'traditional piece of 12': (d) => old(run(d.body, 12)),
    'traditional decade': (d) => old(`${'五六七八九'[random(5)]}十年代 ${first(d.occupation)}`),
    'of a district': (d) => ({ text: run(d.body, 2), facets: { district: [d.districts[0][0]] } }),
    'one character of a year': (d) => ({ text: run(d.body, 1), facets: { year: [`${honour(d)[2]}`] } }),
    'district, year and award of one honour': (d) => ({ text: run(d.body, 2), facets: { district: [d.districts[0][0]], year: [`${honour(d)[2]}`], award: [honour(d)[0]] } }),
    'piece of a decade': (d) => ({ text: run(d.body, 4), facets: { year: ['1980-1989'] } }),
    'honour, another kind': (d) => ({ text: `${honour(d)[2]}年${honour(d)[1]}`, facets: { kind: ['person'], industry: [d.industry[0] ?? ''] } }),
    'by year': (d) => ({ text: run(d.body, 2), sort: 'year' }),
    'sentence by name': (d) => ({ text: `${d.districts[0][1]}的${first(d.occupation)}`, sort: 'name' }),
    'piece by name': (d) => ({ text: run(d.body, 5), sort: 'name' }),
    'decade by year': (d) => ({ text: `${'五六七八九'[random(5)]}十年代 ${first(d.occupation)}`, sort: 'year' }),
    'traditional by name': (d) => ({ text: old(run(d.body, 2)), sort: 'name' }),
    'traditional of a district': (d) => ({ text: old(run(d.body, 4)), facets: { district: [d.districts[0][0]] } }),
    'traditional character of a year': (d) => ({ text: old(run(d.body, 1)), facets: { year: [`${honour(d)[2]}`] } }),
    'nothing but a choice': (d) => ({ text: '', facets: { district: [d.districts[0][0]] }, sort: 'year' }),
    'by name': () => ({ text: '', sort: 'name' }),
  };

  /** `each` questions of each of these kinds: {kind, text, request}. */
  const draw = async (kinds, each) => {
    const questions = [];
    for (const [kind, make] of Object.entries(kinds)) {
      for (let i = 0; i < each; i++) {
        const made = await make(await someone()), request = typeof made === 'string' ? { text: made } : made;
        questions.push({ kind, text: request.text, request });
      }
    }
    return questions;
  };
  return { usual, others, draw };
}
