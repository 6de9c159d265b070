"""Brand wording: what brand specs (--vi) say of names, slogans, phrases, claims and partners."""
