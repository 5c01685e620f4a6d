"""A checkpoint as a signed note, with those of witnesses (C2SP tlog-checkpoint, signed-note, tlog-cosignature).

Plain text that fits on a page and in a mail.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ORIGIN = "hoiam/"
SIGNATURE = "— "
# The first byte of a key says what it signs: a note of its own, or somebody else's as a witness (tlog-cosignature).
ED25519, COSIGNATURE = b"\x01", b"\x04"


class UnreadableNote(ValueError):
    """A text that is not a checkpoint of ours, said in Vietnamese."""


@dataclass(frozen=True)
class Note:
    """One checkpoint: which office, how many entries, the root of their tree, when; and who signed."""

    office: str
    size: int
    root: str
    time: str
    signatures: tuple[tuple[str, bytes], ...] = ()

    @property
    def origin(self) -> str:
        return ORIGIN + self.office

    @property
    def body(self) -> str:
        root = base64.b64encode(bytes.fromhex(self.root)).decode()
        return f"{self.origin}\n{self.size}\n{root}\ntime {self.time}\n"

    def signed_by(self, key: Ed25519PublicKey) -> bool:
        """Whether one of the signatures is this key's."""
        mine = _key_id(self.origin, key)
        for name, blob in self.signatures:
            if name == self.origin and blob[:4] == mine:
                try:
                    key.verify(blob[4:], self.body.encode())
                except InvalidSignature:
                    continue
                return True
        return False

    def cosigned_by(self, witness: str, key: Ed25519PublicKey) -> datetime | None:
        """When this witness saw the note and signed for it; None when none of the signatures is theirs."""
        name = ORIGIN + witness
        mine = _key_id(name, key, COSIGNATURE)
        for signer, blob in self.signatures:
            if signer == name and blob[:4] == mine and len(blob) == 4 + 8 + 64:
                seconds = int.from_bytes(blob[4:12])
                try:
                    key.verify(blob[12:], _cosigned(self.body, seconds))
                    return datetime.fromtimestamp(seconds, UTC)
                except (InvalidSignature, OverflowError, ValueError, OSError):
                    continue
        return None


def cosign(note: Note, witness: str, key: Ed25519PrivateKey, at: datetime) -> str:
    """The line by which a witness signs for somebody else's note, to stand below its signatures."""
    name, seconds = ORIGIN + witness, int(at.timestamp())
    blob = _key_id(name, key.public_key(), COSIGNATURE) + seconds.to_bytes(8) + key.sign(_cosigned(note.body, seconds))
    return f"{SIGNATURE}{name} {base64.b64encode(blob).decode()}\n"


def _cosigned(body: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{body}".encode()


def sign(note: Note, key: Ed25519PrivateKey) -> str:
    """The text of a note with its signature line."""
    blob = _key_id(note.origin, key.public_key()) + key.sign(note.body.encode())
    return f"{note.body}\n{SIGNATURE}{note.origin} {base64.b64encode(blob).decode()}\n"


def verifier(office: str, key: Ed25519PublicKey) -> str:
    """The public key as others' tools read it: name, key id, key."""
    name = ORIGIN + office
    public = base64.b64encode(ED25519 + key.public_bytes_raw()).decode()
    return f"{name}+{_key_id(name, key).hex()}+{public}"


def read_verifier(text: str) -> tuple[str, Ed25519PublicKey]:
    """The office and the public key of a line that ``verifier`` wrote. Raises UnreadableNote."""
    name, _, rest = text.strip().partition("+")
    blob = _base64(rest.partition("+")[2])
    if not name.startswith(ORIGIN) or len(blob) != 33 or blob[:1] != ED25519:
        raise UnreadableNote(f"Không đọc được khóa công khai «{text.strip()[:60]}».")
    return name.removeprefix(ORIGIN), Ed25519PublicKey.from_public_bytes(blob[1:])


def read(text: str) -> list[Note]:
    """Every note of a text, in its order."""
    notes: list[Note] = []
    lines = [line.rstrip() for line in text.splitlines()]
    while any(lines):
        while not lines[0]:
            lines.pop(0)
        end = lines.index("") if "" in lines else len(lines)
        body, lines = lines[:end], lines[end + 1 :]
        signatures = []
        while lines and lines[0].startswith(SIGNATURE):
            signatures.append(_signature(lines.pop(0)))
        notes.append(_note(body, tuple(signatures)))
    return notes


def _note(body: list[str], signatures: tuple[tuple[str, bytes], ...]) -> Note:
    well_formed = (
        len(body) == 4
        and body[0].startswith(ORIGIN)
        and body[1].isascii()
        and body[1].isdigit()
        and body[3].startswith("time ")
    )
    root = _base64(body[2]) if well_formed else b""
    if len(root) != 32:
        raise UnreadableNote(f"Không đọc được mốc đối chiếu bắt đầu bằng «{body[0][:60]}».")
    return Note(body[0].removeprefix(ORIGIN), int(body[1]), root.hex(), body[3].removeprefix("time "), signatures)


def _signature(line: str) -> tuple[str, bytes]:
    name, _, blob = line.removeprefix(SIGNATURE).partition(" ")
    return name, _base64(blob)


def _base64(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""


def _key_id(name: str, key: Ed25519PublicKey, sort: bytes = ED25519) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + sort + key.public_bytes_raw()).digest()[:4]
