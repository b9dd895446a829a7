"""The sample shop, open over a new database, once of each kind."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.talk import Shop, open_shop


@pytest.fixture
async def shop(database: str, tmp_path: Path) -> AsyncIterator[Shop]:
    async with open_shop(tmp_path, url=database) as shop:
        yield shop
