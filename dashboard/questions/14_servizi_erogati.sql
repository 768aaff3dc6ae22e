-- titolo: Quanti servizi e quante ore?
-- testo: Servizi erogati e ore di servizio.
-- di: PAL
-- parametro: province
-- parametro: partner
-- parametro: since
-- parametro: until
from kpi(code := 'services_delivered service_hours', since := $since, until := $until, province := $province, partner := $partner)
