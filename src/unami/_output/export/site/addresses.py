"""The addresses of the pages of the site, relative to its root; they are made from ids and stay the same."""

from __future__ import annotations

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

__all__ = ["Addresses", "file_name", "has_pages", "row_address"]


def has_pages(table: str) -> bool:
    """Whether each record of a table has a page: those that people know by a name have one.

    Args:
        table: Name of the table.

    Example:
        >>> has_pages("people"), has_pages("sources"), has_pages("casualties")
        (True, True, False)
    """
    # The records of a table that a package adds are rows of the page of the table.
    return table in NOT_STATED or (table in TABLES and bool(table_of(record_class(table)).named_by))


def file_name(record: str) -> str:
    """The name of a file for a record, without suffix; ids of a checked package stay as they are.

    Args:
        record: The id of the record.

    Example:
        >>> file_name("jan-kubis"), file_name("../x")
        ('jan-kubis', '..%2Fx')
    """
    return quote(record, safe="")


def row_address(table: str, record: str) -> str:
    """The address of a row of a table page, opened.

    Args:
        table: Name of the table.
        record: Id of the record.
    """
    return f"tables/{table}.html?open={quote(record, safe='')}"


@frozen
class Addresses:
    """The addresses of the records of a mission or view.

    Args:
        mission: The mission.
    """

    mission: Mission

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
        # The name of a file is quoted once more in an address.
        return f"{table}/{quote(file_name(record))}.html" if has_pages(table) else row_address(table, record)

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
                if table not in NOT_STATED and has_pages(table):
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
        if not has_pages(table):
            for column in columns(type(record)):
                about = getattr(record, column.name) if column.spec.identity and column.spec.ref else None
                if isinstance(about, str) and has_pages(column.spec.ref or ""):
                    found = self.of(column.spec.ref or "", about)
                    if found is not None:
                        return found
        return self.of(table, record.id)
