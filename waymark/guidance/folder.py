"""Where the guidance lies: in the checkout, or where WAYMARK_GUIDANCE says."""

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def guidance_folder() -> Path:
    """The folder is data beside the package, so a server without a checkout must name it."""
    folder = Path(os.environ.get("WAYMARK_GUIDANCE") or CHECKOUT / "guidance")
    if not (folder / "provisions.csv").is_file():
        raise FileNotFoundError(
            f"no guidance in {folder}: set WAYMARK_GUIDANCE to the guidance folder of the release"
        )
    return folder
