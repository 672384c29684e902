"""Chooses the parts: settings in, a running house out. The only module that knows all of them.

A house starts degraded where PostgreSQL is away and becomes ready by itself: `tend` brings the
schema up to date, loads the curriculum, and afterwards looks for submissions whose grading was
cut off.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from random import Random
from time import monotonic
from typing import cast

import structlog
from platformdirs import user_cache_path

from grader.container import missing_for_containers
from grader.pool import Mode

from .adapters.data_libraries import gradable, missing_data_libraries
from .adapters.gate_process import GateProcess
from .adapters.grader import PoolGrader, make_pool
from .adapters.grader_choice import choose_pool
from .adapters.kept_bank import kept_bank
from .adapters.migrate import upgrade
from .adapters.postgres import PostgresStore
from .adapters.tutor_choice import make_tutor
from .bodies import Health
from .core.experiment import parsed
from .core.tutor_policy import TutorPolicy
from .errors import DatabaseAway
from .problems.bank import Bank
from .problems.files import SKILLS_NAME
from .settings import Settings
from .tutoring.parts import Grading, Offer, Parts
from .tutoring.regrade_jobs import carry_on
from .tutoring.submit import recover
from .tutoring.workshop import Workshop
from .web.metrics import calibrated

log = structlog.get_logger()

TEND_S = 2.0
REFRESH_S = 600.0
KEPT = user_cache_path("pythonmastery") / "bank"
WARNINGS = {
    "unprotected": "Answers run on this machine without walls: hand in your own code only.",
    "unavailable": "Answers cannot be checked on this machine; its log says why.",
}


class House:
    """One process's parts with their life: start, tend, stop."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._store = PostgresStore(
            settings.database_url, pool_size=settings.pool_size, tuning=settings.tuning
        )
        self._pool = make_pool(settings, Mode.UNAVAILABLE)
        self._loaded = False
        self._refreshed = 0.0
        self._grader_away = False
        self._alarmed: datetime | None = None
        self._tending: asyncio.Task[None] | None = None
        self._warming: asyncio.Task[None] | None = None
        self._regrading: asyncio.Task[None] | None = None
        self._parts: Parts | None = None

    @property
    def parts(self) -> Parts:
        """The parts.

        Raises:
            DatabaseAway: The house has not been started.
        """
        if self._parts is None:
            raise DatabaseAway
        return self._parts

    async def start(self) -> None:
        """Load the curriculum, start the judges, begin to tend.

        Raises:
            CurriculumError: The curriculum cannot be loaded.
        """
        self._missing = missing_data_libraries()
        bank = gradable(kept_bank(self.settings.curriculum_path, KEPT), self._missing)
        self._course = self._store.course(bank, self.settings.curriculum_path)
        choice = await choose_pool(
            self.settings.grading,
            partial(make_pool, self.settings),
            missing_for_containers=partial(missing_for_containers, self.settings.grader_image),
            local=bool(self.settings.local_data),
            socket=bool(self.settings.grader_socket),
        )
        self._pool = choice.pool
        mode = self._pool.describe()[0]
        log.info("grading", mode=mode, note=choice.note)
        grader = PoolGrader(self._pool)
        tutor = make_tutor(self.settings, grader, self._store.spending())
        self._parts = Parts(
            store=self._store,
            bank=bank,
            grader=grader,
            tutor=tutor,
            clock=lambda: datetime.now(UTC),
            rng=Random(),
            tuning=self.settings.tuning,
            experiment=parsed(self.settings.experiment),
            offer=Offer(
                self.settings.course,
                cast("Grading", mode),
                WARNINGS.get(mode, ""),
                "gemini" if self.settings.gemini_key else "offline",
                TutorPolicy(self.settings.tutor_policy),
                self.settings.tutor_class_tokens,
            ),
            workshop=self._workshop(bank),
        )
        self._tending = asyncio.create_task(self._tend())
        self._regrading = asyncio.create_task(self._regrade())
        self._warming = asyncio.create_task(tutor.start())

    def _workshop(self, bank: Bank) -> Workshop:
        skills = self.settings.curriculum_path / SKILLS_NAME
        return Workshop(
            gate=GateProcess(
                skills, lambda: self._pool.describe()[0], socket=self.settings.grader_socket
            ),
            course=self._course,
            analysis=self._store.analysis(),
            beliefs=bank.beliefs,
            refresh=self._refresh,
        )

    async def stop(self) -> None:
        """End every process and give every connection back."""
        for task in filter(None, (self._tending, self._regrading)):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        if self._warming is not None:
            await asyncio.gather(self._warming, return_exceptions=True)
            await self.parts.tutor.close()
            looks = list(self.parts.looking.values())
            for look in looks:
                look.cancel()
            await asyncio.gather(*looks, return_exceptions=True)
        await self._pool.close()
        await self._store.close()

    async def health(self) -> Health:
        """Say what is ready and what is missing."""
        checks = {
            "database": "ok" if await self._store.ready() else "away",
            "curriculum": "ok" if self._loaded else "loading",
            "grading": "away" if self._pool.away else self._pool.describe()[0],
        }
        good = checks["database"] == checks["curriculum"] == "ok" and not self._pool.away
        return Health(status="ok" if good else "degraded", checks=checks)

    async def _refresh(self) -> None:
        """Take over what was published, and what the last calibration found."""
        bank = gradable(await self._course.load(), self._missing)
        self.parts.bank = bank.calibrated(await self._store.difficulties())
        layer = await self._store.layer()
        if (layer is None) is not (self.parts.tuning.layer is None):
            log.info("prediction_layer", layer="beliefs" if layer is None else "logistic")
        self.parts.tuning = replace(self.parts.tuning, layer=layer)
        self.parts.tallies = await self._store.style_tallies()
        if (last := await self._store.last_calibration()) is not None:
            alarms = calibrated(*last)
            if alarms and last[1] != self._alarmed:
                log.warning("calibration_alarm", alarms=alarms, made_at=last[1].isoformat())
                self._alarmed = last[1]
        self._refreshed = monotonic()

    def _tell_of_grader(self) -> None:
        """Say in the log when the grader at the socket goes, and when it is back."""
        if bool(self._pool.away) is not self._grader_away:
            self._grader_away = not self._grader_away
            if self._grader_away:
                log.warning("grader_away", reason=self._pool.away)
            else:
                log.info("grader_back")

    async def _regrade(self) -> None:
        """Work on what instructors want graded again, one job after the other."""
        while True:
            try:
                if self._loaded and await carry_on(self.parts):
                    log.info("graded_again")
            except DatabaseAway:
                log.warning("database_away")
            except Exception:  # the next job is tried after a bug; the log has it
                log.exception("regrading_failed")
            await asyncio.sleep(TEND_S)

    async def _tend(self) -> None:
        while True:
            self._tell_of_grader()
            try:
                if not self._loaded:
                    await asyncio.to_thread(upgrade, self.settings.database_url)
                    await self._course.sync()
                    await self._refresh()
                    self._loaded = True
                    log.info("ready", problems=len(self.parts.bank.problems))
                elif await recover(self.parts):
                    log.info("recovered")
                elif monotonic() - self._refreshed > REFRESH_S or await self._course.changed():
                    await self._refresh()
            except DatabaseAway:
                log.warning("database_away")
            except Exception:  # tending goes on after a bug; the log has it
                log.exception("tending_failed")
            await asyncio.sleep(TEND_S if self._loaded else 0.5)
