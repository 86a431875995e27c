"""The copy read aloud."""

import array
import io
import shlex
import sys
import wave
from dataclasses import replace

import pytest

from tests.unit.plans.made import a_copy
from waymark.plans.sound import KILOBITS, UnableToSpeak, mp3, script, wav

MP3, MP3_TOO = 0xFF, 0xE0  # eleven bits with which each part of an MP3 begins
A_VOICE = "import sys; sys.stdout.write('{language}:' + sys.stdin.read()[:7])"


def heard(made: bytes) -> tuple[float, array.array]:
    with wave.open(io.BytesIO(made)) as sound:
        samples = array.array("h", sound.readframes(sound.getnframes()))
        return sound.getnframes() / sound.getframerate(), samples


@pytest.mark.provision("CM-080")
@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_copy_can_be_heard(language: str):
    copy = a_copy(language)
    seconds, samples = heard(wav(copy))
    assert len(copy.text.split()) / 5 < seconds < len(copy.text.split())
    loud = sum(abs(each) > 1000 for each in samples)
    assert loud > len(samples) / 10


def test_it_is_small_enough_to_be_sent_to_a_phone():
    copy = a_copy()
    seconds, _ = heard(wav(copy))
    made = mp3(copy)
    assert made[0] == MP3
    assert made[1] & MP3_TOO == MP3_TOO
    assert seconds * 0.95 < len(made) * 8 / (KILOBITS * 1000) < seconds * 1.05 + 1
    assert len(made) < len(wav(copy)) / 8


def test_what_a_voice_gives_must_be_sound(settings):
    settings.VOICE = shlex.join([sys.executable, "-c", A_VOICE])
    with pytest.raises(UnableToSpeak, match="another form"):
        mp3(a_copy())


def test_english_and_welsh_are_read_by_different_voices():
    assert wav(a_copy()) != wav(replace(a_copy(), language="cy"))


def test_a_phone_number_is_read_figure_by_figure():
    assert "You can call Jo: 0 1 6, 3 2 9, 6 0 1, 1 1." in script(a_copy())


def test_a_service_can_have_another_voice(settings):
    settings.VOICE = shlex.join([sys.executable, "-c", A_VOICE])
    assert wav(a_copy("cy")) == b"cy:Fy nghy"


@pytest.mark.parametrize("voice", ["/no/such/voice", f"{sys.executable} -c 'raise SystemExit(1)'"])
def test_a_voice_that_fails_is_told_with_what_to_do(settings, voice: str):
    settings.VOICE = voice
    with pytest.raises(UnableToSpeak, match="another form"):
        wav(a_copy())


def test_where_there_is_no_voice_for_a_language_that_is_said():
    with pytest.raises(UnableToSpeak, match="no voice for this language"):
        wav(replace(a_copy(), language="xx"))


def test_what_takes_longer_than_half_an_hour_is_not_read_aloud():
    with pytest.raises(UnableToSpeak, match="Make the plan shorter"):
        wav(a_copy(call_name="fish " * 10_000))
