// The index: its parts come as scripts, each once and only when it is needed. See reader/search/__init__.py.
(() => {
  const own = (window.readerSearch ??= {})
  const VERSION = 1
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
  own.Numbers = Numbers

  const waiting = {}
  window.readerSearchPart = (name, data) => waiting[name]?.(data)

  function fetchPart(name, address) {
    return new Promise((resolve, reject) => {
      waiting[name] = resolve
      const script = document.createElement("script")
      script.charset = "utf-8"
      script.src = address
      const fail = () => reject(new Error(`The search index cannot be read: ${address}`))
      script.addEventListener("error", fail)
      script.addEventListener("load", () => {
        script.remove()
        fail() // changes nothing once the part is there
      })
      document.head.append(script)
    })
  }

  // The last of ordered values that is not above one, as its place.
  function placeOf(values, wanted) {
    let low = 0
    let high = values.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (values[middle] <= wanted) low = middle + 1
      else high = middle
    }
    return low - 1
  }
  own.placeOf = placeOf

  function sums(counts, start) {
    const found = [start]
    for (const count of counts) found.push(found.at(-1) + count)
    return found
  }

  // Postings: the records with a word, ascending, and for each where its positions begin.
  function readPostings(heads, steps, count, bare) {
    const records = new Uint32Array(count)
    const starts = bare ? null : new Uint32Array(count + 1)
    const places = []
    for (let at = 0, record = -1; at < count; at++) {
      const head = heads.next()
      record += (bare ? head : head >> 1) + 1
      records[at] = record
      if (bare) continue
      let times = head & 1 ? steps.next() + 2 : 1
      for (let place = 0; times; times--) places.push((place += steps.next()))
      starts[at + 1] = places.length
    }
    return { records, starts, places }
  }

  class Index {
    constructor(head, base) {
      this.head = head
      this.base = base
      this.parts = {}
      this.folding = own.folder(head.folding)
      this.size = head.kinds.passage
      this.kinds = Object.entries(head.kinds)
      this.noteStarts = sums(new Numbers(head.notes).all(), head.kinds.page)
      this.passageStarts = sums(new Numbers(head.passages).all(), head.kinds.note)
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

    // The place of the work that a record belongs to, or -1.
    workOf(record) {
      const { person, article, page, note } = this.head.kinds
      if (record >= note) return placeOf(this.passageStarts, record)
      if (record >= page) return placeOf(this.noteStarts, record)
      return record >= person && record < article ? record - person : -1
    }

    articleOf = (work) => this.head.kinds.person + work

    async shard(at) {
      const shard = await this.part(`w${at}`)
      if (shard.place) return shard
      shard.words = shard.words.split(" ")
      shard.place = new Map(shard.words.map((word, place) => [word, place]))
      shard.counts = new Numbers(shard.counts).all()
      const forms = new Numbers(shard.forms)
      shard.forms = shard.words.map(() => Array.from({ length: forms.next() }, () => forms.next()))
      shard.read = []
      return shard
    }

    shardOf = (word) => Math.max(placeOf(this.head.firsts, word), 0)

    wordIn(shard, place) {
      const [text, name, bare] = shard.counts.slice(3 * place, 3 * place + 3)
      return { word: shard.words[place], shard, place, count: text + name, bare: Boolean(bare) }
    }

    async word(word) {
      const at = this.shardOf(word)
      const shard = await this.shard(at)
      const place = shard.place.get(word)
      return place === undefined ? null : this.wordIn(shard, place)
    }

    async formsOf({ shard, place }) {
      const number = this.head.starts[this.shardOf(shard.words[0])] + place
      const steps = shard.forms[place].map((step) => (step % 2 ? -(step + 1) / 2 : step / 2))
      return Promise.all(
        steps.map(async (step) => {
          const at = placeOf(this.head.starts, number + step)
          return this.wordIn(await this.shard(at), number + step - this.head.starts[at])
        }),
      )
    }

    // Words that begin so, the most frequent first; of many shards only the first few are asked.
    async beginningWith(start, shards = 3, most = 60) {
      const found = []
      for (let at = this.shardOf(start), asked = 0; at < this.head.firsts.length && asked < shards; at++, asked++) {
        if (this.head.firsts[at] > start && !this.head.firsts[at].startsWith(start)) break
        const shard = await this.shard(at)
        shard.words.forEach((word, place) => {
          if (word.startsWith(start)) found.push(this.wordIn(shard, place))
        })
      }
      return found.sort((one, other) => other.count - one.count).slice(0, most)
    }

    postings({ shard, place, bare }) {
      return (shard.read[place] ??= (() => {
        const [text, name] = shard.counts.slice(3 * place, 3 * place + 2)
        const heads = new Numbers(shard.postings[place])
        const steps = new Numbers(shard.places[place])
        return { text: readPostings(heads, steps, text, bare), name: readPostings(heads, steps, name, false) }
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

    // Whether the text of a record is here already.
    has = (number) => Boolean(this.here?.has(placeOf(this.head.texts, number)))

    async record(number) {
      const at = placeOf(this.head.texts, number)
      const part = await this.part(`t${at}`)
      ;(this.here ??= new Set()).add(at)
      const [url, name = "", text = "", number_ = "", section = "", work = ""] = part.records[number - this.head.texts[at]]
      const kind = this.kindOf(number)
      const found = { record: number, kind, url, name, text, number: number_, section, work: null }
      if (work !== "") {
        const [title, byline, year, address, language, citation] = part.works[work]
        found.work = { title, byline, year, url: address, language, citation }
        if (kind === "note" || kind === "passage") found.url = address + url
      }
      return found
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
