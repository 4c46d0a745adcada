"""What tests need of the inside of the library, by its name: when something moves there, one line here follows it.

Tests import public names from ``unami`` and its public modules, and everything else from here.
"""

from __future__ import annotations

from unami._base import cache
from unami._base.by_name import PUBLIC_MODULES
from unami._base.cache import Cache, Recent
from unami._base.encodable import Plain
from unami._base.extras import load
from unami._base.files import MANIFEST, create, new_file, new_folder, read_file, write_text
from unami._base.frozen import FrozenMapping
from unami._base.given import LONGEST_SEARCH, LONGEST_TEXT
from unami._base.names import Names, fold, nearest, pick
from unami._base.pyinstaller import get_hook_dirs
from unami._base.text import cut, shown, visible
from unami._base.un_documents import link_of
from unami._evidence.claim import stated
from unami._evidence.day_words import dates_in, holds_date
from unami._evidence.matching import Verdict, judge, provable
from unami._evidence.merge import Decision, Merged, _Values, agree, decide, disputed, given
from unami._evidence.numerals import edge_in, numerals_in
from unami._evidence.statement import Statement
from unami._evidence.words import Words, bind_words, read_words, unknown_names
from unami._mission.compare import compare, log_changes
from unami._mission.core import View
from unami._mission.mission import PACKAGED
from unami._mission.months import Latest, in_order_of_symbols
from unami._mission.panel import answers_at, days_of
from unami._mission.search import MOST_WORDS, skeleton, texts_of
from unami._mission.snapshot import changing_days
from unami._mission.support import claims_with_words, spellings_in, support
from unami._mission.tenure import _Seat, _Tenure, close_tenures
from unami._output.annotate import engines
from unami._output.charts.letters import width_of
from unami._output.charts.palette import DARK, INKS, PAPER, RAMP
from unami._output.charts.times import Window, pieces
from unami._output.export import csv_tables, json_document, site
from unami._output.export.popolo import is_address
from unami._output.export.site.addresses import Addresses
from unami._output.export.site.days import days_table
from unami._output.flat import to_arrow
from unami._output.plain import name_of
from unami._output.schema import write_schemas
from unami._output.sections import sections_of
from unami._output.text import snapshot_text
from unami._package import check, read, store
from unami._package.advice import warnings_of
from unami._package.canonical import canonical_csv, format_folder
from unami._package.changelog import fields_of
from unami._package.check import check_files
from unami._package.describe import About, describe, read_descriptor, write_descriptor
from unami._package.read import LEADING, Dataset, SourcesById, header, optional_columns, parse_csv, parse_descriptor
from unami._package.store import FILES, FolderFiles, LayeredFiles, PackagedFiles, ZipFiles, _read_some, open_files
from unami._package.vocabulary import GENERAL, SYNONYMS, VOCABULARY_COLUMNS
from unami.cli import _output as output
from unami.cli import _packages as packages
from unami.cli._output import cited
from unami.dates._span_index import SpanIndex
from unami.dates._timeline import Timeline, changes_of
from unami.records._base import known_span, stated_period
from unami.records._cell import read_cell, show_value, write_cell
from unami.records._field import Column, Field, Merge, columns
from unami.records._figure import Figure, edged
from unami.records._former import former_names
from unami.records._order import time_of_record
from unami.records._types import TYPES, ValueType
from unami.records.identifier import SUBJECTS
from unami.records.resolution import MANDATING

__all__ = [
    "DARK",
    "FILES",
    "GENERAL",
    "INKS",
    "LEADING",
    "LONGEST_SEARCH",
    "LONGEST_TEXT",
    "MANDATING",
    "MANIFEST",
    "MOST_WORDS",
    "PACKAGED",
    "PAPER",
    "PUBLIC_MODULES",
    "RAMP",
    "SUBJECTS",
    "SYNONYMS",
    "TYPES",
    "VOCABULARY_COLUMNS",
    "About",
    "Addresses",
    "Cache",
    "Column",
    "Dataset",
    "Decision",
    "Field",
    "Figure",
    "FolderFiles",
    "FrozenMapping",
    "Latest",
    "LayeredFiles",
    "Merge",
    "Merged",
    "Names",
    "PackagedFiles",
    "Plain",
    "Recent",
    "SourcesById",
    "SpanIndex",
    "Statement",
    "Timeline",
    "ValueType",
    "Verdict",
    "View",
    "Window",
    "Words",
    "ZipFiles",
    "_Seat",
    "_Tenure",
    "_Values",
    "_read_some",
    "agree",
    "answers_at",
    "bind_words",
    "cache",
    "canonical_csv",
    "changes_of",
    "changing_days",
    "check",
    "check_files",
    "cited",
    "claims_with_words",
    "close_tenures",
    "columns",
    "compare",
    "create",
    "csv_tables",
    "cut",
    "dates_in",
    "days_of",
    "days_table",
    "decide",
    "describe",
    "disputed",
    "edge_in",
    "edged",
    "engines",
    "fields_of",
    "fold",
    "format_folder",
    "former_names",
    "get_hook_dirs",
    "given",
    "header",
    "holds_date",
    "in_order_of_symbols",
    "is_address",
    "json_document",
    "judge",
    "known_span",
    "link_of",
    "load",
    "log_changes",
    "name_of",
    "nearest",
    "new_file",
    "new_folder",
    "numerals_in",
    "open_files",
    "optional_columns",
    "output",
    "packages",
    "parse_csv",
    "parse_descriptor",
    "pick",
    "pieces",
    "provable",
    "read",
    "read_cell",
    "read_descriptor",
    "read_file",
    "read_words",
    "sections_of",
    "show_value",
    "shown",
    "site",
    "skeleton",
    "snapshot_text",
    "spellings_in",
    "stated",
    "stated_period",
    "store",
    "support",
    "texts_of",
    "time_of_record",
    "to_arrow",
    "unknown_names",
    "visible",
    "warnings_of",
    "width_of",
    "write_cell",
    "write_descriptor",
    "write_schemas",
    "write_text",
]
