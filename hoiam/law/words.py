"""The periods of a track as a person reads them."""

from __future__ import annotations

from dataclasses import dataclass

from hoiam.law.tracks import CONDITIONS, STARTS, UNITS, Step, Track

CONFIDENCE_WORDS = {
    "T": "đã đối chiếu văn bản",
    "S": "theo nguồn thứ cấp",
    "K": "tạm áp dụng, chưa đối chiếu văn bản",
    "?": "tạm áp dụng, chưa đối chiếu văn bản",
}


def in_words(step: Step) -> str:
    """«12 ngày từ ngày nhận yêu cầu hợp lệ; gia hạn một lần, thêm 12 ngày»"""
    only_if = f", {CONDITIONS[step.only_if]}" if step.only_if else ""
    said = f"{step.length} {UNITS[step.unit]} {STARTS[step.start]}{only_if}"
    more = step.extension
    if not more.times:
        return said
    times = "một lần" if more.times == 1 else f"{more.times} lần"
    if more.counted_from == "start":
        whole = step.length + more.times * more.length
        return f"{said}; gia hạn {times}, tất cả không quá {whole} {UNITS[step.unit]}"
    each = "" if more.times == 1 else "mỗi lần "
    return f"{said}; gia hạn {times}, {each}thêm {more.length} {UNITS[more.unit]}"


@dataclass(frozen=True)
class SaidStep:
    label: str
    period: str
    source: str
    confidence: str
    provisional: bool


def steps_in_words(track: Track, committee: str) -> list[SaidStep]:
    """Each step with what it rests on: a clause of law, or the office's own rule and never «theo luật»."""
    return [
        SaidStep(
            step.label,
            in_words(step),
            f"Quy chế của {committee}" if track.authority == "office" else f"{step.clause} {track.law}",
            "" if step.confidence == "office" else CONFIDENCE_WORDS[step.confidence],
            step.provisional,
        )
        for step in track.steps
    ]
