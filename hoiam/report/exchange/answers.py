"""What two servers say to each other beside the bundles: questions and answers, each signed. Pure."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from rfc8785 import CanonicalizationError

from hoiam.ledger.canonical import JSON, dump
from hoiam.report.bundle import signing
from hoiam.report.bundle.format import BUNDLE_FORMAT

MOST_ASKED = 200
LARGEST_QUESTION = 32 * 1024


class NotAnAnswer(ValueError):
    """Nothing that the other server would have said and signed; in Vietnamese."""


@dataclass(frozen=True)
class VerdictTold:
    """What the superior said of the report, and which post said it."""

    result: str
    reason: str
    post: str
    at: str


@dataclass(frozen=True)
class Answer:
    """To one bundle. ``sender`` and ``receiver``: the lines of who answers and whom; ``digest``: which bundle."""

    sender: str
    receiver: str
    digest: str
    taken_in: bool
    reason: str
    at: str
    cosignature: str = ""
    differing: tuple[str, ...] = ()
    verdict: VerdictTold | None = None

    @property
    def answered_at(self) -> datetime:
        return datetime.fromisoformat(self.at)


_WORDS = ("sender", "receiver", "digest", "reason", "at", "cosignature")


def signed(answer: Answer, key: Ed25519PrivateKey) -> dict[str, JSON]:
    """The answer and its signature, as JSON."""
    return _sealed("answer", asdict(answer) | {"differing": list(answer.differing)}, signing.ANSWER, key)


def read(told: object, sender: str, receiver: str) -> Answer:
    """An answer by this sender to this receiver. Raises NotAnAnswer."""
    said = _opened("answer", told, signing.ANSWER, sender)
    try:
        verdict = VerdictTold(**said["verdict"]) if said["verdict"] else None
        answer = Answer(**said | {"differing": tuple(said["differing"]), "verdict": verdict})
        moments = [answer.at, *([answer.verdict.at] if answer.verdict else [])]
        aware = all(datetime.fromisoformat(one).tzinfo for one in moments)
    except (KeyError, TypeError, ValueError) as error:
        raise NotAnAnswer("Câu trả lời không đúng mẫu.") from error
    words = [getattr(answer, name) for name in _WORDS] + ([*asdict(answer.verdict).values()] if answer.verdict else [])
    if not aware or not isinstance(answer.taken_in, bool) or not all(isinstance(one, str) for one in words):
        raise NotAnAnswer("Câu trả lời không đúng mẫu.")
    if (answer.sender, answer.receiver) != (sender, receiver):
        raise NotAnAnswer("Câu trả lời này gửi cho máy chủ khác.")
    return answer


def question(sender: str, receiver: str, digests: Iterable[str], key: Ed25519PrivateKey) -> bytes:
    """«What became of these?» Only sender and receiver know a digest: an old question overheard tells nothing new."""
    asked: dict[str, JSON] = {"sender": sender, "receiver": receiver, "digests": [*digests][:MOST_ASKED]}
    return dump(_sealed("question", asked, signing.QUESTION, key))


def asked(data: bytes) -> tuple[str, str, list[str]]:
    """Who asks whom about what. Raises NotAnAnswer; that the sender is known is asked by who reads it."""
    try:
        told = json.loads(data)
        sender = str(told["question"]["sender"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotAnAnswer("Câu hỏi không đọc được.") from error
    said = _opened("question", told, signing.QUESTION, sender)
    digests = said.get("digests")
    if not isinstance(digests, list) or not all(isinstance(one, str) for one in digests):
        raise NotAnAnswer("Câu hỏi không đúng mẫu.")
    return sender, str(said.get("receiver")), digests[:MOST_ASKED]


def _sealed(name: str, said: Mapping[str, JSON], word: str, key: Ed25519PrivateKey) -> dict[str, JSON]:
    said = dict(said) | {"format": BUNDLE_FORMAT}
    return {name: said, "signature": base64.b64encode(signing.sign_for_server(word, dump(said), key)).decode()}


def _opened(name: str, told: object, word: str, line: str) -> dict[str, Any]:
    try:
        said, signature = told[name], base64.b64decode(told["signature"], validate=True)  # type: ignore[index]
        right = isinstance(said, dict) and signing.is_signed(word, dump(said), signature, line)
    except (KeyError, TypeError, ValueError, CanonicalizationError, binascii.Error) as error:
        raise NotAnAnswer("Đây không phải câu trả lời của máy chủ Hồi Âm.") from error
    if not right:
        raise NotAnAnswer("Chữ ký không đúng với khóa đã trao.")
    said = dict(said)
    if said.pop("format", None) != BUNDLE_FORMAT:
        raise NotAnAnswer("Bên kia dùng bản phần mềm khác: hãy nâng cấp hai máy chủ lên cùng một bản.")
    return said
