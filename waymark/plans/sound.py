"""The copy as sound. The voice is a command, so that a service can have a better one."""

import io
import re
import shlex
import subprocess
import sys
import wave

import lameenc
from django.conf import settings

from waymark.plans.copy import Copy
from waymark.plans.speaking import NO_VOICE

LANGUAGE = "{language}"
OUR_OWN = (sys.executable, "-m", "waymark.plans.speaking", LANGUAGE)
SECONDS = 25  # the server ends a request that takes thirty
LONGEST = 30_000  # letters: half an hour of sound
A_NUMBER = re.compile(r"\d[\d \u00a0]{5,}\d")  # of a phone: each figure is read by itself
A_PAUSE = "\n\n"
KILOBITS = 32  # a second: enough for one voice
QUICK = 7  # of LAME's qualities: half an hour takes it a few seconds


class UnableToSpeak(Exception):
    """The copy cannot be read aloud; the message says what to do."""


def mp3(copy: Copy) -> bytes:
    """Return the copy read aloud, small enough for a phone without much data.

    :raises UnableToSpeak: as `wav`, or where what the voice gives is no sound.
    """
    try:
        with wave.open(io.BytesIO(wav(copy))) as sound:
            encoder = lameenc.Encoder()
            encoder.silence()
            encoder.set_channels(sound.getnchannels())
            encoder.set_in_sample_rate(sound.getframerate())
            encoder.set_bit_rate(KILOBITS)
            encoder.set_quality(QUICK)
            return bytes(encoder.encode(sound.readframes(sound.getnframes())) + encoder.flush())
    except (wave.Error, EOFError) as fault:
        raise UnableToSpeak(BROKEN) from fault


def wav(copy: Copy) -> bytes:
    """Return the copy as the voice reads it aloud.

    :raises UnableToSpeak: where no voice speaks its language, or the voice fails.
    """
    said = script(copy)
    if len(said) > LONGEST:
        raise UnableToSpeak(TOO_LONG)
    command = shlex.split(settings.VOICE) if settings.VOICE else list(OUR_OWN)
    command = [part.replace(LANGUAGE, copy.language) for part in command]
    try:
        done = subprocess.run(
            command,
            input=said.encode("utf-8", "replace"),
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise UnableToSpeak(BROKEN) from fault
    if done.returncode == NO_VOICE:
        raise UnableToSpeak(NO_SUCH_VOICE)
    if done.returncode or not done.stdout:
        raise UnableToSpeak(BROKEN)
    return done.stdout


BROKEN = "The voice does not answer. Give the copy in another form, and tell whoever runs Waymark."
TOO_LONG = (
    "This is too long to be read aloud in one piece: more than half an hour. Make the plan "
    "shorter, or give the copy in another form."
)
NO_SUCH_VOICE = (
    "There is no voice for this language. Record somebody who reads it out, or give the copy in "
    "another form."
)


def script(copy: Copy) -> str:
    """Return what is read out: a pause after each line, phone numbers figure by figure."""
    said = (line if line.endswith((".", "!", "?", ":")) else f"{line}." for line in copy.lines)
    return A_PAUSE.join(A_NUMBER.sub(_figure_by_figure, line.replace("·", ",")) for line in said)


def _figure_by_figure(number: re.Match[str]) -> str:
    figures = re.sub(r"\D", "", number.group())
    return ", ".join(" ".join(figures[at : at + 3]) for at in range(0, len(figures), 3))
