"""Records that break processors, with what the manuals' own rules and examples make of them."""

from typing import Any

from reader.citing.csl import Item

URL = "https://example.org/a/"


def name(family: str, given: str) -> dict[str, str]:
    return {"family": family, "given": given}


def work(id: str, **more: Any) -> Item:
    base = {"id": id, "type": "webpage", "title": "A Plain Title", "container-title": "The Site", "URL": URL}
    return base | {key.replace("_", "-"): value for key, value in more.items()}


def on(*date: int) -> dict[str, list[list[int]]]:
    return {"date-parts": [list(date)]}


SMITH = [name("Smith", "Jane")]
JOURNAL = {"type": "article-journal", "container_title": "The Journal", "volume": "3", "page": "4-9"}
MANY = [name(f"Name{chr(64 + number)}", "Ann") for number in range(1, 22)]

# Titles on whose letters and marks processors part.
TITLES = (
    "A “Nested ‘X’ Case” of It",
    "the long road: between war and peace, after the thaw",
    "Stop the War!",
    "Putin's 'Little' War",
    "Yeltsin’s Choice and Clinton’s",
    "“Is It Over?”",
    "Is It “Over”?",
    "“Quoted” at the Head",
    "La política de los EE.UU. hacia Rusia",
    "US–Russia Relations, 1991–2001",
    "iPhone and NATO vs. the World",
    "‘A’ and ‘B’",
    "Who Lost Russia? And Who Won It?",
    "Ends with a Stop.",
    "What Is Left …",
    "[Is It?]",
    "Title—with Dashes - and -- Hyphens",
    "U.S. Policy: A Reset? After Trump",
    "Between",
    "Russia’s “Reset”",
    "A ‘New’ Reset, or an “Old” One",
    'Putin\'s "Reset"',
    "The ‘Reset’ and ‘After’",
    "Life in 90210",
)

WORKS = {
    item["id"]: item
    for item in (
        work("no-author", issued=on(2020, 5, 3)),
        work("corporate", author=[{"literal": "World Health Organization"}], issued=on(2020, 5)),
        work("three", author=[name("Ames", "Bo"), name("Cole", "Di"), name("Eck", "Flo")], issued=on(2001), **JOURNAL),
        work("twenty-one", author=MANY, issued=on(2001), **JOURNAL),
        work("no-date", author=SMITH),
        work("range", author=SMITH, issued={"date-parts": [[2001], [2003]]}),
        work("question", author=SMITH, issued=on(2020), title="Is This a Title?", **JOURNAL),
        work("quotation", author=SMITH, issued=on(2020), title="The “End” of It", **JOURNAL),
        work("cyrillic", author=[name("Снеговая", "Мария")], issued=on(2020), title="Перезагрузка"),
        work("signs", author=SMITH, issued=on(2020), title="R&D < 5 & more", **JOURNAL),
        work("supplied", author=SMITH, issued=on(2020), title="[A Title of Ours]", **JOURNAL),
        work("interview", type="interview", author=SMITH, issued=on(2020, 3, 4)),
        work("interview-without-author", type="interview", issued=on(2020, 3, 4)),
        work("particles", author=[name("van der Berg", "Jean-Paul"), name("De Gaulle", "C. A.")], issued=on(2020, 3)),
        work("suffix", author=[name("King", "Martin Luther") | {"suffix": "Jr."}], issued=on(1963, 4, 16)),
        work("suffixes", author=[name("Smith", "Jane"), name("King", "M. L.") | {"suffix": "III"}], issued=on(1963)),
        work("newspaper", type="article-newspaper", author=[name("O’Neill", "Mary Ann")], issued=on(2020, 3, 1)),
        work("magazine", type="article-magazine", author=SMITH, issued=on(2020, 3), issue="3"),
        *(
            work(f"title-{number}", author=SMITH, issued=on(2020), title=title, **(JOURNAL if number % 2 else {}))
            for number, title in enumerate(TITLES)
        ),
        work("inferred", author=SMITH, issued=on(2020), custom={"inferred": ["author", "issued"]}, **JOURNAL),
    )
}
