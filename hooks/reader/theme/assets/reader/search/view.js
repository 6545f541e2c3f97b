// The results as one types, in the dialog and on the page of the search alike.
(() => {
  const own = (window.readerSearch ??= {})
  const GROUPS = { entry: "Glossary", person: "People", article: "Articles", passage: "Passages", note: "Notes", page: "Pages" }
  const FIRST = { entry: 2, person: 2, article: 3, passage: 6, note: 2, page: 2 }
  const MORE = 10
  const EARLY = 3 // results shown before all texts have come
  const LENGTH = 240 // characters of a passage that a result shows
  const ADDRESS = /\ue000/g
  const NUMBER = /\ue001/g

  const { el, excerpt, copy, recent, plain } = own

  /** Fill `root` with results for what is typed into `input`; `moved` is told of the address when it changes. */
  own.view = ({ root, input, base, moved, left = () => {} }) => {
    const status = el("p", { class: "search-status", role: "status" })
    const told = el("p", { class: "search-told" })
    const results = el("div", { class: "search-results" })
    const filters = own.filters(GROUPS, () => run())
    let index = null
    let asked = 0
    let answer = null
    let limits = { ...FIRST }
    root.append(filters.button, filters.panel, status, told, results)

    const say = (text) => (status.textContent = text)

    async function run() {
      const turn = ++asked
      const typed = input.value
      limits = { ...FIRST }
      moved(typed.trim(), filters.chosen)
      if (!typed.trim()) {
        answer = null
        say("")
        told.replaceChildren()
        showRecent()
        return
      }
      try {
        if (!index) say("Loading the index …")
        index ??= await own.open(base)
        filters.use(index)
        const found = await own.find(index, typed, await filters.allowed())
        if (turn !== asked) return
        answer = { ...found, typed: typed.trim() }
        await show(turn)
      } catch (error) {
        if (turn !== asked) return
        say(`${error.message}`)
        results.replaceChildren(el("p", {}, "The ", el("a", { href: base }, "articles"), " can be read without it."))
      }
    }

    const addressOf = (url) => {
      const [page, fragment] = url.split("#")
      const address = new URL(page, base)
      if (fragment !== undefined) address.hash = fragment
      return address.href
    }

    async function show(turn) {
      const groups = new Map()
      for (const record of answer.records) {
        const kind = index.kindOf(record)
        if (!groups.has(kind)) groups.set(kind, [])
        groups.get(kind).push(record)
      }
      const wanted = [...groups].map(([kind, records]) => [kind, records, records.slice(0, limits[kind])])
      const draw = (those) => {
        const focused = document.activeElement?.closest?.(".search-hit")?.querySelector(".search-result")?.href
        results.replaceChildren(...those.map(([kind, records, first]) => group(kind, records, first)))
        if (focused) [...results.querySelectorAll(".search-result")].find(({ href }) => href === focused)?.focus()
        tell()
      }
      const read = (records) => Promise.all(records.map((each) => index.result(each)))
      // The first few at once, the others when their texts have come.
      const every = wanted.flatMap(([, , first]) => first)
      if (every.some((record) => !index.has(record))) {
        let left = EARLY
        const early = await Promise.all(
          wanted.map(async ([kind, records, first]) => {
            const some = first.slice(0, left)
            left -= some.length
            return [kind, records, await read(some)]
          }),
        )
        if (turn !== asked) return
        draw(early.filter(([, , first]) => first.length))
      }
      const whole = await Promise.all(wanted.map(async ([kind, records, first]) => [kind, records, await read(first)]))
      if (turn !== asked) return
      draw(whole)
      results.dataset.of = answer.typed // told to whoever waits for an answer
    }

    function tell() {
      const { total, complete, corrections, missing, records, direct } = answer
      const told_ = []
      const quoted = (word) => el("em", {}, word)
      for (const [word, other] of corrections) told_.push(el("span", {}, "Nothing for ", quoted(word), ": showing ", quoted(other), ". "))
      if (missing.length) told_.push(el("span", {}, "No text has ", ...missing.flatMap((word, at) => [at ? ", " : "", quoted(word)]), ". "))
      told.replaceChildren(...told_)
      const count = Math.max(total, records.length)
      const number = (many) => many.toLocaleString("en")
      if (!count) {
        say("No results")
        results.replaceChildren(
          el("p", { class: "search-none" }, filters.set() ? "The filters may leave something out. " : "", "Try fewer words, or look into the ",
            el("a", { href: addressOf(index.head.pages.glossary) }, "glossary"), ", the ", el("a", { href: addressOf(index.head.pages.people) }, "people"), " or the ", el("a", { href: addressOf("") }, "articles"), "."),
        )
      } else if (complete && complete < count) say(`${number(complete)} with all words, ${number(count - complete)} with some`)
      else if (!complete && answer.query.terms.length > 1 && !direct.length) say(`None has all words; ${number(count)} with some`)
      else say(count === 1 ? "1 result" : `${number(count)} results`)
    }

    function group(kind, records, first) {
      const id = `__search-${kind}`
      const list = el("ol", { class: "search-list" }, ...first.map(hit))
      const made = el("section", { class: "search-group", "data-kind": kind, "aria-labelledby": id }, el("h2", { class: "search-kind", id }, GROUPS[kind]), list)
      const rest = records.length - first.length
      if (rest > 0) {
        const more = el("button", { type: "button", class: "search-more" }, `${Math.min(MORE, rest)} more of ${rest.toLocaleString("en")}`)
        more.setAttribute("aria-label", `${GROUPS[kind]}: ${more.textContent}`)
        more.addEventListener("click", async () => {
          const from = limits[kind]
          limits[kind] += MORE
          await show(asked)
          results.querySelectorAll(`[data-kind=${kind}] .search-result`)[from]?.focus()
        })
        made.append(more)
      }
      return made
    }

    function hit(result) {
      const { kind, name, text, work, section, number } = result
      const { folding } = index
      const marked = (words, length) => excerpt(words, folding.spans(words, answer.words), length)
      const address = addressOf(result.url)
      const tongue = work && work.language && work.language !== document.documentElement.lang ? work.language : null
      const where = []
      if (kind === "passage" || kind === "note") {
        where.push(el("span", { class: "search-title" }, work.title))
        if (work.year) where.push(work.year)
        if (kind === "passage" && section) where.push(el("span", {}, ...marked(section, 120)))
        where.push(el("span", { class: "search-number" }, kind === "passage" ? `para. ${number}` : `note ${number}, on para. ${section}`))
      } else if (kind === "article") where.push(...[work?.byline, work?.year].filter(Boolean))
      else if (kind === "page" && section) where.push(section)
      const facts = where.flatMap((part, at) => [at ? " · " : "", part])
      const anchor = el("a", { class: "search-result", href: address })
      if (kind === "passage") anchor.append(el("span", { class: "search-where" }, ...facts))
      else {
        const title = el("span", { class: "search-name" })
        title.append(...(kind === "note" ? ["“", ...marked(name, 120), "”"] : marked(name, 200)))
        anchor.append(title)
        if (facts.length) anchor.append(el("span", { class: "search-where" }, ...facts))
      }
      if (text) anchor.append(el("span", { class: "search-text", lang: tongue }, ...marked(text, kind === "passage" ? LENGTH : 170)))
      anchor.addEventListener("click", (event) => {
        recent((kept) => [answer.typed, ...kept.filter((each) => each !== answer.typed)])
        own.leaveMarks?.(address, [...answer.words])
        left(event, address)
      })
      anchor.addEventListener("auxclick", () => own.leaveMarks?.(address, [...answer.words]))
      const actions = el("span", { class: "search-actions" }, action("Copy link", result, () => [address]))
      if (kind === "passage" && work.citation) {
        const cited = work.citation.replace(NUMBER, number).replace(ADDRESS, address)
        actions.append(action("Cite", result, () => [plain(cited), cited]))
      }
      return el("li", { class: "search-hit" }, anchor, actions)
    }

    function action(label, { kind, name, number }, texts) {
      const of = kind === "passage" ? `paragraph ${number}` : name
      const button = el("button", { type: "button", "aria-label": `${label}: ${of}` }, label)
      button.addEventListener("click", async () => {
        const done = await copy(...texts())
        say(done ? (label === "Cite" ? "Citation copied" : "Link copied") : "Not copied: the browser forbids it")
      })
      return button
    }

    function showRecent() {
      const kept = recent()
      results.replaceChildren()
      if (!kept.length) return
      const list = el("ul", { class: "search-recent" })
      for (const typed of kept) {
        const again = el("button", { type: "button", class: "search-again" }, typed)
        again.addEventListener("click", () => {
          input.value = typed
          input.focus()
          run()
        })
        const drop = el("button", { type: "button", class: "search-drop", "aria-label": `Forget ${typed}` }, "×")
        drop.addEventListener("click", () => {
          recent((every) => every.filter((each) => each !== typed))
          showRecent()
          input.focus()
        })
        list.append(el("li", {}, again, drop))
      }
      const all = el("button", { type: "button", class: "search-forget" }, "Forget all")
      all.addEventListener("click", () => {
        recent(() => [])
        showRecent()
        input.focus()
      })
      results.append(el("h2", { class: "search-kind" }, "Searched before in this browser"), list, all)
    }

    // Arrows go from the field through the results and back; Enter in the field opens the first.
    root.parentElement.addEventListener("keydown", (event) => {
      const links = [...results.querySelectorAll(".search-result")]
      const at = links.indexOf(document.activeElement)
      if (event.key === "ArrowDown" && (event.target === input || at >= 0) && links.length) links[Math.min(at + 1, links.length - 1)].focus()
      else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? input).focus()
      else if (event.key === "Home" && at >= 0) links[0].focus()
      else if (event.key === "End" && at >= 0) links.at(-1).focus()
      else if (event.key.length === 1 && at >= 0 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) return void input.focus()
      else return
      event.preventDefault()
    })
    input.addEventListener("input", run)

    return {
      run,
      async enter() {
        if (answer?.typed !== input.value.trim()) await run()
        results.querySelector(".search-result")?.click()
      },
      choose: filters.choose,
    }
  }
})()
