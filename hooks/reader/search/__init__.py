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

A shard of words: `words`, parted by spaces, in the order of their units of UTF-16; `counts`, for each word the number
of records that hold it in their text, then in their name, then 1 if its postings have no positions; `forms`, for each
word how many others are forms of the same, then how far each is from it in the order of all words (`2n` forward,
`2n-1` back); `postings` and `places`, for each word a string, first of its text, then of its name. A posting is the
distance from the record before, less one; where there are positions it is doubled, and 1 more where the record has the
word more than once. Then `places` has how often, less two, and after this the positions, each as the distance from the
one before. (Apart from one another the two pack better.) A word of more than every 32nd record, where these are many,
has no positions: they would be a fifth of the index, and tell little. `*12` is a word that stands for a use of
record 12.

Numbers are written in the digits of `reader.search.coding`. A shard of texts: `works`, the articles of its passages and
notes as `[title, byline, year, url, language, citation]`, and `records`, each
`[url, name, text, number, section, work]` without the empty ones at the end; the url of a passage or a note is its
anchor in the work.
"""

VERSION = 1
