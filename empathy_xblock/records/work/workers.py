"""The platform's workers: whether there are any, and how they are told of a task.

Celery is the platform's; it may not be installed, have no broker, or a broker that is away.
"""

from __future__ import annotations

import logging

from empathy_xblock import settings

try:
    from celery import current_app
    from kombu.exceptions import OperationalError as BrokerError
except ImportError:
    current_app = None

log = logging.getLogger(__name__)


def there() -> bool:
    """Whether workers are to carry out long work."""
    wanted = settings.value("EMPATHY_XBLOCK_TASKS")
    if wanted == "inline" or current_app is None:
        return bool(wanted == "celery")
    conf = current_app.conf
    return bool(wanted == "celery" or (conf.broker_url and not conf.task_always_eager))


def tell(task: str, argument: int | str, times: int = 1) -> bool:
    """Tell the broker of a task, so many times; False if it cannot be told."""
    if current_app is None:
        return False
    try:
        for _time in range(times):
            current_app.send_task(task, (argument,), retry=False, ignore_result=True)
    except BrokerError as error:
        log.warning("The broker cannot be told of %s: %s", task, type(error).__name__)
        return False
    return True
