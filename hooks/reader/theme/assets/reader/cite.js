// The panel that cites the article or one of its passages. Its texts come finished from the build; here only the
// number of the passage and its address are put in. Another module opens it with the event `reader:cite`, whose
// detail names the `passage`.
const NUMBER = /\ue001/g
const ADDRESS = /\ue000/g
const WORD = /[\p{L}\p{M}\p{N}]/u
const LONGEST_QUOTATION = 200
const KEPT = "reader.cite.format"

const panel = document.getElementById("__cite-panel")
const body = document.querySelector(".article-body")
const data = panel && JSON.parse(document.getElementById("__cite-data").textContent)
const $ = (selector) => panel.querySelector(selector)

let passage = null
let quotation = null

/** Open the panel for the passage with this id; without one for that of the words selected, else for the article. */
function openCite(id = "") {
  if (!panel || panel.open) return
  passage = document.getElementById(id)?.closest(".passage") ?? (id ? null : quotation?.passage) ?? null
  $(".cite-what").textContent = passage ? `paragraph ${numberOf(passage)}` : "this article"
  $(".cite-quotation").hidden = !quotation || quotation.passage !== passage
  $(".cite-status").textContent = ""
  show()
  panel.showModal()
}

const linkOf = (passage) => passage.querySelector(":scope > .passage-link")
const numberOf = (passage) => linkOf(passage).dataset.number

function address() {
  const page = /^https?:/.test(data.url) ? data.url : location.origin + location.pathname
  return passage ? `${page}#${passage.id}` : page
}

function show() {
  const format = data.formats.find(({ id }) => id === $("select").value)
  const parts = format.parts.map(({ label, work, passage: part = work, code }) => {
    const text = (passage ? part : work).replace(NUMBER, passage ? numberOf(passage) : "").replace(ADDRESS, address())
    const section = document.createElement("section")
    const title = section.appendChild(document.createElement("h3"))
    title.textContent = label
    const shown = section.appendChild(document.createElement(code ? "pre" : "p"))
    shown.className = "cite-text"
    if (code) shown.textContent = text
    else shown.innerHTML = text
    shown.tabIndex = code ? 0 : -1
    const button = section.appendChild(document.createElement("button"))
    button.type = "button"
    button.textContent = "Copy"
    button.setAttribute("aria-label", `Copy: ${label.toLowerCase()}`)
    button.addEventListener("click", () => copy(shown.textContent, label, code ? "" : shown.innerHTML))
    return section
  })
  $(".cite-parts").replaceChildren(...parts)
}

async function copy(text, label, html) {
  const types = { "text/plain": new Blob([text], { type: "text/plain" }) }
  if (html) types["text/html"] = new Blob([html], { type: "text/html" })
  let done = true
  // A status that says the same again is spoken only if it was empty between.
  $(".cite-status").textContent = ""
  try {
    await navigator.clipboard.write([new ClipboardItem(types)])
  } catch {
    done = copyBySelection(text) // a page without https has no clipboard
  }
  const said = done ? `Copied: ${label.toLowerCase()}` : "Not copied: select the text and copy it by hand"
  setTimeout(() => ($(".cite-status").textContent = said), 50)
}

