"""A guidance folder that cannot be read is refused with the file and the row."""

import shutil

import pytest

from waymark.guidance import GuidanceError
from waymark.guidance.folder import guidance_folder
from waymark.guidance.read import read_guidance


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(guidance_folder(), tmp_path / "guidance")


def spoil(path, old, new):
    written = path.read_text()
    assert old in written
    path.write_text(written.replace(old, new, 1))


def test_a_column_that_is_missing(folder):
    spoil(folder / "provisions.csv", "requirement\n", "demand\n")

    with pytest.raises(GuidanceError, match=r"provisions.csv line 2: missing or unknown columns"):
        read_guidance(folder)


def test_a_day_that_does_not_exist(folder):
    spoil(folder / "codes" / "order-kinds.csv", "2022-06-28", "2022-06-31")

    with pytest.raises(GuidanceError, match=r"order-kinds.csv line 13: day is out of range"):
        read_guidance(folder)


def test_a_row_with_too_many_cells(folder):
    spoil(folder / "codes" / "sex.csv", "data code,", "data code,,,")

    with pytest.raises(GuidanceError, match=r"sex.csv line 2: too few or too many cells"):
        read_guidance(folder)


def test_a_number_that_is_not_whole(folder):
    spoil(folder / "settings.toml", "value = 56", 'value = "56"')

    with pytest.raises(
        GuidanceError, match=r"settings.toml: setting 5: '56' is not a whole number"
    ):
        read_guidance(folder)


def test_a_list_that_nobody_described(folder):
    (folder / "codes" / "moods.csv").write_text("code,label\n")

    with pytest.raises(GuidanceError, match="moods"):
        read_guidance(folder)


def test_a_server_without_the_folder_is_told_what_to_set(monkeypatch, tmp_path):
    monkeypatch.setenv("WAYMARK_GUIDANCE", str(tmp_path))

    with pytest.raises(FileNotFoundError, match="set WAYMARK_GUIDANCE"):
        guidance_folder()
