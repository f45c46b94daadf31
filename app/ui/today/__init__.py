"""The today tab."""
