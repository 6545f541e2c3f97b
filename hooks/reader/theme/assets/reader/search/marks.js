// Marks the words of a query on the page where its result leads; Esc or the first click takes the marks away.
(() => {
  const own = (window.readerSearch ??= {})

  function clear() {
    for (const mark of document.querySelectorAll("mark.search-mark")) {
      const parent = mark.parentNode
      mark.replaceWith(...mark.childNodes)
      parent.normalize()
    }
    removeEventListener("keydown", onKey)
    removeEventListener("click", clear)
  }
  const onKey = (event) => event.key === "Escape" && clear()

  own.mark = (folding, words) => {
    clear()
    const content = document.querySelector(".article-body") ?? document.querySelector(".md-content__inner")
    if (!content) return
    const wanted = new Set(words)
    const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("script, style, .card, .search-page, dialog") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    )
    const nodes = []
    while (walker.nextNode()) nodes.push(walker.currentNode)
    for (const node of nodes)
      for (const [start, end] of folding.spans(node.data, wanted).reverse()) {
        const rest = node.splitText(start)
        rest.splitText(end - start)
        const mark = document.createElement("mark")
        mark.className = "search-mark"
        rest.replaceWith(mark)
        mark.append(rest)
      }
    addEventListener("keydown", onKey)
    // Not the click that led here.
    setTimeout(() => addEventListener("click", clear))
  }
})()
