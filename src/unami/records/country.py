"""Countries."""

from typing import Annotated

from attrs import frozen

from unami.records.fields import Field, Merge

__all__ = ["Country"]


@frozen(kw_only=True)
class Country:
    """A country, with the codes and names it goes by.

    Example:
        >>> import unami
        >>> unami.mission.countries["GBR"].name
        'United Kingdom'
    """

    id: Annotated[str, Field("ISO 3166-1 alpha-3 code.")]
    name: Annotated[str | None, Field("Short name in English.", Merge.WORDING)] = None
    alpha_2: Annotated[str | None, Field("ISO 3166-1 alpha-2 code.")] = None
    official_name: Annotated[str | None, Field("Official name in English.", Merge.WORDING)] = None
    other_names: Annotated[
        tuple[str, ...], Field("Other names and spellings in use, former names included.", Merge.UNION)
    ] = ()

    def __str__(self) -> str:
        return f"{self.name} ({self.id})"
