// An element with its attributes and children, made without reading any text as mark-up.
export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value)
  made.append(...children)
  return made
}

// Whether keys go to what is being typed into.
export const typing = (target) =>
  target.isContentEditable || target.matches?.("select, textarea, input:not([type=checkbox], [type=radio])")

// What the reader has set, kept by the browser; storage may be closed to the site.
export function kept(name) {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

export function keep(name, value) {
  try {
    localStorage.setItem(name, value)
  } catch {}
}
