"""Write the JSON Schemas into the package: python scripts/make_schemas.py."""

from pathlib import Path

import tocsin.schema
from tocsin.schema import generate

folder = Path(tocsin.schema.__file__).parent
for name, make in generate.SCHEMAS.items():
    (folder / tocsin.schema.file_name(name)).write_text(generate.as_text(make()), encoding="utf-8")
