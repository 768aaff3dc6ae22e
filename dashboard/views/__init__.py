"""The pages of the dashboard, one module each with `draw`, in the order of the menu.

A new page is a module with `draw(view)` and one line here.
"""

from dashboard import text
from dashboard.frame import Page
from dashboard.views import (
    deliveries,
    editions,
    firms,
    glossary,
    networks,
    overview,
    progress,
    provinces,
    services,
    sql,
)

PAGES = (
    Page(text.OVERVIEW, "", ":material/dashboard:", overview.draw),
    Page(text.PROVINCES, "province", ":material/map:", provinces.draw),
    Page(text.FIRMS, "imprese", ":material/factory:", firms.draw),
    Page(text.NETWORKS, "reti", ":material/hub:", networks.draw),
    Page(text.SERVICES, "servizi", ":material/support_agent:", services.draw),
    Page(text.PROGRESS, "avanzamento", ":material/target:", progress.draw),
    Page(text.DELIVERIES, "consegne", ":material/inbox:", deliveries.draw),
    Page(text.EDITIONS, "edizioni", ":material/lock:", editions.draw),
    Page(text.GLOSSARY, "glossario", ":material/menu_book:", glossary.draw),
    Page(text.SQL, "sql", ":material/terminal:", sql.draw),
)
