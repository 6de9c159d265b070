"""Judges: candidates → those worth telling. Each drops or grades, and notes why in the trace."""
