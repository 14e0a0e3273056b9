"""The adapters of the components that show something."""

from collections.abc import Callable

from tests.web.components.adapters import COMMON, Arguments, actions, renamed, same, simple, text_of
from tests.web.components.official_fixtures import Options


def skip_link(options: Options) -> Arguments:
    """Return the arguments of skip_link, which skips to our own main content unless told otherwise."""
    return {"href": "#content", **renamed(options, {**COMMON, **same("href")}), "text": text_of(options)}


def breadcrumbs(options: Options) -> Arguments:
    """Return the arguments of breadcrumbs."""
    names = {**COMMON, "collapseOnMobile": "collapse_on_mobile", "labelText": "label"}
    items = [
        {**renamed(item, same("href", "attributes")), "text": text_of(item)} for item in options["items"]
    ]
    return {**renamed(options, names), "items": items}


def error_summary(options: Options) -> Arguments:
    """Return the arguments of error_summary."""
    errors = options.get("errorList", [])
    return {
        **renamed(options, {**COMMON, "disableAutoFocus": "disable_auto_focus"}),
        "title": text_of(options, "titleText", "titleHtml"),
        "description": text_of(options, "descriptionText", "descriptionHtml"),
        "errors": [
            {**renamed(error, same("href", "attributes")), "text": text_of(error)} for error in errors
        ],
    }


def fieldset(options: Options) -> Arguments:
    """Return the arguments of fieldset."""
    legend = options["legend"]
    return {
        **renamed(options, {**COMMON, **same("role"), "describedBy": "described_by"}),
        **renamed(legend, {"classes": "legend_classes", "isPageHeading": "legend_is_heading"}),
        "legend": text_of(legend),
        "body": text_of(options),
    }


def summary_list(options: Options) -> Arguments:
    """Return the arguments of summary_list."""
    card = options.get("card", {})
    return {
        **renamed(options, COMMON),
        **renamed(card, {"classes": "card_classes"}),
        **renamed(card.get("title", {}), {"headingLevel": "card_heading_level"}),
        "card_title": text_of(card.get("title")),
        "card_actions": actions(card.get("actions", {}).get("items", [])),
        "rows": [_row(row) for row in options["rows"]],
    }


def _row(row: Options) -> Arguments:
    links = actions(row.get("actions", {}).get("items", []))
    shown = {"key": text_of(row["key"]), "value": text_of(row.get("value"))}
    return {**shown, "actions": links, **renamed(row, same("classes"))}


def table(options: Options) -> Arguments:
    """Return the arguments of table."""
    caption = {**same("caption"), "captionClasses": "caption_classes"}
    names = {**COMMON, **caption, "firstCellIsHeader": "first_cell_is_header"}
    rows = [[_cell(cell) for cell in row] for row in options["rows"]]
    return {
        **renamed(options, names),
        "rows": rows,
        "head": [_cell(cell) for cell in options.get("head", [])],
    }


def _cell(cell: Options) -> Arguments | str:
    styles = renamed(cell, {**COMMON, **same("format", "colspan", "rowspan")})
    return {**styles, "text": text_of(cell)} if styles else text_of(cell)


def details(options: Options) -> Arguments:
    """Return the arguments of details."""
    names = {**COMMON, **same("id"), "open": "is_open"}
    summary = text_of(options, "summaryText", "summaryHtml")
    return {**renamed(options, names), "summary": summary, "text": text_of(options)}


def notification_banner(options: Options) -> Arguments:
    """Return the arguments of notification_banner, which takes rich content as its body."""
    names = {
        **COMMON,
        **same("type", "role"),
        "titleId": "title_id",
        "titleHeadingLevel": "heading_level",
        "disableAutoFocus": "disable_auto_focus",
    }
    content = {"body": text_of(options)} if options.get("html") else {"text": text_of(options)}
    return {**renamed(options, names), **content, "title": text_of(options, "titleText", "titleHtml")}


def panel(options: Options) -> Arguments:
    """Return the arguments of panel."""
    title = text_of(options, "titleText", "titleHtml")
    return {
        **renamed(options, {**COMMON, "headingLevel": "heading_level"}),
        "title": title,
        "text": text_of(options),
    }


def phase_banner(options: Options) -> Arguments:
    """Return the arguments of phase_banner."""
    tag = options.get("tag", {})
    classes = renamed(tag, {"classes": "tag_classes"})
    return {**renamed(options, COMMON), **classes, "text": text_of(options), "tag_text": text_of(tag)}


