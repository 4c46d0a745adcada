"""Settings of the documentation; ``python docs/serve.py`` builds and shows it."""

import os
import sys
from pathlib import Path

import unami

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

# The notebook runs in a separate folder and process, with the same library as the rest of the build.
LIBRARY = str(Path(unami.__file__).absolute().parent.parent)
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [LIBRARY, os.environ.get("PYTHONPATH")]))

project = "unami"
author = "The unami contributors"
copyright = "The unami contributors"
version = release = unami.__version__

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "api_reference",
    "data_dictionary",
    "made",
    "disputes_gallery",
    "llms",
    "whole_pages",
    "try_it",
]
exclude_patterns = ["_build", "_benchmarks", "examples"]
nitpicky = True

# A single backtick in a docstring marks a name.
default_role = "code"

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

# The tutorial notebook runs in each build, in a separate kernel; an error in it is a build error.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 80
napoleon_use_ivar = True

nitpick_ignore_regex = [
    # The standard library and other packages are not linked: a build must not need the network.
    ("py:.*", r"(builtins|datetime|collections\.abc|enum|os|typing|attrs|altair|pandas|polars|pyarrow|cattrs)\..*"),
    (
        "py:.*",
        r"(Any|BaseConverter|Callable|Generic|Iterable|Iterator|Literal|Mapping|Sequence|Enum|Exception|KeyError|LookupError|DeprecationWarning|ValueError|PathLike)",
    ),
    ("py:.*", r"(str|int|float|bool|bytes|object|type|tuple|list|dict|frozenset|slice|date)"),
    # Classes of the inside in signatures: what an empty answer was asked, and what is read of other packages' dates.
    ("py:class", r"(Asked|unami\.dates\._reading\._\w+|unami\.records\._base\.Identified)"),
    # Type parameters, which have no page.
    ("py:.*", r"(unami\.[\w.]+\.)?(T|T_co|A|D|K|FrameT)"),
]

html_theme = "furo"
templates_path = ["_templates"]
html_static_path = ["_static"]
html_css_files = ["style.css"]
html_title = f"unami {release}"
# The icon of the record's own site.
html_favicon = "../src/unami/_output/export/site/static/icon.svg"
# Where the site is published, if that is known: for canonical addresses.
html_baseurl = os.environ.get("UNAMI_DOCS_URL", "")
# The search of the record's own site, which takes the words as ?q=...
html_context = {"record_search": "record/search.html"}
html_show_sphinx = False
html_copy_source = False
# The search fetches summaries of its results, which a page opened from a folder may not do.
html_show_search_summary = False
html_theme_options = {
    "footer_icons": [],
    "light_css_variables": {"color-brand-primary": "#1c5d99", "color-brand-content": "#1c5d99"},
    "dark_css_variables": {"color-brand-primary": "#7cb7e8", "color-brand-content": "#7cb7e8"},
}
