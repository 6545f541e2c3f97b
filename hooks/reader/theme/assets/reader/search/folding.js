// Words as the index has them: reader/search/folding.py does the same, and its tables come with the index.
(() => {
  const own = (window.readerSearch ??= {})
  const IGNORED = /[\u00ad\u200c\u200d\u2060\ufeff]/gu
  const LETTER = "[\\p{L}\\p{N}\\p{M}_]"
  const THOUSANDS = "(?<!\\p{Nd})\\p{Nd}{1,3}(?:,\\p{Nd}{3})+(?![\\p{Nd},])"
  const ABBREVIATION = `(?<!${LETTER})(?:\\p{L}\\.){2,}(?!${LETTER})`
  const WORD = `${LETTER}+(?:['-]${LETTER}+)*`
  const CHUNK = new RegExp(`${THOUSANDS}|${ABBREVIATION}|${WORD}`, "gu")

  own.makeFolding = ({ marks, letters, unparted, apostrophes, hyphens }) => {
    const MARKS = new RegExp(`[${marks}]`, "gu")
    const SPECIAL = new RegExp(`[${Object.keys(letters).join("")}]`, "gu")
    const UNPARTED = new RegExp(`([${unparted}]+)`, "u")
    const APOSTROPHES = new RegExp(`[${apostrophes}]`, "gu")
    const HYPHENS = new RegExp(`[${hyphens}]`, "gu")

    function fold(text) {
      const bare = text.normalize("NFKD").replace(MARKS, "").toLowerCase().replace(MARKS, "")
      return bare.replace(SPECIAL, (letter) => letters[letter]).normalize("NFC")
    }

    // What is one word though a sign stands in it, without the sign.
    const bare = (text) =>
      text
        .replace(new RegExp(ABBREVIATION, "gu"), (found) => found.replaceAll(".", ""))
        .replace(new RegExp(THOUSANDS, "gu"), (found) => found.replaceAll(",", ""))
    const signs = (text) => text.replace(APOSTROPHES, "'").replace(HYPHENS, "-")

    function apostrophes_(part) {
      const pieces = part.split("'")
      if (pieces.length === 1) return pieces
      if (pieces.at(-1).toLowerCase() === "s") pieces.pop()
      return [...pieces[0]].length <= 2 ? pieces : [pieces.join("")]
    }

    // The words of one chunk: [word, place in it, whether it is the whole of a hyphened one].
    function cut(chunk) {
      if (chunk.includes(",") || chunk.includes(".")) return [[[fold(chunk.replace(/[.,]/g, "")), 0, false]], 1]
      const found = []
      const hyphened = chunk.split("-")
      if (hyphened.length > 1) found.push([fold(hyphened.join("").replaceAll("'", "")), 0, true])
      let place = 0
      for (const part of hyphened)
        for (const word of apostrophes_(part))
          for (const run of word.split(UNPARTED)) {
            if (!run) continue
            if (UNPARTED.test(run)) {
              const each = [...fold(run)]
              each.forEach((letter, at) => found.push([letter + (each[at + 1] ?? ""), place + at, false]))
              place += each.length
              continue
            }
            const folded = fold(run).replace(/^_+|_+$/g, "")
            if (folded) found.push([folded, place++, false])
          }
      return [found, place]
    }

    function words(text) {
      const found = []
      let position = 0
      for (const [chunk] of bare(signs(text.replace(IGNORED, ""))).matchAll(CHUNK)) {
        const [parts, length] = cut(chunk)
        for (const [word, place, whole] of parts) found.push({ word, position: position + place, whole })
        position += length
      }
      return found
    }

    const plain = (text) => words(text).filter(({ whole }) => !whole).map(({ word }) => word)

    // Where in a text words of a set stand, as pairs of start and end.
    function spans(text, wanted) {
      const found = []
      const add = (start, end) => {
        if (found.length && found.at(-1)[1] >= start) found.at(-1)[1] = Math.max(end, found.at(-1)[1])
        else found.push([start, end])
      }
      for (const match of signs(text).matchAll(new RegExp(CHUNK.source.replaceAll("_]", "_\u00ad\u200c\u200d\u2060\ufeff]"), "gu"))) {
        const [chunk] = match
        const clean = chunk.replace(IGNORED, "")
        const [parts] = cut(clean)
        if (!parts.some(([word]) => wanted.has(word))) continue
        if (parts[0][2] && wanted.has(parts[0][0])) {
          add(match.index, match.index + chunk.length)
          continue
        }
        let at = match.index
        for (const part of chunk.split(/([-'])/)) {
          for (const run of part.split(UNPARTED)) {
            if (run && UNPARTED.test(run)) {
              const each = [...run]
              let place = at
              each.forEach((letter, index) => {
                const next = each[index + 1] ?? ""
                if (next && wanted.has(fold(letter + next))) add(place, place + letter.length + next.length)
                else if (wanted.has(fold(letter))) add(place, place + letter.length)
                place += letter.length
              })
            } else if (run && (wanted.has(fold(run.replace(IGNORED, ""))) || wanted.has(fold(run.replace(/[.,]/g, "")))))
              add(at, at + run.length)
            at += run.length
          }
        }
      }
      return found
    }

    return { fold, words, plain, spans, key: (text) => plain(text).join(""), isUnparted: (word) => UNPARTED.test(word) }
  }

  // How a name may sound, whatever script or transliteration it is written in: Зеленський, Zelenskyy, Zelensky.
  const LATIN = Object.fromEntries(
    ("а=a б=b в=v г=g д=d е=e є=e ж=zh з=z и=i і=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh " +
      "щ=shch ъ= ы=i ь= э=e ю=iu я=ia ў=u ј=i љ=l њ=n ћ=ch ђ=dj џ=dzh " +
      "α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s τ=t υ=i φ=f χ=kh ψ=ps ω=o")
      .split(" ")
      .map((pair) => pair.split("=")),
  )
  const SOUNDS = [
    [/[^a-z0-9]/g, ""],
    [/shch|sch(?=[^aeiou])|tsch/g, "sh"],
    [/tch|cz/g, "ch"],
    [/tz|ts/g, "c"],
    [/kh|ch(?=[rlt])/g, "h"],
    [/ph/g, "f"],
    [/x/g, "ks"],
    [/q|ck/g, "k"],
    [/c(?=[aoukrl]|$)/g, "k"],
    [/w/g, "v"],
    [/j(?=[aeou])|y(?=[aeou])/g, "i"],
    [/[yj]/g, "i"],
    [/i(?=[aeou])/g, "i"],
    [/ie|io/g, "e"],
    [/(.)\1+/g, "$1"],
  ]
  own.sound = (folded) => {
    let text = folded.replace(/[^a-z0-9]/gu, (letter) => LATIN[letter] ?? "")
    for (const [pattern, to] of SOUNDS) text = text.replace(pattern, to)
    return text
  }
})()
