"""The worker of Gemini while it is not there."""

import pytest
from support.gemini import LoopbackGemini
from tutor_labext.gemini.faults import FaultKind, GeminiFault
from tutor_labext.gemini.options import Limits, Options, Prompt, Turn
from tutor_labext.gemini.process import GeminiProcess, Usage

pytestmark = pytest.mark.integration
PROMPT = Prompt("Be kind.", (Turn("user", "Why?"),))


async def test_nobody_waits_long_for_a_worker_that_is_not_loaded():
    async with LoopbackGemini() as google:
        process = GeminiProcess(Options("k", base_url=google.url), Limits(ready_s=0.0))
        with pytest.raises(GeminiFault) as raised:
            await anext(process.ask(PROMPT, Usage()))
        assert raised.value.kind is FaultKind.SILENT
        await process.start()
        assert "".join([text async for text in process.ask(PROMPT, Usage())]) == google.text
        await process.close()


async def test_a_worker_that_is_late_is_told_from_one_that_cannot_be_started(monkeypatch):
    monkeypatch.setattr("tutor_labext.gemini.process.START_S", 0.0)
    with pytest.raises(GeminiFault) as late:
        await GeminiProcess(Options("k")).start()
    assert late.value.kind is FaultKind.SILENT
    monkeypatch.undo()
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(GeminiFault) as missing:
        await GeminiProcess(Options("k")).start()
    assert missing.value.kind is FaultKind.NETWORK
