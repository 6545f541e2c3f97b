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
