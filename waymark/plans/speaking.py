"""Reads text aloud: `python -m waymark.plans.speaking LANGUAGE`, text in, a WAV out.

A program of its own, because eSpeak NG keeps one voice for a whole process, and a fault in a
library of C must not take the server with it.
"""

import ctypes
import io
import sys
import wave

import espeakng_loader

INTO_OUR_HANDS = 1  # AUDIO_OUTPUT_RETRIEVAL: it hands us the sound and plays nothing
RATE, SLOWLY = 1, 135  # espeakRATE, in words a minute: a third slower than people talk
PITCH_RANGE, LIVELY = 4, 60
AS_UTF8 = 1
CHARACTERS = 1
DONE = 0
NO_VOICE = 3  # what the program ends with where no voice speaks the language
A_SAMPLE = 2  # bytes
SOUND = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class NoVoice(Exception):
    """No voice speaks this language."""


def spoken(text: str, language: str) -> bytes:
    """Return a WAV of a text read aloud."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    data = espeakng_loader.get_data_path().encode()
    samples_a_second = library.espeak_Initialize(INTO_OUR_HANDS, 0, data, 0)
    if library.espeak_SetVoiceByName(language.encode()) != DONE:
        raise NoVoice(language)
    heard = bytearray()

    def hear(sound: "ctypes._Pointer[ctypes.c_short]", count: int, _events: object) -> int:
        if sound and count:
            heard.extend(ctypes.string_at(sound, count * A_SAMPLE))
        return DONE

    kept = SOUND(hear)  # the library calls it until it has spoken
    library.espeak_SetSynthCallback(kept)
    library.espeak_SetParameter(RATE, SLOWLY, 0)
    library.espeak_SetParameter(PITCH_RANGE, LIVELY, 0)
    words = text.encode()
    library.espeak_Synth(words, len(words) + 1, 0, CHARACTERS, 0, AS_UTF8, None, None)
    library.espeak_Synchronize()
    return _wav(bytes(heard), samples_a_second)


def _wav(heard: bytes, samples_a_second: int) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(A_SAMPLE)
        sound.setframerate(samples_a_second)
        sound.writeframes(heard)
    return made.getvalue()


def main(language: str) -> int:
    try:
        made = spoken(sys.stdin.buffer.read().decode(), language)
    except NoVoice:
        return NO_VOICE
    sys.stdout.buffer.write(made)
    return DONE


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
