"""Whether a compound file (the container of XLS) is whole: the reader of workbooks crashes on one that is cut off."""

import struct

HEADER_BYTES = 512
_FREE = 0xFFFFFFFF
_TABLES_IN_HEADER = 109


def is_whole_compound_file(content: bytes) -> bool:
    """True when every sector that the allocation table uses lies inside the content.

    Layout as in Microsoft's [MS-CFB]: a header of 512 bytes names the sectors of the allocation table, and each entry
    of that table stands for one sector. Only tables named in the header are looked at (files up to 7 MB), which
    is enough to notice that the end is missing.
    """
    if len(content) < HEADER_BYTES:
        return False
    shift: int = struct.unpack_from("<H", content, 30)[0]
    if shift not in (9, 12):
        return False
    sector_bytes = 1 << shift
    tables = [number for number in struct.unpack_from(f"<{_TABLES_IN_HEADER}I", content, 76) if number != _FREE]
    last_used: int = 0
    for position, number in enumerate(tables):
        table = content[(number + 1) * sector_bytes : (number + 2) * sector_bytes]
        if len(table) < sector_bytes:
            return False
        entries = struct.unpack(f"<{sector_bytes // 4}I", table)
        used = [index for index, entry in enumerate(entries) if entry != _FREE]
        if used:
            last_used = position * len(entries) + used[-1]
    return len(content) >= (last_used + 2) * sector_bytes
