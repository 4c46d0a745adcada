"""Settings of the documentation; build it with ``sphinx-build -n -W -b html docs docs/_build/html``."""

import sys
from pathlib import Path

import unami

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "unami"
author = "The unami contributors"
copyright = "The unami contributors"
version = release = unami.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "api_reference",
    "data_dictionary",
    "coverage",
    "panel_columns",
    "charts",
]
exclude_patterns = ["_build"]
nitpicky = True

# A single backtick in a docstring marks a name.
default_role = "code"

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_maximum_signature_line_length = 80
napoleon_use_ivar = True

nitpick_ignore_regex = [
    # The standard library and other packages are not linked: a build must not need the network.
    ("py:.*", r"(builtins|datetime|collections\.abc|enum|os|typing|attrs|altair|pandas|polars|pyarrow)\..*"),
    (
        "py:.*",
        r"(Any|Callable|Generic|Iterable|Iterator|Literal|Mapping|Sequence|Enum|Exception|LookupError|ValueError|PathLike)",
    ),
    ("py:.*", r"(str|int|float|bool|bytes|object|type|tuple|list|dict|frozenset|slice|date)"),
    # Parameters of types, which have no page of their own.
    ("py:.*", r"(unami\.\w+\.)?(T|T_co|A|FrameT)"),
]

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["style.css"]
html_title = f"unami {release}"
html_show_sphinx = False
html_copy_source = False
html_theme_options = {
    "footer_icons": [],
    "light_css_variables": {"color-brand-primary": "#1c5d99", "color-brand-content": "#1c5d99"},
    "dark_css_variables": {"color-brand-primary": "#7cb7e8", "color-brand-content": "#7cb7e8"},
}
