// Cards: what a link leads to, shown where the link stands. What each shows comes from card-kinds.js.
//
// A card opens when the pointer has rested on a link, never because the page moved below it; at once by keyboard or
// tap. It stays while the pointer is on the link or the card; a click on a term or a tap pins it. Escape, or a press
// elsewhere, closes it, and focus that was inside returns to the link. A link inside a card opens in its place, with a
// way back. Links that a click follows (references to passages) only show their card by pointer and keyboard.
(() => {
  const { el, load } = readerPage
  const { contentOf, followed, kindOf, warm } = readerPage.kinds
  const RESTED = 300 // ms
  const JITTER = 4 // px that a hand at rest may move
  const CLOSE_AFTER = 250 // ms to move from the link to the card
  const GAP = 6 // px

  const card = el("div", { class: "card", id: "__card", role: "dialog", tabindex: "-1" })
  let trigger = null
  let part = 0 // which part of a link that is broken over lines
  let pinned = false
  let shown = [] // the links whose contents were opened, from the first to that on show
  let opening = 0
  let closing = 0
  let asked = 0 // counts what was asked for: contents that come later than others' are dropped
  const pointer = { x: -1, y: -1 }

  const linkAt = (target) => {
    const link = target?.closest?.("a[href]")
    return link && kindOf(link, card) ? link : null
  }

  let styled = false
  const style = () => load("cards.css").then(() => (styled = true))

  // Contents are there at once, or a promise of them; null where there are none.
  function withContent(link, then) {
    const mine = ++asked
    const use = (content) => mine === asked && then(content)
    const content = styled ? contentOf(link, card) : style().then(() => contentOf(link, card))
    if (content instanceof Promise) content.then(use, () => use(null))
    else use(content)
  }

  function fill({ node, label }) {
    const close = el("button", { class: "card-close", type: "button", "aria-label": "Close" }, "×")
    close.addEventListener("click", leave)
    card.replaceChildren(close, node)
    if (shown.length > 1) {
      const back = el("button", { class: "card-back", type: "button" }, "‹ ", shown.at(-2).label)
      back.addEventListener("click", outwards)
      card.prepend(back)
    }
    shown.at(-1).label = label
    card.setAttribute("aria-label", label)
    card.scrollTop = 0
    for (const link of card.querySelectorAll("a[href]")) announce(link)
    warm(card)
  }

  // At the part of the link that was pointed at, below it or above, whichever has room.
  function place() {
    if (!trigger) return
    card.style.maxHeight = ""
    const rects = trigger.getClientRects()
    const at = rects[Math.min(part, rects.length - 1)]
    if (!at) return close()
    const header = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0
    const above = at.top - Math.max(header, 0) - 2 * GAP
    const below = innerHeight - at.bottom - 2 * GAP
    const up = card.offsetHeight > below && above > below
    card.style.maxHeight = `${Math.max(up ? above : below, 0)}px`
    const left = Math.max(Math.min(at.left, document.documentElement.clientWidth - card.offsetWidth - GAP), GAP)
    const top = up ? at.top - GAP - card.offsetHeight : at.bottom + GAP
    const now = card.getBoundingClientRect()
    card.style.left = `${card.offsetLeft + left - now.left}px`
    card.style.top = `${card.offsetTop + top - now.top}px`
  }

  // While focus only passes over the link, Tab goes on to the next one.
  function reachable(on) {
    for (const each of card.querySelectorAll("a, button, summary")) each.tabIndex = on ? 0 : -1
  }

  function open(link, { pin = false, enter = false, failed = null } = {}) {
    clearTimeout(opening)
    clearTimeout(closing)
    const rects = [...link.getClientRects()]
    const under = rects.findIndex(({ left, right, top, bottom }) =>
      pointer.x >= left && pointer.x <= right && pointer.y >= top && pointer.y <= bottom)
    const finish = () => {
      pinned = pin
      reachable(pin)
      if (enter) card.focus({ preventScroll: true })
    }
    if (link === trigger) return finish()
    withContent(link, (content) => {
      if (!content) return failed?.()
      close()
      trigger = link
      part = Math.max(under, 0)
      shown = [{ link }]
      // What scrolls by itself would cut the card off.
      const beside = link.closest(".md-typeset__scrollwrap, .arithmatex, pre, .uses a") ?? link
      beside.after(card)
      fill(content)
      link.setAttribute("aria-expanded", "true")
      link.setAttribute("aria-controls", card.id)
      place()
      finish()
    })
  }

  function close() {
    clearTimeout(opening)
    asked++
    if (!trigger) return
    trigger.setAttribute("aria-expanded", "false")
    trigger.removeAttribute("aria-controls")
    trigger = null
    pinned = false
    shown = []
    card.remove()
  }

  // Close, and give focus back to the link if it was inside.
  function leave() {
    const link = card.contains(document.activeElement) ? trigger : null
    close()
    quietly(link)
  }

  let quiet = false
  function quietly(link) {
    quiet = true
    link?.focus({ preventScroll: true })
    quiet = false
  }

  function inwards(link) {
    withContent(link, (content) => {
      if (!content) return location.assign(link.href)
      shown.push({ link: link.cloneNode(true) })
      pinned = true
      fill(content)
      place()
      card.focus({ preventScroll: true })
    })
  }

  function outwards() {
    const { link: from } = shown.pop()
    withContent(shown.length > 1 ? shown.at(-1).link : trigger, (content) => {
      if (!content) return
      fill(content)
      place()
      const again = [...card.querySelectorAll("a[href]")].find(({ href }) => href === from.href)
      ;(again ?? card).focus({ preventScroll: true })
    })
  }

  const held = () =>
    pinned || card.matches(":hover") || trigger.matches(":hover, :focus-visible") || card.contains(document.activeElement)

  function rested() {
    const link = linkAt(document.elementFromPoint(pointer.x, pointer.y))
    if (link && link !== trigger && !pinned && !card.contains(link)) open(link)
  }

  // A page that scrolls sends no such event: what comes to lie below a pointer at rest was not pointed at.
  document.addEventListener("pointermove", ({ pointerType, clientX, clientY, buttons }) => {
    if (pointerType === "touch") return
    const moved = Math.hypot(clientX - pointer.x, clientY - pointer.y)
    if (moved < JITTER) return
    Object.assign(pointer, { x: clientX, y: clientY, scrolled: scrollY })
    clearTimeout(opening)
    if (!buttons) opening = setTimeout(rested, RESTED)
    clearTimeout(closing)
    if (trigger && !held()) closing = setTimeout(() => trigger && !held() && close(), CLOSE_AFTER)
  })
  // The event comes a frame after the page has moved, so it may tell of what was before the pointer moved.
  document.addEventListener("scroll", () => scrollY !== pointer.scrolled && clearTimeout(opening), { passive: true })

  document.addEventListener("focusin", ({ target }) => {
    if (quiet || card.contains(target)) return
    const link = linkAt(target)
    if (link?.matches(":focus-visible")) open(link)
    else if (link !== trigger) close()
  })

  let touched = false // whether the last press was by touch, which shows no card before
  document.addEventListener("pointerdown", ({ target, pointerType, clientX, clientY }) => {
    touched = pointerType === "touch"
    if (touched) Object.assign(pointer, { x: clientX, y: clientY })
    clearTimeout(opening)
    if (!card.contains(target) && linkAt(target) !== trigger) close()
  })

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = linkAt(event.target)
    const inside = link && card.contains(link)
    const byTouch = touched && event.detail > 0
    if (!link || (!inside && followed(link, card) && !byTouch)) return
    event.preventDefault()
    if (inside) inwards(link)
    else if (link === trigger && pinned) close()
    else open(link, { pin: true, enter: !event.detail, failed: () => location.assign(link.href) })
  })

  addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !trigger) return
      event.stopPropagation()
      leave()
    },
    true,
  )
  addEventListener("hashchange", close)
  addEventListener("pagehide", close)
  addEventListener("resize", place)

  // Cards are loaded when somebody comes to the passage that links to them.
  const near = ({ target }) => {
    const block = target.closest?.(".md-content :is(.passage, p, li, dd, td, header)")
    if (!block || block === warmed) return
    warm((warmed = block))
    style().catch(() => {})
  }
  let warmed = null
  for (const type of ["pointerover", "pointerdown", "focusin"]) document.addEventListener(type, near, { passive: true })

  function announce(link) {
    if (!kindOf(link, card)) return
    link.setAttribute("aria-haspopup", "dialog")
    if (!card.contains(link)) link.setAttribute("aria-expanded", "false")
  }
  for (const link of document.querySelectorAll(".md-content a[href]")) announce(link)

  readerPage.cards = { open, close }
})()
