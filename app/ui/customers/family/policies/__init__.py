"""The policies of a family: the list, the form, values and papers."""
