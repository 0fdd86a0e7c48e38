"""`db_worker`, as it comes with the library, and the rounds that keep themselves going.

Whoever starts a worker starts the rounds: no timer of the system has to be set up.
"""

from __future__ import annotations

import logging
from typing import Any

from django_tasks_db.management.commands.db_worker import Command as WorkerCommand

from luatsong.follows import tasks as follows
from luatsong.knowledge import scheduling_tasks
from luatsong.knowledge import tasks as recall
from luatsong.responses import tasks as counts

_LOGGERS = ("django_tasks", "django_tasks_db")


class Command(WorkerCommand):
    help = "Tiến trình xử lý nền: việc được giao và các vòng việc định kỳ."

    def configure_logging(self, verbosity: int) -> None:
        """How much is said is for the site to say (LOG_LEVEL), not two lines for every task."""
        super().configure_logging(verbosity)
        if verbosity == 1:
            for name in _LOGGERS:
                logging.getLogger(name).setLevel(logging.NOTSET)

    def handle(self, *args: Any, **options: Any) -> None:
        """Start the rounds, then work."""
        for rounds in (follows, recall, scheduling_tasks, counts):
            rounds.keep_going()
        super().handle(*args, **options)
