"""Pages of the staff side; each module is one place in the menu."""
