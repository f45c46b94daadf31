"""Six words of a card, the same in both languages, to be compared aloud.

There are 256 words, so six of them tell 2^48 cards apart; each guess at a card with the same words costs a run of
Argon2id, which puts finding one beyond anybody.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache

from argon2.low_level import Type, hash_secret_raw

from app import paths
from app.enums import Language
from app.services.base.post.identity import Public

WORDS, SALT = 6, b"needfolio post words"
MEMORY_KIB, PASSES, LANES = 64 * 1024, 3, 4


def words(public: Public, language: Language) -> tuple[str, ...]:
    """In the reader's language: whoever reads Chinese aloud is understood by whoever sees the English words."""
    at = 0 if language == Language.ZH else 1
    return tuple(_list()[number][at] for number in _numbers(public.sign + public.seal))


@lru_cache(maxsize=256)
def _numbers(keys: bytes) -> bytes:
    return hash_secret_raw(
        keys, SALT, time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES, hash_len=WORDS, type=Type.ID
    )


@cache
def _list() -> tuple[tuple[str, str], ...]:
    content = json.loads(paths.resource("post", "words.json").read_text(encoding="utf-8"))
    return tuple((zh, en) for zh, en in content)
