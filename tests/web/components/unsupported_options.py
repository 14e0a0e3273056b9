"""What the official components take and ours do not, each with the reason."""

NO_EMPTY_ITEMS = "a list holds items and nothing else: the view leaves out what it does not show"
NO_TRANSLATION = "the wording is ours: translations come through the page's own language"
NO_STYLING = "nothing of ours styles this part on its own"
NO_INTERRUPTION = "a page is not interrupted"
NOT_OUR_BRAND = "crown, crest and licence belong to GOV.UK itself"

OPTIONS: dict[str, dict[str, str]] = {
    "checkboxes": {
        "items[]": NO_EMPTY_ITEMS,
        "fieldset.attributes": NO_STYLING,
        "fieldset.classes": NO_STYLING,
        "items[].label.attributes": NO_STYLING,
    },
    "date-input": {
        "items[].attributes": NO_STYLING,
        "items[].id": "the id of a part is the id of the date and the name of the part",
        "items[].inputmode": "a date is typed in digits",
        "items[].pattern": "the server says what is wrong with a date, in words",
        **{
            f"{part}.{option}": NO_TRANSLATION
            for part in ("day", "month", "year")
            for option in ("label", "name")
        },
        **{f"{part}.classes": "an error is named by wrong_parts" for part in ("day", "month", "year")},
    },
    "footer": {
        "containerClasses": NO_STYLING,
        "contentLicence.html": NOT_OUR_BRAND,
        "contentLicence.text": NOT_OUR_BRAND,
        "copyright.html": NOT_OUR_BRAND,
        "copyright.text": NOT_OUR_BRAND,
        **{
            f"navigation[].{option}": "a footer of columns would be a second menu"
            for option in ("title", "columns", "width", "items[].attributes", "items[].href", "items[].text")
        },
    },
    "input": {
        "inputWrapper.attributes": NO_STYLING,
        "inputWrapper.classes": NO_STYLING,
        **{
            f"{affix}.{option}": NO_STYLING
            for affix in ("prefix", "suffix")
            for option in ("attributes", "classes")
        },
    },
    "pagination": {"items[]": NO_EMPTY_ITEMS},
    "panel": {"actions.items[].text": NO_INTERRUPTION},
    "password-input": {"showPasswordText": NO_TRANSLATION},
    "radios": {
        "items[]": NO_EMPTY_ITEMS,
        "fieldset.attributes": NO_STYLING,
        "fieldset.classes": NO_STYLING,
        "items[].label.attributes": NO_STYLING,
    },
    "select": {"items[]": NO_EMPTY_ITEMS},
    "service-navigation": {
        "navigation[]": NO_EMPTY_ITEMS,
        "slots.end": "the end of the bar stands in line with the links",
        "slots.start": "the end of the bar is the one slot in use",
        "slots.navigationStart": "the end of the bar is the one slot in use",
        "slots.navigationEnd": "the end of the bar is the one slot in use",
    },
    "summary-list": {
        "rows[]": NO_EMPTY_ITEMS,
        "card.attributes": NO_STYLING,
        "rows[].actions.classes": NO_STYLING,
        "rows[].key.classes": NO_STYLING,
        "rows[].value.classes": NO_STYLING,
    },
    "table": {"rows[]": NO_EMPTY_ITEMS},
    "tabs": {"items[]": NO_EMPTY_ITEMS, "items[].panel.text": "the content of a tab is always marked up"},
    "task-list": {
        "items[]": NO_EMPTY_ITEMS,
        "items[].title.classes": NO_STYLING,
        "items[].status.tag.attributes": NO_STYLING,
    },
}

FIXTURES: dict[tuple[str, str], str] = {
    ("button", "start link with html"): "a start button holds a text",
    ("footer", "with empty meta"): "a heading without links would head nothing",
    ("footer", "with empty meta items"): "a heading without links would head nothing",
    ("label", "empty"): "a label says something",
    ("panel", "interruption with custom classes"): NO_INTERRUPTION,
    ("panel", "interruption, no actions"): NO_INTERRUPTION,
    ("panel", "interruption, no actions items"): NO_INTERRUPTION,
    ("select", "with falsy values"): "a value is a text",
    ("select", "item selected overrides value"): "the value alone says what is selected",
    ("summary-list", "summary card with custom classes"): "a card has a title",
    ("warning-text", "icon fallback text only"): "a warning says something",
    ("date-input", "with nested name"): "a part is named day, month or year",
    ("date-input", "items with classes"): NO_STYLING,
    ("date-input", "with errors only (using items and classes)"): "an error is named by wrong_parts",
    ("date-input", "with error on single item using classes"): "an error is named by wrong_parts",
    ("date-input", "with error on single field by omission"): "an error is named by wrong_parts",
    ("date-input", "with error on single item by omission"): "an error is named by wrong_parts",
}
