"""The first page and the sample store: what gathers from every family.

It may call every family.
Only the command line and the window call it.
"""
