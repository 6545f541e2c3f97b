// What results are made of: elements, excerpts, what is copied and what is kept.
(() => {
  const own = (window.readerSearch ??= {})
  const RECENT = "reader.search.recent"
  const MOST_RECENT = 8

  function el(tag, attributes = {}, ...children) {
    const made = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value)
    made.append(...children)
    return made
  }

  function recent(change) {
    try {
      const kept = JSON.parse(localStorage.getItem(RECENT) ?? "[]").filter((each) => typeof each === "string")
      if (change) localStorage.setItem(RECENT, JSON.stringify(change(kept).slice(0, MOST_RECENT)))
      return kept
    } catch {
      return [] // storage may be closed to the site
    }
  }

  // A text with the words found in it marked; of a long one the part that has most of them.
  function excerpt(text, spans, length) {
    let start = 0
    if (text.length > length) {
      let best = -1
      for (const [at] of spans) {
        const have = spans.filter(([from, to]) => from >= at && to <= at + length - 40).length
        if (have > best) [best, start] = [have, at]
      }
      start = Math.max(0, start - 40)
      if (start && start + length > text.length) start = text.length - length
      if (start) start = text.indexOf(" ", start) + 1 || start
    }
    let end = Math.min(text.length, start + length)
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start + length / 2)
    const parts = [start ? "… " : ""]
    let at = start
    for (const [from, to] of spans) {
      if (from < start || to > end) continue
      parts.push(text.slice(at, from), el("mark", {}, text.slice(from, to)))
      at = to
    }
    parts.push(text.slice(at, end), end < text.length ? " …" : "")
    return parts
  }

  async function copy(text, html = "") {
    try {
      const types = { "text/plain": new Blob([text], { type: "text/plain" }) }
      if (html) types["text/html"] = new Blob([html], { type: "text/html" })
      await navigator.clipboard.write([new ClipboardItem(types)])
      return true
    } catch {
      const area = el("textarea", { class: "search-copy", "aria-hidden": "true" }) // without https there is no clipboard
      area.value = text
      const holder = document.querySelector("dialog[open]") ?? document.body
      const active = document.activeElement
      holder.append(area)
      area.select()
      const done = document.execCommand("copy")
      area.remove()
      active?.focus()
      return done
    }
  }

  const plain = (html) => new DOMParser().parseFromString(html, "text/html").body.textContent

  Object.assign(own, { el, excerpt, copy, recent, plain })
})()
