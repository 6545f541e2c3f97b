// The kinds of links that open a card, and what each shows: entries of terms and people, notes, passages, citations.
import { el } from "./dom.js"
import { placeOf, preview } from "./previews.js"

const templates = new Map(
  [...document.querySelectorAll("template[data-card]")].map((each) => [each.dataset.card, each.content]),
)

function entryOf(link) {
  if (link.dataset.term) return `term:${link.dataset.term}`
  if (link.dataset.person) return `person:${link.dataset.person}`
  // "See also", and the line of an entry that cites a passage, lead to an entry as well; "Full entry" goes there.
  const { pathname, hash } = new URL(link.href, location.href)
  return /\/glossary(\/|\.html)$/.test(pathname) && !link.matches(".card-entry a") ? `term:${hash.slice(1)}` : ""
}

const noteOf = (mark) => document.getElementById(mark.getAttribute("href").slice(1))

const named = (node) => ({ node, label: node.querySelector(".card-title b, .card-title").textContent })

// `follow`: a click leads to the place itself, and the card only shows what is there.
const KINDS = [
  {
    has: (link) => templates.has(entryOf(link)),
    content: (link) => named(templates.get(entryOf(link)).cloneNode(true)),
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
      const groups = Map.groupBy ? [...Map.groupBy(lines, (line) => line.closest("ul"))] : [[lines[0].closest("ul"), lines]]
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
    has: (link) => !link.matches(NO_PREVIEW) && Boolean(placeOf(link)),
    content: (link) => preview(link, placeOf(link)).then((node) => node && named(node)),
  },
]
// Numbers, headings and ways on, where one means to go.
const NO_PREVIEW =
  ".passage-link, .passage-cited, .headerlink, .note-back, .card-open, .search-result, :is(h1, h2, h3, nav, .article-actions, .cite, .dialog) a"

const of = (link) => KINDS.find((kind) => kind.has(link))

/** The kind of a link, if it opens a card: in the text of a page, or in the card itself. */
export const kindOf = (link, card) => (link.closest(".md-content") || card.contains(link) ? of(link) : undefined)

/** What a card shows for a link: `{ node, label }`, a promise of it, or null. */
export const contentOf = (link, card) => kindOf(link, card)?.content(link) ?? null

export const followed = (link, card) => Boolean(kindOf(link, card)?.follow)
