// Keys: / search, g go to a passage (elsewhere: to the glossary), n and p next and previous passage, c cite, ? the
// list. None while typing, and all of them can be switched off, as WCAG 2.1.4 asks of single keys. Material's further
// ones (f s , .) are left out.
(() => {
  const { el, kept, load, pageOf, typing } = readerPage
  const OFF = "reader.keys.off"
  const passages = [...document.querySelectorAll(".passage")]
  const NO_TEXT = ".passage-link, .passage-cite, .card, .note" // what a passage holds besides its own text
  const IMAGES = "img, svg, canvas, video, iframe"

  // Where the own text and images of a passage stand: not its number, nor the items that an item holds.
  function* areas(passage) {
    const walker = document.createTreeWalker(passage, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.matches?.(`${NO_TEXT}, .passage`) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    )
    const range = new Range()
    while (walker.nextNode()) {
      const node = walker.currentNode
      if (node.nodeType === Node.TEXT_NODE ? !node.data.trim() : !node.matches(IMAGES)) continue
      range.selectNode(node)
      yield* range.getClientRects()
    }
  }

  // Below the header, where the page comes to stand that is led to a passage: what is above has been read.
  const line = (passage) => parseFloat(getComputedStyle(passage).scrollMarginTop)

  // Whether a line of a passage, or an image, shows by half below the header; a tall image, where it fills half of it.
  function inView(passage) {
    if (passage.checkVisibility?.() === false) return false // in what is folded
    const top = line(passage)
    const least = ({ height }) => Math.min(height, innerHeight - top) / 2
    const shown = (area) => Math.min(area.bottom, innerHeight) - Math.max(area.top, top)
    return shown(passage.getBoundingClientRect()) > 0 && [...areas(passage)].some((area) => shown(area) >= least(area))
  }

  // The passage that the keys act on: the one with focus if it is in view, else the first whose text is.
  function current() {
    const focused = document.activeElement.closest?.(".passage")
    return focused && inView(focused) ? focused : passages.find(inView)
  }

  // Go to the passage after or before the current one; where none is in view, after or before the place that is. As long
  // as none has been reached, the first is the next one: who starts with this key skips nothing.
  function step(by) {
    const open = passages.filter((each) => each.checkVisibility?.() !== false)
    const begun = open.filter((each) => each.getBoundingClientRect().top < line(each) + 1).length
    const here = current()
    const reached = begun > 0 || here?.contains(document.activeElement)
    const at = here ? open.indexOf(here) : begun - 0.5
    const next = here && !reached ? 0 : Math.floor(at + 1)
    const to = open[by > 0 ? next : Math.ceil(at - 1)] ?? here
    if (!to) return false
    to.scrollIntoView({ block: "start", behavior: "instant" }) // the next press finds it in view
    to.querySelector(".passage-link").focus({ preventScroll: true })
    return true
  }

  function cite() {
    if (!passages.length) return false
    document.dispatchEvent(new CustomEvent("reader:cite", { detail: { passage: current()?.id ?? "" } }))
    return true
  }

  // The list of keys is loaded when it is wanted.
  function help() {
    load("panels.css", "help").then(() => readerPage.help(OFF))
    return true
  }

  function search() {
    document.dispatchEvent(new CustomEvent("reader:search"))
    return true
  }

  function go() {
    if (passages.length) document.dispatchEvent(new CustomEvent("reader:goto"))
    else glossary()
    return true
  }

  function glossary() {
    location.assign(pageOf("glossary"))
    return true
  }

  const actions = { "/": search, g: go, n: () => step(1), p: () => step(-1), c: cite, "?": help }

  addEventListener(
    "keydown",
    (event) => {
      const { key, target } = event
      if (key.length > 1 || event.ctrlKey || event.metaKey || event.altKey || typing(target)) return
      if (document.querySelector("dialog[open]")) return
      const off = kept(OFF) && key !== "?"
      if (off || "npsf,.".includes(key)) event.stopImmediatePropagation()
      if (!off && actions[key]?.()) event.preventDefault()
    },
    true,
  )

  const foot = document.querySelector(".md-footer-meta__inner")
  if (foot) {
    const button = el("button", { class: "keys-button", type: "button" }, "Keyboard shortcuts")
    button.addEventListener("click", help)
    foot.append(button)
  }
})()
