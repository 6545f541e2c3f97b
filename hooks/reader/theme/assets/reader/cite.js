// Cite: copies the reference of the article with the number and the address of the passage that was asked for.
import { el } from "./dom.js"

const reference = document.querySelector(".article-reference")
const status = el("p", { class: "cite-status", role: "status" })

async function cite({ detail: { passage } }) {
  const number = document.querySelector(`#${CSS.escape(passage)} .passage-link`).dataset.number
  const address = new URL(`#${passage}`, location.href).href
  const text = `${reference.textContent.replace(/\s+/g, " ").trim()}, para. ${number}, ${address}.`
  try {
    await navigator.clipboard.writeText(text)
    status.textContent = `Copied: ${text}`
  } catch {
    status.textContent = text // the browser keeps the clipboard closed: here are the words to copy
  }
  clearTimeout(cite.timer)
  cite.timer = setTimeout(() => (status.textContent = ""), 8000)
}

if (reference) {
  document.body.append(status)
  document.addEventListener("reader:cite", cite)
}
