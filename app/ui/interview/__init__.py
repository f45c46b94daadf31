"""The needs interview tab."""
