// What a passage said on the day it was cited: `?on=2026-11-24#p7` leads to the passage and tells whether it was reworded
// since. Every wording stands at the foot of the article, folded, with the days on which it was the passage's.
(() => {
  const { dayOf, el } = readerPage
  const DAY = /^\d{4}-\d{2}-\d{2}$/
  const spoken = (day) => dayOf("D Month YYYY", new Date(`${day}T12:00:00`))
  const isDay = (day) => {
    const date = new Date(`${day}T12:00:00Z`)
    return DAY.test(day) && !isNaN(date) && date.toISOString().startsWith(day)
  }

  const revisionOf = (number) => document.querySelector(`details.revision[data-number="${CSS.escape(number)}"]`)

  /** The wordings that may have stood on a day: on the day of a change both. */
  function standing(revision, day) {
    const rows = [...revision.querySelectorAll("li[data-since]")]
    const found = rows.filter(({ dataset: { since, until } }) => since <= day && (!until || day <= until))
    return { rows, found: found.length ? found : rows.slice(0, 1) }
  }

  // The words of a row as they were: what was taken out of the wording before it is no part of it.
  function words(row) {
    const copy = row.querySelector("blockquote").cloneNode(true)
    for (const gone of copy.querySelectorAll("del")) gone.remove()
    return copy.textContent.replace(/\s+/g, " ").trim()
  }

  function notice(revision, day) {
    const { rows, found } = standing(revision, day)
    const current = rows.at(-1).dataset.until ? null : rows.at(-1)
    const earlier = found.filter((row) => row !== current)
    if (!earlier.length) return el("p", {}, `Cited as of ${spoken(day)}: the wording is still the same.`)
    const said = [el("p", {}, el("strong", {}, `Cited as of ${spoken(day)}: the wording has changed since.`))]
    const known = earlier.every((row) => row.dataset.until)
    if (!known) said.push(el("p", {}, "On which day is not known. Before, it read:"))
    else if (found.includes(current)) said.push(el("p", {}, "It was changed on that very day. Before, it read:"))
    else said.push(el("p", {}, "On that day it read:"))
    for (const row of earlier) said.push(el("blockquote", {}, words(row)))
    const link = el("a", { href: `#${revision.id}` }, "the differences")
    said.push(el("p", {}, current ? "It now reads as below; see " : "It is no longer here; see ", link, "."))
    return el("div", {}, ...said)
  }

  function tell() {
    document.querySelector(".cited-as-of")?.remove()
    const day = new URLSearchParams(location.search).get("on")
    const target = readerPage.atHash()
    if (day === null || !target || !document.querySelector(".article-body")) return
    const passage = target.closest(".passage, .tombstone") ?? target
    const number = /^p\d+[a-z]*$/.test(target.id) ? target.id.slice(1) : passage.querySelector(".passage-link")?.dataset.number
    const revision = number && revisionOf(number)
    let said = null
    if (!isDay(day)) said = el("p", {}, `“${day}” is no day, as 2026-11-24 is one: the passage is shown as it is now.`)
    else if (revision) said = notice(revision, day)
    if (!said) return
    const close = el("button", { type: "button", class: "cited-as-of-close", "aria-label": "Close" }, "×")
    const box = el("aside", { class: "cited-as-of", role: "note" }, said, close)
    close.addEventListener("click", () => {
      box.remove()
      passage.querySelector(".passage-link")?.focus()
    })
    passage.before(box)
    const show = () => setTimeout(() => box.scrollIntoView({ block: "start" }), 0) // after the browser's own move
    if (document.readyState === "complete") show()
    else addEventListener("load", show, { once: true })
  }

  // A link to a folded passage opens it.
  function open() {
    const found = readerPage.atHash()
    if (found?.matches("details.revision")) found.open = true
  }

  for (const run of [open, tell]) {
    run()
    addEventListener("hashchange", run)
  }
})()
