"""The window: Qt only; every datum comes from one service call."""
