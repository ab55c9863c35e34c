"""What a document of 400 KB may cost a reader, however it is made up: memory, and a second."""

import subprocess
import sys
from pathlib import Path

import pytest

COST = Path(__file__).parent / "parts" / "cost_of_readers.py"
# trafilatura keeps several trees of a page at a time.
MEGABYTES = {"feeds": 100, "sitemaps": 100, "pages": 300, "datelines": 50}


@pytest.mark.parametrize("reader", MEGABYTES)
def test_time_and_memory_stay_within_bounds_whatever_is_blown_up(reader):
    done = subprocess.run([sys.executable, COST, reader, "8"], capture_output=True, text=True, check=True)
    megabytes, milliseconds = map(int, done.stdout.split())
    assert megabytes < MEGABYTES[reader]
    assert milliseconds < 1_000
