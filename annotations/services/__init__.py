"""The deeds: what pages, API and commands can do, each in one transaction with its line in the log."""
