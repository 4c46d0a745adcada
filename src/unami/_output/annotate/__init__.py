"""Columns about the mission for frames of other libraries."""
