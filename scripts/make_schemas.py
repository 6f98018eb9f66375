"""Write the JSON Schemas into the package: python scripts/make_schemas.py."""

from pathlib import Path

import tocsin.schema
from tocsin.schema import generate

folder = Path(tocsin.schema.__file__).parent
(folder / tocsin.schema.file_name("tocsin.account/1")).write_text(
    generate.as_text(generate.account_schema()), encoding="utf-8"
)
