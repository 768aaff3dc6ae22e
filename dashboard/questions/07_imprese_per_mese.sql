-- titolo: Come crescono le imprese raggiunte mese per mese?
-- testo: Ogni impresa nel mese del suo primo contatto.
-- di: PAL
-- parametro: province
-- parametro: partner
-- parametro: since
-- parametro: until
from kpi_by_month(code := 'firms_reached', since := $since, until := $until, province := $province, partner := $partner)
