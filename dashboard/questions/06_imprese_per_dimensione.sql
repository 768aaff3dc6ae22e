-- titolo: Di quale dimensione sono le imprese raggiunte?
-- testo: Classi micro, small, medium, large; ?? se non nota.
-- di: PAL
-- parametro: province
-- parametro: partner
-- parametro: since
-- parametro: until
from kpi_by_size(code := 'firms_reached', since := $since, until := $until, province := $province, partner := $partner)
