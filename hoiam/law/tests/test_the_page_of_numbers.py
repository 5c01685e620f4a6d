from pathlib import Path

from hoiam.law import shipped
from hoiam.law.tracks import ALWAYS, FOREVER

PAGE = Path(__file__).resolve().parents[3] / "docs" / "law.md"
TIMES = {1: "once", 2: "twice"}


def in_force(track):
    if (track.valid_from, track.valid_to) == (ALWAYS, FOREVER):
        return "always"
    if track.valid_to == FOREVER:
        return f"from {track.valid_from:%d/%m/%Y}"
    return f"{track.valid_from:%d/%m/%Y} – {track.valid_to:%d/%m/%Y}"


def extension(step):
    more = step.extension
    if not more.times:
        return "–"
    if more.counted_from == "start":
        return f"to {step.length + more.length * more.times} {more.unit}"
    return f"+{more.length} {more.unit} {TIMES[more.times]}"


def test_each_legal_number_has_its_line_and_each_line_its_number():
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if "-2" in line and line.startswith("| ")]
    told = {tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines}
    held = {
        (
            track.rule,
            in_force(track),
            step.name,
            step.start,
            f"{step.length} {step.unit}",
            extension(step),
            step.clause,
            step.confidence,
        )
        for track in shipped.tracks()
        for step in track.steps
    }
    assert {line for line in told if len(line) == 8} == held
