"""Foreign tables and papers: reading files, the shared part of imports, sheets and workbooks out, documents.

It may call base, spine and measures; it knows no family whose rows it carries.
Every family that imports, exports or prints calls it.
"""
