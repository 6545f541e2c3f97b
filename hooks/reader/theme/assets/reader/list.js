// The reader's list of works and passages, kept by this browser for this site alone.
import { el } from "./dom.js"

const { base } = JSON.parse(document.getElementById("__config")?.textContent || '{"base": "."}')
export const root = new URL(`${base}/`, location)
const KEY = `reader.list:${root.pathname}`
const CHANGED = "reader:list"

/** The works of the list, each `{ article, title, passages: [{ id, number, day, quote, opening }] }`.
 * Gives null where what is kept cannot be read. */
export function works() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]")
    const isWork = (work) => typeof work?.article === "string" && Array.isArray(work.passages)
    return Array.isArray(found) && found.every(isWork) ? found : null
  } catch {
    return null
  }
}

/** Keep a list; tells whether the browser did. */
export function keepWorks(list) {
  try {
    if (list.length) localStorage.setItem(KEY, JSON.stringify(list))
    else localStorage.removeItem(KEY)
  } catch {
    return false
  }
  dispatchEvent(new CustomEvent(CHANGED))
  return true
}

export const count = () => (works() ?? []).length
export const onChange = (run) => {
  addEventListener(CHANGED, run)
  addEventListener("storage", ({ key }) => key === KEY && run()) // another tab
}

const same = (one, other) => one.id === other.id && one.quote === other.quote && one.day === other.day
const without = (list, article) => list.filter((work) => work.article !== article)

export const holds = (article) => (works() ?? []).some((work) => work.article === article)

/** Add a work, or one of its passages. */
export function add(article, title, passage = null) {
  const list = works() ?? []
  const work = list.find((each) => each.article === article) ?? { article, title, passages: [] }
  if (passage && !work.passages.some((each) => same(each, passage))) work.passages.push(passage)
  return keepWorks(list.includes(work) ? list : [...list, work])
}

export const remove = (article) => keepWorks(without(works() ?? [], article))

export function removePassage(article, passage) {
  const list = works() ?? []
  const work = list.find((each) => each.article === article)
  if (!work) return true
  work.passages = work.passages.filter((each) => !same(each, passage))
  return keepWorks(list)
}

/** The first words of a text, to know a passage by. */
export function opening(text, length = 16) {
  const said = text.trim().split(/\s+/)
  return said.length > length ? `${said.slice(0, length).join(" ")} …` : said.join(" ")
}

const pageOfList = () => new URL(/\.html$/.test(location.pathname) ? "my-list.html" : "my-list/", root).href

// On an article: a button that adds it, and the way to the list once there is one.
const article = document.querySelector(".article-actions[data-article]")
if (article) {
  const { article: id, title } = article.dataset
  const button = el("button", { type: "button", class: "list-toggle" })
  const link = el("a", { class: "list-link", href: pageOfList() })
  const status = el("span", { class: "list-status", role: "status" })
  const show = () => {
    button.textContent = holds(id) ? "Remove from my list" : "Add to my list"
    link.textContent = `My list (${count()})`
    link.hidden = !count()
  }
  button.addEventListener("click", () => {
    const done = holds(id) ? remove(id) : add(id, title)
    status.textContent = done ? "" : "This browser keeps nothing for this site: the list needs it."
  })
  article.append(button, link, status)
  onChange(show)
  show()
}

// In results of a search, which come and go: a button on each that leads to an article or a passage.
const ARTICLE = /\/articles\/([a-z][a-z0-9-]*)(?:\/|\.html)(?:\?[^#]*)?(?:#(p\d+[a-z]*))?$/
function offer(result) {
  const hit = result.closest(".search-hit") ?? result.parentElement
  const [, id, passage] = ARTICLE.exec(result.href) ?? []
  if (!id || hit.querySelector(".list-add")) return
  const said = (selector) => result.querySelector(selector)?.textContent ?? ""
  const what = passage ? `paragraph ${passage.slice(1)}` : "the article"
  const button = el("button", { type: "button", class: "list-add", "aria-label": `Add to list: ${what}` }, "Add to list")
  button.addEventListener("click", () => {
    const words = { id: passage, number: passage?.slice(1), day: "", quote: "", opening: opening(said(".search-text")) }
    const title = said(".search-title") || said(".search-name") || result.textContent
    button.textContent = add(id, opening(title, 30), passage ? words : null) ? "In my list" : "Not kept"
  })
  const actions = hit.querySelector(".search-actions")
  if (actions) actions.append(button)
  else result.after(button)
}
const offerAll = () => {
  for (const result of document.querySelectorAll("a.search-result")) offer(result)
}
new MutationObserver(offerAll).observe(document.body, { childList: true, subtree: true })
offerAll()
