"""Printed documents: facts become a frozen value, the value a page of HTML, the page a PDF."""
