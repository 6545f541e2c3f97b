// Cites with citeproc-js as it comes from npm and the whole, unchanged styles: what tests/citing compares with.
// Reads [{style, locale, item, locator}] from standard input, writes what each gives.
const fs = require("fs")
const path = require("path")
const CSL = require("citeproc")

const [styles, locales] = process.argv.slice(2)
const read = (...parts) => fs.readFileSync(path.join(...parts), "utf8")
const engines = {}
let work

// Inferred authors and dates are not part of CSL: brackets are set by the hook that citeproc-js has for its host.
function variableWrapper({ itemData, variableNames }, before, text, after) {
  const inferred = (itemData.custom && itemData.custom.inferred) || []
  const name = variableNames[0]
  const isName = name === "author" || (itemData[name] === undefined && name !== "locator")
  if (!(isName && inferred.includes("author")) && !(name === "issued" && inferred.includes("issued")))
    return before + text + after
  const point = after === "." && /(^|[ .-])[A-Z]$/.test(text) ? "." : ""
  return before + "[" + text + point + "]" + after
}

const sys = { retrieveLocale: (name) => read(locales, `locales-${name}.xml`), retrieveItem: () => work, variableWrapper }

const answers = JSON.parse(fs.readFileSync(0, "utf8")).map(({ style, locale, item, locator }) => {
  const engine = (engines[style] = engines[style] || new CSL.Engine(sys, read(styles, `${style}.csl`), locale))
  const cited = (options) => {
    work = JSON.parse(JSON.stringify(item))
    engine.updateItems([])
    engine.updateItems([work.id])
    return engine.makeCitationCluster([{ id: work.id, ...options }])
  }
  const passage = locator ? { locator, label: "paragraph" } : {}
  const answer = { text: cited(passage), entry: engine.makeBibliography()[1][0] }
  if (engine.opt.xclass === "in-text") {
    answer.author = cited({ "author-only": true })
    answer.date = cited({ ...passage, "suppress-author": true })
  }
  return answer
})
process.stdout.write(JSON.stringify(answers))
