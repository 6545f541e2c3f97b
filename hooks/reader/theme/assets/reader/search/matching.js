// From the words of a query to the words of the index: as typed, other forms, beginnings, slips, and names.
(() => {
  const own = (window.readerSearch ??= {})
  const AS = { typed: 1, form: 0.86, ending: 0.8, beginning: 0.7, use: 0.62, slip: 0.6 }

  // Edits between two words, neighbours changing places being one; anything above `most` is `most` + 1.
  function edits(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1
    let before = []
    let row = Array.from({ length: other.length + 1 }, (_, at) => at)
    for (let i = 1; i <= one.length; i++) {
      const next = [i]
      let least = i
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1]
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1))
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
          next[j] = Math.min(next[j], before[j - 2] + 1)
        least = Math.min(least, next[j])
      }
      if (least > most) return most + 1
      before = row
      row = next
    }
    return row[other.length]
  }

  const allowed = (word) => (word.length < 4 || /^\d+$/.test(word) ? 0 : word.length < 8 ? 1 : 2)

  // The nearest words of the index, the best first: few edits, the same first letter, often used.
  async function slips(index, word) {
    const most = allowed(word)
    if (!most) return []
    const found = []
    for (const { word: other, weight } of await index.spelling()) {
      if (Math.abs(other.length - word.length) > most) continue
      const distance = edits(word, other, most)
      if (distance <= most) found.push({ other, rank: distance * 10 + (other[0] === word[0] ? 0 : 4) - weight / 10, distance })
    }
    found.sort((one, other) => one.rank - other.rank)
    const near = found.filter(({ distance }) => distance === found[0].distance).slice(0, 4)
    return Promise.all(near.map(({ other }) => index.word(other)))
  }

  // A form that no text has: words that differ from it only by endings of the collection's languages.
  async function byEnding(index, word) {
    const found = []
    for (let length = word.length; length >= Math.max(3, Math.ceil(word.length * 0.55)); length--) {
      const stem = word.slice(0, length)
      const lists = index.endings.filter((endings) => endings.has(word.slice(length)))
      if (!lists.length) continue
      for (const each of await index.beginningWith(stem, 2, 400))
        if (lists.some((endings) => endings.has(each.word.slice(length)))) found.push(each)
      if (found.length) break
    }
    return found.slice(0, 12)
  }

  async function match(index, term) {
    const ways = new Map()
    const add = (entry, quality) => {
      if (entry && !(ways.get(entry.word)?.quality >= quality)) ways.set(entry.word, { entry, quality })
    }
    if (term.tail) return { ...term, ways: [] }
    const [typed, whole] = await Promise.all([index.word(term.word), term.whole ? index.word(term.whole) : null])
    add(typed, AS.typed)
    add(whole, AS.typed)
    if (!term.exact && !term.part) for (const entry of [typed, whole]) if (entry) for (const each of await index.formsOf(entry)) add(each, AS.form)
    if (term.beginning && (term.word.length > 1 || term.part)) {
      const count = term.word.length < 3 && !term.part ? 12 : 60
      for (const each of await index.beginningWith(term.word, term.word.length < 3 ? 1 : 3, count))
        add(each, AS.beginning * (typed ? 0.6 : 0.7 + 0.3 * (term.word.length / each.word.length)))
    }
    if (!term.exact && !ways.size && !term.part) for (const each of await byEnding(index, term.word)) add(each, AS.ending)
    const found = { ...term, missing: !ways.size, corrected: "" }
    if (!ways.size && !term.exact && !term.part) {
      const near = await slips(index, term.word)
      near.forEach((each) => add(each, AS.slip))
      found.corrected = near[0]?.word ?? ""
    }
    found.ways = [...ways.values()].sort((one, other) => other.quality - one.quality)
    return found
  }

  // A Slavic name in one of its cases, by its sound: Зеленского, Путина.
  const CYRILLIC = /^\p{Script=Cyrillic}+$/u
  const CASES = "ogo omu ego emu imi ami ah om em im oi ei iu ia a u e i o".split(" ")
  function cased(stems, sound) {
    for (const ending of CASES) {
      const stem = sound.slice(0, -ending.length)
      if (stem.length > 3 && sound.endsWith(ending) && stems.has(stem)) return stems.get(stem)
    }
    return []
  }

  // Names of entries and people in the query: which terms they cover, and what they lead to.
  async function named(index, terms) {
    const { keys, sounds, stems } = await index.names()
    const found = []
    const text = terms.map(({ word, corrected }) => corrected || word)
    for (let start = 0; start < text.length; start++)
      for (let end = start + 1; end <= Math.min(text.length, start + 8); end++) {
        if (terms.slice(start, end).some(({ tail }, at) => tail && start + at !== end - 1)) continue
        const joined = run(terms.slice(start, end), text.slice(start, end))
        const exact = keys.get(joined)
        for (const record of exact ?? []) found.push({ record, start, end, exact: true })
        if (exact || terms[start].exact) continue
        const inflected = inflections(terms.slice(start, end), text.slice(start, end)).map((each) => keys.get(each)).find(Boolean)
        for (const record of inflected ?? []) found.push({ record, start, end, exact: false })
        if (inflected) continue
        const sound = own.sound(joined)
        const near = sounds.get(sound) ?? (end === start + 1 && CYRILLIC.test(joined) ? cased(stems, sound) : [])
        for (const record of near) found.push({ record, start, end, exact: false })
      }
    return found
  }

  // The same words run together with one of them in another form: `sovereign wealth funds`, `treaties`.
  const inflections = (terms, text) =>
    terms.flatMap(({ ways }, at) =>
      ways.filter(({ quality }) => quality === AS.form || quality === AS.ending).map(({ entry }) => run(terms, text.map((word, place) => (place === at ? entry.word : word)))),
    )

  // Words run together; of a script without spaces the pairs overlap.
  const run = (terms, text) =>
    text.map((word, at) => (terms[at].part && terms[at + 1]?.part ? [...word][0] : terms[at].tail ? [...word][0] : word)).join("")

  // A word that the collection has only in two: `wishlist`.
  async function parted(index, term) {
    if (!term.missing || term.corrected || term.exact || term.part || term.word.length < 6) return [term]
    const known = new Map((await index.spelling()).map(({ word, weight }) => [word, weight]))
    let best = null
    for (let at = 3; at <= term.word.length - 3; at++) {
      const [one, other] = [term.word.slice(0, at), term.word.slice(at)]
      const weight = Math.min(known.get(one) ?? -1, known.get(other) ?? -1)
      if (weight >= 0 && !(best?.weight >= weight)) best = { weight, words: [one, other] }
    }
    if (!best) return [term]
    const terms = await Promise.all(best.words.map((word) => match(index, { word, whole: "" })))
    return terms.map((each, at) => (at ? each : { ...each, instead: [term.word, best.words.join(" ")] }))
  }

  own.AS = AS
  own.edits = edits
  own.match = async (index, query) => {
    let terms = await Promise.all(query.terms.map((term) => match(index, term)))
    // Phrases count the terms as typed: where there is one, no word is parted.
    if (!query.phrases?.length) terms = (await Promise.all(terms.map((term) => parted(index, term)))).flat()
    const names = await named(index, terms)
    const uses = await Promise.all(names.map(({ record }) => index.word(`*${record}`)))
    names.forEach((name, at) => (name.use = uses[at]))
    return { ...query, terms, names }
  }
})()
