// Text as the filters compare it.
(() => {
  const CYRILLIC = Object.fromEntries(
    ("а=a б=b в=v г=g ґ=g д=d е=e є=e ж=zh з=z и=i і=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch " +
      "ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya")
      .split(" ")
      .map((pair) => pair.split("=")),
  )

  // Letters without accents, case or script: `ёлка` is `elka`, `détente` is `detente`.
  function fold(text) {
    const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    return bare.replace(/[а-яєіґ]/g, (letter) => CYRILLIC[letter] ?? letter).replace(/[^\p{L}\p{N}]+/gu, " ").trim()
  }

  readerPage.folding = { fold }
})()
