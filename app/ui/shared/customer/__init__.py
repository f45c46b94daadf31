"""The screen turned to the family: large type, nothing of anybody else, and no way out but the agent's key.

The interview and the combinations show what they have on it.
"""
