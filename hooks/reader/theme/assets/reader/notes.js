// Notes: on a wide screen each stands in the margin at the words it is on, none over another; on a narrow one its mark
// opens it below its line. Without script a wide screen shows them at the top of their passage, a narrow one below it.
const GAP = 12 // px between two notes in the margin
const wide = matchMedia("(min-width: 84em)")
const notes = [...document.querySelectorAll(".note")].map((note) => ({
  note,
  mark: document.getElementById(note.id.replace("note-", "noteref-")),
  back: note.querySelector(".note-back"),
  home: document.createComment(""), // keeps the place of a note that is open in the text
}))

function layOut() {
  const body = document.querySelector(".article-body")
  for (const { note } of notes) note.style.top = ""
  body.style.minHeight = ""
  if (!wide.matches) return
  const start = body.getBoundingClientRect().top
  const measured = notes.map(({ note, mark }) => [mark.getBoundingClientRect().top, note.getBoundingClientRect()])
  let bottom = -Infinity
  measured.forEach(([line, { top, height }], index) => {
    const at = Math.max(line - 4, bottom + GAP)
    notes[index].note.style.top = `${at - top}px`
    bottom = at + height
  })
  body.style.minHeight = `${bottom - start}px`
}

function show({ note, mark, home }, open) {
  note.classList.toggle("open", open)
  if (open && !home.parentNode) {
    note.before(home)
    mark.after(note)
  } else if (!open && home.parentNode) home.replaceWith(note)
  mark.setAttribute("aria-expanded", open)
}

for (const each of notes) {
  const { note, mark, back } = each
  note.tabIndex = -1
  mark.addEventListener("click", (event) => {
    if (wide.matches) return // the address leads to the note beside
    event.preventDefault()
    show(each, !note.classList.contains("open"))
    if (note.classList.contains("open") && !event.detail) note.focus()
  })
  back.addEventListener("click", (event) => {
    if (wide.matches) return
    event.preventDefault()
    show(each, false)
    mark.focus()
  })
  note.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    if (!wide.matches) show(each, false)
    mark.focus()
  })
  for (const [one, other] of [[note, mark], [mark, note]]) {
    one.addEventListener("pointerenter", () => other.classList.add("lit"))
    one.addEventListener("pointerleave", () => other.classList.remove("lit"))
  }
}

function adapt() {
  for (const each of notes) {
    show(each, false)
    if (wide.matches) each.mark.removeAttribute("aria-expanded")
  }
  layOut()
}

if (notes.length) {
  wide.addEventListener("change", adapt)
  addEventListener("beforeprint", adapt)
  const observer = new ResizeObserver(layOut)
  observer.observe(document.querySelector(".article-body"))
  for (const { note } of notes) observer.observe(note)
  adapt()
}