def header(options: Options) -> Arguments:
    """Return the arguments of header."""
    names = {**COMMON, "url": "href", "containerClasses": "container_classes"}
    return {**renamed(options, names), "product": text_of(options, "logoText", "logoHtml")}


def service_navigation(options: Options) -> Arguments:
    """Return the arguments of service_navigation, which always sets its body beside the links."""
    names = {
        **COMMON,
        "serviceName": "service",
        "serviceUrl": "service_href",
        "ariaLabel": "region_label",
        "menuButtonText": "menu_text",
        "menuButtonLabel": "menu_label",
        "navigationId": "id",
        "navigationClasses": "list_classes",
        "collapseNavigationOnMobile": "is_collapsible",
    }
    items = [
        {**renamed(item, same("href", "current", "active", "attributes")), "text": text_of(item)}
        for item in options.get("navigation", [])
    ]
    label = options.get("navigationLabel", options.get("menuButtonText", "Menu"))
    body = text_of(options.get("slots", {}).get("end"))
    return {**renamed(options, names), "items": items, "label": label, "body": body}


def footer(options: Options) -> Arguments:
    """Return the arguments of footer."""
    meta = options.get("meta", {})
    links = [renamed(link, same("href", "text", "attributes")) for link in meta.get("items", [])]
    title = renamed(meta, {"visuallyHiddenTitle": "title"})
    return {**renamed(options, COMMON), **title, "links": links, "body": text_of(meta)}


def task_list(options: Options) -> Arguments:
    """Return the arguments of task_list."""
    items = [_task(item) for item in options["items"]]
    return {**renamed(options, {**COMMON, "idPrefix": "id_prefix"}), "items": items}


def _task(item: Options) -> Arguments:
    status = item["status"]
    return {
        **renamed(item, same("href", "classes")),
        **renamed(status, {"classes": "status_classes"}),
        **renamed(status.get("tag", {}), {"classes": "tag_classes"}),
        "title": text_of(item["title"]),
        "hint": text_of(item.get("hint")),
        "status": text_of(status),
        "tag": text_of(status.get("tag")),
    }


def tabs(options: Options) -> Arguments:
    """Return the arguments of tabs, whose content is always marked up."""
    items = [
        {**renamed(item, same("id", "label", "attributes")), "content": text_of(item["panel"])}
        | renamed(item["panel"], {"attributes": "panel_attributes"})
        for item in options.get("items", [])
    ]
    return {**renamed(options, {**COMMON, **same("id", "title"), "idPrefix": "id_prefix"}), "items": items}


def pagination(options: Options) -> Arguments:
    """Return the arguments of pagination."""
    names = {
        **same("number", "href", "current", "ellipsis", "attributes"),
        "visuallyHiddenText": "hidden_text",
    }
    link = {**same("href", "text", "attributes"), "labelText": "label"}
    return {
        **renamed(options, {**COMMON, "landmarkLabel": "label"}),
        **{arrow: renamed(options[arrow], link) for arrow in ("previous", "next") if arrow in options},
        "items": [renamed(item, names) for item in options.get("items", [])],
    }


BUTTON = {
    **same("href", "type", "name", "value", "id", "disabled"),
    "isStartButton": "is_start",
    "preventDoubleClick": "prevent_double_click",
}

PAGE_ADAPTERS: dict[str, tuple[str, Callable[[Options], Arguments]]] = {
    "back-link": ("back_link", simple(same("href"))),
    "breadcrumbs": ("breadcrumbs", breadcrumbs),
    "button": ("button", simple(BUTTON)),
    "error-summary": ("error_summary", error_summary),
    "fieldset": ("fieldset", fieldset),
    "tag": ("tag", simple({})),
    "summary-list": ("summary_list", summary_list),
    "table": ("table", table),
    "details": ("details", details),
    "notification-banner": ("notification_banner", notification_banner),
    "warning-text": ("warning_text", simple({"iconFallbackText": "icon_text"})),
    "inset-text": ("inset_text", simple(same("id"))),
    "panel": ("panel", panel),
    "phase-banner": ("phase_banner", phase_banner),
    "skip-link": ("skip_link", skip_link),
    "generic-header": ("header", header),
    "service-navigation": ("service_navigation", service_navigation),
    "footer": ("footer", footer),
    "task-list": ("task_list", task_list),
    "tabs": ("tabs", tabs),
    "pagination": ("pagination", pagination),
}
