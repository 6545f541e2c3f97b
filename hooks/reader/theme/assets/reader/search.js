// In a group of search results Material puts the page first, also where only its sections match. Here a page
// without a match of its own stands after the sections, so that an entry of the glossary is the first to be reached.
function sectionsFirst(item) {
  const [page, section] = item.querySelectorAll(":scope > a")
  if (section && !page.querySelector("mark")) item.querySelector(":scope > a:last-of-type").after(page)
}

const list = document.querySelector(".md-search-result__list")
if (list) {
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes) if (node.matches?.(".md-search-result__item")) sectionsFirst(node)
  }).observe(list, { childList: true })
}
