# noqa: N999 - PyInstaller finds a hook by this name
"""PyInstaller hook: data and modules that a frozen program needs and PyInstaller cannot find by following imports."""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

from unami._base.by_name import FORMATS, HOMES, PUBLIC_MODULES

datas = collect_data_files("unami")
hiddenimports = sorted(
    {
        *(f"unami.{name}" for name in PUBLIC_MODULES),
        *HOMES,
        *FORMATS.values(),
        *collect_submodules("unami.records"),
    }
)
