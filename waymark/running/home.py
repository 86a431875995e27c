"""Where a checkout keeps what it makes: its database, its keys."""

import os
import secrets
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def home() -> Path:
    """Return the folder of this checkout's demonstration (WAYMARK_HOME, else `var`)."""
    folder = Path(os.environ.get("WAYMARK_HOME", CHECKOUT / "var")).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def secret_key(folder: Path, name: str = "secret-key") -> str:
    """Return a key of a name, made at the first call and kept: the one that signs cookies."""
    path = folder / name
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text()
