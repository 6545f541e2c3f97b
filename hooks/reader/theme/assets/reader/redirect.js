// Leads on from a former address to the same passage. The page says where to: `to`, and `places` by passage where an
// article was joined to another one.
(() => {
  const { to, places } = document.currentScript.dataset
  const fragment = location.hash.slice(1)
  if (!places) return location.replace(to + location.search + location.hash)
  const known = new Map(Object.entries(JSON.parse(places)))
  let id = fragment
  try {
    id = decodeURIComponent(fragment)
  } catch {
    // not encoded as addresses are: no id of ours
  }
  if (!id || known.has(id)) location.replace(known.get(id) ?? to)
})()
