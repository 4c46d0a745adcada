"""A data package on disk: reading, checking, describing, changing."""
