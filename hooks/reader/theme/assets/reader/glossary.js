// The filter of the glossary: by words, letter, kind and article, in step with the address (?q=...).
(() => {
  const { el, readdress, searchOf } = readerPage
  const { fold } = readerPage.folding

  function readEntries() {
    return [...document.querySelectorAll("h3.entry")].map((heading) => {
      const blocks = [heading]
      for (let next = heading.nextElementSibling; next && !/^H[1-6]$/.test(next.tagName); next = next.nextElementSibling)
        blocks.push(next)
      const uses = blocks.find((block) => block.matches(".uses"))
      const articles = new Map()
      for (const cite of uses?.querySelectorAll(".uses-article cite") ?? []) {
        const link = cite.closest(".uses-article").nextElementSibling.querySelector("a")
        articles.set(link.pathname.match(/([^/]+?)(?:\.html|\/(?:index\.html)?)$/)[1], cite.textContent)
      }
      const shown = heading.cloneNode(true)
      shown.querySelector(".headerlink")?.remove()
      return {
        blocks,
        articles,
        name: fold(shown.textContent),
        text: fold(blocks.filter((block) => block !== heading && block !== uses).map((b) => b.textContent).join(" ")),
        kind: heading.dataset.kind ?? "",
        letter: letterOf(heading),
      }
    })
  }

  function letterOf(heading) {
    let before = heading
    while (before && !before.matches(".letter")) before = before.previousElementSibling
    return letterIn(before?.id)
  }

  // The ids of the letters begin with a word and a sign.
  const letterIn = (id) => id?.slice("letter-".length) ?? ""

  function start(letters) {
    const entries = readEntries()
    const heads = [...document.querySelectorAll("h2.letter")]
    const options = (label, pairs) => [
      el("option", { value: "" }, label),
      ...pairs.map(([value, text]) => el("option", { value }, text)),
    ]
    const kinds = [...new Set(entries.map((entry) => entry.kind).filter(Boolean))].sort().map((kind) => [kind, kind])
    const articles = [...new Map(entries.flatMap((entry) => [...entry.articles]))]
    const fields = {
      q: el("input", { type: "search", placeholder: "Filter", "aria-label": "Filter the entries", spellcheck: "false" }),
      kind: el("select", { "aria-label": "Kind" }, ...options("Every kind", kinds)),
      article: el("select", { "aria-label": "Article" }, ...options("Every article", articles)),
    }
    const status = el("p", { class: "filter-status", role: "status" })
    const form = el("form", { class: "filter", role: "search", "aria-label": "Glossary" }, ...Object.values(fields), status)
    form.addEventListener("submit", (event) => event.preventDefault())
    letters.before(form)
    const all = letters.querySelector(".all")
    let letter = ""
    // Headings in place of the letters', so that no entry stands a level too deep.
    const called = el("h2", { class: "named" }, "By name")
    const mentioned = el("h2", { class: "mentioned" }, "In definitions")
    const siblings = [...letters.parentElement.children]
    const order = siblings.slice(siblings.indexOf(letters) + 1)

    function read() {
      const asked = new URLSearchParams(location.search)
      for (const [name, field] of Object.entries(fields)) field.value = asked.get(name) ?? ""
      letter = asked.get("letter") ?? ""
    }

    function write() {
      const address = new URL(location)
      address.search = ""
      for (const [name, field] of Object.entries(fields)) if (field.value) address.searchParams.set(name, field.value)
      if (letter) address.searchParams.set("letter", letter)
      address.hash = ""
      readdress(address)
    }

    function apply() {
      const words = fold(fields.q.value).split(" ")
      const kind = fields.kind.value
      const article = fields.article.value
      const found = entries.filter(
        (entry) =>
          (!kind || entry.kind === kind) &&
          (!article || entry.articles.has(article)) &&
          words.every((word) => ` ${entry.name} ${entry.text}`.includes(` ${word}`)),
      )
      // Entries whose names match stand before those whose definitions do.
      const typed = words.some(Boolean)
      const named = new Set(found.filter((entry) => words.every((word) => ` ${entry.name}`.includes(` ${word}`))))
      const there = new Set(found.map((entry) => entry.letter))
      const shown = new Set(found.filter((entry) => !letter || entry.letter === letter))
      order.forEach((node) => letters.parentElement.append(node))
      const only = [...shown].filter((entry) => !named.has(entry))
      mentioned.hidden = !(typed && only.length)
      called.hidden = !(typed && shown.size > only.length)
      if (typed) for (const entry of [...only.toReversed()]) letters.after(...entry.blocks)
      letters.after(mentioned)
      if (typed) for (const entry of [...named].filter((entry) => shown.has(entry)).toReversed()) letters.after(...entry.blocks)
      letters.after(called)
      for (const entry of entries) for (const block of entry.blocks) block.hidden = !shown.has(entry)
      const headed = new Set([...shown].map((entry) => entry.letter))
      for (const head of heads) head.hidden = typed || !headed.has(letterIn(head.id))
      for (const link of letters.querySelectorAll("a")) {
        const its = letterIn(link.hash.slice(1))
        link.classList.toggle("none", its !== "" && !there.has(its))
        if (its === letter) link.setAttribute("aria-current", "true")
        else link.removeAttribute("aria-current")
      }
      status.textContent =
        shown.size === entries.length ? `${entries.length} entries` : `${shown.size} of ${entries.length} entries`
      if (!shown.size) {
        status.textContent = "No entry has all of this. "
        status.append(el("a", { href: searchOf(fields.q.value) }, "Search the articles"))
      }
    }

    // An address that names an entry shows it, whatever the filter.
    function reveal() {
      const target = readerPage.atHash()
      if (!target?.hidden) return
      for (const field of Object.values(fields)) field.value = ""
      letter = ""
      apply()
      target.scrollIntoView()
    }

    form.addEventListener("input", () => {
      apply()
      write()
    })
    letters.addEventListener("click", (event) => {
      const link = event.target.closest("a")
      if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      letter = letterIn(link.hash.slice(1))
      apply()
      write()
    })
    addEventListener("popstate", () => {
      read()
      apply()
      reveal()
    })
    addEventListener("hashchange", reveal)
    read()
    apply()
    const { hash } = location
    write()
    if (hash) readdress(hash)
    reveal()
  }

  const letters = document.querySelector(".letters")
  if (letters) start(letters)
})()
