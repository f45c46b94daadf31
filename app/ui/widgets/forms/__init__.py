"""Forms: labelled fields, the dialog that saves them, drafts, and the forms several tabs ask.

They may use base, smaller widgets and the services whose drafts they give.
Every tab.
"""
