"""One activity in the window, wherever it is shown: its form, its guests, its repeats, and what is done with it."""
