"""The one module that imports google-genai; only the worker imports it, and only to answer.

The HTTP client is given by us: otherwise the SDK takes aiohttp where that is installed, which
has other exceptions, a total timeout instead of one per read, and hidden retries.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import anyio
import httpx2
from google import genai
from google.genai import errors, types

from .events import EventClient
from .faults import FaultKind, GeminiFault, of_finish

READ_TIMEOUT_MS = 20_000
HARMS = ("HARASSMENT", "HATE_SPEECH", "SEXUALLY_EXPLICIT", "DANGEROUS_CONTENT")
CONNECTIONS = 200

_opened: ContextVar[list[httpx2.Response]] = ContextVar("_opened")
"""What Google has begun to send for the answer of this task."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of an answer, with what Google counted so far (tokens, thoughts in `out`)."""

    text: str
    tokens_in: int
    tokens_out: int


class Sdk:
    """One client per process.

    Args:
        options: As `options.Options.to_json` gives them.
    """

    def __init__(self, options: Mapping[str, Any]) -> None:
        # The default pool of 100 connections would let the 101st answer wait.
        kept = httpx2.Limits(max_connections=CONNECTIONS, max_keepalive_connections=50)
        self._http = EventClient(
            timeout=None,
            follow_redirects=False,
            limits=kept,
            event_hooks={"response": [_note]},
        )
        self._client = genai.Client(
            api_key=options["key"],
            http_options=types.HttpOptions(
                base_url=options["base_url"] or None,
                api_version=options["api_version"],
                timeout=READ_TIMEOUT_MS,
                retry_options=types.HttpRetryOptions(attempts=1),
                httpx_async_client=self._http,
            ),
        )
        self._options = options

    async def answer(self, ask: Mapping[str, Any]) -> AsyncIterator[Chunk]:
        """Stream one answer, in a task of its own. To stop it, cancel a scope around it.

        Raises:
            GeminiFault: Google did not answer, or not to the end.
        """
        _opened.set([])
        try:
            async for chunk in self._chunks(ask):
                yield chunk
        except GeminiFault:
            raise
        except Exception as error:  # noqa: BLE001 - whatever the SDK raises has one of our words
            raise fault_of(error) from None
        finally:
            # The SDK leaves a response open where an error stands in the middle of it.
            with anyio.CancelScope(shield=True):
                for response in _opened.get():
                    await response.aclose()

    async def _chunks(self, ask: Mapping[str, Any]) -> AsyncIterator[Chunk]:
        reason, said = "", False
        contents = [
            types.Content(role=turn["role"], parts=[types.Part(text=turn["text"])])
            for turn in ask["turns"]
        ]
        stream = await self._client.aio.models.generate_content_stream(
            model=self._options["model"], contents=contents, config=self._config(ask["system"])
        )
        async for chunk in stream:
            if chunk.prompt_feedback and chunk.prompt_feedback.block_reason:
                raise GeminiFault(FaultKind.BLOCKED)
            text = text_of(chunk)
            said = said or bool(text.strip())
            candidate = chunk.candidates[0] if chunk.candidates else None
            if candidate and candidate.finish_reason:
                reason = str(candidate.finish_reason.value)
            yield Chunk(text, *counted(chunk))
        if kind := of_finish(reason, said):
            raise GeminiFault(kind)

    def _config(self, system: str) -> types.GenerateContentConfig:
        return types.GenerateContentConfig(
            system_instruction=system,
            temperature=0.3,
            max_output_tokens=self._options["most_tokens"],
            thinking_config=types.ThinkingConfig(
                thinking_level=types.ThinkingLevel(self._options["thinking"])
            ),
            # Each continuation would be another request to pay.
            automatic_continuation=False,
            store=False,
            automatic_function_calling=types.AutomaticFunctionCallingConfig(disable=True),
            safety_settings=[
                types.SafetySetting(
                    category=types.HarmCategory(f"HARM_CATEGORY_{harm}"),
                    threshold=types.HarmBlockThreshold(self._options["safety"]),
                )
                for harm in HARMS
            ],
        )

    async def close(self) -> None:
        """Close the client, and the HTTP client, which the SDK leaves open."""
        await self._client.aio.aclose()
        self._client.close()
        await self._http.aclose()


async def _note(response: httpx2.Response) -> None:
    _opened.get().append(response)


def text_of(chunk: types.GenerateContentResponse) -> str:
    """Return the text of a chunk without the model's thoughts."""
    candidate = chunk.candidates[0] if chunk.candidates else None
    parts = candidate.content.parts if candidate and candidate.content else None
    return "".join(p.text for p in parts or () if p.text and not p.thought)


def counted(chunk: types.GenerateContentResponse) -> tuple[int, int]:
    """Return the tokens in and out that a chunk reports, else zeros; never less than none."""
    use = chunk.usage_metadata
    if use is None:
        return 0, 0
    out = (use.candidates_token_count or 0) + (use.thoughts_token_count or 0)
    return max(0, use.prompt_token_count or 0), max(0, out)


def fault_of(error: Exception) -> GeminiFault:
    """Return an error of the SDK or its HTTP client in our words."""
    if isinstance(error, errors.APIError):
        return _of_status(error)
    if isinstance(error, httpx2.TimeoutException | TimeoutError):
        return GeminiFault(FaultKind.SILENT)
    if isinstance(error, httpx2.TransportError | ConnectionError):
        return GeminiFault(FaultKind.NETWORK)
    return GeminiFault(FaultKind.PROTOCOL)


def _of_status(error: errors.APIError) -> GeminiFault:
    told = json.dumps(error.details, default=str)
    code = error.code or 0
    if code == 429:
        kind = FaultKind.QUOTA_DAY if "PerDay" in told else FaultKind.QUOTA
        return GeminiFault(kind, retry_delay(error.details))
    if code in (401, 403) or "API_KEY_INVALID" in told:
        return GeminiFault(FaultKind.AUTH)
    return GeminiFault(FaultKind.OVERLOADED if code >= 500 else FaultKind.PROTOCOL)


def retry_delay(details: Any) -> float | None:
    """Return the seconds of a RetryInfo, wherever it stands in an error, or None."""
    if isinstance(details, dict):
        delay = details.get("retryDelay")
        if isinstance(delay, str) and delay.endswith("s"):
            try:
                return float(delay[:-1])
            except ValueError:
                return None
        details = list(details.values())
    found = [retry_delay(d) for d in details] if isinstance(details, list) else []
    return next((d for d in found if d is not None), None)
