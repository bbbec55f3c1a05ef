"""The pages of projects and approvals."""
