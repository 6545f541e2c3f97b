// What narrows the results: to a kind, an article, an author, a year, a language or a term.
(() => {
  const own = (window.readerSearch ??= {})
  const { el } = own
  const FILTERS = { kind: "Kind", article: "Article", author: "Author", year: "Year", language: "Language", term: "Term" }

  /** The filters and the button that shows them; `kinds` are the names of the kinds, `changed` is called at a choice. */
  own.filters = (kinds, changed) => {
    const panel = el("div", { class: "search-filters", id: "__search-filters", role: "group", "aria-label": "Filters" })
    const button = el("button", { type: "button", class: "search-filter", "aria-expanded": "false", "aria-controls": panel.id }, "Filter")
    const selects = {}
    let index = null
    let filled = null
    let chosen = {}

    const set = () => Object.values(chosen).some(Boolean)
    const fill = () => (filled ??= make())

    function unroll(shown) {
      panel.hidden = !shown
      button.setAttribute("aria-expanded", shown)
      if (shown && index) fill()
    }

    function choose(filters) {
      chosen = { ...filters }
      for (const [name, select] of Object.entries(selects)) select.value = chosen[name] ?? ""
      if (set()) unroll(true)
    }

    async function make() {
      const { works } = await index.part("works")
      const { names } = await index.names()
      const terms = names.slice(0, index.head.kinds.entry).map((each) => each.split("\n")[0])
      const pairs = (values) =>
        [...new Set(values.filter(Boolean))].sort((one, other) => one.localeCompare(other)).map((value) => [value, value])
      const options = {
        kind: Object.entries(kinds),
        article: works.map(([title], at) => [index.works[at], title]),
        author: pairs(works.flatMap(([, authors]) => authors)),
        year: pairs(works.map(([, , year]) => year)),
        language: pairs(works.map(([, , , language]) => language)),
        term: pairs(terms),
      }
      for (const [name, label] of Object.entries(FILTERS)) {
        const every = el("option", { value: "" }, `Every ${label.toLowerCase()}`)
        const select = el("select", { "aria-label": label }, every, ...options[name].map(([value, text]) => el("option", { value }, text)))
        selects[name] = select
        select.value = chosen[name] ?? ""
        select.addEventListener("change", () => {
          chosen[name] = select.value
          changed()
        })
        if (options[name].length > 1) panel.append(select)
      }
      const clear = el("button", { type: "button", class: "search-clear" }, "Clear the filters")
      clear.addEventListener("click", () => {
        choose({})
        changed()
      })
      panel.append(clear)
    }

    // What the filters let through, as a test of records; null where none is set.
    async function allowed() {
      if (!set()) return null
      await fill()
      const { kind, article, author, year, language, term } = chosen
      const { works } = await index.part("works")
      const fits = works.map(
        ([, authors, date, tongue], at) =>
          (!article || index.works[at] === article) && (!author || authors.includes(author)) && (!year || date === year) && (!language || tongue === language),
      )
      const ofWork = article || author || year || language
      let users = null
      if (term) {
        const { names } = await index.names()
        const entry = names.findIndex((each, at) => at < index.head.kinds.entry && each.split("\n")[0] === term)
        const use = entry >= 0 && (await index.word(`*${entry}`))
        users = new Set([entry, ...(use ? index.postings(use).text.records : [])])
      }
      return (record) =>
        (!kind || index.kindOf(record) === kind) && (!users || users.has(record)) && (!ofWork || fits[index.workOf(record)] === true)
    }

    button.hidden = panel.hidden = true
    button.addEventListener("click", () => unroll(panel.hidden))
    return {
      panel,
      button,
      set,
      choose,
      allowed,
      use(opened) {
        index = opened
        button.hidden = false
      },
      get chosen() {
        return chosen
      },
    }
  }

  // What an address asks for, and the address for what is asked.
  own.asked = (address) => {
    const query = new URL(address).searchParams
    return { typed: query.get("q") ?? "", chosen: Object.fromEntries(Object.keys(FILTERS).filter((name) => query.get(name)).map((name) => [name, query.get(name)])) }
  }
  own.addressFor = (address, typed, chosen) => {
    const made = new URL(address)
    for (const name of ["q", ...Object.keys(FILTERS)]) made.searchParams.delete(name)
    if (typed) made.searchParams.set("q", typed)
    for (const [name, value] of Object.entries(chosen)) if (value && typed) made.searchParams.set(name, value)
    return made
  }
})()
