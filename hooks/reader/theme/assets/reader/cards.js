// Cards: the entry of a term or a person, opened where its link stands.
//
// A page carries the entries it links to as inert templates. Hover and keyboard focus show a card, which stays while
// the pointer is on the link or on the card; a click or tap pins it; Enter goes into it. Escape, or a click elsewhere,
// closes it, and focus that was inside returns to the link. A term inside a card opens in its place, one level deep.
// Without the Popover API (browsers before 2024) links lead to the entries, as they do without script.
import { el } from "./dom.js"

const OPEN_AFTER = 60 // ms: passing over a link on the way elsewhere opens nothing, and 100 is the most one waits
const CLOSE_AFTER = 250 // ms to move from the link to the card
const GAP = 6 // px

const sources = new Map(
  [...document.querySelectorAll("template[data-card]")].map((source) => [source.dataset.card, source.content]),
)
const keyOf = ({ dataset }) => (dataset.term ? `term:${dataset.term}` : `person:${dataset.person}`)
const linkAt = (target) => {
  const link = target.closest?.("a.term, a.person")
  return link && sources.has(keyOf(link)) ? link : null
}

const card = el("div", { class: "card", id: "__card", role: "dialog", tabindex: "-1", popover: "manual" })
let trigger = null
let pinned = false
let inner = null // the key of the entry that was opened inside the card
let opening = 0
let closing = 0

function fill(key) {
  const close = el("button", { class: "card-close", type: "button", "aria-label": "Close" }, "×")
  close.addEventListener("click", leave)
  card.replaceChildren(close, sources.get(key).cloneNode(true))
  if (inner) {
    const back = el("button", { class: "card-back", type: "button" }, "‹ ", trigger.textContent)
    back.addEventListener("click", outwards)
    card.prepend(back)
  }
  card.setAttribute("aria-label", card.querySelector(".card-title b").textContent)
  card.scrollTop = 0
}

function place() {
  if (!trigger) return
  card.style.maxHeight = ""
  const rects = trigger.getClientRects()
  const [first, last] = [rects[0], rects[rects.length - 1]]
  if (!first) return close()
  const above = first.top - 2 * GAP
  const below = innerHeight - last.bottom - 2 * GAP
  const up = card.offsetHeight > below && above > below
  card.style.maxHeight = `${Math.max(up ? above : below, 0)}px`
  const left = Math.min(first.left, document.documentElement.clientWidth - card.offsetWidth - GAP)
  card.style.left = `${Math.max(left, GAP) + scrollX}px`
  card.style.top = `${(up ? first.top - GAP - card.offsetHeight : last.bottom + GAP) + scrollY}px`
}

// While focus only passes over the link, Tab goes on to the next one.
function reachable(on) {
  for (const each of card.querySelectorAll("a, button")) each.tabIndex = on ? 0 : -1
}

function open(link, pin = false) {
  clearTimeout(opening)
  clearTimeout(closing)
  if (link !== trigger) {
    close()
    trigger = link
    link.after(card)
    fill(keyOf(link))
    link.setAttribute("aria-expanded", "true")
    link.setAttribute("aria-controls", card.id)
    card.showPopover()
    place()
  }
  pinned = pin
  reachable(pin)
}

function close() {
  clearTimeout(opening)
  if (!trigger) return
  trigger.setAttribute("aria-expanded", "false")
  trigger.removeAttribute("aria-controls")
  trigger = inner = null
  pinned = false
  card.remove()
}

// Close, and give focus back to the link if it was inside.
function leave() {
  const link = card.contains(document.activeElement) ? trigger : null
  close()
  quietly(link)
}

let quiet = false
function quietly(link) {
  quiet = true
  link?.focus({ preventScroll: true })
  quiet = false
}

function inwards(link) {
  inner = keyOf(link)
  pinned = true
  fill(inner)
  place()
  card.focus()
}

function outwards() {
  const [kind, id] = inner.split(":")
  inner = null
  fill(keyOf(trigger))
  place()
  card.querySelector(`a[data-${kind}="${id}"]`)?.focus()
}

const held = () =>
  pinned || card.matches(":hover") || trigger.matches(":hover, :focus-visible") || card.contains(document.activeElement)

document.addEventListener("pointerover", ({ target, pointerType }) => {
  clearTimeout(opening)
  const link = linkAt(target)
  if (pointerType === "touch" || pinned || !link || link === trigger || card.contains(link)) return
  opening = setTimeout(open, OPEN_AFTER, link)
})

document.addEventListener("pointerout", ({ pointerType }) => {
  clearTimeout(closing)
  if (pointerType !== "touch" && trigger) closing = setTimeout(() => trigger && !held() && close(), CLOSE_AFTER)
})

document.addEventListener("focusin", ({ target }) => {
  if (quiet || card.contains(target)) return
  const link = linkAt(target)
  if (link?.matches(":focus-visible")) open(link)
  else if (link !== trigger) close()
})

document.addEventListener("pointerdown", ({ target }) => {
  if (!card.contains(target) && linkAt(target) !== trigger) close()
})

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
  const link = linkAt(event.target)
  if (!link || (card.contains(link) && inner)) return
  event.preventDefault()
  if (card.contains(link)) inwards(link)
  else if (link === trigger && pinned) close()
  else {
    open(link, true)
    if (!event.detail) card.focus() // by keyboard, or by a screen reader
  }
})

addEventListener(
  "keydown",
  (event) => {
    if (event.key !== "Escape" || !trigger) return
    event.stopPropagation()
    leave()
  },
  true,
)
addEventListener("hashchange", close)
addEventListener("pagehide", close)
addEventListener("resize", place)

if (!card.showPopover) sources.clear()
for (const link of document.querySelectorAll("a.term, a.person"))
  if (sources.has(keyOf(link))) {
    link.setAttribute("aria-haspopup", "dialog")
    link.setAttribute("aria-expanded", "false")
  }
