// The index: its parts come as scripts, each once and only when it is needed. See reader/search/__init__.py.
(() => {
  const own = (window.readerSearch ??= {})
  const VERSION = 2
  const VALUES = new Int8Array(127)
  for (let code = 33, value = 0; code < 127; code++) if (!'"\\<'.includes(String.fromCharCode(code))) VALUES[code] = value++

  class Numbers {
    constructor(text) {
      this.text = text
      this.at = 0
    }
    next() {
      for (let high = 0; ; ) {
        const value = VALUES[this.text.charCodeAt(this.at++)]
        if (value < 64) return high * 64 + value
        high = high * 27 + value - 64
      }
    }
    all() {
      const found = []
      while (this.at < this.text.length) found.push(this.next())
      return found
    }
  }

  // Numbers in bits, six in a digit.
  class Bits {
    constructor(text) {
      this.text = text
      this.at = 0
      this.held = 0
      this.left = 0
    }
    take(count) {
      while (this.left < count) {
        this.held = ((this.held & 0xfff) << 6) | VALUES[this.text.charCodeAt(this.at++)]
        this.left += 6
      }
      this.left -= count
      return (this.held >> this.left) & ((1 << count) - 1)
    }
    // Rice's code: ones for the high part, a nought, the low bits.
    rice(low) {
      let high = 0
      while (this.take(1)) high++
      const far = high << low
      return low > 12 ? far | (this.take(low - 12) << 12) | this.take(12) : far | this.take(low)
    }
  }
  const NEAR = 5 // as in postings.py
  const lowest = (numbers, chosen) => Math.max(0, 31 - Math.clz32(Math.floor((numbers * 7) / (chosen * 10))))

  const waiting = {}
  window.readerSearchPart = (name, data) => waiting[name]?.(data)

  function load(address) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script")
      script.charset = "utf-8"
      script.src = address
      script.addEventListener("error", () => reject(new Error(`The search index cannot be read: ${address}`)))
      script.addEventListener("load", () => {
        script.remove()
        resolve()
      })
      document.head.append(script)
    })
  }

  async function fetchPart(name, address) {
    const part = new Promise((resolve) => (waiting[name] = resolve))
    // A file that is there but hands nothing over is none of ours.
    return Promise.race([part, load(address).then(() => Promise.reject(new Error(`The search index cannot be read: ${address}`)))])
  }

  // The previews of a page take the same files: each is handed on to them.
  const passages = {}
  async function fetchPassages(id, address) {
    const others = window.readerPassages
    if (!others?.searched) {
      window.readerPassages = (work) => {
        passages[work.id] = work
        others?.(work)
      }
      window.readerPassages.searched = true
    }
    await load(address)
    if (!passages[id]) throw new Error(`The search index cannot be read: ${address}`)
    return passages[id]
  }

  // The last of ordered values that is not above one, as its index.
  function lastUpTo(values, wanted) {
    let low = 0
    let high = values.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[middle] <= wanted) low = middle + 1
      else high = middle
    }
    return low - 1
  }
  own.lastUpTo = lastUpTo

  function sums(counts, start) {
    const found = [start]
    for (const count of counts) found.push(found.at(-1) + count)
    return found
  }

  // Postings: the records with a word, ascending, and for each where its places begin; without places if it is bare.
  function readPostings(bits, count, size, bare) {
    const records = new Uint32Array(count)
    const starts = bare ? null : new Uint32Array(count + 1)
    const places = []
    const low = count ? lowest(size, count) : 0
    for (let at = 0, record = -1; at < count; at++) {
      records[at] = record += bits.rice(low) + 1
      if (bare) continue
      for (let times = bits.rice(0) + 1, place = 0; times; times--) places.push((place += bits.rice(NEAR)))
      starts[at + 1] = places.length
    }
    return { records, starts, places }
  }

  class Index {
    constructor(head, base) {
      this.head = head
      this.base = base
      this.parts = {} // each asked for once, as are the passages of works in `read`
      this.read = {}
      this.here = new Set() // the files of texts that have come
      this.folding = own.makeFolding(head.folding)
      this.size = head.kinds.passage
      this.kinds = Object.entries(head.kinds)
      this.works = head.works.split(" ")
      this.noteStarts = sums(new Numbers(head.notes).all(), head.kinds.page)
      this.passageStarts = sums(new Numbers(head.passages).all(), head.kinds.note)
      this.small = new Set(head.small.split(" "))
      this.endings = head.endings.map((each) => new Set(each))
    }

    part(name) {
      return (this.parts[name] ??= fetchPart(name, `${this.base}search/${this.head.folder}/${name}.js`).catch((error) => {
        delete this.parts[name]
        throw error
      }))
    }

    kindOf(record) {
      return this.kinds.find(([, end]) => record < end)[0]
    }

    // The number of the work that a record belongs to, or -1.
    workOf(record) {
      const { person, article, page, note } = this.head.kinds
      if (record >= note) return lastUpTo(this.passageStarts, record)
      if (record >= page) return lastUpTo(this.noteStarts, record)
      return record >= person && record < article ? record - person : -1
    }

    articleOf = (work) => this.head.kinds.person + work

    async shard(at) {
      const shard = await this.part(`w${at}`)
      if (shard.rows) return shard
      shard.words = shard.words.split(" ")
      shard.rows = new Map(shard.words.map((word, row) => [word, row]))
      shard.counts = new Numbers(shard.counts).all()
      shard.postings = shard.postings.split(" ")
      const forms = new Numbers(shard.forms)
      shard.forms = shard.words.map(() => Array.from({ length: forms.next() }, () => forms.next()))
      shard.read = []
      return shard
    }

    shardOf = (word) => Math.max(lastUpTo(this.head.firsts, word), 0)

    wordIn(shard, row) {
      const [texts, names] = shard.counts.slice(2 * row, 2 * row + 2)
      const word = shard.words[row]
      return { word, shard, row, texts, names, count: texts + names, bare: texts > this.head.frequent || word.startsWith("*") }
    }

    async word(word) {
      const at = this.shardOf(word)
      const shard = await this.shard(at)
      const row = shard.rows.get(word)
      return row === undefined ? null : this.wordIn(shard, row)
    }

    async formsOf({ shard, row }) {
      const number = this.head.starts[this.shardOf(shard.words[0])] + row
      const distances = shard.forms[row].map((code) => (code % 2 ? -(code + 1) / 2 : code / 2))
      return Promise.all(
        distances.map(async (distance) => {
          const at = lastUpTo(this.head.starts, number + distance)
          return this.wordIn(await this.shard(at), number + distance - this.head.starts[at])
        }),
      )
    }

    // Words that begin so, the most frequent first; of many shards only the first few are asked.
    async beginningWith(start, shards = 3, most = 60) {
      const found = []
      for (let at = this.shardOf(start), asked = 0; at < this.head.firsts.length && asked < shards; at++, asked++) {
        if (this.head.firsts[at] > start && !this.head.firsts[at].startsWith(start)) break
        const shard = await this.shard(at)
        shard.words.forEach((word, row) => {
          if (word.startsWith(start)) found.push(this.wordIn(shard, row))
        })
      }
      return found.sort((one, other) => other.count - one.count).slice(0, most)
    }

    postings({ shard, row, texts, names, bare }) {
      return (shard.read[row] ??= (() => {
        const bits = new Bits(shard.postings[row])
        return { text: readPostings(bits, texts, this.size, bare), name: readPostings(bits, names, this.size, false) }
      })())
    }

    async spelling() {
      const part = await this.part("spelling")
      if (part.list) return part.list
      let before = ""
      part.list = part.words.split("\n").filter(Boolean).map((line) => {
        const numbers = new Numbers(line)
        before = before.slice(0, numbers.next()) + line.slice(numbers.at, -1)
        return { word: before, weight: line.charCodeAt(line.length - 1) - 65 }
      })
      return part.list
    }

    // Names of entries and people: by their key and by their sound, the records they lead to.
    async names() {
      const part = await this.part("names")
      if (part.keys) return part
      part.keys = new Map()
      part.sounds = new Map()
      part.stems = new Map()
      const put = (map, key, record) => {
        if (key) map.set(key, [...new Set([...(map.get(key) ?? []), record])])
      }
      part.names.forEach((names, record) => {
        for (const name of names.split("\n")) {
          const key = this.folding.key(name)
          put(part.keys, key, record)
          const sound = own.sound(key)
          if (sound.length > 3) put(part.sounds, sound, record)
          const stem = sound.replace(/[aeiou]+$/, "")
          if (stem.length > 3) put(part.stems, stem, record)
        }
      })
      return part
    }

    // The file with the text of a record: notes and passages have theirs where the previews have them.
    fileOf(record) {
      if (record >= this.head.kinds.page) return `data/passages/${this.works[this.workOf(record)]}`
      return `search/${this.head.folder}/t${lastUpTo(this.head.texts, record)}`
    }

    has = (record) => this.here.has(this.fileOf(record))

    async result(record) {
      const kind = this.kindOf(record)
      const found = await (kind === "note" || kind === "passage" ? this.inWork(record, kind) : this.apart(record, kind))
      this.here.add(this.fileOf(record))
      return { record, kind, ...found }
    }

    async apart(record, kind) {
      const at = lastUpTo(this.head.texts, record)
      const part = await this.part(`t${at}`)
      const [url, name, text = "", section = "", byline = "", year = "", language = ""] = part.records[record - this.head.texts[at]]
      return { url, name, text, number: "", section, work: kind === "article" ? { title: name, byline, year, url, language } : null }
    }

    async inWork(record, kind) {
      const at = this.workOf(record)
      const work = await this.passagesOf(this.works[at])
      if (kind === "note") {
        const [id, [number, name, text, section]] = Object.entries(work.notes)[record - this.noteStarts[at]]
        return { url: `${work.url}#note-${id}`, name, text, number: String(number), section, work }
      }
      work.numbered ??= work.passages.filter(([, number]) => number)
      const [id, number, section, text] = work.numbered[record - this.passageStarts[at]]
      return { url: `${work.url}#${id}`, name: "", text, number, section, work }
    }

    passagesOf(id) {
      return (this.read[id] ??= fetchPassages(id, `${this.base}data/passages/${id}.js`).catch((error) => {
        delete this.read[id]
        throw error
      }))
    }
  }

  own.Index = Index
  let opened = null
  own.open = (base) =>
    (opened ??= fetchPart("index", `${base}search/index.js`)
      .then((head) => {
        if (head.version !== VERSION) throw new Error("The search index is of another version: load the page anew.")
        return new Index(head, base)
      })
      .catch((error) => {
        opened = null
        throw error
      }))
})()
