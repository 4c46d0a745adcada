"""Output: values as text, HTML, frames, citations, charts and files."""
