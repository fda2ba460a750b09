"""The version of this kiosk, as records, backups and whoever runs it are told it."""

VERSION = "0.1.0"
