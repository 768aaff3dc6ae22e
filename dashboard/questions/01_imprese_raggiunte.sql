-- titolo: Quante imprese abbiamo raggiunto?
-- testo: Imprese con il primo contatto nella finestra.
-- di: PAL
-- parametro: province
-- parametro: partner
-- parametro: since
-- parametro: until
from kpi(code := 'firms_reached', since := $since, until := $until, province := $province, partner := $partner)
