"""The words by which people say where something is: the lists of places.toml, ready to be asked."""

from __future__ import annotations

from typing import Any

from hoiam.viettext.likeness.spoken import DATA, listed
from hoiam.viettext.personal.words import STREETS, TOWNS

PLACES: dict[str, Any] = DATA["places"]
ALLEYS = frozenset(PLACES["alleys"])
MARKED = {plain: frozenset(marked) for plain, marked in PLACES["marked"].items()}
AREAS: dict[str, str] = PLACES["areas"]
ROADS = tuple(PLACES["roads"])
LANDMARKS = frozenset(PLACES["landmarks"])
NEEDS_NAME = frozenset(PLACES["needs_name"])
SAME_KIND: dict[str, str] = PLACES["same_kind"]
NUMBERED = frozenset(PLACES["numbered"])
CROSSINGS = frozenset({"nga ba", "nga tu", "nga nam"})
NO_STREET_AFTER = frozenset(PLACES["no_street_after"])
BEFORE_OTHER_NAMES = frozenset(PLACES["before_other_names"])
NO_AREA = frozenset(PLACES["no_area"])
AREA_WORDS = frozenset(PLACES["area_words"])
ENDS, COUNTS, UNITS = (frozenset(listed(DATA["words"][name])) for name in ("ends", "counts", "units"))
LISTED = frozenset(listed(DATA["streets"]["names"]))
GAZETTEER = frozenset(STREETS | LISTED)
WITH_TOWNS = GAZETTEER | TOWNS
# Most words begin nothing: this is asked first, because it is asked of every word.
FIRST_OF_NAMES, FIRST_OF_AREAS, FIRST_OF_LANDMARKS, FIRST_OF_ROADS = (
    frozenset(phrase.split()[0] for phrase in phrases) for phrases in (WITH_TOWNS, AREAS, LANDMARKS, ROADS)
)
LOTS = frozenset(PLACES["lots"])
COURTESIES = frozenset(PLACES["courtesies"])
FIRST_OF_COURTESIES = frozenset(phrase.split()[0] for phrase in COURTESIES)
ADDRESSED = frozenset(listed(PLACES["addressed"]))
ONLY_IF_LOCATED = frozenset(PLACES["only_if_located"])
LOCATING = frozenset(listed(PLACES["locating"]))
WORDS_TOO = frozenset(PLACES["words_too"])
SHOPS = frozenset(PLACES["shops"])
OF_THE_COMMUNE = frozenset(PLACES["of_the_commune"])
OF_A_ROAD = [[word] for word in ("duong", "pho", "hem", "ngo", "kiet", "ngach", "xom", "thon", "ap", "khu", "doc")]
LONGEST = 5
NOT_SOLD = AREA_WORDS | {"dau", "cuoi", "gan", "canh", "truoc", "sau", "doi", "o", "tai", "ngay", "duong", "pho"}
ROMAN: dict[str, str] = PLACES["roman"]
