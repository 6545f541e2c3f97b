// Going to a passage by its number: asked for with the key g, or by an address that names a passage which is not there;
// then it says which there are. article.js loads it when it is wanted.
(() => {
  const { el } = readerPage
  const passages = [...document.querySelectorAll(".passage")]
  const linkOf = (passage) => passage.querySelector(":scope > .passage-link")
  const NUMBER = /^p(\d+[a-z]*)$/

  const numbers = passages.map((each) => linkOf(each)?.dataset.number).filter(Boolean)
  const there = `This article has paragraphs ${numbers[0]} to ${numbers.at(-1)}.`

  let dialog = null
  function make() {
    const field = el("input", { id: "__goto", autocomplete: "off", autocapitalize: "off", spellcheck: "false", inputmode: "text", "aria-describedby": "__goto-said" })
    const said = el("p", { id: "__goto-said", class: "goto-said", role: "status" }, there)
    const form = el("form", {}, el("label", { for: "__goto" }, "Go to paragraph"), field, el("button", {}, "Go"), said)
    const cancel = el("button", { type: "button", class: "goto-close", "aria-label": "Close" }, "×")
    dialog = el("dialog", { class: "keys goto md-typeset", "aria-labelledby": "__goto-label" }, form, cancel)
    form.querySelector("label").id = "__goto-label"
    cancel.addEventListener("click", () => dialog.close())
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      const wanted = field.value.trim().toLowerCase().replace(/^(#|¶|paras?\.?|p\.?)\s*/, "")
      const passage = passages.find((each) => linkOf(each)?.dataset.number === wanted) ?? document.getElementById(`p${wanted}`)
      if (!passage) return missing(wanted)
      dialog.close()
      location.hash = passage.id
      const link = linkOf(passage)
      link?.focus({ preventScroll: true })
    })
    dialog.addEventListener("keydown", (event) => event.stopPropagation())
    document.body.append(dialog)
  }

  function missing(wanted) {
    dialog.querySelector(".goto-said").textContent = wanted ? `There is no paragraph ${wanted}. ${there}` : there
    dialog.querySelector("input").select()
  }

  function ask(wanted = "") {
    if (document.querySelector("dialog[open]")) return
    if (!dialog) make()
    dialog.querySelector("input").value = wanted
    dialog.showModal()
    missing(wanted)
  }

  readerPage.goTo = (wanted) => numbers.length && ask(wanted)
})()
