"""A real mail box for one test: Dovecot on a free port of this machine, with a certificate of its own."""

from __future__ import annotations

import getpass
import grp
import imaplib
import ipaddress
import os
import pwd
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.clock import FROM, UNTIL
from tests.packages import program

PASSWORD = "mat-khau-hop-thu"

CONFIG = """
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
protocols = imap
listen = 127.0.0.1
ssl = required
auth_failure_delay = 0
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
mail_location = maildir:{home}/mail/%u
first_valid_uid = 1
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {starttls}
  }}
  inet_listener imaps {{
    port = {port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


@dataclass(frozen=True)
class ImapServer:
    home: Path
    port: int
    starttls: int

    @property
    def address(self) -> str:
        return f"imaps://ubnd:{PASSWORD}@127.0.0.1:{self.port}/INBOX?ca={self.home}/cert.pem"

    @property
    def address_with_starttls(self) -> str:
        return f"imap://ubnd:{PASSWORD}@127.0.0.1:{self.starttls}/INBOX?ca={self.home}/cert.pem"

    @contextmanager
    def signed_in(self) -> Iterator[imaplib.IMAP4_SSL]:
        context = ssl.create_default_context(cafile=f"{self.home}/cert.pem")
        with imaplib.IMAP4_SSL("127.0.0.1", self.port, ssl_context=context, timeout=10) as talk:
            talk.login("ubnd", PASSWORD)
            talk.select("INBOX")
            yield talk

    def put(self, *mails: bytes, arrived: str = '"16-Nov-2026 07:30:00 +0700"') -> None:
        """Lay mails into the box, as a mail server delivers them."""
        with self.signed_in() as talk:
            for mail in mails:
                answer, data = talk.append("INBOX", "", arrived, mail)
                assert answer == "OK", data

    def flags(self) -> list[bool]:
        """For each mail, oldest first, whether it is marked as seen."""
        with self.signed_in() as talk:
            _, data = talk.uid("FETCH", "1:*", "(FLAGS)")
            return [b"\\Seen" in line for line in data if line]

    def unsee_all(self) -> None:
        with self.signed_in() as talk:
            talk.uid("STORE", "1:*", "-FLAGS", r"(\Seen)")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _certificate(home: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "hop thu thu nghiem")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FROM)
        .not_valid_after(UNTIL)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (home / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (home / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


@contextmanager
def imap_server() -> Iterator[ImapServer]:
    """Started with a folder of its own as its whole world; ended, and waited for, at the end."""
    with tempfile.TemporaryDirectory(prefix="hop-thu-") as folder, _started(Path(folder)) as server:
        yield server


@contextmanager
def _started(home: Path) -> Iterator[ImapServer]:
    home.chmod(0o711)
    _certificate(home)
    # Mails are never handled as root, not even in a test.
    who = pwd.getpwnam("nobody" if os.getuid() == 0 else getpass.getuser())
    mail = home / "mail"
    mail.mkdir()
    os.chown(mail, who.pw_uid, who.pw_gid)
    server = ImapServer(home, _free_port(), _free_port())

    config = home / "dovecot.conf"
    config.write_text(
        CONFIG.format(
            home=home,
            user=who.pw_name,
            group=grp.getgrgid(who.pw_gid).gr_name,
            uid=who.pw_uid,
            gid=who.pw_gid,
            password=PASSWORD,
            port=server.port,
            starttls=server.starttls,
        )
    )
    running = subprocess.Popen([str(program("dovecot")), "-F", "-c", str(config)])
    try:
        _wait_for(server, running)
        yield server
    finally:
        running.terminate()
        running.wait(10)


def _wait_for(server: ImapServer, running: subprocess.Popen) -> None:
    for _ in range(100):
        assert running.poll() is None, (server.home / "log").read_text()
        try:
            with server.signed_in():
                return
        except (OSError, imaplib.IMAP4.error):
            time.sleep(0.05)
    raise AssertionError((server.home / "log").read_text())
