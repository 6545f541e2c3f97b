// The reader's list of works and passages, kept by this browser for this site alone.
(() => {
  const { el, pageOf, root } = readerPage
  const KEY = `reader.list:${root.pathname}`
  const CHANGED = "reader:list"

  /** The works of the list, each `{ article, title, passages: [{ id, number, day, quote, opening }] }`.
   * Gives null where what is kept cannot be read. */
  function works() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY) ?? "[]")
      const isWork = (work) => typeof work?.article === "string" && Array.isArray(work.passages)
      return Array.isArray(found) && found.every(isWork) ? found : null
    } catch {
      return null
    }
  }

  /** Keep a list; tells whether the browser did. */
  function keepWorks(list) {
    try {
      if (list.length) localStorage.setItem(KEY, JSON.stringify(list))
      else localStorage.removeItem(KEY)
    } catch {
      return false
    }
    dispatchEvent(new CustomEvent(CHANGED))
    return true
  }

  const count = () => (works() ?? []).length
  const onChange = (run) => {
    addEventListener(CHANGED, run)
    addEventListener("storage", ({ key }) => key === KEY && run()) // another tab
  }

  const same = (one, other) => one.id === other.id && one.quote === other.quote && one.day === other.day

  const holds = (article) => (works() ?? []).some((work) => work.article === article)

  /** Add a work, or one of its passages. */
  function add(article, title, passage = null) {
    const list = works() ?? []
    const work = list.find((each) => each.article === article) ?? { article, title, passages: [] }
    if (passage && !work.passages.some((each) => same(each, passage))) work.passages.push(passage)
    return keepWorks(list.includes(work) ? list : [...list, work])
  }

  const remove = (article) => keepWorks((works() ?? []).filter((work) => work.article !== article))

  function removePassage(article, passage) {
    const list = works() ?? []
    const work = list.find((each) => each.article === article)
    if (!work) return true
    work.passages = work.passages.filter((each) => !same(each, passage))
    return keepWorks(list)
  }

  /** The first words of a text, to know a passage by. */
  function opening(text, length = 16) {
    const said = text.trim().split(/\s+/)
    return said.length > length ? `${said.slice(0, length).join(" ")} …` : said.join(" ")
  }

  readerPage.list = { add, holds, keepWorks, onChange, opening, remove, removePassage, works }

  // On an article: a button that adds it, and the way to the list once there is one.
  const article = document.querySelector(".article-actions[data-article]")
  if (article) {
    const { article: id, title } = article.dataset
    const button = el("button", { type: "button", class: "list-toggle" })
    const link = el("a", { class: "list-link", href: pageOf("my-list").href })
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
})()
