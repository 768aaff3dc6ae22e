-- titolo: Quante imprese ha raggiunto ogni partner?
-- testo: Un'impresa raggiunta da due partner conta per entrambi, e una volta nel totale.
-- di: PAL
-- parametro: province
-- parametro: since
-- parametro: until
from kpi_by_partner(code := 'firms_reached', since := $since, until := $until, province := $province)
