// What is typed, as parts: words, phrases in quotes, what is excluded, and where it may lead straight to a passage.
(() => {
  const own = (window.readerSearch ??= {})
  const PART = /(^|\s)(-?)(?:["“”„«»]([^"“”„«»]*)(["“”„«»]|$)|([^\s"“”„«»]+))/gu
  const NUMBER = "(\\d{1,4}[a-z]{0,2})"
  const LABEL = "(?:paragraphs?|paras?|par|passages?|párrafo|абзац|абз|§|¶|pp?)"
  const ADDRESS = new RegExp(`(?:^|/)([a-z][a-z0-9-]*)/?(?:\\.html|/index\\.html)?(?:\\?[^#]*)?#p${NUMBER}$`, "i")
  const LABELLED = new RegExp(`^(.*?)(?:^|[\\s,(])${LABEL}\\.?\\s*${NUMBER}(?=$|[\\s,)])[),]?(.*)$`, "iu")
  const NUMBERED = new RegExp(`^(.+?)[\\s,]+${NUMBER}$`, "i")
  const AFTER = new RegExp(`^${NUMBER}[\\s,]+(\\D.*)$`, "i")

  // The query without what stands for a passage, and its number.
  function locator(text) {
    const address = ADDRESS.exec(text)
    if (address) return { rest: address[1], number: address[2].toLowerCase(), sure: true }
    const labelled = LABELLED.exec(text)
    if (labelled) {
      const rest = `${labelled[1]} ${labelled[3]}`.trim()
      return rest ? { rest, number: labelled[2].toLowerCase(), sure: true } : null
    }
    const numbered = NUMBERED.exec(text)
    const after = AFTER.exec(text)
    if (after) return { rest: after[2], number: after[1].toLowerCase(), sure: false }
    return numbered && { rest: numbered[1], number: numbered[2].toLowerCase(), sure: false }
  }

  own.parse = (typed, folding) => {
    const text = typed.trim()
    const query = { text, terms: [], phrases: [], excluded: [], locator: locator(text) }
    for (const [, , minus, quoted, closed, bare] of text.matchAll(PART)) {
      const said = quoted ?? bare
      const words = folding.words(said)
      const plain = words.filter(({ whole }) => !whole)
      if (!plain.length) continue
      if (minus) {
        query.excluded.push(plain.map(({ word }) => word))
        continue
      }
      const first = query.terms.length
      for (const each of plain) {
        const whole = quoted === undefined && words.find((other) => other.whole && each.position >= other.position)
        query.terms.push({
          word: each.word,
          whole: whole ? whole.word : "",
          exact: quoted !== undefined,
          part: folding.isUnparted(each.word),
        })
      }
      // Characters of a script without spaces must stand together, as words in quotes must.
      const run = plain.length > 1 && plain.every(({ word }) => folding.isUnparted(word))
      if ((quoted !== undefined || run) && plain.length > 1)
        query.phrases.push({ first, length: plain.length, text: said, open: quoted !== undefined && !closed })
    }
    const last = query.terms.at(-1)
    // The last word is a beginning, unless a quotation mark has closed it.
    if (last && !(last.exact && /["“”„«»]$/.test(text))) last.beginning = !/\s$/.test(typed)
    // The last character of a run stands alone in it: what is searched are its pairs.
    query.terms.forEach((term, at) => {
      const before = query.terms[at - 1]
      term.tail = term.part && [...term.word].length === 1 && Boolean(before?.part)
      if (term.part && [...term.word].length === 1 && !term.tail) term.beginning = true
    })
    return query
  }
})()
