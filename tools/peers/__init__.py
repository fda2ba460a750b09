"""Programs of the bench that run in environments of their own, beside other people's frameworks."""
