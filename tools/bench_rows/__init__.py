"""The budgets of performance, each measured beside what it is compared with."""
