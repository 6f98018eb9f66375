"""The layout of the compiled gazetteer file, shared by the build script and the reader.

``MAGIC``, the length of the header (u32), a JSON header (attribution, digest, countries, time
zones, section offsets), then three sections of plain little-endian numbers and one of text:

* ``entries``: records of :data:`ENTRY`, the most important first (countries, provinces,
  regions, districts, then populated places by population), so that a smaller index means a
  more important place;
* ``keys``: sorted u64, ``hash(name) << 25 | weak << 24 | entry``;
* ``skeletons``: the same over ``ISO2|skeleton``;
* ``names``: the display names, UTF-8.

Why not SQLite or pickles: nothing is parsed at start-up, a look-up is one bisection in mapped
memory shared by all processes, and the file is half the size.
"""

from __future__ import annotations

from struct import Struct

MAGIC = b"TOCSPLC1"
# lat and lon in 1e-5 degree, population, GeoNames id (0 = ours), name offset,
# admin1 and admin2 entry, time zone, radius in km, country, kind, feature code, name length
ENTRY = Struct("<iiIIIHHHHBBBB")
NO_POINT = 0x7FFFFFFF
NONE16 = 0xFFFF
ENTRY_BITS = 24
ENTRY_MASK = (1 << ENTRY_BITS) - 1
WEAK_BIT = 1 << ENTRY_BITS
HASH_SHIFT = ENTRY_BITS + 1

KINDS = ("country", "admin1", "region", "admin2", "city", "neighbourhood", "site", "water")
