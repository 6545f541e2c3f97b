// What every page has of the search: the field in the header opens the dialog, whose scripts come when it is wanted,
// and a page that a result leads to marks the words of the query.
(() => {
  const own = (window.readerSearch ??= {})
  const base = readerPage.root.href
  const MARKS = "reader.search.marks"
  const PARTS = ["folding", "index", "query", "matching", "ranking", "finding", "elements", "filters", "view", "dialog"]
  const load = (...names) => readerPage.load(...names.map((name) => `search/${name}`))
  const all = () => Promise.all([load(...PARTS), readerPage.load("search.css", "list", "offers")])

  // The words of the query travel beside the address, which stays as clean as the one that is cited.
  own.leaveMarks = (address, words) => {
    try {
      localStorage.setItem(MARKS, JSON.stringify({ address, words }))
    } catch {}
  }
  own.showMarks = async () => {
    let left = null
    try {
      left = JSON.parse(localStorage.getItem(MARKS))
      if (left) localStorage.removeItem(MARKS)
    } catch {}
    if (left?.address !== location.href || !left.words.length) return
    await load("folding", "index", "marks")
    const { folding } = await own.open(base)
    own.mark(folding, left.words)
  }

  const page = document.querySelector(".search-page")
  const form = document.querySelector(".search-field")
  const field = form?.querySelector("input")

  let opening = false
  async function openFrom(from) {
    if (page) return page.querySelector("input").focus()
    if (opening) return
    opening = true
    from ??= document.activeElement
    // Until the dialog is there, the field takes what is typed.
    if (!own.openDialog) field?.focus()
    try {
      await all()
      own.openDialog(base, { from, typed: field?.value || null })
      if (field) field.value = ""
    } catch {
      form?.submit() // the page of the search says what is wrong
    }
    opening = false
  }
  form?.addEventListener("pointerenter", () => all().catch(() => {}), { once: true })
  form?.addEventListener("click", (event) => {
    event.preventDefault()
    openFrom(field)
  })
  form?.addEventListener("submit", (event) => {
    event.preventDefault()
    openFrom(field)
  })
  field?.addEventListener("input", () => openFrom(field))
  for (const link of document.querySelectorAll(".search-button"))
    link.addEventListener("click", (event) => {
      event.preventDefault()
      openFrom(link)
    })
  document.addEventListener("reader:search", () => openFrom(null))
  addEventListener(
    "keydown",
    (event) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      openFrom(null)
    },
    true,
  )

  document.querySelector(".search-without")?.remove()
  // When the previews of the page are there, which take the same files.
  if (page) addEventListener("DOMContentLoaded", () => all().then(() => own.startPage(base, page), (error) => page.append(error.message)))
  else {
    const asked = new URLSearchParams(location.search).get("q")
    if (asked && !document.querySelector(".letters"))
      all().then(() => {
        const { typed, chosen } = own.asked(location.href)
        own.openDialog(base, { typed, chosen, from: field })
      })
  }
  own.showMarks()
})()
