"""The adapters of the components that ask for something."""

from collections.abc import Callable

from tests.web.components.adapters import COMMON, Arguments, renamed, same, simple, text_of
from tests.web.components.official_fixtures import Options


def question(options: Options) -> Arguments:
    """Return what every question has."""
    return {
        **renamed(
            options, {**COMMON, **same("name", "id", "value", "disabled"), "describedBy": "described_by"}
        ),
        "hint": text_of(options.get("hint")),
        "error": text_of(options.get("errorMessage")),
        "group_classes": options.get("formGroup", {}).get("classes", ""),
    }


def labelled(options: Options) -> Arguments:
    """Return a question with a label."""
    label = options["label"]
    return {
        **question(options),
        "label": text_of(label),
        **renamed(label, {"classes": "label_classes", "isPageHeading": "label_is_heading"}),
    }


def attributes_of(options: Options, *names: str) -> Arguments:
    """Return the attributes, and among them those that our macro has no argument for."""
    attributes = renamed(options, same(*names))
    if "spellcheck" in options:
        attributes["spellcheck"] = "true" if options["spellcheck"] else "false"
    return {"attributes": {**attributes, **options.get("attributes", {})}}


def text_input(options: Options) -> Arguments:
    """Return the arguments of input."""
    return {
        **labelled(options),
        **renamed(options, same("type", "inputmode", "autocomplete")),
        **{affix: text_of(options.get(affix)) for affix in ("prefix", "suffix")},
        **attributes_of(options, "pattern", "autocapitalize"),
    }


def textarea(options: Options) -> Arguments:
    """Return the arguments of textarea."""
    return {**labelled(options), **renamed(options, same("rows")), **attributes_of(options, "autocomplete")}


def password_input(options: Options) -> Arguments:
    """Return the arguments of password_input."""
    return {**labelled(options), **renamed(options, same("autocomplete"))}


def select(options: Options) -> Arguments:
    """Return the arguments of select, which says with its value what is selected."""
    items = options.get("items", [])
    names = same("value", "text", "disabled", "attributes")
    selected = [{"value": item.get("value", item["text"])} for item in items if item.get("selected")]
    return {
        **labelled(options),
        **(selected[0] if selected else {}),
        "items": [renamed(item, names) for item in items],
    }


def fieldset_of(options: Options) -> Arguments:
    """Return what a question in a fieldset takes of it."""
    fieldset = options.get("fieldset", {})
    legend = fieldset.get("legend", {})
    return {
        "legend": text_of(legend),
        **renamed(legend, {"classes": "legend_classes", "isPageHeading": "legend_is_heading"}),
        **renamed(fieldset, {"describedBy": "described_by"}),
    }


def choice(item: Options) -> Arguments:
    """Return one radio or checkbox."""
    names = same("value", "divider", "behaviour", "checked", "disabled", "id", "name", "attributes")
    return {
        **renamed(item, names),
        "text": text_of(item),
        "hint": text_of(item.get("hint")),
        "conditional": text_of(item.get("conditional")),
        **renamed(item.get("label", {}), {"classes": "label_classes"}),
    }


def choices(options: Options) -> Arguments:
    """Return the arguments of radios and checkboxes."""
    items = [choice(item) for item in options["items"]]
    prefix = renamed(options, {"idPrefix": "id_prefix", "values": "values"})
    return {**question(options), **fieldset_of(options), **prefix, "items": items}


def date_input(options: Options) -> Arguments:
    """Return the arguments of date_input, which names its parts and gives their values by part."""
    items = _date_parts(options)
    prefix = f"{options['namePrefix']}-" if "namePrefix" in options else ""
    values = {name.removeprefix(prefix): value for name, value in options.get("values", {}).items()}
    completed = {part: str(item["autocomplete"]) for part, item in items.items() if "autocomplete" in item}
    purposes = [purpose.removesuffix(f"-{part}") for part, purpose in completed.items()]
    return {
        **question(options),
        **fieldset_of(options),
        **renamed(options, {"namePrefix": "name_prefix"}),
        "parts": list(items),
        "values": values | {part: item["value"] for part, item in items.items() if "value" in item},
        "autocomplete": purposes[0] if purposes else "",
        "wrong_parts": [part for part, item in items.items() if item.get("error")],
    }


def _date_parts(options: Options) -> dict[str, Options]:
    if options.get("items"):
        return {item["name"]: item for item in options["items"]}
    parts = {part: options.get(part, {}) for part in ("day", "month", "year")}
    return {part: item for part, item in parts.items() if item is not False}


FORM_ADAPTERS: dict[str, tuple[str, Callable[[Options], Arguments]]] = {
    "input": ("input", text_input),
    "textarea": ("textarea", textarea),
    "select": ("select", select),
    "radios": ("radios", choices),
    "checkboxes": ("checkboxes", choices),
    "date-input": ("date_input", date_input),
    "password-input": ("password_input", password_input),
    "hint": ("hint", simple(same("id"))),
    "label": ("label", simple({"for": "for_id", "isPageHeading": "is_heading"})),
    "error-message": ("error_message", simple({"id": "id", "visuallyHiddenText": "hidden_text"})),
}
