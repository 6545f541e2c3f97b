// The list of articles: sorted by date, author, publication or kind, and filtered by words, kind and publication.
(() => {
  const { el, readdress, searchOf } = readerPage
  const { fold } = readerPage.folding
  const SORTS = [["date", "By date"], ["author", "By author"], ["publication", "By publication"], ["kind", "By kind"]]

  function start(works) {
    const list = works[0].parentElement
    const entries = works.map((work) => ({ work, text: fold(work.textContent), ...work.querySelector(".work-keys").dataset }))
    const values = (key) => [...new Set(entries.map((entry) => entry[key]).filter(Boolean))].sort()
    const select = (label, options) =>
      el("select", { "aria-label": label }, ...options.map(([value, text]) => el("option", { value }, text)))
    const fields = {
      q: el("input", { type: "search", placeholder: "Filter", "aria-label": "Filter the articles", spellcheck: "false" }),
      sort: select("Order", SORTS),
      kind: select("Kind", [["", "Every kind"], ...values("kind").map((each) => [each, each])]),
      publication: select("Publication", [["", "Every publication"], ...values("publication").map((each) => [each, each])]),
    }
    const status = el("p", { class: "filter-status", role: "status" })
    const form = el("form", { class: "filter", role: "search", "aria-label": "Articles" }, ...Object.values(fields), status)
    works[0].before(form)

    function apply() {
      const words = fold(fields.q.value).split(" ")
      const sort = fields.sort.value
      const shown = entries.filter(
        ({ work, text, kind, publication }) =>
          !(work.hidden = !(
            (!fields.kind.value || kind === fields.kind.value) &&
            (!fields.publication.value || publication === fields.publication.value) &&
            words.every((word) => ` ${text}`.includes(` ${word}`))
          )),
      )
      // What has no author or publication stands last.
      const last = (text) => text || "\uffff"
      const sorted = [...entries].sort((a, b) => last(a[sort]).localeCompare(last(b[sort])) || a.date.localeCompare(b.date))
      form.after(...sorted.map(({ work }) => work))
      status.textContent = shown.length === entries.length ? `${entries.length} articles` : `${shown.length} of ${entries.length} articles`
      if (!shown.length) {
        status.textContent = "No article has all of this"
        status.append(". ", el("a", { href: searchOf(fields.q.value) }, "Search the texts"))
      }
    }

    form.addEventListener("submit", (event) => event.preventDefault())
    form.addEventListener("input", () => {
      apply()
      const address = new URL(location)
      address.search = ""
      for (const [name, { value }] of Object.entries(fields)) if (value && !(name === "sort" && value === "date")) address.searchParams.set(name, value)
      readdress(address)
    })
    const asked = new URLSearchParams(location.search)
    for (const [name, field] of Object.entries(fields)) if (asked.has(name)) field.value = asked.get(name)
    if (!fields.sort.value) fields.sort.value = "date"
    apply()
    list.classList.add("filtered")
  }

  const works = [...document.querySelectorAll(".work")].filter((work) => work.querySelector(".work-keys"))
  if (works.length > 1) start(works)
})()
