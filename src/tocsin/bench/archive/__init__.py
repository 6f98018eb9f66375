"""An archive made up with known truth: incidents as skewed as in UCDP GED, told by outlets with habits."""
