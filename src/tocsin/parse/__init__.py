"""Parse: report text to tokens, sentences and names."""
