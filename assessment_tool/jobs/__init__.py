"""Background work: a job renders, a service stores."""
