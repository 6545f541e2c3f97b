// The list of keys, where they can be switched off; see keys.js, which loads this when it is first wanted.
(() => {
  const { el, keep, kept } = readerPage
  const KEYS = [
    ["/", "Search, as does Ctrl-K"],
    ["g", document.querySelector(".passage") ? "Go to a paragraph by its number" : "Glossary"],
    ["n", "Next paragraph"],
    ["p", "Previous paragraph"],
    ["c", "Cite the paragraph in view"],
    ["?", "This list"],
    ["Enter", "On a term or a name: go into its card"],
    ["Esc", "Close what is open"],
  ]

  let list = null
  readerPage.help = (OFF) => {
    if (!list) {
      const off = el("input", { type: "checkbox" })
      off.checked = !kept(OFF)
      off.addEventListener("change", () => keep(OFF, off.checked ? "" : "1"))
      const rows = KEYS.map(([key, what]) => el("div", {}, el("dt", {}, el("kbd", {}, key)), el("dd", {}, what)))
      const form = el("form", { method: "dialog" }, el("button", {}, "Close"))
      list = el(
        "dialog",
        { class: "keys md-typeset", "aria-labelledby": "__keys" },
        el("h2", { id: "__keys" }, "Keys"),
        el("dl", {}, ...rows),
        el("label", {}, off, " Use single keys"),
        form,
      )
      document.body.append(list)
    }
    list.showModal()
  }
})()
