"""Recordings small enough to be sent to somebody."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from tpmdesk.app.speaking import SpeechError
from tpmdesk.speech.decode import RATE, decoded, frame, resampled

_BITS = 48_000


def encoded(path: Path) -> tuple[str, bytes]:
    """A recording as MP3, which every browser plays: its media type and its bytes.

    Raises ValueError when there is nothing to be heard in the file.
    """
    # FFmpeg's libraries, needed for this alone.
    import av  # noqa: PLC0415

    out, heard = io.BytesIO(), False
    try:
        with av.open(out, "w", format="mp3") as container:
            stream: Any = container.add_stream("libmp3lame", rate=RATE, layout="mono")
            stream.bit_rate = _BITS
            for pcm in resampled(decoded(path)):
                container.mux(stream.encode(frame(pcm, RATE)))
                heard = True
            container.mux(stream.encode(None))
    except (SpeechError, av.FFmpegError) as error:
        raise ValueError(str(error)) from error
    if not heard:
        raise ValueError(f"{path} holds no sound.")
    return "audio/mpeg", out.getvalue()
