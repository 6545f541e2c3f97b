// How a reader wants the text: its face, size, length of lines and distance between them. It runs in the head,
// before anything is painted.
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
  root.classList.replace("no-js", "js") // nothing moves when scripts come
  const legible = new URL("fonts/legible.css", document.currentScript.src).href

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
    if (valueOf("face") === "legible" && !document.querySelector(`link[href="${legible}"]`)) {
      const sheet = document.createElement("link")
      Object.assign(sheet, { rel: "stylesheet", href: legible })
      document.head.append(sheet)
    }
  }
  apply()

  window.readerType = {
    CHOICES,
    valueOf,
    choose(name, value) {
      chosen[name] = value
      try {
        localStorage.setItem(KEY, JSON.stringify(chosen))
      } catch {}
      apply()
    },
  }

  addEventListener("DOMContentLoaded", () => {
    const palette = document.querySelector("[data-md-component=palette]")
    if (!palette) return
    const { el, load } = readerPage
    const name = "Type: size, face and lines"
    const button = el("button", { class: "md-header__button type-button", type: "button", "aria-haspopup": "dialog", "aria-label": name, title: "Type" }, "Aa")
    button.addEventListener("click", () => load("panels.css", "type-panel").then(() => readerType.open()))
    palette.before(button)
  })
})()
