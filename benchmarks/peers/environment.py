"""Gives each peer a Python environment of its own below a cache folder, installed from its lock file; never the product's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MINUTES = 10


class NotInstalled(Exception):
    """A peer cannot be installed on this machine; the message says why."""


def installed(peer: str) -> Path:
    """Give the folder of a peer's programs, installing it first where its lock file is another one than last time.

    Args:
        peer: its name in ``requirements-<peer>.txt``.

    Raises:
        NotInstalled: when the packages cannot be had, or not for this Python.
    """
    lock = HERE / f"requirements-{peer}.txt"
    place = _cache() / f"{peer}-python{sys.version_info.major}.{sys.version_info.minor}"
    held = place / lock.name
    if not held.exists() or held.read_bytes() != lock.read_bytes():
        shutil.rmtree(place, ignore_errors=True)
        uv = [sys.executable, "-m", "uv", "--quiet"]
        _run([*uv, "venv", "--no-project", "--python", sys.executable, str(place)], peer)
        python = str(place / "bin" / "python")
        _run([*uv, "pip", "install", "--python", python, "--require-hashes", "--requirement", str(lock)], peer)
        shutil.copyfile(lock, held)  # last: an environment that is half there has none
    return place / "bin"


def pinned(peer: str, package: str) -> str:
    """Give the version of a package that the lock file of a peer names."""
    for line in (HERE / f"requirements-{peer}.txt").read_text(encoding="utf-8").splitlines():
        name, _, version = line.partition("==")
        if name == package:
            return version.split()[0]
    raise KeyError(package)


def _cache() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pantau-cakupan" / "peers"


def _run(command: list[str], peer: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=60 * MINUTES)
    except subprocess.TimeoutExpired as error:
        raise NotInstalled(f"{peer} was not installed within {MINUTES} minutes") from error
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        raise NotInstalled(f"{peer} cannot be installed: {' '.join(said.split())[-300:]}") from error