function copyBySelection(text) {
  const active = document.activeElement
  const area = panel.appendChild(document.createElement("textarea"))
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

// https://wicg.github.io/scroll-to-text-fragment/: whole words; a range where they are many, context where they recur.
function textFragment({ text, passage }) {
  const encode = (words) => encodeURIComponent(words).replaceAll("-", "%2D")
  const whole = folded(passage.textContent)
  let start = whole.indexOf(text)
  let end = start + text.length
  if (start < 0) {
    const words = text.split(" ")
    return `${encode(words.slice(1, 5).join(" "))},${encode(words.slice(-5, -1).join(" "))}`
  }
  while (start > 0 && WORD.test(whole[start]) && WORD.test(whole[start - 1])) start--
  while (end < whole.length && WORD.test(whole[end - 1]) && WORD.test(whole[end])) end++
  const words = whole.slice(start, end)
  if (words.length > LONGEST_QUOTATION) {
    const list = words.split(" ")
    return `${encode(list.slice(0, 5).join(" "))},${encode(list.slice(-5).join(" "))}`
  }
  if (folded(body.textContent).split(words).length < 3) return encode(words)
  const before = whole.slice(0, start).trim().split(" ").slice(-3).join(" ")
  const after = whole.slice(end).trim().split(" ").slice(0, 3).join(" ")
  return (before ? `${encode(before)}-,` : "") + encode(words) + (after ? `,-${encode(after)}` : "")
}

const folded = (text) => text.replace(/\s+/g, " ").trim()

// Storage may be closed to the site.
function stored() {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}

function store(format) {
  try {
    localStorage.setItem(KEPT, format)
  } catch {}
}

// One button for all passages: it stands after the number of the passage that is pointed at, focused or led to.
const button = document.createElement("button")
function moveButton(to) {
  if (!to || button.parentElement === to) return
  // The keyboard's focus stays where the button was.
  if (button.matches(":focus-visible")) linkOf(button.parentElement).focus({ preventScroll: true })
  button.setAttribute("aria-label", `Cite paragraph ${numberOf(to)}`)
  linkOf(to).after(button)
}

function rememberSelection() {
  if (panel.open) return
  const selection = getSelection()
  const start = selection.rangeCount && selection.getRangeAt(0).startContainer
  const inside = start && (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest?.(".passage")
  const text = folded(selection.toString())
  if (text && inside && body.contains(inside)) quotation = { text, passage: inside }
  // A button that is pressed may take the selection away; only a click into the text gives it up.
  else if (!text && inside && document.activeElement !== button) quotation = null
}

if (panel && body) {
  const select = $("select")
  const kept = stored()
  if (data.formats.some(({ id }) => id === kept)) select.value = kept
  select.addEventListener("change", () => {
    store(select.value)
    show()
  })
  $(".cite-link").addEventListener("click", () => copy(address(), "link"))
  $(".cite-quotation").addEventListener("click", () =>
    copy(`${address()}:~:text=${textFragment(quotation)}`, "link to quotation"),
  )
  panel.addEventListener("click", ({ target, clientX, clientY }) => {
    const { left, right, top, bottom } = panel.getBoundingClientRect()
    const outside = clientX < left || clientX > right || clientY < top || clientY > bottom
    if (target === panel && outside) panel.close()
  })
  // The theme's single keys, such as the one for search, are not for what lies below the panel.
  panel.addEventListener("keydown", (event) => event.stopPropagation())

  for (const link of document.querySelectorAll(".cite-open")) {
    link.setAttribute("role", "button")
    link.setAttribute("aria-haspopup", "dialog")
    link.addEventListener("click", (event) => {
      event.preventDefault()
      openCite()
    })
    link.addEventListener("keydown", (event) => {
      if (event.key !== " ") return
      event.preventDefault()
      openCite()
    })
  }

  button.type = "button"
  button.className = "passage-cite"
  button.setAttribute("aria-haspopup", "dialog")
  button.addEventListener("click", () => openCite(button.parentElement.id))
  // Scrolling below a pointer at rest moves nothing; a tap is no move.
  for (const type of ["pointermove", "pointerdown", "focusin"])
    body.addEventListener(type, ({ target }) => moveButton(target.closest(".passage")))
  const toTarget = () => moveButton(document.getElementById(location.hash.slice(1))?.closest(".passage"))
  addEventListener("hashchange", toTarget)
  toTarget()
  // Words that are selected tell better than the place on the screen which passage is meant.
  document.addEventListener("reader:cite", ({ detail }) => {
    rememberSelection() // the event that tells of a selection may be late
    openCite(getSelection().isCollapsed || !quotation ? detail.passage : quotation.passage.id)
  })
  document.addEventListener("selectionchange", rememberSelection)
}
