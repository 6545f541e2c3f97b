// The day of reading, as the manuals of styles have it: `D Month YYYY`, `Mon. D, YYYY` (see reader/citing/days.py).
(() => {
  const MONTHS = "January February March April May June July August September October November December".split(" ")
  const IEEE = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split(" ")

  function dayOf(pattern = "", day = new Date()) {
    const two = (number) => String(number).padStart(2, "0")
    const words = {
      YYYY: String(day.getFullYear()),
      Month: MONTHS[day.getMonth()],
      "Mon.": IEEE[day.getMonth()],
      Mon: MONTHS[day.getMonth()].slice(0, 3),
      MM: two(day.getMonth() + 1),
      DD: two(day.getDate()),
      D: String(day.getDate()),
    }
    return pattern.replace(/YYYY|Month|Mon\.|Mon|MM|DD|D/g, (word) => words[word])
  }

  readerPage.dayOf = dayOf
})()
