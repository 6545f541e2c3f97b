"""The index of the search: a folder `search/` of plain files that any host can serve and any page can load.

A **record** is what one result leads to: an entry, a person, an article, a page of prose, a note, a passage. Records
are numbered from 0 in this order of kinds, notes and passages by article. The files are classic scripts, each a call
`readerSearchPart(NAME, DATA)` with DATA in JSON, so that they load from a disk as from a host and need no `fetch`:

`search/index.js`     what stays in memory: see `reader.search.files.head`. It names the folder of all others, which is
                      the hash of what they hold, so that a browser never joins parts of two builds.
`names.js`            how entries and people are written: `names[n]` are the names of record n, parted by line breaks
`w0.js, w1.js ...`    the words in order, in shards of some ten kilobytes, each with its postings
`t0.js, t1.js ...`    the texts of the records in order, what a result shows
`spelling.js`         all words once more, for a query that has none of them
`works.js`            the articles, for the filters

The texts of notes and passages are not written again: they come from `data/passages/ID.js`, a file for each article,
which previews of passages take too (`reader.exports.previews`). The nth passage or note of an article is the nth there
that has a number.

A shard of words: `words`, parted by spaces, in the order of their units of UTF-16; `counts`, for each word the number
of records that hold it in their text, then in their names; `forms`, for each word how many others are forms of the
same, then how far each is from it in the order of all words (`2n` forward, `2n-1` back); `postings`, for each word its
digits, parted by spaces. These are bits: first of its texts, then of its names, for each record the distance from the
one before, less one; then how often it has the word, less one, and after this the places, each as the distance from the
one before, the first from 0. A distance of records is written by `rice` with as many low bits as `lowest` gives, how
often with none, a place with `NEAR`. A word of more than every 32nd record, where these are many, has no places in its
texts: they would be a fifth of the index, and tell little. `*12` is a word that stands for a use of record 12, without
places.

Other numbers are written by `reader.search.coding.codes`. A shard of texts: `records`, each
`[url, name, text, section, byline, year, language]` without the empty ones at the end, the last three of articles only.
"""

VERSION = 2
