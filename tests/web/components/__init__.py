"""Our components against the fixtures that the GOV.UK design system ships for its own."""
