// The panel that cites the article or one of its passages; article.js loads it when it is first wanted. Its texts come
// finished from the build; here only the number of the passage and its address are put in.
(() => {
  const { dayOf, el, keep, kept } = readerPage
  const { copyAs, fill } = readerPage.citation
  const { add, opening } = readerPage.list
  const LONGEST_QUOTATION = 30 // words
  const FORMAT = "reader.cite.format"

  const panel = document.getElementById("__cite-panel")
  const body = document.querySelector(".article-body")
  const data = self.readerCitations[panel.dataset.article]
  const $ = (selector) => panel.querySelector(selector)

  let passage = null
  let last = null // the last passage of several that are cited at once
  let quotation = []

  /** Open the panel for the passage pointed at, or from it to another (`upTo`), else for those of the words selected, else
   * for that in view, else for the article. */
  readerPage.openCite = ({ pointed = null, inView = null, upTo = null, selected = null }) => {
    if (panel.open) return
    quotation = quote(selected)
    passage = pointed ?? quotation[0]?.passage ?? inView
    const quoted = !upTo && quotation.some((part) => part.passage === passage)
    if (quoted) passage = quotation[0].passage
    last = quoted ? quotation.at(-1).passage : upTo
    if (last === passage) last = null
    $(".cite-what").textContent = passage ? `paragraph${last ? "s" : ""} ${numbers()}` : "this article"
    $(".cite-quotation").hidden = !quoted
    $(".cite-status").textContent = ""
    show()
    panel.showModal()
  }

  const linkOf = (passage) => passage.querySelector(":scope > .passage-link")
  const numberOf = (passage) => linkOf(passage).dataset.number
  const numbers = () => numberOf(passage) + (last ? `–${numberOf(last)}` : "")

  // The styles that abbreviate the word for a passage add an s for several, as `Form("passages")` in pandoc.py shows.
  const SINGULAR = /\b(para?)(?=\.? \ue001)/gi
  const several = (text) => (last ? text.replace(SINGULAR, "$1s") : text)

  const page = () => (/^https?:/.test(data.url) ? data.url : location.href.split(/[?#]/)[0])
  // A passage that was reworded is cited with the day, so that what was read is found again (see revisions.js).
  const reworded = (passage) => document.querySelector(`.revision[data-number="${numberOf(passage)}"] li + li`)
  const day = () => dayOf("YYYY-MM-DD")
  const place = () => (passage ? `${reworded(passage) ? `?on=${day()}` : ""}#${passage.id}` : "")
  const address = () => page() + place()
  const cited = () => `${numbers()}${reworded(passage) ? `, as of ${dayOf("D Month YYYY")}` : ""}`

  function show() {
    const format = data.formats.find(({ id }) => id === $("select").value)
    const parts = format.parts.map(({ label, work, passage: part = work, code }) => {
      const text = fill(several(passage ? part : work), page(), place(), passage ? cited() : "", format.day)
      const shown = el(code ? "pre" : "p", { class: "cite-text", tabindex: code ? "0" : "-1" })
      if (code) shown.textContent = text
      else shown.innerHTML = text
      const button = el("button", { type: "button", "aria-label": `Copy: ${label.toLowerCase()}` }, "Copy")
      button.addEventListener("click", () => copy(shown.textContent, label, code ? "" : shown.innerHTML))
      return el("section", {}, el("h3", {}, label), shown, button)
    })
    $(".cite-parts").replaceChildren(...parts)
  }

  async function copy(text, label, html) {
    // A status that says the same again is spoken only if it was empty between.
    tell("")
    const done = await copyAs(text, html, panel)
    const said = done ? `Copied: ${label.toLowerCase()}` : "Not copied: select the text and copy it by hand"
    setTimeout(() => tell(said), 50)
  }

  const tell = (said) => ($(".cite-status").textContent = said)

  // The words selected in the passage, or the first of it, to know it by in the list.
  function toList() {
    const quote = quotation.find((part) => part.passage === passage)?.words ?? ""
    const { article, title } = document.querySelector(".article-actions").dataset
    const own = passage && { id: passage.id, number: numberOf(passage), day: reworded(passage) ? day() : "" }
    const entry = passage && { ...own, quote, opening: quote ? "" : opening(textOf(passage)) }
    const done = add(article, title, entry)
    tell(done ? "Added to my list" : "Not added: this browser keeps nothing for this site")
  }

  function textOf(passage) {
    const own = new Range()
    own.setStart(passage, 0)
    own.setEndBefore(linkOf(passage))
    return said(own)
  }

  /** The passages that have words in a range: each with these words, whole, and what stands before and after them. */
  function quote(range) {
    if (!range || !Intl.Segmenter) return [] // Firefox before 125 has no words to tell
    const within = [...body.querySelectorAll(".passage")].filter((each) => range.intersectsNode(each))
    return within.map((each) => cut(each, range)).filter(({ words }) => words)
  }

  function cut(passage, range) {
    const own = new Range()
    own.setStart(passage, 0)
    own.setEndBefore(linkOf(passage)) // the blocks that an item holds come after it
    const upTo = (node, offset) => {
      const part = own.cloneRange()
      part.setEnd(node, offset)
      return said(part).length
    }
    const start = upTo(range.startContainer, range.startOffset)
    const end = upTo(range.endContainer, range.endOffset)
    const parts = ["", "", ""]
    for (const { index, segment } of new Intl.Segmenter(undefined, { granularity: "word" }).segment(said(own)))
      parts[index + segment.length <= start ? 0 : index < end ? 1 : 2] += segment
    const [before, words, after] = parts.map((part) => part.trim())
    return { passage, before, words: start < end ? words : "", after }
  }

  // What a range says, without the card or the note that may stand open in it.
  function said(range) {
    const copy = range.cloneContents()
    for (const aside of copy.querySelectorAll(".card, .note")) aside.remove()
    return fold(copy.textContent)
  }

  const fold = (text) => text.replace(/\s+/g, " ").trimStart()

  // https://wicg.github.io/scroll-to-text-fragment/: whole words, of one block; the first and the last of them where they
  // are many or go on to another passage; context where they recur.
  function textFragment() {
    const { before, words } = quotation[0]
    const { words: last, after } = quotation.at(-1)
    const first = (text, count) => text.split(" ").slice(0, count).join(" ")
    const final = (text, count) => text.split(" ").slice(-count).join(" ")
    const whole = quotation.length === 1 && words.split(" ").length <= LONGEST_QUOTATION
    const texts = whole ? [words] : [first(words, 5), final(last, 5)]
    const page = fold(document.body.textContent).toLowerCase()
    const recurs = texts.some((text) => page.split(text.toLowerCase()).length > 2)
    const encode = (text) => encodeURIComponent(text).replaceAll("-", "%2D")
    const directive = texts.map(encode)
    if (recurs && before) directive.unshift(`${encode(final(before, 3))}-`)
    if (recurs && after) directive.push(`-${encode(first(after, 3))}`)
    return directive.join(",")
  }

  const select = $("select")
  if (data.formats.some(({ id }) => id === kept(FORMAT))) select.value = kept(FORMAT)
  select.addEventListener("change", () => {
    keep(FORMAT, select.value)
    show()
  })
  $(".cite-list-add").addEventListener("click", toList)
  $(".cite-link").addEventListener("click", () => copy(address(), "link"))
  $(".cite-quotation").addEventListener("click", () =>
    copy(`${address()}:~:text=${textFragment()}`, "link to quotation"),
  )
  panel.addEventListener("click", ({ target, clientX, clientY }) => {
    const { left, right, top, bottom } = panel.getBoundingClientRect()
    const outside = clientX < left || clientX > right || clientY < top || clientY > bottom
    if (target === panel && outside) panel.close()
  })
  // The theme's single keys, such as the one for search, are not for what lies below the panel.
  panel.addEventListener("keydown", (event) => event.stopPropagation())
})()
