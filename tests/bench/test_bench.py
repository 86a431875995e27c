"""The measuring programme measures everything that it says it does; how quick is not asked here.

How long a start takes is measured where Waymark is started anyway (`tests/walls/test_run.py`).
"""

import json
import subprocess
import sys

from tests.bench.telling import COLUMNS


def test_every_figure_is_measured_at_both_sizes(tmp_path):
    out = tmp_path / "bench.json"
    subprocess.run([sys.executable, "-m", "tests.bench", "--quick", "--out", out], check=True)
    told = json.loads(out.read_text())
    assert [size["children"] for size in told["sizes"].values()] == [20, 40]
    for size in told["sizes"].values():
        assert all(figure > 0 for figure in size["renewal"].values())
        assert size["pages"]
        for page in size["pages"]:
            assert [name for name in COLUMNS if page[name] in (None, "")] == []
    assert all(each["figure"] for each in told["wanted"])
    for size in told["harmed"]["sizes"].values():
        assert {page["queries"] > 0 for page in size["pages"]} == {True}
    same = next(each for each in told["harmed"]["wanted"] if "same queries" in each["wanted"])
    assert same["met"], same["figure"]
