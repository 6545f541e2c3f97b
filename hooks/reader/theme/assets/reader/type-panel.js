// Where the reader chooses how the text is set; type.js applies it, and loads this when it is first wanted.
(() => {
  const { el } = readerPage
  const { CHOICES, choose, valueOf } = readerType

  function dialog() {
    const groups = Object.entries(CHOICES).map(([name, [label, options]]) =>
      el("fieldset", {}, el("legend", {}, label), ...options.map(([value, text]) => {
        const input = el("input", { type: "radio", name: `__type-${name}`, value })
        input.checked = valueOf(name) === value
        input.addEventListener("change", () => choose(name, value))
        return el("label", {}, input, ` ${text}`)
      })),
    )
    const made = el("dialog", { class: "keys type-panel md-typeset", "aria-labelledby": "__type" },
      el("h2", { id: "__type" }, "Type"), ...groups, el("form", { method: "dialog" }, el("button", {}, "Close")))
    made.addEventListener("keydown", (event) => event.stopPropagation())
    document.body.append(made)
    return made
  }

  let panel = null
  readerType.open = () => (panel ??= dialog()).showModal()
})()
