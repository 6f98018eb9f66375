"""Settings that hold until an option says otherwise: files in TOML and environment variables."""

from tocsin.config.keys import KEYS, Key
from tocsin.config.load import Config, Setting, load_config, places

__all__ = ["KEYS", "Config", "Key", "Setting", "load_config", "places"]
