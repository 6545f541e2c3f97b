// Previews of passages: what a reference leads to. The passages of an article are fetched when the first of them is
// asked for: one script that hands them over, which a page on a disk may load too.
import { el } from "./dom.js"

const ROOT = new URL("../../", import.meta.url)
const ARTICLE = /^articles\/([a-z][a-z0-9-]*)(?:\/(?:index\.html)?|\.html)$/
const SHOWN = 4 // passages of a reference to many

/** `{ id, fragment }` of a link to an article or a passage of one; null for any other link. */
export function placeOf(link) {
  const url = new URL(link.href, location.href)
  if (url.origin !== ROOT.origin || !url.pathname.startsWith(ROOT.pathname)) return null
  const id = url.pathname.slice(ROOT.pathname.length).match(ARTICLE)?.[1]
  const fragment = decodeURIComponent(url.hash.slice(1))
  if (!id || fragment.startsWith("__")) return null
  const here = url.pathname === location.pathname
  return here && !fragment ? null : { id, fragment }
}

const asked = new Map()
const arrived = new Map()
globalThis.readerPassages = (article) => arrived.set(article.id, article)

function article(id) {
  if (!asked.has(id))
    asked.set(
      id,
      new Promise((resolve, reject) => {
        const script = el("script", { src: new URL(`data/passages/${id}.js`, ROOT) })
        script.addEventListener("load", () => resolve(arrived.get(id)))
        script.addEventListener("error", () => {
          asked.delete(id) // the next time it may come
          reject(new Error(`no passages of ${id}`))
        })
        document.head.append(script)
      }),
    )
  return asked.get(id)
}

/** A node that shows the article or the passages that a link names, or null where it has no such passage. */
export async function preview(link, { id, fragment }) {
  const work = await article(id)
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
