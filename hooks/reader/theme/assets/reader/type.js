// How a reader wants the text: its face, size, length of lines and distance between them. It runs in the head, before
// anything is painted, and is a script of its own, since those of the page come later.
;(() => {
  const KEY = "reader.type"
  const CHOICES = {
    face: ["Face", [["serif", "Serif"], ["sans", "Sans"], ["legible", "Legible"]]],
    size: ["Size", [["0.85rem", "Small"], ["0.95rem", "Medium"], ["1.1rem", "Large"], ["1.3rem", "Largest"]]],
    measure: ["Lines", [["28em", "Short"], ["34em", "Medium"], ["42em", "Long"]]],
    leading: ["Distance", [["1.45", "Close"], ["1.62", "Medium"], ["1.9", "Wide"]]],
  }
  const DEFAULTS = { face: "serif", size: "0.95rem", measure: "34em", leading: "1.62" }
  const root = document.documentElement

  let chosen = {}
  try {
    chosen = JSON.parse(localStorage.getItem(KEY)) ?? {}
  } catch {}
  const valueOf = (name) => (CHOICES[name][1].some(([value]) => value === chosen[name]) ? chosen[name] : DEFAULTS[name])

  function apply() {
    for (const name of ["size", "measure", "leading"]) {
      const value = valueOf(name)
      if (value === DEFAULTS[name]) root.style.removeProperty(`--reader-${name}`)
      else root.style.setProperty(`--reader-${name}`, value)
    }
    root.dataset.face = valueOf("face")
  }
  apply()

  const make = (tag, attributes, ...children) => {
    const made = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
    made.append(...children)
    return made
  }

  function dialog() {
    const groups = Object.entries(CHOICES).map(([name, [label, options]]) =>
      make("fieldset", {}, make("legend", {}, label), ...options.map(([value, text]) => {
        const input = make("input", { type: "radio", name: `__type-${name}`, value })
        input.checked = valueOf(name) === value
        input.addEventListener("change", () => {
          chosen[name] = value
          try {
            localStorage.setItem(KEY, JSON.stringify(chosen))
          } catch {}
          apply()
        })
        return make("label", {}, input, ` ${text}`)
      })),
    )
    const made = make("dialog", { class: "keys type-panel md-typeset", "aria-labelledby": "__type" },
      make("h2", { id: "__type" }, "Type"), ...groups, make("form", { method: "dialog" }, make("button", {}, "Close")))
    made.addEventListener("keydown", (event) => event.stopPropagation())
    document.body.append(made)
    return made
  }

  addEventListener("DOMContentLoaded", () => {
    const palette = document.querySelector("[data-md-component=palette]")
    if (!palette) return
    const button = make("button", { class: "md-header__button type-button", type: "button", "aria-haspopup": "dialog", "aria-label": "Type: size, face and lines", title: "Type" }, "Aa")
    let panel = null
    button.addEventListener("click", () => (panel ??= dialog()).showModal())
    palette.before(button)
  })
})()
