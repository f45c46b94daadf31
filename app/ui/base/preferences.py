"""Preferences of this machine's window: language, theme, geometry. An INI file beside the store."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from app.enums import Language


class Preferences:
    """A missing or broken file gives the defaults. Qt writes changes a moment later; ``save`` does so now."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def save(self) -> None:
        self._settings.sync()

    @property
    def language(self) -> Language:
        return Language.EN if self._settings.value("language") == Language.EN else Language.ZH

    @language.setter
    def language(self, language: Language) -> None:
        self._settings.setValue("language", language.value)

    @property
    def dark(self) -> bool:
        return str(self._settings.value("dark")) == "true"

    @dark.setter
    def dark(self, dark: bool) -> None:
        self._settings.setValue("dark", "true" if dark else "false")

    def text(self, key: str, default: str = "") -> str:
        return str(self._settings.value(key, default))

    def set_text(self, key: str, value: str) -> None:
        self._settings.setValue(key, value)

    def blob(self, key: str) -> QByteArray:
        value = self._settings.value(key)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_blob(self, key: str, value: QByteArray) -> None:
        self._settings.setValue(key, value)
