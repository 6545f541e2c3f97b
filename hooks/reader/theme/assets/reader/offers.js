// In results of a search, which come and go: a button on each that leads to an article or a passage, to put it on the
// reader's list.
(() => {
  const { el } = readerPage
  const { add, opening } = readerPage.list
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
})()
