-- titolo: Quanto è provato ciò che contiamo?
-- testo: Dichiarato, documentato, verificato.
-- di: PAL
-- parametro: province
-- parametro: partner
-- parametro: since
-- parametro: until
from kpi_by_level(code := 'firms_reached networks_formed', since := $since, until := $until, province := $province, partner := $partner)
