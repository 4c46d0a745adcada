# noqa: N999 - PyInstaller finds a hook by this name
"""What a program that PyInstaller freezes needs of the library beside what it finds by following imports."""

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
