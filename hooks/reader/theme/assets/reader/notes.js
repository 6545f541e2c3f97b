// Notes: each stands in the margin at its mark, never further than REACH from it and never over another. Where notes
// crowd they are shortened, the longest first, and open in place over the margin; one that fits not even as a line, and
// all where there is no margin, opens at its mark as a card (card-kinds.js). Without script notes are folded below
// their passages.
(() => {
  const { el } = readerPage
  const { close, open: openCard } = readerPage.cards
  const REACH = 90 // px between the tops of a note and its mark
  const GAP = 10 // px between two notes
  const LEVELS = ["", "brief", "line"] // how much of a note shows
  const LEAST = 200 // px, below which a margin is none

  const body = document.querySelector(".article-body")
  const notes = [...document.querySelectorAll(".note")].map((note) => ({
    note,
    mark: document.getElementById(note.id.replace("note-", "noteref-")),
  }))

  /** Tops and levels of notes: `marks` are where they should stand, `heights` what each takes at each level. A level
   * of -1 leaves a note out. */
  function arrange(marks, heights) {
    const levels = marks.map(() => 0)
    for (;;) {
      const tops = settle(marks, heights, levels)
      if (Array.isArray(tops)) return { tops, levels }
      shorten(tops, marks, heights, levels)
    }
  }

  const extent = (heights, levels, index) => (levels[index] < 0 ? 0 : heights[index][levels[index]] + GAP)

  // The tops, each as near to its mark as the others let it; or the index of the first that is out of reach.
  function settle(marks, heights, levels) {
    const earliest = []
    let free = -Infinity
    for (const [index, mark] of marks.entries()) {
      if (levels[index] >= 0) {
        earliest[index] = Math.max(mark - REACH, free)
        if (earliest[index] > mark + REACH) return index
        free = earliest[index] + extent(heights, levels, index)
      }
    }
    const latest = []
    free = Infinity
    for (let index = marks.length - 1; index >= 0; index--)
      if (levels[index] >= 0) {
        latest[index] = Math.min(marks[index] + REACH, free - extent(heights, levels, index))
        free = latest[index]
      }
    const tops = []
    free = -Infinity
    for (const [index, mark] of marks.entries())
      if (levels[index] >= 0) {
        tops[index] = Math.min(Math.max(mark, free), latest[index])
        free = tops[index] + extent(heights, levels, index)
      }
    return tops
  }

  // Shorten the longest of those that push a note away; leave the note out where all of them are as short as can be.
  function shorten(index, marks, heights, levels) {
    let longest = -1
    for (let at = index - 1, reached = marks[index] + REACH; at >= 0; at--) {
      if (levels[at] < 0) continue
      const size = extent(heights, levels, at)
      if (marks[at] + REACH + size < reached - 4 * REACH) break
      const next = heights[at][levels[at] + 1]
      if (next !== undefined && next < heights[at][levels[at]] && (longest < 0 || size > extent(heights, levels, longest))) longest = at
      reached -= size
    }
    if (longest >= 0) levels[longest]++
    else levels[index] = -1
  }

  function layOut() {
    const start = body.getBoundingClientRect()
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize)
    const rtl = getComputedStyle(body).direction === "rtl"
    const room = (rtl ? start.left : document.documentElement.clientWidth - start.right) - 2.4 * rem
    const wide = room >= LEAST
    body.style.setProperty("--reader-margin", `${Math.min(room, 14 * rem)}px`)
    const opened = notes.filter(({ note }) => note.matches(".open")) // which lie over the others
    for (const { note } of notes) {
      note.classList.toggle("beside", wide)
      note.classList.remove("open", ...LEVELS.filter(Boolean))
      note.style.top = ""
    }
    body.style.minHeight = ""
    if (!wide) return
    const heights = notes.map(() => [])
    for (const level of LEVELS) {
      if (level) for (const { note } of notes) note.classList.add(level)
      for (const [index, { note }] of notes.entries()) heights[index].push(note.offsetHeight)
    }
    const marks = notes.map(({ mark }) => mark.getBoundingClientRect().top - start.top - 4)
    const { tops, levels } = arrange(marks, heights)
    let bottom = 0
    for (const [index, { note }] of notes.entries()) {
      note.classList.toggle("beside", levels[index] >= 0)
      LEVELS.forEach((level, at) => level && note.classList.toggle(level, at <= levels[index]))
      if (levels[index] < 0) continue
      note.style.top = `${tops[index]}px`
      bottom = Math.max(bottom, tops[index] + heights[index][levels[index]])
    }
    body.style.minHeight = `${bottom}px`
    for (const { note } of opened) note.classList.add("open")
  }

  const isShort = ({ note }) => note.matches(".brief, .line")

  function unfold(each, on) {
    each.note.classList.toggle("open", on)
    each.more.setAttribute("aria-expanded", on)
    each.more.textContent = on ? "Less" : "More"
  }

  const inView = (note) => {
    const { top, bottom } = note.getBoundingClientRect()
    return top >= 48 && bottom <= innerHeight
  }

  for (const each of notes) {
    const { note, mark } = each
    each.more = el("button", { class: "note-unfold", type: "button", "aria-expanded": "false" }, "More")
    note.querySelector(".note-head").append(each.more)
    note.querySelector(".note-more").open = true
    note.tabIndex = -1
    mark.addEventListener("click", (event) => {
      if (!note.matches(".beside") || event.ctrlKey || event.metaKey || event.shiftKey) return // a card, or the browser's
      event.preventDefault()
      close()
      if (isShort(each)) unfold(each, true)
      note.focus({ preventScroll: inView(note) })
      note.classList.add("lit")
    })
    note.addEventListener("click", ({ target }) => {
      if (target.closest(".note-unfold")) unfold(each, !note.matches(".open"))
      else if (!target.closest("a, summary") && isShort(each) && getSelection().isCollapsed) unfold(each, true)
    })
    note.querySelector(".note-back").addEventListener("click", (event) => {
      event.preventDefault()
      mark.focus({ preventScroll: true })
    })
    note.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === note && isShort(each)) unfold(each, true)
      if (event.key !== "Escape") return
      unfold(each, false)
      mark.focus({ preventScroll: true })
    })
    note.addEventListener("focusout", ({ relatedTarget }) => {
      if (!note.contains(relatedTarget)) note.classList.remove("lit")
    })
    for (const [one, other] of [[note, mark], [mark, note]]) {
      one.addEventListener("pointerenter", () => other.classList.add("lit"))
      one.addEventListener("pointerleave", () => other.classList.remove("lit"))
    }
  }

  document.addEventListener("pointerdown", ({ target }) => {
    for (const each of notes) if (each.note.matches(".open") && !each.note.contains(target) && target !== each.mark) unfold(each, false)
  })

  // An address that names a note opens it, in the margin or as a card.
  function toTarget() {
    const each = notes.find(({ note }) => `#${note.id}` === location.hash)
    if (!each) return
    each.mark.scrollIntoView({ block: "center" })
    if (!each.note.matches(".beside")) openCard(each.mark, { pin: true })
    else if (isShort(each)) unfold(each, true)
  }

  // On paper they stand at the end of the text, each back in its place afterwards.
  const end = el("section", { class: "endnotes" }, el("h2", {}, "Notes"))
  const places = new Map()
  addEventListener("beforeprint", () => {
    if (!notes.length || places.size) return
    for (const { note } of notes) {
      places.set(note, el("span", { hidden: "" }))
      note.replaceWith(places.get(note))
      end.append(note)
    }
    body.append(end)
  })
  addEventListener("afterprint", () => {
    for (const [note, place] of places) place.replaceWith(note)
    places.clear()
    end.remove()
  })

  if (notes.length) {
    const observer = new ResizeObserver(layOut)
    observer.observe(body)
    for (const { note } of notes) observer.observe(note.querySelector(".note-sources"))
    addEventListener("resize", layOut)
    document.fonts?.ready.then(layOut)
    layOut()
    addEventListener("hashchange", toTarget)
    toTarget()
  }
})()
