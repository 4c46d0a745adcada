"""The addresses of the pages of the site, relative to its root; they are made from ids and stay the same."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from attrs import frozen

from unami._mission.lookup import called
from unami.records import TABLES, record_class
from unami.records._field import columns
from unami.records._index import NOT_STATED
from unami.records._table import table_of

if TYPE_CHECKING:
    from unami._mission.mission import Mission

__all__ = ["Addresses", "safe_name"]

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)
"""What no file of Windows is called, whatever follows a dot."""

_FOLDERS = ("charts", "data", "static", "tables")
"""The folders of the site besides those of tables."""

_LONGEST = 120
"""Maximum length of the name of a file without suffix."""


def safe_name(record: str, *, shared: bool = False) -> str:
    """The name of a file for a record, without suffix, that is good on every system.

    Ids of a checked package stay as they are, unless they are reserved, too long, or differ from another one by case.

    Args:
        record: The id of the record.
        shared: Whether another id differs by case alone.

    Example:
        >>> safe_name("jan-kubis"), safe_name("../x"), safe_name("com1.x"), safe_name("FJI", shared=True)
        ('jan-kubis', '..%2Fx', 'com1_x+e872d775', 'FJI+f587b331')
    """
    name = quote(record, safe="")
    if not (shared or _RESERVED.match(name) or name.endswith(".") or len(name) > _LONGEST):
        return name
    # No quoted id has a plus sign, so that none is like this.
    return f"{name[:_LONGEST].replace('.', '_')}+{sha256(record.encode()).hexdigest()[:8]}"


@frozen
class Addresses:
    """The addresses of the records of a mission or view.

    Args:
        mission: The mission.
    """

    mission: Mission

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables of the site: those that have records."""
        return tuple(table for table in self.mission.tables if self.mission.tables[table])

    def has_pages(self, table: str) -> bool:
        """Whether each record of a table has a page: those that people know by a name have one, and those of a package's own.

        Args:
            table: Name of the table.

        Example:
            >>> import unami
            >>> addresses = Addresses(unami.mission)
            >>> addresses.has_pages("people"), addresses.has_pages("sources"), addresses.has_pages("casualties")
            (True, True, False)
        """
        return table in NOT_STATED or table not in TABLES or bool(table_of(record_class(table)).named_by)

    def file_of(self, table: str) -> str:
        """The name of a table as that of a folder or file: its own, unless that is taken or reserved.

        Args:
            table: Name of the table.

        Example:
            >>> import unami
            >>> Addresses(unami.mission).file_of("people"), Addresses(unami.mission).file_of("aux")
            ('people', 'aux-table')
        """
        return f"{table}-table" if table in _FOLDERS or _RESERVED.match(table) else table

    def renamed(self, table: str) -> dict[str, str]:
        """The names of the files of those records whose ids would make none that is good on every system, by id.

        Args:
            table: Name of the table.
        """

        def make() -> dict[str, str]:
            ids = self.mission.tables[table].ids
            folded = Counter(record.lower() for record in ids)
            names = {
                # Of ids that differ by case alone, the one in small letters keeps its own.
                record: safe_name(record, shared=folded[record.lower()] > 1 and record != record.lower())
                for record in ids
            }
            return {record: name for record, name in names.items() if name != quote(record, safe="")}

        return self.mission.cache.get(("names of files", table), make)

    def path(self, table: str, record: str) -> str:
        """The path of the page of a record from the root of the site, without suffix.

        Args:
            table: Name of the table.
            record: Its id.
        """
        return f"{self.file_of(table)}/{self.renamed(table).get(record) or quote(record, safe='')}"

    def of(self, table: str, record: str) -> str | None:
        """The address of a record; ``None`` if the record is not on the site.

        Args:
            table: Name of the table.
            record: Its id.

        Example:
            >>> import unami
            >>> addresses = Addresses(unami.mission)
            >>> addresses.of("countries", "FJI"), addresses.of("tallies", "constitution"), addresses.of("people", "x")
            ('countries/FJI.html', None, None)
        """
        if table not in self.mission.tables or self.mission.tables[table].get(record) is None:
            return None
        if not self.has_pages(table):
            return f"{self.of_table(table)}?open={quote(record, safe='')}"
        # The name of a file is quoted once more in an address.
        return f"{quote(self.path(table, record))}.html"

    def of_table(self, table: str) -> str:
        """The address of the page of a table.

        Args:
            table: Name of the table.
        """
        return f"tables/{self.file_of(table)}.html"

    def named(self, text: str) -> tuple[str, str] | None:
        """The record that a text is the name, title or symbol of, as table and id; ``None`` if there is none, or several.

        Args:
            text: The text, such as a person in the list of those who took part in an event.

        Example:
            >>> import unami
            >>> Addresses(unami.mission).named("Staffan de Mistura"), Addresses(unami.mission).named("somebody")
            (('people', 'staffan-de-mistura'), None)
        """

        def make() -> dict[str, tuple[str, str] | None]:
            found: dict[str, tuple[str, str] | None] = {}
            for table in self.mission.tables:
                if table not in NOT_STATED and self.has_pages(table):
                    for record in self.mission.tables[table]:
                        for name in set(called(record, table_of(type(record)).named_by)):
                            # A name that several have stands for none of them.
                            found[name] = None if name in found else (table, record.id)
            return found

        known: dict[str, tuple[str, str] | None] = self.mission.cache.get("records by their names", make)
        return known.get(text)

    def best(self, table: str, record: Any) -> str | None:
        """The address at which most is said of a record: its page, that of what it is about, or its row.

        Args:
            table: Name of the table.
            record: The record.

        Example:
            >>> import unami
            >>> Addresses(unami.mission).best("appointments", unami.mission.appointments["jan-kubis.srsg"])
            'people/jan-kubis.html'
        """
        if not self.has_pages(table):
            for column in columns(type(record)):
                about = getattr(record, column.name) if column.spec.identity and column.spec.ref else None
                if isinstance(about, str) and self.has_pages(column.spec.ref or ""):
                    found = self.of(column.spec.ref or "", about)
                    if found is not None:
                        return found
        return self.of(table, record.id)
