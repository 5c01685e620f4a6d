"""Whether two spots are one place: by numbers, streets, landmarks and areas, in this order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from hoiam.viettext.likeness.place_words import GAZETTEER
from hoiam.viettext.likeness.spot import Address, Spot

_ESTATES = frozenset({"khu dan cu", "khu do thi", "khu tai dinh cu", "khu cong nghiep", "chung cu"})
_SHOPS = frozenset({"quan", "tiem", "cua hang", "nha hang", "quan an", "tap hoa", "cong ty"})
_TOO_FAR = 0.3


@dataclass(frozen=True)
class Meeting:
    """How two spots stand to each other: 0 certainly apart, 1 the same; None: one of them says too little."""

    score: float | None
    words: str = ""


def meeting(one: Spot, other: Spot) -> Meeting:
    """Whether two messages are about one place, by what their words say."""
    streets = shared_streets(one, other)
    landmark = _shared_landmark(one, other)
    numbers = max(_by_address(one, other, streets), default=None)
    best: tuple[float, str] | None
    if numbers is not None:
        best = numbers
        if landmark and 0.3 <= best[0] < 0.9 and landmark[0] >= 0.6:
            best = (best[0] + 0.1, f"{best[1]}, {landmark[1]}")
    else:
        best = _by_street(one, other, streets, landmark) or landmark
    return _by_area(one, other, best, bool(streets))


def _by_street(
    one: Spot, other: Spot, streets: dict[str, str], landmark: tuple[float, str] | None
) -> tuple[float, str] | None:
    if streets and min(len(one.streets), len(other.streets)) > len(streets):
        # Each names a corner, and they share one of its two streets.
        return 0.3, ""
    if streets:
        where = next(iter(streets.values()))
        if one.ends and other.ends and not one.ends & other.ends:
            return _TOO_FAR, ""
        if landmark is None and _narrowed(one, streets) and _narrowed(other, streets):
            return (0.42 if one.ends or other.ends else _TOO_FAR), ""
        if landmark and landmark[0] >= 0.6:
            return 0.95, f"{where}, {landmark[1]}"
        if landmark is None and one.landmarks and other.landmarks:
            return 0.45, where
        if landmark is None and ((_numbers(one) and other.landmarks) or (_numbers(other) and one.landmarks)):
            return 0.42, where
        return (0.66 if _numbers(one) or _numbers(other) else 0.78), where
    if one.streets and other.streets:
        # A housing estate has many streets; a school stands at one corner of two.
        narrow = any(kind not in _ESTATES for kind, name in one.landmarks if name)
        return (0.7, landmark[1]) if landmark and landmark[0] >= 0.85 and narrow else (0.08, "")
    if landmark is None and one.landmarks and other.landmarks:
        return (0.12 if _landmarks_differ(one, other) else 0.22), ""
    return None


def _narrowed(spot: Spot, streets: dict[str, str]) -> bool:
    """Whether it says where on the street: at which crossing, by what."""
    return bool(spot.ends) or len(spot.streets) > len(streets) or any(name for _, name in spot.landmarks)


def _by_area(one: Spot, other: Spot, best: tuple[float, str] | None, on_one_street: bool) -> Meeting:
    same = [
        said
        for (kind, name), said in one.areas.items()
        if any(_same_area(kind, name, second) for second in other.areas)
    ]
    if _areas_differ(one, other) and not (best and best[0] >= 0.85 and on_one_street):
        return Meeting(best[0] * 0.35, best[1]) if best else Meeting(0.15)
    if same and best is None:
        return Meeting(0.65, same[0])
    if same and best and best[0] >= 0.4:
        return Meeting(min(1.0, best[0] + 0.1), best[1])
    if same and best and not (one.streets and other.streets) and not _landmarks_differ(one, other):
        return Meeting(max(best[0], 0.4), same[0])
    return Meeting(*best) if best else Meeting(None)


def shared_streets(one: Spot, other: Spot) -> dict[str, str]:
    """The streets both name, each as the first wrote it; also by initials, by a slip, or said without «đường»."""
    shared = {}
    for name, said in one.streets.items():
        if any(_same_name(name, second) for second in other.streets) or _stands_in(name, other):
            shared[name] = said
    for name, said in other.streets.items():
        if name not in shared and _stands_in(name, one):
            shared[name] = said
    return shared


def _stands_in(name: str, spot: Spot) -> bool:
    name = name.lstrip("~")
    if f" {name} " in spot.running and (" " in name or not name[0].isdigit()):
        return True
    parts = name.split()
    return len(parts) >= 3 and "".join(part[0] for part in parts) in spot.initials


def _same_name(one: str, other: str) -> bool:
    one, other = one.lstrip("~"), other.lstrip("~")
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if " " not in short and len(short) >= 3 and short == "".join(part[0] for part in long.split()):
        return True
    if (
        long.startswith(f"{short} ")
        and short.count(" ") >= 1
        and short not in ("nguyen van", "tran van", "le van", "nguyen thi")
    ):
        # The longer ran on into the sentence, unless it is a street of its own: «Trần Quang» and «Trần Quang Khải».
        return not (long in GAZETTEER and short in GAZETTEER)
    if one in GAZETTEER and other in GAZETTEER:
        return False
    return (
        len(short) >= 7 and one.split()[0][0] == other.split()[0][0] and OSA.distance(one, other, score_cutoff=1) <= 1
    )


def _numbers(spot: Spot) -> list[Address]:
    return [one for one in spot.addresses if one.sort in ("alley", "house", "alley-house")]


def _by_address(one: Spot, other: Spot, streets: dict[str, str]) -> Iterator[tuple[float, str]]:
    for first in one.addresses:
        for second in other.addresses:
            apart = bool(first.street and second.street) and not _same_name(first.street, second.street)
            if apart and not (_stands_in(first.street, other) or _stands_in(second.street, one)):
                yield (0.4 if "~" in first.street + second.street else 0.08), ""
                continue
            if one.streets and other.streets and not streets:
                yield 0.08, ""
                continue
            score = _numbers_meet(first, second, bool(streets))
            if score is not None:
                said = first.said if len(first.said) >= len(second.said) else second.said
                yield score, said


def _numbers_meet(one: Address, other: Address, on_one_street: bool) -> float | None:
    sorts = {one.sort, other.sort}
    if sorts & {"pole", "lot", "km"}:
        if one.sort != other.sort:
            return None
        return (0.9 if on_one_street else 0.7) if one.path == other.path else 0.2
    known = on_one_street or one.street or other.street
    if one.path == other.path:
        if sorts == {"alley", "house"}:
            bare = any(first.sort == "house" and first.said[:1].isdigit() for first in (one, other))
            return 0.75 if bare and on_one_street else 0.6 if on_one_street else 0.45
        return 1.0 if on_one_street else 0.85 if known else 0.8
    if sorts == {"house"}:
        gap = abs(_value(one.path[0]) - _value(other.path[0]))
        near = 0.8 if gap <= 2 else 0.6 if gap <= 6 else 0.3 if gap <= 12 else 0.1
        return near if on_one_street else near * 0.6
    if "house" in sorts:
        gap = abs(_value(one.path[0]) - _value(other.path[0]))
        return (0.6 if gap <= 6 else 0.3) if on_one_street else 0.25
    short, long = sorted((one.path, other.path), key=len)
    if one.path[0] != other.path[0]:
        return 0.08
    if long[: len(short)] == short:
        return 0.88 if on_one_street else 0.75
    return 0.7 if on_one_street else 0.6


def _value(number: str) -> int:
    return int("".join(sign for sign in number if sign.isdigit()) or 0)


def _shared_landmark(one: Spot, other: Spot) -> tuple[float, str] | None:
    best: tuple[float, str] | None = None
    for (kind, name), said in one.landmarks.items():
        for (second_kind, second), its_said in other.landmarks.items():
            if kind != second_kind and not _same_school(kind, second_kind):
                continue
            if name and second and (name == second or _begins(name, second) or _same_name(name, second)):
                # «chợ Xóm» may be cut short of «chợ Xóm Củi», or of another.
                longer = max(name, second, key=len)
                whole = name == second or min(name.count(" "), second.count(" ")) > 0
                whole = whole or (f" {longer} " in one.running and f" {longer} " in other.running)
                sure = 0.7 if kind in _ESTATES else 0.88
                found = (sure if whole else 0.3, said if len(said) <= len(its_said) else its_said)
            elif kind in _SHOPS and name and second and _one_in_other(name, second):
                found = (0.85, said if len(said) <= len(its_said) else its_said)
            elif not name and not second:
                # «bãi đất trống» of a school and of a pagoda are two.
                found = (0.6 if not _other_names(one, other) else 0.3, said)
            elif not (name and second):
                found = (0.5, said if name else its_said)
            else:
                continue
            if best is None or found[0] > best[0]:
                best = found
    for spot, against in ((one, other), (other, one)):
        for (kind, name), said in spot.landmarks.items():
            if any(its_kind == kind for its_kind, _ in against.landmarks):
                continue
            if name and f" {kind} {name} " in against.running and (best is None or best[0] < 0.85):
                best = (0.7 if kind in _ESTATES else 0.85, said)
            elif name.count(" ") >= 2 and best is None and _said_bare(name, against):
                best = (0.75, said)
    return best


def _same_school(one: str, other: str) -> bool:
    """«trường Lê Quý Đôn» may be «trường THCS Lê Quý Đôn»; this is no «trường tiểu học Lê Quý Đôn»."""
    short, long = sorted((one, other), key=len)
    return short == "truong" and long.startswith("truong ")


def _one_in_other(one: str, other: str) -> bool:
    """«Mệ Kéo», «bún bò Mệ Kéo»."""
    short, long = sorted((one.split(), other.split()), key=len)
    return len(short) >= 2 and set(short) <= set(long)


def _said_bare(name: str, spot: Spot) -> bool:
    """«cháu học Nguyễn Bá Ngọc»: the name of a school without its kind, and no street."""
    if f" {name} " not in spot.running or any(name == its_name for _, its_name in spot.landmarks):
        return False
    before = spot.running.split(f" {name} ")[0].split()[-1:]
    return bool(before) and before[0] not in ("duong", "pho", "hem", "ngo", "kiet") and not before[0][0].isdigit()


def _other_names(one: Spot, other: Spot) -> bool:
    """Both name landmarks, and none of the other."""
    named = [{mark for mark in spot.landmarks if mark[1]} for spot in (one, other)]
    return all(named) and not named[0] & named[1]


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(f"{short} ")


def _landmarks_differ(one: Spot, other: Spot) -> bool:
    """Both name one of a kind, and not the same: two schools, two markets."""
    kinds = {kind for kind, name in one.landmarks if name} & {kind for kind, name in other.landmarks if name}
    return bool(kinds) and _shared_landmark(one, other) is None


def _same_area(kind: str, name: str, other: tuple[str, str]) -> bool:
    return kind == other[0] and (name == other[1] or (not name[0].isdigit() and _begins(name, other[1])))


def _areas_differ(one: Spot, other: Spot) -> bool:
    for wanted in {kind for kind, _ in one.areas} & {kind for kind, _ in other.areas}:
        names = [name for kind, name in one.areas if kind == wanted]
        if not any(_same_area(wanted, name, second) for name in names for second in other.areas):
            return True
    return False
