"""Where something is, as people say it: «hẻm 45 Trần Hưng Đạo», «đối diện chợ Cũ», «tổ 5».

Most messages have no coordinates: the numbers of alleys and houses and the names of streets are the place.
"""

from __future__ import annotations

import re

from hoiam.viettext.likeness import place_words
from hoiam.viettext.likeness.courtesies import without_courtesies
from hoiam.viettext.likeness.spoken import Token, read
from hoiam.viettext.likeness.spot import Address, Spot


def spot_of(*texts: str) -> Spot:
    """The spot of one message: its place and its text, read one after the other."""
    reader = _Reader()
    for text in texts:
        reader.take(text)
    return reader.spot()


class _Reader:
    def __init__(self) -> None:
        self.addresses: dict[tuple[str, tuple[str, ...]], Address] = {}
        self.streets: dict[str, str] = {}
        self.areas: dict[tuple[str, str], str] = {}
        self.landmarks: dict[tuple[str, str], str] = {}
        self.running: list[str] = []
        self.rest: list[str] = []
        self.telling: list[Token] = []
        self.naming: set[int] = set()
        self.ends: set[str] = set()
        self.initials: set[str] = set()
        self.text = ""
        self.tokens: list[Token] = []
        self.marked = False
        self._named_landmark = False
        self.words: list[str] = []
        self.readers = (
            self._area, self._lot, self._alley, self._house, self._road, self._named,
        )  # fmt: skip

    def spot(self) -> Spot:
        return Spot(
            tuple(self.addresses.values()),
            self.streets,
            self.areas,
            self.landmarks,
            f" {' '.join(self.running)} ",
            tuple(self.rest),
            tuple(self.telling),
            frozenset(self.naming),
            frozenset(self.ends),
            frozenset(self.initials),
        )

    def take(self, text: str) -> None:
        self.text, self.tokens = text, list(without_courtesies(read(text)))
        self.words = [token.word for token in self.tokens]
        self.running += [*self.words, "|"]
        self.marked = sum(not token.typed.isascii() for token in self.tokens) > len(self.tokens) / 5
        self.initials |= {
            token.word
            for token in self.tokens
            if token.typed.isupper() and token.typed.isalpha() and 3 <= len(token.typed) <= 5
        }
        at, self.telling, self.naming = 0, [], set()
        while at < len(self.tokens):
            end = next((end for read_one in self.readers if (end := read_one(at)) > at), at)
            if end > at:
                self.rest.append("|")
            else:
                end = self._landmark(at)
                if end and (self._is_located(at) or self._named_landmark):
                    self.naming |= set(range(len(self.telling), len(self.telling) + end - at))
                if self.words[at] in ("dau", "cuoi") and self.words[at + 1 : at + 2] in place_words.OF_A_ROAD:
                    self.ends.add(self.words[at])
                self.telling += self.tokens[at : end or at + 1]
                self.rest.append("|" if end else self.words[at])
            at = max(end, at + 1)

    def _is_located(self, at: int) -> bool:
        return at > 0 and not self.tokens[at].after_break and self.words[at - 1] in place_words.LOCATING

    def _means(self, at: int, *words: str) -> bool:
        """Whether these words stand here, with the marks they are typed with where marks are typed."""
        if self.words[at : at + len(words)] != list(words):
            return False
        if len(words) > 1:
            return True
        typed, marked = self.tokens[at].typed.lower(), place_words.MARKED.get(words[0])
        if marked is None or (typed in marked and not typed.isascii()):
            return True
        if not typed.isascii():
            return False
        # A short form («kp», «K82») stands for one word only; a word without marks is believed where none are typed.
        return typed != words[0] or (typed in marked and not self.marked)

    def _shown(self, first: int, last: int) -> str:
        """The words as typed, from one token to another."""
        return " ".join(self.text[self.tokens[first].start : self.tokens[last - 1].end].split())

    def _number(self, at: int) -> str:
        return self.words[at] if at < len(self.words) and self.tokens[at].number else ""

    def _area(self, at: int) -> int:
        if self.words[at] not in place_words.FIRST_OF_AREAS:
            return 0
        for size in (3, 2, 1):
            phrase = " ".join(self.words[at : at + size])
            if at + size > len(self.words) or phrase not in place_words.AREAS or not self._means(at, *phrase.split()):
                continue
            here = at + size
            if here < len(self.words) and self.words[here] == "so":
                here += 1
            if here >= len(self.tokens) or self.tokens[here].after_break:
                return 0
            value = (
                self._number(here) or place_words.ROMAN.get(self.words[here], "") * self.tokens[here].typed.isupper()
            )
            if value:
                if phrase == "khu" and "/" in value:
                    return 0
                last = here + 1
                self.areas[place_words.AREAS[phrase], value.lstrip("0")] = self._shown(at, last)
                return last
            if phrase in ("to", "doi", "khu", "to dan pho"):
                return 0
            if self.words[here] in place_words.NO_AREA:
                return 0
            last = max(here + 1, self._name_end(here, 2))
            if last > here:
                self.areas[place_words.AREAS[phrase], " ".join(self.words[here:last])] = self._shown(at, last)
                return last
            return 0
        return 0

    def _alley(self, at: int) -> int:
        if self.words[at] not in place_words.ALLEYS or not self._means(at, self.words[at]):
            return 0
        here = at + 1
        while here < len(self.words) and self.words[here] in ("so", "nha"):
            here += 1
        number = self._number(here)
        if not number:
            return self._alley_with_name(at)
        path, last = tuple(number.split("/")), here + 1
        if self.words[here + 1 : here + 2] in (["m"], ["met"]):
            return 0
        # «ngách 12 ngõ 45», «hẻm 12 hẻm 45»: the second is the outer one.
        while last + 1 < len(self.words) and self.words[last] in place_words.ALLEYS and self._number(last + 1):
            other = tuple(self._number(last + 1).split("/"))
            inner = self.words[last] == "ngach" and self.words[at] != "ngach"
            path, last = ((*path, *other) if inner else (*other, *path)), last + 2
        street, last = self._street_after(last)
        self._add("alley", path, street, at, last)
        return last

    def _alley_with_name(self, at: int) -> int:
        """«hẻm chùa Bà», «ngõ Gạch»: an alley that has a name."""
        last = self._name_end(at + 1, 3)
        if last > at + 1 and self.tokens[at + 1].capital:
            self.landmarks["hem", " ".join(self.words[at + 1 : last])] = self._shown(at, last)
            return last
        return 0

    def _house(self, at: int) -> int:
        here, said_so = at, False
        for lead in (("so", "nha"), ("nha", "so"), ("so",)):
            if tuple(self.words[at : at + len(lead)]) == lead and self._means(at, lead[0]):
                here, said_so = at + len(lead), True
                break
        number = self._number(here)
        if not number or (not said_so and here != at):
            return 0
        before = self.words[at - 1] if at and not self.tokens[at].after_break else ""
        if before in ("duong", "pho") and said_so:
            name = f"so {number}"
            self.streets[name] = self._shown(at - 1, here + 1)
            return here + 1
        if before in ("cot", "tru", "den", "bong"):
            self._add("pole", (number,), "", at - 1, here + 1)
            return here + 1
        # «3/2», «30/4» are streets; after «đường» they are read there.
        street, last = self._street_after(here + 1)
        if not said_so and (before in place_words.COUNTS or not street or street[0] == "~"):
            return 0
        if (
            not street
            and here + 1 < len(self.words)
            and self.words[here + 1] in place_words.UNITS
            and not self.tokens[here + 1].after_break
        ):
            return 0
        if not said_so and number in place_words.LISTED and before == "duong":
            return 0
        path = tuple(number.split("/"))
        last = max(last, here + 1)
        self._add("alley-house" if len(path) > 1 else "house", path, street, at, last)
        return last

    def _lot(self, at: int) -> int:
        """«block B», «tòa A2», «km 12+300»: the part of a whole, or the stone of a road."""
        if self.words[at] not in place_words.LOTS:
            return 0
        word, here = self.words[at], at + 1
        if here >= len(self.words) or not self._means(at, word):
            return 0
        value = self.words[here]
        if word == "km" and self._number(here):
            rest = self._number(here + 1) if "+" in self.text[self.tokens[here].end : self.tokens[here].end + 2] else ""
            self._add("km", (value, rest) if rest else (value,), "", at, here + 1 + bool(rest))
            return here + 1 + bool(rest)
        if word in ("block", "toa", "lo", "khoi", "day") and (
            self._number(here) or (re.fullmatch(r"[a-z]\d*", value) and self.tokens[here].typed[:1].isupper())
        ):
            self._add("lot", (value,), "", at, here + 1)
            return here + 1
        return 0

    def _add(self, sort: str, path: tuple[str, ...], street: str, first: int, last: int) -> None:
        path = tuple(part.lstrip("0") for part in path if part)
        known = self.addresses.get((sort, path))
        if path and (known is None or (street and not known.street)):
            self.addresses[sort, path] = Address(sort, path, street, self._shown(first, last))

    def _street_after(self, at: int) -> tuple[str, int]:
        """The street named behind a number, and where its name ends."""
        here = at
        while here < len(self.words) and self.words[here] in ("duong", "pho", "d", "tuyen", "cua"):
            here += 1
        spelled = here > at
        if here >= len(self.words):
            return "", at
        last = self._gazetted(here, place_words.WITH_TOWNS)
        if last and self.tokens[here].capital and self.marked:
            last = max(last, self._name_end(here, 4))
        unsure = False
        if not last:
            if spelled and self._number(here):
                return "", at
            capitals = self.tokens[here].capital and self.words[here] not in place_words.AREA_WORDS
            if self.tokens[here].after_break and not capitals:
                return "", at
            last = self._name_end(here, 4 if capitals or spelled else 3)
            if last - here < (1 if capitals else 2):
                return "", at
            unsure = not (capitals or spelled)
        name = " ".join(self.words[here:last])
        if unsure:
            return f"~{name}", at
        self.streets.setdefault(name, self._shown(here, last))
        return name, last

    def _road(self, at: int) -> int:
        if self.words[at] not in place_words.FIRST_OF_ROADS:
            return 0
        for phrase in place_words.ROADS:
            lead = phrase.split()
            if not self._means(at, *lead):
                continue
            here = at + len(lead)
            if here >= len(self.words) or self.tokens[here].after_break:
                return 0
            if at and self.words[at - 1] in place_words.NO_STREET_AFTER and not self._gazetted(here):
                return 0
            if phrase == "pho" and at and self.words[at - 1] in ("khu", "dan", "thanh", "to"):
                return 0
            last = self._gazetted(here)
            if last and self.tokens[here].capital and self.marked:
                last = max(last, self._name_end(here, 4))
            if self.words[here] == "so" and here + 1 < len(self.words) and any(map(str.isdigit, self.words[here + 1])):
                # «đường số 7», «đường số D5».
                here += not self._number(here + 1)
                last = here + (2 if self._number(here + 1) and self.words[here] == "so" else 1)
            if not last and (
                self._number(here)
                or (self.tokens[here].typed[:1].isupper() and any(c.isdigit() for c in self.words[here]))
            ):
                last = here + 1
            if not last:
                last = self._name_end(here, 4)
                if not self.tokens[here].capital and last - here < 2:
                    return 0
            name = " ".join(self.words[here:last])
            if phrase in ("quoc lo", "tinh lo", "huyen lo"):
                name = f"{phrase} {name}"
            self.streets.setdefault(name, self._shown(here, last))
            return last
        return 0

    def _landmark(self, at: int) -> int:
        if self.words[at] not in place_words.FIRST_OF_LANDMARKS:
            return 0
        for size in (3, 2, 1):
            phrase = " ".join(self.words[at : at + size])
            if (
                at + size > len(self.words)
                or phrase not in place_words.LANDMARKS
                or not self._means(at, *phrase.split())
            ):
                continue
            here = at + size
            last = here
            if phrase == "tru so" and self._number(here):
                return 0
            if phrase in place_words.ONLY_IF_LOCATED and not self._is_located(at):
                return 0
            if phrase in place_words.CROSSINGS and here < len(self.tokens) and self._gazetted(here):
                self._named_landmark = True
                return here
            if here < len(self.tokens) and not self.tokens[here].after_break:
                of_the_commune = phrase in place_words.OF_THE_COMMUNE and self.words[here] in ("phuong", "xa")
                last = (
                    (here + 1) * of_the_commune
                    or self._gazetted(here)
                    or (self._name_end(here, 3) if self.tokens[here].capital or not self.marked else here)
                )
                if last == here and self._number(here) and phrase in place_words.NUMBERED:
                    last = here + 1
                if last == here and phrase in place_words.SHOPS:
                    last = self._shop_end(here)
            kind = place_words.SAME_KIND.get(phrase, phrase)
            if (
                last == here
                and phrase in place_words.NEEDS_NAME
                and not (phrase == "cho" and self.marked and self._is_located(at))
            ):
                return 0
            self._named_landmark = last > here or self._is_area(last)
            self.landmarks[kind, " ".join(self.words[here:last])] = self._shown(at, last)
            return last
        return 0

    def _is_area(self, at: int) -> bool:
        return at < len(self.words) and not self.tokens[at].after_break and self.words[at] in place_words.AREA_WORDS

    def _shop_end(self, at: int) -> int:
        """«quán bún bò Mệ Kéo»: what is sold stands before the name."""
        for here in range(at, min(at + 3, len(self.tokens))):
            token = self.tokens[here]
            if token.number or token.word in place_words.NOT_SOLD or (token.after_break and here > at):
                break
            if self.tokens[here].capital and not self._gazetted(here):
                return self._name_end(here, 3)
        return at

    def _named(self, at: int) -> int:
        """A street that is said by its name alone."""
        last = self._gazetted(at)
        before = self.words[max(0, at - 2) : at]
        if not last or (before[-1:] and before[-1] in place_words.BEFORE_OTHER_NAMES and before != ["nga", "ba"]):
            return 0
        name = " ".join(self.words[at:last])
        if name in place_words.WORDS_TOO and not all(token.capital for token in self.tokens[at:last]):
            return 0
        if name.isdigit() or (self._number(at) and not name.count(" ") and not name.count("/")):
            return 0
        if self._number(at):
            return 0  # a date more often than a street
        self.streets.setdefault(name, self._shown(at, last))
        return last

    def _gazetted(self, at: int, names: frozenset[str] = place_words.GAZETTEER) -> int:
        """Where a known street name that begins here ends; 0 when none does."""
        if self.words[at] not in place_words.FIRST_OF_NAMES:
            return 0
        for size in range(min(place_words.LONGEST, len(self.words) - at), 0, -1):
            if any(token.after_break for token in self.tokens[at + 1 : at + size]):
                continue
            if " ".join(self.words[at : at + size]) in names:
                return at + size
        return 0

    def _name_end(self, at: int, most: int) -> int:
        """Where a name that begins here ends: with its capitals, or before a word that no name has."""
        if at >= len(self.tokens) or self.tokens[at].after_break:
            return at
        capital = self.tokens[at].capital
        here = at
        while here < len(self.tokens) and here - at < most:
            token = self.tokens[here]
            if here > at and token.after_break:
                break
            if capital:
                if not token.capital or token.number or (here > at and token.word in place_words.AREA_WORDS):
                    break
            elif token.number or (
                token.word in place_words.ENDS and not (here <= at + 1 and token.word in ("moi", "cu"))
            ):
                break
            here += 1
        return here
