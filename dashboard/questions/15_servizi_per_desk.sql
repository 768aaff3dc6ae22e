-- titolo: Quanti servizi ha erogato ogni desk?
-- testo: ?? dove la riga non nomina il desk.
-- di: PAL
-- parametro: province
-- parametro: since
-- parametro: until
from kpi_by_desk(code := 'services_delivered', since := $since, until := $until, province := $province)
