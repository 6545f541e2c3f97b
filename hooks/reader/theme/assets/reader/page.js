// What the scripts of a page share: elements, what the browser keeps, and the parts that are loaded when first used.
// All are classic scripts, and what they load comes by script elements: a page that is opened from a disk may do no more.
(() => {
  const here = new URL(".", document.currentScript.src)
  const own = (window.readerPage = { here, root: new URL("../../", here) })

  // An element with its attributes and children, made without reading any text as mark-up.
  own.el = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(name, value)
    made.append(...children)
    return made
  }

  // Whether keys go to what is being typed into.
  own.typing = (target) =>
    target.isContentEditable || target.matches?.("select, textarea, input:not([type=checkbox], [type=radio])")

  // What the reader has set, kept by the browser; storage may be closed to the site.
  own.kept = (name) => {
    try {
      return localStorage.getItem(name)
    } catch {
      return null
    }
  }
  own.keep = (name, value) => {
    try {
      localStorage.setItem(name, value)
    } catch {}
  }

  /** The address of a page at the top of the site, which is a folder or, for a disk, a file. */
  own.pageOf = (name) => {
    const flat = document.querySelector(".search-button")?.getAttribute("href").endsWith(".html")
    return new URL(flat ? `${name}.html` : `${name}/`, own.root)
  }
  own.searchOf = (words) => {
    const url = own.pageOf("search")
    url.searchParams.set("q", words)
    return url.href
  }
  /** The id that a link or the address names; "" for what is not encoded as addresses are. */
  own.idIn = ({ hash }) => {
    try {
      return decodeURIComponent(hash.slice(1))
    } catch {
      return ""
    }
  }
  own.atHash = () => document.getElementById(own.idIn(location))
  /** Change what the address asks for; some browsers allow that for no file. */
  own.readdress = (url) => {
    try {
      history.replaceState(history.state, "", url)
    } catch {}
  }

  const asked = new Map()
  const arriving = (node, { href }) => {
    if (!asked.has(href))
      asked.set(
        href,
        new Promise((resolve, reject) => {
          const named = [...document.querySelectorAll("script, link[rel=stylesheet]")]
          if (named.some((each) => (each.src || each.href) === href)) return resolve()
          node.addEventListener("load", resolve)
          node.addEventListener("error", () => {
            asked.delete(href) // the next time it may come
            node.remove()
            reject(new Error(`It cannot be loaded: ${href}`))
          })
          document.head.append(node)
        }),
      )
    return asked.get(href)
  }

  /** Load a script once; an address counts from the root of the site. */
  own.data = (path) => {
    const url = new URL(path, own.root)
    const script = own.el("script", { src: url.href })
    script.async = false // in the order in which they were asked for
    return arriving(script, url)
  }
  own.sheet = (name) => {
    const url = new URL(`${name}.css`, here)
    return arriving(own.el("link", { rel: "stylesheet", href: url.href }), url)
  }
  /** Load scripts of this folder, and style sheets, whose names end in `.css`. */
  own.load = (...names) =>
    Promise.all(
      names.map((name) => (name.endsWith(".css") ? own.sheet(name.slice(0, -4)) : own.data(new URL(`${name}.js`, here)))),
    )
})()
