// The drawer of a narrow screen opens at the sections of the site, not inside that of the page.
(() => {
  const narrow = matchMedia("(max-width: 76.234375em)")
  const adapt = () => {
    if (narrow.matches) for (const toggle of document.querySelectorAll(".md-nav--primary .md-nav__toggle")) toggle.checked = false
  }
  narrow.addEventListener("change", adapt)
  adapt()
})()
