// Finished citations: what the build left open is put in, and they are copied as text and as rich text.
(() => {
  const { dayOf, el } = readerPage
  const OPEN = { "\ue000": "address", "\ue00a": "page", "\ue001": "number", "\ue009": "accessed" }

  /** Put the page's address, the place on it, the passage's number and the day of reading into a citation. */
  function fill(text, page, place, number, day) {
    const values = { address: page + place, page, number, accessed: dayOf(day) }
    return text.replace(/[\ue000\ue001\ue009\ue00a]/g, (sign) => values[OPEN[sign]])
  }

  function plainOf(html) {
    const box = el("p")
    box.innerHTML = html
    return box.textContent
  }

  /** Copy text, with its rich form; tells whether it was done. `within` is where a helper may stand for a moment. */
  async function copyAs(text, html = "", within = document.body) {
    const types = { "text/plain": new Blob([text], { type: "text/plain" }) }
    if (html) types["text/html"] = new Blob([html], { type: "text/html" })
    try {
      await navigator.clipboard.write([new ClipboardItem(types)])
      return true
    } catch {
      return copyBySelection(text, within) // a page without https has no clipboard
    }
  }

  function copyBySelection(text, within) {
    const active = document.activeElement
    const area = within.appendChild(el("textarea", { class: "copied-from" }))
    area.value = text
    area.select()
    try {
      return document.execCommand("copy")
    } catch {
      return false
    } finally {
      area.remove()
      active?.focus()
    }
  }

  readerPage.citation = { fill, plainOf, copyAs }
})()
