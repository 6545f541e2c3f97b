// The kinds of links that open a card, and what each shows: entries of terms and people, notes, passages, citations.
// Cards of entries come in shards that all pages share, each loaded when the pointer, the finger or the focus comes to
// a passage that links to one of its entries; see reader/pages/cards.py.
(() => {
  const { data, el, idIn, load, root } = readerPage
  const shards = Number(document.currentScript.dataset.shards)
  const ARTICLE = /^articles\/([a-z][a-z0-9-]*)(?:\/(?:index\.html)?|\.html)$/
  // Numbers, headings and ways on, where one means to go.
  const NO_PREVIEW =
    ".passage-link, .passage-cited, .headerlink, .note-back, .card-open, .search-result, :is(h1, h2, h3, nav, .article-actions, .cite, .dialog) a"

  const entries = new Map()
  window.readerCards = (more) => {
    for (const [key, html] of Object.entries(more)) entries.set(key, html)
  }
  // As `shard_of` in cards.py has it.
  const shardOf = (key) => [...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65521, 0) % shards
  const arrive = (key) => data(`data/cards/${shardOf(key)}.js`)

  const fromRoot = (link) => {
    const url = new URL(link.href, location.href)
    const ours = url.origin === root.origin && url.pathname.startsWith(root.pathname)
    return ours ? { path: url.pathname.slice(root.pathname.length), hash: idIn(url) } : null
  }
  const here = (link) => link.pathname === location.pathname

  // "See also", and the line of an entry that cites a passage, lead to an entry as well; "Full entry" goes there. What
  // stands on the page itself needs no card.
  function entryOf(link) {
    if (!shards || here(link) || link.matches(".card-entry a")) return ""
    if (link.dataset.term) return `term:${link.dataset.term}`
    if (link.dataset.person) return `person:${link.dataset.person}`
    const { path, hash } = fromRoot(link) ?? {}
    return /^glossary(\/|\.html|\/index\.html)$/.test(path) && hash && !hash.startsWith("letter-") ? `term:${hash}` : ""
  }

  // In a card, addresses count from the root of the site.
  function entry(key) {
    const html = entries.get(key)
    if (!html) return null
    const box = el("template")
    box.innerHTML = html
    for (const name of ["href", "src"])
      for (const each of box.content.querySelectorAll(`[${name}]`)) each.setAttribute(name, new URL(each.getAttribute(name), root))
    return named(box.content)
  }

  /** `{ id, fragment }` of a link to an article or a passage of one; null for any other link. */
  function placeOf(link) {
    const { path, hash: fragment } = fromRoot(link) ?? {}
    const id = path?.match(ARTICLE)?.[1]
    return !id || fragment.startsWith("__") || (here(link) && !fragment) ? null : { id, fragment }
  }

  const noteOf = (mark) => document.getElementById(mark.getAttribute("href").slice(1))

  const named = (node) => ({ node, label: node.querySelector(".card-title b, .card-title").textContent })

  // `follow`: a click leads to the place itself, and the card only shows what is there.
  const KINDS = [
    {
      has: entryOf,
      content: (link) => {
        const key = entryOf(link)
        return entry(key) ?? arrive(key).then(() => entry(key))
      },
    },
    {
      // A note that stands in the margin needs no card; notes.js shows it there.
      has: (link) => link.classList.contains("note-mark") && !noteOf(link)?.matches(".beside"),
      content: (mark) => {
        const copy = noteOf(mark).cloneNode(true)
        const node = el("div", { class: "card-note" }, ...copy.childNodes)
        node.querySelector(".note-back")?.removeAttribute("href")
        for (const sources of node.querySelectorAll("details")) sources.open = true
        return { node, label: mark.getAttribute("aria-label") }
      },
    },
    {
      has: (link) => link.classList.contains("passage-cited"),
      content: (link) => {
        const id = link.hash.slice("#__cited-".length)
        const lines = [...document.querySelectorAll(".cited-by li")].filter((line) => line.dataset.passages?.split(" ").includes(id))
        if (!lines.length) return null
        const groups = new Map()
        for (const line of lines) groups.set(line.parentElement, [...(groups.get(line.parentElement) ?? []), line])
        const node = el("div", { class: "card-cited" }, el("p", { class: "card-title" }, el("b", {}, link.getAttribute("aria-label"))))
        for (const [list, its] of groups) {
          const head = list.previousElementSibling?.cloneNode(true)
          node.append(el("div", { class: "uses" }, ...(head ? [head] : []), el("ul", {}, ...its.map((line) => line.cloneNode(true)))))
        }
        for (const anchor of node.querySelectorAll("[id]")) anchor.removeAttribute("id")
        return named(node)
      },
    },
    {
      follow: true,
      has: (link) => !link.matches(NO_PREVIEW) && placeOf(link),
      content: (link) =>
        load("previews")
          .then(() => readerPage.preview(link, placeOf(link)))
          .then((node) => node && named(node)),
    },
  ]

  /** The kind of a link, if it opens a card: in the text of a page, or in the card itself. */
  const kindOf = (link, card) =>
    link.closest(".md-content") || card.contains(link) ? KINDS.find((kind) => kind.has(link)) : undefined

  readerPage.kinds = {
    kindOf,
    /** What a card shows for a link: `{ node, label }`, a promise of it, or null. */
    contentOf: (link, card) => kindOf(link, card)?.content(link) ?? null,
    followed: (link, card) => Boolean(kindOf(link, card)?.follow),
    /** Load the cards of the entries that a part of the page links to, before one is asked for. */
    warm: (part) => {
      for (const link of part.querySelectorAll("a[data-term], a[data-person]")) {
        const key = entryOf(link)
        if (key && !entries.has(key)) arrive(key).catch(() => {})
      }
    },
  }
})()
