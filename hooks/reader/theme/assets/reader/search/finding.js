// One query from its words to its results.
(() => {
  const own = (window.readerSearch ??= {})

  // The passage that a query names by its number: `para 9 Deyermond`, `deyermond-2017#p9`, `Deyermond 2017 9`.
  async function located(index, { locator }) {
    if (!locator) return []
    const { folding } = index
    const wanted = folding.plain(locator.rest)
    if (!wanted.length) return []
    const parsed = own.parse(`${locator.rest} `, folding)
    const ranked = own.rank(index, await own.match(index, parsed), (record) => index.kindOf(record) === "article")
    const found = []
    for (const article of ranked.records.slice(0, Math.max(5, ranked.complete)).slice(0, 8)) {
      const work = index.workOf(article)
      const count = index.passageStarts[work + 1] - index.passageStarts[work]
      if (!count || parseInt(locator.number, 10) > 3 * count) continue
      const { work: known, url } = await index.result(article)
      const facts = new Set(folding.plain(`${url} ${known.byline} ${known.year} ${locator.sure ? known.title : ""}`))
      if (!wanted.every((word) => facts.has(word))) continue
      for (let record = index.passageStarts[work]; record < index.passageStarts[work + 1]; record++)
        if ((await index.result(record)).number.toLowerCase() === locator.number) found.push(record)
    }
    return found
  }

  const MOST_READ = 4 // texts that are read before there is an answer
  const MOST_TRIED = 40

  // What the index cannot tell for frequent words, which have no places in it: whether a text says a phrase, and how near
  // the words stand in it. Only the first records are read.
  async function read(index, query, result) {
    const { records, rescore, scores, bare } = result
    const unsure = query.phrases.filter(({ first, length }) =>
      query.terms.slice(first, first + length).some(({ ways }) => ways.some(({ entry }) => entry.bare)),
    )
    if (!bare) return result
    let kept = records
    if (unsure.length) {
      kept = []
      let tried = 0
      for (const record of records) {
        if (kept.length >= MOST_READ || tried++ >= MOST_TRIED) break
        const { name, text, section } = await index.result(record)
        if (unsure.every((phrase) => [text, name, section].some((said) => own.says(index, query, phrase, said)))) kept.push(record)
      }
      if (tried < records.length) kept.push(...records.slice(tried))
    }
    // Nearness is worth half a point: a record that far ahead stays ahead.
    const rivals = kept.findIndex((record) => scores.get(record) < scores.get(kept[0]) - 0.5)
    const first = kept.slice(0, Math.min(MOST_READ, rivals < 0 ? kept.length : rivals))
    if (first.length < 2) return { ...result, records: kept, total: result.total - (records.length - kept.length) }
    const texts = await Promise.all(first.map((record) => index.result(record)))
    first.forEach((record, at) => rescore(record, texts[at].text))
    first.sort((one, other) => scores.get(other) - scores.get(one) || one - other)
    return { ...result, records: [...first, ...kept.slice(first.length)], total: result.total - (records.length - kept.length), complete: Math.min(result.complete, kept.length) }
  }

  /** Find what a query asks for; `allowed` is a filter. Gives the records in order, and what must be told of them. */
  own.find = async (index, typed, allowed = null) => {
    const parsed = own.parse(typed, index.folding)
    const query = await own.match(index, parsed)
    query.without = await Promise.all(
      parsed.excluded.map(async (words) => (await own.match(index, { terms: words.map((word) => ({ word })), names: [] })).terms),
    )
    const terms = query.terms.filter(({ tail }) => !tail)
    const lost = query.phrases.some((phrase) =>
      query.terms.slice(phrase.first, phrase.first + phrase.length).some(({ ways, tail }) => !tail && !ways.length),
    )
    let result = { records: [], complete: 0, total: 0, scores: new Map() }
    if (terms.length && !lost) result = await read(index, query, own.rank(index, query, allowed))
    const direct = (await located(index, parsed)).filter((record) => !allowed || allowed(record))
    const first = new Set(direct)
    const words = new Set()
    for (const { ways } of query.terms) for (const { entry } of ways) words.add(entry.word)
    // A record that was found by a name says it in another spelling: what can be one word is marked.
    for (const { record, use } of query.names)
      if (use)
        for (const name of (await index.names()).names[record].split("\n")) {
          const said = index.folding.plain(name)
          if (said.length === 1) words.add(said[0])
        }
    return {
      ...result,
      query,
      records: [...direct, ...result.records.filter((record) => !first.has(record))],
      direct,
      words,
      corrections: query.terms
        .map(({ word, corrected, instead }) => instead ?? (corrected ? [word, corrected] : null))
        .filter(Boolean),
      missing: query.terms.filter(({ ways, tail }) => !tail && !ways.length).map(({ word }) => word),
    }
  }
})()
