// Previews of passages: what a reference leads to. The passages of an article are fetched when the first of them is
// asked for: one script that hands them over, which a page on a disk may load too.
(() => {
  const { data, el } = readerPage
  const SHOWN = 4 // passages of a reference to many

  const arrived = new Map()
  const others = window.readerPassages // the search takes the same files
  window.readerPassages = (article) => {
    arrived.set(article.id, article)
    others?.(article)
  }

  /** A node that shows the article or the passages that a link names, or null where it has no such passage. */
  readerPage.preview = async (link, { id, fragment }) => {
    await data(`data/passages/${id}.js`)
    const work = arrived.get(id)
    if (!work) return null
    const node = el("div", { class: "card-preview" })
    const note = work.notes[fragment.replace(/^note-/, "")]
    if (note && fragment.startsWith("note-")) return noteOf(work, note, link)
    const rows = fragment ? rowsOf(work, link, fragment) : []
    if (fragment && !rows.length) return null
    const [first] = rows
    const title = first?.number ? `Paragraph ${numbers(rows)}` : fragment ? first.section : work.title
    node.append(el("p", { class: "card-title" }, el("b", {}, title)))
    const facts = fragment ? [work.name, first.number && first.section] : work.facts
    node.append(el("p", { class: "card-facts" }, facts.filter(Boolean).join(" · ")))
    const text = el("div", { class: "card-text", lang: work.language, dir: work.dir ?? null })
    const words = quoted(link)
    for (const row of rows.slice(0, SHOWN))
      text.append(el("p", {}, ...(rows.length > 1 ? [el("span", { class: "uses-number" }, row.number), " "] : []), ...marked(row.text, words)))
    if (!fragment && work.summary) text.append(el("p", {}, work.summary))
    if (text.hasChildNodes()) node.append(text)
    const open = first?.number ? `Go to paragraph ${first.number}` : fragment ? "Go to the section" : "Go to the article"
    node.append(el("p", { class: "card-entry" }, el("a", { class: "card-open", href: link.href }, open)))
    return node
  }

  function noteOf(work, [number, quote, text], link) {
    return el(
      "div",
      { class: "card-preview" },
      el("p", { class: "card-title" }, el("b", {}, `Note ${number}`)),
      el("p", { class: "card-facts" }, `${work.name}${quote ? ` · “${quote}”` : ""}`),
      el("div", { class: "card-text" }, el("p", {}, ...marked(text, quoted(link)))),
      el("p", { class: "card-entry" }, el("a", { class: "card-open", href: link.href }, `Go to note ${number}`)),
    )
  }

  function rowsOf({ passages }, link, fragment) {
    const all = passages.map(([id, number, section, text, ...aliases]) => ({ ids: [id, ...aliases], number, section, text }))
    const ids = (link.dataset.passages ?? fragment).split(" ")
    const rows = all.filter((row) => row.number && row.ids.some((each) => ids.includes(each)))
    if (rows.length) return rows
    const heading = all.findIndex((row) => !row.number && row.ids.includes(fragment))
    const next = all.slice(heading + 1).find((row) => row.number)
    return heading < 0 ? [] : [{ ...(next ?? { text: "" }), number: "", section: all[heading].text }]
  }

  const numbers = (rows) => (rows.length > 1 ? `${rows[0].number}–${rows.at(-1).number}` : rows[0].number)

  // The words that a line of uses names.
  const quoted = (link) => link.querySelector("mark")?.textContent.trim() ?? ""

  function marked(text, words) {
    const at = words ? text.indexOf(words) : -1
    if (at < 0) return [text]
    return [text.slice(0, at), el("mark", {}, words), text.slice(at + words.length)]
  }
})()
