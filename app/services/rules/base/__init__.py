"""Ages, calendars, names, phones: rules that any other may need."""
