"""The line to another server: encrypted and checked, never led elsewhere, and a bad answer is no answer."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hoiam.report.bundle import line
from tests.clock import FROM, UNTIL


@contextmanager
def server(status: int, body: bytes, *, pair: Path | None = None, **headers: str) -> Iterator[str]:
    """A server that gives one answer to everything, with a certificate when it has one; gives its address."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    serving = HTTPServer(("127.0.0.1", 0), Answering)
    if pair is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pair)
        serving.socket = context.wrap_socket(serving.socket, server_side=True)
    threading.Thread(target=serving.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield f"http{'s' if pair else ''}://127.0.0.1:{serving.server_port}/may-chu/bao-cao"
    finally:
        serving.shutdown()
        serving.server_close()


def certificate(folder: Path) -> tuple[Path, str]:
    """A key and its certificate in one file, and the certificate alone: an authority that vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tinh.example.vn")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(UNTIL)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = made.public_bytes(serialization.Encoding.PEM)
    plain = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "may-chu.pem").write_bytes(key.private_bytes(*plain) + pem)
    return folder / "may-chu.pem", pem.decode()


def test_the_certificate_of_the_other_server_is_checked_also_against_an_authority_of_its_own(tmp_path):
    pair, authority = certificate(tmp_path)
    with server(200, b'{"answer":1}', pair=pair) as address:
        assert line.ask(address, b"x", authority) == {"answer": 1}
        with pytest.raises(line.LineDown, match="CERTIFICATE_VERIFY_FAILED"):
            line.ask(address, b"x", "")
        with pytest.raises(line.LineDown, match="CERTIFICATE_VERIFY_FAILED"):
            line.ask(address.replace("127.0.0.1", "localhost"), b"x", authority)  # a name it does not vouch for
    assert line.trusts(authority)
    assert not line.trusts("xin chào")


def test_a_refusal_is_an_answer_and_an_unsigned_one_says_what_is_the_matter():
    with server(409, b'{"answer":2}') as address:
        assert line.ask(address, b"x", "") == {"answer": 2}
    for status, matter in ((403, line.OurKeyUnknown), (400, line.BundleBroken), (413, line.BundleBroken)):
        with server(status, b'{"reason":"x"}') as address, pytest.raises(matter):
            line.ask(address, b"x", "")
    with server(429, b"{}") as address, pytest.raises(line.ThereBusy):
        line.ask(address, b"x", "")


def test_it_is_led_nowhere_else_and_takes_no_other_answer():
    with server(200, b'{"answer":3}') as target:
        for status in (301, 302, 307, 308):
            with server(status, b"", Location=target) as address, pytest.raises(line.LineDown):
                line.ask(address, b"x", "")
    for status, body in ((200, b"<html>"), (200, b"[" * 100_000), (200, b"{" + b" " * 2**21), (502, b"{}")):
        with server(status, body) as address, pytest.raises(line.LineDown):
            line.ask(address, b"x", "")


def test_nobody_there_is_a_line_that_is_down():
    with server(200, b"{}") as address:
        pass
    with pytest.raises(line.LineDown):
        line.ask(address, b"x", "")
