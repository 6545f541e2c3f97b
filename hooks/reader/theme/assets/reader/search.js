// Material puts the page first in each group of results, also where only its sections match, and orders sections by
// how often the words occur. Here the glossary entry that reads exactly as typed comes first, and a page without a
// match of its own after its sections.
const BETWEEN = " · "
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim().toLowerCase()
const list = document.querySelector(".md-search-result__list")
const input = document.querySelector(".md-search__input")

function order(item) {
  const [page, section] = item.querySelectorAll(":scope > a")
  if (section && !page.querySelector("mark")) item.querySelector(":scope > a:last-of-type").after(page)
  const typed = fold(input.value)
  const exact = [...item.querySelectorAll("a")].find((link) =>
    link.querySelector("h1, h2").textContent.split(BETWEEN).some((form) => fold(form) === typed),
  )
  if (!exact) return
  item.prepend(exact)
  if (new URL(exact.href).hash && item !== list.firstElementChild) list.prepend(item)
}

if (list) {
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const item of addedNodes) if (item.matches?.(".md-search-result__item") && !item.dataset.ordered) {
        item.dataset.ordered = "" // moving an item adds it once more
        order(item)
      }
  }).observe(list, { childList: true })
}
