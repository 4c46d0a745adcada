"""Tests of what a notebook shows, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import DESK, PHONE
from unami import mission

if TYPE_CHECKING:
    from collections.abc import Callable

    from browser import Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_table_of_records_shows_its_rows(visit: Callable[..., Visit], width: int) -> None:
    seen = visit(f"<!doctype html><meta charset=utf-8><title>t</title>{mission.resolutions._repr_html_()}", width=width)
    assert seen.page.locator("tbody tr").count() == 20
    assert seen.page.get_by_text("S/RES/1500 (2003)").count() == 1
    assert seen.complaints == []
    assert seen.asked_for == []
