"""Seal an edition: made aside, hashed, made read-only, and given its name in one step at the very end."""

import shlex
from pathlib import Path

from editions.folder import REPORT, Edition, folder_of, latest_version
from editions.gate.finding import BLOCK, Finding
from editions.sealing.draft_folder import STEPS, OnStep, Request, in_the_making, write_differences
from editions.sealing.manifest import write_manifest, write_reports_manifest
from storage.durable import sync_file, sync_folder
from storage.errors import PalError, WrongUse
from storage.home import Home
from warehouse.settings import BuildSettings

_BLOCKS_TOLD = 20


class Blocked(PalError):
    """Something blocks the sealing; a person can mend it or answer for it."""

    def __init__(self, edition_id: str, blocks: list[Finding]) -> None:
        shown = [f"  - {one.check}: {one.message}" for one in blocks[:_BLOCKS_TOLD]]
        if len(blocks) > _BLOCKS_TOLD:
            shown.append(f"  - … e altri {len(blocks) - _BLOCKS_TOLD}: pal edition check {edition_id}")
        named = [shlex.join(filter(None, (edition_id, one.check, one.subject))) for one in blocks]
        waivers = [f"  pal edition waive {one} --by NOME --why MOTIVO" for one in named[:_BLOCKS_TOLD]]
        super().__init__(
            "\n".join(
                [
                    f"L’edizione {edition_id} non si può sigillare:",
                    *shown,
                    "Correggere i file e rifare `pal refresh`, far confermare le schede (pal edition sheet, confirm), "
                    "mettere i testi in narrative/; oppure risponderne, e il rapporto lo dice:",
                    *waivers,
                ]
            )
        )


def seal(home: Home, request: Request, settings: BuildSettings, on_step: OnStep) -> Edition:
    """Seal the current publication as an edition and give it; the caller holds the writer's lock.

    Raises WrongUse, Blocked, NotPublished. Whatever instant it is cut at, the edition is whole or not there.
    """
    version = _next_version(home, request)
    with in_the_making(home, request, settings, version, on_step) as (folder, findings):
        blocks = blocks_left(findings)
        if blocks:
            raise Blocked(request.edition_id, blocks)
        write_differences(home, request, folder)
        on_step(2, len(STEPS), STEPS[2])
        facts = Edition(folder).facts
        manifest_hash = write_manifest(
            folder,
            {key: facts[key] for key in ("id", "version", "title", "sealed_at", "build_id", "code_version")},
        )
        on_step(3, len(STEPS), STEPS[3])
        from editions.report import write_reports

        reports = write_reports(Edition(folder), folder / REPORT, manifest_hash)
        write_reports_manifest(folder, [f"{REPORT}/{name}" for name in reports])
        on_step(4, len(STEPS), STEPS[4])
        target = folder_of(home, request.edition_id, version)
        _close(folder)
        folder.rename(target)
        sync_folder(home.editions)
    return Edition(target)


def check(home: Home, request: Request, settings: BuildSettings, on_step: OnStep) -> list[Finding]:
    """What would block or warn if the edition were sealed now; writes nothing that stays."""
    version = latest_version(home, request.edition_id) + 1
    with in_the_making(home, request, settings, version, on_step) as (_, findings):
        return findings


def blocks_left(findings: list[Finding]) -> list[Finding]:
    """What blocks and nobody answers for."""
    return [one for one in findings if one.effect == BLOCK]


def _next_version(home: Home, request: Request) -> int:
    sealed = latest_version(home, request.edition_id)
    if sealed and request.why is None:
        raise WrongUse(
            f"L’edizione {request.edition_id} è già sigillata e non cambia; "
            "per una nuova versione: --new-version --why MOTIVO."
        )
    if not sealed and request.why is not None:
        raise WrongUse(f"L’edizione {request.edition_id} non è ancora sigillata: togliere --new-version.")
    return sealed + 1


def _close(folder: Path) -> None:
    """Make everything in the folder durable and read-only."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            sync_folder(path)
            path.chmod(0o555)
        else:
            sync_file(path)
            path.chmod(0o444)
    sync_folder(folder)
    folder.chmod(0o555)
