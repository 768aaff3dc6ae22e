-- titolo: Quante reti si sono costituite?
-- testo: Firmate con il lavoro di PAL, dentro il progetto.
-- di: PAL
-- parametro: province
-- parametro: partner
-- parametro: since
-- parametro: until
from kpi(code := 'networks_formed', since := $since, until := $until, province := $province, partner := $partner)
