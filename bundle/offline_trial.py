"""`make bundle-check`: installs and serves a bundle as another user, with the network cut.

The try runs in a network namespace of its own, in which there is nothing but a loopback. Started by root, it acts as
``nobody``, first with a folder that cannot be written to, then with one of his own.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pwd
import shutil
import signal
import socket
import struct
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import HTTPError, URLError

from bundle.__main__ import PROJECT, measure_folder

PORT = 8321
PAGES = ("/", "/chain/battery", "/gaps/invite.xlsx", "/paper/invite.pdf", "/static/vendor/echarts.min.js")
PATIENCE = 900  # seconds for an install
USER = "nobody"


class Failed(Exception):
    """The try ended badly; says how."""


class Trial:
    """A copy of the bundle, an empty home, and the one who acts."""

    def __init__(self, bundle: Path, root: Path, user: pwd.struct_passwd | None) -> None:
        self.folder, self.home = root / bundle.name, root / "home"
        shutil.copytree(bundle, self.folder, ignore=shutil.ignore_patterns(".installed"))
        self.home.mkdir()
        self.user = user
        if self.user:
            root.chmod(0o755)
            os.chown(self.home, self.user.pw_uid, self.user.pw_gid)

    def hand_over(self) -> None:
        """From now on the folder belongs to the one who acts, and his home is empty."""
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        for path in self.home.iterdir():
            shutil.rmtree(path)

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Run a command in the folder, with next to nothing in the environment."""
        identity: dict[str, Any] = {}
        if self.user:
            identity = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C"}
        return subprocess.Popen(
            words,
            cwd=self.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            **identity,
        )

    @contextmanager
    def serving(self, *district: str) -> Iterator[float]:
        """Serve, and give the seconds until the first page came."""
        began = time.perf_counter()
        server = self.start("sh", "start.sh", *district, "--no-browser")
        try:
            while not _fetch_page("/"):
                if server.poll() is not None or time.perf_counter() - began > PATIENCE:
                    raise Failed(f"start.sh does not serve:\n{_stop(server)}")
                time.sleep(0.1)
            yield time.perf_counter() - began
        finally:
            if server.poll() is None:
                _stop(server)

    def run(self, *words: str) -> str:
        """What a command prints, to its end."""
        started = self.start(*words)
        output, _ = started.communicate(timeout=PATIENCE)
        if started.returncode:
            raise Failed(f"{' '.join(words)}:\n{output}")
        return output


def require_loopback_only() -> None:
    """Raise the loopback of this namespace; Failed when there is any other interface."""
    if names := [name for _, name in socket.if_nameindex() if name != "lo"]:
        raise Failed(f"the network is not cut: {', '.join(names)}")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        # ifreq: name and flags; SIOCSIFFLAGS with IFF_UP | IFF_RUNNING
        fcntl.ioctl(any_socket, 0x8914, struct.pack("16sH14s", b"lo", 0x1 | 0x40, b""))


def try_bundle(bundle: Path, user: pwd.struct_passwd | None) -> None:
    """The try itself, as a user; as whoever runs it when there is none to change to."""
    require_loopback_only()
    print(f"{bundle.name}: {measure_folder(bundle):,.0f} MB; network: loopback only")
    with TemporaryDirectory() as root:
        trial = Trial(bundle, Path(root), user)
        if trial.user:
            _try_start(trial, f"{USER}, folder read-only", trial.home)
        trial.hand_over()
        _try_start(trial, f"{USER if trial.user else 'this user'}, folder writable", trial.folder / ".installed")
        if (trial.home / ".local").exists():
            raise Failed("installed in the home too")
        trial.run("sh", "liantu", "workspace", "init", str(trial.home / "fuling.db"), "districts/fuling")
        with trial.serving(str(trial.home / "fuling.db")):
            _check_pages("a workspace served")


def _try_start(trial: Trial, title: str, installed: Path) -> None:
    with trial.serving() as first:
        kinds = ", ".join(path.name for path in sorted(installed.rglob("cp*-*")) if path.is_dir())
        print(f"{title}: {kinds} installed and served after {first:.0f} s, {measure_folder(installed):,.0f} MB")
        _check_pages("pages")
    with trial.serving() as again:
        print(f"  served again after {again:.1f} s")


def _check_pages(title: str) -> None:
    print(f"  {title}:")
    for page in PAGES:
        answer = _fetch_page(page)
        if not answer:
            raise Failed(f"{page} does not answer")
        print(f"    200 {len(answer):>10,} bytes  {page}")


def _fetch_page(page: str) -> bytes:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{page}", timeout=60) as answer:
            return bytes(answer.read())
    except HTTPError as error:
        raise Failed(f"{page}: {error}") from error
    except (URLError, ConnectionError):
        return b""


def _stop(server: subprocess.Popen[str]) -> str:
    if server.poll() is None:
        os.killpg(server.pid, signal.SIGTERM)
    return server.communicate()[0]


def main() -> int:
    """Run the command line: enter the namespace, then try."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("bundle", type=Path, nargs="?", help="the newest in dist/ unless given")
    parser.add_argument("--inside", choices=("root", "other"), help=argparse.SUPPRESS)  # who entered
    arguments = parser.parse_args()
    bundles = sorted((PROJECT / "dist").glob("liantu-bundle-*"), key=lambda path: path.stat().st_mtime)
    bundle = arguments.bundle or (bundles[-1] if bundles else None)
    if bundle is None:
        print("no bundle in dist/: run `make bundle`", file=sys.stderr)
        return 2
    if not arguments.inside:
        return _enter_namespace(bundle)
    try:
        try_bundle(bundle.resolve(), pwd.getpwnam(USER) if arguments.inside == "root" else None)
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    print("installed and served without network or root")
    return 0


def _enter_namespace(bundle: Path) -> int:
    # Whoever is not root becomes one in a namespace of users, and nobody else can be had there.
    mapped, user = ([], "root") if os.getuid() == 0 else (["--map-root-user"], "other")
    itself = [sys.executable, "-m", "bundle.offline_trial", "--inside", user, str(bundle)]
    try:
        return subprocess.run(["unshare", "--net", *mapped, *itself], check=False).returncode
    except FileNotFoundError:
        print("unshare (util-linux) is not there: the network cannot be cut for a try", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
