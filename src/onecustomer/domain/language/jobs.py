"""What somebody does and where they work, in words."""

from __future__ import annotations


def job(company: str | None, role: str | None) -> str:
    """Return a job by what is known of it: "A/P at IBM", "A/P", "at IBM"; empty where nothing is."""
    return " ".join(part for part in (role, company and f"at {company}") if part)


def in_words(company: str | None, role: str | None) -> str:
    """Return what somebody does: "A/P at IBM", "A/P", "works at IBM"; empty where nothing is known."""
    return job(company, role) if role or not company else f"works {job(company, role)}"
