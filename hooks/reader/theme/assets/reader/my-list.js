// The page of the reader's list: all works as a bibliography in a style, with their passages, to copy and to download.
(() => {
  const { dayOf, el, keep, kept, root } = readerPage
  const { fill, plainOf, copyAs } = readerPage.citation
  const { keepWorks, onChange, remove, removePassage, works } = readerPage.list
  const FORMAT = "reader.cite.format"
  const page = document.querySelector(".my-list")
  const $ = (selector) => page.querySelector(selector)

  // Each work's citations are in a file of their own, a script, so that the list works from a disk too.
  const asked = {}
  function cited(article) {
    asked[article] ??= new Promise((resolve) => {
      const script = el("script", { src: new URL(`data/citing/${encodeURIComponent(article)}.js`, root).href })
      script.onload = script.onerror = () => resolve(self.readerCitations?.[article] ?? null)
      document.head.append(script)
    })
    return asked[article]
  }

  const addressOf = ({ url }) => (/^https?:/.test(url) ? url : new URL(url, root).href)
  const placeOf = ({ id, day }) => `${day ? `?on=${day}` : ""}#${id}`
  const spoken = (day) => dayOf("D Month YYYY", new Date(`${day}T12:00:00`))
  const numbered = (text, number) => text.replace(/^([[(]?)1(?=[\].,)])/, `$1${number}`)

  // By the first letter, whatever bracket or quotation mark stands before it.
  const keyOf = ({ work, entry }) => (plainOf(entry) || work.title).replace(/^[^\p{L}\p{N}]+/u, "")

  let shown = [] // what stands on the page: { work, data, entry, passages: [{ passage, text, href }] }
  let turn = 0

  async function gather(style) {
    const found = await Promise.all((works() ?? []).map(async (work) => ({ work, data: await cited(work.article) })))
    const made = found.map(({ work, data }) => {
      const format = data?.formats.find(({ id }) => id === style)
      if (!format) return { work, data, entry: "", passages: [] }
      const mention = format.parts[0]
      const entry = format.parts.at(-1)
      const at = addressOf(data)
      const passages = work.passages.map((passage) => {
        const number = passage.day ? `${passage.number}, as of ${spoken(passage.day)}` : passage.number
        const text = fill(mention.passage ?? mention.work, at, placeOf(passage), number, format.day)
        return { passage, text, href: at + placeOf(passage) }
      })
      return { work, data, format, entry: fill(entry.work, at, "", "", format.day), passages }
    })
    const numeric = made.find(({ format }) => format)?.format?.numeric
    if (!numeric) return made.sort((one, other) => keyOf(one).localeCompare(keyOf(other)))
    made.forEach((each, place) => {
      each.entry = numbered(each.entry, place + 1)
      for (const passage of each.passages) passage.text = numbered(passage.text, place + 1)
    })
    return made
  }

  function row({ work, data, entry, passages }) {
    const text = el("p", { class: "cite-text" })
    if (entry) text.innerHTML = entry
    else text.textContent = `${work.title} (${data ? "not in this style" : "no longer on this site"})`
    const drop = el("button", { type: "button", "aria-label": `Remove ${work.title}` }, "Remove")
    drop.addEventListener("click", () => remove(work.article))
    const under = passages.map(({ passage, text: said, href }) => {
      const words = passage.quote ? `“${passage.quote}”` : (passage.opening ?? "")
      const mention = el("a", { href })
      mention.innerHTML = said
      const away = el("button", { type: "button", "aria-label": `Remove paragraph ${passage.number}` }, "×")
      away.addEventListener("click", () => removePassage(work.article, passage))
      return el("li", {}, el(passage.quote ? "q" : "span", { class: "my-list-words" }, words.replace(/^“|”$/g, "")), " ", mention, away)
    })
    return el("li", {}, el("div", { class: "my-list-work" }, text, drop), ...(under.length ? [el("ul", {}, ...under)] : []))
  }

  async function show() {
    const mine = ++turn
    const list = works()
    $(".my-list-empty").hidden = list?.length !== 0
    $(".my-list-broken").hidden = list !== null
    $(".my-list-tools").hidden = !list?.length
    const made = await gather($("select").value)
    if (mine !== turn) return // another change came meanwhile
    shown = made
    $(".my-list-works").replaceChildren(...shown.map(row))
  }

  const html = () =>
    shown
      .map(({ entry, passages }) => {
        const under = passages.map(({ passage, text, href }) => `<li>${quoted(passage)}<a href="${escape(href)}">${text}</a></li>`)
        return `<p>${entry}</p>${under.length ? `<ul>${under.join("")}</ul>` : ""}`
      })
      .join("")
  const escape = (text) => el("i", {}, text).innerHTML.replaceAll('"', "&quot;")
  const quoted = ({ quote, opening }) => (quote ? `“${escape(quote)}” ` : opening ? `${escape(opening)} ` : "")

  const plain = () =>
    shown
      .map(({ work, entry, passages }) =>
        [plainOf(entry) || work.title, ...passages.map(({ passage, text, href }) => `    ${said(passage)}${plainOf(text)} ${href}`)].join("\n"),
      )
      .join("\n\n")
  const said = ({ quote, opening }) => (quote ? `“${quote}” ` : opening ? `${opening} ` : "")

  const marked = (text) => text.replace(/[\\`*_[\]<>]/g, "\\$&")
  const markdownOf = (text) => {
    const box = el("p")
    box.innerHTML = text
    return [...box.childNodes].map((node) => (node.nodeName === "I" ? `*${marked(node.textContent)}*` : marked(node.textContent))).join("")
  }
  const markdown = () =>
    [
      "# My list\n",
      ...shown.map(({ work, entry, passages }) =>
        [
          `- ${entry ? markdownOf(entry) : marked(work.title)}`,
          ...passages.map(({ passage, text, href }) => `    - ${marked(said(passage))}[${markdownOf(text)}](<${href}>)`),
        ].join("\n"),
      ),
      "",
    ].join("\n")

  const record = (id) => shown.flatMap(({ data }) => data?.formats.find((each) => each.id === id)?.parts[0].work ?? [])
  const FILES = {
    bibtex: ["my-list.bib", "application/x-bibtex", () => record("bibtex").join("\n")],
    ris: ["my-list.ris", "application/x-research-info-systems", () => record("ris").join("\r\n")],
    "csl-json": ["my-list.json", "application/json", () => JSON.stringify(record("csl-json").flatMap((each) => JSON.parse(each)), null, 2)],
    markdown: ["my-list.md", "text/markdown", markdown],
  }

  function download(id) {
    const [name, type, write] = FILES[id]
    const url = URL.createObjectURL(new Blob([write()], { type: `${type};charset=utf-8` }))
    el("a", { href: url, download: name }).click()
    setTimeout(() => URL.revokeObjectURL(url), 1000)
  }

  if (page) {
    page.hidden = false
    const select = $("select")
    if ([...select.options].some(({ value }) => value === kept(FORMAT))) select.value = kept(FORMAT)
    select.addEventListener("change", () => {
      keep(FORMAT, select.value)
      show()
    })
    $(".my-list-copy").addEventListener("click", async () => {
      const done = await copyAs(plain(), html())
      $(".my-list-status").textContent = done ? "Copied: the whole list" : "Not copied: select the list and copy it by hand"
    })
    for (const button of page.querySelectorAll("[data-download]"))
      button.addEventListener("click", () => download(button.dataset.download))
    const clear = $(".my-list-clear")
    clear.addEventListener("click", () => {
      const before = works() ?? []
      keepWorks([])
      const undo = el("button", { type: "button" }, "Undo")
      undo.addEventListener("click", () => {
        keepWorks(before)
        $(".my-list-status").replaceChildren()
        clear.focus()
      })
      $(".my-list-status").replaceChildren("The list is empty now. ", undo)
      undo.focus()
    })
    $(".my-list-anew").addEventListener("click", () => keepWorks([]))
    onChange(show)
    show()
  }
})()
