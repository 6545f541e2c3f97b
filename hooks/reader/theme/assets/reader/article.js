// What an article has at hand: the button that cites the passage pointed at, and ways to what is loaded when first
// wanted: the panel that cites, going to a passage by its number, what a passage said on the day it was cited.
(() => {
  const { atHash, data, el, load } = readerPage
  const body = document.querySelector(".article-body")
  const panel = document.getElementById("__cite-panel")
  const numberOf = (passage) => linkOf(passage).dataset.number
  const linkOf = (passage) => passage.querySelector(":scope > .passage-link")
  const selected = () => (getSelection().isCollapsed ? null : getSelection().getRangeAt(0).cloneRange())

  let pressed = null // what was selected when a button was pressed, which may take the selection away
  function cite(asked) {
    const range = selected() ?? pressed
    pressed = null
    Promise.all([data(`data/citing/${panel.dataset.article}.js`), load("panels.css", "days", "citation", "cite")])
      .then(() => readerPage.openCite({ ...asked, selected: range }))
      .catch(() => (location.hash = "__cite")) // the citations at the foot need no script
  }

  // One button for all passages: it stands after the number of the passage that is pointed at, focused or led to.
  const button = el("button", { class: "passage-cite", type: "button", "aria-haspopup": "dialog" })
  function moveButton(to) {
    if (!to || button.parentElement === to || !linkOf(to)) return
    // The keyboard's focus stays where the button was.
    if (button.matches(":focus-visible")) linkOf(button.parentElement).focus({ preventScroll: true })
    button.setAttribute("aria-label", `Cite paragraph ${numberOf(to)}`)
    linkOf(to).after(button)
  }

  if (panel) {
    for (const link of document.querySelectorAll(".cite-open")) {
      link.setAttribute("role", "button")
      link.setAttribute("aria-haspopup", "dialog")
      const open = (event) => {
        event.preventDefault()
        cite({})
      }
      link.addEventListener("click", open)
      link.addEventListener("keydown", (event) => event.key === " " && open(event))
    }
    button.addEventListener("click", () => cite({ pointed: button.parentElement }))
    // With Shift a number ends what begins at the number that was chosen before.
    body.addEventListener("click", (event) => {
      const here = event.shiftKey && event.target.closest(".passage-link")?.parentElement
      const from = here && atHash()?.closest(".passage")
      if (!from || !body.contains(from)) return
      event.preventDefault()
      const back = here.compareDocumentPosition(from) & Node.DOCUMENT_POSITION_FOLLOWING
      cite({ pointed: back ? here : from, upTo: back ? from : here })
    })
    // Scrolling below a pointer at rest moves nothing; a tap is no move.
    for (const type of ["pointermove", "pointerdown", "focusin"])
      body.addEventListener(type, ({ target }) => moveButton(target.closest(".passage")))
    const toTarget = () => moveButton(atHash()?.closest(".passage"))
    addEventListener("hashchange", toTarget)
    toTarget()
    addEventListener("pointerdown", ({ target }) => (pressed = target.closest(".cite-open, .passage-cite") && selected()))
    document.addEventListener("reader:cite", ({ detail }) => cite({ inView: document.getElementById(detail.passage) }))
  }

  const goTo = (wanted) => load("panels.css", "goto").then(() => readerPage.goTo(wanted))
  document.addEventListener("reader:goto", () => goTo(""))
  function check() {
    const number = location.hash.match(/^#p(\d+[a-z]*)$/)?.[1]
    if (number && !atHash()) goTo(number)
    if (new URLSearchParams(location.search).has("on") || atHash()?.matches("details.revision")) load("panels.css", "days", "revisions")
  }
  addEventListener("hashchange", check)
  check()
})()
