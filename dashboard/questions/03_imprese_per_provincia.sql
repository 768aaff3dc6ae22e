-- titolo: Quante imprese raggiunte in ogni provincia?
-- testo: La riga senza provincia è il totale.
-- di: PAL
-- parametro: partner
-- parametro: since
-- parametro: until
from kpi_by_province(code := 'firms_reached', since := $since, until := $until, partner := $partner)
