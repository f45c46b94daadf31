"""Whether a weekly file was signed by whom it says to be from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.enums import PeerRole
from app.services.base.post import peers
from app.services.base.store import Store
from app.services.team.rollup.findings import Finding, FindingKind
from app.services.team.rollup.reading import WeeklyFile
from app.services.team.weekly import control, signature

Signers = Mapping[str, str]
"""Signing key of an agent whose card was compared → code."""


def signers(store: Store) -> dict[str, str]:
    """Those the lead knows."""
    return {one.public.sign.hex(): one.code for one in peers.pinned(store, PeerRole.AGENT)}


def of_file(file: WeeklyFile, known: Signers) -> Iterator[Finding]:
    """Nothing of a file of somebody whose card nobody has: there is no key to hold it against."""
    entries = file.agent.entries
    code = str(entries["agent.code"])
    if code not in known.values():
        return
    if not signature.is_signed(entries):
        yield file.finding(FindingKind.SIGNATURE, "unsigned", sheet=control.SHEET)
        return
    key = signature.signer(entries)
    if key is None:
        yield file.finding(FindingKind.SIGNATURE, "signature_wrong", grave=True, sheet=control.SHEET)
    elif known.get(key) != code:
        yield file.finding(FindingKind.SIGNATURE, "signed_by_other", grave=True, sheet=control.SHEET)
