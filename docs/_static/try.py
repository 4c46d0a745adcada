"""Runs what a reader types: prints what it prints, and shows the value of the last expression as a notebook does."""

import ast
import contextlib
import io
import itertools
import linecache
import traceback

import unami

names = {"__name__": "__main__", "unami": unami}
inputs = itertools.count(1)


def run(code: str) -> tuple[str, str | None]:
    """Return what was printed, values of expressions included, and the last value as HTML if it has that form."""
    file, printed, shown = f"<input {next(inputs)}>", io.StringIO(), None
    # So that a traceback shows the line.
    linecache.cache[file] = len(code), None, code.splitlines(keepends=True), file
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            body = ast.parse(code, file).body
            for number, part in enumerate(body, 1):
                if not isinstance(part, ast.Expr):
                    exec(compile(ast.Module([part], []), file, "exec"), names)  # noqa: S102 - what the reader types
                    continue
                value = eval(compile(ast.Expression(part.value), file, "eval"), names)  # noqa: S307
                html = getattr(type(value), "_repr_html_", None)
                if number == len(body) and html is not None:
                    shown = html(value)
                elif value is not None:
                    print(repr(value))
        except BaseException as error:  # noqa: BLE001 - shown as Python shows it
            error.__traceback__ = error.__traceback__ and error.__traceback__.tb_next
            print("".join(traceback.format_exception(error)).rstrip())
    return printed.getvalue(), shown
