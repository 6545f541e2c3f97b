// Which records answer a query, the best first: see `score` for what counts.
(() => {
  const own = (window.readerSearch ??= {})
  // Of records that are equal: first what the words name, then what says them.
  const NAMED = { entry: 0.06, person: 0.06, article: 0.05, passage: 0.03, note: 0, page: 0 }
  const KIND = { entry: -0.12, person: -0.12, article: -0.005, passage: 0, note: -0.05, page: -0.35 }
  // The share of a query's weight that a name must hold to be what is meant: less, and a passage is.
  const MEANT = 0.65
  const MOST_NEAR = 5000 // records whose words are looked at in their places
  const MOST_RANKED = 400
  const MOST_TERMS = 30
  // What a word counts for that only holds a sentence together.
  const SMALL = 0.35

  const bits = (mask) => {
    let count = 0
    for (; mask; mask &= mask - 1) count++
    return count
  }

  /** Whether a term only holds the sentence together; in quotes none does. */
  own.isSmall = (index, { word, exact }) => !exact && index.small.has(word)

  /** Rank the records for a matched query; `allowed` tells whether a filter lets a record through. */
  own.rank = (index, query, allowed = null) => {
    const terms = query.terms.filter(({ tail }) => !tail).slice(0, MOST_TERMS)
    const size = index.size
    const masks = new Uint32Array(size)
    const inName = new Uint32Array(size)
    const worth = new Float32Array(size)
    const touched = []
    const kept = excluded(index, query)
    const weights = terms.map((term) => weigh(term, size) * (own.isSmall(index, term) ? SMALL : 1))
    const total = weights.reduce((sum, weight) => sum + weight, 0) || 1
    // The terms that a record must have to have all: where there are others, small words are not asked for.
    const asked = terms.reduce((mask, term, at) => (own.isSmall(index, term) ? mask : mask | (1 << at)), 0)
    const every = 2 ** terms.length - 1
    const full = asked || every
    const holdsAll = (mask) => (mask & full) === full

    const touch = (record, at, gain, name) => {
      if (!masks[record]) touched.push(record)
      if (name) inName[record] |= 1 << at
      if (masks[record] & (1 << at)) return
      masks[record] |= 1 << at
      worth[record] += gain
    }
    terms.forEach((term, at) => {
      for (const { entry, quality } of term.ways) {
        const { text, name } = index.postings(entry)
        for (const record of name.records) touch(record, at, weights[at] * quality, true)
        for (const record of text.records) touch(record, at, weights[at] * quality, false)
      }
    })
    for (const { record, start, end, use, exact } of query.names) {
      const quality = own.AS.use * (exact ? 1 : 0.9)
      const records = use ? index.postings(use).text.records : []
      for (let at = start; at < Math.min(end, terms.length); at++) {
        touch(record, at, weights[at] * (exact ? 1 : 0.9), true)
        for (const each of records) touch(each, at, weights[at] * quality, false)
      }
    }

    let found = touched.filter((record) => masks[record] & full && !kept.has(record) && (!allowed || allowed(record)))
    for (const phrase of query.phrases) found = found.filter((record) => holds(index, query, phrase, record))
    const complete = (record) => holdsAll(masks[record])
    const context = (record) => {
      const work = index.workOf(record)
      return work < 0 ? 0 : masks[index.articleOf(work)]
    }

    const rough = (record) => (complete(record) ? 2 : 0) + worth[record] / total + (inName[record] ? 0.2 : 0)
    found.sort((one, other) => rough(other) - rough(one) || one - other)
    const completes = found.findIndex((record) => !complete(record))
    const count = completes < 0 ? found.length : completes
    const near = found.slice(0, Math.max(Math.min(count, MOST_NEAR), MOST_RANKED))

    /* What counts: all words before some; then how much of the query's weight a record holds, how near its words
       stand and in what order, and whether a name or a title says them; a name typed whole before all. */
    const score = (record, read = null) => {
      const mask = masks[record]
      const around = context(record) & ~mask
      let sum = worth[record] / total
      for (let at = 0; at < terms.length; at++) if (around & (1 << at)) sum += (0.3 * weights[at]) / total
      let named = 0
      for (let at = 0; at < terms.length; at++) if (inName[record] & (1 << at)) named += weights[at] / total
      const kind = index.kindOf(record)
      const meant = named >= MEANT || (named && kind !== "entry" && kind !== "person")
      const base = mask === every ? 1.5 : holdsAll(mask) ? 1.1 : holdsAll(mask | around) ? 0.6 : 0
      return (
        base +
        sum +
        (meant ? 0.4 * named * named : 0) +
        (0.5 * nearness(terms, read ?? places(index, terms, record, named === 1 ? "name" : "text")) * bits(mask)) / terms.length +
        (meant ? NAMED : KIND)[kind]
      )
    }
    const scores = new Map(near.map((record) => [record, score(record)]))
    // Where words have no places in the index, the first records are looked at again in their texts.
    const rescore = (record, text) => scores.set(record, scores.get(record) - score(record) + score(record, inText(index, terms, text)))
    const raise = (record, by) => scores.has(record) && scores.set(record, scores.get(record) + by)
    const raised = new Map()
    for (const { record, start, end, exact } of query.names) {
      const share = weights.slice(start, end).reduce((sum, weight) => sum + weight, 0) / total
      const whole = start === 0 && end >= terms.length
      const part = share < MEANT ? (exact ? 0.1 * share : 0) : (exact ? 0.6 : 0.4) * share * share
      raised.set(record, Math.max(raised.get(record) ?? 0, whole ? (exact ? 6 : 4) : part))
    }
    for (const [record, by] of raised) raise(record, by)
    near.sort((one, other) => scores.get(other) - scores.get(one) || one - other)
    return {
      records: [...near.slice(0, Math.max(MOST_RANKED, count)), ...found.slice(near.length)],
      complete: count,
      scores,
      rescore,
      bare: terms.length > 1 && terms.some(({ ways }) => ways.some(({ entry }) => entry.bare)),
      total: found.length,
    }
  }

  // Rare words weigh more: a misspelt one as what it is taken for, one that the collection lacks as one of a single record.
  function weigh({ ways }, size) {
    const meant = ways.filter(({ quality }) => quality >= own.AS.beginning)
    const count = (meant.length ? meant : ways.slice(0, 1)).reduce((sum, { entry }) => sum + entry.count, 0)
    return Math.log(1 + size / Math.max(count, ways.length ? 1 : 3)) ** 1.5
  }

  // The places of a term in a record, in its text or its name.
  function placesOf(index, { entry }, record, field) {
    const { records, starts, places } = index.postings(entry)[field]
    if (!starts) return []
    const at = own.lastUpTo(records, record)
    return at >= 0 && records[at] === record ? places.slice(starts[at], starts[at + 1]) : []
  }

  const places = (index, terms, record, field) =>
    terms.map((term) => term.ways.slice(0, 12).flatMap((way) => placesOf(index, way, record, field)))

  function inText(index, terms, text) {
    const words = index.folding.words(text)
    return terms.map(({ ways }) => {
      const wanted = new Set(ways.map(({ entry }) => entry.word))
      return words.filter(({ word }) => wanted.has(word)).map(({ position }) => position)
    })
  }

  // From 0 to 1: how near each other the words of the query stand, and whether in the order typed.
  function nearness(terms, places) {
    if (terms.length === 1) return Math.min(1, 0.9 + 0.02 * places[0].length)
    const here = []
    places.forEach((each, at) => each.forEach((place) => here.push([place, at])))
    here.sort((one, other) => one[0] - other[0])
    const wanted = places.filter(({ length }) => length).length
    if (wanted < 2) return 0.2
    const seen = new Uint16Array(terms.length)
    let have = 0
    let from = 0
    let least = Infinity
    for (const [place, at] of here) {
      if (!seen[at]++) have++
      while (have === wanted) {
        least = Math.min(least, place - here[from][0] + 1)
        if (!--seen[here[from][1]]) have--
        from++
      }
    }
    let next = 0
    let close = 0
    for (let at = 1; at < terms.length; at++) {
      const after = new Set(places[at])
      if (places[at - 1].some((place) => after.has(place + 1))) next++
      if (places[at - 1].some((place) => [1, 2, 3, 4].some((distance) => after.has(place + distance)))) close++
    }
    const pairs = terms.length - 1
    return 0.45 * Math.min(1, wanted / least) + (0.35 * next) / pairs + (0.2 * close) / pairs
  }

  // Whether a record says a phrase word for word. Where a word has no places it may stand anywhere.
  function holds(index, query, { first, length, open }, record) {
    const terms = query.terms.slice(first, first + length).filter(({ tail }) => !tail)
    return ["text", "name"].some((field) => {
      let starts = null
      for (let at = 0; at < terms.length; at++) {
        const last = at === terms.length - 1
        const ways = terms[at].ways.filter(({ quality, entry }) => quality === 1 && !entry.whole).concat(last && open ? terms[at].ways : [])
        const bare = ways.filter(({ entry }) => entry.bare && field === "text")
        if (bare.some(({ entry }) => has(index.postings(entry).text.records, record))) continue
        const here = new Set(ways.flatMap((way) => placesOf(index, way, record, field)).map((place) => place - at))
        if (!here.size) return false
        starts = starts ? new Set([...starts].filter((place) => here.has(place))) : here
        if (!starts.size) return false
      }
      return true
    })
  }

  /** Whether a text says a phrase: where a word has no places in the index, this is left to find out. */
  own.says = (index, query, { first, length, open }, text) => {
    const wanted = query.terms.slice(first, first + length).filter(({ tail }) => !tail).map(({ word }) => word)
    const at = new Map()
    for (const { word, position } of index.folding.words(text)) at.set(position, [...(at.get(position) ?? []), word])
    const fits = (place) =>
      wanted.every((word, nth) =>
        at.get(place + nth)?.some((other) => other === word || (open && nth === wanted.length - 1 && other.startsWith(word))),
      )
    return [...at.keys()].some(fits)
  }

  const has = (records, record) => {
    const at = own.lastUpTo(records, record)
    return at >= 0 && records[at] === record
  }

  // The records that hold what the query excludes.
  function excluded(index, query) {
    const out = new Set()
    for (const words of query.without ?? [])
      for (const { ways } of words.slice(0, 1))
        for (const { entry } of ways) {
          const { text, name } = index.postings(entry)
          for (const record of [...text.records, ...name.records])
            if (words.length < 2 || holds(index, { terms: words }, { first: 0, length: words.length }, record)) out.add(record)
        }
    return out
  }
})()
