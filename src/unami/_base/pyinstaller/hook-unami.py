# noqa: N999 - PyInstaller finds a hook by this name
"""What a program that PyInstaller freezes needs of the library: its data, and the modules that are imported by a name in a string.

All modules are taken, so that there is no list to keep; they are small, and import what else they need when they are used.
"""

from PyInstaller.utils.hooks import collect_data_files, collect_submodules

datas = collect_data_files("unami")
hiddenimports = collect_submodules("unami", filter=lambda name: not name.startswith("unami._base.pyinstaller"))
