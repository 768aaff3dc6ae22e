-- titolo: Quante imprese abbiamo assistito?
-- testo: Imprese con la prima assistenza nella finestra.
-- di: PAL
-- parametro: province
-- parametro: partner
-- parametro: since
-- parametro: until
from kpi(code := 'firms_assisted', since := $since, until := $until, province := $province, partner := $partner)
