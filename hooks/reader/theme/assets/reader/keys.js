// Keys: / search, g glossary, n and p next and previous passage, c cite, ? the list. None while typing, and all of
// them can be switched off, as WCAG 2.1.4 asks of single keys. Material's further ones (f s , .) are left out.
import { el, keep, kept, typing } from "./dom.js"

const OFF = "reader.keys.off"
const KEYS = [
  ["/", "Search"],
  ["g", "Glossary"],
  ["n", "Next paragraph"],
  ["p", "Previous paragraph"],
  ["c", "Cite the paragraph in view"],
  ["?", "This list"],
  ["Enter", "On a term or a name: go into its card"],
  ["Esc", "Close what is open"],
]

const passages = [...document.querySelectorAll(".passage")]

// The passage that is being read: the one with focus, else the last that begins in the upper third.
function current() {
  const focused = document.activeElement.closest?.(".passage")
  if (focused) return passages.indexOf(focused)
  return passages.findLastIndex((passage) => passage.getBoundingClientRect().top < innerHeight / 3)
}

function step(by) {
  const link = passages[Math.min(Math.max(current() + by, 0), passages.length - 1)]?.querySelector(".passage-link")
  if (!link) return false
  link.closest(".passage").scrollIntoView({ block: "start" })
  link.focus({ preventScroll: true })
  return true
}

function cite() {
  const passage = passages[Math.max(current(), 0)]
  if (passage) document.dispatchEvent(new CustomEvent("reader:cite", { detail: { passage: passage.id } }))
  return Boolean(passage)
}

let list = null
function help() {
  if (!list) {
    const off = el("input", { type: "checkbox" })
    off.checked = !kept(OFF)
    off.addEventListener("change", () => keep(OFF, off.checked ? "" : "1"))
    const rows = KEYS.map(([key, what]) => el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)))
    const form = el("form", { method: "dialog" }, el("button", {}, "Close"))
    list = el(
      "dialog",
      { class: "keys md-typeset", "aria-labelledby": "__keys" },
      el("h2", { id: "__keys" }, "Keys"),
      el("dl", {}, ...rows),
      el("label", {}, off, " Use single keys"),
      form,
    )
    document.body.append(list)
  }
  list.showModal()
  return true
}

function search() {
  document.dispatchEvent(new CustomEvent("reader:search"))
  return true
}

function glossary() {
  location.assign(new URL("../../glossary/", import.meta.url))
  return true
}

const actions = { "/": search, g: glossary, n: () => step(1), p: () => step(-1), c: cite, "?": help }

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
