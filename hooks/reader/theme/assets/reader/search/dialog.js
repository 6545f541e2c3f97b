// The dialog of the search, and the page that is the same without it.
(() => {
  const own = (window.readerSearch ??= {})
  let opened = null

  // Where the address may change: not on the glossary, whose own filter has ?q=.
  const ours = () => !document.querySelector(".letters")

  function put(address) {
    try {
      history.replaceState(history.state, "", address)
    } catch {} // some browsers allow no other address for a file
  }

  function make(base) {
    const { el } = own
    const input = el("input", {
      type: "search", class: "search-input", "aria-label": "Search", placeholder: "Words, “a phrase”, a name, para 9 …",
      autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
    })
    const close = el("button", { type: "button", class: "search-close", "aria-label": "Close" }, "×")
    const form = el("form", { class: "search-head", role: "search", "aria-label": "Site" }, input, close)
    const root = el("div", { class: "search-body" })
    const dialog = el("dialog", { class: "search-dialog md-typeset", "aria-label": "Search" }, form, root)
    let back = null
    let before = ""
    function shut() {
      if (ours()) put(before)
      dialog.close()
    }
    const view = own.view({
      root, input, base,
      moved: (typed, chosen) => dialog.open && ours() && put(own.addressFor(location.href, typed, chosen)),
      left(event, address) {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        const there = new URL(address)
        back = null
        shut()
        if (there.pathname !== location.pathname) return
        // A result on the page that is open: the address has to change even if it was the same.
        event.preventDefault()
        if (location.hash === there.hash) history.replaceState(history.state, "", location.pathname)
        location.hash = there.hash
        own.showMarks?.()
      },
    })
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      view.enter()
    })
    close.addEventListener("click", shut)
    dialog.addEventListener("click", (event) => event.target === dialog && shut())
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault()
      shut()
    })
    // The keys of the page are not for what lies below the dialog. Esc in a field of type search would only empty it.
    dialog.addEventListener("keydown", (event) => {
      event.stopPropagation()
      if (event.key !== "Escape") return
      event.preventDefault()
      shut()
    })
    dialog.addEventListener("close", () => {
      document.documentElement.classList.remove("searching")
      back?.focus()
    })
    document.body.append(dialog)
    return (typed, chosen, from) => {
      if (!dialog.open) {
        back = from ?? document.activeElement
        before = own.addressFor(location.href, "", {}).href
        dialog.showModal()
        document.documentElement.classList.add("searching")
      }
      if (typed !== null) {
        input.value = typed
        view.choose(chosen ?? {})
      }
      input.focus()
      if (typed === null) input.select()
      view.run()
    }
  }

  own.openDialog = (base, { typed = null, chosen = null, from = null } = {}) => (opened ??= make(base))(typed, chosen, from)

  own.startPage = (base, root) => {
    const form = root.querySelector("form")
    const input = form.querySelector("input")
    const body = own.el("div", { class: "search-body" })
    root.append(body)
    const view = own.view({ root: body, input, base, moved: (typed, chosen) => put(own.addressFor(location.href, typed, chosen)) })
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      view.enter()
    })
    const read = () => {
      const { typed, chosen } = own.asked(location.href)
      input.value = typed
      view.choose(chosen)
      view.run()
    }
    addEventListener("popstate", read)
    read()
    if (!location.hash) input.focus()
  }
})()
