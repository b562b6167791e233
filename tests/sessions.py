"""Sessions without a browser: what a tab says to Streamlit's server, and how long an answer takes."""

import asyncio
import time
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

PATIENCE_S = 120
EARLY = 2


def seconds_of(address: str, sessions: int) -> list[float]:
    """How long each of so many sessions that start at once waits for its whole first page, in seconds."""
    return asyncio.run(_all(address, sessions))


async def _all(address: str, sessions: int) -> list[float]:
    return list(await asyncio.gather(*(_one(address) for _ in range(sessions))))


async def _one(address: str) -> float:
    parts = urlsplit(address)
    origin = f"http://{parts.netloc}"
    started = time.perf_counter()
    async with connect(
        f"ws://{parts.netloc}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(origin),
        max_size=None,
        open_timeout=PATIENCE_S,
    ) as socket:
        asked = BackMsg()
        asked.rerun_script.query_string = parts.query
        asked.rerun_script.page_name = parts.path.strip("/")
        await socket.send(asked.SerializeToString())
        while True:
            told = ForwardMsg()
            told.ParseFromString(await asyncio.wait_for(socket.recv(), PATIENCE_S))
            if told.WhichOneof("type") == "script_finished" and told.script_finished != EARLY:
                return time.perf_counter() - started
