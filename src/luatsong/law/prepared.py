"""Questions to the store whose SQL is made once in a process.

Putting a queryset together and compiling it costs several times what SQLite needs to answer it.
A page that asks ten small questions spends most of its time there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, Model, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)
R = TypeVar("R")


class Given(Expression):
    """Stands in a prepared question for a value that is told when it is asked."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002
        """A place for the value; itself, until it is known."""
        return "%s", (self,)


class Prepared(Generic[M, R]):
    """A queryset with `Given` values; `ask` gives its rows.

    `build` is called once, at the first question: whatever it reads (settings, the clock) stays as
    it was then. A value must be what the database takes as it is: words, numbers, truth.
    """

    def __init__(self, build: Callable[[], QuerySet[M, R]]) -> None:
        self._build = build
        self._built: QuerySet[M, R] | None = None
        self._made: dict[str, _Made] = {}

    def ask(self, **given: Any) -> list[R]:
        """The rows for these values; prefetches of the queryset are made, too. One query."""
        built = self._built
        if built is None:
            built = self._build()
            # Not `built.query`: setting that makes rows of values into dictionaries.
            vars(built)["_query"] = built.query.chain(_PreparedQuery)
            self._built = built
        rows = built.all()
        rows.query.given = given  # type: ignore[attr-defined]
        rows.query.made = self._made  # type: ignore[attr-defined]
        return list(rows)

    def first(self, **given: Any) -> R | None:
        """The first row, if any; the queryset says the order and should take no more than one."""
        return next(iter(self.ask(**given)), None)


class _Made:
    """What compiling gave: all of a compiler that does not hang on a connection."""

    def __init__(self, compiler: SQLCompiler) -> None:
        self.sql, params = compiler.as_sql()
        self.params: tuple[Any, ...] = tuple(params)
        own = vars(compiler)
        self.state = {k: v for k, v in own.items() if k not in ("query", "connection", "using")}
        chosen = [column[0] for column in compiler.select[: compiler.col_count]]
        self.converters = compiler.get_converters(chosen)


class _PreparedQuery(Query):
    given: dict[str, Any]
    made: dict[str, _Made]

    def get_compiler(
        self, using: str | None = None, connection: Any = None, elide_empty: bool = True
    ) -> SQLCompiler:
        """One that has its SQL already."""
        alias = using or (connection.alias if connection else DEFAULT_DB_ALIAS)
        made = self.made.get(alias)
        if made is None:
            made = self.made[alias] = _Made(super().get_compiler(using, connection, elide_empty))
        return _PreparedCompiler(self, connection or connections[alias], alias, made)


class _PreparedCompiler(SQLCompiler):
    def __init__(self, query: _PreparedQuery, connection: Any, using: str, made: _Made) -> None:
        vars(self).update(made.state)
        self.query, self.connection, self.using = query, connection, using
        self._made = made

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        """The SQL of the first time with the values of this time."""
        given = self.query.given  # type: ignore[attr-defined]
        params = (given[p.name] if isinstance(p, Given) else p for p in self._made.params)
        return self._made.sql, tuple(params)

    def get_converters(self, expressions: Any) -> Any:  # noqa: ARG002
        """Those of the first time: the same columns are read."""
        return self._made.converters
